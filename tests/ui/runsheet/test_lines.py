"""The lists of the run sheet, by themselves."""

from datetime import UTC, datetime

import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from coopdesk.ui.runsheet.lines import LineList, RunLine

SEVEN = datetime(2026, 11, 28, 19, 0, tzinfo=UTC)


def test_a_list_closed_before_it_has_scrolled_to_its_newest_line_is_no_crash(look: QApplication, qtbot: QtBot) -> None:
    shown = LineList("What happened", newest=True)
    shown.show_lines([RunLine(1, "Welcome", "", SEVEN, "done")])
    shiboken6.delete(shown)
    with capture_exceptions() as caught:
        qtbot.wait(20)
    assert caught == []
