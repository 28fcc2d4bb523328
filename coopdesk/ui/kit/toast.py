"""Toasts: what was just done, over the foot of the page; the status bar and the record keep what matters."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QWidget

from coopdesk.ui.kit.announce import announce
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import row

SECONDS = 6


class Toast(QFrame):
    """One sentence for six seconds; a new one replaces it. It never takes the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("frame", "toast")
        self._words = label("", "medium")
        self.setLayout(row(self._words, margins=(16, 10, 16, 10)))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def text(self) -> str:
        """The sentence shown last."""
        return self._words.text()

    def show_words(self, words: str) -> None:
        """Show a sentence, and have it spoken."""
        self._words.setText(words)
        parent = self.parentWidget()
        room = (parent.width() if parent else 800) - 80
        self._words.setWordWrap(False)
        if self._words.sizeHint().width() + 32 > room:
            self._words.setWordWrap(True)
            self._words.setFixedWidth(room - 32)
        else:
            self._words.setMinimumWidth(0)
            self._words.setMaximumWidth(16_777_215)
        self.adjustSize()
        if parent is not None:
            # Over the status bar: any higher and it would lie on the next act's button for six seconds.
            self.move((parent.width() - self.width()) // 2, parent.height() - self.height())
        self.show()
        self.raise_()
        self._timer.start(SECONDS * 1000)
        announce(self, words)
