"""One event hub, keyed by class: services publish after commit, pages hear it in the GUI thread."""

from collections.abc import Callable
from typing import TypeVar
from weakref import WeakMethod

from PySide6.QtCore import QObject, Qt, Signal, Slot

E = TypeVar("E")


class Hub(QObject):
    """Hands each published event to the bound methods subscribed to its class or a base class of it.

    Methods are held weakly: a page that closed hears nothing and is kept alive by nobody.
    """

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._slots: dict[type, list[WeakMethod[Callable[[object], None]]]] = {}
        self._closed = False
        self._posted.connect(self._on_posted, Qt.ConnectionType.QueuedConnection)

    def subscribe(self, kind: type[E], slot: Callable[[E], None]) -> None:
        """Call ``slot(event)`` in the GUI thread for every event of ``kind``.

        Raises:
            TypeError: the slot is not a bound method; a lambda would keep its page alive.
        """
        self._slots.setdefault(kind, []).append(WeakMethod(slot))  # type: ignore[arg-type]  # called with its kind only

    def publish(self, event: object) -> None:
        """Tell everybody, soon, in the order published. May be called from any thread."""
        self._posted.emit(event)

    def close(self) -> None:
        """Tell nobody anything more, not even what is still in the queue: the file is closed, and whoever would ask it
        now would be asking nobody."""
        self._closed = True

    @Slot(object)
    def _on_posted(self, event: object) -> None:
        if self._closed:
            return
        for kind in type(event).__mro__:
            for reference in tuple(self._slots.get(kind, ())):
                slot = reference()
                if slot is None:
                    self._slots[kind].remove(reference)
                else:
                    slot(event)
