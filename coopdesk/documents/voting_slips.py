"""Voting slips for a motion: six on a sheet of A4, a box beside each word, and a code that says nothing of its holder.

The serial stands inside the code only: one that can be read could be shown to somebody who buys votes. The frames of
the boxes are light grey, so that a scanner drops them and keeps the cross.
"""

from collections.abc import Callable

from coopdesk.documents.chapters import Chapter, of_the_meeting
from coopdesk.documents.faces import Cut
from coopdesk.documents.fitting import Fitted, elided
from coopdesk.documents.letterhead import one_line, status_tag
from coopdesk.documents.lines import break_text
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import ACCENT, HAIRLINE, LABEL
from coopdesk.documents.slip_marks import SlipLayout
from coopdesk.documents.type import Colour, Style
from coopdesk.domain.clock import day_words, local_day
from coopdesk.services.papers.voting_slips import VotingSlipsView

WIDTH, HEIGHT = 105.0, 99.0
COLUMNS, ROWS = 2, 3
A_SHEET = COLUMNS * ROWS
CODE_SIZE = 25.0
BOX = 10.0
"""Outer edge of a box to put a cross in."""

_EDGE = 10.0
_TEXT_WIDTH = WIDTH - 2 * _EDGE
_FRAME: Colour = (0.8, 0.8, 0.8)
_FRAME_WEIGHT = 1.25 * 72 / 25.4
_SIZES = (14.0, 13.0, 12.0, 11.0, 10.0)
_MOST_LINES = {14.0: 3, 13.0: 3, 12.0: 4, 11.0: 4, 10.0: 4}
_CHOICES = ("For", "Against", "Abstain")
_BOX_TOP = 58.0
_BOX_STEP = 12.2


LAYOUT = SlipLayout(
    code=CODE_SIZE,
    boxes=tuple(
        (_EDGE + BOX / 2 - (WIDTH - _EDGE - CODE_SIZE), _BOX_STEP * place + BOX / 2) for place in range(len(_CHOICES))
    ),
    outline=(-(WIDTH - _EDGE - CODE_SIZE), -_BOX_TOP, _EDGE + CODE_SIZE, HEIGHT - _BOX_TOP),
)
"""Where a scan of a slip has its boxes."""


def voting_slips(view: VotingSlipsView, progress: Callable[[int], None] | None = None) -> Chapter:
    """The slips as a chapter; ``progress`` is told how many are drawn after each sheet, and may raise to stop."""
    words = _motion_words(view)

    def draw(paper: Paper) -> None:
        for first in range(0, len(view.codes), A_SHEET):
            if first:
                paper.next_page()
            on_sheet = view.codes[first : first + A_SHEET]
            _cuts(paper)
            for place, code in enumerate(on_sheet):
                down, across = divmod(place, COLUMNS)
                _slip(paper, WIDTH * across, HEIGHT * down, view, words, code)
            if progress is not None:
                progress(first + len(on_sheet))

    return Chapter(f"Voting slips for motion {view.motion}, {of_the_meeting(view.heading)}", draw)


def _motion_words(view: VotingSlipsView) -> Fitted:
    """The motion in full where it fits at a size that can be read; otherwise its title, and where the text is."""
    for size in _SIZES:
        style = Style(Cut.SERIF, size)
        lines = break_text(view.text, style, _TEXT_WIDTH)
        if len(lines) <= _MOST_LINES[size]:
            return Fitted(style, tuple(lines))
    style = Style(Cut.SERIF, 12)
    short = elided(view.title, style, _TEXT_WIDTH * 2.6)
    return Fitted(style, tuple(break_text(f"{short} (the full text is in the notice)", style, _TEXT_WIDTH)))


def _cuts(paper: Paper) -> None:
    with paper.furniture():
        for column in range(1, COLUMNS):
            paper.upright(WIDTH * column, 0, HEIGHT * ROWS, 0.25, HAIRLINE)
        for row in range(1, ROWS):
            paper.rule(0, HEIGHT * row, WIDTH * COLUMNS, 0.25, HAIRLINE)


def _slip(paper: Paper, left: float, top: float, view: VotingSlipsView, words: Fitted, code: str) -> None:
    x, right = left + _EDGE, left + WIDTH - _EDGE
    with paper.section("Sect"):
        _head(paper, x, right, top, view)
        with paper.tagged("P"):
            paper.text(x, top + 26.6, f"Motion {view.motion}", Style(Cut.SANS_BOLD, 11))
        lead = words.style.size * 0.41
        with paper.tagged("P"):
            paper.lines(x, top + 27.8 + lead, words.lines, lead)
        with paper.furniture():
            paper.rule(x, top + 49.4, right, 0.4, HAIRLINE)
        with paper.tagged("P"):
            paper.text(x, top + 54.6, "Put one cross in one box.", Style(Cut.SANS, 11))
        for place, choice in enumerate(_CHOICES):
            y = top + _BOX_TOP + _BOX_STEP * place
            with paper.furniture():
                paper.box(x + 0.6, y + 0.6, BOX - 1.2, BOX - 1.2, stroke=_FRAME, weight=_FRAME_WEIGHT)
            with paper.tagged("P"):
                paper.text(x + BOX + 5, y + BOX / 2 + 2.2, choice, Style(Cut.SANS_BOLD, 17))
        paper.code(right - CODE_SIZE, top + _BOX_TOP, CODE_SIZE, code, "A random number, tied to nobody, as a QR code")
        with paper.tagged("P"):
            paper.text(right, top + _BOX_TOP + CODE_SIZE + 5, "A random number,", LABEL, "right")
            paper.text(right, top + _BOX_TOP + CODE_SIZE + 9, "tied to nobody", LABEL, "right")


def _head(paper: Paper, x: float, right: float, top: float, view: VotingSlipsView) -> None:
    society = view.heading.society
    with paper.tagged("P"):
        paper.text(x, top + 13, "Secret ballot", Style(Cut.SANS_BOLD, 12, ACCENT))
        paper.text(right, top + 13, day_words(local_day(view.heading.at)), Style(Cut.SANS, 10), "right")
    room = _TEXT_WIDTH - (24 if society.sample else 0)
    with paper.tagged("P"):
        style = one_line(society.name, Style(Cut.SANS, 9), room, 6)
        paper.text(x, top + 17.8, elided(society.name, style, room), style)
    if society.sample:
        status_tag(paper, right, top + 15, "SAMPLE")
    with paper.furniture():
        paper.rule(x, top + 20.6, right, 0.8, ACCENT)
