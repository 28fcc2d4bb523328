"""What every presenter does: ask and perform on the store thread, and hand each kind of "no" where it belongs.

It rests while its page is behind another one. A register of 100,000 takes a third of a second to read: read again at
every check-in by a page nobody is looking at, it would hold up the door.
"""

import sys
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from coopdesk.domain.faults import Fault
from coopdesk.domain.refusals import Refusal
from coopdesk.services.perform import Command, Desk
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.page import Page

T = TypeVar("T")

SETTLE_MS = 100
"""Milliseconds: a burst of votes makes one reading."""


class Presenter(QObject):
    """Stands between a page and the desk. ``refused(Refusal | Fault)`` carries every no a person is to read.

    Anything else is a bug and goes to ``sys.excepthook``, as from a slot.
    """

    refused = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.jobs = jobs
        self.hub = hub
        self._stopped = False
        self._asleep = False
        self._stale = False
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.read)

    def read(self) -> None:
        """Read what the page shows; for presenters to fill in."""

    def read_soon(self, _event: object = None) -> None:
        """Read again once the burst of events is over; a page that is not in front, when it comes to the front."""
        if self._asleep:
            self._stale = True
        elif not self._stopped and not self._settle.isActive():
            self._settle.start()

    def follow(self, page: Page) -> None:
        """Rest and wake as the page goes and comes."""
        page.came_forward.connect(self.wake)
        page.went_back.connect(self.sleep)

    def sleep(self) -> None:
        """The page has gone to the back."""
        self._asleep = True

    def wake(self) -> None:
        """The page has come to the front: read what happened meanwhile."""
        self._asleep = False
        if self._stale and not self._stopped:
            self._stale = False
            self.read()

    def stop(self) -> None:
        """Read no more: the file is being closed."""
        self._stopped = True
        self._settle.stop()

    def ask(self, done: Callable[[T], None], view: Callable[..., T], *args: Any) -> None:
        """Read a view and hand it to ``done`` in the GUI thread."""
        self.jobs.store(partial(self.desk.ask, view, *args), done, self._on_failed)

    def perform(
        self, command: Command[T], done: Callable[[T], None] | None = None, *, nonce: str | None = None
    ) -> None:
        """Carry out a command; ``done`` hears its value after the commit."""
        self.jobs.store(partial(self.desk.perform, command, nonce=nonce), done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Refusal | Fault):
            self.refused.emit(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)
