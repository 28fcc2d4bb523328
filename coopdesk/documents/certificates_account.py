"""The certificates account on paper: figures and their proof first, then every number with what became of it."""

from collections.abc import Sequence

from coopdesk.documents.attendance_sheet import NAME
from coopdesk.documents.chapters import Chapter, Filing, fill_sheets, heading_strip, paragraph_strips, title_strips
from coopdesk.documents.faces import Cut
from coopdesk.documents.figures import FigureRow
from coopdesk.documents.flow import Gap, Strip
from coopdesk.documents.legible import legible_view
from coopdesk.documents.letterhead import LEFT
from coopdesk.documents.long_table import LongColumn, LongTable
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import TABLE_FIGURES
from coopdesk.documents.type import Style
from coopdesk.domain.certificates import Fate
from coopdesk.domain.clock import day_words, local_day, short_day
from coopdesk.services.certificates_account import AccountLine, CertificatesAccount, SpoiltSheets

_SMALL = Style(Cut.SANS, 8.5)
_LINES = (
    LongColumn("Number", 16.0, style=TABLE_FIGURES),
    LongColumn("Member", 16.0, style=TABLE_FIGURES),
    LongColumn("Holder", 46.0, style=NAME, names_row=True),
    LongColumn("Shares", 15.0, "right", TABLE_FIGURES),
    LongColumn("Issued", 22.0, style=TABLE_FIGURES),
    LongColumn("What became of it", 55.0, style=_SMALL),
)
_SHEETS = (
    LongColumn("Line", 12.0, style=TABLE_FIGURES),
    LongColumn("Day", 24.0, style=TABLE_FIGURES),
    LongColumn("Sheets", 16.0, style=TABLE_FIGURES),
    LongColumn("Sheet numbers", 38.0, style=TABLE_FIGURES),
    LongColumn("Why", 44.0, style=TABLE_FIGURES, names_row=True),
    LongColumn("Seen by", 36.0, style=TABLE_FIGURES),
)


def certificates_account_paper(account: CertificatesAccount) -> Chapter:
    """The account as a chapter. A name no font can draw gives way to its number, with a warning."""
    numbers = {line.holder: line.member_number for line in account.lines}
    shown, warnings = legible_view(account, numbers, "the certificates account")
    heading = shown.heading

    def draw(paper: Paper) -> None:
        foot = "Personal data: for the society’s records and its auditor, not for publication"
        fill_sheets(paper, Filing(heading, "Certificates account", foot), _strips(shown))

    return Chapter(f"Certificates account of {day_words(local_day(heading.made))}", draw, warnings)


def _strips(account: CertificatesAccount) -> list[Strip]:
    made = day_words(local_day(account.heading.made))
    strips = title_strips("Certificates account", f"Every certificate number and what became of it, on {made}", 2.0)
    strips.append(
        FigureRow(
            (
                (account.count(Fate.ISSUED), "stand"),
                (account.count(Fate.REPLACED), "replaced"),
                (account.count(Fate.CANCELLED), "cancelled"),
                (account.count(Fate.SPOILT), "spoilt"),
                (account.count(Fate.VOID), "void"),
                (account.last, "numbers taken"),
            )
        )
    )
    strips += paragraph_strips(account.proof, after=3.0)
    if account.lines:
        strips += LongTable(LEFT, _LINES, 7.0).strips(map(_line, account.lines))
    if account.spoilt:
        strips += [Gap(5.0), heading_strip("Spoilt paper")]
        strips += LongTable(LEFT, _SHEETS, 7.0).strips(map(_sheet, account.spoilt))
    return strips


def _line(line: AccountLine) -> Sequence[str]:
    notes = [line.fate.removesuffix(".")]
    if line.replaces is not None:
        notes.append(f"in place of {line.replaces:05d}")
    if line.distinctive:
        notes.append(f"shares {line.distinctive[0]} to {line.distinctive[1]}")
    if line.indemnity:
        notes.append("indemnity held")
    if line.copies:
        notes.append("1 copy marked DUPLICATE" if line.copies == 1 else f"{line.copies} copies marked DUPLICATE")
    said = "; ".join(note for note in notes if note) or "Stands"
    return [
        f"{line.number:05d}",
        line.member_number,
        line.holder,
        f"{line.shares:,}",
        short_day(line.issued_on),
        said[0].upper() + said[1:],
    ]


def _sheet(each: SpoiltSheets) -> Sequence[str]:
    why = f"{each.reason} (certificate {each.certificate:05d})" if each.certificate else each.reason
    struck = "struck out: " if each.struck_out else ""
    return [str(each.line), short_day(each.on), f"{each.sheets:,}", each.sheet_numbers, f"{struck}{why}", each.witness]
