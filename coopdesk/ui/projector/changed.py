"""Words on the wall with what an amendment strikes out and adds: by lines through and under, by weight and colour."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from coopdesk.domain.changes import Change, Piece
from coopdesk.ui.projector.typeset import LEADING, SMALLEST, Weight, type_face, width_of, wrap

Line = tuple[tuple[Change, str], ...]
_WEIGHTS: dict[Change, Weight] = {
    "kept": QFont.Weight.Medium,
    "struck": QFont.Weight.Medium,
    "added": QFont.Weight.Bold,
}


@lru_cache(maxsize=32)
def fit_change(pieces: tuple[Piece, ...], width: float, height: float, largest: int) -> tuple[int, tuple[Line, ...]]:
    """The largest type, at most ``largest``, at which the change stands in ``width`` by ``height`` units."""
    for size in range(largest, SMALLEST, -2):
        lines = _broken(pieces, width, size)
        if len(lines) * size * LEADING <= height:
            return size, lines
    return SMALLEST, _broken(pieces, width, SMALLEST)


def _broken(pieces: tuple[Piece, ...], width: float, size: int) -> tuple[Line, ...]:
    lines: list[Line] = []
    line: list[tuple[Change, str]] = []
    used = 0.0
    for piece in pieces:
        weight = _WEIGHTS[piece.change]
        space = width_of(" ", size, weight)
        for word in (part for each in piece.text.split() for part in wrap(each, size, width, weight)):
            advance = width_of(word, size, weight)
            if line and used + advance > width:
                lines.append(tuple(line))
                line, used = [], 0.0
            line.append((piece.change, word))
            used += advance + space
    return (*lines, tuple(line)) if line else tuple(lines)


@dataclass(frozen=True, slots=True)
class ChangedWords:
    """A set change; ``inks`` are the colours of what is kept, struck out and added."""

    place_x: float
    place_y: float
    width: float
    size: int
    lines: tuple[Line, ...]
    inks: tuple[str, str, str]

    def bounds(self) -> QRectF:
        slack = self.size * 0.25
        block = len(self.lines) * self.size * LEADING
        return QRectF(self.place_x, self.place_y, self.width, block).adjusted(-slack, -slack, slack, slack)

    def text(self) -> str:
        """The words as one line, what is struck out in square brackets."""
        said = (f"[{word}]" if change == "struck" else word for line in self.lines for change, word in line)
        return " ".join(said)

    def paint(self, painter: QPainter) -> None:
        inks = dict(zip(("kept", "struck", "added"), self.inks, strict=True))
        capitals = QFontMetricsF(type_face(self.size, _WEIGHTS["kept"])).capHeight()
        baseline = self.place_y + self.size * LEADING / 2 + capitals / 2
        for line in self.lines:
            x = self.place_x
            for at, (change, word) in enumerate(line):
                font = type_face(self.size, _WEIGHTS[change])
                metrics = QFontMetricsF(font)
                painter.setFont(font)
                painter.setPen(QColor(inks[change]))
                painter.drawText(QPointF(x, baseline), word)
                wide = metrics.horizontalAdvance(word)
                after = metrics.horizontalAdvance(" ")
                # A line runs on under the space to the next word of its own kind.
                runs_on = at + 1 < len(line) and line[at + 1][0] == change
                self._rule(painter, change, x, wide + (after if runs_on else 0), baseline, inks[change])
                x += wide + after
            baseline += self.size * LEADING

    def _rule(self, painter: QPainter, change: Change, x: float, wide: float, baseline: float, ink: str) -> None:
        if change == "kept":
            return
        y = baseline - self.size * 0.26 if change == "struck" else baseline + self.size * 0.13
        painter.setPen(QPen(QColor(ink), max(2.0, self.size * 0.07), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(QPointF(x, y), QPointF(x + wide, y))
