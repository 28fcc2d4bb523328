"""From counts to a decision, and the sentence that says why. Exact at every step: a result may hang on one
vote."""

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from coopdesk.domain.classes import USUAL, ClassCounts, ClassVoting, Weighed, fails_in, weigh
from coopdesk.domain.counts import (
    BaseNotGiven,
    CastingVoteNotAllowed,
    Choice,
    Counts,
    MoreVotesThanPeople,
    NegativeCount,
    check_count,
)
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules import (
    AUDIT,
    Base,
    LegalForm,
    Majority,
    ResolutionRule,
    preset,
    read_majority,
)
from coopdesk.domain.rules.majorities import DISSOLUTION
from coopdesk.domain.tally_words import (
    agreement_words,
    audit_sentence,
    class_words,
    percentage,
    sentence_of,
    signed_sentence,
    tie_words,
    turnout_words,
    weighed_sentence,
)

__all__ = [
    "BaseNotGiven",
    "CastingVoteNotAllowed",
    "Choice",
    "Counts",
    "Decision",
    "MoreVotesThanPeople",
    "NegativeCount",
    "Outcome",
    "agreement_words",
    "decide",
    "decide_rule",
    "needed_of",
    "percentage",
]

AWAITS = (
    "Passed by this meeting; it awaits confirmation by more than half of those voting at a second meeting, held at "
    "least 14 days and at most one month later."
)
"""2014 Act ss.109-113: what the first of two meetings carries has no effect by itself."""


class Outcome(StrEnum):
    """What became of a resolution. Undecided only while a casting vote is open or a second meeting
    awaited."""

    CARRIED = "carried"
    LOST = "lost"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Decision:
    """A result with its arithmetic.

    Args:
        cast: for plus against.
        base_count: what ``needed`` is out of: votes cast, members present or members entitled.
        needed: the fewest votes for that carry.
        sentence: why, for the minutes and the wall.
        threshold_words: the words above the line, "two-thirds needed".
        casting: "for", "against", or "" where no casting vote was used; never among the votes.
        awaiting: what an undecided result waits for, "casting" or "confirmation"; otherwise "".
        turnout_needed: members that had to vote, 0 where the rule asks for none.
        weighed: the weights of class votes or capped investors, None where every vote weighs the same.
        parts: the votes of each class, where they were counted apart.
    """

    outcome: Outcome
    votes_for: int
    against: int
    abstain: int
    spoilt: int
    cast: int
    base: Base
    base_count: int
    needed: int
    sentence: str
    threshold_words: str
    casting: str = ""
    awaiting: str = ""
    turnout_needed: int = 0
    weighed: Weighed | None = None
    parts: tuple[ClassCounts, ...] = ()


def decide(
    counts: Counts,
    rule: ResolutionRule,
    *,
    present: int | None,
    members: int | None,
    casting_vote_open: bool = False,
    casting: Choice | None = None,
    parts: tuple[ClassCounts, ...] = (),
    voting: ClassVoting = USUAL,
) -> Decision:
    """Decide a resolution (domain reference §2.3, §2.4 and §2.5).

    Args:
        present: members present, where known.
        members: members entitled to vote (E), where known.
        casting_vote_open: the rules give the chair a casting vote that has effect.
        casting: the chair's casting vote, once given.
        parts: the same votes by class, where the rule weighs classes, asks for each, or caps investors.
        voting: what the rules say about a class that casts no vote, and about investors.

    Raises:
        NegativeCount: ``present`` or ``members`` is below 0.
        BaseNotGiven: the rule needs ``present`` or ``members`` and it is None.
        MoreVotesThanPeople: the votes outnumber the people.
        CastingVoteNotAllowed: there is none to give.
    """
    weighing = _weighing(counts, rule, present=present, members=members, parts=parts, voting=voting)
    _check_casting(rule, weighing.tie, casting_vote_open, casting)
    carried = casting is Choice.FOR or weighing.holds
    awaiting = "casting" if weighing.tie and casting_vote_open and casting is None else ""
    if carried and rule.two_meetings:
        awaiting = "confirmation"
    outcome = Outcome.UNDECIDED if awaiting else Outcome.CARRIED if carried else Outcome.LOST
    decided = _decision(counts, rule, weighing, outcome, casting, awaiting)
    return replace(decided, sentence=_why(counts, rule, decided, weighing, members))


@dataclass(frozen=True, slots=True)
class _Weighing:
    """The votes held against every test of a rule, before a casting vote.

    Args:
        holds: every test is met: the majority, the turnout, and each class where the rule asks for each.
        tie: as many for as against, where the rule can tie.
        failing: the classes that did not agree, where the rule asks for each.
    """

    base_count: int
    needed: int
    turnout_needed: int
    holds: bool
    tie: bool
    failing: tuple[str, ...]
    weighed: Weighed | None
    parts: tuple[ClassCounts, ...]


def _weighing(
    counts: Counts,
    rule: ResolutionRule,
    *,
    present: int | None,
    members: int | None,
    parts: tuple[ClassCounts, ...],
    voting: ClassVoting,
) -> _Weighing:
    base_count = _base_count(counts, rule, present, members)
    weighed = weigh(parts, rule, voting) if parts else None
    turnout = 0 if rule.min_turnout is None or members is None else _turnout(rule.min_turnout, members)
    failing = fails_in(parts, voting) if rule.class_vote == "each" else ()
    if weighed is None:
        needed = needed_of(rule, base_count, members)
        enough = counts.cast > 0 and counts.votes_for >= needed
    else:
        needed = rule.majority.fewest(weighed.base)
        enough = rule.majority.holds(weighed.votes_for, weighed.base)
    return _Weighing(
        base_count=base_count,
        needed=needed,
        turnout_needed=turnout,
        holds=enough and counts.cast >= turnout and not failing,
        tie=weighed is None and rule.may_tie and counts.cast > 0 and counts.votes_for == counts.against,
        failing=failing,
        weighed=weighed,
        parts=parts,
    )


def _decision(
    counts: Counts, rule: ResolutionRule, weighing: _Weighing, outcome: Outcome, casting: Choice | None, awaiting: str
) -> Decision:
    return Decision(
        outcome=outcome,
        votes_for=counts.votes_for,
        against=counts.against,
        abstain=counts.abstain,
        spoilt=counts.spoilt,
        cast=counts.cast,
        base=rule.base,
        base_count=weighing.base_count,
        needed=weighing.needed,
        sentence="",
        threshold_words=rule.threshold_words,
        casting="" if casting is None else casting.value,
        awaiting=awaiting,
        turnout_needed=weighing.turnout_needed,
        weighed=weighing.weighed,
        parts=weighing.parts,
    )


def _turnout(share: Fraction, members: int) -> int:
    return Majority(share, strict=False).fewest(members)


def _why(counts: Counts, rule: ResolutionRule, decided: Decision, weighing: _Weighing, members: int | None) -> str:
    if rule.statutory == AUDIT and members is not None and counts.cast:
        sentence = audit_sentence(counts, rule.majority, members)
    elif rule.statutory == DISSOLUTION and members is not None:
        sentence = signed_sentence(counts.votes_for, members, decided.needed)
    elif decided.weighed is not None and counts.cast:
        sentence = weighed_sentence(decided.weighed, rule)
    else:
        sentence = sentence_of(counts, rule, decided.base_count, decided.needed)
    if weighing.tie:
        sentence += tie_words(counts, awaits=decided.awaiting == "casting", casting=decided.casting)
    if decided.turnout_needed and members is not None:
        sentence += turnout_words(counts.cast, members, decided.turnout_needed)
    if rule.class_vote == "each" and decided.parts:
        sentence += class_words(decided.parts, weighing.failing)
    return f"{sentence} {AWAITS}" if decided.awaiting == "confirmation" else sentence


def decide_rule(rule_name: str, base: str) -> ResolutionRule:
    """The rule that ``coopdesk decide --rule --base`` names.

    Args:
        rule_name: what ``read_majority`` reads, or "audit-exemption" for the test of the 2014 Act s.84.
        base: "cast", "present" or "members".

    Raises:
        NotUnderstood: neither is such a word.
    """
    try:
        counted = Base(base.strip().lower())
    except ValueError as unknown:
        why = "use cast, present or members"
        raise NotUnderstood(what="The base", value=base, why=why) from unknown
    if rule_name.strip().lower() == "audit-exemption":
        if counted is not Base.CAST:
            why = "section 84 sets the test itself: leave the base at cast and give the members entitled to vote"
            raise NotUnderstood(what="The base", value=base, why=why)
        return preset(LegalForm.CO_OPERATIVE).resolution("audit-exemption")
    majority = read_majority(rule_name)
    return ResolutionRule(kind=majority.name, majority=majority, base=counted)


def _base_count(counts: Counts, rule: ResolutionRule, present: int | None, members: int | None) -> int:
    for what, count in (("The number present", present), ("The number of members", members)):
        if count is not None:
            check_count(what, count)
    # One member one vote, with or without proxies: never more votes than members. Those in the room may hold
    # more votes than there are people, so `present` limits only where the rule counts it.
    if members is not None and counts.given > members:
        raise MoreVotesThanPeople(votes=counts.given, people=members, who=Base.MEMBERS.words)
    if members is None and (rule.base is Base.MEMBERS or rule.statutory == AUDIT or rule.min_turnout is not None):
        raise BaseNotGiven(people=Base.MEMBERS.words)
    if rule.base is Base.MEMBERS and members is not None:
        return members
    if rule.base is Base.PRESENT:
        if present is None:
            raise BaseNotGiven(people=Base.PRESENT.words)
        if counts.given > present:
            raise MoreVotesThanPeople(votes=counts.given, people=present, who=Base.PRESENT.words)
        return present
    return counts.cast


def needed_of(rule: ResolutionRule, base_count: int, members: int | None) -> int:
    """The fewest votes for that carry, out of so many votes cast or people.

    Args:
        members: members entitled to vote, which the audit test of s.84 needs.
    """
    needed = rule.majority.fewest(base_count)
    if rule.statutory != AUDIT or members is None:
        return needed
    # s.84 in votes for: fewer than a fifth of the cast against is more than four-fifths for, and those against must be
    # fewer than a tenth of the members.
    most_against = (members + 9) // 10 - 1
    return max(needed, Majority(Fraction(4, 5), strict=True).fewest(base_count), base_count - most_against)


def _check_casting(rule: ResolutionRule, tie: bool, is_open: bool, casting: Choice | None) -> None:
    if casting is None:
        return
    if casting is Choice.ABSTAIN:
        raise CastingVoteNotAllowed(why="it is for or against, or it is not given at all")
    if not rule.may_tie:
        raise CastingVoteNotAllowed(why="it can only break a tie where more for than against carries")
    if not tie:
        raise CastingVoteNotAllowed(why="the votes are not a tie")
    if not is_open:
        raise CastingVoteNotAllowed(why="the rules give the chair none that has effect, so the tie is lost")
