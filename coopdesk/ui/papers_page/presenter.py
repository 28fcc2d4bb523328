"""The papers' presenter: shows the one that was chosen as it will be printed, saves it, packs them all."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from coopdesk.domain.faults import Fault, FileMissing, UnusableInput
from coopdesk.domain.minutes_life import MinutesStatus
from coopdesk.domain.refusals import Refusal
from coopdesk.services.events import Event
from coopdesk.services.keys import KeyView, SealingKey, keys_on_record
from coopdesk.services.papers.pack import PackView, pack_view
from coopdesk.services.papers.shelf import Shelf, papers_shelf
from coopdesk.services.perform import Desk
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs, Progress
from coopdesk.ui.kit.paper_view import PaperImage, draw_page
from coopdesk.ui.papers import Count, PaperWork
from coopdesk.ui.papers_page.kinds import PaperKind, found_by, named, print_paper
from coopdesk.ui.papers_page.sealing import Sealing
from coopdesk.ui.papers_page.sight import SealState
from coopdesk.ui.presenter import Presenter
from coopdesk.ui.text import no_text, words


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A paper as it is shown, printed, saved and dragged: one and the same file."""

    kind: PaperKind
    view: Any
    data: bytes
    warnings: tuple[str, ...]
    sealed: bool


class PapersPresenter(Presenter):
    """``shown(Shelf | None)`` fills the page, ``drawn(PaperImage)`` the preview, ``cannot(sentence)`` says why not."""

    shown = Signal(object)
    drawn = Signal(object)
    cannot = Signal(str)
    done = Signal(str)
    to_print = Signal(object)
    """The path of a paper for the computer's own viewer."""
    packing = Signal(bool)
    moved = Signal(object)
    """(done, total) of the papers being made."""
    told = Signal(object)
    """The view of a paper without pages."""
    seal_shown = Signal(str, str)
    """How the paper shown is sealed, and with which key."""
    checked = Signal(object, str)
    """What the seal of a paper says (``SealFinding``), and the paper's name."""

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, sealing: Sealing, parent: QObject | None = None) -> None:
        super().__init__(desk, jobs, hub, parent)
        self._sealing = sealing
        self._meeting = 0
        self._kind: PaperKind = named("notice")
        self._page = 0
        self._width = 600
        self._paper: MadePaper | None = None
        self._place: Path | None = None
        self._laid_out: tempfile.TemporaryDirectory[str] | None = None
        self._notes: tuple[str, ...] = ()
        """What is said of a file besides where it is, once it is written."""
        self._making = self._again = self._called_off = False
        self._turn = 0
        """Counts what was asked for, so that a paper that comes late does not stand under another's name."""
        self.work = PaperWork(jobs, self)
        self.work.written.connect(self._on_written)
        self.work.moved.connect(self.moved)
        sealing.changed.connect(self._on_sealing)
        self.work.failed.connect(self._on_work_failed)
        self.work.cancelled.connect(self._on_cancelled)
        hub.subscribe(Event, self.read_soon)

    def read(self) -> None:
        """Read again which meetings there are, and make the paper shown anew."""
        self.ask(self._on_read, papers_shelf, self.desk.now(), self._meeting)

    def stop(self) -> None:
        """Read no more, and take away what was laid out: lists of members do not stay behind."""
        super().stop()
        if self._laid_out is not None:
            self._laid_out.cleanup()
            self._laid_out = None

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
            key = self._sealing.key() if self._seal_state(kind, view) == "open" else None
            task = partial(_made, kind, view, turn, key, self.desk.now())
            self.jobs.work(task, self._on_made, partial(self._on_not_made, turn))

    def _seal_state(self, kind: PaperKind, view: Any) -> SealState:
        if not kind.seals:
            return "by-hand"
        if kind.name == "minutes" and MinutesStatus(view.status) is MinutesStatus.DRAFT:
            return "draft"
        return self._sealing.state()

    def _on_sealing(self) -> None:
        if self._meeting:
            self._make()

    def _on_made(self, made: tuple[int, MadePaper]) -> None:
        turn, paper = made
        if turn == self._turn:
            self._paper = paper
            self.seal_shown.emit(self._seal_state(paper.kind, paper.view), self._sealing.shown())
            if paper.kind.ending == ".pdf":
                self._draw()
            else:
                self.told.emit(paper.view)
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
        if self._paper is not None and self._paper.kind.ending == ".pdf":
            self.jobs.work(partial(_drawn, self._paper, self._page, self._width), self._on_drawn, self._on_failed)

    def _on_drawn(self, drawn: tuple[MadePaper, PaperImage]) -> None:
        paper, image = drawn
        if paper is self._paper:
            self._page = image.number
            self.drawn.emit(image)

    def paper(self) -> bytes | None:
        """The file of the paper shown, None while it is being made or cannot be."""
        return self._paper.data if self._paper is not None else None

    def save(self, path: Path) -> None:
        """Write the paper shown."""
        if self._paper is not None:
            self._place, self._notes = None, _notes(self._paper)
            self.work.make_counted(path, partial(_as_made, self._paper.data))

    def view(self, name: str) -> None:
        """Put the paper shown where the computer's viewer can open it."""
        if self._paper is not None:
            self._place = self._private(name)
            self.work.make_counted(self._place, partial(_as_made, self._paper.data))

    def lay_out(self, name: str) -> Path | None:
        """The paper shown as a file of this name, at once, for the mouse to carry; None where it cannot be."""
        if self._paper is None:
            return None
        from coopdesk.documents.write_file import PaperNotWritten, write_file

        path = self._private(name)
        try:
            write_file(path, self._paper.data)
        except PaperNotWritten as fault:
            self.refused.emit(fault)
            return None
        return path

    def _private(self, name: str) -> Path:
        # Nobody else on this computer may read it, and it goes with the file: lists of members do not stay behind.
        if self._laid_out is None:
            self._laid_out = tempfile.TemporaryDirectory(prefix="coopdesk-", ignore_cleanup_errors=True)
        return Path(self._laid_out.name) / name

    def check(self, path: Path) -> None:
        """Say whether a paper is as it was sealed by this society."""
        self.ask(partial(self._on_keys, path), keys_on_record)

    def _on_keys(self, path: Path, keys: tuple[KeyView, ...]) -> None:
        self.jobs.work(partial(_checked, path, keys), self._on_checked, self._on_failed)

    def _on_checked(self, found: tuple[Any, str]) -> None:
        self.checked.emit(*found)

    def pack(self, folder: Path) -> None:
        """Make every paper of the meeting, into a folder that is made for them."""
        self._gather(partial(self._on_pack_view, folder))

    def pack_one(self, path: Path) -> None:
        """Make every paper of the meeting, as one PDF."""
        self._gather(partial(self._on_one_view, path))

    def _gather(self, ready: Callable[[PackView], None]) -> None:
        self._called_off = False
        self._place = None
        self.packing.emit(True)
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

    def _on_one_view(self, path: Path, view: PackView) -> None:
        if self._called_off:
            self._on_cancelled()
        else:
            final = MinutesStatus(view.minutes.status) is not MinutesStatus.DRAFT
            key = self._sealing.key() if final else None
            self._notes = (_seal_words(key is not None),)
            self.work.make_counted(path, partial(_packed_as_one, view, key, self.desk.now()))

    def _on_written(self, path: Path) -> None:
        self.packing.emit(False)
        if path == self._place:
            self.to_print.emit(path)
        elif path.is_dir():
            self.done.emit(words("The papers of the meeting are in the folder {}.").format(path))
        else:
            self.done.emit(" ".join((words("The paper is in {}.").format(path), *self._notes)))

    def _on_work_failed(self, error: Exception) -> None:
        self.packing.emit(False)
        self._on_failed(error)

    def _on_cancelled(self) -> None:
        self.packing.emit(False)
        self.done.emit(words("Cancelled. Nothing was written."))


def _made(
    kind: PaperKind, view: Any, turn: int, key: SealingKey | None, at: datetime, _progress: Progress
) -> tuple[int, MadePaper]:
    data, warnings = print_paper(kind, view)
    return turn, MadePaper(kind, view, _sealed(data, key, at), warnings, key is not None)


def _sealed(data: bytes, key: SealingKey | None, at: datetime) -> bytes:
    if key is None:
        return data
    from coopdesk.documents.seal import seal

    return seal(data, key, at)


def _notes(paper: MadePaper) -> tuple[str, ...]:
    return ((_seal_words(paper.sealed),) if paper.kind.seals else ()) + paper.warnings


def _seal_words(sealed: bool) -> str:
    return words("It is sealed with the society’s key.") if sealed else words("It is not sealed.")


def _drawn(paper: MadePaper, number: int, width: int, _progress: Progress) -> tuple[MadePaper, PaperImage]:
    return paper, draw_page(paper.data, number, width)


def _as_made(data: bytes, progress: Count) -> bytes:
    progress(1, 1)
    return data


def _packed(view: PackView, progress: Count) -> dict[str, bytes]:
    from coopdesk.documents.pack import pack_folder

    return pack_folder(view, progress).files


def _packed_as_one(view: PackView, key: SealingKey | None, at: datetime, progress: Count) -> bytes:
    from coopdesk.documents.pack import pack_pdf

    return _sealed(pack_pdf(view, progress).data, key, at)


def _checked(path: Path, keys: tuple[KeyView, ...], _progress: Progress) -> tuple[Any, str]:
    from coopdesk.documents.seal import MOST_READ, read_seal

    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_READ + 1)
    except FileNotFoundError as error:
        raise FileMissing(str(path)) from error
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise UnusableInput(
            f"{path.name} cannot be read: {reason}. Choose it again, or ask for another copy."
        ) from error
    return read_seal(data, keys), path.name
