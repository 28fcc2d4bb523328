"""Work away from the GUI thread comes back to it, in order, and ends cleanly."""

import gc
import sys
import threading
import weakref

import pytest
from pytestqt.qtbot import QtBot

from coopdesk.ui.kit.jobs import Job, Jobs, Progress


class Listener:
    """A page's presenter, as far as the queues know."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.threads: list[int] = []
        self.moves: list[tuple[int, int]] = []
        self.cancelled = 0

    def on_done(self, result: object) -> None:
        self.results.append(result)
        self.threads.append(threading.get_ident())

    def on_failed(self, error: Exception) -> None:
        self.results.append(error)

    def on_moved(self, move: tuple[int, int]) -> None:
        self.moves.append(move)

    def on_cancelled(self, _nothing: None) -> None:
        self.cancelled += 1


def test_results_arrive_in_the_gui_thread_in_the_order_asked(qtbot: QtBot, jobs: Jobs) -> None:
    page = Listener()
    ran: list[int] = []

    def task(number: int) -> int:
        ran.append(threading.get_ident())
        return 2**40 + number

    for number in range(20):
        jobs.store(lambda number=number: task(number), page.on_done)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(page.results) == 20)
    assert page.results == [2**40 + number for number in range(20)]
    assert set(page.threads) == {threading.get_ident()}
    assert threading.get_ident() not in ran


def test_the_store_always_has_the_same_thread(qtbot: QtBot, jobs: Jobs) -> None:
    """SQLite connections belong to the thread that made them."""
    page = Listener()
    for _ in range(10):
        jobs.store(threading.get_ident, page.on_done)
        qtbot.waitUntil(lambda: not jobs.busy())
        qtbot.wait(5)
    assert len(set(page.results)) == 1


def test_a_page_that_closed_is_not_called_and_not_kept_alive(qtbot: QtBot, jobs: Jobs) -> None:
    page = Listener()
    results = page.results
    gone = weakref.ref(page)
    release = threading.Event()
    jobs.store(lambda: release.wait(2), page.on_done)
    del page
    gc.collect()
    assert gone() is None
    release.set()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert results == []


def test_an_error_reaches_whoever_asked(qtbot: QtBot, jobs: Jobs) -> None:
    page = Listener()
    fault = OSError("disk full")

    def task() -> None:
        raise fault

    jobs.store(task, page.on_done, page.on_failed)
    qtbot.waitUntil(lambda: bool(page.results))
    assert page.results == [fault]


@pytest.fixture
def hooked(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    caught: list[BaseException] = []

    def hook(_kind: object, error: BaseException, _trace: object) -> None:
        caught.append(error)

    monkeypatch.setattr(sys, "excepthook", hook)
    return caught


def test_an_error_nobody_asked_for_is_a_bug(qtbot: QtBot, jobs: Jobs, hooked: list[BaseException]) -> None:
    bug = KeyError("nobody listens")

    def task() -> None:
        raise bug

    jobs.store(task)
    qtbot.waitUntil(lambda: bool(hooked))
    assert hooked == [bug]


def test_long_work_reports_and_stops_when_cancelled(qtbot: QtBot, jobs: Jobs) -> None:
    page = Listener()
    kept: list[str] = []

    def task(progress: Progress) -> None:
        for done in range(1_000_000):
            threading.Event().wait(0.001)
            progress.report(done, 1_000_000)
        kept.append("all of it")

    job: Job = jobs.work(task, page.on_done, page.on_failed, page.on_moved, page.on_cancelled)
    qtbot.waitUntil(lambda: len(page.moves) >= 2)
    job.cancel()
    qtbot.waitUntil(lambda: page.cancelled == 1)
    assert not page.results
    assert not kept
    assert page.moves == sorted(page.moves)


def test_progress_does_not_flood_the_event_queue() -> None:
    told: list[tuple[int, int]] = []
    progress = Progress(lambda done, total: told.append((done, total)))
    for done in range(100_001):
        progress.report(done, 100_000)
    assert told[-1] == (100_000, 100_000)
    assert len(told) < 200


def test_closing_waits_for_the_store_and_delivers_nothing_more(qtbot: QtBot) -> None:
    queues = Jobs()
    page = Listener()
    kept: list[str] = []

    def task() -> None:
        threading.Event().wait(0.05)
        kept.append("written")

    queues.store(task, page.on_done)
    assert queues.close(5_000)
    qtbot.wait(20)
    assert kept == ["written"]
    assert not page.results
    with pytest.raises(RuntimeError):
        queues.store(task)


def test_busy_tells_when_it_starts_and_ends(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[bool] = []
    jobs.busy_changed.connect(told.append)
    jobs.store(threading.get_ident)
    jobs.store(threading.get_ident)
    qtbot.waitUntil(lambda: not jobs.busy())
    assert told == [True, False]
