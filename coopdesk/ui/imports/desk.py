"""Joins the import page to its presenter."""

from pathlib import Path

from PySide6.QtCore import QObject

from coopdesk.domain.faults import Fault
from coopdesk.domain.refusals import Refusal
from coopdesk.services.imports import RegisterMovedOn
from coopdesk.services.perform import Desk
from coopdesk.ui.imports.page import ROSTER_ENDINGS, ImportPage
from coopdesk.ui.imports.presenter import ImportPresenter
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.choosing import FileChooser, documents_folder
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.page import Page
from coopdesk.ui.text import no_text, words


class ImportDesk(QObject):
    """File dialogs, progress and messages of the import."""

    def __init__(self, page: ImportPage, presenter: ImportPresenter) -> None:
        super().__init__(page)
        self._page = page
        self._presenter = presenter
        self._open = FileChooser(page)
        self._list = FileChooser(page)
        self._other = Button(words("Choose another file"), icon="folder-open")
        self._fresh = Button(words("Check again"), icon="refresh-cw")
        for remedy in (self._other, self._fresh):
            remedy.hide()
            remedy.setParent(page)
        self._other.clicked.connect(self._on_choose)
        self._fresh.clicked.connect(presenter.check_again)
        page.choose_requested.connect(self._on_choose)
        page.file_chosen.connect(presenter.open_file)
        page.again_requested.connect(presenter.read_again)
        page.import_requested.connect(presenter.bring_in)
        page.cancel_requested.connect(presenter.cancel)
        page.undo_requested.connect(presenter.undo)
        page.columns.matched.connect(presenter.match)
        page.columns.maps.chosen.connect(presenter.use_map)
        page.columns.maps.saved.connect(presenter.save_map)
        page.columns.maps.dropped.connect(presenter.drop_map)
        presenter.maps_read.connect(page.columns.maps.show_maps)
        presenter.map_told.connect(self._on_told)
        page.rows.copied.connect(self._on_copied)
        page.rows.save_requested.connect(self._on_save)
        self._open.chosen.connect(presenter.open_file)
        self._list.chosen.connect(self._on_save_place)
        presenter.reading.connect(page.begin_reading)
        presenter.checking.connect(page.begin_checking)
        presenter.checked.connect(page.show_preview)
        presenter.importing.connect(page.begin_importing)
        presenter.imported.connect(page.show_imported)
        presenter.undone.connect(page.show_undone)
        presenter.stopped.connect(page.show_stopped)
        presenter.moved.connect(self._on_moved)
        presenter.saved.connect(self._on_saved)
        presenter.refused.connect(self._on_refused)

    def _on_choose(self) -> None:
        self._open.ask_open(words("Choose your list of members"), words("Spreadsheets"), ROSTER_ENDINGS)

    def _on_save(self) -> None:
        path = self._presenter.path
        stem = path.stem if path is not None else words("members")
        suggested = documents_folder() / words("{}, rows to look at.csv").format(stem)
        self._list.ask_save(words("Save the list"), suggested, "CSV", (".csv",))

    def _on_save_place(self, path: Path) -> None:
        self._presenter.save_list(self._page.rows.lines(), path)

    def _on_saved(self, path: Path) -> None:
        self._page.news.tell("success", words("The list is in {}.").format(path))

    def _on_told(self, sentence: str) -> None:
        self._page.news.tell("info", sentence)

    def _on_copied(self, rows: int) -> None:
        noun = words("1 row is copied") if rows == 1 else words("{} rows are copied").format(f"{rows:,}")
        self._page.news.tell("success", words("{} as text: paste them into an e-mail or a list.").format(noun))

    def _on_moved(self, count: tuple[int, int]) -> None:
        self._page.progress.show_progress(*count)

    def _on_refused(self, refusal: Refusal | Fault) -> None:
        self._page.show_refusal(no_text(refusal))
        remedy = self._fresh if isinstance(refusal, RegisterMovedOn) else self._other
        self._page.news.tell("error", no_text(refusal), (remedy,))


def join(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter at work."""
    page = ImportPage()
    ImportDesk(page, ImportPresenter(desk, jobs, hub, page))
    return page
