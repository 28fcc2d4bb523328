"""Voting cards in the hand: what a scan or a number means at this meeting, and who holds the card."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from coopdesk.domain.codes import CodeKind, read_code
from coopdesk.domain.ids import MeetingId, MemberId
from coopdesk.domain.refusals import Refusal
from coopdesk.domain.voting_cards import read_card_token
from coopdesk.services.room import IN_THE_ROOM, Meeting
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import AttendanceRow

_HOLDER = select(AttendanceRow.member).where(
    *IN_THE_ROOM,
    AttendanceRow.voting_card == bindparam("card"),
)


@dataclass
class NobodyHoldsCard(Refusal):
    """A voting card that was not given out tonight, or was given back."""

    code = "NOBODY-HOLDS-CARD"
    sentence = "Nobody in the room holds voting card {card}, and no member has that number. Read the card again."
    card: str


@dataclass
class VotingCardMisread(Refusal):
    """A voting card's code whose check does not come out."""

    code = "VOTING-CARD-MISREAD"
    sentence = "This voting card's code was misread. Scan it again, or type the number on it; nothing was recorded."


@dataclass
class CardOfAnotherMeeting(Refusal):
    """A card kept from an earlier meeting: its number is in somebody else's hand tonight."""

    code = "CARD-OF-ANOTHER-MEETING"
    sentence = (
        "Voting card {card} was printed for another meeting, so it does not count tonight. Nothing was recorded: "
        "ask for the card that was given at the door."
    )
    card: int


def card_meant(meeting: Meeting, text: str) -> int | None:
    """The number of the voting card that a text may mean; None where it can mean none.

    A number that was typed may be a member's instead: whoever asks looks first for somebody who holds such a card.

    Args:
        text: a code as scanned, or what was typed.

    Raises:
        VotingCardMisread: a voting card's code with a letter wrong.
        CardOfAnotherMeeting: the card is not of this meeting.
    """
    code = read_code(text)
    if code is None:
        typed = text.strip()
        return int(typed) if typed.isdecimal() and len(typed) <= 9 else None
    kind, token = code
    if kind is not CodeKind.VOTING_CARD:
        return None
    read = read_card_token(token)
    if read is None:
        raise VotingCardMisread()
    printed_for, card = read
    if printed_for != meeting.number:
        raise CardOfAnotherMeeting(card)
    return card


def holder_of_card(reader: Reader, meeting: MeetingId, card: int) -> MemberId | None:
    """The member in the room who holds this voting card."""
    found = reader.value(_HOLDER, meeting=meeting, card=card)
    return None if found is None else MemberId(found)
