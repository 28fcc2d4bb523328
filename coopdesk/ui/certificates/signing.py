"""Signing the codes of all certificates that stand: the key is opened by its passphrase for this once, and let go."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from coopdesk.services.certificate_signing import KeepStatements, open_certificate_key, sign_certificates, unsigned
from coopdesk.services.certificate_view import CertificateView
from coopdesk.services.certificate_views import all_certificates
from coopdesk.services.keys import CERTIFICATES, WrappedKey, wrapped_key
from coopdesk.services.perform import Desk
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Job, Jobs, Progress
from coopdesk.ui.presenter import Presenter


class Signing(Presenter):
    """``signed(count)`` follows ``sign``, or ``refused``; ``moved((done, total))`` in between, or ``cancelled``."""

    signed = Signal(int)
    moved = Signal(object)
    cancelled = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(desk, jobs, hub, parent)
        self._job: Job | None = None

    def sign(self, passphrase: str) -> None:
        """Sign what is unsigned: nothing is on record until all of it is signed."""
        self.ask(partial(self._on_key, passphrase), wrapped_key, CERTIFICATES)

    def cancel(self) -> None:
        """Stop; nothing is signed then."""
        if self._job is not None:
            self._job.cancel()

    def _on_key(self, passphrase: str, key: WrappedKey) -> None:
        self.ask(partial(self._on_views, passphrase, key), all_certificates)

    def _on_views(self, passphrase: str, key: WrappedKey, views: Sequence[CertificateView]) -> None:
        task = partial(_signed, key, passphrase, views)
        self._job = self.jobs.work(task, self._on_ready, self._on_failed, self._on_moved, self._on_cancelled)

    def _on_ready(self, command: KeepStatements | None) -> None:
        if command is None:
            self.signed.emit(0)
        else:
            self.perform(command, self._on_kept)

    def _on_kept(self, count: int) -> None:
        self.signed.emit(count)

    def _on_moved(self, count: tuple[int, int]) -> None:
        self.moved.emit(count)

    def _on_cancelled(self, _nothing: None) -> None:
        self.cancelled.emit()


def _signed(
    key: WrappedKey, passphrase: str, views: Sequence[CertificateView], progress: Progress
) -> KeepStatements | None:
    opened = open_certificate_key(key, passphrase)
    total = len(unsigned(views))
    return sign_certificates(opened, views, lambda done: progress.report(done, total)) if total else None
