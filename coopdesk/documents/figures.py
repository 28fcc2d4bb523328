"""A row of large figures, each with what it counts."""

from collections.abc import Sequence

from coopdesk.documents.flow import Strip
from coopdesk.documents.letterhead import LEFT, TEXT_WIDTH, one_line
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import FIGURE, LABEL_INK


class FigureRow(Strip):
    """Figures side by side across the measure."""

    def __init__(self, figures: Sequence[tuple[int | str, str]]) -> None:
        """Set out (figure, what it counts)."""
        super().__init__(18.0, keep=True)
        self.cells = [(f"{each:,}" if isinstance(each, int) else each, label) for each, label in figures]

    def draw(self, paper: Paper, y: float) -> None:
        """Figure above label."""
        width = TEXT_WIDTH / max(1, len(self.cells))
        for place, (figure, label) in enumerate(self.cells):
            x = LEFT + width * place
            with paper.tagged("P"):
                paper.text(x, y + 8, figure, one_line(figure, FIGURE, width - 2, 16))
                paper.text(x, y + 13.2, label, one_line(label, LABEL_INK, width - 2, 6.5))
