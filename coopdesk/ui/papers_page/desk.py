"""Joins the papers page to its presenter."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from coopdesk.domain.clock import local_day
from coopdesk.domain.faults import Fault
from coopdesk.domain.refusals import Refusal
from coopdesk.services.perform import Desk
from coopdesk.ui.kit.choosing import FileChooser, documents_folder
from coopdesk.ui.kit.folder_chooser import FolderChooser
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.page import Page
from coopdesk.ui.papers_page.page import PapersPage
from coopdesk.ui.papers_page.presenter import PapersPresenter
from coopdesk.ui.papers_page.roll_keeper import RollKeeper
from coopdesk.ui.text import no_text, words


class PapersDesk(QObject):
    """The dialogs of the papers page, and where each answer is told."""

    def __init__(self, page: PapersPage, presenter: PapersPresenter, keeper: RollKeeper) -> None:
        super().__init__(page)
        self._page = page
        self._presenter = presenter
        self._keeper = keeper
        self._roll = FolderChooser(page)
        self._file = FileChooser(page)
        self._folder = FolderChooser(page)
        page.paper_chosen.connect(presenter.choose_paper)
        page.meeting_chosen.connect(presenter.choose_meeting)
        page.page_turned.connect(presenter.turn_to)
        page.widened.connect(presenter.widen)
        page.save_requested.connect(self._on_save)
        page.print_requested.connect(self._on_print)
        page.pack_requested.connect(self._on_pack)
        page.progress.cancelled.connect(presenter.cancel)
        presenter.shown.connect(page.show_shelf)
        presenter.drawn.connect(page.show_page)
        presenter.cannot.connect(page.say_cannot)
        presenter.packing.connect(page.say_packing)
        presenter.to_print.connect(self._on_to_print)
        presenter.done.connect(self._on_done)
        presenter.refused.connect(self._on_refused)
        page.roll_requested.connect(self._on_roll)
        self._roll.chosen.connect(keeper.keep_in)
        keeper.kept.connect(page.show_roll)
        keeper.trouble.connect(self._on_trouble)
        self._file.chosen.connect(presenter.save)
        self._folder.chosen.connect(self._on_folder)
        presenter.follow(page)
        presenter.read()

    def _day(self) -> str:
        shelf = self._page.shelf()
        return "" if shelf is None else local_day(shelf.meeting.at).isoformat()

    def _on_save(self) -> None:
        title = words(self._page.chosen().title)
        suggested = documents_folder() / f"{title} {self._day()}.pdf"
        self._file.ask_save(words("Save the paper"), suggested, "PDF", (".pdf",))

    def _on_print(self) -> None:
        self._presenter.print(f"{self._page.chosen().name}-{self._day()}.pdf")

    def _on_to_print(self, path: Path) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._page.news.tell(
                "success", words("{} is open in the computer’s viewer; print it there.").format(path.name)
            )
        else:
            sentence = words("No program here opens a PDF. The paper is in {}: print it from there.")
            self._page.news.tell("warning", sentence.format(path))

    def _on_pack(self) -> None:
        self._folder.ask_folder(words("Where the folder of papers is to stand"))

    def _on_folder(self, folder: Path) -> None:
        self._presenter.pack(folder / words("Papers {}").format(self._day()))

    def _on_roll(self) -> None:
        if self._keeper.keeps():
            self._keeper.keep_no_more()
        else:
            self._roll.ask_folder(words("Keep the paper roll in this folder"))

    def _on_trouble(self, sentence: str) -> None:
        self._page.news.tell("error", sentence)

    def _on_done(self, sentence: str) -> None:
        self._page.news.tell("success", sentence)

    def _on_refused(self, refusal: Refusal | Fault) -> None:
        self._page.news.tell("error", no_text(refusal))


def join(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter at work."""
    page = PapersPage()
    PapersDesk(page, PapersPresenter(desk, jobs, hub, page), RollKeeper(desk, jobs, hub, page))
    return page
