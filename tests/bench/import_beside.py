"""python -m tests.bench.import_beside FILE ROSTER: a long import while the operator goes on at the door."""

import sys
from functools import partial
from pathlib import Path

from coopdesk.services.imports import ImportPreview
from coopdesk.ui.door.page import DoorPage
from coopdesk.ui.imports.presenter import ImportPresenter
from tests.bench.open_window import OpenWindow
from tests.bench.processes import tell


class ImportAtWork:
    """Brings a list in through the window's own presenter, and watches whether the window still answers."""

    def __init__(self, file: Path, roster: Path) -> None:
        self.desk = OpenWindow(file)
        session = self.desk.session
        self._presenter = ImportPresenter(session.desk, session.jobs, session.hub, session)
        self._presenter.checked.connect(self._on_checked)
        self._presenter.imported.connect(self._on_imported)
        self._roster = roster
        self._checked = False
        self._imported = False
        self.keys: list[int] = []

    def run(self) -> dict[str, list[int]]:
        """The longest pauses of the window while it reads and checks, and while it writes."""
        reading = self.desk.longest_stall(partial(self._presenter.open_file, self._roster), self._typing_until_checked)
        writing = self.desk.longest_stall(self._begin_writing, self._typing_until_imported)
        return {"reading": [reading], "writing": [writing], "echo": self.keys}

    def _begin_writing(self) -> None:
        self._presenter.bring_in(frozenset())

    def _typing_until_checked(self) -> bool:
        return self._checked or self._type()

    def _typing_until_imported(self) -> bool:
        return self._imported or self._type()

    def _type(self) -> bool:
        """A letter now and then; the field has to show it at once, though its search waits for the import."""
        page = self.desk.page()
        if isinstance(page, DoorPage) and self.desk.due(0.25):
            page.box.clear()
            self.keys.append(self.desk.timed(partial(self.desk.type_keys, "s"), partial(_shows, page)))
        return False

    def _on_checked(self, _preview: ImportPreview) -> None:
        self._checked = True

    def _on_imported(self, _done: object) -> None:
        self._imported = True


def _shows(page: DoorPage) -> bool:
    return page.box.text() == "s"


if __name__ == "__main__":
    work = ImportAtWork(Path(sys.argv[1]), Path(sys.argv[2]))
    samples = work.run()
    work.desk.close()
    tell(samples)
