"""Tables: no upright lines, an accent rule under the head and above the total, hairlines between rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coopdesk.documents.faces import BOLD_OF, Cut
from coopdesk.documents.flow import Strip
from coopdesk.documents.letterhead import one_line
from coopdesk.documents.page import Align, Paper
from coopdesk.documents.palette import ACCENT, HAIRLINE, TABLE_FIGURES
from coopdesk.documents.type import Style

_PADDING = 0.6
_ROW = 6.5


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in millimetres, and how it is aligned (figures stand right)."""

    heading: str
    width: float
    align: Align = "left"


class TableStrip(Strip):
    """A table that stays on one page. Cells are set on one line, smaller where they must be."""

    def __init__(self, x: float, columns: Sequence[Column], rows: Sequence[Sequence[str]], total: bool = False) -> None:
        """Make a table.

        Args:
            x: left edge in millimetres.
            columns: left to right.
            rows: the cells of each row.
            total: whether the last row is a total.
        """
        super().__init__(_ROW * (len(rows) + 1))
        self.x, self.columns, self.rows, self.total = x, columns, rows, total

    def draw(self, paper: Paper, y: float) -> None:
        """Draw head, rows and rules; the first cell of a row is its heading."""
        with paper.section("Table"):
            with paper.section("TR"):
                self._head(paper, y + _ROW)
            for place, row in enumerate(self.rows):
                is_total = self.total and place == len(self.rows) - 1
                with paper.section("TR"):
                    self._row(paper, y + _ROW * (place + 1), row, is_total)
        right = self.x + sum(column.width for column in self.columns)
        with paper.furniture():
            paper.rule(self.x, y + _ROW, right, 0.9, ACCENT)
            for place in range(1, len(self.rows)):
                above_total = self.total and place == len(self.rows) - 1
                weight, colour = (0.9, ACCENT) if above_total else (0.3, HAIRLINE)
                paper.rule(self.x, y + _ROW * (place + 1), right, weight, colour)

    def _head(self, paper: Paper, bottom: float) -> None:
        style = Style(Cut.SANS_BOLD, 8, ACCENT)
        x = self.x
        for column in self.columns:
            with paper.tagged("TH", attributes="<</O/Table/Scope/Column>>"):
                _cell(paper, x, bottom - 1.9, column, column.heading, style)
            x += column.width

    def _row(self, paper: Paper, top: float, row: Sequence[str], is_total: bool) -> None:
        style = replace(TABLE_FIGURES, cut=BOLD_OF[TABLE_FIGURES.cut]) if is_total else TABLE_FIGURES
        x = self.x
        for place, (column, text) in enumerate(zip(self.columns, row, strict=True)):
            tag, attributes = ("TD", "") if place else ("TH", "<</O/Table/Scope/Row>>")
            with paper.tagged(tag, attributes=attributes):
                _cell(paper, x, top + _ROW / 2 + 1.2, column, text, style)
            x += column.width


def _cell(paper: Paper, x: float, baseline: float, column: Column, text: str, style: Style) -> None:
    if not text:
        return
    at = {"left": x + _PADDING, "centre": x + column.width / 2, "right": x + column.width - _PADDING}[column.align]
    paper.text(at, baseline, text, one_line(text, style, column.width - 2 * _PADDING, 6.5), column.align)
