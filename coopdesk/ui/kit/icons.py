"""Icons tinted at run time: one SVG serves both themes, every text size and every screen density."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from coopdesk.assets import IconName, icon_svg
from coopdesk.ui.kit.theme import Token, current


@lru_cache(maxsize=512)
def tinted(name: IconName, colour: str, pixels: int) -> QImage:
    """An icon in one colour ("#RRGGBB"), ``pixels`` physical pixels square.

    An image and not a pixmap: pixmaps kept past the end of QApplication are an error.
    """
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(icon_svg(name).replace("currentColor", colour).encode()))
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return image


def paint_icon(painter: QPainter, place: QRect, name: IconName, colour: str) -> None:
    """Draw an icon in a square, as sharp as the screen allows."""
    # Not painter.device(): the wrapper PySide hands back can be that of another, deleted device, and the program dies.
    ratio = abs(painter.deviceTransform().m11())
    painter.drawImage(place, tinted(name, colour, max(1, round(place.width() * ratio))))


def picture(name: IconName, token: Token, size: int = 20) -> QIcon:
    """An icon for the few Qt widgets that draw icons themselves (menus, window title)."""
    return QIcon(QPixmap.fromImage(tinted(name, current().hex(token), current().px(size) * 2)))


class IconMark(QWidget):
    """An icon standing by itself; ``size`` in pixels at 100 % text. It says nothing a word beside it does not."""

    def __init__(self, name: IconName, token: Token = "text", size: int = 20) -> None:
        super().__init__()
        self._name: IconName = name
        self._token: Token = token
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: IconName, token: Token | None = None) -> None:
        """Change the drawing, and the colour where one is given."""
        self._name = name
        self._token = token or self._token
        self.update()

    def sizeHint(self) -> QSize:
        side = current().px(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, self.rect(), self._name, current().hex(self._token))
        painter.end()
