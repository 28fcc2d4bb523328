"""Every way of voting, for a button that opens a menu of them."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from coopdesk.assets import IconName
from coopdesk.domain.motions import VoteMethod
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.text import words

WAY_WORDS: dict[VoteMethod, str] = {
    VoteMethod.HANDS: "Put by show of hands",
    VoteMethod.CARDS: "Put by card count",
    VoteMethod.RECORDED: "Put as a recorded vote",
    VoteMethod.POLL: "Call a poll, with the proxies",
    VoteMethod.SECRET: "Put by secret ballot at the desk",
    VoteMethod.PAPERS: "Put by secret ballot on paper",
}
WAY_ICONS: dict[VoteMethod, IconName] = {
    VoteMethod.HANDS: "hand",
    VoteMethod.CARDS: "id-card",
    VoteMethod.RECORDED: "id-card",
    VoteMethod.POLL: "vote",
    VoteMethod.SECRET: "lock",
    VoteMethod.PAPERS: "file-text",
}


class WaysButton(Button):
    """ "Another way …": a menu of every way that has no button of its own."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(words("Another way …"), kind="ghost", height=52)
        self._menu = QMenu(self)
        self._menu.setAccessibleName(words("Ways of voting"))
        self._menu.triggered.connect(self._on_triggered)
        self.clicked.connect(self._on_clicked)

    def offer(self, ways: tuple[VoteMethod, ...]) -> None:
        """Offer these ways, in this order."""
        self._menu.clear()
        for way in ways:
            action = self._menu.addAction(words(WAY_WORDS[way]))
            action.setData(way.value)

    def actions_offered(self) -> list[QAction]:
        """The entries of the menu."""
        return self._menu.actions()

    def _on_clicked(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, -self._menu.sizeHint().height())))

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(str(action.data()))
