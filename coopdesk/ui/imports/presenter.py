"""The import's presenter: file to rows, rows to a preview, a preview to members."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coopdesk.services.column_mappings import DropMapping, fitting, mapping_command, saved_mappings
from coopdesk.services.imports import Imported, ImportMembers, ImportPreview, preview_import
from coopdesk.services.perform import Desk, Undone
from coopdesk.services.problem_list import RowToLookAt, problem_list
from coopdesk.services.roster import Field, Matching, Roster, guess_matching, mapped_by, read_roster
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Job, Jobs, Progress
from coopdesk.ui.papers import PaperWork
from coopdesk.ui.presenter import Presenter
from coopdesk.ui.text import words

IMPORT_ACTS = ("ImportMembers",)

Pairs = tuple[tuple[str, str], ...]
"""A saved map: heading and field of each column."""


class ImportPresenter(Presenter):
    """``reading(name)``, ``checking(Roster, Matching)``, ``checked(ImportPreview)``, ``importing(rows)``,
    ``imported(Imported)``, ``undone()``, ``stopped(sentence)``, ``moved((done, total))``, ``saved(path)``;
    ``maps_read(names, chosen)`` and ``map_told(sentence)`` are about maps of columns."""

    reading = Signal(str)
    checking = Signal(object, object)
    checked = Signal(object)
    importing = Signal(int)
    imported = Signal(object)
    undone = Signal()
    stopped = Signal(str)
    moved = Signal(object)
    saved = Signal(object)
    maps_read = Signal(object, str)
    map_told = Signal(str)

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(desk, jobs, hub, parent)
        self._path: Path | None = None
        self._roster: Roster | None = None
        self._matching: Matching | None = None
        self._preview: ImportPreview | None = None
        self._job: Job | None = None
        self._maps: dict[str, Pairs] = {}
        self._map = ""
        self._turn = 0
        self.paper = PaperWork(jobs, self)
        self.paper.written.connect(self.saved)
        self.paper.failed.connect(self._on_failed)

    @property
    def path(self) -> Path | None:
        """The file being brought in."""
        return self._path

    def open_file(self, path: Path) -> None:
        """Read a file, match its columns and check its rows; nothing is written."""
        self.cancel()
        self._path, self._roster, self._preview = path, None, None
        self._turn += 1
        self.reading.emit(path.name)
        self._job = self.jobs.work(
            partial(_read, path), partial(self._on_read, self._turn), self._on_failed, self._on_moved, self._on_stopped
        )

    def read_again(self) -> None:
        """Read the same file once more, after it was mended."""
        if self._path is not None:
            self.open_file(self._path)

    def _on_read(self, turn: int, roster: Roster) -> None:
        if turn == self._turn:
            self._roster = roster
            self._matching = guess_matching(roster.headings)
            self.ask(partial(self._on_maps_for, turn), saved_mappings)

    def _on_maps_for(self, turn: int, saved: dict[str, Pairs]) -> None:
        """A map saved for a list with just these headings is used without being asked for."""
        if turn == self._turn and self._matching is not None:
            self._maps = saved
            self._map = fitting(saved, self._matching)
            if self._map:
                self._matching, _ = mapped_by(self._matching, saved[self._map])
                self.map_told.emit(words("Matched by the saved map “{}”.").format(self._map))
            self.maps_read.emit(tuple(saved), self._map)
            self._check()

    def use_map(self, name: str) -> None:
        """Match by a saved map, or by the headings alone for ""."""
        if self._roster is None:
            return
        self._map = name if name in self._maps else ""
        self._matching = guess_matching(self._roster.headings)
        if self._map:
            self._matching, absent = mapped_by(self._matching, self._maps[self._map])
            if absent:
                told = words("“{}” names columns that this list does not have: {}.")
                self.map_told.emit(told.format(self._map, ", ".join(absent)))
        self.maps_read.emit(tuple(self._maps), self._map)
        self._check()

    def save_map(self, name: str) -> None:
        """Keep what the columns hold under a name, for the next list of this shape."""
        if self._matching is not None:
            told = words("The map is saved as “{}”: a list with these headings will be matched by it.").format(name)
            self.perform(mapping_command(name, self._matching), partial(self._on_map_kept, name, told))

    def drop_map(self, name: str) -> None:
        """Put a saved map away; the columns stay as they are matched now."""
        told = words("The map “{}” is put away; the columns stay as they are matched now.").format(name)
        self.perform(DropMapping(name), partial(self._on_map_kept, "", told))

    def _on_map_kept(self, name: str, told: str, _nothing: None) -> None:
        self.ask(partial(self._on_maps_again, name, told), saved_mappings)

    def _on_maps_again(self, name: str, told: str, saved: dict[str, Pairs]) -> None:
        self._maps, self._map = saved, " ".join(name.split())
        self.maps_read.emit(tuple(saved), self._map)
        self.map_told.emit(told)

    def match(self, index: int, field: Field | None) -> None:
        """Decide what a column holds, and check again."""
        if self._matching is not None:
            self._matching = self._matching.changed(index, field)
            if self._map:
                # Matched by hand now: the map it began from is not what it is any more.
                self._map = ""
                self.maps_read.emit(tuple(self._maps), "")
            self._check()

    def check_again(self) -> None:
        """Check the rows against the register as it is now."""
        self._check()

    def _check(self) -> None:
        if self._roster is None or self._matching is None:
            return
        self._turn += 1
        self._preview = None
        self.checking.emit(self._roster, self._matching)
        task = partial(self.desk.ask, preview_import, self._roster, self._matching, self.desk.now())
        self.jobs.store(task, partial(self._on_checked, self._turn), self._on_failed)

    def _on_checked(self, turn: int, preview: ImportPreview) -> None:
        # A check of columns that were matched anew since is stale.
        if turn == self._turn:
            self._preview = preview
            self.checked.emit(preview)

    def bring_in(self, keep: frozenset[int]) -> None:
        """Write everybody the preview found good, in one act; rows in ``keep`` stay as the register has them."""
        preview = self._preview
        if preview is None:
            return
        self.importing.emit(len(preview.checked.good))
        task = partial(_bring_in, self.desk, preview, keep)
        self._job = self.jobs.store_long(task, self._on_imported, self._on_failed, self._on_moved, self._on_stopped)

    def _on_imported(self, done: Imported) -> None:
        self._preview = None
        self.imported.emit(done)

    def cancel(self) -> None:
        """Stop what is under way; nothing half done is left."""
        if self._job is not None and not self._job.finished:
            self._job.cancel()

    def undo(self) -> None:
        """Take the whole import back."""
        self.jobs.store(partial(self.desk.undo, IMPORT_ACTS), self._on_undone, self._on_failed)

    def _on_undone(self, _undone: Undone) -> None:
        self.undone.emit()

    def save_list(self, lines: tuple[RowToLookAt, ...], path: Path) -> None:
        """Write the rows to look at as a CSV file."""
        self.paper.make(path, 1, partial(_problems, lines))

    def _on_moved(self, count: tuple[int, int]) -> None:
        self.moved.emit(count)

    def _on_stopped(self, _nothing: None) -> None:
        self.stopped.emit(words("Stopped. Nothing was written: the register is as it was."))

    def _on_failed(self, error: Exception) -> None:
        self._turn += 1
        super()._on_failed(error)


def _read(path: Path, progress: Progress) -> Roster:
    return read_roster(path, progress=progress.report, cancelled=partial(_is_cancelled, progress))


def _is_cancelled(progress: Progress) -> bool:
    return progress.cancelled


def _bring_in(desk: Desk, preview: ImportPreview, keep: frozenset[int], progress: Progress) -> Imported:
    # A report after Cancel raises, and the transaction goes back with it.
    return desk.perform(ImportMembers(preview, keep, progress.report))


def _problems(lines: tuple[RowToLookAt, ...], progress: Callable[[int], None]) -> bytes:
    progress(1)
    return problem_list(lines)
