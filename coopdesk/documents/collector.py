"""Python's garbage collector at rest while a paper is made.

It looks through everything that is alive again and again, and a list of five thousand members keeps much alive; a paper
leaves nothing behind that only it could find. At rest it saves a quarter to a third of the time (measured).
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No collection inside ``with`` or the decorated function; afterwards as it was before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
