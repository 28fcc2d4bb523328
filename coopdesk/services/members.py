"""The register of members, read: one by number or card, pages of all, and those a search finds."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select

from coopdesk.domain.clock import day_words
from coopdesk.domain.codes import CODE_NAMES, CodeKind, read_code
from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import (
    MemberKind,
    MemberStatus,
    read_member_number,
)
from coopdesk.domain.refusals import Refusal
from coopdesk.services import search
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import CardRow, MemberRow, ShareMovementRow

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


ID_BY_NUMBER = select(MemberRow.id).where(MemberRow.number == bindparam("number"), MemberRow.status != "void").limit(1)


_CARD = select(CardRow.member, CardRow.withdrawn_at).where(CardRow.token == bindparam("token"))


_PAGE = (
    select(*_COLUMNS, _HOLDING)
    .where(MemberRow.status != "void")
    .order_by(MemberRow.number_key)
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)


_HOW_MANY = select(func.count()).select_from(MemberRow).where(MemberRow.status != "void")


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
        found = reader.value(ID_BY_NUMBER, number=read_member_number(reference))
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

    Raises:
        UnknownMember, CardNotKnown, CardWithdrawn, NotAMemberCard, NotUnderstood: as ``resolve`` does.
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
