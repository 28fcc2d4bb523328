"""Joins the shares page to its presenter."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from coopdesk.domain.faults import Fault
from coopdesk.domain.members import display_number
from coopdesk.domain.refusals import Refusal
from coopdesk.services.members import MemberView
from coopdesk.services.perform import Desk
from coopdesk.ui.kit.choosing import FileChooser, documents_folder
from coopdesk.ui.kit.forms import FormField, InlineForm
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.page import Page
from coopdesk.ui.members.forms import paid_question
from coopdesk.ui.shares.page import SharesPage
from coopdesk.ui.shares.presenter import SharesPresenter, read_count
from coopdesk.ui.text import no_text, words

PDF = (".pdf",)


def issue_form() -> InlineForm:
    """Whom, how many, paid how."""
    fields = (
        FormField("reference", words("Member: number, name or card"), words("427"), wide=True),
        FormField("shares", words("Number of shares"), "1"),
        paid_question(),
    )
    note = words("Fully paid: the money is entered with the shares, and the certificate is numbered.")
    return InlineForm(words("Issue shares"), words("Issue"), fields, icon="badge-pound-sterling", note=note)


class SharesDesk(QObject):
    """The form, the papers and the messages of the shares page."""

    def __init__(self, page: SharesPage, presenter: SharesPresenter) -> None:
        super().__init__(page)
        self._page = page
        self._presenter = presenter
        self._form = issue_form()
        self._who = label("", "medium", wrap=True)
        self._form.add_extra(self._who)
        self._one = FileChooser(page)
        self._all = FileChooser(page)
        self._connect()
        presenter.follow(page)
        presenter.read()

    def _connect(self) -> None:
        page, presenter = self._page, self._presenter
        presenter.shown.connect(page.show_view)
        presenter.listed.connect(page.show_list)
        presenter.certificate_read.connect(page.panel.show_certificate)
        presenter.who.connect(self._on_who)
        presenter.done.connect(self._on_done)
        presenter.refused.connect(self._on_refused)
        presenter.papers_begun.connect(self._on_papers_begun)
        presenter.paper.moved.connect(self._on_papers_moved)
        presenter.paper.cancelled.connect(self._on_papers_cancelled)
        page.progress.cancelled.connect(presenter.paper.cancel)
        page.certificate_chosen.connect(presenter.open_certificate)
        page.undo_requested.connect(presenter.undo)
        page.issue_requested.connect(self._on_issue)
        page.all_requested.connect(self._on_all)
        page.panel.save_requested.connect(self._on_one)
        self._one.chosen.connect(self._on_one_place)
        self._all.chosen.connect(presenter.save_all)
        self._form.left.connect(page.leave_form)
        self._form.submitted.connect(self._on_submitted)
        reference = self._form.field("reference")
        assert isinstance(reference, QLineEdit)
        reference.textChanged.connect(self._on_reference)

    def _on_issue(self) -> None:
        self._who.setText("")
        self._page.show_form(self._form)
        self._form.begin({"shares": "1", "paid": "cash"})

    def _on_reference(self, text: str) -> None:
        if text.strip():
            self._presenter.look_up(text.strip())
        else:
            self._who.setText("")

    def _on_who(self, text: str, answer: object) -> None:
        if text != self._form.values()["reference"]:
            return
        if isinstance(answer, MemberView):
            told = words("{}, member {}, holds {} now.")
            held = words("1 share") if answer.shares == 1 else words("{} shares").format(f"{answer.shares:,}")
            self._who.setText(told.format(answer.name, display_number(answer.number), held))
        else:
            self._who.setText("")

    def _on_submitted(self, values: dict[str, str]) -> None:
        try:
            count = read_count(values["shares"] or "1")
        except Refusal as refusal:
            self._form.refuse(no_text(refusal))
            return
        self._presenter.issue(values["reference"], count, values["paid"])

    def _on_done(self, sentence: str) -> None:
        self._page.progress.end()
        if self._page.open_form() is not None:
            self._page.leave_form()
        self._page.news.tell("success", sentence)

    def _on_refused(self, refusal: Refusal | Fault) -> None:
        self._page.progress.end()
        form = self._page.open_form()
        if form is not None:
            form.refuse(no_text(refusal))
        else:
            self._page.news.tell("error", no_text(refusal))

    def _on_one(self) -> None:
        view = self._page.panel.view()
        if view is not None:
            name = words("Certificate {}.pdf").format(f"{view.number:05d}")
            self._one.ask_save(words("Save the certificate"), documents_folder() / name, words("PDF"), PDF)

    def _on_one_place(self, path: Path) -> None:
        view = self._page.panel.view()
        if view is not None:
            self._presenter.save_one(view, path)

    def _on_all(self) -> None:
        suggested = documents_folder() / words("Certificates.pdf")
        self._all.ask_save(words("Save all certificates"), suggested, words("PDF"), PDF)

    def _on_papers_begun(self, count: int) -> None:
        if count > 1:
            self._page.progress.begin(words("Making certificates"))

    def _on_papers_moved(self, count: tuple[int, int]) -> None:
        self._page.progress.show_progress(*count)

    def _on_papers_cancelled(self) -> None:
        self._page.progress.end()
        self._page.news.tell("info", words("Printing was stopped; no file was written."))


def join(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter at work."""
    page = SharesPage(jobs)
    SharesDesk(page, SharesPresenter(desk, jobs, hub, page))
    return page
