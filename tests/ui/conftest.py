"""The look every test of the window starts with, and the guard that none leaves a window behind."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.theme import load_fonts, put_in_force, read_theme


@pytest.fixture
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[QtBot]:
    """pytest-qt's, that holds its windows to the end of the test.

    It refers to them weakly itself: one that only its own parts still hold could be collected before it was closed.
    """
    held: list[QWidget] = []
    add = qtbot.addWidget

    def add_and_hold(widget: QWidget, **options: Any) -> None:
        held.append(widget)
        add(widget, **options)

    monkeypatch.setattr(qtbot, "addWidget", add_and_hold)
    yield qtbot
    # What was closed goes now, whole, and not piece by piece under the next test.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    held.clear()


@pytest.fixture(scope="session")
def _fonts(qapp: QApplication) -> None:
    load_fonts()
    qapp.setStyle("Fusion")
    # A blinking caret is a timer that ends some pictures differently from others.
    qapp.setCursorFlashTime(0)


@pytest.fixture
def look(qapp: QApplication, _fonts: None) -> Iterator[QApplication]:
    """The application in the light theme at 100 % text; windows left open afterwards are a fault."""
    put_in_force(qapp, read_theme("light", 100))
    yield qapp
    left = [window for window in qapp.topLevelWidgets() if window.isVisible()]
    for window in left:
        window.close()
    assert not left, f"windows left open: {left}"


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    """The two queues, closed at the end with no thread left."""
    made = Jobs()
    yield made
    assert made.close(10_000)
