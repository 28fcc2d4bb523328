"""The last few results of work that comes out the same for the same key: a key must name all that the result is made
of, so that what is kept can never be out of date."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Result = TypeVar("Result")


class Kept(Generic[Key, Result]):
    """So many results, the one longest unused forgotten first. Safe in any thread."""

    def __init__(self, many: int) -> None:
        self._many = many
        self._results: OrderedDict[Key, Result] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key, work: Callable[[], Result]) -> Result:
        """The result for this key, worked out where it is not kept; two threads may both work it out."""
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
                return self._results[key]
        result = work()
        with self._lock:
            self._results[key] = result
            while len(self._results) > self._many:
                self._results.popitem(last=False)
        return result
