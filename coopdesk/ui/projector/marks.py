"""What a slide is made of: words, boxes, discs and the dashed line, each knowing where it stands.

All lengths are units of 1/1080 of the picture's height. Marks are plain values: two slides are compared mark by
mark, so that a vote that comes in repaints its own number and bar and nothing else.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QImage, QPainter, QPen

from coopdesk.assets import IconName
from coopdesk.ui.kit.icons import paint_icon
from coopdesk.ui.projector.changed import ChangedWords
from coopdesk.ui.projector.typeset import LEADING, Setting, Weight, type_face, width_of

Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle in units."""

    x: float
    y: float
    width: float
    height: float

    def rect(self) -> QRectF:
        """As Qt takes it."""
        return QRectF(self.x, self.y, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Words:
    """Set text; ``place`` is its box, the block standing in the middle of its height, or at its top."""

    place: Place
    setting: Setting
    weight: Weight
    colour: str
    align: Align = "left"
    top: bool = False

    def bounds(self) -> QRectF:
        # Glyphs may lean out of their advance: a little more than the box is theirs.
        slack = self.setting.size * 0.25
        block = max(self.place.height, self.setting.height)
        # The words, not their box: a figure that changes repaints its own width of the wall.
        wide = max(width_of(line, self.setting.size, self.weight) for line in self.setting.lines)
        free = 0.0 if self.align == "left" else self.place.width - wide
        x = self.place.x + (free if self.align == "right" else free / 2)
        return QRectF(x, self.place.y, wide, block).adjusted(-slack, -slack, slack, slack)

    def text(self) -> str:
        """The words, as one line."""
        return " ".join(self.setting.lines)

    def paint(self, painter: QPainter) -> None:
        font = type_face(self.setting.size, self.weight)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(QColor(self.colour))
        step = self.setting.size * LEADING
        spare = 0.0 if self.top else (self.place.height - self.setting.height) / 2
        # The middle of a line is the middle of its capitals, not of its box.
        baseline = self.place.y + spare + step / 2 + metrics.capHeight() / 2
        for line in self.setting.lines:
            x = self.place.x
            if self.align != "left":
                free = self.place.width - metrics.horizontalAdvance(line)
                x += free if self.align == "right" else free / 2
            painter.drawText(QPointF(x, baseline), line)
            baseline += step


@lru_cache(maxsize=4)
def _hatching(height: int) -> QImage:
    """A tile of slant lines as high as its bar; drawing each line anew cost more than all the rest of a bar."""
    step = 11
    tile = QImage(step * 8, height, QImage.Format.Format_ARGB32_Premultiplied)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(11, 18, 32, 110), 2.4))
    for x in range(-height - height % step - step, tile.width() + step, step):
        painter.drawLine(QPointF(x, height), QPointF(x + height, 0))
    painter.end()
    return tile


@dataclass(frozen=True, slots=True)
class Box:
    """A rounded box, hatched for Against."""

    place: Place
    colour: str
    radius: float = 16
    hatched: bool = False

    def bounds(self) -> QRectF:
        return self.place.rect().adjusted(-2, -2, 2, 2)

    def paint(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colour))
        painter.drawRoundedRect(self.place.rect(), self.radius, self.radius)
        if self.hatched:
            self._hatch(painter)

    def _hatch(self, painter: QPainter) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setBrush(QBrush(_hatching(math.ceil(self.place.height))))
        painter.setBrushOrigin(QPointF(self.place.x, self.place.y))
        painter.drawRoundedRect(self.place.rect(), self.radius, self.radius)
        painter.restore()


@dataclass(frozen=True, slots=True)
class Sign:
    """An icon in a disc."""

    place: Place
    icon: IconName
    colour: str
    ink: str

    def bounds(self) -> QRectF:
        return self.place.rect().adjusted(-2, -2, 2, 2)

    def paint(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colour))
        painter.drawEllipse(self.place.rect())
        inner = self.place.width * 0.6
        inset = (self.place.width - inner) / 2
        # Icons are drawn in whole pixels of the screen, so that their strokes stay sharp.
        scale = painter.transform().m11()
        origin = painter.transform().map(QPointF(self.place.x + inset, self.place.y + inset))
        painter.save()
        painter.resetTransform()
        side = max(1, round(inner * scale))
        paint_icon(painter, QRect(round(origin.x()), round(origin.y()), side, side), self.icon, self.ink)
        painter.restore()


@dataclass(frozen=True, slots=True)
class Dashes:
    """The line that has to be reached."""

    x: float
    top: float
    bottom: float
    colour: str
    ground: str

    def bounds(self) -> QRectF:
        return QRectF(self.x - 8, self.top - 4, 16, self.bottom - self.top + 8)

    def paint(self, painter: QPainter) -> None:
        ends = QPointF(self.x, self.top), QPointF(self.x, self.bottom)
        # White on a light bar would not be seen: the ground shows at both sides of the line.
        painter.setPen(QPen(QColor(self.ground), 11, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(*ends)
        pen = QPen(QColor(self.colour), 5, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([4.6, 2.6])
        painter.setPen(pen)
        painter.drawLine(*ends)


Mark = Words | ChangedWords | Box | Sign | Dashes
