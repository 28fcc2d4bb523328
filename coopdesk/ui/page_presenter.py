"""A presenter that rests while its page is behind another one.

A register of 100,000 takes a third of a second to read. Read again at every check-in by a page nobody is looking at, it
would hold up the door.
"""

from coopdesk.ui.kit.page import Page
from coopdesk.ui.presenter import Presenter


class PagePresenter(Presenter):
    """Reads when its page is in front; what happened meanwhile is read when it comes forward."""

    _in_front = True
    _stale = False

    def follow(self, page: Page) -> None:
        """Watch a page come and go."""
        page.came_forward.connect(self._on_came_forward)
        page.went_back.connect(self._on_went_back)

    def read_soon(self, event: object = None) -> None:
        """Read again once the burst of events is over, or when the page comes forward."""
        if self._in_front:
            super().read_soon(event)
        else:
            self._stale = True

    def _on_came_forward(self) -> None:
        self._in_front = True
        if self._stale:
            self._stale = False
            self.read()

    def _on_went_back(self) -> None:
        self._in_front = False
