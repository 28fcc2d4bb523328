"""Asking for a folder, without stopping the event loop."""

from PySide6.QtWidgets import QFileDialog

from coopdesk.ui.kit.choosing import FileChooser, FileDialog, documents_folder


class FolderChooser(FileChooser):
    """The folder dialog of one page: ``chosen(Path)``, or nothing when it is left."""

    def ask_folder(self, title: str) -> None:
        """Ask for a folder that is there, or is made in the dialog."""
        dialog = FileDialog(self._window, title, documents_folder())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        self._open(dialog)
