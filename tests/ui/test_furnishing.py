"""The window changes its furniture: outline, start page, a file, the start page again."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.ui.opening import OpeningWindow


def _furniture() -> tuple[QWidget, QLineEdit]:
    content = QWidget()
    field = QLineEdit(content)
    QVBoxLayout(content).addWidget(field)
    return content, field


def _furniture_is_taken_away() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_file_opens_from_the_start_page_as_it_does_at_once(qtbot: QtBot) -> None:
    window = OpeningWindow("light", 100)
    qtbot.addWidget(window)
    window.furnish(QWidget())
    _furniture_is_taken_away()
    content, field = _furniture()
    window.furnish(content, field)
    assert content.isAncestorOf(field)
    assert field.text() == ""


def test_what_was_typed_before_the_pages_came_is_kept(qtbot: QtBot) -> None:
    window = OpeningWindow("light", 100)
    qtbot.addWidget(window)
    window.field.setText("0427")
    content, field = _furniture()
    window.furnish(content, field)
    assert field.text() == "0427"


def test_what_was_typed_in_one_file_does_not_reach_the_next(qtbot: QtBot) -> None:
    window = OpeningWindow("light", 100)
    qtbot.addWidget(window)
    first, field = _furniture()
    window.furnish(first, field)
    field.setText("a name")
    window.furnish(QWidget())
    _furniture_is_taken_away()
    second, fresh = _furniture()
    window.furnish(second, fresh)
    assert fresh.text() == ""
