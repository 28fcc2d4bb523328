"""The cash-up's presenter: what there is to count, what was signed off, and signing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coopdesk.domain.cash_up import uncounted_words
from coopdesk.domain.clock import local_day
from coopdesk.domain.money import pounds
from coopdesk.services.at_hand import meeting_at_hand
from coopdesk.services.cash_up import CashUpView, cash_up_to_sign, cash_ups
from coopdesk.services.cash_up_signing import SignCashUp
from coopdesk.services.events import Event
from coopdesk.services.perform import Desk, Undone
from coopdesk.services.room import Meeting
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.papers import PaperWork
from coopdesk.ui.presenter import Presenter
from coopdesk.ui.shares.papers import Maker, read_cash_up
from coopdesk.ui.text import words

CASH_UP_ACTS = ("SignCashUp",)
"""What Ctrl+Z takes back on this page."""


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted and who signs. ``coins`` None: the cash was counted as one sum."""

    counted: Mapping[str, int]
    coins: Mapping[int, int] | None
    float_pence: int
    explanation: str
    counted_by: str
    checked_by: str


class CashUpPresenter(Presenter):
    """``shown(CashUpView, meeting at hand)``, ``past(views)``; ``done(sentence)`` after signing or undo."""

    shown = Signal(object, bool)
    past = Signal(object)
    signed = Signal(int)
    done = Signal(str)

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(desk, jobs, hub, parent)
        self.paper = PaperWork(jobs, self)
        self.paper.written.connect(self._on_written)
        self.paper.failed.connect(self._on_failed)
        self._of_meeting = False
        self._meeting: Meeting | None = None
        hub.subscribe(Event, self.read_soon)

    def read(self) -> None:
        """Read what there is to count, and what was signed off."""
        self.ask(self._on_meeting, meeting_at_hand, self.desk.now())
        self.ask(self._on_past, cash_ups)

    def choose_meeting(self, of_meeting: bool) -> None:
        """Count the receipts of the meeting at hand alone, or all there are."""
        self._of_meeting = of_meeting
        self.read()

    def _on_meeting(self, meeting: Meeting | None) -> None:
        self._meeting = meeting
        self.ask(self._on_to_sign, cash_up_to_sign, local_day(self._now()), self._counted_meeting())

    def _now(self) -> datetime:
        return self.desk.now()

    def _counted_meeting(self) -> int | None:
        return self._meeting.id if self._meeting is not None and self._of_meeting else None

    def _on_to_sign(self, view: CashUpView) -> None:
        self.shown.emit(view, self._meeting is not None)

    def _on_past(self, views: Sequence[CashUpView]) -> None:
        self.past.emit(views)

    def sign(self, count: Count) -> None:
        """Sign a count off."""
        command = SignCashUp(
            counted=dict(count.counted),
            counted_by=count.counted_by,
            checked_by=count.checked_by,
            meeting=self._counted_meeting(),
            float_pence=count.float_pence,
            coins=None if count.coins is None else dict(count.coins),
            explanation=count.explanation,
        )
        self.perform(command, self._on_signed)

    def _on_signed(self, view: CashUpView) -> None:
        self.signed.emit(view.number or 0)
        apart = view.counted_pence - view.expected_pence
        count = words("1 receipt") if len(view.lines) == 1 else words("{} receipts").format(f"{len(view.lines):,}")
        told = words("{} in {} signed off.").format(pounds(view.counted_pence), count)
        if apart:
            told += " " + words("The difference of {} is explained on record.").format(pounds(abs(apart)))
        if view.uncounted:
            told += " " + uncounted_words(view.uncounted)
        self.done.emit(f"{told} {words('Ctrl+Z takes it back.')}")

    def save_paper(self, number: int, path: Path) -> None:
        """Write a cash-up that was signed off as a paper."""
        task = partial(read_cash_up, self.desk, self.desk.now(), number)
        self.jobs.store(task, partial(self._make, path), self._on_failed)

    def _make(self, path: Path, maker: Maker) -> None:
        self.paper.make(path, 1, maker)

    def _on_written(self, path: Path) -> None:
        self.done.emit(words("Saved as {}.").format(path))

    def undo(self) -> None:
        """Take the last cash-up back: its receipts wait again."""
        self.jobs.store(partial(self.desk.undo, CASH_UP_ACTS), self._on_undone, self._on_failed)

    def _on_undone(self, _undone: Undone) -> None:
        self.done.emit(words("The cash-up was taken back: its receipts wait to be counted again."))
