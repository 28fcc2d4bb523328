"""The certificates' presenter: list, papers, and what becomes of a certificate."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coopdesk.services.certificate_check import CertificateCheck, check_certificate
from coopdesk.services.certificate_list import CertificateFilter, CertificatesView, certificate_lines, certificates_view
from coopdesk.services.certificate_paper import RecordReprint, RecordSpoiltSheets
from coopdesk.services.certificate_view import CertificateView
from coopdesk.services.certificate_views import all_certificates, certificate_view
from coopdesk.services.certificates import CancelCertificate, ReplaceCertificate, Replaced
from coopdesk.services.events import Event
from coopdesk.services.perform import Desk, Undone
from coopdesk.services.shares import CertificateLine
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.papers import PaperWork
from coopdesk.ui.presenter import Presenter
from coopdesk.ui.text import words

UNDONE = {"RecordSpoiltSheets": "The line about spoilt paper is struck out."}
"""What Ctrl+Z takes back here. A certificate replaced or cancelled stays so: the paper may be in somebody's hands."""


class CertificatesPresenter(Presenter):
    """``listed(CertificatesView)`` fills the list, ``certificate_read(CertificateView)`` the panel;
    ``checked(CertificateCheck)`` answers a code, ``done(sentence)`` an act."""

    listed = Signal(object)
    certificate_read = Signal(object)
    checked = Signal(object)
    done = Signal(str)
    papers_begun = Signal(int)

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(desk, jobs, hub, parent)
        self._filter = CertificateFilter()
        self._number: int | None = None
        self._path = Path()
        self._left_out: list[str] = []
        self.paper = PaperWork(jobs, self)
        self.paper.written.connect(self._on_written)
        self.paper.failed.connect(self._on_failed)
        hub.subscribe(Event, self.read_soon)

    def read(self) -> None:
        """Read the list again, and the certificate shown."""
        self.ask(partial(self._on_listed, self._filter), certificates_view, self._filter)
        if self._number is not None:
            self.open_certificate(self._number)

    def narrow(self, chosen: CertificateFilter) -> None:
        """List other certificates."""
        self._filter = chosen
        self.ask(partial(self._on_listed, chosen), certificates_view, chosen)

    def _on_listed(self, chosen: CertificateFilter, view: CertificatesView) -> None:
        # An answer to what was typed before is stale by now.
        if chosen == self._filter:
            self.listed.emit(view)

    def lines(self, numbers: Sequence[int]) -> Sequence[CertificateLine]:
        """The lines of these certificates; called on the store thread."""
        return self.desk.ask(certificate_lines, numbers)

    def open_certificate(self, number: int) -> None:
        """Read one certificate."""
        self._number = number
        self.ask(self._on_certificate, certificate_view, number)

    def _on_certificate(self, view: CertificateView) -> None:
        if view.number == self._number:
            self.certificate_read.emit(view)

    def check(self, code: str) -> None:
        """Check a code against keys and register."""
        self.ask(self._on_checked, check_certificate, code)

    def _on_checked(self, check: CertificateCheck) -> None:
        self.checked.emit(check)

    def replace(self, number: int, reason: str, *, indemnity: bool) -> None:
        """Issue another certificate for the same shares."""
        self.perform(ReplaceCertificate(number, reason, indemnity), self._on_replaced)

    def _on_replaced(self, made: Replaced) -> None:
        told = words("Certificate {} takes the place of {}. Save it as PDF and print it.")
        self.done.emit(told.format(f"{made.number:05d}", f"{made.replaces:05d}"))
        self.open_certificate(made.number)

    def cancel(self, number: int, reason: str) -> None:
        """Take a certificate out of force."""
        self.perform(CancelCertificate(number, reason), partial(self._on_cancelled, number))

    def _on_cancelled(self, number: int, _nothing: None) -> None:
        self.done.emit(words("Certificate {} is cancelled; the shares are held without one.").format(f"{number:05d}"))

    def note_copy(self, number: int, reason: str) -> None:
        """Put a further copy into the log of printing; the paper is saved afterwards."""
        self.perform(RecordReprint(number, reason), partial(self._on_copy, number))

    def _on_copy(self, number: int, _nothing: None) -> None:
        told = words("Certificate {} prints as a DUPLICATE from now on: save it as PDF and print it.")
        self.done.emit(told.format(f"{number:05d}"))

    def note_spoilt(self, sheets: int, reason: str, witness: str, sheet_numbers: str) -> None:
        """Put spoilt paper into its log."""
        self.perform(RecordSpoiltSheets(sheets, reason, witness, sheet_numbers), self._on_spoilt)

    def _on_spoilt(self, _line: int) -> None:
        self.done.emit(words("The spoilt paper is in the log. Ctrl+Z strikes the line out."))

    def undo(self) -> None:
        """Take back the last act of this page that can be."""
        self.jobs.store(partial(self.desk.undo, tuple(UNDONE)), self._on_undone, self._on_failed)

    def _on_undone(self, undone: Undone) -> None:
        self.done.emit(words(UNDONE[undone.act]))

    def save_one(self, view: CertificateView, path: Path) -> None:
        """Write one certificate."""
        self._make(path, (view,))

    def save_all(self, path: Path) -> None:
        """Write all certificates that stand, one a page."""
        self._path = path
        self.ask(self._on_all, all_certificates)

    def _on_all(self, views: Sequence[CertificateView]) -> None:
        if views:
            self._make(self._path, views)
        else:
            self.done.emit(words("No certificate stands yet, so there is none to print."))

    def _make(self, path: Path, views: Sequence[CertificateView]) -> None:
        self.papers_begun.emit(len(views))
        self._left_out = []
        self.paper.make(path, len(views), partial(_certificates_pdf, views, self._left_out))

    def _on_written(self, path: Path) -> None:
        left_out = [words("Left out: {}").format(each) for each in self._left_out]
        self.done.emit(" ".join((words("Saved as {}.").format(path), *left_out)))


def _certificates_pdf(views: Sequence[CertificateView], left_out: list[str], progress: Callable[[int], None]) -> bytes:
    from coopdesk.documents.certificate import certificate_pdf
    from coopdesk.documents.drawable import drawable_certificates

    kept, refused = drawable_certificates(views)
    if not kept:
        raise refused[0]
    left_out += [str(no) for no in refused]
    return certificate_pdf(kept, progress)
