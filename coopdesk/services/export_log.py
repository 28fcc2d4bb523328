"""The log of personal data that left the file: what, how many entries, for whom and what for."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from coopdesk.domain.clock import read_moment
from coopdesk.domain.members import clean_line
from coopdesk.services.act import Act
from coopdesk.services.events import RegisterChanged
from coopdesk.services.perform import Command, Done, handles
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ExportLogRow, MemberRow

LINE_LIMIT = 200

_LOG = (
    select(
        ExportLogRow.at,
        ExportLogRow.what,
        ExportLogRow.format,
        ExportLogRow.entries,
        MemberRow.number,
        ExportLogRow.purpose,
        ExportLogRow.recipient,
    )
    .join(MemberRow, MemberRow.id == ExportLogRow.member, isouter=True)
    .order_by(ExportLogRow.id.desc())
)


@dataclass(frozen=True, slots=True)
class ExportLine:
    """One export of personal data."""

    at: datetime
    what: str
    """ "register, full", "members", "account", ..."""
    format: str
    """csv, xlsx, ods, pdf."""
    entries: int
    member: str
    """The number of the one member it was about, or ""."""
    purpose: str
    recipient: str


@dataclass(frozen=True, slots=True)
class LogExport(Command[None]):
    """Personal data is about to leave the file. It cannot be undone: what is out is out."""

    what: str
    format: str
    entries: int
    member: int | None = None
    purpose: str = ""
    recipient: str = ""


@handles(LogExport)
def log_export(command: LogExport, act: Act) -> Done[None]:
    """Record an export (accountability: UK GDPR article 5(2); domain reference §8).

    Raises:
        NotUnderstood: a purpose or recipient that cannot be printed.
    """
    act.add(
        ExportLogRow,
        what=command.what,
        format=command.format,
        entries=command.entries,
        at=act.at,
        member=command.member,
        purpose=clean_line("The purpose", command.purpose, LINE_LIMIT),
        recipient=clean_line("The recipient", command.recipient, LINE_LIMIT),
    )
    return Done(None, (RegisterChanged(),))


def exports_logged(reader: Reader) -> tuple[ExportLine, ...]:
    """Every export on record, the newest first."""
    return tuple(
        ExportLine(read_moment(at), what, kind, entries, number or "", purpose, recipient)
        for at, what, kind, entries, number, purpose, recipient in reader.rows(_LOG)
    )
