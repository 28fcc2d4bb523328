"""What the wall tells of an election, read from a real society file at each of its steps."""

from collections.abc import Callable

import pytest

from coopdesk.services.contest_slides import ContestSlide, ElectedSlide, NamesSlide, StageSlide
from coopdesk.services.election_counts import CountElection, DeclareElection
from coopdesk.services.election_slides import election_slide
from coopdesk.services.election_slips import ChooseSlipForm
from coopdesk.services.elections import AddElection, OpenElection
from coopdesk.services.room import meeting_by_id
from coopdesk.storage.store import Reader
from tests.conftest import DeskAtHand
from tests.services.elections import called, closed, counted, opened

PAPERS = ("1 2", "1 2", "1 3", "1", "2 1", "2", "3 2", "4 3")


def _slide(step: int | None) -> Callable[[Reader], ContestSlide]:
    def read(reader: Reader) -> ContestSlide:
        return election_slide(reader, meeting_by_id(reader, 1), 1, step)  # type: ignore[arg-type]

    return read


def _stage(desk: DeskAtHand, step: int) -> StageSlide:
    slide = desk.ask(_slide(step))
    assert isinstance(slide, StageSlide)
    return slide


def _names(desk: DeskAtHand, step: int | None = None) -> NamesSlide:
    slide = desk.ask(_slide(step))
    assert isinstance(slide, NamesSlide)
    return slide


def test_nominations_show_who_stands_and_that_more_may(quorate: DeskAtHand) -> None:
    called(quorate)
    slide = _names(quorate)
    assert slide.title == "2 places, 4 candidates"
    assert "nominations are open" in slide.heading
    assert "returning officer" in slide.says
    assert [each.number for each in slide.names] == ["", "", "", ""]


def test_an_open_ballot_shows_the_names_as_on_the_paper_and_how_to_vote(quorate: DeskAtHand) -> None:
    opened(quorate, voters=3)
    slide = _names(quorate)
    assert [each.number for each in slide.names] == ["1", "2", "3", "4"]
    assert "Write 1 beside your first choice" in slide.says
    assert "3 have had a paper" in slide.footer
    assert slide.steps == 0


def test_the_wall_says_how_to_mark_the_slip_that_the_voter_holds(quorate: DeskAtHand) -> None:
    opened(quorate)
    quorate.perform(ChooseSlipForm(1, 1, "grid"))
    says = _names(quorate).says
    assert "cross under 1st beside your first choice" in says
    assert "Write 1" not in says


def test_a_yes_or_no_is_explained_as_its_slip_has_it(quorate: DeskAtHand) -> None:
    called(quorate, places=4, confirm=True)
    quorate.perform(OpenElection(1, 1))
    assert "a cross under Yes or under No" in _names(quorate).says


@pytest.mark.parametrize(
    ("rule", "exactly", "says"),
    [("block", False, "up to 2 names"), ("block", True, "exactly 2 names"), ("approval", False, "As many as you like")],
)
def test_crosses_are_explained_as_the_rule_has_them(quorate: DeskAtHand, rule: str, exactly: bool, says: str) -> None:
    opened(quorate, rule=rule, exactly=exactly)
    assert says in _names(quorate).says


def test_a_count_begins_at_its_first_stage_and_can_be_stepped_to_its_last(quorate: DeskAtHand) -> None:
    counted(quorate, *PAPERS)
    first = quorate.ask(_slide(None))
    assert isinstance(first, StageSlide)
    assert first.step == 1
    assert first.title.startswith("8 first choices are counted")
    assert first.quota_words == "quota 3"
    assert "8 valid papers ÷ 3, whole part, plus 1 = 3" in first.footer
    last = _stage(quorate, first.steps)
    assert last.filled == "2 of 2 places filled"
    assert quorate.ask(_slide(99)) == last, "who is elected comes when the chair has declared it"
    assert isinstance(quorate.ask(_slide(0)), NamesSlide)


def test_a_stage_tells_the_elected_those_in_and_those_out_by_words(quorate: DeskAtHand) -> None:
    counted(quorate, *PAPERS)
    second = _stage(quorate, 2)
    assert second.lines[0].standing == "elected"
    assert second.lines[0].word == "Elected"
    assert second.lines[0].below.startswith("stage 1")
    arrived = [line for line in second.lines if line.arriving]
    assert arrived
    assert all(line.word.startswith("+") or line.below.startswith("now, +") for line in arrived)
    assert second.arriving_words
    last = _stage(quorate, second.steps)
    assert [line.standing for line in last.lines] == sorted(
        (line.standing for line in last.lines), key=["elected", "running", "out"].index
    )


def test_bars_keep_their_scale_from_stage_to_stage(quorate: DeskAtHand) -> None:
    counted(quorate, *PAPERS)
    slides = [_stage(quorate, step) for step in range(1, _stage(quorate, 1).steps + 1)]
    assert len({slide.full for slide in slides}) == 1
    assert all(line.votes <= slide.full for slide in slides for line in slide.lines)
    assert slides[0].quota < slides[0].full


def test_a_count_that_stopped_says_between_whom_the_lot_is_drawn(quorate: DeskAtHand) -> None:
    counted(quorate, "1", "2", "3")
    slide = _names(quorate, 99)
    assert slide.lot
    assert slide.title == "A lot must decide who goes out"
    assert len(slide.names) >= 2
    assert "before everybody" in slide.says


def test_a_lot_that_was_drawn_is_told_at_its_stage(quorate: DeskAtHand) -> None:
    counted(quorate, "1", "2", "3", "1", "2", "3")
    quorate.perform(CountElection(meeting=1, number=1, seed="dice 4 2"))
    slides = [_stage(quorate, step) for step in range(1, _stage(quorate, 1).steps + 1)]
    assert any("by lot" in slide.remark for slide in slides)


def test_a_declared_election_shows_who_is_elected_in_order_and_until_when(quorate: DeskAtHand) -> None:
    counted(quorate, *PAPERS, term="the 2029 AGM")
    quorate.perform(DeclareElection(1, 1))
    slide = quorate.ask(_slide(None))
    assert isinstance(slide, ElectedSlide)
    assert [each.number for each in slide.names] == ["1", "2"]
    assert all("until the 2029 AGM" in each.below for each in slide.names)
    assert "8 valid papers, 0 spoilt" in slide.says
    assert _stage(quorate, 1).step == 1, "its count can still be told"


def test_places_nobody_stood_for_stay_vacant_on_the_wall(quorate: DeskAtHand) -> None:
    called(quorate, places=6)
    quorate.perform(OpenElection(1, 1))
    assert "nobody has to vote" in _names(quorate).says
    quorate.perform(DeclareElection(1, 1))
    slide = quorate.ask(_slide(None))
    assert isinstance(slide, ElectedSlide)
    assert slide.vacant == "2 places stay vacant"
    assert "without a ballot" in slide.says


def test_an_election_nobody_stands_in_yet_says_so(quorate: DeskAtHand) -> None:
    quorate.perform(AddElection(meeting=1, title="Directors", places=1))
    slide = _names(quorate)
    assert slide.names == ()
    assert slide.title == "1 place, nobody nominated yet"


def test_a_closed_ballot_says_that_the_count_is_next(quorate: DeskAtHand) -> None:
    closed(quorate, *PAPERS)
    assert "counted now" in _names(quorate).says
