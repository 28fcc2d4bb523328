"""The elections' presenter: reads the election at hand, carries out acts, makes papers."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from coopdesk.services.constituencies import classes_to_elect, election_for
from coopdesk.services.election_desk import ElectionDeskView, election_desk
from coopdesk.services.events import Event
from coopdesk.services.papers.constituencies import SharedDeclarationView, shared_declaration_view
from coopdesk.services.papers.declaration import DeclarationView, declaration_view
from coopdesk.services.perform import Command, Desk
from coopdesk.services.small_contests import few_voters_of
from coopdesk.services.vacancies import VacanciesView, vacancies_view
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.papers import PaperWork
from coopdesk.ui.presenter import Presenter
from coopdesk.ui.text import words
from coopdesk.ui.wall import InView, StepWish, WallState, WallWish

OFFICE = "director"
"""The office an election of this page is to."""


ELECTION_ACTS = (
    "AddElection", "AddConstituencies", "Nominate", "WithdrawCandidate", "OpenElection", "OpenTogether",
    "CountElection",
)  # fmt: skip
"""What Ctrl+Z takes back here, last first. A roll that was marked and a declaration stay."""


class ElectionsPresenter(Presenter):
    """``shown(view)`` is the election at hand; ``saved(sentence)`` answers a paper; ``wall_changed(WallState)``."""

    shown = Signal(object)
    saved = Signal(str)
    undone = Signal(object)
    """What was taken back (``Undone``)."""
    wall_changed = Signal(object)
    classes = Signal(object)
    """Classes of members that could elect their own (tuple of ``ClassToElect``)."""
    vacancies = Signal(object)
    """Before an election is called: who retires and which places are empty (``VacanciesView``)."""

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(desk, jobs, hub, parent)
        self.view: ElectionDeskView | None = None
        self._chosen = 0
        self._paper = PaperWork(jobs, self)
        self._paper.written.connect(self._on_written)
        self._paper.failed.connect(self._on_failed)
        self._looked_at = False
        hub.subscribe(Event, self.read_soon)
        hub.subscribe(WallState, self._on_wall)

    def choose(self, number: int) -> None:
        """Another election."""
        self._chosen = number
        self.read()

    def read(self) -> None:
        """Read the election at hand again."""
        self.ask(self._on_view, election_desk, self._chosen, self.desk.now())

    def show_on_wall(self) -> None:
        """F5: the election that is looked at."""
        self.hub.publish(WallWish("show"))

    def blank_wall(self) -> None:
        """F7: an empty wall, or what was there again."""
        self.hub.publish(WallWish("blank"))

    def step_wall(self, step: int) -> None:
        """Tell the election on the wall so far."""
        self.hub.publish(StepWish(step))

    def act(self, command: Command[Any], done: Callable[[Any], None]) -> None:
        """Carry out one act."""
        self.perform(command, done)

    def undo(self) -> None:
        """Take back the last act of an election that can be."""
        self.jobs.store(partial(self.desk.undo, ELECTION_ACTS), self.undone.emit, self._on_failed)

    def save_declaration(self, path: Path) -> None:
        """Make the declaration, or the draft of it, and write it."""
        assert self.view is not None
        assert self.view.election is not None
        meeting, number = self.view.meeting, self.view.election.number
        task = partial(self.desk.ask, declaration_view, meeting, number, self.desk.now())
        self.jobs.store(task, partial(self._on_declaration, path), self._on_failed)

    def save_shared(self, path: Path) -> None:
        """Make one declaration of the constituencies called together, and write it."""
        assert self.view is not None
        numbers = [each.number for each in self.view.together]
        task = partial(self.desk.ask, shared_declaration_view, self.view.meeting, numbers, self.desk.now())
        self.jobs.store(task, partial(self._on_shared, path), self._on_failed)

    def ask_classes(self) -> None:
        """Which classes of members could elect their own."""
        if self.view is not None:
            self.ask(self.classes.emit, classes_to_elect, self.view.meeting, self.desk.now())

    def ask_few(self, numbers: Sequence[int], done: Callable[[tuple[str, ...]], None]) -> None:
        """What opening these ballots would tell where very few may vote."""
        assert self.view is not None
        self.ask(done, few_voters_of, self.view.meeting, tuple(numbers), self.desk.now())

    def ask_roll(self, reference: str, done: Callable[[int], None]) -> None:
        """On the roll of which constituency somebody is; the election at hand where it is none of them."""
        assert self.view is not None
        assert self.view.election is not None
        self.ask(done, election_for, self.view.meeting, self.view.election.number, reference)

    def _on_view(self, view: ElectionDeskView | None) -> None:
        self.view = view
        self._chosen = view.election.number if view is not None and view.election is not None else 0
        self.shown.emit(view)
        self._tell_in_view()
        if view is not None:
            self.ask(self._on_vacancies, vacancies_view, OFFICE, None, "", self.desk.now())

    def _on_vacancies(self, view: VacanciesView) -> None:
        self.vacancies.emit(view)

    def _tell_in_view(self) -> None:
        """F5 means the election that is looked at, while it is."""
        view = self.view if self._looked_at else None
        shown = view.election if view is not None else None
        self.hub.publish(InView(view.meeting if view else 0, "election", shown.number if shown else 0))

    def wake(self) -> None:
        self._looked_at = True
        super().wake()
        self._tell_in_view()
        self.hub.publish(WallWish("tell"))

    def sleep(self) -> None:
        self._looked_at = False
        super().sleep()
        self._tell_in_view()

    def _on_wall(self, state: WallState) -> None:
        self.wall_changed.emit(state)

    def _on_declaration(self, path: Path, view: DeclarationView) -> None:
        self._paper.make(path, 1, partial(_declaration, view))

    def _on_shared(self, path: Path, view: SharedDeclarationView) -> None:
        self._paper.make(path, 1, partial(_shared, view))

    def _on_written(self, path: Path) -> None:
        self.saved.emit(words("Saved as {}.").format(path))


def _declaration(view: DeclarationView, _done: Callable[[int], None]) -> bytes:
    # Imported when used: fonts and the PDF engine take longer to load than a page.
    from coopdesk.documents.declaration import print_declaration

    return print_declaration(view).data


def _shared(view: SharedDeclarationView, _done: Callable[[int], None]) -> bytes:
    from coopdesk.documents.shared_declaration import print_shared_declaration

    return print_shared_declaration(view).data
