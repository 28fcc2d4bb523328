"""The meeting at hand, and what every page of the window says about it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from coopdesk.domain.clock import local_day, read_moment
from coopdesk.domain.ids import MeetingId
from coopdesk.services.attendance import quorum_lost_at
from coopdesk.services.letterhead import LetterheadView
from coopdesk.services.perform import saved_at
from coopdesk.services.room import Meeting, RoomView, meeting_by_id, room_view, rules_of
from coopdesk.services.society import letterhead
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import MeetingRow

_MEETINGS = select(MeetingRow.id, MeetingRow.state, MeetingRow.at).order_by(MeetingRow.number)


@dataclass(frozen=True, slots=True)
class SocietyAtHand:
    """Whose file is open, when it was last saved, and how the meeting at hand stands (None before one is called)."""

    letterhead: LetterheadView
    saved: datetime
    meeting: Meeting | None
    room: RoomView | None
    quorum_lost: bool
    lost_at: datetime | None = None
    """When the quorum was lost, while it is."""


def meeting_at_hand(reader: Reader, now: datetime) -> Meeting | None:
    """The meeting a window works on: the one that is open or adjourned, else the called one nearest to today, else the
    one closed last. None where none has been called.

    The command line refuses to guess among several called meetings (``room.pick_meeting``); a window shows which one it
    took and lets the operator see the date.
    """
    known = reader.rows(_MEETINGS)
    for states in (("open",), ("adjourned",)):
        fitting = [meeting for meeting, state, _ in known if state in states]
        if fitting:
            return meeting_by_id(reader, MeetingId(fitting[-1]))
    called = [
        (abs(local_day(read_moment(at)) - local_day(now)), meeting) for meeting, state, at in known if state == "called"
    ]
    if called:
        return meeting_by_id(reader, MeetingId(min(called)[1]))
    return meeting_by_id(reader, MeetingId(known[-1][0])) if known else None


def society_at_hand(reader: Reader, now: datetime) -> SocietyAtHand:
    """What the window's frame shows on every page."""
    meeting = meeting_at_hand(reader, now)
    room = None if meeting is None else room_view(reader, meeting, now)
    lost = meeting is not None and room is not None and quorum_is_lost(reader, meeting, room)
    since = quorum_lost_at(reader, meeting) if meeting is not None and lost else None
    return SocietyAtHand(letterhead(reader), read_moment(saved_at(reader)), meeting, room, lost, since)


def quorum_is_lost(reader: Reader, meeting: Meeting, room: RoomView) -> bool:
    """True where the rules want a quorum throughout and too few of those declared are left."""
    if meeting.state != "open" or not meeting.declared or room.quorum.met:
        return False
    return rules_of(reader, meeting).quorum_continuous
