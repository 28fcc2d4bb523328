"""A bar on a terminal; silence elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def counting(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Progress of a long piece of work on stderr: call the value with how many are done."""
    with click.progressbar(length=total, label=what, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def done(count: int) -> None:
            bar.update(count - bar.pos)

        yield done
