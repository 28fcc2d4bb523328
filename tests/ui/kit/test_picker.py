"""A picker shows the whole of its choice where there is room, and never half a letter."""

import pytest
from PySide6.QtWidgets import QApplication, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from coopdesk.ui.kit.picker import Picker, keep_narrow
from coopdesk.ui.kit.theme import put_in_force, read_theme


def _shown(picker: Picker) -> str:
    option = QStyleOptionComboBox()
    picker.initStyleOption(option)
    return option.currentText


@pytest.mark.parametrize("scale", [90, 100, 125, 150, 200])
def test_a_choice_is_whole_where_it_fits_and_elided_where_not(look: QApplication, qtbot: QtBot, scale: int) -> None:
    put_in_force(look, read_theme("light", scale))
    picker = Picker("Column", [("a", "Member number"), ("b", "E-mail")])
    qtbot.addWidget(picker)
    picker.resize(picker.sizeHint())
    picker.show()
    assert _shown(picker) == "Member number"
    assert picker.toolTip() == ""
    keep_narrow(picker)
    picker.resize(picker.sizeHint().width() * 2 // 3, picker.height())
    assert _shown(picker).endswith("…")
    assert picker.toolTip() == "Member number"
    picker.choose("b")
    put_in_force(look, read_theme("light", 100))
