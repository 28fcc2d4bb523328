"""When a picture is on the screen. It imports nothing but Qt, so that a cold start can be watched with it."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class Paints(QObject):
    """Notes when the window has put on the screen a picture in which things stood as they should."""

    def __init__(self, window: QWidget, ready: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window = window
        self._ready = ready
        self.at = 0
        """Nanoseconds of ``time.monotonic_ns``; 0 while it has not been painted."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest and self.at == 0:
            # Layouts are done before it; while it is handled, all that changed is painted and flushed.
            ready = self._ready()
            watched.event(event)
            if ready:
                self.at = time.monotonic_ns()
            return True
        return False

    def stop(self) -> None:
        """Look no longer."""
        self._window.removeEventFilter(self)
