"""Motions put, counted, closed and declared.

Who may vote is fixed when a vote opens: roll and room together (``design.md`` §5). One count may follow another; every
count stays, and a declared result never changes.
"""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from coopdesk.domain.motions import (
    Choice,
    VoteMethod,
    may_close,
    may_count,
    may_declare,
    may_open,
    may_recount,
)
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.domain.tally import Counts, Decision
from coopdesk.services.act import Act
from coopdesk.services.class_counts import needs_classes
from coopdesk.services.debate import carry_out
from coopdesk.services.events import MeetingChanged, VoteChanged
from coopdesk.services.hands import (
    ClassFiguresNeeded,
    check_figures,
    figures_count,
    read_parts,
    refuse_open_difference,
    refuse_to_settle,
    whole_of,
    write_figures,
)
from coopdesk.services.motions import (
    Count,
    decision,
    end_count,
    last_count,
    motion_by_number,
)
from coopdesk.services.opening import open_count
from coopdesk.services.paper_accounts import refuse_unaccounted
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import (
    meeting_for_business,
    rules_of,
)
from coopdesk.services.together import declare_others
from coopdesk.services.void_counts import GiveUpCount
from coopdesk.storage.tables import (
    CountRow,
    HandsRow,
    MotionRow,
    ResultRow,
)


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
        NotUnderstood: a poll is demanded, not put.
        Refusal: the motion is past being put.
    """
    meeting = meeting_for_business(act.reader, command.meeting)
    motion = motion_by_number(act.reader, meeting, command.number)
    may_open(motion.state, motion.number)
    if command.method == VoteMethod.POLL:
        raise NotUnderstood("The way of voting", command.method, "a poll is demanded: say by whom")
    count = open_count(act, meeting, motion, command.method)
    undo = GiveUpCount(meeting.id, motion.number, "put by mistake, taken back at the desk")
    return Done(count, (VoteChanged(), MeetingChanged()), undo)


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
        NotUnderstood: a poll is demanded, not put.
    """
    meeting = meeting_for_business(act.reader, command.meeting)
    motion = motion_by_number(act.reader, meeting, command.number)
    may_recount(motion.state, motion.number)
    method = command.method or last_count(act.reader, motion).method.value
    if command.method == VoteMethod.POLL:
        raise NotUnderstood("The way of voting", command.method, "a poll is demanded: say by whom")
    return Done(open_count(act, meeting, motion, method), (VoteChanged(), MeetingChanged()))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHands(Command[Counts]):
    """The figures of a count in hands or cards. Given again before the close, the last ones stand and all are kept.

    ``kept`` is for a card count: cards that were given out and not raised. ``classes`` holds a line for each class,
    "Staff=8/9/1", where the rules count classes apart; the figures are then their sums.
    """

    meeting: int
    number: int
    votes_for: int = 0
    against: int = 0
    abstain: int = 0
    spoilt: int = 0
    kept: int = 0
    classes: str = ""


@handles(RecordHands)
def record_hands(command: RecordHands, act: Act) -> Done[Counts]:
    """Record figures. After two tellers who differ, these are the chair's and settle it.

    Raises:
        TooManyHands, CardsDiffer: more hands than votes in the room, or cards that do not come out.
        ClassFiguresNeeded: the rules want them class by class.
        CountedByTellers: only one of two tellers has counted.
        NegativeCount: a figure below 0.
        MotionNotOpen: voting is not open.
    """
    meeting = meeting_for_business(act.reader, command.meeting)
    motion = motion_by_number(act.reader, meeting, command.number)
    may_count(motion.state, motion.number)
    sheet = rules_of(act.reader, meeting)
    parts = read_parts(sheet, command.classes)
    counts = Counts(command.votes_for, command.against, command.abstain, command.spoilt)
    count = figures_count(act.reader, motion, counts)
    if parts:
        counts = whole_of(parts)
    elif needs_classes(act.reader, sheet, sheet.resolution(motion.kind), count.id):
        raise ClassFiguresNeeded(motion.number, ", ".join(each.name for each in sheet.classes if each.votes))
    check_figures(count, counts, command.kept)
    refuse_to_settle(act.reader, motion, count)
    hands = write_figures(act, count, counts, command.kept, parts)
    return Done(counts, (VoteChanged(),), UndoHands(hands))


@dataclass(frozen=True, slots=True)
class UndoHands(Command[None]):
    """Figures typed wrongly; they stay on the record as void."""

    hands: int


@handles(UndoHands)
def undo_hands(command: UndoHands, act: Act) -> Done[None]:
    """Void one entry of figures, while its count is open.

    Raises:
        CountIsClosed: a closed count keeps its figures.
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
    refuse_open_difference(act.reader, motion, count)
    refuse_unaccounted(act.reader, motion, count)
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
    if decided.awaiting == "casting":
        raise CastingVoteNeeded(motion.number, decided.votes_for)
    result: dict[str, object] = {
        "count": count.id,
        "motion": motion.id,
        "outcome": "awaiting" if decided.awaiting else decided.outcome.value,
        "votes_for": decided.votes_for,
        "votes_against": decided.against,
        "abstentions": decided.abstain,
        "spoilt": decided.spoilt,
        "votes_cast": decided.cast,
        "base": decided.base.value,
        "base_count": decided.base_count,
        "needed": decided.needed,
        "sentence": decided.sentence,
        "threshold": decided.threshold_words,
        "casting": decided.casting,
        "declared_at": act.at,
    }
    act.add(ResultRow, **result)
    act.change(MotionRow, motion.id, state="declared")
    carry_out(act, motion, decided)
    declare_others(act, motion, count.id, result)
    return Done(decided, (VoteChanged(), MeetingChanged()))
