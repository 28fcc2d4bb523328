"""What the Set-up page shows: the society and its rules in words, and the meeting that is being got ready."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coopdesk.domain.ids import MemberId
from coopdesk.domain.notice import NoticeCheck
from coopdesk.domain.rules import warnings
from coopdesk.services.agenda import AgendaLine, agenda_lines
from coopdesk.services.at_hand import meeting_at_hand
from coopdesk.services.meetings import notice_check
from coopdesk.services.members import member_by_id
from coopdesk.services.perform import Desk
from coopdesk.services.room import Meeting
from coopdesk.services.society import SocietyView, society_view
from coopdesk.storage.store import Reader


@dataclass(frozen=True, slots=True)
class MeetingBeingSetUp:
    """The meeting at hand with what has to be ready before it opens. ``chair`` is "" while nobody is named."""

    meeting: Meeting
    chair: str
    notice: NoticeCheck | None
    agenda: tuple[AgendaLine, ...]


@dataclass(frozen=True, slots=True)
class SetupView:
    """The whole page. ``warnings`` are sentences about what the law says against the rule sheet."""

    society: SocietyView
    warnings: tuple[str, ...]
    meeting: MeetingBeingSetUp | None


def setup_view(reader: Reader, now: datetime) -> SetupView:
    """Read the page."""
    society = society_view(reader)
    meeting = meeting_at_hand(reader, now)
    return SetupView(society, warnings(society.rules), None if meeting is None else _ready(reader, meeting))


def _ready(reader: Reader, meeting: Meeting) -> MeetingBeingSetUp:
    chair = "" if meeting.chair is None else member_by_id(reader, MemberId(meeting.chair)).name
    return MeetingBeingSetUp(meeting, chair, notice_check(reader, meeting), agenda_lines(reader, meeting.id))


def file_of(desk: Desk) -> Path:
    """Where the open file is."""
    return desk.store.path
