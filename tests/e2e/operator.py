"""Somebody at the desk: keyboard, scanner, and eyes on the window and the wall. Nothing is done behind the page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.app.house import House
from coopdesk.app.session import Session
from coopdesk.app.settings import Settings
from coopdesk.services.member_cards import cards_of_all
from coopdesk.services.perform import Desk
from coopdesk.services.projector import Slide
from coopdesk.services.verify import verify
from coopdesk.storage import files
from coopdesk.ui.kit.crash import CrashReport
from coopdesk.ui.kit.page import Page
from coopdesk.ui.opening import OpeningWindow
from tests.ui.leaving import close_for_good

P = TypeVar("P", bound=Page)

PATIENCE = 30_000
"""Milliseconds a slow machine may take for one step."""

QUIET = 120
"""Milliseconds without work: one alone is longer than the 100 that bursts of events are given, since the act itself may
take most of the first."""

KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Tab": Qt.Key.Key_Tab,
    "Space": Qt.Key.Key_Space,
    "Down": Qt.Key.Key_Down,
    "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right,
    **{f"F{number}": Qt.Key(Qt.Key.Key_F1.value + number - 1) for number in range(1, 13)},
}


@contextmanager
def record_of(path: Path) -> Iterator[Desk]:
    """The file as whoever reads it later finds it, its journal and rows proven first."""
    store = files.open_file(path)
    try:
        desk = Desk(store)
        assert desk.ask(verify).findings == ()
        yield desk
    finally:
        store.close()


class Operator:
    """Opens the program on a file and works it by keys and cards alone."""

    def __init__(self, qtbot: QtBot, app: QApplication, path: Path) -> None:
        self._qtbot = qtbot
        self.window = OpeningWindow("light", 100)
        self.window.resize(1366, 768)
        self.window.show()
        self.house = House(app, self.window, Settings("light"))
        self.crashes: list[CrashReport] = []
        self.house.crashes.crashed.connect(self.crashes.append)
        self.house.begin(str(path))
        self.wait(self._is_open)
        # Without a window manager nobody else gives the window the focus.
        self.window.activateWindow()
        self.settle()
        self.codes = {int(card.member_number): card.code for card in self.session.desk.ask(cards_of_all)}

    @property
    def session(self) -> Session:
        """The open file."""
        assert self.house.session is not None
        return self.house.session

    def page(self, kind: type[P]) -> P:
        """The page in front, which has to be of this kind."""
        page = self.session.shell.page()
        assert isinstance(page, kind), f"{type(page).__name__} is in front"
        return page

    def wall(self) -> Slide:
        """What the hall sees."""
        assert self.session.wall is not None
        return self.session.wall.window.slide()

    def press(self, key: str) -> None:
        """Press a key ("F8", "Ctrl+3", "Enter", "a") where the focus is, and wait for what comes of it."""
        modifiers = Qt.KeyboardModifier.NoModifier
        if key.startswith("Ctrl+"):
            modifiers, key = Qt.KeyboardModifier.ControlModifier, key.removeprefix("Ctrl+")
        elif key.startswith("Alt+"):
            modifiers, key = Qt.KeyboardModifier.AltModifier, key.removeprefix("Alt+")
        named = KEYS.get(key) or Qt.Key(ord(key.upper()))
        QTest.keyClick(self._focus(), named, modifiers)
        self.settle()

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        for sign in text:
            QTest.keyClick(self._focus(), sign)
            QTest.qWait(2)

    def scan(self, code: str) -> None:
        """Hold a card to the scanner: a burst of keys ending in Enter, wherever the focus is."""
        target = self._focus()
        for sign in code:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.postEvent(target, QKeyEvent(kind, ord(sign), Qt.KeyboardModifier.NoModifier, sign))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            end = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
            QApplication.postEvent(target, end)
        self.settle()

    def save_as(self, path: Path) -> None:
        """Choose a place in the file dialog that is open."""
        dialog = self.window.findChild(QFileDialog)
        assert isinstance(dialog, QFileDialog), "no file dialog is open"
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        self.window.activateWindow()
        self.settle()

    def card(self, number: int) -> str:
        """What the member's card says."""
        return self.codes[number]

    def run(self, words: str) -> None:
        """Find a command by name with Ctrl+K and run it."""
        self.press("Ctrl+K")
        self.type(words)
        self.press("Enter")

    def settle(self) -> None:
        """Wait until the store is idle and the pages have read again."""
        session = self.house.session
        quiet = 0
        while session is not None and quiet < 2:
            with self._qtbot.waitSignal(session.jobs.busy_changed, timeout=QUIET, raising=False) as stirred:
                pass
            self.wait(lambda: not session.jobs.busy())
            quiet = 0 if stirred.signal_triggered else quiet + 1
        assert not self.crashes, self.crashes[0].text

    def wait(self, ready: Callable[[], bool]) -> None:
        """Wait for something to be so."""
        self._qtbot.waitUntil(ready, timeout=PATIENCE)

    def leave(self) -> None:
        """Close the window, and the file with it."""
        close_for_good(self.window)

    def _is_open(self) -> bool:
        session = self.house.session
        return self.house.start is not None or (session is not None and session.shell.page().title != "Door")

    def _focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget
