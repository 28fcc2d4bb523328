"""The registers on paper: the register itself for the society's office, the duplicate for members to inspect."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coopdesk.documents.attendance_sheet import NAME, guide_words
from coopdesk.documents.chapters import Chapter, Filing, fill_sheets, heading_strip, paragraph_strips, title_strips
from coopdesk.documents.faces import Cut
from coopdesk.documents.fitting import elided
from coopdesk.documents.flow import Gap, Strip
from coopdesk.documents.legible import legible_view
from coopdesk.documents.letterhead import FOOT_ROOM, LEFT, RIGHT, TEXT_WIDTH
from coopdesk.documents.long_table import LongColumn, LongTable, RowStrip
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import ACCENT, LABEL, TABLE_FIGURES, TITLE
from coopdesk.documents.phrases import counted
from coopdesk.documents.type import Style, width_of
from coopdesk.domain.clock import day_words, local_day, short_day
from coopdesk.domain.members import display_number
from coopdesk.domain.money import pounds_and_pence
from coopdesk.domain.registers import OfficerEntry, PublicEntry
from coopdesk.services.papers.heading import RecordHeading
from coopdesk.services.registers import FullRegister, PublicRegister, earlier_words

_ADDRESS = Style(Cut.SANS, 9.5)
_PUBLIC = (
    LongColumn("Member", 16.0, style=TABLE_FIGURES),
    LongColumn("Name", 41.0, style=NAME, names_row=True),
    LongColumn("Address", 69.0, style=_ADDRESS),
    LongColumn("Entered", 22.0, "right", TABLE_FIGURES),
    LongColumn("Ceased", 22.0, "right", TABLE_FIGURES),
)
_FULL = (
    LongColumn("Member", 14.0, style=TABLE_FIGURES),
    LongColumn("Name", 38.0, style=Style(Cut.SANS_BOLD, 9.5), names_row=True),
    LongColumn("Address", 46.0, style=Style(Cut.SANS, 9)),
    LongColumn("Entered", 20.5, "right", TABLE_FIGURES),
    LongColumn("Ceased", 20.5, "right", TABLE_FIGURES),
    LongColumn("Shares", 13.0, "right", TABLE_FIGURES),
    LongColumn("Paid", 18.0, "right", TABLE_FIGURES),
)
_OFFICERS = (
    LongColumn("Name", 42.0, style=Style(Cut.SANS_BOLD, 9.5), names_row=True),
    LongColumn("Office", 34.0, style=TABLE_FIGURES),
    LongColumn("Address", 50.0, style=_ADDRESS),
    LongColumn("From", 22.0, "right", TABLE_FIGURES),
    LongColumn("Until", 22.0, "right", TABLE_FIGURES),
)
_COUNT_ROOM = 8.0
NO_BREAK = "\u00a0"
_LONGEST_TOWN = 26
_WORDS_BASELINE = {True: 41.0, False: 25.6}


@dataclass(frozen=True, slots=True)
class _Lines:
    """A register as lines of cells: what is drawn, whatever it was."""

    rows: tuple[tuple[str, ...], ...]
    officers: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Edition:
    """One of the two registers as a paper."""

    title: str
    words: str
    foot: str
    columns: Sequence[LongColumn]


def public_register_paper(register: PublicRegister) -> Chapter:
    """The duplicate register, for inspection: it is made from a type that has no holdings."""
    heading = register.heading
    if heading.society.legal_form.is_company:
        kept = "An extract of the register of members kept under section 113 of the Companies Act 2006."
    else:
        kept = (
            "The duplicate register under section 30 of the Co-operative and Community Benefit Societies Act 2014, "
            "kept for inspection under section 103."
        )
    edition = _Edition(
        "Register of members",
        f"{kept} It gives no shareholdings or other property. {_stood(register)}",
        "Copy for inspection by members",
        _PUBLIC,
    )
    rows = tuple(_member(entry, listed) for entry, listed in _pairs(register))
    return _chapter(register, edition, rows)


def full_register_paper(register: FullRegister) -> Chapter:
    """The register itself: for the society's office, not for inspection by members."""
    public = register.public
    if public.heading.society.legal_form.is_company:
        kept = "The register of members kept under section 113 of the Companies Act 2006."
    else:
        kept = (
            "The register of members and officers under section 30 of the Co-operative and Community Benefit Societies "
            "Act 2014. Members may inspect their own account and the duplicate register, not these pages (section 103)."
        )
    edition = _Edition(
        "Register of members",
        f"{kept} {_stood(public)}",
        "Shareholdings and personal data: not for inspection",
        _FULL,
    )
    rows = []
    for (entry, holding), (_, listed) in zip(register.entries, _pairs(public), strict=True):
        number, name, address, entered, ceased = _member(entry, listed)
        if holding.property:
            address += f"; {holding.property}"
        rows.append(
            (number, name, address, entered, ceased, f"{holding.shares:,}", pounds_and_pence(holding.paid_pence))
        )
    return _chapter(public, edition, tuple(rows))


def _pairs(register: PublicRegister) -> Iterator[tuple[PublicEntry, str]]:
    return zip(register.entries, register.listed, strict=True)


def _stood(register: PublicRegister) -> str:
    if register.day == local_day(register.heading.made):
        return f"As it stood on {day_words(register.day)}."
    return f"As at {day_words(register.day)}, made on {day_words(local_day(register.heading.made))}."


def _member(entry: PublicEntry, listed: str) -> tuple[str, ...]:
    address = _broken_well(entry.address)
    if entry.electronic:
        address += f"; {entry.electronic} for {entry.purposes}"
    ceased = "" if entry.current else "not known" if entry.ceased is None else short_day(entry.ceased)
    name = f"{listed} (also {earlier_words(entry.earlier)})" if entry.earlier else listed
    return display_number(entry.number), name, address, short_day(entry.entered), ceased


def _broken_well(address: str) -> str:
    """Town and postcode stay together where an address needs two lines."""
    street, comma, town = address.rpartition(", ")
    return street + comma + town.replace(" ", NO_BREAK) if comma and len(town) <= _LONGEST_TOWN else address


def _officer(officer: OfficerEntry) -> tuple[str, ...]:
    until = "" if officer.until is None else short_day(officer.until)
    return officer.name, officer.office, _broken_well(officer.address), short_day(officer.since), until


def _chapter(register: PublicRegister, edition: _Edition, rows: tuple[tuple[str, ...], ...]) -> Chapter:
    heading: RecordHeading = register.heading
    numbers = {listed: display_number(entry.number) for entry, listed in _pairs(register)}
    lines, warnings = legible_view(_Lines(rows, tuple(map(_officer, register.officers))), numbers, "the register")

    def draw(paper: Paper) -> None:
        filing = Filing(heading, edition.title, edition.foot)
        members = f"{counted(register.members, 'member', 'members')}; entries that have ceased are kept"
        sheet = _Sheet(edition.title, members, bool(lines.officers))
        fill_sheets(paper, filing, _strips(edition, lines), _COUNT_ROOM, sheet.draw)

    return Chapter(f"{edition.title} as at {day_words(register.day)}", draw, warnings)


def _strips(edition: _Edition, lines: _Lines) -> list[Strip]:
    strips = [*title_strips(edition.title), *paragraph_strips(edition.words, after=1.5)]
    if lines.rows:
        strips += LongTable(LEFT, edition.columns, 7.6).strips(lines.rows)
    else:
        strips += paragraph_strips("Nobody had been entered by then.")
    if lines.officers:
        strips += [Gap(5.0), heading_strip("Officers")]
        strips += LongTable(LEFT, _OFFICERS, 7.6).strips(lines.officers)
    return strips


class _Sheet:
    """What stands on every sheet besides its lines: guide words above, and the count of its entries below."""

    def __init__(self, title: str, members: str, officers: bool) -> None:
        self.members, self.officers = members, officers
        self.room = TEXT_WIDTH - width_of(title, TITLE) - 6
        """Millimetres beside the title of the first sheet."""

    def draw(self, paper: Paper, strips: Sequence[Strip], number: int) -> None:
        """Draw guide words and count; sheets of officers alone have neither."""
        rows = [strip for strip in strips if isinstance(strip, RowStrip)]
        entries = [row for row in rows if row.table.columns is not _OFFICERS]
        if not entries:
            return
        words = guide_words(entries)
        size = 12 if number == 1 else 8.5
        style = Style(Cut.SERIF if number == 1 else Cut.SANS, size, ACCENT)
        with paper.furniture():
            paper.text(
                RIGHT,
                _WORDS_BASELINE[number == 1],
                elided(words, style, self.room if number == 1 else 60),
                style,
                "right",
            )
        count = f"{counted(len(entries), 'entry', 'entries')} on this page. {self.members}."
        with paper.tagged("P"):
            last = " Officers are at the end." if self.officers else ""
            paper.text(LEFT, paper.height - FOOT_ROOM - 1.5, f"{count}{last}", LABEL)
