"""Ballot files: the usual ones, the unusual ones, and one sentence with line and fault for the broken ones."""

import pytest

from coopdesk.domain.elections.ballots import Spoilt
from coopdesk.domain.elections.blt import BallotFileFault, read_blt
from coopdesk.domain.elections.canonical import blt_text
from coopdesk.domain.elections.record import Rule

GOOD = '3 2\n-2\n4 1 3 0\n2 3 0\n4 1 3 0\n0\n"Ann Oak"\n"Bo Ash"\n"Dot ""Dee"" Elm"\n"Board 2026"\n'


def test_a_whole_file() -> None:
    ballots = read_blt(GOOD.encode())
    assert (ballots.candidates, ballots.places, ballots.withdrawn) == (3, 2, frozenset([2]))
    assert ballots.papers == {(1, 3): 8, (3,): 2}
    assert ballots.names == ("Ann Oak", "Bo Ash", 'Dot "Dee" Elm')
    assert ballots.title == "Board 2026"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_encoding_and_line_ending(encoding: str, ending: str) -> None:
    text = '2 1\n3 1 2 0\n0\n"Siân"\n"José"\n"Élection"\n'.replace("\n", ending)
    ballots = read_blt(text.encode(encoding))
    assert ballots.names == ("Siân", "José")
    assert ballots.papers == {(1, 2): 3}


def test_spaces_tabs_comments_empty_lines_and_no_last_line_end() -> None:
    text = '# Board\n\n 2   1 # two, one\n-2\n\t4\t1 0\n\n 3 1  2 0 # three\n0 # end\n"A # 1"\n"B"\n""'
    ballots = read_blt(text.encode())
    assert ballots.papers == {(1,): 4, (1, 2): 3}
    assert (ballots.names, ballots.title, ballots.withdrawn) == (("A # 1", "B"), "", frozenset([2]))


def test_a_number_given_twice_or_left_out_ends_a_paper_of_preferences() -> None:
    text = "4 1\n1 1 2=3 4 0\n2 2 - 3 0\n3 1=2 3 0\n4 - 1 0\n5 0\n6 - 0\n0\n"
    ballots = read_blt(text.encode())
    assert ballots.papers == {(1,): 1, (2,): 2}
    assert ballots.spoilt == {Spoilt.NO_CLEAR_FIRST: 7, Spoilt.BLANK: 11}


def test_a_paper_of_crosses_counts_everybody_named_in_any_order() -> None:
    ballots = read_blt(b"4 2\n1 4=2 0\n2 2 4 0\n3 - 1 0\n0\n", Rule.APPROVAL)
    assert ballots.papers == {(2, 4): 3, (1,): 3}


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("", 1, "the file is empty"),
        ("\n\n", 1, "the file is empty"),
        ("3\n", 1, "number of candidates and of places"),
        ("three 2\n", 1, "number of candidates and of places"),
        ("0 2\n", 1, "1 to 1000 candidates, not 0"),
        ("99999 2\n", 1, "1 to 1000 candidates, not 99999"),
        ("3 0\n", 1, "1 to 1000 places, not 0"),
        ("3 2\n-4\n0\n", 2, "“-4” does not withdraw one of the 3"),
        ("3 2\n-x\n0\n", 2, "“-x” does not withdraw"),
        ("3 2\n1 1 4 0\n0\n", 2, "there is no candidate 4"),
        ("3 2\n1 1 0 2 0\n0\n", 2, "there is no candidate 0"),
        ("3 2\n1 1 0\n1 2 2 0\n0\n", 3, "candidate 2 is named twice"),
        ("3 2\n1 1=2 1 0\n0\n", 2, "candidate 1 is named twice"),
        ("3 2\n1 1 2\n0\n", 2, "does not end with a 0"),
        ("3 2\n7\n0\n", 2, "does not end with a 0"),
        ("3 2\nx 1 0\n0\n", 2, "“x” is not a number of papers"),
        ("3 2\n1.5 1 0\n0\n", 2, "“1.5” is not a number of papers"),
        ("3 2\n2 1 x 0\n0\n", 2, "“x” is not a candidate's number"),
        ("3 2\n2 1 ٣ 0\n0\n", 2, "is not a candidate's number"),
        ("3 2\n0 1 0\n0\n", 2, "0 is not a number of papers that can be"),
        ("3 2\n99999999999 1 0\n0\n", 2, "99999999999 is not a number of papers that can be"),
        ("3 2\n" + "9" * 5000 + " 1 0\n0\n", 2, "is not a number of papers"),
        ("3 2\n1 1 0\n", 3, "the papers never end"),
        ('3 2\n1 1 0\n"A"\n"B"\n"C"\n"T"\n', 3, "a name stands where papers should end"),
        ('3 2\n0\n"A"\n"B"\n"T"\n', 5, "3 names and a title should follow the papers, and 3 lines do"),
        ('1 2\n0\n"A"\n"B"\n"C"\n"D"\n"E"\n', 7, "and 5 lines do"),
        ("3 2\n0\nAnn\n", 3, "“Ann” should be a name in quotation marks"),
        ('3 2\n0\n"Ann\n', 3, "should be a name in quotation marks"),
    ],
)
def test_a_broken_file_is_refused_with_line_and_fault(text: str, line: int, fault: str) -> None:
    with pytest.raises(BallotFileFault) as no:
        read_blt(text.encode())
    assert (no.value.line, fault in no.value.fault) == (line, True), str(no.value)
    assert str(no.value).startswith(f"The ballot file cannot be counted. Line {line}: ")


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"2 1\n1 1 0\n" + b"\0" * 5, b"\xff\xfe\x00", b"\xfe\xff\xd8"]
)
def test_what_is_not_text_is_refused(data: bytes) -> None:
    with pytest.raises(BallotFileFault):
        read_blt(data)


def test_a_title_may_stand_without_quotation_marks_as_in_the_published_scottish_files() -> None:
    text = (
        '2 1\n3 1 2 0\n0\n"Jérémie FERNANDES ""Scottish National Party (SNP)"""\n"Ann Oak"\nWard 6 - Elgin City North'
    )
    ballots = read_blt(text.encode())
    assert ballots.names == ('Jérémie FERNANDES "Scottish National Party (SNP)"', "Ann Oak")
    assert ballots.title == "Ward 6 - Elgin City North"


def test_a_file_without_names_numbers_its_candidates() -> None:
    ballots = read_blt(b"2 1\n1 2 0\n0\n")
    assert (ballots.name(1), ballots.title) == ("Candidate 1", "")


def test_what_is_written_reads_back_the_same() -> None:
    ballots = read_blt(GOOD.encode())
    again = read_blt(blt_text(ballots).encode())
    assert again == ballots


def test_a_yes_or_no_to_each() -> None:
    papers = "2 1 -2 0\n1 -2 1 0\n3 -1 0\n"
    for ending in ("", "1 - 0\n"):
        ballots = read_blt(f"2 2\n{papers}{ending}0\n".encode(), Rule.CONFIRM)
        assert ballots.papers == {(1, -2): 3, (-1,): 3}
    for wrong, fault in (("1 1 -1 0", "candidate 1 is named twice"), ("1 -3 0", "there is no candidate 3")):
        with pytest.raises(BallotFileFault, match=fault):
            read_blt(f"2 2\n{wrong}\n0\n".encode(), Rule.CONFIRM)
    with pytest.raises(BallotFileFault, match="is not a candidate's number"):
        read_blt(b"2 2\n1 1 -2 0\n0\n", Rule.BLOCK)
