"""The key that does it, shown beside what it does, so that the page teaches its keys."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coopdesk.ui.kit.theme import current

HEIGHT = 22


def hint_size(key: str) -> QSize:
    """How much room a key hint takes, in pixels."""
    theme = current()
    width = QFontMetrics(theme.font(9)).horizontalAdvance(key) + 2 * theme.px(8)
    return QSize(max(width, theme.px(26)), theme.px(HEIGHT))


def paint_hint(painter: QPainter, place: QRect, key: str, ink: str = "") -> None:
    """Draw a key; ``ink`` ("#RRGGBB") on a filled button, otherwise the quiet look."""
    theme = current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font(9))
    painter.setPen(QPen(QColor(ink or theme.hex("line")), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush if ink else theme.colour("sunken"))
    painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    painter.setPen(QColor(ink or theme.hex("muted")))
    painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), key)
    painter.restore()


class KeyHint(QWidget):
    """A key hint standing by itself."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setAccessibleName(f"key {key}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return hint_size(self._key)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_hint(painter, self.rect(), self._key)
        painter.end()
