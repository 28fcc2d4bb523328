"""The closing slip: the journal's head at the close, signed by two people and kept away from the file.

Only a head that somebody else keeps can show that the whole record was written again afterwards.
"""

from dataclasses import dataclass
from datetime import datetime

from coopdesk.domain.ids import MeetingId, MemberId
from coopdesk.domain.refusals import Refusal
from coopdesk.services.attendance import attendance_numbers
from coopdesk.services.members import member_by_id
from coopdesk.services.minutes_view import AttendanceNumbers
from coopdesk.services.motion_view import MotionView, motion_views
from coopdesk.services.papers.heading import MeetingHeading, meeting_heading
from coopdesk.services.room import meeting_by_id
from coopdesk.storage.store import Reader


@dataclass
class MeetingNotClosed(Refusal):
    """A closing slip before the close."""

    code = "MEETING-NOT-CLOSED"
    sentence = (
        "The meeting is not closed, so its record has no closing head to sign yet. No slip was made: close it first."
    )


@dataclass(frozen=True, slots=True)
class SlipResult:
    """A motion's result in one line."""

    number: int
    title: str
    votes_for: int
    against: int
    abstentions: int
    outcome: str
    """ "carried", "lost", "withdrawn" or "not decided"."""


@dataclass(frozen=True, slots=True)
class ClosingSlipView:
    """What the slip prints; heading.head and heading.entry are those of the close."""

    heading: MeetingHeading
    closed: datetime
    chair: str
    numbers: AttendanceNumbers
    results: tuple[SlipResult, ...]


def closing_slip_view(reader: Reader, meeting_id: int, now: datetime) -> ClosingSlipView:
    """The slip of a closed meeting.

    Raises:
        MeetingNotClosed: it is not closed yet.
    """
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    if meeting.closed_at is None:
        raise MeetingNotClosed()
    return ClosingSlipView(
        heading=meeting_heading(reader, meeting, now),
        closed=meeting.closed_at,
        chair="" if meeting.chair is None else member_by_id(reader, MemberId(meeting.chair)).name,
        numbers=attendance_numbers(reader, meeting),
        results=tuple(_result(motion) for motion in motion_views(reader, meeting)),
    )


def _result(motion: MotionView) -> SlipResult:
    title = motion.title or motion.text
    standing = motion.result
    if motion.withdrawn_at is not None:
        return SlipResult(motion.number, title, 0, 0, 0, "withdrawn")
    if standing is None or standing.decision is None or standing.declared_at is None:
        return SlipResult(motion.number, title, 0, 0, 0, "not decided")
    decided = standing.decision
    return SlipResult(motion.number, title, decided.votes_for, decided.against, decided.abstain, decided.outcome.value)
