"""Voting cards: numbers to hold up and codes to scan, handed out at the door. They say nothing about who holds them."""

from dataclasses import dataclass
from datetime import datetime

from coopdesk.domain.codes import CodeKind, write_code
from coopdesk.domain.ids import MeetingId
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.voting_cards import MOST_CARDS, card_token
from coopdesk.services.papers.heading import MeetingHeading, meeting_heading
from coopdesk.services.room import entitled_count, meeting_by_id
from coopdesk.storage.store import Reader

MOST_UNASKED = 200
"""Twenty sheets: more are printed only where somebody says how many."""
MOST_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class VotingCard:
    """One card: the number people see and the code a scanner reads."""

    number: int
    code: str


@dataclass(frozen=True, slots=True)
class VotingCardsView:
    """The cards of one meeting."""

    heading: MeetingHeading
    cards: tuple[VotingCard, ...]


def voting_cards_view(
    reader: Reader, meeting_id: int, now: datetime, first: int = 1, count: int | None = None
) -> VotingCardsView:
    """Cards numbered from ``first``; as many as members may vote, up to 200, where no count is given.

    Raises:
        NotUnderstood: a number or count that no pack of cards has.
    """
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    if count is None:
        count = max(1, min(MOST_UNASKED, entitled_count(reader, meeting, now)))
    if not 1 <= count <= MOST_AT_ONCE:
        raise NotUnderstood("How many cards", str(count), f"it must be from 1 to {MOST_AT_ONCE} at once")
    if not 1 <= first <= MOST_CARDS - count:
        raise NotUnderstood("The first card", str(first), f"cards are numbered from 1 to {MOST_CARDS - 1}")
    cards = tuple(
        VotingCard(number, write_code(CodeKind.VOTING_CARD, card_token(meeting.number, number)))
        for number in range(first, first + count)
    )
    return VotingCardsView(meeting_heading(reader, meeting, now), cards)
