"""Corrections: a movement is never edited; another takes it back, whole, with the reason, and the money with it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, select

from coopdesk.domain.certificates import Fate, Why
from coopdesk.domain.clock import day_words, local_day
from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import MemberStatus, clean_text
from coopdesk.domain.refusals import Refusal
from coopdesk.domain.share_rules import check_held
from coopdesk.services.act import Act
from coopdesk.services.certificates import give_up, issue_certificate, retire_certificate
from coopdesk.services.events import DoorChanged, RegisterChanged, SharesChanged
from coopdesk.services.members import member_by_id
from coopdesk.services.membership_end import RestoreMembership, restore_membership
from coopdesk.services.movements import REASON_LIMIT, check_throughout, day_given, held_in_class, move, pay
from coopdesk.services.perform import Command, Done, handles
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    CertificateRow,
    InstalmentRow,
    PaymentRow,
    ShareApplicationRow,
    ShareMovementRow,
    WithdrawalRow,
)

_MOVEMENT = select(
    ShareMovementRow.id,
    ShareMovementRow.member,
    ShareMovementRow.shares,
    ShareMovementRow.kind,
    ShareMovementRow.on_day,
    ShareMovementRow.payment,
    ShareMovementRow.certificate,
    ShareMovementRow.share_class,
    ShareMovementRow.transfer,
    ShareMovementRow.application,
    ShareMovementRow.withdrawal,
).where(ShareMovementRow.id == bindparam("id"))
_TOGETHER = (
    select(ShareMovementRow.id)
    .where(ShareMovementRow.transfer == bindparam("transfer"), ShareMovementRow.kind != "reversal")
    .order_by(ShareMovementRow.shares.desc())
)
_REVERSED = select(ShareMovementRow.id).where(ShareMovementRow.reverses == bindparam("id"))
_STANDS = select(CertificateRow.status, CertificateRow.shares).where(
    CertificateRow.number == bindparam("number"), CertificateRow.member == bindparam("member")
)
_INSTALMENTS = select(InstalmentRow.payment).where(InstalmentRow.movement == bindparam("movement"))
_PAYMENT = select(
    PaymentRow.member, PaymentRow.pence, PaymentRow.method, PaymentRow.meeting, PaymentRow.application
).where(PaymentRow.id == bindparam("id"))
_GIVEN_BACK = select(func.coalesce(func.sum(PaymentRow.pence), 0)).where(PaymentRow.refunds == bindparam("id"))
_ALLOTTED = select(ShareApplicationRow.allotted).where(ShareApplicationRow.id == bindparam("id"))


@dataclass
class UnknownMovement(Refusal):
    """No movement has this number."""

    code = "UNKNOWN-MOVEMENT"
    sentence = "There is no movement {number} in the ledger. Nothing was recorded: “shares movements” lists them."
    number: int


@dataclass
class CannotReverse(Refusal):
    """It has been taken back, or takes another back."""

    code = "CANNOT-REVERSE"
    sentence = "Movement {number} {why}, so it cannot be reversed. Nothing was recorded."
    number: int
    why: str


@dataclass
class ReasonNeeded(Refusal):
    """A correction says why."""

    code = "REASON-NEEDED"
    sentence = "A correction of the ledger needs its reason. Nothing was recorded."


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement as it was entered."""

    id: int
    member: int
    shares: int
    kind: str
    on_day: str
    payment: int | None
    certificate: int | None
    share_class: int | None
    transfer: int | None
    application: int | None
    withdrawal: int | None


@dataclass(frozen=True, slots=True)
class Reversed:
    """What a correction made: the reversing movements, and certificates issued for shares that came back."""

    movements: tuple[int, ...]
    certificates: tuple[int, ...]
    refunded_pence: int
    """Money given back to the member (positive), or by the member (negative)."""


@dataclass(frozen=True, slots=True)
class ReverseMovement(Command[Reversed]):
    """Take a movement back, both halves of a transfer, with the reason. ``on`` "" is today."""

    private = ("reason",)

    movement: int
    reason: str
    on: str = ""


@handles(ReverseMovement)
def reverse_movement(command: ReverseMovement, act: Act) -> Done[Reversed]:
    """Correct the ledger. A correction of a correction is a new movement of the right kind.

    Raises:
        ReasonNeeded, UnknownMovement, CannotReverse, NotUnderstood: as their sentences say.
        MoreThanHeld: the shares have gone since.
    """
    if not clean_text("The reason", command.reason, REASON_LIMIT):
        raise ReasonNeeded()
    day = day_given("The day of the correction", command.on, act.now) if command.on else None
    return Done(reverse(act, command.movement, command.reason, day), (SharesChanged(), RegisterChanged()))


@dataclass(frozen=True, slots=True)
class UndoMovement(Command[None]):
    """Undo of an act that took or passed on shares; ``restore`` is the member whose membership it ended, 0 for none."""

    movement: int
    restore: int = 0


@handles(UndoMovement)
def undo_movement(command: UndoMovement, act: Act) -> Done[None]:
    """Reverse the movement and make the membership current again.

    Raises: what ``ReverseMovement`` raises.
    """
    if command.restore and member_by_id(act.reader, MemberId(command.restore)).status is MemberStatus.ENDED:
        restore_membership(RestoreMembership(command.restore), act)
    reverse(act, command.movement, "")
    return Done(None, (SharesChanged(), RegisterChanged(), DoorChanged()))


def movement_by_id(reader: Reader, movement: int) -> Movement:
    """One movement.

    Raises:
        UnknownMovement: there is none with this number.
    """
    found = reader.first(_MOVEMENT, id=movement)
    if found is None:
        raise UnknownMovement(movement)
    return Movement(*found)


def reverse(act: Act, number: int, reason: str, given: date | None = None) -> Reversed:
    """Take a movement back with its other half, its money and its certificate.

    Args:
        given: the day of the correction; None is today, or the day of the movement where the clock was set back since.

    Raises:
        UnknownMovement, CannotReverse, MoreThanHeld: as their sentences say.
    """
    first = movement_by_id(act.reader, number)
    if first.kind == "reversal":
        raise CannotReverse(number, "is itself a correction")
    if act.reader.value(_REVERSED, id=number) is not None:
        raise CannotReverse(number, "was reversed before")
    entered = date.fromisoformat(first.on_day)
    on = max(local_day(act.now), entered) if given is None else given
    if on < entered:
        raise CannotReverse(number, f"was entered on {day_words(entered)}, after that day")
    together = [first]
    if first.transfer is not None:
        together = [movement_by_id(act.reader, row) for (row,) in act.reader.rows(_TOGETHER, transfer=first.transfer)]
    made: list[int] = []
    certificates: list[int] = []
    money = 0
    for each in together:
        certificate = _papers(act, each, on)
        payment, refunded = _money_back(act, each, on)
        money += refunded
        made.append(
            move(
                act,
                member=each.member,
                shares=-each.shares,
                kind="reversal",
                on=on,
                payment=payment,
                certificate=certificate if each.shares < 0 else each.certificate,
                reverses=each.id,
                share_class=each.share_class,
                transfer=each.transfer,
                reason=reason,
            )
        )
        if each.shares < 0 and certificate is not None:
            certificates.append(certificate)
        _wishes_back(act, each)
    return Reversed(tuple(made), tuple(certificates), money)


def _papers(act: Act, each: Movement, on: date) -> int | None:
    """Take the paper for shares that go back, or issue one for shares that come back."""
    if each.shares < 0:
        return issue_certificate(
            act, each.member, -each.shares, entered_on=on.isoformat(), share_class=each.share_class
        )
    member = member_by_id(act.reader, MemberId(each.member))
    check_held(member.number, held_in_class(act.reader, each.member, each.share_class), each.shares)
    check_throughout(act.reader, member, each.share_class, on, each.shares)
    if each.certificate is not None:
        stands = act.reader.first(_STANDS, number=each.certificate, member=each.member)
        if stands == ("issued", each.shares):
            void = each.kind == "issue"
            fate = Fate.VOID if void else Fate.CANCELLED
            retire_certificate(act, each.certificate, fate, Why.TAKEN_BACK)
            return each.certificate
    give_up(act, each.member, each.shares, Why.TAKEN_BACK, share_class=each.share_class)
    return None


def _money_back(act: Act, each: Movement, on: date) -> tuple[int | None, int]:
    """Refund what was received for the movement, or take back what was paid out; (the payment, pence refunded)."""
    payments = [each.payment] if each.payment is not None else []
    payments += [row for (row,) in act.reader.rows(_INSTALMENTS, movement=each.id)]
    made: int | None = None
    refunded = 0
    for payment in payments:
        found = act.reader.first(_PAYMENT, id=payment)
        assert found is not None
        member, pence, method, meeting, application = found
        if application is not None:
            # It is held for the application again, until that is allotted anew or its money given back.
            continue
        left = pence + act.reader.one(_GIVEN_BACK, id=payment)
        if not left:
            continue
        refunds = payment if left > 0 else None
        back = pay(
            act,
            member=member if member is not None else each.member,
            pence=-left,
            method=method,
            on=on,
            meeting=meeting,
            refunds=refunds,
        )
        made = back if made is None else made
        refunded += left
    return made, refunded


def _wishes_back(act: Act, each: Movement) -> None:
    """An application or a notice that the movement fulfilled waits again."""
    if each.application is not None:
        allotted = act.reader.one(_ALLOTTED, id=each.application) - each.shares
        act.change(ShareApplicationRow, each.application, allotted=allotted, state="approved")
    if each.withdrawal is not None:
        act.change(WithdrawalRow, each.withdrawal, state="asked", settled_on=None)
