"""The door: arriving and leaving. Facts with times, never a toggle.

Three answers: *vote*, *no-vote* (may enter, and why there is no vote) and *stop* (a refusal; nothing is recorded).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import bindparam, func, select, update

from coopdesk.domain.clock import hour, read_moment
from coopdesk.domain.ids import AttendanceId, MeetingId, MemberId
from coopdesk.domain.members import MemberKind, display_number
from coopdesk.domain.refusals import Refusal
from coopdesk.services.act import Act, table_of
from coopdesk.services.events import DoorChanged
from coopdesk.services.members import MembershipEnded, MemberView, member, member_by_id, resolve
from coopdesk.services.perform import Command, Done, Entry, NonceUsed, handles, repeats
from coopdesk.services.room import IN_THE_ROOM, Meeting, meeting_by_id, refuse_closed
from coopdesk.services.why_no_vote import member_without_vote
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    AttendanceRow,
    BallotVotedRow,
    CounterRow,
    CountRow,
    ElectorRow,
    RollRow,
    VoteRow,
)

DOOR_ACTS = frozenset(
    ("CheckIn", "LeaveRoom", "ReceiveGuest", "SeeGuestOut", "RecordApology", "JoinAtDoor", "NameAtDoor")
)
"""What "undo" at the door may take back."""


STANDING = select(
    select(AttendanceRow.arrived_at)
    .where(
        *IN_THE_ROOM,
        AttendanceRow.member == bindparam("member"),
    )
    .scalar_subquery(),
    select(func.max(AttendanceRow.voting_card))
    .where(
        AttendanceRow.meeting == bindparam("meeting"),
        AttendanceRow.member == bindparam("member"),
        AttendanceRow.void == 0,
    )
    .scalar_subquery(),
    select(RollRow.member)
    .where(RollRow.meeting == bindparam("meeting"), RollRow.member == bindparam("member"))
    .scalar_subquery(),
    select(func.max(AttendanceRow.joined))
    .where(
        AttendanceRow.meeting == bindparam("meeting"),
        AttendanceRow.member == bindparam("member"),
        AttendanceRow.void == 0,
    )
    .scalar_subquery(),
)


_NEXT_CARD = (
    update(CounterRow)
    .where(CounterRow.name == bindparam("series"))
    .values(value=CounterRow.value + 1)
    .returning(CounterRow.value)
)


_STAY_BY_ID = select(
    AttendanceRow.member,
    AttendanceRow.arrived_at,
    AttendanceRow.left_at,
    AttendanceRow.voting_card,
    AttendanceRow.may_vote,
    AttendanceRow.reason,
    AttendanceRow.joined,
    AttendanceRow.meeting,
).where(AttendanceRow.id == bindparam("id"))


_OPEN_STAY = select(AttendanceRow.id).where(
    *IN_THE_ROOM,
    AttendanceRow.member == bindparam("member"),
)


_VOTED = (
    select(VoteRow.count)
    .join(ElectorRow, (ElectorRow.count == VoteRow.count) & (ElectorRow.member == VoteRow.member))
    .where(VoteRow.member == bindparam("member"), VoteRow.at >= bindparam("since"))
    .limit(1)
)


_VOTED_IN_SECRET = (
    select(BallotVotedRow.count)
    .join(CountRow, CountRow.id == BallotVotedRow.count)
    .where(BallotVotedRow.member == bindparam("member"), CountRow.opened_at >= bindparam("since"))
    .limit(1)
)
"""A mark on the roll of a secret ballot has no time of its own; the ballot's opening has."""


@dataclass
class AlreadyIn(Refusal):
    """The same card later on: amber, not an error tone."""

    code = "ALREADY-IN"
    sentence = "{name} (member {number}) has been in since {since}{card}. Nothing was recorded."
    name: str
    number: str
    since: str
    card: str


@dataclass
class NotInTheRoom(Refusal):
    """Leaving without having come."""

    code = "NOT-IN-THE-ROOM"
    sentence = "{name} (member {number}) is not in the room, so there is nothing to record."
    name: str
    number: str


@dataclass
class HasVoted(Refusal):
    """An arrival that a vote stands on is not taken back."""

    code = "HAS-VOTED"
    sentence = (
        "{name} (member {number}) has voted since arriving, so the arrival cannot be undone. "
        "If they left, record that they left."
    )
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class DoorVerdict:
    """What to do with the person at the door."""

    stay: AttendanceId
    verdict: Literal["vote", "no-vote"]
    member: MemberView
    voting_card: int | None
    reason: str
    """Why there is no vote; "" for a voter."""
    arrived_at: datetime
    returned: bool
    joined: bool
    certificate: int | None = None

    @property
    def nobody_named(self) -> bool:
        """True for an organisation that has a vote here and has named nobody to cast it: it votes only through the one
        representative it appointed in writing (domain reference §4.1; Companies Act 2006 s.323), so the door asks."""
        mute = self.member.kind is MemberKind.ORGANISATION and not self.member.representative
        return mute and self.verdict == "vote"


@dataclass(frozen=True, slots=True)
class CheckIn(Command[DoorVerdict]):
    """Somebody with a card, or a number, comes in."""

    meeting: int
    reference: str


@handles(CheckIn)
def check_in(command: CheckIn, act: Act) -> Done[DoorVerdict]:
    """Record an arrival and say whether the member votes.

    Raises:
        UnknownMember, CardNotKnown, CardWithdrawn, NotAMemberCard, MembershipEnded: stop.
        AlreadyIn: in the room since an earlier scan.
        MeetingClosed: the meeting is over.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    person = member(act.reader, command.reference)
    if not person.active:
        raise MembershipEnded(display_number(person.number))
    verdict = arrive(act, meeting, person, joined=False)
    return Done(verdict, (DoorChanged(),), UndoArrival(verdict.stay))


@repeats(CheckIn)
def check_in_repeated(command: CheckIn, reader: Reader, first: Entry) -> DoorVerdict:
    """The same scan sent again: the first answer, and nothing recorded.

    Raises:
        NonceUsed: it was another member's scan.
    """
    verdict = verdict_of(reader, AttendanceId(first.payload["rows"][0][2][0]))
    if verdict.member.id != resolve(reader, command.reference):
        raise NonceUsed()
    return verdict


def arrive(act: Act, meeting: Meeting, person: MemberView, *, joined: bool) -> DoorVerdict:
    """Write one stay; for checking in and for joining.

    Raises:
        AlreadyIn: there is a stay that has not ended.
    """
    facts = act.reader.first(STANDING, meeting=meeting.id, member=person.id)
    assert facts is not None
    since, card, on_roll, joined_before = facts
    if since is not None:
        given = f", with voting card {card}" if card else ""
        raise AlreadyIn(person.name, display_number(person.number), hour(read_moment(since)), given)
    tonight = joined or bool(joined_before)
    reason = member_without_vote(act.reader, meeting, act.now, person, on_roll=bool(on_roll), joined_tonight=tonight)
    returned = card is not None or joined_before is not None
    if not reason and card is None:
        card = next_voting_card(act, meeting.id)
    stay = act.add(
        AttendanceRow,
        meeting=meeting.id,
        member=person.id,
        arrived_at=act.at,
        left_at=None,
        voting_card=None if reason else card,
        may_vote=int(not reason),
        reason=reason,
        joined=int(joined),
        void=0,
    )
    return DoorVerdict(
        AttendanceId(stay),
        "no-vote" if reason else "vote",
        person,
        None if reason else card,
        reason,
        act.now,
        returned,
        tonight,
    )


def next_voting_card(act: Act, meeting: MeetingId) -> int:
    """The next voting card of this meeting; a card given back is not given to somebody else."""
    series = f"voting card {meeting}"
    try:
        return act.writer.returning(_NEXT_CARD, series=series)
    except LookupError:
        act.writer.insert(table_of(CounterRow), {"name": series, "value": 1})
        return 1


@dataclass(frozen=True, slots=True)
class UndoArrival(Command[None]):
    """The wrong person was checked in: the stay is void, as if it had not been."""

    stay: int


@handles(UndoArrival)
def undo_arrival(command: UndoArrival, act: Act) -> Done[None]:
    """Void a stay nobody voted in.

    Raises:
        HasVoted: a vote stands on it.
    """
    void_stay(act, command.stay)
    return Done(None, (DoorChanged(),))


def void_stay(act: Act, stay: int) -> None:
    """Void one stay.

    Raises:
        HasVoted: the member has voted since arriving.
    """
    refuse_voted(act, stay)
    act.change(AttendanceRow, stay, void=1)


def refuse_voted(act: Act, stay: int) -> None:
    """An arrival stands as soon as a vote stands on it.

    Raises:
        HasVoted: the member has voted since arriving.
    """
    found = verdict_of(act.reader, AttendanceId(stay))
    since = act.reader.first(_STAY_BY_ID, id=stay)
    assert since is not None
    if any(act.reader.value(voted, member=found.member.id, since=since[1]) for voted in (_VOTED, _VOTED_IN_SECRET)):
        raise HasVoted(found.member.name, display_number(found.member.number))


@dataclass(frozen=True, slots=True)
class LeaveRoom(Command[MemberView]):
    """Somebody goes. Their votes on open motions stand; what opens later is without them."""

    meeting: int
    reference: str


@handles(LeaveRoom)
def leave_room(command: LeaveRoom, act: Act) -> Done[MemberView]:
    """End a stay.

    Raises:
        NotInTheRoom: there is none to end.
        MeetingClosed: the meeting is over.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    person = member(act.reader, command.reference)
    stay = act.reader.value(_OPEN_STAY, meeting=meeting.id, member=person.id)
    if stay is None:
        raise NotInTheRoom(person.name, display_number(person.number))
    act.change(AttendanceRow, stay, left_at=act.at)
    return Done(person, (DoorChanged(),), UndoLeaving(stay))


@dataclass(frozen=True, slots=True)
class UndoLeaving(Command[None]):
    """They had not left after all."""

    stay: int


@handles(UndoLeaving)
def undo_leaving(command: UndoLeaving, act: Act) -> Done[None]:
    """Open a stay again.

    Raises:
        SchemaSaysNo: they have come in again since.
    """
    act.change(AttendanceRow, command.stay, left_at=None)
    return Done(None, (DoorChanged(),))


def verdict_of(reader: Reader, stay: AttendanceId) -> DoorVerdict:
    """The answer given for a stay, read from its row.

    Raises:
        LookupError: there is no such stay, which no act can ask for.
    """
    found = reader.first(_STAY_BY_ID, id=stay)
    if found is None:
        raise LookupError(f"no stay {stay}")
    member_id, arrived, _, card, may_vote, reason, joined, _ = found
    person = member_by_id(reader, MemberId(member_id))
    kind: Literal["vote", "no-vote"] = "vote" if may_vote else "no-vote"
    return DoorVerdict(stay, kind, person, card, reason, read_moment(arrived), False, bool(joined))
