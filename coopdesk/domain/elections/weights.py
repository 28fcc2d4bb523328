"""Papers of classes that do not weigh the same: fixed weights, and a cap on investors. Exact fractions throughout.

Domain reference §2.5 ("elections included") and elections reference §4, end. A class with a fixed weight shares it
among its valid papers; where only investors are capped, each paper is one vote and an investor's is cut to the fraction
that leaves investors together the cap. A paper is worth the same for every name on it, so that the weight of a class is
its part of the poll: somebody who marks fewer names than they might gives those up, as in any ballot by crosses.

In 2015 the Co-op Group told two people wrongly that they were elected, because votes had not been weighted (elections
reference §5): what a paper counts, and why, stands in the record of the count.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm
from typing import Literal

from coopdesk.domain.classes import ClassVoting, investor_factor
from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.refusals import Refusal
from coopdesk.domain.rules import figure_words

LEAST_SHOWN = 5
"""Papers of a class from which its own votes are told: of fewer they would tell how somebody voted."""

_READABLE = 999
"""The largest number under the line of a fraction that people are shown as one."""

Way = Literal["weighted", "capped"]


@dataclass
class NoWeightsByPreference(Refusal):
    """Papers worth less than a vote from the start, in a transferable vote."""

    code = "NO-WEIGHTED-PREFERENCES"
    sentence = (
        "The rules weigh the classes of members differently, and no published rule of the {rule} count knows papers "
        "that are worth less than a vote from the start. Hold this election by crosses (block or approval), or as one "
        "contest for each class (constituencies). Nothing was done."
    )
    rule: str


@dataclass(frozen=True, slots=True)
class WeighedClass:
    """A class with a box of its own.

    Args:
        weight: its share, on whatever scale the rules use; 1 where only investors are capped.
        investor: True for non-user investors.
    """

    name: str
    weight: Fraction = Fraction(1)
    investor: bool = False


@dataclass(frozen=True, slots=True)
class Weighing:
    """What the rules say of the classes of one election, as frozen with its roll."""

    way: Way
    classes: tuple[WeighedClass, ...]
    voting: ClassVoting

    def values(self, papers: Mapping[str, int]) -> dict[str, Fraction]:
        """What one paper of each class counts, by how many valid papers each class cast."""
        if self.way == "weighted":
            return {
                each.name: each.weight / papers[each.name] if papers.get(each.name) else Fraction(0)
                for each in self.classes
            }
        factor = Fraction(1)
        if self.voting.cap is not None:
            investors = sum(papers.get(each.name, 0) for each in self.classes if each.investor)
            users = sum(papers.get(each.name, 0) for each in self.classes if not each.investor)
            factor = investor_factor(users, investors, self.voting.cap)
        return {each.name: factor if each.investor else Fraction(1) for each in self.classes}


@dataclass(frozen=True, slots=True)
class ClassShare:
    """What a class did in a count.

    Args:
        papers: its valid papers.
        value: what each of them counts.
        votes: its own crosses, or its yes, by ballot-paper number; papers, not yet weighed.
        against: its own no, where candidates are put to a yes or no.
    """

    name: str
    weight: Fraction
    investor: bool
    papers: int
    value: Fraction
    votes: tuple[int, ...]
    against: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Weights:
    """How the papers of a count were weighed. The votes of its record are in parts of a vote, ``unit`` to one."""

    way: Way
    voting: ClassVoting
    unit: int
    classes: tuple[ClassShare, ...]

    def fraction(self, votes: int) -> Fraction:
        """Votes of the record as what they are."""
        return Fraction(votes, self.unit)

    def say(self, votes: int) -> str:
        """ "12 5/18"; where nobody can read the fraction, as many decimals as tell any two totals apart, cut."""
        exact = self.fraction(votes)
        if exact.denominator <= _READABLE:
            return figure_words(exact)
        places = len(str(self.unit))
        whole, part = divmod(exact.numerator * 10**places // exact.denominator, 10**places)
        return f"{whole}.{part:0{places}}…"

    @property
    def silent(self) -> Fraction:
        """The weight of classes without a paper, where the rules count it with nothing for anybody."""
        if self.way == "capped" or self.voting.silent == "dropped":
            return Fraction(0)
        return sum((each.weight for each in self.classes if not each.papers), Fraction(0))

    @property
    def told_by_class(self) -> bool:
        """Are the votes of each class to be told? Not where they would tell how one of a few voted."""
        return all(each.papers == 0 or each.papers >= LEAST_SHOWN for each in self.classes)


@dataclass(frozen=True, slots=True)
class ClassPapers:
    """The papers of one contest as they lie, class by class."""

    weighing: Weighing
    parts: Mapping[str, Ballots]

    def each(self, change: Callable[[Ballots], Ballots]) -> "ClassPapers":
        """The same with the papers of every class passed through ``change``."""
        return ClassPapers(self.weighing, {name: change(ballots) for name, ballots in self.parts.items()})

    def weigh(self, candidates: int) -> Weights:
        """What each class did, and what each of its papers counts."""
        values = self.weighing.values({name: ballots.valid for name, ballots in self.parts.items()})
        shares = []
        for each in self.weighing.classes:
            ballots = self.parts.get(each.name)
            votes, against = [0] * candidates, [0] * candidates
            for marks, papers in (ballots.papers if ballots else {}).items():
                for mark in marks:
                    (votes if mark > 0 else against)[abs(mark) - 1] += papers
            valid = ballots.valid if ballots else 0
            shares.append(
                ClassShare(
                    each.name, each.weight, each.investor, valid, values[each.name], tuple(votes), tuple(against)
                )
            )
        # The weight of a class without a paper may be counted for nobody, and is then compared in the same parts.
        parts = [each.value if each.papers else each.weight for each in shares]
        unit = lcm(*(part.denominator for part in parts))
        return Weights(self.weighing.way, self.weighing.voting, unit, tuple(shares))


def weighed_votes(weights: Weights, candidates: int, *, against: bool = False) -> list[int]:
    """Each candidate's votes of all classes together, in parts of a vote."""
    totals = [0] * candidates
    for each in weights.classes:
        value = each.value * weights.unit
        for place, papers in enumerate(each.against if against else each.votes):
            totals[place] += papers * value.numerator
    return totals


def together(parts: Mapping[str, Ballots], names: Ballots) -> Ballots:
    """All papers of a contest, whichever class they are of; title and candidates as in ``names``."""
    papers: dict[tuple[int, ...], int] = {}
    spoilt = dict(names.spoilt)
    for ballots in parts.values():
        for marks, many in ballots.papers.items():
            papers[marks] = papers.get(marks, 0) + many
        for reason, many in ballots.spoilt.items():
            spoilt[reason] = spoilt.get(reason, 0) + many
    return replace(names, papers=papers, spoilt=spoilt)
