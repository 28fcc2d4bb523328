"""The paper roll kept in a folder: the latest after every act, a fault told once, the door never held up."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from coopdesk.app.roll import Roll
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.perform import Desk
from coopdesk.services.visitors import ReceiveGuest
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.papers_page.page import PapersPage, build
from coopdesk.ui.papers_page.roll_keeper import NAME, RollKeeper
from tests.ui.audit import audit_all_looks
from tests.ui.desks import sample_desk, settle, show


class _At:
    """A roll that is kept in a folder of its own."""

    def __init__(self, page: PapersPage, desk: Desk, jobs: Jobs, qtbot: QtBot, folder: Path) -> None:
        self.page = page
        self.desk = desk
        self.folder = folder
        self._jobs = jobs
        self._qtbot = qtbot

    def settle(self) -> None:
        settle(self._qtbot, self._jobs)

    def pause(self) -> None:
        """As long as the keeper waits for more acts."""
        self._qtbot.wait(1_100)
        self.settle()

    def guest(self, name: str) -> None:
        self.desk.perform(ReceiveGuest(1, name))

    def roll(self) -> str:
        document = pypdfium2.PdfDocument(self.folder / NAME)
        try:
            return "".join(document[at].get_textpage().get_text_range() for at in range(len(document)))
        finally:
            document.close()


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    folder = tmp_path / "stick"
    folder.mkdir()
    with sample_desk(tmp_path, hub) as desk:
        desk.perform(OpenMeeting(1))
        roll = Roll(desk, jobs, hub)
        page = build(desk, jobs, hub)
        assert isinstance(page, PapersPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        page.roll.click()
        dialog = page.findChild(QFileDialog)
        assert isinstance(dialog, QFileDialog)
        dialog.fileSelected.emit(str(folder))
        dialog.reject()
        settle(qtbot, jobs)
        yield _At(page, desk, jobs, qtbot, folder)
        for keeper in roll.findChildren(RollKeeper):
            keeper.stop()
        settle(qtbot, jobs)


def test_the_roll_is_written_at_once_and_after_every_act(at: _At) -> None:
    assert "Guest Of Tonight" not in at.roll()
    at.guest("Guest Of Tonight")
    at.pause()
    assert "Guest Of Tonight" in at.roll()
    assert "18:52 in stick" in at.page.roll_state.text()
    assert [each.name for each in at.folder.iterdir()] == [NAME]


def test_a_fault_is_told_once_and_the_next_act_tries_again(at: _At) -> None:
    away = at.folder.with_name("pulled out")
    at.folder.rename(away)
    at.guest("First Guest")
    at.pause()
    assert at.page.news.tone() == "error"
    assert NAME in at.page.news.text()
    assert "not up to date" in at.page.roll_state.text()
    at.page.news.hide()
    at.guest("Second Guest")
    at.pause()
    assert at.page.news.text() == ""
    away.rename(at.folder)
    at.guest("Third Guest")
    at.pause()
    assert "Third Guest" in at.roll()
    assert "18:52" in at.page.roll_state.text()


def test_a_roll_that_is_stopped_stays_as_it_was(at: _At) -> None:
    before = (at.folder / NAME).read_bytes()
    at.page.roll.click()
    at.settle()
    assert not at.page.roll_state.isVisible()
    at.guest("Too Late")
    at.pause()
    assert (at.folder / NAME).read_bytes() == before
    assert at.page.roll.words() == "Keep a paper roll"


def test_nothing_is_clipped_while_a_roll_is_kept(at: _At) -> None:
    at.page.resize(1076, 632)
    assert audit_all_looks(at.page, at.settle) == []
