"""Member cards: made when they are first wanted, withdrawn when they are lost."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from coopdesk.domain.codes import CodeKind, token_from, write_code
from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import (
    display_number,
)
from coopdesk.services.act import Act
from coopdesk.services.card_view import CardView
from coopdesk.services.events import RegisterChanged
from coopdesk.services.members import MembershipEnded, MemberView, member_by_id
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.society import letterhead
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import CardRow, MemberRow

_CARD_OF = select(CardRow.token).where(CardRow.member == bindparam("member"), CardRow.withdrawn_at.is_(None)).limit(1)


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


def _card(reader: Reader, member: MemberView, token: str) -> CardView:
    code = write_code(CodeKind.MEMBER_CARD, token)
    return CardView(letterhead(reader), display_number(member.number), member.name, member.representative, code)
