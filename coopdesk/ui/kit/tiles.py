"""Tiles: one number, what it counts, and a note."""

from PySide6.QtWidgets import QFrame

from coopdesk.assets import IconName
from coopdesk.ui.kit.discs import Disc
from coopdesk.ui.kit.labels import Elided, label, restyle, set_ink
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.theme import Tone


class Tile(QFrame):
    """A number to see across a table. A *tone* tints it: only for the one that wants something done."""

    def __init__(self, caption: str, number: str = "", note: str = "", *, icon: IconName | None = None) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._number = label(number, "number")
        self._caption = Elided(caption, "medium")
        self._note = Elided(note, "small")
        words = column(self._number, self._caption, self._note, gap=0)
        if icon is None:
            self.setLayout(words)
            words.setContentsMargins(16, 10, 16, 12)
        else:
            disc = Disc(icon, "muted", 26)
            side = column(disc, Grow())
            self.setLayout(row(Grow(words), side, gap=8, margins=(16, 10, 14, 12)))

    def number(self) -> str:
        """The number as shown."""
        return self._number.text()

    def note(self) -> str:
        """The note as shown."""
        return self._note.text()

    def show_number(self, number: str, note: str | None = None, caption: str | None = None) -> None:
        """Change the number, and note and caption where they are given."""
        self._number.setText(number)
        if note is not None:
            self._note.setText(note)
        if caption is not None:
            self._caption.setText(caption)

    def set_tone(self, tone: Tone | None) -> None:
        """Tint the whole tile, or put it back among the others."""
        self.setProperty("frame", "card" if tone is None else "notice")
        self.setProperty("tone", tone)
        restyle(self)
        for words in (self._number, self._caption):
            set_ink(words, tone)


class Figure(QFrame):
    """A small sunken figure in a side panel: "25 / shares, £25"."""

    def __init__(self, number: str = "", caption: str = "") -> None:
        super().__init__()
        self.setProperty("frame", "sunken")
        self._number = label(number, "instruction")
        self._caption = Elided(caption, "small")
        self.setLayout(column(self._number, self._caption, gap=0, margins=(12, 6, 12, 6)))

    def show_figure(self, number: str, caption: str) -> None:
        """Change figure and caption."""
        self._number.setText(number)
        self._caption.setText(caption)
