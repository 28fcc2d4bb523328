"""What becomes of certificates, in the domain's own words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.certificates import (
    Fate,
    Standing,
    Why,
    fate_of_replaced,
    fate_words,
    in_hand,
    read_reason,
    surrender,
)
from coopdesk.domain.refusals import NotUnderstood

DAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("lost", Why.LOST),
        ("Lost in the post", Why.LOST),
        ("stolen from the van", Why.STOLEN),
        ("burnt with the shop", Why.DESTROYED),
        ("coffee; torn", Why.DAMAGED),
        ("misprinted", Why.SPOILT),
        ("married in May", Why.RENAMED),
        ("withdrawn", Why.WITHDRAWN),
        ("asked nicely", Why.OTHER),
        ("clostridium", Why.OTHER),
    ],
)
def test_a_reason_is_filed_under_the_word_that_fits(text: str, why: Why) -> None:
    assert read_reason(f"  {text} ") == (why, text)


@pytest.mark.parametrize("text", ["", "   ", "x" * 201, "a\u202eb"])
def test_no_reason_is_no_reason(text: str) -> None:
    with pytest.raises(NotUnderstood):
        read_reason(text)


def test_the_paper_says_what_became_of_a_certificate_without_naming_anybody() -> None:
    assert fate_words(Fate.ISSUED, Why.OTHER, DAY) == ""
    assert (
        fate_words(Fate.REPLACED, Why.LOST, DAY, 431)
        == "Replaced by certificate 00431 on 28 November 2026, because it was lost."
    )
    assert fate_words(Fate.SPOILT, Why.SPOILT, DAY, 431) == (
        "Spoilt and replaced by certificate 00431 on 28 November 2026."
    )
    assert fate_words(Fate.CANCELLED, Why.TRANSFERRED, DAY, 431) == (
        "Cancelled on 28 November 2026, on a transfer of shares; certificate 00431 stands for the rest."
    )
    assert fate_words(Fate.VOID, Why.TAKEN_BACK, None) == "Made void, because the issue was taken back."
    for fate in Fate:
        for why in Why:
            assert fate_words(fate, why, DAY).endswith("." if fate is not Fate.ISSUED else "")


def test_a_lost_paper_does_not_come_back_and_a_misprinted_one_is_spoilt() -> None:
    assert not in_hand(Why.LOST)
    assert in_hand(Why.DAMAGED)
    assert fate_of_replaced(Why.SPOILT) is Fate.SPOILT
    assert fate_of_replaced(Why.LOST) is Fate.REPLACED


@given(st.lists(st.integers(1, 50), max_size=6), st.integers(0, 30), st.data())
def test_what_is_given_up_covers_what_goes_and_no_more(sizes: list[int], uncertified: int, data: st.DataObject) -> None:
    first, standing = 1, []
    for number, size in enumerate(sizes, start=1):
        standing.append(Standing(number, size, first))
        first += size
    held = sum(sizes) + uncertified
    goes = data.draw(st.integers(0, held))
    plan = surrender(standing, uncertified, goes)
    given = sum(each.shares for each in plan.given_up)
    assert given - plan.balance == max(0, goes - uncertified)
    assert not plan.given_up or plan.balance < plan.given_up[-1].shares
    kept = [each for each in standing if each not in plan.given_up]
    assert sum(each.shares for each in kept) + plan.balance <= held - goes
    # Every distinctive number goes or stays, none does both.
    gone = {number for low, high in plan.gone for number in range(low, high + 1)}
    assert len(gone) == max(0, goes - uncertified)
    stays = {number for each in kept for number in range(each.first_share or 0, (each.first_share or 0) + each.shares)}
    if plan.balance:
        low = plan.given_up[-1].first_share or 0
        stays |= set(range(low, low + plan.balance))
    assert gone | stays == set(range(1, first))
    assert not gone & stays
