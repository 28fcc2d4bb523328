"""Bars: a count against a total, with the line that has to be reached."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coopdesk.ui.kit.theme import Token, current


class Bar(QWidget):
    """One bar; ``height`` in pixels at 100 % text. Against is hatched, so that it also reads in grey.

    It shows counts that stand in words beside it, so it has no accessible name of its own.
    """

    def __init__(self, token: Token = "primary", height: int = 12, *, hatched: bool = False) -> None:
        super().__init__()
        self._token: Token = token
        self._height = height
        self._hatched = hatched
        self._value = 0
        self._total = 0
        self._mark: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, value: int, total: int, mark: int | None = None, token: Token | None = None) -> None:
        """Show ``value`` of ``total`` (people or votes), with a line at ``mark``."""
        self._value, self._total, self._mark = value, total, mark
        self._token = token or self._token
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(current().px(80), current().px(self._height + 8))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(40), self.sizeHint().height())

    def _across(self, count: int) -> float:
        return self.width() * min(max(count, 0), self._total) / self._total if self._total > 0 else 0.0

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = theme.px(self._height)
        top = (self.height() - thick) / 2
        radius = thick / 2 if self._height <= 14 else 5
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("sunken"))
        painter.drawRoundedRect(QRectF(0, top, self.width(), thick), radius, radius)
        if self._value > 0 and self._total > 0:
            filled = QRectF(0, top, max(self._across(self._value), thick * 0.9), thick)
            painter.setBrush(theme.colour(self._token))
            painter.drawRoundedRect(filled, radius, radius)
            if self._hatched:
                paint_hatch(painter, filled, radius, theme.hex(self._token))
        if self._mark is not None and self._total > 0:
            x = min(self._across(self._mark), self.width() - 2)
            # A line in the text colour would vanish in a bar nearly as dark; a halo keeps it apart.
            painter.setPen(QPen(theme.colour("surface"), 4))
            painter.drawLine(QPointF(x, top), QPointF(x, top + thick))
            painter.setPen(QPen(theme.colour("text"), 2))
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        painter.end()


def paint_hatch(painter: QPainter, place: QRectF, radius: float, fill: str, step: int = 5) -> None:
    """Slant lines over a filled bar, light on a dark fill and dark on a light one."""
    painter.save()
    outline = QPainterPath()
    outline.addRoundedRect(place, radius, radius)
    painter.setClipPath(outline)
    dark = QColor(fill).lightness() < 140
    painter.setPen(QPen(QColor(255, 255, 255, 110) if dark else QColor(0, 0, 0, 90), 1.4))
    rise = place.height()
    x = place.left() - rise
    while x < place.right():
        painter.drawLine(QPointF(x, place.bottom()), QPointF(x + rise, place.top()))
        x += step
    painter.restore()
