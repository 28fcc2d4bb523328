"""Joins the minutes page to its presenter."""

from pathlib import Path

from PySide6.QtCore import QObject

from coopdesk.domain.clock import local_day
from coopdesk.domain.faults import Fault
from coopdesk.domain.minutes_life import MinutesStatus
from coopdesk.domain.refusals import Refusal
from coopdesk.services.minutes_at_hand import MinutesAtHand
from coopdesk.services.minutes_life import AgreeMinutes, ApproveMinutes, RecordCorrection, ReopenMinutes, SignMinutes
from coopdesk.services.minutes_view import MinutesView
from coopdesk.services.perform import Desk
from coopdesk.ui.kit.choosing import FileChooser, documents_folder
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.page import Page
from coopdesk.ui.minutes.life import approve_form, correct_form, offer_meetings, sign_form
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
        self._approve, self._sign, self._correct = approve_form(), sign_form(), correct_form()
        self._form: InlineForm | None = None
        self._asked = 0
        """The meeting whose minutes the form is about."""
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
        self._connect_life()
        presenter.follow(page)
        presenter.read()

    def _connect_life(self) -> None:
        page, presenter = self._page, self._presenter
        page.meeting_chosen.connect(self._on_meeting)
        page.life.step_requested.connect(self._on_step)
        page.life.correct_requested.connect(self._on_correct)
        page.reopen_requested.connect(self._on_reopen)
        presenter.settled.connect(self._on_form_left)
        forms = (self._approve, self._sign, self._correct)
        page.forms.keep(*forms)
        for form in forms:
            form.left.connect(self._on_form_left)
        self._approve.submitted.connect(self._on_approve)
        self._sign.submitted.connect(self._on_sign)
        self._correct.submitted.connect(self._on_correction)

    def _on_meeting(self, meeting: int) -> None:
        self._on_form_left()
        self._presenter.choose(meeting)

    def _on_step(self, wanted: MinutesStatus) -> None:
        found = self._page.found()
        if found is None:
            return
        if wanted is MinutesStatus.AGREED:
            # What is still being typed is agreed with the rest: the queue records it first.
            self._page.keep_words()
            self._presenter.take_step(AgreeMinutes(found.meeting.id))
        elif wanted is MinutesStatus.APPROVED:
            self._show(self._approve, found)
        else:
            self._show(self._sign, found)

    def _on_correct(self) -> None:
        found = self._page.found()
        if found is not None:
            self._show(self._correct, found)

    def _on_reopen(self) -> None:
        found = self._page.found()
        if found is not None:
            self._presenter.take_step(ReopenMinutes(found.meeting.id))

    def _show(self, form: InlineForm, found: MinutesAtHand) -> None:
        self._form, self._asked = form, found.meeting.id
        self._page.show_form(form)
        if form is self._sign:
            form.begin()
            return
        offer_meetings(form, found.later)
        form.begin({"meeting": str(found.later[-1].id) if found.later else "0"})

    def _on_approve(self, values: dict[str, str]) -> None:
        self._presenter.take_step(ApproveMinutes(self._asked, int(values["meeting"])))

    def _on_sign(self, values: dict[str, str]) -> None:
        self._presenter.take_step(SignMinutes(self._asked, values["by"]))

    def _on_correction(self, values: dict[str, str]) -> None:
        self._presenter.correct(RecordCorrection(self._asked, values["text"], int(values["meeting"])))

    def _on_form_left(self) -> None:
        if self._form is not None:
            self._form = None
            self._page.leave_form()

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
        if self._form is not None:
            self._form.refuse(no_text(refusal))
            return
        self._page.news.tell("error", no_text(refusal))


def join(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter at work."""
    page = MinutesPage()
    MinutesDesk(page, MinutesPresenter(desk, jobs, hub, page))
    return page
