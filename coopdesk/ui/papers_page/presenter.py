"""The papers' presenter: shows the one that was chosen as it will be printed, saves it, packs them all."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from coopdesk.domain.faults import Fault
from coopdesk.domain.refusals import Refusal
from coopdesk.services.events import Event
from coopdesk.services.papers.pack import PackView, pack_view
from coopdesk.services.papers.shelf import Shelf, papers_shelf
from coopdesk.services.perform import Desk
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs, Progress
from coopdesk.ui.kit.paper_view import PaperImage, draw_page
from coopdesk.ui.page_presenter import PagePresenter
from coopdesk.ui.papers import PaperWork
from coopdesk.ui.papers_page.kinds import PaperKind, found_by, named, print_paper
from coopdesk.ui.text import no_text, words


class PapersPresenter(PagePresenter):
    """``shown(Shelf | None)`` fills the page, ``drawn(PaperImage)`` the preview, ``cannot(sentence)`` says why not."""

    shown = Signal(object)
    drawn = Signal(object)
    cannot = Signal(str)
    done = Signal(str)
    to_print = Signal(object)
    """The path of a paper for the computer's own viewer."""
    packing = Signal(bool)

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(desk, jobs, hub, parent)
        self._meeting = 0
        self._kind: PaperKind = named("notice")
        self._page = 0
        self._width = 600
        self._paper: bytes | None = None
        self._warnings: tuple[str, ...] = ()
        self._place: Path | None = None
        self._for_print: tempfile.TemporaryDirectory[str] | None = None
        self._making = self._again = self._called_off = False
        self._turn = 0
        """Counts what was asked for, so that a paper that comes late does not stand under another's name."""
        self.work = PaperWork(jobs, self)
        self.work.written.connect(self._on_written)
        self.work.failed.connect(self._on_work_failed)
        self.work.cancelled.connect(self._on_cancelled)
        hub.subscribe(Event, self.read_soon)

    def read(self) -> None:
        """Read again which meetings there are, and make the paper shown anew."""
        self.ask(self._on_read, papers_shelf, self.desk.now(), self._meeting)

    def stop(self) -> None:
        """Read no more, and take away what was laid out for printing: lists of members do not stay behind."""
        super().stop()
        if self._for_print is not None:
            self._for_print.cleanup()
            self._for_print = None

    def _on_read(self, shelf: Shelf | None) -> None:
        self.shown.emit(shelf)
        if shelf is not None:
            self._meeting = shelf.meeting.id
            if self._making:
                # A busy door must not queue up papers: the next one waits until this one is made.
                self._again = True
            else:
                self._make()

    def choose_meeting(self, meeting: int) -> None:
        """Show the papers of another meeting."""
        self._meeting, self._page = meeting, 0
        self.read()

    def choose_paper(self, name: str, width: int) -> None:
        """Show another paper, its sheet ``width`` pixels wide."""
        self._kind, self._page, self._width = named(name), 0, width
        if self._meeting:
            self._make()

    def turn_to(self, number: int) -> None:
        """Show another page of the paper."""
        self._page = number
        self._draw()

    def widen(self, width: int) -> None:
        """The sheet has another size: draw it as sharply."""
        if width != self._width:
            self._width = width
            self._draw()

    def _make(self) -> None:
        self._turn += 1
        self._paper = None
        self._making = True
        self.jobs.store(
            partial(self._view, self._kind, self._turn), self._on_view, partial(self._on_not_made, self._turn)
        )

    def _view(self, kind: PaperKind, turn: int) -> tuple[int, PaperKind, Any]:
        return turn, kind, self.desk.ask(found_by(kind.view), self._meeting, self.desk.now())

    def _on_view(self, found: tuple[int, PaperKind, Any]) -> None:
        turn, kind, view = found
        if turn == self._turn:
            self.jobs.work(partial(_printed, kind, view, turn), self._on_made, partial(self._on_not_made, turn))

    def _on_made(self, made: tuple[int, bytes, tuple[str, ...]]) -> None:
        turn, data, warnings = made
        if turn == self._turn:
            self._paper, self._warnings = data, warnings
            self._draw()
            self._on_over()

    def _on_over(self) -> None:
        self._making = False
        if self._again:
            self._again = False
            self._make()

    def _on_not_made(self, turn: int, error: Exception) -> None:
        if turn != self._turn:
            return
        self._on_over()
        if isinstance(error, Refusal | Fault):
            self.cannot.emit(no_text(error))
        else:
            self._on_failed(error)

    def _draw(self) -> None:
        if self._paper is not None:
            self.jobs.work(partial(_drawn, self._paper, self._page, self._width), self._on_drawn, self._on_failed)

    def _on_drawn(self, drawn: tuple[bytes, PaperImage]) -> None:
        data, image = drawn
        if data is self._paper:
            self._page = image.number
            self.drawn.emit(image)

    def save(self, path: Path) -> None:
        """Write the paper shown."""
        if self._paper is not None:
            self._place = None
            self.work.make(path, 1, partial(_as_made, self._paper))

    def print(self, name: str) -> None:
        """Put the paper shown where the computer's viewer can open and print it."""
        if self._paper is not None:
            if self._for_print is None:
                self._for_print = tempfile.TemporaryDirectory(prefix="coopdesk-", ignore_cleanup_errors=True)
            self._place = Path(self._for_print.name) / name
            self.work.make(self._place, 1, partial(_as_made, self._paper))

    def pack(self, folder: Path) -> None:
        """Make every paper of the meeting, into a folder that is made for them."""
        self._called_off = False
        self.packing.emit(True)
        ready: Callable[[PackView], None] = partial(self._on_pack_view, folder)
        self.jobs.store(partial(self.desk.ask, pack_view, self._meeting, self.desk.now()), ready, self._on_work_failed)

    def cancel(self) -> None:
        """Stop making the papers of the meeting; nothing is written."""
        self._called_off = True
        self.work.cancel()

    def _on_pack_view(self, folder: Path, view: PackView) -> None:
        if self._called_off:
            self._on_cancelled()
        else:
            self.work.make_folder(folder, partial(_packed, view))

    def _on_written(self, path: Path) -> None:
        self.packing.emit(False)
        if path == self._place:
            self.to_print.emit(path)
        elif path.is_dir():
            self.done.emit(words("The papers of the meeting are in the folder {}.").format(path))
        else:
            self.done.emit(" ".join((words("The paper is in {}.").format(path), *self._warnings)))

    def _on_work_failed(self, error: Exception) -> None:
        self.packing.emit(False)
        self._on_failed(error)

    def _on_cancelled(self) -> None:
        self.packing.emit(False)
        self.done.emit(words("Cancelled. Nothing was written."))


def _printed(kind: PaperKind, view: Any, turn: int, _progress: Progress) -> tuple[int, bytes, tuple[str, ...]]:
    data, warnings = print_paper(kind, view)
    return turn, data, warnings


def _drawn(data: bytes, number: int, width: int, _progress: Progress) -> tuple[bytes, PaperImage]:
    return data, draw_page(data, number, width)


def _as_made(data: bytes, progress: Callable[[int], None]) -> bytes:
    progress(1)
    return data


def _packed(view: PackView) -> dict[str, bytes]:
    from coopdesk.documents.pack import pack_folder

    return pack_folder(view).files
