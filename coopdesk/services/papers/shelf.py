"""Which meeting's papers a window shows, and which others there are."""

from dataclasses import dataclass
from datetime import datetime

from coopdesk.domain.ids import MeetingId
from coopdesk.services.at_hand import meeting_at_hand
from coopdesk.services.papers.paper_roll import PaperRollView, paper_roll_view
from coopdesk.services.room import Meeting, meeting_by_id, meetings_called
from coopdesk.storage.store import Reader


@dataclass(frozen=True, slots=True)
class Shelf:
    """A meeting, and every meeting there are papers of, by number."""

    meeting: Meeting
    meetings: tuple[Meeting, ...]


def papers_shelf(reader: Reader, now: datetime, chosen: int = 0) -> Shelf | None:
    """The meeting chosen, or the one at hand where ``chosen`` is 0; None before any is called.

    Raises:
        UnknownMeeting: there is no such meeting.
    """
    meeting = meeting_by_id(reader, MeetingId(chosen)) if chosen else meeting_at_hand(reader, now)
    return None if meeting is None else Shelf(meeting, meetings_called(reader))


def roll_at_hand(reader: Reader, now: datetime) -> PaperRollView | None:
    """The paper roll of the meeting at hand; None before any is called."""
    meeting = meeting_at_hand(reader, now)
    return None if meeting is None else paper_roll_view(reader, meeting.id, now)
