"""The chart of a vote: three bars told apart by pattern and number, and a line where it is carried."""

from coopdesk.documents.faces import Cut
from coopdesk.documents.page import Paper, Pattern
from coopdesk.documents.palette import ACCENT, BAR_ABSTAINING, BAR_AGAINST, BAR_FOR, LABEL_INK, PAPER_WHITE
from coopdesk.documents.type import INK, Colour, Style, width_of

_LABELS = 17.0
_BAR = 5.0
_PITCH = 7.5
_NUMBER = Style(Cut.SANS_BOLD, 10)


class VoteBars:
    """For, against and abstaining as bars, with the number needed marked where it falls on the first."""

    height = 31.0

    def __init__(self, votes_for: int, against: int, abstaining: int, needed: int | None, width: float) -> None:
        """Make a chart ``width`` millimetres wide; ``needed`` is the fewest votes for that carry."""
        self.bars: tuple[tuple[str, int, Pattern, Colour], ...] = (
            ("For", votes_for, "solid", BAR_FOR),
            ("Against", against, "hatched", BAR_AGAINST),
            ("Abstaining", abstaining, "dotted", BAR_ABSTAINING),
        )
        self.needed = needed
        self.width = width
        most = max(votes_for, against, abstaining, needed or 0, 1)
        number_room = 3 + width_of(f"{most:,}", _NUMBER)
        self.per_vote = (width - _LABELS - number_room) / most

    def alternative(self) -> str:
        """The chart in words."""
        told = ", ".join(f"{name.lower()} {votes:,}" for name, votes, _, _ in self.bars)
        needed = f"; {self.needed:,} votes for were needed" if self.needed is not None else ""
        return f"Bar chart of the votes: {told}{needed}."

    def draw(self, paper: Paper, x: float, y: float) -> None:
        """Draw the chart with its top left corner at ``x``, ``y``."""
        with paper.figure(x, y, self.width, self.height, self.alternative()):
            paper.text(x, y + 4.2, "Votes", Style(Cut.SANS_BOLD, 8, ACCENT))
            left = x + _LABELS
            for place, (name, votes, pattern, colour) in enumerate(self.bars):
                top = y + 8 + _PITCH * place
                paper.text(left - 2, top + 3.8, name, LABEL_INK, "right")
                if votes:
                    paper.bar(left, top, votes * self.per_vote, _BAR, pattern, colour)
                paper.text(left + self.number_at(place, votes), top + 4, f"{votes:,}", _NUMBER)
            paper.upright(left, y + 6.5, y + 30, 0.5, INK)
            if self.needed is not None:
                self._draw_needed(paper, x, y, self.needed)

    def number_at(self, place: int, votes: int) -> float:
        """Where a bar's number stands: after the bar, and clear of the line where that crosses the first row."""
        after = votes * self.per_vote + 1.6
        if place or self.needed is None:
            return after
        line = self.needed * self.per_vote
        crossed = after - 1.2 < line < after + width_of(f"{votes:,}", _NUMBER) + 1.2
        return line + 1.6 if crossed else after

    def _draw_needed(self, paper: Paper, x: float, y: float, needed: int) -> None:
        at = x + _LABELS + needed * self.per_vote
        paper.upright(at, y + 8.2, y + 12.8, 2.6, PAPER_WHITE)
        paper.upright(at, y + 6, y + 14.6, 1.1, INK, dash="2 1.2")
        words, style = f"{needed:,} needed", Style(Cut.SANS_BOLD, 8.5)
        half = width_of(words, style) / 2
        # The words stay over the chart, clear of its title, wherever the line falls.
        middle = min(max(at, x + 12 + half), x + self.width - half)
        paper.text(middle, y + 4.6, words, style, "centre")
