"""Frames: cards, the lit card, sunken figures, the chair's words, hairlines."""

from typing import Literal

from PySide6.QtWidgets import QFrame, QLayout, QSizePolicy

from coopdesk.ui.kit.labels import Role, label
from coopdesk.ui.kit.layouts import Item, Margins, column
from coopdesk.ui.kit.theme import Tone

FrameKind = Literal[
    "rail", "header", "status", "card", "lit", "plain", "sunken", "soft", "quote", "record", "drop", "row",
    "last-row", "chosen-row", "hairline", "drawer", "toast", "notice", "verdict",
]  # fmt: skip


def frame(kind: FrameKind, layout: QLayout | None = None, *, tone: Tone | None = None) -> QFrame:
    """A frame of one kind around a layout."""
    made = QFrame()
    made.setProperty("frame", kind)
    if tone is not None:
        made.setProperty("tone", tone)
    if layout is not None:
        made.setLayout(layout)
    return made


def card(*items: Item, gap: int = 8, margins: Margins = (16, 14, 16, 14), lit: bool = False) -> QFrame:
    """A card; *lit* for the one that holds the next act."""
    return frame("lit" if lit else "card", column(*items, gap=gap, margins=margins))


def hairline() -> QFrame:
    """A horizontal rule, for looks only."""
    made = frame("hairline")
    made.setFixedHeight(1)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made


def quote(heading: str, words: str, role: Role = "lead") -> QFrame:
    """Words to be read aloud, "The chair says"."""
    return frame(
        "quote",
        column(label(heading, "eyebrow"), label(words, role, wrap=True), gap=2, margins=(14, 8, 14, 8)),
    )
