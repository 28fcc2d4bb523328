"""Counts of shares, the maximum, and the words of a certificate."""

import pytest

from coopdesk.domain.rules import LegalForm, change, preset
from coopdesk.domain.shares import (
    MoreThanMaximum,
    ShareCountNotUsable,
    certificate_number_text,
    check_maximum,
    check_share_count,
    condition_words,
    surrender_words,
)

SOCIETY = preset(LegalForm.CO_OPERATIVE)


@pytest.mark.parametrize(
    ("value", "count"), [("1", 1), (" 25 ", 25), ("1,250", 1250), (7, 7), ("5.0", 5), ("1000000", 1_000_000)]
)
def test_a_number_of_shares_is_read(value: str | int, count: int) -> None:
    assert check_share_count(value) == count


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("ten", "not a whole number"),
        ("", "not a whole number"),
        ("1e3", "not a whole number"),
        ("1,2", "not a whole number"),
        ("٣", "not a whole number"),
        ("9" * 20, "the most at once is 1,000,000"),
        ("9" * 5000, "the most at once is 1,000,000"),
        ("2.5", "part of a share"),
        ("-5", "negative"),
        (-5, "negative"),
        ("0", "the least is 1"),
        ("1000001", "the most at once is 1,000,000"),
    ],
)
def test_what_is_no_number_of_shares_is_refused_with_the_reason(value: str | int, why: str) -> None:
    with pytest.raises(ShareCountNotUsable, match=why):
        check_share_count(value)


def test_a_register_may_list_a_member_who_holds_none_yet() -> None:
    assert check_share_count("0", least=0) == 0


def test_the_rule_maximum_is_kept_and_the_room_left_is_named() -> None:
    sheet = change(SOCIETY, {"max_shares": "100"})
    check_maximum(sheet, 75, 25)
    with pytest.raises(MoreThanMaximum, match=r"101 shares and the rules allow 100 .* at most 25 more"):
        check_maximum(sheet, 75, 26)
    with pytest.raises(MoreThanMaximum, match="at most 0 more"):
        check_maximum(sheet, 120, 1)
    check_maximum(SOCIETY, 75, 1_000_000)


@pytest.mark.parametrize(
    ("withdrawable", "transferable", "fate", "surrender"),
    [
        ("yes", "no", "be withdrawn but not transferred", "withdrawal"),
        ("no", "yes", "be transferred but not withdrawn", "transfer"),
        ("yes", "yes", "be withdrawn or transferred", "withdrawal or transfer"),
        ("no", "no", "be neither withdrawn nor transferred", ""),
    ],
)
def test_the_certificate_says_what_may_become_of_the_shares(
    withdrawable: str, transferable: str, fate: str, surrender: str
) -> None:
    sheet = change(SOCIETY, {"share_withdrawable": withdrawable, "share_transferable": transferable})
    assert condition_words(sheet) == f"The shares may {fate}, as the rules provide."
    assert condition_words(sheet, single=True) == f"The share may {fate}, as the rules provide."
    expected = f"This certificate must be surrendered before any {surrender}." if surrender else ""
    assert surrender_words(sheet) == expected


def test_certificate_numbers_have_five_figures() -> None:
    assert [certificate_number_text(number) for number in (1, 418, 123_456)] == ["00001", "00418", "123456"]
