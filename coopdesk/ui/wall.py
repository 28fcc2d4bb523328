"""What pages and the wall tell each other over the hub: wishes one way, what is on the wall the other.

A page never holds the projector's window; it only says what the chair wants shown.
"""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QKeySequence

from coopdesk.services.projector import Slide
from coopdesk.ui.kit.buttons import Button


@dataclass(frozen=True, slots=True)
class WallWish:
    """F5 shows what is at hand, F7 blanks or shows again; ``counts`` switches running counts of an open vote."""

    kind: Literal["show", "blank", "counts", "tell"]


@dataclass(frozen=True, slots=True)
class InView:
    """The operator is looking at this election or motion: F5 shows it. ``number`` 0 when its page is left."""

    meeting: int
    kind: Literal["election", "motion"]
    number: int


@dataclass(frozen=True, slots=True)
class StepWish:
    """The election on the wall is to be told so far (``election_slide``)."""

    step: int


@dataclass(frozen=True, slots=True)
class WallState:
    """What the wall shows now, and what F5 would put there (``offered``).

    ``on`` where a projector is filled, ``blanked`` where it is empty on purpose.
    """

    slide: Slide
    offered: Slide
    on: bool
    blanked: bool
    counts: bool


class WallButton(Button):
    """Shows F5 or F7 and leaves the key to the window, which hears it on every page; two claims would cancel out."""

    def set_words(self, text: str) -> None:
        """Change what the button says, without claiming its key."""
        super().set_words(text)
        self.setShortcut(QKeySequence())
