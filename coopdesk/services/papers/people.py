"""Every member as a list on paper names them, in the order people look names up."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import local_day, read_moment
from coopdesk.domain.members import MemberKind, display_number, fold
from coopdesk.services.room import IN_THE_ROOM, Meeting, entitled_members, held_on, roll_members
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ApologyRow, AttendanceRow, MemberRow

_EVERYBODY = (
    select(
        MemberRow.id, MemberRow.number, MemberRow.kind, MemberRow.name, MemberRow.representative, MemberRow.norm,
        MemberRow.last,
    )
    .where(MemberRow.status == "active")
    .order_by(MemberRow.last, MemberRow.first, MemberRow.number_key)
)  # fmt: skip
_APOLOGISED = select(ApologyRow.member).where(ApologyRow.meeting == bindparam("meeting"), ApologyRow.void == 0)
_HERE = select(AttendanceRow.member, AttendanceRow.arrived_at, AttendanceRow.voting_card).where(*IN_THE_ROOM)


@dataclass(frozen=True, slots=True)
class Listed:
    """A member on a list."""

    number: str
    name: str
    """As it is looked up: "Ahmed, Samina"; an organisation, and a name in another script, as it is written."""
    representative: str
    may_vote: bool
    apologies: bool
    same_name: bool
    """True where another member has the same name: tell them apart by number, never by anything private."""
    since: datetime | None
    """In the room since, or None for those outside."""
    voting_card: int | None


def everybody(reader: Reader, meeting: Meeting, now: datetime) -> tuple[Listed, ...]:
    """Every current member, by last name."""
    rows = reader.rows(_EVERYBODY)
    entitled = _entitled(reader, meeting, now)
    apologised = {member for (member,) in reader.rows(_APOLOGISED, meeting=meeting.id)}
    here = {member: (at, card) for member, at, card in reader.rows(_HERE, meeting=meeting.id)}
    names = Counter(row[5] for row in rows)
    lines = []
    for member, number, kind, name, representative, norm, last in rows:
        at, card = here.get(member, (None, None))
        lines.append(
            Listed(
                number=display_number(number),
                name=listed_name(name, MemberKind(kind), last),
                representative=representative,
                may_vote=member in entitled,
                apologies=member in apologised,
                same_name=names[norm] > 1,
                since=read_moment(at) if at is not None else None,
                voting_card=card,
            )
        )
    return tuple(lines)


def _entitled(reader: Reader, meeting: Meeting, now: datetime) -> set[int]:
    """Those with a vote: the frozen roll, or before it whoever would be on it on the day of the meeting."""
    if meeting.declared:
        return set(roll_members(reader, meeting.id))
    # A list printed days ahead is for the day of the meeting, not for the day of the printing.
    day = max(held_on(meeting, now), local_day(meeting.at)) if meeting.opened_at is None else held_on(meeting, now)
    return {member for (member,) in reader.rows(entitled_members(reader, meeting, day))}


def listed_name(name: str, kind: MemberKind, last: str) -> str:
    """ "Samina Ahmed" as "Ahmed, Samina". Only Latin names of persons are turned round; others keep their own order.

    Args:
        name: as the register has it.
        kind: a person or an organisation.
        last: the folded last name the register files it under.
    """
    words = name.split()
    if kind is MemberKind.ORGANISATION or len(words) < 2 or not _is_latin(name):
        return name
    for place in range(len(words) - 1, 0, -1):
        if fold(words[place]) == last:
            return f"{words[place]}, {' '.join(words[:place] + words[place + 1 :])}"
    return name


def _is_latin(name: str) -> bool:
    return all(
        ord(character) < 0x0250 or 0x1E00 <= ord(character) < 0x1F00 or not character.isalpha() for character in name
    )
