"""An election in which investors count less, run through the real page: handed out, read and counted by class."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from coopdesk.services.election_counts import CountElection, result_of
from coopdesk.services.election_papers import CloseBallot, EnterPaper, paper_account
from coopdesk.services.election_slides import stage_slide
from coopdesk.services.election_view import election_by_number
from coopdesk.services.perform import Desk
from coopdesk.services.verify import verify
from coopdesk.ui.elections.page import ElectionsPage, build
from coopdesk.ui.elections.slips_form import SlipsForm
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.dialogs import PlainDialog
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.picker import Picker
from tests.services.weighed import INVESTORS, called, closed, hall, opened
from tests.ui.audit import audit_all_looks
from tests.ui.desks import sample_desk, settle, show


class _At:
    """The elections page over a society with six investors."""

    def __init__(self, page: ElectionsPage, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.page, self.desk, self._jobs, self.qtbot = page, desk, jobs, qtbot

    def settle(self) -> None:
        settle(self.qtbot, self._jobs)

    def press(self, words: str) -> None:
        next(each for each in self.page.acts() if each.words() == words).click()
        self.settle()

    def type(self, keys: str, field: str) -> None:
        """Type into a field of the form and keep it with Enter."""
        form = self.page.form()
        assert form is not None
        line = form.field(field)
        assert isinstance(line, QLineEdit)
        self.qtbot.keyClicks(line, keys)
        self.qtbot.keyClick(line, Qt.Key.Key_Return)
        self.settle()

    def pick(self, field: str, value: str) -> None:
        form = self.page.form()
        assert form is not None
        picker = form.field(field)
        assert isinstance(picker, Picker)
        picker.choose(value)
        self.settle()

    def told(self) -> str:
        return " ".join(each.text() for each in self.page.findChildren(QLabel))


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        hall(desk)
        page = build(desk, jobs, hub)
        assert isinstance(page, ElectionsPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        yield _At(page, desk, jobs, qtbot)


def test_from_the_opening_to_a_weighed_count_by_keys(at: _At) -> None:
    number = called(at.desk)
    at.settle()
    at.press("Open the ballot")
    for member in (*range(1, 13), *INVESTORS):
        at.type(str(member), "member")
    assert "hand over a paper of class Investor" in at.page.news.text()
    assert "Investor: 6 of 6 given out, 0 back" in at.told()
    at.press("Close the ballot")
    for reader in ("1", "2"):
        at.pick("reader", reader)
        at.pick("box", "Individual")
        for marks in "1" * 7 + "2" * 5:
            at.type(marks, "marks")
        at.pick("box", "Investor")
        for marks in "2" * 6:
            at.type(marks, "marks")
    account = at.desk.ask(paper_account, at.desk.ask(election_by_number, 1, number))
    assert [(each.name, each.returned) for each in account.classes] == [("Individual", 12), ("Investor", 6)]
    at.press("Count")
    assert "each counts 12 ÷ (9 × 6) = 2/9" in at.told()
    assert "Individual 5 · Investor 6" in at.told()
    assert "6 1/3" in at.told()
    assert at.desk.ask(verify).findings == ()


def test_a_transferable_vote_is_refused_in_the_form_that_calls(at: _At) -> None:
    form = at.page.form()
    assert form is not None
    form.show_values({"title": "Election of directors", "places": "2", "rule": "scottish"})
    form.submit()
    at.settle()
    assert "block or approval" in form.refusal()


def test_a_paper_is_refused_from_the_box_of_another_class(at: _At) -> None:
    number = opened(at.desk, 3, 5)
    at.desk.perform(CloseBallot(1, number))
    at.settle()
    at.pick("box", "Investor")
    at.type("1", "marks")
    at.pick("reader", "2")
    at.pick("box", "Individual")
    at.type("1", "marks")
    form = at.page.form()
    assert form is not None
    assert "Paper 1 is of class Investor" in form.refusal()


def test_a_paper_that_comes_up_for_the_second_reader_brings_its_box_along(at: _At) -> None:
    number = opened(at.desk, 3, 5)
    at.desk.perform(CloseBallot(1, number))
    at.settle()
    for name in ("Individual", "Individual", "Investor"):
        at.pick("box", name)
        at.type("1", "marks")
    at.desk.perform(EnterPaper(1, number, "1", "1", 2))
    at.settle()
    at.press("Read 2 papers again")
    form = at.page.form()
    assert form is not None
    assert (form.values()["paper"], form.values()["box"]) == ("2", "Individual")
    at.type("1", "marks")
    assert (form.values()["paper"], form.values()["box"]) == ("3", "Investor")
    at.type("1", "marks")
    assert "both readings agree" in at.page.news.text()


def test_slips_are_printed_for_one_class_at_a_time(at: _At, tmp_path: Path) -> None:
    opened(at.desk, 1, 0)
    at.settle()
    at.press("Print slips")
    form = at.page.form()
    assert isinstance(form, SlipsForm)
    assert form.values()["many"] == "38"
    at.pick("box", "Investor")
    assert form.values()["many"] == "7"
    form.submit()
    at.settle()
    chooser = at.page.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "slips.pdf"))
    chooser.reject()
    at.settle()
    account = at.desk.ask(paper_account, at.desk.ask(election_by_number, 1, 1))
    assert {each.name: each.printed for each in account.classes} == {"Individual": 0, "Investor": 7}


def test_a_file_is_brought_in_for_the_class_that_is_named(at: _At, tmp_path: Path) -> None:
    opened(at.desk, 0, 0)
    at.settle()
    at.press("Bring in a file")
    at.pick("box", "Investor")
    form = at.page.form()
    assert form is not None
    form.submit()
    at.settle()
    papers = tmp_path / "papers.blt"
    papers.write_text("2 1\n6 2 0\n0\n")
    chooser = at.page.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    chooser.fileSelected.emit(str(papers))
    chooser.reject()
    at.settle()
    assert "6 papers brought in" in at.page.news.text()
    assert "Investor: 0 of 6 given out, 6 back" in at.told()


@pytest.mark.parametrize(("answer", "state"), [("Not yet", "nominations"), ("They agree: open it", "open")])
def test_the_few_of_a_class_are_asked_before_the_ballot_opens(
    look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path, answer: str, state: str
) -> None:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        hall(desk, investors=3)
        called(desk)
        page = build(desk, jobs, hub)
        assert isinstance(page, ElectionsPage)
        show(page, qtbot, jobs)
        at = _At(page, desk, jobs, qtbot)
        at.settle()
        at.press("Open the ballot")
        dialog = page.findChild(PlainDialog)
        assert isinstance(dialog, PlainDialog)
        next(each for each in dialog.findChildren(Button) if each.words() == answer).click()
        at.settle()
        assert desk.ask(election_by_number, 1, 1).state == state


def test_the_wall_says_what_a_paper_of_each_class_counts(at: _At) -> None:
    number = closed(at.desk, ["1"] * 7 + ["2"] * 5, ["2"] * 6)
    at.desk.perform(CountElection(meeting=1, number=number))
    result = at.desk.ask(result_of, 1, number)
    assert result is not None
    slide = stage_slide(result.counted, result.ballots, 1, society="Ours", title="Directors")
    assert slide.remark == "Individual: 12 papers × 1, Investor: 6 papers × 2/9"
    assert [line.said for line in slide.lines] == ["7", "6 1/3"]


@pytest.mark.parametrize("state", ["open", "closed", "counted", "bring"])
def test_nothing_clips_in_any_look(at: _At, state: str) -> None:
    if state == "open":
        opened(at.desk)
    elif state == "bring":
        opened(at.desk)
        at.settle()
        at.press("Bring in a file")
    else:
        number = closed(at.desk, ["1"] * 7 + ["2"] * 5, ["2"] * 6)
        if state == "counted":
            at.desk.perform(CountElection(meeting=1, number=number))
    at.settle()
    assert audit_all_looks(at.page) == []
