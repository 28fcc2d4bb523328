"""The print dialog of the papers page, and the pages it sends to the printer beside the window's other work."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from coopdesk.ui.kit.choosing import documents_folder
from coopdesk.ui.kit.jobs import Job, Jobs, Progress
from coopdesk.ui.kit.printing import PrinterSaidNo, pages_asked, print_pdf
from coopdesk.ui.text import words


class PrintDesk(QObject):
    """``begun(pages)``, then ``moved((done, total))`` and one of ``printed(sentence)``, ``failed(sentence)``,
    ``cancelled``."""

    begun = Signal(int)
    moved = Signal(object)
    printed = Signal(str)
    failed = Signal(str)
    cancelled = Signal()

    def __init__(self, window: QWidget, jobs: Jobs) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._job: Job | None = None
        self._paper, self._pages = b"", 0
        # The dialog only borrows it: a printer let go of while the dialog stands crashes the program.
        self._printer: QPrinter | None = None

    def has_printer(self) -> bool:
        """False where this computer knows no printer at all."""
        return bool(QPrinterInfo.availablePrinterNames())

    def ask(self, data: bytes, pages: int, name: str) -> None:
        """Ask which printer and which pages; ``name`` is what the printer's queue shows, "Notice 2026-11-28"."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(name)
        printer.setFromTo(1, pages)
        if not self.has_printer():
            printer.setOutputFileName(str(documents_folder() / f"{name} printed.pdf"))
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(words("Print {}").format(name))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
        dialog.setMinMax(1, pages)
        self._paper, self._pages, self._printer = data, pages, printer
        dialog.accepted.connect(self._print)
        dialog.finished.connect(dialog.deleteLater)
        # QPrintDialog.open() wants a receiver; the one it hides does not.
        QDialog.open(dialog)

    def cancel(self) -> None:
        """Stop printing."""
        if self._job is not None:
            self._job.cancel()

    def _print(self, _printer: QPrinter) -> None:
        printer = self._printer
        if printer is None:
            return
        wanted = pages_asked(printer, self._pages)
        if not wanted:
            self.failed.emit(words("None of those pages is in this paper, so nothing was printed. Choose others."))
            return
        self.begun.emit(len(wanted))
        where = printer.printerName() or Path(printer.outputFileName()).name
        task = partial(_printed, self._paper, printer, wanted, where)
        self._job = self._jobs.work(task, self._on_printed, self._on_failed, self.moved.emit, self._on_cancelled)

    def _on_printed(self, told: tuple[int, str]) -> None:
        count, where = told
        sentence = words("{} page was sent to {}.") if count == 1 else words("{} pages were sent to {}.")
        self.printed.emit(sentence.format(count, where))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PrinterSaidNo):
            raise error
        self.failed.emit(
            words("The printer took nothing. See that it is on and has paper, and try again, or save the paper as PDF.")
        )

    def _on_cancelled(self, _nothing: None) -> None:
        self.cancelled.emit()


def _printed(data: bytes, printer: QPrinter, pages: list[int], where: str, progress: Progress) -> tuple[int, str]:
    return print_pdf(data, printer, pages, progress), where
