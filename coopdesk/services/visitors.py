"""Those who are not there as voters: guests, and members who send apologies."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import hour, read_moment
from coopdesk.domain.ids import GuestId, MeetingId
from coopdesk.domain.members import clean_name, display_number
from coopdesk.domain.refusals import Refusal
from coopdesk.services.act import Act
from coopdesk.services.door import STANDING, AlreadyIn
from coopdesk.services.events import DoorChanged
from coopdesk.services.members import MembershipEnded, MemberView, member
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import meeting_by_id, refuse_closed
from coopdesk.storage.tables import (
    ApologyRow,
    GuestRow,
)

_APOLOGY = select(ApologyRow.id).where(
    ApologyRow.meeting == bindparam("meeting"), ApologyRow.member == bindparam("member"), ApologyRow.void == 0
)


@dataclass
class ApologiesGiven(Refusal):
    """Apologies once are enough."""

    code = "APOLOGIES-GIVEN"
    sentence = "Apologies from {name} (member {number}) are on the record already. Nothing was changed."
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class ReceiveGuest(Command[GuestId]):
    """A visitor: no vote, and no place in the quorum (scenario 5)."""

    meeting: int
    name: str


@handles(ReceiveGuest)
def receive_guest(command: ReceiveGuest, act: Act) -> Done[GuestId]:
    """Record a guest's arrival.

    Raises:
        NotUnderstood: no name.
        MeetingClosed: the meeting is over.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    guest = act.add(
        GuestRow, meeting=meeting.id, name=clean_name(command.name), arrived_at=act.at, left_at=None, void=0
    )
    return Done(GuestId(guest), (DoorChanged(),), UndoGuest(guest))


@dataclass(frozen=True, slots=True)
class UndoGuest(Command[None]):
    """The guest was entered by mistake."""

    guest: int


@handles(UndoGuest)
def undo_guest(command: UndoGuest, act: Act) -> Done[None]:
    """Void a guest's entry."""
    act.change(GuestRow, command.guest, void=1)
    return Done(None, (DoorChanged(),))


@dataclass(frozen=True, slots=True)
class SeeGuestOut(Command[None]):
    """A guest goes."""

    guest: int


@handles(SeeGuestOut)
def see_guest_out(command: SeeGuestOut, act: Act) -> Done[None]:
    """End a guest's stay."""
    act.change(GuestRow, command.guest, left_at=act.at)
    return Done(None, (DoorChanged(),), UndoGuestLeaving(command.guest))


@dataclass(frozen=True, slots=True)
class UndoGuestLeaving(Command[None]):
    """The guest had not left after all."""

    guest: int


@handles(UndoGuestLeaving)
def undo_guest_leaving(command: UndoGuestLeaving, act: Act) -> Done[None]:
    """Open a guest's stay again."""
    act.change(GuestRow, command.guest, left_at=None)
    return Done(None, (DoorChanged(),))


@dataclass(frozen=True, slots=True)
class RecordApology(Command[MemberView]):
    """Apologies, with the time they came: in some societies membership lapses without them."""

    meeting: int
    reference: str


@handles(RecordApology)
def record_apology(command: RecordApology, act: Act) -> Done[MemberView]:
    """Record a member's apologies.

    Raises:
        ApologiesGiven: they are on record.
        AlreadyIn: the member is in the room.
        MeetingClosed: the meeting is over.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    person = member(act.reader, command.reference)
    if not person.active:
        raise MembershipEnded(display_number(person.number))
    if act.reader.value(_APOLOGY, meeting=meeting.id, member=person.id) is not None:
        raise ApologiesGiven(person.name, display_number(person.number))
    facts = act.reader.first(STANDING, meeting=meeting.id, member=person.id)
    if facts is not None and facts[0] is not None:
        raise AlreadyIn(person.name, display_number(person.number), hour(read_moment(facts[0])), "")
    apology = act.add(ApologyRow, meeting=meeting.id, member=person.id, at=act.at, void=0)
    return Done(person, (DoorChanged(),), UndoApology(apology))


@dataclass(frozen=True, slots=True)
class UndoApology(Command[None]):
    """Apologies entered for the wrong member."""

    apology: int


@handles(UndoApology)
def undo_apology(command: UndoApology, act: Act) -> Done[None]:
    """Void apologies."""
    act.change(ApologyRow, command.apology, void=1)
    return Done(None, (DoorChanged(),))
