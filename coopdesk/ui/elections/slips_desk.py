"""Makes ballot slips for the window: one is tried first, so that what does not fit is said before anything is laid."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from coopdesk.domain.faults import Fault
from coopdesk.domain.refusals import Refusal
from coopdesk.services.election_desk import ElectionDeskView
from coopdesk.services.election_papers import LaySlips
from coopdesk.services.election_slips import ChooseSlipForm
from coopdesk.services.papers.ballot_slips import SlipView, slips_view
from coopdesk.services.perform import Desk
from coopdesk.ui.elections.page import ElectionsPage
from coopdesk.ui.elections.slips_form import SlipsForm, SlipWish
from coopdesk.ui.kit.choosing import FileChooser, documents_folder
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs, Progress
from coopdesk.ui.papers import PaperWork
from coopdesk.ui.presenter import Presenter
from coopdesk.ui.text import no_text, words


class SlipsDesk(Presenter):
    """``saved(sentence)`` answers slips that are on the disk."""

    saved = Signal(str)

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, page: ElectionsPage) -> None:
        super().__init__(desk, jobs, hub, page)
        self._page = page
        self._meeting = self._number = 0
        self._form = ""
        """The form the election's slips have now."""
        self._wish: SlipWish | None = None
        self._chooser = FileChooser(page)
        self._chooser.chosen.connect(self._on_chosen)
        self._paper = PaperWork(jobs, self)
        self._paper.written.connect(self._on_written)
        self._paper.failed.connect(self._on_failed)
        page.slips_changed.connect(self.look)
        self.refused.connect(self._on_refused)

    def show_view(self, view: ElectionDeskView | None) -> None:
        """Another election, or the same after something changed."""
        if view is not None and view.election is not None:
            self._meeting, self._number, self._form = view.meeting, view.election.number, view.slips

    def look(self, wish: SlipWish) -> None:
        """Say beside the choice whether such slips can be made."""
        self._try(wish, partial(self._on_looked, wish))

    def make(self, wish: SlipWish) -> None:
        """Ask where to, once it is known that they can be made."""
        self._wish = wish
        self._try(wish, self._on_tried)

    def _try(self, wish: SlipWish, done: Callable[[str], None]) -> None:
        what = (self._meeting, self._number, (), self.desk.now(), wish.form, wish.class_name)
        task = partial(self.desk.ask, slips_view, *what)
        self.jobs.store(task, partial(self._on_view, wish, done), self._on_failed)

    def _on_view(self, wish: SlipWish, done: Callable[[str], None], view: SlipView) -> None:
        self.jobs.work(partial(_tried, view, wish), done, self._on_failed)

    def _on_looked(self, wish: SlipWish, sheets: str) -> None:
        form = self._page.form()
        if isinstance(form, SlipsForm):
            form.show_sheets(wish, sheets)

    def _on_tried(self, _sheets: str) -> None:
        self._page.close_aside()
        name = words("Ballot slips")
        self._chooser.ask_save(name, documents_folder() / f"{name} {self._number}.pdf", "PDF", (".pdf",))

    def _on_chosen(self, path: Path) -> None:
        wish = self._wish
        assert wish is not None
        if wish.form and wish.form != self._form:
            choose = ChooseSlipForm(self._meeting, self._number, wish.form)
            self.perform(choose, partial(self._on_form, path, wish))
        else:
            self._on_form(path, wish, self._form)

    def _on_form(self, path: Path, wish: SlipWish, form: str) -> None:
        self._form = form
        if wish.trial:
            self._on_serials(path, wish, ())
        else:
            lay = LaySlips(self._meeting, self._number, wish.many, wish.class_name)
            self.perform(lay, partial(self._on_serials, path, wish))

    def _on_serials(self, path: Path, wish: SlipWish, serials: tuple[str, ...]) -> None:
        what = (self._meeting, self._number, serials, self.desk.now(), "", wish.class_name)
        self.ask(partial(self._on_slips, path, wish), slips_view, *what)

    def _on_slips(self, path: Path, wish: SlipWish, view: SlipView) -> None:
        self._paper.make(path, max(1, len(view.codes)), partial(_printed, view, wish))

    def _on_written(self, path: Path) -> None:
        self.saved.emit(words("Saved as {}.").format(path))

    def _on_refused(self, no: Refusal | Fault) -> None:
        self._page.refuse(no_text(no))


def _tried(view: SlipView, wish: SlipWish, _progress: Progress) -> str:
    """How many sheets it takes, in words; such a slip is set once, so that what does not fit is refused."""
    # Imported when used: fonts and the PDF engine take longer to load than a page.
    from coopdesk.documents.ballot_slips import print_slips, slips_on_sheet, trial_sheet

    print_slips(trial_sheet(view), large=wish.large)
    if wish.trial:
        return words("Two slips that are crossed in print. Scan them before the votes are in.")
    sheets = -(-wish.many // slips_on_sheet(view, large=wish.large))
    return words("{} slips on {} sheets of A4.").format(f"{wish.many:,}", f"{sheets:,}")


def _printed(view: SlipView, wish: SlipWish, done: Callable[[int], None]) -> bytes:
    from coopdesk.documents.ballot_slips import print_slips, trial_sheet

    return print_slips(trial_sheet(view) if wish.trial else view, done, large=wish.large).data
