"""Python's collector, kept out of the way while a count is at work."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collecting() -> Iterator[None]:
    """A million papers are a million small tuples, none of them in a cycle: walking them again and again took half
    of the time, and more than in proportion to their number."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
