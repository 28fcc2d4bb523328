"""Lines read all at once say what they say read one by one; whatever is unusual is left to the reading by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.elections.ballot_text import BallotFileFault
from coopdesk.domain.elections.blt import read_blt
from coopdesk.domain.elections.record import Rule
from coopdesk.domain.elections.usual_lines import usual_papers
from tests.domain.elections.contests import unhurried


def test_equal_lines_and_equal_papers_are_added_up() -> None:
    lines = ["2 1 3 0", "25 2 0", "2 1 3 0", "7 1 3 0"]
    assert usual_papers(lines, 3) == {(1, 3): 11, (2,): 25}


@pytest.mark.parametrize(
    "line",
    ["", "1 1", "0", "1 0", "0 1 0", "00 1 0",
     "1 02 0", "1 4 0", "1 25 0", "1 1 1 0", "1 1 0 2 0", "1 - 2 0", "1 1=2 0", "x 1 0",
     "1 2f 0", "1 f 0", "1 0f 0", "1 123 0", "1  123 0", "1  2 0", " 1 2 0", "+1 2 0", "1_0 2 0", "1 ١ 0",
     "1 1 0 # one", " ", "1234567890 1 0", "1 1 0 ", "1 1\t0"],
)  # fmt: skip
def test_an_unusual_line_is_left_alone(line: str) -> None:
    assert usual_papers(["3 2 1 0", line], 3) is None


def test_as_many_candidates_as_two_digits_name() -> None:
    every = tuple(range(1, 100))
    assert usual_papers([f"1 {' '.join(map(str, every))} 0", "123456789 99 0"], 99) == {every: 1, (99,): 123456789}
    assert usual_papers(["1 100 0"], 100) is None


def test_more_lines_than_are_read_at_once() -> None:
    lines = [f"{number + 1} 1 0" for number in range(20_001)] + ["1 2 1 0"] * 3
    assert usual_papers(lines, 2) == {(1,): sum(range(20_002)), (2, 1): 3}
    assert usual_papers([*lines, "1 3 0"], 2) is None


@unhurried
@given(st.lists(st.text("0123 4-=\tf", max_size=9), max_size=6), st.sampled_from([Rule.SCOTTISH, Rule.APPROVAL]))
def test_both_ways_of_reading_agree(lines: list[str], rule: Rule) -> None:
    """A comment on one line has all of them read one by one."""
    head, end = "4 2\n", "\n0\n"
    papers = "\n".join(["1 2 3 0", *(line for line in lines if line.strip() != "0")])

    def read(text: str) -> object:
        try:
            found = read_blt(text.encode(), rule)
        except BallotFileFault as wrong:
            return wrong.line, wrong.fault
        return found.papers, found.spoilt

    assert read(f"{head}{papers}{end}") == read(f"{head}{papers} # one by one{end}")
