"""A change shown word by word: nothing of either text is lost, and what is new is what is marked."""

from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.changes import Piece, changes, changes_said

WORDS = st.lists(st.sampled_from(["the", "shop", "opens", "on", "Sundays", "£200", "and", "no"]), max_size=12)


def test_a_word_that_goes_stands_before_the_one_that_takes_its_place() -> None:
    found = changes("That the shop opens on Sundays.", "That the shop opens on Saturdays.")
    assert found == (
        Piece("kept", "That the shop opens on "),
        Piece("struck", "Sundays. "),
        Piece("added", "Saturdays."),
    )
    assert changes_said(found) == "1 word struck out, 1 word added"


def test_a_space_or_a_new_line_is_no_change_of_words() -> None:
    assert changes_said(changes("One two\nthree", "One  two three")) == "nothing changed"


@given(before=WORDS, after=WORDS)
def test_both_texts_can_be_read_out_of_the_change(before: list[str], after: list[str]) -> None:
    pieces = changes(" ".join(before), " ".join(after))
    old = "".join(piece.text for piece in pieces if piece.change != "added")
    new = "".join(piece.text for piece in pieces if piece.change != "struck")
    assert (old.split(), new.split()) == (before, after)
