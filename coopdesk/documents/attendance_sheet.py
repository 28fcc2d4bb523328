"""The attendance sheet: a line for every member to sign on, with guide words and a count to check on each sheet."""

from collections.abc import Sequence

from coopdesk.documents.chapters import Chapter, Filing, fill_sheets, running_title, title_strips, when_and_where
from coopdesk.documents.faces import Cut
from coopdesk.documents.fitting import elided
from coopdesk.documents.flow import Strip
from coopdesk.documents.legible import legible_view
from coopdesk.documents.letterhead import FOOT_ROOM, LEFT, RIGHT
from coopdesk.documents.long_table import Cell, LongColumn, LongTable, RowStrip
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import LABEL_INK, MUTED
from coopdesk.documents.type import INK, Style
from coopdesk.services.papers.attendance_sheet import AttendanceSheetView
from coopdesk.services.papers.people import Listed

NAME = Style(Cut.SANS_BOLD, 10.5)
_COUNTS_ROOM = 13.0
_COLUMNS = (
    LongColumn("Member", 17.0),
    LongColumn("Name", 72.0, style=NAME, names_row=True),
    LongColumn("Card", 14.0, written=True),
    LongColumn("Time", 14.0, written=True),
    LongColumn("Signature", 53.0, written=True),
)
_WORDS_BASELINE = {True: 41.0, False: 25.6}


def attendance_sheet(view: AttendanceSheetView) -> Chapter:
    """The sheet as a chapter. A name no font can draw gives way to its number, with a warning."""
    shown, warnings = legible_view(view, {each.name: each.number for each in view.members}, "the attendance sheet")
    heading = shown.heading

    def draw(paper: Paper) -> None:
        foot = "Personal data: keep with the society’s records, do not display"
        filing = Filing(heading, running_title("Attendance sheet", heading), foot, with_head=False)
        strips = title_strips("Attendance sheet", f"{when_and_where(heading)}. Please sign beside your own name.", 1.0)
        table = LongTable(LEFT, _COLUMNS, 10.0)
        strips += table.strips([each.number, name_cell(each), "", "", ""] for each in shown.members)
        fill_sheets(paper, filing, strips, _COUNTS_ROOM, _sheet)

    return Chapter("Attendance sheet", draw, warnings)


def name_cell(member: Listed) -> Cell:
    """A member's name with what whoever stands at the door needs to know."""
    notes = []
    if member.same_name:
        notes.append("Same name: check number")
    if member.apologies:
        notes.append("Apologies")
    if not member.may_vote:
        notes.append("No vote")
    name = f"{member.name}, by {member.representative}" if member.representative else member.name
    return Cell(name, ", ".join(notes))


def guide_words(strips: Sequence[Strip], column: int = 1) -> str:
    """ "Ahmed to Butterworth": the first and last names of a sheet; "" where it has no rows."""
    names = [strip.cells[column].text for strip in strips if isinstance(strip, RowStrip)]
    if not names:
        return ""
    first, last = (name.partition(",")[0] for name in (names[0], names[-1]))
    return first if first == last else f"{first} to {last}"


def _sheet(paper: Paper, strips: Sequence[Strip], number: int) -> None:
    words = guide_words(strips)
    baseline = _WORDS_BASELINE[number == 1]
    style = Style(Cut.SANS, 10 if number == 1 else 8.5, INK)
    with paper.furniture():
        if words:
            paper.text(RIGHT, baseline, elided(words, style, 85 if number == 1 else 60), style, "right")
    if words:
        _counts(paper)


def _counts(paper: Paper) -> None:
    """Boxes for the numbers of this sheet, to be added up and checked against the file."""
    y = paper.height - FOOT_ROOM - 3
    with paper.tagged("P"):
        paper.text(LEFT, y, "This sheet", Style(Cut.SANS_BOLD, 9))
        for x, words in ((42.0, "signed"), (76.0, "apologies"), (112.0, "cards")):
            paper.text(x + 14, y, words, LABEL_INK)
        paper.text(RIGHT - 33, y, "Checked by", LABEL_INK, "right")
    with paper.furniture():
        for x in (42.0, 76.0, 112.0):
            paper.box(x, y - 4.2, 12, 6, stroke=MUTED, weight=0.5)
        paper.rule(RIGHT - 31, y + 0.6, RIGHT, 0.5, INK)
