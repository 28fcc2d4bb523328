"""Voting cards' tokens: read back, told from misreadings, and without a word about a person."""

from coopdesk.domain.codes import ALPHABET
from coopdesk.domain.voting_cards import MOST_CARDS, card_token, read_card_token


def test_token_reads_back_as_meeting_and_card() -> None:
    for meeting, card in ((1, 1), (1, 118), (31, 999), (1023, MOST_CARDS - 1)):
        assert read_card_token(card_token(meeting, card)) == (meeting, card)


def test_any_one_letter_misread_is_noticed() -> None:
    token = card_token(3, 118)
    for place in range(8):
        for letter in ALPHABET.replace(token[place], ""):
            assert read_card_token(token[:place] + letter + token[place + 1 :]) is None


def test_any_two_neighbours_exchanged_are_noticed() -> None:
    for card in range(1, 400):
        token = card_token(7, card)
        for place in range(7):
            turned = token[:place] + token[place + 1] + token[place] + token[place + 2 :]
            assert turned == token or read_card_token(turned) is None


def test_what_is_no_token_is_none() -> None:
    for text in ("", "ABC", "A" * 9, "abcdefgh", "ABCDEFG0", "AAAAAAAA"):
        assert read_card_token(text) is None
