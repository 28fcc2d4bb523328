"""File dialogs: what lies in the folder is listed and not opened."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.storage import files
from coopdesk.ui.kit.folder_chooser import FolderChooser

ANOTHER = (
    "import sys; from pathlib import Path; from coopdesk.storage import files; "
    "files.open_file(Path(sys.argv[1])).close()"
)
"""A command beside the window."""


@pytest.mark.parametrize("asked", ["open", "save", "folder"])
def test_a_dialog_beside_the_society_s_file_lets_go_of_none_of_its_locks(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    monkeypatch.setattr("coopdesk.ui.kit.choosing.documents_folder", lambda: tmp_path)
    monkeypatch.setattr("coopdesk.ui.kit.folder_chooser.documents_folder", lambda: tmp_path)
    path = tmp_path / "Hebden Stores.coopdesk"
    store = files.make(path)
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    chooser = FolderChooser(page)
    if asked == "open":
        chooser.ask_open("Open", "Files", (".coopdesk",))
    elif asked == "save":
        chooser.ask_save("Save", tmp_path / "copy.coopdesk", "Files", (".coopdesk",))
    else:
        chooser.ask_folder("Where")
    dialog = page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    qtbot.waitUntil(dialog.isVisible)
    # Listing a folder goes on in a thread that tells nobody when it is done.
    qtbot.wait(400)
    subprocess.run([sys.executable, "-c", ANOTHER, str(path)], check=True)
    assert path.with_name(f"{path.name}-wal").exists(), "the command took itself for the last to leave"
    dialog.reject()
    store.close()
