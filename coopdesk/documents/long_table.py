"""Tables that run over many sheets: the head is said once and shown on every sheet, and each row is a strip.

Cells stand on one line, on two smaller ones where a name is long, and on more where they must: a row grows, a name is
never cut. Columns that people write in have an upright before them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coopdesk.documents.faces import Cut
from coopdesk.documents.flow import SharedElement, Strip
from coopdesk.documents.letterhead import one_line
from coopdesk.documents.lines import TextLine, break_text
from coopdesk.documents.page import Align, Paper
from coopdesk.documents.palette import ACCENT, BODY, HAIRLINE, LABEL, MUTED
from coopdesk.documents.type import POINTS_PER_MM, Span, Style, set_text, width_of

_PADDING = 2.0
_HEAD = Style(Cut.SANS_BOLD, 8.5, ACCENT)
_HEAD_HEIGHT = 7.0
_SMALLER = 9.0
_SMALL_LEAD = 4.0
_BOX = 4.4


@dataclass(frozen=True, slots=True)
class LongColumn:
    """A column. ``written`` ones are left for a pen; ``boxed`` ones have a box for a cross; ``names_row`` marks
    the one that says whose row it is.
    """

    heading: str
    width: float
    align: Align = "left"
    style: Style = BODY
    written: bool = False
    boxed: bool = False
    names_row: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, and a small note at its right."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class _SetCell:
    lines: Sequence[TextLine]
    note: str
    note_below: bool = False

    @property
    def depth(self) -> int:
        """Lines of text, one over another."""
        return len(self.lines) + int(self.note_below)


class LongTable:
    """One table, whatever the number of sheets it covers."""

    def __init__(self, x: float, columns: Sequence[LongColumn], row_height: float) -> None:
        """Make an empty table; lengths in millimetres."""
        self.x, self.columns, self.row_height = x, columns, row_height
        self.right = x + sum(column.width for column in columns)
        self.element = SharedElement("Table")
        self._rules: dict[float, Sequence[str]] = {}

    def rules(self, paper: Paper, height: float) -> Sequence[str]:
        """Uprights where somebody writes, boxes and the hairline under a row of that height, as if at the sheet's top:
        thousands of rows have the same."""
        known = self._rules.get(height)
        if known is None:
            with paper.recorded() as known:
                self._draw_rules(paper, height)
            self._rules[height] = known
        return known

    def _draw_rules(self, paper: Paper, height: float) -> None:
        x = self.x
        for place, column in enumerate(self.columns):
            if column.written and place:
                paper.upright(x, 1.6, height, 0.3, HAIRLINE)
            if column.boxed:
                left = x + column.width / 2 - _BOX / 2
                paper.box(left, height / 2 - _BOX / 2, _BOX, _BOX, stroke=MUTED, weight=0.7)
            x += column.width
        paper.rule(self.x, height, self.right, 0.35, HAIRLINE)

    def strips(self, rows: Iterable[Sequence[Cell | str]]) -> list[Strip]:
        """The head and a strip for each row."""
        head = _HeadStrip(self, repeated=False)
        again = _HeadStrip(self, repeated=True)
        strips: list[Strip] = [head]
        for row in rows:
            strip = RowStrip(self, row)
            strip.continued = again
            strips.append(strip)
        return strips


class _HeadStrip(Strip):
    """The headings: content on the first sheet, furniture on the others."""

    def __init__(self, table: LongTable, repeated: bool) -> None:
        super().__init__(_HEAD_HEIGHT, keep=True)
        self.table, self.repeated = table, repeated

    def draw(self, paper: Paper, y: float) -> None:
        """Headings over an accent rule."""
        if self.repeated:
            with paper.furniture():
                self._headings(paper, y)
        else:
            with paper.inside(self.table.element.on(paper)), paper.section("TR"):
                self._headings(paper, y)
        with paper.furniture():
            paper.rule(self.table.x, y + _HEAD_HEIGHT, self.table.right, 0.9, ACCENT)

    def _headings(self, paper: Paper, y: float) -> None:
        x = self.table.x
        for place, column in enumerate(self.table.columns):
            with paper.tagged("TH", attributes="<</O/Table/Scope/Column>>"):
                style = one_line(column.heading, _HEAD, column.width - _PADDING, 6)
                paper.text(_across(x, column, place), y + 5, column.heading, style, column.align)
            x += column.width


class RowStrip(Strip):
    """One row, as high as its longest cell needs."""

    def __init__(self, table: LongTable, cells: Sequence[Cell | str]) -> None:
        """Set the cells.

        Raises:
            CannotDraw: no face has one of the characters.
        """
        self.table = table
        self.cells = [Cell(cell) if isinstance(cell, str) else cell for cell in cells]
        self._set = [
            _set(cell, column) if cell.text or cell.note else None
            for cell, column in zip(self.cells, table.columns, strict=True)
        ]
        deepest = max((each.depth * _SMALL_LEAD for each in self._set if each is not None), default=0.0)
        super().__init__(max(table.row_height, deepest + 2.4))

    def draw(self, paper: Paper, y: float) -> None:
        """Cells, and the rules between and under them."""
        x = self.table.x
        with paper.inside(self.table.element.on(paper)), paper.section("TR"):
            for place, (column, cell) in enumerate(zip(self.table.columns, self._set, strict=True)):
                self._cell(paper, _across(x, column, place), y, column, cell)
                x += column.width
        with paper.furniture():
            paper.repeat(self.table.rules(paper, self.height), y)

    def _cell(self, paper: Paper, x: float, y: float, column: LongColumn, cell: _SetCell | None) -> None:
        tag, scope = ("TH", "<</O/Table/Scope/Row>>") if column.names_row else ("TD", "")
        if cell is None:
            paper.blank(tag, scope)
            return
        middle = y + self.height / 2 + 1.4
        with paper.tagged(tag, attributes=scope):
            first = middle - _SMALL_LEAD * (cell.depth - 1) / 2
            after = paper.lines(x, first, cell.lines, _SMALL_LEAD, column.align)
            if cell.note_below:
                paper.text(x, after, cell.note, one_line(cell.note, LABEL, column.width - _PADDING, 6))
            elif cell.note:
                paper.text(x + column.width - _PADDING - 1, middle, cell.note, LABEL, "right")


def _set(cell: Cell, column: LongColumn) -> _SetCell:
    room = column.width - _PADDING
    whole = set_text(cell.text, column.style)
    beside = width_of(cell.note, LABEL) + 3 if cell.note else 0.0
    if whole.width <= (room - beside) * POINTS_PER_MM:
        # Kept as set: breaking it into words would shape every name of a long list once more.
        return _SetCell((TextLine((Span(cell.text, column.style),), whole),), cell.note)
    below = bool(cell.note)
    if whole.width <= room * POINTS_PER_MM:
        return _SetCell((TextLine((Span(cell.text, column.style),), whole),), cell.note, below)
    style = replace(column.style, size=min(column.style.size, _SMALLER))
    if column.align == "right":
        style = one_line(cell.text, style, room, 6.5)
    return _SetCell(break_text(cell.text, style, room), cell.note, below)


def _across(x: float, column: LongColumn, place: int) -> float:
    """Where the text of a column stands: the first one at the table's edge, the others a little in."""
    indent = _PADDING if place and column.align == "left" and column.written else 0.0
    return {"left": x + indent, "centre": x + column.width / 2, "right": x + column.width - _PADDING}[column.align]
