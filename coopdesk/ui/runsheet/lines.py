"""The lines above and below the lit card: what is done with its time, and what is still to come."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from coopdesk.domain.clock import hour
from coopdesk.services.run_sheet import RunLine
from coopdesk.ui.kit.discs import Disc
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column
from coopdesk.ui.kit.rows import ListRow
from coopdesk.ui.kit.theme import current

ROW = 37
"""Pixels at 100 % text."""


class TitleAndNote(QWidget):
    """A title with its note after it, muted; the note gives way first, then the title's end."""

    def __init__(self, title: str, note: str) -> None:
        super().__init__()
        self._title = title
        self._note = note
        self.setToolTip(f"{title}. {note}" if note else title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def text(self) -> str:
        """Title and note as shown where there is room."""
        return f"{self._title} {self._note}".strip()

    def sizeHint(self) -> QSize:
        return QSize(current().px(200), current().px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(80), current().px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setFont(theme.font())
        metrics = QFontMetrics(theme.font())
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(theme.colour("text"))
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), flags, title)
        left = metrics.horizontalAdvance(title) + theme.px(11)
        room = self.width() - left
        if self._note and room > theme.px(30):
            painter.setPen(theme.colour("muted"))
            note = metrics.elidedText(self._note, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(left, 0, room, self.height()), flags, note)
        painter.end()


def line_row(line: RunLine) -> ListRow:
    """One item: a tick and the time it was taken, or a ring and the time it is planned."""
    mark = Disc("check", "success", 20) if line.state == "done" else Disc(None, "control", 20, ring=True)
    number = label(str(line.number), "muted")
    number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    number.setMinimumWidth(current().px(26))
    at = label(hour(line.at), "muted")
    at.setFont(current().figures())
    words = Grow(TitleAndNote(line.title, line.note))
    row = ListRow(mark, number, words, at, height=ROW, margins=(8, 0, 10, 0))
    row.setAccessibleName(", ".join(part for part in (line.title, line.note, hour(line.at), line.state) if part))
    return row


class LineList(QFrame):
    """Lines in a card no taller than they need, scrolling where the window is short; ``newest`` keeps the last in
    sight."""

    def __init__(self, name: str, *, newest: bool) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._newest = newest
        self._count = 0
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(name)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._on_range)
        self.setLayout(column(Grow(self._scroll), margins=(8, 2, 4, 2)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_lines(self, lines: Sequence[RunLine]) -> None:
        """Replace the lines; a list with none is hidden."""
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 4, 0)
        rows.setSpacing(0)
        for line in lines:
            made = line_row(line)
            made.set_last(line is lines[-1])
            rows.addWidget(made)
        rows.addStretch(1)
        self._scroll.setWidget(inside)
        self._count = len(lines)
        self.setVisible(bool(lines))
        self.setMaximumHeight(self._whole())
        self.updateGeometry()
        QTimer.singleShot(0, self, self._to_newest)

    def _to_newest(self) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.maximum() if self._newest else bar.minimum())

    def count(self) -> int:
        """How many lines there are, seen or not."""
        return self._count

    def _whole(self) -> int:
        return self._count * current().px(ROW) + 6

    def _on_range(self, _least: int, most: int) -> None:
        if self._newest:
            self._scroll.verticalScrollBar().setValue(most)

    def sizeHint(self) -> QSize:
        return QSize(current().px(300), self._whole())

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(200), min(self._whole(), current().px(ROW) + 6))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMaximumHeight(self._whole())
        self._to_newest()
