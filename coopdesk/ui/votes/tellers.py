"""Two tellers on one desk: whose figures are being typed, whose are in, and where they differ."""

from functools import partial
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from coopdesk.services.hands import TellersView
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.labels import label, set_ink
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.text import words

_FIGURES = {"for": "For", "against": "Against", "abstain": "Abstain", "spoilt": "Spoilt"}


class TellersBar(QFrame):
    """One count, or two tellers who count blind: the first one's figures go from the screen once they are kept."""

    teller_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "soft")
        self._chosen = 0
        self._buttons = {
            0: Button(words("One count"), kind="chip"),
            1: Button(words("Teller 1"), kind="chip"),
            2: Button(words("Teller 2"), kind="chip"),
        }
        for teller, button in self._buttons.items():
            button.setCheckable(True)
            button.clicked.connect(partial(self._on_clicked, teller))
        self.said = label("", "medium", wrap=True)
        buttons = row(*self._buttons.values(), Grow(), gap=8)
        self.setLayout(column(buttons, self.said, gap=6, margins=(16, 8, 16, 8)))
        self.choose(0)

    @property
    def teller(self) -> int:
        """Whose figures are being typed: 1 or 2, or 0 for one count."""
        return self._chosen

    def choose(self, teller: int) -> None:
        """Take one teller's figures next."""
        self._chosen = teller
        for each, button in self._buttons.items():
            button.setChecked(each == teller)

    def button(self, teller: int) -> Button:
        """The button of one teller, or of one count."""
        return self._buttons[teller]

    def show_tellers(self, seen: TellersView | None) -> None:
        """Say who has counted and whether they agree."""
        ink: Literal["success", "error"] | None = None
        if seen is None or not seen.given:
            text = words("Two tellers count apart; neither sees the other's figures.") if self._chosen else ""
        elif len(seen.given) == 1:
            text = words("Teller {one} has counted. Now teller {other}'s figures.").format(
                one=seen.given[0], other=3 - seen.given[0]
            )
        elif seen.agreed:
            text, ink = words("The two tellers agree."), "success"
        else:
            text, ink = self._difference(seen), "error"
        self.said.setText(text)
        self.said.setVisible(bool(text))
        set_ink(self.said, ink)

    def _difference(self, seen: TellersView) -> str:
        one, other = seen.counts
        pairs = {
            "for": (one.votes_for, other.votes_for),
            "against": (one.against, other.against),
            "abstain": (one.abstain, other.abstain),
            "spoilt": (one.spoilt, other.spoilt),
        }
        parts = [f"{words(_FIGURES[name])} {pairs[name][0]} / {pairs[name][1]}" for name in seen.differ]
        said = words("The tellers differ: {where}. Count again, or let the chair settle it as one count.")
        return said.format(where=", ".join(parts))

    def _on_clicked(self, teller: int, _checked: bool = False) -> None:
        self.choose(teller)
        self.teller_chosen.emit(teller)
