"""What waits for the treasurer or the board: applications, notices of withdrawal, money owed, unsigned paper."""

from dataclasses import dataclass

from sqlalchemy import func, select

from coopdesk.services.application_view import ApplicationView, applications_open
from coopdesk.services.certificate_signing import can_sign
from coopdesk.services.owed import Owed, owed_on_shares
from coopdesk.services.withdrawals import WithdrawalView, withdrawals_waiting
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import CertificateRow, CertificateStatementRow

_UNSIGNED = (
    select(func.count())
    .select_from(CertificateRow)
    .join(CertificateStatementRow, CertificateStatementRow.number == CertificateRow.number, isouter=True)
    .where(CertificateRow.status == "issued", CertificateStatementRow.number.is_(None))
)


@dataclass(frozen=True, slots=True)
class WaitingView:
    """All that waits, each in its own order."""

    applications: tuple[ApplicationView, ...]
    notices: tuple[WithdrawalView, ...]
    owed: tuple[Owed, ...]
    unsigned: int
    """Certificates that stand without a signature; 0 where the society has no key to sign with."""

    @property
    def nothing(self) -> bool:
        """True where nobody is owed an act."""
        return not (self.applications or self.notices or self.owed)


def waiting_view(reader: Reader) -> WaitingView:
    """Read what waits."""
    return WaitingView(
        applications_open(reader),
        withdrawals_waiting(reader),
        owed_on_shares(reader),
        (reader.value(_UNSIGNED) or 0) if can_sign(reader) else 0,
    )
