"""What an act will do, said beside its questions before it is done."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame

from coopdesk.assets import IconName
from coopdesk.ui.kit.icons import IconMark
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.theme import Token

Line = tuple[IconName, Token, str]
"""Icon, its ink, and a sentence."""


class Foretold(QFrame):
    """A heading and a few sentences, each with its icon; hidden while there is nothing to say."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.setProperty("frame", "quote")
        self._lines: tuple[Line, ...] = ()
        self._heading = label(heading, "eyebrow")
        self._rows = column(gap=6)
        self.setLayout(column(self._heading, self._rows, gap=6, margins=(14, 10, 14, 10)))
        self.hide()

    def show_lines(self, lines: Sequence[Line], heading: str = "") -> None:
        """Say something else, under another heading where one is given."""
        if heading:
            self._heading.setText(heading)
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            empty(self._rows)
            for icon, ink, sentence in lines:
                self._rows.addLayout(row(IconMark(icon, ink, 16), Grow(label(sentence, wrap=True)), gap=9))
        self.setAccessibleName(f"{self._heading.text()}. {self.text()}")
        self.setVisible(bool(lines))

    def text(self) -> str:
        """The sentences, or "" while hidden."""
        return "" if self.isHidden() else " ".join(sentence for _, _, sentence in self._lines)
