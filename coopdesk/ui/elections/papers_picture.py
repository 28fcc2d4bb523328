"""The picture of a slip that people read."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coopdesk.ui.kit.theme import current
from coopdesk.ui.text import words


class SlipPicture(QWidget):
    """A slip as it was scanned, as large as fits; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setAccessibleName(words("Picture of the paper"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.hide()

    def show_image(self, image: QImage) -> None:
        """Show another slip, or with an empty picture none."""
        self._image = image
        self.setVisible(not image.isNull())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        room = QSize(current().px(430), current().px(340))
        return self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio) if self._image.width() else room

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() * 0.8

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size().scaled(self.size() - QSize(2, 2), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(1, 1, size.width(), size.height())
        painter.drawImage(place, self._image)
        painter.setPen(QPen(current().colour("line"), 1))
        painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.end()
