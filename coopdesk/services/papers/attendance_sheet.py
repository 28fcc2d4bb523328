"""The attendance sheet: every member, with a place to sign."""

from dataclasses import dataclass
from datetime import datetime

from coopdesk.domain.ids import MeetingId
from coopdesk.services.papers.heading import MeetingHeading, meeting_heading
from coopdesk.services.papers.people import Listed, everybody
from coopdesk.services.room import meeting_by_id
from coopdesk.storage.store import Reader


@dataclass(frozen=True, slots=True)
class AttendanceSheetView:
    """What the sheet prints."""

    heading: MeetingHeading
    members: tuple[Listed, ...]


def attendance_sheet_view(reader: Reader, meeting_id: int, now: datetime) -> AttendanceSheetView:
    """The sheet for a meeting, made from the register as it stands."""
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    return AttendanceSheetView(meeting_heading(reader, meeting, now), everybody(reader, meeting, now))
