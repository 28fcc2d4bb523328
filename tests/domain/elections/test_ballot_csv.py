"""Preference files from a spreadsheet: a heading of candidates, a row for each paper."""

import pytest

from coopdesk.domain.elections.ballot_csv import read_ballot_csv, says_places
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


@pytest.mark.parametrize(
    "heading",
    ["Choice 1,Choice 2,Choice 3,Papers", "1st preference,2nd preference,3rd preference,papers",
     "Rank1,Rank2,Rank3,count", "First choice,Second choice,Third choice,papers", "1,2,3,Papers"],
)  # fmt: skip
def test_columns_by_choice_hold_names(heading: str) -> None:
    rows = ["Bo Ash,ann oak,Dot,4", "Ann Oak,,Dot,2", "Dot,,,1", ",Dot,,3", ",,,5", ""]
    for order in (rows, rows[::-1]):
        ballots = read_ballot_csv("\n".join([heading, *order]).encode(), 1)
        assert ballots.names == ("ann oak", "Bo Ash", "Dot")
        assert ballots.papers == {(2, 1, 3): 4, (1,): 2, (3,): 1}
        assert ballots.spoilt == {Spoilt.NO_CLEAR_FIRST: 3, Spoilt.BLANK: 5}


def test_columns_by_choice_hold_numbers_where_they_say_so() -> None:
    ballots = read_ballot_csv(b"Ballot ID,Choice 1,Choice 2\nA7,3,1\nA8,1,\n", 1)
    assert (ballots.candidates, ballots.papers) == (3, {(3, 1): 1, (1,): 1})
    assert read_ballot_csv(b"Choice 1,Choice 2\n3,\n,3\n2,3\n", 2, Rule.APPROVAL).papers == {(3,): 2, (2, 3): 1}


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("1,2\n2,1\n", 1, "may be candidates or choices"),
        ("Choice 1,Choice 2\n2,1\n3,3\n", 3, "chosen twice"),
        ("Choice 1,Choice 2\n2,0\n", 2, "“0” is not a candidate's number"),
        ("Choice 1,Choice 2,count\nA,B,0\n", 2, "“0” is not a number of papers"),
        ("Choice 1,Choice 2,count\nA,B\n", 2, "“” is not a number of papers"),
    ],
)
def test_a_broken_file_of_choices_is_refused(text: str, line: int, fault: str) -> None:
    with pytest.raises(BallotFileFault) as no:
        read_ballot_csv(text.encode(), 1)
    assert (no.value.line, fault in no.value.fault) == (line, True), str(no.value)


def test_headings_that_end_in_numbers_are_candidates() -> None:
    assert read_ballot_csv(b"Candidate 1,Candidate 2\n2,1\n", 1).papers == {(2, 1): 1}


def test_a_scottish_ward_with_commas_says_its_places() -> None:
    text = "3,2,\n4,1,3,\n5,2,\n"
    text += (
        '"Candidate 1","Ann Oak","Labour (Lab)",\n"Candidate 2","Bo Ash","Ind",\n"Candidate 3","Dot","",\n"Ward, 1",'
    )
    assert says_places(text.encode())
    ballots = read_ballot_csv(text.encode(), 1)
    assert (ballots.places, ballots.papers) == (2, {(1, 3): 4, (2,): 5})
    assert (ballots.names, ballots.title) == (("Ann Oak, Labour (Lab)", "Bo Ash, Ind", "Dot"), "Ward, 1")
    with pytest.raises(BallotFileFault, match=r"Line 3: there is no candidate 4"):
        read_ballot_csv(text.replace("5,2,", "5,4,").encode(), 1)
    assert not says_places(b"Ann,Bo\n1,2\n")
