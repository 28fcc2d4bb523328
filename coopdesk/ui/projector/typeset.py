"""Text that has to fit: the largest size at which all of it stands in its box. Nothing on the wall is ever cut."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from coopdesk.ui.kit.theme import FAMILY

LEADING = 1.24
"""Line height as a multiple of the type size."""

SMALLEST = 6
_MEASURED_AT = 100
_SPARE = 1.01
"""Widths are measured at one size and scaled; a hundredth covers the rounding of the others."""

Weight = QFont.Weight


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set: type size and lines, both in units of 1/1080 of the picture's height."""

    size: int
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """Height of the block in units."""
        return len(self.lines) * self.size * LEADING


def type_face(size: float, weight: Weight) -> QFont:
    """Inter with proportional figures; tabular ones gape at this size."""
    font = QFont(FAMILY)
    font.setPixelSize(max(1, round(size)))
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@lru_cache(maxsize=8)
def _metrics(weight: Weight) -> QFontMetricsF:
    return QFontMetricsF(type_face(_MEASURED_AT, weight))


@lru_cache(maxsize=512)
def width_of(text: str, size: float, weight: Weight) -> float:
    """Width of one line in units."""
    return _metrics(weight).horizontalAdvance(text) * size / _MEASURED_AT * _SPARE


def _pieces(word: str, room: float, weight: Weight) -> list[str]:
    """A word wider than its line, taken apart; ``room`` at the measuring size."""
    metrics = _metrics(weight)
    if metrics.horizontalAdvance(word) * _SPARE <= room:
        return [word]
    found, piece, width = [], "", 0.0
    for letter in word:
        advance = metrics.horizontalAdvance(letter) * _SPARE
        if piece and width + advance > room:
            found.append(piece)
            piece, width = "", 0.0
        piece += letter
        width += advance
    return [*found, piece]


def wrap(text: str, size: int, width: float, weight: Weight) -> tuple[str, ...]:
    """Break a text into lines no wider than ``width`` units; line breaks in it stay."""
    room = width * _MEASURED_AT / size
    space = _metrics(weight).horizontalAdvance(" ") * _SPARE
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        if _metrics(weight).horizontalAdvance(paragraph) * _SPARE <= room:
            lines.append(paragraph)
            continue
        line: list[str] = []
        used = 0.0
        for word in paragraph.split():
            for piece in _pieces(word, room, weight):
                advance = _metrics(weight).horizontalAdvance(piece) * _SPARE
                if line and used + space + advance > room:
                    lines.append(" ".join(line))
                    line, used = [], 0.0
                used += advance + (space if line else 0.0)
                line.append(piece)
        lines.append(" ".join(line))
    return tuple(lines)


@lru_cache(maxsize=128)
def fit(text: str, width: float, height: float, largest: int, weight: Weight) -> Setting:
    """The largest setting of ``text``, at most ``largest``, that stands in ``width`` by ``height`` units.

    A text too long even for the smallest type is set there whole; the box then grows, and the words stay.
    """
    low, high = SMALLEST, max(SMALLEST, largest)
    best = Setting(SMALLEST, wrap(text, SMALLEST, width, weight))
    while low <= high:
        middle = (low + high) // 2
        tried = Setting(middle, wrap(text, middle, width, weight))
        if tried.height <= height:
            best, low = tried, middle + 1
        else:
            high = middle - 1
    return best


def fit_line(text: str, width: float, largest: int, weight: Weight) -> Setting:
    """The largest setting of ``text`` on a single line of ``width`` units."""
    natural = width_of(text, largest, weight)
    size = largest if natural <= width else max(SMALLEST, int(largest * width / natural))
    return Setting(size, (text,))
