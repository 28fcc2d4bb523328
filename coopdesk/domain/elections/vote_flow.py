"""How votes moved from stage to stage: exact amounts, from whom to whom, as far as a count says it.

Where one candidate alone gave votes up, every movement has a giver and a taker. Where several did at once (Meek's
rounds, candidates excluded together), the record says what each gave and what each took and not whose went where: their
votes go through one pool, and nobody pretends to know more.
"""

from dataclasses import dataclass

from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.record import Count, written
from coopdesk.domain.refusals import Refusal

LOST = 0
"""Stands for the votes that are not transferable, where a candidate's number would stand."""


@dataclass
class NothingMoves(Refusal):
    """A picture of a flow where nothing flows."""

    code = "NOTHING-MOVES"
    sentence = "This count has {stages}, so no vote moved and no flow can be drawn. The declaration has its figures."
    stages: str


@dataclass(frozen=True, slots=True)
class Step:
    """What happened between two stages; amounts in the rule's smallest fraction."""

    stage: int
    """The stage it led to, counted from 1."""
    given: tuple[tuple[int, int], ...]
    """(candidate, votes given up)."""
    taken: tuple[tuple[int, int], ...]
    """(candidate or ``LOST``, votes that arrived). Both sides add up to the same."""

    @property
    def pooled(self) -> bool:
        """Did several give at once?"""
        return len(self.given) > 1


def steps_of_flow(counted: Count) -> tuple[Step, ...]:
    """Every movement of a count, in order.

    Raises:
        NothingMoves: there is one stage, or none.
    """
    if len(counted.stages) < 2:
        raise NothingMoves("one stage" if counted.stages else "no stage")
    steps = []
    for place in range(1, len(counted.stages)):
        before, after = counted.stages[place - 1], counted.stages[place]
        changes = {each: after.votes[each - 1] - before.votes[each - 1] for each in range(1, counted.candidates + 1)}
        changes[LOST] = after.non_transferable - before.non_transferable
        # Fractions cut off may come back to a voter's choice later (ERS97): then the lost votes give.
        given = tuple((each, -change) for each, change in changes.items() if change < 0)
        taken = tuple((each, change) for each, change in changes.items() if change > 0)
        steps.append(Step(place + 1, given, taken))
    return tuple(steps)


def flow_words(counted: Count, ballots: Ballots) -> str:
    """The whole picture in words, with every figure: what a screen reader says in its place."""
    said = [f"Flow of votes over {len(counted.stages)} stages."]
    first = counted.stages[0]
    began = [f"{ballots.name(each)} {_votes(counted, first.votes[each - 1])}" for each in counted.standing]
    said.append(f"Stage 1: {', '.join(began)}.")
    for step in steps_of_flow(counted):
        gave = ", ".join(f"{_name(ballots, each)} gives {_votes(counted, votes)}" for each, votes in step.given)
        took = ", ".join(f"{_votes(counted, votes)} to {_name(ballots, each)}" for each, votes in step.taken)
        said.append(f"Stage {step.stage}: {gave}: {took}." if gave else f"Stage {step.stage}: no vote moves.")
    if counted.finished:
        said.append(f"Elected: {', '.join(ballots.name(each) for each in counted.elected) or 'nobody'}.")
    return " ".join(said)


def _name(ballots: Ballots, each: int) -> str:
    return ballots.name(each) if each != LOST else "non-transferable"


def _votes(counted: Count, votes: int) -> str:
    return written(votes, counted.rule.decimals)
