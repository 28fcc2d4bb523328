"""Commands by name: Ctrl+K lists what can be done here, each with its key, so that the list teaches the keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from coopdesk.assets import IconName
from coopdesk.ui.kit.icons import IconMark
from coopdesk.ui.kit.keyhint import KeyHint
from coopdesk.ui.kit.labels import Elided, label
from coopdesk.ui.kit.layouts import Grow, Item, row
from coopdesk.ui.kit.scanbox import IconField
from coopdesk.ui.kit.theme import current


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done: its words, its key as shown ("Ctrl Z", ""), and the bound method that does it."""

    words: str
    key: str
    run: Callable[[], object]
    icon: IconName = "arrow-right"


def matching(commands: Sequence[Command], typed: str) -> list[Command]:
    """The commands whose words contain every word typed; those that begin with the first of them come first."""
    parts = typed.casefold().split()
    found = [each for each in commands if all(part in each.words.casefold() for part in parts)]
    if parts:
        found.sort(key=lambda each: not each.words.casefold().startswith(parts[0]))
    return found


class _Field(IconField):
    """Typing filters; the arrows move in the list below."""

    moved = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
        if event.key() in step:
            self.moved.emit(step[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class CommandPalette(QFrame):
    """Lies over its parent while open; Enter runs the lit command, Esc gives the focus back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("frame", "lit")
        self._commands: Sequence[Command] = ()
        self._shown: list[Command] = []
        self._before: QWidget | None = None
        self._field = _Field("What do you want to do?", "command")
        self._field.textChanged.connect(self._on_typed)
        self._field.returnPressed.connect(self._on_enter)
        self._field.moved.connect(self._on_moved)
        self._field.left.connect(self.close_palette)
        self._list = QListWidget()
        self._list.setAccessibleName("Commands")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._on_clicked)
        self._nothing = label("Nothing here is called that.", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addWidget(self._field)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._nothing)
        self.hide()

    def open_palette(self, commands: Sequence[Command]) -> None:
        """Show these commands and take the focus."""
        self._commands = tuple(commands)
        self._before = self.window().focusWidget()
        self._field.clear()
        self._on_typed("")
        self._place()
        self.show()
        self.raise_()
        self._field.setFocus()

    def close_palette(self) -> None:
        """Go away and give the focus back."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def shown(self) -> Sequence[Command]:
        """The commands listed for what is typed."""
        return tuple(self._shown)

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            width = min(current().px(620), parent.width() - 40)
            height = min(current().px(460), parent.height() - 80)
            self.setGeometry((parent.width() - width) // 2, 56, width, height)

    def _on_typed(self, typed: str) -> None:
        self._shown = matching(self._commands, typed)
        self._list.clear()
        for command in self._shown:
            item = QListWidgetItem()
            line = QWidget()
            parts: list[Item] = [IconMark(command.icon, "muted", 18), Grow(Elided(command.words))]
            if command.key:
                parts.append(KeyHint(command.key))
            line.setLayout(row(*parts, gap=12, margins=(8, 4, 10, 4)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{command.words} {command.key}".strip())
            self._list.addItem(item)
            item.setSizeHint(
                line.sizeHint().expandedTo(
                    self._list.sizeHint().scaled(0, current().px(40), Qt.AspectRatioMode.IgnoreAspectRatio)
                )
            )
            self._list.setItemWidget(item, line)
        self._list.setCurrentRow(0 if self._shown else -1)
        self._nothing.setVisible(not self._shown)

    def _on_moved(self, step: int) -> None:
        if self._shown:
            self._list.setCurrentRow(max(0, min(len(self._shown) - 1, self._list.currentRow() + step)))

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self._run(self._list.row(item))

    def _on_enter(self) -> None:
        self._run(self._list.currentRow())

    def _run(self, at: int) -> None:
        if 0 <= at < len(self._shown):
            command = self._shown[at]
            self.close_palette()
            command.run()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            self._place()
