"""The notice of a meeting: when and where, the agenda, every motion in full, and the clear days as a sum."""

from dataclasses import dataclass
from datetime import date, datetime

from coopdesk.domain.clock import local_day
from coopdesk.domain.ids import MeetingId
from coopdesk.domain.motions import MotionState
from coopdesk.domain.notice import NoticeCheck
from coopdesk.domain.rules import describe
from coopdesk.services.agenda import agenda_lines
from coopdesk.services.meetings import notice_check
from coopdesk.services.motion_view import motion_views
from coopdesk.services.papers.heading import MeetingHeading, meeting_heading
from coopdesk.services.room import meeting_by_id, rules_of
from coopdesk.services.society import operator_name
from coopdesk.storage.store import Reader


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """One item of the agenda, with the numbers of the motions under it."""

    number: int
    title: str
    motions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ProposedMotion:
    """A motion as members read it before the meeting."""

    number: int
    title: str
    text: str
    kind: str
    """ "Rule change"."""
    rule: str
    """ "at least two-thirds of the votes cast"."""


@dataclass(frozen=True, slots=True)
class NoticeDays:
    """The days between sending and meeting. ``check`` has the arithmetic in words."""

    sent: date
    by: str
    """ "email"; what the rules call the way it was sent."""
    meeting: date
    check: NoticeCheck


@dataclass(frozen=True, slots=True)
class NoticeView:
    """All that the notice says."""

    heading: MeetingHeading
    voters: str
    """Who may vote, in the words of the rule sheet."""
    items: tuple[NoticeItem, ...]
    motions: tuple[ProposedMotion, ...]
    days: NoticeDays | None
    """None while no sending is on record."""
    days_needed: int
    secretary: str


def notice_view(reader: Reader, meeting_id: int, now: datetime) -> NoticeView:
    """The notice of a meeting as it stands; motions withdrawn since are left out."""
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    sheet = rules_of(reader, meeting)
    motions = [each for each in motion_views(reader, meeting) if each.state is not MotionState.WITHDRAWN]
    known = {motion.number for motion in motions}
    check = notice_check(reader, meeting)
    days = None
    if check is not None and meeting.notice_sent is not None:
        days = NoticeDays(meeting.notice_sent, meeting.notice_by, local_day(meeting.at), check)
    return NoticeView(
        heading=meeting_heading(reader, meeting, now),
        voters=dict(describe(sheet))["Who may vote"],
        items=tuple(
            NoticeItem(line.number, line.title, tuple(each.number for each in line.motions if each.number in known))
            for line in agenda_lines(reader, meeting.id)
        ),
        motions=tuple(
            ProposedMotion(each.number, each.title, each.text, each.rule.title, each.rule.words) for each in motions
        ),
        days=days,
        days_needed=sheet.notice_clear_days,
        secretary=operator_name(reader),
    )
