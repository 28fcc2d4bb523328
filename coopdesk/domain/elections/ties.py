"""Ties settled by an earlier stage: Scotland looks back from the latest, ERS97 forward from the first."""

from collections.abc import Sequence
from dataclasses import dataclass

from coopdesk.domain.elections.lots import Lots
from coopdesk.domain.elections.record import Purpose, Tie

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
    """The latest earlier stage that singles one out; never any: the lot.

    With three or more tied the order is silent about a stage that separates only some of them
    (SSI 2007/42 sch. 1 r. 49 and 51); all stay tied until one stage singles one out.

    Raises:
        LotNeededError: no stage does, and no lot was drawn.
    """
    for number, votes in reversed(points):
        left = question.extreme(question.tied, votes)
        if len(left) == 1:
            return Tie(question.tied, question.purpose, question.votes, left[0], number)
    return _by_lot(question, question.tied, lots)


def by_earliest_point(question: Question, points: Points, lots: Lots) -> Tie:
    """The earliest point that tells them apart, the group shrinking as it goes; then the lot (ERS97 5.2.3, 5.2.5).

    Raises:
        LotNeededError: some are equal throughout, and no lot was drawn.
    """
    left, number = narrowed(question, points)
    if len(left) == 1:
        return Tie(question.tied, question.purpose, question.votes, left[0], number)
    return _by_lot(question, left, lots)


def narrowed(question: Question, points: Points) -> tuple[tuple[int, ...], int]:
    """Those whom no point so far tells apart, and the stage that told the last of the others apart (0: none did)."""
    left, settled = question.tied, 0
    for number, votes in points:
        fewer = question.extreme(left, votes)
        if len(fewer) < len(left):
            left, settled = fewer, number
        if len(left) == 1:
            break
    return left, settled


def _by_lot(question: Question, left: tuple[int, ...], lots: Lots) -> Tie:
    lot = lots.draw(left, question.stage, question.purpose)
    return Tie(question.tied, question.purpose, question.votes, lot.picked, None, lot)
