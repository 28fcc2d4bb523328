"""The token in a voting card's code: which meeting, which card, and a check.

A voting card stands for no person: it is a number handed out at the door, so its token may be told from its number. It
is no secret and no proof, and gives nobody a vote; that a card is in a voter's hands is what the door recorded. Eight
letters of the card alphabet: two for the meeting, four for the card, two for a check that catches any one letter read
wrong and any two neighbours exchanged. A card of another meeting of the society is recognised as such.
"""

from coopdesk.domain.codes import ALPHABET

MOST_MEETINGS = len(ALPHABET) ** 2
"""Meetings are numbered below this."""
MOST_CARDS = len(ALPHABET) ** 4
"""Cards are numbered below this."""

_CHECK = 1021
"""The largest prime that two letters can hold: with a prime modulus no single letter and no exchange goes unseen."""


def card_token(meeting: int, card: int) -> str:
    """The token of a card.

    Raises:
        ValueError: no token has room for such a number.
    """
    if not 0 < meeting < MOST_MEETINGS or not 0 < card < MOST_CARDS:
        raise ValueError(f"meeting {meeting}, card {card}")
    body = _spell(meeting, 2) + _spell(card, 4)
    return body + _spell(_check(body), 2)


def read_card_token(token: str) -> tuple[int, int] | None:
    """(meeting, card) of a token, or None where it is none of ours or was misread."""
    if len(token) != 8 or any(letter not in ALPHABET for letter in token):
        return None
    if _spell(_check(token[:6]), 2) != token[6:]:
        return None
    meeting, card = _value(token[:2]), _value(token[2:6])
    return (meeting, card) if meeting and card else None


def _spell(number: int, letters: int) -> str:
    spelt = ""
    for _ in range(letters):
        number, place = divmod(number, len(ALPHABET))
        spelt = ALPHABET[place] + spelt
    return spelt


def _value(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * len(ALPHABET) + ALPHABET.index(letter)
    return number


def _check(body: str) -> int:
    # Weights are powers of 32 modulo the prime, so all of them and all their differences are other than 0.
    return _value(body) * 7 % _CHECK
