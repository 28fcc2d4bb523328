"""The run sheet's presenter: the lit act becomes commands, events make it read again."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from coopdesk.services.agenda import TakeItem
from coopdesk.services.events import Event
from coopdesk.services.meetings import AdjournMeeting
from coopdesk.services.minutes import EditMinutes, minutes_view
from coopdesk.services.minutes_view import OwnWords
from coopdesk.services.perform import Command, Desk
from coopdesk.services.run_sheet import RunSheetView, run_sheet_now
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.presenter import Presenter
from coopdesk.ui.wall import WallWish

RUN_SHEET_ACTS = frozenset(("TakeItem",))
"""What undo takes back here; the rest of an evening is a record."""

CLOCK_MS = 15_000


class RunSheetPresenter(Presenter):
    """``shown(RunSheetView | None)`` after every reading; ``done(kind)`` once the lit act was carried out."""

    shown = Signal(object)
    done = Signal(str)
    noted = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(desk, jobs, hub, parent)
        self._view: RunSheetView | None = None
        self._acting = False
        self.refused.connect(self._on_refused)
        hub.subscribe(Event, self.read_soon)
        self._clock = QTimer(self)
        self._clock.setInterval(CLOCK_MS)
        self._clock.timeout.connect(self.read_soon)
        self._clock.start()

    def stop(self) -> None:
        """Read no more: the file is being closed."""
        self._clock.stop()
        super().stop()

    def read(self) -> None:
        """Read where the meeting stands."""
        self.ask(self._on_read, run_sheet_now, self.desk.now())

    def do_act(self) -> None:
        """Carry out the lit act as it was last shown; F8 pressed twice does it once."""
        if self._view is not None and not self._acting:
            act = self._view.act
            self._carry_out(act.kind, act.commands(self._view.meeting.id))

    def take_informally(self) -> None:
        """Hear a report while waiting for a quorum."""
        if self._view is not None and self._view.informal:
            self._carry_out("take-item", (TakeItem(self._view.meeting.id, self._view.informal),))

    def adjourn(self) -> None:
        """Stop the meeting, to go on later."""
        if self._view is not None:
            self._carry_out("adjourn", (AdjournMeeting(self._view.meeting.id),))

    def undo(self) -> None:
        """Back to the item before."""
        self.jobs.store(partial(self.desk.undo, RUN_SHEET_ACTS), self._on_undone, self._on_failed)

    def show_on_wall(self) -> None:
        """Put what is at hand on the projector."""
        self.hub.publish(WallWish("show"))

    def note(self, section: str, text: str) -> None:
        """Add a line to the secretary's words for an item."""
        if self._view is not None:
            job = partial(self._add_note, self._view.meeting.id, section, text)
            self.jobs.store(job, self._on_noted, self._on_failed)

    def _add_note(self, meeting: int, section: str, text: str) -> None:
        view = self.desk.ask(minutes_view, meeting, self.desk.now())
        found = [each for each in view.sections if each.key == section]
        before = [block.markdown for each in found for block in each.blocks if isinstance(block, OwnWords)]
        self.desk.perform(EditMinutes(meeting, section, "\n\n".join((*before, text))))

    def _carry_out(self, kind: str, commands: tuple[Command[Any], ...]) -> None:
        if commands:
            self._acting = True
            self.jobs.store(partial(self._perform_all, commands), partial(self._on_done, kind), self._on_failed)

    def _perform_all(self, commands: tuple[Command[Any], ...]) -> None:
        for command in commands:
            self.desk.perform(command)

    def _on_done(self, kind: str, _nothing: None) -> None:
        self.done.emit(kind)
        self.read()

    def _on_refused(self, _error: object) -> None:
        self._acting = False

    def _on_undone(self, _undone: object) -> None:
        self.done.emit("undo")

    def _on_noted(self, _nothing: None) -> None:
        self.noted.emit()

    def _on_read(self, view: RunSheetView | None) -> None:
        self._view = view
        self._acting = False
        self.shown.emit(view)
