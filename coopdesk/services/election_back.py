"""What can be taken back of an election while nothing hangs on it: its opening, a reading, a count."""

from dataclasses import dataclass

from sqlalchemy import bindparam, delete, func, select

from coopdesk.domain.ids import MeetingId
from coopdesk.domain.refusals import Refusal
from coopdesk.services.act import Act
from coopdesk.services.election_view import check_state, election_by_number
from coopdesk.services.election_weights import free_classes
from coopdesk.services.events import ElectionChanged
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import meeting_by_id, refuse_closed
from coopdesk.storage.tables import (
    CandidateRow,
    ElectionCountRow,
    ElectionCountVoidRow,
    ElectionDetailRow,
    ElectionElectorRow,
    ElectionIssueRow,
    ElectionPaperRow,
    ElectionRow,
)

_ISSUED = select(func.count()).where(ElectionIssueRow.election == bindparam("election"))
_LAID = select(func.count()).where(ElectionPaperRow.election == bindparam("election"))
_COUNTED = select(func.count()).where(ElectionCountRow.election == bindparam("election"))
_FREE_ROLL = delete(ElectionElectorRow).where(ElectionElectorRow.election == bindparam("of"))
_THIS_COUNT = (
    select(ElectionCountRow.id)
    .join(ElectionCountVoidRow, ElectionCountVoidRow.count == ElectionCountRow.id, isouter=True)
    .where(
        ElectionCountRow.election == bindparam("election"),
        ElectionCountRow.attempt == bindparam("attempt"),
        ElectionCountVoidRow.count.is_(None),
    )
)


@dataclass
class BallotUnderWay(Refusal):
    """An opening on which papers hang."""

    code = "BALLOT-UNDER-WAY"
    sentence = (
        "Election {number} cannot go back to nominations: {why}. Cancel it and call another, or go on with it; "
        "nothing was changed."
    )
    number: int
    why: str


@dataclass
class CountGone(Refusal):
    """A count that was taken back before, or never was."""

    code = "COUNT-GONE"
    sentence = "Election {number} has no count {attempt} to take back. Nothing was changed."
    number: int
    attempt: int


@dataclass(frozen=True, slots=True)
class ReopenNominations(Command[None]):
    """Undo of the opening, before a slip is printed, a paper handed out or anything counted."""

    meeting: int
    number: int


@handles(ReopenNominations)
def reopen_nominations(command: ReopenNominations, act: Act) -> Done[None]:
    """Free the roll and the places on the paper; whoever stands still does.

    Raises:
        BallotUnderWay: papers hang on the opening.
        ElectionStage: it is not open.
    """
    refuse_closed(meeting_by_id(act.reader, MeetingId(command.meeting)))
    election = election_by_number(act.reader, command.meeting, command.number)
    check_state(election, "open", "closed")
    for statement, why in (
        (_ISSUED, "papers were handed out"),
        (_LAID, "slips were printed or papers read"),
        (_COUNTED, "it was counted"),
    ):
        if act.reader.value(statement, election=election.id):
            raise BallotUnderWay(election.number, why)
    act.change(
        ElectionRow,
        election.id,
        state="nominations",
        opened_at=None,
        closed_at=None,
        electors=None,
        elector_digest=None,
    )
    for candidate in election.candidates:
        if candidate.number:
            act.change(CandidateRow, candidate.id, number=None)
    if election.confirm:
        act.change(ElectionDetailRow, election.id, confirming=0)
    act.writer.execute(_FREE_ROLL, of=election.id)
    free_classes(act, election.id)
    return Done(None, (ElectionChanged(),))


@dataclass(frozen=True, slots=True)
class VoidCount(Command[None]):
    """Undo of a count that was not declared. Its row stays, and so does every lot drawn for it."""

    meeting: int
    number: int
    attempt: int


@handles(VoidCount)
def void_count(command: VoidCount, act: Act) -> Done[None]:
    """As if it had not been counted; a further count replays the lots.

    Raises:
        ElectionStage: it was declared.
        CountGone: there is no such count any more.
    """
    refuse_closed(meeting_by_id(act.reader, MeetingId(command.meeting)))
    election = election_by_number(act.reader, command.meeting, command.number)
    check_state(election, "closed")
    found = act.reader.value(_THIS_COUNT, election=election.id, attempt=command.attempt)
    if found is None:
        raise CountGone(election.number, command.attempt)
    act.add(ElectionCountVoidRow, count=found, at=act.at)
    return Done(None, (ElectionChanged(),))
