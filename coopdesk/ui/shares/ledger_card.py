"""The ledger on screen: typed into, narrowed by kind and by chips, a page at a time."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from coopdesk.services.movement_list import MovementFilter, MovementLine, Which
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.picker import Picker
from coopdesk.ui.kit.search_field import SearchField
from coopdesk.ui.kit.table import Column, LongTable, PagedTableModel
from coopdesk.ui.shares.movement_words import KINDS, MONEY_MARKS, cells, kind_words
from coopdesk.ui.text import words

ReadLines = Callable[[Sequence[int]], Sequence[MovementLine]]
"""Reads the lines of some keys; called on the store thread."""


class LedgerCard(QFrame):
    """``narrowed(MovementFilter)`` as filters change; ``line_chosen(key)`` as the selection moves, ``line_opened(key)``
    on Enter."""

    narrowed = Signal(object)
    line_chosen = Signal(int)
    line_opened = Signal(int)
    undo_requested = Signal()
    registers_requested = Signal()
    rules_requested = Signal()
    first_requested = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._since = date.min
        self._today = date.min
        self.search = SearchField(words("Name, receipt or certificate"))
        kinds = (("", words("All kinds")), *((kind, kind_words(kind)) for kind in KINDS))
        self.kinds = Picker(words("Kind of movement"), kinds)
        self.this_year = Button(words("This year"), kind="chip", height=32)
        self.to_do = Button(words("To reconcile"), kind="chip", height=32)
        self.all = Button(words("All"), kind="chip", height=32)
        self.this_year.setChecked(True)
        self._model = PagedTableModel(_columns(), jobs)
        self.table = LongTable(self._model, words("Movements"), 38)
        self.undo = Button(words("Undo"), icon="undo-2", key="Ctrl Z", kind="ghost")
        self.registers = Button(words("Registers"), icon="notebook-pen", key="Alt R", kind="ghost")
        self.rules = Button(words("Rules"), icon="scale", key="Alt U", kind="ghost")
        self._range = label("", "small")
        self._sentence = label("", "muted", wrap=True)
        self.first = Button(words("Issue the first shares"), icon="plus")
        self._nothing = QWidget()
        self._nothing.setLayout(column(Grow(), self._sentence, row(self.first, Grow()), Grow(), gap=12))
        self._nothing.hide()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(80)
        head = row(Grow(self.search), self.kinds, self.this_year, self.to_do, self.all, gap=8)
        foot = row(self._range, Grow(), self.undo, self.rules, self.registers, gap=6, margins=(4, 0, 0, 0))
        self.setLayout(column(head, Grow(self.table), Grow(self._nothing), foot, gap=6, margins=(12, 10, 12, 8)))
        self._connect()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_typed)
        self.search.moved.connect(self.table.choose_by)
        self.search.entered.connect(self._on_entered)
        self._typing.timeout.connect(self._on_narrowed)
        self.kinds.currentIndexChanged.connect(self._on_narrowed)
        for chip in self._chips():
            chip.clicked.connect(self._on_chip)
        self.table.row_chosen.connect(self._on_row)
        self.table.row_activated.connect(self._on_opened)
        self._model.dataChanged.connect(self._on_data)
        self.undo.clicked.connect(self.undo_requested)
        self.registers.clicked.connect(self.registers_requested)
        self.rules.clicked.connect(self.rules_requested)
        self.first.clicked.connect(self.first_requested)

    def _chips(self) -> tuple[Button, Button, Button]:
        return (self.this_year, self.to_do, self.all)

    def chosen_filter(self) -> MovementFilter:
        """What is typed, picked and pressed."""
        which: Which = "since" if self.this_year.isChecked() else "to-reconcile" if self.to_do.isChecked() else "all"
        return MovementFilter(which, self._since, self.kinds.value(), self.search.text().strip())

    def show_days(self, today: date, since: date) -> None:
        """Which day it is, and when the year began."""
        if (today, since) != (self._today, self._since):
            self._today, self._since = today, since
            self.narrowed.emit(self.chosen_filter())

    def show_lines(self, keys: Sequence[int], read: ReadLines, *, any_at_all: bool) -> None:
        """Show these lines; where there are none, why."""
        today = self._today

        def fetch(offset: int, limit: int) -> Sequence[Sequence[str]]:
            return [cells(line, today) for line in read(keys[offset : offset + limit])]

        at = self.table.currentIndex().row() if len(keys) == self._model.rowCount() else -1
        self.table.setVisible(bool(keys))
        self._nothing.setVisible(not keys)
        self.first.setVisible(not any_at_all)
        self._sentence.setText(self._why_none(any_at_all))
        self._model.show_source(fetch, len(keys))
        if at >= 0:
            self.table.selectRow(at)
        noun = words("{} movement") if len(keys) == 1 else words("{} movements")
        self._range.setText(noun.format(f"{len(keys):,}") if keys else "")

    def leave_line(self) -> None:
        """No line is chosen any more: read again, the list must not open it anew."""
        self.table.selectionModel().clear()

    def _why_none(self, any_at_all: bool) -> str:
        if not any_at_all:
            return words("No share has been issued yet. Issue shares to a member, and the ledger begins here.")
        if self.to_do.isChecked():
            return words("All money has been cashed up.")
        return words("No movement is in this list. Choose another filter, or type less.")

    def sentence(self) -> str:
        """Why nothing is listed, "" while something is."""
        return "" if self._nothing.isHidden() else self._sentence.text()

    def _on_typed(self, _text: str) -> None:
        self._typing.start()

    def _on_narrowed(self, _at: int = 0) -> None:
        self.narrowed.emit(self.chosen_filter())

    def _on_chip(self) -> None:
        pressed = self.sender()
        for chip in self._chips():
            chip.setChecked(chip is pressed)
        self.narrowed.emit(self.chosen_filter())

    def _on_entered(self) -> None:
        self.table.choose_some()
        self.table.setFocus()

    def _key(self, at: int) -> int | None:
        found = self._model.row_cells(at)
        return None if found is None else int(found[-1])

    def _on_row(self, at: int) -> None:
        key = self._key(at)
        if key is not None:
            self.line_chosen.emit(key)

    def _on_opened(self, at: int) -> None:
        key = self._key(at)
        if key is not None:
            self.line_opened.emit(key)

    def _on_data(self, *_where: object) -> None:
        # A row chosen before its page was read is shown once it has come.
        index = self.table.currentIndex()
        if index.isValid():
            self._on_row(index.row())


def _columns() -> tuple[Column, ...]:
    return (
        Column(words("When"), 108, ink="muted"),
        Column(words("Receipt"), 66, ink="muted", spare=True),
        Column(words("Member")),
        Column(words("Movement"), 140, ink="muted"),
        Column(words("Shares"), 70, right=True),
        Column(words("Money"), 90, right=True),
        Column("", 12),
        Column(words("Cash-up"), 104, ink="muted", marks={words(word): mark for word, mark in MONEY_MARKS.items()}),
    )
