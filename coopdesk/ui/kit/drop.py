"""Files dropped anywhere on the window."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class DropTarget(QObject):
    """Takes files of known endings dropped on a window: ``dropped(Path)``. Each drop has a menu entry as its twin."""

    dropped = Signal(object)
    refused = Signal(str)

    def __init__(self, window: QWidget, endings: Iterable[str]) -> None:
        """``endings`` in lower case with their dot: ".csv", ".coopdesk"."""
        super().__init__(window)
        self._endings = frozenset(endings)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and event.type() == QEvent.Type.DragEnter:
            if self._files(event.mimeData()):
                event.acceptProposedAction()
                return True
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self._take(self._files(event.mimeData()))
            event.acceptProposedAction()
            return True
        return False

    def _files(self, data: QMimeData) -> list[Path]:
        return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]

    def _take(self, files: list[Path]) -> None:
        if len(files) > 1:
            self.refused.emit("Several files were dropped. Nothing was opened; drop one at a time.")
        elif files and files[0].suffix.lower() in self._endings:
            self.dropped.emit(files[0])
        elif files:
            self.refused.emit(
                f"“{files[0].name}” is not a kind of file coopdesk reads. Nothing was opened; "
                "drop a spreadsheet (csv, xlsx, ods), a PDF to be checked, or a .coopdesk file."
            )
