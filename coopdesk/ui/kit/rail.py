"""The rail of pages at the left; from 130 % text it shrinks to icons."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QSizePolicy

from coopdesk.assets import IconName
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.labels import Elided, label
from coopdesk.ui.kit.layouts import Grow, column
from coopdesk.ui.kit.theme import current


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One page as the rail shows it; ``shortcut`` as Qt reads it ("Ctrl+2")."""

    name: str
    icon: IconName
    title: str
    shortcut: str


class _RailButton(Button):
    """Says which page it stands for."""

    wanted = Signal(str)

    def __init__(self, entry: RailEntry) -> None:
        super().__init__(entry.title, icon=entry.icon, kind="rail", height=41, leading=True)
        self._entry = entry
        self.setAutoExclusive(True)
        self.setShortcut(QKeySequence(entry.shortcut))
        self.setAccessibleDescription(entry.shortcut)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.wanted.emit(self._entry.name)


class Rail(QFrame):
    """Society's name, pages, and the way to the commands. ``page_requested(name)``, ``commands_requested()``."""

    page_requested = Signal(str)
    commands_requested = Signal()

    def __init__(self, entries: Sequence[RailEntry]) -> None:
        super().__init__()
        self.setProperty("frame", "rail")
        self._name = Elided("", "section")
        self._rest = Elided("", "small")
        self._initials = label("", "section")
        self._initials.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._buttons = {entry.name: _RailButton(entry) for entry in entries}
        for button in self._buttons.values():
            button.wanted.connect(self.page_requested)
        self._commands = Button(
            "Commands", icon="command", key="Ctrl K", kind="rail", height=38, leading=True, padding=4
        )
        self._commands.setCheckable(False)
        self._commands.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._commands.clicked.connect(self.commands_requested)
        self._column = column(
            self._name, self._rest, self._initials, 20, *self._buttons.values(), Grow(), self._commands, gap=4
        )
        self.setLayout(self._column)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._fold()

    def show_society(self, name: str, rest: str) -> None:
        """The society's name in two lines, "Hebden Stores" and "Co-operative Society Ltd"."""
        self._name.setText(name)
        self._rest.setText(rest)
        self._initials.setText("".join(word[0] for word in name.split()[:2]).upper())
        self._initials.setToolTip(f"{name} {rest}".strip())

    def show_page(self, name: str) -> None:
        """Light up the page that is in front."""
        button = self._buttons.get(name)
        if button is not None:
            button.setChecked(True)

    def _fold(self) -> None:
        folded = current().folded
        for button in (*self._buttons.values(), self._commands):
            button.set_folded(folded)
        self._name.setVisible(not folded)
        self._rest.setVisible(not folded)
        self._initials.setVisible(folded)
        side = 8 if folded else 12
        self._column.setContentsMargins(side, 14, side, 14)

    def sizeHint(self) -> QSize:
        return QSize(current().px(52) if current().folded else current().px(204), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fold()
            self.updateGeometry()
