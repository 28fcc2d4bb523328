"""What happened to a member, in the order it happened: membership, details, shares, cards, meetings, votes.

A person whose records were merged has one story, told from all of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from coopdesk.domain.clock import hour, local_day, read_moment
from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import display_number
from coopdesk.domain.money import pounds
from coopdesk.services.member_past import past_of
from coopdesk.services.member_turns import turns_of
from coopdesk.services.members import MemberView, member_by_id
from coopdesk.services.merging import records_of
from coopdesk.services.roster.headings import FIELD_WORDS, Field
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    ApologyRow,
    AttendanceRow,
    CardRow,
    CountRow,
    MeetingRow,
    MemberMergeRow,
    MemberRow,
    MotionRow,
    NominationRow,
    PaymentRow,
    ShareMovementRow,
    ShareTransferRow,
    VoteRow,
)

Mark = Literal["success", "primary", "muted", "warning"]
"""How an event is meant, in the words of a theme's tokens."""

_Giver, _Taker = aliased(MemberRow), aliased(MemberRow)
_MOVEMENTS = (
    select(
        ShareMovementRow.on_day,
        ShareMovementRow.kind,
        ShareMovementRow.shares,
        ShareMovementRow.certificate,
        PaymentRow.pence,
        PaymentRow.method,
        _Giver.number,
        _Taker.number,
    )
    .join(PaymentRow, PaymentRow.id == ShareMovementRow.payment, isouter=True)
    .join(ShareTransferRow, ShareTransferRow.id == ShareMovementRow.transfer, isouter=True)
    .join(_Giver, _Giver.id == ShareTransferRow.giver, isouter=True)
    .join(_Taker, _Taker.id == ShareTransferRow.taker, isouter=True)
    .where(ShareMovementRow.member == bindparam("member"))
    .order_by(ShareMovementRow.on_day, ShareMovementRow.id)
)
STAYS = (
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
_APOLOGIES = (
    select(ApologyRow.at, MeetingRow.title)
    .join(MeetingRow, MeetingRow.id == ApologyRow.meeting)
    .where(ApologyRow.member == bindparam("member"), ApologyRow.void == 0)
    .order_by(ApologyRow.id)
)
_VOTED = (
    select(VoteRow.at, MotionRow.number, MotionRow.title)
    .join(CountRow, CountRow.id == VoteRow.count)
    .join(MotionRow, MotionRow.id == CountRow.motion)
    .where(VoteRow.member == bindparam("member"), VoteRow.attempt == 1)
    .order_by(VoteRow.at)
)
_JOINED_TO = (
    select(MemberMergeRow.on_day, MemberMergeRow.words, MemberRow.number)
    .join(MemberRow, MemberRow.id == MemberMergeRow.gone)
    .where(MemberMergeRow.stays == bindparam("member"), MemberMergeRow.void == 0)
    .order_by(MemberMergeRow.id)
)
_NOMINATIONS = (
    select(NominationRow.number, NominationRow.delivered_on, NominationRow.revoked_on, NominationRow.varied_by)
    .where(NominationRow.member == bindparam("member"), NominationRow.void == 0)
    .order_by(NominationRow.number)
)
CARDS = (
    select(CardRow.issued_at, CardRow.withdrawn_at)
    .where(CardRow.member == bindparam("member"))
    .order_by(CardRow.issued_at)
)
_TITLES = {
    "issue": "Issued {count}",
    "opening": "Brought in with {count}",
    "transfer-in": "Took over {count}",
    "transfer-out": "Passed on {count}",
    "withdrawal": "Withdrew {count}",
    "cancellation": "{count} cancelled",
    "write-down": "{count} written down",
    "reversal": "Took back {count}",
}
_FIELDS = {
    "name": "Name",
    "class_name": FIELD_WORDS[Field.CLASS],
    "kind": FIELD_WORDS[Field.KIND],
    "address": "Address",
    "postcode": "Postcode",
    "email": "E-mail",
    "phone": "Telephone",
    "representative": "Representative",
    "number": "Number",
}


@dataclass(frozen=True, slots=True)
class MemberEvent:
    """One thing that happened, on a day, with a note and the way it is meant."""

    day: date
    what: str
    note: str
    mark: Mark


def timeline(reader: Reader, person: MemberView) -> tuple[MemberEvent, ...]:
    """Everything that is on record of a member, the newest first."""
    events: list[MemberEvent] = []
    for record in records_of(reader, person.id):
        one = person if record == person.id else member_by_id(reader, MemberId(record))
        events += _membership(reader, one)
        events += _turned(reader, record)
        events += _shares(reader, record)
        events += _meetings(reader, record)
    order = sorted(range(len(events)), key=lambda at: (events[at].day, at), reverse=True)
    return tuple(events[at] for at in order)


def _membership(reader: Reader, person: MemberView) -> Iterator[MemberEvent]:
    turns = turns_of(reader, person.id)
    number = f"number {display_number(person.number)}"
    if not any(turn.kind in ("entered", "rejoined") for turn in turns):
        yield MemberEvent(person.joined_on, "Became a member", number, "primary")
    told = set()
    for turn in turns:
        if turn.kind == "entered":
            yield MemberEvent(turn.day, "Became a member", number, "primary")
        elif turn.kind == "rejoined":
            yield MemberEvent(turn.day, "Became a member again", turn.words, "primary")
        elif turn.kind == "restored":
            yield MemberEvent(turn.day, "Membership goes on", turn.words, "primary")
        elif turn.kind == "died":
            note = turn.words or (person.end_reason if person.end_reason != "died" else "")
            yield MemberEvent(turn.day, "Died", note, "warning")
            told.add(turn.day)
        else:
            note = person.end_reason if turn.day == person.ended_on else turn.words
            yield MemberEvent(turn.day, "Membership ended", note or turn.why, "warning")
            told.add(turn.day)
    if person.ended_on is not None and person.ended_on not in told:
        yield MemberEvent(person.ended_on, "Membership ended", person.end_reason, "warning")
    for _, field, until, was, words in past_of(reader, person.id):
        note = f"was {was}" if was else "what it was is erased or was empty"
        said = "; ".join(part for part in (note.replace("\n", ", "), words) if part)
        yield MemberEvent(date.fromisoformat(until), f"{_FIELDS.get(field, field)} changed", said, "muted")


def _turned(reader: Reader, member: int) -> Iterator[MemberEvent]:
    for day, words, gone in reader.rows(_JOINED_TO, member=member):
        yield MemberEvent(date.fromisoformat(day), f"One record with {display_number(gone)}", words, "primary")
    for number, delivered, revoked, varied in reader.rows(_NOMINATIONS, member=member):
        # Whom it names is in the nominees' book, not in a history open on a desk.
        yield MemberEvent(date.fromisoformat(delivered), f"Nomination {number} entered", "", "muted")
        if revoked is not None:
            note = "replaced by a later one" if varied is not None else "revoked"
            yield MemberEvent(date.fromisoformat(revoked), f"Nomination {number} stands no more", note, "muted")


def _shares(reader: Reader, member: int) -> Iterator[MemberEvent]:
    for row in reader.rows(_MOVEMENTS, member=member):
        yield _movement(row)
    for issued, withdrawn in reader.rows(CARDS, member=member):
        yield MemberEvent(_day(issued), "Member card made", "", "muted")
        if withdrawn is not None:
            yield MemberEvent(_day(withdrawn), "Member card withdrawn", "", "warning")


def _meetings(reader: Reader, member: int) -> Iterator[MemberEvent]:
    for at, title in reader.rows(_APOLOGIES, member=member):
        yield MemberEvent(_day(at), f"Apologies for the {_lowered(title)}", "", "muted")
    for arrived, left, may_vote, card, _, title in reader.rows(STAYS, member=member):
        stayed = f"from {hour(read_moment(arrived))}" + (f" to {hour(read_moment(left))}" if left is not None else "")
        held = f", voting card {card}" if card is not None else "" if may_vote else ", without a vote"
        yield MemberEvent(_day(arrived), f"At the {_lowered(title)}", stayed + held, "success")
    for at, number, title in reader.rows(_VOTED, member=member):
        # That a member voted is a fact of the evening; how is on the list of votes, not in a file open on a desk.
        yield MemberEvent(_day(at), f"Voted on motion {number}", title, "muted")


def movement_words(kind: str, shares: int) -> str:
    """ "Issued 5 shares", "1 share cancelled"."""
    return _TITLES[kind].format(count=f"{abs(shares):,} share{'' if abs(shares) == 1 else 's'}")


def _movement(
    row: tuple[str, str, int, int | None, int | None, str | None, str | None, str | None],
) -> MemberEvent:
    day, kind, shares, certificate, pence, method, giver, taker = row
    notes = [f"certificate {certificate}"] if certificate is not None else []
    if pence:
        notes.insert(0, f"{pounds(abs(pence))} by {method}" if pence > 0 else f"{pounds(-pence)} paid back by {method}")
    if kind == "transfer-in" and giver is not None:
        notes.insert(0, f"from member {display_number(giver)}")
    if kind == "transfer-out" and taker is not None:
        notes.insert(0, f"to member {display_number(taker)}")
    out = shares < 0 and kind != "transfer-out"
    return MemberEvent(
        date.fromisoformat(day), movement_words(kind, shares), ", ".join(notes), "warning" if out else "primary"
    )


def _day(moment: str) -> date:
    return local_day(read_moment(moment))


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:]
