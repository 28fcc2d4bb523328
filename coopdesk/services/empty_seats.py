"""The places of an office as the last election left them: which stand empty, and who came in between two elections.

A place that an election could not fill stays vacant (domain reference §7.8), and so does one whose holder has left,
until the board or the runner-up takes it. Whoever the board put in since serves until the next annual meeting.
"""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from coopdesk.domain.clock import local_day, read_moment
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ElectionRow, OfficerRow, OfficerTermRow

_DECLARED = (
    select(ElectionRow.id, ElectionRow.meeting, ElectionRow.places, ElectionRow.declared_at)
    .where(ElectionRow.office == bindparam("office"), ElectionRow.state == "declared")
    .order_by(ElectionRow.meeting, ElectionRow.number)
)
_TERMS = (
    select(OfficerRow.id, OfficerRow.from_day, OfficerRow.until_day, func.coalesce(OfficerTermRow.election, 0))
    .join(OfficerTermRow, OfficerTermRow.officer == OfficerRow.id, isouter=True)
    .where(OfficerRow.office == bindparam("office"), OfficerRow.void == 0)
)
_OFFICES = (
    select(func.min(ElectionRow.office)).where(ElectionRow.state == "declared").group_by(func.lower(ElectionRow.office))
)


@dataclass(frozen=True, slots=True)
class SeatsOfOffice:
    """How an office stands since its last election. ``since`` is the day of that election, ISO; "" before the first."""

    office: str
    since: str
    empty: int
    appointed: frozenset[int]
    """Rows on the register of officers of those who were put in since, other than by an election."""
    turn: dict[int, str]
    """The day, ISO, from which somebody's turn to retire is counted: a runner-up has the turn of the place taken."""


def seats_of(reader: Reader, office: str) -> SeatsOfOffice:
    """The places of an office today."""
    declared = reader.rows(_DECLARED, office=office)
    if not declared:
        return SeatsOfOffice(office, "", 0, frozenset(), {})
    held = {each: local_day(read_moment(at)).isoformat() for each, _, _, at in declared if at is not None}
    last_meeting = declared[-1][1]
    last = {each: places for each, meeting, places, _ in declared if meeting == last_meeting}
    since = max(held[each] for each in last)
    terms = reader.rows(_TERMS, office=office)
    appointed = frozenset(row for row, begun, until, of in terms if not of and until is None and begun > since)
    seated = sum(1 for _, _, until, of in terms if of in last and until is None)
    left = sum(1 for _, _, until, of in terms if of not in last and until is not None and until > since)
    empty = max(0, sum(last.values()) - seated + left - len(appointed))
    return SeatsOfOffice(office, since, empty, appointed, {row: held[of] for row, _, _, of in terms if of in held})


def offices_with_empty_seats(reader: Reader) -> tuple[SeatsOfOffice, ...]:
    """The offices that were elected and have a place empty today, by name."""
    found = (seats_of(reader, office) for (office,) in sorted(reader.rows(_OFFICES)))
    return tuple(each for each in found if each.empty)


def empty_words(seats: SeatsOfOffice) -> str:
    """ "1 place as director stands empty since the last election." """
    many = "1 place" if seats.empty == 1 else f"{seats.empty} places"
    return f"{many} as {seats.office} {'stands' if seats.empty == 1 else 'stand'} empty since the last election."
