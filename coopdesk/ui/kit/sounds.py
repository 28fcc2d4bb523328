"""Three tones at the door: may vote, may enter but not vote, stop.

PySide6-Essentials has only the system's beep, so the tones are told apart by number: one, two, three.
"""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

Sound = Literal["welcome", "attention", "stop"]

_BEEPS: dict[Sound, int] = {"welcome": 1, "attention": 2, "stop": 3}
SPACING_MS = 140


class Sounds(QObject):
    """Plays a tone; a new one replaces what is still to come of the last."""

    def __init__(self, parent: QObject | None = None, beep: Callable[[], None] = QApplication.beep) -> None:
        super().__init__(parent)
        self._beep = beep
        self._left = 0
        self._timer = QTimer(self)
        self._timer.setInterval(SPACING_MS)
        self._timer.timeout.connect(self._on_tick)

    def play(self, sound: Sound) -> None:
        """Sound one, two or three beeps without waiting for them."""
        self._left = _BEEPS[sound]
        self._on_tick()

    def _on_tick(self) -> None:
        if self._left > 0:
            self._left -= 1
            self._beep()
        if self._left > 0:
            self._timer.start()
        else:
            self._timer.stop()
