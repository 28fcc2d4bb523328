"""Withdrawals: notice given, waiting, paid or refused; suspension by the board and the stop of insolvency (§4.4)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from coopdesk.domain.certificates import Why
from coopdesk.domain.clock import day_words
from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import clean_text
from coopdesk.domain.refusals import Refusal
from coopdesk.domain.share_rules import NoticeRunning, NotWithdrawable
from coopdesk.domain.share_settings import after_period
from coopdesk.domain.shares import check_share_count
from coopdesk.services.act import Act
from coopdesk.services.certificates import give_up
from coopdesk.services.correcting import UndoMovement
from coopdesk.services.events import DoorChanged, RegisterChanged, SharesChanged
from coopdesk.services.members import MemberView, member_by_id
from coopdesk.services.movements import REASON_LIMIT, day_given, method_given, move, pay
from coopdesk.services.parting import check_free, check_not_suspended, check_rest, class_words, end_if_nothing_left
from coopdesk.services.perform import Command, Done, Entry, NonceUsed, handles, repeats
from coopdesk.services.share_rules import class_named, rules_on
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ShareMovementRow, WithdrawalRow

_CHANGED = (SharesChanged(), RegisterChanged(), DoorChanged())
_COLUMNS = (
    WithdrawalRow.id,
    WithdrawalRow.member,
    WithdrawalRow.shares,
    WithdrawalRow.share_class,
    WithdrawalRow.asked_on,
    WithdrawalRow.due_on,
    WithdrawalRow.state,
    WithdrawalRow.settled_on,
    WithdrawalRow.words,
)
_ONE = select(*_COLUMNS).where(WithdrawalRow.id == bindparam("id"))
_WAITING = select(*_COLUMNS).where(WithdrawalRow.state == "asked").order_by(WithdrawalRow.due_on, WithdrawalRow.id)
_MOVEMENT = (
    select(ShareMovementRow.id)
    .where(ShareMovementRow.withdrawal == bindparam("withdrawal"), ShareMovementRow.kind == "withdrawal")
    .order_by(ShareMovementRow.id.desc())
    .limit(1)
)
_INSTEAD = "end the membership first, then withdraw what is left"


@dataclass
class UnknownWithdrawal(Refusal):
    """No notice has this number."""

    code = "UNKNOWN-WITHDRAWAL"
    sentence = "There is no notice of withdrawal {number}. Nothing was recorded: “shares waiting” lists them."
    number: int


@dataclass
class WithdrawalSettled(Refusal):
    """It was paid, refused or taken back."""

    code = "WITHDRAWAL-SETTLED"
    sentence = "Notice of withdrawal {number} was {state} on {day} already. Nothing was recorded."
    number: int
    state: str
    day: str


@dataclass(frozen=True, slots=True)
class WithdrawalView:
    """One notice of withdrawal and what became of it."""

    number: int
    member: MemberView
    shares: int
    share_class: int | None
    asked_on: date
    due_on: date
    """The first day it may be paid."""
    state: str
    """asked, paid, refused or taken-back."""
    settled_on: date | None
    words: str
    movement: int | None
    """The movement that paid it."""


@dataclass(frozen=True, slots=True)
class WithdrawShares(Command[WithdrawalView]):
    """Give notice of withdrawal, and pay at once where the rules ask for no notice or it is waived.

    ``paid``: how the money goes back. ``waive``: the board waives the notice; ``words`` say why.
    """

    private = ("words",)

    member: int
    shares: int
    paid: str = "transfer"
    on: str = ""
    share_class: str = ""
    words: str = ""
    waive: bool = False


@handles(WithdrawShares)
def withdraw_shares(command: WithdrawShares, act: Act) -> Done[WithdrawalView]:
    """Record the notice, and the repayment where it is due.

    Raises:
        NotUnderstood, NotWithdrawable, MoreThanHeld, BelowMinimum, WithdrawalsSuspended: as their sentences say.
    """
    member = member_by_id(act.reader, MemberId(command.member))
    count = check_share_count(command.shares)
    method_given(command.paid)
    day = day_given("The day of the notice", command.on, act.now)
    share_class = class_named(act.reader, command.share_class)
    rules = rules_on(act.reader, day, share_class)
    if not rules.withdrawable:
        instead = "transferred, or cancelled when a member leaves" if rules.transferable else "cancelled on exit"
        raise NotWithdrawable(class_words(act.reader, share_class), instead)
    check_free(act.reader, member, share_class, day, count)
    check_rest(rules, member, count, whole_may_go=rules.whole_may_go, whole_instead=_INSTEAD)
    due = day if command.waive else after_period(day, rules.notice)
    notice = act.add(
        WithdrawalRow,
        member=member.id,
        shares=count,
        share_class=share_class,
        asked_on=day.isoformat(),
        due_on=due.isoformat(),
        at=act.at,
        state="asked",
        settled_on=None,
        words=clean_text("The remark", command.words, REASON_LIMIT),
    )
    if due > day:
        return Done(withdrawal_view(act.reader, notice), _CHANGED, TakeBackNotice(notice))
    return _pay_out(act, notice, command.paid, day)


@repeats(WithdrawShares)
def withdrawn_before(command: WithdrawShares, reader: Reader, first: Entry) -> WithdrawalView:
    """The same notice entered twice is one.

    Raises:
        NonceUsed: it was another.
    """
    (number,) = (effect[2][0] for effect in first.payload["rows"] if effect[:2] == ["+", "withdrawal"])
    view = withdrawal_view(reader, number)
    if (view.member.id, view.shares) != (command.member, command.shares):
        raise NonceUsed()
    return view


@dataclass(frozen=True, slots=True)
class PayWithdrawal(Command[WithdrawalView]):
    """Repay a withdrawal whose notice has run."""

    number: int
    paid: str
    on: str = ""


@handles(PayWithdrawal)
def pay_withdrawal(command: PayWithdrawal, act: Act) -> Done[WithdrawalView]:
    """Pay the money, take the shares off the holding, cancel the certificates.

    Raises:
        UnknownWithdrawal, WithdrawalSettled, NoticeRunning, WithdrawalsSuspended: as their sentences say.
        MoreThanHeld, BelowMinimum: the holding has changed since notice was given.
    """
    method_given(command.paid)
    day = day_given("The day of the payment", command.on, act.now)
    return _pay_out(act, command.number, command.paid, day)


@repeats(PayWithdrawal)
def paid_before(command: PayWithdrawal, reader: Reader, _first: Entry) -> WithdrawalView:
    """The same payment entered twice goes out once."""
    return withdrawal_view(reader, command.number)


def _pay_out(act: Act, number: int, method: str, day: date) -> Done[WithdrawalView]:
    view = _waiting(act.reader, number)
    if day < view.due_on:
        raise NoticeRunning(day_words(view.asked_on), day_words(view.due_on))
    check_not_suspended(act.reader, day)
    rules = rules_on(act.reader, day, view.share_class)
    check_free(act.reader, view.member, view.share_class, day, view.shares, own_notice=view.shares)
    check_rest(rules, view.member, view.shares, whole_may_go=rules.whole_may_go, whole_instead=_INSTEAD)
    give_up(act, view.member.id, view.shares, Why.WITHDRAWN, share_class=view.share_class)
    payment = pay(act, member=view.member.id, pence=-view.shares * rules.nominal_pence, method=method, on=day)
    movement = move(
        act,
        member=view.member.id,
        shares=-view.shares,
        kind="withdrawal",
        on=day,
        payment=payment,
        share_class=view.share_class,
        withdrawal=number,
    )
    act.change(WithdrawalRow, number, state="paid", settled_on=day.isoformat())
    ended = end_if_nothing_left(act, view.member, rules, view.shares, "Withdrew all shares", day)
    undo = UndoMovement(movement, view.member.id if ended else 0)
    return Done(withdrawal_view(act.reader, number), _CHANGED, undo)


@dataclass(frozen=True, slots=True)
class RefuseWithdrawal(Command[WithdrawalView]):
    """The board refuses a notice; the shares stay."""

    private = ("words",)

    number: int
    words: str
    on: str = ""


@handles(RefuseWithdrawal)
def refuse_withdrawal(command: RefuseWithdrawal, act: Act) -> Done[WithdrawalView]:
    """Record the refusal with its reason.

    Raises:
        UnknownWithdrawal, WithdrawalSettled, NotUnderstood: as their sentences say.
    """
    return _settle(act, command.number, "refused", command.on, command.words)


@dataclass(frozen=True, slots=True)
class TakeBackNotice(Command[WithdrawalView]):
    """The member takes the notice back (also the undo of giving it)."""

    private = ("words",)

    number: int
    words: str = ""
    on: str = ""


@handles(TakeBackNotice)
def take_back_notice(command: TakeBackNotice, act: Act) -> Done[WithdrawalView]:
    """The shares are no longer under notice.

    Raises:
        UnknownWithdrawal, WithdrawalSettled, NotUnderstood: as their sentences say.
    """
    return _settle(act, command.number, "taken-back", command.on, command.words)


@dataclass(frozen=True, slots=True)
class ReopenNotice(Command[WithdrawalView]):
    """Undo of a refusal or of taking back: the notice waits again."""

    number: int


@handles(ReopenNotice)
def reopen_notice(command: ReopenNotice, act: Act) -> Done[WithdrawalView]:
    """Wait again."""
    act.change(WithdrawalRow, command.number, state="asked", settled_on=None)
    return Done(withdrawal_view(act.reader, command.number), _CHANGED)


def _settle(act: Act, number: int, state: str, on: str, words: str) -> Done[WithdrawalView]:
    view = _waiting(act.reader, number)
    day = day_given("The day", on, act.now)
    changed: dict[str, Any] = {"state": state, "settled_on": day.isoformat()}
    said = clean_text("The reason", words, REASON_LIMIT)
    if said:
        changed["words"] = "\n".join(part for part in (view.words, said) if part)
    act.change(WithdrawalRow, number, **changed)
    return Done(withdrawal_view(act.reader, number), _CHANGED, ReopenNotice(number))


_STATES = {"paid": "paid", "refused": "refused", "taken-back": "taken back"}


def _waiting(reader: Reader, number: int) -> WithdrawalView:
    view = withdrawal_view(reader, number)
    if view.state != "asked":
        raise WithdrawalSettled(number, _STATES[view.state], day_words(view.settled_on or view.asked_on))
    return view


def withdrawal_view(reader: Reader, number: int) -> WithdrawalView:
    """One notice.

    Raises:
        UnknownWithdrawal: there is none with this number.
    """
    found = reader.first(_ONE, id=number)
    if found is None:
        raise UnknownWithdrawal(number)
    return _view(reader, found)


def withdrawals_waiting(reader: Reader) -> tuple[WithdrawalView, ...]:
    """Notices that wait, by the day they fall due."""
    return tuple(_view(reader, row) for row in reader.rows(_WAITING))


def _view(reader: Reader, row: tuple[Any, ...]) -> WithdrawalView:
    number, member, shares, share_class, asked, due, state, settled, words = row
    movement = reader.value(_MOVEMENT, withdrawal=number) if state == "paid" else None
    return WithdrawalView(
        number,
        member_by_id(reader, MemberId(member)),
        shares,
        share_class,
        date.fromisoformat(asked),
        date.fromisoformat(due),
        state,
        None if settled is None else date.fromisoformat(settled),
        words,
        movement,
    )
