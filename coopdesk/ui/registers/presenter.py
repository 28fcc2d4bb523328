"""The registers' presenter: reads one, writes it, notes it in the log."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coopdesk.services.events import Event
from coopdesk.services.export_log import ExportLine, LogExport, exports_logged
from coopdesk.services.perform import Desk
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.papers import PaperWork
from coopdesk.ui.presenter import Presenter
from coopdesk.ui.registers.making import Made, Wanted, read_register
from coopdesk.ui.text import words


class RegistersPresenter(Presenter):
    """``logged(lines)`` is the log of exports; ``done(sentence)`` answers a saving."""

    logged = Signal(object)
    done = Signal(str)

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(desk, jobs, hub, parent)
        self.paper = PaperWork(jobs, self)
        self.paper.written.connect(self._on_written)
        self.paper.failed.connect(self._on_failed)
        hub.subscribe(Event, self.read_soon)

    def read(self) -> None:
        """Read the log again."""
        self.ask(self._on_log, exports_logged)

    def _on_log(self, lines: Sequence[ExportLine]) -> None:
        self.logged.emit(lines)

    def save(self, wanted: Wanted, path: Path) -> None:
        """Read the register and write it; that it leaves the file is noted in the log once the disk has taken it."""
        task = partial(read_register, self.desk, self.desk.now(), wanted)
        self.jobs.store(task, partial(self._on_read, wanted, path), self._on_failed)

    def _on_read(self, wanted: Wanted, path: Path, made: Made) -> None:
        log = LogExport(made.logged, wanted.form, made.entries, None, wanted.purpose, wanted.recipient)
        self.paper.make(path, made.entries, made.make, partial(self.desk.perform, log))

    def _on_written(self, path: Path) -> None:
        self.done.emit(words("Saved as {}. It holds personal data: the log says who it was for.").format(path))
