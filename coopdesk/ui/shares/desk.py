"""Joins the shares page to its presenter: every wish has its form, every answer its place."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from coopdesk.domain.faults import Fault
from coopdesk.domain.members import display_number
from coopdesk.domain.refusals import Refusal
from coopdesk.domain.shares import check_share_count
from coopdesk.services.growth import GrowthPoint
from coopdesk.services.members import MemberView
from coopdesk.services.perform import Desk
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.page import Page
from coopdesk.ui.shares.forms import issue_form
from coopdesk.ui.shares.page import SharesPage
from coopdesk.ui.shares.presenter import SharesPresenter
from coopdesk.ui.text import no_text, words


class SharesDesk(QObject):
    """The forms and the messages of the shares page."""

    def __init__(self, page: SharesPage, presenter: SharesPresenter) -> None:
        super().__init__(page)
        self._page = page
        self._presenter = presenter
        self._form = issue_form()
        self._who = label("", "medium", wrap=True)
        self._form.add_extra(self._who)
        self._connect()
        presenter.follow(page)
        presenter.narrow(page.ledger.chosen_filter())
        presenter.read()

    def _connect(self) -> None:
        page, presenter = self._page, self._presenter
        presenter.shown.connect(page.show_view)
        presenter.grown.connect(self._on_grown)
        presenter.listed.connect(self._on_listed)
        presenter.line_read.connect(page.show_movement)
        presenter.who.connect(self._on_who)
        presenter.done.connect(self._on_done)
        presenter.refused.connect(self._on_refused)
        page.ledger.narrowed.connect(presenter.narrow)
        page.ledger.line_chosen.connect(presenter.open_line)
        page.undo_requested.connect(presenter.undo)
        page.issue_requested.connect(self._on_issue)
        self._form.left.connect(page.leave_form)
        self._form.submitted.connect(self._on_submitted)
        reference = self._form.field("reference")
        assert isinstance(reference, QLineEdit)
        reference.textChanged.connect(self._on_reference)

    def _on_grown(self, points: Sequence[GrowthPoint]) -> None:
        self._page.overview.growth.show_growth(points)

    def _on_listed(self, keys: Sequence[int]) -> None:
        self._page.show_lines(keys, self._presenter.lines)

    def _on_issue(self) -> None:
        self._who.setText("")
        self._page.show_form(self._form, words("Enter takes the money and issues the certificate, Esc leaves it."))
        self._form.begin({"shares": "1", "paid": "cash"})

    def _on_reference(self, text: str) -> None:
        if text.strip():
            self._presenter.look_up(text.strip())
        else:
            self._who.setText("")

    def _on_who(self, text: str, answer: object) -> None:
        if text != self._form.values()["reference"]:
            return
        self._who.setText(holder_words(answer) if isinstance(answer, MemberView) else "")

    def _on_submitted(self, values: dict[str, str]) -> None:
        try:
            count = check_share_count(values["shares"] or "1")
        except Refusal as refusal:
            self._form.refuse(no_text(refusal))
            return
        self._presenter.issue(values["reference"], count, values["paid"])

    def _on_done(self, sentence: str) -> None:
        if self._page.open_form() is not None:
            self._page.leave_form()
        self._page.news.tell("success", sentence)

    def _on_refused(self, refusal: Refusal | Fault) -> None:
        form = self._page.open_form()
        if form is not None:
            form.refuse(no_text(refusal))
        else:
            self._page.news.tell("error", no_text(refusal))


def holder_words(member: MemberView) -> str:
    """Who is meant and what they hold."""
    held = words("1 share") if member.shares == 1 else words("{} shares").format(f"{member.shares:,}")
    return words("{}, member {}, holds {} now.").format(member.name, display_number(member.number), held)


def join(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter at work."""
    page = SharesPage(jobs)
    SharesDesk(page, SharesPresenter(desk, jobs, hub, page))
    return page
