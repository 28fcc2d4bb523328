"""What the Door page shows: the counts and the newest arrivals."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import read_moment
from coopdesk.domain.ids import GuestId, MemberId
from coopdesk.services.room import Meeting, RoomView, meeting_by_id, room_view
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import AttendanceRow, GuestRow, MemberRow

_ARRIVALS = (
    select(
        AttendanceRow.arrived_at,
        AttendanceRow.left_at,
        MemberRow.id,
        MemberRow.number,
        MemberRow.name,
        AttendanceRow.may_vote,
        AttendanceRow.joined,
        AttendanceRow.voting_card,
    )
    .join(MemberRow, MemberRow.id == AttendanceRow.member)
    .where(AttendanceRow.meeting == bindparam("meeting"), AttendanceRow.void == 0)
    .order_by(AttendanceRow.id.desc())
    .limit(bindparam("limit"))
)
_GUESTS = (
    select(GuestRow.arrived_at, GuestRow.left_at, GuestRow.id, GuestRow.name)
    .where(GuestRow.meeting == bindparam("meeting"), GuestRow.void == 0)
    .order_by(GuestRow.id.desc())
    .limit(bindparam("limit"))
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One line of "Just arrived": ``standing`` is voter, joined, no vote or visitor."""

    at: datetime
    name: str
    number: str
    standing: str
    voting_card: int | None
    left_at: datetime | None
    member: MemberId | None
    guest: GuestId | None


@dataclass(frozen=True, slots=True)
class DoorView:
    """The door at one moment."""

    meeting: Meeting
    room: RoomView
    arrivals: tuple[Arrival, ...]


def door_view(reader: Reader, meeting_id: int, now: datetime, limit: int = 12) -> DoorView:
    """The counts and the newest arrivals of a meeting."""
    meeting = meeting_by_id(reader, meeting_id)  # type: ignore[arg-type]
    return DoorView(meeting, room_view(reader, meeting, now), arrivals(reader, meeting, limit))


def arrivals(reader: Reader, meeting: Meeting, limit: int) -> tuple[Arrival, ...]:
    """Members and guests, the newest first."""
    members = [
        Arrival(
            read_moment(at),
            name,
            number,
            "joined" if joined else "voter" if may_vote else "no vote",
            card,
            read_moment(left) if left else None,
            MemberId(member),
            None,
        )
        for at, left, member, number, name, may_vote, joined, card in reader.rows(
            _ARRIVALS, meeting=meeting.id, limit=limit
        )
    ]
    guests = [
        Arrival(read_moment(at), name, "", "visitor", None, read_moment(left) if left else None, None, GuestId(guest))
        for at, left, guest, name in reader.rows(_GUESTS, meeting=meeting.id, limit=limit)
    ]
    return tuple(sorted(members + guests, key=_newest_first)[:limit])


def _newest_first(arrival: Arrival) -> float:
    return -arrival.at.timestamp()
