"""What the Door page shows: the counts, the newest arrivals, and whom a search finds."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import read_moment
from coopdesk.domain.ids import GuestId, MeetingId, MemberId
from coopdesk.services.at_hand import meeting_at_hand, quorum_is_lost
from coopdesk.services.members import MemberView, find
from coopdesk.services.perform import entries_backwards
from coopdesk.services.room import IN_THE_ROOM, Meeting, RoomView, meeting_by_id, room_view
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ApologyRow, AttendanceRow, GuestRow, MemberRow

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
_IN_SINCE = select(AttendanceRow.arrived_at, AttendanceRow.voting_card).where(
    *IN_THE_ROOM,
    AttendanceRow.member == bindparam("member"),
)
_APOLOGY = select(ApologyRow.id).where(
    ApologyRow.meeting == bindparam("meeting"), ApologyRow.member == bindparam("member"), ApologyRow.void == 0
)

_NAME_OF = {
    "attendance": select(MemberRow.name)
    .join(AttendanceRow, AttendanceRow.member == MemberRow.id)
    .where(AttendanceRow.id == bindparam("id")),
    "guest": select(GuestRow.name).where(GuestRow.id == bindparam("id")),
    "apology": select(MemberRow.name)
    .join(ApologyRow, ApologyRow.member == MemberRow.id)
    .where(ApologyRow.id == bindparam("id")),
}


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
    quorum_lost: bool = False


@dataclass(frozen=True, slots=True)
class DoorMatch:
    """Somebody a search at the door found. ``since`` is None for those outside."""

    member: MemberView
    since: datetime | None
    voting_card: int | None
    apologies: bool


def door_now(reader: Reader, now: datetime, limit: int = 12) -> DoorView | None:
    """The door of the meeting at hand; None before one is called."""
    meeting = meeting_at_hand(reader, now)
    return None if meeting is None else door_view(reader, meeting.id, now, limit)


def door_search(reader: Reader, meeting_id: int, text: str, limit: int = 8) -> tuple[DoorMatch, ...]:
    """Members found by what was typed, each with whether they are in the room; current members first."""
    found = sorted(find(reader, text, limit), key=_current_first)
    return tuple(door_match(reader, meeting_id, each) for each in found)


def whom(reader: Reader, seq: int) -> str:
    """Whose coming or going an act of the journal was, so that an undo can say it; "" where it was nobody's."""
    entry = next(each for each in entries_backwards(reader) if each.seq == seq)
    for _, table, key, *_ in entry.payload["rows"]:
        if table in _NAME_OF:
            return str(reader.value(_NAME_OF[table], id=key[0]))
    return ""


def door_match(reader: Reader, meeting_id: int, member: MemberView) -> DoorMatch:
    """How one member stands at the door."""
    stay = reader.first(_IN_SINCE, meeting=meeting_id, member=member.id)
    since, card = stay if stay is not None else (None, None)
    apologies = reader.value(_APOLOGY, meeting=meeting_id, member=member.id) is not None
    return DoorMatch(member, read_moment(since) if since else None, card, apologies)


def door_view(reader: Reader, meeting_id: int, now: datetime, limit: int = 12) -> DoorView:
    """The counts and the newest arrivals of a meeting."""
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    room = room_view(reader, meeting, now)
    return DoorView(meeting, room, arrivals(reader, meeting, limit), quorum_is_lost(reader, meeting, room))


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


def _current_first(member: MemberView) -> bool:
    return not member.active


def _newest_first(arrival: Arrival) -> float:
    return -arrival.at.timestamp()
