"""The shares' presenter: issues, takes back, and makes certificates."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coopdesk.domain.clock import day_words
from coopdesk.domain.members import display_number
from coopdesk.domain.money import pounds
from coopdesk.domain.shares import check_share_count
from coopdesk.services.certificate_view import CertificateView
from coopdesk.services.certificate_views import all_certificates, certificate_view
from coopdesk.services.events import Event
from coopdesk.services.members import MemberView
from coopdesk.services.perform import Desk, Undone
from coopdesk.services.share_list import SharesView, certificates_page, member_meant, shares_view
from coopdesk.services.shares import IssuedView, IssueShares
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.table import Cells
from coopdesk.ui.page_presenter import PagePresenter
from coopdesk.ui.papers import PaperWork
from coopdesk.ui.text import words

SHARE_ACTS = ("IssueShares",)
"""What Ctrl+Z takes back on this page; a joining is taken back at the door."""


class SharesPresenter(PagePresenter):
    """``shown(SharesView)`` and ``listed(fetch, total)`` fill the page; ``issued(IssuedView)`` and ``done(sentence)``
    answer."""

    shown = Signal(object)
    listed = Signal(object, int)
    issued = Signal(object)
    certificate_read = Signal(object)
    who = Signal(str, object)
    done = Signal(str)
    papers_begun = Signal(int)

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(desk, jobs, hub, parent)
        self._path = Path()
        self._left_out: list[str] = []
        self._meeting: int | None = None
        self.paper = PaperWork(jobs, self)
        self.paper.written.connect(self._on_written)
        self.paper.failed.connect(self._on_failed)
        hub.subscribe(Event, self.read_soon)

    def read(self) -> None:
        """Read tiles and list again."""
        self.ask(self._on_read, shares_view, self.desk.now())

    def _on_read(self, view: SharesView) -> None:
        open_now = view.meeting is not None and view.meeting.state == "open"
        self._meeting = view.meeting.id if view.meeting is not None and open_now else None
        self.shown.emit(view)
        self.listed.emit(self._page, view.issued + view.void)

    def _page(self, offset: int, limit: int) -> Sequence[Cells]:
        return [
            (
                f"{line.number:05d}",
                line.holder,
                display_number(line.member_number),
                f"{line.shares:,}",
                "",
                day_words(line.issued_on),
                words("stands") if line.status == "issued" else words("void"),
                str(line.number),
            )
            for line in self.desk.ask(certificates_page, offset, limit)
        ]

    def look_up(self, text: str) -> None:
        """Find out who is meant while the form is filled in."""
        self.jobs.store(
            partial(self.desk.ask, member_meant, text), partial(self._on_who, text), partial(self._on_nobody, text)
        )

    def _on_who(self, text: str, member: MemberView) -> None:
        self.who.emit(text, member)

    def _on_nobody(self, text: str, error: Exception) -> None:
        self.who.emit(text, error)

    def issue(self, reference: str, shares: int, paid: str) -> None:
        """Allot shares to the member meant."""
        self.ask(partial(self._issue, shares, paid), member_meant, reference)

    def _issue(self, shares: int, paid: str, member: MemberView) -> None:
        self.perform(IssueShares(member.id, shares, paid, self._meeting), self._on_issued)

    def _on_issued(self, made: IssuedView) -> None:
        self.issued.emit(made)
        self.done.emit(issued_words(made))
        self.read()
        self.open_certificate(made.certificate)

    def undo(self) -> None:
        """Take the last issue back: certificate void, money paid back."""
        self.jobs.store(partial(self.desk.undo, SHARE_ACTS), self._on_undone, self._on_failed)

    def _on_undone(self, _undone: Undone) -> None:
        self.done.emit(words("The issue was taken back: pay the money back. Its certificate number stays used."))
        self.read()

    def open_certificate(self, number: int) -> None:
        """Read one certificate."""
        self.ask(self._on_certificate, certificate_view, number)

    def _on_certificate(self, view: CertificateView) -> None:
        self.certificate_read.emit(view)

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


def read_count(text: str) -> int:
    """A number of shares as typed.

    Raises:
        ShareCountNotUsable: it is none that can be held.
    """
    return check_share_count(text)


def issued_words(made: IssuedView) -> str:
    """What was issued, in a sentence."""
    count = words("1 share") if made.shares == 1 else words("{} shares").format(f"{made.shares:,}")
    told = words("{} to {}, {}: certificate {}. Ctrl+Z takes it back.")
    return told.format(count, made.member.name, pounds(made.payment_pence), f"{made.certificate:05d}")


def _certificates_pdf(views: Sequence[CertificateView], left_out: list[str], progress: Callable[[int], None]) -> bytes:
    from coopdesk.documents.certificate import certificate_pdf
    from coopdesk.documents.drawable import drawable_certificates

    kept, refused = drawable_certificates(views)
    if not kept:
        raise refused[0]
    left_out += [str(no) for no in refused]
    return certificate_pdf(kept, progress)
