"""Pictures of every page and of the wall, light and dark, taken from the real window while an evening is played.

``make run`` leaves them in ``build/evening/`` where there is no screen; ``make pictures`` renews those of the help.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from coopdesk.app.evening import Evening
from coopdesk.app.house import House
from coopdesk.app.settings import Settings
from coopdesk.services.member_cards import cards_of_all
from coopdesk.services.projector import Slide
from coopdesk.services.room import meeting_by_id
from coopdesk.services.slides import slide_of_motion, welcome_slide
from coopdesk.ui.opening import OpeningWindow
from coopdesk.ui.projector.preview import SlidePreview

SIZE = (1366, 768)
WALL = (1920, 1080)
THEMES = ("light", "dark")
PATIENCE_MS = 20_000
SETTLE_MS = 1500
"""A window looks once a second what others have written; then its pages paint."""

ROSTER = """Mem No,Surname,Fore names,Address,Post code,E mail,£1 shares,Date joined
501,Glyndŵr-Hughes,Owain,9 Cragg Terrace,HX7 8DN,owain@example.org,10,31/02/2019
502,Ní Chonaill,Bríd,4 Old Gate,HX7 8JP,brid@example.org,25,12/03/2020
503,Shaw,Peter,1 Market Street,HX7 6AA,peter@example.org,ten,01/04/2021
504,,,2 Market Street,HX7 6AA,,5,01/04/2021
505,Nowak,Łucja,3 Valley Road,HX7 7DD,lucja.example.org,1,17/09/2023
506,Muñoz,José,7 Garden Square,HX7 8BB,jose@example.org,2.5,05/05/2022
507,Hartley,Zoë,8 Bridge Gate,HX7 8EX,zoe@example.org,12,22/11/2018
502,Moorhouse,Agnes,4 Old Gate,HX7 8JP,agnes@example.org,30,12/03/2020
508,Raman,Asha,11 Crown Street,HX7 8EH,asha@example.org,1,02/02/2024
"""
"""A members list with the usual faults; nobody in it is real."""


class Photographer:
    """A window on an evening's file, and a folder for its pictures."""

    def __init__(self, folder: Path, evening: Evening) -> None:
        self._folder = folder
        self._evening = evening
        app = QApplication.instance()
        self._app = app if isinstance(app, QApplication) else QApplication([sys.argv[0]])
        self._window = OpeningWindow("light", 100)
        self._house = House(self._app, self._window, Settings("light", 100, ()))
        self._window.resize(*SIZE)
        self._window.show()
        self._window.activateWindow()

    def start_page(self) -> None:
        """The three doors."""
        self._house.show_start()
        self._take("start")

    def open_file(self) -> None:
        """The evening's file, as another program beside the one that plays it."""
        self._house.open_file(self._evening.store.path)
        self._wait_for(self._is_open)
        session = self._house.session
        assert session is not None
        session.desk.clock = self._evening.clock

    def page(self, feature: str, name: str) -> None:
        """One page in both themes."""
        session = self._house.session
        assert session is not None
        session.shell.open_page(feature)
        self._take(name)

    def members_list(self, path: Path, name: str) -> None:
        """A members list on the import page, checked and not yet kept."""
        session = self._house.session
        assert session is not None
        session.shell.hand_file("imports", path)
        self._pass(SETTLE_MS * 3)
        self._take(name)

    def scan(self, code: str) -> None:
        """A card at the scanner."""
        session = self._house.session
        assert session is not None
        session.shell.route_scan(code)

    def wall(self, name: str, slide: Slide) -> None:
        """One slide as the hall sees it."""
        preview = SlidePreview()
        preview.resize(*WALL)
        preview.show_slide(slide)
        preview.grab().save(str(self._folder / f"{name}.png"))
        preview.deleteLater()

    def close(self) -> None:
        """Let go of the file."""
        self._window.close()
        self._pass(200)

    def _is_open(self) -> bool:
        session = self._house.session
        return session is not None and session.is_open

    def _take(self, name: str) -> None:
        for theme in THEMES:
            self._house.appearance.choose("dark" if theme == "dark" else "light")
            self._pass(SETTLE_MS if theme == "light" else 300)
            self._window.grab().save(str(self._folder / f"{name}_{theme}.png"))
        self._house.appearance.choose("light")

    def _wait_for(self, ready: Callable[[], bool]) -> None:
        clock = QElapsedTimer()
        clock.start()
        while not ready():
            if clock.elapsed() > PATIENCE_MS:
                raise TimeoutError("the window did not open the file in time")
            self._pass(20)

    def _pass(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()


def play_with_pictures(evening: Evening, folder: Path) -> None:
    """Play an evening's stages, taking a picture of each page when it has most to show."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as settings:
        # The player's own settings and recent files are left alone.
        os.environ["XDG_CONFIG_HOME"] = settings
        camera = Photographer(folder, evening)
        camera.start_page()
        evening.doors_open(117)
        camera.open_file()
        _evening_pages(camera, evening)
        camera.close()


def _evening_pages(camera: Photographer, evening: Evening) -> None:
    cards = evening.desk.ask(cards_of_all)
    camera.page("door", "door_ready")
    camera.scan(cards[117].code)
    camera.page("door", "door")
    camera.scan("CDM1:NOTACARDOFOURS22")
    camera.page("door", "door_stop")
    meeting = evening.desk.ask(meeting_by_id, evening.meeting)
    camera.wall("wall_welcome", evening.desk.ask(welcome_slide, meeting, evening.desk.now()))
    evening.begin()
    evening.show_of_hands()
    camera.page("runsheet", "runsheet")
    evening.recorded_vote()
    camera.page("votes", "votes_open")
    camera.wall("wall_voting", evening.desk.ask(slide_of_motion, evening.desk.ask(meeting_by_id, evening.meeting), 2))
    evening.result()
    camera.page("votes", "votes_result")
    camera.wall("wall_result", evening.desk.ask(slide_of_motion, evening.desk.ask(meeting_by_id, evening.meeting), 2))
    evening.close()
    for feature in ("members", "shares", "minutes", "papers", "setup"):
        camera.page(feature, feature)
    with tempfile.TemporaryDirectory() as place:
        roster = Path(place) / "members 2026 final v3.csv"
        roster.write_text(ROSTER, encoding="utf-8")
        camera.members_list(roster, "imports")


def main(arguments: Sequence[str]) -> int:
    """``python -m coopdesk.app.pictures FOLDER``: renew the pictures of the help."""
    from datetime import datetime

    from coopdesk.domain.clock import LONDON

    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        # The day of the pictures in the papers' mocks, so that pictures change only when pages do.
        evening = Evening(Path(place) / "hebden.coopdesk", datetime(2026, 11, 28, 12, tzinfo=LONDON))
        try:
            play_with_pictures(evening, folder)
        finally:
            evening.store.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
