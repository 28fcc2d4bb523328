"""Which column holds what: the guesses, marked, and each of them changeable."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from coopdesk.services.roster import Confidence, Field, Matching
from coopdesk.services.roster.columns import FIELD_WORDS, Column
from coopdesk.ui.imports.maps_row import MapsRow
from coopdesk.ui.kit.icons import IconMark
from coopdesk.ui.kit.labels import Elided, label
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.picker import Picker, keep_narrow
from coopdesk.ui.kit.rows import ListRow
from coopdesk.ui.kit.scrolling import Scrolled
from coopdesk.ui.text import words

LEAVE_OUT = "-"


class _ColumnRow(ListRow):
    """One column of the file with the field it is taken to hold."""

    decided = Signal(int, object)

    def __init__(self, found: Column) -> None:
        heading = found.heading or words("(no heading)")
        fields = [(LEAVE_OUT, words("Leave out")), *((field.value, words(FIELD_WORDS[field])) for field in Field)]
        self._picker = Picker(words("“{}” holds").format(heading), fields)
        keep_narrow(self._picker)
        self._picker.choose(found.field.value if found.field is not None else LEAVE_OUT)
        self._picker.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        guessed = found.field is not None and found.confidence is Confidence.GUESSED
        if found.field is None:
            mark = IconMark("minus", "muted", 18)
        else:
            mark = IconMark("circle-question-mark" if guessed else "check", "warning" if guessed else "success", 18)
        mark.setToolTip(words("Guessed: check it") if guessed else "")
        super().__init__(Grow(Elided(heading, "medium"), 4), Grow(self._picker, 5), mark, height=44, gap=8)
        self._index = found.index
        self._picker.currentIndexChanged.connect(self._on_decided)

    def _on_decided(self, _at: int) -> None:
        value = self._picker.value()
        self.decided.emit(self._index, None if value == LEAVE_OUT else Field(value))


class ColumnsCard(QFrame):
    """``matched(index, Field | None)`` when a person decides; ``maps`` are the matchings saved before."""

    matched = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._shown: Matching | None = None
        self._guesses = label("", "small", tone="warning")
        self._rows = column(gap=0, margins=(0, 0, 6, 0))
        holder = Scrolled(column(self._rows, Grow(), gap=0), words("Columns"))
        head = row(label(words("Columns"), "section"), Grow(), self._guesses, gap=8)
        self.maps = MapsRow()
        self.setLayout(column(head, self.maps, Grow(holder), gap=6, margins=(14, 10, 10, 10)))

    def show_matching(self, matching: Matching) -> None:
        """List the columns; the row a person has just decided keeps the focus."""
        if matching == self._shown:
            return
        focused = self.focusWidget()
        name = focused.accessibleName() if isinstance(focused, Picker) else ""
        self._shown = matching
        empty(self._rows)
        for found in matching.columns:
            line = _ColumnRow(found)
            line.decided.connect(self.matched)
            self._rows.addWidget(line)
            picker = line.findChild(Picker)
            if name and picker is not None and picker.accessibleName() == name:
                picker.setFocus()
        guesses = guessed(matching)
        noun = words("1 guess to check") if guesses == 1 else words("{} guesses to check").format(guesses)
        self._guesses.setText(noun if guesses else "")


def guessed(matching: Matching) -> int:
    """How many columns were guessed."""
    return sum(1 for each in matching.columns if each.field is not None and each.confidence is Confidence.GUESSED)


def matched(matching: Matching) -> int:
    """How many columns hold something."""
    return sum(1 for each in matching.columns if each.field is not None)
