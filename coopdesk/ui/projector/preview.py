"""The operator's side: the very picture the wall shows, small."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coopdesk.services.projector import BlankSlide, Slide
from coopdesk.ui.kit.theme import current
from coopdesk.ui.projector.canvas import Canvas


class SlidePreview(QWidget):
    """16:9, drawn by the same painter. A blank wall says so here, since an empty picture says nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._slide: Slide = BlankSlide()
        self._canvas = Canvas()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._tell()

    def slide(self) -> Slide:
        """What is previewed."""
        return self._slide

    def show_slide(self, slide: Slide) -> None:
        """Preview a slide."""
        self._slide = slide
        self._tell()
        self.update()

    def _tell(self) -> None:
        kind = type(self._slide).__name__.removesuffix("Slide").lower()
        self.setAccessibleName(f"Projector preview: {kind}")

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return width * 9 // 16

    def sizeHint(self) -> QSize:
        width = current().px(296)
        return QSize(width, width * 9 // 16)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 90)

    def _picture(self) -> QRect:
        width = min(self.width(), self.height() * 16 // 9)
        height = width * 9 // 16
        return QRect((self.width() - width) // 2, (self.height() - height) // 2, width, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current()
        place = self._picture()
        self._canvas.draw(self._slide, place.size(), self.devicePixelRatioF())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(place, 4, 4)
        painter.setClipPath(outline)
        painter.translate(place.topLeft())
        self._canvas.show(painter, QRect(0, 0, place.width(), place.height()))
        painter.resetTransform()
        painter.setClipping(False)
        if isinstance(self._slide, BlankSlide):
            painter.setPen(Qt.GlobalColor.white)
            painter.setFont(theme.font(11))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), "The wall is blank")
        painter.setPen(QPen(theme.colour("control"), 1))
        painter.drawPath(outline)
        painter.end()
