"""Joins the certificates page to its presenter."""

from pathlib import Path

from coopdesk.domain.refusals import Refusal
from coopdesk.domain.shares import check_share_count
from coopdesk.services.certificate_list import CertificatesView
from coopdesk.services.certificate_view import CertificateView
from coopdesk.services.perform import Desk
from coopdesk.ui.certificates.forms import about, cancel_form, copy_form, replace_form, sign_form, spoilt_form
from coopdesk.ui.certificates.page import CertificatesPage
from coopdesk.ui.certificates.presenter import CertificatesPresenter
from coopdesk.ui.certificates.signing import Signing
from coopdesk.ui.form_desk import FormDesk
from coopdesk.ui.kit.choosing import FileChooser, documents_folder
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.page import Page
from coopdesk.ui.text import no_text, words

PDF = (".pdf",)


class CertificatesDesk(FormDesk):
    """Forms, papers and messages of the certificates page."""

    _page: CertificatesPage

    def __init__(self, page: CertificatesPage, presenter: CertificatesPresenter, signing: Signing) -> None:
        super().__init__(page)
        self._presenter = presenter
        self._signing = signing
        self._sign = sign_form()
        self._asked: CertificateView | None = None
        self._replace, self._cancel, self._copy, self._spoilt = (
            replace_form(),
            cancel_form(),
            copy_form(),
            spoilt_form(),
        )
        self._one = FileChooser(page)
        self._all = FileChooser(page)
        self._connect()
        self._connect_forms()
        presenter.follow(page)
        presenter.read()

    def _connect(self) -> None:
        page, presenter = self._page, self._presenter
        presenter.listed.connect(self._on_listed)
        presenter.certificate_read.connect(page.show_certificate)
        presenter.checked.connect(page.show_check)
        presenter.done.connect(self._on_done)
        presenter.refused.connect(self._on_refused)
        presenter.papers_begun.connect(self._on_papers_begun)
        presenter.paper.moved.connect(self._on_papers_moved)
        presenter.paper.cancelled.connect(self._on_papers_cancelled)
        page.progress.cancelled.connect(presenter.paper.cancel)
        page.narrowed.connect(presenter.narrow)
        page.certificate_chosen.connect(presenter.open_certificate)
        page.code_scanned.connect(presenter.check)
        page.undo_requested.connect(presenter.undo)
        page.all_requested.connect(self._on_all)
        page.panel.save_requested.connect(self._on_one)
        self._one.chosen.connect(self._on_one_place)
        self._all.chosen.connect(presenter.save_all)

    def _connect_forms(self) -> None:
        page = self._page
        page.panel.replace_requested.connect(self._on_replace)
        page.panel.cancel_requested.connect(self._on_cancel)
        page.panel.copy_requested.connect(self._on_copy)
        page.spoilt_requested.connect(self._on_spoilt)
        self._replace.submitted.connect(self._on_replace_submitted)
        self._cancel.submitted.connect(self._on_cancel_submitted)
        self._copy.submitted.connect(self._on_copy_submitted)
        self._spoilt.submitted.connect(self._on_spoilt_submitted)
        page.sign_requested.connect(self._on_sign)
        self._sign.submitted.connect(self._on_sign_submitted)
        self._signing.signed.connect(self._on_signed)
        self._signing.refused.connect(self._on_refused)
        self._signing.moved.connect(self._on_papers_moved)
        self._signing.cancelled.connect(self._on_signing_cancelled)
        page.progress.cancelled.connect(self._signing.cancel)
        forms = (self._replace, self._cancel, self._copy, self._spoilt, self._sign)
        page.forms.keep(*forms)
        for form in forms:
            form.left.connect(page.leave_form)

    def _on_listed(self, view: CertificatesView) -> None:
        self._page.show_list(view, self._presenter.lines)

    def _begin_about(self, form: InlineForm, title: str, status: str) -> None:
        self._asked = self._page.panel.view()
        if self._asked is not None:
            form.set_title(title.format(about(self._asked)))
            self.begin(form, status)

    def _on_replace(self) -> None:
        self._begin_about(self._replace, words("Replace {}"), words("Enter issues the new certificate, Esc leaves it."))

    def _on_cancel(self) -> None:
        self._begin_about(self._cancel, words("Cancel {}"), words("Enter cancels the certificate, Esc leaves it."))

    def _on_copy(self) -> None:
        self._begin_about(self._copy, words("Duplicate of {}"), words("Enter notes the copy, Esc leaves it."))

    def _on_spoilt(self) -> None:
        self.begin(self._spoilt, words("Enter records the spoilt paper, Esc leaves it."), sheets="1")

    def _on_sign(self) -> None:
        self.begin(self._sign, words("Enter signs the certificates, Esc leaves it."))

    def _on_sign_submitted(self, values: dict[str, str]) -> None:
        self._page.progress.begin(words("Signing certificates"))
        self._signing.sign(values["passphrase"])

    def _on_signed(self, count: int) -> None:
        if count == 1:
            told = words("1 certificate is signed: save it as PDF and print it.")
        elif count:
            told = words("{} certificates are signed: save them as PDF and print them.").format(f"{count:,}")
        else:
            told = words("Every certificate that stands is signed already.")
        self._sign.begin()
        self._on_done(told)

    def _on_signing_cancelled(self) -> None:
        self._page.progress.end()
        self._page.news.tell("info", words("Signing was stopped; nothing was signed."))

    def _on_replace_submitted(self, values: dict[str, str]) -> None:
        if self._asked is not None:
            self._presenter.replace(self._asked.number, values["reason"], indemnity=bool(values["indemnity"]))

    def _on_cancel_submitted(self, values: dict[str, str]) -> None:
        if self._asked is not None:
            self._presenter.cancel(self._asked.number, values["reason"])

    def _on_copy_submitted(self, values: dict[str, str]) -> None:
        if self._asked is not None:
            self._presenter.note_copy(self._asked.number, values["reason"])

    def _on_spoilt_submitted(self, values: dict[str, str]) -> None:
        try:
            sheets = check_share_count(values["sheets"] or "1")
        except Refusal as refusal:
            self._spoilt.refuse(no_text(refusal))
            return
        self._presenter.note_spoilt(sheets, values["reason"], values["witness"], values["sheet_numbers"])

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


def join(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter at work."""
    page = CertificatesPage(jobs)
    CertificatesDesk(page, CertificatesPresenter(desk, jobs, hub, page), Signing(desk, jobs, hub, page))
    return page
