"""Maps of columns saved in the society: choose one, save this one under a name, put one away. All in one line."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QStackedWidget, QWidget

from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.labels import Elided
from coopdesk.ui.kit.layouts import Grow, row
from coopdesk.ui.kit.picker import Picker, keep_narrow
from coopdesk.ui.text import words


class _Name(QLineEdit):
    """The name to save under; Enter saves, Esc leaves it, and neither reaches the page."""

    entered = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(words("Name of this map"))
        self.setAccessibleName(words("Name of this map of columns"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class MapsRow(QStackedWidget):
    """``chosen(name)`` with "" for the headings' own, ``saved(name)``, ``dropped(name)``."""

    chosen = Signal(str)
    saved = Signal(str)
    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._chosen, self._showing = "", False
        self.picker = Picker(words("Saved map of columns"), ())
        keep_narrow(self.picker)
        self.picker.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._none = Elided(words("No map is saved yet"), "muted")
        self.drop = Button("", icon="trash-2", kind="ghost", padding=8)
        self.drop.setAccessibleName(words("Put the saved map away"))
        self.drop.setToolTip(words("Put the saved map away"))
        self.keep = Button(words("Save map"), icon="save", kind="ghost", padding=8)
        self.name = _Name()
        self._save = Button(words("Save"), key="Enter", padding=8)
        self._leave = Button("", icon="x", kind="ghost", padding=8)
        self._leave.setAccessibleName(words("Leave the map unsaved"))
        for items in (
            (Grow(self.picker), Grow(self._none), self.drop, self.keep),
            (Grow(self.name), self._save, self._leave),
        ):
            holder = QWidget()
            holder.setLayout(row(*items, gap=4))
            self.addWidget(holder)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.picker.currentIndexChanged.connect(self._on_chosen)
        self.keep.clicked.connect(self.ask_name)
        self.drop.clicked.connect(self._on_drop)
        self._save.clicked.connect(self._on_entered)
        self._leave.clicked.connect(self.leave_name)
        self.name.entered.connect(self._on_entered)
        self.name.left.connect(self.leave_name)
        self.show_maps((), "")

    def show_maps(self, names: Sequence[str], chosen: str) -> None:
        """Offer the saved maps, one of them in use or "" for none."""
        self._chosen = chosen
        self._showing = True
        self.picker.show_choices((("", words("By the headings")), *((name, name) for name in names)))
        self.picker.choose(chosen)
        self._showing = False
        self.picker.setVisible(bool(names))
        self._none.setVisible(not names)
        self.drop.setVisible(bool(chosen))
        self.leave_name()

    def ask_name(self) -> None:
        """Ask what to save it under; the one in use is offered, to be saved anew."""
        self.name.setText(self.picker.value())
        self.name.selectAll()
        self.setCurrentIndex(1)
        self.name.setFocus()

    def leave_name(self) -> None:
        """Show the saved maps again."""
        focused = self.currentIndex() == 1 and self.name.hasFocus()
        self.setCurrentIndex(0)
        if focused:
            self.keep.setFocus()

    def _on_chosen(self, _at: int) -> None:
        if not self._showing and self.picker.value() != self._chosen:
            self._chosen = self.picker.value()
            self.chosen.emit(self._chosen)

    def _on_drop(self) -> None:
        self.dropped.emit(self.picker.value())

    def _on_entered(self) -> None:
        if self.name.text().strip():
            self.saved.emit(self.name.text().strip())
