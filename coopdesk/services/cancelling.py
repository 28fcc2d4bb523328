"""Shares cancelled on exit, repaid or with the £1 kept, and capital written down (domain reference §4.4)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from coopdesk.domain.certificates import Why
from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import clean_text
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.shares import check_share_count
from coopdesk.services.act import Act
from coopdesk.services.certificates import give_up
from coopdesk.services.correcting import ReasonNeeded, UndoMovement
from coopdesk.services.events import DoorChanged, RegisterChanged, SharesChanged
from coopdesk.services.members import MemberView, member_by_id
from coopdesk.services.movements import REASON_LIMIT, day_given, method_given, move, pay
from coopdesk.services.parting import check_free, check_not_suspended, check_rest, end_if_nothing_left
from coopdesk.services.perform import Command, Done, Entry, NonceUsed, handles, repeats
from coopdesk.services.share_rules import class_named, rules_on
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ShareMovementRow

_HOLDINGS = (
    select(ShareMovementRow.member, ShareMovementRow.share_class, func.sum(ShareMovementRow.shares))
    .group_by(ShareMovementRow.member, ShareMovementRow.share_class)
    .having(func.sum(ShareMovementRow.shares) > 0)
)
_CHANGED = (SharesChanged(), RegisterChanged(), DoorChanged())


@dataclass(frozen=True, slots=True)
class CancelledView:
    """Shares cancelled."""

    movement: int
    member: MemberView
    shares: int
    repaid_pence: int
    """0 where the society keeps the money."""
    ended: bool
    """True where the membership ended with it."""
    certificates: tuple[int, ...]
    """Given up."""
    balance: int | None
    """The certificate for what is left of the last of them."""


@dataclass(frozen=True, slots=True)
class CancelShares(Command[CancelledView]):
    """Cancel shares of somebody who leaves, or part of a holding.

    ``repay``: cash, card, transfer, cheque; "keep" leaves the money with the society; "" is as the rules say (on_exit),
    by bank transfer. Cancelling every share of a member ends the membership.
    """

    private = ("reason",)

    member: int
    shares: int
    repay: str = ""
    reason: str = ""
    on: str = ""
    share_class: str = ""


@handles(CancelShares)
def cancel_shares(command: CancelShares, act: Act) -> Done[CancelledView]:
    """Cancel the certificates and the shares; pay or keep the money.

    Raises:
        NotUnderstood, MoreThanHeld, BelowMinimum, WithdrawalsSuspended: as their sentences say.
    """
    member = member_by_id(act.reader, MemberId(command.member))
    count = check_share_count(command.shares)
    day = day_given("The day of the cancellation", command.on, act.now)
    share_class = class_named(act.reader, command.share_class)
    rules = rules_on(act.reader, day, share_class)
    repay = command.repay or ("transfer" if rules.repaid_on_exit else "keep")
    if repay != "keep":
        method_given(repay)
        check_not_suspended(act.reader, day)
    check_free(act.reader, member, share_class, day, count)
    check_rest(rules, member, count, whole_may_go=True, whole_instead="")
    gone = give_up(act, member.id, count, Why.CANCELLED, share_class=share_class)
    pence = 0 if repay == "keep" else count * rules.nominal_pence
    payment = pay(act, member=member.id, pence=-pence, method=repay, on=day) if pence else None
    movement = move(
        act,
        member=member.id,
        shares=-count,
        kind="cancellation",
        on=day,
        payment=payment,
        share_class=share_class,
        reason=command.reason,
    )
    why = clean_text("The reason", command.reason, REASON_LIMIT) or "Shares cancelled"
    ended = end_if_nothing_left(act, member, rules, count, why, day)
    view = CancelledView(movement, member, count, pence, ended, gone.numbers, gone.balance)
    return Done(view, _CHANGED, UndoMovement(movement, member.id if ended else 0))


@repeats(CancelShares)
def cancelled_before(command: CancelShares, reader: Reader, first: Entry) -> CancelledView:
    """The same cancellation entered twice is one.

    Raises:
        NonceUsed: it was another.
    """
    rows = first.payload["rows"]
    (moved,) = (effect for effect in rows if effect[1] == "share_movement")
    if (moved[3]["member"], -moved[3]["shares"]) != (command.member, command.shares):
        raise NonceUsed()
    paid = sum(-effect[3]["pence"] for effect in rows if effect[1] == "payment")
    ended = any(effect[1] == "member" for effect in rows)
    gone = tuple(effect[2][0] for effect in rows if effect[:2] == ["~", "certificate"])
    made = [effect[2][0] for effect in rows if effect[:2] == ["+", "certificate"]]
    member = member_by_id(reader, MemberId(command.member))
    return CancelledView(moved[2][0], member, command.shares, paid, ended, gone, made[0] if made else None)


@dataclass(frozen=True, slots=True)
class WrittenDownView:
    """Capital written down."""

    shares: int
    pence: int
    holders: int
    """Members whose holding became smaller."""


@dataclass(frozen=True, slots=True)
class WriteDownAhead:
    """What writing down would do, said before it is done."""

    shares: int
    holders: int
    """Members whose holding would become smaller."""
    shares_now: int
    holders_now: int
    nominal_pence: int


@dataclass(frozen=True, slots=True)
class WriteDown(Command[WrittenDownView]):
    """Write every holding down by so many per cent: the society's losses have used that part of its capital up.

    Whole shares go, rounded in each member's favour, and nobody is left without any.
    """

    private = ("reason",)

    percent: int
    reason: str
    on: str = ""


@handles(WriteDown)
def write_down(command: WriteDown, act: Act) -> Done[WrittenDownView]:
    """Take the same part off every holding. It has no undo: each movement can be reversed with a reason.

    Raises:
        NotUnderstood: a part that is none.
        ReasonNeeded: no reason is given.
        MoreThanHeld: on the day given somebody held less.
    """
    cuts = _cuts(act.reader, command.percent)
    if not clean_text("The reason", command.reason, REASON_LIMIT):
        raise ReasonNeeded()
    day = day_given("The day of the write-down", command.on, act.now)
    total = holders = 0
    for member, share_class, count in cuts:
        _take_off(act, member, share_class, count, day, command.reason)
        total += count
        holders += 1
    pence = total * rules_on(act.reader, day).nominal_pence
    return Done(WrittenDownView(total, pence, holders), (SharesChanged(),))


def write_down_ahead(reader: Reader, percent: int, on: str, now: datetime) -> WriteDownAhead:
    """What writing down would do; nothing is changed.

    Raises:
        NotUnderstood, MoreThanHeld: as :func:`write_down` does.
    """
    day = day_given("The day of the write-down", on, now)
    cuts = _cuts(reader, percent)
    for member, share_class, count in cuts:
        check_free(reader, member_by_id(reader, MemberId(member)), share_class, day, count)
    held = reader.rows(_HOLDINGS)
    return WriteDownAhead(
        shares=sum(count for _, _, count in cuts),
        holders=len({member for member, _, _ in cuts}),
        shares_now=sum(count for _, _, count in held),
        holders_now=len({member for member, _, _ in held}),
        nominal_pence=rules_on(reader, day).nominal_pence,
    )


def _cuts(reader: Reader, percent: int) -> list[tuple[int, int | None, int]]:
    """Member, class and shares to go, for every holding that becomes smaller."""
    if not 1 <= percent <= 99:
        raise NotUnderstood("The part to write down", f"{percent}%", "use a whole number from 1 to 99 per cent")
    parts = (
        (member, share_class, min(held * percent // 100, held - 1))
        for member, share_class, held in reader.rows(_HOLDINGS)
    )
    return [cut for cut in parts if cut[2] > 0]


def _take_off(act: Act, member: int, share_class: int | None, count: int, day: date, reason: str) -> None:
    check_free(act.reader, member_by_id(act.reader, MemberId(member)), share_class, day, count)
    give_up(act, member, count, Why.WRITTEN_DOWN, share_class=share_class)
    move(act, member=member, shares=-count, kind="write-down", on=day, share_class=share_class, reason=reason)
