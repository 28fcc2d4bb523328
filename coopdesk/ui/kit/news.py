"""The one place of a page where success, refusal and fault are told, each with its remedy beside it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout

from coopdesk.assets import IconName
from coopdesk.ui.kit.announce import announce
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.icons import IconMark
from coopdesk.ui.kit.labels import label, restyle, set_ink
from coopdesk.ui.kit.layouts import Grow, row
from coopdesk.ui.kit.theme import TONE_INK, Tone

_ICONS: dict[Tone, IconName] = {
    "success": "circle-check",
    "warning": "triangle-alert",
    "error": "circle-alert",
    "info": "info",
    "neutral": "info",
}


class NewsLine(QFrame):
    """One sentence and at most two buttons; hidden while there is nothing to tell. The next news replaces it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "notice")
        self.setProperty("tone", "neutral")
        self._mark = IconMark("info", "muted", 20)
        self._text = label("", wrap=True)
        self._remedies = QHBoxLayout()
        self._remedies.setSpacing(8)
        self._held: list[Button] = []
        self._close = Button("", icon="x", kind="ghost", padding=6)
        self._close.setAccessibleName("Close this message")
        self._close.clicked.connect(self.hide)
        self.setLayout(row(self._mark, Grow(self._text), self._remedies, self._close, gap=10, margins=(14, 6, 8, 6)))
        self.hide()

    def tell(self, tone: Tone, sentence: str, remedies: Sequence[Button] = ()) -> None:
        """Show a sentence, and have it spoken; an error interrupts what a screen reader is saying."""
        for old in self._held:
            self._remedies.removeWidget(old)
            old.hide()
        self._held = list(remedies)
        for new in self._held:
            self._remedies.addWidget(new)
            new.show()
        self._mark.show_icon(_ICONS[tone], TONE_INK[tone])
        self._text.setText(sentence)
        set_ink(self._text, tone)
        self.setProperty("tone", tone)
        restyle(self)
        self.setAccessibleName(sentence)
        self.show()
        announce(self, sentence, urgent=tone == "error")

    def text(self) -> str:
        """The sentence shown, or "" while hidden."""
        return "" if self.isHidden() else self._text.text()

    def tone(self) -> Tone:
        """How it is meant."""
        tone: Tone = self.property("tone")
        return tone
