"""A page of a finished PDF on the screen: what is shown is what will be printed, never a second layout of it."""

import threading
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.theme import current

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
    import pypdfium2

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(data)
        try:
            pages = len(document)
            at = max(0, min(number, pages - 1))
            page = document[at]
            bitmap = page.render(scale=width / page.get_width(), prefer_bgrx=True)
            picture = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
            ).copy()
        finally:
            document.close()
    return PaperImage(picture, at, pages)


class _Sheet(QWidget):
    """The sheet itself, as large as fits."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_image(self, image: QImage) -> None:
        self._image = image
        self.update()

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
        self.foot = row(gap=8)
        head = row(self._title, Grow(), self._before, self._after, gap=2)
        self.setLayout(column(head, Grow(self._sheet), self.foot, gap=8, margins=(12, 8, 12, 10)))
        self._switch()

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

    def _switch(self) -> None:
        self._before.setEnabled(self._number > 0)
        self._after.setEnabled(self._number < self._pages - 1)

    def _on_before(self) -> None:
        self.page_requested.emit(self._number - 1)

    def _on_after(self) -> None:
        self.page_requested.emit(self._number + 1)
