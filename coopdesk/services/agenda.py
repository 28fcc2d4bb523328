"""The agenda and the run sheet: the order of business, and the one act that comes next."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from coopdesk.domain.agenda import ItemKind
from coopdesk.domain.clock import moment_text, read_moment
from coopdesk.domain.ids import ItemId, MeetingId
from coopdesk.domain.members import clean_line
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services.act import Act
from coopdesk.services.events import MeetingChanged
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import meeting_by_id, meeting_for_business, refuse_closed
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import AgendaItemRow, MotionRow, ResultRow

OTHER = "other"
"""An item of its own kind, for which the run sheet has nothing more to offer."""

KINDS = (*(kind.value for kind in ItemKind), OTHER)
LONGEST = 600
"""Minutes: ten hours, longer than any meeting."""

_ITEMS = (
    select(
        AgendaItemRow.id,
        AgendaItemRow.number,
        AgendaItemRow.kind,
        AgendaItemRow.title,
        AgendaItemRow.minutes,
        AgendaItemRow.taken_at,
        AgendaItemRow.done_at,
    )
    .where(AgendaItemRow.meeting == bindparam("meeting"))
    .order_by(AgendaItemRow.number)
)
_LAST = select(func.coalesce(func.max(AgendaItemRow.number), 0)).where(AgendaItemRow.meeting == bindparam("meeting"))
_MOTIONS = (
    select(MotionRow.item, MotionRow.number, MotionRow.title, MotionRow.kind, MotionRow.state, ResultRow.outcome)
    .join(ResultRow, ResultRow.motion == MotionRow.id, isouter=True)
    .where(MotionRow.meeting == bindparam("meeting"))
    .order_by(MotionRow.number, ResultRow.count)
)


@dataclass
class UnknownItem(Refusal):
    """The agenda has no such item."""

    code = "UNKNOWN-ITEM"
    sentence = "The agenda has no item {number}. Give a number from “agenda list”."
    number: int


@dataclass(frozen=True, slots=True)
class ItemMotion:
    """A motion as the run sheet lists it under its item."""

    number: int
    title: str
    kind: str
    state: str
    outcome: str


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One item of business."""

    id: ItemId
    number: int
    kind: str
    title: str
    minutes: int
    taken_at: datetime | None
    done_at: datetime | None
    motions: tuple[ItemMotion, ...]


@dataclass(frozen=True, slots=True)
class AddItem(Command[AgendaLine]):
    """Put an item on the agenda, last but before the close."""

    meeting: int
    title: str
    kind: str = OTHER
    minutes: int = 5


@handles(AddItem)
def add_item(command: AddItem, act: Act) -> Done[AgendaLine]:
    """Add an item. Items already there keep their numbers when they were sent out with the notice: a closing item moves
    down by one, everything else stays.

    Raises:
        NotUnderstood: no title, an unknown kind, or a length no item has.
        MeetingClosed: the meeting is over.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    if command.kind not in KINDS:
        raise NotUnderstood("The kind of item", command.kind, f"it is one of {', '.join(KINDS)}")
    if not 0 <= command.minutes <= LONGEST:
        raise NotUnderstood("The length in minutes", str(command.minutes), f"it is from 0 to {LONGEST}")
    lines = agenda_lines(act.reader, meeting.id)
    number = (act.reader.value(_LAST, meeting=meeting.id) or 0) + 1
    if lines and lines[-1].kind == "close" and lines[-1].taken_at is None:
        act.change(AgendaItemRow, lines[-1].id, number=number)
        number -= 1
    act.add(
        AgendaItemRow,
        meeting=meeting.id,
        number=number,
        kind=command.kind,
        title=clean_line("The title", command.title, 200, required=True),
        minutes=command.minutes,
        taken_at=None,
        done_at=None,
    )
    return Done(item(act.reader, meeting.id, number), (MeetingChanged(),))


@dataclass(frozen=True, slots=True)
class TakeItem(Command[AgendaLine]):
    """The meeting comes to an item; the one before is done."""

    meeting: int
    number: int


@handles(TakeItem)
def take_item(command: TakeItem, act: Act) -> Done[AgendaLine]:
    """Take an item of an open meeting.

    Raises:
        UnknownItem: no such item.
        MeetingNotOpen, MeetingClosed: there is no business now.
    """
    meeting = meeting_for_business(act.reader, command.meeting)
    line = item(act.reader, meeting.id, command.number)
    finished = 0
    for other in agenda_lines(act.reader, meeting.id):
        if other.id != line.id and other.taken_at is not None and other.done_at is None:
            act.change(AgendaItemRow, other.id, done_at=act.at)
            finished = other.number
    first_time = line.taken_at is None
    if first_time:
        act.change(AgendaItemRow, line.id, taken_at=act.at)
    elif line.done_at is not None:
        act.change(AgendaItemRow, line.id, done_at=None)
    undo = LeaveItem(command.meeting, command.number, finished) if first_time else None
    return Done(item(act.reader, meeting.id, command.number), (MeetingChanged(),), undo)


@dataclass(frozen=True, slots=True)
class LeaveItem(Command[None]):
    """Undo of taking an item: back to the one before."""

    meeting: int
    number: int
    before: int


@handles(LeaveItem)
def leave_item(command: LeaveItem, act: Act) -> Done[None]:
    """Put an item back among those to come.

    Raises:
        MeetingNotOpen, MeetingClosed: there is no business now.
    """
    meeting = meeting_for_business(act.reader, command.meeting)
    act.change(AgendaItemRow, item(act.reader, meeting.id, command.number).id, taken_at=None, done_at=None)
    if command.before:
        act.change(AgendaItemRow, item(act.reader, meeting.id, command.before).id, done_at=None)
    return Done(None, (MeetingChanged(),))


@dataclass(frozen=True, slots=True)
class FinishItem(Command[AgendaLine]):
    """An item is done and none is taken yet."""

    meeting: int
    number: int


@handles(FinishItem)
def finish_item(command: FinishItem, act: Act) -> Done[AgendaLine]:
    """Mark an item done.

    Raises:
        UnknownItem: no such item.
        MeetingNotOpen, MeetingClosed: there is no business now.
    """
    meeting = meeting_for_business(act.reader, command.meeting)
    line = item(act.reader, meeting.id, command.number)
    act.change(
        AgendaItemRow, line.id, taken_at=act.at if line.taken_at is None else moment_text(line.taken_at), done_at=act.at
    )
    return Done(item(act.reader, meeting.id, command.number), (MeetingChanged(),))


def agenda_lines(reader: Reader, meeting: MeetingId) -> tuple[AgendaLine, ...]:
    """The agenda in order, each item with its motions."""
    motions: dict[int | None, dict[int, ItemMotion]] = {}
    for item_id, number, title, kind, state, outcome in reader.rows(_MOTIONS, meeting=meeting):
        motions.setdefault(item_id, {})[number] = ItemMotion(number, title, kind, state, outcome or "")
    return tuple(
        AgendaLine(
            ItemId(item_id),
            number,
            kind,
            title,
            minutes,
            read_moment(taken) if taken else None,
            read_moment(done) if done else None,
            tuple(motions.get(item_id, {}).values()),
        )
        for item_id, number, kind, title, minutes, taken, done in reader.rows(_ITEMS, meeting=meeting)
    )


def out_of_order(lines: tuple[AgendaLine, ...], line: AgendaLine) -> tuple[str, ...]:
    """That the meeting changed the order of business for an item: nothing, or the one sentence that says so."""
    if line.taken_at is None:
        return ()
    later = [
        str(each.number)
        for each in lines
        if each.number < line.number and each.taken_at is not None and each.taken_at > line.taken_at
    ]
    if not later:
        return ()
    named = later[0] if len(later) == 1 else f"{', '.join(later[:-1])} and {later[-1]}"
    return (f"With the meeting’s leave this was taken before item{'s' if len(later) > 1 else ''} {named}.",)


def item(reader: Reader, meeting: MeetingId, number: int) -> AgendaLine:
    """One item by its number.

    Raises:
        UnknownItem: there is none.
    """
    for line in agenda_lines(reader, meeting):
        if line.number == number:
            return line
    raise UnknownItem(number)


def current_item(reader: Reader, meeting: MeetingId) -> AgendaLine | None:
    """The item the meeting is at, or None before the first and after the last."""
    for line in agenda_lines(reader, meeting):
        if line.taken_at is not None and line.done_at is None:
            return line
    return None
