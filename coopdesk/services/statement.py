"""The statement of share capital for a period, added up from the movements and from the money, each on its own."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.share_settings import year_of
from coopdesk.domain.statement import MoneySide, Statement
from coopdesk.domain.statement import statement as put_together
from coopdesk.services.letterhead import LetterheadView
from coopdesk.services.owed import paid_towards
from coopdesk.services.share_rules import rules_on
from coopdesk.services.society import letterhead
from coopdesk.services.withdrawals_in_year import WithdrawalsInYear, withdrawals_in_year
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import InstalmentRow, PaymentRow, ShareApplicationRow, ShareMovementRow

_First = aliased(ShareMovementRow)
_Back = aliased(ShareMovementRow)

_IN_ISSUE = select(func.coalesce(func.sum(ShareMovementRow.shares), 0)).where(
    ShareMovementRow.on_day <= bindparam("day")
)
_MOVED = (
    select(
        ShareMovementRow.kind,
        func.sum(ShareMovementRow.shares),
        func.coalesce(func.sum(ShareMovementRow.shares).filter(ShareMovementRow.payment.is_(None)), 0),
    )
    .where(
        ShareMovementRow.on_day >= bindparam("first"),
        ShareMovementRow.on_day <= bindparam("last"),
        ShareMovementRow.kind != "reversal",
    )
    .group_by(ShareMovementRow.kind)
)
_CORRECTED = (
    select(
        _First.kind,
        func.sum(ShareMovementRow.shares),
        func.coalesce(func.sum(ShareMovementRow.shares).filter(_First.payment.is_(None)), 0),
        func.count(),
    )
    .join(_First, _First.id == ShareMovementRow.reverses)
    .where(
        ShareMovementRow.on_day >= bindparam("first"),
        ShareMovementRow.on_day <= bindparam("last"),
        ShareMovementRow.kind == "reversal",
    )
    .group_by(_First.kind)
)
_MONEY = (
    select(
        PaymentRow.method,
        func.coalesce(func.sum(PaymentRow.pence).filter(PaymentRow.pence > 0), 0),
        func.coalesce(func.sum(PaymentRow.pence).filter(PaymentRow.pence < 0), 0),
        func.coalesce(func.sum(PaymentRow.pence).filter(PaymentRow.refunds.is_not(None)), 0),
    )
    .where(
        PaymentRow.purpose == "shares",
        PaymentRow.on_day >= bindparam("first"),
        PaymentRow.on_day <= bindparam("last"),
    )
    .group_by(PaymentRow.method)
    .order_by(PaymentRow.method)
)
# Allotments whose money may have come on another day, or not at all: the few that are unpaid, or of an application.
_UNPAID = select(ShareMovementRow.id, ShareMovementRow.shares, ShareMovementRow.on_day, _Back.on_day).join(
    _Back, _Back.reverses == ShareMovementRow.id, isouter=True
)
_WITHOUT_PAYMENT = _UNPAID.where(
    ShareMovementRow.kind == "issue", ShareMovementRow.payment.is_(None), ShareMovementRow.application.is_(None)
)
_APPLICATIONS = select(ShareApplicationRow.id)
_OF_APPLICATION = select(func.coalesce(func.sum(ShareMovementRow.shares), 0)).where(
    ShareMovementRow.application == bindparam("application"),
    ShareMovementRow.kind == "issue",
    ShareMovementRow.on_day <= bindparam("day"),
    ~select(_Back.id).where(_Back.reverses == ShareMovementRow.id, _Back.on_day <= bindparam("day")).exists(),
)
_APPLICATION_MONEY = select(func.coalesce(func.sum(PaymentRow.pence), 0)).where(
    PaymentRow.application == bindparam("application"), PaymentRow.on_day <= bindparam("day")
)
_Instalment = aliased(InstalmentRow)
# Paid afterwards on shares that an application was allotted: money of the allotment, not of the application.
_LATER = (
    select(func.coalesce(func.sum(PaymentRow.pence), 0))
    .select_from(ShareMovementRow)
    .join(_Instalment, _Instalment.movement == ShareMovementRow.id)
    .join(PaymentRow, PaymentRow.id == _Instalment.payment)
    .where(
        ShareMovementRow.application == bindparam("application"),
        PaymentRow.application.is_(None),
        PaymentRow.on_day <= bindparam("day"),
    )
)
_Refund = aliased(PaymentRow)
_LATER_BACK = (
    select(func.coalesce(func.sum(_Refund.pence), 0))
    .select_from(ShareMovementRow)
    .join(_Instalment, _Instalment.movement == ShareMovementRow.id)
    .join(_Refund, _Refund.refunds == _Instalment.payment)
    .where(
        ShareMovementRow.application == bindparam("application"),
        _Refund.application.is_(None),
        _Refund.on_day <= bindparam("day"),
    )
)


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement with the society and the period it is of."""

    society: LetterheadView
    first: date
    last: date
    statement: Statement
    corrections: int
    """Movements in the period that correct others."""
    withdrawals: WithdrawalsInYear
    """Of the society's year that the last day falls in."""


def year_at(reader: Reader, day: date) -> tuple[date, date]:
    """First and last day of the society's year that a day falls in."""
    return year_of(rules_on(reader, day).year_end, day)


def statement_view(reader: Reader, first: date, last: date) -> StatementView:
    """The statement from a day to a day, both counted.

    Raises:
        NotUnderstood: the period ends before it begins.
    """
    if last < first:
        raise NotUnderstood("The period", f"{first.isoformat()} to {last.isoformat()}", "it ends before it begins")
    society = letterhead(reader)
    nominal = society.nominal_pence
    period = {"first": first.isoformat(), "last": last.isoformat()}
    moved: dict[str, int] = {}
    kept = corrections = 0
    rows: list[Any] = [(*row, 0) for row in reader.rows(_MOVED, **period)]
    for kind, shares, without_payment, times in (*rows, *reader.rows(_CORRECTED, **period)):
        moved[kind] = moved.get(kind, 0) + shares
        corrections += times
        if kind == "cancellation":
            kept -= without_payment * nominal
    before = first - timedelta(days=1)
    money = _money(reader, period, before, last, nominal, kept)
    made = put_together(
        reader.one(_IN_ISSUE, day=before.isoformat()),
        moved,
        reader.one(_IN_ISSUE, day=last.isoformat()),
        nominal,
        money,
    )
    return StatementView(society, first, last, made, corrections, withdrawals_in_year(reader, last))


def _money(reader: Reader, period: dict[str, str], before: date, last: date, nominal: int, kept: int) -> MoneySide:
    received = paid_out = refunded = 0
    by_method: list[tuple[str, int, int]] = []
    for method, came, went, back in reader.rows(_MONEY, **period):
        received += came
        paid_out -= went
        refunded -= back
        by_method.append((method, came, -went))
    start, end = _between(reader, before, nominal), _between(reader, last, nominal)
    return MoneySide(
        received_pence=received,
        refunded_pence=refunded,
        repaid_pence=paid_out - refunded,
        by_method=tuple(by_method),
        unpaid_pence=end[0] - start[0],
        held_pence=end[1] - start[1],
        kept_pence=kept,
    )


def _between(reader: Reader, day: date, nominal: int) -> tuple[int, int]:
    """Pence owed on shares allotted, and held for applications not allotted, at the end of a day."""
    owed = held = 0
    until = day.isoformat()
    for movement, shares, on_day, reversed_on in reader.rows(_WITHOUT_PAYMENT):
        price = shares * nominal if on_day <= until and (reversed_on is None or reversed_on > until) else 0
        owed += price - paid_towards(reader, movement, until)
    for (application,) in reader.rows(_APPLICATIONS):
        came = sum(
            reader.one(statement, application=application, day=until)
            for statement in (_APPLICATION_MONEY, _LATER, _LATER_BACK)
        )
        left = came - reader.one(_OF_APPLICATION, application=application, day=until) * nominal
        owed, held = (owed - left, held) if left < 0 else (owed, held + left)
    return owed, held
