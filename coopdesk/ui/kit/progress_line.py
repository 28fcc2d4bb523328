"""Long work on a page: what is being done, how far it is, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from coopdesk.ui.kit.bars import Bar
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, row


class ProgressLine(QFrame):
    """A bar with its words and Cancel; hidden while nothing is under way."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._words = label("", "medium")
        self._count = label("", "muted")
        self._bar = Bar("primary", 10)
        self._cancel = Button("Cancel", icon="x")
        self._cancel.clicked.connect(self.cancelled)
        parts = (self._words, Grow(self._bar), self._count, self._cancel)
        self.setLayout(row(*parts, gap=14, margins=(16, 8, 10, 8)))
        self.hide()

    def begin(self, words: str) -> None:
        """Show that work has begun, "Making cards"."""
        self._words.setText(words)
        self._count.setText("")
        self._bar.show_count(0, 1)
        self.show()

    def show_progress(self, done: int, total: int) -> None:
        """How far it is, in units of the work."""
        self._bar.show_count(done, total)
        self._count.setText(f"{done:,} of {total:,}")

    def end(self) -> None:
        """The work is over, done or not."""
        self.hide()
