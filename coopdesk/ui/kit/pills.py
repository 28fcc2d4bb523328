"""Pills: a state in a few words, with its icon."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coopdesk.assets import IconName
from coopdesk.ui.kit.icons import paint_icon
from coopdesk.ui.kit.theme import TONE_INK, TONE_PAPER, Tone, current


class Pill(QWidget):
    """A rounded word; 30 pixels high in a header, 24 (*small*) in a card."""

    def __init__(
        self, text: str = "", tone: Tone = "neutral", icon: IconName | None = None, *, small: bool = False
    ) -> None:
        super().__init__()
        self._text = text
        self._tone: Tone = tone
        self._icon: IconName | None = icon
        self._small = small
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """What it says."""
        return self._text

    def tone(self) -> Tone:
        """How it is meant."""
        return self._tone

    def show_state(self, text: str, tone: Tone, icon: IconName | None = None) -> None:
        """Change words, tone and icon together: never the colour alone."""
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        return current().font(9.5 if self._small else 10, QFont.Weight.DemiBold)

    def sizeHint(self) -> QSize:
        theme = current()
        icon = theme.px(14 if self._small else 16) + theme.px(6) if self._icon else 0
        words = QFontMetrics(self._font()).horizontalAdvance(self._text) + 1
        return QSize(icon + words + theme.px(20 if self._small else 24), theme.px(24 if self._small else 30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(TONE_PAPER[self._tone]))
        painter.drawRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        x = theme.px(9 if self._small else 11)
        if self._icon:
            side = theme.px(14 if self._small else 16)
            paint_icon(
                painter,
                QRect(x, (self.height() - side) // 2, side, side),
                self._icon,
                theme.hex(TONE_INK[self._tone]),
            )
            x += side + theme.px(6)
        painter.setFont(self._font())
        painter.setPen(theme.colour(TONE_INK[self._tone]))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRect(x, 0, self.width() - x, self.height()), flags, self._text)
        painter.end()
