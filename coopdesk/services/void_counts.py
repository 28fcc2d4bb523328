"""Counts given up: put by mistake, or void with a reason so that the vote is run again. Nothing of them is lost."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from coopdesk.domain.members import clean_text
from coopdesk.domain.motions import VoteMethod, may_close, may_void_count
from coopdesk.domain.refusals import Refusal
from coopdesk.services.act import Act
from coopdesk.services.advance_counts import advance_figures
from coopdesk.services.events import MeetingChanged, VoteChanged
from coopdesk.services.motions import Count, Motion, end_count, last_count, motion_by_number, received
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import meeting_for_business
from coopdesk.storage.tables import CountVoidRow, MotionRow, ResultRow

_DECLARED = select(ResultRow.count).where(ResultRow.motion == bindparam("motion")).limit(1)


@dataclass
class VotesGiven(Refusal):
    """A vote that members have taken part in is not simply taken back."""

    code = "VOTES-GIVEN"
    sentence = (
        "{received} votes on motion {motion} are on record, so its vote is not taken back as if it had not been "
        "opened. Make the count void with a reason, and put the motion again."
    )
    motion: int
    received: int


@dataclass(frozen=True, slots=True)
class GiveUpCount(Command[Count]):
    """Undo of an opening: nobody had voted yet."""

    meeting: int
    number: int
    reason: str


@handles(GiveUpCount)
def give_up_count(command: GiveUpCount, act: Act) -> Done[Count]:
    """Void an open count that has no vote.

    Raises:
        VotesGiven: somebody has voted.
        MotionNotOpen: it was closed since.
    """
    meeting = meeting_for_business(act.reader, command.meeting)
    motion = motion_by_number(act.reader, meeting, command.number)
    may_close(motion.state, motion.number)
    count = last_count(act.reader, motion)
    votes = received(act.reader, count) - advance_figures(act.reader, count.id).cast.given
    if votes:
        raise VotesGiven(motion.number, votes)
    return _make_void(act, motion, count, command.reason)


@dataclass(frozen=True, slots=True)
class VoidCount(Command[Count]):
    """A count that cannot stand: the count and the reason are kept, and the motion may be put again."""

    private = ("reason",)

    meeting: int
    number: int
    reason: str


@handles(VoidCount)
def void_count(command: VoidCount, act: Act) -> Done[Count]:
    """Void the open or closed count of a motion before its result is declared.

    Raises:
        MotionNotOpen: there is no such count.
        MotionAlreadyDeclared, MotionWithdrawn: it is too late; a recount is kept beside a declared result.
        NotUnderstood: no reason.
    """
    meeting = meeting_for_business(act.reader, command.meeting)
    motion = motion_by_number(act.reader, meeting, command.number)
    may_void_count(motion.state, motion.number)
    return _make_void(act, motion, last_count(act.reader, motion), command.reason)


def _make_void(act: Act, motion: Motion, count: Count, reason: str) -> Done[Count]:
    words = clean_text("The reason", reason, 500, required=True)
    if not count.closed:
        end_count(act, count)
    act.add(CountVoidRow, count=count.id, at=act.at, reason=words)
    # A motion declared before and recounted goes back to its result; another may be put again.
    declared = act.reader.value(_DECLARED, motion=motion.id) is not None
    act.change(MotionRow, motion.id, state="declared" if declared else "draft")
    sweep = count.method is VoteMethod.SECRET and not count.closed
    return Done(last_count(act.reader, motion), (VoteChanged(), MeetingChanged()), sweep=sweep)
