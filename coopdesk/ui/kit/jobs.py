"""Work away from the GUI thread: one *store* thread that owns the file, and a *work* pool for paper and reading.

Results come back in the GUI thread. The owner of the pools holds the signal: a runnable that owned it would destroy
it on the pool's thread.
"""

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from inspect import ismethod
from typing import Generic, TypeVar
from weakref import WeakMethod

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

T = TypeVar("T")

REPORT_EVERY = 0.05
"""Seconds between two progress reports: the eye needs no more, and the event queue stays short."""


class JobCancelled(Exception):
    """The operator cancelled; the work stops where it asks, leaving nothing half done."""


class Progress:
    """What a piece of work holds while it runs: it reports, and asks whether to go on. Safe in any thread."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()
        self._told = 0.0

    @property
    def cancelled(self) -> bool:
        """True once the operator asked to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._stop.set()

    def report(self, done: int, total: int) -> None:
        """Say how far the work is, in units of its own (rows, pages).

        Raises:
            JobCancelled: the operator asked to stop.
        """
        if self._stop.is_set():
            raise JobCancelled
        now = time.monotonic()
        if done >= total or now - self._told >= REPORT_EVERY:
            self._told = now
            self._tell(done, total)


@dataclass(eq=False)
class _Listener(Generic[T]):
    """A callable, held weakly when it is a method, so that a page that closed is not called."""

    call: Callable[[T], None] | WeakMethod[Callable[[T], None]]

    def tell(self, value: T) -> None:
        call = self.call() if isinstance(self.call, WeakMethod) else self.call
        if call is not None:
            call(value)


def _listener(call: Callable[[T], None]) -> "_Listener[T]":
    return _Listener(WeakMethod(call) if ismethod(call) else call)


@dataclass(eq=False)
class Job:
    """One piece of work under way. ``cancel`` asks it to stop; it then ends as cancelled, without a result."""

    progress: Progress
    _done: "_Listener[object] | None" = None
    _failed: "_Listener[Exception] | None" = None
    _moved: "_Listener[tuple[int, int]] | None" = None
    _cancelled: "_Listener[None] | None" = None
    long: bool = False
    """True for work with progress, which is cancelled when the program closes; an act in the queue is not."""
    finished: bool = field(default=False)

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self.progress.cancel()


@dataclass(frozen=True, slots=True)
class _News:
    """What a pool thread tells the GUI thread."""

    job: Job
    kind: str
    value: object


class Jobs(QObject):
    """The two queues. Make it in the GUI thread, close it before the program ends.

    ``store`` work runs one at a time in the order asked, always on the same thread, so that a connection may be
    made and used there. ``work`` runs beside it.
    """

    _arrived = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = QThreadPool(self)
        self._store.setMaxThreadCount(1)
        # The store thread must not expire: SQLite connections belong to the thread that made them.
        self._store.setExpiryTimeout(-1)
        self._work = QThreadPool(self)
        self._work.setMaxThreadCount(2)
        self._open: set[Job] = set()
        self._closed = False
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def store(
        self,
        task: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Queue ``task`` on the store thread; ``done(result)`` or ``failed(error)`` follows in the GUI thread.

        Without ``failed`` an error is treated as a bug: it goes to ``sys.excepthook``, as from a slot.

        Raises:
            RuntimeError: the queues are closed.
        """

        def run(_progress: Progress) -> T:
            return task()

        return self._start(self._store, run, done, failed, None, None, long=False)

    def store_long(
        self,
        task: Callable[[Progress], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        moved: Callable[[tuple[int, int]], None] | None = None,
        cancelled: Callable[[None], None] | None = None,
    ) -> Job:
        """Long work that must write to the file (an import), with progress and cancel.

        Raises:
            RuntimeError: the queues are closed.
        """
        return self._start(self._store, task, done, failed, moved, cancelled, long=True)

    def work(
        self,
        task: Callable[[Progress], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        moved: Callable[[tuple[int, int]], None] | None = None,
        cancelled: Callable[[None], None] | None = None,
    ) -> Job:
        """Queue work beside the store; ``moved((done, total))`` reports progress in the GUI thread.

        Raises:
            RuntimeError: the queues are closed.
        """
        return self._start(self._work, task, done, failed, moved, cancelled, long=True)

    def busy(self) -> bool:
        """True while anything is queued, running or not yet delivered."""
        return bool(self._open)

    def close(self, milliseconds: int = 30_000) -> bool:
        """Cancel long work, let queued acts be written, deliver nothing more. True when all threads ended."""
        self._closed = True
        for job in tuple(self._open):
            if job.long:
                job.cancel()
        ended = self._work.waitForDone(milliseconds) and self._store.waitForDone(milliseconds)
        self._open.clear()
        return ended

    def _start(
        self,
        pool: QThreadPool,
        task: Callable[[Progress], T],
        done: Callable[[T], None] | None,
        failed: Callable[[Exception], None] | None,
        moved: Callable[[tuple[int, int]], None] | None,
        cancelled: Callable[[None], None] | None,
        *,
        long: bool,
    ) -> Job:
        if self._closed:
            raise RuntimeError("the queues are closed")

        def tell(count: int, total: int) -> None:
            self._arrived.emit(_News(job, "moved", (count, total)))

        job = Job(
            Progress(tell),
            _listener(done) if done else None,  # type: ignore[arg-type]  # one queue holds listeners of every T
            _listener(failed) if failed else None,
            _listener(moved) if moved else None,
            _listener(cancelled) if cancelled else None,
            long,
        )

        def run() -> None:
            try:
                if job.progress.cancelled:
                    raise JobCancelled
                news = _News(job, "done", task(job.progress))
            except JobCancelled:
                news = _News(job, "cancelled", None)
            except Exception as error:  # noqa: BLE001 - handed to whoever asked, or to the excepthook
                news = _News(job, "failed", error)
            self._arrived.emit(news)

        was_busy = self.busy()
        self._open.add(job)
        pool.start(run)
        if not was_busy:
            self.busy_changed.emit(True)
        return job

    @Slot(object)
    def _on_arrived(self, news: _News) -> None:
        job = news.job
        if self._closed or job.finished:
            return
        if news.kind == "moved":
            if job._moved is not None:
                job._moved.tell(news.value)  # type: ignore[arg-type]  # always (done, total)
            return
        job.finished = True
        self._open.discard(job)
        if not self._open:
            self.busy_changed.emit(False)
        if news.kind == "done" and job._done is not None:
            job._done.tell(news.value)
        elif news.kind == "cancelled" and job._cancelled is not None:
            job._cancelled.tell(None)
        elif news.kind == "failed":
            error = news.value
            assert isinstance(error, Exception)
            if job._failed is not None:
                job._failed.tell(error)
            else:
                sys.excepthook(type(error), error, error.__traceback__)
