"""An organisation at the door: it votes only through the representative it appointed in writing, who is named here."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from coopdesk.domain.ids import AttendanceId, MeetingId
from coopdesk.domain.members import display_number
from coopdesk.domain.refusals import Refusal
from coopdesk.services.act import Act
from coopdesk.services.door import DoorVerdict, arrive, next_voting_card, refuse_voted, verdict_of, void_stay
from coopdesk.services.entry_details import NoteDetail, StrikeDetail, note_detail, strike_detail
from coopdesk.services.events import DoorChanged, RegisterChanged
from coopdesk.services.members import member, member_by_id
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import IN_THE_ROOM, Meeting, meeting_by_id, refuse_closed
from coopdesk.services.why_no_vote import member_without_vote
from coopdesk.storage.tables import AttendanceRow, RollRow

_STAY = select(AttendanceRow.id, AttendanceRow.may_vote, AttendanceRow.reason, AttendanceRow.joined).where(
    *IN_THE_ROOM,
    AttendanceRow.member == bindparam("member"),
)
_ON_ROLL = select(RollRow.member).where(RollRow.meeting == bindparam("meeting"), RollRow.member == bindparam("member"))
_CHANGED = (DoorChanged(), RegisterChanged())


@dataclass
class SpeaksAlready(Refusal):
    """Whoever votes for an organisation tonight is not exchanged at the door while it is in the room."""

    code = "REPRESENTED-ALREADY"
    sentence = (
        "{name} speaks for member {number}, who is in the room with a vote. Nothing was changed: to name somebody "
        "else, record that they left, change the representative in Members, and check the organisation in again."
    )
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class NameAtDoor(Command[DoorVerdict]):
    """Somebody brings an organisation's letter of appointment: it is entered, and the organisation is in."""

    meeting: int
    reference: str
    name: str


@handles(NameAtDoor)
def name_at_door(command: NameAtDoor, act: Act) -> Done[DoorVerdict]:
    """Enter the appointment in the register and let the organisation in, with a voting card where it has a vote.

    Raises:
        UnknownMember, CardNotKnown, CardWithdrawn, NotAMemberCard, MembershipEnded, MeetingClosed: stop.
        NotAnOrganisation: a person speaks for themselves.
        SpeaksAlready: it is in the room with a vote.
        NotUnderstood: a name that cannot be used.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    body = member(act.reader, command.reference)
    here = act.reader.first(_STAY, meeting=meeting.id, member=body.id)
    if here is not None and here[1]:
        raise SpeaksAlready(body.representative, display_number(body.number))
    named = note_detail(NoteDetail(body.id, "representative", command.name), act).undo
    assert isinstance(named, StrikeDetail)
    if here is None:
        verdict = arrive(act, meeting, member_by_id(act.reader, body.id), joined=False)
        was = ""
    else:
        verdict = _give_vote(act, meeting, AttendanceId(here[0]), joined=bool(here[3]))
        was = here[2]
    undo = UnnameAtDoor(verdict.stay, was, named.detail, named.member, named.before, named.first, named.last)
    return Done(verdict, _CHANGED, undo)


def _give_vote(act: Act, meeting: Meeting, stay: AttendanceId, *, joined: bool) -> DoorVerdict:
    """Somebody in the room without a vote may have one now: their stay says so from here on."""
    body = verdict_of(act.reader, stay).member
    on_roll = act.reader.value(_ON_ROLL, meeting=meeting.id, member=body.id) is not None
    reason = member_without_vote(act.reader, meeting, act.now, body, on_roll=on_roll, joined_tonight=joined)
    card = None if reason else next_voting_card(act, meeting.id)
    act.change(AttendanceRow, stay, may_vote=int(not reason), voting_card=card, reason=reason)
    return verdict_of(act.reader, stay)


@dataclass(frozen=True, slots=True)
class UnnameAtDoor(Command[None]):
    """Undo of a naming at the door. ``was``: why there was no vote before, "" where the arrival is undone with it; the
    rest is what ``StrikeDetail`` takes."""

    stay: int
    was: str
    detail: int
    member: int
    before: int
    first: int
    last: int


@handles(UnnameAtDoor)
def unname_at_door(command: UnnameAtDoor, act: Act) -> Done[None]:
    """As if nobody had been named.

    Raises:
        HasVoted: the organisation has voted since.
    """
    if command.was:
        refuse_voted(act, command.stay)
        act.change(AttendanceRow, command.stay, may_vote=0, voting_card=None, reason=command.was)
    else:
        void_stay(act, command.stay)
    strike_detail(
        StrikeDetail("representative", command.detail, command.member, command.before, command.first, command.last), act
    )
    return Done(None, _CHANGED)
