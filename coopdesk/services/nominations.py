"""The nominees' book (2014 Act s.37(5)): nominations entered, varied and revoked, and what they come to on a death."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import bindparam, func, select

from coopdesk.domain.clock import day_words, local_day
from coopdesk.domain.days import read_past_day
from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import clean_line, clean_name, clean_text
from coopdesk.domain.nominations import (
    Nominee,
    Relationship,
    SharedOut,
    TooMuchNominated,
    check_days,
    check_nominees,
    share_out,
)
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services.act import Act
from coopdesk.services.events import RegisterChanged
from coopdesk.services.member_life import detail_of
from coopdesk.services.members import ADDRESS_LIMIT, MemberView, member_by_id
from coopdesk.services.merging import records_of
from coopdesk.services.movements import held_on
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.share_rules import settings_on
from coopdesk.services.society import letterhead, rules_now
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import MemberPropertyRow, MemberRow, NominationRow, NomineeRow

_LAST = select(func.coalesce(func.max(NominationRow.number), 0))
_BOOK = (
    select(
        NominationRow.id,
        NominationRow.number,
        NominationRow.member,
        NominationRow.made_on,
        NominationRow.delivered_on,
        NominationRow.how,
        NominationRow.revoked_on,
        NominationRow.varied_by,
        NominationRow.words,
        MemberRow.number,
        MemberRow.name,
    )
    .join(MemberRow, MemberRow.id == NominationRow.member)
    .where(NominationRow.void == 0)
    .order_by(NominationRow.number)
)
_NOMINEES = select(
    NomineeRow.nomination,
    NomineeRow.name,
    NomineeRow.part,
    NomineeRow.relationship,
    NomineeRow.officer,
    NomineeRow.address,
).order_by(NomineeRow.id)
_OTHER_PROPERTY = select(func.coalesce(func.sum(MemberPropertyRow.pence), 0)).where(
    MemberPropertyRow.member == bindparam("member"),
    MemberPropertyRow.void == 0,
    MemberPropertyRow.from_day <= bindparam("day"),
    func.coalesce(MemberPropertyRow.until_day, "9999-12-31") > bindparam("day"),
)


@dataclass
class UnknownNomination(Refusal):
    """The book has none with this number."""

    code = "UNKNOWN-NOMINATION"
    sentence = "There is no nomination {number} in the book. Look it up in the list of nominations."
    number: int


@dataclass
class NominationRevoked(Refusal):
    """It was revoked or varied before."""

    code = "NOMINATION-REVOKED"
    sentence = "Nomination {number} was revoked on {day} already. Nothing was changed."
    number: int
    day: str


@dataclass(frozen=True, slots=True)
class NominationView:
    """One nomination as the book has it."""

    id: int
    number: int
    member: MemberId
    member_number: str
    member_name: str
    made_on: date
    delivered_on: date
    how: str
    """delivered: a signed statement; book: made in the society's own book."""
    revoked_on: date | None
    varied_by: int | None
    """The number of the nomination that took its place."""
    nominees: tuple[Nominee, ...]
    words: str


@dataclass(frozen=True, slots=True)
class OnDeath:
    """What becomes of a member's property, by the nominations that stand."""

    property_pence: int
    shares_pence: int
    shared: SharedOut
    nominees: tuple[Nominee, ...]
    """In the order of the sums in ``shared``."""
    limit_source: str


@dataclass(frozen=True, slots=True)
class AddNomination(Command[NominationView]):
    """A nomination that reached the society. ``replaces``: it takes the place of those that stand."""

    member: int
    nominees: tuple[Nominee, ...]
    made_on: str = ""
    delivered_on: str = ""
    how: str = "delivered"
    replaces: bool = False
    words: str = ""


@handles(AddNomination)
def add_nomination(command: AddNomination, act: Act) -> Done[NominationView]:
    """Enter a nomination in the book.

    Raises:
        NoNominations, NotARelative, TooMuchNominated, NominatedTooLate: the Act does not allow it.
        NotUnderstood: a name or day that cannot be used.
    """
    member = member_by_id(act.reader, MemberId(command.member))
    today = local_day(act.now)
    made = read_past_day("The day it was signed", command.made_on or command.delivered_on, today)
    delivered = read_past_day("The day it was delivered", command.delivered_on, today)
    if command.how not in ("delivered", "book"):
        raise NotUnderstood("How it was made", command.how, "it is delivered (a signed statement) or book")
    people = tuple(_clean(each) for each in command.nominees)
    check_nominees(people, rules_now(act.reader).legal_form)
    check_days(made, delivered, detail_of(act.reader, member.id).died_on)
    standing = standing_nominations(act.reader, member.id)
    if not command.replaces:
        _refuse_too_much(people, standing)
    number = act.reader.one(_LAST) + 1
    row = act.add(
        NominationRow,
        number=number,
        member=member.id,
        made_on=made.isoformat(),
        delivered_on=delivered.isoformat(),
        how=command.how,
        revoked_on=None,
        varied_by=None,
        at=act.at,
        void=0,
        words=clean_text("The note", command.words, ADDRESS_LIMIT),
    )
    for each in people:
        act.add(
            NomineeRow,
            nomination=row,
            relationship=each.relationship.value,
            officer=int(each.officer),
            part=str(each.part),
            name=each.name,
            address=each.address,
        )
    varied = [each.id for each in standing] if command.replaces else []
    for before in varied:
        act.change(NominationRow, before, revoked_on=delivered.isoformat(), varied_by=row)
    undo = StrikeNomination(row, ",".join(map(str, varied)))
    return Done(nomination_numbered(act.reader, number), (RegisterChanged(),), undo)


def _clean(nominee: Nominee) -> Nominee:
    return Nominee(
        clean_name(nominee.name),
        nominee.part,
        Relationship(nominee.relationship),
        nominee.officer,
        clean_text("The nominee's address", nominee.address, ADDRESS_LIMIT),
    )


def _refuse_too_much(people: tuple[Nominee, ...], standing: tuple[NominationView, ...]) -> None:
    given = sum((each.part for one in standing for each in one.nominees), Fraction(0))
    together = given + sum((each.part for each in people), Fraction(0))
    if together > 1:
        raise TooMuchNominated(f"{together} with the nominations that stand")


@dataclass(frozen=True, slots=True)
class StrikeNomination(Command[None]):
    """Undo of an entry made by mistake; those it varied (ids, with commas between) stand again."""

    nomination: int
    varied: str


@handles(StrikeNomination)
def strike_nomination(command: StrikeNomination, act: Act) -> Done[None]:
    """The number stays used."""
    act.change(NominationRow, command.nomination, void=1)
    for each in filter(None, command.varied.split(",")):
        act.change(NominationRow, int(each), revoked_on=None, varied_by=None)
    return Done(None, (RegisterChanged(),))


@dataclass(frozen=True, slots=True)
class RevokeNomination(Command[NominationView]):
    """A nomination stands no more: by a signed revocation, or because the member married (2014 Act s.38)."""

    number: int
    on: str = ""
    words: str = ""


@handles(RevokeNomination)
def revoke_nomination(command: RevokeNomination, act: Act) -> Done[NominationView]:
    """Record the revocation; the nomination stays in the book.

    Raises:
        UnknownNomination, NominationRevoked: as their sentences say.
        NominatedTooLate: it came after the death.
    """
    found = nomination_numbered(act.reader, command.number)
    if found.revoked_on is not None:
        raise NominationRevoked(found.number, day_words(found.revoked_on))
    day = read_past_day("The day it was revoked", command.on, local_day(act.now))
    check_days(found.delivered_on, day, detail_of(act.reader, found.member).died_on)
    words = clean_line("The note", command.words, ADDRESS_LIMIT)
    act.change(NominationRow, found.id, revoked_on=day.isoformat(), words=words or found.words)
    undo = RestoreNomination(found.id, found.words)
    return Done(nomination_numbered(act.reader, found.number), (RegisterChanged(),), undo)


@dataclass(frozen=True, slots=True)
class RestoreNomination(Command[None]):
    """Undo of a revocation."""

    private = ("words",)

    nomination: int
    words: str


@handles(RestoreNomination)
def restore_nomination(command: RestoreNomination, act: Act) -> Done[None]:
    """It stands again."""
    act.change(NominationRow, command.nomination, revoked_on=None, words=command.words)
    return Done(None, (RegisterChanged(),))


def nominations_book(reader: Reader) -> tuple[NominationView, ...]:
    """Every nomination there was, by its number in the book."""
    rows = reader.rows(_BOOK)
    people: defaultdict[int, list[Nominee]] = defaultdict(list)
    for nomination, name, part, relationship, officer, address in reader.rows(_NOMINEES):
        people[nomination].append(Nominee(name, Fraction(part), Relationship(relationship), bool(officer), address))
    numbers = {row[0]: row[1] for row in rows}
    return tuple(
        NominationView(
            row, number, MemberId(member), member_number, name, date.fromisoformat(made), date.fromisoformat(delivered),
            how, None if revoked is None else date.fromisoformat(revoked), numbers.get(varied) if varied else None,
            tuple(people[row]), words,
        )
        for row, number, member, made, delivered, how, revoked, varied, words, member_number, name in rows
    )  # fmt: skip


def nomination_numbered(reader: Reader, number: int) -> NominationView:
    """One nomination.

    Raises:
        UnknownNomination: the book has none with this number.
    """
    for each in nominations_book(reader):
        if each.number == number:
            return each
    raise UnknownNomination(number)


def standing_nominations(reader: Reader, member: int) -> tuple[NominationView, ...]:
    """A member's nominations that were neither revoked nor varied, made under whichever of their records."""
    records = records_of(reader, member)
    return tuple(each for each in nominations_book(reader) if each.member in records and each.revoked_on is None)


def on_death(reader: Reader, member: MemberView, day: date) -> OnDeath:
    """What passes by nomination and what to the estate, for a death on this day (scenario 50).

    The property is the member's shares at par and what else the register says they have in the society.
    """
    shares = held_on(reader, member.id, day) * letterhead(reader).nominal_pence
    whole = shares + (reader.value(_OTHER_PROPERTY, member=member.id, day=day.isoformat()) or 0)
    people = tuple(each for one in standing_nominations(reader, member.id) for each in one.nominees)
    limit = settings_on(reader, day)["nomination_limit"]
    pence = None if limit.value == "none" else int(limit.value)
    return OnDeath(whole, shares, share_out(whole, [each.part for each in people], pence), people, limit.source)
