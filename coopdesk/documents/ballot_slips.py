"""Ballot slips of an election, two on a sheet to be cut apart: names, boxes that drop out in a scan, a random code.

No digit is printed near a box, and the serial stands only inside the code: a readable one could be shown to somebody
who buys votes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from coopdesk.documents.chapters import Chapter, PaperFile, print_chapters
from coopdesk.documents.faces import Cut
from coopdesk.documents.fitting import elided, wrapped
from coopdesk.documents.letterhead import one_line
from coopdesk.documents.lines import break_text
from coopdesk.documents.page import A4_LANDSCAPE, Paper
from coopdesk.documents.palette import ACCENT, HAIRLINE, MUTED
from coopdesk.documents.type import INK, Colour, Style
from coopdesk.domain.clock import day_words, local_day
from coopdesk.domain.refusals import Refusal
from coopdesk.services.papers.ballot_slips import SlipView

HALF = A4_LANDSCAPE[0] / 2
MARGIN = 12.0
CODE_SIZE = 25.0
DROP_OUT: Colour = (0.8, 0.8, 0.8)
"""#CCCCCC: a scanner told to drop grey sees only what the voter wrote."""

_TITLE = Style(Cut.DISPLAY_BOLD, 21)
_SECRET = Style(Cut.SANS_BOLD, 10, ACCENT)
_FINE = Style(Cut.SANS, 9.5)
_PLACES = Style(Cut.SANS_BOLD, 14)
_HOW = Style(Cut.SANS, 12)
_NAME = Style(Cut.SANS_BOLD, 15)
_BELOW = Style(Cut.SANS, 10)
_NOTE = Style(Cut.SANS, 9.5)
_QUIET = Style(Cut.SANS, 8.5, MUTED)
_TALLEST, _LOWEST = 16.2, 7.6
_CODE_TOP = 172.0


@dataclass
class SlipTooLong(Refusal):
    """More names than a slip of this size has room for."""

    code = "SLIP-TOO-LONG"
    sentence = (
        "{candidates} names do not fit on a slip of A5 with boxes large enough to write in; {most} do. "
        "No slips were made: have this ballot paper printed elsewhere, and bring in the papers."
    )
    candidates: int
    most: int
    limit: ClassVar[int] = 13


def ballot_slips(view: SlipView, progress: Callable[[int], None] | None = None) -> Chapter:
    """The slips as a chapter of landscape sheets.

    Raises:
        SlipTooLong: too many candidates.
    """
    if len(view.names) > SlipTooLong.limit:
        raise SlipTooLong(len(view.names), SlipTooLong.limit)

    def draw(paper: Paper) -> None:
        for first in range(0, len(view.codes), 2):
            if first:
                paper.next_page()
            for place, code in enumerate(view.codes[first : first + 2]):
                _slip(paper, place * HALF, view, code)
            with paper.furniture():
                paper.upright(HALF, 0, paper.height, 0.4, HAIRLINE, dash="4 3")
            if progress is not None:
                progress(min(first + 2, len(view.codes)))

    return Chapter(f"Ballot slips: {view.title}", draw)


def print_slips(view: SlipView, progress: Callable[[int], None] | None = None) -> PaperFile:
    """The slips as a PDF of their own.

    Raises:
        SlipTooLong: too many candidates.
        CannotDraw: no font has a character of a name.
    """
    return print_chapters([ballot_slips(view, progress)], view.heading, size=A4_LANDSCAPE)


def _slip(paper: Paper, x: float, view: SlipView, code: str) -> None:
    left, right = x + MARGIN, x + HALF - MARGIN
    room = right - left
    with paper.section("Sect"):
        with paper.tagged("H1"):
            paper.text(left, 17.5, view.title, one_line(view.title, _TITLE, room - 28, 12))
        with paper.tagged("P"):
            secret = "Secret ballot" if not view.heading.society.sample else "SAMPLE · Secret ballot"
            paper.text(right, 17.5, secret, one_line(secret, _SECRET, 40, 7), "right")
        with paper.tagged("P"):
            day = day_words(local_day(view.heading.at))
            society = view.heading.society.name
            paper.text(left, 23.6, elided(society, _FINE, room - 34), _FINE)
            paper.text(right, 23.6, day, _FINE, "right")
        with paper.furniture():
            paper.rule(left, 26.8, right, 0.9, ACCENT)
        top = _instructions(paper, left, right, view)
        _names(paper, left, right, top, view)
        _foot(paper, left, right, view, code)


def _instructions(paper: Paper, left: float, right: float, view: SlipView) -> float:
    places = f"{view.places} For members of class {view.constituency}." if view.constituency else view.places
    with paper.tagged("P"):
        paper.text(left, 34.4, places, one_line(places, _PLACES, right - left, 9))
    with paper.tagged("P"):
        below = paper.lines(left, 41.0, break_text(view.how, _HOW, right - left), 5.6)
    return below + 0.4


def _names(paper: Paper, left: float, right: float, top: float, view: SlipView) -> None:
    row = min(_TALLEST, max(_LOWEST, (_CODE_TOP - 4 - top) / len(view.names)))
    size = min(12.6, row - 1.8)
    with paper.furniture():
        paper.rule(left, top, right, 0.9, INK)
        for place in range(1, len(view.names)):
            paper.rule(left, top + place * row, right, 0.3, HAIRLINE)
        paper.rule(left, top + len(view.names) * row, right, 0.9, INK)
    room = right - left - size - 5
    for place, (name, below) in enumerate(view.names):
        middle = top + (place + 0.5) * row
        with paper.furniture():
            paper.box(right - size - 0.4, middle - size / 2, size, size, stroke=DROP_OUT, weight=2.4)
        shown = wrapped(name, Style(_NAME.cut, min(_NAME.size, row * 1.25)), room, 11 if row >= 12 else 8)
        with_below = below and row >= 12 and len(shown.lines) == 1
        lead = shown.style.size * 0.42
        base = middle + (shown.style.size * 0.12 if not with_below else -0.8) - lead * (len(shown.lines) - 1) / 2
        with paper.tagged("P"):
            paper.lines(left + 0.5, base, shown.lines, lead)
            if with_below:
                paper.text(left + 0.5, middle + 4.6, below, one_line(below, _BELOW, room, 7))


def _foot(paper: Paper, left: float, right: float, view: SlipView, code: str) -> None:
    x = left + CODE_SIZE + 5
    with paper.tagged("P"):
        paper.text(x, _CODE_TOP + 4.2, f"{view.warning} Do not sign this paper.", Style(Cut.SANS_BOLD, 10.5))
    words = "If you spoil it, ask a teller for another."
    if "crosses" in view.warning:
        words += (
            " Your vote passes to your next choice only if an earlier one is already elected or is out. "
            "A later choice never harms an earlier one."
        )
    with paper.tagged("P"):
        below = paper.lines(x, _CODE_TOP + 9.6, break_text(words, _NOTE, right - x), 4.5)
    with paper.tagged("P"):
        paper.text(x, below + 1.2, "The code is a random number, tied to nobody.", _QUIET)
    paper.code(left, _CODE_TOP, CODE_SIZE, code, "QR code with a random number")
