"""The box that has the focus: scan a card, or type."""

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from coopdesk.assets import IconName
from coopdesk.ui.kit.icons import paint_icon
from coopdesk.ui.kit.theme import current


class IconField(QLineEdit):
    """A line to type in, with an icon at its left; *large* is the scan box (48 pixels, 15 pt)."""

    def __init__(self, placeholder: str, icon: IconName = "search", *, large: bool = False) -> None:
        super().__init__()
        self._icon: IconName = icon
        self._large = large
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        if large:
            self.setProperty("role", "scan")
        self._make_room()

    def _side(self) -> int:
        return current().px(22 if self._large else 18)

    def _make_room(self) -> None:
        self.setTextMargins(self._side() + current().px(10), 0, 0, 0)

    def event(self, event: QEvent) -> bool:
        # A line would keep Ctrl+Z for itself; with nothing typed in it, undo means the last act.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.text()
        ):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo) and not self.text():
            # Nothing typed and nobody claimed the key: the window says that there is nothing to undo.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = self._side()
        place = QRect(current().px(14 if self._large else 11), (self.height() - side) // 2, side, side)
        paint_icon(painter, place, self._icon, current().hex("muted"))
        painter.end()


class ScanBox(IconField):
    """The main entry of a page.

    With ``digits_only`` letters pass on to the page (``Page.on_key``), so that F, A and B cast a vote while the box
    keeps the focus.
    """

    def __init__(self, placeholder: str, icon: IconName = "search", *, digits_only: bool = False) -> None:
        super().__init__(placeholder, icon, large=True)
        self._digits_only = digits_only

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if self._digits_only and plain and len(text) == 1 and text.isprintable() and not text.isdecimal():
            event.ignore()
            return
        if text == "\n" and event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Some scanners end with a line feed, which a line to type in does not take for Enter.
            self.returnPressed.emit()
            return
        super().keyPressEvent(event)
