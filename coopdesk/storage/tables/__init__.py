"""The typed rows of a society file.

Two marks on columns drive the journal (``storage.journal``): a *sealed* column holds personal data or free text, so the
journal carries only SHA-256 of the row's salt and its sealed values; a *derived* column (search forms) is rebuilt from
others and is not journalled at all.
"""

from coopdesk.storage.tables.base import Base
from coopdesk.storage.tables.journal import JournalRow, KeptAsideRow
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
from coopdesk.storage.tables.shares import CertificateRow, PaymentRow, ShareMovementRow
from coopdesk.storage.tables.society import CounterRow, OperatorRow, SocietyRow

__all__ = [
    "AgendaItemRow",
    "ApologyRow",
    "AttendanceRow",
    "Base",
    "CardRow",
    "CertificateRow",
    "CountRow",
    "CounterRow",
    "ElectorRow",
    "FormerRow",
    "GuestRow",
    "HandsRow",
    "JournalRow",
    "KeptAsideRow",
    "MeetingEventRow",
    "MeetingRow",
    "MemberRow",
    "MinutesCorrectionRow",
    "MinutesStepRow",
    "MinutesTextRow",
    "MotionRow",
    "NameSlipRow",
    "OperatorRow",
    "PaymentRow",
    "ResultRow",
    "RollRow",
    "ShareMovementRow",
    "SigningKeyRow",
    "SocietyRow",
    "VoteRow",
    "VoteVoidRow",
]
