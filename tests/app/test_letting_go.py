"""What a file leaves behind when it is closed: nothing that Python's collector would have to take from Qt.

Found in a test run that died: a page was destroyed on the store's thread, and its timer fired in the window's.
"""

import gc
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from coopdesk.app.house import House
from coopdesk.app.settings import Settings
from coopdesk.services.perform import Desk
from coopdesk.storage.files import open_file
from coopdesk.ui.features import FEATURES
from coopdesk.ui.kit.collector import collect_between_events
from coopdesk.ui.kit.page import Page
from coopdesk.ui.members.page import MembersPage
from coopdesk.ui.minutes.page import MinutesPage
from coopdesk.ui.minutes.section_view import WordsEditor
from coopdesk.ui.opening import OpeningWindow
from coopdesk.ui.projector.window import ProjectorWindow
from coopdesk.ui.wall import WallWish
from tests.ui.leaving import close_for_good

PATIENCE = 30_000


P = TypeVar("P", bound=Page)


class _Opened:
    """The program with the sample in it, every page of which was in front once."""

    def __init__(self, house: House, before: list[QWidget], qtbot: QtBot) -> None:
        self.house = house
        self._before = before
        self._qtbot = qtbot

    def open(self, path: Path) -> None:
        self.house.open_file(path)
        self.wait_until_quiet()

    def wait_until_quiet(self) -> None:
        def quiet() -> bool:
            session = self.house.session
            return session is not None and session.is_open and not session.jobs.busy()

        self._qtbot.waitUntil(quiet, timeout=PATIENCE)

    def new_windows(self) -> list[QWidget]:
        """The windows there are, shown or not, since the program began."""
        return [each for each in QApplication.topLevelWidgets() if each not in self._before]

    def crashes(self) -> list[object]:
        """A list of what goes wrong from now on."""
        heard: list[object] = []
        self.house.crashes.crashed.connect(heard.append)
        return heard

    def hear_of_crashes(self) -> None:
        """Once for what is under way and the pages that go, once for the report of what went wrong with them."""
        for _ in range(2):
            self._qtbot.wait(50)

    def open_page(self, name: str, kind: type[P]) -> P:
        """Bring a page to the front."""
        assert self.house.session is not None
        self.house.session.shell.open_page(name)
        self.wait_until_quiet()
        page = self.house.session.shell.page()
        assert isinstance(page, kind)
        return page

    def visit_every_page(self) -> None:
        assert self.house.session is not None
        for feature in FEATURES:
            self.house.session.shell.open_page(feature.name)
            self.wait_until_quiet()


@pytest.fixture
def opened(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample_file: Path
) -> Iterator[_Opened]:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    # As when the program begins: Python collects where it likes.
    collect_between_events(qapp).release()
    # What earlier tests left is not this file's.
    gc.unfreeze()
    gc.collect()
    before = qapp.topLevelWidgets()
    window = OpeningWindow("light", 100)
    window.resize(1366, 768)
    window.show()
    made = _Opened(House(qapp, window, Settings("light")), before, qtbot)
    made.open(sample_file)
    yield made
    close_for_good(window)
    collect_between_events(qapp)


def test_what_the_store_leaves_behind_is_collected_in_the_windows_thread(opened: _Opened, qtbot: QtBot) -> None:
    where: list[int] = []

    class Left(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.me = self

    def note(*_: object) -> None:
        where.append(threading.get_ident())

    def read_much() -> None:
        for _ in range(20_000):
            ring: list[object] = []
            ring.append(ring)

    Left().destroyed.connect(note, Qt.ConnectionType.DirectConnection)
    assert opened.house.session is not None
    opened.house.session.jobs.store(read_much)
    qtbot.waitUntil(lambda: bool(where), timeout=PATIENCE)
    assert where == [threading.get_ident()]


def test_a_closed_file_leaves_no_widget_to_the_collector(opened: _Opened, qtbot: QtBot) -> None:
    opened.visit_every_page()
    gc.collect()
    opened.house.show_start()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        gc.collect()
        left = [type(each).__name__ for each in gc.garbage if isinstance(each, QObject) and isValid(each)]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
    assert left == []


def test_every_form_belongs_to_its_page_before_it_is_asked_for(opened: _Opened) -> None:
    opened.visit_every_page()
    windows = [each for each in opened.new_windows() if each.parent() is None]
    strangers = [each for each in windows if not isinstance(each, OpeningWindow | ProjectorWindow)]
    assert [(type(each).__name__, each.findChildren(QWidget)[:3]) for each in strangers] == []


def test_a_name_half_typed_when_the_file_is_closed_is_no_crash(opened: _Opened, qtbot: QtBot) -> None:
    crashes = opened.crashes()
    page = opened.open_page("members", MembersPage)
    page.search.setText("Sha")
    opened.house.show_start()
    # The page goes with the next turn of the event loop; its timer may come before it.
    QCoreApplication.processEvents()
    opened.hear_of_crashes()
    assert crashes == []


def test_words_of_the_minutes_half_typed_when_the_file_is_closed_are_kept(
    opened: _Opened, sample_file: Path, qtbot: QtBot
) -> None:
    crashes = opened.crashes()
    page = opened.open_page("minutes", MinutesPage)
    editor = page.findChild(WordsEditor)
    assert isinstance(editor, WordsEditor)
    editor.setFocus()
    editor.setPlainText("The chair thanked the bakers.")
    opened.house.show_start()
    opened.hear_of_crashes()
    assert crashes == []
    store = open_file(sample_file)
    kept = [row for (row,) in Desk(store).ask(lambda reader: reader.raw("SELECT words FROM minutes_text"))]
    store.close()
    assert kept == ["The chair thanked the bakers."]


def test_a_wish_still_on_its_way_when_the_file_is_closed_is_no_crash(opened: _Opened, qtbot: QtBot) -> None:
    crashes = opened.crashes()
    assert opened.house.session is not None
    opened.house.session.hub.publish(WallWish("show"))
    opened.house.show_start()
    opened.hear_of_crashes()
    assert crashes == []
