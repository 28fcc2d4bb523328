"""Steps in order, and a timeline: where a piece of work stands, and what has happened."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from coopdesk.ui.kit.discs import Disc
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.theme import Token, current


class _Link(QFrame):
    """The line between two steps."""

    def __init__(self, done: bool) -> None:
        super().__init__()
        self._done = done
        self.setMinimumWidth(14)
        self.setFixedHeight(2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().colour("primary" if self._done else "line"))
        painter.end()


class Stepper(QWidget):
    """Numbered steps: ticked when done, filled where we are, a ring when ahead."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)

    def show_steps(self, steps: Sequence[tuple[str, str]], at: int) -> None:
        """Show (title, note) of each step; those before ``at`` (from 0) are done."""
        empty(self._row)
        for place, (title, note) in enumerate(steps):
            done, now = place < at, place == at
            if done:
                disc = Disc("check", "primary", 24, ink="on_primary")
            else:
                token: Token = "primary" if now else "control"
                disc = Disc(None, token, 24, words=str(place + 1), ink="on_primary", ring=not now)
            words = column(label(title, "strong" if now else "medium" if done else "muted"), gap=0)
            if note:
                words.addWidget(label(note, "small"))
            self._row.addLayout(row(disc, words, gap=8))
            if place < len(steps) - 1:
                self._row.addWidget(_Link(done), 1)
        state = f"step {at + 1} of {len(steps)}: {steps[at][0]}" if at < len(steps) else "all steps done"
        self.setAccessibleName(state)


class _Rail(QWidget):
    """Dot and line at the left of an entry of a timeline."""

    def __init__(self, token: Token, first: bool, last: bool) -> None:
        super().__init__()
        self._token: Token = token
        self._first = first
        self._last = last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(current().px(14), current().px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, y = self.width() / 2, float(theme.px(10))
        painter.setPen(QPen(theme.colour("line"), 2))
        if not self._first:
            painter.drawLine(QPointF(x, 0), QPointF(x, y))
        if not self._last:
            painter.drawLine(QPointF(x, y), QPointF(x, self.height()))
        painter.setPen(QPen(theme.colour("surface"), 2))
        painter.setBrush(theme.colour(self._token))
        painter.drawEllipse(QPointF(x, y), theme.px(5), theme.px(5))
        painter.end()


class Timeline(QWidget):
    """What happened, newest first: (when, what, note, colour)."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_events(self, events: Sequence[tuple[str, str, str, Token]], when_width: int = 88) -> None:
        """Replace all entries; ``when_width`` in pixels at 100 % text."""
        empty(self._column)
        for at, (when, what, note, token) in enumerate(events):
            words = column(label(what, wrap=True), gap=0, margins=(0, 0, 0, 7))
            if note:
                words.addWidget(label(note, "small", wrap=True))
            moment = label(when, "small")
            moment.setMinimumWidth(current().px(when_width))
            stamp = column(2, moment, Grow(), gap=0)
            rail = _Rail(token, at == 0, at == len(events) - 1)
            self._column.addLayout(row(rail, stamp, Grow(words), gap=8))
        self._column.addStretch(1)
