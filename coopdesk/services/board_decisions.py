"""What the board decides at one meeting, recorded as one act: applications for shares, and withdrawals that are due."""

from dataclasses import dataclass

from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services.act import Act
from coopdesk.services.application_view import application_view
from coopdesk.services.applications import SetApplication, set_application
from coopdesk.services.correcting import UndoMovement, undo_movement
from coopdesk.services.events import DoorChanged, RegisterChanged, SharesChanged
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.withdrawals import (
    PayWithdrawal,
    RefuseWithdrawal,
    ReopenNotice,
    pay_withdrawal,
    refuse_withdrawal,
    reopen_notice,
    withdrawal_view,
)

_CHANGED = (SharesChanged(), RegisterChanged(), DoorChanged())


@dataclass
class NotForAll(Refusal):
    """One of several cannot be done, so none is."""

    code = "NOT-FOR-ALL"
    sentence = "Nothing was recorded for any of them, because of {who}: {why}"
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class DecidedTogether:
    """What was decided."""

    approved: bool
    applications: int
    withdrawals: int
    repaid_pence: int
    """Paid back for withdrawals."""


@dataclass(frozen=True, slots=True)
class DecideTogether(Command[DecidedTogether]):
    """Approve or refuse several at once: applications are approved, withdrawals approved are paid back.

    Numbers with commas between; ``decision`` is approve or refuse; ``paid`` how money goes back.
    """

    private = ("words",)

    applications: str
    notices: str
    decision: str
    paid: str = "transfer"
    on: str = ""
    words: str = ""


@handles(DecideTogether)
def decide_together(command: DecideTogether, act: Act) -> Done[DecidedTogether]:
    """Decide each as if it were alone; where one is refused by a rule, none is recorded.

    Raises:
        NotUnderstood: none is named, or the decision is none.
        NotForAll: a rule says no to one of them.
    """
    approve = command.decision == "approve"
    if command.decision not in ("approve", "refuse"):
        raise NotUnderstood("The decision", command.decision, "it is approve or refuse")
    asked, noticed = _numbers(command.applications), _numbers(command.notices)
    if not asked and not noticed:
        raise NotUnderstood("What is decided", "", "mark one at least")
    undo = UndoTogether(
        applications=",".join(_decide_application(command, act, number) for number in asked),
        notices=",".join(str(number) for number in noticed if not approve and _refuse(command, act, number)),
        movements=",".join(_pay(command, act, number) for number in noticed if approve),
    )
    repaid = -sum(effect[3]["pence"] for effect in act.effects if effect[:2] == ["+", "payment"])
    view = DecidedTogether(approve, len(asked), len(noticed), repaid)
    return Done(view, _CHANGED, undo)


@dataclass(frozen=True, slots=True)
class UndoTogether(Command[None]):
    """Undo of deciding together. ``applications`` as number:state before, ``movements`` as movement:member whose
    membership it ended (0 for none), with commas between."""

    applications: str
    notices: str
    movements: str


@handles(UndoTogether)
def undo_together(command: UndoTogether, act: Act) -> Done[None]:
    """Take each decision back, the last first.

    Raises:
        Refusal: one of them cannot be taken back any more (shares were allotted for it).
    """
    for pair in reversed(_parts(command.movements)):
        movement, restore = pair.split(":")
        undo_movement(UndoMovement(int(movement), int(restore)), act)
    for number in reversed(_numbers(command.notices)):
        reopen_notice(ReopenNotice(number), act)
    for pair in reversed(_parts(command.applications)):
        application, state = pair.split(":")
        set_application(SetApplication(int(application), state), act)
    return Done(None, _CHANGED)


def _decide_application(command: DecideTogether, act: Act, number: int) -> str:
    before = application_view(act.reader, number)
    state = "approved" if command.decision == "approve" else "refused"
    try:
        set_application(SetApplication(number, state, command.on, command.words), act)
    except Refusal as no:
        raise NotForAll(before.applicant, str(no)) from no
    return f"{number}:{before.state}"


def _pay(command: DecideTogether, act: Act, number: int) -> str:
    name = withdrawal_view(act.reader, number).member.name
    try:
        done = pay_withdrawal(PayWithdrawal(number, command.paid, command.on), act)
    except Refusal as no:
        raise NotForAll(name, str(no)) from no
    undo = done.undo
    assert isinstance(undo, UndoMovement)
    return f"{undo.movement}:{undo.restore}"


def _refuse(command: DecideTogether, act: Act, number: int) -> bool:
    name = withdrawal_view(act.reader, number).member.name
    try:
        refuse_withdrawal(RefuseWithdrawal(number, command.words, command.on), act)
    except Refusal as no:
        raise NotForAll(name, str(no)) from no
    return True


def _parts(text: str) -> list[str]:
    return [part for part in text.split(",") if part]


def _numbers(text: str) -> list[int]:
    return [int(part) for part in _parts(text)]
