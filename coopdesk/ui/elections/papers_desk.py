"""Reads scans for the panel of papers: pages in the work queue, clear papers entered, the rest shown to two people."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from coopdesk.domain.faults import Fault
from coopdesk.domain.refusals import Refusal
from coopdesk.services.election_desk import ElectionDeskView
from coopdesk.services.election_scans import EnterScan, PapersAtHand, PapersScanned, papers_at_hand
from coopdesk.services.papers.ballot_slips import SlipView, slips_view
from coopdesk.services.perform import Desk
from coopdesk.ui.elections.papers_panel import Doubtful, PapersPanel
from coopdesk.ui.elections.papers_said import scan_words
from coopdesk.ui.kit.choosing import FileChooser
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Job, Jobs, Progress
from coopdesk.ui.kit.news import NewsLine
from coopdesk.ui.presenter import Presenter
from coopdesk.ui.text import no_text, words

if TYPE_CHECKING:
    from coopdesk.documents.scanned_papers import ScannedPapers
    from coopdesk.documents.slip_reading import SlipRead

ENDINGS = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")


class PapersDesk(Presenter):
    """Keeps the panel with the election at hand, and carries a scan from the file to the papers entered."""

    def __init__(
        self, desk: Desk, jobs: Jobs, hub: Hub, panel: PapersPanel, news: NewsLine, parent: QObject | None = None
    ) -> None:
        super().__init__(desk, jobs, hub, parent)
        self._panel, self._news = panel, news
        self._number = self._meeting = 0
        self._job: Job | None = None
        self._chooser = FileChooser(panel)
        self._chooser.chosen.connect(self.scan)
        panel.scan_requested.connect(self._on_scan_requested)
        panel.scan_cancelled.connect(self._on_cancel)
        self.refused.connect(self._on_refused)

    def show_view(self, view: ElectionDeskView | None) -> None:
        """Another election, or the same after something changed."""
        election = view.election if view is not None else None
        if view is not None and election is not None and election.state in ("open", "closed"):
            self._meeting, self._number = view.meeting, election.number
            self.read()

    def read(self) -> None:
        """Read the papers of the election at hand again."""
        self.ask(self._panel.show_papers, papers_at_hand, self._meeting, self._number)

    def scan(self, path: Path) -> None:
        """Read a document scanner's file; nothing is entered before all of it is read."""
        if self._job is not None and not self._job.finished:
            self._news.tell("warning", words("A scan is being read already. Wait for it, or cancel it."))
            return
        task = partial(self.desk.ask, slips_view, self._meeting, self._number, (), self.desk.now())
        self.jobs.store(task, partial(self._on_plan, path), self._on_failed)

    def _on_scan_requested(self) -> None:
        self._chooser.ask_open(words("Scanned slips"), words("Scans"), ENDINGS)

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_plan(self, path: Path, view: SlipView) -> None:
        self._panel.progress.begin(words("Reading {}").format(path.name))
        task = partial(_read, path, view)
        self._job = self.jobs.work(task, self._on_read, self._on_failed, self._on_moved, self._on_cancelled)

    def _on_moved(self, count: tuple[int, int]) -> None:
        self._panel.progress.show_progress(*count)

    def _on_cancelled(self, _nothing: None) -> None:
        self._panel.progress.end()
        self._news.tell("info", words("Stopped. Nothing of the scan was entered."))

    def _on_read(self, read: "ScannedPapers") -> None:
        self._panel.progress.end()
        command = EnterScan(self._meeting, self._number, "\n".join(read.clear))
        self.perform(command, partial(self._on_entered, read))

    def _on_entered(self, read: "ScannedPapers", entered: PapersScanned) -> None:
        self.ask(partial(self._on_known, read, entered), papers_at_hand, self._meeting, self._number)

    def _on_known(self, read: "ScannedPapers", entered: PapersScanned, view: PapersAtHand) -> None:
        self._panel.show_papers(view)
        known = {each.paper: bool(each.first and each.second) for each in view.readings}
        waiting = [each for each in read.doubtful if not each.serial or known.get(each.serial) is False]
        strangers = [
            *entered.strangers,
            *(each.serial for each in read.doubtful if each.serial and each.serial not in known),
        ]
        self._panel.add_doubtful([_doubtful(each, read.names_part) for each in waiting])
        before = entered.before + sum(known.get(each.serial, False) for each in read.doubtful)
        self._news.tell(*scan_words(read, entered, before, len(waiting), len(strangers)))

    def _on_failed(self, error: Exception) -> None:
        self._panel.progress.end()
        super()._on_failed(error)

    def _on_refused(self, no: Refusal | Fault) -> None:
        self._news.tell("error", no_text(no))


def _read(path: Path, view: SlipView, progress: Progress) -> "ScannedPapers":
    # Imported when used: the readers of PDFs, pictures and codes take longer to load than a page.
    from coopdesk.documents.scanned_papers import read_papers

    return read_papers([path], view, progress.report)


def _doubtful(slip: "SlipRead", part: tuple[int, int]) -> Doubtful:
    picture = QImage.fromData(slip.picture)
    if slip.serial:
        top, bottom = (edge * picture.height() // 1000 for edge in part)
        picture = picture.copy(0, top, picture.width(), bottom - top)
    where = words("page {} of {}").format(slip.page, slip.scan)
    return Doubtful(slip.serial, slip.doubt, picture, where)
