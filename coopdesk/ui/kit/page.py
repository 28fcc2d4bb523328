"""What a page is to the shell. See the package's docstring for the contract in short."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from coopdesk.assets import IconName
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.commands import Command
from coopdesk.ui.kit.panel import SideSplit


class Page(QWidget):
    """One page of the window. It shows what its presenter tells it and turns the operator's wishes into signals."""

    title_changed = Signal(str)
    subtitle_changed = Signal(str)
    status_changed = Signal(str, str)
    """Icon name and the next instruction, for the status bar."""
    toast_requested = Signal(str)
    came_forward = Signal()
    went_back = Signal()
    page_requested = Signal(str)
    """The name of another page (``features.py``)."""
    hand_requested = Signal(str, object)
    """The name of another page, and what it is to be opened for (``take``)."""

    def __init__(self, title: str, subtitle: str = "") -> None:
        super().__init__()
        self._title = title
        self._subtitle = subtitle
        self._status: tuple[IconName, str] = ("corner-down-right", "")

    @property
    def title(self) -> str:
        """The page's heading, in the header."""
        return self._title

    @property
    def subtitle(self) -> str:
        """What the heading is about, in the header, muted."""
        return self._subtitle

    @property
    def status(self) -> tuple[IconName, str]:
        """Icon and instruction now in the status bar."""
        return self._status

    def set_title(self, title: str) -> None:
        """Change the heading."""
        if title != self._title:
            self._title = title
            self.title_changed.emit(title)

    def set_subtitle(self, subtitle: str) -> None:
        """Change what it is about."""
        if subtitle != self._subtitle:
            self._subtitle = subtitle
            self.subtitle_changed.emit(subtitle)

    def set_status(self, instruction: str, icon: IconName = "corner-down-right") -> None:
        """Say what to do next, in one sentence."""
        if (icon, instruction) != self._status:
            self._status = (icon, instruction)
            self.status_changed.emit(icon, instruction)

    def primary_focus(self) -> QWidget | None:
        """Where the focus goes when the page is opened: the main entry or the next act."""
        return None

    def side_split(self) -> SideSplit | None:
        """The page's side panel, where it has one; the shell shows the button that opens it as a drawer."""
        return self.findChild(SideSplit)

    def opened(self) -> None:
        """The page has come to the front."""
        self.came_forward.emit()

    def left(self) -> None:
        """The page has gone to the back."""
        self.went_back.emit()

    def take_scan(self, code: str) -> bool:  # noqa: ARG002 - for pages to use
        """A card was scanned while this page is in front. False: it means nothing here, the door takes it."""
        return False

    def take(self, subject: object) -> bool:  # noqa: ARG002 - for pages to use
        """This page was opened for something: a dropped file, a code, a member. False: it means nothing here."""
        return False

    def take_typed(self, text: str) -> None:
        """Take what was typed while the page was still being loaded."""
        entry = self.primary_focus()
        if isinstance(entry, QLineEdit):
            entry.setText(text)

    def on_key(self, key: str) -> bool:  # noqa: ARG002 - for pages to use
        """A key nobody else wanted: "F", "7", "Esc" or "Enter". True when it was for this page."""
        return False

    def press_focused(self, key: str) -> bool:
        """Enter presses the button that has the focus, which Qt does in dialogs only; for ``on_key`` to end with."""
        focus = self.focusWidget()
        if key == "Enter" and isinstance(focus, Button):
            focus.click()
            return True
        return False

    def commands(self) -> Sequence[Command]:
        """What Ctrl+K offers while this page is in front."""
        return ()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        names = {Qt.Key.Key_Escape: "Esc", Qt.Key.Key_Return: "Enter", Qt.Key.Key_Enter: "Enter"}
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        name = names.get(Qt.Key(event.key())) if event.key() in names else event.text().upper()
        if not (plain and name and self.on_key(name)):
            super().keyPressEvent(event)
