"""The chair declares the quorum: roll and rule sheet are frozen onto the meeting."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Insert, bindparam, insert, select

from coopdesk.domain.clock import hour
from coopdesk.domain.refusals import Refusal
from coopdesk.services.act import Act
from coopdesk.services.events import DoorChanged, MeetingChanged
from coopdesk.services.meetings import OPEN_STAYS, note_event
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import (
    Meeting,
    RoomView,
    digest_of,
    entitled_members,
    held_on,
    meeting_by_id,
    meeting_for_business,
    roll_members,
    room_view,
    rules_of,
)
from coopdesk.services.society import rules_now
from coopdesk.storage.journal import canonical
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    AttendanceRow,
    MeetingRow,
    RollRow,
)


@dataclass
class QuorumNotMet(Refusal):
    """Too few members for the chair to declare a quorum."""

    code = "QUORUM-NOT-MET"
    sentence = (
        "{present} members who may vote are present and {needed} are needed, so no quorum can be declared. "
        "Wait for {missing} more, or adjourn."
    )
    present: int
    needed: int
    missing: int


@dataclass
class QuorumDeclared(Refusal):
    """The quorum is declared once."""

    code = "QUORUM-DECLARED"
    sentence = "The quorum was declared at {at} and the roll is frozen. Go on with the agenda."
    at: str


@dataclass(frozen=True, slots=True)
class DeclareQuorum(Command[RoomView]):
    """The chair declares the quorum: the roll and the rule sheet are frozen onto the meeting."""

    meeting: int


@handles(DeclareQuorum)
def declare_quorum(command: DeclareQuorum, act: Act) -> Done[RoomView]:
    """Freeze roll and rules, with the arithmetic.

    Raises:
        QuorumNotMet: too few are present.
        QuorumDeclared: it was declared before.
        MeetingNotOpen, MeetingClosed: not now.
    """
    meeting = meeting_for_business(act.reader, command.meeting)
    if meeting.quorum_at is not None:
        raise QuorumDeclared(hour(meeting.quorum_at))
    room = room_view(act.reader, meeting, act.now)
    if not room.quorum.met:
        raise QuorumNotMet(room.quorum.present, room.quorum.needed, -room.quorum.margin)
    act.writer.execute(_freeze_roll(act.reader, meeting, held_on(meeting, act.now)))
    roll = roll_members(act.reader, meeting.id)
    _agree_with_roll(act, meeting, set(roll))
    act.change(
        MeetingRow,
        meeting.id,
        rules=canonical_rules(act.reader),
        entitled=len(roll),
        roll_digest=digest_of(roll),
        quorum_needed=room.quorum.needed,
        quorum_present=room.quorum.present,
        quorum_at=act.at,
    )
    note_event(act, meeting, "quorum declared")
    return Done(
        room_view(act.reader, meeting_by_id(act.reader, meeting.id), act.now), (MeetingChanged(), DoorChanged())
    )


def canonical_rules(reader: Reader) -> str:
    """Today's rule sheet as the meeting will keep it."""
    from coopdesk.domain.rules import to_plain

    return canonical(to_plain(rules_now(reader)))


def _freeze_roll(reader: Reader, meeting: Meeting, day: date) -> Insert:
    everybody = entitled_members(reader, meeting, day).subquery()
    chosen = select(bindparam("meeting", meeting.id), everybody.c.id)
    return insert(RollRow).from_select(["meeting", "member"], chosen)


def _agree_with_roll(act: Act, meeting: Meeting, roll: set[int]) -> None:
    """Somebody told "may vote" at the door and not on the roll (or the other way) is told apart from now on."""
    for stay, member_id, may_vote in act.reader.rows(OPEN_STAYS, meeting=meeting.id):
        if bool(may_vote) != (member_id in roll):
            act.change(AttendanceRow, stay, may_vote=int(member_id in roll))


def refuse_without_quorum(reader: Reader, meeting: Meeting, room: RoomView) -> None:
    """Votes need a declared quorum, and a lasting one where the rules say so.

    Raises:
        NoQuorumDeclared, QuorumLost: there is none.
    """
    from coopdesk.domain.motions import check_quorum

    check_quorum(
        declared=meeting.declared,
        continuous=rules_of(reader, meeting).quorum_continuous,
        present=room.quorum.present,
        needed=room.quorum.needed,
    )
