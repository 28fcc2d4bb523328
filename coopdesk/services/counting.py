"""Motions put, counted, closed and declared.

Who may vote is fixed when a vote opens: roll and room together (``design.md`` §5). One count may follow another; every
count stays, and a declared result never changes.
"""

from dataclasses import dataclass

from sqlalchemy import bindparam, insert, select

from coopdesk.domain.motions import (
    Choice,
    VoteMethod,
    check_hands,
    may_close,
    may_count,
    may_declare,
    may_open,
    may_recount,
)
from coopdesk.domain.refusals import NotUnderstood, NotYetBuilt, Refusal
from coopdesk.domain.tally import Counts, Decision, Outcome
from coopdesk.services import urn
from coopdesk.services.act import Act
from coopdesk.services.events import MeetingChanged, VoteChanged
from coopdesk.services.motions import LAST_COUNT, Count, Motion, decision, end_count, last_count, motion_by_number
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.quorum import refuse_without_quorum
from coopdesk.services.room import (
    Meeting,
    digest_of,
    meeting_for_business,
    room_view,
    rules_of,
)
from coopdesk.storage.tables import (
    AttendanceRow,
    CountRow,
    ElectorRow,
    HandsRow,
    MotionRow,
    ResultRow,
)

_OTHER_OPEN = select(MotionRow.number).where(MotionRow.meeting == bindparam("meeting"), MotionRow.state == "open")


_ELECTORS = (
    select(AttendanceRow.member)
    .where(
        AttendanceRow.meeting == bindparam("meeting"),
        AttendanceRow.left_at.is_(None),
        AttendanceRow.void == 0,
        AttendanceRow.may_vote == 1,
    )
    .order_by(AttendanceRow.member)
)


@dataclass
class AnotherVoteOpen(Refusal):
    """One vote at a time, so that a card means one thing."""

    code = "ANOTHER-VOTE-OPEN"
    sentence = "Voting on motion {number} is still open. Close it before another motion is put."
    number: int


@dataclass
class NothingCounted(Refusal):
    """Closing a show of hands without figures."""

    code = "NOTHING-COUNTED"
    sentence = "No hands have been counted for motion {number} yet. Enter the tellers' figures, then close."
    number: int


@dataclass
class CastingVoteNeeded(Refusal):
    """A tie the rules let the chair break."""

    code = "CASTING-VOTE-NEEDED"
    sentence = (
        "Motion {number} is tied at {votes} each and the rules give the chair a casting vote. "
        "Declare it again with the chair's choice, for or against."
    )
    number: int
    votes: int


@dataclass(frozen=True, slots=True)
class PutMotion(Command[Count]):
    """Open the vote: the electors are fixed now."""

    meeting: int
    number: int
    method: str


@handles(PutMotion)
def put_motion(command: PutMotion, act: Act) -> Done[Count]:
    """Open voting on a draft.

    Raises:
        NoQuorumDeclared, QuorumLost: no vote can open.
        AnotherVoteOpen: one at a time.
        Refusal: the motion is past being put.
    """
    meeting = meeting_for_business(act.reader, command.meeting)
    motion = motion_by_number(act.reader, meeting, command.number)
    may_open(motion.state, motion.number)
    return Done(_open_count(act, meeting, motion, command.method), (VoteChanged(), MeetingChanged()))


@dataclass(frozen=True, slots=True)
class RecountMotion(Command[Count]):
    """Count again. The first count, and any declared result, stay beside the new one.

    ``method`` is empty for the same way as before; a show of hands that is doubted is counted again by "recorded".
    """

    meeting: int
    number: int
    method: str = ""


@handles(RecountMotion)
def recount_motion(command: RecountMotion, act: Act) -> Done[Count]:
    """Open a further count, by the same method unless another is named.

    Raises:
        MotionNotClosed, MotionWithdrawn: there is nothing to count again.
        NoQuorumDeclared, QuorumLost, AnotherVoteOpen: no vote can open.
    """
    meeting = meeting_for_business(act.reader, command.meeting)
    motion = motion_by_number(act.reader, meeting, command.number)
    may_recount(motion.state, motion.number)
    method = command.method or last_count(act.reader, motion).method.value
    return Done(_open_count(act, meeting, motion, method), (VoteChanged(), MeetingChanged()))


def _open_count(act: Act, meeting: Meeting, motion: Motion, method: str) -> Count:
    if method in ("cards", "poll"):
        raise NotYetBuilt(f"Voting by {method}")
    if method not in tuple(VoteMethod):
        raise NotUnderstood("The way of voting", method, "it is hands, recorded or secret")
    room = room_view(act.reader, meeting, act.now)
    refuse_without_quorum(act.reader, meeting, room)
    other = act.reader.value(_OTHER_OPEN, meeting=meeting.id)
    if other is not None:
        raise AnotherVoteOpen(other)
    rules_of(act.reader, meeting).resolution(motion.kind)
    before = act.reader.first(LAST_COUNT, motion=motion.id)
    electors = [member for (member,) in act.reader.rows(_ELECTORS, meeting=meeting.id)]
    count = act.add(
        CountRow,
        motion=motion.id,
        attempt=1 if before is None else before[1] + 1,
        method=method,
        opened_at=act.at,
        closed_at=None,
        present=room.present,
        electors=len(electors),
        elector_digest=None,
        votes_for=None,
        votes_against=None,
        abstentions=None,
        spoilt=None,
    )
    act.writer.execute(_FREEZE_ELECTORS, count=count, meeting=meeting.id)
    if method == VoteMethod.SECRET:
        urn.lay(act, count, len(electors))
    act.change(CountRow, count, elector_digest=digest_of(electors))
    act.change(MotionRow, motion.id, state="open")
    return last_count(act.reader, motion)


_FREEZE_ELECTORS = insert(ElectorRow).from_select(
    ["count", "member"],
    select(bindparam("count", type_=CountRow.id.type), AttendanceRow.member).where(
        AttendanceRow.meeting == bindparam("meeting"),
        AttendanceRow.left_at.is_(None),
        AttendanceRow.void == 0,
        AttendanceRow.may_vote == 1,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHands(Command[Counts]):
    """The tellers' figures. Given again before the close, the last ones stand and all are kept."""

    meeting: int
    number: int
    votes_for: int
    against: int
    abstain: int = 0
    spoilt: int = 0


@handles(RecordHands)
def record_hands(command: RecordHands, act: Act) -> Done[Counts]:
    """Record a show of hands.

    Raises:
        TooManyHands: more hands than votes in the room.
        NegativeCount: a figure below 0.
        MotionNotOpen: voting is not open.
    """
    meeting = meeting_for_business(act.reader, command.meeting)
    motion = motion_by_number(act.reader, meeting, command.number)
    may_count(motion.state, motion.number)
    counts = Counts(command.votes_for, command.against, command.abstain, command.spoilt)
    count = last_count(act.reader, motion)
    if count.method is not VoteMethod.HANDS:
        raise NotUnderstood("A count of hands", str(counts.given), f"this vote is a {count.method.words.lower()}")
    check_hands(counts, count.electors)
    hands = act.add(
        HandsRow,
        count=count.id,
        at=act.at,
        votes_for=counts.votes_for,
        votes_against=counts.against,
        abstentions=counts.abstain,
        spoilt=counts.spoilt,
        void=0,
    )
    return Done(counts, (VoteChanged(),), UndoHands(hands))


@dataclass(frozen=True, slots=True)
class UndoHands(Command[None]):
    """Figures typed wrongly; they stay on the record as void."""

    hands: int


@handles(UndoHands)
def undo_hands(command: UndoHands, act: Act) -> Done[None]:
    """Void one entry of figures, while its count is open.

    Raises:
        MotionNotClosed: never; a closed count keeps its figures.
    """
    closed = act.reader.value(_HANDS_CLOSED, hands=command.hands)
    if closed is not None:
        raise CountIsClosed()
    act.change(HandsRow, command.hands, void=1)
    return Done(None, (VoteChanged(),))


_HANDS_CLOSED = (
    select(CountRow.closed_at).join(HandsRow, HandsRow.count == CountRow.id).where(HandsRow.id == bindparam("hands"))
)


@dataclass
class CountIsClosed(Refusal):
    """What was counted stays as it was when the vote closed."""

    code = "COUNT-CLOSED"
    sentence = "That count is closed and stays as it was. If it was wrong, recount the motion."


@dataclass(frozen=True, slots=True)
class CloseVote(Command[Decision]):
    """No more votes; the value is what a declaration would say."""

    meeting: int
    number: int


@handles(CloseVote)
def close_vote(command: CloseVote, act: Act) -> Done[Decision]:
    """Close voting and total the count.

    Raises:
        MotionNotOpen: it is not open.
        NothingCounted: a show of hands without figures.
    """
    meeting = meeting_for_business(act.reader, command.meeting)
    motion = motion_by_number(act.reader, meeting, command.number)
    may_close(motion.state, motion.number)
    count = last_count(act.reader, motion)
    counts = end_count(act, count)
    if counts is None:
        raise NothingCounted(motion.number)
    act.change(MotionRow, motion.id, state="closed")
    decided = decision(act.reader, meeting, motion, counts, count)
    return Done(decided, (VoteChanged(), MeetingChanged()), sweep=count.method is VoteMethod.SECRET)


@dataclass(frozen=True, slots=True)
class DeclareResult(Command[Decision]):
    """The chair declares. ``casting`` is the chair's choice on a tie, where the rules give one."""

    meeting: int
    number: int
    casting: str = ""


@handles(DeclareResult)
def declare_result(command: DeclareResult, act: Act) -> Done[Decision]:
    """Write the result for good.

    Raises:
        MotionNotClosed, MotionAlreadyDeclared: there is nothing to declare.
        CastingVoteNeeded: the tie is the chair's to break.
        CastingVoteNotAllowed: there is no casting vote to give.
    """
    meeting = meeting_for_business(act.reader, command.meeting)
    motion = motion_by_number(act.reader, meeting, command.number)
    may_declare(motion.state, motion.number)
    count = last_count(act.reader, motion)
    assert count.counts is not None
    casting = Choice(command.casting) if command.casting else None
    decided = decision(act.reader, meeting, motion, count.counts, count, casting)
    if decided.outcome is Outcome.UNDECIDED:
        raise CastingVoteNeeded(motion.number, decided.votes_for)
    act.add(
        ResultRow,
        count=count.id,
        motion=motion.id,
        outcome=decided.outcome.value,
        votes_for=decided.votes_for,
        votes_against=decided.against,
        abstentions=decided.abstain,
        spoilt=decided.spoilt,
        votes_cast=decided.cast,
        base=decided.base.value,
        base_count=decided.base_count,
        needed=decided.needed,
        sentence=decided.sentence,
        threshold=decided.threshold_words,
        casting=decided.casting,
        declared_at=act.at,
    )
    act.change(MotionRow, motion.id, state="declared")
    return Done(decided, (VoteChanged(), MeetingChanged()))
