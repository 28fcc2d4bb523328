"""From the first door to a register: a new society with its members' list, and a look that is remembered."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.app.house import House
from coopdesk.app.settings import Settings, read_settings, settings_file
from coopdesk.domain.rules import LegalForm
from coopdesk.services.members import how_many
from coopdesk.services.society import letterhead
from coopdesk.ui.imports.page import ImportPage
from coopdesk.ui.opening import OpeningWindow
from coopdesk.ui.setup.page import SetupPage
from coopdesk.ui.start.details import NewRegister
from tests.ui.leaving import close_for_good

PATIENCE = 60_000
LIST = "Member number,Name,Shares\n1,Nia Parry,25\n2,Mair Pugh,1\n"


def test_a_new_register_begins_with_its_list_and_keeps_the_look(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, own_settings: None
) -> None:
    (tmp_path / "members.csv").write_text(LIST, encoding="utf-8")
    window = OpeningWindow("light", 100)
    window.resize(1366, 768)
    window.show()
    house = House(qapp, window, Settings("light"))
    house.show_start()
    start = house.start
    assert start is not None
    wanted = NewRegister(
        tmp_path / "ours.coopdesk", "Ours", "1R", LegalForm.CO_OPERATIVE, 100, tmp_path / "members.csv"
    )
    start.new_requested.emit(wanted)
    qtbot.waitUntil(lambda: house.session is not None and house.session.is_open, timeout=PATIENCE)
    session = house.session
    assert session is not None
    qtbot.waitUntil(lambda: isinstance(session.shell.page(), ImportPage), timeout=PATIENCE)
    page = session.shell.page()
    assert isinstance(page, ImportPage)
    qtbot.waitUntil(lambda: page.stage == "checked", timeout=PATIENCE)
    page.act.click()
    qtbot.waitUntil(lambda: page.stage == "done", timeout=PATIENCE)
    assert session.desk.ask(how_many) == 2
    assert session.desk.ask(letterhead).name == "Ours"
    session.shell.open_page("setup")
    qtbot.waitUntil(lambda: isinstance(session.shell.page(), SetupPage), timeout=PATIENCE)
    setup = session.shell.page()
    assert isinstance(setup, SetupPage)
    setup.computer.theme.setCurrentIndex(setup.computer.theme.findData("dark"))
    assert read_settings(settings_file()).theme == "dark"
    house.appearance.choose("light")
    house.show_start()
    close_for_good(window)
