"""Ties settled by an earlier stage: Scotland looks back from the latest, ERS97 forward from the first."""

from collections.abc import Sequence
from dataclasses import dataclass

from coopdesk.domain.elections.lots import Lots
from coopdesk.domain.elections.record import Parting, Purpose, Tie

Points = Sequence[tuple[int, Sequence[int]]]
"""Each point that counts as earlier: the number of its stage, and the votes then, candidate 1 first."""


@dataclass(frozen=True, slots=True)
class Question:
    """Who of these: the highest (for a surplus, or a place) or the lowest (to be excluded)."""

    tied: tuple[int, ...]
    purpose: Purpose
    stage: int
    """The stage about to be counted."""
    votes: int
    """What they stand at now."""

    @property
    def highest(self) -> bool:
        """Is it the highest that is wanted?"""
        return self.purpose is not Purpose.EXCLUSION

    def extreme(self, tied: Sequence[int], votes: Sequence[int]) -> tuple[int, ...]:
        """Of these, those with the highest (or lowest) of these votes."""
        of_them = [votes[each - 1] for each in tied]
        wanted = max(of_them) if self.highest else min(of_them)
        return tuple(each for each in tied if votes[each - 1] == wanted)


def by_latest_stage(question: Question, points: Points, lots: Lots) -> Tie:
    """The latest earlier stage that tells them apart, then the one before it; some equal throughout: the lot.

    With three or more tied the order is silent about a stage that separates only some of them (SSI 2007/42 sch. 1
    r. 49 and 51). Whoever that stage rules out stays out, for it is the most recent at which they were unequal; those
    still level there are looked for further back (elections reference §8).

    Raises:
        LotNeededError: some are equal throughout, and no lot was drawn.
    """
    return _told_apart(question, tuple(reversed(points)), lots)


def by_earliest_point(question: Question, points: Points, lots: Lots) -> Tie:
    """The earliest point that tells them apart, the group shrinking as it goes; then the lot (ERS97 5.2.3, 5.2.5).

    Raises:
        LotNeededError: some are equal throughout, and no lot was drawn.
    """
    return _told_apart(question, points, lots)


def narrowed(question: Question, points: Points) -> tuple[Parting, ...]:
    """Each point that ruled somebody out, in the order looked at; the last holds those whom no point tells apart."""
    left = question.tied
    found: list[Parting] = []
    for number, votes in points:
        fewer = question.extreme(left, votes)
        if len(fewer) < len(left):
            left = fewer
            found.append(Parting(number, votes[left[0] - 1], left))
        if len(left) == 1:
            break
    return tuple(found)


def _told_apart(question: Question, points: Points, lots: Lots) -> Tie:
    partings = narrowed(question, points)
    left = partings[-1].left if partings else question.tied
    if len(left) == 1:
        return Tie(question.tied, question.purpose, question.votes, left[0], partings[-1].stage, partings=partings)
    lot = lots.draw(left, question.stage, question.purpose)
    return Tie(question.tied, question.purpose, question.votes, lot.picked, None, lot, partings)
