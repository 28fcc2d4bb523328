"""Ballot slips of an election: names, boxes that drop out in a scan, a random code; two on a sheet, or one large.

With more names than half a sheet has room for, each slip is a whole one.

No digit is printed near a box, and the serial stands only inside the code: a readable one could be shown to somebody
who buys votes. The number of a name, which tellers type, stands at the far edge.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from coopdesk.documents.chapters import Chapter, PaperFile, print_chapters
from coopdesk.documents.faces import Cut
from coopdesk.documents.fitting import elided, wrapped
from coopdesk.documents.letterhead import one_line
from coopdesk.documents.lines import break_text
from coopdesk.documents.page import A4_LANDSCAPE, A4_PORTRAIT, Align, Marking, Paper
from coopdesk.documents.palette import ACCENT, HAIRLINE, MUTED
from coopdesk.documents.slip_plan import (
    CODE_SIZE,
    HEIGHT,
    MARGIN,
    MARK_SIZE,
    TEST_TOKENS,
    WIDTH,
    SlipPlan,
    ordinals,
    slip_plan,
    slip_width,
)
from coopdesk.documents.type import INK, Colour, Style
from coopdesk.domain.clock import day_words, local_day
from coopdesk.domain.codes import CodeKind, write_code
from coopdesk.domain.refusals import Refusal
from coopdesk.services.election_slips import YES_NO
from coopdesk.services.papers.ballot_slips import SlipView

DROP_OUT: Colour = (0.8, 0.8, 0.8)
"""#CCCCCC: a scanner told to drop grey sees only what the voter wrote."""

LARGE = A4_PORTRAIT[1] / HEIGHT
"""How much larger everything is on a slip that is a whole sheet; its scan is read by the same plan."""

_LEFT = MARGIN
_NUMBER_ROOM = 7.5
_TITLE = Style(Cut.DISPLAY_BOLD, 21)
_SECRET = Style(Cut.SANS_BOLD, 10, ACCENT)
_FINE = Style(Cut.SANS, 9.5)
_PLACES = Style(Cut.SANS_BOLD, 14)
_HOW = Style(Cut.SANS, 12)
_HOW_LEAD, _HOW_TOP = 5.6, 41.0
_NAME = Style(Cut.SANS_BOLD, 15)
_LEAD, _SMALLEST = 0.42, 6.0
"""Millimetres from line to line of a name for each point of its size; and the smallest size, for the
longest names there are."""
_NUMBER = Style(Cut.SANS, 10.5, MUTED)
_BELOW = Style(Cut.SANS, 10)
_HEAD = Style(Cut.SANS_BOLD, 8.5)
_NOTE = Style(Cut.SANS, 9.5)
_QUIET = Style(Cut.SANS, 8.5, MUTED)


@dataclass
class SlipTooLong(Refusal):
    """More names than a whole sheet has room for."""

    code = "SLIP-TOO-LONG"
    sentence = (
        "{candidates} names do not fit on a sheet of A4 with boxes large enough to write in; {most} do. "
        "No slips were made: {instead}, or have this ballot paper printed elsewhere, and bring in the papers."
    )
    candidates: int
    most: int
    instead: str
    limit: ClassVar[int] = 25
    grid_limit: ClassVar[int] = 18


HALF_LIMIT, HALF_GRID_LIMIT = 13, 10
"""Names for which half a sheet has room."""


def plan_of(view: SlipView) -> SlipPlan:
    """Where things are on the slips of this election.

    Raises:
        SlipTooLong: too many candidates.
    """
    most = SlipTooLong.grid_limit if view.grid else SlipTooLong.limit
    if len(view.names) > most:
        instead = "use slips with one box for each name" if view.grid else "hold the election in parts"
        raise SlipTooLong(len(view.names), most, instead)
    whole = len(view.names) > (HALF_GRID_LIMIT if view.grid else HALF_LIMIT)
    room = slip_width(whole=whole) - 2 * MARGIN
    below = _HOW_TOP + _HOW_LEAD * len(break_text(view.how, _HOW, room))
    return slip_plan(len(view.names), below, max(1, len(heads_of(view))), whole=whole)


def slips_on_sheet(view: SlipView, *, large: bool) -> int:
    """How many slips lie on a sheet of A4.

    Raises:
        SlipTooLong: too many candidates.
    """
    return 1 if large or plan_of(view).whole else 2


def heads_of(view: SlipView) -> Sequence[str]:
    """What stands over the columns of boxes; nothing over a single one."""
    if view.form == YES_NO:
        return ("Yes", "No")
    return ordinals(len(view.names)) if view.grid else ()


def ballot_slips(view: SlipView, progress: Callable[[int], None] | None = None, *, large: bool = False) -> Chapter:
    """The slips as a chapter: landscape sheets of two, or upright ones of one, where ``large`` or there are many names.

    Raises:
        SlipTooLong: too many candidates.
    """
    plan = plan_of(view)
    on_sheet = slips_on_sheet(view, large=large)
    scale = LARGE if large and not plan.whole else 1.0

    def draw(paper: Paper) -> None:
        for first in range(0, len(view.codes), on_sheet):
            if first:
                paper.next_page()
            for place, code in enumerate(view.codes[first : first + on_sheet]):
                _draw_slip(_Slip(paper, place * WIDTH, scale, plan), view, code)
            if on_sheet == 2:
                with paper.furniture():
                    paper.upright(WIDTH, 0, paper.height, 0.4, HAIRLINE, dash="4 3")
            if progress is not None:
                progress(min(first + on_sheet, len(view.codes)))

    return Chapter(f"Ballot slips: {view.title}", draw)


def print_slips(
    view: SlipView,
    progress: Callable[[int], None] | None = None,
    *,
    large: bool = False,
    others: Sequence[SlipView] = (),
) -> PaperFile:
    """The slips as a PDF of their own.

    Args:
        others: slips of further classes, where papers lie class by class; each class begins on a sheet of its own.

    Raises:
        SlipTooLong: too many candidates.
        CannotDraw: no font has a character of a name.
    """
    chapters, before = [], 0
    for each in (view, *others):
        told = None if progress is None else partial(_further, progress, before)
        chapters.append(ballot_slips(each, told, large=large))
        before += len(each.codes)
    size = A4_PORTRAIT if slips_on_sheet(view, large=large) == 1 else A4_LANDSCAPE
    return print_chapters(chapters, view.heading, size=size)


def _further(progress: Callable[[int], None], before: int, done: int) -> None:
    progress(before + done)


def trial_sheet(view: SlipView) -> SlipView:
    """The same slips as a test sheet: crossed in print, so that a scanner is tried before the votes are in.

    They bear serials that are never drawn, and count nowhere.
    """
    return replace(view, codes=tuple(write_code(CodeKind.BALLOT_SLIP, token) for token in TEST_TOKENS))


@dataclass(frozen=True, slots=True)
class _Slip:
    """One slip on a sheet: everything is drawn in its own millimetres, whatever its size."""

    paper: Paper
    left: float
    scale: float
    plan: SlipPlan

    @property
    def right(self) -> float:
        """Where its words end."""
        return self.plan.width - MARGIN

    @property
    def room(self) -> float:
        """How wide its words may be."""
        return self.right - _LEFT

    def _x(self, x: float) -> float:
        return self.left + x * self.scale

    def _style(self, style: Style) -> Style:
        return style if self.scale == 1.0 else replace(style, size=style.size * self.scale)

    def tagged(self, tag: str) -> Marking:
        return self.paper.tagged(tag)

    def furniture(self) -> Marking:
        return self.paper.furniture()

    def text(self, x: float, y: float, text: str, style: Style, align: Align = "left") -> None:
        self.paper.text(self._x(x), y * self.scale, text, self._style(style), align)

    def wrapped(self, x: float, y: float, text: str, style: Style, width: float, lead: float) -> float:
        """Text in lines; returns the baseline after the last."""
        shown = break_text(text, self._style(style), width * self.scale)
        return self.paper.lines(self._x(x), y * self.scale, shown, lead * self.scale) / self.scale

    def rule(self, y: float, weight: float, colour: Colour) -> None:
        self.paper.rule(self._x(_LEFT), y * self.scale, self._x(self.right), weight * self.scale, colour)

    def square(self, middle: tuple[float, float], size: float, *, frame: float = 0.0) -> None:
        """A box with a grey frame of so many millimetres, drawn inside its edge; without one, a black square."""
        edge = (size - frame) * self.scale
        x, y = self._x(middle[0]) - edge / 2, middle[1] * self.scale - edge / 2
        if frame:
            self.paper.box(x, y, edge, edge, stroke=DROP_OUT, weight=frame * self.scale * 72 / 25.4)
        else:
            self.paper.box(x, y, edge, edge, fill=INK)

    def cross(self, middle: tuple[float, float], reach: float) -> None:
        x, y, reach = self._x(middle[0]), middle[1] * self.scale, reach * self.scale
        self.paper.stroke_line(x - reach, y - reach, x + reach, y + reach, 1.8 * self.scale, INK)
        self.paper.stroke_line(x - reach, y + reach, x + reach, y - reach, 1.8 * self.scale, INK)

    def code(self, x: float, y: float, size: float, code: str) -> None:
        alternative = "QR code with a random number"
        self.paper.code(self._x(x), y * self.scale, size * self.scale, code, alternative)


def _draw_slip(slip: _Slip, view: SlipView, code: str) -> None:
    plan = slip.plan
    tests = [write_code(CodeKind.BALLOT_SLIP, token) for token in TEST_TOKENS]
    test = tests.index(code) if code in tests else None
    with slip.paper.section("Sect"):
        _head(slip, view, "TEST SHEET · not a vote" if test is not None else "")
        _instructions(slip, view)
        _frame(slip, view)
        _names(slip, view)
        if test is not None:
            with slip.furniture():
                boxes = plan.boxes()
                for place in plan.test_marks(test):
                    slip.cross(boxes[place], plan.size * 0.28)
        _foot(slip, view)
        slip.code(_LEFT, plan.code_top, CODE_SIZE, code)


def _head(slip: _Slip, view: SlipView, instead: str) -> None:
    with slip.tagged("H1"):
        slip.text(_LEFT, 17.5, view.title, one_line(view.title, _TITLE, slip.room - (42 if instead else 28), 12))
    with slip.tagged("P"):
        secret = "Secret ballot" if not view.heading.society.sample else "SAMPLE · Secret ballot"
        slip.text(slip.right, 17.5, instead or secret, one_line(instead or secret, _SECRET, 42, 7), "right")
    with slip.tagged("P"):
        slip.text(_LEFT, 23.6, elided(view.heading.society.name, _FINE, slip.room - 34), _FINE)
        slip.text(slip.right, 23.6, day_words(local_day(view.heading.at)), _FINE, "right")
    with slip.furniture():
        slip.rule(26.8, 0.9, ACCENT)


def _instructions(slip: _Slip, view: SlipView) -> None:
    places = f"{view.places} For members of class {view.constituency}." if view.constituency else view.places
    with slip.tagged("P"):
        slip.text(_LEFT, 34.4, places, one_line(places, _PLACES, slip.room, 9))
    with slip.tagged("P"):
        slip.wrapped(_LEFT, _HOW_TOP, view.how, _HOW, slip.room, _HOW_LEAD)


def _frame(slip: _Slip, view: SlipView) -> None:
    plan = slip.plan
    with slip.furniture():
        slip.rule(plan.top, 0.9, INK)
        for place in range(1, plan.rows):
            slip.rule(plan.top + place * plan.row, 0.3, HAIRLINE)
        slip.rule(plan.bottom, 0.9, INK)
        for mark in plan.marks():
            slip.square(mark, MARK_SIZE)
        for box in plan.boxes():
            slip.square(box, plan.size, frame=plan.frame)
    heads = heads_of(view)
    if heads:
        with slip.tagged("P"):
            for x, head in zip(plan.columns, heads, strict=True):
                slip.text(x, plan.top - 1.8, head, replace(_HEAD, size=_head_size(plan)), "centre")


def _head_size(plan: SlipPlan) -> float:
    return _HEAD.size if len(plan.columns) < 2 or plan.columns[1] - plan.columns[0] > 7.4 else 7.5


def _names(slip: _Slip, view: SlipView) -> None:
    plan = slip.plan
    x = _LEFT + _NUMBER_ROOM
    room = plan.names_right - x
    for place, (name, below) in enumerate(view.names):
        middle = plan.middle(place)
        style, lines = _fitted(name, room, plan.row)
        with_below = bool(below) and plan.row >= 12 and lines == 1
        lead = style.size * _LEAD
        base = middle + (style.size * 0.12 if not with_below else -0.8) - lead * (lines - 1) / 2
        with slip.tagged("P"):
            slip.text(_LEFT + 0.5, base, str(place + 1), _NUMBER)
            slip.wrapped(x, base, name, style, room, lead)
            if with_below:
                slip.text(x, middle + 4.6, below, one_line(below, _BELOW, room, 7))


def _fitted(name: str, room: float, row: float) -> tuple[Style, int]:
    """The size at which a name stands in its row, on one line where that can be read, and its lines."""
    largest = replace(_NAME, size=min(_NAME.size, row * 1.25))
    shown = wrapped(name, largest, room, 11 if row >= 12 else 9)
    while len(shown.lines) * shown.style.size * _LEAD > row - 1 and shown.style.size > _SMALLEST:
        shown = wrapped(name, replace(largest, size=shown.style.size - 0.5), room, shown.style.size - 0.5)
    return shown.style, len(shown.lines)


def _foot(slip: _Slip, view: SlipView) -> None:
    x, top = _LEFT + CODE_SIZE + 5, slip.plan.code_top
    with slip.tagged("P"):
        slip.text(x, top + 4.2, f"{view.warning} Do not sign this paper.", Style(Cut.SANS_BOLD, 10.5))
    words = "If you spoil it, ask a teller for another."
    if view.by_preference:
        words += (
            " Your vote passes to your next choice only if an earlier one is already elected or is out. "
            "A later choice never harms an earlier one."
        )
    with slip.tagged("P"):
        below = slip.wrapped(x, top + 9.6, words, _NOTE, slip.right - x, 4.5)
    with slip.tagged("P"):
        slip.text(x, below + 1.2, "The code is a random number, tied to nobody.", _QUIET)
