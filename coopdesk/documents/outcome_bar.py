"""What became of a motion or an election, on a tinted bar across the block: good news and bad look the same."""

from collections.abc import Sequence

from coopdesk.documents.faces import Cut
from coopdesk.documents.flow import Strip
from coopdesk.documents.letterhead import RIGHT, one_line
from coopdesk.documents.lines import TextLine
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import ACCENT, PANEL
from coopdesk.documents.type import Style

_WORD = Style(Cut.SANS_BOLD, 17, tracking=0.6)
_LEAD = 4.5


class OutcomeBar(Strip):
    """The word, CARRIED or ELECTED, and beside it the lines that say more: at the right edge, or from ``lines_at``."""

    def __init__(self, left: float, word: str, lines: Sequence[TextLine], *, lines_at: float | None = None) -> None:
        """Millimetres; ``left`` is where the block's text begins."""
        super().__init__(max(13.0, _LEAD * len(lines) + 4) + 2.0)
        self.left, self.word, self.lines, self.lines_at = left, word, lines, lines_at

    def draw(self, paper: Paper, y: float) -> None:
        """The bar, the word, and the lines."""
        top, depth = y + 2, self.height - 2
        with paper.furniture():
            paper.box(self.left, top, RIGHT - self.left, depth, fill=PANEL)
            paper.upright(self.left + 0.55, top, top + depth, 3.1, ACCENT)
        middle = top + depth / 2
        with paper.tagged("P"):
            paper.text(self.left + 6, middle + 2.1, self.word, one_line(self.word, _WORD, 48, 9))
        if self.lines:
            with paper.tagged("P"):
                first = middle - _LEAD / 2 * (len(self.lines) - 1) + 1.1
                if self.lines_at is None:
                    paper.lines(RIGHT - 4, first, self.lines, _LEAD, "right")
                else:
                    paper.lines(self.lines_at, first, self.lines, _LEAD)
