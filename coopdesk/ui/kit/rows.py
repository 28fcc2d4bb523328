"""Lists of a few rows: who has just arrived, the last votes, the items of an agenda."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from coopdesk.ui.kit.frames import FrameKind
from coopdesk.ui.kit.labels import restyle
from coopdesk.ui.kit.layouts import Item, Margins, row
from coopdesk.ui.kit.scrolling import bring_into_sight
from coopdesk.ui.kit.theme import current


class ListRow(QFrame):
    """One row; ``height`` in pixels at 100 % text. A row with a name can be chosen by mouse, Space or Enter, and Up and
    Down go along its list."""

    chosen = Signal()

    def __init__(
        self, *items: Item, height: int = 44, gap: int = 10, margins: Margins = (6, 0, 6, 0), name: str = ""
    ) -> None:
        super().__init__()
        self._height = height
        self.setProperty("frame", "row")
        self.setLayout(row(*items, gap=gap, margins=margins))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if name:
            self.setAccessibleName(name)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_last(self, last: bool) -> None:
        """The last row seen has no line under it."""
        if self.property("frame") != "chosen-row":
            self._dress("last-row" if last else "row")

    def set_chosen(self, chosen: bool) -> None:
        """Tint the row the page is about."""
        self._dress("chosen-row" if chosen else "row")

    def _dress(self, kind: FrameKind) -> None:
        if self.property("frame") != kind:
            self.setProperty("frame", kind)
            restyle(self)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), current().px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), current().px(self._height))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.focusPolicy() and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.focusPolicy() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        elif self.focusPolicy() and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go_along(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def _go_along(self, step: int) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        beside = parent.findChildren(ListRow, options=Qt.FindChildOption.FindDirectChildrenOnly)
        rows = sorted((each for each in beside if each.isVisible() and each.focusPolicy()), key=ListRow.y)
        to = rows[max(0, min(len(rows) - 1, rows.index(self) + step))]
        to.setFocus(Qt.FocusReason.TabFocusReason)
        bring_into_sight(to)


class TallRow(ListRow):
    """A row of sentences, as high as its words need."""

    def __init__(self, *items: Item, name: str = "") -> None:
        # Where a widget has a layout, Qt asks that for the height a width needs: what is wanted beside the words is
        # in its margins.
        super().__init__(*items, height=38, margins=(6, 9, 6, 10), name=name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class RowList(QWidget):
    """Rows from the top, as many as there is room for: the newest are always seen, none is cut in half."""

    def __init__(self, least: int = 1) -> None:
        super().__init__()
        self._least = least
        self._rows: list[ListRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these rows and no others. A row that was shown before and is given again stays as it is: making a row
        costs ten times what moving it does, and at the door the list changes with every scan."""
        for old in self._rows:
            if old not in rows:
                self._column.removeWidget(old)
                old.hide()
                old.deleteLater()
        self._rows = list(rows)
        for at, each in enumerate(self._rows):
            if self._column.indexOf(each) != at:
                self._column.insertWidget(at, each)
        self._fit()
        self.updateGeometry()

    def rows(self) -> Sequence[ListRow]:
        """The rows, seen or not."""
        return tuple(self._rows)

    def seen(self) -> int:
        """How many rows there is room for."""
        return sum(not each.isHidden() for each in self._rows)

    def _fit(self) -> None:
        room = self.height()
        for at, each in enumerate(self._rows):
            room -= each.sizeHint().height()
            each.setVisible(at < self._least or room >= 0)
        for at, each in enumerate(self._rows):
            each.set_last(at == self.seen() - 1)

    def sizeHint(self) -> QSize:
        heights = [each.sizeHint().height() for each in self._rows]
        return QSize(super().sizeHint().width(), sum(heights))

    def minimumSizeHint(self) -> QSize:
        heights = [each.sizeHint().height() for each in self._rows[: self._least]]
        widths = [each.minimumSizeHint().width() for each in self._rows]
        return QSize(max(widths, default=0), sum(heights))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
