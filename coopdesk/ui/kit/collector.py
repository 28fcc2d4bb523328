"""Python's cycle collector, kept to the window's thread and to the moments between two events.

Left to itself it runs in whatever thread makes the next object: mostly on the store's, in the middle of a question to
the file. Widgets that only a cycle still holds are then destroyed there. Their timers stay in the window's list and
their connections in its tables, and the next event meets memory that is no longer theirs: the program dies.
"""

import gc
import time

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot

LOOK_MS = 1000
"""How often it is seen whether there is enough to collect."""

SHARE = 20
"""A look through everything takes at most one part in so many of the time: the window stands still during it."""


class Collector(QObject):
    """Collects as often as Python would, once a second at most. It rests where ``gc.disable()`` asks for rest."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thresholds = (0, 0, 0)
        self._not_before = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self.take_over()

    def take_over(self) -> None:
        """Collect here, and nowhere else."""
        if gc.get_threshold()[0]:
            self._thresholds = gc.get_threshold()
        # Not gc.disable(): long counts use that to ask for rest, and switch it on again afterwards.
        gc.set_threshold(0)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Collect the generations that have grown by what Python would wait for."""
        if not gc.isenabled():
            return
        grown = [count > threshold for count, threshold in zip(gc.get_count(), self._thresholds, strict=True)]
        if grown[2] and time.monotonic() >= self._not_before:
            began = time.monotonic()
            gc.collect()
            ended = time.monotonic()
            self._not_before = ended + SHARE * (ended - began)
        elif grown[1]:
            gc.collect(1)
        elif grown[0]:
            gc.collect(0)

    def release(self) -> None:
        """Let Python collect by itself again, in whatever thread."""
        self._timer.stop()
        gc.set_threshold(*self._thresholds)


def collect_between_events(app: QCoreApplication) -> Collector:
    """Keep the collector to the thread of ``app`` for as long as the program runs. Asked for twice it is the same."""
    found = app.findChild(Collector)
    kept = found if isinstance(found, Collector) else Collector(app)
    kept.take_over()
    return kept
