"""The minutes' presenter: saves the words of the item that was left, and keeps the paper beside them up to date."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from coopdesk.domain.minutes_life import MinutesStatus
from coopdesk.services.events import Event
from coopdesk.services.minutes import EditMinutes
from coopdesk.services.minutes_at_hand import MinutesAtHand, minutes_at_hand
from coopdesk.services.minutes_life import RecordCorrection
from coopdesk.services.minutes_view import MinutesView
from coopdesk.services.perform import Command, Desk, Undone
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Job, Jobs, Progress
from coopdesk.ui.kit.paper_view import PaperImage, draw_page
from coopdesk.ui.papers import PaperWork
from coopdesk.ui.presenter import Presenter
from coopdesk.ui.text import words

PREVIEW_MS = 400
"""Milliseconds without typing before the paper is made again."""

MINUTES_ACTS = ("EditMinutes", "ApproveMinutes", "SignMinutes", "RecordCorrection")
"""Agreeing is taken back by Reopen, which stands beside the words."""


class MinutesPresenter(Presenter):
    """``shown(MinutesAtHand | None)`` fills the page, ``drawn(PaperImage)`` the preview, ``kept()`` says words are
    saved, ``done(sentence)`` that a file is."""

    shown = Signal(object)
    drawn = Signal(object)
    kept = Signal()
    done = Signal(str)
    settled = Signal()
    """A step or a correction is recorded: its form has done its work."""
    stopping = Signal()
    """The file is about to be closed: the last moment to keep what is typed."""

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(desk, jobs, hub, parent)
        self._view: MinutesView | None = None
        self._chosen = 0
        self._page = 0
        self._width = 400
        self._drawing: Job | None = None
        self._again = False
        self._warnings: tuple[str, ...] = ()
        self._preview = QTimer(self)
        self._preview.setSingleShot(True)
        self._preview.setInterval(PREVIEW_MS)
        self._preview.timeout.connect(self._draw)
        self.paper = PaperWork(jobs, self)
        self.paper.written.connect(self._on_written)
        self.paper.failed.connect(self._on_failed)
        hub.subscribe(Event, self.read_soon)

    def read(self) -> None:
        """Read the minutes again."""
        self.ask(self._on_read, minutes_at_hand, self.desk.now(), self._chosen)

    def stop(self) -> None:
        """Keep what is being typed, then read no more."""
        self.stopping.emit()
        self._preview.stop()
        super().stop()

    def _on_read(self, found: MinutesAtHand | None) -> None:
        self.shown.emit(found)

    def choose(self, meeting: int) -> None:
        """Show the minutes of another meeting."""
        self._chosen = meeting
        self.read()

    def take_step(self, command: Command[MinutesStatus]) -> None:
        """Take the minutes a step on, or back to draft."""
        self.perform(command, self._on_step)

    def _on_step(self, status: MinutesStatus) -> None:
        said = {
            MinutesStatus.DRAFT: words("The minutes are a draft again, and their words are yours to change."),
            MinutesStatus.AGREED: words("The chair agreed the minutes. Their words stand from here on."),
            MinutesStatus.APPROVED: words("The minutes are approved. Print them, and have them signed."),
            MinutesStatus.SIGNED: words("The minutes are recorded as signed."),
        }
        self.settled.emit()
        self.done.emit(said[status])

    def correct(self, command: RecordCorrection) -> None:
        """Record a correction beside the words."""
        self.perform(command, self._on_corrected)

    def _on_corrected(self, number: int) -> None:
        self.settled.emit()
        self.done.emit(words("Correction {} is recorded beside the text.").format(number))

    def keep(self, meeting: int, section: str, typed: str) -> None:
        """Record the words of a part: one entry for each part left."""
        self.perform(EditMinutes(meeting, section, typed), self._on_kept)

    def _on_kept(self, _nothing: None) -> None:
        self.kept.emit()

    def undo(self) -> None:
        """Take back the words saved last."""
        self.jobs.store(partial(self.desk.undo, MINUTES_ACTS), self._on_undone, self._on_failed)

    def _on_undone(self, undone: Undone) -> None:
        if undone.act == "EditMinutes":
            self.done.emit(words("The words saved last were taken back."))
        elif undone.act == "RecordCorrection":
            self.done.emit(words("The last correction was taken back."))
        else:
            self.done.emit(words("The last step of the minutes was taken back."))
        self.read()

    def preview(self, view: MinutesView, width: int) -> None:
        """Draw the paper of this view, once the typing pauses."""
        self._view, self._width = view, width
        self._preview.start()

    def turn_to(self, number: int) -> None:
        """Draw another page at once."""
        self._page = number
        self._draw()

    def _draw(self) -> None:
        if self._view is None:
            return
        if self._drawing is not None and not self._drawing.finished:
            # One drawing at a time: what was typed meanwhile is drawn after it.
            self._again = True
            return
        task = partial(_draw, self._view, self._page, self._width)
        self._drawing = self.jobs.work(task, self._on_drawn, self._on_failed)

    def _on_drawn(self, drawn: PaperImage) -> None:
        self._page = drawn.number
        self.drawn.emit(drawn)
        if self._again:
            self._again = False
            self._draw()

    def save(self, view: MinutesView, path: Path) -> None:
        """Write the minutes in the format its ending names."""
        self._warnings = ()
        self.paper.make(path, 1, partial(self._file, view, path.suffix.lower()))

    def _file(self, view: MinutesView, ending: str, progress: Callable[[int], None]) -> bytes:
        from coopdesk.documents.minutes_paper import minutes_file

        made = minutes_file(view, ending)
        self._warnings = made.warnings
        progress(1)
        return made.data

    def _on_written(self, path: Path) -> None:
        told = words("The minutes are in {}.").format(path)
        self.done.emit(" ".join((told, *self._warnings)))


def _draw(view: MinutesView, number: int, width: int, _progress: Progress) -> PaperImage:
    from coopdesk.documents.minutes import minutes_pdf

    return draw_page(minutes_pdf(view).data, number, width)
