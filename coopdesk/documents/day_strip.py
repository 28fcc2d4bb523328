"""The clear days as a strip of days: sent, served, each day that counts, the meeting."""

from datetime import date, timedelta

from coopdesk.documents.faces import Cut
from coopdesk.documents.flow import Strip
from coopdesk.documents.letterhead import LEFT, RIGHT, TEXT_WIDTH
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import ACCENT, MUTED, PANEL, PAPER_WHITE
from coopdesk.documents.type import INK, Style
from coopdesk.domain.clock import day_words

_CELL = 9.5
_MOST_CELLS = 31
_ENDS = 12
"""Where there are more days than cells, so many from each end are shown."""


class DayStrip(Strip):
    """One cell a day; a long notice leaves out days in the middle and says so."""

    def __init__(self, sent: date, served: date, meeting: date, clear: int) -> None:
        super().__init__(_CELL + 6.0, keep=True)
        self.sent, self.served, self.meeting, self.clear = sent, served, meeting, clear
        days: list[date | None] = [sent + timedelta(days=each) for each in range((meeting - sent).days + 1)]
        self.days = days if len(days) <= _MOST_CELLS else [*days[:_ENDS], None, *days[-_ENDS:]]

    def alternative(self) -> str:
        """The strip in words."""
        return (
            f"Days from sending to meeting: sent {day_words(self.sent)}, counts as served {day_words(self.served)}, "
            f"{self.clear} clear days, meeting {day_words(self.meeting)}."
        )

    def draw(self, paper: Paper, y: float) -> None:
        """One picture, described in words."""
        width = TEXT_WIDTH / len(self.days)
        with paper.figure(LEFT, y, TEXT_WIDTH, self.height, self.alternative()):
            for place, day in enumerate(self.days):
                x = LEFT + width * place
                if day is None:
                    paper.text(x + width / 2, y + 6, "…", Style(Cut.SANS_BOLD, 10), "centre")
                else:
                    self._cell(paper, x, y, width, day)
            self._labels(paper, y + _CELL + 4.4, width)

    def _cell(self, paper: Paper, x: float, y: float, width: float, day: date) -> None:
        colour, label, cut = INK, MUTED, Cut.SANS_BOLD
        if day == self.meeting:
            paper.box(x, y, width, _CELL, fill=ACCENT)
            colour = label = PAPER_WHITE
        elif day in (self.sent, self.served):
            paper.box(x + 0.4, y + 0.4, width - 0.8, _CELL - 0.8, stroke=ACCENT, weight=0.9)
        elif day > self.served:
            paper.box(x, y, width, _CELL, fill=PANEL, stroke=PAPER_WHITE, weight=0.8)
        else:
            cut = Cut.SANS
        paper.text(x + width / 2, y + 3.5, f"{day:%A}"[0], Style(Cut.SANS, 7.5, label), "centre")
        paper.text(x + width / 2, y + 7.8, str(day.day), Style(cut, 9, colour), "centre")

    def _labels(self, paper: Paper, y: float, width: float) -> None:
        small = Style(Cut.SANS, 8.5)
        after = paper.text(LEFT, y, "Sent" if self.sent != self.served else "Sent and served", small)
        served_at = LEFT + width * self.days.index(self.served) if self.served in self.days else LEFT
        if self.sent != self.served:
            at = max(served_at, LEFT + after + 3)
            after = at - LEFT + paper.text(at, y, "Served", small)
        paper.text(RIGHT, y, "Meeting", small, "right")
        first, last = self.served + timedelta(days=1), self.meeting - timedelta(days=1)
        if self.clear:
            days = "clear day" if self.clear == 1 else "clear days"
            words = f"{self.clear} {days} given, {_span(first, last)}"
            paper.text((LEFT + after + RIGHT - 14) / 2, y, words, Style(Cut.SANS_BOLD, 9.5, ACCENT), "centre")


def _span(first: date, last: date) -> str:
    """ "9 to 27 November"."""
    if first == last:
        return f"{first.day} {first:%B}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {last.day} {last:%B}"
    return f"{first.day} {first:%B} to {last.day} {last:%B}"
