"""Joins the minutes page to its presenter."""

from pathlib import Path

from PySide6.QtCore import QObject

from coopdesk.domain.clock import local_day
from coopdesk.domain.faults import Fault
from coopdesk.domain.refusals import Refusal
from coopdesk.services.minutes_view import MinutesView
from coopdesk.services.perform import Desk
from coopdesk.ui.kit.choosing import FileChooser, documents_folder
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.page import Page
from coopdesk.ui.minutes.page import FORMATS, MinutesPage
from coopdesk.ui.minutes.presenter import MinutesPresenter
from coopdesk.ui.text import no_text, words


class MinutesDesk(QObject):
    """Saving, undoing and the file dialog of the minutes page."""

    def __init__(self, page: MinutesPage, presenter: MinutesPresenter) -> None:
        super().__init__(page)
        self._page = page
        self._presenter = presenter
        self._view: MinutesView | None = None
        self._chooser = FileChooser(page)
        page.words_left.connect(presenter.keep)
        page.preview_wanted.connect(presenter.preview)
        page.page_turned.connect(presenter.turn_to)
        page.undo_requested.connect(presenter.undo)
        page.save_requested.connect(self._on_save)
        presenter.shown.connect(page.show_minutes)
        presenter.drawn.connect(page.show_page)
        presenter.kept.connect(page.say_kept)
        presenter.stopping.connect(page.keep_words)
        presenter.done.connect(self._on_done)
        presenter.refused.connect(self._on_refused)
        self._chooser.chosen.connect(self._on_chosen)
        presenter.follow(page)
        presenter.read()

    def _on_save(self, view: MinutesView, ending: str) -> None:
        self._view = view
        kind = dict(FORMATS)[ending]
        name = words("Minutes {}").format(local_day(view.scheduled).isoformat())
        self._chooser.ask_save(words("Save the minutes"), documents_folder() / f"{name}{ending}", kind, (ending,))

    def _on_chosen(self, path: Path) -> None:
        if self._view is None:
            return
        if path.suffix.lower() not in dict(FORMATS):
            sentence = words("“{}” does not say which format is wanted. Nothing was written: end it in {}.")
            endings = ", ".join(ending for ending, _ in FORMATS)
            self._page.news.tell("error", sentence.format(path.name, endings))
            return
        self._presenter.save(self._view, path)

    def _on_done(self, sentence: str) -> None:
        self._page.news.tell("success", sentence)

    def _on_refused(self, refusal: Refusal | Fault) -> None:
        self._page.say_not_kept()
        self._page.news.tell("error", no_text(refusal))


def join(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter at work."""
    page = MinutesPage()
    MinutesDesk(page, MinutesPresenter(desk, jobs, hub, page))
    return page
