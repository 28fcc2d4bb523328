"""The meeting as an entry for members' calendars."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from coopdesk.domain.ids import MeetingId
from coopdesk.services.agenda import agenda_lines
from coopdesk.services.papers.heading import MeetingHeading, meeting_heading
from coopdesk.services.room import meeting_by_id
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import JournalRow

SHORTEST = timedelta(minutes=30)
_FIRST_ENTRY = select(JournalRow.hash).order_by(JournalRow.seq).limit(1)


@dataclass(frozen=True, slots=True)
class CalendarView:
    """What the calendar file says."""

    heading: MeetingHeading
    ends: datetime
    """When the agenda's own minutes are used up."""
    agenda: tuple[tuple[int, str], ...]
    file_mark: str
    """Sixteen hex digits that are this society file's own for ever: those of its first act."""


def calendar_view(reader: Reader, meeting_id: int, now: datetime) -> CalendarView:
    """The calendar entry of a meeting."""
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    lines = agenda_lines(reader, meeting.id)
    length = max(SHORTEST, timedelta(minutes=sum(line.minutes for line in lines)))
    return CalendarView(
        heading=meeting_heading(reader, meeting, now),
        ends=meeting.at + length,
        agenda=tuple((line.number, line.title) for line in lines),
        file_mark=reader.one(_FIRST_ENTRY).hex()[:16],
    )
