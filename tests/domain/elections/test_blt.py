"""Ballot files: the usual ones, the unusual ones, and one sentence with line and fault for the broken ones."""

from contextlib import suppress

import pytest

from coopdesk.domain.elections.ballot_text import BallotFileFault
from coopdesk.domain.elections.ballots import Spoilt
from coopdesk.domain.elections.blt import read_blt
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
        ("3 2\n1 1 0 2 0\n0\n", 2, "a 0 ends a paper, and “2 0” follows it"),
        ("3 2\n1 1 0\n1 2 2 0\n0\n", 3, "candidate 2 is named twice"),
        ("3 2\n1 1=2 1 0\n0\n", 2, "candidate 1 is named twice"),
        ("3 2\n1 1 2\n0\n", 2, "does not end with a 0"),
        ("3 2\n7\n0\n", 2, "does not end with a 0"),
        ("3 2\nx 1 0\n0\n", 2, "“x” is not a number of papers"),
        ("3 2\n1.5 1 0\n0\n", 2, "“1.5” is not a number of papers"),
        ("3 2\n2 1 x 0\n0\n", 2, "“x” is not a candidate's number"),
        ("3 2\n2 1 ٣ 0\n0\n", 2, "is not a candidate's number"),
        ("3 2\n0 1 0\n0\n", 2, "a 0 ends the papers, and more numbers follow it on the line"),
        ("3 2\n00 1 0\n0\n", 2, "0 is not a number of papers that can be"),
        ("3 2\n99999999999 1 0\n0\n", 2, "99999999999 is not a number of papers that can be"),
        ("3 2\n" + "9" * 5000 + " 1 0\n0\n", 2, "is not a number of papers"),
        ("3 2\n1 1 0\n", 3, "the papers never end"),
        ('3 2\n1 1 0\n"A"\n"B"\n"C"\n"T"\n', 3, "a name stands where papers should end"),
        ('3 2\n0\n"A"\n"T"\n', 4, "3 names and a title should follow the papers, and 2 lines do"),
        ('1 2\n0\n"A"\n"B"\n"C"\n"D"\n"E"\n', 7, "1 name and a title should follow the papers, and 5 lines do"),
        ("3 2\n0\nAnn\n", 3, "and 1 line does"),
        ('3 2\n0\n"Ann\n', 3, "“\"Ann” is not a candidate's name"),
        ("3 2\n1 1 0\n0\n2 3 0\n2 1 0\n0\n", 4, "“2 3 0” is not a candidate's name"),
        ("3 2\n1 1 0 0 2 3 0\n0\n", 2, "a 0 ends the papers, and more numbers follow"),
        ("3 2 1\n1 1 0\n0\n", 1, "number of candidates and of places"),
        ("3 2\n1 1 2\n2 3 0\n0\n", 2, "does not end with a 0"),
        ("3 2\n 1 1 2\n 2 3 0\n0\n", 2, "does not end with a 0"),
        ("3 2\n1 2 0 1 3 0\n1 1\n" + "2\n" * 9, 3, "does not end with a 0"),
        ("3 2\n(A) 2 1 0\n0\n", 2, "behind a paper's own mark in brackets should stand a 1"),
        ("3 2\n[undeclared 3]\n1 1 0\n0\n", 2, "“[undeclared 3]” asks for something that is not known here"),
        ("3 2\n[nick a b]\n1 a 0\n0\n", 2, "each of the 3 candidates a short name"),
        ("3 2\n[nick a b b]\n1 a 0\n0\n", 2, "each of the 3 candidates a short name"),
        ("3 2\n[nick a b 3]\n1 a 0\n0\n", 2, "each of the 3 candidates a short name"),
        ("3 2\n[withdrawn 4]\n1 1 0\n0\n", 2, "“4” does not withdraw one of the 3"),
        ("3 2\n[nick a b c]\n1 d 0\n0\n", 3, "“d” is not a candidate's number"),
        ("3 2\n1 1 (2 2) 0\n0\n", 2, "candidate 2 is named twice"),
        ("3 2\n1 1 () 0\n0\n", 2, "“()” is not a candidate's number"),
        ("3 2\n/* one\n*/ 1 4 0\n0\n", 3, "there is no candidate 4"),
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


PAPERS = {(1, 3, 4): 3, (4, 1, 3): 2, (2,): 1}
ENDING = '0\n"Adam"\n"Basil"\n"Charlotte"\n"Donald"\n"Title"\n'


@pytest.mark.parametrize(
    "text",
    [
        "4 2\n3 1 3 4 0\n2 4 1 3 0\n1 2 0\n",
        "4 2\n3 1 3 4 0 2 4 1 3 0\n1 2 0\n",
        "4 2\n3 1 3 4 0 2 4\n1\n3 0 1 2 0\n",
        "4 2\n3 1\n   3 4 0\n2 4 1 3 0\n1 2 0\n",
        "4 2 3 1 3 4 0 2 4 1 3 0 1 2 0\n",
        "4,2,\n3,1,3,4,0,\n2,4,1,3,0,\n1,2,0,,,\n,,,\n",
        "4 2\n\t3\t1 3 4 0 \n\n2 4 1 3 0\n1 2 0\n",
        "4 2\n(7) 1 2 0\n(8) 1 4 1 3 0\n(No. 9) 1 4 1 3 0\n(a) 1 1 3 4 0\n(b) 1 1 3 4 0\n(c) 1 1 3 4 0\n",
        "4 2\n[nick a b c d]\n[tie d c b a]\n[droop rule=meek]\n3 a c d 0\n2 d a c 0\n1 b 0\n",
        "4 2 /* places\n*/\n3 1 3 4 0 /* 2 2 0 */\n2 4 1 3 0\n1 2 0\n",
        "4 2\n3 1 3 4 0\n2 4 1 3 0\n1 2 ( 1 3 ) 4 0\n",
        "4 2\n3 1 3 4 0\n2 4 1 3 0\n1 2 1 = 3 4 0\n",
    ],
)
def test_every_dialect_says_the_same(text: str) -> None:
    ballots = read_blt((text + ENDING).encode())
    assert ballots.papers == PAPERS
    assert (ballots.candidates, ballots.places) == (4, 2)
    assert (ballots.names, ballots.title) == (("Adam", "Basil", "Charlotte", "Donald"), "Title")


def test_a_file_without_line_ends() -> None:
    text = '4 2 -2 -4 3 1 3 4 0 2 4 1 3 0 1 2 0 0 "Adam, A" "Basil" "Charlotte" "Donald" "Title"'
    for data in (text, text.replace(" 0 0 ", " 0\n0\n"), text.replace("-4 ", "-4\n")):
        ballots = read_blt(data.encode())
        assert (ballots.papers, ballots.withdrawn) == (PAPERS, frozenset([2, 4]))
        assert (ballots.names[0], ballots.title) == ("Adam, A", "Title")
    marked = read_blt(b"4 2\n[nick a b c d]\n[withdrawn b 4]\n1 b 0\n0\n")
    assert marked.withdrawn == frozenset([2, 4])


@pytest.mark.parametrize(
    ("lines", "names", "title"),
    [
        (["Ann OAK (Lab)", "Bo O'ASH (Ind)", "Ward 1 Annick"], ("Ann OAK (Lab)", "Bo O'ASH (Ind)"), "Ward 1 Annick"),
        (['"Ann OAK" "Labour"', '"Bo ASH" "Ind",', '"Ward, 1",'], ("Ann OAK, Labour", "Bo ASH, Ind"), "Ward, 1"),
        (
            ['"""Ann OAK"" ""Labour"" "', '"""Bo ASH"" ""Ind"" "', '"""Ward 1"" "'],
            ("Ann OAK, Labour", "Bo ASH, Ind"),
            "Ward 1",
        ),
        (["# ALTERNATIVE NAME 1: Ann (Con)", "# Alternative name 2: Bo Ash", "Ward"], ("Ann (Con)", "Bo Ash"), "Ward"),
        (['"Ann "Nan" Oak"', '"Bo \\"B\\" Ash"', '""'], ('Ann "Nan" Oak', 'Bo "B" Ash'), ""),
        (['Ann "Nan" Oak', "Bo", '"T"', '"Source"', '"Remark"'], ('Ann "Nan" Oak', "Bo"), "T"),
        (['"Ann"', '"Bo"'], ("Ann", "Bo"), ""),
        (['"Ann" "Bo" "T"'], ("Ann", "Bo"), "T"),
        (["“Ann”", "Siân"], ("“Ann”", "Siân"), ""),
    ],
)  # fmt: skip
def test_names_in_every_form_in_which_they_are_found(lines: list[str], names: tuple[str, ...], title: str) -> None:
    ballots = read_blt("\n".join(["2 1", "3 1 2 0", "0", *lines]).encode())
    assert (ballots.names, ballots.title) == (names, title)


@pytest.mark.parametrize(
    "text",
    ['2 1\n1 1 0\n0\n' + '"' * 200_001 + 'x\n"B"\n', "2 1 " + "-1 " * 200_000, "2 1\n" + "/* " * 200_000,
     "2 1\n" + "1 1 0 " * 100_000 + "\n0\n", "2 1\n1 1 0 1 2 0\n" + "1\n" * 200_000, "2 1\n1 " + "(1 " * 200_000],
    ids=["quotes", "withdrawn", "remarks", "one line", "no ends", "brackets"],
)  # fmt: skip
def test_a_file_made_to_take_for_ever_does_not(text: str) -> None:
    """Each took hours, or memory without end, where a line was looked at again from every place in it."""
    with suppress(BallotFileFault):
        read_blt(text.encode())


def test_lines_that_people_typed_hold_one_paper_each() -> None:
    for typed in ("1 1 0 1 2 0", "1 1\n   2 0"):
        assert read_blt(f"2 1\n{typed}\n0\n".encode()).valid
        with pytest.raises(BallotFileFault):
            read_blt(f"2 1\n{typed}\n0\n".encode(), one_a_line=True)


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
