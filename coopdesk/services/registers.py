"""The registers as they stood on a day: read whole, in a few statements, whatever their size.

What an entry said on the day comes from the members' rows and what they replaced since (``member_past``); holdings are
sums of movements up to and on the day; turns tell the times of membership before the present one.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import repeat
from typing import Any

from sqlalchemy import bindparam, func, select

from coopdesk.domain.clock import day_words, local_day
from coopdesk.domain.collecting import no_collecting
from coopdesk.domain.members import MemberKind, search_form
from coopdesk.domain.money import pounds
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.registers import (
    FullEntry,
    Holding,
    OfficerEntry,
    Period,
    PublicEntry,
    Turn,
    as_at,
    periods,
    said_on,
)
from coopdesk.services.owed import owed_by_member
from coopdesk.services.papers.heading import RecordHeading, record_heading
from coopdesk.services.papers.people import listed_name
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    AddressPurposeRow,
    MemberEventRow,
    MemberPastRow,
    MemberPropertyRow,
    MemberRow,
    OfficerRow,
    ShareMovementRow,
)

_MEMBERS = (
    select(
        MemberRow.id,
        MemberRow.number,
        MemberRow.kind,
        MemberRow.name,
        MemberRow.address,
        MemberRow.postcode,
        MemberRow.email,
        MemberRow.joined_on,
        MemberRow.ended_on,
        MemberRow.status,
        MemberRow.number_key,
        MemberRow.last,
        MemberRow.first,
    )
    .where(MemberRow.status != "void")
    .order_by(MemberRow.last, MemberRow.first, MemberRow.number_key)
)
_PAST = (
    select(MemberPastRow.member, MemberPastRow.field, MemberPastRow.until_day, MemberPastRow.was)
    .where(MemberPastRow.void == 0, MemberPastRow.until_day > bindparam("day"))
    .order_by(MemberPastRow.id)
)
_TURNS = (
    select(MemberEventRow.member, MemberEventRow.kind, MemberEventRow.on_day)
    .where(MemberEventRow.void == 0)
    .order_by(MemberEventRow.id)
)
_HELD = (
    select(ShareMovementRow.member, func.sum(ShareMovementRow.shares))
    .where(ShareMovementRow.on_day <= bindparam("day"))
    .group_by(ShareMovementRow.member)
)
_PURPOSES = (
    select(AddressPurposeRow.member, AddressPurposeRow.purpose)
    .where(
        AddressPurposeRow.void == 0,
        AddressPurposeRow.notified_on <= bindparam("day"),
        func.coalesce(AddressPurposeRow.until_day, "9999-12-31") > bindparam("day"),
    )
    .order_by(AddressPurposeRow.id)
)
_PROPERTY = (
    select(MemberPropertyRow.member, MemberPropertyRow.kind, MemberPropertyRow.pence, MemberPropertyRow.words)
    .where(
        MemberPropertyRow.void == 0,
        MemberPropertyRow.from_day <= bindparam("day"),
        func.coalesce(MemberPropertyRow.until_day, "9999-12-31") > bindparam("day"),
    )
    .order_by(MemberPropertyRow.id)
)
_OFFICERS = (
    select(OfficerRow.name, OfficerRow.address, OfficerRow.office, OfficerRow.from_day, OfficerRow.until_day)
    .where(OfficerRow.void == 0, OfficerRow.from_day <= bindparam("day"))
    .order_by(OfficerRow.until_day.is_not(None), OfficerRow.from_day, OfficerRow.id)
)


@dataclass(frozen=True, slots=True)
class PublicRegister:
    """The duplicate register: what members may inspect (2014 Act ss.30 and 103). It has no place for a holding."""

    heading: RecordHeading
    day: date
    entries: tuple[PublicEntry, ...]
    """By last name."""
    officers: tuple[OfficerEntry, ...]
    """Those in office first."""
    filed: tuple[str, ...]
    """What each entry is filed under: its folded last name, an organisation's whole name."""

    @property
    def listed(self) -> tuple[str, ...]:
        """Each entry's name as it is looked up: "Holt, Ada"."""
        return tuple(
            listed_name(entry.name, MemberKind.PERSON, last)
            for entry, last in zip(self.entries, self.filed, strict=True)
        )

    @property
    def members(self) -> int:
        """How many were members on the day."""
        return sum(1 for each in self.entries if each.current)


@dataclass(frozen=True, slots=True)
class FullRegister:
    """The register itself, holdings and property included."""

    public: PublicRegister
    entries: tuple[FullEntry, ...]
    """In the order of the public one."""


def public_register(reader: Reader, now: datetime, day: date | None = None) -> PublicRegister:
    """The duplicate register as at a day, today where none is given.

    Raises:
        NotUnderstood: the day lies ahead.
    """
    with no_collecting():
        return _register(reader, now, day)[0]


def full_register(reader: Reader, now: datetime, day: date | None = None) -> FullRegister:
    """The register as at a day, today where none is given.

    Raises:
        NotUnderstood: the day lies ahead.
    """
    with no_collecting():
        public, ids = _register(reader, now, day)
        on = public.day.isoformat()
        nominal = public.heading.society.nominal_pence
        held: dict[int, int] = dict(reader.rows(_HELD, day=on))
        unpaid = owed_by_member(reader, on)
        loans: defaultdict[int, list[str]] = defaultdict(list)
        for member, kind, pence, words in reader.rows(_PROPERTY, day=on):
            loans[member].append(f"{words or kind} {pounds(pence)}")
        plain = _FullyPaid(nominal)
        apart = {
            member: Holding(
                held.get(member, 0),
                held.get(member, 0) * nominal - unpaid.get(member, 0),
                ", ".join(loans.get(member, ())),
            )
            for member in unpaid.keys() | loans.keys()
        }
        holdings = [apart.get(member) or plain[held.get(member, 0)] for member in ids]
        made = map(tuple.__new__, repeat(FullEntry), zip(public.entries, holdings, strict=True))
        return FullRegister(public, tuple(made))


class _FullyPaid(dict[int, Holding]):
    """Holdings with nothing owed and no other property, by their shares: most members hold the same few numbers."""

    def __init__(self, nominal_pence: int) -> None:
        super().__init__()
        self.nominal_pence = nominal_pence

    def __missing__(self, shares: int) -> Holding:
        holding = self[shares] = Holding(shares, shares * self.nominal_pence)
        return holding


def _register(reader: Reader, now: datetime, day: date | None) -> tuple[PublicRegister, list[int]]:
    today = local_day(now)
    day = day or today
    if day > today:
        raise NotUnderstood(
            "The day", day.isoformat(), "it lies ahead, and nobody knows how the register will stand then"
        )
    on = day.isoformat()
    then = _Then(reader, day)
    lines = _lines(reader, then)
    if then.renamed:
        lines.sort(key=lambda line: line[2])
    officers = tuple(
        OfficerEntry(name, address, office, date.fromisoformat(since), _until(until, on))
        for name, address, office, since, until in reader.rows(_OFFICERS, day=on)
    )
    public = PublicRegister(
        record_heading(reader, now),
        day,
        tuple([line[1] for line in lines]),
        officers,
        tuple([line[2][0] for line in lines]),
    )
    return public, [line[0] for line in lines]


def _until(text: str | None, on: str) -> date | None:
    return None if text is None or text > on else date.fromisoformat(text)


_Line = tuple[int, PublicEntry, tuple[str, str, str]]
"""(member's id, entry, what it is sorted by: last name, first names, number)."""


class _Then:
    """What differs from today: former names and addresses, times of membership, purposes of electronic addresses."""

    def __init__(self, reader: Reader, day: date) -> None:
        on = day.isoformat()
        self.day, self.on = day, on
        self.past: defaultdict[int, defaultdict[str, list[tuple[date, str]]]] = defaultdict(lambda: defaultdict(list))
        for member, field, until, was in reader.rows(_PAST, day=on):
            self.past[member][field].append((date.fromisoformat(until), was))
        self.turns: defaultdict[int, list[Turn]] = defaultdict(list)
        for member, kind, turned in reader.rows(_TURNS):
            self.turns[member].append(Turn(kind, date.fromisoformat(turned)))
        self.purposes: defaultdict[int, list[str]] = defaultdict(list)
        for member, purpose in reader.rows(_PURPOSES, day=on):
            self.purposes[member].append(purpose)
        self.renamed = any("name" in fields for fields in self.past.values())
        self.unusual = self.past.keys() | self.turns.keys() | self.purposes.keys()
        """Members of whom more is to be said than their row does."""

    def said(self, member: int, field: str, now: str) -> str:
        """What a field said on the day."""
        fields = self.past.get(member)
        return now if fields is None or field not in fields else said_on(self.day, now, fields[field])

    def times(self, member: int, entered: str, ceased: str | None) -> tuple[Period, tuple[Period, ...]] | None:
        """The membership to show and those before it."""
        began = date.fromisoformat(entered)
        ended = None if ceased is None else date.fromisoformat(ceased)
        turns = self.turns.get(member, [])
        return as_at(periods(turns, began, ended), self.day)


class _Days(dict[str, date]):
    """Days read from ISO text, each once: a register of 100,000 has a few thousand."""

    def __missing__(self, text: str) -> date:
        day = self[text] = date.fromisoformat(text)
        return day


def _lines(reader: Reader, then: _Then) -> list[_Line]:
    days, on, unusual = _Days(), then.on, then.unusual
    lines: list[_Line] = []
    # A named tuple's own constructor is half of what a register of 100,000 costs.
    made = tuple.__new__
    for row in reader.rows(_MEMBERS):
        member, number, _, name, address, postcode, _, joined, ended, status, key, last, first = row
        if member in unusual:
            line = _unusual(then, row)
            if line is not None:
                lines.append(line)
        elif joined <= on:
            # Nearly everybody: one time of membership, and the same name and address ever since.
            goes_on = ended is None or ended > on
            where = f"{address} {postcode}".strip() if "\n" not in address else postal(address, postcode)
            ceased = None if goes_on or ended is None else days[ended]
            # An import may know that somebody left and not when.
            current = goes_on and (status == "active" or ended is not None)
            entry = made(PublicEntry, (number, name, where, "", "", days[joined], ceased, current, ()))
            lines.append((member, entry, (last, first, key)))
    return lines


def _unusual(then: _Then, row: tuple[Any, ...]) -> _Line | None:
    """The line of somebody whose entry was another once, or None where they had not been entered by the day."""
    member, number, kind, name, address, postcode, email, joined, ended, status, key, last, first = row
    times = then.times(member, joined, ended)
    if times is None:
        return None
    # What was erased since is empty: then today's stands for it.
    kind = then.said(member, "kind", kind) or kind
    address, postcode = then.said(member, "address", address), then.said(member, "postcode", postcode)
    before = then.said(member, "name", name) or name
    if before != name:
        name = before
        _, last, first = search_form(name, MemberKind(kind))
    purposes = then.purposes.get(member)
    shown, earlier = times
    entry = PublicEntry(
        number,
        name,
        postal(address, postcode),
        then.said(member, "email", email) if purposes else "",
        "; ".join(purposes) if purposes else "",
        shown.entered,
        shown.ceased,
        shown.ceased is None and (status == "active" or ended is not None),
        earlier,
    )
    return member, entry, (last, first, key)


def postal(address: str, postcode: str) -> str:
    """An address with its postcode on one line."""
    line = address if "\n" not in address else ", ".join(part.strip(" ,") for part in address.split("\n"))
    return f"{line} {postcode}".strip()


def earlier_words(earlier: Iterable[Period]) -> str:
    """ "4 March 2010 to 6 May 2012", or ""."""
    return "; ".join(
        f"{day_words(each.entered)} to {day_words(each.ceased)}" for each in earlier if each.ceased is not None
    )
