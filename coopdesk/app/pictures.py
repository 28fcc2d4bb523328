"""Pictures of every page and of the wall, light and dark, taken from the real window while an evening is played.

``make run`` leaves them in ``build/evening/`` where there is no screen; ``make pictures`` renews those of the help.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from coopdesk.app.evening import Evening
from coopdesk.app.house import House
from coopdesk.app.session import Session
from coopdesk.app.settings import Settings
from coopdesk.services.election_slides import election_slide
from coopdesk.services.member_cards import cards_of_all
from coopdesk.services.projector import Slide
from coopdesk.services.room import meeting_by_id
from coopdesk.services.slides import slide_of_motion, welcome_slide
from coopdesk.ui.opening import OpeningWindow
from coopdesk.ui.projector.preview import SlidePreview

SIZE = (1366, 768)
WALL = (1920, 1080)
Shade = Literal["light", "dark"]
PATIENCE_MS = 20_000
QUIET_MS = 160
"""Milliseconds without anything queued or about to be read; a burst of events is given 100 before a page reads."""

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
    """A window on an evening's file, and a folder for its pictures.

    A change of theme asks every widget there is to look at its style again: it is the dearest thing here. So each page
    is taken first in the theme in force, pages that wait for nothing are taken together, and the PNG is written beside.
    """

    def __init__(self, folder: Path, evening: Evening, scale: int = 100) -> None:
        """``scale`` of the text in per cent."""
        self._folder = folder
        self._evening = evening
        self._shade: Shade = "light"
        self._writer = ThreadPoolExecutor(1, "pictures")
        self._written: list[Future[None]] = []
        app = QApplication.instance()
        self._app = app if isinstance(app, QApplication) else QApplication([sys.argv[0]])
        self._window = OpeningWindow("light", scale)
        self._house = House(self._app, self._window, Settings("light", scale, ()))
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
        self._session().desk.clock = self._evening.clock

    def page(self, feature: str, name: str) -> None:
        """One page in both themes."""
        self._session().shell.open_page(feature)
        self._take(name)

    def pages(self, features: Sequence[str]) -> None:
        """Pages that show the same moment, all in one theme and then all in the other."""
        for shade in self._shades():
            for feature in features:
                self._session().shell.open_page(feature)
                self._take_in(shade, feature)

    def members_list(self, path: Path, name: str) -> None:
        """A members list on the import page, checked and not yet kept."""
        self._session().shell.hand("imports", path)
        self._take(name)

    def scan(self, code: str) -> None:
        """A card at the scanner."""
        self._session().shell.route_scan(code)

    def wall(self, name: str, slide: Slide) -> None:
        """One slide as the hall sees it."""
        preview = SlidePreview()
        preview.resize(*WALL)
        preview.show_slide(slide)
        self._keep(preview, name)
        preview.deleteLater()

    def close(self) -> None:
        """Let go of the file, and of the pictures.

        Raises:
            OSError: a picture could not be written.
        """
        self._window.close()
        self._pass(QUIET_MS)
        self._writer.shutdown()
        for each in self._written:
            each.result()

    def _session(self) -> Session:
        session = self._house.session
        assert session is not None
        return session

    def _is_open(self) -> bool:
        return self._house.session is not None and self._house.session.is_open

    def _shades(self) -> tuple[Shade, Shade]:
        return ("light", "dark") if self._shade == "light" else ("dark", "light")

    def _take(self, name: str) -> None:
        for shade in self._shades():
            self._take_in(shade, name)

    def _take_in(self, shade: Shade, name: str) -> None:
        if shade != self._shade:
            self._shade = shade
            self._house.appearance.choose(shade)
        self._settle()
        self._keep(self._window, f"{name}_{shade}")

    def _keep(self, widget: QWidget, name: str) -> None:
        image = widget.grab().toImage()
        self._written.append(self._writer.submit(_write, image, self._folder / f"{name}.png"))

    def _settle(self) -> None:
        """Until the window has heard what the other program wrote, and nothing is under way."""
        session = self._house.session
        if session is not None:
            session.look()
        quiet = 0
        while quiet < 2:
            self._pass(QUIET_MS // 2)
            quiet = 0 if session is not None and _under_way(session) else quiet + 1

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


def _under_way(session: Session) -> bool:
    waiting = (*session.findChildren(QTimer), *session.shell.findChildren(QTimer))
    soon = any(timer.isActive() and timer.isSingleShot() and timer.interval() <= QUIET_MS for timer in waiting)
    return soon or session.jobs.busy()


def _write(image: QImage, path: Path) -> None:
    if not image.save(str(path)):
        raise OSError(f"the picture {path} could not be written")


def play_with_pictures(evening: Evening, folder: Path, scale: int = 100) -> None:
    """Play an evening's stages, taking a picture of each page when it has most to show.

    ``scale`` of the text in per cent.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as settings:
        # The player's own settings and recent files are left alone.
        os.environ["XDG_CONFIG_HOME"] = settings
        camera = Photographer(folder, evening, scale)
        try:
            camera.start_page()
            evening.doors_open(117)
            camera.open_file()
            _evening_pages(camera, evening)
        finally:
            # The window's crash reporter goes with it, so that what went wrong here is seen here.
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
    evening.elect_the_board()
    camera.page("elections", "elections")
    meeting = evening.desk.ask(meeting_by_id, evening.meeting)
    camera.wall("wall_election", evening.desk.ask(election_slide, meeting, evening.board.number, 2))
    evening.close()
    # A window that has just been opened has the fewest widgets to restyle.
    camera.open_file()
    camera.pages(
        ("members", "shares", "certificates", "cashup", "registers", "sharerules", "minutes", "papers", "setup")
    )
    with tempfile.TemporaryDirectory() as place:
        roster = Path(place) / "members 2026 final v3.csv"
        roster.write_text(ROSTER, encoding="utf-8")
        camera.members_list(roster, "imports")


def main(arguments: Sequence[str]) -> int:
    """``python -m coopdesk.app.pictures FOLDER [SCALE]``: renew the pictures of the help, or look at larger text."""
    from datetime import datetime

    from coopdesk.domain.clock import LONDON

    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        # The day of the pictures in the papers' mocks, so that pictures change only when pages do.
        evening = Evening(Path(place) / "hebden.coopdesk", datetime(2026, 11, 28, 12, tzinfo=LONDON))
        try:
            play_with_pictures(evening, folder, int(arguments[1]) if arguments[1:] else 100)
        finally:
            evening.store.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
