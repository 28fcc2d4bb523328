"""From counts to a decision, and the sentence that says why. Exact at every step: a result may hang on one
vote."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.domain.rules import (
    AUDIT,
    SIMPLE,
    Base,
    LegalForm,
    Majority,
    ResolutionRule,
    preset,
    read_majority,
)


class Choice(StrEnum):
    """What a member answers."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Outcome(StrEnum):
    """What became of a resolution. Undecided only while a casting vote is open or a second meeting
    awaited."""

    CARRIED = "carried"
    LOST = "lost"
    UNDECIDED = "undecided"


@dataclass
class NegativeCount(Refusal):
    """A count below nothing."""

    code = "NEGATIVE-COUNT"
    sentence = "{what} was given as {count}, and a count cannot be less than 0. Count again."
    what: str
    count: int


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
        NegativeCount: one of them is below 0.
    """

    votes_for: int
    against: int
    abstain: int = 0
    spoilt: int = 0

    def __post_init__(self) -> None:
        named = (("For", self.votes_for), ("Against", self.against))
        for what, count in (*named, ("Abstain", self.abstain), ("Spoilt", self.spoilt)):
            if count < 0:
                raise NegativeCount(what=what, count=count)

    @property
    def cast(self) -> int:
        """For plus against: abstentions and spoilt papers are not votes cast."""
        return self.votes_for + self.against

    @property
    def given(self) -> int:
        """Everybody who answered: hands raised or papers handed in."""
        return self.cast + self.abstain + self.spoilt


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


def decide(
    counts: Counts,
    rule: ResolutionRule,
    *,
    present: int | None,
    members: int | None,
    casting_vote_open: bool = False,
    casting: Choice | None = None,
) -> Decision:
    """Decide a resolution (domain reference §2.3 and §2.4).

    Args:
        present: members present, where known.
        members: members entitled to vote (E), where known.
        casting_vote_open: the rules give the chair a casting vote that has effect.
        casting: the chair's casting vote, once given.

    Raises:
        NegativeCount: ``present`` or ``members`` is below 0.
        BaseNotGiven: the rule needs ``present`` or ``members`` and it is None.
        MoreVotesThanPeople: the votes outnumber the people.
        CastingVoteNotAllowed: there is none to give.
    """
    base_count = _base_count(counts, rule, present, members)
    needed = _needed(rule, base_count, members)
    tie = rule.may_tie and counts.cast > 0 and counts.votes_for == counts.against
    _check_casting(rule, tie, casting_vote_open, casting)
    carried = casting is Choice.FOR or (counts.cast > 0 and counts.votes_for >= needed)
    outcome = Outcome.CARRIED if carried else Outcome.LOST
    if tie and casting_vote_open and casting is None:
        outcome = Outcome.UNDECIDED
    if rule.statutory == AUDIT and members is not None and counts.cast:
        sentence = _audit_sentence(counts, rule.majority, members)
    else:
        sentence = _sentence(counts, rule, base_count, needed) + _tie_words(counts, tie, outcome, casting)
    return Decision(
        outcome=outcome,
        votes_for=counts.votes_for,
        against=counts.against,
        abstain=counts.abstain,
        spoilt=counts.spoilt,
        cast=counts.cast,
        base=rule.base,
        base_count=base_count,
        needed=needed,
        sentence=sentence,
        threshold_words=rule.threshold_words,
        casting="" if casting is None else casting.value,
    )


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


def agreement_words(counts: Counts) -> str:
    """ "unanimously" where all voted for, "with none against" (nem. con.) where some abstained, otherwise ""."""
    if counts.votes_for == 0 or counts.against:
        return ""
    return "with none against" if counts.abstain else "unanimously"


def percentage(part: int, whole: int, line: Fraction) -> str:
    """A share to one decimal, "73.5 %", by integers, rounded half up, and never to the other side of
    ``line``.

    Rounding first and comparing afterwards would print 49.96 % as 50.0 % under a lost vote. So the rounded
    tenth is
    compared with the line exactly: a share below it is cut down instead, a share above it carried up; and
    only all is
    100.0, only none is 0.0.

    Args:
        part: votes.
        whole: what they are a share of; above 0.
        line: the share needed, 0 to 1.
    """
    share = Fraction(part, whole)
    below = part * 1000 // whole
    above = -(-part * 1000 // whole)
    tenths = (part * 2000 + whole) // (2 * whole)
    for edge in (Fraction(0), Fraction(1), line):
        shown = Fraction(tenths, 1000)
        if share < edge <= shown:
            tenths = below
        elif shown <= edge < share:
            tenths = above
    return f"{tenths // 10}.{tenths % 10} %"


def _base_count(counts: Counts, rule: ResolutionRule, present: int | None, members: int | None) -> int:
    for what, count in (("The number present", present), ("The number of members", members)):
        if count is not None and count < 0:
            raise NegativeCount(what=what, count=count)
    # One member one vote, with or without proxies: never more votes than members. Those in the room may hold
    # more votes than there are people, so `present` limits only where the rule counts it.
    if members is not None and counts.given > members:
        raise MoreVotesThanPeople(votes=counts.given, people=members, who=Base.MEMBERS.words)
    if members is None and (rule.base is Base.MEMBERS or rule.statutory == AUDIT):
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


def _needed(rule: ResolutionRule, base_count: int, members: int | None) -> int:
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


def _nobody(counts: Counts) -> str:
    gave = [f"{counts.abstain} abstained"] if counts.abstain else []
    if counts.spoilt:
        gave.append(f"{counts.spoilt} {'paper was' if counts.spoilt == 1 else 'papers were'} spoilt")
    rest = f" ({' and '.join(gave)})" if gave else ""
    return f"Nobody voted for or against{rest}, so it is not carried."


def _sentence(counts: Counts, rule: ResolutionRule, base_count: int, needed: int) -> str:
    if counts.cast == 0:
        return _nobody(counts)
    must = "was" if needed == 1 else "were"
    if base_count == 1:
        way = "for" if counts.votes_for else "against"
        return f"The only {rule.base.words_for_one} was {way}; {needed} {must} needed."
    share = percentage(counts.votes_for, base_count, rule.majority.share)
    votes = str(counts.votes_for or "None")
    were = "was" if counts.votes_for <= 1 else "were"
    return f"{votes} of the {base_count} {rule.base.words} {were} for ({share}); at least {needed} {must} needed."


def _tie_words(counts: Counts, tie: bool, outcome: Outcome, casting: Choice | None) -> str:
    if not tie:
        return ""
    votes = f" For {counts.votes_for}, against {counts.against}"
    if casting is not None:
        return f"{votes}; the chair's casting vote was {casting.value}."
    if outcome is Outcome.UNDECIDED:
        return f"{votes}: a tie, open until the chair gives a casting vote or declines to."
    return f"{votes}: a tie, and without a casting vote a tie is lost."


def _audit_sentence(counts: Counts, majority: Majority, members: int) -> str:
    against, cast = counts.against, counts.cast
    fifth = percentage(against, cast, Fraction(1, 5))
    tenth = percentage(against, members, Fraction(1, 10))
    share = percentage(counts.votes_for, cast, majority.share)
    simple = "more votes for than against" if majority == SIMPLE else f"{majority.words} of the votes cast for"
    tests = (
        (f"fewer than 20 % of the {cast} votes cast against", fifth, 5 * against < cast),
        (f"fewer than 10 % of the {members} members against", tenth, 10 * against < members),
        (f"and {simple}", share, counts.votes_for >= majority.fewest(cast)),
    )
    parts = ", ".join(f"{words} ({shown}, {'met' if met else 'not met'})" for words, shown, met in tests)
    return f"{counts.votes_for} for and {against} against. Section 84 of the 2014 Act and the rules need {parts}."
