"""The real program on a real file, for the window's figures: keys are posted to it and its paints are timed.

Each figure is taken in a process of its own (``processes.py``), with settings and samples in a folder that goes away.
"""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from coopdesk.app.house import House
from coopdesk.app.session import Session
from coopdesk.app.settings import Settings
from coopdesk.ui.kit.page import Page
from coopdesk.ui.opening import OpeningWindow
from tests.bench.paints import Paints

PATIENCE = 60.0
"""Seconds after which something that should have been painted will not be."""

TICK_MS = 2


class Heartbeat(QObject):
    """Beats as often as the window's thread lets it, and knows its longest pause."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last = time.monotonic_ns()
        self.longest = 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start(1)

    def _on_beat(self) -> None:
        now = time.monotonic_ns()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def stop(self) -> int:
        """The longest pause, in nanoseconds."""
        self._on_beat()
        self._timer.stop()
        self.deleteLater()
        return self.longest


class OpenWindow:
    """The program's window with a society's file in it, at the size of a small laptop."""

    def __init__(self, file: Path, width: int = 1366, height: int = 768) -> None:
        made = QApplication.instance()
        self.app = made if isinstance(made, QApplication) else QApplication([])
        self.window = OpeningWindow("light", 100)
        self.window.resize(width, height)
        self.window.show()
        self.window.activateWindow()
        self._due = 0.0
        # Something to wake up for, so that a wait can end.
        self._tick = QTimer(self.window)
        self._tick.start(TICK_MS)
        self.house = House(self.app, self.window, Settings(theme="light"))
        # A crash report would keep from the terminal what went wrong in a figure.
        self.house.crashes.remove()
        self.house.open_file(file)
        self.wait(self._opened)
        self.window.activateWindow()
        self.settle()

    def _opened(self) -> bool:
        session = self.house.session
        return session is not None and session.shell.page().title != "" and session.jobs.busy() is False

    @property
    def session(self) -> Session:
        """The open file's session."""
        session = self.house.session
        assert session is not None
        return session

    def page(self) -> Page:
        """The page in front."""
        return self.session.shell.page()

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the program work until something holds.

        Raises:
            TimeoutError: it does not come to hold.
        """
        end = time.monotonic() + PATIENCE
        # A loop that never sleeps would keep Python's one lock from the store thread that is being waited for.
        while not until():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.monotonic() > end:
                raise TimeoutError("the window did not come to the state waited for")

    def settle(self, seconds: float = 0.4) -> None:
        """Let timers run out (pages read again 100 ms after an event) and queues empty."""
        end = time.monotonic() + seconds
        self.wait(lambda: time.monotonic() > end and not self.session.jobs.busy())

    def open_page(self, name: str) -> Page:
        """Bring a page to the front."""
        before = self.page()
        self.session.shell.open_page(name)
        self.wait(lambda: self.page() is not before)
        self.settle()
        return self.page()

    def type_keys(self, text: str) -> int:
        """Post keys to what has the focus; returns when the last one was posted, in nanoseconds."""
        target = self.window.focusWidget() or self.window
        at = 0
        for sign in text:
            key = Qt.Key.Key_Return if sign == "\r" else Qt.Key(ord(sign.upper()))
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                if kind == QEvent.Type.KeyPress:
                    at = time.monotonic_ns()
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, sign)
                QCoreApplication.postEvent(target, event)
        return at

    def timed(self, act: Callable[[], int], ready: Callable[[], bool]) -> int:
        """Nanoseconds from what ``act`` returns to the paint in which ``ready`` held."""
        paints = Paints(self.window, ready)
        begun = act()
        self.wait(lambda: paints.at != 0)
        paints.stop()
        return paints.at - begun

    def due(self, seconds: float) -> bool:
        """True once each so many seconds."""
        now = time.monotonic()
        if now < self._due:
            return False
        self._due = now + seconds
        return True

    def longest_stall(self, act: Callable[[], object], until: Callable[[], bool]) -> int:
        """The longest the window did not answer, in nanoseconds, from an act until something holds."""
        beat = Heartbeat(self.window)
        act()
        self.wait(until)
        self.settle()
        return beat.stop()

    def close(self) -> None:
        """End the program."""
        self.window.close()
        self.wait(lambda: self.house.session is None)
