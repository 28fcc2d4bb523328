"""Cash-up at the end of an evening or a day, read: what the journal says was taken, and what was counted against it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased

from coopdesk.domain.cash_up import MethodCount, Uncounted
from coopdesk.domain.clock import hour, read_moment
from coopdesk.domain.members import display_number
from coopdesk.domain.refusals import Refusal
from coopdesk.services.letterhead import LetterheadView
from coopdesk.services.movements import METHODS
from coopdesk.services.society import letterhead
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    CashUpCoinRow,
    CashUpMethodRow,
    CashUpReceiptRow,
    CashUpRow,
    CashUpUncountedRow,
    MeetingRow,
    MemberRow,
    PaymentRow,
    ShareApplicationRow,
    ShareMovementRow,
)

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
_UNCOUNTED = select(CashUpUncountedRow.method, CashUpUncountedRow.receipts, CashUpUncountedRow.expected_pence).where(
    CashUpUncountedRow.cash_up == bindparam("cash_up")
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
    """One for each way of paying that was counted; while it is to do, for each that has receipts, counted 0."""
    uncounted: tuple[Uncounted, ...]
    """Ways of paying with receipts that nobody counted, and that are left to another cash-up."""
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
        """Every way of paying was counted and none differs."""
        return not self.uncounted and not self.differs

    @property
    def differs(self) -> bool:
        """A way of paying that was counted is not what the journal says."""
        return any(each.difference for each in self.counts)

    @property
    def verdict(self) -> str:
        """The outcome in a few words, for papers and the screen."""
        if self.number is None:
            return "To be counted"
        if self.differs:
            return "It differs"
        return f"{_listed(self.counts)} balances, the rest is not counted" if self.uncounted else "It balances"


def _listed(counts: tuple[MethodCount, ...]) -> str:
    return " and ".join(each.method for each in counts).capitalize()


@dataclass(frozen=True, slots=True)
class CashUpToDo:
    """What waits to be cashed up."""

    receipts: int
    pence: int
    since: date | None


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
    return _cash_up(reader, None, (meeting, day.isoformat(), 0, 0, "", "", ""), lines, counts)


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
    left_out = {row[0]: Uncounted(*row) for row in reader.rows(_UNCOUNTED, cash_up=number)}
    uncounted = tuple(left_out[method] for method in METHODS if method in left_out)
    return _cash_up(reader, number, head, _read_lines(reader.rows(_COVERED, cash_up=number)), counts, coins, uncounted)


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
    coins: tuple[tuple[int, int], ...] = (),
    uncounted: tuple[Uncounted, ...] = (),
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
        uncounted,
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
