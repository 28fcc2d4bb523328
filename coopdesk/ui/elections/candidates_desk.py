"""Carries what candidates say and look like between the form and the file, and makes their booklet."""

from base64 import b64encode
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from coopdesk.domain.faults import Fault
from coopdesk.domain.refusals import Refusal
from coopdesk.services.candidate_profiles import CandidateProfile, SetPhotograph, profiles_of
from coopdesk.services.election_desk import ElectionDeskView
from coopdesk.services.papers.candidate_booklet import BookletView, candidate_booklet_view
from coopdesk.services.perform import Desk
from coopdesk.ui.elections.candidate_form import CandidateForm
from coopdesk.ui.elections.page import ElectionsPage
from coopdesk.ui.kit.choosing import FileChooser, documents_folder
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs, Progress
from coopdesk.ui.papers import PaperWork
from coopdesk.ui.presenter import Presenter
from coopdesk.ui.text import no_text, words

PICTURES = (".jpg", ".jpeg", ".png")


class CandidatesDesk(Presenter):
    """``saved(sentence)`` answers a booklet that is on the disk."""

    saved = Signal(str)

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, page: ElectionsPage) -> None:
        super().__init__(desk, jobs, hub, page)
        self._page = page
        self._meeting = self._number = 0
        self._candidate = ""
        """Whose photograph is being chosen."""
        self._photographs = FileChooser(page)
        self._photographs.chosen.connect(self._on_chosen)
        self._booklets = FileChooser(page)
        self._booklets.chosen.connect(self._on_place)
        self._paper = PaperWork(jobs, self)
        self._paper.written.connect(self._on_written)
        self._paper.failed.connect(self._on_failed)
        page.candidates_opened.connect(self._on_opened)
        page.booklet_requested.connect(self._on_booklet)
        self.refused.connect(self._on_refused)

    def show_view(self, view: ElectionDeskView | None) -> None:
        """Another election, or the same after something changed."""
        if view is not None and view.election is not None:
            self._meeting, self._number = view.meeting, view.election.number
            if self._form() is not None:
                self.read()

    def read(self) -> None:
        """Read what is kept of the candidates again."""
        self.ask(self._on_profiles, profiles_of, self._meeting, self._number)

    def _form(self) -> CandidateForm | None:
        form = self._page.form()
        return form if isinstance(form, CandidateForm) else None

    def _on_opened(self, form: CandidateForm) -> None:
        form.photograph_wanted.connect(self._on_wanted)
        form.photograph_unwanted.connect(self._on_unwanted)
        self.read()

    def _on_profiles(self, profiles: tuple[CandidateProfile, ...]) -> None:
        form = self._form()
        if form is not None:
            form.show_profiles(profiles)

    def _on_wanted(self, candidate: str) -> None:
        self._candidate = candidate
        self._photographs.ask_open(words("A photograph"), words("Pictures"), PICTURES)

    def _on_unwanted(self, candidate: str) -> None:
        self._candidate = candidate
        self._keep("")

    def _on_chosen(self, path: Path) -> None:
        self.jobs.work(partial(_made_small, path), self._keep, self._on_failed)

    def _keep(self, picture: str) -> None:
        wish = SetPhotograph(self._meeting, self._number, self._candidate, picture)
        self.perform(wish, partial(self._on_kept, bool(picture)))

    def _on_kept(self, there: bool, name: str) -> None:
        said = words("The photograph of {} is kept.") if there else words("The photograph of {} was taken away.")
        self._page.news.tell("success", said.format(name))

    def _on_booklet(self) -> None:
        name = words("Candidates")
        self._booklets.ask_save(name, documents_folder() / f"{name} {self._number}.pdf", "PDF", (".pdf",))

    def _on_place(self, path: Path) -> None:
        now = self.desk.now()
        self.ask(partial(self._on_view, path), candidate_booklet_view, self._meeting, now, self._number)

    def _on_view(self, path: Path, view: BookletView) -> None:
        self._paper.make(path, 1, partial(_booklet, view))

    def _on_written(self, path: Path) -> None:
        self.saved.emit(words("Saved as {}.").format(path))

    def _on_refused(self, no: Refusal | Fault) -> None:
        self._page.refuse(no_text(no))


def _made_small(path: Path, _progress: Progress) -> str:
    # Imported when used: the reader of pictures takes longer to load than a page.
    from coopdesk.documents.photographs import small_photograph

    return b64encode(small_photograph(path)).decode()


def _booklet(view: BookletView, _done: Callable[[int], None]) -> bytes:
    from coopdesk.documents.candidate_booklet import candidate_booklet
    from coopdesk.documents.chapters import print_chapters

    return print_chapters([candidate_booklet(view)], view.heading).data
