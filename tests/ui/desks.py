"""A desk at work under a page: a real society file, the queues, the hub, and waiting until all is quiet."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pytestqt.qtbot import QtBot

from coopdesk.domain.clock import fixed_clock
from coopdesk.domain.rules import LegalForm
from coopdesk.services import everything
from coopdesk.services.perform import Desk
from coopdesk.services.sample import make_sample
from coopdesk.services.society import FoundSociety, preset_rules
from coopdesk.storage import files
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.page import Page
from coopdesk.ui.presenter import Presenter

NOW = datetime(2026, 11, 28, 18, 52, tzinfo=UTC)
assert everything

Build = Callable[[Desk, Jobs, Hub], Page]


@contextmanager
def sample_desk(path: Path, hub: Hub, members: int = 40) -> Iterator[Desk]:
    """The sample society on the evening of its meeting, the clock standing at 18:52."""
    store = files.make(path / "ours.coopdesk")
    make_sample(store, NOW, members=members)
    try:
        yield Desk(store, clock=fixed_clock(NOW), publish=hub.publish)
    finally:
        store.close()


@contextmanager
def new_desk(path: Path, hub: Hub) -> Iterator[Desk]:
    """A society of this moment: nobody on its register, no share issued, nothing set."""
    store = files.make(path / "ours.coopdesk")
    desk = Desk(store, clock=fixed_clock(NOW), publish=hub.publish)
    form = LegalForm("co-operative-society")
    desk.perform(FoundSociety("Hebden Stores Co-operative Society Limited", "30123R", form, preset_rules(form, {})))
    try:
        yield desk
    finally:
        store.close()


def show(page: Page, qtbot: QtBot, jobs: Jobs, size: tuple[int, int] = (1162, 680)) -> None:
    """Put a page on the screen, as large as the shell leaves it at 1366 by 768; it ends as a session ends."""

    def put_away(_page: object) -> None:
        page.left()
        for presenter in page.findChildren(Presenter):
            presenter.stop()
        settle(qtbot, jobs)

    qtbot.addWidget(page, before_close_func=put_away)
    page.resize(*size)
    page.show()
    page.activateWindow()


def settle(qtbot: QtBot, jobs: Jobs) -> None:
    """Wait until nothing is queued, published events included."""
    for _ in range(3):
        qtbot.waitUntil(lambda: not jobs.busy(), timeout=20_000)
        qtbot.wait(120)
    qtbot.waitUntil(lambda: not jobs.busy(), timeout=20_000)
