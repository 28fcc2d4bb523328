"""Certificates of resolutions that go to somebody outside: the registrar, Companies House, the reporting accountant."""

from dataclasses import dataclass
from datetime import datetime

from coopdesk.domain.ids import MeetingId, MemberId
from coopdesk.domain.refusals import Refusal
from coopdesk.domain.rules import ResolutionRule
from coopdesk.domain.tally import Outcome
from coopdesk.services.meetings import notice_check
from coopdesk.services.members import member_by_id
from coopdesk.services.minutes_view import Resolution
from coopdesk.services.motion_view import MotionView, motion_views
from coopdesk.services.papers.heading import MeetingHeading, meeting_heading
from coopdesk.services.resolutions import resolution
from coopdesk.services.room import Meeting, meeting_by_id
from coopdesk.services.society import operator_name
from coopdesk.storage.store import Reader


class NoFilingResolution(Refusal):
    """Certificates of resolutions, and no resolution to certify."""

    code = "NO-FILING-RESOLUTION"
    sentence = (
        "No resolution that has to be filed was declared carried at this meeting, so there is nothing to certify. "
        "No paper was made."
    )


@dataclass(frozen=True, slots=True)
class ResolutionCertificateView:
    """What one certificate says."""

    heading: MeetingHeading
    resolution: Resolution
    notice: str
    """The clear days in a sentence, or "" where no notice is on record."""
    quorum: str
    """The declared quorum in a sentence."""
    chair: str
    secretary: str


def resolution_certificate_views(
    reader: Reader, meeting_id: int, now: datetime
) -> tuple[ResolutionCertificateView, ...]:
    """One for each filing resolution that was declared carried, in order."""
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    return tuple(
        ResolutionCertificateView(
            heading=meeting_heading(reader, meeting, now),
            resolution=resolution(motion),
            notice=_notice(reader, meeting),
            quorum=_quorum(meeting),
            chair="" if meeting.chair is None else member_by_id(reader, MemberId(meeting.chair)).name,
            secretary=operator_name(reader),
        )
        for motion in motion_views(reader, meeting)
        if is_filed(motion.rule) and _is_carried(motion)
    )


def is_filed(rule: ResolutionRule) -> bool:
    """Whether a resolution of this kind is sent to somebody outside the society.

    That is where the rule sheet names what must happen to it after the meeting (registration, Companies House, a
    second meeting), or a test of the 2014 Act that an auditor will ask about.
    """
    return bool(rule.effect or rule.statutory)


def _is_carried(motion: MotionView) -> bool:
    result = motion.result
    if result is None or result.decision is None or result.declared_at is None:
        return False
    return result.decision.outcome is Outcome.CARRIED


def _notice(reader: Reader, meeting: Meeting) -> str:
    check = notice_check(reader, meeting)
    return "" if check is None else check.sentence


def _quorum(meeting: Meeting) -> str:
    if meeting.quorum_at is None:
        return ""
    return (
        f"{meeting.quorum_present:,} members entitled to vote were present when the chair declared the quorum; "
        f"{meeting.quorum_needed:,} of the {meeting.entitled:,} on the roll were needed."
    )
