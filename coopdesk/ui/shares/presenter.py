"""The ledger's presenter: tiles, list and plot, and the acts of the page."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from coopdesk.domain.clock import local_day
from coopdesk.domain.money import pounds
from coopdesk.services.events import Event
from coopdesk.services.growth import GrowthPoint, growth
from coopdesk.services.member_meant import member_meant
from coopdesk.services.members import MemberView
from coopdesk.services.movement_list import MovementFilter, MovementLine, movement_keys, movement_lines
from coopdesk.services.perform import Desk, Undone
from coopdesk.services.shares import IssuedView, IssueShares
from coopdesk.services.treasury import TreasuryView, treasury_view
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.page_presenter import PagePresenter
from coopdesk.ui.text import words

UNDONE = {
    "IssueShares": "The issue was taken back: pay the money back. Its certificate number stays used.",
}
"""What Ctrl+Z takes back on this page (a joining is taken back at the door), and what it says then."""


class SharesPresenter(PagePresenter):
    """``shown(TreasuryView)``, ``grown(points)`` and ``listed(keys)`` fill the page, ``line_read(MovementLine)`` its
    side; ``done(sentence)`` answers an act."""

    shown = Signal(object)
    grown = Signal(object)
    listed = Signal(object)
    line_read = Signal(object)
    who = Signal(str, object)
    done = Signal(str)

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(desk, jobs, hub, parent)
        self._filter: MovementFilter | None = None
        self._meeting: int | None = None
        hub.subscribe(Event, self.read_soon)

    def read(self) -> None:
        """Read tiles, plot and list again."""
        self.ask(self._on_read, treasury_view, self.desk.now())
        self.ask(self._on_grown, growth, local_day(self.desk.now()))
        self._list()

    def _on_read(self, view: TreasuryView) -> None:
        open_now = view.meeting is not None and view.meeting.state == "open"
        self._meeting = view.meeting.id if view.meeting is not None and open_now else None
        self.shown.emit(view)

    def _on_grown(self, points: Sequence[GrowthPoint]) -> None:
        self.grown.emit(points)

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
        self.done.emit(issued_words(made))

    def undo(self) -> None:
        """Take back the last of this page's acts."""
        self.jobs.store(partial(self.desk.undo, tuple(UNDONE)), self._on_undone, self._on_failed)

    def _on_undone(self, undone: Undone) -> None:
        self.done.emit(words(UNDONE[undone.act]))


def issued_words(made: IssuedView) -> str:
    """What was issued, in a sentence."""
    count = words("1 share") if made.shares == 1 else words("{} shares").format(f"{made.shares:,}")
    told = words("{} to {}, {}: certificate {}. Ctrl+Z takes it back.")
    return told.format(count, made.member.name, pounds(made.payment_pence), f"{made.certificate:05d}")
