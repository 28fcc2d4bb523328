"""What a count leaves behind: stages, ties, lots and the result. Every rule fills the same record.

Votes are whole numbers of the smallest fraction the rule knows (``10 ** -decimals`` of a vote, or one part of
``Weights.unit`` where classes weigh differently), so that a record adds up to the last digit.
"""

from dataclasses import dataclass
from enum import StrEnum

from coopdesk.domain.elections.weights import Weights


class Rule(StrEnum):
    """How the papers are counted."""

    SCOTTISH = "scottish"
    ERS97 = "ers97"
    MEEK = "meek"
    AV = "av"
    BLOCK = "block"
    APPROVAL = "approval"
    CONFIRM = "confirm"

    @property
    def decimals(self) -> int:
        """Digits after the point in every vote of this rule."""
        return _DECIMALS.get(self, 0)

    @property
    def by_preference(self) -> bool:
        """Are papers numbered 1, 2, 3, rather than marked with crosses?"""
        return self not in (Rule.BLOCK, Rule.APPROVAL, Rule.CONFIRM)

    @property
    def whole_quota(self) -> bool:
        """Is the quota always a whole number of votes?"""
        return self in (Rule.SCOTTISH, Rule.AV)

    @property
    def full_name(self) -> str:
        """As the declaration names it."""
        return _FULL_NAMES[self]

    @property
    def short_name(self) -> str:
        """As a sentence names it: "the Scottish count"."""
        return _SHORT_NAMES[self]

    @property
    def source(self) -> str:
        """Where the rule is written down."""
        return _SOURCES[self]


CALLED_BY = tuple(rule for rule in Rule if rule is not Rule.CONFIRM)
"""The rules an election is called by. A yes or no is asked only once there turn out to be no more candidates than
places."""

_DECIMALS = {Rule.SCOTTISH: 5, Rule.ERS97: 2, Rule.MEEK: 9}
_FULL_NAMES = {
    Rule.SCOTTISH: "Single transferable vote, Scottish local government rules, five decimals",
    Rule.ERS97: "Single transferable vote, Electoral Reform Society rules 1997 (ERS97), two decimals",
    Rule.MEEK: "Single transferable vote, Meek's method, Proportional Representation Foundation rule, nine decimals",
    Rule.AV: "Alternative vote",
    Rule.BLOCK: "Crosses, the highest totals elected",
    Rule.APPROVAL: "Approval: as many crosses as the voter likes, the highest totals elected",
    Rule.CONFIRM: "Yes or no to each candidate: more yes than no elects",
}


_SHORT_NAMES = {
    Rule.SCOTTISH: "Scottish",
    Rule.ERS97: "ERS97",
    Rule.MEEK: "Meek",
    Rule.AV: "alternative vote",
    Rule.BLOCK: "block vote",
    Rule.APPROVAL: "approval",
    Rule.CONFIRM: "yes-or-no",
}

_SOURCES = {
    Rule.SCOTTISH: "Scottish Local Government Elections Orders, SSI 2007/42 and SSI 2011/399, schedule 1",
    Rule.ERS97: "“How to conduct an election by the single transferable vote”, Electoral Reform Society, 1997",
    Rule.MEEK: "Reference rule of Meek's method, Proportional Representation Foundation",
    Rule.AV: "The Scottish rule with one place",
    Rule.BLOCK: "The society's rules",
    Rule.APPROVAL: "The society's rules",
    Rule.CONFIRM: "The society's rules",
}


class Action(StrEnum):
    """What was done at a stage."""

    FIRST = "first"
    SURPLUS = "surplus"
    EXCLUDE = "exclude"
    ELECT = "elect"
    DEFEAT = "defeat"


class Purpose(StrEnum):
    """What a tie was about."""

    SURPLUS = "surplus"
    EXCLUSION = "exclusion"
    ELECTION = "election"


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot that was drawn. ``picked`` is whose surplus goes first, who is excluded, or who is elected."""

    tied: tuple[int, ...]
    stage: int
    purpose: Purpose
    picked: int
    method: str
    """How it was drawn, so that anybody can repeat it or ask the witness."""


@dataclass(frozen=True, slots=True)
class Parting:
    """An earlier stage that told some of the tied apart from the others."""

    stage: int
    votes: int
    """What those left had then: the most of them all, or the fewest where one is to be excluded."""
    left: tuple[int, ...]
    """Who was still tied after it was looked at."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Equal votes, and how they were settled."""

    tied: tuple[int, ...]
    purpose: Purpose
    votes: int
    picked: int
    at_stage: int | None
    """The earlier stage that told them apart, or ``None`` where it was the lot."""
    lot: Lot | None = None
    partings: tuple[Parting, ...] = ()
    """Every earlier stage that ruled somebody out, in the order in which they were looked at."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Papers of one value that moved together."""

    papers: int
    value: int
    """What each was worth before."""
    passed_at: int
    """What each is worth where it went."""
    non_transferable: int
    """Papers with no further choice."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage, as it stood when it ended."""

    action: Action
    candidates: tuple[int, ...]
    """Whose papers moved."""
    votes: tuple[int, ...]
    """By ballot-paper number, number 1 first."""
    non_transferable: int
    quota: int
    elected: tuple[int, ...] = ()
    excluded: tuple[int, ...] = ()
    surplus: int = 0
    """What was transferred, in a stage that transfers a surplus."""
    deferred: int = 0
    """Surpluses left where they were because moving them could change nothing yet (ERS97 5.2.1)."""
    batches: tuple[Batch, ...] = ()
    ties: tuple[Tie, ...] = ()
    doomed: tuple[int, ...] = ()
    """Who could have no place because of reserved seats: passed over, or excluded for that."""
    against: tuple[int, ...] = ()
    """Votes against each, by ballot-paper number, where candidates are put to a yes or no."""

    @property
    def total(self) -> int:
        """Votes and non-transferable together: equal to the valid vote at every stage."""
        return sum(self.votes) + self.non_transferable


@dataclass(frozen=True, slots=True)
class Count:
    """A whole count, or one that stopped because a lot is needed."""

    rule: Rule
    candidates: int
    places: int
    valid: int
    quota: int
    """As it stood at the end; 0 where the rule has none."""
    stages: tuple[Stage, ...]
    elected: tuple[int, ...]
    """In order of election."""
    lot_needed_between: tuple[int, ...] | None = None
    lot_purpose: Purpose | None = None
    standing: tuple[int, ...] = ()
    weights: Weights | None = None
    """How papers were weighed, where classes of members do not weigh the same."""

    def say(self, votes: int) -> str:
        """Votes as they are printed."""
        return written(votes, self.rule.decimals) if self.weights is None else self.weights.say(votes)

    def exactly(self, votes: int) -> str:
        """Votes for other software: a decimal, or an exact fraction where papers were weighed."""
        return written(votes, self.rule.decimals) if self.weights is None else str(self.weights.fraction(votes))

    @property
    def finished(self) -> bool:
        """Is there a result to declare?"""
        return self.lot_needed_between is None

    @property
    def excluded(self) -> tuple[int, ...]:
        """In order of exclusion."""
        return tuple(each for stage in self.stages for each in stage.excluded)

    @property
    def lots(self) -> tuple[Lot, ...]:
        """Every lot that was drawn, in order: given to a recount, they settle it the same way."""
        return tuple(tie.lot for stage in self.stages for tie in stage.ties if tie.lot is not None)

    @property
    def unfilled(self) -> int:
        """Places nobody stood for; they stay vacant."""
        return self.places - len(self.elected) if self.finished else 0

    def won_places(self, reopen: int) -> tuple[int, ...]:
        """Who takes a place, in order of election, where "re-open nominations" stood as candidate ``reopen`` (0: not).

        Once it wins a place, that place and all not filled by then stay vacant and nominations re-open for them:
        nobody takes a place whom the voters put behind it. Whoever reached the quota at the same stage, or had as many
        votes then, is not behind it.
        """
        if reopen not in self.elected:
            return self.elected
        at = self.elected_at(reopen)
        stage = self.stages[at - 1]
        enough = stage.votes[reopen - 1]
        if stage.quota:
            enough = min(enough, stage.quota)
        return tuple(
            each
            for each in self.elected
            if each != reopen
            and (self.elected_at(each) < at or (each in stage.elected and stage.votes[each - 1] >= enough))
        )

    @property
    def runners_up(self) -> tuple[int, ...]:
        """Who came nearest without a place, for a casual vacancy: one, or more where they stood equal."""
        if not self.finished or not self.stages or self.rule is Rule.CONFIRM:
            return ()
        out = set(self.excluded) | set(self.elected)
        still = [each for each in self.standing if each not in out]
        if still:
            votes = self.stages[-1].votes
            most = max(votes[each - 1] for each in still)
            return tuple(each for each in still if votes[each - 1] == most)
        return self.excluded[-1:]

    def elected_at(self, candidate: int) -> int:
        """The stage, counted from 1, at which somebody was elected."""
        return next(number for number, stage in enumerate(self.stages, 1) if candidate in stage.elected)


def written(votes: int, decimals: int) -> str:
    """Votes as they are printed: exactly so many decimals, a true minus before a loss is the caller's affair."""
    if decimals == 0:
        return str(votes)
    sign = "-" if votes < 0 else ""
    whole, part = divmod(abs(votes), 10**decimals)
    return f"{sign}{whole}.{part:0{decimals}}"
