"""Declaration and ballot slips, read back from the finished file as a member or a teller reads them."""

from dataclasses import replace
from itertools import cycle, islice

import pytest

from coopdesk.documents.ballot_slips import SlipTooLong, print_slips
from coopdesk.documents.declaration import print_declaration
from coopdesk.documents.faces import CannotDraw
from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.counting import count
from coopdesk.domain.elections.lots import Lots, NoLots, Seeded
from coopdesk.domain.elections.record import Rule
from coopdesk.services.papers.ballot_slips import SlipView
from coopdesk.services.papers.declaration import DeclarationView, trail_view
from tests.documents.contests import BALLOTS, NAMES
from tests.documents.gatherings import HEADING
from tests.documents.lint import lint
from tests.documents.meetings import at
from tests.documents.reading import codes, overlaps, page_texts, whole_text
from tests.documents.societies import UNDRAWABLE

SLIPS = SlipView(
    heading=HEADING,
    title="Election of directors",
    constituency="",
    places="There are 3 places.",
    how="Write 1 in the box beside your first choice, 2 beside your second, and so on.",
    warning="Do not use crosses.",
    names=tuple((name, "Treasurer since 2021" if name.startswith("Dot") else "") for name in NAMES),
    codes=("CDB1:ABCDEFGHJKLMNPQR", "CDB1:BBCDEFGHJKLMNPQR", "CDB1:CBCDEFGHJKLMNPQR"),
)


def _view(rule: Rule = Rule.SCOTTISH, ballots: Ballots = BALLOTS, lots: Lots | None = None) -> DeclarationView:
    counted = count(ballots, rule, lots or Seeded("dice", "board"))
    return trail_view(counted, ballots, at(20, 52), "board.blt", "coopdesk 1.0")


@pytest.mark.parametrize("rule", [Rule.SCOTTISH, Rule.ERS97, Rule.MEEK, Rule.BLOCK, Rule.APPROVAL])
def test_the_trail_passes_the_lint_and_nothing_runs_into_anything_else(rule: Rule) -> None:
    paper = print_declaration(_view(rule))
    assert lint(paper.data) == []
    assert overlaps(paper.data) == []
    assert paper.pages == len(page_texts(paper.data))
    assert print_declaration(_view(rule)).data == paper.data


def test_the_trail_says_who_in_what_order_with_the_arithmetic_and_a_sentence_for_each_stage() -> None:
    view = _view()
    said = whole_text(print_declaration(view).data).replace("\n", " ")
    for each in view.elected:
        assert each.name in said
        assert f"at stage {each.stage}" in said
    assert "Quota: 122 ÷ (3 + 1) = 30.5; whole part, plus 1, is 31." in said
    assert "Spoilt: 3 no clear first choice." in said
    assert said.count("122.00000") >= len(view.counted.stages)
    for number in range(1, len(view.sentences) + 1):
        assert f"Stage {number}" in said
    assert all(" ".join(sentence.split()[:4]) in said for sentence in view.sentences)
    assert "SSI 2007/42" in said
    assert view.count_digest[:4] in said


def test_a_count_with_many_stages_goes_on_with_the_candidates_repeated() -> None:
    papers = {(each, *range(1, each)): 20 + each for each in range(1, 16)}
    many = Ballots(15, 2, papers, tuple(f"Candidate of number {number}" for number in range(1, 16)), "Council")
    paper = print_declaration(_view(Rule.SCOTTISH, many))
    assert lint(paper.data) == []
    assert overlaps(paper.data) == []
    assert len([page for page in page_texts(paper.data) if "Candidate of number 15" in page]) > 1
    assert paper.pages > 2


def test_a_count_that_needs_a_lot_says_so_and_declares_nobody() -> None:
    tied = Ballots(2, 1, {(1,): 5, (2,): 5}, ("Ann Oak", "Bo Ash"), "Board")
    said = whole_text(print_declaration(_view(Rule.BLOCK, tied, NoLots())).data).replace("\n", " ")
    assert "Elected so far" in said
    assert "Ann Oak and Bo Ash cannot be told apart by the rule" in said


def test_thirty_three_candidates_still_stand_on_the_sheet() -> None:
    crowd = Ballots(
        33, 3, {(each,): 40 - each for each in range(1, 34)}, tuple(f"Person {n}" for n in range(33)), "Big"
    )
    paper = print_declaration(_view(Rule.BLOCK, crowd))
    assert lint(paper.data) == []
    assert overlaps(paper.data) == []


def test_two_slips_stand_on_a_sheet_and_every_code_is_read() -> None:
    paper = print_slips(SLIPS)
    assert lint(paper.data) == []
    assert overlaps(paper.data) == []
    assert paper.pages == 2
    assert sorted(codes(paper.data, 0) + codes(paper.data, 1)) == sorted(SLIPS.codes)


def test_a_slip_says_how_to_vote_and_shows_no_number_that_could_be_sold() -> None:
    said = page_texts(print_slips(replace(SLIPS, codes=SLIPS.codes[:1])).data)[0]
    for words in (
        "Election of directors",
        "There are 3 places.",
        "Do not sign this paper.",
        "Siân Ŵyn Parry",
        "Secret",
    ):
        assert words in said
    assert "ABCDEFGH" not in said
    assert "Treasurer since 2021" in said


def _long_names(many: int) -> tuple[tuple[str, str], ...]:
    return tuple((f"{name} of the Upper Calder Valley", "") for name in islice(cycle(NAMES), many))


@pytest.mark.parametrize(("names", "sheets"), [(13, 2), (14, 3), (25, 3)])
def test_more_names_than_half_a_sheet_takes_have_a_whole_one(names: int, sheets: int) -> None:
    paper = print_slips(replace(SLIPS, names=_long_names(names)))
    assert overlaps(paper.data) == []
    assert lint(paper.data) == []
    assert paper.pages == sheets


@pytest.mark.parametrize(("names", "last"), [(10, "10th"), (11, "11th"), (18, "18th")])
@pytest.mark.parametrize("large", [False, True])
def test_a_grid_takes_names_however_long(names: int, last: str, large: bool) -> None:
    paper = print_slips(replace(SLIPS, names=_long_names(names), form="grid", codes=SLIPS.codes[:1]), large=large)
    assert overlaps(paper.data) == []
    assert lint(paper.data) == []
    assert last in page_texts(paper.data)[0]


def test_what_no_sheet_takes_is_refused_with_what_to_do() -> None:
    with pytest.raises(SlipTooLong, match="26 names do not fit on a sheet of A4"):
        print_slips(replace(SLIPS, names=_long_names(26)))
    with pytest.raises(SlipTooLong, match="use slips with one box for each name"):
        print_slips(replace(SLIPS, names=_long_names(19), form="grid"))


def test_names_in_other_scripts_stand_on_slips() -> None:
    names = (("Ελένη Παπαδοπούλου", ""), ("Олена Шевченко", ""), ("محمد الأحمد", ""), ("Nguyễn Thị Minh", ""))
    for form in ("boxes", "grid", "yes-no"):
        paper = print_slips(replace(SLIPS, names=names, form=form))
        assert lint(paper.data) == []
        assert overlaps(paper.data) == []


def test_a_name_no_font_can_draw_stops_the_paper() -> None:
    with pytest.raises(CannotDraw):
        print_slips(replace(SLIPS, names=((UNDRAWABLE, ""), ("Ann Oak", ""))))
    with pytest.raises(CannotDraw):
        print_declaration(_view(ballots=replace(BALLOTS, names=(UNDRAWABLE, *NAMES[1:]))))
