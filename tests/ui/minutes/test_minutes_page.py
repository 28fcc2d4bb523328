"""The minutes on screen over a real meeting: words kept when their item is left, the paper beside them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from coopdesk.domain.clock import fixed_clock
from coopdesk.domain.faults import DiskFull
from coopdesk.domain.rules import LegalForm
from coopdesk.services.meetings import CloseMeeting, OpenMeeting
from coopdesk.services.minutes import EditMinutes
from coopdesk.services.minutes_at_hand import minutes_at_hand
from coopdesk.services.minutes_life import AgreeMinutes
from coopdesk.services.perform import Command, Desk, entries_backwards
from coopdesk.services.society import FoundSociety, preset_rules
from coopdesk.storage import files
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.pills import Pill
from coopdesk.ui.minutes.draft import own_words
from coopdesk.ui.minutes.item_row import ItemRow
from coopdesk.ui.minutes.page import MinutesPage, build
from coopdesk.ui.minutes.presenter import MinutesPresenter
from tests.ui.audit import audit_all_looks
from tests.ui.desks import NOW, sample_desk, settle, show


class _At:
    """The minutes of a meeting that has been opened."""

    def __init__(self, page: MinutesPage, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.page = page
        self.desk = desk
        self._jobs = jobs
        self._qtbot = qtbot

    def settle(self) -> None:
        settle(self._qtbot, self._jobs)

    def write(self, text: str) -> None:
        self.page.section.editor.setFocus()
        QTest.keyClicks(self.page.section.editor, text)

    def recorded(self, key: str) -> str:
        found = self.desk.ask(minutes_at_hand, NOW)
        assert found is not None
        return next(own_words(each) for each in found.view.sections if each.key == key)

    def edits(self) -> int:
        with self.desk.store.reading() as reader:
            return sum(entry.act == "EditMinutes" for entry in entries_backwards(reader))


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        desk.perform(OpenMeeting(1))
        page = build(desk, jobs, hub)
        assert isinstance(page, MinutesPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        yield _At(page, desk, jobs, qtbot)


def test_what_is_typed_first_is_the_secretarys_words(at: _At) -> None:
    focused = QApplication.focusWidget()
    assert focused is at.page.section.editor
    QTest.keyClicks(focused, "Taken as read.")
    assert at.page.section.editor.toPlainText() == "Taken as read."


def test_words_are_one_entry_when_their_item_is_left(at: _At) -> None:
    at.page.open_section("6")
    at.write("Nobody raised anything.")
    assert at.edits() == 0
    at.page.open_section("7")
    at.settle()
    assert at.recorded("6") == "Nobody raised anything."
    assert at.edits() == 1
    at.page.open_section("6")
    assert at.page.section.typed() == "Nobody raised anything."
    at.page.open_section("7")
    at.settle()
    assert at.edits() == 1


def test_ctrl_enter_goes_to_the_next_item_that_needs_words(at: _At) -> None:
    at.page.open_section("5")
    assert at.page.next.words() == "Next: item 6"
    at.write("Agreed.")
    QTest.keyClick(at.page.section.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    at.settle()
    assert at.recorded("5") == "Agreed."
    assert "6   Matters arising" in _shown(at.page)


def _shown(page: MinutesPage) -> list[str]:
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible()]


def test_leaving_the_page_keeps_the_words(at: _At) -> None:
    at.page.open_section("8")
    at.write("Received.")
    at.page.left()
    at.settle()
    assert at.recorded("8") == "Received."
    assert at.edits() == 1
    at.page.left()
    at.settle()
    assert at.edits() == 1


def test_closing_the_file_keeps_the_words(at: _At) -> None:
    at.page.open_section("8")
    at.write("Received.")
    for presenter in at.page.findChildren(MinutesPresenter):
        presenter.stop()
    at.settle()
    assert at.recorded("8") == "Received."


def test_news_from_the_door_does_not_take_words_from_under_the_pen(at: _At) -> None:
    at.page.open_section("8")
    at.write("Half a sen")
    at.desk.perform(EditMinutes(1, "9", "From the command line."))
    at.settle()
    assert at.page.section.typed() == "Half a sen"
    at.page.open_section("9")
    at.settle()
    assert at.page.section.typed() == "From the command line."
    assert at.recorded("8") == "Half a sen"


def test_words_the_disk_did_not_take_stay_and_are_tried_again(at: _At, monkeypatch: pytest.MonkeyPatch) -> None:
    real = at.desk.perform
    full = True

    def perform(command: Command[None], *, nonce: str | None = None) -> None:
        if full:
            raise DiskFull()
        real(command, nonce=nonce)

    monkeypatch.setattr(at.desk, "perform", perform)
    at.page.open_section("8")
    at.write("Received.")
    at.page.open_section("9")
    at.settle()
    assert "disk is full" in at.page.news.text()
    at.page.open_section("8")
    assert at.page.section.typed() == "Received."
    full = False
    at.page.open_section("9")
    at.settle()
    assert at.recorded("8") == "Received."


def test_the_page_says_where_the_minutes_stand_and_agreed_words_stay(at: _At) -> None:
    assert "DRAFT" in [each.text() for each in at.page.findChildren(Pill)]
    at.desk.perform(CloseMeeting(1))
    at.desk.perform(AgreeMinutes(1))
    at.settle()
    assert "AGREED" in [each.text() for each in at.page.findChildren(Pill)]
    before = at.edits()
    at.write("Too late.")
    at.page.keep_words()
    at.settle()
    assert "Too late" not in at.page.section.typed()
    assert at.edits() == before
    assert any("their words stand" in each for each in _shown(at.page))


def test_undo_takes_back_the_words_saved_last(at: _At) -> None:
    at.page.open_section("8")
    at.write("Wrong.")
    at.page.keep_words()
    at.settle()
    at.page.undo.click()
    at.settle()
    assert at.recorded("8") == ""
    assert at.page.section.typed() == ""


def test_the_paper_beside_is_the_real_one_and_turns(at: _At, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: at.page.paper.pages() > 1, timeout=20_000)
    at.page.page_turned.emit(1)
    qtbot.waitUntil(lambda: at.page.paper.number() == 1, timeout=20_000)
    pages = at.page.paper.pages()
    at.page.open_section("8")
    at.page.section.editor.setPlainText("A long report.\n\n" * 60)
    qtbot.waitUntil(lambda: at.page.paper.pages() > pages, timeout=20_000)


@pytest.mark.parametrize(("ending", "start"), [(".pdf", b"%PDF"), (".odt", b"PK"), (".md", b"#"), (".json", b"{")])
def test_the_minutes_are_saved_in_each_format(at: _At, tmp_path: Path, ending: str, start: bytes) -> None:
    at.page.format.choose(ending)
    at.page.save.click()
    dialog = at.page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / f"minutes{ending}"))
    dialog.reject()
    at.settle()
    assert (tmp_path / f"minutes{ending}").read_bytes().startswith(start)
    assert f"minutes{ending}" in at.page.news.text()


def test_before_any_meeting_the_page_says_what_to_do(
    look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    store = files.make(tmp_path / "new.coopdesk")
    desk = Desk(store, clock=fixed_clock(NOW))
    desk.perform(FoundSociety("New", "", "co-operative-society", preset_rules(LegalForm.CO_OPERATIVE, {})))
    page = build(desk, jobs, Hub())
    assert isinstance(page, MinutesPage)
    show(page, qtbot, jobs)
    settle(qtbot, jobs)
    assert any("No meeting has been called yet" in text for text in _shown(page))
    with qtbot.waitSignal(page.page_requested) as wish:
        button = page.primary_focus()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wish.args == ["setup"]
    assert audit_all_looks(page) == []
    store.close()


def test_nothing_is_clipped_or_unnamed(at: _At) -> None:
    at.page.open_section("1")
    at.settle()
    assert audit_all_looks(at.page) == []


def test_keys_alone_choose_an_item_write_it_and_save(at: _At, tmp_path: Path) -> None:
    rows = at.page.findChildren(ItemRow)
    rows[0].setFocus()
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    focused = QApplication.focusWidget()
    assert isinstance(focused, ItemRow)
    QTest.keyClick(focused, Qt.Key.Key_Return)
    at.settle()
    wanted = focused.key
    at.page.section.editor.setFocus()
    QTest.keyClicks(at.page.section.editor, "Nobody spoke.")
    QTest.keyClick(at.page.section.editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog = at.page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "minutes.pdf"))
    dialog.reject()
    at.settle()
    assert at.recorded(wanted) == "Nobody spoke."
    assert (tmp_path / "minutes.pdf").read_bytes().startswith(b"%PDF")


def test_up_and_down_stop_at_the_ends_of_the_list(at: _At) -> None:
    rows = at.page.findChildren(ItemRow)
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_Up)
    assert QApplication.focusWidget() is rows[0]
    for _ in range(len(rows) + 2):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert QApplication.focusWidget() is max(rows, key=lambda row: row.y())
