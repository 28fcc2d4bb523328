"""The minutes of the meeting at hand."""

from dataclasses import dataclass
from datetime import datetime

from coopdesk.services.at_hand import meeting_at_hand
from coopdesk.services.minutes import minutes_view
from coopdesk.services.minutes_view import MinutesView
from coopdesk.services.room import Meeting
from coopdesk.storage.store import Reader


@dataclass(frozen=True, slots=True)
class MinutesAtHand:
    """A meeting and its minutes as they stand."""

    meeting: Meeting
    view: MinutesView


def minutes_at_hand(reader: Reader, now: datetime) -> MinutesAtHand | None:
    """The minutes the Minutes page works on; None before a meeting is called."""
    meeting = meeting_at_hand(reader, now)
    return None if meeting is None else MinutesAtHand(meeting, minutes_view(reader, meeting.id, now))
