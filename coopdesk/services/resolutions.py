"""A motion as the minutes write it."""

from coopdesk.domain.members import display_number
from coopdesk.domain.motions import MotionState
from coopdesk.services.debate_view import FormerText
from coopdesk.services.minutes_view import EarlierCount, Resolution
from coopdesk.services.motion_view import CountView, MotionView


def resolution(motion: MotionView) -> Resolution:
    """The motion in full, with the count whose result stands and any earlier counts beside it."""
    standing = motion.result
    decided = standing.decision if standing is not None else None
    counts = standing.counts if standing is not None else None
    declared = standing.declared_at if standing is not None else None
    outcome = decided.outcome.value if decided is not None and declared is not None else ""
    if motion.state is MotionState.WITHDRAWN:
        outcome = motion.debate.set_aside or "withdrawn"
    elif decided is not None and declared is not None and decided.awaiting == "confirmation":
        outcome = "awaiting confirmation"
    return Resolution(
        number=motion.number,
        title=motion.title,
        text=motion.text,
        kind=motion.rule.title,
        rule=motion.rule.words,
        proposer=_person(motion.proposer),
        seconder=_person(motion.seconder),
        method=_method(standing) if standing is not None else "",
        opened=standing.opened_at if standing is not None else None,
        closed=standing.closed_at if standing is not None else None,
        declared=declared,
        votes_for=counts.votes_for if counts is not None else None,
        votes_against=counts.against if counts is not None else None,
        abstentions=counts.abstain if counts is not None else None,
        spoilt=counts.spoilt if counts is not None else None,
        votes_in_room=standing.electors if standing is not None else None,
        needed=decided.needed if decided is not None else None,
        outcome=outcome,
        sentence=decided.sentence if decided is not None else "",
        casting=decided.casting if decided is not None else "",
        effect=_effect(motion, outcome),
        earlier_counts=(
            *(EarlierCount(_former_words(each)) for each in motion.debate.former),
            *(EarlierCount(_count_words(count)) for count in motion.counts if count is not standing),
        ),
    )


def _effect(motion: MotionView, outcome: str) -> str:
    """What follows from a carried resolution: registration, or the second meeting and its dates."""
    if motion.debate.standing.sentence:
        return motion.debate.standing.sentence
    return motion.rule.effect if outcome == "carried" else ""


def _method(count: CountView) -> str:
    """ "Poll (demanded by the chair, 10 votes by proxy)"; a recorded vote and a plain show of hands stand alone."""
    return f"{count.method.words} ({count.notes})" if count.notes else count.method.words


def _former_words(former: FormerText) -> str:
    if former.amendment:
        return f"Before motion {former.amendment} amended it, it read: “{former.text}”"
    return f"Before a slip was put right, it read: “{former.text}”"


def _count_words(count: CountView) -> str:
    if count.void:
        return f"Count {count.attempt}, a {count.method.words.lower()}, was given up: {count.void}."
    if count.counts is None or count.decision is None:
        return f"Count {count.attempt} was not finished."
    counts = count.counts
    figures = f"Count {count.attempt}: for {counts.votes_for}, against {counts.against}, abstaining {counts.abstain}"
    declared = f"; declared {count.decision.outcome.value}" if count.declared_at is not None else ""
    if declared and count.decision.casting:
        declared += f" by the chair’s casting vote {count.decision.casting}"
    return f"{figures}{declared}."


def _person(person: tuple[str, str]) -> str:
    name, number = person
    return f"{name} ({display_number(number)})" if name else ""
