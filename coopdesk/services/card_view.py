"""What a member card prints, frozen."""

from dataclasses import dataclass

from coopdesk.services.letterhead import LetterheadView


@dataclass(frozen=True, slots=True)
class CardView:
    """One member card."""

    society: LetterheadView
    member_number: str
    name: str
    representative: str
    """An organisation's representative, or ""."""
    code: str
    """ "CDM1:" and the card's token."""
