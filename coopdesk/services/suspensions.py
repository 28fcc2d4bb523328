"""Suspending withdrawals: by the board, or because the society cannot pay its debts (domain reference §4.4)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, or_, select

from coopdesk.domain.members import clean_text
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services.act import Act
from coopdesk.services.events import SharesChanged
from coopdesk.services.movements import REASON_LIMIT, day_given
from coopdesk.services.perform import Command, Done, handles
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import SuspensionRow

KINDS = ("board", "insolvency")

_OPEN = (
    select(SuspensionRow.id, SuspensionRow.from_day)
    .where(SuspensionRow.void == 0, SuspensionRow.until_day.is_(None))
    .order_by(SuspensionRow.id)
)
_ALL = (
    select(SuspensionRow.id, SuspensionRow.kind, SuspensionRow.from_day, SuspensionRow.until_day, SuspensionRow.words)
    .where(SuspensionRow.void == 0)
    .order_by(SuspensionRow.from_day, SuspensionRow.id)
)
_LASTING = select(SuspensionRow.id).where(
    SuspensionRow.void == 0,
    SuspensionRow.kind == bindparam("kind"),
    or_(SuspensionRow.until_day.is_(None), SuspensionRow.until_day >= bindparam("day")),
)


@dataclass
class SuspendedAlready(Refusal):
    """It lasts already."""

    code = "SUSPENDED-ALREADY"
    sentence = "Withdrawals are suspended on that day already. Nothing was recorded."


@dataclass
class NotSuspended(Refusal):
    """There is nothing to end."""

    code = "NOT-SUSPENDED"
    sentence = "Withdrawals are not suspended, so there is nothing to end. Nothing was recorded."


@dataclass(frozen=True, slots=True)
class SuspensionView:
    """One suspension."""

    number: int
    kind: str
    """board or insolvency."""
    from_day: date
    until_day: date | None
    words: str


@dataclass(frozen=True, slots=True)
class SuspendWithdrawals(Command[SuspensionView]):
    """Nothing is paid out from a day on; ``kind`` is board or insolvency."""

    private = ("words",)

    kind: str = "board"
    on: str = ""
    words: str = ""


@handles(SuspendWithdrawals)
def suspend_withdrawals(command: SuspendWithdrawals, act: Act) -> Done[SuspensionView]:
    """Record the suspension.

    Raises:
        NotUnderstood: a kind or a day that is none.
        SuspendedAlready: it lasts already.
    """
    if command.kind not in KINDS:
        raise NotUnderstood("The kind of suspension", command.kind, f"it is {' or '.join(KINDS)}")
    day = day_given("The first day", command.on, act.now, ahead=True)
    if act.reader.value(_LASTING, kind=command.kind, day=day.isoformat()) is not None:
        raise SuspendedAlready()
    words = clean_text("The reason", command.words, REASON_LIMIT)
    row = act.add(
        SuspensionRow, kind=command.kind, from_day=day.isoformat(), until_day=None, at=act.at, void=0, words=words
    )
    return Done(SuspensionView(row, command.kind, day, None, words), (SharesChanged(),), StrikeSuspension(row))


@dataclass(frozen=True, slots=True)
class StrikeSuspension(Command[None]):
    """Undo of a suspension entered by mistake."""

    number: int


@handles(StrikeSuspension)
def strike_suspension(command: StrikeSuspension, act: Act) -> Done[None]:
    """Mark it void."""
    act.change(SuspensionRow, command.number, void=1)
    return Done(None, (SharesChanged(),))


@dataclass(frozen=True, slots=True)
class EndSuspension(Command[int]):
    """Withdrawals are paid again from the day after ``on``; the value is how many suspensions ended."""

    on: str = ""


@handles(EndSuspension)
def end_suspension(command: EndSuspension, act: Act) -> Done[int]:
    """Date the end of every suspension that is open.

    Raises:
        NotSuspended: none is.
        NotUnderstood: the day is none, or lies before the beginning.
    """
    day = day_given("The last day", command.on, act.now, ahead=True)
    rows = act.reader.rows(_OPEN)
    if not rows:
        raise NotSuspended()
    for number, since in rows:
        if day.isoformat() < since:
            raise NotUnderstood("The last day", command.on, "it lies before the suspension began")
        act.change(SuspensionRow, number, until_day=day.isoformat())
    undo = ContinueSuspension(",".join(str(number) for number, _ in rows))
    return Done(len(rows), (SharesChanged(),), undo)


@dataclass(frozen=True, slots=True)
class ContinueSuspension(Command[None]):
    """Undo of ending: they last on. Numbers with commas between."""

    numbers: str


@handles(ContinueSuspension)
def continue_suspension(command: ContinueSuspension, act: Act) -> Done[None]:
    """Take the end away."""
    for number in command.numbers.split(","):
        act.change(SuspensionRow, int(number), until_day=None)
    return Done(None, (SharesChanged(),))


def suspensions(reader: Reader) -> tuple[SuspensionView, ...]:
    """Every suspension, the earliest first."""
    return tuple(
        SuspensionView(number, kind, date.fromisoformat(since), date.fromisoformat(until) if until else None, words)
        for number, kind, since, until, words in reader.rows(_ALL)
    )
