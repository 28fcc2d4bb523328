"""The typed rows of a society file.

Two marks on columns drive the journal (``storage.journal``): a *sealed* column holds personal data or free text, so the
journal carries only SHA-256 of the row's salt and its sealed values; a *derived* column (search forms) is rebuilt from
others and is not journalled at all.
"""

from coopdesk.storage.tables.ballots import BallotBoxRow, BallotSealRow, BallotVotedRow, UrnRow
from coopdesk.storage.tables.base import Base
from coopdesk.storage.tables.cash import CashUpCoinRow, CashUpMethodRow, CashUpReceiptRow, CashUpRow
from coopdesk.storage.tables.certificates import (
    CertificateFateRow,
    CertificatePrintingRow,
    CertificateRow,
    CertificateStatementRow,
    SpoiltStationeryRow,
)
from coopdesk.storage.tables.elections import (
    CandidateRow,
    ElectionCountRow,
    ElectionElectorRow,
    ElectionIssueRow,
    ElectionPaperRow,
    ElectionRow,
)
from coopdesk.storage.tables.journal import JournalRow, KeptAsideRow
from coopdesk.storage.tables.keeping import ColumnMappingRow, DatedSettingRow, ErasureRow, ExportLogRow
from coopdesk.storage.tables.keys import SigningKeyRow
from coopdesk.storage.tables.meetings import (
    AgendaItemRow,
    ApologyRow,
    AttendanceRow,
    GuestRow,
    MeetingEventRow,
    MeetingRow,
    MinutesTextRow,
    RollRow,
)
from coopdesk.storage.tables.member_life import (
    AddressPurposeRow,
    JointHolderRow,
    MemberDetailRow,
    MemberEventRow,
    MemberMergeRow,
    MemberPastRow,
    MemberPropertyRow,
    OfficerRow,
    RegisteredMemberRow,
    RepresentativeRow,
)
from coopdesk.storage.tables.members import CardRow, FormerRow, MemberRow, NameSlipRow
from coopdesk.storage.tables.minutes import MinutesCorrectionRow, MinutesStepRow
from coopdesk.storage.tables.motions import (
    CountRow,
    ElectorRow,
    HandsRow,
    MotionRow,
    ResultRow,
    VoteRow,
    VoteVoidRow,
)
from coopdesk.storage.tables.nominations import NominationRow, NomineeRow
from coopdesk.storage.tables.proxies import ProxyInstructionRow, ProxyRow
from coopdesk.storage.tables.shares import (
    InstalmentRow,
    MovementReasonRow,
    PaymentNoteRow,
    PaymentRow,
    ShareApplicationRow,
    ShareClassRow,
    ShareMovementRow,
    ShareTransferRow,
    SuspensionRow,
    WithdrawalRow,
)
from coopdesk.storage.tables.society import CounterRow, OperatorRow, SocietyRow

__all__ = [
    "AddressPurposeRow",
    "AgendaItemRow",
    "ApologyRow",
    "AttendanceRow",
    "BallotBoxRow",
    "BallotSealRow",
    "BallotVotedRow",
    "Base",
    "CandidateRow",
    "CardRow",
    "CashUpCoinRow",
    "CashUpMethodRow",
    "CashUpReceiptRow",
    "CashUpRow",
    "CertificateFateRow",
    "CertificatePrintingRow",
    "CertificateRow",
    "CertificateStatementRow",
    "ColumnMappingRow",
    "CountRow",
    "CounterRow",
    "DatedSettingRow",
    "ElectionCountRow",
    "ElectionElectorRow",
    "ElectionIssueRow",
    "ElectionPaperRow",
    "ElectionRow",
    "ElectorRow",
    "ErasureRow",
    "ExportLogRow",
    "FormerRow",
    "GuestRow",
    "HandsRow",
    "InstalmentRow",
    "JointHolderRow",
    "JournalRow",
    "KeptAsideRow",
    "MeetingEventRow",
    "MeetingRow",
    "MemberDetailRow",
    "MemberEventRow",
    "MemberMergeRow",
    "MemberPastRow",
    "MemberPropertyRow",
    "MemberRow",
    "MinutesCorrectionRow",
    "MinutesStepRow",
    "MinutesTextRow",
    "MotionRow",
    "MovementReasonRow",
    "NameSlipRow",
    "NominationRow",
    "NomineeRow",
    "OfficerRow",
    "OperatorRow",
    "PaymentNoteRow",
    "PaymentRow",
    "ProxyInstructionRow",
    "ProxyRow",
    "RegisteredMemberRow",
    "RepresentativeRow",
    "ResultRow",
    "RollRow",
    "ShareApplicationRow",
    "ShareClassRow",
    "ShareMovementRow",
    "ShareTransferRow",
    "SigningKeyRow",
    "SocietyRow",
    "SpoiltStationeryRow",
    "SuspensionRow",
    "UrnRow",
    "VoteRow",
    "VoteVoidRow",
    "WithdrawalRow",
]
