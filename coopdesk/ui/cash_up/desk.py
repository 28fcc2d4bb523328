"""Joins the cash-up page to its presenter."""

from pathlib import Path

from PySide6.QtCore import QObject

from coopdesk.domain.faults import Fault
from coopdesk.domain.refusals import Refusal
from coopdesk.services.cash_up import CashUpView
from coopdesk.services.perform import Desk
from coopdesk.ui.cash_up.page import CashUpPage
from coopdesk.ui.cash_up.presenter import CashUpPresenter, Count
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.choosing import FileChooser, documents_folder
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.page import Page
from coopdesk.ui.text import no_text, words


class CashUpDesk(QObject):
    """Counting, signing and what is said about it."""

    def __init__(self, page: CashUpPage, presenter: CashUpPresenter) -> None:
        super().__init__(page)
        self._page = page
        self._presenter = presenter
        self._signing = False
        self._number = 0
        """The cash-up just signed off, until it has been told; 0 for none."""
        self._number_told = 0
        """The one whose paper is asked for."""
        self._paper = FileChooser(page)
        self._print = Button(words("Save the paper"), icon="printer", key="Alt P")
        self._print.setParent(page)
        self._print.hide()
        self._print.clicked.connect(self._on_paper)
        self._paper.chosen.connect(self._on_place)
        presenter.signed.connect(self._on_signed)
        page.paper_requested.connect(self._on_past)
        presenter.shown.connect(self._on_shown)
        presenter.past.connect(page.show_past)
        presenter.done.connect(self._on_done)
        presenter.refused.connect(self._on_refused)
        page.meeting_chosen.connect(presenter.choose_meeting)
        page.undo_requested.connect(presenter.undo)
        page.sign_requested.connect(self._on_sign)
        presenter.follow(page)
        presenter.read()

    def _on_shown(self, view: CashUpView, meeting: bool) -> None:
        self._page.show_to_sign(view, meeting=meeting)

    def _on_sign(self) -> None:
        page = self._page
        page.count.refuse("")
        try:
            coins, before, counted = page.tin.coins(), page.tin.float_pence(), page.count.counted()
        except ValueError as error:
            page.count.refuse(words("“{}” is no amount or count. Correct it, then sign off.").format(error))
            return
        self._signing = True
        count = page.count
        self._presenter.sign(
            Count(
                counted,
                # A tin that was counted says what the cash is; without one the sum typed counts.
                coins or None,
                before if coins else 0,
                count.explanation.text().strip(),
                count.counted_by.text().strip(),
                count.checked_by.text().strip(),
            )
        )

    def _on_done(self, sentence: str) -> None:
        if self._signing:
            self._page.tin.empty()
            self._page.count.clear()
        self._signing = False
        self._page.count.refuse("")
        remedies = (self._print,) if self._number else ()
        self._page.news.tell("success", sentence, remedies)
        self._number_told, self._number = self._number or self._number_told, 0

    def _on_signed(self, number: int) -> None:
        self._number = number

    def _on_past(self, number: int) -> None:
        self._number_told = number
        self._on_paper()

    def _on_paper(self) -> None:
        name = words("Cash-up {}.pdf").format(self._number_told)
        self._paper.ask_save(words("Save the cash-up"), documents_folder() / name, words("PDF"), (".pdf",))

    def _on_place(self, path: Path) -> None:
        self._presenter.save_paper(self._number_told, path)

    def _on_refused(self, refusal: Refusal | Fault) -> None:
        if self._signing:
            self._page.count.refuse(no_text(refusal))
        else:
            self._page.news.tell("error", no_text(refusal))
        self._signing = False


def join(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter at work."""
    page = CashUpPage()
    CashUpDesk(page, CashUpPresenter(desk, jobs, hub, page))
    return page
