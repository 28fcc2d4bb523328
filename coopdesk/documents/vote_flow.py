"""The flow of votes as a picture: a column of bars for each stage, and bands for the votes that went on from them.

One drawing for paper and for a file of its own: it asks its surface for boxes, bands and text and for nothing else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from coopdesk.documents.faces import BOLD_OF, Cut
from coopdesk.documents.letterhead import one_line
from coopdesk.documents.page import Align
from coopdesk.documents.palette import ACCENT, BAR_ABSTAINING, LABEL, MUTED, PAPER_WHITE
from coopdesk.documents.type import Colour, Style, width_of
from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.record import Count, written
from coopdesk.domain.elections.stage_cells import stage_cells
from coopdesk.domain.elections.vote_flow import LOST, Step, steps_of_flow

KEPT: Colour = (0.90, 0.92, 0.93)
KEPT_ELECTED: Colour = (0.80, 0.88, 0.90)
MOVED: Colour = (0.55, 0.74, 0.79)
GONE: Colour = (0.80, 0.80, 0.80)
_NAMES, _ENDS = 46.0, 56.0
"""Millimetres left of the first column and right of the last."""
_HEAD, _FOOT = 13.0, 7.0
_BAR = 2.6
_WIDEST_GAP = 4.6
_LABEL = Style(Cut.SANS, 6.2, MUTED)
_STAGE = Style(Cut.SANS_BOLD, 8.5, ACCENT)
_WHAT = Style(Cut.SANS, 7)
_NAME = Style(Cut.SANS, 8.5)


class Surface(Protocol):
    """What the picture is drawn on; millimetres, from the top left corner."""

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        weight: float = 0.3,
    ) -> None:
        """A rectangle."""  # fmt: skip

    def band(self, start: tuple[float, float, float], end: tuple[float, float, float], fill: Colour) -> None:
        """A band from one upright edge to another, each (x, top, height), with level ends."""

    def text(self, x: float, y: float, text: str, style: Style, align: Align = "left") -> float:
        """Text on a baseline."""


@dataclass(frozen=True, slots=True)
class _Column:
    """Where every candidate's bar stands at one stage: top and height, by number; ``LOST`` last."""

    x: float
    places: dict[int, tuple[float, float]]


class VoteFlow:
    """The picture of one count, ``width`` by ``height`` millimetres."""

    def __init__(self, counted: Count, ballots: Ballots, width: float, height: float) -> None:
        """Lay it out.

        Raises:
            NothingMoves: there is only one stage.
        """
        self.steps = steps_of_flow(counted)
        self.counted, self.ballots, self.width, self.height = counted, ballots, width, height
        self.heads = stage_cells(counted, ballots).heads
        self.order = _order(counted)
        room = height - _HEAD - _FOOT
        self.gap = min(_WIDEST_GAP, room * 0.55 / (len(self.order) + 1))
        most = max(stage.total for stage in counted.stages)
        self.unit = (room - self.gap * len(self.order)) / max(1, most)
        self.pitch = (width - _NAMES - _ENDS) / (len(counted.stages) - 1)
        self.columns = [self._column(place) for place in range(len(counted.stages))]

    def _votes(self, place: int, each: int) -> int:
        stage = self.counted.stages[place]
        return stage.non_transferable if each == LOST else stage.votes[each - 1]

    def _column(self, place: int) -> _Column:
        y, places = _HEAD + self.gap, {}
        for each in self.order:
            tall = self._votes(place, each) * self.unit
            places[each] = (y, tall)
            y += tall + self.gap
        return _Column(_NAMES + place * self.pitch, places)

    def draw(self, on: Surface, x: float, y: float) -> None:
        """Draw it with its top left corner at ``x``, ``y``: bands, then bars, then words."""
        for step in self.steps:
            for start, end, fill in self._bands(step):
                on.band((start[0] + x, start[1] + y, start[2]), (end[0] + x, end[1] + y, end[2]), fill)
        for place, column in enumerate(self.columns):
            self._bars(on, x, y, place, column)
            self._heads(on, x, y, place, column)
            self._figures(on, x, y, place, column)
        self._names(on, x, y)
        words = (
            "Dark: elected, framed at the stage of election. White: not transferable. Darker bands: votes that moved."
        )
        on.text(x, y + self.height - 1.2, words, one_line(words, LABEL, self.width, 5))

    def _bands(self, step: Step) -> Iterator[tuple[tuple[float, float, float], tuple[float, float, float], Colour]]:
        before, after = self.columns[step.stage - 2], self.columns[step.stage - 1]
        given, taken = dict(step.given), dict(step.taken)
        kept = {each: self._votes(step.stage - 2, each) - given.get(each, 0) for each in self.order}
        # What stays leaves from the top of a bar and arrives there; what moves stands under it.
        for each, votes in kept.items():
            if votes > 0:
                tall = votes * self.unit
                fill = KEPT_ELECTED if self._elected_by(each, step.stage - 2) else KEPT
                yield (
                    (before.x + _BAR, before.places[each][0], tall), (after.x, after.places[each][0], tall), fill
                )  # fmt: skip
        if step.pooled:
            yield from self._through_a_pool(step, before, after, kept)
            return
        for each, _ in step.given:
            top = before.places[each][0] + kept[each] * self.unit
            for target in self.order:
                if target in taken:
                    tall = taken[target] * self.unit
                    into = after.places[target][0] + kept[target] * self.unit
                    fill = GONE if target == LOST else MOVED
                    yield (before.x + _BAR, top, tall), (after.x, into, tall), fill
                    top += tall

    def _through_a_pool(
        self, step: Step, before: _Column, after: _Column, kept: dict[int, int]
    ) -> Iterator[tuple[tuple[float, float, float], tuple[float, float, float], Colour]]:
        """Several gave at once: their bands meet halfway and part again."""
        total = sum(votes for _, votes in step.given) * self.unit
        middle = (before.x + _BAR + after.x) / 2
        tops = [after.places[each][0] + kept[each] * self.unit for each, _ in step.taken]
        top = sum(tops) / max(1, len(tops)) - total / 2
        into = out = top
        for each, votes in step.given:
            tall = votes * self.unit
            yield (before.x + _BAR, before.places[each][0] + kept[each] * self.unit, tall), (middle, into, tall), MOVED
            into += tall
        for each, votes in step.taken:
            tall = votes * self.unit
            fill = GONE if each == LOST else MOVED
            yield (middle, out, tall), (after.x, after.places[each][0] + kept[each] * self.unit, tall), fill
            out += tall

    def _elected_by(self, each: int, place: int) -> bool:
        return any(each in stage.elected for stage in self.counted.stages[: place + 1])

    def _bars(self, on: Surface, x: float, y: float, place: int, column: _Column) -> None:
        for each, (top, tall) in column.places.items():
            if tall <= 0:
                continue
            tall = max(tall, 0.3)
            if each == LOST:
                on.box(x + column.x, y + top, _BAR, tall, fill=PAPER_WHITE, stroke=BAR_ABSTAINING, weight=0.8)
                continue
            fill = ACCENT if self._elected_by(each, place) else BAR_ABSTAINING
            on.box(x + column.x, y + top, _BAR, tall, fill=fill)
            if each in self.counted.stages[place].elected:
                on.box(x + column.x - 0.7, y + top - 0.7, _BAR + 1.4, tall + 1.4, stroke=ACCENT, weight=1.1)

    def _heads(self, on: Surface, x: float, y: float, place: int, column: _Column) -> None:
        head = self.heads[place]
        middle, room = x + column.x + _BAR / 2, self.pitch - 1.5
        number = f"Stage {place + 1}" if width_of("Stage 99", _STAGE) < room else str(place + 1)
        on.text(middle, y + 3.2, number, one_line(number, _STAGE, room, 4), "centre")
        for line, words in enumerate((head.first, head.second)):
            if words and room > 11:
                on.text(middle, y + 6.6 + 3.0 * line, words, one_line(words, _WHAT, room, 4), "centre")

    def _figures(self, on: Surface, x: float, y: float, place: int, column: _Column) -> None:
        """Over each bar that changed, what came or went and what it stands at; where there is room for them."""
        if place == 0:
            return
        step = self.steps[place - 1]
        moved = {**{each: f"−{self._said(votes)}" for each, votes in step.given},
                 **{each: f"+{self._said(votes)}" for each, votes in step.taken}}  # fmt: skip
        style = replace(_LABEL, size=min(_LABEL.size, self.gap * 2.0))
        last = place == len(self.columns) - 1
        for each, words in moved.items():
            framed = each != LOST and each in self.counted.stages[place].elected
            base = y + column.places[each][0] - self.gap * (0.34 if framed else 0.22)
            total = self._said(self._votes(place, each))
            if width_of(words, style) + 1.5 < self.pitch * 0.6:
                on.text(x + column.x - 0.8, base, words, style, "right")
            if not last and width_of(total, style) + 1.5 < self.pitch * 0.4 + _BAR and total.strip("0."):
                on.text(x + column.x, base, total, replace(style, cut=BOLD_OF[style.cut]))

    def _said(self, votes: int) -> str:
        return written(votes, self.counted.rule.decimals)

    def _names(self, on: Surface, x: float, y: float) -> None:
        """Where everybody began and how it ended, at both sides, all in one size."""
        first, last = self.columns[0], self.columns[-1]
        begun = {each: f"{self._name(each)}  {self._said(self._votes(0, each))}" for each in self.order if each != LOST}
        ended = {each: self._ending(each) for each in self.order}
        left = self._name_style(begun.values(), _NAMES - 3)
        right = self._name_style(ended.values(), _ENDS - _BAR - 3)
        lower = 0.13
        for each, words in begun.items():
            top, tall = first.places[each]
            on.text(x + _NAMES - 1.5, y + top + tall / 2 + left.size * lower, words, self._weighed(left, each), "right")
        for each, words in ended.items():
            top, tall = last.places[each]
            base = y + top + tall / 2 + right.size * lower
            on.text(x + last.x + _BAR + 1.5, base, words, self._weighed(right, each))

    def _name_style(self, words: Iterable[str], room: float) -> Style:
        size = min(_NAME.size, self.gap * 3.0)
        bold = replace(_NAME, cut=BOLD_OF[_NAME.cut], size=size)
        return replace(_NAME, size=min((one_line(each, bold, room, 3.5).size for each in words), default=size))

    def _weighed(self, style: Style, each: int) -> Style:
        return replace(style, cut=BOLD_OF[style.cut]) if each in self.counted.elected else style

    def _name(self, each: int) -> str:
        return "Non-transferable" if each == LOST else self.ballots.name(each)

    def _ending(self, each: int) -> str:
        votes = f"{self._name(each)}  {self._said(self._votes(-1, each))}"
        if each == LOST:
            return votes
        if each in self.counted.elected:
            return f"{votes}  elected"
        out = next((at for at, stage in enumerate(self.counted.stages, 1) if each in stage.excluded), None)
        return f"{self._name(each)}  out at stage {out}" if out else f"{votes}  not elected"


def _order(counted: Count) -> list[int]:
    """The elected first, in their order; then who was last still in, and those out, the latest first."""
    out = list(counted.excluded)
    still = [each for each in counted.standing if each not in counted.elected and each not in out]
    return [*counted.elected, *still, *reversed(out), LOST]
