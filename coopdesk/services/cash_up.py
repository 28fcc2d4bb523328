"""Cash-up at the end of an evening or a day: what the journal says was taken, what was counted, signed off by two."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased

from coopdesk.domain.cash_up import COINS, MethodCount, check_explained, tin_total
from coopdesk.domain.clock import hour, read_moment
from coopdesk.domain.members import clean_line, clean_text, display_number
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services.act import Act
from coopdesk.services.events import SharesChanged
from coopdesk.services.letterhead import LetterheadView
from coopdesk.services.movements import LINE_LIMIT, METHODS, REASON_LIMIT, day_given
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.society import letterhead
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    CashUpCoinRow,
    CashUpMethodRow,
    CashUpReceiptRow,
    CashUpRow,
    MeetingRow,
    MemberRow,
    PaymentRow,
    ShareApplicationRow,
    ShareMovementRow,
)

MOST_FLOAT = 10_000_00

_Cover = aliased(CashUpReceiptRow)
_Count = aliased(CashUpRow)
_NOT_COVERED = (
    ~select(_Cover.payment)
    .join(_Count, _Count.id == _Cover.cash_up)
    .where(_Cover.payment == PaymentRow.id, _Count.void == 0)
    .exists()
)
_LINES = (
    select(
        PaymentRow.id,
        PaymentRow.at,
        PaymentRow.on_day,
        MemberRow.number,
        MemberRow.name,
        ShareApplicationRow.applicant,
        PaymentRow.method,
        PaymentRow.pence,
        PaymentRow.purpose,
        PaymentRow.refunds,
        ShareMovementRow.shares,
        ShareMovementRow.certificate,
    )
    .join(ShareApplicationRow, ShareApplicationRow.id == PaymentRow.application, isouter=True)
    # Somebody who applied has become a member since, or not.
    .join(MemberRow, MemberRow.id == func.coalesce(PaymentRow.member, ShareApplicationRow.member), isouter=True)
    .join(ShareMovementRow, ShareMovementRow.payment == PaymentRow.id, isouter=True)
    .order_by(PaymentRow.id)
)
_WAITING_DAY = _LINES.where(_NOT_COVERED, PaymentRow.on_day <= bindparam("day"))
_WAITING_MEETING = _LINES.where(_NOT_COVERED, PaymentRow.meeting == bindparam("meeting"))
_COVERED = _LINES.join(CashUpReceiptRow, CashUpReceiptRow.payment == PaymentRow.id).where(
    CashUpReceiptRow.cash_up == bindparam("cash_up")
)
_TO_DO = select(func.count(), func.coalesce(func.sum(PaymentRow.pence), 0), func.min(PaymentRow.on_day)).where(
    _NOT_COVERED
)
_ONE = select(
    CashUpRow.meeting,
    CashUpRow.on_day,
    CashUpRow.at,
    CashUpRow.float_pence,
    CashUpRow.void,
    CashUpRow.explanation,
    CashUpRow.counted_by,
    CashUpRow.checked_by,
    MeetingRow.title,
).join(MeetingRow, MeetingRow.id == CashUpRow.meeting, isouter=True)
_BY_ID = _ONE.where(CashUpRow.id == bindparam("id"))
_ALL = select(CashUpRow.id).where(CashUpRow.void == 0).order_by(CashUpRow.id.desc())
_METHODS = select(CashUpMethodRow.method, CashUpMethodRow.expected_pence, CashUpMethodRow.counted_pence).where(
    CashUpMethodRow.cash_up == bindparam("cash_up")
)
_COINS = (
    select(CashUpCoinRow.worth_pence, CashUpCoinRow.how_many)
    .where(CashUpCoinRow.cash_up == bindparam("cash_up"))
    .order_by(CashUpCoinRow.worth_pence.desc())
)
_MEETING = select(MeetingRow.title, MeetingRow.opened_at, MeetingRow.closed_at).where(
    MeetingRow.id == bindparam("meeting")
)


@dataclass
class UnknownCashUp(Refusal):
    """No cash-up has this number."""

    code = "UNKNOWN-CASH-UP"
    sentence = "There is no cash-up {number}. Nothing was recorded: “shares cash-up” lists what is to do."
    number: int


@dataclass
class NothingToCashUp(Refusal):
    """No receipt waits."""

    code = "NOTHING-TO-CASH-UP"
    sentence = "Every receipt is in a cash-up already, so there is nothing to count. Nothing was recorded."


@dataclass(frozen=True, slots=True)
class CashUpLine:
    """One receipt of a cash-up."""

    receipt: int
    on: date
    time: str
    """ "18:22", of the moment it was entered."""
    member_number: str
    name: str
    certificate: int | None
    shares: int
    """Signed: negative where shares went."""
    method: str
    pence: int
    purpose: str
    refunds: int | None


@dataclass(frozen=True, slots=True)
class CashUpView:
    """Receipts to count against, or a cash-up signed off."""

    number: int | None
    """None while it is to do."""
    society: LetterheadView
    meeting: int | None
    title: str
    """The meeting's title; "" for a day's."""
    opened: str
    closed: str
    """Times of the meeting, "" where there are none."""
    on: date
    lines: tuple[CashUpLine, ...]
    counts: tuple[MethodCount, ...]
    """One for each way of paying that has receipts or was counted; counted 0 while it is to do."""
    float_pence: int
    coins: tuple[tuple[int, int], ...]
    """(worth in pence, how many), the largest first."""
    explanation: str
    counted_by: str
    checked_by: str
    void: bool

    @property
    def expected_pence(self) -> int:
        """All that the journal says was taken."""
        return sum(each.expected_pence for each in self.counts)

    @property
    def counted_pence(self) -> int:
        """All that was counted, without the float."""
        return sum(each.counted_pence for each in self.counts)

    @property
    def balances(self) -> bool:
        """No way of paying differs."""
        return all(each.difference == 0 for each in self.counts)


@dataclass(frozen=True, slots=True)
class CashUpToDo:
    """What waits to be cashed up."""

    receipts: int
    pence: int
    since: date | None


@dataclass(frozen=True, slots=True)
class SignCashUp(Command[CashUpView]):
    """Sign a count off. ``meeting`` None takes every receipt up to ``on`` ("" today).

    ``counted``: way of paying -> pence, cash without the float. ``coins``: worth -> how many; where given, cash is what
    is in the tin less the float.
    """

    counted: Mapping[str, int]
    counted_by: str
    checked_by: str = ""
    meeting: int | None = None
    on: str = ""
    float_pence: int = 0
    coins: Mapping[int, int] | None = None
    explanation: str = ""


@handles(SignCashUp)
def sign_cash_up(command: SignCashUp, act: Act) -> Done[CashUpView]:
    """Keep the count with the receipts it covers; none of them is ever in another that stands.

    Raises:
        NothingToCashUp: no receipt waits.
        NotUnderstood: a sum, a coin or a name that cannot be used.
        DifferenceUnexplained: a difference without its reason.
    """
    day = day_given("The day of the cash-up", command.on, act.now)
    waiting = cash_up_to_sign(act.reader, day, command.meeting)
    if not waiting.lines:
        raise NothingToCashUp()
    if not 0 <= command.float_pence <= MOST_FLOAT:
        raise NotUnderstood("The float", str(command.float_pence), "it is from nothing to £10,000")
    counts = _counts(command, waiting)
    explanation = clean_text("The explanation", command.explanation, REASON_LIMIT)
    check_explained(counts, explanation)
    number = act.add(
        CashUpRow,
        meeting=command.meeting,
        on_day=day.isoformat(),
        at=act.at,
        float_pence=command.float_pence,
        void=0,
        explanation=explanation,
        counted_by=clean_line("Counted by", command.counted_by, LINE_LIMIT, required=True),
        checked_by=clean_line("Checked by", command.checked_by, LINE_LIMIT),
    )
    for each in counts:
        act.add(
            CashUpMethodRow,
            cash_up=number,
            method=each.method,
            expected_pence=each.expected_pence,
            counted_pence=each.counted_pence,
        )
    for worth, many in sorted((command.coins or {}).items()):
        if many:
            act.add(CashUpCoinRow, cash_up=number, worth_pence=worth, how_many=many)
    receipts = dict.fromkeys(line.receipt for line in waiting.lines)
    act.add_many(CashUpReceiptRow, ("payment", "cash_up"), [(receipt, number) for receipt in receipts])
    return Done(cash_up_view(act.reader, number), (SharesChanged(),), VoidCashUp(number))


def _counts(command: SignCashUp, waiting: CashUpView) -> tuple[MethodCount, ...]:
    expected = {each.method: each.expected_pence for each in waiting.counts}
    counted = dict(command.counted)
    for method in counted:
        if method not in METHODS:
            raise NotUnderstood("The way of paying", method, "it is cash, card, transfer or cheque")
    if command.coins is not None:
        for worth, many in command.coins.items():
            if worth not in (5000, *COINS) or many < 0:
                raise NotUnderstood("The count of coins", f"{worth}p={many}", "count notes and coins there are")
        counted["cash"] = tin_total(command.coins) - command.float_pence
    # What nobody counted is not taken for right: it is nothing, and differs.
    return tuple(
        MethodCount(method, expected.get(method, 0), counted.get(method, 0))
        for method in METHODS
        if method in expected or counted.get(method)
    )


@dataclass(frozen=True, slots=True)
class VoidCashUp(Command[None]):
    """Undo of a cash-up: its receipts wait to be counted again. The count itself stays on the record."""

    number: int


@handles(VoidCashUp)
def void_cash_up(command: VoidCashUp, act: Act) -> Done[None]:
    """Mark it void.

    Raises:
        UnknownCashUp: there is none with this number.
    """
    cash_up_view(act.reader, command.number)
    act.change(CashUpRow, command.number, void=1)
    return Done(None, (SharesChanged(),))


def cash_up_to_sign(reader: Reader, day: date, meeting: int | None = None) -> CashUpView:
    """What there is to count: the receipts of a meeting, or every one up to a day, that no cash-up covers."""
    if meeting is not None:
        rows = reader.rows(_WAITING_MEETING, meeting=meeting)
    else:
        rows = reader.rows(_WAITING_DAY, day=day.isoformat())
    lines = _read_lines(rows)
    expected: dict[str, int] = {}
    for line in lines:
        expected[line.method] = expected.get(line.method, 0) + line.pence
    counts = tuple(MethodCount(method, expected[method], 0) for method in METHODS if method in expected)
    return _cash_up(reader, None, (meeting, day.isoformat(), 0, 0, "", "", ""), lines, counts, ())


def cash_up_view(reader: Reader, number: int) -> CashUpView:
    """A cash-up as it was signed off.

    Raises:
        UnknownCashUp: there is none with this number.
    """
    found: tuple[Any, ...] | None = reader.first(_BY_ID, id=number)
    if found is None:
        raise UnknownCashUp(number)
    meeting, on_day, _, float_pence, void, explanation, counted_by, checked_by, _ = found
    counted = {method: (expected, count) for method, expected, count in reader.rows(_METHODS, cash_up=number)}
    counts = tuple(MethodCount(method, *counted[method]) for method in METHODS if method in counted)
    head = (meeting, on_day, float_pence, void, explanation, counted_by, checked_by)
    coins = tuple(reader.rows(_COINS, cash_up=number))
    return _cash_up(reader, number, head, _read_lines(reader.rows(_COVERED, cash_up=number)), counts, coins)


def cash_ups(reader: Reader) -> tuple[CashUpView, ...]:
    """Those that stand, the newest first."""
    return tuple(cash_up_view(reader, number) for (number,) in reader.rows(_ALL))


def cash_up_to_do(reader: Reader) -> CashUpToDo:
    """How many receipts no cash-up covers, their sum, and the day of the first."""
    found: tuple[Any, ...] | None = reader.first(_TO_DO)
    assert found is not None
    receipts, pence, since = found
    return CashUpToDo(receipts, pence, None if since is None else date.fromisoformat(since))


def _cash_up(
    reader: Reader,
    number: int | None,
    head: tuple[Any, ...],
    lines: tuple[CashUpLine, ...],
    counts: tuple[MethodCount, ...],
    coins: tuple[tuple[int, int], ...],
) -> CashUpView:
    meeting, on_day, float_pence, void, explanation, counted_by, checked_by = head
    title, opened, closed = "", None, None
    if meeting is not None:
        found: tuple[Any, ...] | None = reader.first(_MEETING, meeting=meeting)
        if found is not None:
            title, opened, closed = found
    return CashUpView(
        number,
        letterhead(reader),
        meeting,
        title,
        hour(read_moment(opened)) if opened else "",
        hour(read_moment(closed)) if closed else "",
        date.fromisoformat(on_day),
        lines,
        counts,
        float_pence,
        coins,
        explanation,
        counted_by,
        checked_by,
        bool(void),
    )


def _read_lines(rows: list[Any]) -> tuple[CashUpLine, ...]:
    lines: dict[int, CashUpLine] = {}
    for receipt, at, on_day, number, name, applicant, method, pence, purpose, refunds, shares, certificate in rows:
        # A payment that was held for an application may stand behind two movements, one of them reversed: the last.
        lines[receipt] = CashUpLine(
            receipt,
            date.fromisoformat(on_day),
            hour(read_moment(at)),
            "" if number is None else display_number(number),
            name or applicant or "",
            certificate,
            shares or 0,
            method,
            pence,
            purpose,
            refunds,
        )
    return tuple(lines.values())
