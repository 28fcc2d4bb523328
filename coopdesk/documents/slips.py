"""Voting slips: six on a sheet of A4, cut along the lines; one cross in one box, and a code that is tied to nobody."""

from collections.abc import Callable

from coopdesk.documents.chapters import Chapter, of_the_meeting
from coopdesk.documents.faces import Cut
from coopdesk.documents.fitting import elided
from coopdesk.documents.letterhead import one_line, status_tag
from coopdesk.documents.lines import TextLine, break_text
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import ACCENT, HAIRLINE, LABEL
from coopdesk.documents.type import Style
from coopdesk.domain.clock import day_words, local_day
from coopdesk.services.papers.slips import SlipsView

A_SHEET = 6
COLUMNS = 2
WIDTH, HEIGHT = 105.0, 99.0
MARGIN = 10.0
CODE_SIZE = 25.0
BOXES = ("For", "Against", "Abstain")
_MOTION = Style(Cut.SERIF, 13)
_LONG_MOTION = Style(Cut.SERIF, 10)
_MOST_LINES = {_MOTION: (4, 5.8), _LONG_MOTION: (5, 4.6)}
"""Lines that fit above the boxes, and millimetres from one to the next."""


def slips(view: SlipsView, progress: Callable[[int], None] | None = None) -> Chapter:
    """The slips as a chapter; ``progress`` is told how many are drawn after each sheet, and may raise to stop."""
    lines, lead = _motion_lines(view.text)

    def draw(paper: Paper) -> None:
        for first in range(0, len(view.codes), A_SHEET):
            if first:
                paper.next_page()
            on_sheet = view.codes[first : first + A_SHEET]
            _cutting_lines(paper)
            for place, code in enumerate(on_sheet):
                down, across = divmod(place, COLUMNS)
                _slip(paper, WIDTH * across, HEIGHT * down, view, code, lines, lead)
            if progress is not None:
                progress(first + len(on_sheet))

    return Chapter(f"Voting slips for motion {view.motion}, {of_the_meeting(view.heading)}", draw)


def _motion_lines(text: str) -> tuple[list[TextLine], float]:
    """The motion in the larger type where it fits, else smaller, else its beginning: the wall shows it in full."""
    measure = WIDTH - 2 * MARGIN
    for style, (most, lead) in _MOST_LINES.items():
        lines = break_text(text, style, measure)
        if len(lines) <= most:
            return lines, lead
    most, lead = _MOST_LINES[_LONG_MOTION]
    shown = break_text(text, _LONG_MOTION, measure)[: most - 1]
    return [*shown, *break_text("… as read to the meeting in full", LABEL, measure)], lead


def _cutting_lines(paper: Paper) -> None:
    with paper.furniture():
        paper.upright(WIDTH, 0, HEIGHT * 3, 0.3, HAIRLINE)
        for row in (1, 2):
            paper.rule(0, HEIGHT * row, WIDTH * 2, 0.3, HAIRLINE)


def _slip(paper: Paper, x: float, y: float, view: SlipsView, code: str, lines: list[TextLine], lead: float) -> None:
    left, right = x + MARGIN, x + WIDTH - MARGIN
    heading = view.heading
    with paper.section("Sect"):
        if heading.society.sample:
            status_tag(paper, right, y + 6.2, "SAMPLE")
        with paper.tagged("P"):
            paper.text(left, y + 12.5, "Secret ballot", Style(Cut.SANS_BOLD, 11, ACCENT))
            paper.text(right, y + 12.5, day_words(local_day(heading.at)), Style(Cut.SANS, 9), "right")
        with paper.tagged("P"):
            name = one_line(heading.society.name, Style(Cut.SANS, 8.5), right - left, 6)
            paper.text(left, y + 17.2, elided(heading.society.name, name, right - left), name)
        with paper.furniture():
            paper.rule(left, y + 20.2, right, 0.8, ACCENT)
        with paper.tagged("P"):
            paper.text(left, y + 26.6, f"Motion {view.motion}", Style(Cut.SANS_BOLD, 10.5))
        with paper.tagged("P"):
            paper.lines(left, y + 32.6, lines, lead)
        with paper.furniture():
            paper.rule(left, y + 53.6, right, 0.25, HAIRLINE)
        with paper.tagged("P"):
            paper.text(left, y + 58.4, "Put one cross in one box.", Style(Cut.SANS, 9.5))
        for place, word in enumerate(BOXES):
            top = y + 61.4 + 10.6 * place
            with paper.furniture():
                paper.box(left, top, 9.2, 9.2, stroke=HAIRLINE, weight=2.2)
            with paper.tagged("P"):
                paper.text(left + 14, top + 6.6, word, Style(Cut.SANS_BOLD, 14))
        paper.code(right - CODE_SIZE, y + 60.0, CODE_SIZE, code, "QR code of this slip")
        with paper.tagged("P"):
            paper.text(right, y + 89.4, "A random number, tied to nobody", Style(Cut.SANS, 7.5), "right")
