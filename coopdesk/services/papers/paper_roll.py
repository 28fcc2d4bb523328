"""The paper roll: what the file knew at its last act, with room to go on by hand when the laptop dies."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from coopdesk.domain.ids import MeetingId
from coopdesk.services.motion_view import MotionView, motion_views
from coopdesk.services.papers.heading import MeetingHeading, meeting_heading
from coopdesk.services.papers.people import Listed, everybody
from coopdesk.services.room import Meeting, RoomView, meeting_by_id, room_view
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import AttendanceRow, CertificateRow, GuestRow

_HIGHEST_CARD = select(func.max(AttendanceRow.voting_card)).where(AttendanceRow.meeting == bindparam("meeting"))
_HIGHEST_CERTIFICATE = select(func.max(CertificateRow.number))
_GUESTS = (
    select(GuestRow.name)
    .where(GuestRow.meeting == bindparam("meeting"), GuestRow.void == 0, GuestRow.left_at.is_(None))
    .order_by(GuestRow.name)
)


@dataclass(frozen=True, slots=True)
class RollMotion:
    """Where a motion stood."""

    number: int
    title: str
    rule: str
    standing: str
    """ "Not put yet", "Voting is open", "Carried: 86 for, 31 against" ..."""


@dataclass(frozen=True, slots=True)
class PaperRollView:
    """What the roll prints."""

    heading: MeetingHeading
    state: str
    """called, open, adjourned or closed."""
    room: RoomView
    members: tuple[Listed, ...]
    guests: tuple[str, ...]
    motions: tuple[RollMotion, ...]
    next_card: int
    next_certificate: int


def paper_roll_view(reader: Reader, meeting_id: int, now: datetime) -> PaperRollView:
    """The meeting at this moment, as somebody with a pen must take it over."""
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    return PaperRollView(
        heading=meeting_heading(reader, meeting, now),
        state=meeting.state,
        room=room_view(reader, meeting, now),
        members=everybody(reader, meeting, now),
        guests=tuple(name for (name,) in reader.rows(_GUESTS, meeting=meeting.id)),
        motions=_motions(reader, meeting),
        next_card=(reader.value(_HIGHEST_CARD, meeting=meeting.id) or 0) + 1,
        next_certificate=(reader.value(_HIGHEST_CERTIFICATE) or 0) + 1,
    )


def _motions(reader: Reader, meeting: Meeting) -> tuple[RollMotion, ...]:
    return tuple(
        RollMotion(each.number, each.title or each.text, each.rule.words, _standing(each))
        for each in motion_views(reader, meeting)
    )


def _standing(motion: MotionView) -> str:
    if motion.withdrawn_at is not None:
        return "Withdrawn"
    count = motion.current
    if count is None:
        return "Not put yet"
    if count.closed_at is None:
        return f"Voting is open, {count.electors} may vote"
    result = motion.result
    if result is None or result.decision is None:
        return "Counted"
    decided = result.decision
    outcome = decided.outcome.value.capitalize() if result.declared_at is not None else "Counted, not declared"
    return f"{outcome}: {decided.votes_for} for, {decided.against} against"
