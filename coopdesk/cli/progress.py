"""A bar on a terminal; silence elsewhere."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import click


@contextmanager
def counting(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Progress of a long piece of work on stderr: call the value with how many are done."""
    with click.progressbar(length=total, label=what, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def done(count: int) -> None:
            bar.update(count - bar.pos)

        yield done


@contextmanager
def watching(what: str) -> Iterator[Callable[[int, int], None]]:
    """The same for work that learns on the way how much there is: call the value with done and expected (0: not yet
    known)."""
    with click.progressbar(length=0, label=what, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def seen(count: int, expected: int) -> None:
            bar.length = max(expected, count)
            bar.update(count - bar.pos)

        yield seen


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Ctrl-C asks the work to stop where it can leave nothing behind; the value says whether it was pressed.

    A second Ctrl-C is the usual one. Without this, a Ctrl-C that meets the last moment of a commit would be told as
    "stopped" when everything is recorded.
    """
    pressed = False
    usual = signal.getsignal(signal.SIGINT)

    def press(_number: int, _frame: FrameType | None) -> None:
        nonlocal pressed
        pressed = True
        signal.signal(signal.SIGINT, usual)

    signal.signal(signal.SIGINT, press)
    try:
        yield lambda: pressed
    finally:
        signal.signal(signal.SIGINT, usual)
