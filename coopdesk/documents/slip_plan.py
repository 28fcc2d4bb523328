"""Where everything stands on a ballot slip: what draws it and what reads its scan take the same millimetres from here.

Two forms. *Boxes*: one beside each name, for a number or a cross; a scanner reads crosses, people read numbers. *Grid*:
a row of boxes for each name, one for each choice, so that a scanner reads the whole ranking without guessing digits.

A slip is half a sheet of A4; with more names than that has room for, it is the whole sheet, upright.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coopdesk.documents.page import A4_LANDSCAPE, A4_PORTRAIT
from coopdesk.documents.slip_marks import SlipLayout
from coopdesk.domain.codes import TOKEN_LENGTH

WIDTH, HEIGHT = A4_LANDSCAPE[0] / 2, A4_LANDSCAPE[1]
MARGIN = 12.0
CODE_SIZE = 25.0
_CODE_UP = 38.0
"""From the foot of a slip to the top of its code."""
MARK_SIZE = 3.0
"""Edge of the black squares that show a scanner how the slip lies."""

TEST_TOKENS = ("T" * TOKEN_LENGTH, "TE" * (TOKEN_LENGTH // 2))
"""Serials of the test sheet: two letters in turn are never drawn at random (1 in 32**16)."""

_MARK_IN = 7.0
_TALLEST, _LOWEST = 16.2, 7.4
_LARGEST_BOX, _LARGEST_CELL = 12.6, 7.0
_WIDEST_STEP, _WIDE_STEP, _GRID_WIDTH = 9.5, 15.0, 76.0
_WHOLE_GRID_WIDTH = 130.0
_HEADS = 6.0
_BOX_FRAME, _CELL_FRAME = 0.85, 0.45
_CLEAR = 0.75
"""Millimetres inside a frame that are not looked at: what a blurred frame may reach."""
_WIDEST_WINDOW = 7.0


@dataclass(frozen=True, slots=True)
class SlipPlan:
    """The places on one slip, in millimetres from its top left corner.

    Args:
        top: of the block of names; ``row`` is the height of one, ``rows`` their number.
        columns: the middle of each column of boxes, from left to right; one column is the form with boxes.
        size: edge of a box, its frame included; ``frame`` is the frame's width.
        whole: the slip is a whole sheet of A4, upright, and not half of one.
    """

    top: float
    row: float
    rows: int
    columns: tuple[float, ...]
    size: float
    frame: float
    whole: bool = False

    @property
    def width(self) -> float:
        """Of the slip."""
        return slip_width(whole=self.whole)

    @property
    def height(self) -> float:
        """Of the slip."""
        return A4_PORTRAIT[1] if self.whole else HEIGHT

    @property
    def code_top(self) -> float:
        """Where its code begins."""
        return self.height - _CODE_UP

    @property
    def bottom(self) -> float:
        """Where the block of names ends."""
        return self.top + self.row * self.rows

    @property
    def names_right(self) -> float:
        """Where names must end."""
        return self.columns[0] - self.size / 2 - 3.0

    def middle(self, place: int) -> float:
        """The middle of a row, counted from 0."""
        return self.top + (place + 0.5) * self.row

    def boxes(self) -> tuple[tuple[float, float], ...]:
        """The middle of every box, name by name and in each from the first choice to the last."""
        return tuple((x, self.middle(place)) for place in range(self.rows) for x in self.columns)

    def marks(self) -> tuple[tuple[float, float], ...]:
        """The middle of each black square: beside the four corners of the block of names."""
        half = MARK_SIZE / 2
        return tuple((x, y) for y in (self.top + half, self.bottom - half) for x in (_MARK_IN, self.width - _MARK_IN))

    def layout(self) -> SlipLayout:
        """The same for whoever reads a scan, from the corner of the code."""
        left, top = MARGIN, self.code_top
        return SlipLayout(
            code=CODE_SIZE,
            boxes=tuple((x - left, y - top) for x, y in self.boxes()),
            outline=(-left, -top, self.width - left, self.height - top),
            window=min(_WIDEST_WINDOW, self.size - 2 * (self.frame + _CLEAR)),
            marks=tuple((x - left, y - top) for x, y in self.marks()),
            mark=MARK_SIZE,
        )

    def test_marks(self, which: int) -> tuple[int, ...]:
        """The boxes that are crossed in print on one of the two slips of a test sheet."""
        if len(self.columns) == 1:
            return (0,) if which == 0 else (self.rows - 1,)
        columns = len(self.columns)
        across = range(self.rows) if which == 0 else range(self.rows - 1, -1, -1)
        return tuple(place * columns + choice % columns for place, choice in enumerate(across))


def slip_width(*, whole: bool) -> float:
    """Of half a sheet of A4, or of a whole one."""
    return A4_PORTRAIT[0] if whole else WIDTH


def slip_plan(names: int, below: float, columns: int = 1, *, whole: bool = False) -> SlipPlan:
    """The places of a slip with so many names and columns of boxes, where the instructions end ``below``."""
    top = below + 0.4 + (_HEADS if columns > 1 else 0.0)
    height = A4_PORTRAIT[1] if whole else HEIGHT
    row = min(_TALLEST, max(_LOWEST, (height - _CODE_UP - 4 - top) / names))
    right = slip_width(whole=whole) - MARGIN
    if columns == 1:
        size = min(_LARGEST_BOX, row - 1.8)
        return SlipPlan(top, row, names, (right - 0.4 - size / 2,), size, _BOX_FRAME, whole)
    grid_width = _WHOLE_GRID_WIDTH if whole else _GRID_WIDTH
    step = _WIDE_STEP if columns == 2 else min(_WIDEST_STEP, grid_width / columns)
    size = min(_LARGEST_CELL, step - 1.1, row - 1.6)
    first = right - 0.4 - size / 2 - step * (columns - 1)
    across = tuple(first + step * choice for choice in range(columns))
    return SlipPlan(top, row, names, across, size, _CELL_FRAME, whole)


def ordinals(most: int) -> Sequence[str]:
    """ "1st", "2nd" and so on, the heads of a grid's columns."""
    endings = {1: "st", 2: "nd", 3: "rd"}
    return [f"{n}{'th' if 10 < n % 100 < 14 else endings.get(n % 10, 'th')}" for n in range(1, most + 1)]
