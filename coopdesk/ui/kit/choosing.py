"""Asking for a file, without stopping the event loop."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget


class FileChooser(QObject):
    """The file dialog of one page: ``chosen(Path)``, or nothing when it is left."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent

    def ask_open(self, title: str, kind: str, endings: Sequence[str]) -> None:
        """Ask for a file that is there; ``endings`` with their dot."""
        dialog = QFileDialog(self._window, title, str(documents_folder()), _filter(kind, endings))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog)

    def ask_save(self, title: str, suggested: Path, kind: str, endings: Sequence[str]) -> None:
        """Ask for the name of a file to be written. Standing files are asked about by the dialog itself."""
        dialog = QFileDialog(self._window, title, str(suggested.parent), _filter(kind, endings))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(endings[0].removeprefix("."))
        dialog.selectFile(suggested.name)
        self._open(dialog)

    def _open(self, dialog: QFileDialog) -> None:
        dialog.fileSelected.connect(self._on_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_selected(self, name: str) -> None:
        self.chosen.emit(Path(name))


def documents_folder() -> Path:
    """Where the person keeps documents; the home folder where the desktop names none."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(found) if found else Path.home()
    return folder if folder.is_dir() else Path.home()


def _filter(kind: str, endings: Sequence[str]) -> str:
    return f"{kind} ({' '.join(f'*{ending}' for ending in endings)})"
