"""The rows that want looking at, each with its reason; changes can be kept out one by one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame

from coopdesk.assets import IconName
from coopdesk.services.problem_list import RowToLookAt, Standing
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.table import Cells, Column, LongTable, PagedTableModel
from coopdesk.ui.kit.theme import Token
from coopdesk.ui.text import words

_FILTERS: tuple[Standing | None, ...] = (None, "rejected", "warning", "change")


def _marks() -> dict[str, tuple[IconName, Token]]:
    return {
        words("left out"): ("circle-x", "error"),
        words("imported"): ("triangle-alert", "warning"),
        words("replaced"): ("pencil", "text"),
        words("kept as it is"): ("equal", "muted"),
    }


class RowsCard(QFrame):
    """``save_requested()``, ``copied(rows)``, ``keep_changed()``; ``kept()`` are the rows whose members stay as they
    are."""

    save_requested = Signal()
    copied = Signal(int)
    keep_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._lines: tuple[RowToLookAt, ...] = ()
        self._shown: tuple[RowToLookAt, ...] = ()
        self._kept: frozenset[int] = frozenset()
        self._filter: Standing | None = None
        self._count = label("", "muted")
        self._chips = [Button("", kind="chip", height=28) for _ in _FILTERS]
        for chip, which in zip(self._chips, _FILTERS, strict=True):
            chip.clicked.connect(partial(self.narrow, which))
        self.save = Button(words("Save list"), icon="download", kind="ghost", height=32)
        self.save.clicked.connect(self.save_requested)
        self.copy = Button(words("Copy"), icon="copy", key="Alt C", kind="ghost", height=32)
        self.copy.setToolTip(words("Copy the rows listed as text"))
        self.copy.clicked.connect(self._on_copy)
        self._keep = Button("", icon="rotate-ccw", height=32)
        self._keep.clicked.connect(self._on_keep)
        self._model = PagedTableModel(
            (
                Column(words("Row"), 56, right=True, ink="muted"),
                Column("", 8),
                Column(words("Name"), 150),
                Column(words("Column"), 96, ink="muted", spare=True),
                Column(words("Why")),
                Column(words("What happens"), 116, marks=_marks()),
            )
        )
        self.table = LongTable(self._model, words("Rows to look at"))
        self.table.row_chosen.connect(self._on_row)
        self._nothing = label(words("Nothing is wrong with any row."), "muted", wrap=True)
        self._why = label("", "small-text", wrap=True)
        head = row(label(words("Rows to look at"), "section"), self._count, Grow(), self.copy, self.save, gap=8)
        chips = row(*self._chips, Grow(), self._keep, gap=6)
        self.setLayout(column(head, chips, Grow(self.table), self._nothing, self._why, gap=6, margins=(14, 8, 12, 8)))

    def show_lines(self, lines: Sequence[RowToLookAt]) -> None:
        """Show what a check found; choices made before are forgotten with it."""
        self._lines = tuple(lines)
        self._kept = frozenset()
        counts = {which: sum(1 for each in lines if which in (None, each.standing)) for which in _FILTERS}
        names = (words("All"), words("Rejected"), words("Warnings"), words("Changes"))
        for chip, which, name in zip(self._chips, _FILTERS, names, strict=True):
            chip.set_words(name if which is None else f"{name} {counts[which]:,}")
            chip.setVisible(which is None or counts[which] > 0)
        self._count.setText(f"{len(lines):,}")
        self.narrow(None)

    def lines(self) -> tuple[RowToLookAt, ...]:
        """All rows to look at."""
        return self._lines

    def kept(self) -> frozenset[int]:
        """Rows whose members stay as the register has them."""
        return self._kept

    def narrow(self, which: Standing | None) -> None:
        """List only one kind."""
        self._filter = which
        for chip, each in zip(self._chips, _FILTERS, strict=True):
            chip.setChecked(each == which)
        self._shown = tuple(each for each in self._lines if which in (None, each.standing))
        self._fill()

    def _fill(self) -> None:
        self._model.show_source(self._cells, len(self._shown))
        self.table.setVisible(bool(self._shown))
        self._nothing.setVisible(not self._shown)
        self.save.setEnabled(bool(self._lines))
        self.copy.setEnabled(bool(self._shown))
        self._keep.hide()
        self._why.hide()

    def _cells(self, offset: int, limit: int) -> Sequence[Cells]:
        return [self._line(each) for each in self._shown[offset : offset + limit]]

    def _line(self, each: RowToLookAt) -> Cells:
        happens = {"rejected": words("left out"), "warning": words("imported"), "change": words("replaced")}
        told = words("kept as it is") if each.row in self._kept else happens[each.standing]
        return (str(each.row), "", each.name or words("(no name)"), each.column, each.why, told)

    def _on_row(self, at: int) -> None:
        each = self._shown[at]
        self._why.setText(each.why)
        self._why.show()
        self._keep.setVisible(each.standing == "change")
        kept = each.row in self._kept
        self._keep.set_words(words("Take the file's") if kept else words("Keep ours"))

    def as_text(self) -> str:
        """The rows listed, a line each: row, name, column and reason, with tabs between."""
        lines = [
            "\t".join((words("row {}").format(each.row), each.name or words("(no name)"), each.column, each.why))
            for each in self._shown
        ]
        return "\n".join(lines)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.as_text())
        self.copied.emit(len(self._shown))

    def _on_keep(self) -> None:
        at = self.table.currentIndex().row()
        if 0 <= at < len(self._shown):
            self._kept = self._kept ^ {self._shown[at].row}
            self._model.refresh()
            self._on_row(at)
            self.keep_changed.emit()
