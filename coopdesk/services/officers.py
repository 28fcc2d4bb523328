"""Officers with their terms: who held which office from when to when (2014 Act s.30(3))."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import day_words, local_day
from coopdesk.domain.days import read_past_day
from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import clean_line, clean_name, clean_text
from coopdesk.domain.officers import InOffice, Signature, accounts_signatures
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services.act import Act
from coopdesk.services.events import RegisterChanged
from coopdesk.services.members import ADDRESS_LIMIT, LINE_LIMIT, member_by_id
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.registers import postal
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import MemberRow, OfficerRow, OfficerTermRow

_TERMS = (
    select(
        OfficerRow.id,
        OfficerRow.name,
        OfficerRow.address,
        OfficerRow.office,
        OfficerRow.from_day,
        OfficerRow.until_day,
        MemberRow.number,
        OfficerRow.words,
        OfficerTermRow.expires,
    )
    .join(OfficerTermRow, OfficerTermRow.officer == OfficerRow.id, isouter=True)
    .join(MemberRow, MemberRow.id == OfficerRow.member, isouter=True)
    .where(OfficerRow.void == 0)
    .order_by(OfficerRow.until_day.is_not(None), OfficerRow.from_day, OfficerRow.id)
)
_SAME = select(OfficerRow.name).where(
    OfficerRow.void == 0,
    OfficerRow.until_day.is_(None),
    OfficerRow.office == bindparam("office"),
    OfficerRow.member.is_not_distinct_from(bindparam("member")),
)


@dataclass
class UnknownTerm(Refusal):
    """No term of office has this number."""

    code = "UNKNOWN-TERM"
    sentence = "There is no term of office {number}. Look it up with “officers list”."
    number: int


@dataclass
class InOfficeAlready(Refusal):
    """Nobody holds one office twice at a time."""

    code = "IN-OFFICE"
    sentence = "{name} holds that office already. Nothing was changed: end the term first."
    name: str


@dataclass
class TermEnded(Refusal):
    """A term ends once."""

    code = "TERM-ENDED"
    sentence = "That term of {name} ended on {day} already. Nothing was changed."
    name: str
    day: str


@dataclass(frozen=True, slots=True)
class OfficerView:
    """One term of office."""

    id: int
    name: str
    address: str
    office: str
    since: date
    until: date | None
    member_number: str
    """ "" for an officer who is not a member."""
    words: str
    expires: date | None = None
    """The last day of the term that an election gave; None where none is on the register."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOfficer(Command[OfficerView]):
    """Somebody takes an office. Name and address of a member are taken from the register where left out."""

    office: str
    member: int | None = None
    name: str = ""
    address: str = ""
    on: str = ""
    words: str = ""


@handles(AddOfficer)
def add_officer(command: AddOfficer, act: Act) -> Done[OfficerView]:
    """Enter a term of office.

    Raises:
        NotUnderstood: no office, no name, or a day that cannot be used.
        InOfficeAlready: this member holds that office.
    """
    office = clean_line("The office", command.office, LINE_LIMIT, required=True)
    name, address = command.name, command.address
    if command.member is not None:
        member = member_by_id(act.reader, MemberId(command.member))
        name, address = name or member.name, address or postal(member.address, member.postcode)
    name = clean_name(name)
    for (same,) in act.reader.rows(_SAME, office=office, member=command.member):
        if command.member is not None or same == name:
            raise InOfficeAlready(name)
    row = act.add(
        OfficerRow,
        member=command.member,
        office=office,
        from_day=read_past_day("The day it began", command.on, local_day(act.now)).isoformat(),
        until_day=None,
        at=act.at,
        void=0,
        name=name,
        address=clean_text("The address", address, ADDRESS_LIMIT),
        words=clean_text("The note", command.words, ADDRESS_LIMIT),
    )
    return Done(_term(act.reader, row), (RegisterChanged(),), StrikeTerm(row))


@dataclass(frozen=True, slots=True)
class StrikeTerm(Command[None]):
    """Undo of a term entered by mistake."""

    term: int


@handles(StrikeTerm)
def strike_term(command: StrikeTerm, act: Act) -> Done[None]:
    """As if it had not been entered."""
    act.change(OfficerRow, command.term, void=1)
    return Done(None, (RegisterChanged(),))


@dataclass(frozen=True, slots=True)
class EndTerm(Command[OfficerView]):
    """Somebody leaves an office; the entry stays with both days."""

    term: int
    on: str = ""


@handles(EndTerm)
def end_term(command: EndTerm, act: Act) -> Done[OfficerView]:
    """End a term of office.

    Raises:
        UnknownTerm, TermEnded: as their sentences say.
        NotUnderstood: the day lies ahead, or before the term began.
    """
    term = _term(act.reader, command.term)
    if term.until is not None:
        raise TermEnded(term.name, day_words(term.until))
    day = read_past_day("The day it ended", command.on, local_day(act.now))
    if day < term.since:
        raise NotUnderstood("The day it ended", day.isoformat(), f"the term began on {day_words(term.since)}")
    act.change(OfficerRow, term.id, until_day=day.isoformat())
    return Done(_term(act.reader, term.id), (RegisterChanged(),), ReopenTerm(term.id))


@dataclass(frozen=True, slots=True)
class ReopenTerm(Command[None]):
    """Undo of an end entered by mistake."""

    term: int


@handles(ReopenTerm)
def reopen_term(command: ReopenTerm, act: Act) -> Done[None]:
    """The term goes on."""
    act.change(OfficerRow, command.term, until_day=None)
    return Done(None, (RegisterChanged(),))


def officers_list(reader: Reader) -> tuple[OfficerView, ...]:
    """Every term of office, those that go on first."""
    return tuple(
        OfficerView(
            row, name, address, office, date.fromisoformat(since), None if until is None else date.fromisoformat(until),
            number or "", words, None if expires is None else date.fromisoformat(expires),
        )
        for row, name, address, office, since, until, number, words, expires in reader.rows(_TERMS)
    )  # fmt: skip


def signatures_of_accounts(reader: Reader) -> tuple[Signature, ...]:
    """Who signs the accounts that go to the Financial Conduct Authority, from those in office today.

    Raises:
        SignatoriesMissing: there are not two directors and a secretary.
    """
    return accounts_signatures(
        [
            InOffice(each.name, each.office, each.member_number or each.name)
            for each in officers_list(reader)
            if each.until is None
        ]
    )


def _term(reader: Reader, row: int) -> OfficerView:
    for each in officers_list(reader):
        if each.id == row:
            return each
    raise UnknownTerm(row)
