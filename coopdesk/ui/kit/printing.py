"""A finished PDF on a printer: every page drawn as finely as the printer prints, at actual size, laid out only once."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from coopdesk.ui.kit.jobs import JobCancelled, Progress
from coopdesk.ui.kit.paper_view import open_pdf

FINEST = 600
"""Dots to the inch: type and codes are no sharper beyond, and a page would take four times the memory."""

STRIP = 1024
"""Rows of dots drawn at a time: an A4 page at 600 to the inch is 139 MB, a strip of it 20."""

_POINTS = 72


class PrinterSaidNo(Exception):
    """The printer, or the file printed into, did not take the pages."""


def pages_asked(printer: QPrinter, pages: int) -> list[int]:
    """The pages chosen in the print dialog, counted from 0, in the order they are to come out."""
    chosen = list(range(pages))
    if printer.printRange() == QPrinter.PrintRange.PageRange:
        ranges = printer.pageRanges()
        if ranges.isEmpty():
            first, last = printer.fromPage() or 1, printer.toPage() or pages
            chosen = [at for at in chosen if first <= at + 1 <= last]
        else:
            chosen = [at for at in chosen if ranges.contains(at + 1)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    # Most printers make their copies themselves.
    return chosen if printer.supportsMultipleCopies() else chosen * max(1, printer.copyCount())


def print_pdf(data: bytes, printer: QPrinter, pages: Sequence[int], progress: Progress) -> int:
    """Print pages of a PDF, each at actual size on paper of its own size; how many were printed. Safe in any thread.

    Raises:
        PrinterSaidNo: the printer does not take anything, or stopped.
        JobCancelled: the operator stopped it; a printer that spools prints nothing.
        pypdfium2.PdfiumError: the bytes are not a PDF.
    """
    printer.setFullPage(True)
    painter = QPainter()
    try:
        for done, at in enumerate(pages):
            with open_pdf(data) as document:
                size = document[at].get_size()
            _lay_paper(printer, *size)
            started = painter.isActive()
            if not (printer.newPage() if started else painter.begin(printer)):
                raise PrinterSaidNo
            painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
            for place, strip in _strips(data, at, printer.resolution()):
                painter.drawImage(place, strip)
                progress.report(done, len(pages))
        if painter.isActive() and not painter.end():
            raise PrinterSaidNo
    except JobCancelled:
        printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()
    if printer.printerState() == QPrinter.PrinterState.Error:
        raise PrinterSaidNo
    return len(pages)


def _lay_paper(printer: QPrinter, width: float, height: float) -> None:
    """Paper of the page's own size: ``width`` and ``height`` in points."""
    lying = width > height
    upright = QSizeF(min(width, height), max(width, height))
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turned = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(paper, turned, QMarginsF()))
    printer.setFullPage(True)


def _strips(data: bytes, number: int, resolution: int) -> Iterator[tuple[QRectF, QImage]]:
    """A page from top to bottom in strips, each with its place in the printer's dots."""
    scale = min(resolution, FINEST) / _POINTS
    dot = resolution / _POINTS / scale
    top, rows = 0, 1
    while top < rows:
        with open_pdf(data) as document:
            page = document[number]
            rows = round(page.get_height() * scale)
            # Half a dot less is rounded up to whole dots by the crop.
            below = max(0.0, rows - top - STRIP - 0.5) / scale
            bitmap = page.render(
                scale=scale, crop=(0, below, 0, max(0.0, top - 0.5) / scale), prefer_bgrx=True, optimize_mode="print"
            )
            shown = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
            ).copy()
        yield QRectF(0, top * dot, shown.width() * dot, shown.height() * dot), shown
        top += STRIP
