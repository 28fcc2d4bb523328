"""The watermark of a draft: large pale letters, drawn as outlines, so that no reader stumbles over them."""

import math
from functools import lru_cache

from coopdesk.documents.faces import face
from coopdesk.documents.page import Paper, Point
from coopdesk.documents.palette import WATERMARK
from coopdesk.documents.type import POINTS_PER_MM, Colour

_FACE = "NotoSans-Bold"
_LETTER_GAP = 60
"""Extra space after each letter, in font units."""


class _OutlinePen:
    """Receives glyph outlines and writes them as path operators, one letter beside the other.

    The method names are those of the pen protocol that HarfBuzz draws with.
    """

    def __init__(self) -> None:
        self.operators: list[str] = []
        self.across = 0.0
        self._at: Point = (0.0, 0.0)

    def _add(self, operator: str, *points: Point) -> None:
        numbers = " ".join(f"{x + self.across:.0f} {y:.0f}" for x, y in points)
        self.operators.append(f"{numbers} {operator}")
        self._at = points[-1]

    def moveTo(self, to: Point) -> None:  # noqa: N802  # the pen protocol's name
        """Start a contour."""
        self._add("m", to)

    def lineTo(self, to: Point) -> None:  # noqa: N802  # the pen protocol's name
        """A straight side."""
        self._add("l", to)

    def curveTo(self, one: Point, two: Point, to: Point) -> None:  # noqa: N802  # the pen protocol's name
        """A cubic side."""
        self._add("c", one, two, to)

    def qCurveTo(self, by: Point, to: Point) -> None:  # noqa: N802  # the pen protocol's name
        """A quadratic side, raised to a cubic one: PDF has no others."""
        (x0, y0), (x1, y1), (x2, y2) = self._at, by, to
        one = (x0 + 2 / 3 * (x1 - x0), y0 + 2 / 3 * (y1 - y0))
        two = (x2 + 2 / 3 * (x1 - x2), y2 + 2 / 3 * (y1 - y2))
        self._add("c", one, two, to)

    def closePath(self) -> None:  # noqa: N802  # the pen protocol's name
        """End a contour."""
        self.operators.append("h")

    def endPath(self) -> None:  # noqa: N802  # the pen protocol's name
        """End an open contour: filling closes it."""


@lru_cache(maxsize=8)
def _outline(words: str) -> tuple[str, float]:
    """The words as path operators in font units, and their width."""
    bold = face(_FACE)
    pen = _OutlinePen()
    for letter in words:
        glyph = bold.font.get_nominal_glyph(ord(letter))
        bold.font.draw_glyph_with_pen(glyph, pen)
        pen.across += bold.font.get_glyph_h_advance(glyph) + _LETTER_GAP
    return "\n".join(pen.operators), pen.across - _LETTER_GAP


def watermark(paper: Paper, words: str, colour: Colour = WATERMARK) -> None:
    """Lay capitals across the sheet from corner to corner; call before anything else is drawn on it."""
    name = f"watermark{words}"
    if not paper.has(name):
        operators, width = _outline(words)
        diagonal = math.hypot(paper.width, paper.height)
        turn = math.degrees(math.asin(paper.height / diagonal))
        # Six letters across most of the sheet; longer words get longer, not larger.
        length = diagonal * min(0.62, 0.075 * len(words))
        # Half the length back from the middle, and half a capital's height to the side.
        capital = length / width * _capital_height()
        back, aside = length / 2, capital / 2
        cosine, sine = paper.width / diagonal, paper.height / diagonal
        x = paper.width / 2 - back * cosine + aside * sine
        y = paper.height / 2 + back * sine + aside * cosine
        with paper.drawn_once(name):
            paper.outline(operators, x, y, turn, length * POINTS_PER_MM / width, colour)
    with paper.furniture():
        paper.place(name)


def _capital_height() -> float:
    """The height of a capital, in font units (Noto Sans: 714 of 1000)."""
    return 714 / face(_FACE).per_em
