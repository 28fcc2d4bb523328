"""Reading lists of votes that were sent in, and what a result says of them."""

import pytest

from coopdesk.domain.advance import AdvanceRollFaulty, advance_sentence, read_roll
from coopdesk.domain.counts import Counts
from coopdesk.domain.refusals import NotUnderstood


@pytest.mark.parametrize(
    "text", ["12,for\n7,against\n", "Member;Vote\r\n12;FOR\r\n7;No\r\n", "\ufeff12\tyes\n\n7\tagainst"]
)
def test_a_roll_is_read_as_spreadsheets_save_it(text: str) -> None:
    assert [(each.reference, each.choice) for each in read_roll(text, choices=True)] == [
        ("12", "for"),
        ("7", "against"),
    ]


def test_every_line_at_fault_is_named_by_its_number() -> None:
    with pytest.raises(
        AdvanceRollFaulty, match=r"3 lines .*line 2 says “maybe”.*line 3 says no choice; line 4 names no"
    ):
        read_roll("number,vote\n12,maybe\n7\n,for\n", choices=True)


def test_a_list_of_who_voted_needs_no_choice() -> None:
    assert [each.reference for each in read_roll("12\n7\n", choices=False)] == ["12", "7"]


@pytest.mark.parametrize("text", ["", "\n\n", "member,vote\n"])
def test_a_list_without_members_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstood, match="no line with a member number"):
        read_roll(text, choices=True)


def test_an_unclosed_quotation_mark_does_not_swallow_the_list() -> None:
    with pytest.raises(NotUnderstood, match="never closed"):
        read_roll('12,"for\n7,against\n', choices=True)


def test_a_result_says_how_the_votes_sent_in_fell_and_whether_somebody_could_have_voted_twice() -> None:
    assert advance_sentence(Counts(0, 0), 0) == ""
    assert advance_sentence(Counts(9, 2, 1), 0) == (
        " 12 votes were sent in before the meeting: 9 for, 2 against, 1 abstaining."
    )
    assert "nobody recorded who sent them, so that a second vote" in advance_sentence(Counts(3, 0), 3)
    assert "for 2 nobody recorded who voted" in advance_sentence(Counts(3, 0), 2)
