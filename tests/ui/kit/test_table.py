"""A table of 100,000 rows is read a page at a time and never measured from end to end."""

import time
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QIcon
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHeaderView
from pytestqt.qtbot import QtBot

from coopdesk.assets import IconName
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.table import PAGE, PAGES_KEPT, Column, LongTable, PagedTableModel
from coopdesk.ui.kit.theme import Token, current

COLUMNS = (Column("No.", 60, ink="muted"), Column("Name"), Column("Shares", 80, right=True))


class Register:
    """A made-up register that remembers what was asked of it."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.asked: list[tuple[int, int]] = []

    def fetch(self, offset: int, limit: int) -> Sequence[Sequence[str]]:
        self.asked.append((offset, limit))
        return [
            (f"{row:06d}", f"Member {row}", str(row % 30), f"id-{row}")
            for row in range(offset, min(offset + limit, self.total))
        ]


def text(model: PagedTableModel, row: int, column: int) -> object:
    return model.data(model.index(row, column), Qt.ItemDataRole.DisplayRole)


def test_rows_are_read_a_page_at_a_time_and_kept(look: QApplication) -> None:
    register = Register(100_000)
    model = PagedTableModel(COLUMNS)
    model.show_source(register.fetch, register.total)
    assert text(model, 99_999, 1) == "Member 99999"
    assert text(model, 99_990, 0) == "099990"
    assert register.asked == [(99_999 // PAGE * PAGE, PAGE)]
    assert model.row_cells(99_999) == ("099999", "Member 99999", "9", "id-99999")
    assert model.columnCount() == 3


def test_the_cache_does_not_grow_without_end(look: QApplication) -> None:
    register = Register(100_000)
    model = PagedTableModel(COLUMNS)
    model.show_source(register.fetch, register.total)
    for row in range(0, 100_000, PAGE):
        assert text(model, row, 1) == f"Member {row}"
    assert len(model._pages) <= PAGES_KEPT


def test_pages_read_on_the_store_thread_appear_when_they_come(look: QApplication, qtbot: QtBot, jobs: Jobs) -> None:
    register = Register(1000)
    model = PagedTableModel(COLUMNS, jobs)
    model.show_source(register.fetch, register.total)
    assert text(model, 500, 1) == "…"
    assert text(model, 501, 1) == "…"
    qtbot.waitUntil(lambda: text(model, 500, 1) == "Member 500")
    assert register.asked == [(384, PAGE)]


def test_an_answer_to_an_earlier_search_is_not_shown(look: QApplication, qtbot: QtBot, jobs: Jobs) -> None:
    model = PagedTableModel(COLUMNS, jobs)
    model.show_source(Register(1000).fetch, 1000)
    assert text(model, 0, 1) == "…"

    def other(_offset: int, _limit: int) -> Sequence[Sequence[str]]:
        return [("1", "Nia", "25")]

    model.show_source(other, 1)
    qtbot.waitUntil(lambda: not jobs.busy() and text(model, 0, 1) != "…")
    qtbot.waitUntil(lambda: text(model, 0, 1) == "Nia")
    assert model.rowCount() == 1
    assert model.rowCount(model.index(0, 0)) == 0


def test_a_fault_while_reading_is_told(look: QApplication, qtbot: QtBot, jobs: Jobs) -> None:
    fault = OSError("stick pulled")

    def broken(_offset: int, _limit: int) -> Sequence[Sequence[str]]:
        raise fault

    model = PagedTableModel(COLUMNS, jobs)
    model.show_source(broken, 10)
    with qtbot.waitSignal(model.failed) as told:
        text(model, 0, 0)
    assert told.args == [fault]


def test_nothing_is_measured_from_the_rows(look: QApplication, qtbot: QtBot) -> None:
    """A vertical header on ResizeToContents froze 100,000 rows for 55 seconds."""
    register = Register(100_000)
    model = PagedTableModel(COLUMNS)
    view = LongTable(model, "Members")
    qtbot.addWidget(view)
    for header in (view.horizontalHeader(), view.verticalHeader()):
        modes = {header.sectionResizeMode(at) for at in range(header.count())}
        assert QHeaderView.ResizeMode.ResizeToContents not in modes
    started = time.monotonic()
    model.show_source(register.fetch, register.total)
    view.resize(900, 600)
    view.show()
    view.scrollToBottom()
    look.processEvents()
    assert time.monotonic() - started < 2
    assert sum(limit for _, limit in register.asked) <= 6 * PAGE
    view.close()


def test_arrows_move_and_enter_opens(look: QApplication, qtbot: QtBot) -> None:
    register = Register(50)
    model = PagedTableModel(COLUMNS)
    model.show_source(register.fetch, register.total)
    view = LongTable(model, "Members")
    qtbot.addWidget(view)
    view.show()
    chosen: list[int] = []
    view.row_chosen.connect(chosen.append)
    opened: list[int] = []
    view.row_activated.connect(opened.append)
    view.selectRow(3)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert chosen[-1] == 4
    assert opened == [4]
    view.close()


def test_headings_say_their_words(look: QApplication) -> None:
    model = PagedTableModel(COLUMNS)
    assert [model.headerData(at, Qt.Orientation.Horizontal) for at in range(3)] == ["No.", "Name", "Shares"]
    assert model.rowCount(QModelIndex()) == 0


def test_a_marked_text_has_its_icon_and_its_ink(look: QApplication) -> None:
    marks: dict[str, tuple[IconName, Token]] = {"to do": ("circle-dashed", "warning")}
    model = PagedTableModel((Column("State", 80, ink="muted", marks=marks),))
    model.show_source(lambda _offset, _limit: [("to do",), ("no money",)], 2)
    todo, other = model.index(0, 0), model.index(1, 0)
    assert model.data(todo, Qt.ItemDataRole.ForegroundRole) == QColor(current().hex("warning"))
    assert isinstance(model.data(todo, Qt.ItemDataRole.DecorationRole), QIcon)
    assert model.data(other, Qt.ItemDataRole.ForegroundRole) == QColor(current().hex("muted"))
    assert model.data(other, Qt.ItemDataRole.DecorationRole) is None


def test_a_hairline_lies_below_every_row_there_is_and_no_other(look: QApplication, qtbot: QtBot) -> None:
    register = Register(3)
    model = PagedTableModel(COLUMNS)
    table = LongTable(model, "Members")
    qtbot.addWidget(table)
    model.show_source(register.fetch, register.total)
    table.resize(400, 300)
    table.show()
    picture = table.viewport().grab().toImage()
    height, line = table.verticalHeader().defaultSectionSize(), current().hex("line").lower()
    below = [QColor(picture.pixel(380, (row + 1) * height - 1)).name() == line for row in range(5)]
    assert below == [True, True, True, False, False]
    table.close()


def test_a_search_field_moves_in_its_list_and_never_past_its_ends(look: QApplication) -> None:
    model = PagedTableModel(COLUMNS)
    table = LongTable(model, "Members")
    table.choose_by(1)
    table.choose_some()
    assert not table.currentIndex().isValid()
    model.show_rows([("000001", "Nia", "25"), ("000002", "Leila", "1"), ("000003", "Tom", "7")])
    table.choose_some()
    assert table.currentIndex().row() == 0
    table.choose_by(10)
    assert text(model, table.currentIndex().row(), 1) == "Tom"
    table.choose_some()
    assert table.currentIndex().row() == 2
    table.choose_by(-10)
    assert table.currentIndex().row() == 0
