"""The register as a long list: a page of lines at a time, narrowed by standing, class and who is here tonight."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Select, bindparam, func, select

from coopdesk.domain.clock import hour, read_moment
from coopdesk.domain.ids import MeetingId, MemberId
from coopdesk.services.at_hand import meeting_at_hand
from coopdesk.services.members import find, how_many
from coopdesk.services.room import IN_THE_ROOM, Meeting, entitled_members, held_on, room_view
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import AttendanceRow, MemberRow, RollRow, ShareMovementRow

Standing = Literal["active", "ended", "all"]
Tonight = Literal["", "may-vote", "here"]

SEARCH_LIMIT = 200

_HOLDING = (
    select(func.coalesce(func.sum(ShareMovementRow.shares), 0))
    .where(ShareMovementRow.member == MemberRow.id)
    .correlate(MemberRow)
    .scalar_subquery()
)
_LAST_STAY = (
    select(func.max(AttendanceRow.id))
    .where(AttendanceRow.meeting == bindparam("meeting"), AttendanceRow.member == MemberRow.id, AttendanceRow.void == 0)
    .correlate(MemberRow)
    .scalar_subquery()
)
_LINE = select(
    MemberRow.id,
    MemberRow.number,
    MemberRow.name,
    MemberRow.class_name,
    MemberRow.status,
    _HOLDING,
    AttendanceRow.arrived_at,
    AttendanceRow.left_at,
    AttendanceRow.may_vote,
).join(AttendanceRow, AttendanceRow.id == _LAST_STAY, isouter=True)
_ONE = _LINE.where(MemberRow.id == bindparam("id"))
_CLASSES = (
    select(MemberRow.class_name).where(MemberRow.status != "void").distinct().order_by(MemberRow.class_name).limit(40)
)
_HERE = select(AttendanceRow.member).where(*IN_THE_ROOM)
_ROLL = select(RollRow.member).where(RollRow.meeting == bindparam("meeting"))


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """Which members are listed. ``class_name`` "" is any class."""

    standing: Standing = "active"
    class_name: str = ""
    tonight: Tonight = ""


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line. ``tonight`` is "18:52 voter", "18:40 no vote", "left 19:30" or "" for somebody not here."""

    id: MemberId
    number: str
    name: str
    class_name: str
    current: bool
    shares: int
    tonight: str


@dataclass(frozen=True, slots=True)
class RegisterView:
    """What stands above the list: how many there are, how many are listed, the classes, and the meeting at hand."""

    total: int
    members: tuple[MemberId, ...]
    """Those listed, by number."""
    classes: tuple[str, ...]
    may_vote: int
    here: int
    meeting: Meeting | None

    @property
    def listed(self) -> int:
        """How many are listed."""
        return len(self.members)


def register_view(reader: Reader, now: datetime, chosen: RegisterFilter) -> RegisterView:
    """Read who is listed under a filter, by member number.

    All ids are read at once and the lines a page at a time: counting, sorting and narrowing 100,000 members again for
    each page took half a second a page.
    """
    meeting = meeting_at_hand(reader, now)
    room = None if meeting is None else room_view(reader, meeting, now)
    statement = _listed(reader, meeting, now, chosen).order_by(MemberRow.number_key)
    return RegisterView(
        total=how_many(reader),
        members=tuple(MemberId(member) for (member,) in reader.rows(statement, meeting=_id(meeting))),
        classes=tuple(name for (name,) in reader.rows(_CLASSES)),
        may_vote=0 if room is None else room.entitled,
        here=0 if room is None else room.present,
        meeting=meeting,
    )


def register_lines(reader: Reader, now: datetime, members: Sequence[MemberId]) -> tuple[RegisterLine, ...]:
    """The lines of these members, in this order."""
    meeting = _id(meeting_at_hand(reader, now))
    found = (reader.first(_ONE, id=member, meeting=meeting) for member in members)
    return tuple(_read(row) for row in found if row is not None)


def found_lines(reader: Reader, now: datetime, text: str) -> tuple[RegisterLine, ...]:
    """Members by part of a name, number, postcode or card code, the nearest first; ended ones too, and said so.

    Raises:
        CardNotKnown, CardWithdrawn, NotAMemberCard: a code that leads to nobody.
    """
    return register_lines(reader, now, [person.id for person in find(reader, text, SEARCH_LIMIT)])


def _id(meeting: Meeting | None) -> MeetingId:
    # No meeting has the number 0, so nobody is found to be here.
    return MeetingId(0) if meeting is None else meeting.id


def _listed(reader: Reader, meeting: Meeting | None, now: datetime, chosen: RegisterFilter) -> Select[int]:
    statement = select(MemberRow.id).where(MemberRow.status != "void")
    if chosen.standing != "all":
        statement = statement.where(MemberRow.status == chosen.standing)
    if chosen.class_name:
        statement = statement.where(MemberRow.class_name == chosen.class_name)
    if chosen.tonight == "here":
        statement = statement.where(MemberRow.id.in_(_HERE))
    elif chosen.tonight == "may-vote" and meeting is not None:
        frozen = meeting.declared
        voters = _ROLL if frozen else entitled_members(reader, meeting, held_on(meeting, now))
        statement = statement.where(MemberRow.id.in_(voters))
    return statement


def _read(row: tuple[object, ...]) -> RegisterLine:
    member, number, name, class_name, status, shares, arrived, left, may_vote = row
    tonight = ""
    if left is not None:
        tonight = f"left {hour(read_moment(str(left)))}"
    elif arrived is not None:
        tonight = f"{hour(read_moment(str(arrived)))} {'voter' if may_vote else 'no vote'}"
    return RegisterLine(
        MemberId(int(str(member))),
        str(number),
        str(name),
        str(class_name),
        status == "active",
        int(str(shares)),
        tonight,
    )
