"""Majorities are read by their words and as fractions, and count the fewest votes that carry."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules import NAMED_MAJORITIES, Base, LegalForm, Majority, preset, read_majority


@pytest.mark.parametrize(
    ("word", "words", "line"),
    [
        ("ordinary", "more than half", "more than half needed"),
        ("51-percent", "at least 51%", "51% needed"),
        ("two-thirds", "at least two-thirds", "two-thirds needed"),
        ("three-quarters", "at least three-quarters", "three-quarters needed"),
        ("over-three-quarters", "more than three-quarters", "more than three-quarters needed"),
        ("3/5", "at least three-fifths", "three-fifths needed"),
        ("1/2", "at least half", "half needed"),
        ("1/3", "at least one-third", "one-third needed"),
        ("6/7", "at least six-sevenths", "six-sevenths needed"),
        ("7/8", "at least seven-eighths", "seven-eighths needed"),
        ("9/10", "at least nine-tenths", "nine-tenths needed"),
        ("55/100", "at least 55%", "55% needed"),
        ("7/13", "at least 7/13", "7/13 needed"),
        ("1/1", "all", "all needed"),
        ("over-3/5", "more than three-fifths", "more than three-fifths needed"),
    ],
)
def test_a_majority_is_read_and_put_into_words(word: str, words: str, line: str) -> None:
    majority = read_majority(word)
    assert majority.words == words
    assert majority.threshold_words == line


@pytest.mark.parametrize("word", [*NAMED_MAJORITIES, "3/5", "11/20", "over-3/5", "1/1", "1/2"])
def test_the_name_of_a_majority_reads_back_as_itself(word: str) -> None:
    assert read_majority(read_majority(word).name) == read_majority(word)


def test_a_reduced_fraction_is_the_named_majority_it_equals() -> None:
    assert read_majority("4/6").name == "two-thirds"
    assert read_majority(" Two-Thirds ").name == "two-thirds"


@pytest.mark.parametrize(
    "word",
    [
        "",
        "most",
        "0/5",
        "6/5",
        "1/0",
        "0/0",
        "-1/2",
        "0.5",
        "75%",
        "1e3",
        "over-1/1",
        "٣/٥",
        "9" * 5000 + "/1",
        "3/5/7",
    ],
)
def test_what_is_no_majority_is_refused_in_a_sentence(word: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_majority(word)
    # Nothing given is not quoted back as “”.
    assert ("A majority was given as" if word else "A majority cannot be used") in str(refused.value)
    assert len(str(refused.value)) < 400


def test_a_percentage_is_refused_because_it_does_not_say_whether_exactly_that_share_carries() -> None:
    with pytest.raises(NotUnderstood, match="three-quarters, over-three-quarters"):
        read_majority("75%")


@given(
    share=st.fractions(min_value=Fraction(1, 1000), max_value=1),
    strict=st.booleans(),
    base=st.integers(0, 1_000_000),
)
def test_fewest_is_the_smallest_number_that_reaches_the_share(share: Fraction, strict: bool, base: int) -> None:
    fewest = Majority(share, strict).fewest(base)
    line = share * base

    def reaches(votes: int) -> bool:
        return votes > line if strict else votes >= line

    assert reaches(fewest)
    assert fewest == 1 or not reaches(fewest - 1)
    assert fewest >= 1


def test_the_rule_says_what_it_is_a_share_of() -> None:
    rule = preset(LegalForm.CO_OPERATIVE).resolution("rule-change")
    assert rule.words == "at least two-thirds of the votes cast"
    assert rule.title == "Rule change"
    assert preset(LegalForm.CIC).resolution("special").title == "Special resolution"
    assert [base.words for base in Base] == ["votes cast", "members present", "members entitled to vote"]


def test_only_more_for_than_against_on_votes_cast_can_tie() -> None:
    society = preset(LegalForm.CO_OPERATIVE)
    assert society.resolution("ordinary").may_tie
    assert not society.resolution("extraordinary").may_tie
    assert not society.resolution("audit-exemption").may_tie
