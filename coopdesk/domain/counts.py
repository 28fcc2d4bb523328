"""The figures of a vote, and what is wrong with figures that cannot be."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from coopdesk.domain.refusals import Refusal


class Choice(StrEnum):
    """What a member answers."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


@dataclass
class NegativeCount(Refusal):
    """A count below nothing."""

    code = "NEGATIVE-COUNT"
    sentence = "{what} was given as {count}, and a count cannot be less than 0. Count again."
    what: str
    count: int


MOST = 1_000_000_000
"""More votes than any society has members: what is above is a slip of the keyboard."""


@dataclass
class AbsurdCount(Refusal):
    """A count above anything a society has."""

    code = "ABSURD-COUNT"
    sentence = "{what} was given as a number of {figures} figures, more than any society has members. Count again."
    what: str
    figures: int


def check_count(what: str, count: int) -> None:
    """Raises:
    NegativeCount, AbsurdCount: nobody can have counted so many.
    """
    if count < 0:
        raise NegativeCount(what=what, count=max(count, -MOST))
    if count > MOST:
        # Not by writing it out: a number may be too long to be written.
        raise AbsurdCount(what=what, figures=int(count.bit_length() * 30_103 // 100_000) + 1)


@dataclass
class BaseNotGiven(Refusal):
    """The rule measures against a number of people that is not known."""

    code = "BASE-NOT-GIVEN"
    sentence = "The rule counts against the number of {people}, which was not given, so there is no result. Give it."
    people: str


@dataclass
class MoreVotesThanPeople(Refusal):
    """The votes outnumber those who could have given them."""

    code = "MORE-VOTES-THAN-PEOPLE"
    sentence = "That makes {votes} votes and there are {people} {who}, so the figures cannot be right. Count again."
    votes: int
    people: int
    who: str


@dataclass
class CastingVoteNotAllowed(Refusal):
    """There is no casting vote to give here."""

    code = "CASTING-VOTE-NOT-ALLOWED"
    sentence = "A casting vote cannot be used here: {why}. Nothing was recorded."
    why: str


@dataclass(frozen=True, slots=True)
class Counts:
    """The votes on one question.

    Raises:
        NegativeCount, AbsurdCount: one of them is below 0, or above anything there is.
    """

    votes_for: int
    against: int
    abstain: int = 0
    spoilt: int = 0

    def __post_init__(self) -> None:
        named = (("For", self.votes_for), ("Against", self.against))
        for what, count in (*named, ("Abstain", self.abstain), ("Spoilt", self.spoilt)):
            check_count(what, count)

    @property
    def cast(self) -> int:
        """For plus against: abstentions and spoilt papers are not votes cast."""
        return self.votes_for + self.against

    @property
    def given(self) -> int:
        """Everybody who answered: hands raised or papers handed in."""
        return self.cast + self.abstain + self.spoilt


def add_up(parts: Iterable[Counts]) -> Counts:
    """The parts of a vote together: classes, or hands and papers."""
    whole = Counts(0, 0)
    for part in parts:
        whole = Counts(
            whole.votes_for + part.votes_for,
            whole.against + part.against,
            whole.abstain + part.abstain,
            whole.spoilt + part.spoilt,
        )
    return whole
