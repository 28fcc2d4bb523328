"""The presenter of the Proxies page: forms become commands, events make it read again."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from coopdesk.services.events import Event
from coopdesk.services.perform import Desk
from coopdesk.services.proxies import ProxyLine, RecordProxy, RevokeProxy
from coopdesk.services.proxy_desk import ProxiesView, proxies_now
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.presenter import Presenter
from coopdesk.ui.proxies.form import instructions_of

PROXY_ACTS = frozenset(("RecordProxy", "RevokeProxy"))
"""What undo takes back here."""


class ProxiesPresenter(Presenter):
    """``shown(ProxiesView | None)`` after every reading; ``recorded(ProxyLine)``, ``revoked(count)``, ``undone``."""

    shown = Signal(object)
    recorded = Signal(object)
    revoked = Signal(int)
    undone = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(desk, jobs, hub, parent)
        self._meeting = 0
        hub.subscribe(Event, self.read_soon)

    def read(self) -> None:
        """Read the forms of the meeting at hand."""
        self.ask(self._on_read, proxies_now, self.desk.now())

    def record(self, values: dict[str, str]) -> None:
        """A form as it was entered."""
        command = RecordProxy(
            meeting=self._meeting,
            appointor=values["appointor"],
            holder=values["holder"],
            received=values["received"],
            proof=values["proof"],
            instructions=instructions_of(values),
        )
        self.perform(command, self._on_recorded)

    def revoke(self, appointor: str) -> None:
        """The member takes the proxy back."""
        self.perform(RevokeProxy(self._meeting, appointor), self._on_revoked)

    def undo(self) -> None:
        """Take back the last form, or the last revocation."""
        self.jobs.store(partial(self.desk.undo, PROXY_ACTS), self._on_undone, self._on_failed)

    def _on_recorded(self, line: ProxyLine) -> None:
        self.recorded.emit(line)
        self.read()

    def _on_revoked(self, count: int) -> None:
        self.revoked.emit(count)
        self.read()

    def _on_undone(self, _undone: object) -> None:
        self.undone.emit()
        self.read()

    def _on_read(self, view: ProxiesView | None) -> None:
        self._meeting = 0 if view is None else view.meeting.id
        self.shown.emit(view)
