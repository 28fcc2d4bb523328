"""Banners: the verdict that takes the slack of a page, and the notice that stands above a card."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from coopdesk.assets import IconName
from coopdesk.ui.kit.icons import IconMark
from coopdesk.ui.kit.labels import Fitted, label, restyle, set_ink
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.theme import TONE_INK, Tone


class VerdictBanner(QFrame):
    """What a scan came to, readable at two metres: word, name, what to do, and the facts last.

    The instruction outranks the data. The next scan replaces it; nothing about it is modal.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "verdict")
        self.setProperty("tone", "neutral")
        self._mark = IconMark("scan-qr-code", "muted", 104)
        self._word = label("", "verdict", wrap=True)
        self._name = Fitted("")
        self._instruction = label("", "instruction", wrap=True)
        self._facts = label("", "small", wrap=True)
        self._remedies = QVBoxLayout()
        self._remedies.setSpacing(8)
        words = column(Grow(), self._word, self._name, self._instruction, self._facts, Grow(), gap=5)
        self.setLayout(
            row(
                column(Grow(), self._mark, Grow()),
                Grow(words),
                column(self._remedies, Grow()),
                gap=24,
                margins=(30, 20, 22, 20),
            )
        )

    def show_verdict(self, tone: Tone, icon: IconName, word: str, name: str, instruction: str, facts: str = "") -> None:
        """Replace the verdict. ``word`` is the short verdict ("Checked in · voter"), shown in capitals."""
        ink = TONE_INK[tone]
        self._mark.show_icon(icon, ink)
        self._word.setText(word.upper())
        self._name.show_text(name, ink if ink in ("success", "warning", "error", "primary") else "text")
        self._instruction.setText(instruction)
        self._facts.setText(facts)
        for part, text in ((self._word, word), (self._instruction, instruction), (self._facts, facts)):
            part.setVisible(bool(text))
        self._name.setVisible(bool(name))
        set_ink(self._word, tone)
        self.setProperty("tone", tone)
        restyle(self)
        self.setAccessibleName(". ".join(part for part in (word, name, instruction, facts) if part))

    def show_remedies(self, remedies: Sequence[QWidget]) -> None:
        """Put the one or two remedies at the right, as buttons; earlier ones go."""
        empty(self._remedies)
        for remedy in remedies:
            self._remedies.addWidget(remedy, 0, Qt.AlignmentFlag.AlignRight)

    def instruction(self) -> str:
        """What the banner tells the operator to do."""
        return self._instruction.text()

    def word(self) -> str:
        """The verdict in capitals."""
        return self._word.text()

    def name(self) -> str:
        """Whom it is about, or what is wrong."""
        return self._name.text()

    def facts(self) -> str:
        """The facts in small print."""
        return self._facts.text()

    def tone(self) -> Tone:
        """How it is meant."""
        tone: Tone = self.property("tone")
        return tone


class NoticeBanner(QFrame):
    """One sentence with its icon, and the remedy as a button beside it."""

    def __init__(self, tone: Tone, icon: IconName, text: str, *remedies: QWidget, heading: str = "") -> None:
        super().__init__()
        self.setProperty("frame", "notice")
        self.setProperty("tone", tone)
        self._mark = IconMark(icon, TONE_INK[tone], 20)
        self._heading = label(heading, "strong", tone=tone, wrap=True)
        self._heading.setVisible(bool(heading))
        self._text = label(text, tone=tone, wrap=True)
        words = column(self._heading, self._text, gap=2)
        self.setLayout(row(self._mark, Grow(words), *remedies, gap=12, margins=(14, 10, 10, 10)))
        self.setAccessibleName(f"{heading} {text}".strip())

    def text(self) -> str:
        """The sentence."""
        return self._text.text()

    def show_notice(self, tone: Tone, icon: IconName, text: str, heading: str = "") -> None:
        """Change tone, icon and sentence together."""
        self._mark.show_icon(icon, TONE_INK[tone])
        self._text.setText(text)
        self._heading.setText(heading)
        self._heading.setVisible(bool(heading))
        for words in (self._heading, self._text):
            set_ink(words, tone)
        self.setProperty("tone", tone)
        restyle(self)
        self.setAccessibleName(f"{heading} {text}".strip())
