"""The paper roll of the file in the window: kept from its opening, in the folder that was chosen last time."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.roll import RollState, RollWish

if TYPE_CHECKING:
    from coopdesk.services.perform import Desk
    from coopdesk.ui.papers_page.roll_keeper import RollKeeper


class Roll(QObject):
    """Hears wishes over the hub and tells how the roll stands. ``folder_changed(Path | None)`` is to be remembered;
    ``said(str)`` is a fault, for whoever is not looking at the papers page."""

    folder_changed = Signal(object)
    said = Signal(str)

    def __init__(self, desk: "Desk", jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._hub = hub
        self._keeper: RollKeeper | None = None
        self._folder: Path | None = None
        self._told = ""
        hub.subscribe(RollWish, self._on_wish)

    def keep_in(self, folder: Path) -> None:
        """Keep the roll in this folder. Its keeper is imported on the store thread: nobody at the door waits for it."""
        self._folder = folder
        self._jobs.store(_keeper, self._on_keeper)

    def _on_keeper(self, kind: "type[RollKeeper]") -> None:
        if self._keeper is None:
            self._keeper = kind(self._desk, self._jobs, self._hub, self)
            self._keeper.kept.connect(self._on_kept)
            self._keeper.trouble.connect(self._on_trouble)
        if self._folder is not None:
            self._keeper.keep_in(self._folder)

    def _on_wish(self, wish: RollWish) -> None:
        if wish.kind == "keep" and wish.folder is not None:
            self.keep_in(wish.folder)
            self.folder_changed.emit(wish.folder)
        elif wish.kind == "stop":
            self._folder = None
            if self._keeper is not None:
                self._keeper.keep_no_more()
            self.folder_changed.emit(None)
        else:
            self._hub.publish(RollState(self._told))

    def _on_kept(self, told: str) -> None:
        self._told = told
        self._hub.publish(RollState(told))

    def _on_trouble(self, sentence: str) -> None:
        self._hub.publish(RollState(self._told, sentence))
        self.said.emit(sentence)


def _keeper() -> "type[RollKeeper]":
    from coopdesk.ui.papers_page.roll_keeper import RollKeeper

    return RollKeeper
