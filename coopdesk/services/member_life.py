"""Death and coming back: turns of a membership that keep the entry, its number and its history."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import day_words, local_day
from coopdesk.domain.days import read_past_day
from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import clean_text
from coopdesk.domain.refusals import Refusal
from coopdesk.services.act import Act
from coopdesk.services.events import DoorChanged, RegisterChanged
from coopdesk.services.member_turns import note_turn, turns_of, void_turn
from coopdesk.services.members import ADDRESS_LIMIT, MemberView, member_by_id
from coopdesk.services.membership_end import end_entry
from coopdesk.services.perform import Command, Done, handles
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import AttendanceRow, MemberDetailRow, MemberMergeRow, MemberRow

_DETAIL = select(MemberDetailRow.born_on, MemberDetailRow.died_on, MemberDetailRow.words).where(
    MemberDetailRow.member == bindparam("member")
)
_MERGED = select(MemberMergeRow.stays).where(MemberMergeRow.gone == bindparam("member"), MemberMergeRow.void == 0)
_NUMBER = select(MemberRow.number).where(MemberRow.id == bindparam("id"))


@dataclass
class AlreadyDead(Refusal):
    """A death is recorded once."""

    code = "ALREADY-DEAD"
    sentence = "Member {number}'s death on {day} is on the record already. Nothing was changed."
    number: str
    day: str


@dataclass
class NotAPerson(Refusal):
    """Organisations are wound up; they do not die."""

    code = "NOT-A-PERSON"
    sentence = (
        "Member {number} is an organisation, so no death can be recorded. Nothing was changed: end the membership "
        "with the reason wound-up."
    )
    number: str


@dataclass
class StillAMember(Refusal):
    """Only somebody who left can come back."""

    code = "STILL-A-MEMBER"
    sentence = "Member {number} is a member already, so there is nothing to come back to. Nothing was changed."
    number: str


@dataclass
class CannotRejoin(Refusal):
    """The dead, and records merged into another."""

    code = "CANNOT-REJOIN"
    sentence = "Member {number} cannot come back: {why}. Nothing was changed."
    number: str
    why: str


@dataclass(frozen=True, slots=True)
class MemberDetail:
    """What the record holds beside the entry: days of birth and death, and a note."""

    born_on: date | None = None
    died_on: date | None = None
    words: str = ""


def detail_of(reader: Reader, member: int) -> MemberDetail:
    """A member's details; all empty where none were recorded or they were erased."""
    row = reader.first(_DETAIL, member=member)
    return MemberDetail() if row is None else MemberDetail(_day(row[0]), _day(row[1]), row[2])


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def set_detail(act: Act, member: int, detail: MemberDetail) -> None:
    """Write a member's details."""
    values = {
        "born_on": detail.born_on.isoformat() if detail.born_on else "",
        "died_on": detail.died_on.isoformat() if detail.died_on else "",
        "words": detail.words,
    }
    if act.reader.first(_DETAIL, member=member) is None:
        act.add(MemberDetailRow, member=member, **values)
    else:
        act.change(MemberDetailRow, member, **values)


@dataclass(frozen=True, slots=True)
class RecordDeath(Command[MemberView]):
    """A member has died: the vote stops, the entry and the holding stay until nominee or estate is paid."""

    member: int
    on: str = ""
    """The day of death; "" is today."""
    words: str = ""
    """How the society knows: "certificate seen"."""


@handles(RecordDeath)
def record_death(command: RecordDeath, act: Act) -> Done[MemberView]:
    """Record a death (domain reference §4.4).

    Raises:
        NotAPerson: the member is an organisation.
        AlreadyDead: it is on the record.
        NotUnderstood: the day lies ahead or before the joining.
    """
    member = member_by_id(act.reader, MemberId(command.member))
    if member.kind.value != "person":
        raise NotAPerson(member.number)
    detail = detail_of(act.reader, member.id)
    if detail.died_on is not None:
        raise AlreadyDead(member.number, day_words(detail.died_on))
    day = read_past_day("The day of death", command.on, local_day(act.now))
    words = clean_text("The note", command.words, ADDRESS_LIMIT)
    set_detail(act, member.id, replace(detail, died_on=day))
    if member.active:
        restore = end_entry(act, member, day, "died", "died", words)
        undo = TakeBackDeath(member.id, 1, restore.stay, restore.turn)
    else:
        undo = TakeBackDeath(member.id, 0, 0, note_turn(act, member.id, "died", day, "died", words))
    return Done(member_by_id(act.reader, member.id), (RegisterChanged(), DoorChanged()), undo)


@dataclass(frozen=True, slots=True)
class TakeBackDeath(Command[MemberView]):
    """Undo of a death recorded by mistake; ``ended`` is 1 where it ended the membership."""

    member: int
    ended: int
    stay: int
    turn: int


@handles(TakeBackDeath)
def take_back_death(command: TakeBackDeath, act: Act) -> Done[MemberView]:
    """The member lives, and is a member again where the death had ended the membership."""
    set_detail(act, command.member, replace(detail_of(act.reader, command.member), died_on=None))
    void_turn(act, command.turn)
    if command.ended:
        act.change(MemberRow, command.member, status="active", ended_on=None, end_reason="")
    if command.stay:
        act.change(AttendanceRow, command.stay, left_at=None)
    return Done(member_by_id(act.reader, MemberId(command.member)), (RegisterChanged(), DoorChanged()))


@dataclass(frozen=True, slots=True)
class Rejoin(Command[MemberView]):
    """Somebody who left becomes a member again, under the old number; the time between stays on the record."""

    member: int
    on: str = ""
    words: str = ""


@handles(Rejoin)
def rejoin(command: Rejoin, act: Act) -> Done[MemberView]:
    """Begin a further time of membership. Rules that ask how long somebody has been a member count from its day.

    Raises:
        StillAMember: the membership has not ended.
        CannotRejoin: the member has died, or the record was merged into another.
        NotUnderstood: the day lies ahead, or before the end of the time before.
    """
    member = member_by_id(act.reader, MemberId(command.member))
    if member.active:
        raise StillAMember(member.number)
    _refuse_gone(act.reader, member)
    day = read_past_day("The day of rejoining", command.on, local_day(act.now))
    ended = member.ended_on or member.joined_on
    if day < ended:
        raise CannotRejoin(member.number, f"the membership before ended only on {day_words(ended)}")
    words = clean_text("The note", command.words, ADDRESS_LIMIT)
    turns = turns_of(act.reader, member.id)
    rows = []
    if not any(turn.kind in ("entered", "rejoined") for turn in turns):
        rows.append(note_turn(act, member.id, "entered", member.joined_on))
    if not any(turn.kind == "ended" and turn.day == ended for turn in turns):
        # Ended before turns were kept, or by an import.
        rows.append(note_turn(act, member.id, "ended", ended, "", member.end_reason))
    rows.append(note_turn(act, member.id, "rejoined", day, "", words))
    before = (member.joined_on.isoformat(), member.ended_on.isoformat() if member.ended_on else "")
    act.change(MemberRow, member.id, status="active", joined_on=day.isoformat(), ended_on=None, end_reason="")
    undo = TakeBackRejoining(member.id, *before, member.end_reason, rows[0], rows[-1])
    return Done(member_by_id(act.reader, member.id), (RegisterChanged(),), undo)


def _refuse_gone(reader: Reader, member: MemberView) -> None:
    died_on = detail_of(reader, member.id).died_on
    if died_on is not None:
        raise CannotRejoin(member.number, f"the record says that they died on {day_words(died_on)}")
    stays = reader.value(_MERGED, member=member.id)
    if stays is not None:
        raise CannotRejoin(member.number, f"this record is one with member {reader.one(_NUMBER, id=stays)}")


@dataclass(frozen=True, slots=True)
class TakeBackRejoining(Command[MemberView]):
    """Undo of a rejoining; turns ``first`` to ``last`` were recorded with it."""

    private = ("end_reason",)

    member: int
    joined_on: str
    ended_on: str
    end_reason: str
    first: int
    last: int


@handles(TakeBackRejoining)
def take_back_rejoining(command: TakeBackRejoining, act: Act) -> Done[MemberView]:
    """The membership has ended again as it had."""
    act.change(
        MemberRow,
        command.member,
        status="ended",
        joined_on=command.joined_on,
        ended_on=command.ended_on or None,
        end_reason=command.end_reason,
    )
    for row in range(command.first, command.last + 1):
        void_turn(act, row)
    return Done(member_by_id(act.reader, MemberId(command.member)), (RegisterChanged(),))
