"""The certificates account: every number there ever was with what became of it, for the auditor.

Its figures prove themselves: each number from 1 to the last is there once, and what stands is no more than is held.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from coopdesk.domain.certificates import Fate, Why, fate_words
from coopdesk.domain.members import display_number
from coopdesk.services.certificate_views import class_words
from coopdesk.services.opening_holdings import earlier_numbers
from coopdesk.services.papers.heading import RecordHeading, record_heading
from coopdesk.services.society import CERTIFICATE_NUMBERS, rules_now
from coopdesk.services.spreadsheets import Sheet
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    CertificateFateRow,
    CertificatePrintingRow,
    CertificateRow,
    CertificateStatementRow,
    CounterRow,
    MemberRow,
    ShareClassRow,
    ShareMovementRow,
    SpoiltStationeryRow,
)

HEADINGS = (
    "Certificate", "Status", "What became of it", "Member", "Holder", "Shares", "Class", "Entered", "Issued",
    "First share", "Last share", "Replaces", "Replaced by", "Reason", "Surrendered", "Indemnity", "Signed", "Copies",
)  # fmt: skip
_COPIES = (
    select(CertificatePrintingRow.number, func.count().label("copies"))
    .where(CertificatePrintingRow.kind == "duplicate")
    .group_by(CertificatePrintingRow.number)
    .subquery()
)
_Before = aliased(CertificateFateRow)
_REPLACES = (
    select(_Before.replaced_by, func.min(_Before.number).label("number")).group_by(_Before.replaced_by).subquery()
)
_LINES = (
    select(
        CertificateRow.number,
        CertificateRow.status,
        MemberRow.number,
        MemberRow.name,
        CertificateRow.shares,
        ShareClassRow.name,
        CertificateRow.entered_on,
        CertificateRow.issued_on,
        CertificateRow.first_share,
        CertificateRow.last_share,
        _REPLACES.c.number,
        CertificateFateRow.replaced_by,
        CertificateFateRow.why,
        CertificateFateRow.on_day,
        CertificateFateRow.words,
        CertificateFateRow.surrendered,
        CertificateFateRow.indemnity,
        CertificateStatementRow.signing_key,
        func.coalesce(_COPIES.c.copies, 0),
    )
    .join(MemberRow, MemberRow.id == CertificateRow.member)
    .join(ShareClassRow, ShareClassRow.id == CertificateRow.share_class, isouter=True)
    .join(CertificateFateRow, CertificateFateRow.number == CertificateRow.number, isouter=True)
    .join(CertificateStatementRow, CertificateStatementRow.number == CertificateRow.number, isouter=True)
    .join(_COPIES, _COPIES.c.number == CertificateRow.number, isouter=True)
    .join(_REPLACES, _REPLACES.c.replaced_by == CertificateRow.number, isouter=True)
    .order_by(CertificateRow.number)
)
_IN_ISSUE = select(func.coalesce(func.sum(ShareMovementRow.shares), 0))
_COUNTER = select(CounterRow.value).where(CounterRow.name == CERTIFICATE_NUMBERS)
_SHEETS = select(
    SpoiltStationeryRow.id,
    SpoiltStationeryRow.on_day,
    SpoiltStationeryRow.sheets,
    SpoiltStationeryRow.certificate,
    SpoiltStationeryRow.sheet_numbers,
    SpoiltStationeryRow.words,
    SpoiltStationeryRow.witness,
    SpoiltStationeryRow.void,
).order_by(SpoiltStationeryRow.id)


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One number and what became of it."""

    number: int
    status: str
    member_number: str
    holder: str
    shares: int
    share_class: str
    entered_on: date
    issued_on: date
    distinctive: tuple[int, int] | None
    replaces: int | None
    replaced_by: int | None
    fate: str
    """A sentence that names nobody; "" while it stands."""
    reason: str
    """In the treasurer's own words."""
    surrendered: bool | None
    """Whether the paper came back; None while it stands, or where nobody noted it."""
    indemnity: bool
    signed: bool
    copies: int
    """Further copies made, each marked DUPLICATE."""


@dataclass(frozen=True, slots=True)
class SpoiltSheets:
    """One line of the log of spoilt paper."""

    line: int
    on: date
    sheets: int
    certificate: int | None
    sheet_numbers: str
    reason: str
    witness: str
    struck_out: bool


@dataclass(frozen=True, slots=True)
class CertificatesAccount:
    """Every certificate number with its fate, and the figures that tie them to the register."""

    heading: RecordHeading
    lines: tuple[AccountLine, ...]
    last: int
    """The highest number ever taken."""
    missing: tuple[int, ...]
    """Numbers up to the last that stand nowhere: there should be none."""
    earlier: int
    """How many numbers of the book kept before were used up there: no opening register brought them in."""
    in_issue: int
    """Shares held by all members together."""
    spoilt: tuple[SpoiltSheets, ...]

    def count(self, fate: Fate) -> int:
        """How many certificates have this fate."""
        return sum(line.status == fate.value for line in self.lines)

    @property
    def certified(self) -> int:
        """Shares that stand in certificates."""
        return sum(line.shares for line in self.lines if line.status == Fate.ISSUED)

    @property
    def proof(self) -> str:
        """The account proved or not, in a sentence."""
        if self.missing:
            first = ", ".join(f"{number:05d}" for number in self.missing[:5])
            return f"{len(self.missing):,} of the numbers 1 to {self.last:,} are NOT accounted for: {first}."
        if not self.last:
            return "No certificate number has been taken yet."
        left = self.in_issue - self.certified
        what = "1 share is" if left == 1 else f"{left:,} shares are"
        held = f"; {what} held without a certificate" if left else ""
        used = "1 of them was" if self.earlier == 1 else f"{self.earlier:,} of them were"
        before = f", {used} used up in the book kept before" if self.earlier else ""
        return (
            f"Each number from 1 to {self.last:,} is accounted for once{before}. Certificates that stand are for "
            f"{self.certified:,} of the {self.in_issue:,} shares in issue{held}."
        )


def certificates_account(reader: Reader, now: datetime) -> CertificatesAccount:
    """Read the account as it is now."""
    sheet = rules_now(reader)
    lines = []
    for number, status, member, holder, shares, class_name, entered, issued, first, last, *rest in reader.rows(_LINES):
        replaces, replaced_by, why, on_day, words, surrendered, indemnity, key, copies = rest
        lines.append(
            AccountLine(
                number=number,
                status=status,
                member_number=display_number(member),
                holder=holder,
                shares=shares,
                share_class=class_words(sheet, class_name),
                entered_on=date.fromisoformat(entered),
                issued_on=date.fromisoformat(issued),
                distinctive=None if first is None or last is None else (first, last),
                replaces=replaces,
                replaced_by=replaced_by,
                fate=_fate(status, why, on_day, replaced_by),
                reason=words or "",
                surrendered=None if surrendered is None else bool(surrendered),
                indemnity=bool(indemnity),
                signed=key is not None,
                copies=copies,
            )
        )
    taken = max(reader.value(_COUNTER) or 0, max((line.number for line in lines), default=0))
    known = {line.number for line in lines}
    earlier = earlier_numbers(reader) - known
    return CertificatesAccount(
        heading=record_heading(reader, now),
        lines=tuple(lines),
        last=taken,
        missing=tuple(number for number in range(1, taken + 1) if number not in known | earlier),
        earlier=len(earlier),
        in_issue=reader.value(_IN_ISSUE) or 0,
        spoilt=spoilt_sheets(reader),
    )


def _fate(status: str, why: str | None, on_day: str | None, replaced_by: int | None) -> str:
    if status == Fate.ISSUED:
        return ""
    if why is None or on_day is None:
        # Files of the first format made certificates void without a day.
        return fate_words(Fate(status), Why.TAKEN_BACK, None)
    return fate_words(Fate(status), Why(why), date.fromisoformat(on_day), replaced_by)


def spoilt_sheets(reader: Reader) -> tuple[SpoiltSheets, ...]:
    """The log of spoilt paper, lines struck out included."""
    return tuple(
        SpoiltSheets(line, date.fromisoformat(on), sheets, certificate, numbers, words, witness, bool(void))
        for line, on, sheets, certificate, numbers, words, witness, void in reader.rows(_SHEETS)
    )


def account_sheet(account: CertificatesAccount) -> Sheet:
    """The account as rows of a spreadsheet, one number a row."""
    return Sheet("Certificates", HEADINGS, map(_row, account.lines))


def _row(line: AccountLine) -> tuple[str | int, ...]:
    first, last = line.distinctive or ("", "")
    returned = "" if line.surrendered is None else _yes(line.surrendered)
    return (
        line.number,
        line.status,
        line.fate,
        line.member_number,
        line.holder,
        line.shares,
        line.share_class,
        line.entered_on.isoformat(),
        line.issued_on.isoformat(),
        first,
        last,
        line.replaces or "",
        line.replaced_by or "",
        line.reason,
        returned,
        _yes(line.indemnity),
        _yes(line.signed),
        line.copies,
    )


def _yes(true: bool) -> str:
    return "yes" if true else "no"
