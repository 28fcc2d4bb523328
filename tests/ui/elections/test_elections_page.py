"""An election run through the real page: called, nominated, opened, read, counted, declared; nothing clips."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from coopdesk.app.wall import Wall
from coopdesk.services.contest_slides import ElectedSlide, NamesSlide, StageSlide
from coopdesk.services.election_counts import CountElection, DeclareElection
from coopdesk.services.election_papers import CloseBallot, EnterPaper, IssuePaper
from coopdesk.services.election_scans import AgreePaper
from coopdesk.services.election_view import election_by_number
from coopdesk.services.elections import AddElection, OpenElection
from coopdesk.services.officers import AddOfficer
from coopdesk.services.perform import Desk
from coopdesk.services.projector import BlankSlide
from coopdesk.services.verify import verify
from coopdesk.ui.elections.page import ElectionsPage, build
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.dialogs import PlainDialog
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.picker import Picker
from tests.documents.lint import lint
from tests.ui.audit import audit_all_looks
from tests.ui.desks import new_desk, sample_desk, settle, show
from tests.ui.elections.states import LONG, PAPERS, STATES, called, closed, counted


class _At:
    """The elections page over the sample."""

    def __init__(self, page: ElectionsPage, desk: Desk, jobs: Jobs, hub: Hub, qtbot: QtBot) -> None:
        self.page, self.desk, self.jobs, self.hub, self._qtbot = page, desk, jobs, hub, qtbot

    def settle(self) -> None:
        settle(self._qtbot, self.jobs)

    def fill(self, **values: str) -> None:
        """Fill in the form that is shown and submit it."""
        form = self.page.form()
        assert form is not None
        form.show_values(values)
        form.submit()
        self.settle()

    def press(self, words: str) -> None:
        """One of the buttons above the form."""
        button = next(each for each in self.page.acts() if each.words() == words)
        button.click()
        self.settle()

    def acts(self) -> list[str]:
        return [each.words() for each in self.page.acts()]


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        page = build(desk, jobs, hub)
        assert isinstance(page, ElectionsPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        yield _At(page, desk, jobs, hub, qtbot)


def test_from_the_first_nomination_to_the_declaration(at: _At, tmp_path: Path) -> None:
    at.fill(title="Election of directors", places="2", rule="scottish", term="the 2029 AGM")
    assert "Nominations are open" in at.page.news.text()
    for member in ("3", "5", "7"):
        at.fill(member=member, proposer="1", seconder="2")
    at.press("Open the ballot")
    for member in range(1, 8):
        at.fill(member=str(member))
    assert "marked for member 7" in at.page.news.text()
    at.press("Close the ballot")
    for reader in ("1", "2"):
        for marks in PAPERS:
            at.fill(marks=marks, reader=reader, **({"paper": "1"} if marks == PAPERS[0] else {}))
    assert "both readings agree" in at.page.news.text()
    at.press("Count")
    assert at.page.trail.sentence().endswith("All places are filled.")
    at.press("Declare the result")
    dialog = at.page.findChild(PlainDialog)
    assert isinstance(dialog, PlainDialog)
    next(each for each in dialog.findChildren(Button) if each.words() == "Declare").click()
    at.settle()
    assert at.desk.ask(election_by_number, 1, 1).state == "declared"
    at.press("Save the declaration")
    chooser = at.page.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "declaration.pdf"))
    chooser.reject()
    at.settle()
    assert lint((tmp_path / "declaration.pdf").read_bytes()) == []
    assert at.desk.ask(verify).findings == ()


def test_a_count_that_stopped_is_no_success(at: _At) -> None:
    closed(at.desk, *(["1", "2", "3"] * 5))
    at.settle()
    at.press("Count")
    assert (at.page.news.tone(), at.page.news.text()) == ("warning", "Counted as far as a lot is needed.")


def test_a_paper_set_aside_by_one_reader_is_told_in_words(at: _At) -> None:
    closed(at.desk, *(["1 2"] * 10))
    at.desk.perform(EnterPaper(1, 1, "2", "1 4", 2))
    at.desk.perform(EnterPaper(1, 1, "10", "!unclear", 1))
    at.settle()
    assert "Read two ways: 2, 10" in at.page.standing.account(), "in the order of the papers"
    at.desk.perform(AgreePaper(1, 1, "2", "1 2"))
    at.settle()
    at.press("Settle papers read two ways")
    assert "First reader: Set aside as spoilt: the voter's wish cannot be read." in at.page.papers._differing.text()


def test_when_nominations_end_and_what_is_done_next_is_said(at: _At) -> None:
    at.fill(title="Election of directors", places="2", nominations_until="1 December 2036, 6 pm", term="the 2039 AGM")
    about = "\n".join(each.text() for each in at.page.findChildren(QLabel))
    assert "2 places · until the 2039 AGM" in about
    assert "nominations are open until 1 December 2036, 18:00" in about
    assert at.page.status[1] == "Nominate members, each with the consent to stand."
    for member in ("3", "5", "7"):
        at.fill(member=member, proposer="1", seconder="2")
    assert "F8 closes nominations" in at.page.status[1]
    at.press("Open the ballot")
    at.press("Read papers")
    assert "Read papers by their printed codes" in at.page.status[1]


def test_without_a_meeting_the_page_leads_to_where_one_is_called(
    look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    hub = Hub()
    with new_desk(tmp_path, hub) as desk:
        page = build(desk, jobs, hub)
        assert isinstance(page, ElectionsPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        with qtbot.waitSignal(page.page_requested) as asked:
            page.acts()[0].click()
        assert asked.args == ["setup"]


def test_a_refusal_stands_in_the_form_that_asked(at: _At) -> None:
    at.fill(title="Election of directors", places="two")
    form = at.page.form()
    assert form is not None
    assert "whole number" in form.refusal()
    at.fill(title="Election of directors", places="2")
    at.fill(member="3")
    at.fill(member="3")
    assert form is not at.page.form()
    shown = at.page.form()
    assert shown is not None
    assert "stands already" in shown.refusal()
    assert not at.page.news.text(), "the success before it is not the answer"


def test_a_lot_is_asked_for_by_name_and_entered_with_its_witness(at: _At) -> None:
    closed(at.desk, "1", "2", "3")
    at.desk.perform(CountElection(meeting=1, number=1))
    at.settle()
    form = at.page.form()
    assert form is not None
    picker = form.field("picked")
    assert isinstance(picker, Picker)
    names = [picker.itemText(place) for place in range(1, picker.count())]
    said = "\n".join(each.text() for each in form.findChildren(QLabel))
    assert len(names) == 3
    assert all(name in said for name in names), "it is said between whom"
    assert "a lot must decide who is" in said, "and what the lot is for"
    at.fill(seed="", picked="", witness="Joan Dewhirst")
    assert "Type the words that were said aloud" in form.refusal()
    assert "Declare the result" not in at.acts()
    at.fill(picked="2", witness="Joan Dewhirst")
    assert "Declare the result" in at.acts()
    assert any("seen by Joan Dewhirst" in each for each in _sentences(at))


def _sentences(at: _At) -> list[str]:
    said = [at.page.trail.sentence()]
    while at.page.trail.stage() > 1:
        at.page.trail.before.click()
        said.append(at.page.trail.sentence())
    return said


def test_the_count_is_stepped_through_stage_by_stage(at: _At) -> None:
    closed(at.desk, "1", "1", "1", "1", "2", "2", "3 2", "4 2")
    at.desk.perform(CountElection(meeting=1, number=1, seed="dice"))
    at.settle()
    last = at.page.trail.stage()
    assert last > 1
    assert not at.page.trail.after.isEnabled()
    assert len(_sentences(at)) == last
    assert not at.page.trail.before.isEnabled()
    assert "first preferences counted" in at.page.trail.sentence()


def test_nobody_opposed_is_declared_without_a_ballot(at: _At) -> None:
    called(at.desk, places=4)
    at.settle()
    at.press("Open the ballot")
    assert at.acts() == ["Declare elected unopposed"]


def test_papers_from_elsewhere_that_do_not_fit_are_refused_in_a_sentence(at: _At, tmp_path: Path) -> None:
    called(at.desk)
    at.desk.perform(OpenElection(1, 1))
    at.settle()
    at.press("Bring in a file")
    papers = tmp_path / "agency.blt"
    papers.write_text("2 1\n3 1 0\n0\n")
    chooser = at.page.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    chooser.fileSelected.emit(str(papers))
    chooser.reject()
    at.settle()
    assert "agency.blt has 2 candidates" in at.page.news.text()


def test_consent_still_to_come_is_the_next_act_and_keeps_the_ballot_shut(at: _At) -> None:
    called(at.desk, people=2)
    at.settle()
    at.fill(member="9", consent="later")
    assert at.acts()[0] == "Record a consent"
    at.press("Open the ballot")
    assert "did not consent to stand" in at.page.news.text()
    at.press("Record a consent")
    at.fill()
    assert "consents to stand" in at.page.news.text()
    assert at.acts()[0] == "Open the ballot"
    at.press("Open the ballot")
    assert at.desk.ask(election_by_number, 1, 1).state == "open"


def test_a_lot_drawn_by_hand_without_a_witness_is_refused_in_the_form(at: _At) -> None:
    counted(at.desk, "1", "2", "3")
    at.settle()
    at.fill(picked="2", witness="")
    form = at.page.form()
    assert form is not None
    assert "saw" in form.refusal() + at.page.news.text()


def test_what_is_typed_about_a_lot_stays_while_the_door_is_at_work(at: _At) -> None:
    counted(at.desk, "1", "2", "3")
    at.settle()
    form = at.page.form()
    assert form is not None
    form.show_values({"witness": "Joan Dewh"})
    at.desk.perform(AddElection(meeting=1, title="Auditor", places=1))
    at.settle()
    assert at.page.form() is form
    assert form.values()["witness"] == "Joan Dewh"


def test_everything_an_election_may_be_called_with_is_asked_for(at: _At) -> None:
    at.fill(
        title="Tenants' board", places="2", rule="exactly", reserved="at least 1 women", naming="nominated",
        nominations_until="2026-12-20 18:00", stand_days="30", reopen="yes",
    )  # fmt: skip
    election = at.desk.ask(election_by_number, 1, 1)
    assert (election.rule.value, election.exactly, election.naming, election.stand_days) == (
        "block", True, "nominated", 30,
    )  # fmt: skip
    assert [each.label for each in election.reserved] == ["women"]
    at.fill(member="3", groups="women")
    assert [each.groups for each in at.desk.ask(election_by_number, 1, 1).people] == [("women",)]


def test_a_yes_or_no_is_counted_and_shown_on_the_page(at: _At) -> None:
    called(at.desk, places=2, people=2, confirm=True)
    at.desk.perform(OpenElection(1, 1))
    for member in ("1", "2", "3"):
        at.desk.perform(IssuePaper(1, 1, member))
    at.desk.perform(CloseBallot(1, 1))
    for paper, marks in (("1", "1 2"), ("2", "1 -2"), ("3", "1 -2")):
        for reader in (1, 2):
            at.desk.perform(EnterPaper(1, 1, paper, marks, reader))
    at.settle()
    at.press("Count")
    asked = at.page.findChild(PlainDialog)
    assert isinstance(asked, PlainDialog)
    assert "Only 3 papers came back" in asked.sentences()
    assert not at.page.trail.isVisible(), "nothing is counted before it is answered"
    next(each for each in asked.findChildren(Button) if each.words() == "Count").click()
    at.settle()
    shown = [each.text() for each in at.page.trail.findChildren(QLabel)]
    assert "3 yes" in shown
    assert "2 no" in shown


def test_a_card_nominates_marks_the_roll_and_a_slip_says_which_paper_is_read(at: _At) -> None:
    called(at.desk)
    at.settle()
    for code in ("3", "1"):
        at.page.take_scan(code)
    form = at.page.form()
    assert form is not None
    assert (form.values()["member"], form.values()["proposer"]) == ("3", "1")
    at.desk.perform(OpenElection(1, 1))
    at.settle()
    at.page.take_scan("7")
    at.settle()
    assert "marked for member 7" in at.page.news.text()


def test_missing_papers_are_explained_beside_the_account(at: _At) -> None:
    STATES["missing"](at.desk)
    at.settle()
    assert "7 issued = 5 returned + 0 handed back spoilt + 2 missing" in at.page.standing.account()
    assert "Read by one person only: 5" in at.page.standing.account()
    assert "Spoilt: 1 " in at.page.standing.account()
    at.press("Say why 2 are missing")
    form = at.page.form()
    assert form is not None
    assert form.values()["missing"] == "2"
    at.fill(missing="1", why="One left.")
    assert "2 papers of election 1 are not back, not 1" in form.refusal()
    at.fill(missing="two", why="Two left.")
    assert "whole number" in form.refusal()
    at.fill(missing="2", why="Two members left early with theirs.")
    assert "Two members left early with theirs." in at.page.standing.account()
    assert not [each for each in at.acts() if each.startswith("Say why")]
    assert at.page.form() is at.page.papers, "reading goes on"


def test_papers_read_two_ways_are_settled_before_they_can_be_counted(at: _At) -> None:
    STATES["differing"](at.desk)
    at.settle()
    first = at.page.acts()[0]
    assert (first.words(), at.acts()[1]) == ("Settle papers read two ways", "Count")
    first.click()
    assert at.page.papers.values()["paper"] == "2"
    told = at.page.papers._differing.text().splitlines()
    assert told[0].startswith("First reader: 1 2 ")
    assert told[1].startswith("Second reader: 1 4 ")
    assert "Read two ways: 2" in at.page.papers._queue.text()
    at.fill(marks="1 2")
    assert at.acts()[0] == "Count"
    at.press("Count")
    assert at.page.trail.isVisible()


def test_calling_another_election_has_the_room_of_the_count(at: _At) -> None:
    STATES["declared"](at.desk)
    at.settle()
    assert at.page.trail.isVisible()
    at.page.call.click()
    assert not at.page.trail.isVisible()


def test_no_place_is_offered_while_everybody_elected_serves(at: _At) -> None:
    STATES["declared"](at.desk)
    at.settle()
    assert "Fill a place" not in at.acts(), "nobody has left"


def test_whoever_left_is_offered_and_the_runner_up_put_in(at: _At) -> None:
    STATES["left"](at.desk)
    at.settle()
    at.press("Fill a place")
    assert not at.page.trail.isVisible(), "the form has the room of the count"
    at.fill()
    assert at.page.trail.isVisible()
    assert "takes the place" in at.page.news.text()
    assert "Fill a place" not in at.acts()
    assert at.desk.ask(verify).findings == ()


@pytest.mark.parametrize("state", STATES)
def test_nothing_clips_in_any_look(at: _At, state: str) -> None:
    STATES[state](at.desk)
    at.settle()
    assert audit_all_looks(at.page) == []


@pytest.mark.parametrize(
    ("state", "button"),
    [
        ("missing", "Say why 2 are missing"),
        ("missing", "Settle papers read two ways"),
        ("left", "Fill a place"),
        ("open", "Print slips"),
    ],
)
def test_a_form_beside_the_next_act_clips_in_no_look(at: _At, state: str, button: str) -> None:
    STATES[state](at.desk)
    at.settle()
    at.press(button)
    assert audit_all_looks(at.page) == []


@pytest.fixture
def wall(at: _At) -> Iterator[Wall]:
    found = Wall(at.desk, at.jobs, at.hub, at.page)
    at.page.opened()
    at.settle()
    yield found
    found.close()


def test_the_hall_is_told_the_count_by_the_same_two_keys(at: _At, wall: Wall) -> None:
    counted(at.desk, *LONG, people=6)
    at.settle()
    last = at.page.trail.stage()
    at.page.trail.before.click()
    at.settle()
    assert at.page.trail.stage() == last - 1
    assert isinstance(wall.window.slide(), BlankSlide), "stages are looked at in private until F5"
    wall.show_at_hand()
    at.settle()
    assert at.page.trail.stage() == 1, "the page keeps step with the wall"
    at.page.trail.after.click()
    at.settle()
    slide = wall.window.slide()
    assert isinstance(slide, StageSlide)
    assert (slide.step, at.page.trail.stage()) == (2, 2)
    for _ in range(2):
        at.page.trail.before.click()
        at.settle()
    assert isinstance(wall.window.slide(), NamesSlide)
    assert not at.page.trail.before.isEnabled()


def test_who_is_elected_is_one_step_more_after_the_declaration(at: _At, wall: Wall) -> None:
    counted(at.desk, *LONG, people=6)
    at.settle()
    wall.show_at_hand()
    at.settle()
    while at.page.trail.after.isEnabled():
        at.page.trail.after.click()
        at.settle()
    assert isinstance(wall.window.slide(), StageSlide)
    at.desk.perform(DeclareElection(1, 1))
    at.settle()
    at.page.trail.after.click()
    at.settle()
    assert isinstance(wall.window.slide(), ElectedSlide)


def test_an_emptied_wall_lets_the_operator_look_ahead(at: _At, wall: Wall) -> None:
    counted(at.desk, *LONG, people=6)
    at.settle()
    wall.show_at_hand()
    at.settle()
    wall.blank()
    at.settle()
    at.page.trail.after.click()
    at.settle()
    assert at.page.trail.stage() == 2
    wall.blank()
    at.settle()
    slide = wall.window.slide()
    assert isinstance(slide, StageSlide)
    assert slide.step == 1


def test_the_places_to_fill_are_proposed_with_who_retires_and_why(at: _At) -> None:
    for place, member in enumerate(range(3, 11)):
        at.desk.perform(AddOfficer(office="director", member=member, on=f"20{10 + place}-11-20"))
    at.settle()
    form = at.page.form()
    assert form is not None
    assert form.values()["places"] == "3"
    told = " ".join(each.text() for each in form.findChildren(QLabel))
    assert "a third to the nearest whole number, 3, retire: " in told
    form.show_values({"places": "", "title": "Board"})
    at.desk.perform(AddOfficer(office="secretary", member=12))
    at.settle()
    assert form.values() | {"places": "", "title": "Board"} == form.values(), "what is typed stays"
    at.page.call.click()
    assert audit_all_looks(at.page) == []
