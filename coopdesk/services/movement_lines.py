"""The ledger entry by entry, as a correction needs it: every movement with its number."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, select

from coopdesk.domain.members import display_number
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import MemberRow, PaymentRow, ShareMovementRow

_LINES = (
    select(
        ShareMovementRow.id,
        ShareMovementRow.on_day,
        MemberRow.number,
        MemberRow.name,
        ShareMovementRow.kind,
        ShareMovementRow.shares,
        ShareMovementRow.payment,
        func.coalesce(PaymentRow.pence, 0),
        ShareMovementRow.certificate,
        ShareMovementRow.reverses,
    )
    .join(MemberRow, MemberRow.id == ShareMovementRow.member)
    .join(PaymentRow, PaymentRow.id == ShareMovementRow.payment, isouter=True)
    .order_by(ShareMovementRow.id.desc())
    .limit(bindparam("limit"))
)
_OF_MEMBER = _LINES.where(ShareMovementRow.member == bindparam("member"))


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One movement."""

    number: int
    on: date
    member_number: str
    name: str
    kind: str
    shares: int
    """Signed."""
    receipt: int | None
    pence: int
    """Signed; 0 where no money moved."""
    certificate: int | None
    reverses: int | None


def ledger_lines(reader: Reader, member: int = 0, limit: int = 100) -> tuple[LedgerLine, ...]:
    """The newest movements first, of everybody or (a member's id) of one member."""
    rows = reader.rows(_OF_MEMBER, member=member, limit=limit) if member else reader.rows(_LINES, limit=limit)
    return tuple(
        LedgerLine(
            number,
            date.fromisoformat(day),
            display_number(who),
            name,
            kind,
            shares,
            receipt,
            pence,
            certificate,
            reverses,
        )
        for number, day, who, name, kind, shares, receipt, pence, certificate, reverses in rows
    )
