"""Papers as chapters: one of them is a paper of its own, several are a pack with an outline.

A new kind of paper is one file of content: it makes strips, says what stands at the head and foot of its sheets, and
hands back a chapter. Nothing in it knows of PDF.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coopdesk.documents.attachment import Attachment
from coopdesk.documents.faces import Cut
from coopdesk.documents.fitting import elided
from coopdesk.documents.flow import LineStrip, SharedElement, Strip, paginate, text_strips
from coopdesk.documents.letterhead import (
    FOOT_ROOM,
    LEFT,
    RIGHT,
    TEXT_WIDTH,
    JournalHead,
    foot,
    letterhead,
    one_line,
    registered,
    running_head,
    status_tag,
)
from coopdesk.documents.lines import TextLine, break_text
from coopdesk.documents.metadata import Description
from coopdesk.documents.minutes_words import meeting_words
from coopdesk.documents.page import A4_PORTRAIT, Paper
from coopdesk.documents.palette import ACCENT, BODY, BODY_LEAD, FOOT, HAIRLINE, TITLE
from coopdesk.documents.phrases import time_words
from coopdesk.documents.type import Span, Style
from coopdesk.domain.clock import day_words, local, local_day, weekday_words
from coopdesk.domain.collecting import no_collecting
from coopdesk.services.letterhead import LetterheadView
from coopdesk.services.papers.heading import MeetingHeading, RecordHeading

FIRST_TOP, TOP = 33.0, 27.0
HALF_SHEET = 148.5
_HALF_MARGIN = 10.0


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A finished paper; ``warnings`` are plain sentences for whoever made it."""

    data: bytes
    pages: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A paper ready to be drawn: ``draw`` begins on the sheet that is open and opens what more it needs."""

    title: str
    draw: Callable[[Paper], None]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filing:
    """What stands at the head and foot of a paper's sheets.

    ``status`` is the tag (DRAFT, FINAL or ""), ``foot`` what the paper is; ``with_head`` prints the journal's head.
    """

    heading: RecordHeading
    title: str
    foot: str
    status: str = ""
    with_head: bool = True


OnSheet = Callable[[Paper, Sequence[Strip], int], None]
"""Draws more on a sheet: the paper, the strips on it, its number."""


@no_collecting()
def print_chapters(
    chapters: Sequence[Chapter],
    heading: RecordHeading,
    title: str = "",
    attachments: Sequence[Attachment] = (),
    progress: Callable[[int, int], None] | None = None,
    size: tuple[float, float] = A4_PORTRAIT,
) -> PaperFile:
    """Write chapters as one PDF, one after another; the same chapters give the same bytes.

    Args:
        chapters: at least one.
        heading: the record they are made from.
        title: the title of the whole; left out, that of the first chapter.
        attachments: files carried inside the paper.
        progress: told how many chapters of how many are drawn.
        size: of every sheet, in millimetres.

    Raises:
        CannotDraw: a name on a certificate or card has a character no font here can draw.
        ValueError: there is no chapter.
    """
    if not chapters:
        raise ValueError("a PDF needs at least one chapter")
    named = f"{title or chapters[0].title}, {heading.society.name}"
    paper = Paper(size, Description(named, heading.society.name, language=heading.language, made=heading.made))
    for place, chapter in enumerate(chapters):
        if place:
            paper.next_page()
        if len(chapters) > 1:
            paper.bookmark(chapter.title)
        chapter.draw(paper)
        if progress is not None:
            progress(place + 1, len(chapters))
    for attachment in attachments:
        paper.attach(attachment)
    pages = paper.pages
    warnings = dict.fromkeys(warning for chapter in chapters for warning in chapter.warnings)
    return PaperFile(paper.finish(), pages, tuple(warnings))


def fill_sheets(
    paper: Paper,
    filing: Filing,
    strips: Sequence[Strip],
    foot_room: float = 0.0,
    on_sheet: OnSheet | None = None,
) -> None:
    """Draw strips on as many sheets as they need, each with its head and foot.

    Args:
        paper: with an empty sheet open.
        filing: head and foot.
        strips: in reading order.
        foot_room: millimetres above the foot that ``on_sheet`` draws in.
        on_sheet: draws what belongs to each sheet.
    """
    bottom = paper.height - FOOT_ROOM - foot_room
    sheets = paginate(strips, bottom - FIRST_TOP, bottom - TOP)
    for number, on_it in enumerate(sheets, start=1):
        if number == 1:
            letterhead(paper, filing.heading.society, filing.status)
            y = FIRST_TOP
        else:
            paper.next_page()
            running_head(paper, filing.heading.society, filing.title, filing.status)
            y = TOP
        for strip in on_it:
            strip.draw(paper, y)
            y += strip.height
        if on_sheet is not None:
            on_sheet(paper, on_it, number)
        foot(paper, number, len(sheets), filing.foot, _journal_head(filing))


def two_to_a_sheet(paper: Paper, filing: Filing, first: Sequence[Strip], second: Sequence[Strip]) -> None:
    """Draw two short papers on the halves of one sheet, to be cut apart; longer ones on sheets of their own."""
    if not (fits_half_sheet(first) and fits_half_sheet(second)):
        fill_sheets(paper, filing, first)
        paper.next_page()
        fill_sheets(paper, filing, second)
        return
    for top, strips in ((0.0, first), (HALF_SHEET, second)):
        y = top + _HALF_MARGIN
        for strip in strips:
            strip.draw(paper, y)
            y += strip.height
    with paper.furniture():
        paper.rule(0, HALF_SHEET, paper.width, 0.4, HAIRLINE, dash="4 3")


def fits_half_sheet(strips: Sequence[Strip]) -> bool:
    """Whether strips stand on half a sheet of A4."""
    return sum(strip.height for strip in strips) <= HALF_SHEET - 2 * _HALF_MARGIN


def _journal_head(filing: Filing) -> JournalHead | None:
    return JournalHead(filing.heading.head, filing.heading.entry) if filing.with_head else None


# -- words and strips that several papers begin with -------------------------------------------------------------------


def of_the_meeting(heading: MeetingHeading) -> str:
    """ "the annual general meeting"."""
    return f"the {meeting_words(heading.title)}"


def running_title(what: str, heading: MeetingHeading) -> str:
    """ "Attendance sheet, annual general meeting, 28 November 2026"."""
    return f"{what}, {meeting_words(heading.title)}, {day_words(local_day(heading.at))}"


def when_and_where(heading: MeetingHeading) -> str:
    """ "Annual general meeting, Saturday 28 November 2026, 7 pm, the Old Town Hall"."""
    place = f", {heading.place}" if heading.place else ""
    return f"{heading.title}, {weekday_words(local_day(heading.at))}, {time_words(local(heading.at))}{place}"


def title_strips(words: str, below: str = "", after: float = 4.0) -> list[Strip]:
    """The title of a paper as its first heading, with a line under it."""
    style = one_line(words, TITLE, TEXT_WIDTH, 18)
    strips = text_strips(break_text(words, style, TEXT_WIDTH), LEFT, 10, "H1", keep_last=True, after=0.6)
    if below:
        strips += text_strips(break_text(below, Style(Cut.SANS, 10.5), TEXT_WIDTH), LEFT, 5.25, after=after)
    return strips


def heading_strip(words: str, tag: str = "H2", height: float = 8.0, size: float = 11) -> Strip:
    """A heading on a line of its own, kept with what follows."""
    style = one_line(words, Style(Cut.SANS_BOLD, size), TEXT_WIDTH, 8)
    line = TextLine((Span(words, style),))
    return LineStrip(height, LEFT, line, SharedElement(tag), height - 2.8, keep=True)


def paragraph_strips(
    words: str, style: Style = BODY, lead: float = BODY_LEAD, after: float = 2.0, keep_last: bool = False
) -> list[Strip]:
    """A paragraph across the measure; nothing for no words."""
    lines = break_text(words, style, TEXT_WIDTH)
    return text_strips(lines, LEFT, lead, keep_last=keep_last, after=after)


class HalfHead(Strip):
    """Title and society at the head of half a sheet, which has no room for a letterhead."""

    def __init__(self, title: str, beside: str, society: LetterheadView) -> None:
        """Set the head; ``beside`` stands after the title, shortened where it must be."""
        self.title, self.beside, self.society = title, beside, society
        words = "   ·   ".join(part for part in (society.name, registered(society)) if part)
        self.lines = break_text(words, FOOT, TEXT_WIDTH)
        super().__init__(13.2 + 3.4 * max(1, len(self.lines)), keep=True)

    def draw(self, paper: Paper, y: float) -> None:
        """Lines over an accent rule."""
        left = status_tag(paper, RIGHT, y + 6, "SAMPLE" if self.society.sample else "")
        with paper.tagged("H1"):
            used = paper.text(LEFT, y + 6.5, self.title, Style(Cut.DISPLAY_BOLD, 18))
            style = Style(Cut.SANS, 9.5, FOOT.colour)
            paper.text(LEFT + used + 4, y + 6.5, elided(self.beside, style, left - LEFT - used - 8), style)
        if self.lines:
            with paper.tagged("P"):
                paper.lines(LEFT, y + 11.6, self.lines, 3.4)
        with paper.furniture():
            paper.rule(LEFT, y + self.height - 2.6, RIGHT, 0.9, ACCENT)
