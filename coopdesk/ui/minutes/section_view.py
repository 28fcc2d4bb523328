"""One part of the minutes: what the record says, tinted and locked, and the secretary's words between."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from coopdesk.documents.minutes_words import (
    candidate_rows,
    casting_sentence,
    counts_sentence,
    declared_sentence,
    movers_sentence,
)
from coopdesk.services.minuted_election import MinutedElection
from coopdesk.services.minutes_view import Block, MinutesSection, OwnWords, Recorded, Resolution
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.icons import IconMark
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.theme import current
from coopdesk.ui.minutes.draft import own_words, split
from coopdesk.ui.text import words

IDLE_MS = 15_000
"""Milliseconds without a key before the words are saved anyway: a dead battery must not take a page of them."""


class WordsEditor(QPlainTextEdit):
    """The secretary's words, plain Markdown. ``rested()`` when the typing stops for long, or the focus goes."""

    rested = Signal()
    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAccessibleName(words("Your words for this item"))
        self.set_open(True)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.rested)
        self.textChanged.connect(self._idle.start)
        self._measure()

    def set_open(self, to_the_pen: bool) -> None:
        """Let words be written, or close them; an empty part says which."""
        self.setReadOnly(not to_the_pen)
        asked = words("What was said, in your own words. **Bold**, *italic* and - lists work.")
        self.setPlaceholderText(asked if to_the_pen else words("Nothing was written here."))

    def _measure(self) -> None:
        self.setMinimumHeight(current().px(130))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.rested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.next_wanted.emit()
        else:
            super().keyPressEvent(event)


class SectionView(QFrame):
    """The part in the middle of the page."""

    changed = Signal()
    reopen_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._reason = label("", wrap=True)
        self.reopen = Button(words("Reopen"), icon="lock-open")
        self.reopen.clicked.connect(self.reopen_requested)
        self._lock = frame(
            "record",
            row(IconMark("lock", "primary", 18), Grow(self._reason), self.reopen, gap=10, margins=(14, 8, 8, 8)),
        )
        self._lock.hide()
        self.editor = WordsEditor()
        self.editor.textChanged.connect(self.changed)
        self._title = label("", "title", wrap=True)
        self._above = column(gap=8)
        self._below = column(gap=8)
        wrong = words("A fact looks wrong? Correct the act itself; this text follows.")
        hint = row(IconMark("info", "muted", 16), Grow(label(wrong, "small", wrap=True)), gap=8)
        self.setLayout(
            column(
                self._title, self._lock, self._above, Grow(self.editor), self._below, hint, gap=10, margins=(0, 0, 6, 0)
            )
        )

    def show_section(self, section: MinutesSection, typed: str | None = None) -> None:
        """Show a part; ``typed`` keeps what is being written instead of what is saved."""
        self._title.setText(f"{section.number}   {section.title}".strip())
        above, below = split(section)
        for place, blocks in ((self._above, above), (self._below, below)):
            empty(place)
            for block in blocks:
                _add_block(place, block)
        self.editor.setAccessibleDescription(section.title)
        wanted = own_words(section) if typed is None else typed
        if self.editor.toPlainText() != wanted:
            self.editor.blockSignals(True)
            self.editor.setPlainText(wanted)
            self.editor.blockSignals(False)

    def lock(self, reason: str, *, may_reopen: bool = False) -> None:
        """Close the words to the pen and say why; "" opens them again."""
        self._reason.setText(reason)
        self._lock.setVisible(bool(reason))
        self.reopen.setVisible(may_reopen)
        self.editor.set_open(not reason)

    def typed(self) -> str:
        """What stands in the editor."""
        return self.editor.toPlainText()


def _add_block(place: QVBoxLayout, block: Block) -> None:
    if isinstance(block, Recorded):
        place.addWidget(_record([label(block.text, wrap=True)]))
    elif isinstance(block, Resolution):
        place.addWidget(_record(_resolution(block)))
    elif isinstance(block, MinutedElection):
        place.addWidget(_record(_election(block)))
    elif isinstance(block, OwnWords):
        place.addWidget(label(block.markdown, wrap=True))


def _election(election: MinutedElection) -> list[QWidget]:
    parts: list[QWidget] = [label(words("Election {}").format(election.number), "strong", wrap=True)]
    parts += [label(each, wrap=True) for each in election.told]
    for number, name, movers, result in candidate_rows(election):
        said = "  ·  ".join(part for part in (movers, result) if part)
        parts.append(label(f"{number}  {name}" + (f": {said}" if said else ""), wrap=True))
    if election.outcome:
        parts.append(label(election.outcome, "strong"))
        parts.append(label(election.outcome_says, wrap=True))
    return parts


def _resolution(resolution: Resolution) -> list[QWidget]:
    heading = words("Motion {}, {}: {}").format(resolution.number, resolution.kind.lower(), resolution.title)
    parts: list[QWidget] = [label(heading, "strong", wrap=True), label(f"“{resolution.text}”", wrap=True)]
    method = f"{resolution.method}: " if resolution.method and resolution.votes_for is not None else ""
    counts = counts_sentence(resolution)
    for earlier in resolution.earlier_counts:
        parts.append(label(earlier.text, "muted", wrap=True))
    for sentence in (movers_sentence(resolution), method + counts[:1].lower() + counts[1:] if method else counts):
        if sentence:
            parts.append(label(sentence, wrap=True))
    if resolution.outcome:
        tail = " ".join(
            each
            for each in (resolution.sentence, casting_sentence(resolution), declared_sentence(resolution.declared))
            if each
        )
        parts.append(label(resolution.outcome.upper(), "strong"))
        parts.append(label(tail, wrap=True))
    if resolution.effect:
        parts.append(label(resolution.effect, wrap=True))
    return parts


def _record(parts: list[QWidget]) -> QFrame:
    lock = column(IconMark("lock", "primary", 16), Grow())
    made = frame("record", row(Grow(column(*parts, gap=4)), lock, gap=10, margins=(14, 10, 12, 10)))
    made.setAccessibleName(words("From the record"))
    return made
