"""The turns of a membership, dated: how it began, ended, and began again."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select

from coopdesk.domain.registers import Turn
from coopdesk.services.act import Act
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import MemberEventRow

_TURNS = (
    select(MemberEventRow.id, MemberEventRow.kind, MemberEventRow.why, MemberEventRow.on_day, MemberEventRow.words)
    .where(MemberEventRow.member == bindparam("member"), MemberEventRow.void == 0)
    .order_by(MemberEventRow.id)
)


@dataclass(frozen=True, slots=True)
class MemberTurn:
    """One turn as recorded."""

    id: int
    kind: str
    """entered, ended, died, rejoined, merged, restored."""
    why: str
    """resigned, lapsed ..., or ""."""
    day: date
    words: str

    @property
    def turn(self) -> Turn:
        """The turn as the rules for registers read it."""
        return Turn(self.kind, self.day)


def note_turn(act: Act, member: int, kind: str, day: date, why: str = "", words: str = "") -> int:
    """Record a turn; returns its row, for voiding it."""
    return act.add(
        MemberEventRow, member=member, kind=kind, why=why, on_day=day.isoformat(), at=act.at, void=0, words=words
    )


def void_turn(act: Act, row: int) -> None:
    """Take a turn back, as if it had not been recorded; 0 is none."""
    if row:
        act.change(MemberEventRow, row, void=1)


def turns_of(reader: Reader, member: int) -> tuple[MemberTurn, ...]:
    """A member's turns, in the order they were recorded."""
    return tuple(
        MemberTurn(row, kind, why, date.fromisoformat(day), words)
        for row, kind, why, day, words in reader.rows(_TURNS, member=member)
    )
