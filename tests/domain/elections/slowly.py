"""The Scottish count done slowly, one paper at a time with exact fractions, straight from the words of the order (SSI
2007/42 schedule 1, rules 45 to 52). It shares nothing with coopdesk's own: no grouping, no scaled integers, no record.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor


@dataclass
class SlowCount:
    """What came out: the votes after each stage, who was elected and excluded in order, and a lot that is needed."""

    tables: list[dict[int, Fraction]] = field(default_factory=list)
    lost: list[Fraction] = field(default_factory=list)
    elected: list[int] = field(default_factory=list)
    excluded: list[int] = field(default_factory=list)
    lot: frozenset[int] = frozenset()


@dataclass
class _Paper:
    choices: tuple[int, ...]
    value: Fraction
    lies_with: int = 0


class _LotError(Exception):
    def __init__(self, tied: list[int]) -> None:
        super().__init__()
        self.tied = frozenset(tied)


def count_slowly(candidates: int, places: int, papers: Mapping[tuple[int, ...], int], decimals: int = 5) -> SlowCount:
    """Count until every place is filled or a lot is needed."""
    counting = _Slow(candidates, places, papers, 10**decimals)
    try:
        counting.run()
    except _LotError as needed:
        counting.out.lot = needed.tied
    return counting.out


class _Slow:
    def __init__(self, candidates: int, places: int, papers: Mapping[tuple[int, ...], int], fineness: int) -> None:
        self.out = SlowCount()
        self.fineness = fineness
        self.places = places
        self.hopeful = set(range(1, candidates + 1))
        self.papers = [_Paper(choices, Fraction(1)) for choices, many in papers.items() for _ in range(many)]
        self.votes = {each: Fraction(0) for each in self.hopeful}
        self.quota = len(self.papers) // (places + 1) + 1

    def run(self) -> None:
        for paper in self.papers:
            self.give(paper)
        self.end_of_stage()
        while len(self.out.elected) < self.places and self.hopeful:
            over = {each: self.votes[each] - self.quota for each in self.out.elected if self.votes[each] > self.quota}
            if over:
                largest = max(over.values())
                self.transfer(self.settle([each for each in over if over[each] == largest], highest=True))
            else:
                fewest = min(self.votes[each] for each in self.hopeful)
                self.exclude(self.settle([e for e in self.hopeful if self.votes[e] == fewest], highest=False))
            self.end_of_stage()

    def give(self, paper: _Paper) -> None:
        """To the next choice that is still in the running; 0 for none."""
        paper.lies_with = next((each for each in paper.choices if each in self.hopeful), 0)
        if paper.lies_with:
            self.votes[paper.lies_with] += paper.value

    def transfer(self, who: int) -> None:
        surplus, total = self.votes[who] - self.quota, self.votes[who]
        for paper in [each for each in self.papers if each.lies_with == who]:
            paper.value = Fraction(floor(surplus * paper.value / total * self.fineness), self.fineness)
            self.give(paper)
        self.votes[who] = Fraction(self.quota)

    def exclude(self, who: int) -> None:
        self.hopeful.discard(who)
        self.out.excluded.append(who)
        for paper in [each for each in self.papers if each.lies_with == who]:
            self.give(paper)
        self.votes[who] = Fraction(0)

    def settle(self, tied: list[int], *, highest: bool) -> int:
        if len(tied) == 1:
            return tied[0]
        for table in reversed(self.out.tables):
            wanted = (max if highest else min)(table[each] for each in tied)
            tied = [each for each in tied if table[each] == wanted]
            if len(tied) == 1:
                return tied[0]
        raise _LotError(tied)

    def end_of_stage(self) -> None:
        reached = {each for each in self.hopeful if self.votes[each] >= self.quota}
        if len(self.hopeful) <= self.places - len(self.out.elected):
            reached = set(self.hopeful)
        self.out.elected += sorted(reached, key=lambda each: (-self.votes[each], each))
        self.hopeful -= reached
        self.out.tables.append(dict(self.votes))
        self.out.lost.append(len(self.papers) - sum(self.votes.values(), Fraction(0)))
