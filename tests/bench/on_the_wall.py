"""python -m tests.bench.on_the_wall: frames of the projector at 1920 by 1080, against one fillRect."""

import dataclasses
import random
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from coopdesk.services.projector import ResultSlide, VotingSlide
from coopdesk.ui.kit.theme import load_fonts, put_in_force, read_theme
from coopdesk.ui.projector.window import ProjectorWindow
from tests.bench.processes import tell

ROUNDS = 120
_SOCIETY = "Hebden Stores Co-operative Society Ltd"
_TITLE = "Motion 4: That the society adopts the rules laid before the meeting in place of its present rules"
_FOOT = "118 members present  ·  declared 19:47"
RESULT = ResultSlide(
    _SOCIETY, "Special resolution  ·  vote closed", _TITLE, 86, 31, 10, False, 117, 78, "two-thirds needed", "carried",
    "86 of the 117 votes cast were for (73.5 %); at least 78 were needed.", "", _FOOT,
)  # fmt: skip
VOTING = VotingSlide(_SOCIETY, "Voting is open", _TITLE, False, 0, 500, None, None, None, _FOOT)


class Filled(QWidget):
    """The floor: one fillRect of the whole window."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#0b1220"))
        painter.end()


class WallAtWork:
    """The wall, and beside it the floor."""

    def __init__(self) -> None:
        self._filled = Filled()
        self._result, self._voting = ProjectorWindow(), ProjectorWindow()
        for window in (self._filled, self._result, self._voting):
            window.resize(1920, 1080)
            window.show()
        self._result.show_slide(RESULT)
        self._voting.show_slide(VOTING)
        self._received = 0
        QApplication.processEvents()

    def variants(self) -> dict[str, Callable[[], None]]:
        """What is timed, by name."""
        return {
            "floor": self._filled.repaint,
            "frame": self._result.repaint,
            "vote": self.vote,
            "slide": self.slide,
        }

    def vote(self) -> None:
        """One more vote has been received."""
        self._received += 1
        self._show(self._voting, dataclasses.replace(VOTING, received=self._received))

    def slide(self) -> None:
        """Another result, drawn from nothing."""
        self._received += 1
        slide = dataclasses.replace(RESULT, heading=f"Motion {self._received}", votes_for=86 + self._received % 30)
        self._show(self._result, slide)

    def _show(self, window: ProjectorWindow, slide: ResultSlide | VotingSlide) -> None:
        window.show_slide(slide)
        QCoreApplication.sendPostedEvents(window, QEvent.Type.UpdateRequest)

    def close(self) -> None:
        """Take all down."""
        self._filled.close()
        self._result.end()
        self._voting.end()


if __name__ == "__main__":
    app = QApplication([])
    load_fonts()
    put_in_force(app, read_theme("light", 100))
    wall = WallAtWork()
    acts = wall.variants()
    samples: dict[str, list[int]] = {name: [] for name in acts}
    dice = random.Random(2)
    for _ in range(ROUNDS):
        for name in dice.sample(list(acts), len(acts)):
            begun = time.perf_counter_ns()
            acts[name]()
            samples[name].append(time.perf_counter_ns() - begun)
    wall.close()
    tell({name: each[5:] for name, each in samples.items()})
