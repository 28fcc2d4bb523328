"""python -m tests.bench.cold_start FILE: the program as ``main`` starts it, until the door can be used.

A name is typed the moment the window is painted; the door can be used when its own field is on the screen with that
name in it.
"""

import sys
import time

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from coopdesk.app import desktop
from coopdesk.ui.opening import OpeningWindow
from tests.bench.processes import tell

TYPED = "sm"


class Watcher(QObject):
    """Stands beside the first paint and types."""

    window: OpeningWindow
    painted = 0

    def begin(self, window: OpeningWindow) -> None:
        """Watch a window from before it is shown."""
        self.window = window
        window.painted.connect(self._on_painted)

    def _on_painted(self) -> None:
        self.painted = time.monotonic_ns()
        from PySide6.QtTest import QTest

        from tests.bench.paints import Paints

        QTest.keyClicks(self.window.field, TYPED)
        self._paints = Paints(self.window, self._is_usable)
        self.startTimer(5)

    def _is_usable(self) -> bool:
        box = self.window.focusWidget()
        place: QWidget | None = box
        while place is not None and type(place).__name__ != "DoorPage":
            place = place.parentWidget()
        return place is not None and isinstance(box, QLineEdit) and box.isEnabled() and box.text() == TYPED

    def timerEvent(self, _event: object) -> None:
        if self._paints.at:
            tell({"painted": [self.painted], "usable": [self._paints.at]})
            self.window.close()
            QApplication.exit()


class WatchedWindow(OpeningWindow):
    """The program's own window, with somebody watching it."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        watcher.begin(self)


watcher = Watcher()

if __name__ == "__main__":
    vars(desktop)["OpeningWindow"] = WatchedWindow
    sys.exit(desktop.run(sys.argv[1]))
