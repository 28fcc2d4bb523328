"""The audits go red when something is wrong: otherwise they guard nothing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.ui.kit.labels import Elided, label
from coopdesk.ui.kit.layouts import column
from tests.ui.audit import audit, clipped, unnamed, unreachable


def _shown(window: QWidget, qtbot: QtBot) -> QWidget:
    qtbot.addWidget(window)
    window.show()
    QApplication.processEvents()
    return window


def test_a_cut_label_is_found_and_an_elided_one_is_not(look: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    window.setFixedWidth(120)
    cut = label("Hebden Stores Co-operative Society Ltd")
    cut.setFixedWidth(80)
    window.setLayout(column(cut, Elided("Hebden Stores Co-operative Society Ltd")))
    faults = clipped(_shown(window, qtbot))
    assert len(faults) == 1
    assert "Hebden Stores" in faults[0]
    window.close()


def test_a_paragraph_without_its_height_is_found(look: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    paragraph = label("Either count would carry the motion. " * 5, wrap=True)
    paragraph.setFixedSize(200, 20)
    window.setLayout(column(paragraph))
    assert "in height" in clipped(_shown(window, qtbot))[0]
    window.close()


def test_a_squeezed_button_and_one_outside_the_window_are_found(look: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    window.setFixedSize(300, 100)
    squeezed = QPushButton("Chair decides the figure", window)
    squeezed.setFixedWidth(40)
    outside = QPushButton("Take a poll", window)
    outside.move(280, 40)
    faults = clipped(_shown(window, qtbot))
    assert any("Chair decides" in fault for fault in faults)
    assert any("outside the window" in fault for fault in faults)
    window.close()


def test_a_field_without_a_name_is_found(look: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    field = QLineEdit()
    window.setLayout(column(field, QPushButton("Done")))
    assert unnamed(_shown(window, qtbot)) == ["QLineEdit takes the focus and has no accessible name"]
    field.setAccessibleName("Name")
    assert audit(window) == []
    window.close()


def test_a_widget_out_of_the_tab_order_is_found(look: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    first, second = QPushButton("First"), QPushButton("Second")
    window.setLayout(column(first, second))
    _shown(window, qtbot)
    assert unreachable(window) == []
    apart = QWidget(window, Qt.WindowType.Window)
    lost = QPushButton("Lost", apart)
    assert lost.nextInFocusChain() is not first
    window.close()
    apart.close()
