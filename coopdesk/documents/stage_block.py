"""The stage table of a count: a row for each candidate, change and new total of each stage, boxed where elected."""

from collections.abc import Sequence
from dataclasses import replace

from coopdesk.documents.faces import BOLD_OF, Cut
from coopdesk.documents.flow import Strip
from coopdesk.documents.letterhead import LEFT, one_line
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import ACCENT, HAIRLINE, MUTED, PANEL
from coopdesk.documents.type import INK, Style, width_of
from coopdesk.domain.elections.stage_cells import StageCell, StageRow, StageTable

_NAME = Style(Cut.SANS, 9)
_TOTAL = Style(Cut.SANS, 8.5)
_CHANGE = Style(Cut.SANS, 8, MUTED)
_STAGE = Style(Cut.SANS_BOLD, 9, ACCENT)
_WHAT = Style(Cut.SANS, 8)
_NAMES_WIDTH = 44.0
_HEAD = 13.2
_TALLEST = 128.0
_NOTE = 6.5
_WIDEST = 1.7
"""How much wider than its figures a column may be."""


def stage_blocks(table: StageTable, width: float) -> list[tuple[Strip, range]]:
    """As many blocks as the stages need side by side, the candidates repeated in each; with the stages of each.

    Args:
        width: of the whole table, in millimetres.
    """
    cells = [cell for row in table.rows for cell in row.cells]
    bold = replace(_TOTAL, cut=BOLD_OF[_TOTAL.cut])
    total = max(17.0, max((width_of(cell.total, bold) for cell in cells), default=0.0) + 4.4)
    moved = max(13.0, max((width_of(cell.change, _CHANGE) for cell in cells), default=0.0) + 1.8)
    first = total + (moved if any(row.cells[0].change for row in table.rows if row.cells) else 0.0)
    room, stages = width - _NAMES_WIDTH, len(table.heads)
    if first + (stages - 1) * (total + moved) <= room:
        each = stages
    else:
        fitting = max(1, int(room / (total + moved)))
        each = -(-stages // -(-stages // fitting))
    # Wider than they need to be, so that the first block fills the measure.
    filled = first + (each - 1) * (total + moved) if each == stages else each * (total + moved)
    wider = min(_WIDEST, room / filled)
    blocks = [range(at, min(at + each, stages)) for at in range(0, stages, each)]
    return [
        (_Block(table, those, total * wider, moved * wider, first * wider, note=those.stop == stages), those)
        for those in blocks
    ]


class _Block(Strip):
    """Some stages of the table, on one sheet."""

    def __init__(
        self, table: StageTable, stages: Sequence[int], total: float, moved: float, first: float, *, note: bool
    ) -> None:
        rows = len(table.rows)
        self.row = min(5.7, max(3.6, (_TALLEST - _HEAD) / max(1, rows)))
        super().__init__(_HEAD + rows * self.row + (_NOTE if note else 3.0))
        self.table, self.stages = table, stages
        self.total, self.moved, self.first, self.note = total, moved, first, note

    def _edges(self) -> list[tuple[float, float]]:
        """Left and right of each stage's columns; the first stage of a count has no change."""
        edges, x = [], LEFT + _NAMES_WIDTH
        for stage in self.stages:
            width = self.first if stage == 0 else self.total + self.moved
            edges.append((x, x + width))
            x += width
        return edges

    def draw(self, paper: Paper, y: float) -> None:
        """Tints and rules as furniture; heads, candidates, non-transferable and total as a table."""
        edges, rows, top = self._edges(), self.table.rows, y + _HEAD
        with paper.furniture():
            self._rules(paper, top, edges)
        with paper.section("Table"):
            with paper.section("TR"):
                self._heads(paper, y, edges)
            for place, row in enumerate(rows):
                with paper.section("TR"):
                    self._row(paper, top + place * self.row, row, edges)
        if self.note:
            with paper.tagged("P"):
                paper.text(LEFT, top + len(rows) * self.row + 4.2, self.table.note, _CHANGE)

    def _rules(self, paper: Paper, top: float, edges: Sequence[tuple[float, float]]) -> None:
        rows, right = self.table.rows, edges[-1][1]
        for stage, (left, edge) in zip(self.stages, edges, strict=True):
            if stage % 2:
                paper.box(left, top, edge - left, len(rows) * self.row, fill=PANEL)
        for place, row in enumerate(rows):
            if place:
                weight, colour = (0.9, ACCENT) if row.role == "sum" else (0.3, HAIRLINE)
                paper.rule(LEFT, top + place * self.row, right, weight, colour)
        paper.rule(LEFT, top, right, 0.9, ACCENT)
        paper.rule(LEFT, top + len(rows) * self.row, right, 0.9, ACCENT)

    def _heads(self, paper: Paper, y: float, edges: Sequence[tuple[float, float]]) -> None:
        with paper.tagged("TH", attributes="<</O/Table/Scope/Column>>"):
            paper.text(LEFT + 1.2, y + _HEAD - 2.2, "Candidate", _STAGE)
        for stage, (left, right) in zip(self.stages, edges, strict=True):
            head, room = self.table.heads[stage], right - left - 2
            label = head.label or f"Stage {stage + 1}"
            with paper.tagged("TH", attributes="<</O/Table/Scope/Column>>"):
                paper.text(right - 1.6, y + 3.4, label, one_line(label, _STAGE, room, 6), "right")
                paper.text(right - 1.6, y + 7.4, head.first, one_line(head.first, _WHAT, room, 6), "right")
                paper.text(right - 1.6, y + 11.0, head.second, one_line(head.second, _WHAT, room, 5), "right")

    def _row(self, paper: Paper, top: float, row: StageRow, edges: Sequence[tuple[float, float]]) -> None:
        style = replace(_NAME, cut=BOLD_OF[_NAME.cut]) if row.bold else _NAME
        if row.role == "lost":
            style = replace(_NAME, colour=MUTED)
        base = top + self.row / 2 + 1.1
        with paper.tagged("TH", attributes="<</O/Table/Scope/Row>>"):
            paper.text(LEFT + 1.2, base, row.name, one_line(row.name, style, _NAMES_WIDTH - 2, 5.5))
        for place, (_, right) in zip(self.stages, edges, strict=True):
            cell = row.cells[place]
            if cell.boxed:
                with paper.furniture():
                    paper.box(
                        right - self.total + 0.5, top + 0.6, self.total - 1.0, self.row - 1.2,
                        stroke=ACCENT, weight=1.1, radius=0.8,
                    )  # fmt: skip
            self._cell(paper, right, base, cell)

    def _cell(self, paper: Paper, right: float, base: float, cell: StageCell) -> None:
        style = replace(_TOTAL, cut=BOLD_OF[_TOTAL.cut], colour=INK) if cell.bold else _TOTAL
        with paper.tagged("TD"):
            if cell.change:
                paper.text(right - self.total - 0.6, base, cell.change, _CHANGE, "right")
            if cell.total:
                paper.text(right - 1.6, base, cell.total, style, "right")
