"""Paper: further copies of a certificate, and sheets that were spoilt. Each is in a log that only grows."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from coopdesk.domain.certificates import REASON_LIMIT, UnknownCertificate, read_reason
from coopdesk.domain.clock import local_day
from coopdesk.domain.members import clean_line
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services.act import Act
from coopdesk.services.certificates import must_stand
from coopdesk.services.events import SharesChanged
from coopdesk.services.perform import Command, Done, handles
from coopdesk.storage.tables import CertificatePrintingRow, CertificateRow, SpoiltStationeryRow

_MOST_SHEETS = 10_000
_KNOWN = select(CertificateRow.number).where(CertificateRow.number == bindparam("number"))


@dataclass(frozen=True, slots=True)
class RecordReprint(Command[None]):
    """A further copy of a certificate that stands, printed with DUPLICATE across it from now on."""

    number: int
    reason: str


@handles(RecordReprint)
def record_reprint(command: RecordReprint, act: Act) -> Done[None]:
    """Note the copy in the log of printing.

    Raises:
        NotUnderstood: no reason that can be used.
        UnknownCertificate, CertificateStandsNoMore: as their sentences say.
    """
    _, words = read_reason(command.reason)
    must_stand(act.reader, command.number)
    act.add(CertificatePrintingRow, number=command.number, kind="duplicate", at=act.at, words=words)
    return Done(None, (SharesChanged(),))


@dataclass(frozen=True, slots=True)
class RecordSpoiltSheets(Command[int]):
    """Certificate paper spoilt and destroyed, with who saw it; the value is the line's number in the log."""

    sheets: int
    reason: str
    witness: str = ""
    sheet_numbers: str = ""
    """As printed on numbered stationery, "0211 to 0213"."""
    certificate: int | None = None


@handles(RecordSpoiltSheets)
def record_spoilt_sheets(command: RecordSpoiltSheets, act: Act) -> Done[int]:
    """Put them in the log.

    Raises:
        NotUnderstood: a count, reason or name that cannot be used.
        UnknownCertificate: no certificate has that number.
    """
    if not 1 <= command.sheets <= _MOST_SHEETS:
        raise NotUnderstood(
            "The number of sheets", str(command.sheets), f"it is a whole number from 1 to {_MOST_SHEETS:,}"
        )
    _, words = read_reason(command.reason)
    if command.certificate is not None and not act.reader.first(_KNOWN, number=command.certificate):
        raise UnknownCertificate(command.certificate)
    line = act.add(
        SpoiltStationeryRow,
        sheets=command.sheets,
        certificate=command.certificate,
        on_day=local_day(act.now).isoformat(),
        at=act.at,
        void=0,
        sheet_numbers=clean_line("The numbers of the sheets", command.sheet_numbers, REASON_LIMIT),
        words=words,
        witness=clean_line("The witness", command.witness, REASON_LIMIT),
    )
    return Done(line, (SharesChanged(),), StrikeSpoiltSheets(line))


@dataclass(frozen=True, slots=True)
class StrikeSpoiltSheets(Command[None]):
    """Strike out a line of the log of spoilt paper: it was entered by mistake."""

    line: int


@handles(StrikeSpoiltSheets)
def strike_spoilt_sheets(command: StrikeSpoiltSheets, act: Act) -> Done[None]:
    """Undo of a line; it stays in the log, struck out."""
    act.change(SpoiltStationeryRow, command.line, void=1)
    return Done(None, (SharesChanged(),))
