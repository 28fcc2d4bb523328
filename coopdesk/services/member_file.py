"""Everything the register says of one member: details, holding, standing tonight, and what happened when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import day_words, hour, local_day, read_moment
from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import display_number
from coopdesk.domain.money import pounds
from coopdesk.services.at_hand import meeting_at_hand
from coopdesk.services.members import MemberView, member_by_id
from coopdesk.services.room import Meeting
from coopdesk.services.shares import HeldCertificate, holding_view
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    AttendanceRow,
    CardRow,
    CountRow,
    MeetingRow,
    MotionRow,
    PaymentRow,
    ShareMovementRow,
    VoteRow,
)

Mark = Literal["success", "primary", "muted", "warning"]
"""How an event is meant, in the words of a theme's tokens."""

_MOVEMENTS = (
    select(
        ShareMovementRow.on_day,
        ShareMovementRow.kind,
        ShareMovementRow.shares,
        ShareMovementRow.certificate,
        PaymentRow.pence,
        PaymentRow.method,
    )
    .join(PaymentRow, PaymentRow.id == ShareMovementRow.payment, isouter=True)
    .where(ShareMovementRow.member == bindparam("member"))
    .order_by(ShareMovementRow.id)
)
_STAYS = (
    select(
        AttendanceRow.arrived_at,
        AttendanceRow.left_at,
        AttendanceRow.may_vote,
        AttendanceRow.voting_card,
        MeetingRow.id,
        MeetingRow.title,
    )
    .join(MeetingRow, MeetingRow.id == AttendanceRow.meeting)
    .where(AttendanceRow.member == bindparam("member"), AttendanceRow.void == 0)
    .order_by(AttendanceRow.id)
)
_VOTED = (
    select(VoteRow.at, MotionRow.number, MotionRow.title)
    .join(CountRow, CountRow.id == VoteRow.count)
    .join(MotionRow, MotionRow.id == CountRow.motion)
    .where(VoteRow.member == bindparam("member"), VoteRow.attempt == 1)
    .order_by(VoteRow.at)
)
_CARDS = (
    select(CardRow.issued_at, CardRow.withdrawn_at)
    .where(CardRow.member == bindparam("member"))
    .order_by(CardRow.issued_at)
)


@dataclass(frozen=True, slots=True)
class MemberEvent:
    """One thing that happened, on a day, with a note and the way it is meant."""

    day: date
    what: str
    note: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class TonightView:
    """How a member stands at the meeting at hand: "Here since 18:52, voting card 118"."""

    words: str
    here: bool
    votes: bool


@dataclass(frozen=True, slots=True)
class MemberFile:
    """What the member panel shows. ``tonight`` is None while no meeting has been called."""

    member: MemberView
    pence: int
    certificates: tuple[HeldCertificate, ...]
    has_card: bool
    years: int
    tonight: TonightView | None
    history: tuple[MemberEvent, ...]
    """Newest first."""


def member_file(reader: Reader, member: MemberId, now: datetime) -> MemberFile:
    """Read one member's file.

    Raises:
        UnknownMember: there is none with this id.
    """
    person = member_by_id(reader, member)
    holding = holding_view(reader, member)
    meeting = meeting_at_hand(reader, now)
    return MemberFile(
        member=person,
        pence=holding.pence,
        certificates=holding.certificates,
        has_card=any(withdrawn is None for _, withdrawn in reader.rows(_CARDS, member=member)),
        years=_years(person.joined_on, person.ended_on or local_day(now)),
        tonight=None if meeting is None else _tonight(reader, meeting, member),
        history=_history(reader, person),
    )


def _years(since: date, until: date) -> int:
    whole = until.year - since.year
    return max(0, whole - ((until.month, until.day) < (since.month, since.day)))


def _tonight(reader: Reader, meeting: Meeting, member: MemberId) -> TonightView:
    stays = [row for row in reader.rows(_STAYS, member=member) if row[4] == meeting.id]
    if not stays:
        return TonightView("Not here", here=False, votes=False)
    arrived, left, may_vote, card, _, _ = stays[-1]
    if left is not None:
        return TonightView(f"Left at {hour(read_moment(left))}", here=False, votes=False)
    words = f"Here since {hour(read_moment(arrived))}"
    words += f", voting card {card}" if card is not None else "" if may_vote else ", without a vote"
    return TonightView(words, here=True, votes=bool(may_vote))


def _history(reader: Reader, person: MemberView) -> tuple[MemberEvent, ...]:
    events = [MemberEvent(person.joined_on, "Became a member", f"number {display_number(person.number)}", "primary")]
    events += [_movement(row) for row in reader.rows(_MOVEMENTS, member=person.id)]
    for issued, withdrawn in reader.rows(_CARDS, member=person.id):
        events.append(MemberEvent(_day(issued), "Member card made", "", "muted"))
        if withdrawn is not None:
            events.append(MemberEvent(_day(withdrawn), "Member card withdrawn", "", "warning"))
    for arrived, left, may_vote, card, _, title in reader.rows(_STAYS, member=person.id):
        stayed = f"from {hour(read_moment(arrived))}" + (f" to {hour(read_moment(left))}" if left is not None else "")
        held = f", voting card {card}" if card is not None else "" if may_vote else ", without a vote"
        events.append(MemberEvent(_day(arrived), f"At the {_lowered(title)}", stayed + held, "success"))
    for at, number, title in reader.rows(_VOTED, member=person.id):
        # That a member voted is a fact of the evening; how is on the list of votes, not in a file open on a desk.
        events.append(MemberEvent(_day(at), f"Voted on motion {number}", title, "muted"))
    if person.ended_on is not None:
        events.append(MemberEvent(person.ended_on, "Membership ended", person.end_reason, "warning"))
    order = sorted(range(len(events)), key=lambda at: (events[at].day, at), reverse=True)
    return tuple(events[at] for at in order)


def _movement(row: tuple[str, str, int, int | None, int | None, str | None]) -> MemberEvent:
    day, kind, shares, certificate, pence, method = row
    count = f"{abs(shares):,} share{'' if abs(shares) == 1 else 's'}"
    notes = [f"certificate {certificate}"] if certificate is not None else []
    if pence:
        notes.insert(0, f"{pounds(abs(pence))} by {method}" if pence > 0 else f"{pounds(-pence)} paid back by {method}")
    titles = {"issue": f"Issued {count}", "opening": f"Brought in with {count}", "reversal": f"Took back {count}"}
    return MemberEvent(
        date.fromisoformat(day), titles[kind], ", ".join(notes), "warning" if kind == "reversal" else "primary"
    )


def _day(moment: str) -> date:
    return local_day(read_moment(moment))


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:]


def member_since(person: MemberView) -> str:
    """ "since 3 March 2019", or the years of a membership that ended."""
    since = day_words(person.joined_on)
    return f"since {since}" if person.ended_on is None else f"{since} to {day_words(person.ended_on)}"
