"""python -m tests.bench.at_the_door FILE: cards scanned and names typed in the real window."""

import sys
from functools import partial
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from coopdesk.ui.door.page import DoorPage
from coopdesk.ui.door.presenter import DoorPresenter
from tests.bench.open_window import OpenWindow
from tests.bench.processes import tell

SCANS = 40
NAMES = ("smith", "harris", "thomas", "jones a", "brown", "1234")
_CARDS = """
SELECT c.token, m.name FROM card c JOIN member m ON m.id = c.member WHERE m.id % 7 = 3 ORDER BY c.token LIMIT ?
"""


class DoorAtWork:
    """A door with cards to scan."""

    def __init__(self, file: Path) -> None:
        connection = driver.connect(str(file))
        self._cards: list[tuple[str, str]] = connection.execute(_CARDS, (SCANS,)).fetchall()
        connection.close()
        self.desk = OpenWindow(file)
        page = self.desk.page()
        if not isinstance(page, DoorPage):
            raise RuntimeError("the program did not begin at the door")
        self._page = page
        self._found = ""
        presenter = page.findChild(DoorPresenter)
        assert isinstance(presenter, DoorPresenter)
        # Heard after the page, which was connected first.
        presenter.found.connect(self._on_found)

    def scans(self) -> list[int]:
        """Nanoseconds from each card's terminator to the painted verdict."""
        return [self._scan(token, name) for token, name in self._cards]

    def _scan(self, token: str, name: str) -> int:
        self.desk.type_keys(f"CDM1:{token}")
        spent = self.desk.timed(partial(self.desk.type_keys, "\r"), partial(self._says, name))
        self.desk.settle()
        return spent

    def _says(self, name: str) -> bool:
        return self._page.banner.isVisible() and self._page.banner.name() == name

    def keys(self) -> list[int]:
        """Nanoseconds from each letter typed to its painted list."""
        return [spent for name in NAMES for spent in self._type(name)]

    def _type(self, name: str) -> list[int]:
        box = self._page.box
        box.clear()
        box.setFocus()
        self.desk.settle(0.2)
        spent = []
        for at, sign in enumerate(name):
            spent.append(self.desk.timed(partial(self.desk.type_keys, sign), partial(self._lists, name[: at + 1])))
            self.desk.settle(0.15)
        return spent

    def _on_found(self, text: str, _matches: object) -> None:
        self._found = text
        # Where one letter more finds the same people nothing would be painted; the whole list is, each time.
        self._page.matches.update()

    def _lists(self, text: str) -> bool:
        return self._found == text and self._page.matches.isVisible()


if __name__ == "__main__":
    door = DoorAtWork(Path(sys.argv[1]))
    # The first of each warms what a long evening has warm.
    samples = {"scan": door.scans()[1:], "key": door.keys()[1:]}
    door.desk.close()
    tell(samples)
