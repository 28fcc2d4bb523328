"""python -m tests.bench.members_table FILE: the register's long table in the real window, against a C++ model."""

import random
import sys
import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QTableView

from coopdesk.ui.kit.table import LongTable
from coopdesk.ui.members.page import MembersPage
from tests.bench.open_window import OpenWindow
from tests.bench.processes import tell

ROUNDS = 40
FLOOR_ROWS = 2_000


def floor_of(table: LongTable) -> QTableView:
    """The same table, as large and as long as it is seen, from a model without a line of Python."""
    source = table.model()
    columns = source.columnCount()
    model = QStandardItemModel(FLOOR_ROWS, columns)
    for column in range(columns):
        model.setHeaderData(column, Qt.Orientation.Horizontal, source.headerData(column, Qt.Orientation.Horizontal))
        for row in range(FLOOR_ROWS):
            text = str(source.index(row % 100, column).data())
            model.setItem(row, column, QStandardItem(text))
    floor = QTableView()
    floor.setModel(model)
    model.setParent(floor)
    floor.setShowGrid(False)
    floor.setWordWrap(False)
    floor.setFont(table.font())
    floor.verticalHeader().hide()
    floor.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    floor.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
    floor.resize(table.size())
    for column in range(columns):
        floor.setColumnWidth(column, table.columnWidth(column))
    floor.show()
    return floor


class TableAtWork:
    """The Members page with its register."""

    def __init__(self, file: Path) -> None:
        self.desk = OpenWindow(file, 1920, 1080)
        self.samples: dict[str, list[int]] = {"opening": [self.desk.longest_stall(self._open, self._is_full)]}

    def _open(self) -> None:
        self.desk.session.shell.open_page("members")

    def _is_full(self) -> bool:
        page = self.desk.page()
        return isinstance(page, MembersPage) and page.table.model().rowCount() > 0 and not self.desk.session.jobs.busy()

    @property
    def page(self) -> MembersPage:
        """The page."""
        page = self.desk.page()
        assert isinstance(page, MembersPage)
        return page

    def repaints(self) -> None:
        """Full repaints of both, in shuffled turns."""
        table = self.page.table
        floor = floor_of(table)
        self.desk.settle()
        views = {"floor": floor, "repaint": table}
        dice = random.Random(1)
        for _ in range(ROUNDS):
            for name in dice.sample(list(views), 2):
                begun = time.monotonic_ns()
                views[name].viewport().repaint()
                self.samples.setdefault(name, []).append(time.monotonic_ns() - begun)
        floor.close()
        floor.deleteLater()

    def stalls(self) -> None:
        """Jumps through the list, and other filters."""
        bar = self.page.table.verticalScrollBar()
        last = bar.maximum()
        for place in (last, 0, last // 2, last // 3, last):
            self._stall("scrolling", partial(bar.setValue, place))
        for standing in (2, 1, 0):
            self._stall("filter", partial(self.page.standing.setCurrentIndex, standing))
        for chip in (self.page.may_vote, self.page.here, self.page.here):
            self._stall("filter", chip.click)

    def _stall(self, name: str, act: object) -> None:
        assert callable(act)
        self.samples.setdefault(name, []).append(self.desk.longest_stall(act, self._is_quiet))

    def _is_quiet(self) -> bool:
        return not self.desk.session.jobs.busy()


if __name__ == "__main__":
    work = TableAtWork(Path(sys.argv[1]))
    work.repaints()
    work.stalls()
    work.desk.close()
    tell(work.samples)
