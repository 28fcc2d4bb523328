"""The register of members: adding, changing, ending, cards, and telling one member from another."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select, update

from coopdesk.domain.clock import day_words, local_day
from coopdesk.domain.codes import CODE_NAMES, CodeKind, read_code, token_from, write_code
from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import (
    MemberKind,
    MemberStatus,
    clean_line,
    clean_name,
    clean_text,
    display_number,
    number_key,
    read_member_number,
    search_form,
)
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services import search
from coopdesk.services.act import Act
from coopdesk.services.card_view import CardView
from coopdesk.services.events import DoorChanged, RegisterChanged
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.society import MEMBER_NUMBERS, counter_at_least, letterhead
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import AttendanceRow, CardRow, CounterRow, MemberRow, ShareMovementRow

ADDRESS_LIMIT = 500
LINE_LIMIT = 200
LONGEST_SERIES = 12
"""Figures of a number that the next one follows; longer ones are other people's references."""
DEFAULT_CLASS = "Member"
LARGEST_COUNTED = 10**12
"""A member number above it (a telephone number in the wrong column) does not move the numbers that follow."""


@dataclass
class UnknownMember(Refusal):
    """No member has this number."""

    code = "UNKNOWN-MEMBER"
    sentence = "There is no member {reference} in the register. Check the number, or search by name."
    reference: str


@dataclass
class CardNotKnown(Refusal):
    """A member card that this society did not issue."""

    code = "CARD-NOT-KNOWN"
    sentence = (
        "This code is not one of this society's cards. Ask for the name and search, or offer to join. "
        "Nothing was recorded."
    )


@dataclass
class CardWithdrawn(Refusal):
    """A card that was replaced or withdrawn."""

    code = "CARD-WITHDRAWN"
    sentence = "This card was withdrawn on {day}. Ask for the name and search. Nothing was recorded."
    day: str


@dataclass
class NotAMemberCard(Refusal):
    """One of our codes, and not of a member."""

    code = "NOT-A-MEMBER-CARD"
    sentence = "This is a {kind}, not a member card. Ask for the card or the name. Nothing was recorded."
    kind: str


@dataclass
class NumberTaken(Refusal):
    """Two members cannot have one number."""

    code = "NUMBER-TAKEN"
    sentence = "Member number {number} belongs to somebody else already. Nothing was changed: choose another."
    number: str


@dataclass
class MembershipEnded(Refusal):
    """Something only a current member can do."""

    code = "MEMBERSHIP-ENDED"
    sentence = "Member {number}'s membership has ended, so this cannot be done. Nothing was changed."
    number: str


@dataclass(frozen=True, slots=True)
class MemberView:
    """One member as the register shows them."""

    id: MemberId
    number: str
    kind: MemberKind
    name: str
    representative: str
    class_name: str
    address: str
    postcode: str
    email: str
    phone: str
    status: MemberStatus
    joined_on: date
    ended_on: date | None
    end_reason: str
    shares: int

    @property
    def active(self) -> bool:
        """A current member."""
        return self.status is MemberStatus.ACTIVE


_COLUMNS = (
    MemberRow.id,
    MemberRow.number,
    MemberRow.kind,
    MemberRow.name,
    MemberRow.representative,
    MemberRow.class_name,
    MemberRow.address,
    MemberRow.postcode,
    MemberRow.email,
    MemberRow.phone,
    MemberRow.status,
    MemberRow.joined_on,
    MemberRow.ended_on,
    MemberRow.end_reason,
)
_HOLDING = (
    select(func.coalesce(func.sum(ShareMovementRow.shares), 0))
    .where(ShareMovementRow.member == MemberRow.id)
    .correlate(MemberRow)
    .scalar_subquery()
)
_BY_ID = select(*_COLUMNS, _HOLDING).where(MemberRow.id == bindparam("id"))
_BY_NUMBER = (
    select(*_COLUMNS, _HOLDING).where(MemberRow.number == bindparam("number"), MemberRow.status != "void").limit(1)
)
_BY_IDS = select(*_COLUMNS, _HOLDING).where(
    MemberRow.id.in_(select(func.json_each(bindparam("ids")).table_valued("value").c.value))
)
_ID_BY_NUMBER = select(MemberRow.id).where(MemberRow.number == bindparam("number"), MemberRow.status != "void").limit(1)
_CARD = select(CardRow.member, CardRow.withdrawn_at).where(CardRow.token == bindparam("token"))
_CARD_OF = select(CardRow.token).where(CardRow.member == bindparam("member"), CardRow.withdrawn_at.is_(None)).limit(1)
_PAGE = (
    select(*_COLUMNS, _HOLDING)
    .where(MemberRow.status != "void")
    .order_by(MemberRow.number_key)
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)
_OPEN_STAY = select(AttendanceRow.id).where(
    AttendanceRow.member == bindparam("member"), AttendanceRow.left_at.is_(None), AttendanceRow.void == 0
)
_HOW_MANY = select(func.count()).select_from(MemberRow).where(MemberRow.status != "void")
_NEXT_NUMBER = (
    update(CounterRow)
    .where(CounterRow.name == MEMBER_NUMBERS)
    .values(value=CounterRow.value + 1)
    .returning(CounterRow.value)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMember(Command[MemberView]):
    """Enter somebody in the register, without shares. ``number`` "" takes the next one."""

    name: str
    number: str = ""
    kind: str = "person"
    class_name: str = DEFAULT_CLASS
    representative: str = ""
    address: str = ""
    postcode: str = ""
    email: str = ""
    phone: str = ""
    joined_on: str = ""


@handles(AddMember)
def add_member(command: AddMember, act: Act) -> Done[MemberView]:
    """Enter a member.

    Raises:
        NotUnderstood: a name, number or other field that cannot be used.
        NumberTaken: the number belongs to somebody else.
    """
    member = enter_member(act, command)
    return Done(member_by_id(act.reader, member), (RegisterChanged(),), VoidMember(member))


def enter_member(act: Act, command: AddMember) -> MemberId:
    """Write the member's row and what helps to find it; for adding and for joining at the door."""
    clean = _clean(command, act)
    if clean.number:
        number = read_member_number(clean.number)
        if act.reader.value(_ID_BY_NUMBER, number=number) is not None:
            raise NumberTaken(number)
        note_number(act, number)
    else:
        number = next_number(act)
    kind = MemberKind(clean.kind)
    norm, last, first = search_form(clean.name, kind)
    member = act.add(
        MemberRow,
        number=number,
        kind=kind.value,
        name=clean.name,
        representative=clean.representative,
        class_name=clean.class_name,
        address=clean.address,
        postcode=clean.postcode,
        email=clean.email,
        phone=clean.phone,
        status="active",
        joined_on=clean.joined_on,
        ended_on=None,
        end_reason="",
        number_key=number_key(number),
        norm=norm,
        last=last,
        first=first,
    )
    search.keep(act.writer, MemberId(member), clean.name, kind, clean.postcode, clean.email)
    return MemberId(member)


@dataclass(frozen=True, slots=True)
class VoidMember(Command[None]):
    """Take an entry back, as if it had not been made: for undo, never for somebody who was a member."""

    member: int


@handles(VoidMember)
def void_member(command: VoidMember, act: Act) -> Done[None]:
    """Void an entry that has no shares.

    Raises:
        StillHolds: the member holds shares, which the register cannot lose.
    """
    member = member_by_id(act.reader, MemberId(command.member))
    if member.shares:
        raise StillHolds(member.number, member.shares)
    act.change(MemberRow, command.member, status="void")
    search.forget(act.writer, member.id)
    return Done(None, (RegisterChanged(),))


@dataclass
class StillHolds(Refusal):
    """Shares are somebody's money: an entry that holds any is not taken back."""

    code = "STILL-HOLDS"
    sentence = "Member {number} holds {shares} shares, so the entry cannot be taken back. Nothing was changed."
    number: str
    shares: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EditMember(Command[MemberView]):
    """Change what the register says of a member. Fields left None stay as they are."""

    private = ("name", "representative", "address", "postcode", "email", "phone")

    member: int
    name: str | None = None
    kind: str | None = None
    class_name: str | None = None
    representative: str | None = None
    address: str | None = None
    postcode: str | None = None
    email: str | None = None
    phone: str | None = None


@handles(EditMember)
def edit_member(command: EditMember, act: Act) -> Done[MemberView]:
    """Change a member's details.

    Raises:
        NotUnderstood: a field that cannot be used.
        UnknownMember: there is no such member.
    """
    before = member_by_id(act.reader, MemberId(command.member))
    names = [field.name for field in fields(EditMember) if field.name != "member"]
    given = {name: getattr(command, name) for name in names if getattr(command, name) is not None}
    asked = AddMember(**{**{name: str(getattr(before, name)) for name in names}, **given})
    clean = _clean(asked, act)
    changed = {name: getattr(clean, name) for name in given if getattr(clean, name) != getattr(before, name)}
    undo = EditMember(member=command.member, **{name: str(getattr(before, name)) for name in changed})
    if changed:
        kind = MemberKind(clean.kind)
        norm, last, first = search_form(clean.name, kind)
        act.change(MemberRow, command.member, **changed, norm=norm, last=last, first=first)
        search.keep(act.writer, before.id, clean.name, kind, clean.postcode, clean.email)
    return Done(member_by_id(act.reader, before.id), (RegisterChanged(),), undo if changed else None)


@dataclass(frozen=True, slots=True)
class EndMembership(Command[MemberView]):
    """Somebody leaves. The entry stays, with its dates."""

    member: int
    reason: str = ""
    on: str = ""


@handles(EndMembership)
def end_membership(command: EndMembership, act: Act) -> Done[MemberView]:
    """End a membership. What the member holds stays on the ledger until it is withdrawn or cancelled.

    Somebody who resigns in the room stops being there as a member: votes given stand, a later quorum is counted without
    them (scenario 37), and who stays to listen is a guest.

    Raises:
        MembershipEnded: it has ended already.
        NotUnderstood: a date that is not one.
    """
    member = member_by_id(act.reader, MemberId(command.member))
    if not member.active:
        raise MembershipEnded(member.number)
    day = _day("The day membership ended", command.on, local_day(act.now))
    if day > local_day(act.now):
        raise NotUnderstood("The day membership ended", command.on, "it lies ahead")
    reason = clean_text("The reason", command.reason, ADDRESS_LIMIT)
    act.change(MemberRow, command.member, status="ended", ended_on=day.isoformat(), end_reason=reason)
    stay = act.reader.value(_OPEN_STAY, member=command.member)
    if stay is not None:
        act.change(AttendanceRow, stay, left_at=act.at)
    undo = RestoreMembership(command.member, stay or 0)
    return Done(member_by_id(act.reader, member.id), (RegisterChanged(), DoorChanged()), undo)


@dataclass(frozen=True, slots=True)
class RestoreMembership(Command[MemberView]):
    """Undo of an ending entered by mistake; ``stay`` is the stay that ended with it, 0 for none."""

    member: int
    stay: int = 0


@handles(RestoreMembership)
def restore_membership(command: RestoreMembership, act: Act) -> Done[MemberView]:
    """Make the membership current again."""
    act.change(MemberRow, command.member, status="active", ended_on=None, end_reason="")
    if command.stay:
        act.change(AttendanceRow, command.stay, left_at=None)
    return Done(member_by_id(act.reader, MemberId(command.member)), (RegisterChanged(), DoorChanged()))


@dataclass(frozen=True, slots=True)
class IssueCard(Command[CardView]):
    """A member card; with ``fresh`` the old one is withdrawn first (lost, stolen)."""

    member: int
    fresh: bool = False


@handles(IssueCard)
def issue_card(command: IssueCard, act: Act) -> Done[CardView]:
    """Give the member's card, making one where there is none.

    Raises:
        MembershipEnded: cards are for current members.
    """
    member = member_by_id(act.reader, MemberId(command.member))
    if not member.active:
        raise MembershipEnded(member.number)
    token = act.reader.value(_CARD_OF, member=command.member)
    if token is not None and command.fresh:
        act.change(CardRow, token, withdrawn_at=act.at)
        token = None
    if token is None:
        token = token_from(act.random(16))
        act.add(CardRow, token=token, member=command.member, issued_at=act.at, withdrawn_at=None)
    return Done(_card(act.reader, member, token), (RegisterChanged(),))


@dataclass(frozen=True, slots=True)
class IssueCards(Command[int]):
    """A card for every current member who has none."""


_WITHOUT_CARD = (
    select(MemberRow.id)
    .where(
        MemberRow.status == "active",
        ~select(CardRow.token).where(CardRow.member == MemberRow.id, CardRow.withdrawn_at.is_(None)).exists(),
    )
    .order_by(MemberRow.number_key)
)
_CARDS = (
    select(MemberRow.number, MemberRow.name, MemberRow.representative, CardRow.token)
    .join(CardRow, CardRow.member == MemberRow.id)
    .where(MemberRow.status == "active", CardRow.withdrawn_at.is_(None))
    .order_by(MemberRow.number_key)
)


@handles(IssueCards)
def issue_cards(_command: IssueCards, act: Act) -> Done[int]:
    """Make the missing cards in one act; the value is how many."""
    missing = [row[0] for row in act.reader.rows(_WITHOUT_CARD)]
    if missing:
        rows = [(token_from(act.random(16)), member, act.at, None) for member in missing]
        act.add_many(CardRow, ("token", "member", "issued_at", "withdrawn_at"), rows)
    return Done(len(missing), (RegisterChanged(),))


def cards_of_all(reader: Reader) -> tuple[CardView, ...]:
    """The card of every current member who has one, by number."""
    head = letterhead(reader)
    return tuple(
        CardView(head, display_number(number), name, representative, write_code(CodeKind.MEMBER_CARD, token))
        for number, name, representative, token in reader.rows(_CARDS)
    )


def member_by_id(reader: Reader, member: MemberId) -> MemberView:
    """One member.

    Raises:
        UnknownMember: there is none with this id.
    """
    row = reader.first(_BY_ID, id=member)
    if row is None:
        raise UnknownMember(str(member))
    return _view(row)


def members_by_ids(reader: Reader, members: Sequence[MemberId]) -> tuple[MemberView, ...]:
    """Several members in the order asked for; ids of nobody are left out."""
    found = {row[0]: row for row in reader.rows(_BY_IDS, ids=json.dumps(members))} if members else {}
    return tuple(_view(found[each]) for each in members if each in found)


def resolve(reader: Reader, reference: str) -> MemberId:
    """The member meant by a member number or a scanned card code.

    Raises:
        UnknownMember, CardNotKnown, CardWithdrawn, NotAMemberCard: as their sentences say.
        NotUnderstood: the text is neither a number nor a code.
    """
    code = read_code(reference)
    if code is None:
        if ":" in reference:
            raise CardNotKnown()
        found = reader.value(_ID_BY_NUMBER, number=read_member_number(reference))
        if found is None:
            raise UnknownMember(reference.strip())
        return MemberId(found)
    kind, token = code
    if kind is not CodeKind.MEMBER_CARD:
        raise NotAMemberCard(CODE_NAMES[kind])
    card = reader.first(_CARD, token=token)
    if card is None:
        raise CardNotKnown()
    if card[1] is not None:
        raise CardWithdrawn(day_words(date.fromisoformat(card[1][:10])))
    return MemberId(card[0])


def member(reader: Reader, reference: str) -> MemberView:
    """One member by number or card code.

    Raises: what ``resolve`` raises.
    """
    if ":" in reference or ";" in reference:
        return member_by_id(reader, resolve(reader, reference))
    row = reader.first(_BY_NUMBER, number=read_member_number(reference))
    if row is None:
        raise UnknownMember(reference.strip())
    return _view(row)


def members_page(reader: Reader, offset: int, limit: int) -> tuple[MemberView, ...]:
    """A page of the register, by number; void entries are left out."""
    return tuple(_view(row) for row in reader.rows(_PAGE, limit=limit, offset=offset))


def how_many(reader: Reader) -> int:
    """Entries in the register, ended ones too."""
    return reader.value(_HOW_MANY) or 0


def find(reader: Reader, text: str, limit: int = 20) -> tuple[MemberView, ...]:
    """Members by part of a name, number, postcode or card code; accents and one typing slip are forgiven."""
    if read_code(text) is not None:
        return (member(reader, text),)
    return members_by_ids(reader, search.find(reader, text, limit))


def next_number(act: Act) -> str:
    """The next member number; numbers once given are not given again."""
    return str(act.writer.returning(_NEXT_NUMBER))


def note_number(act: Act, number: str) -> None:
    """Keep the counter ahead of a number given by hand; a number far outside every series starts none."""
    if number.isdecimal() and len(number) <= LONGEST_SERIES:
        counter_at_least(act, MEMBER_NUMBERS, int(number))


def _clean(command: AddMember, act: Act) -> AddMember:
    today = local_day(act.now)
    joined = _day("The day of joining", command.joined_on, today)
    if joined > today:
        raise NotUnderstood("The day of joining", command.joined_on, "it lies ahead")
    if command.kind not in ("person", "organisation"):
        raise NotUnderstood("The kind of member", command.kind, "it is person or organisation")
    return replace(
        command,
        name=clean_name(command.name),
        class_name=clean_line("The class", command.class_name, LINE_LIMIT) or DEFAULT_CLASS,
        representative=clean_line("The representative", command.representative, LINE_LIMIT),
        address=clean_text("The address", command.address, ADDRESS_LIMIT),
        postcode=clean_line("The postcode", command.postcode, LINE_LIMIT).upper(),
        email=clean_line("The e-mail address", command.email, LINE_LIMIT),
        phone=clean_line("The phone number", command.phone, LINE_LIMIT),
        joined_on=joined.isoformat(),
    )


def _day(what: str, text: str, otherwise: date) -> date:
    if not text:
        return otherwise
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotUnderstood(what, text, "write it as 2026-11-28") from error


def _card(reader: Reader, member: MemberView, token: str) -> CardView:
    code = write_code(CodeKind.MEMBER_CARD, token)
    return CardView(letterhead(reader), display_number(member.number), member.name, member.representative, code)


def _view(row: tuple[Any, ...]) -> MemberView:
    (
        member, number, kind, name, representative, class_name, address, postcode, email, phone, status, joined_on,
        ended_on, end_reason, shares,
    ) = row  # fmt: skip
    return MemberView(
        MemberId(member),
        number,
        MemberKind(kind),
        name,
        representative,
        class_name,
        address,
        postcode,
        email,
        phone,
        MemberStatus(status),
        date.fromisoformat(joined_on),
        None if ended_on is None else date.fromisoformat(ended_on),
        end_reason,
        shares,
    )
