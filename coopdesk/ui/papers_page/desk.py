"""Joins the papers page to its presenter."""

from pathlib import Path
from typing import Any

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
from coopdesk.ui.kit.theme import Tone
from coopdesk.ui.papers_page.page import PapersPage
from coopdesk.ui.papers_page.presenter import PapersPresenter
from coopdesk.ui.papers_page.printing import PrintDesk
from coopdesk.ui.papers_page.sealing import Sealing
from coopdesk.ui.roll import RollState, RollWish
from coopdesk.ui.text import no_text, words


class PapersDesk(QObject):
    """The dialogs of the papers page, and where each answer is told."""

    def __init__(self, page: PapersPage, presenter: PapersPresenter, sealing: Sealing, jobs: Jobs, hub: Hub) -> None:
        super().__init__(page)
        self._page = page
        self._presenter = presenter
        self._hub = hub
        self._sealing = sealing
        self._printing = PrintDesk(page, jobs)
        self._roll = FolderChooser(page)
        self._file = FileChooser(page)
        self._one = FileChooser(page)
        self._other = FileChooser(page)
        self._folder = FolderChooser(page)
        self._connect_paper()
        self._connect_seal()
        self._connect_packs()
        presenter.follow(page)
        sealing.read()
        presenter.read()

    def _connect_paper(self) -> None:
        page, presenter = self._page, self._presenter
        page.paper_chosen.connect(presenter.choose_paper)
        page.meeting_chosen.connect(presenter.choose_meeting)
        page.page_turned.connect(presenter.turn_to)
        page.widened.connect(presenter.widen)
        page.save_requested.connect(self._on_save)
        page.print_requested.connect(self._on_print)
        page.viewer_requested.connect(self._on_viewer)
        page.drag_requested.connect(self._on_drag)
        self._file.chosen.connect(presenter.save)
        self._printing.begun.connect(page.say_printing)
        self._printing.moved.connect(self._on_moved)
        self._printing.printed.connect(self._on_printed)
        self._printing.failed.connect(self._on_not_printed)
        self._printing.cancelled.connect(self._on_print_cancelled)
        presenter.shown.connect(page.show_shelf)
        presenter.drawn.connect(page.show_page)
        presenter.cannot.connect(page.say_cannot)
        presenter.told.connect(page.show_calendar)
        presenter.to_print.connect(self._on_to_view)
        presenter.done.connect(self._on_done)
        presenter.refused.connect(self._on_refused)

    def _connect_seal(self) -> None:
        page, sealing = self._page, self._sealing
        page.check_requested.connect(self._on_check)
        page.file_given.connect(self._presenter.check)
        page.sight.seal.stop_requested.connect(sealing.forget)
        page.sight.passphrase.submitted.connect(self._on_passphrase)
        sealing.opened.connect(self._on_key_opened)
        sealing.refused.connect(self._on_key_refused)
        self._presenter.seal_shown.connect(page.show_seal)
        self._presenter.checked.connect(self._on_checked)
        self._other.chosen.connect(self._presenter.check)

    def _connect_packs(self) -> None:
        page, presenter = self._page, self._presenter
        page.pack_requested.connect(self._on_pack)
        page.one_pdf_requested.connect(self._on_one)
        page.progress.cancelled.connect(self._on_cancel)
        presenter.packing.connect(page.say_packing)
        presenter.moved.connect(self._on_moved)
        self._folder.chosen.connect(self._on_folder)
        self._one.chosen.connect(presenter.pack_one)
        page.roll_requested.connect(self._on_roll)
        self._roll.chosen.connect(self._on_roll_folder)
        self._hub.subscribe(RollState, self._on_roll_state)
        self._hub.publish(RollWish("tell"))

    def _day(self) -> str:
        shelf = self._page.shelf()
        return "" if shelf is None else local_day(shelf.meeting.at).isoformat()

    def _named(self) -> str:
        return f"{words(self._page.chosen().title)} {self._day()}"

    def _on_save(self) -> None:
        ending = self._page.chosen().ending
        kind = "PDF" if ending == ".pdf" else words("Calendar file")
        self._file.ask_save(words("Save the paper"), documents_folder() / (self._named() + ending), kind, (ending,))

    def _on_print(self) -> None:
        data = self._presenter.paper()
        if data is not None:
            self._printing.ask(data, self._page.paper.pages(), self._named())

    def _on_printed(self, sentence: str) -> None:
        self._page.say_printing(0)
        self._page.news.tell("success", sentence)

    def _on_not_printed(self, sentence: str) -> None:
        self._page.say_printing(0)
        self._page.news.tell("error", sentence)

    def _on_print_cancelled(self) -> None:
        self._page.say_printing(0)
        self._page.news.tell("info", words("Printing was stopped. Pages already sent may still come out."))

    def _on_viewer(self) -> None:
        self._presenter.view(f"{self._page.chosen().name}-{self._day()}.pdf")

    def _on_to_view(self, path: Path) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._page.news.tell("success", words("{} is open in the computer’s viewer.").format(path.name))
        else:
            sentence = words("No program here opens a PDF. The paper is in {} until this file is closed.")
            self._page.news.tell("warning", sentence.format(path))

    def _on_drag(self) -> None:
        path = self._presenter.lay_out(self._named() + self._page.chosen().ending)
        if path is not None:
            self._page.paper.drag(path)

    def _on_cancel(self) -> None:
        self._printing.cancel()
        self._presenter.cancel()

    def _on_moved(self, count: tuple[int, int]) -> None:
        self._page.progress.show_progress(*count)

    def _on_one(self) -> None:
        suggested = documents_folder() / f"{words('Papers')} {self._day()}.pdf"
        self._one.ask_save(words("Save all the papers as one PDF"), suggested, "PDF", (".pdf",))

    def _on_passphrase(self, values: dict[str, str]) -> None:
        self._sealing.open(values["passphrase"])

    def _on_key_opened(self) -> None:
        self._page.sight.end_form()
        self._page.sight.seal.button().setFocus()
        self._page.news.tell(
            "success", words("Papers are sealed from now on, until the file is closed or you stop it.")
        )

    def _on_key_refused(self, refusal: Refusal) -> None:
        form = self._page.sight.passphrase
        form.refuse(no_text(refusal))
        form.field("passphrase").setFocus()

    def _on_check(self) -> None:
        self._other.ask_open(words("Check a paper"), "PDF", (".pdf",))

    def _on_checked(self, found: Any, name: str) -> None:
        tones: dict[str, Tone] = {"unaltered": "success", "altered": "error", "another-key": "error"}
        self._page.news.tell(tones.get(found.verdict.value, "warning"), f"{name}: {found.sentence}")

    def _on_pack(self) -> None:
        self._folder.ask_folder(words("Where the folder of papers is to stand"))

    def _on_folder(self, folder: Path) -> None:
        self._presenter.pack(folder / words("Papers {}").format(self._day()))

    def _on_roll(self) -> None:
        if self._page.roll_state.text():
            self._hub.publish(RollWish("stop"))
        else:
            self._roll.ask_folder(words("Keep the paper roll in this folder"))

    def _on_roll_folder(self, folder: Path) -> None:
        self._hub.publish(RollWish("keep", folder))

    def _on_roll_state(self, state: RollState) -> None:
        self._page.show_roll(state.told)
        if state.trouble:
            self._page.news.tell("error", state.trouble)

    def _on_done(self, sentence: str) -> None:
        self._page.news.tell("success", sentence)

    def _on_refused(self, refusal: Refusal | Fault) -> None:
        self._page.news.tell("error", no_text(refusal))


def join(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter at work."""
    page = PapersPage()
    sealing = Sealing(desk, jobs, hub, page)
    PapersDesk(page, PapersPresenter(desk, jobs, hub, sealing, page), sealing, jobs, hub)
    return page
