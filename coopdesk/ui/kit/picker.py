"""A list to choose one thing from, with its chevron drawn from our icons: a style sheet leaves Qt's own arrow out."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyleOptionComboBox

from coopdesk.ui.kit.icons import paint_icon
from coopdesk.ui.kit.theme import current


class Picker(QComboBox):
    """One of several values: each has a word for the program and words for people."""

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """``choices`` as (value, words); ``name`` is read out by screen readers."""
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_choices(choices)

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other values; the one chosen stays where it is among them."""
        before = self.value()
        silent = self.blockSignals(True)
        self.clear()
        for value, words in choices:
            self.addItem(words, value)
        # As it was before: whoever silenced the picker does not want to hear of this either.
        self.blockSignals(silent)
        self.choose(before)

    def set_headings(self) -> None:
        """Choices without a value are headings: seen in the list, and passed over by mouse and keys."""
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        for place in range(self.count()):
            model.item(place).setEnabled(bool(self.itemData(place)))

    def value(self) -> str:
        """The value chosen, "" where there is nothing to choose."""
        return str(self.currentData() or "")

    def choose(self, value: str) -> None:
        """Choose a value; one that is not offered leaves the first."""
        self.setCurrentIndex(max(0, self.findData(value)))

    def sizeHint(self) -> QSize:
        # The chevron's room is ours to add.
        return super().sizeHint() + QSize(current().px(10), 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:  # noqa: N802 - Qt's name
        super().initStyleOption(option)
        # What does not fit ends in an ellipsis, not in half a letter.
        room = self.width() - current().px(16 + 9 + 12)
        shown = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        option.currentText = shown
        self.setToolTip("" if shown == self.currentText() else self.currentText())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel turned over a form must not change an answer that was given."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = current().px(16)
        place = QRect(self.width() - side - current().px(9), (self.height() - side) // 2, side, side)
        paint_icon(painter, place, "chevron-down", current().hex("text" if self.isEnabled() else "muted"))
        painter.end()


def keep_narrow(picker: QComboBox) -> None:
    """Let a picker be narrower than its longest choice, for columns of a list."""
    picker.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    picker.setMinimumContentsLength(4)
    picker.view().setTextElideMode(Qt.TextElideMode.ElideRight)
