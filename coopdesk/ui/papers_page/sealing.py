"""The society's key in the window: opened once by its passphrase, kept while the file is open, written nowhere."""

import sys
from functools import partial

from PySide6.QtCore import QObject, Signal

from coopdesk.domain.refusals import Refusal
from coopdesk.services.events import SocietyChanged
from coopdesk.services.keys import (
    SEALS,
    SealingKey,
    WrappedKey,
    current_fingerprint,
    grouped_fingerprint,
    open_key,
    wrapped_key,
)
from coopdesk.services.perform import Desk
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs, Progress
from coopdesk.ui.papers_page.sight import SealState
from coopdesk.ui.presenter import Presenter


class Sealing(Presenter):
    """``changed`` when papers begin or cease to be sealed, or the society has another key; ``refused`` for a passphrase
    that does not open it."""

    changed = Signal()
    opened = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(desk, jobs, hub, parent)
        self._fingerprint = ""
        self._key: SealingKey | None = None
        hub.subscribe(SocietyChanged, self.read_soon)

    def key(self) -> SealingKey | None:
        """The key that seals papers now, None where they are made unsealed."""
        return self._key

    def shown(self) -> str:
        """The key as people compare it, "" without one."""
        return grouped_fingerprint(self._key.fingerprint) if self._key is not None else ""

    def state(self) -> SealState:
        """How papers that can be sealed are made."""
        if self._key is not None:
            return "open"
        return "shut" if self._fingerprint else "no-key"

    def read(self) -> None:
        """Read again which key the society has."""
        self.ask(self._on_read, current_fingerprint, SEALS)

    def open(self, passphrase: str) -> None:
        """Open the key; half a second, beside the window."""
        self.ask(partial(self._on_wrapped, passphrase), wrapped_key)

    def forget(self) -> None:
        """Seal no more; the passphrase is asked again."""
        self._key = None
        self.changed.emit()

    def stop(self) -> None:
        """The file is being closed."""
        super().stop()
        self._key = None

    def _on_read(self, fingerprint: str) -> None:
        if fingerprint == self._fingerprint:
            return
        self._fingerprint = fingerprint
        # A key that was replaced seals no more.
        self._key = None
        self.changed.emit()

    def _on_wrapped(self, passphrase: str, key: WrappedKey) -> None:
        self.jobs.work(partial(_opened, key, passphrase), self._on_opened, self._on_failed)

    def _on_opened(self, key: SealingKey) -> None:
        self._key, self._fingerprint = key, key.fingerprint
        self.opened.emit()
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Refusal) and not self._stopped:
            self.refused.emit(error)
        elif not isinstance(error, Refusal):
            sys.excepthook(type(error), error, error.__traceback__)


def _opened(key: WrappedKey, passphrase: str, _progress: Progress) -> SealingKey:
    return open_key(key, passphrase)
