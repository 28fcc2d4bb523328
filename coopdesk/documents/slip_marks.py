"""One slip on a scan: how it lies, what is dark in its boxes, and what is too unclear for a machine to say.

Everything is measured against the slip itself: its place from its code and its black squares, its ink from the
brightness of the paper and from its own other marks. What is not plain is a doubt, in words, for two tellers.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_PER_MM = 8
_MARKED, _BLANK = 40, 6
"""Thousandths of a box that are dark: from the first on it is marked, up to the second it is blank."""
_DARK, _GREY = 74, 88
"""Per cent of the paper's own brightness below which a dot is ink, and below which it is grey. A frame of 80 % is no
ink, and lies outside what is looked at."""
_RUBBED = 200
"""Thousandths of a box that are grey without being ink: something was rubbed out there."""
_PALER = 55
"""Per cent of the slip's usual mark: a mark with less ink above the paper than that may be one that was rubbed out."""
_SEARCH = 4.5
"""Millimetres around the place of a black square in which it is looked for."""
_MOST_BENT = 0.6
"""Millimetres by which the black squares may lie off a rectangle before the paper is called creased."""

Point = tuple[float, float]
Corners = tuple[Point, Point, Point]
"""Top left, top right and bottom left corner of a code, in dots."""

Judge = Callable[[tuple[int, ...]], str]
"""Says why the marked boxes are no clear vote, or ""."""


@dataclass(frozen=True, slots=True)
class SlipLayout:
    """Where things are on a slip, in millimetres from the top left corner of its code.

    Args:
        code: edge of the code.
        boxes: the middle of each box, in the order of the choices.
        outline: left, top, right and bottom of the slip: its picture.
        window: edge of what is looked at inside each box: clear of its frame, with room for a scan a little off.
        marks: the middle of four black squares, top left, top right, bottom left, bottom right; () where it has none.
        mark: their edge.
    """

    code: float
    boxes: tuple[Point, ...]
    outline: tuple[float, float, float, float]
    window: float = 6.4
    marks: tuple[Point, ...] = ()
    mark: float = 0.0


def at_most(boxes: int) -> Judge:
    """So many boxes may be marked."""

    def judge(marked: tuple[int, ...]) -> str:
        if not marked:
            return "no box is marked"
        if len(marked) > boxes:
            return "more boxes are marked than there are votes" if boxes > 1 else "more than one box is marked"
        return ""

    return judge


@dataclass(frozen=True, slots=True)
class _Lie:
    """How a slip lies on its page: the dot at the layout's origin, and the steps for a millimetre across and down."""

    origin: Point
    across: Point
    down: Point

    def dot(self, x: float, y: float) -> Point:
        """The dot at a place of the layout."""
        (x0, y0), (ax, ay), (dx, dy) = self.origin, self.across, self.down
        return x0 + x * ax + y * dx, y0 + x * ay + y * dy

    def part(self, page: "Image", left: float, top: float, width: float, height: float) -> "Image":
        """A part of the slip, upright, so many dots to the millimetre."""
        from PIL import Image

        (x, y), (ax, ay), (dx, dy) = self.dot(left, top), self.across, self.down
        terms = (ax / _PER_MM, dx / _PER_MM, x, ay / _PER_MM, dy / _PER_MM, y)
        size = (max(1, round(width * _PER_MM)), max(1, round(height * _PER_MM)))
        return page.transform(size, Image.Transform.AFFINE, terms, Image.Resampling.BILINEAR, fillcolor=255)


@dataclass(frozen=True, slots=True)
class _Ink:
    """One box: thousandths that are dark, how much darker than the paper those are, thousandths that are grey."""

    dark: int
    depth: int
    grey: int

    @property
    def marked(self) -> bool:
        return self.dark >= _MARKED


@dataclass(frozen=True, slots=True)
class SlipOnPage:
    """A slip found by its code."""

    page: "Image"
    white: int
    lie: _Lie
    bent: str
    """Why its place is not certain, or ""."""
    layout: SlipLayout

    def read(self, judge: Judge) -> tuple[tuple[int, ...], str]:
        """The marked boxes counted from 0, and why tellers must look at it, or ""."""
        inks = self._inks()
        marked = tuple(place for place, ink in enumerate(inks) if ink.marked)
        return marked, self.bent or _doubt(inks, marked) or judge(marked)

    def picture(self) -> bytes:
        """The slip upright, as a PNG."""
        left, top, right, bottom = self.layout.outline
        return as_png(self.lie.part(self.page, left, top, right - left, bottom - top))

    def centre(self) -> Point:
        """The dot in the middle of its code."""
        return self.lie.dot(self.layout.code / 2, self.layout.code / 2)

    def beside(self) -> "list[SlipOnPage]":
        """Where slips of the same sheet would be: left, right, above and below, as far as the page goes."""
        left, top, right, bottom = self.layout.outline
        steps = ((left - right, 0.0), (right - left, 0.0), (0.0, top - bottom), (0.0, bottom - top))
        moved = (
            SlipOnPage(
                self.page, self.white, _Lie(self.lie.dot(*step), self.lie.across, self.lie.down), "", self.layout
            )
            for step in steps
        )
        return [each for each in moved if each._is_on_page()]

    def has_a_code(self) -> bool:
        """Whether something as dark as a code stands where the code should be."""
        edge = self.layout.code
        return _measured(self.lie.part(self.page, 0, 0, edge, edge), self.white).dark >= 150

    def _is_on_page(self) -> bool:
        x, y = self.centre()
        return 0 <= x < self.page.width and 0 <= y < self.page.height

    def _inks(self) -> list[_Ink]:
        """All boxes out of one upright picture of the part that holds them."""
        half = self.layout.window / 2
        left = min(x for x, _ in self.layout.boxes) - half
        top = min(y for _, y in self.layout.boxes) - half
        right = max(x for x, _ in self.layout.boxes) + half
        bottom = max(y for _, y in self.layout.boxes) + half
        whole = self.lie.part(self.page, left, top, right - left, bottom - top)
        edge = round(self.layout.window * _PER_MM)
        inks = []
        for x, y in self.layout.boxes:
            at = round((x - half - left) * _PER_MM), round((y - half - top) * _PER_MM)
            inks.append(_measured(whole.crop((*at, at[0] + edge, at[1] + edge)), self.white))
        return inks


def slip_at(page: "Image", white: int, corners: Corners, layout: SlipLayout) -> SlipOnPage:
    """The slip whose code has these corners; its black squares, where it has them, say how it lies."""
    (x0, y0), (x1, y1), (x2, y2) = corners
    edge = layout.code
    lie = _Lie((x0, y0), ((x1 - x0) / edge, (y1 - y0) / edge), ((x2 - x0) / edge, (y2 - y0) / edge))
    if not layout.marks:
        return SlipOnPage(page, white, lie, "", layout)
    found = [_mark(page, white, lie, at, layout.mark) for at in layout.marks]
    if None in found:
        return SlipOnPage(page, white, lie, "a black square beside the names is torn off or covered", layout)
    fitted, off = _fitted([point for point in found if point is not None], layout.marks)
    step = (fitted.across[0] ** 2 + fitted.across[1] ** 2) ** 0.5
    bent = "the paper is creased or lay askew" if off > _MOST_BENT * step else ""
    return SlipOnPage(page, white, fitted, bent, layout)


def _mark(page: "Image", white: int, lie: _Lie, at: Point, size: float) -> Point | None:
    """The dot in the middle of a black square near its place, or None where there is none."""
    from PIL import Image

    reach = 2 * _SEARCH
    near = lie.part(page, at[0] - _SEARCH, at[1] - _SEARCH, reach, reach)
    half = white // 2
    black = near.point([255 if value < half else 0 for value in range(256)])
    edge = black.width
    across = black.resize((edge, 1), Image.Resampling.BOX).tobytes()
    down = black.resize((1, edge), Image.Resampling.BOX).tobytes()
    area = sum(across) * edge / 255 / _PER_MM**2
    if not 0.6 * size**2 <= area <= 1.5 * size**2:
        return None
    x, y = (sum(place * part for place, part in enumerate(parts)) / sum(parts) + 0.5 for parts in (across, down))
    return lie.dot(at[0] - _SEARCH + x / _PER_MM, at[1] - _SEARCH + y / _PER_MM)


def _fitted(dots: Sequence[Point], marks: Sequence[Point]) -> tuple[_Lie, float]:
    """The lie that fits four dots best, and by how many dots they are off a rectangle."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = dots
    left, top = marks[0]
    right, bottom = marks[3]
    wide, high = 2 * (right - left), 2 * (bottom - top)
    across = ((bx - ax + dx - cx) / wide, (by - ay + dy - cy) / wide)
    down = ((cx - ax + dx - bx) / high, (cy - ay + dy - by) / high)
    middle = ((left + right) / 2, (top + bottom) / 2)
    origin = (
        (ax + bx + cx + dx) / 4 - middle[0] * across[0] - middle[1] * down[0],
        (ay + by + cy + dy) / 4 - middle[0] * across[1] - middle[1] * down[1],
    )
    off = (((ax - bx - cx + dx) / 4) ** 2 + ((ay - by - cy + dy) / 4) ** 2) ** 0.5
    return _Lie(origin, across, down), off


def _measured(box: "Image", white: int) -> _Ink:
    counted = box.histogram()
    dots = sum(counted)
    dark = counted[: white * _DARK // 100]
    many = sum(dark)
    depth = white - sum(value * count for value, count in enumerate(dark)) // many if many else 0
    grey = sum(counted[white * _DARK // 100 : white * _GREY // 100])
    return _Ink(many * 1000 // dots, depth, grey * 1000 // dots)


def _doubt(inks: Sequence[_Ink], marked: Sequence[int]) -> str:
    if any(_BLANK < ink.dark < _MARKED for ink in inks):
        return "a box has a faint mark"
    depths = sorted(inks[place].depth for place in marked)
    if depths and depths[0] * 100 < depths[len(depths) // 2] * _PALER:
        return "one mark is much paler than the others, as if it was rubbed out"
    if any(not ink.marked and ink.grey >= _RUBBED for ink in inks):
        return "a box looks rubbed out"
    return ""


def brightness(page: "Image") -> int:
    """How bright the paper is: the value that nine dots in ten reach at the most."""
    counted = page.histogram()
    left = sum(counted) // 10
    for value in range(255, -1, -1):
        left -= counted[value]
        if left <= 0:
            return max(1, value)
    return 1


def is_blank(page: "Image", white: int) -> bool:
    """Whether nothing is printed or written on a page, dust apart."""
    return _measured(page, white).dark < 2


def as_png(picture: "Image") -> bytes:
    """A picture as a file."""
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
