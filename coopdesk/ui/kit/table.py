"""A long table, a page at a time: 100,000 rows come from the file in pages of 128."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractTableModel, QEvent, QLine, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from coopdesk.assets import IconName
from coopdesk.ui.kit.icons import picture
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.theme import Token, current

PAGE = 128
PAGES_KEPT = 64
READABLE = 150
"""Pixels at 100 % text that a name wants."""

Cells = Sequence[str]
"""One row as shown, one text per column."""

Fetch = Callable[[int, int], Sequence[Cells]]
"""``fetch(offset, limit)``: the rows from ``offset`` on, at most ``limit``."""

_Index = QModelIndex | QPersistentModelIndex
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: heading, width in pixels at 100 % text (0 takes the slack), figures to the right, quiet ink."""

    heading: str
    width: int = 0
    right: bool = False
    ink: Token = "text"
    spare: bool = False
    """True for a column that goes where the one with the slack would have no room to be read."""
    marks: Mapping[str, tuple[IconName, Token]] = field(default_factory=dict)
    """Texts of this column that stand with an icon and an ink of their own, "to do" with an amber ring."""


class PagedTableModel(QAbstractTableModel):
    """A read-only model over ``fetch``; with ``jobs`` the pages are read on the store thread.

    ``fetch`` gives plain texts. The row's own id is the caller's affair: ``row_cells(row)`` returns what was
    fetched, and columns past the last heading are kept but not shown.
    """

    failed = Signal(object)

    def __init__(self, columns: Sequence[Column], jobs: Jobs | None = None) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._jobs = jobs
        self._fetch: Fetch | None = None
        self._total = 0
        self._pages: OrderedDict[int, Sequence[Cells]] = OrderedDict()
        self._asked: set[int] = set()
        self._generation = 0
        self._display = int(Qt.ItemDataRole.DisplayRole)
        self._align = int(Qt.ItemDataRole.TextAlignmentRole)
        self._ink = int(Qt.ItemDataRole.ForegroundRole)
        self._icon = int(Qt.ItemDataRole.DecorationRole)
        self._alignments = tuple(_RIGHT if column.right else _LEFT for column in columns)

    def columns(self) -> Sequence[Column]:
        """The columns shown."""
        return self._columns

    def show_source(self, fetch: Fetch, total: int) -> None:
        """Show ``total`` rows of a source; earlier pages are forgotten and answers still under way ignored."""
        self.beginResetModel()
        self._fetch, self._total = fetch, total
        self._pages.clear()
        self._asked.clear()
        self._generation += 1
        self.endResetModel()

    def show_rows(self, rows: Sequence[Cells]) -> None:
        """Show rows that are at hand, all of them."""

        def fetch(offset: int, limit: int) -> Sequence[Cells]:
            return rows[offset : offset + limit]

        self.show_source(fetch, len(rows))

    def refresh(self) -> None:
        """Read the rows again, the selection staying where it is."""
        self._pages.clear()
        self._asked.clear()
        self._generation += 1
        if self._total:
            self.dataChanged.emit(self.index(0, 0), self.index(self._total - 1, len(self._columns) - 1))

    def row_cells(self, row: int) -> Cells | None:
        """The texts of a row, or None while its page is being read."""
        page = self._pages.get(row // PAGE)
        if page is None:
            page = self._ask(row // PAGE)
        at = row % PAGE
        return page[at] if page is not None and at < len(page) else None

    def _ask(self, number: int) -> Sequence[Cells] | None:
        fetch = self._fetch
        if fetch is None or number in self._asked:
            return None
        if self._jobs is None:
            page = fetch(number * PAGE, PAGE)
            self._keep(number, page)
            return page
        self._asked.add(number)
        generation = self._generation

        def read() -> tuple[int, int, Sequence[Cells]]:
            return generation, number, fetch(number * PAGE, PAGE)

        self._jobs.store(read, self._on_page, self._on_failed)
        return None

    def _keep(self, number: int, page: Sequence[Cells]) -> None:
        self._pages[number] = page
        if len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)

    def _on_page(self, answer: tuple[int, int, Sequence[Cells]]) -> None:
        generation, number, page = answer
        if generation != self._generation:
            return
        self._asked.discard(number)
        self._keep(number, page)
        last = min((number + 1) * PAGE, self._total) - 1
        if last >= number * PAGE:
            self.dataChanged.emit(self.index(number * PAGE, 0), self.index(last, len(self._columns) - 1))

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._total

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == self._display:
            cells = self.row_cells(index.row())
            return cells[index.column()] if cells is not None else "…"
        if role == self._align:
            return self._alignments[index.column()]
        if role == self._ink:
            ink = self._columns[index.column()].ink
            if self._columns[index.column()].marks:
                ink = self._mark(index)[1]
            return None if ink == "text" else QColor(current().hex(ink))
        if role == self._icon and self._columns[index.column()].marks:
            icon, token = self._mark(index)
            return None if icon is None else picture(icon, token, 16)
        return None

    def _mark(self, index: _Index) -> tuple[IconName | None, Token]:
        column = self._columns[index.column()]
        cells = self.row_cells(index.row())
        return (None, column.ink) if cells is None else column.marks.get(cells[index.column()], (None, column.ink))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._columns[section].heading
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self._alignments[section]
        return None


class LongTable(QTableView):
    """The view for it: fixed row heights and column widths, so that no size is ever measured from 100,000 rows.

    ``row_activated(row)`` on Enter or a double click; ``row_chosen(row)`` as the selection moves.
    """

    row_activated = Signal(int)
    row_chosen = Signal(int)

    def __init__(self, model: PagedTableModel, name: str, row_height: int = 36) -> None:
        super().__init__()
        self._row_height = row_height
        self._source = model
        if model.parent() is None:
            # Qt takes it away with the table that shows it; left to Python it would outlive both.
            model.setParent(self)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setSectionsClickable(False)
        self.activated.connect(self._on_activated)
        self.selectionModel().currentRowChanged.connect(self._on_current_row)
        self._measure()

    def choose_by(self, step: int) -> None:
        """Choose the row so many further down, or up: the arrow keys of a search field move in its list."""
        total = self._source.rowCount()
        if total:
            self.selectRow(max(0, min(total - 1, self.currentIndex().row() + step)))

    def choose_some(self) -> None:
        """Choose the first row where none is chosen yet: Enter in a search field takes the best it found."""
        if self._source.rowCount() and not self.currentIndex().isValid():
            self.selectRow(0)

    def _measure(self) -> None:
        theme = current()
        # ResizeToContents here froze a table of 100,000 rows for 55 seconds.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(self._row_height))
        self.setFont(theme.figures())
        self.setIconSize(QSize(theme.px(16), theme.px(16)))
        header = self.horizontalHeader()
        header.setFixedHeight(theme.px(32))
        for at, column in enumerate(self._source.columns()):
            if column.width:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
                self.setColumnWidth(at, self._width_of(column))
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        self._leave_out()

    def _width_of(self, column: Column) -> int:
        heading = QFontMetrics(current().font(9.5)).horizontalAdvance(column.heading) + 24
        return max(current().px(column.width), heading)

    def _leave_out(self) -> None:
        """Hide the spare columns where the column with the slack would be narrower than a name."""
        columns = self._source.columns()
        taken = sum(self._width_of(column) for column in columns if column.width)
        narrow = self.viewport().width() - taken < current().px(READABLE)
        for at, column in enumerate(columns):
            if column.spare and self.isColumnHidden(at) != narrow:
                self.setColumnHidden(at, narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._leave_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are the page's (E edits): Qt would search a table that has 128 rows of 100,000 at hand."""
        text = event.text()
        if len(text) == 1 and text.isprintable() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and a hairline below each: drawn at once, a grid or a style sheet would draw it cell by cell."""
        super().paintEvent(event)
        height, rows = self.verticalHeader().defaultSectionSize(), self._source.rowCount()
        first = max(0, self.rowAt(0))
        seen = range(first, min(rows, first + self.viewport().height() // height + 2))
        across = self.viewport().width()
        lines = [
            QLine(0, below, across, below) for row in seen if (below := self.rowViewportPosition(row) + height - 1)
        ]
        painter = QPainter(self.viewport())
        painter.setPen(current().colour("line"))
        painter.drawLines(lines)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_source"):
            self._measure()

    def sizeHintForColumn(self, column: int) -> int:  # noqa: N802 - Qt's name
        """The set width: never measured from rows."""
        return self.columnWidth(column)

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(200), current().px(32 + 3 * self._row_height))

    def _on_activated(self, index: QModelIndex) -> None:
        self.row_activated.emit(index.row())

    def _on_current_row(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.row_chosen.emit(index.row())
