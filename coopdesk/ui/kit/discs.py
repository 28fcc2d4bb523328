"""Discs: For, Against and Abstain by shape as well as colour; done, next and still to come."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coopdesk.assets import IconName
from coopdesk.ui.kit.icons import paint_icon
from coopdesk.ui.kit.theme import Token, current


def paint_disc(painter: QPainter, place: QRect, fill: str, icon: IconName | None, ink: str, words: str = "") -> None:
    """Draw a filled disc with an icon or at most two letters in it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    painter.drawEllipse(QRectF(place))
    _paint_sign(painter, place, icon, ink, words)
    painter.restore()


def _paint_sign(painter: QPainter, place: QRect, icon: IconName | None, ink: str, words: str) -> None:
    side = place.width()
    if icon is not None:
        inner = round(side * 0.62)
        left = place.x() + (side - inner) // 2
        paint_icon(painter, QRect(left, place.y() + (side - inner) // 2, inner, inner), icon, ink)
    elif words:
        font = QFont(current().font(11, QFont.Weight.DemiBold))
        font.setPixelSize(max(8, round(side * (0.46 if len(words) == 1 else 0.38))))
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)


class Disc(QWidget):
    """A disc; ``size`` in pixels at 100 % text. An empty ring is what is still to come."""

    def __init__(
        self,
        icon: IconName | None = None,
        token: Token = "success",
        size: int = 20,
        *,
        words: str = "",
        ink: Token = "surface",
        ring: bool = False,
    ) -> None:
        super().__init__()
        self._icon: IconName | None = icon
        self._token: Token = token
        self._size = size
        self._words = words
        self._ink: Token = ink
        self._ring = ring
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_disc(
        self, icon: IconName | None, token: Token, *, words: str = "", ink: Token = "surface", ring: bool = False
    ) -> None:
        """Change sign and colour."""
        self._icon, self._token, self._words, self._ink, self._ring = icon, token, words, ink, ring
        self.update()

    def sizeHint(self) -> QSize:
        side = current().px(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        if not self._ring:
            paint_disc(painter, self.rect(), theme.hex(self._token), self._icon, theme.hex(self._ink), self._words)
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour(self._token), 2))
            painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
            _paint_sign(painter, self.rect(), self._icon, theme.hex(self._token), self._words)
        painter.end()
