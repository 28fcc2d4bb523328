"""The window's composition: files opened, refused, shared with the command line, and let go of."""

import gc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.app.house import House
from coopdesk.app.session import Session
from coopdesk.app.settings import Settings, read_settings, settings_file
from coopdesk.domain.rules import LegalForm
from coopdesk.services.door import CheckIn
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.perform import Desk
from coopdesk.services.projector import BlankSlide, WelcomeSlide
from coopdesk.services.sample import make_sample
from coopdesk.services.society import letterhead
from coopdesk.storage import files
from coopdesk.storage.desk_lock import DeskLock
from coopdesk.ui.door.page import DoorPage
from coopdesk.ui.kit.crash import CrashReport
from coopdesk.ui.kit.news import NewsLine
from coopdesk.ui.kit.toast import Toast
from coopdesk.ui.opening import OpeningWindow
from coopdesk.ui.papers_page.page import PapersPage
from coopdesk.ui.roll import RollWish
from coopdesk.ui.start.details import NewRegister
from tests.ui.audit import audit_all_looks
from tests.ui.leaving import close_for_good

PATIENCE = 30_000


class _Building:
    def __init__(self, qtbot: QtBot, app: QApplication) -> None:
        self._qtbot = qtbot
        self.window = OpeningWindow("light", 100)
        self.window.resize(1366, 768)
        self.window.show()
        self.house = House(app, self.window, Settings("light"))
        self.crashes: list[CrashReport] = []
        self.house.crashes.crashed.connect(self.crashes.append)

    @property
    def session(self) -> Session:
        assert self.house.session is not None
        return self.house.session

    def open(self, path: Path) -> None:
        self.house.begin(str(path))
        self.wait(lambda: self.house.start is not None or (self.house.session is not None and self.session.is_open))
        self.settle()

    def door(self) -> DoorPage:
        page = self.session.shell.page()
        assert isinstance(page, DoorPage)
        return page

    def wait(self, ready: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(ready, timeout=PATIENCE)

    def settle(self) -> None:
        for milliseconds in (20, 130, 130, 20):
            self._qtbot.wait(milliseconds)
            if self.house.session is not None:
                self.wait(lambda: self.house.session is None or not self.house.session.jobs.busy())

    def close(self) -> None:
        close_for_good(self.window)
        assert not self.crashes, self.crashes[0].text


@pytest.fixture
def building(qtbot: QtBot, qapp: QApplication, own_settings: None) -> Iterator[_Building]:
    made = _Building(qtbot, qapp)
    yield made
    made.close()


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    path = tmp_path / "ours.coopdesk"
    store = files.make(path)
    make_sample(store, datetime.now(UTC), members=30)
    store.close()
    return path


def test_an_open_file_has_its_door_and_is_remembered(building: _Building, ours: Path) -> None:
    building.open(ours)
    assert building.door().banner.name() == "Scan the first card"
    assert read_settings(settings_file()).recent == (ours,)
    assert "Hebden Stores" in building.window.windowTitle()


def test_a_file_held_by_another_window_is_refused_on_the_start_page_with_its_holder(
    building: _Building, ours: Path
) -> None:
    with DeskLock(ours):
        building.open(ours)
        assert building.house.start is not None
        assert building.house.start.fault().startswith("This file is open in another window, held by ")
    building.open(ours)
    assert building.house.session is not None


@pytest.mark.parametrize(
    ("content", "said"), [(None, "There is no file"), (b"a letter, not a society" * 400, "is not a coopdesk file")]
)
def test_missing_and_foreign_files_are_told_apart(
    building: _Building, tmp_path: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "other.coopdesk"
    if content is not None:
        path.write_bytes(content)
    building.open(path)
    assert building.house.start is not None
    assert said in building.house.start.fault()
    assert not list(tmp_path.glob(".*.lock"))


def test_closing_leaves_one_file_that_the_next_window_may_have(building: _Building, ours: Path) -> None:
    building.open(ours)
    building.house.show_start()
    assert [path.name for path in ours.parent.glob("*ours.coopdesk*")] == ["ours.coopdesk"]
    building.open(ours)
    assert building.house.session is not None


def test_a_window_closed_while_its_file_is_being_opened_lets_go_of_it(building: _Building, ours: Path) -> None:
    building.house.begin(str(ours))
    building.house.show_start()
    with DeskLock(ours):
        assert True


def test_a_command_beside_the_window_is_seen_within_two_seconds(building: _Building, ours: Path) -> None:
    building.open(ours)
    building.wait(lambda: building.session.watching)
    beside = files.open_file(ours)
    try:
        desk = Desk(beside)
        desk.perform(OpenMeeting(1))
        desk.perform(CheckIn(1, "5"))
    finally:
        beside.close()
    building.wait(lambda: building.door().present.number() == "1")


def test_a_new_register_begins_empty_with_the_way_to_a_meeting(building: _Building, tmp_path: Path) -> None:
    path = tmp_path / "Calder.coopdesk"
    building.house.open_new(NewRegister(path, "Calder Allotments", "4321R", LegalForm.CO_OPERATIVE, 100))
    building.wait(lambda: building.house.session is not None and building.session.is_open)
    building.settle()
    assert building.session.desk.ask(letterhead).name == "Calder Allotments"
    assert building.door().banner.name() == "Call a meeting first"


def test_a_new_register_is_not_made_over_a_file(building: _Building, ours: Path) -> None:
    before = ours.read_bytes()
    building.house.open_new(NewRegister(ours, "Calder", "1", LegalForm.CO_OPERATIVE, 100))
    building.wait(lambda: building.house.start is not None)
    assert building.house.start is not None
    assert "is there already" in building.house.start.fault()
    assert ours.read_bytes() == before


def test_the_sample_is_a_fresh_copy_each_time(building: _Building) -> None:
    building.house.begin("--demo")
    building.wait(lambda: building.house.session is not None and building.session.is_open)
    first = building.session.desk.store.path
    building.house.begin("--demo")
    building.wait(lambda: building.house.session is not None and building.session.is_open)
    assert building.session.desk.store.path != first
    building.settle()


def test_with_one_screen_the_wall_never_covers_the_operator(building: _Building, ours: Path) -> None:
    building.open(ours)
    wall = building.session.wall
    assert wall is not None
    said: list[str] = []
    wall.said.connect(said.append)
    wall.show_at_hand()
    building.settle()
    assert not wall.window.isVisible()
    assert "No second screen" in said[-1]
    assert isinstance(wall.window.slide(), WelcomeSlide)
    wall.blank()
    assert isinstance(wall.window.slide(), BlankSlide)
    wall.blank()
    assert isinstance(wall.window.slide(), WelcomeSlide)


@pytest.mark.parametrize("name", ["runsheet", "door", "votes"])
def test_the_whole_window_is_unclipped_in_every_look(building: _Building, ours: Path, name: str) -> None:
    building.open(ours)
    building.session.shell.open_page(name)
    building.settle()
    assert audit_all_looks(building.window, building.settle) == []


def test_the_paper_roll_is_kept_again_when_the_file_is_opened_again(
    building: _Building, ours: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    building.open(ours)
    building.session.hub.publish(RollWish("keep", stick))
    building.wait((stick / "paper-roll.pdf").is_file)
    building.settle()
    building.house.show_start()
    (stick / "paper-roll.pdf").unlink()
    building.open(ours)
    building.wait((stick / "paper-roll.pdf").is_file)
    building.session.hub.publish(RollWish("stop"))
    building.settle()
    assert read_settings(settings_file()).roll_of(ours) is None


def test_a_stick_that_is_not_there_is_told_and_nothing_else_stops(
    building: _Building, ours: Path, tmp_path: Path
) -> None:
    building.house._settings = building.house._settings.with_roll(ours, tmp_path / "pulled out")
    building.open(ours)
    toast = building.session.shell.findChild(Toast)
    assert isinstance(toast, Toast)
    building.wait(toast.isVisible)
    assert "paper-roll.pdf was not written" in toast.text()
    assert building.door().banner.name() == "Scan the first card"


def test_a_pdf_dropped_on_any_page_is_checked(building: _Building, ours: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"a letter")
    building.open(ours)
    building.session.shell.file_dropped.emit(letter)
    building.wait(lambda: isinstance(building.session.shell.page(), PapersPage))
    building.settle()
    page = building.session.shell.page()
    assert isinstance(page, PapersPage)
    building.wait(lambda: page.news.text() != "")
    assert "letter.pdf" in page.news.text()
    assert "cannot be read as a PDF" in page.news.text()


@pytest.mark.parametrize("page", ["papers", "runsheet", "votes"])
def test_undo_with_nothing_to_undo_says_so(building: _Building, ours: Path, qtbot: QtBot, page: str) -> None:
    building.open(ours)
    building.session.shell.open_page(page)
    building.wait(lambda: building.session.shell.front() == page)
    building.settle()
    focus = building.session.shell.page().primary_focus()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    toast = building.session.shell.findChild(Toast)
    assert isinstance(toast, Toast)
    building.settle()
    told = [toast.text(), *(each.text() for each in building.session.shell.page().findChildren(NewsLine))]
    assert any("nothing" in each and "undo" in each for each in told)


def test_what_stands_is_not_walked_through_by_the_garbage_collector_while_a_file_is_open(
    building: _Building, ours: Path
) -> None:
    building.open(ours)
    building.wait(lambda: gc.get_freeze_count() > 0)
    building.house.show_start()
    assert gc.get_freeze_count() == 0
