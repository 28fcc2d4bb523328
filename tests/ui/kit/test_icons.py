"""Icons are drawn as sharp as what they are drawn on."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from coopdesk.ui.kit.icons import paint_icon, tinted


def test_an_icon_on_a_dense_screen_is_drawn_with_as_many_dots_as_the_screen_has(qtbot: QtBot) -> None:
    dense = QImage(40, 40, QImage.Format.Format_ARGB32_Premultiplied)
    dense.setDevicePixelRatio(2)
    dense.fill(Qt.GlobalColor.white)
    painter = QPainter(dense)
    paint_icon(painter, QRect(0, 0, 20, 20), "vote", "#000000")
    painter.end()

    wanted = QImage(40, 40, QImage.Format.Format_ARGB32_Premultiplied)
    wanted.fill(Qt.GlobalColor.white)
    painter = QPainter(wanted)
    painter.drawImage(0, 0, tinted("vote", "#000000", 40))
    painter.end()
    dense.setDevicePixelRatio(1)
    assert dense == wanted
