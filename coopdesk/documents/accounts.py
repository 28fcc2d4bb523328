"""Pieces of the treasurer's papers: numbered headings, a verdict with figures, tables beside each other."""

from collections.abc import Sequence

from coopdesk.documents.faces import Cut
from coopdesk.documents.flow import Strip
from coopdesk.documents.letterhead import LEFT, TEXT_WIDTH, one_line
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import ACCENT, ITEM_HEADING, ITEM_NUMBER, LABEL, PANEL, TABLE_FIGURES
from coopdesk.documents.table import TableStrip
from coopdesk.documents.type import Style

_VERDICT = Style(Cut.SANS_BOLD, 17)
_FIGURE = Style(Cut.SANS_BOLD, 15)
_COLUMN_GAP = 14.0
HALF_WIDTH = (TEXT_WIDTH - _COLUMN_GAP) / 2
"""Millimetres: two tables stand side by side in halves."""
SECOND_HALF = LEFT + HALF_WIDTH + _COLUMN_GAP


class NumberedHeading(Strip):
    """One or two headings on a line, each with its number in the accent colour."""

    def __init__(self, *headings: tuple[str, str]) -> None:
        """Set (number, words), the second at the middle of the sheet."""
        super().__init__(9.5, keep=True)
        self.headings = headings

    def draw(self, paper: Paper, y: float) -> None:
        """Number and words on one baseline."""
        for x, (number, words) in zip((LEFT, SECOND_HALF), self.headings, strict=False):
            with paper.tagged("H2"):
                paper.text(x, y + 6.2, number, ITEM_NUMBER)
                paper.text(x + 6, y + 6.2, words, ITEM_HEADING)


class Verdict(Strip):
    """A tinted panel: what came out, and the figures it came out of."""

    def __init__(self, words: str, figures: Sequence[tuple[str, str]]) -> None:
        """Set the words and (figure, what it is)."""
        super().__init__(24.0)
        self.words, self.figures = words, figures

    def draw(self, paper: Paper, y: float) -> None:
        """Bar, words, and the figures at the right."""
        with paper.furniture():
            paper.box(LEFT, y, TEXT_WIDTH, 19.0, fill=PANEL)
            paper.upright(LEFT + 0.55, y, y + 19.0, 3.1, ACCENT)
        first = LEFT + TEXT_WIDTH - 33.0 * len(self.figures)
        with paper.tagged("P"):
            paper.text(LEFT + 6, y + 12.0, self.words, one_line(self.words, _VERDICT, first - LEFT - 10, 9))
        for place, (figure, label) in enumerate(self.figures):
            x = first + 33.0 * place
            with paper.tagged("P"):
                paper.text(x, y + 9.0, figure, one_line(figure, _FIGURE, 31, 9))
                paper.text(x, y + 14.2, label, one_line(label, LABEL, 31, 6.5))


class SideBySide(Strip):
    """Two columns of tables, the left one read first."""

    def __init__(self, left: Sequence[TableStrip], right: Sequence[TableStrip], gap: float = 5.0) -> None:
        """Set the tables of each column under one another, ``gap`` millimetres apart."""
        self.columns = (left, right)
        self.gap = gap
        super().__init__(max(self._depth(each) for each in self.columns) + 4.0)

    def _depth(self, tables: Sequence[TableStrip]) -> float:
        return sum(each.height for each in tables) + self.gap * max(0, len(tables) - 1)

    def draw(self, paper: Paper, y: float) -> None:
        """Each column from the top."""
        for tables in self.columns:
            down = y
            for each in tables:
                each.draw(paper, down)
                down += each.height + self.gap


class TotalLine(Strip):
    """The sum under a long table: an accent rule above, bold figures at the right edges of their columns."""

    def __init__(self, first: str, figures: Sequence[tuple[float, str]]) -> None:
        """Set what is counted at the left, and (right edge in millimetres, figure)."""
        super().__init__(8.0)
        self.first, self.figures = first, figures

    def draw(self, paper: Paper, y: float) -> None:
        """Rule, then one line."""
        style = Style(Cut.SANS_BOLD, TABLE_FIGURES.size)
        with paper.furniture():
            paper.rule(LEFT, y, LEFT + TEXT_WIDTH, 0.9, ACCENT)
        with paper.tagged("P"):
            paper.text(LEFT, y + 5.2, self.first, style)
            for right, figure in self.figures:
                paper.text(right, y + 5.2, figure, style, "right")
