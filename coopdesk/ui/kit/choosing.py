"""Asking for a file, without stopping the event loop and without opening what lies beside it."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFileInfo, QObject, QStandardPaths, Signal
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QFileDialog, QFileIconProvider, QWidget

_NATIVE = sys.platform in ("win32", "darwin")
"""Where the system's own dialog opens no file in this process, or where a file's locks do not hang on it."""


class FileDialog(QFileDialog):
    """A file dialog that tells files apart by their names.

    Qt's own, and GTK's, open every file in the folder to see what kind it is. On POSIX systems closing a file lets go
    of every lock the process holds on it: a dialog that looked into the folder of the society's file took SQLite's
    locks away, and the next command beside the window removed the log the window was writing to.
    """

    def __init__(self, parent: QWidget, title: str, folder: Path, pattern: str = "") -> None:
        super().__init__(parent, title)
        self._icons = _IconsByName()
        self.setIconProvider(self._icons)
        self.setOption(QFileDialog.Option.DontUseNativeDialog, not _NATIVE)
        # The folder last: it is looked into at once.
        self.setNameFilter(pattern)
        self.setDirectory(str(folder))


class _IconsByName(QFileIconProvider):
    """Icons and kinds for a list of files, none of which is opened. Asked from the thread that lists the folder."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = super().icon(QAbstractFileIconProvider.IconType.Folder)
        self._file = super().icon(QAbstractFileIconProvider.IconType.File)

    def icon(self, what: QAbstractFileIconProvider.IconType | QFileInfo) -> QIcon:
        if isinstance(what, QFileInfo):
            return self._folder if what.isDir() else self._file
        return super().icon(what)

    def type(self, info: QFileInfo) -> str:
        return info.suffix().upper()


class FileChooser(QObject):
    """The file dialog of one page: ``chosen(Path)``, or nothing when it is left."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent

    def ask_open(self, title: str, kind: str, endings: Sequence[str]) -> None:
        """Ask for a file that is there; ``endings`` with their dot."""
        dialog = FileDialog(self._window, title, documents_folder(), _filter(kind, endings))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog)

    def ask_save(self, title: str, suggested: Path, kind: str, endings: Sequence[str]) -> None:
        """Ask for the name of a file to be written. Standing files are asked about by the dialog itself."""
        dialog = FileDialog(self._window, title, suggested.parent, _filter(kind, endings))
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
