"""The stage table of a count: a row for each candidate, change and new total of each stage, boxed where elected."""

from collections.abc import Sequence
from dataclasses import replace

from coopdesk.documents.faces import BOLD_OF, Cut
from coopdesk.documents.flow import Strip
from coopdesk.documents.letterhead import LEFT, one_line
from coopdesk.documents.page import Paper
from coopdesk.documents.palette import ACCENT, HAIRLINE, MUTED, PANEL
from coopdesk.documents.type import INK, Style, width_of
from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.record import Action, Count, Stage, written
from coopdesk.domain.elections.stage_table import change

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


def stage_blocks(counted: Count, ballots: Ballots, width: float) -> list[tuple[Strip, range]]:
    """As many blocks as the stages need side by side, the candidates repeated in each; with the stages of each.

    Args:
        width: of the whole table, in millimetres.
    """
    decimals = counted.rule.decimals
    widest = written(max(1, *(stage.total for stage in counted.stages)), decimals)
    total = max(17.0, width_of(widest, replace(_TOTAL, cut=BOLD_OF[_TOTAL.cut])) + 4.4)
    moved = max(13.0, width_of(f"−{widest}", _CHANGE) + 1.8)
    room, stages = width - _NAMES_WIDTH, len(counted.stages)
    if total + (stages - 1) * (total + moved) <= room:
        each = stages
    else:
        fitting = max(1, int(room / (total + moved)))
        each = -(-stages // -(-stages // fitting))
    # Wider than they need to be, so that the first block fills the measure.
    filled = total + (each - 1) * (total + moved) if each == stages else each * (total + moved)
    wider = min(_WIDEST, room / filled)
    blocks = [range(first, min(first + each, stages)) for first in range(0, stages, each)]
    return [
        (_Block(counted, ballots, those, total * wider, moved * wider, note=those.stop == stages), those)
        for those in blocks
    ]


class _Block(Strip):
    """Some stages of the table, on one sheet."""

    def __init__(
        self, counted: Count, ballots: Ballots, stages: Sequence[int], total: float, moved: float, *, note: bool
    ) -> None:
        rows = counted.candidates + (2 if counted.rule.by_preference else 0)
        self.row = min(5.7, max(3.6, (_TALLEST - _HEAD) / rows))
        super().__init__(_HEAD + rows * self.row + (_NOTE if note else 3.0))
        self.counted, self.ballots, self.stages = counted, ballots, stages
        self.total, self.moved, self.note = total, moved, note
        self.decimals = counted.rule.decimals

    def _edges(self) -> list[tuple[float, float]]:
        """Left and right of each stage's columns; the first stage of a count has no change."""
        edges, x = [], LEFT + _NAMES_WIDTH
        for stage in self.stages:
            width = self.total if stage == 0 else self.total + self.moved
            edges.append((x, x + width))
            x += width
        return edges

    def draw(self, paper: Paper, y: float) -> None:
        """Tints and rules as furniture; heads, candidates, non-transferable and total as a table."""
        edges = self._edges()
        right = edges[-1][1]
        names = [f"{number}  {self.ballots.name(number)}" for number in range(1, self.counted.candidates + 1)]
        rows = len(names) + (2 if self.counted.rule.by_preference else 0)
        top = y + _HEAD
        with paper.furniture():
            for stage, (left, edge) in zip(self.stages, edges, strict=True):
                if stage % 2:
                    paper.box(left, top, edge - left, rows * self.row, fill=PANEL)
            for place in range(1, len(names)):
                paper.rule(LEFT, top + place * self.row, right, 0.3, HAIRLINE)
            paper.rule(LEFT, top, right, 0.9, ACCENT)
            paper.rule(LEFT, top + rows * self.row, right, 0.9, ACCENT)
            if rows > len(names):
                paper.rule(LEFT, top + len(names) * self.row, right, 0.3, HAIRLINE)
                paper.rule(LEFT, top + (rows - 1) * self.row, right, 0.9, ACCENT)
        with paper.section("Table"):
            with paper.section("TR"):
                self._heads(paper, y, edges)
            for place, name in enumerate(names):
                with paper.section("TR"):
                    self._candidate(paper, top + place * self.row, place + 1, name, edges)
            if rows > len(names):
                with paper.section("TR"):
                    self._lost(paper, top + len(names) * self.row, edges)
                with paper.section("TR"):
                    self._sum(paper, top + (len(names) + 1) * self.row, edges)
        if self.note:
            words = "Boxed: the stage of election. Bold from then on."
            if self.counted.rule.by_preference:
                words += f" Every column of totals adds up to the {self.counted.valid:,} valid votes."
            with paper.tagged("P"):
                paper.text(LEFT, top + rows * self.row + 4.2, words, _CHANGE)

    def _heads(self, paper: Paper, y: float, edges: Sequence[tuple[float, float]]) -> None:
        with paper.tagged("TH", attributes="<</O/Table/Scope/Column>>"):
            paper.text(LEFT + 1.2, y + _HEAD - 2.2, "Candidate", _STAGE)
        for stage, (left, right) in zip(self.stages, edges, strict=True):
            first, second = self._what(self.counted.stages[stage])
            room = right - left - 2
            with paper.tagged("TH", attributes="<</O/Table/Scope/Column>>"):
                paper.text(right - 1.6, y + 3.4, f"Stage {stage + 1}", _STAGE, "right")
                paper.text(right - 1.6, y + 7.4, first, one_line(first, _WHAT, room, 6), "right")
                paper.text(right - 1.6, y + 11.0, second, one_line(second, _WHAT, room, 5), "right")

    def _what(self, stage: Stage) -> tuple[str, str]:
        people = stage.candidates
        who = self.ballots.name(people[0]) if len(people) == 1 else f"{len(people)} together"
        if stage.action is Action.FIRST:
            return ("First", "preferences") if self.counted.rule.by_preference else ("Crosses", "counted")
        if stage.action is Action.SURPLUS:
            return "Surplus of", who
        return ("Election of", who) if stage.action is Action.ELECT else ("Exclusion of", who)

    def _candidate(
        self, paper: Paper, top: float, number: int, name: str, edges: Sequence[tuple[float, float]]
    ) -> None:
        elected_at = next((n for n, each in enumerate(self.counted.stages) if number in each.elected), None)
        gone_at = next((n for n, each in enumerate(self.counted.stages) if number in each.excluded), None)
        style = replace(_NAME, cut=BOLD_OF[_NAME.cut]) if elected_at is not None else _NAME
        base = top + self.row / 2 + 1.1
        with paper.tagged("TH", attributes="<</O/Table/Scope/Row>>"):
            paper.text(LEFT + 1.2, base, name, one_line(name, style, _NAMES_WIDTH - 2, 5.5))
        for place, (left, right) in zip(self.stages, edges, strict=True):
            stage = self.counted.stages[place]
            before = self.counted.stages[place - 1].votes[number - 1] if place else None
            votes = stage.votes[number - 1]
            out = gone_at is not None and votes == 0 and place >= gone_at
            total = "" if out and before == 0 else "–" if out else written(votes, self.decimals)
            bold = elected_at is not None and place >= elected_at
            if place == elected_at:
                with paper.furniture():
                    paper.box(
                        right - self.total + 0.5, top + 0.6, self.total - 1.0, self.row - 1.2,
                        stroke=ACCENT, weight=1.1, radius=0.8,
                    )  # fmt: skip
            self._cell(paper, left, right, base, change(votes, before, self.decimals), total, bold=bold)

    def _lost(self, paper: Paper, top: float, edges: Sequence[tuple[float, float]]) -> None:
        base = top + self.row / 2 + 1.1
        with paper.tagged("TH", attributes="<</O/Table/Scope/Row>>"):
            paper.text(LEFT + 1.2, base, "Non-transferable", replace(_NAME, colour=MUTED))
        for place, (left, right) in zip(self.stages, edges, strict=True):
            now = self.counted.stages[place].non_transferable
            before = self.counted.stages[place - 1].non_transferable if place else None
            moved = change(now, before, self.decimals)
            self._cell(paper, left, right, base, moved, written(now, self.decimals), bold=False)

    def _sum(self, paper: Paper, top: float, edges: Sequence[tuple[float, float]]) -> None:
        base = top + self.row / 2 + 1.1
        with paper.tagged("TH", attributes="<</O/Table/Scope/Row>>"):
            paper.text(LEFT + 1.2, base, "Total", replace(_NAME, cut=BOLD_OF[_NAME.cut]))
        for place, (left, right) in zip(self.stages, edges, strict=True):
            total = written(self.counted.stages[place].total, self.decimals)
            self._cell(paper, left, right, base, "", total, bold=True)

    def _cell(
        self, paper: Paper, left: float, right: float, base: float, moved: str, total: str, *, bold: bool
    ) -> None:
        style = replace(_TOTAL, cut=BOLD_OF[_TOTAL.cut], colour=INK) if bold else _TOTAL
        with paper.tagged("TD"):
            if moved and right - left > self.total:
                paper.text(right - self.total - 0.6, base, moved, _CHANGE, "right")
            if total:
                paper.text(right - 1.6, base, total, style, "right")
