"""The few windows that stop everything: a fault of disk or printer, a bug, a decision that cannot be undone."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from coopdesk.assets import IconName
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.icons import IconMark
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.theme import TONE_INK, Tone, current


class _Answer(Button):
    """A button that says which answer it is."""

    answered = Signal(str)

    def __init__(self, words: str, *, primary: bool) -> None:
        super().__init__(words, kind="primary" if primary else "plain")
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.answered.emit(self.words())


class PlainDialog(QDialog):
    """A heading, sentences, and verbs to choose from; ``answered(verb)``, or ``rejected`` on Esc.

    The first verb is the primary one and has the focus. Open it with ``open()``: it never blocks the event loop.
    """

    answered = Signal(str)

    def __init__(
        self,
        parent: QWidget | None,
        heading: str,
        sentences: str,
        verbs: Sequence[str] = ("Close",),
        *,
        tone: Tone = "error",
        icon: IconName = "circle-alert",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setModal(True)
        self._sentences = label(sentences, wrap=True)
        self._sentences.setMinimumWidth(current().px(420))
        buttons = [_Answer(verb, primary=at == 0) for at, verb in enumerate(verbs)]
        for button in buttons:
            button.answered.connect(self._on_answered)
        words = column(label(heading, "title", wrap=True), self._sentences, gap=8)
        mark = column(IconMark(icon, TONE_INK[tone], 28), Grow())
        self.setLayout(
            column(
                row(mark, Grow(words), gap=14),
                row(Grow(), *reversed(buttons), gap=10),
                gap=18,
                margins=(22, 20, 22, 18),
            )
        )
        buttons[0].setDefault(True)
        buttons[0].setFocus()

    def sentences(self) -> str:
        """What the dialog says."""
        return self._sentences.text()

    def _on_answered(self, verb: str) -> None:
        self.answered.emit(verb)
        self.accept()
