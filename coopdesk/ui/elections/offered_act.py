"""An act that a page offers: a button with its name, its words and the key that does it."""

from dataclasses import dataclass

from PySide6.QtCore import Signal

from coopdesk.assets import IconName
from coopdesk.ui.kit.buttons import Button, ButtonKind


@dataclass(frozen=True, slots=True)
class OfferedAct:
    """An act by name, what its button says, and the key that does it."""

    name: str
    said: str
    icon: IconName
    key: str
    primary: bool = False


class ActButton(Button):
    """A button that says which act it is."""

    wanted = Signal(str)

    def __init__(self, act: OfferedAct, *, height: int = 44) -> None:
        kind: ButtonKind = "primary" if act.primary else "plain"
        super().__init__(act.said, icon=act.icon, key=act.key, kind=kind, height=height)
        self.act = act.name
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.wanted.emit(self.act)
