"""What would it take? The fewest votes for that carry, asked before the vote."""

from dataclasses import dataclass

from coopdesk.domain.counts import check_count
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules import Base, Majority, ResolutionRule
from coopdesk.domain.tally import BaseNotGiven, MoreVotesThanPeople, needed_of


@dataclass(frozen=True, slots=True)
class Needed:
    """The answer before a vote.

    Args:
        voting: members who will vote for or against.
        needed: the fewest of them that must be for; more than ``voting`` where it cannot carry.
        most_against: the most that may be against, -1 where it cannot carry.
        turnout_needed: the fewest that must vote, 0 where the rule asks for none.
        sentence: the answer in words.
    """

    voting: int
    needed: int
    most_against: int
    turnout_needed: int
    sentence: str

    @property
    def possible(self) -> bool:
        """True where so many voters can carry it."""
        return self.needed <= self.voting >= self.turnout_needed


def what_would_it_take(rule: ResolutionRule, voting: int, *, present: int | None, members: int | None) -> Needed:
    """The fewest votes for at a given turnout.

    Args:
        voting: how many vote for or against.
        present, members: as for ``tally.decide``.

    Raises:
        NegativeCount, BaseNotGiven, MoreVotesThanPeople: as for ``tally.decide``.
        NotUnderstood: classes are weighed, so that no one number answers.
    """
    if rule.class_vote == "weighted":
        raise NotUnderstood("The rule", rule.kind, "with weighted classes no single number of votes decides")
    base = _base(rule, voting, present, members)
    needed = needed_of(rule, base, members)
    turnout = 0
    if rule.min_turnout is not None and members is not None:
        turnout = Majority(rule.min_turnout, strict=False).fewest(members)
    against = voting - needed if needed <= voting >= turnout else -1
    return Needed(voting, needed, against, turnout, _words(rule, voting, base, needed, against, turnout))


def _base(rule: ResolutionRule, voting: int, present: int | None, members: int | None) -> int:
    for what, count in (("The number voting", voting), ("The number present", present), ("The members", members)):
        if count is not None:
            check_count(what, count)
    if members is not None and voting > members:
        raise MoreVotesThanPeople(votes=voting, people=members, who=Base.MEMBERS.words)
    given = {Base.CAST: voting, Base.PRESENT: present, Base.MEMBERS: members}[rule.base]
    if given is None:
        raise BaseNotGiven(people=rule.base.words)
    if rule.min_turnout is not None and members is None:
        raise BaseNotGiven(people=Base.MEMBERS.words)
    return given


def _words(rule: ResolutionRule, voting: int, base: int, needed: int, against: int, turnout: int) -> str:
    if voting < turnout:
        return f"It cannot carry with {voting} voting: at least {turnout} members must vote."
    if against < 0:
        return f"It cannot carry with {voting} voting: {needed} of the {base} {rule.base.words} would have to be for."
    return (
        f"With {voting} voting, at least {needed} must be for and no more than {against} against "
        f"({rule.majority.words} of the {rule.base.words})."
    )
