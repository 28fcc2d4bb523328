"""The first run: three doors by key, mouse and drop, and everything that can be wrong with a file said in place."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from coopdesk.domain.faults import FileHeld, NewerFile
from coopdesk.domain.rules import LegalForm
from coopdesk.ui.start.details import NewRegister, RecentFile, file_name
from coopdesk.ui.start.page import StartPage
from tests.ui.audit import audit_all_looks


@pytest.fixture
def page(look: QApplication, qtbot: QtBot) -> StartPage:
    made = StartPage()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.activateWindow()
    return made


def _drop(page: StartPage, *paths: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    left, plain, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(50, 50), copy, data, left, plain))
    QApplication.sendEvent(page, QDropEvent(QPointF(50, 50), copy, data, left, plain))


def test_the_three_doors_open_by_key(page: StartPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.sample_requested):
        QTest.keyClick(page, Qt.Key.Key_S)
    QTest.keyClick(page, Qt.Key.Key_N)
    assert page.form().isVisible()
    QTest.keyClick(page.form(), Qt.Key.Key_Escape)
    assert not page.form().isVisible()
    page.take_focus()
    QTest.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.findChild(QFileDialog) is not None)
    dialog = page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    with qtbot.waitSignal(page.open_requested) as wish:
        dialog.fileSelected.emit("/tmp/some.coopdesk")
    assert wish.args == [Path("/tmp/some.coopdesk")]
    dialog.reject()


def test_a_new_register_is_asked_for_with_what_was_typed(page: StartPage, qtbot: QtBot, tmp_path: Path) -> None:
    QTest.keyClick(page, Qt.Key.Key_N)
    form = page.form()
    QTest.keyClicks(form.field("name"), "Calder Allotments / Rhandiroedd")
    assert form.values()["path"].endswith("Calder Allotments Rhandiroedd.coopdesk")
    form.show_values({"number": "4321R", "legal_form": "community-benefit-society", "nominal": "0.50"})
    form.show_values({"path": str(tmp_path / "ours")})
    with qtbot.waitSignal(page.new_requested) as wish:
        QTest.keyClick(form.field("number"), Qt.Key.Key_Return)
    assert wish.args == [
        NewRegister(
            tmp_path / "ours.coopdesk", "Calder Allotments / Rhandiroedd", "4321R", LegalForm.COMMUNITY_BENEFIT, 50
        )
    ]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"name": " "}, "it is empty"),
        ({"name": "Ours", "nominal": "ten"}, "write an amount of money"),
        ({"name": "Ours", "nominal": "0"}, "write an amount of money"),
        ({"name": "Ours", "path": ""}, "choose a folder"),
    ],
)
def test_a_bad_answer_is_refused_in_the_form(page: StartPage, qtbot: QtBot, values: dict[str, str], told: str) -> None:
    QTest.keyClick(page, Qt.Key.Key_N)
    page.form().show_values(values)
    with qtbot.assertNotEmitted(page.new_requested):
        page.form().submit()
    assert told in page.form().refusal()
    assert page.form().verb().isEnabled()


def test_a_list_dropped_anywhere_goes_into_the_new_register(page: StartPage, qtbot: QtBot, tmp_path: Path) -> None:
    _drop(page, "/somewhere/members 2026.xlsx")
    assert page.form().isVisible()
    page.form().show_values({"name": "Ours", "path": str(tmp_path / "ours.coopdesk")})
    with qtbot.waitSignal(page.new_requested) as wish:
        page.form().submit()
    assert wish.args[0].spreadsheet == Path("/somewhere/members 2026.xlsx")


def test_a_society_file_dropped_anywhere_is_opened(page: StartPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.open_requested) as wish:
        _drop(page, "/stick/ours.coopdesk")
    assert wish.args == [Path("/stick/ours.coopdesk")]


def test_a_photograph_dropped_is_refused_in_a_sentence(page: StartPage, qtbot: QtBot) -> None:
    _drop(page, "/pictures/agm.jpg")
    assert "not a kind of file coopdesk reads" in page.fault()


@pytest.mark.parametrize("fault", [NewerFile("/a.coopdesk", 3, 1), FileHeld("nia", "desk-2", 4711)])
def test_what_is_wrong_with_a_file_is_said_in_place(page: StartPage, qtbot: QtBot, fault: Exception) -> None:
    page.set_busy("Opening a.coopdesk")
    page.show_fault(str(fault))
    assert page.fault() == str(fault)
    with qtbot.waitSignal(page.sample_requested):
        QTest.keyClick(page, Qt.Key.Key_S)
    assert page.fault() == ""


def test_a_file_that_cannot_be_made_is_told_in_the_form(page: StartPage, qtbot: QtBot, tmp_path: Path) -> None:
    QTest.keyClick(page, Qt.Key.Key_N)
    page.form().show_values({"name": "Ours", "path": str(tmp_path / "ours.coopdesk")})
    page.form().submit()
    page.show_fault("The disk is full, so this was not recorded.")
    assert "disk is full" in page.form().refusal()
    with qtbot.waitSignal(page.new_requested):
        page.form().submit()


def test_while_a_file_opens_no_second_one_is_asked_for(page: StartPage, qtbot: QtBot) -> None:
    page.set_busy("Opening a.coopdesk")
    with qtbot.assertNotEmitted(page.sample_requested), qtbot.assertNotEmitted(page.open_requested):
        QTest.keyClick(page, Qt.Key.Key_S)
        _drop(page, "/stick/ours.coopdesk")


def test_the_newest_recent_file_opens_by_enter(page: StartPage, qtbot: QtBot) -> None:
    page.activateWindow()
    page.show_recent([RecentFile(Path("/d/new.coopdesk"), "New"), RecentFile(Path("/d/old.coopdesk"), "Old")])
    first = page.focusWidget()
    assert first is not None
    with qtbot.waitSignal(page.open_requested) as wish:
        QTest.keyClick(first, Qt.Key.Key_Return)
    assert wish.args == [Path("/d/new.coopdesk")]


def test_file_names_keep_letters_of_any_script() -> None:
    assert file_name("Siop Ŵyn / ../etc: Cyf.") == "Siop Ŵyn .. etc Cyf.coopdesk"
    assert file_name("") == "Our society.coopdesk"


def test_nothing_is_clipped_or_unnamed(page: StartPage, qtbot: QtBot) -> None:
    page.show_recent([RecentFile(Path("/d/new.coopdesk"), "New stores", "412 members", "today 17:40")])
    page.show_fault(str(NewerFile("/a.coopdesk", 3, 1)))
    assert audit_all_looks(page) == []
    page.clear_fault()
    QTest.keyClick(page, Qt.Key.Key_N)
    page.form().submit()
    assert audit_all_looks(page) == []
