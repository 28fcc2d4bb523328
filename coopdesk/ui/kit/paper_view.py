"""A page of a finished PDF on the screen: what is shown is what will be printed, never a second layout of it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDrag, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QWidget

from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.theme import current

if TYPE_CHECKING:
    from pathlib import Path

    from pypdfium2 import PdfDocument

# PDFium keeps its state in globals: two pages at once would tread on each other.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class PaperImage:
    """One page drawn. ``number`` counts from 0; ``key`` is what the caller wants to know it by."""

    image: QImage
    number: int
    pages: int


def draw_page(data: bytes, number: int, width: int) -> PaperImage:
    """Draw a page of a PDF ``width`` pixels wide; a number past the end gives the last page. Safe in any thread.

    Raises:
        pypdfium2.PdfiumError: the bytes are not a PDF.
    """
    with open_pdf(data) as document:
        pages = len(document)
        at = max(0, min(number, pages - 1))
        page = document[at]
        bitmap = page.render(scale=width / page.get_width(), prefer_bgrx=True)
        picture = QImage(
            bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
        ).copy()
    return PaperImage(picture, at, pages)


@contextmanager
def open_pdf(data: bytes) -> "Iterator[PdfDocument]":
    """A PDF to be drawn from, alone: other threads wait meanwhile.

    Raises:
        pypdfium2.PdfiumError: the bytes are not a PDF.
    """
    import pypdfium2

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(data)
        try:
            yield document
        finally:
            document.close()


class _Sheet(QWidget):
    """The sheet itself, as large as fits. A sheet that ``can_be_dragged`` asks for its file when the mouse pulls it."""

    resized = Signal()
    pulled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._held: QPoint | None = None
        self._draggable = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_image(self, image: QImage) -> None:
        self._image = image
        self.update()

    def let_be_dragged(self, hint: str) -> None:
        self._draggable = True
        self.setToolTip(hint)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def drag(self, path: "Path") -> None:
        """Carry a file wherever the mouse lets go of it; returns when it has."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(QPixmap.fromImage(self._image.scaledToWidth(90, Qt.TransformationMode.SmoothTransformation)))
        drag.exec(Qt.DropAction.CopyAction)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._draggable and event.button() == Qt.MouseButton.LeftButton and not self._image.isNull():
            self._held = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            way = (event.position().toPoint() - self._held).manhattanLength()
            if way >= QApplication.startDragDistance():
                self._held = None
                self.pulled.emit()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = None

    def sizeHint(self) -> QSize:
        return QSize(300, 424)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 160)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self._image.isNull():
            size = self._image.size().scaled(self.size() - QSize(2, 2), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect((self.width() - size.width()) // 2, 1, size.width(), size.height())
            painter.drawImage(place, self._image)
            painter.setPen(QPen(current().colour("line"), 1))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.end()


class PaperView(QFrame):
    """A card with one page of a paper; ``page_requested(number)`` asks for another, ``resized()`` for a sharper one."""

    page_requested = Signal(int)
    resized = Signal()
    pulled = Signal()
    """The sheet is being dragged away: ``drag(path)`` gives it its file."""

    def __init__(self, waiting: str) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._number = 0
        self._pages = 0
        self._title = label(waiting, "section")
        self._before = Button("", icon="chevron-left", kind="ghost", padding=6)
        self._after = Button("", icon="chevron-right", kind="ghost", padding=6)
        self._before.setAccessibleName("Page before")
        self._after.setAccessibleName("Next page")
        self._before.clicked.connect(self._on_before)
        self._after.clicked.connect(self._on_after)
        self._sheet = _Sheet()
        self._sheet.resized.connect(self.resized)
        self._sheet.pulled.connect(self.pulled)
        self.foot = row(gap=8)
        self.head = row(gap=8)
        """Beside the number of the page."""
        head = row(self._title, 14, Grow(self.head), self._before, self._after, gap=2)
        self.setLayout(column(head, Grow(self._sheet), self.foot, gap=8, margins=(12, 8, 12, 10)))
        self._switch()

    def let_be_dragged(self, hint: str) -> None:
        """The sheet may be dragged out of the window as a file; ``hint`` says so."""
        self._sheet.let_be_dragged(hint)

    def drag(self, path: "Path") -> None:
        """Carry a paper's file wherever the mouse lets go of it."""
        self._sheet.drag(path)

    def sheet(self) -> QWidget:
        """Where the page is drawn."""
        return self._sheet

    def sheet_width(self) -> int:
        """Physical pixels across the sheet, for drawing it sharply."""
        return max(200, round(self._sheet.width() * self.devicePixelRatioF()))

    def number(self) -> int:
        """The page shown, from 0."""
        return self._number

    def pages(self) -> int:
        """How many pages the paper has; 0 while there is none."""
        return self._pages

    def show_page(self, drawn: PaperImage) -> None:
        """Show a page."""
        self._number, self._pages = drawn.number, drawn.pages
        self._title.setText(f"Page {drawn.number + 1} of {drawn.pages}")
        self._sheet.show_image(drawn.image)
        self._switch()

    def turn(self, step: int) -> None:
        """The next page (1) or the one before (-1), where there is one."""
        if 0 <= self._number + step < self._pages:
            self.page_requested.emit(self._number + step)

    def _switch(self) -> None:
        self._before.setEnabled(self._number > 0)
        self._after.setEnabled(self._number < self._pages - 1)

    def _on_before(self) -> None:
        self.turn(-1)

    def _on_after(self) -> None:
        self.turn(1)
