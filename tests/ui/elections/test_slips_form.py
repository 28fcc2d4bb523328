"""Slips asked for in the window: their form, their size, how many; and what does not fit is said before printing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from coopdesk.services.election_account import account_view
from coopdesk.services.election_papers import LaySlips
from coopdesk.services.election_scans import papers_at_hand
from coopdesk.services.election_view import election_by_number
from coopdesk.services.elections import OpenElection
from coopdesk.services.papers.ballot_slips import slips_view
from coopdesk.services.perform import Desk
from coopdesk.ui.elections.page import ElectionsPage, build
from coopdesk.ui.elections.slips_form import SlipsForm
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from tests.documents.reading import page_texts, pictures
from tests.ui.audit import audit_all_looks
from tests.ui.desks import sample_desk, settle, show
from tests.ui.elections.states import STATES, called


class _At:
    """The form for slips of an open ballot."""

    def __init__(self, page: ElectionsPage, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.page, self.desk, self._jobs, self._qtbot = page, desk, jobs, qtbot

    def settle(self) -> None:
        settle(self._qtbot, self._jobs)

    def ask(self) -> SlipsForm:
        """Press the button."""
        self.settle()
        next(each for each in self.page.acts() if each.words() == "Print slips").click()
        self.settle()
        form = self.page.form()
        assert isinstance(form, SlipsForm)
        return form

    def fill(self, **values: str) -> None:
        """Choose and send."""
        form = self.page.form()
        assert form is not None
        form.show_values(values)
        form.submit()
        self.settle()

    def save(self, path: Path) -> None:
        """Answer the dialog that asks where to."""
        chooser = self.page.findChild(QFileDialog)
        assert isinstance(chooser, QFileDialog)
        chooser.fileSelected.emit(str(path))
        chooser.reject()
        self.settle()

    def laid(self) -> int:
        return len(self.desk.ask(papers_at_hand, 1, 1).readings)

    def form_of_slips(self) -> str:
        return self.desk.ask(slips_view, 1, 1, (), self.desk.now()).form


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        page = build(desk, jobs, hub)
        assert isinstance(page, ElectionsPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        yield _At(page, desk, jobs, qtbot)


def _note(form: SlipsForm) -> str:
    return " ".join(each.text() for each in form.findChildren(QLabel) if "A4" in each.text())


@pytest.mark.parametrize(
    ("values", "slips"), [({}, 44), ({"size": "large"}, 44), ({"kind": "trial"}, 0), ({"many": "7"}, 7)]
)
def test_slips_are_saved_plain_large_or_as_a_test_sheet(
    at: _At, tmp_path: Path, values: dict[str, str], slips: int
) -> None:
    STATES["open"](at.desk)
    at.ask()
    at.fill(**values)
    at.save(tmp_path / "slips.pdf")
    first = pictures((tmp_path / "slips.pdf").read_bytes(), 10)[0]
    assert (first.width < first.height) is ("size" in values), "a large slip has an upright sheet to itself"
    assert at.laid() == slips
    assert "Saved as" in at.page.news.text()
    form = at.page.form()
    assert form is not None
    assert form.has_field("member"), "papers are handed out next"


def test_a_grid_is_chosen_before_the_first_slip_and_not_after(at: _At, tmp_path: Path) -> None:
    STATES["open"](at.desk)
    assert at.ask().has_field("form")
    at.fill(form="grid", many="4")
    assert at.form_of_slips() == "boxes", "nothing is settled before it is known where to save"
    at.save(tmp_path / "slips.pdf")
    assert at.form_of_slips() == "grid"
    assert "1st" in page_texts((tmp_path / "slips.pdf").read_bytes())[0]
    form = at.ask()
    assert not form.has_field("form"), "papers of one election have one form"
    assert form.values()["many"] == "40", "with the four there are enough for everybody and a tenth more"
    assert "4 were made before; these come on top." in _note(form)
    assert "So few" not in _note(form)
    form.show_values({"many": "1", "size": "large"})
    at.settle()
    assert "So few would tell whose they are: print 10" in _note(form)


def test_how_many_sheets_it_takes_is_said_while_one_chooses(at: _At) -> None:
    STATES["open"](at.desk)
    form = at.ask()
    assert "44 slips on 22 sheets of A4." in _note(form)
    form.show_values({"size": "large"})
    at.settle()
    assert "44 slips on 44 sheets of A4." in _note(form)


def test_names_that_do_not_fit_are_said_before_anything_is_laid(at: _At) -> None:
    called(at.desk, people=12)
    for member in range(27, 36):
        _nominate(at.desk, member)
    at.desk.perform(OpenElection(1, 1))
    form = at.ask()
    assert form.refusal() == "", "21 names have room on whole sheets"
    assert "44 slips on 44 sheets of A4." in _note(form)
    form.show_values({"form": "grid"})
    at.settle()
    assert "21 names do not fit" in form.refusal()
    assert "use slips with one box for each name" in form.refusal()
    form.submit()
    at.settle()
    assert "21 names do not fit" in form.refusal()
    assert at.page.findChild(QFileDialog) is None
    assert (at.laid(), at.form_of_slips()) == (0, "boxes")
    assert audit_all_looks(at.page) == []


def _nominate(desk: Desk, member: int) -> None:
    from coopdesk.services.candidates import Nominate

    desk.perform(Nominate(meeting=1, number=1, member=str(member), proposer="1", seconder="2"))


def test_the_form_has_room_in_every_look(at: _At) -> None:
    STATES["open"](at.desk)
    at.ask()
    assert audit_all_looks(at.page) == []


@pytest.mark.parametrize("many", ["", "0", "-4", "many"])
def test_a_number_that_is_none_is_refused_in_the_form(at: _At, many: str) -> None:
    STATES["open"](at.desk)
    form = at.ask()
    at.fill(many=many)
    assert "whole number" in form.refusal()
    assert at.laid() == 0


def test_slips_that_are_not_saved_lay_nothing(at: _At) -> None:
    STATES["open"](at.desk)
    at.ask()
    at.fill()
    chooser = at.page.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    chooser.reject()
    at.settle()
    assert at.laid() == 0


def test_the_account_tells_printed_from_issued_and_left_over(at: _At) -> None:
    STATES["open"](at.desk)
    at.desk.perform(LaySlips(1, 1, 5))
    account = at.desk.ask(account_view, at.desk.ask(election_by_number, 1, 1))
    assert account.sentence.startswith("5 printed = 3 issued + 2 left over.")
