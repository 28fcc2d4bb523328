"""An organisation at the door: it votes only through the representative it appointed in writing, who is named here."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from coopdesk.domain.ids import AttendanceId, MeetingId
from coopdesk.domain.members import display_number
from coopdesk.domain.refusals import Refusal
from coopdesk.services.act import Act
from coopdesk.services.door import DoorVerdict, arrive, verdict_of, void_stay
from coopdesk.services.entry_details import NoteDetail, StrikeDetail, note_detail, strike_detail
from coopdesk.services.events import DoorChanged, RegisterChanged
from coopdesk.services.members import member, member_by_id
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import IN_THE_ROOM, meeting_by_id, refuse_closed
from coopdesk.storage.tables import AttendanceRow

_STAY = select(AttendanceRow.id).where(
    *IN_THE_ROOM,
    AttendanceRow.member == bindparam("member"),
)
_CHANGED = (DoorChanged(), RegisterChanged())


@dataclass
class SpeaksAlready(Refusal):
    """Whoever votes for an organisation tonight is not exchanged at the door while it is in the room."""

    code = "REPRESENTED-ALREADY"
    sentence = (
        "{name} speaks for member {number}, who is in the room. Nothing was changed: to name somebody "
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
    """Enter the appointment in the register and let the organisation in, if it is not in yet.

    Raises:
        UnknownMember, CardNotKnown, CardWithdrawn, NotAMemberCard, MembershipEnded, MeetingClosed: stop.
        NotAnOrganisation: a person speaks for themselves.
        SpeaksAlready: it is in the room, and somebody speaks for it.
        NotUnderstood: a name that cannot be used.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    body = member(act.reader, command.reference)
    here = act.reader.value(_STAY, meeting=meeting.id, member=body.id)
    if here is not None and body.representative:
        raise SpeaksAlready(body.representative, display_number(body.number))
    named = note_detail(NoteDetail(body.id, "representative", command.name), act).undo
    assert isinstance(named, StrikeDetail)
    if here is not None:
        return Done(verdict_of(act.reader, AttendanceId(here)), _CHANGED, named)
    verdict = arrive(act, meeting, member_by_id(act.reader, body.id), joined=False)
    undo = UnnameAtDoor(verdict.stay, named.detail, named.member, named.before, named.first, named.last)
    return Done(verdict, _CHANGED, undo)


@dataclass(frozen=True, slots=True)
class UnnameAtDoor(Command[None]):
    """Undo of a naming that was an arrival too: ``stay``, and what ``StrikeDetail`` takes."""

    stay: int
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
    void_stay(act, command.stay)
    strike_detail(
        StrikeDetail("representative", command.detail, command.member, command.before, command.first, command.last), act
    )
    return Done(None, _CHANGED)
