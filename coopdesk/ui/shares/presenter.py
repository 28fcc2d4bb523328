"""The ledger's presenter: tiles, list and plot, what waits, and who is meant."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coopdesk.domain.clock import local_day
from coopdesk.services.events import Event
from coopdesk.services.growth import GrowthPoint, growth
from coopdesk.services.member_meant import HolderMeant, holder_meant
from coopdesk.services.movement_list import MovementFilter, MovementLine, movement_keys, movement_lines
from coopdesk.services.perform import Desk
from coopdesk.services.share_rules_view import suspended_on
from coopdesk.services.suspensions import SuspensionView, suspensions
from coopdesk.services.treasury import TreasuryView, treasury_view
from coopdesk.services.waiting import WaitingView, waiting_view
from coopdesk.services.withdrawals_in_year import WithdrawalsInYear, withdrawals_in_year
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.papers import PaperWork
from coopdesk.ui.presenter import Presenter
from coopdesk.ui.shares.papers import Maker, read_receipt, read_statement
from coopdesk.ui.text import words


class SharesPresenter(Presenter):
    """``shown(TreasuryView)``, ``grown(points)`` and ``listed(keys)`` fill the page, ``line_read(MovementLine)`` its
    side, ``waiting(WaitingView)`` what waits; ``who(text, HolderMeant or refusal)`` answers a look-up."""

    shown = Signal(object)
    grown = Signal(object)
    listed = Signal(object)
    line_read = Signal(object)
    who = Signal(str, object)
    waiting = Signal(object)
    stopped = Signal(object)
    """The suspensions of withdrawals that hold today."""
    withdrawn = Signal(object)
    """``WithdrawalsInYear``: how much of the withdrawable capital has gone, and the warning of it."""
    done = Signal(str)

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(desk, jobs, hub, parent)
        self._filter: MovementFilter | None = None
        self.paper = PaperWork(jobs, self)
        self.paper.written.connect(self._on_written)
        self.paper.failed.connect(self._on_failed)
        hub.subscribe(Event, self.read_soon)

    def read(self) -> None:
        """Read tiles, plot and list again."""
        self.ask(self._on_read, treasury_view, self.desk.now())
        self.ask(self._on_grown, growth, local_day(self.desk.now()))
        self.ask(self._on_withdrawn, withdrawals_in_year, local_day(self.desk.now()))
        self.ask(self._on_waiting, waiting_view)
        self.ask(self._on_stops, suspensions)
        self._list()

    def _on_read(self, view: TreasuryView) -> None:
        self.shown.emit(view)

    def _on_grown(self, points: Sequence[GrowthPoint]) -> None:
        self.grown.emit(points)

    def _on_waiting(self, view: WaitingView) -> None:
        self.waiting.emit(view)

    def _on_withdrawn(self, so_far: WithdrawalsInYear) -> None:
        self.withdrawn.emit(so_far)

    def _on_stops(self, known: tuple[SuspensionView, ...]) -> None:
        self.stopped.emit(suspended_on(known, local_day(self.desk.now())))

    def narrow(self, chosen: MovementFilter) -> None:
        """List other movements."""
        self._filter = chosen
        self._list()

    def _list(self) -> None:
        if self._filter is not None:
            self.ask(partial(self._on_listed, self._filter), movement_keys, self._filter)

    def _on_listed(self, chosen: MovementFilter, keys: Sequence[int]) -> None:
        # An answer to what was typed before is stale by now.
        if chosen == self._filter:
            self.listed.emit(keys)

    def lines(self, keys: Sequence[int]) -> Sequence[MovementLine]:
        """The lines of these keys; called on the store thread."""
        return self.desk.ask(movement_lines, keys)

    def open_line(self, key: int) -> None:
        """Read one movement."""
        self.ask(self._on_line, movement_lines, (key,))

    def _on_line(self, lines: Sequence[MovementLine]) -> None:
        if lines:
            self.line_read.emit(lines[0])

    def look_up(self, text: str) -> None:
        """Find out who is meant while a form is filled in."""
        self.jobs.store(
            partial(self.desk.ask, holder_meant, text), partial(self._on_who, text), partial(self._on_nobody, text)
        )

    def _on_who(self, text: str, meant: HolderMeant) -> None:
        self.who.emit(text, meant)

    def _on_nobody(self, text: str, error: Exception) -> None:
        self.who.emit(text, error)

    def save_receipt(self, number: int, path: Path) -> None:
        """Write one receipt as a paper."""
        self.jobs.store(
            partial(read_receipt, self.desk, self.desk.now(), number), partial(self._make, path), self._on_failed
        )

    def save_statement(self, first: date, last: date, path: Path) -> None:
        """Write the statement of share capital for a period as a paper."""
        self.jobs.store(
            partial(read_statement, self.desk, self.desk.now(), first, last),
            partial(self._make, path),
            self._on_failed,
        )

    def _make(self, path: Path, maker: Maker) -> None:
        self.paper.make(path, 1, maker)

    def _on_written(self, path: Path) -> None:
        self.done.emit(words("Saved as {}.").format(path))
