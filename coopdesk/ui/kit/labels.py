"""Words on a page: labels by role, labels that elide, and labels that shrink to fit."""

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from coopdesk.ui.kit.theme import Tone, current

Role = Literal[
    "body", "muted", "small", "small-text", "small-strong", "eyebrow", "medium", "strong", "section", "lead",
    "lead-muted", "instruction", "title", "verdict", "number", "number-small", "huge", "heading",
]  # fmt: skip

Ink = Tone | Literal["for", "against", "abstain"]


def restyle(widget: QWidget) -> None:
    """Make the style sheet look again after a property of a widget changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def set_ink(widget: QWidget, tone: Ink | None) -> None:
    """Give a label or frame its tone, or take it away."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        restyle(widget)


def label(text: str = "", role: Role = "body", *, tone: Ink | None = None, wrap: bool = False) -> QLabel:
    """A line of plain text; nothing in it is read as markup, so a name shows as it is typed."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    if tone is not None:
        made.setProperty("tone", tone)
    if wrap:
        made.setWordWrap(True)
        # A wrapped label must be given the height its words need, not the other way about.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


class Elided(QLabel):
    """A line that gives way: what does not fit ends in an ellipsis, and the tooltip has the whole."""

    def __init__(self, text: str = "", role: Role = "body", *, tone: Ink | None = None) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        if tone is not None:
            self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show a line, in full where there is room."""
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(40), super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(self.alignment()), text)
        painter.end()


class Fitted(QWidget):
    """Large words that shrink rather than clip: a member's name at 40 pt, read from two metres.

    Two lines at most; below ``least`` points the rest is elided and the tooltip has the whole.
    """

    def __init__(self, text: str = "", points: int = 40, least: int = 18) -> None:
        super().__init__()
        self._text = text
        self._points = points
        self._least = least
        # One paint asks for the height a dozen times, and each answer tries a dozen sizes.
        self._fonts: dict[int, QFont] = {}
        self._tone: Literal["text", "success", "warning", "error", "primary"] = "text"
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """The words in full."""
        return self._text

    def show_text(self, text: str, tone: Literal["text", "success", "warning", "error", "primary"] = "text") -> None:
        """Change the words and their colour."""
        self._text = text
        self._fonts.clear()
        self._tone = tone
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def _font(self, width: int) -> QFont:
        if width not in self._fonts:
            self._fonts[width] = self._largest(width)
        return self._fonts[width]

    def _largest(self, width: int) -> QFont:
        theme = current()
        for points in range(self._points, self._least - 1, -2):
            font = theme.font(points, QFont.Weight.Bold)
            metrics = QFontMetrics(font)
            if metrics.horizontalAdvance(self._text) <= width:
                return font
            box = metrics.boundingRect(0, 0, width, 0, int(Qt.TextFlag.TextWordWrap), self._text)
            if points <= 30 and box.width() <= width and box.height() <= 2 * metrics.lineSpacing():
                return font
        return theme.font(self._least, QFont.Weight.Bold)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        metrics = QFontMetrics(self._font(width))
        lines = 1 if metrics.horizontalAdvance(self._text) <= width else 2
        return lines * metrics.lineSpacing()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(current().font(self._points, QFont.Weight.Bold))
        return QSize(current().px(360), metrics.lineSpacing())

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(current().font(self._least, QFont.Weight.Bold))
        return QSize(current().px(120), metrics.lineSpacing())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._fonts.clear()
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self._font(self.width())
        painter.setFont(font)
        painter.setPen(current().colour(self._tone))
        metrics = QFontMetrics(font)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        text = self._text
        if metrics.horizontalAdvance(text) > self.width():
            flags |= int(Qt.TextFlag.TextWordWrap)
            box = metrics.boundingRect(self.rect(), flags, text)
            if box.width() > self.width() or box.height() > self.height() + metrics.descent():
                flags &= ~int(Qt.TextFlag.TextWordWrap)
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), flags, text)
        painter.end()
