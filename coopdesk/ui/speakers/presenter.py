"""The presenter of the speakers' list, and its clock: counted from when the floor was given, and stored nowhere."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from coopdesk.services.events import Event
from coopdesk.services.perform import Desk
from coopdesk.services.speakers import (
    AddSpeaker,
    CallSpeaker,
    DropSpeaker,
    EndSpeaker,
    SpeakerLine,
    SpeakersView,
    speakers_now,
)
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.presenter import Presenter

SPEAKER_ACTS = frozenset(("AddSpeaker", "CallSpeaker", "DropSpeaker"))
"""What undo takes back here."""

TICK_MS = 500


class SpeakersPresenter(Presenter):
    """``shown(SpeakersView | None)``; ``moved(seconds)`` as the clock runs; ``asked(SpeakerLine)``."""

    shown = Signal(object)
    moved = Signal(int)
    asked = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(desk, jobs, hub, parent)
        self._meeting = 0
        self._speaking: SpeakerLine | None = None
        hub.subscribe(Event, self.read_soon)
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(self._on_tick)

    def read(self) -> None:
        """Read the list of the meeting at hand."""
        self.ask(self._on_read, speakers_now, self.desk.now())

    def stop(self) -> None:
        """Read no more: the file is being closed."""
        self._clock.stop()
        super().stop()

    def add(self, who: str) -> None:
        """Somebody asks to speak."""
        self.perform(AddSpeaker(self._meeting, who), self._on_asked)

    def call(self, number: int, seconds: int) -> None:
        """Give the floor to the next (0), or to a number of the list."""
        self.perform(CallSpeaker(self._meeting, number, seconds), self._on_done)

    def end(self) -> None:
        """The speaker is done."""
        self.perform(EndSpeaker(self._meeting), self._on_done)

    def drop(self, number: int) -> None:
        """Take somebody off the list."""
        self.perform(DropSpeaker(self._meeting, number), self._on_done)

    def undo(self) -> None:
        """Take back the last act on the list."""
        self.jobs.store(partial(self.desk.undo, SPEAKER_ACTS), self._on_done, self._on_failed)

    def _on_asked(self, line: SpeakerLine) -> None:
        self.asked.emit(line)
        self.read()

    def _on_done(self, _value: object) -> None:
        self.read()

    def _on_tick(self) -> None:
        if self._speaking is not None:
            self.moved.emit(self._speaking.left(self.desk.now()))

    def _on_read(self, view: SpeakersView | None) -> None:
        self._meeting = 0 if view is None else view.meeting.id
        self._speaking = None if view is None else view.speaking
        self.shown.emit(view)
        self._on_tick()
        if self._speaking is None or self._stopped:
            self._clock.stop()
        elif not self._clock.isActive():
            self._clock.start()
