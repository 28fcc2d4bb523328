"""What the treasurer sees first: capital and who holds it, what the year brought, and money not yet cashed up."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import aliased

from coopdesk.domain.clock import local_day
from coopdesk.services.at_hand import meeting_at_hand
from coopdesk.services.letterhead import LetterheadView
from coopdesk.services.room import Meeting
from coopdesk.services.society import letterhead
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import CashUpReceiptRow, CashUpRow, CertificateRow, PaymentRow, ShareMovementRow

_HOLDINGS = (
    select(func.sum(ShareMovementRow.shares).label("held"))
    .group_by(ShareMovementRow.member)
    .having(func.sum(ShareMovementRow.shares) > 0)
    .subquery()
)
_HELD = select(
    func.count(),
    func.coalesce(func.sum(_HOLDINGS.c.held), 0),
    func.coalesce(func.min(_HOLDINGS.c.held), 0),
    func.coalesce(func.max(_HOLDINGS.c.held), 0),
).select_from(_HOLDINGS)
_MOVEMENTS = select(func.count()).select_from(ShareMovementRow)
_REVERSED = aliased(ShareMovementRow)
_SINCE = (
    # What a correction took back counts against the kind it corrected.
    select(func.coalesce(_REVERSED.kind, ShareMovementRow.kind), func.sum(ShareMovementRow.shares))
    .join(_REVERSED, _REVERSED.id == ShareMovementRow.reverses, isouter=True)
    .where(ShareMovementRow.on_day >= bindparam("since"))
    .group_by(func.coalesce(_REVERSED.kind, ShareMovementRow.kind))
)
_TO_RECONCILE = select(func.count(), func.coalesce(func.sum(PaymentRow.pence), 0), func.min(PaymentRow.on_day)).where(
    ~exists().where(
        CashUpReceiptRow.payment == PaymentRow.id, CashUpReceiptRow.cash_up == CashUpRow.id, CashUpRow.void == 0
    )
)
_CERTIFICATES = select(CertificateRow.status, func.count()).group_by(CertificateRow.status)


@dataclass(frozen=True, slots=True)
class TreasuryView:
    """The tiles of the treasurer's page. Shares are whole numbers, money is pence at nominal value."""

    society: LetterheadView
    today: date
    year_begins: date
    shares: int
    holders: int
    """Members who hold at least one share today."""
    least: int
    most: int
    """The smallest and the largest holding, in shares."""
    movements: int
    since: dict[str, int]
    """Shares by kind of movement since the year began, out of somebody's holding negative, corrections set off."""
    receipts: int
    """Payments that no cash-up covers yet."""
    to_reconcile: int
    """Their sum in pence."""
    oldest_receipt: date | None
    certificates: dict[str, int]
    """Certificates by status."""
    meeting: Meeting | None

    @property
    def pence(self) -> int:
        """Share capital today."""
        return self.shares * self.society.nominal_pence

    def pence_since(self, *kinds: str) -> int:
        """What these kinds of movement brought (or, negative, took) since the year began."""
        return sum(self.since.get(kind, 0) for kind in kinds) * self.society.nominal_pence


def treasury_view(reader: Reader, now: datetime) -> TreasuryView:
    """Count capital, holders, the year so far and what is not cashed up."""
    today = local_day(now)
    begins = year_begins(today)
    holders, shares, least, most = reader.first(_HELD) or (0, 0, 0, 0)
    receipts, pence, oldest = reader.first(_TO_RECONCILE) or (0, 0, None)
    return TreasuryView(
        society=letterhead(reader),
        today=today,
        year_begins=begins,
        shares=shares,
        holders=holders,
        least=least,
        most=most,
        movements=reader.value(_MOVEMENTS) or 0,
        since=dict(reader.rows(_SINCE, since=begins.isoformat())),
        receipts=receipts,
        to_reconcile=pence,
        oldest_receipt=None if oldest is None else date.fromisoformat(oldest),
        certificates=dict(reader.rows(_CERTIFICATES)),
        meeting=meeting_at_hand(reader, now),
    )


def year_begins(today: date) -> date:
    """The first day of the year that statements and the page are about: the calendar year."""
    return date(today.year, 1, 1)
