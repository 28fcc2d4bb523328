"""A text with what was struck out of it and what was added: by line and weight, and by colour only besides."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from coopdesk.ui.kit.theme import current


class ChangedText(QLabel):
    """Pieces as (change, words): "struck" has a line through it, "added" a line under it and is heavier."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: tuple[tuple[str, str], ...] = ()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setProperty("role", "lead")
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_pieces(self, pieces: Sequence[tuple[str, str]]) -> None:
        """Show a change."""
        self._pieces = tuple(pieces)
        said = {"struck": "struck out: {}", "added": "added: {}"}
        self.setAccessibleName("; ".join(said.get(change, "{}").format(words.strip()) for change, words in pieces))
        self._render()

    def pieces(self) -> tuple[tuple[str, str], ...]:
        """What is shown."""
        return self._pieces

    def _render(self) -> None:
        theme = current()
        looks = {
            "kept": "",
            "struck": f"color:{theme.hex('error')};text-decoration:line-through;",
            "added": f"color:{theme.hex('success')};text-decoration:underline;font-weight:600;",
        }
        shown = []
        for change, words in self._pieces:
            # The line ends with the words: a space struck through joins what it is to part.
            bare = words.rstrip()
            space = words[len(bare) :].replace("\n", "<br>") or ""
            text = escape(bare).replace("\n", "<br>")
            shown.append(f'<span style="{looks[change]}">{text}</span>{space}')
        self.setText("".join(shown))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._render()
