"""Money is pence; people read pounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.money import pounds, pounds_and_pence, read_pounds


@pytest.mark.parametrize(
    ("pence", "short", "full"),
    [
        (100, "£1", "£1.00"),
        (2550, "£25.50", "£25.50"),
        (-100, "−£1", "−£1.00"),
        (0, "£0", "£0.00"),
        (125_050, "£1,250.50", "£1,250.50"),
        (5, "£0.05", "£0.05"),
    ],
)
def test_amounts_are_written_as_people_read_them(pence: int, short: str, full: str) -> None:
    assert (pounds(pence), pounds_and_pence(pence)) == (short, full)


@given(st.integers(-(10**9), 10**9))
def test_what_is_written_reads_back(pence: int) -> None:
    assert read_pounds(pounds(pence)) == pence
    assert read_pounds(pounds_and_pence(pence)) == pence


@pytest.mark.parametrize("text", ["", "ten", "1.234", "12,34", "£", "1e3", "٣", "--1", "1.", "NaN", "9" * 5000])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert read_pounds(text) is None
