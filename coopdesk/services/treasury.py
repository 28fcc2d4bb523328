"""What the treasurer sees first: capital and who holds it, what the year brought, and money not yet cashed up."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from coopdesk.domain.clock import local_day
from coopdesk.domain.statement import Statement
from coopdesk.services.at_hand import meeting_at_hand
from coopdesk.services.cash_up import CashUpToDo, cash_up_to_do
from coopdesk.services.letterhead import LetterheadView
from coopdesk.services.room import Meeting
from coopdesk.services.society import letterhead
from coopdesk.services.statement import statement_view, year_at
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import CertificateRow, ShareMovementRow

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
    year: Statement
    """The society's year so far, tied to the money."""
    to_do: CashUpToDo
    """Payments that no cash-up covers yet."""
    certificates: dict[str, int]
    """Certificates by status."""
    meeting: Meeting | None

    @property
    def pence(self) -> int:
        """Share capital today."""
        return self.shares * self.society.nominal_pence


def treasury_view(reader: Reader, now: datetime) -> TreasuryView:
    """Count capital, holders, the year so far and what is not cashed up."""
    today = local_day(now)
    begins, _ = year_at(reader, today)
    holders, shares, least, most = reader.first(_HELD) or (0, 0, 0, 0)
    return TreasuryView(
        society=letterhead(reader),
        today=today,
        year_begins=begins,
        shares=shares,
        holders=holders,
        least=least,
        most=most,
        movements=reader.value(_MOVEMENTS) or 0,
        year=statement_view(reader, begins, today).statement,
        to_do=cash_up_to_do(reader),
        certificates=dict(reader.rows(_CERTIFICATES)),
        meeting=meeting_at_hand(reader, now),
    )
