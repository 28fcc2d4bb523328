"""The head of the minutes: what, when and where, the figures of attendance, and the quorum as a sum to be checked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coopdesk.documents.faces import Cut
from coopdesk.documents.fitting import wrapped
from coopdesk.documents.flow import Gap, Strip, text_strips
from coopdesk.documents.letterhead import LEFT, RIGHT, TEXT_WIDTH, one_line
from coopdesk.documents.lines import TextLine, break_text
from coopdesk.documents.minutes_words import meeting_words, quorum_verdict
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import ACCENT, FIGURE, HAIRLINE, ITEM_HEADING, LABEL, LABEL_INK, MUTED, PANEL, TITLE
from coopdesk.documents.type import Style
from coopdesk.domain.clock import hour, local_day, weekday_words
from coopdesk.services.minutes_view import AttendanceNumbers, MinutesView, QuorumArithmetic

_FACT = Style(Cut.SANS_BOLD, 10)


def masthead(view: MinutesView) -> list[Strip]:
    """The strips of the head, from the title to the quorum."""
    title = f"Minutes of the {meeting_words(view.title)}"
    style = one_line(title, TITLE, TEXT_WIDTH, 18)
    strips = text_strips(break_text(title, style, TEXT_WIDTH), LEFT, 10, "H1", keep_last=True)
    place = f" at {view.place}" if view.place else ""
    when = f"{weekday_words(local_day(view.scheduled))}{place}"
    strips += text_strips(break_text(when, Style(Cut.SANS, 11), TEXT_WIDTH), LEFT, 6, keep_last=True, after=1.4)
    strips += [_Facts(view), _Figures(view.attendance), Gap(7.0)]
    if view.quorum is not None:
        strips += [QuorumPanel(view.quorum), Gap(5.8)]
    return strips


class _Facts(Strip):
    """Called for, opened, closed, chair, minutes taken by."""

    def __init__(self, view: MinutesView) -> None:
        facts = [("Called for", hour(view.scheduled), 26.0)]
        facts += [("Opened", hour(view.opened), 26.0)] if view.opened else []
        facts += [("Closed", hour(view.closed), 26.0)] if view.closed else []
        people = [
            (label, name) for label, name in (("Chair", view.chair), ("Minutes taken by", view.minute_taker)) if name
        ]
        width = (TEXT_WIDTH - 26.0 * len(facts)) / max(1, len(people))
        facts += [(label, name, width) for label, name in people]
        self.facts = [(label, wrapped(value, _FACT, room - 3, 8), room) for label, value, room in facts]
        self.extra = 4.2 * (max(len(value.lines) for _, value, _ in self.facts) - 1)
        super().__init__(19.5 + self.extra, keep=True)

    def draw(self, paper: Paper, y: float) -> None:
        """Two rules with labelled facts between them."""
        with paper.furniture():
            paper.rule(LEFT, y + 1, RIGHT, 0.35, HAIRLINE)
            paper.rule(LEFT, y + 14.5 + self.extra, RIGHT, 0.35, HAIRLINE)
        x = LEFT
        for label, value, width in self.facts:
            with paper.tagged("P"):
                paper.text(x, y + 6, label, LABEL)
                paper.lines(x, y + 10.6, value.lines, 4.2)
            x += width


class _Figures(Strip):
    """Attendance in figures. Published minutes show numbers; names are in the appendix."""

    def __init__(self, attendance: AttendanceNumbers) -> None:
        super().__init__(22.0, keep=True)
        self.cells = (
            (attendance.present, "members present", "in person"),
            (attendance.votes_in_room, "votes in the room", ""),
            (attendance.apologies, "apologies", ""),
            (attendance.joined, "joined", "at this meeting"),
            (attendance.without_vote, "members", "without a vote"),
            (attendance.guests, "guest" if attendance.guests == 1 else "guests", ""),
        )

    def draw(self, paper: Paper, y: float) -> None:
        """A heading and six figures in a row."""
        with paper.tagged("H2"):
            paper.text(LEFT, y + 2, "Attendance", ITEM_HEADING)
        width = TEXT_WIDTH / len(self.cells)
        for place, (figure, label, below) in enumerate(self.cells):
            x = LEFT + width * place
            with paper.tagged("P"):
                paper.text(x, y + 13, f"{figure:,}", one_line(f"{figure:,}", FIGURE, width - 2, 16))
                paper.text(x, y + 18.2, label, LABEL_INK)
                if below:
                    paper.text(x, y + 22.2, below, LABEL)


_OPERATORS = {"of them": "×", "exactly": "=", "or a fixed number": "or"}
"""The sign before a figure, by what the figure is (domain.quorum); "so" before any other."""


@dataclass(frozen=True, slots=True)
class _Cell:
    figure: str
    label: Sequence[TextLine]
    sign: str
    strong: bool = False


def _merged(steps: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The steps with the last two as one where they are one figure: "42 rounded up, 42 needed"."""
    if len(steps) > 1 and steps[-2][0] == steps[-1][0] and steps[-1][1] == "needed":
        figure, how = steps[-2]
        return [*steps[:-2], (figure, f"needed: {how}")]
    return list(steps)


class QuorumPanel(Strip):
    """The quorum's arithmetic on a tinted panel: rule, sum, needed, present, and the verdict in a word."""

    def __init__(self, quorum: QuorumArithmetic) -> None:
        self.quorum = quorum
        steps = _merged(quorum.steps)
        count = len(steps)
        roomy = count <= 4
        self.sum_left = LEFT + (66.0 if roomy else 42.0)
        self.pitch = (RIGHT - 30 - self.sum_left) / max(1, count)
        self.figure = Style(Cut.SANS, 15 if roomy else 12.5, features=("pnum",))
        self.rule = break_text(quorum.rule, LABEL_INK, self.sum_left - LEFT - 12)
        self.cells = [self._cell(place, figure, label) for place, (figure, label) in enumerate(steps)]
        self.cells[-1:] = [replace(cell, strong=True) for cell in self.cells[-1:]]
        deepest = max([len(self.rule) - 1, *(len(cell.label) for cell in self.cells)])
        super().__init__(max(23.0, 17.0 + 4 * deepest))

    def _cell(self, place: int, figure: str, label: str) -> _Cell:
        lines = break_text(label, LABEL, self.pitch - 1.5)
        return _Cell(figure, lines, "" if not place else _OPERATORS.get(label, "so"))

    def draw(self, paper: Paper, y: float) -> None:
        """The panel with its sum."""
        with paper.furniture():
            paper.box(LEFT, y, TEXT_WIDTH, self.height, fill=PANEL)
            paper.upright(LEFT + 0.55, y, y + self.height, 3.1, ACCENT)
        with paper.tagged("H2"):
            paper.text(LEFT + 6, y + 8, "Quorum", ITEM_HEADING)
        with paper.tagged("P"):
            paper.lines(LEFT + 6, y + 13.6, self.rule, 4)
        with paper.tagged("P"):
            for place, cell in enumerate(self.cells):
                self._draw_cell(paper, self.sum_left + self.pitch * place, y, cell)
        self._draw_present(paper, y)

    def _draw_cell(self, paper: Paper, x: float, y: float, cell: _Cell) -> None:
        if cell.sign:
            signs = Style(Cut.SANS_ITALIC if cell.sign.isalpha() else Cut.SANS, 10, MUTED)
            paper.text(x - 3.4, y + 9.4, cell.sign, signs, "centre")
        style = Style(Cut.SANS_BOLD, self.figure.size, features=("pnum",)) if cell.strong else self.figure
        paper.text(x, y + 9.4, cell.figure, one_line(cell.figure, style, self.pitch - 5.5, 8))
        paper.lines(x, y + 14.6, cell.label, 4)

    def _draw_present(self, paper: Paper, y: float) -> None:
        x = RIGHT - 24
        with paper.furniture():
            paper.upright(x - 4, y + 4.5, y + 19, 0.6, ACCENT)
        with paper.tagged("P"):
            figure = f"{self.quorum.present:,}"
            paper.text(x, y + 9.4, figure, Style(Cut.SANS_BOLD, 15, ACCENT, features=("pnum",)))
            paper.text(x, y + 14.6, "present:", LABEL)
            paper.text(x, y + 18.6, quorum_verdict(self.quorum.met), Style(Cut.SANS_BOLD, 8.5, ACCENT))
