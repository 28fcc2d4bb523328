"""The life of a motion, draft to declared, and everything that may stop a vote.

Each ``may_...`` returns nothing or raises the refusal that says why not. Votes, once open, belong to those on the roll
and in the room when the vote opened; a declared result never changes.
"""

from dataclasses import dataclass
from enum import StrEnum

from coopdesk.domain.refusals import Refusal
from coopdesk.domain.rules import UnknownKind
from coopdesk.domain.tally import CastingVoteNotAllowed, Choice, Counts

__all__ = [
    "AlreadyVoted",
    "CastingVoteNotAllowed",
    "Choice",
    "MotionAlreadyDeclared",
    "MotionAlreadyOpen",
    "MotionNotClosed",
    "MotionNotOpen",
    "MotionState",
    "MotionVoteTaken",
    "MotionWithdrawn",
    "NoQuorumDeclared",
    "NotAnElector",
    "NotOnRoll",
    "QuorumLost",
    "TooManyHands",
    "UnknownKind",
    "VoteMethod",
    "check_elector",
    "check_hands",
    "check_quorum",
    "may_close",
    "may_count",
    "may_declare",
    "may_open",
    "may_recount",
    "may_void",
    "may_void_count",
    "may_vote",
    "may_withdraw",
]


class MotionState(StrEnum):
    """Where a motion stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    DECLARED = "declared"
    WITHDRAWN = "withdrawn"


class VoteMethod(StrEnum):
    """How a vote is taken (domain reference §5)."""

    HANDS = "hands"
    RECORDED = "recorded"
    CARDS = "cards"
    POLL = "poll"
    SECRET = "secret"
    PAPERS = "papers"

    @property
    def words(self) -> str:
        """ "Show of hands", "Recorded vote", "Secret ballot"."""
        return _METHOD_WORDS[self]

    @property
    def by_figures(self) -> bool:
        """True where tellers count and only their figures are recorded."""
        return self in (VoteMethod.HANDS, VoteMethod.CARDS)

    @property
    def by_member(self) -> bool:
        """True where each member's vote is on record."""
        return self in (VoteMethod.RECORDED, VoteMethod.POLL)

    @property
    def is_secret(self) -> bool:
        """True where nobody may know how a member voted, and only the turnout is seen before the close."""
        return self in (VoteMethod.SECRET, VoteMethod.PAPERS)


_METHOD_WORDS = {
    VoteMethod.HANDS: "Show of hands",
    VoteMethod.RECORDED: "Recorded vote",
    VoteMethod.CARDS: "Card count",
    VoteMethod.POLL: "Poll",
    VoteMethod.SECRET: "Secret ballot",
    VoteMethod.PAPERS: "Secret ballot on paper",
}


@dataclass
class MotionNotOpen(Refusal):
    """A vote, a count or a close while voting is not open."""

    code = "MOTION-NOT-OPEN"
    sentence = "Voting on motion {motion} is not open: it is {state}. Nothing was recorded."
    motion: int
    state: str


@dataclass
class MotionAlreadyOpen(Refusal):
    """Put a second time while the vote is on."""

    code = "MOTION-ALREADY-OPEN"
    sentence = "Voting on motion {motion} is open already. Go on voting, or close it."
    motion: int


@dataclass
class MotionVoteTaken(Refusal):
    """Voting is over and the result not yet declared."""

    code = "MOTION-VOTE-TAKEN"
    sentence = "The vote on motion {motion} has been taken. Declare the result, or recount it first."
    motion: int


@dataclass
class MotionNotClosed(Refusal):
    """A declaration or a recount before the vote is closed."""

    code = "MOTION-NOT-CLOSED"
    sentence = "The vote on motion {motion} is not closed: it is {state}. Close the vote first."
    motion: int
    state: str


@dataclass
class MotionAlreadyDeclared(Refusal):
    """A declared result stands."""

    code = "MOTION-ALREADY-DECLARED"
    sentence = (
        "The result of motion {motion} has been declared and does not change. A recount is kept beside it, "
        "and a mistake is put right by a further motion."
    )
    motion: int


@dataclass
class MotionWithdrawn(Refusal):
    """A withdrawn motion stays in the minutes and is not voted on."""

    code = "MOTION-WITHDRAWN"
    sentence = "Motion {motion} was withdrawn, so there is nothing to vote on. Add it again as a new motion if need be."
    motion: int


@dataclass
class TooManyHands(Refusal):
    """More hands than votes in the room (scenario 38)."""

    code = "TOO-MANY-HANDS"
    sentence = "That makes {hands} hands and {votes} votes are in the room. Nothing was recorded: count again."
    hands: int
    votes: int


@dataclass
class AlreadyVoted(Refusal):
    """One member, one vote."""

    code = "ALREADY-VOTED"
    sentence = (
        "Member {member} voted on motion {motion} at {at}, and each member has one vote. "
        "To change it, void that vote first."
    )
    motion: int
    member: str
    at: str


@dataclass
class NotOnRoll(Refusal):
    """Not among those entitled when the chair declared the quorum."""

    code = "NOT-ON-ROLL"
    sentence = (
        "Member {member} is not on the roll of this meeting, which was fixed when the quorum was declared, "
        "and cannot vote tonight. Nothing was recorded."
    )
    member: str


@dataclass
class NotAnElector(Refusal):
    """On the roll, and not one of those who vote on this motion."""

    code = "NOT-AN-ELECTOR"
    sentence = "Member {member} cannot vote on motion {motion}: {reason}. Nothing was recorded."
    motion: int
    member: str
    reason: str


@dataclass
class NoQuorumDeclared(Refusal):
    """Business before the chair has declared a quorum (scenario 6)."""

    code = "NO-QUORUM-DECLARED"
    sentence = "The chair has not declared a quorum, so no vote can be taken yet. Declare the quorum, or adjourn."


@dataclass
class QuorumLost(Refusal):
    """Too few are left, under rules that want a quorum throughout (scenario 9)."""

    code = "QUORUM-LOST"
    sentence = (
        "The quorum is lost: {present} present, {needed} needed. Votes already taken stand; no further vote can open "
        "until enough come back, and otherwise the chair must adjourn."
    )
    present: int
    needed: int


def may_open(state: MotionState, motion: int) -> None:
    """Raises:
    MotionAlreadyOpen, MotionVoteTaken, MotionAlreadyDeclared, MotionWithdrawn: it is past being put.
    """
    _not_final(state, motion)
    if state is MotionState.OPEN:
        raise MotionAlreadyOpen(motion=motion)
    if state is MotionState.CLOSED:
        raise MotionVoteTaken(motion=motion)


def may_vote(state: MotionState, motion: int) -> None:
    """Raises:
    MotionNotOpen, MotionAlreadyDeclared, MotionWithdrawn: no vote can be recorded now.
    """
    _not_final(state, motion)
    if state is not MotionState.OPEN:
        raise MotionNotOpen(motion=motion, state=_state_words(state))


may_void = may_vote
"""A vote is voided only while voting is open; both the vote and its voiding stay on the record."""

may_count = may_vote
"""Hands are entered while voting is open."""

may_close = may_vote
"""Only an open vote closes."""


def may_declare(state: MotionState, motion: int) -> None:
    """Raises:
    MotionNotClosed, MotionAlreadyDeclared, MotionWithdrawn: there is no result to declare.
    """
    _not_final(state, motion)
    if state is not MotionState.CLOSED:
        raise MotionNotClosed(motion=motion, state=_state_words(state))


def may_withdraw(state: MotionState, motion: int) -> None:
    """A mover withdraws with the meeting's leave, and not once the vote has been taken.

    Raises:
        MotionVoteTaken, MotionAlreadyDeclared, MotionWithdrawn: it is too late.
    """
    _not_final(state, motion)
    if state is MotionState.CLOSED:
        raise MotionVoteTaken(motion=motion)


def may_recount(state: MotionState, motion: int) -> None:
    """A recount is a new count beside the first, before or after the declaration; the declaration stands.

    Raises:
        MotionNotClosed, MotionWithdrawn: there is nothing to count again.
    """
    if state is MotionState.WITHDRAWN:
        raise MotionWithdrawn(motion=motion)
    if state not in (MotionState.CLOSED, MotionState.DECLARED):
        raise MotionNotClosed(motion=motion, state=_state_words(state))


def may_void_count(state: MotionState, motion: int) -> None:
    """A count is made void before its result is declared; afterwards a recount is kept beside it.

    Raises:
        MotionNotOpen, MotionAlreadyDeclared, MotionWithdrawn: there is no such count.
    """
    _not_final(state, motion)
    if state is MotionState.DRAFT:
        raise MotionNotOpen(motion=motion, state=_state_words(state))


def check_hands(counts: Counts, votes_in_room: int) -> None:
    """Raises:
    TooManyHands: more hands than votes in the room.
    """
    if counts.given > votes_in_room:
        raise TooManyHands(hands=counts.given, votes=votes_in_room)


def check_elector(member: str, motion: int, *, on_roll: bool, in_room_at_opening: bool) -> None:
    """Who may vote is fixed when the vote opens: those on the roll and in the room.

    Args:
        member: the member number as shown.

    Raises:
        NotOnRoll, NotAnElector: the member is not one of them.
    """
    if not on_roll:
        raise NotOnRoll(member=member)
    if not in_room_at_opening:
        reason = "the vote opened while the member was not in the room; the next motion is open to them"
        raise NotAnElector(motion=motion, member=member, reason=reason)


def check_quorum(*, declared: bool, continuous: bool, present: int, needed: int) -> None:
    """Whether a vote may be opened now.

    Args:
        continuous: the rules want a quorum throughout the meeting.

    Raises:
        NoQuorumDeclared, QuorumLost: it may not.
    """
    if not declared:
        raise NoQuorumDeclared()
    if continuous and present < needed:
        raise QuorumLost(present=present, needed=needed)


def _not_final(state: MotionState, motion: int) -> None:
    if state is MotionState.DECLARED:
        raise MotionAlreadyDeclared(motion=motion)
    if state is MotionState.WITHDRAWN:
        raise MotionWithdrawn(motion=motion)


def _state_words(state: MotionState) -> str:
    return "a draft, not yet put" if state is MotionState.DRAFT else state.value
