"""PySide6 6.12.0 loses a reference to None on every Qt call that returns nothing.

On Python 3.11 the program then aborts after a few thousand calls (from 3.12 on None is not counted). The calls
below are those a page makes all evening; the count of references to None must not drift with them.
"""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from coopdesk.ui.kit.table import Column, PagedTableModel

CALLS = 500
SPARE = 25
"""References the interpreter itself may hold or drop meanwhile."""


class Painted(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), Qt.GlobalColor.white)
        painter.drawText(5, 5, "x")
        painter.end()


class Teller(QObject):
    told = Signal(object)

    def on_told(self, _value: object) -> None:
        return None


def drift(call: Callable[[], object], count: int = CALLS) -> int:
    call()
    before = sys.getrefcount(None)
    for _ in range(count):
        call()
    return sys.getrefcount(None) - before


def _painted() -> Callable[[], object]:
    widget = Painted()
    widget.resize(40, 40)
    return lambda: widget.grab()


def _label() -> Callable[[], object]:
    made = QLabel()
    return lambda: made.setText("a")


def _signal() -> Callable[[], object]:
    teller = Teller()
    teller.told.connect(teller.on_told)
    return lambda: teller.told.emit(None)


def _painter() -> Callable[[], object]:
    pixmap = QPixmap(10, 10)

    def paint() -> None:
        painter = QPainter(pixmap)
        painter.fillRect(0, 0, 5, 5, Qt.GlobalColor.white)
        painter.end()

    return paint


def _model() -> Callable[[], object]:
    model = PagedTableModel((Column("No."),))
    model.show_source(lambda _offset, _limit: [("1",)], 1)

    # Through C++ and back: the view asks the model so for each cell.
    def ask() -> object:
        return model.index(0, 0, QModelIndex()).data(int(Qt.ItemDataRole.ToolTipRole))

    return ask


def _update() -> Callable[[], object]:
    widget = QWidget()
    return widget.update


@pytest.mark.parametrize("made", [_painted, _label, _signal, _painter, _model, _update])
def test_none_is_not_lost(qapp: QApplication, made: Callable[[], Callable[[], object]]) -> None:
    call = made()
    assert abs(drift(call)) <= SPARE


def test_the_measure_sees_a_drift() -> None:
    kept: list[None] = []
    assert drift(lambda: kept.append(None)) >= CALLS - SPARE
