"""A poll: who may demand one, when, and when the chair ought to call one (domain reference §5).

A poll is a recorded, counted vote that replaces the show of hands and brings the proxies in.
"""

from dataclasses import dataclass
from enum import StrEnum

from coopdesk.domain.counts import Choice, Counts
from coopdesk.domain.motions import MotionState
from coopdesk.domain.refusals import Refusal
from coopdesk.domain.rules import PollRules, figure_words


class DemandedBy(StrEnum):
    """Who demands a poll. The chair always may."""

    CHAIR = "chair"
    DIRECTORS = "directors"
    MEMBERS = "members"


@dataclass
class PollNotDemanded(Refusal):
    """Too few, or not those, who may demand a poll."""

    code = "POLL-NOT-DEMANDED"
    sentence = "This demand for a poll is not valid: {why}. The chair may call one; nothing was changed."
    why: str


@dataclass
class PollTooLate(Refusal):
    """The meeting has gone on to other business (scenario 33)."""

    code = "POLL-TOO-LATE"
    sentence = (
        "A poll on motion {motion} can be demanded {window}, and that time is over. The declared result stands; "
        "nothing was changed."
    )
    motion: int
    window: str


def check_demand(rules: PollRules, by: DemandedBy, demanders: int, votes_in_room: int) -> None:
    """Raises:
    PollNotDemanded: the rules give these no right to a poll.
    """
    if by is DemandedBy.CHAIR:
        return
    if by is DemandedBy.DIRECTORS:
        if not rules.directors:
            raise PollNotDemanded("the rules give the directors no such right")
        return
    if rules.voters is None and rules.percent is None:
        raise PollNotDemanded("the rules leave it to the chair")
    enough = rules.voters is not None and demanders >= rules.voters
    share = rules.percent is not None and demanders > 0 and 100 * demanders >= rules.percent * votes_in_room
    if not enough and not share:
        needed = [f"{rules.voters} voters"] if rules.voters is not None else []
        if rules.percent is not None:
            needed.append(f"{figure_words(rules.percent)}% of the {votes_in_room} votes in the room")
        raise PollNotDemanded(f"{demanders} demanded it and the rules ask for {' or '.join(needed)}")


def check_window(rules: PollRules, state: MotionState, motion: int, *, gone_on: bool) -> None:
    """Whether a poll may still be demanded.

    Args:
        gone_on: other business began since the result was declared.

    Raises:
        PollTooLate: it may not.
    """
    if state is MotionState.DECLARED and (gone_on or not rules.after_result):
        window = "before the show of hands"
        if rules.after_result:
            window += " or straight after its result is declared"
        raise PollTooLate(motion, window)


def with_proxies(hands: Counts, instructions: tuple[Choice | None, ...]) -> Counts:
    """The hands with the votes that directed proxies would add; a proxy left to its holder adds none."""
    return Counts(
        hands.votes_for + instructions.count(Choice.FOR),
        hands.against + instructions.count(Choice.AGAINST),
        hands.abstain + instructions.count(Choice.ABSTAIN),
        hands.spoilt,
    )
