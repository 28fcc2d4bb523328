"""The attendance schedule: every stay in the room with its times, for the file and the auditor."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import read_moment
from coopdesk.domain.ids import MeetingId
from coopdesk.domain.members import MemberKind, display_number
from coopdesk.services.attendance import attendance_numbers
from coopdesk.services.minutes_view import AttendanceNumbers
from coopdesk.services.papers.heading import MeetingHeading, meeting_heading
from coopdesk.services.papers.people import listed_name
from coopdesk.services.room import meeting_by_id
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ApologyRow, AttendanceRow, GuestRow, MemberRow

_STAYS = (
    select(
        MemberRow.number, MemberRow.kind, MemberRow.name, MemberRow.representative, MemberRow.last,
        AttendanceRow.arrived_at, AttendanceRow.left_at, AttendanceRow.voting_card, AttendanceRow.may_vote,
        AttendanceRow.joined,
    )
    .join(MemberRow, MemberRow.id == AttendanceRow.member)
    .where(AttendanceRow.meeting == bindparam("meeting"), AttendanceRow.void == 0)
    .order_by(MemberRow.last, MemberRow.first, MemberRow.number_key, AttendanceRow.id)
)  # fmt: skip
_GUESTS = (
    select(GuestRow.name, GuestRow.arrived_at, GuestRow.left_at)
    .where(GuestRow.meeting == bindparam("meeting"), GuestRow.void == 0)
    .order_by(GuestRow.name)
)
_APOLOGIES = (
    select(MemberRow.number, MemberRow.kind, MemberRow.name, MemberRow.last, ApologyRow.at)
    .join(MemberRow, MemberRow.id == ApologyRow.member)
    .where(ApologyRow.meeting == bindparam("meeting"), ApologyRow.void == 0)
    .order_by(MemberRow.last, MemberRow.first, MemberRow.number_key)
)


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay in the room. ``left`` is None for somebody who stayed to the end."""

    number: str
    name: str
    capacity: str
    """ "Member", "Member, no vote", "Joined at this meeting", "for the organisation: Jo Ackroyd"."""
    voting_card: int | None
    arrived: datetime
    left: datetime | None


@dataclass(frozen=True, slots=True)
class ApologyLine:
    """A member who sent apologies, and when they were received."""

    number: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AttendanceScheduleView:
    """What the schedule prints."""

    heading: MeetingHeading
    numbers: AttendanceNumbers
    stays: tuple[Stay, ...]
    guests: tuple[Stay, ...]
    apologies: tuple[ApologyLine, ...]


def attendance_schedule_view(reader: Reader, meeting_id: int, now: datetime) -> AttendanceScheduleView:
    """Everybody who was in the room, by name, with each stay on a line of its own."""
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    stays = []
    for number, kind, name, representative, last, arrived, left, card, vote, joined in reader.rows(
        _STAYS, meeting=meeting.id
    ):
        listed = listed_name(name, MemberKind(kind), last)
        capacity = _capacity(bool(vote), bool(joined), representative)
        stays.append(Stay(display_number(number), listed, capacity, card, read_moment(arrived), _moment(left)))
    return AttendanceScheduleView(
        heading=meeting_heading(reader, meeting, now),
        numbers=attendance_numbers(reader, meeting),
        stays=tuple(stays),
        guests=tuple(
            Stay("", name, "Guest", None, read_moment(arrived), _moment(left))
            for name, arrived, left in reader.rows(_GUESTS, meeting=meeting.id)
        ),
        apologies=tuple(
            ApologyLine(display_number(number), listed_name(name, MemberKind(kind), last), read_moment(at))
            for number, kind, name, last, at in reader.rows(_APOLOGIES, meeting=meeting.id)
        ),
    )


def _capacity(vote: bool, joined: bool, representative: str) -> str:
    words = "Joined at this meeting" if joined else "Member"
    if not vote:
        words += ", no vote"
    return f"{words}, by {representative}" if representative else words


def _moment(text: str | None) -> datetime | None:
    return None if text is None else read_moment(text)
