"""Papers on a printer and carried out of the window; here the printer prints into a PDF."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDrag
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.services.perform import Desk
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs, Progress
from coopdesk.ui.kit.printing import PrinterSaidNo, pages_asked, print_pdf
from coopdesk.ui.papers_page.page import PapersPage, build
from coopdesk.ui.papers_page.presenter import PapersPresenter
from tests.ui.desks import sample_desk, settle, show


class _At:
    def __init__(self, page: PapersPage, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.page = page
        self.desk = desk
        self._jobs = jobs
        self.qtbot = qtbot

    def settle(self) -> None:
        settle(self.qtbot, self._jobs)

    def choose(self, name: str) -> None:
        next(line for line in self.page.rows if line.paper == name).chosen.emit()
        self.settle()

    def dialog(self) -> QPrintDialog:
        self.page.print.click()
        dialog = self.page.findChild(QPrintDialog)
        assert isinstance(dialog, QPrintDialog)
        return dialog

    def shown(self) -> bytes:
        data = self.page.findChildren(PapersPresenter)[0].paper()
        assert data is not None
        return data


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        page = build(desk, jobs, hub)
        assert isinstance(page, PapersPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        yield _At(page, desk, jobs, qtbot)


def _printer(path: Path, resolution: int = 300) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(resolution)
    return printer


def _ink(data: bytes | Path, number: int) -> tuple[tuple[int, int], tuple[int, int, int, int]]:
    """The size of a page and where its ink begins and ends, in dots of 150 to the inch."""
    document = pypdfium2.PdfDocument(data)
    try:
        drawn = document[number].render(scale=150 / 72).to_pil().convert("L")
        box = drawn.point(lambda dot: 255 if dot < 100 else 0).getbbox()
        assert box is not None
        return drawn.size, box
    finally:
        document.close()


def _untold(_done: int, _total: int) -> None:
    """Nobody listens."""


def test_a_page_is_printed_at_its_actual_size(at: _At, tmp_path: Path) -> None:
    at.choose("voting-cards")
    data = at.shown()
    print_pdf(data, _printer(tmp_path / "printed.pdf"), [0], Progress(_untold))
    (size, ink), (size_wanted, ink_wanted) = _ink(tmp_path / "printed.pdf", 0), _ink(data, 0)
    assert max(abs(one - other) for one, other in zip(size, size_wanted, strict=True)) <= 1
    assert max(abs(one - other) for one, other in zip(ink, ink_wanted, strict=True)) <= 1


def test_the_pages_chosen_in_the_dialog_are_printed(at: _At, tmp_path: Path) -> None:
    at.choose("attendance-sheet")
    pages = at.page.paper.pages()
    assert pages > 1
    dialog = at.dialog()
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(150)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    dialog.accepted.emit(dialog.printer())
    at.settle()
    document = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    assert len(document) == 1
    document.close()
    assert _ink(tmp_path / "printed.pdf", 0)[1] == pytest.approx(_ink(at.shown(), 1)[1], abs=1)
    assert "1 page was sent to printed.pdf" in at.page.news.text()
    assert not at.page.progress.isVisible()
    dialog.reject()


def test_copies_and_order_are_those_of_the_dialog(look: QApplication, tmp_path: Path) -> None:
    printer = _printer(tmp_path / "printed.pdf")
    assert pages_asked(printer, 3) == [0, 1, 2]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    printer.setCopyCount(2)
    wanted = [2, 1, 0] if printer.supportsMultipleCopies() else [2, 1, 0, 2, 1, 0]
    assert pages_asked(printer, 3) == wanted


def test_a_printer_that_takes_nothing_is_told_in_place(at: _At, tmp_path: Path) -> None:
    with pytest.raises(PrinterSaidNo):
        print_pdf(at.shown(), _printer(tmp_path / "gone" / "printed.pdf"), [0], Progress(_untold))
    dialog = at.dialog()
    dialog.printer().setOutputFileName(str(tmp_path / "gone" / "printed.pdf"))
    dialog.accepted.emit(dialog.printer())
    at.settle()
    assert at.page.news.tone() == "error"
    assert "took nothing" in at.page.news.text()
    assert at.page.print.isEnabled()
    dialog.reject()


def test_printing_can_be_stopped(at: _At, tmp_path: Path) -> None:
    at.choose("attendance-sheet")
    dialog = at.dialog()
    dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.accepted.emit(dialog.printer())
    assert at.page.progress.isVisible()
    at.page.progress.cancelled.emit()
    at.settle()
    assert "stopped" in at.page.news.text()
    assert at.page.print.isEnabled()
    dialog.reject()


def test_the_paper_shown_is_dragged_out_as_a_file(at: _At, monkeypatch: pytest.MonkeyPatch) -> None:
    carried: list[Path] = []

    def let_go(drag: QDrag, _action: Qt.DropAction) -> Qt.DropAction:
        carried.extend(Path(url.toLocalFile()) for url in drag.mimeData().urls())
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", let_go)
    sheet = at.page.paper.sheet()
    at.qtbot.mousePress(sheet, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    at.qtbot.mouseMove(sheet, QPoint(62, 61))
    assert carried == []
    at.qtbot.mouseMove(sheet, QPoint(120, 160))
    assert [path.name for path in carried] == ["Notice 2026-11-28.pdf"]
    assert carried[0].read_bytes() == at.shown()
    assert carried[0].parent.stat().st_mode & 0o077 == 0, "nobody else on this computer may read it"
    for presenter in at.page.findChildren(PapersPresenter):
        presenter.stop()
    assert not carried[0].exists()


def test_keys_alone_choose_turn_and_print(at: _At) -> None:
    at.page.primary_focus().setFocus()
    for _ in range(3):
        at.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    at.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    at.settle()
    assert at.page.chosen().name == "attendance-sheet"
    at.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageDown)
    at.settle()
    assert at.page.paper.number() == 1
    at.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageUp)
    at.settle()
    assert at.page.paper.number() == 0
    at.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    at.qtbot.waitUntil(lambda: at.page.findChild(QPrintDialog) is not None)
    dialog = at.page.findChild(QPrintDialog)
    assert isinstance(dialog, QPrintDialog)
    dialog.reject()
