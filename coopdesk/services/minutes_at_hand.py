"""The minutes a window works on: those of the meeting at hand, or of one that was chosen."""

from dataclasses import dataclass
from datetime import datetime

from coopdesk.domain.ids import MeetingId
from coopdesk.services.at_hand import meeting_at_hand
from coopdesk.services.minutes import minutes_view
from coopdesk.services.minutes_view import MinutesView
from coopdesk.services.room import Meeting, meeting_by_id, meetings_called
from coopdesk.storage.store import Reader


@dataclass(frozen=True, slots=True)
class MinutesAtHand:
    """A meeting and its minutes as they stand."""

    meeting: Meeting
    view: MinutesView
    meetings: tuple[Meeting, ...] = ()
    """Every meeting there are minutes of, by number."""
    later: tuple[Meeting, ...] = ()
    """Those held after it, which may approve or correct its minutes; whether one can is the command's to say."""


def minutes_at_hand(reader: Reader, now: datetime, chosen: int = 0) -> MinutesAtHand | None:
    """The minutes the Minutes page works on; None before a meeting is called.

    Args:
        reader: the society's file.
        now: the moment of asking.
        chosen: the row of a meeting, 0 for the one at hand.

    Raises:
        UnknownMeeting: there is no such meeting.
    """
    meeting = meeting_by_id(reader, MeetingId(chosen)) if chosen else meeting_at_hand(reader, now)
    if meeting is None:
        return None
    known = meetings_called(reader)
    later = tuple(each for each in known if each.opened_at is not None and each.at > meeting.at)
    return MinutesAtHand(meeting, minutes_view(reader, meeting.id, now), known, later)
