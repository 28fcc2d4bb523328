"""The speakers' list: put on it, called, done, taken off; and the list as the page and the wall show it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from coopdesk.domain.clock import read_moment
from coopdesk.domain.codes import read_code
from coopdesk.domain.members import display_number
from coopdesk.domain.speakers import (
    USUAL_SECONDS,
    NobodySpeaks,
    NobodyToCall,
    OnTheListAlready,
    SpeakerNotHere,
    clean_seconds,
    seconds_left,
)
from coopdesk.services.act import Act
from coopdesk.services.agenda import current_item
from coopdesk.services.at_hand import meeting_at_hand
from coopdesk.services.events import MeetingChanged
from coopdesk.services.members import member
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import IN_THE_ROOM, Meeting, meeting_for_business
from coopdesk.services.voting_cards import NobodyHoldsCard, card_meant, holder_of_card
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import AgendaItemRow, AttendanceRow, GuestRow, MemberRow, SpeakerRow

_LAST = select(func.coalesce(func.max(SpeakerRow.number), 0)).where(SpeakerRow.meeting == bindparam("meeting"))
_LINES = (
    select(
        SpeakerRow.id,
        SpeakerRow.number,
        MemberRow.number,
        func.coalesce(MemberRow.name, GuestRow.name),
        AgendaItemRow.number,
        SpeakerRow.called_at,
        SpeakerRow.seconds,
        SpeakerRow.done_at,
        SpeakerRow.member,
        SpeakerRow.guest,
    )
    .select_from(SpeakerRow)
    .join(MemberRow, MemberRow.id == SpeakerRow.member, isouter=True)
    .join(GuestRow, GuestRow.id == SpeakerRow.guest, isouter=True)
    .join(AgendaItemRow, AgendaItemRow.id == SpeakerRow.item, isouter=True)
    .where(SpeakerRow.meeting == bindparam("meeting"), SpeakerRow.left_at.is_(None))
    .order_by(SpeakerRow.number)
)
_IN_ROOM = select(AttendanceRow.member).where(
    *IN_THE_ROOM,
    AttendanceRow.member == bindparam("member"),
)
_GUESTS = select(GuestRow.id, GuestRow.name).where(
    GuestRow.meeting == bindparam("meeting"), GuestRow.void == 0, GuestRow.left_at.is_(None)
)


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """One wish to speak. ``member`` is the member number, "" for a guest; ``item`` 0 for none.

    ``called`` and ``done`` are None until then; ``seconds`` is the time given, 0 before.
    """

    id: int
    number: int
    member: str
    name: str
    item: int
    called: datetime | None
    seconds: int
    done: datetime | None
    who: tuple[int | None, int | None]

    def left(self, now: datetime) -> int:
        """Whole seconds left, negative once over; nothing before the call."""
        return 0 if self.called is None else seconds_left(self.called, self.seconds, now)


@dataclass(frozen=True, slots=True)
class SpeakersView:
    """The list of a meeting: who has the floor, who waits, who has spoken (the newest first)."""

    meeting: Meeting
    speaking: SpeakerLine | None
    waiting: tuple[SpeakerLine, ...]
    spoken: tuple[SpeakerLine, ...]


@dataclass(frozen=True, slots=True)
class AddSpeaker(Command[SpeakerLine]):
    """Somebody asks to speak: a member's number or card, a voting card that is scanned, or the name of a guest here."""

    private = ("who",)

    meeting: int
    who: str


@handles(AddSpeaker)
def add_speaker(command: AddSpeaker, act: Act) -> Done[SpeakerLine]:
    """Put somebody at the end of the list, under the item the meeting is at.

    Raises:
        SpeakerNotHere: not in the room.
        NobodyHoldsCard, VotingCardMisread, CardOfAnotherMeeting: as their sentences say.
        OnTheListAlready: they wait already.
        UnknownMember, MeetingNotOpen, MeetingClosed: as their sentences say.
    """
    meeting = meeting_for_business(act.reader, command.meeting)
    member_id, guest = _who(act.reader, meeting, command.who)
    view = speakers_of(act.reader, meeting)
    for place, line in enumerate(view.waiting, start=1):
        if line.who == (member_id, guest):
            raise OnTheListAlready(line.name, place)
    item = current_item(act.reader, meeting.id)
    number = (act.reader.value(_LAST, meeting=meeting.id) or 0) + 1
    act.add(
        SpeakerRow,
        meeting=meeting.id,
        number=number,
        item=None if item is None else item.id,
        member=member_id,
        guest=guest,
        asked_at=act.at,
        called_at=None,
        seconds=None,
        done_at=None,
        left_at=None,
    )
    line = next(each for each in speakers_of(act.reader, meeting).waiting if each.number == number)
    return Done(line, (MeetingChanged(),), DropSpeaker(meeting.id, number))


@dataclass(frozen=True, slots=True)
class DropSpeaker(Command[SpeakerLine]):
    """Somebody who waits is taken off the list unheard."""

    meeting: int
    number: int


@handles(DropSpeaker)
def drop_speaker(command: DropSpeaker, act: Act) -> Done[SpeakerLine]:
    """Take somebody off the list; the wish stays on record.

    Raises:
        NobodyToCall: nobody waits under this number.
    """
    meeting = meeting_for_business(act.reader, command.meeting)
    line = _waiting(act.reader, meeting, command.number)
    act.change(SpeakerRow, line.id, left_at=act.at)
    return Done(line, (MeetingChanged(),), KeepSpeaker(line.id))


@dataclass(frozen=True, slots=True)
class KeepSpeaker(Command[None]):
    """Undo: back on the list, at the old place."""

    speaker: int


@handles(KeepSpeaker)
def keep_speaker(command: KeepSpeaker, act: Act) -> Done[None]:
    """Undo of taking somebody off."""
    act.change(SpeakerRow, command.speaker, left_at=None)
    return Done(None, (MeetingChanged(),))


@dataclass(frozen=True, slots=True)
class CallSpeaker(Command[SpeakerLine]):
    """The chair gives the floor: to the next (0) or to a number of the list. Whoever had it is done."""

    meeting: int
    number: int = 0
    seconds: int = USUAL_SECONDS


@handles(CallSpeaker)
def call_speaker(command: CallSpeaker, act: Act) -> Done[SpeakerLine]:
    """Give the floor.

    Raises:
        NobodyToCall: nobody waits, or not under this number.
        NotUnderstood: no time anybody is given.
    """
    meeting = meeting_for_business(act.reader, command.meeting)
    seconds = clean_seconds(command.seconds)
    line = _waiting(act.reader, meeting, command.number)
    before = speakers_of(act.reader, meeting).speaking
    if before is not None:
        act.change(SpeakerRow, before.id, done_at=act.at)
    act.change(SpeakerRow, line.id, called_at=act.at, seconds=seconds)
    called = speakers_of(act.reader, meeting).speaking
    assert called is not None
    return Done(called, (MeetingChanged(),), None if before is not None else RecallSpeaker(line.id))


@dataclass(frozen=True, slots=True)
class RecallSpeaker(Command[None]):
    """Undo: the floor was given by mistake."""

    speaker: int


@handles(RecallSpeaker)
def recall_speaker(command: RecallSpeaker, act: Act) -> Done[None]:
    """Undo of a call."""
    act.change(SpeakerRow, command.speaker, called_at=None, seconds=None)
    return Done(None, (MeetingChanged(),))


@dataclass(frozen=True, slots=True)
class EndSpeaker(Command[SpeakerLine]):
    """Whoever has the floor is done."""

    meeting: int


@handles(EndSpeaker)
def end_speaker(command: EndSpeaker, act: Act) -> Done[SpeakerLine]:
    """End the speech.

    Raises:
        NobodySpeaks: nobody has the floor.
    """
    meeting = meeting_for_business(act.reader, command.meeting)
    line = speakers_of(act.reader, meeting).speaking
    if line is None:
        raise NobodySpeaks()
    act.change(SpeakerRow, line.id, done_at=act.at)
    return Done(line, (MeetingChanged(),))


def speakers_now(reader: Reader, now: datetime) -> SpeakersView | None:
    """The list of the meeting at hand; None before one is called."""
    meeting = meeting_at_hand(reader, now)
    return None if meeting is None else speakers_of(reader, meeting)


def speakers_of(reader: Reader, meeting: Meeting) -> SpeakersView:
    """The list of a meeting."""
    lines = tuple(
        SpeakerLine(
            row,
            number,
            display_number(member_number) if member_number else "",
            name,
            item or 0,
            read_moment(called) if called else None,
            seconds or 0,
            read_moment(done) if done else None,
            (member_id, guest),
        )
        for row, number, member_number, name, item, called, seconds, done, member_id, guest in reader.rows(
            _LINES, meeting=meeting.id
        )
    )
    spoken = sorted((each for each in lines if each.done is not None), key=_when_called, reverse=True)
    return SpeakersView(
        meeting,
        next((each for each in lines if each.called is not None and each.done is None), None),
        tuple(each for each in lines if each.called is None),
        tuple(spoken),
    )


def _when_called(line: SpeakerLine) -> tuple[datetime, int]:
    assert line.called is not None
    return line.called, line.number


def _waiting(reader: Reader, meeting: Meeting, number: int) -> SpeakerLine:
    waiting = speakers_of(reader, meeting).waiting
    found = next((each for each in waiting if number in (0, each.number)), None)
    if found is None:
        raise NobodyToCall(f"with number {number}" if number else "else")
    return found


def _who(reader: Reader, meeting: Meeting, text: str) -> tuple[int | None, int | None]:
    words = text.strip()
    for guest, name in reader.rows(_GUESTS, meeting=meeting.id):
        if name.casefold() == words.casefold():
            return None, guest
    card = card_meant(meeting, words)
    if card is not None:
        # A short number is the voting card in the hand; without one, a member number.
        holder = holder_of_card(reader, meeting.id, card)
        if holder is not None:
            return holder, None
        if read_code(words) is not None:
            raise NobodyHoldsCard(str(card))
    person = member(reader, words)
    if reader.value(_IN_ROOM, meeting=meeting.id, member=person.id) is None:
        raise SpeakerNotHere(f"{person.name} (member {display_number(person.number)})")
    return person.id, None
