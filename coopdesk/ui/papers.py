"""Papers made beside the window: progress, cancel, and a file that is whole or not there."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coopdesk.documents.write_file import nothing_to_note, write_file
from coopdesk.ui.kit.jobs import Job, Jobs, Progress

Maker = Callable[[Callable[[int], None]], bytes]
"""Makes a paper; calls what it is given with how many sheets, cards or certificates are done."""

Count = Callable[[int, int], None]
"""Told how many parts of how many are done; raises ``JobCancelled`` once the operator cancelled."""

FolderMaker = Callable[[Count], Mapping[str, bytes]]
"""Makes the files of a folder, by name."""


class PaperWork(QObject):
    """One paper at a time, in the work queue. A paper that fails or is cancelled leaves nothing on the disk."""

    moved = Signal(object)
    """(done, total)."""
    written = Signal(object)
    """The path of the finished file."""
    failed = Signal(object)
    """A Refusal (a name no font can draw), a Fault (the disk), or a bug."""
    cancelled = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None

    def busy(self) -> bool:
        """True while a paper is being made."""
        return self._job is not None and not self._job.finished

    def make(self, path: Path, total: int, maker: Maker, noted: Callable[[], object] = nothing_to_note) -> None:
        """Make a paper of ``total`` parts and write it to ``path``.

        ``noted`` is done in the work queue's thread once the disk has the bytes, as ``write_file`` says.
        """
        task = partial(_make, path, total, maker, noted)
        self._job = self._jobs.work(task, self._on_done, self._on_failed, self._on_moved, self._on_cancelled)

    def make_counted(self, path: Path, maker: Callable[[Count], bytes]) -> None:
        """Make a paper that knows itself how many parts it has, and write it to ``path``."""
        task = partial(_make_counted, path, maker)
        self._job = self._jobs.work(task, self._on_done, self._on_failed, self._on_moved, self._on_cancelled)

    def make_folder(self, folder: Path, maker: FolderMaker) -> None:
        """Make papers and write them into a folder of their own."""
        task = partial(_make_folder, folder, maker)
        self._job = self._jobs.work(task, self._on_done, self._on_failed, self._on_moved, self._on_cancelled)

    def cancel(self) -> None:
        """Stop the work under way."""
        if self._job is not None:
            self._job.cancel()

    def _on_done(self, path: Path) -> None:
        self.written.emit(path)

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)

    def _on_moved(self, count: tuple[int, int]) -> None:
        self.moved.emit(count)

    def _on_cancelled(self, _nothing: None) -> None:
        self.cancelled.emit()


def _make(path: Path, total: int, maker: Maker, noted: Callable[[], object], progress: Progress) -> Path:
    def done(count: int) -> None:
        progress.report(count, total)

    data = maker(done)
    progress.report(total, total)
    write_file(path, data, noted)
    return path


def _make_counted(path: Path, maker: Callable[[Count], bytes], progress: Progress) -> Path:
    data = maker(progress.report)
    # The last moment to cancel: from here on the file is written whole.
    progress.report(1, 1)
    write_file(path, data)
    return path


def _make_folder(folder: Path, maker: FolderMaker, progress: Progress) -> Path:
    from coopdesk.documents.write_folder import write_folder

    files = maker(progress.report)
    # The last moment to cancel: from here on the folder is written whole.
    progress.report(len(files), len(files))
    write_folder(folder, files)
    return folder
