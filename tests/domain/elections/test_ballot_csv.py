"""Preference files from a spreadsheet: a heading of candidates, a row for each paper."""

import pytest

from coopdesk.domain.elections.ballot_csv import read_ballot_csv
from coopdesk.domain.elections.ballot_text import BallotFileFault
from coopdesk.domain.elections.ballots import Spoilt
from coopdesk.domain.elections.record import Rule


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_rows_of_numbers_are_read_as_papers_are(delimiter: str) -> None:
    rows = ["Ann,Bo,Dot", "1,2,3", "1,2,2", "2,1,", "1,1,", ",,", "", "1,2,3"]
    text = "\n".join(rows).replace(",", delimiter)
    ballots = read_ballot_csv(text.encode(), 2)
    assert (ballots.candidates, ballots.places, ballots.names) == (3, 2, ("Ann", "Bo", "Dot"))
    assert ballots.papers == {(1, 2, 3): 2, (1,): 1, (2, 1): 1}
    assert ballots.spoilt == {Spoilt.NO_CLEAR_FIRST: 1, Spoilt.BLANK: 1}


def test_a_last_column_may_count_the_papers() -> None:
    ballots = read_ballot_csv(b"Ann,Bo,Papers\n1,2,40\n,1,3\n", 1)
    assert ballots.papers == {(1, 2): 40, (2,): 3}


def test_crosses() -> None:
    ballots = read_ballot_csv("Ann,Bo,Dot\nx,,X\n1,,\n,✓,\n".encode(), 2, Rule.APPROVAL)
    assert ballots.papers == {(1, 3): 1, (1,): 1, (2,): 1}


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("", 1, "should name the candidates"),
        ("Ann,,Dot\n", 1, "each in its own column"),
        ("Ann,ann\n", 1, "two columns name the same candidate"),
        ("Ann,Bo\n1,2\n1,2,3\n", 3, "it has 3 columns and the heading has 2"),
        ("Ann,Bo\n1,first\n", 2, "“first” is not a preference"),
        ("Ann,Bo\n1,-2\n", 2, "“-2” is not a preference"),
        ("Ann,Bo,papers\n1,2,many\n", 2, "“many” is not a number of papers"),
        ("Ann,Bo,papers\n1,2\n", 2, "it has 2 columns"),
        ('Ann,Bo\n1,"2\n', 2, "quotation mark"),
    ],
)
def test_a_broken_file_is_refused_with_line_and_fault(text: str, line: int, fault: str) -> None:
    with pytest.raises(BallotFileFault) as no:
        read_ballot_csv(text.encode(), 1)
    assert (no.value.line, fault in no.value.fault) == (line, True), str(no.value)


def test_a_yes_and_a_no() -> None:
    ballots = read_ballot_csv(b"Ann,Bo\nyes,no\nY,\n,\nno,N\n", 2, Rule.CONFIRM)
    assert ballots.papers == {(1, -2): 1, (1,): 1, (-1, -2): 1}
    assert ballots.spoilt == {Spoilt.BLANK: 1}
    with pytest.raises(BallotFileFault, match="neither yes nor no"):
        read_ballot_csv(b"Ann,Bo\nperhaps,no\n", 2, Rule.CONFIRM)
