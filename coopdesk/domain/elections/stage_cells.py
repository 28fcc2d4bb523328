"""The stage table as words: what stands in each head and cell, whatever it is set on (declaration, minutes, screen)."""

from dataclasses import dataclass, replace

from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.record import Action, Count, Rule, Stage
from coopdesk.domain.elections.stage_table import change
from coopdesk.domain.elections.weight_words import class_columns, worth
from coopdesk.domain.elections.weights import ClassShare


@dataclass(frozen=True, slots=True)
class StageHead:
    """What was done at a stage, on two lines: "Surplus of", "Kofi Mensah"."""

    first: str
    second: str
    label: str = ""
    """What stands above in place of the stage's number, over the votes of one class."""


@dataclass(frozen=True, slots=True)
class StageCell:
    """What came or went, and what stood there in the end; for a yes or no the two of them."""

    change: str
    total: str
    boxed: bool = False
    """The stage at which this candidate was elected."""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class StageRow:
    """A candidate, the non-transferable votes, or the total."""

    role: str
    """candidate, lost or sum."""
    name: str
    bold: bool
    cells: tuple[StageCell, ...]


@dataclass(frozen=True, slots=True)
class StageTable:
    """Every stage of a count side by side."""

    heads: tuple[StageHead, ...]
    rows: tuple[StageRow, ...]
    note: str


def stage_cells(counted: Count, ballots: Ballots) -> StageTable:
    """The table of a count; each column of totals adds up to the valid vote where papers are numbered."""
    rows = [_candidate(counted, number, ballots.name(number)) for number in range(1, counted.candidates + 1)]
    if counted.rule.by_preference:
        rows += [_lost(counted), _sum(counted)]
    heads = [_head(counted, ballots, stage) for stage in counted.stages]
    note = "Boxed: the stage of election. Bold from then on."
    if counted.rule.by_preference:
        note += f" Every column of totals adds up to the {counted.valid:,} valid votes."
    shares = class_columns(counted)
    if shares:
        rows = [_with_classes(row, place, shares) for place, row in enumerate(rows)]
        heads = [*(_class_head(each) for each in shares), StageHead("Votes", "weighed", "Together")]
        note = "Boxed: elected. The votes of each class are papers; each counts what stands above them."
    return StageTable(tuple(heads), tuple(rows), note)


def _class_head(share: ClassShare) -> StageHead:
    return StageHead(f"{share.papers} {'paper' if share.papers == 1 else 'papers'}", f"× {worth(share)}", share.name)


def _with_classes(row: StageRow, place: int, shares: tuple[ClassShare, ...]) -> StageRow:
    """The votes of each class in front of the weighed ones; a row is the candidate of that ballot-paper number."""
    cells = tuple(
        StageCell(f"{each.votes[place]} yes", f"{each.against[place]} no")
        if any(any(share.against) for share in shares)
        else StageCell("", str(each.votes[place]))
        for each in shares
    )
    return replace(row, cells=(*cells, *row.cells))


def _head(counted: Count, ballots: Ballots, stage: Stage) -> StageHead:
    people = stage.candidates
    who = ballots.name(people[0]) if len(people) == 1 else f"{len(people)} together"
    if stage.action is Action.FIRST:
        if counted.rule is Rule.CONFIRM:
            return StageHead("Yes", "and no")
        return StageHead("First", "preferences") if counted.rule.by_preference else StageHead("Crosses", "counted")
    if stage.action is Action.SURPLUS:
        return StageHead("Surplus of", who)
    return StageHead("Election of" if stage.action is Action.ELECT else "Exclusion of", who)


def _candidate(counted: Count, number: int, name: str) -> StageRow:
    stages, decimals = counted.stages, counted.rule.decimals
    elected_at = next((at for at, stage in enumerate(stages) if number in stage.elected), None)
    gone_at = next((at for at, stage in enumerate(stages) if number in stage.excluded), None)
    cells = []
    for place, stage in enumerate(stages):
        votes = stage.votes[number - 1]
        before = stages[place - 1].votes[number - 1] if place else None
        bold, boxed = elected_at is not None and place >= elected_at, place == elected_at
        if stage.against:
            against = counted.say(stage.against[number - 1])
            cells.append(StageCell(f"{counted.say(votes)} yes", f"{against} no", boxed, bold))
            continue
        out = gone_at is not None and votes == 0 and place >= gone_at
        total = "" if out and before == 0 else "–" if out else counted.say(votes)
        cells.append(StageCell(change(votes, before, decimals), total, boxed, bold))
    return StageRow("candidate", f"{number}  {name}", elected_at is not None, tuple(cells))


def _lost(counted: Count) -> StageRow:
    stages, decimals = counted.stages, counted.rule.decimals
    cells = []
    for place, stage in enumerate(stages):
        before = stages[place - 1].non_transferable if place else None
        now = stage.non_transferable
        cells.append(StageCell(change(now, before, decimals), counted.say(now)))
    return StageRow("lost", "Non-transferable", False, tuple(cells))


def _sum(counted: Count) -> StageRow:
    totals = (StageCell("", counted.say(stage.total), bold=True) for stage in counted.stages)
    return StageRow("sum", "Total", True, tuple(totals))
