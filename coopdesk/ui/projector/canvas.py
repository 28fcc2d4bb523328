"""The picture as last drawn, so that a repaint is one copy, and a vote repaints only what it changed."""

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion

from coopdesk.services.projector import Slide
from coopdesk.ui.projector.marks import Mark
from coopdesk.ui.projector.painter import compose
from coopdesk.ui.projector.sheet import HEIGHT, projector_tokens


def _pixels(mark: Mark, unit: float) -> QRect:
    """Where a mark stands, in device-independent pixels, and a little more for soft edges."""
    bounds = mark.bounds()
    area = QRectF(bounds.x() * unit, bounds.y() * unit, bounds.width() * unit, bounds.height() * unit)
    return area.toAlignedRect().adjusted(-1, -1, 1, 1)


class Canvas:
    """Holds a slide drawn at one size; ``size`` in device-independent pixels, ``ratio`` physical per such pixel."""

    def __init__(self) -> None:
        self._pixmap = QPixmap()
        self._marks: tuple[Mark, ...] | None = None
        self._areas: list[QRect] = []
        self._size = QSize()
        self._ratio = 0.0

    def draw(self, slide: Slide, size: QSize, ratio: float = 1.0) -> QRegion:
        """Bring the picture up to date; returns the region that changed, in device-independent pixels."""
        whole = QRegion(QRect(0, 0, size.width(), size.height()))
        if size.isEmpty():
            return QRegion()
        unit = size.height() / HEIGHT
        marks = compose(slide, size.width() / unit)
        if self._marks is None or size != self._size or ratio != self._ratio:
            self._pixmap = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
            self._pixmap.setDevicePixelRatio(ratio)
            self._size, self._ratio = QSize(size), ratio
            changed = whole
            self._marks, self._areas = marks, [_pixels(mark, unit) for mark in marks]
        elif marks is self._marks:
            return QRegion()
        else:
            changed = self._change(marks, unit).intersected(whole)
        if not changed.isEmpty():
            self._paint(changed, unit)
        return changed

    def _change(self, marks: tuple[Mark, ...], unit: float) -> QRegion:
        """Take these marks in place of the old; returns where either of them shows."""
        before, areas = self._marks or (), self._areas
        self._marks = marks
        region = QRegion()
        if len(before) == len(marks):
            # The same slide with other figures: place by place, and what stays keeps its area.
            self._areas = list(areas)
            for at, (old, new) in enumerate(zip(before, marks, strict=True)):
                if old != new:
                    self._areas[at] = _pixels(new, unit)
                    region += areas[at]
                    region += self._areas[at]
            return region
        self._areas = [_pixels(mark, unit) for mark in marks]
        for known, places, others in ((before, areas, set(marks)), (marks, self._areas, set(before))):
            for mark, area in zip(known, places, strict=True):
                if mark not in others:
                    region += area
        return region

    def _paint(self, region: QRegion, unit: float) -> None:
        painter = QPainter(self._pixmap)
        painter.setClipRegion(region)
        painter.fillRect(region.boundingRect(), QColor(projector_tokens()["background"]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(unit, unit)
        for mark, area in zip(self._marks or (), self._areas, strict=True):
            if region.intersects(area):
                mark.paint(painter)
        painter.end()

    def show(self, painter: QPainter, area: QRect) -> None:
        """Copy the part of the picture that ``area`` asks for."""
        ratio = self._ratio
        source = QRectF(area.x() * ratio, area.y() * ratio, area.width() * ratio, area.height() * ratio)
        painter.drawPixmap(QRectF(area), self._pixmap, source)
