"""The three choices of a vote: disc, word and key, told apart without their colours."""

from typing import Literal

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton

from coopdesk.assets import IconName
from coopdesk.ui.kit.discs import Disc, paint_disc
from coopdesk.ui.kit.keyhint import hint_size, paint_hint
from coopdesk.ui.kit.theme import current

Choice = Literal["for", "against", "abstain"]

CHOICE_ICONS: dict[Choice, IconName] = {"for": "check", "against": "x", "abstain": "minus"}


def choice_disc(choice: Choice, size: int = 20) -> Disc:
    """The disc that stands for a choice wherever votes are shown."""
    return Disc(CHOICE_ICONS[choice], choice, size)


class ChoiceButton(QPushButton):
    """One of For, Against, Abstain: 64 pixels high, border 2 in its colour, disc 34."""

    def __init__(self, choice: Choice, words: str, key: str) -> None:
        super().__init__()
        self._choice: Choice = choice
        self._words = words
        self._key = key
        self.setProperty("kind", f"choice-{choice}")
        self.setAccessibleName(words)
        self.setAccessibleDescription(f"key {key}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def words(self) -> str:
        """What the button says."""
        return self._words

    def _font(self) -> QFont:
        return current().font(14, QFont.Weight.DemiBold)

    def sizeHint(self) -> QSize:
        theme = current()
        words = QFontMetrics(self._font()).horizontalAdvance(self._words) + 1
        width = theme.px(12) + theme.px(34) + theme.px(12) + words + theme.px(12) + hint_size(self._key).width()
        return QSize(width + theme.px(14), theme.px(64))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        side = theme.px(34)
        middle = self.height() // 2
        fill = theme.hex(self._choice if self.isEnabled() else "control")
        place = QRect(theme.px(12), middle - side // 2, side, side)
        paint_disc(painter, place, fill, CHOICE_ICONS[self._choice], theme.hex("surface"))
        painter.setFont(self._font())
        painter.setPen(theme.colour("text" if self.isEnabled() else "muted"))
        x = place.right() + theme.px(12)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRect(x, 0, self.width() - x, self.height()), flags, self._words)
        size = hint_size(self._key)
        left = self.width() - theme.px(14) - size.width()
        paint_hint(painter, QRect(left, middle - size.height() // 2, size.width(), size.height()), self._key)
        painter.end()
