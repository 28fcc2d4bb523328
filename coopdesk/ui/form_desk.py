"""What joins a page of forms to its presenter: where an answer is told, and what is said while a paper is made."""

from typing import Protocol

from PySide6.QtCore import QObject

from coopdesk.domain.faults import Fault
from coopdesk.domain.refusals import Refusal
from coopdesk.ui.kit.form_page import FormPage
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.kit.news import NewsLine
from coopdesk.ui.text import no_text, words


class FormHost(Protocol):
    """A page in which forms stand, whichever way it stacks them."""

    news: NewsLine

    def open_form(self) -> InlineForm | None:
        """The form that stands there now, if one does."""


def say_no(page: FormHost, refusal: Refusal | Fault) -> None:
    """Say a no in the form that asked, or in the page's news."""
    form = page.open_form()
    if form is not None:
        form.refuse(no_text(refusal))
    else:
        page.news.tell("error", no_text(refusal))


class FormDesk(QObject):
    """Every no stands in the form that asked, or in the page's news; what was done leaves the form and is told."""

    _page: FormPage

    def __init__(self, page: FormPage) -> None:
        super().__init__(page)
        self._page = page

    def begin(self, form: InlineForm, status: str, **values: str) -> None:
        """Show a form with these values, the others empty."""
        self._page.show_form(form, status)
        form.begin(values)

    def _on_done(self, sentence: str) -> None:
        self._page.progress.end()
        if self._page.open_form() is not None:
            self._page.leave_form()
        self._page.news.tell("success", sentence)

    def _on_refused(self, refusal: Refusal | Fault) -> None:
        self._page.progress.end()
        say_no(self._page, refusal)

    def _on_papers_moved(self, count: tuple[int, int]) -> None:
        self._page.progress.show_progress(*count)

    def _on_papers_cancelled(self) -> None:
        self._page.progress.end()
        self._page.news.tell("info", words("Printing was stopped; no file was written."))
