"""The memory stick with the society's file is pulled out while the board is being elected, and put in again."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.app.house import House
from coopdesk.app.settings import Settings
from coopdesk.services.elections import OpenElection
from coopdesk.services.perform import Desk
from coopdesk.services.verify import verify
from coopdesk.storage.files import open_file
from coopdesk.ui.elections.page import ElectionsPage
from coopdesk.ui.opening import OpeningWindow
from tests.ui.elections.states import called
from tests.ui.leaving import close_for_good

PATIENCE = 30_000


class _AtElections:
    """The window at the page of elections, with a society on a stick."""

    def __init__(self, house: House, stick: Path, qtbot: QtBot) -> None:
        self.house, self.stick, self._qtbot = house, stick, qtbot
        self.crashes: list[object] = []
        house.crashes.crashed.connect(self.crashes.append)

    def settle(self) -> None:
        def quiet() -> bool:
            session = self.house.session
            return session is not None and session.is_open and not session.jobs.busy()

        for _ in range(3):
            self._qtbot.waitUntil(quiet, timeout=PATIENCE)
            self._qtbot.wait(120)

    @property
    def page(self) -> ElectionsPage:
        assert self.house.session is not None
        page = self.house.session.shell.page()
        assert isinstance(page, ElectionsPage)
        return page

    def mark_the_roll(self, member: str) -> str:
        """Hand out a paper; what is said of it, in the form or above it."""
        form = self.page.form()
        assert form is not None
        form.show_values({"member": member})
        form.submit()
        self.settle()
        return form.refusal() or self.page.news.text()


@pytest.fixture
def at(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample_file: Path
) -> Iterator[_AtElections]:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    stick = tmp_path / "stick"
    stick.mkdir()
    file = Path(shutil.move(sample_file, stick / "society.coopdesk"))
    store = open_file(file)
    called(Desk(store))
    store.close()
    window = OpeningWindow("light", 100)
    window.resize(1366, 768)
    window.show()
    made = _AtElections(House(qapp, window, Settings("light")), stick, qtbot)
    made.house.open_file(file)
    made.settle()
    assert made.house.session is not None
    made.house.session.desk.perform(OpenElection(1, 1))
    made.house.session.shell.open_page("elections")
    made.settle()
    yield made
    close_for_good(window)
    assert made.crashes == []


def test_an_act_on_a_stick_that_is_out_says_so_once_and_nothing_is_lost(at: _AtElections) -> None:
    assert "The roll is marked for member 3" in at.mark_the_roll("3")
    away = at.stick.rename(at.stick.with_name("in somebody's pocket"))
    said = at.mark_the_roll("4")
    assert "society.coopdesk" in said
    assert "\n" not in said
    away.rename(at.stick)
    assert "The roll is marked for member 4" in at.mark_the_roll("4")
    at.house.show_start()
    store = open_file(at.stick / "society.coopdesk")
    assert Desk(store).ask(verify).sound
    store.close()


def test_a_file_closed_while_its_stick_is_out_is_whole_when_it_is_back(at: _AtElections) -> None:
    at.mark_the_roll("3")
    away = at.stick.rename(at.stick.with_name("in somebody's pocket"))
    at.house.show_start()
    away.rename(at.stick)
    store = open_file(at.stick / "society.coopdesk")
    assert Desk(store).ask(verify).sound
    given = Desk(store).ask(lambda reader: reader.raw("SELECT count(*) FROM election_issue"))
    store.close()
    assert given == [(1,)]
