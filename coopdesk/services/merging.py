"""Two records of one person made one, without losing either's history.

The record that goes is ended and points to the one that stays; its attendance, votes, cards and former details stay
under its own number, because they are what happened, and a member's account shows both. Its shares pass over as a
transfer of kind "merge", with certificates in the new name of things.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import aliased

from coopdesk.domain.clock import local_day
from coopdesk.domain.days import read_past_day
from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import clean_text, display_number
from coopdesk.domain.refusals import NothingToUndo, Refusal
from coopdesk.services.act import Act
from coopdesk.services.allotment import check_taking
from coopdesk.services.correcting import reverse
from coopdesk.services.events import DoorChanged, RegisterChanged, SharesChanged
from coopdesk.services.member_turns import note_turn, void_turn
from coopdesk.services.members import ADDRESS_LIMIT, MemberView, member_by_id
from coopdesk.services.parting import check_free
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.share_rules import rules_on
from coopdesk.services.transfers import pass_on
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    AttendanceRow,
    CardRow,
    CountRow,
    MeetingRow,
    MemberMergeRow,
    MemberPropertyRow,
    MemberRow,
    MotionRow,
    RollRow,
    ShareMovementRow,
    VoteRow,
)

_Other = aliased(AttendanceRow)
_OtherRoll = aliased(RollRow)
_OtherVote = aliased(VoteRow)
_HELD = (
    select(ShareMovementRow.share_class, func.sum(ShareMovementRow.shares))
    .where(ShareMovementRow.member == bindparam("member"))
    .group_by(ShareMovementRow.share_class)
)
_GONE = select(MemberMergeRow.gone).where(MemberMergeRow.stays == bindparam("member"), MemberMergeRow.void == 0)
_INTO = select(MemberMergeRow.stays).where(MemberMergeRow.gone == bindparam("member"), MemberMergeRow.void == 0)
_ONE_WITH = (
    select(MemberRow.number)
    .join(MemberMergeRow, MemberMergeRow.stays == MemberRow.id)
    .where(MemberMergeRow.gone == bindparam("member"), MemberMergeRow.void == 0)
)
_OPEN_STAYS = select(AttendanceRow.id).where(
    AttendanceRow.member == bindparam("member"), AttendanceRow.left_at.is_(None), AttendanceRow.void == 0
)
_PROPERTY = select(
    MemberPropertyRow.id, MemberPropertyRow.kind, MemberPropertyRow.pence, MemberPropertyRow.words
).where(
    MemberPropertyRow.member == bindparam("member"), MemberPropertyRow.void == 0, MemberPropertyRow.until_day.is_(None)
)
_CARDS = select(CardRow.token).where(CardRow.member == bindparam("member"), CardRow.withdrawn_at.is_(None))
_BOTH_ROLLED = (
    select(MeetingRow.title)
    .join(RollRow, RollRow.meeting == MeetingRow.id)
    .join(_OtherRoll, _OtherRoll.meeting == MeetingRow.id)
    .where(
        RollRow.member == bindparam("gone"),
        _OtherRoll.member == bindparam("stays"),
        MeetingRow.closed_at.is_(None),
    )
)
_BOTH_THERE: Select[str] = (
    select(MeetingRow.title)
    .distinct()
    .join(AttendanceRow, AttendanceRow.meeting == MeetingRow.id)
    .join(_Other, _Other.meeting == MeetingRow.id)
    .where(
        AttendanceRow.member == bindparam("gone"),
        _Other.member == bindparam("stays"),
        AttendanceRow.void == 0,
        _Other.void == 0,
    )
)
_BOTH_VOTED = (
    select(MotionRow.number, MeetingRow.title)
    .distinct()
    .join(MeetingRow, MeetingRow.id == MotionRow.meeting)
    .join(CountRow, CountRow.motion == MotionRow.id)
    .join(VoteRow, VoteRow.count == CountRow.id)
    .join(_OtherVote, _OtherVote.count == CountRow.id)
    .where(VoteRow.member == bindparam("gone"), _OtherVote.member == bindparam("stays"))
)


@dataclass
class SameRecord(Refusal):
    """A record cannot be merged with itself."""

    code = "SAME-RECORD"
    sentence = "Member {number} is one record already. Nothing was changed: name two different numbers."
    number: str


@dataclass
class CannotMerge(Refusal):
    """Two records that are not one person, or that cannot be made one now."""

    code = "CANNOT-MERGE"
    sentence = "Members {gone} and {stays} cannot be made one record: {why}. Nothing was changed."
    gone: str
    stays: str
    why: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merger did, and what somebody should look at."""

    stays: MemberView
    gone: MemberView
    shares: int
    """Passed over."""
    both_attended: tuple[str, ...]
    """Meetings at which both records were in the room."""
    both_voted: tuple[str, ...]
    """Votes that both records gave: one person was counted twice, and the results stand as they were declared."""


@dataclass(frozen=True, slots=True)
class MergeMembers(Command[Merged]):
    """One person has two records: ``gone`` is closed into ``stays``."""

    private = ("words",)

    gone: int
    stays: int
    on: str = ""
    words: str = ""


@handles(MergeMembers)
def merge_members(command: MergeMembers, act: Act) -> Done[Merged]:
    """Make two records one.

    Raises:
        SameRecord, CannotMerge: as their sentences say.
        Refusal: together they hold more than one member may.
    """
    gone = member_by_id(act.reader, MemberId(command.gone))
    stays = member_by_id(act.reader, MemberId(command.stays))
    day = read_past_day("The day of the merger", command.on, local_day(act.now))
    _check(act.reader, gone, stays, day)
    shares, movements = _pass_over(act, gone, stays, day)
    row = act.add(
        MemberMergeRow,
        gone=gone.id,
        stays=stays.id,
        on_day=day.isoformat(),
        at=act.at,
        void=0,
        words=clean_text("The note", command.words, ADDRESS_LIMIT),
    )
    _pass_property_over(act, gone.id, stays.id, day)
    turn = 0
    if gone.active:
        reason = f"one record with member {display_number(stays.number)}"
        act.change(MemberRow, gone.id, status="ended", ended_on=day.isoformat(), end_reason=reason)
        turn = note_turn(act, gone.id, "merged", day, "merged")
    for (stay,) in act.reader.rows(_OPEN_STAYS, member=gone.id):
        act.change(AttendanceRow, stay, left_at=act.at)
    for (token,) in act.reader.rows(_CARDS, member=gone.id):
        act.change(CardRow, token, withdrawn_at=act.at)
    earlier = gone.active and gone.joined_on < stays.joined_on
    if earlier:
        # One person has been a member since the first of their records.
        act.change(MemberRow, stays.id, joined_on=gone.joined_on.isoformat())
    undo = UnmergeMembers(
        row, gone.id, stays.id, turn, stays.joined_on.isoformat() if earlier else "", ",".join(map(str, movements))
    )
    value = Merged(
        member_by_id(act.reader, stays.id),
        member_by_id(act.reader, gone.id),
        shares,
        _titles(act.reader.rows(_BOTH_THERE, gone=gone.id, stays=stays.id)),
        tuple(
            f"motion {number} at the {title[:1].lower()}{title[1:]}"
            for number, title in act.reader.rows(_BOTH_VOTED, gone=gone.id, stays=stays.id)
        ),
    )
    return Done(value, (RegisterChanged(), SharesChanged(), DoorChanged()), undo)


def _titles(rows: Sequence[tuple[str]]) -> tuple[str, ...]:
    return tuple(title for (title,) in rows)


def _check(reader: Reader, gone: MemberView, stays: MemberView, day: date) -> None:
    if gone.id == stays.id:
        raise SameRecord(stays.number)
    numbers = (display_number(gone.number), display_number(stays.number))
    for each in (gone, stays):
        if reader.value(_INTO, member=each.id) is not None:
            raise CannotMerge(*numbers, f"{display_number(each.number)} was merged into another before")
    if gone.kind is not stays.kind:
        raise CannotMerge(*numbers, "one is a person and the other an organisation")
    if gone.active and not stays.active:
        raise CannotMerge(*numbers, "the membership of the one that is to stay has ended; merge them the other way")
    if day < gone.joined_on:
        raise CannotMerge(*numbers, "the day lies before the one that goes was entered")
    for (title,) in reader.rows(_BOTH_ROLLED, gone=gone.id, stays=stays.id):
        raise CannotMerge(
            *numbers, f"both are on the roll of the {title[:1].lower()}{title[1:]}; wait until it is closed"
        )


def _pass_over(act: Act, gone: MemberView, stays: MemberView, day: date) -> tuple[int, list[int]]:
    """Pass every share of the one to the other; how many, and the movements out."""
    total, movements = 0, []
    for share_class, held in act.reader.rows(_HELD, member=gone.id):
        if not held:
            continue
        check_free(act.reader, gone, share_class, day, held)
        check_taking(act, member_by_id(act.reader, stays.id), rules_on(act.reader, day, share_class), held, day)
        _, movement = pass_on(
            act,
            gone.id,
            stays.id,
            held,
            kind="merge",
            on=day,
            share_class=share_class,
            words="two records of one person",
        )
        total += held
        movements.append(movement)
    return total, movements


def _pass_property_over(act: Act, gone: int, stays: int, day: date) -> None:
    """Loans and deposits are the person's too: they end under the one number and go on under the other."""
    for row, kind, pence, words in act.reader.rows(_PROPERTY, member=gone):
        act.change(MemberPropertyRow, row, until_day=day.isoformat())
        act.add(
            MemberPropertyRow,
            member=stays,
            kind=kind,
            pence=pence,
            from_day=day.isoformat(),
            until_day=None,
            at=act.at,
            void=0,
            words=words,
        )


@dataclass(frozen=True, slots=True)
class UnmergeMembers(Command[None]):
    """Undo of a merger: two records again. ``movements``: those out of ``gone``, with commas between."""

    merge: int
    gone: int
    stays: int
    turn: int
    joined_on: str
    """What ``stays`` said before; "" where it was not changed."""
    movements: str


@handles(UnmergeMembers)
def unmerge_members(command: UnmergeMembers, act: Act) -> Done[None]:
    """Take the merger back; shares go back with it.

    Raises:
        NothingToUndo: the record that went was erased since.
        MoreThanHeld: the shares have gone since.
    """
    if command.turn:
        gone = member_by_id(act.reader, MemberId(command.gone))
        if gone.active:
            raise NothingToUndo()
        act.change(MemberRow, command.gone, status="active", ended_on=None, end_reason="")
        void_turn(act, command.turn)
    for movement in filter(None, command.movements.split(",")):
        reverse(act, int(movement), "", local_day(act.now))
    for effect in act.undoes:
        if effect[:2] == ["~", CardRow.__tablename__]:
            act.change(CardRow, effect[2], withdrawn_at=None)
        elif effect[:2] == ["~", AttendanceRow.__tablename__]:
            act.change(AttendanceRow, effect[2], left_at=None)
        elif effect[:2] == ["~", MemberPropertyRow.__tablename__]:
            act.change(MemberPropertyRow, effect[2], until_day=None)
        elif effect[:2] == ["+", MemberPropertyRow.__tablename__]:
            act.change(MemberPropertyRow, effect[2], void=1)
    if command.joined_on:
        act.change(MemberRow, command.stays, joined_on=command.joined_on)
    act.change(MemberMergeRow, command.merge, void=1)
    return Done(None, (RegisterChanged(), SharesChanged(), DoorChanged()))


def one_with(reader: Reader, member: int) -> str:
    """The number of the record that this one was merged into, or ""."""
    return reader.value(_ONE_WITH, member=member) or ""


def records_of(reader: Reader, member: int) -> tuple[int, ...]:
    """Every record of one person: the member's own, and those merged into it, whatever way round they were merged."""
    found = [member]
    for each in found:
        found += [gone for (gone,) in reader.rows(_GONE, member=each) if gone not in found]
    return tuple(found)
