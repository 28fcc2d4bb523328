"""Constituencies on the elections page: one obvious next act, what is done to one alone, and nobody standing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.services.candidates import Nominate
from coopdesk.services.election_view import elections_of
from coopdesk.services.elections import AddElection
from coopdesk.services.officers import officers_list
from coopdesk.services.perform import Desk
from coopdesk.ui.elections.page import ElectionsPage, build
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.dialogs import PlainDialog
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from tests.ui.audit import audit_all_looks
from tests.ui.desks import sample_desk, settle, show
from tests.ui.elections.constituencies import STATES, called, classes, counted, nominated, opened


class _At:
    """The elections page over the sample, its members in three classes."""

    def __init__(self, page: ElectionsPage, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.page, self.desk, self._jobs, self._qtbot = page, desk, jobs, qtbot

    def settle(self) -> None:
        settle(self._qtbot, self._jobs)

    def acts(self) -> list[str]:
        return [each.words() for each in self.page.acts()]

    def press(self, words: str) -> None:
        """One of the buttons that are seen."""
        found = [each for each in self.page.findChildren(Button) if each.isVisible() and each.words() == words]
        found[0].click()
        self.settle()

    def answer(self, verb: str) -> str:
        """Answer the question that is asked; what it said."""
        dialog = next(each for each in self.page.findChildren(PlainDialog) if each.isVisible())
        said = dialog.sentences()
        next(each for each in dialog.findChildren(Button) if each.words() == verb).click()
        self.settle()
        return said

    def fill(self, **values: str) -> str:
        """Fill in the form that is shown and submit it; what it refused."""
        form = self.page.form()
        assert form is not None
        form.show_values(values)
        form.submit()
        self.settle()
        return form.refusal()

    def states(self) -> list[str]:
        return [each.state for each in self.desk.ask(elections_of, 1)]


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        page = build(desk, jobs, hub)
        assert isinstance(page, ElectionsPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        yield _At(page, desk, jobs, qtbot)


def test_the_form_asks_for_the_places_of_each_class_and_refuses_in_place(at: _At) -> None:
    classes(at.desk)
    at.settle()
    at.press("By constituency")
    said = at.fill(**{"title": "Board", "places of Growers": "one"})
    assert "as a whole number" in said
    assert "name two classes or more" in at.fill(**{"title": "Board", "places of Growers": "1"})
    at.fill(**{"title": "Board", "office": "governor", "places of Growers": "1", "places of Workers": "2"})
    found = at.desk.ask(elections_of, 1)
    assert [(each.office, each.constituency, each.places) for each in found] == [
        ("governor", "Growers", 1), ("governor", "Workers", 2),
    ]  # fmt: skip
    at.page.undo_requested.emit()
    at.settle()
    assert at.states() == ["cancelled", "cancelled"]
    assert at.page.news.text() == "The election is called off in every constituency."


def test_the_list_groups_constituencies_under_their_office(at: _At) -> None:
    called(at.desk)
    at.desk.perform(AddElection(meeting=1, title="Auditor", office="auditor", places=1))
    at.settle()
    picker = at.page.picker
    shown = [picker.itemText(place) for place in range(picker.count())]
    assert shown == [
        "Director, by constituency", "1. Election of directors (Growers)",
        "2. Election of directors (Upper Calder Valley tenants)", "3. Election of directors (Workers)", "4. Auditor",
    ]  # fmt: skip
    assert picker.currentText() == "1. Election of directors (Growers)", "a heading cannot be chosen"


def test_the_next_act_leads_to_the_constituency_that_waits(at: _At) -> None:
    called(at.desk)
    for member in ("5", "7"):
        at.desk.perform(Nominate(meeting=1, number=1, member=member))
    at.settle()
    assert at.acts()[0].startswith("Go on with Upper Calder Valley")
    at.page.acts()[0].click()
    at.settle()
    assert "Upper Calder Valley" in at.page.picker.currentText()


def test_one_constituency_can_be_opened_alone(at: _At) -> None:
    nominated(at.desk)
    at.settle()
    assert at.acts()[0] == "Open all 3 ballots"
    at.press("Open the ballot: Growers")
    assert "Only 3 may vote for Growers" in at.answer("Not yet")
    assert at.states() == ["nominations"] * 3
    at.press("Open the ballot: Growers")
    at.answer("Open")
    assert at.states() == ["open", "nominations", "nominations"]


def test_where_nobody_stands_the_places_are_declared_vacant(at: _At) -> None:
    called(at.desk)
    at.settle()
    at.press("Nobody stands")
    assert "Its place will be declared vacant" in at.answer("Close nominations")
    assert at.states() == ["closed", "nominations", "nominations"]
    before = len(at.desk.ask(officers_list))
    at.press("Declare the places vacant")
    at.answer("Declare")
    assert at.states()[0] == "declared"
    assert len(at.desk.ask(officers_list)) == before


def test_one_desk_hands_out_the_papers_of_all(at: _At) -> None:
    opened(at.desk)
    at.settle()
    at.page.take_scan("29")
    at.settle()
    assert at.page.news.text() == "The roll is marked for member 29. Give them a paper of Workers."


def test_all_are_declared_at_once_and_each_remains_to_be_looked_at(at: _At) -> None:
    counted(at.desk)
    at.settle()
    assert at.acts()[0] == "Declare all 3 results"
    at.press("Declare all 3 results")
    assert "Growers, Upper Calder Valley tenants, Workers." in at.answer("Declare")
    assert at.states() == ["declared"] * 3
    assert at.acts()[0] == "Save the declaration of all"


@pytest.mark.parametrize("state", STATES)
def test_nothing_clips_in_any_look(at: _At, state: str) -> None:
    STATES[state](at.desk)
    at.settle()
    assert audit_all_looks(at.page) == []
