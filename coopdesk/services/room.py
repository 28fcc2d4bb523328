"""Who may vote and who is here: the three sets of ``design.md`` §5.

*Roll*: members entitled to vote at this meeting (E), frozen when the chair declares the quorum. *Room*: who is in now.
*Electors* of a vote: roll and room together, frozen when that vote opens.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, bindparam, func, literal, or_, select

from coopdesk.domain import quorum as quorum_rule
from coopdesk.domain.clock import hour, local_day, read_moment
from coopdesk.domain.days import moment_written
from coopdesk.domain.ids import MeetingId
from coopdesk.domain.members import MemberKind
from coopdesk.domain.quorum import QuorumNeed, QuorumState
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.domain.rules import RuleSheet
from coopdesk.services.act import REGISTER_VERSION
from coopdesk.services.proxy_forms import proxies_in_force
from coopdesk.services.society import rules_now, sheet_from
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    ApologyRow,
    AttendanceRow,
    CounterRow,
    GuestRow,
    MeetingRow,
    MemberDetailRow,
    MemberRow,
    PaymentRow,
    RollRow,
    ShareMovementRow,
)


@dataclass
class NoMeeting(Refusal):
    """No meeting to work on."""

    code = "NO-MEETING"
    sentence = "No meeting has been called yet. Call one first: give its kind, title, time and place."


@dataclass
class UnknownMeeting(Refusal):
    """No meeting has this number."""

    code = "UNKNOWN-MEETING"
    sentence = "There is no meeting {number}. Give the number that “society show” lists."
    number: int


@dataclass
class WhichMeeting(Refusal):
    """Several meetings are called and none is open."""

    code = "WHICH-MEETING"
    sentence = "Meetings {numbers} are all waiting, so it is not clear which is meant. Name one with --meeting."
    numbers: str


@dataclass
class MeetingClosed(Refusal):
    """Business after the close."""

    code = "MEETING-CLOSED"
    sentence = "This meeting was closed at {at}, so its record takes no more business. Nothing was changed."
    at: str


@dataclass
class MeetingNotOpen(Refusal):
    """Business before the opening, or while adjourned."""

    code = "MEETING-NOT-OPEN"
    sentence = "The meeting is {state}, so this cannot be done yet. Open it first; nothing was changed."
    state: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting's row, read."""

    id: MeetingId
    number: int
    kind: str
    title: str
    at: datetime
    place: str
    state: str
    notice_sent: date | None
    notice_by: str
    chair: int | None
    opened_at: datetime | None
    closed_at: datetime | None
    adjourned_times: int
    rules: str | None
    entitled: int | None
    quorum_needed: int | None
    quorum_present: int | None
    quorum_at: datetime | None

    @property
    def declared(self) -> bool:
        """True once the chair has declared the quorum and the roll is frozen."""
        return self.quorum_at is not None


@dataclass(frozen=True, slots=True)
class RoomView:
    """The live counts. ``present`` counts members in the room, voting or not; the quorum counts those with a vote."""

    present: int
    votes_in_room: int
    non_voting: int
    guests: int
    joined: int
    apologies: int
    taken_pence: int
    entitled: int
    need: QuorumNeed
    quorum: QuorumState
    declared: bool
    adjourned: bool
    proxies: int = 0
    """Absent members for whom somebody in the room speaks; they count to the quorum where the rules say so."""


_MEETING = select(
    MeetingRow.id,
    MeetingRow.number,
    MeetingRow.kind,
    MeetingRow.title,
    MeetingRow.at,
    MeetingRow.place,
    MeetingRow.state,
    MeetingRow.notice_sent,
    MeetingRow.notice_by,
    MeetingRow.chair,
    MeetingRow.opened_at,
    MeetingRow.closed_at,
    MeetingRow.adjourned_times,
    MeetingRow.rules,
    MeetingRow.entitled,
    MeetingRow.quorum_needed,
    MeetingRow.quorum_present,
    MeetingRow.quorum_at,
)
_BY_ID = _MEETING.where(MeetingRow.id == bindparam("id"))
_BY_NUMBER = _MEETING.where(MeetingRow.number == bindparam("number"))
_ALL = select(MeetingRow.id, MeetingRow.number, MeetingRow.state).order_by(MeetingRow.number)

IN_THE_ROOM = (
    AttendanceRow.meeting == bindparam("meeting"),
    AttendanceRow.left_at.is_(None),
    AttendanceRow.void == 0,
)
"""Of a stay at a meeting: it goes on, and was no mistake. Who is counted, heard and given a vote hangs on it."""

_ROOM = select(func.count(), func.coalesce(func.sum(AttendanceRow.may_vote), 0)).where(*IN_THE_ROOM)
_JOINED = select(func.count()).where(
    AttendanceRow.meeting == bindparam("meeting"), AttendanceRow.joined == 1, AttendanceRow.void == 0
)
_GUESTS = select(func.count()).where(
    GuestRow.meeting == bindparam("meeting"), GuestRow.left_at.is_(None), GuestRow.void == 0
)
_APOLOGIES = select(func.count()).where(ApologyRow.meeting == bindparam("meeting"), ApologyRow.void == 0)
_TAKEN = select(func.coalesce(func.sum(PaymentRow.pence), 0)).where(PaymentRow.meeting == bindparam("meeting"))
_VERSION = select(CounterRow.value).where(CounterRow.name == REGISTER_VERSION)
# Nearly everybody is active: through the index on status each row is fetched by itself, at random, which takes five
# times as long as reading the table from end to end (0.65 s against 0.13 s for 100,000, after every joining).
_ACTIVE = MemberRow.status.concat("") == "active"
_CLASSES = select(MemberRow.class_name).where(_ACTIVE).distinct()
_ROLL_IDS = select(RollRow.member).where(RollRow.meeting == bindparam("meeting")).order_by(RollRow.member)


def meeting_by_id(reader: Reader, meeting: MeetingId) -> Meeting:
    """One meeting."""
    row = reader.first(_BY_ID, id=meeting)
    if row is None:
        raise UnknownMeeting(meeting)
    return _read(row)


def pick_meeting(reader: Reader, number: int | None) -> Meeting:
    """The meeting meant: the one named; else the open one; else the only one not closed; else the last closed.

    Raises:
        NoMeeting, UnknownMeeting, WhichMeeting: as their sentences say.
    """
    if number is not None:
        row = reader.first(_BY_NUMBER, number=number)
        if row is None:
            raise UnknownMeeting(number)
        return _read(row)
    known = reader.rows(_ALL)
    if not known:
        raise NoMeeting()
    for states in (("open",), ("adjourned",), ("called",)):
        fitting = [row for row in known if row[2] in states]
        if len(fitting) > 1:
            raise WhichMeeting(", ".join(str(row[1]) for row in fitting))
        if fitting:
            return meeting_by_id(reader, MeetingId(fitting[0][0]))
    return meeting_by_id(reader, MeetingId(known[-1][0]))


def meetings_called(reader: Reader) -> tuple[Meeting, ...]:
    """Every meeting, by number."""
    return tuple(meeting_by_id(reader, MeetingId(row[0])) for row in reader.rows(_ALL))


def meeting_for_business(reader: Reader, meeting: int) -> Meeting:
    """A meeting that is open.

    Raises:
        MeetingClosed, MeetingNotOpen: it is not.
    """
    found = meeting_by_id(reader, MeetingId(meeting))
    refuse_closed(found)
    if found.state != "open":
        raise MeetingNotOpen("adjourned" if found.state == "adjourned" else "not open")
    return found


def refuse_closed(meeting: Meeting) -> None:
    """Closed meetings take no more acts.

    Raises:
        MeetingClosed: it is closed.
    """
    if meeting.closed_at is not None:
        raise MeetingClosed(hour(meeting.closed_at))


def rules_of(reader: Reader, meeting: Meeting) -> RuleSheet:
    """The sheet the meeting runs by: frozen with its roll, until then today's."""
    return sheet_from(meeting.rules) if meeting.rules is not None else rules_now(reader)


def held_on(meeting: Meeting, now: datetime) -> date:
    """The day that counts for eligibility: when it was opened, or today while it has not been."""
    return local_day(meeting.opened_at if meeting.opened_at is not None else now)


def entitled_members(reader: Reader, meeting: Meeting, day: date) -> Select[int]:
    """The statement for everybody entitled on this day: ``domain.rules.entitled`` for a whole register at once.

    (A test holds the two together: the rule names the reason for one person, this counts a hundred thousand.)
    """
    sheet = rules_of(reader, meeting)
    latest = day if sheet.joiners_vote else day - timedelta(days=1)
    if sheet.record_date_days is not None:
        latest = min(latest, day - timedelta(days=sheet.record_date_days))
    statement = select(MemberRow.id).where(_ACTIVE, MemberRow.joined_on <= latest.isoformat())
    voteless = {each.name.casefold() for each in sheet.classes if not each.votes}
    if voteless:
        without = [name for (name,) in reader.rows(_CLASSES) if name.casefold() in voteless]
        statement = statement.where(MemberRow.class_name.not_in(without))
    if not sheet.joiners_vote:
        joined = select(AttendanceRow.member).where(
            AttendanceRow.meeting == meeting.id, AttendanceRow.joined == 1, AttendanceRow.void == 0
        )
        statement = statement.where(MemberRow.id.not_in(joined))
    if sheet.min_shares > 0:
        holding = (
            select(func.coalesce(func.sum(ShareMovementRow.shares), 0))
            .where(ShareMovementRow.member == MemberRow.id)
            .correlate(MemberRow)
            .scalar_subquery()
        )
        statement = statement.where(holding >= sheet.min_shares)
    return statement if sheet.min_age is None else statement.where(_of_age(sheet, sheet.min_age, day))


def _of_age(sheet: RuleSheet, years: int, day: date) -> ColumnElement[bool]:
    # Days of birth are ISO text, so this compares as text: 29 February may stand here in a year that has none.
    latest = f"{day.year - years:04}-{day:%m-%d}"
    if sheet.unknown_age_votes:
        young = select(MemberDetailRow.member).where(MemberDetailRow.born_on > latest)
        old_enough = MemberRow.id.not_in(young)
    else:
        known = select(MemberDetailRow.member).where(MemberDetailRow.born_on != "", MemberDetailRow.born_on <= latest)
        old_enough = MemberRow.id.in_(known)
    return or_(MemberRow.kind != MemberKind.PERSON.value, old_enough)


def entitled_count(reader: Reader, meeting: Meeting, now: datetime) -> int:
    """E: frozen with the roll; before that, everybody entitled today (remembered until the register changes)."""
    if meeting.entitled is not None:
        return meeting.entitled
    day = held_on(meeting, now)
    key = ("entitled", meeting.id, day, reader.value(_VERSION), meeting.state)
    if key not in reader.remembered:
        reader.remembered.clear()
        inner = entitled_members(reader, meeting, day).subquery()
        reader.remembered[key] = reader.value(select(func.count(literal(1))).select_from(inner)) or 0
    return reader.remembered[key]


def room_view(reader: Reader, meeting: Meeting, now: datetime) -> RoomView:
    """The live counts of one meeting."""
    present, votes = reader.first(_ROOM, meeting=meeting.id) or (0, 0)
    entitled = entitled_count(reader, meeting, now)
    adjourned = meeting.adjourned_times > 0
    sheet = rules_of(reader, meeting)
    need = quorum_rule.quorum(sheet, entitled, adjourned=adjourned)
    proxies = len(proxies_in_force(reader, meeting.id))
    counted = votes + proxies if sheet.quorum_counts_proxies else votes
    return RoomView(
        present=present,
        votes_in_room=votes,
        non_voting=present - votes,
        guests=reader.value(_GUESTS, meeting=meeting.id) or 0,
        joined=reader.value(_JOINED, meeting=meeting.id) or 0,
        apologies=reader.value(_APOLOGIES, meeting=meeting.id) or 0,
        taken_pence=reader.value(_TAKEN, meeting=meeting.id) or 0,
        entitled=entitled,
        need=need,
        quorum=quorum_rule.state(need, counted, people=votes),
        declared=meeting.declared,
        adjourned=adjourned,
        proxies=proxies,
    )


def digest_of(members: list[int]) -> str:
    """One digest for a roll or the electors of a vote: the journal carries it instead of every name."""
    return hashlib.sha256(",".join(str(each) for each in members).encode()).hexdigest()


def roll_members(reader: Reader, meeting: MeetingId) -> list[int]:
    """The frozen roll, by id."""
    return [member for (member,) in reader.rows(_ROLL_IDS, meeting=meeting)]


def read_when(what: str, text: str, otherwise: time = time()) -> datetime:
    """A moment as typed; ``otherwise`` is the time of a day alone.

    Raises:
        NotUnderstood: it is not one.
    """
    try:
        return moment_written(text, otherwise).astimezone(UTC)
    except ValueError as error:
        raise NotUnderstood(what, text, "write it as 28/11/2026 19:00 or 2026-11-28T19:00") from error


def _moment(text: object) -> datetime | None:
    return read_moment(str(text)) if text is not None else None


# A meeting's row stays the same from one arrival to the next.
@lru_cache(maxsize=16)
def _read(row: tuple[object, ...]) -> Meeting:
    (
        meeting_id, number, kind, title, at, place, state, notice_sent, notice_by, chair, opened_at, closed_at,
        adjourned_times, rules, entitled, quorum_needed, quorum_present, quorum_at,
    ) = row  # fmt: skip
    return Meeting(
        id=MeetingId(int(str(meeting_id))),
        number=int(str(number)),
        kind=str(kind),
        title=str(title),
        at=read_moment(str(at)),
        place=str(place),
        state=str(state),
        notice_sent=date.fromisoformat(str(notice_sent)) if notice_sent else None,
        notice_by=str(notice_by or ""),
        chair=None if chair is None else int(str(chair)),
        opened_at=_moment(opened_at),
        closed_at=_moment(closed_at),
        adjourned_times=int(str(adjourned_times)),
        rules=None if rules is None else str(rules),
        entitled=None if entitled is None else int(str(entitled)),
        quorum_needed=None if quorum_needed is None else int(str(quorum_needed)),
        quorum_present=None if quorum_present is None else int(str(quorum_present)),
        quorum_at=_moment(quorum_at),
    )
