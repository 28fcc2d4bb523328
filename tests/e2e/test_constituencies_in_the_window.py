"""Two constituencies of one board through the real window by keys and cards: called in one form, opened, closed and
declared together, on one paper; the desk warns where so few may vote that the result tells on them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.services import everything
from coopdesk.services.membership import EditMember
from coopdesk.services.perform import Desk
from coopdesk.services.sample import make_sample
from coopdesk.services.verify import verify
from coopdesk.storage import files
from coopdesk.ui.elections.page import ElectionsPage
from coopdesk.ui.kit.dialogs import PlainDialog
from tests.documents.lint import lint
from tests.documents.reading import whole_text
from tests.e2e.operator import Operator

assert everything

GROWERS = (3, 5, 7)
"""Three growers: a constituency in which the result tells how each of them voted."""
WORKERS = tuple(range(8, 20))


@pytest.fixture
def operator(qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Operator]:
    """The window open on a society whose members are in two classes."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    path = tmp_path / "Hebden Stores.coopdesk"
    store = files.make(path)
    make_sample(store, datetime.now(UTC), members=20)
    desk = Desk(store)
    rest = tuple(each for each in range(1, 21) if each not in (*GROWERS, *WORKERS))
    for name, members in (("Growers", GROWERS), ("Individual", rest), ("Workers", WORKERS)):
        for member in members:
            desk.perform(EditMember(member=member, class_name=name))
    store.close()
    made = Operator(qtbot, qapp, path)
    yield made
    made.leave()


@pytest.mark.timeout(300)
def test_a_board_is_elected_by_constituency_in_the_window(operator: Operator, tmp_path: Path) -> None:
    operator.press("Ctrl+9")
    page = operator.page(ElectionsPage)
    _call(operator, page)
    _nominate(operator, page, (5, 7))
    _first_act(page, "Go on with Workers")
    operator.press("F8")
    _nominate(operator, page, (9, 11, 13))
    _open_with_a_warning(operator, page)
    _hand_out(operator, page)
    _first_act(page, "Close both ballots")
    operator.press("F8")
    _count(operator, page, ("1", "1", "1 2", "2", "2"))
    _first_act(page, "Go on with Growers")
    operator.press("F8")
    _count(operator, page, ("1", "1", "2"))
    _declare(operator, page, tmp_path / "declaration.pdf")
    operator.leave()
    _read_the_paper(tmp_path)


def _first_act(page: ElectionsPage, words: str) -> None:
    assert page.acts()[0].words() == words


def _answer(operator: Operator, said: str) -> None:
    dialog = operator.page(ElectionsPage).findChild(PlainDialog)
    assert isinstance(dialog, PlainDialog)
    assert said in dialog.sentences()
    operator.press("Enter")
    # Without a window manager nobody gives the window its focus back after the question.
    operator.window.activateWindow()
    operator.settle()


def _call(operator: Operator, page: ElectionsPage) -> None:
    operator.press("Alt+Y")
    operator.type("Election of directors")
    for places in ("1", "", "2"):
        operator.press("Tab")
        operator.type(places)
    operator.press("Enter")
    assert "The constituencies are called" in page.news.text()
    assert "Growers" in page.picker.currentText(), "the first one called is at hand"


def _nominate(operator: Operator, page: ElectionsPage, members: tuple[int, ...]) -> None:
    for member in members:
        operator.scan(operator.card(member))
        operator.press("Enter")
        assert page.news.text().endswith("is nominated.")


def _open_with_a_warning(operator: Operator, page: ElectionsPage) -> None:
    _first_act(page, "Open both ballots")
    operator.press("F8")
    _answer(operator, "Only 3 may vote for Growers")
    assert page.news.text() == "The ballots are open."
    operator.press("Ctrl+Z")
    _first_act(page, "Open both ballots")
    operator.press("F8")
    _answer(operator, "Only 3 may vote for Growers")


def _hand_out(operator: Operator, page: ElectionsPage) -> None:
    """One desk for both: the card says which roll is marked, whichever constituency is looked at."""
    for member, of in ((3, "Growers"), (5, "Growers"), (7, "Growers"), *((each, "Workers") for each in WORKERS[:5])):
        operator.scan(operator.card(member))
        assert page.news.text().endswith(f"Give them a paper of {of}.")
    operator.scan(operator.card(1))
    form = page.form()
    assert form is not None
    assert "not on its roll" in form.refusal()


def _count(operator: Operator, page: ElectionsPage, papers: tuple[str, ...]) -> None:
    for reader in (1, 2):
        if reader == 2:
            operator.press("Tab")
            operator.press("Down")
        if page.papers.values()["paper"] != "1":
            operator.type("1")
            operator.press("Tab")
        for marks in papers:
            operator.type(marks)
            operator.press("Enter")
    assert "both readings agree" in page.news.text()
    assert page.acts()[0].words().startswith("Count: ")
    operator.press("F8")
    if len(papers) < 5:
        _answer(operator, f"Only {len(papers)} papers came back for Growers")
    assert page.news.text() == "Counted."


def _declare(operator: Operator, page: ElectionsPage, path: Path) -> None:
    _first_act(page, "Declare both results")
    operator.press("F8")
    _answer(operator, "Growers, Workers.")
    _first_act(page, "Save the declaration of all")
    operator.press("F8")
    operator.save_as(path)
    operator.wait(path.exists)


def _read_the_paper(folder: Path) -> None:
    store = files.open_file(folder / "Hebden Stores.coopdesk")
    try:
        assert Desk(store).ask(verify).findings == ()
    finally:
        store.close()
    data = (folder / "declaration.pdf").read_bytes()
    assert lint(data) == []
    said = " ".join(whole_text(data).split())
    assert "2 constituencies, each with a roll, papers and a count of its own." in said
    assert "Growers 3 3 0 3 1 0" in said
    assert "Workers 12 5 0 5 2 0" in said
