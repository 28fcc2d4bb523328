"""What a turn of a member's life would come to, read before anything is recorded: a death, a merger, an erasure.

The acts themselves say whether they may be done (``Desk.rehearse``); these views say what is in the records they touch.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, func, select

from coopdesk.domain.clock import local_day
from coopdesk.domain.days import read_past_day
from coopdesk.domain.ids import MemberId
from coopdesk.services.erasure import needed_for
from coopdesk.services.member_life import detail_of
from coopdesk.services.member_past import past_of
from coopdesk.services.member_turns import turns_of
from coopdesk.services.members import MemberView, member_by_id
from coopdesk.services.merging import one_with, records_of
from coopdesk.services.nominations import (
    NominationView,
    OnDeath,
    nominations_book,
    on_death,
    standing_nominations,
)
from coopdesk.services.shares import holding_view
from coopdesk.services.society import rules_now
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    AddressPurposeRow,
    AttendanceRow,
    CardRow,
    JointHolderRow,
    MemberPropertyRow,
    VoteRow,
)

CONTACTS = ("address", "postcode", "email", "phone", "representative")
"""Fields whose former values an erasure of details takes away; former names stay findable in the statutory entry."""

_MEETINGS = select(func.count(AttendanceRow.meeting.distinct())).where(
    AttendanceRow.member == bindparam("member"), AttendanceRow.void == 0
)
_VOTES = select(func.count()).select_from(VoteRow).where(VoteRow.member == bindparam("member"), VoteRow.attempt == 1)
_CARDS = (
    select(func.count())
    .select_from(CardRow)
    .where(CardRow.member == bindparam("member"), CardRow.withdrawn_at.is_(None))
)
_PROPERTY = select(func.coalesce(func.sum(MemberPropertyRow.pence), 0)).where(
    MemberPropertyRow.member == bindparam("member"), MemberPropertyRow.void == 0, MemberPropertyRow.until_day.is_(None)
)
_NOTIFIED = (
    select(func.count())
    .select_from(AddressPurposeRow)
    .where(
        AddressPurposeRow.member == bindparam("member"),
        AddressPurposeRow.void == 0,
        AddressPurposeRow.until_day.is_(None),
    )
)
_FORMER_HOLDERS = (
    select(func.count())
    .select_from(JointHolderRow)
    .where(
        JointHolderRow.member == bindparam("member"), JointHolderRow.until_day.is_not(None), JointHolderRow.name != ""
    )
)


@dataclass(frozen=True, slots=True)
class LifeView:
    """How far somebody is through a member's life: what can still happen follows from it."""

    member: MemberView
    died_on: date | None
    one_with: str
    """The number of the record this one was merged into, or ""."""
    nominations: int
    """Those that stand."""
    takes_nominations: bool
    """False in a company, which knows none."""
    entry_stays: str
    """Why the whole entry cannot be erased, as a clause; "" where it may be."""


def life_view(reader: Reader, member: MemberId, now: datetime) -> LifeView:
    """Read it.

    Raises:
        UnknownMember: there is none with this id.
    """
    person = member_by_id(reader, member)
    return LifeView(
        person,
        detail_of(reader, member).died_on,
        one_with(reader, member),
        len(standing_nominations(reader, member)),
        not rules_now(reader).legal_form.is_company,
        needed_for(reader, person, local_day(now)),
    )


@dataclass(frozen=True, slots=True)
class DeathAhead:
    """A death on a day, and what becomes of the property by the nominations that stand."""

    member: MemberView
    day: date
    on_death: OnDeath
    nominations: tuple[NominationView, ...]


def death_ahead(reader: Reader, member: MemberId, on: str, now: datetime) -> DeathAhead:
    """Read it for a day as typed, "" for today.

    Raises:
        NotUnderstood: no day, or one that lies ahead.
    """
    person = member_by_id(reader, member)
    day = read_past_day("The day of death", on, local_day(now))
    return DeathAhead(person, day, on_death(reader, person, day), standing_nominations(reader, member))


@dataclass(frozen=True, slots=True)
class NominationsView:
    """One person's pages of the nominees' book, and what they come to."""

    member: MemberView
    takes: bool
    """False in a company, which knows none."""
    died_on: date | None
    on_death: OnDeath
    """On the day of death, or today."""
    book: tuple[NominationView, ...]
    """Those that stand first, each kind the newest first."""


def nominations_of(reader: Reader, member: MemberId, now: datetime) -> NominationsView:
    """Read them, made under whichever of the person's records.

    Raises:
        UnknownMember: there is none with this id.
    """
    person = member_by_id(reader, member)
    died_on = detail_of(reader, member).died_on
    records = records_of(reader, member)
    book = sorted(
        (each for each in nominations_book(reader) if each.member in records),
        key=lambda each: (each.revoked_on is not None, -each.number),
    )
    takes = not rules_now(reader).legal_form.is_company
    return NominationsView(person, takes, died_on, on_death(reader, person, died_on or local_day(now)), tuple(book))


@dataclass(frozen=True, slots=True)
class RecordSide:
    """One of two records that may be one person."""

    member: MemberView
    shares_pence: int
    property_pence: int
    certificates: int
    cards: int
    meetings: int
    votes: int
    nominations: int


def record_side(reader: Reader, member: MemberId) -> RecordSide:
    """What is under one number.

    Raises:
        UnknownMember: there is none with this id.
    """
    holding = holding_view(reader, member)
    standing = [each for each in standing_nominations(reader, member) if each.member == member]
    return RecordSide(
        member_by_id(reader, member),
        holding.pence,
        reader.one(_PROPERTY, member=member),
        sum(1 for each in holding.certificates if each.status == "issued"),
        reader.one(_CARDS, member=member),
        reader.one(_MEETINGS, member=member),
        reader.one(_VOTES, member=member),
        len(standing),
    )


@dataclass(frozen=True, slots=True)
class ErasureAhead:
    """What an erasure of details would take away, and why the entry stays."""

    member: MemberView
    phone: bool
    email: bool
    """False where there is none, or where it was notified for notices and so stays (2014 Act s.30(2)(b))."""
    email_notified: bool
    former_contacts: int
    notes: int
    """Words beside turns of the membership and in the record's details, the day of birth among them."""
    former_holders: int
    entry_stays: str
    """Why the whole entry cannot be erased; "" where it may be."""

    @property
    def nothing(self) -> bool:
        """True where no detail is left to erase."""
        return not (self.phone or self.email or self.former_contacts or self.notes or self.former_holders)


def erasure_ahead(reader: Reader, member: MemberId, now: datetime) -> ErasureAhead:
    """Read it.

    Raises:
        UnknownMember: there is none with this id.
    """
    person = member_by_id(reader, member)
    notified = reader.one(_NOTIFIED, member=member) > 0
    detail = detail_of(reader, member)
    notes = sum(1 for turn in turns_of(reader, member) if turn.words)
    return ErasureAhead(
        person,
        bool(person.phone),
        bool(person.email) and not notified,
        bool(person.email) and notified,
        sum(1 for _, field, _, was, _ in past_of(reader, member) if field in CONTACTS and was),
        notes + (detail.born_on is not None) + bool(detail.words),
        reader.one(_FORMER_HOLDERS, member=member),
        needed_for(reader, person, local_day(now)),
    )
