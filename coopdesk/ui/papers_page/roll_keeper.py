"""The paper roll kept in a folder while the file is open: after every act the list on the disk is the latest."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from coopdesk.domain.clock import hour
from coopdesk.domain.faults import Fault
from coopdesk.domain.refusals import Refusal
from coopdesk.services.events import Event
from coopdesk.services.papers.paper_roll import PaperRollView
from coopdesk.services.papers.shelf import roll_at_hand
from coopdesk.services.perform import Desk
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs, Progress
from coopdesk.ui.presenter import Presenter
from coopdesk.ui.text import no_text, words

NAME = "paper-roll.pdf"
PAUSE_MS = 1_000
"""Milliseconds after an act before the roll is written: a queue at the door makes one roll, not one each."""


class RollKeeper(Presenter):
    """Writes the roll of the meeting at hand, whole or not at all, beside the door's work.

    ``kept(sentence)`` says how it stands; ``trouble(sentence)`` says a fault once, not at every act.
    """

    kept = Signal(str)
    trouble = Signal(str)

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(desk, jobs, hub, parent)
        self._folder: Path | None = None
        self._writing = self._again = False
        self._told = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.read)
        hub.subscribe(Event, self._on_event)

    def keep_in(self, folder: Path) -> None:
        """Keep the roll in this folder from now on."""
        self._folder, self._told = folder, ""
        self.read()

    def keep_no_more(self) -> None:
        """Leave the last roll where it is, and write no other."""
        self._folder = None
        self._pause.stop()
        self.kept.emit("")

    def stop(self) -> None:
        """The file is being closed: what is under way ends, nothing more begins."""
        self._pause.stop()
        super().stop()

    def read(self) -> None:
        """Write the roll as things stand; while one is being written the next waits."""
        if self._folder is None or self._stopped:
            return
        if self._writing:
            self._again = True
            return
        self._writing = True
        self.jobs.store(self._view, self._on_view, self._on_not_kept)

    def _on_event(self, _event: object) -> None:
        # Not started anew by each act: a busy door must not put the roll off for ever.
        if self._folder is not None and not self._stopped and not self._pause.isActive():
            self._pause.start()

    def _view(self) -> PaperRollView | None:
        return self.desk.ask(roll_at_hand, self.desk.now())

    def _on_view(self, view: PaperRollView | None) -> None:
        if view is None or self._folder is None or self._stopped:
            self._writing = False
            return
        task = partial(_write, view, self._folder / NAME, self.desk.now())
        self.jobs.work(task, self._on_kept, self._on_not_kept)

    def _on_kept(self, found: tuple[Path, datetime]) -> None:
        path, at = found
        self._told = ""
        if self._folder is not None:
            self.kept.emit(words("Paper roll of {} in {}").format(hour(at), path.parent.name or str(path.parent)))
        self._go_on()

    def _on_not_kept(self, error: Exception) -> None:
        if not isinstance(error, Refusal | Fault):
            self._writing = False
            self._on_failed(error)
            return
        if self._folder is None:
            self._writing = False
            return
        sentence = no_text(error)
        self.kept.emit(words("The paper roll is not up to date"))
        if sentence != self._told:
            self._told = sentence
            self.trouble.emit(sentence)
        self._go_on()

    def _go_on(self) -> None:
        self._writing = False
        if self._again:
            self._again = False
            self._pause.start()


def _write(view: PaperRollView, path: Path, at: datetime, _progress: Progress) -> tuple[Path, datetime]:
    from coopdesk.documents.chapters import print_chapters
    from coopdesk.documents.paper_roll import paper_roll
    from coopdesk.documents.write_file import write_file

    write_file(path, print_chapters([paper_roll(view)], view.heading).data)
    return path, at
