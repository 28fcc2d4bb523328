"""The sentences that say why a vote came out as it did, for the minutes and the wall."""

from fractions import Fraction

from coopdesk.domain.classes import ClassCounts, Weighed
from coopdesk.domain.counts import Counts
from coopdesk.domain.rules import SIMPLE, Majority, ResolutionRule, figure_words


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


def _nobody(counts: Counts) -> str:
    gave = [f"{counts.abstain} abstained"] if counts.abstain else []
    if counts.spoilt:
        gave.append(f"{counts.spoilt} {'paper was' if counts.spoilt == 1 else 'papers were'} spoilt")
    rest = f" ({' and '.join(gave)})" if gave else ""
    return f"Nobody voted for or against{rest}, so it is not carried."


def sentence_of(counts: Counts, rule: ResolutionRule, base_count: int, needed: int) -> str:
    """ "86 of the 117 votes cast were for (73.5 %); at least 78 were needed." """
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


def tie_words(counts: Counts, *, awaits: bool, casting: str) -> str:
    """What becomes of equal votes."""
    votes = f" For {counts.votes_for}, against {counts.against}"
    if casting:
        return f"{votes}; the chair's casting vote was {casting}."
    if awaits:
        return f"{votes}: a tie, open until the chair gives a casting vote or declines to."
    return f"{votes}: a tie, and without a casting vote a tie is lost."


def audit_sentence(counts: Counts, majority: Majority, members: int) -> str:
    """The three tests of s.84, each with its figure and whether it was met."""
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


def signed_sentence(signed: int, members: int, needed: int) -> str:
    """Dissolution by instrument (2014 Act s.119) counts signatures, not votes."""
    share = percentage(signed, members, Fraction(3, 4)) if members else "0.0 %"
    return f"{signed} of all {members} members signed ({share}); at least {needed} signatures were needed."


def turnout_words(cast: int, members: int, needed: int) -> str:
    """Whether enough members voted, abstentions left out (2014 Act s.113, the cautious reading)."""
    if cast >= needed:
        return f" {cast} of the {members} members entitled voted, and at least {needed} had to."
    return (
        f" But only {cast} of the {members} members entitled voted for or against, and at least {needed} had to, so it "
        "is not carried."
    )


def class_words(parts: tuple[ClassCounts, ...], failing: tuple[str, ...]) -> str:
    """Each class's own votes, naming those without a majority."""
    each = ", ".join(f"{part.name} {part.counts.votes_for} to {part.counts.against}" for part in parts)
    if not failing:
        return f" Every class was for: {each}."
    names = " and ".join(failing)
    return f" By class: {each}. Every class needed a majority and {names} had none, so it is not carried."


def weighed_sentence(weighed: Weighed, rule: ResolutionRule) -> str:
    """The weights written out exactly."""
    share = percentage_of(weighed.votes_for, weighed.base, rule.majority.share)
    carries = f"{rule.majority.words} {'is' if rule.majority.share < 1 else 'are'} needed"
    were_for = f"{figure_words(weighed.votes_for)} of {figure_words(weighed.base)} were for ({share}"
    if weighed.factor is not None:
        return (
            f"Each of the {weighed.investor_votes} investor votes counts as {figure_words(weighed.factor)}, so that "
            f"investors have no more than {figure_words(weighed.cap)}% of the votes: {were_for}); {carries}."
        )
    each = ", ".join(f"{name} {figure_words(votes)} of {figure_words(most)}" for name, votes, most in weighed.shares)
    return f"With the weights of the classes {were_for}; {each}); {carries}."


def percentage_of(part: Fraction, whole: Fraction, line: Fraction) -> str:
    """``percentage`` of two exact weights."""
    scale = part.denominator * whole.denominator
    return percentage(int(part * scale), int(whole * scale), line)
