"""One open file in the window: shell and pages, desk, hub, scanner, and the watch on what other programs write."""

import gc
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from coopdesk.domain.clock import hour
from coopdesk.domain.codes import CodeKind
from coopdesk.domain.faults import Fault
from coopdesk.ui.features import FEATURES, Builder
from coopdesk.ui.kit.commands import Command
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.scanner import ScannerFilter
from coopdesk.ui.kit.sounds import Sounds
from coopdesk.ui.kit.theme import add_font
from coopdesk.ui.opening import OpeningWindow
from coopdesk.ui.shell import Shell
from coopdesk.ui.text import quorum_words, society_lines, words

if TYPE_CHECKING:
    # The services are imported on the store thread, after the window stands.
    from coopdesk.app.roll import Roll
    from coopdesk.app.society_file import OpenFile, Publish
    from coopdesk.app.wall import Wall
    from coopdesk.services.at_hand import SocietyAtHand
    from coopdesk.services.events import Event
    from coopdesk.services.perform import Desk
    from coopdesk.ui.door.presenter import DoorPresenter
    from coopdesk.ui.door.verdicts import Verdict

SETTLE_MS = 100
"""Milliseconds a burst of events is given before the frame reads again."""

WATCH_MS = 1000
"""How often a window looks whether a command beside it has written."""

FIRST_PAGE = "door"


class Session(QObject):
    """Joins shell, desk and hub for one file. ``opened(OpenFile)`` or ``not_opened(Exception)`` follows ``open``."""

    opened = Signal(object)
    not_opened = Signal(object)
    file_requested = Signal(object)
    roll_chosen = Signal(object)
    """The folder the paper roll is kept in from now on, None for none."""

    def __init__(self, window: OpeningWindow, commands: Sequence[Command]) -> None:
        super().__init__(window)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._window = window
        self._file: OpenFile | None = None
        self._late: OpenFile | None = None
        self._door: DoorPresenter | None = None
        self.wall: Wall | None = None
        self._roll: Roll | None = None
        self._version = 0
        self._asking = False
        self._quorum_lost = False
        self._sounds = Sounds(self)
        self.jobs = Jobs(self)
        self.hub = Hub(self)
        self.shell = Shell(FEATURES, self._make_page, self.jobs)
        self._commands = tuple(commands)
        self.shell.set_commands(commands)
        app.screenAdded.connect(self._on_screens)
        app.screenRemoved.connect(self._on_screens)
        self.shell.scan_unclaimed.connect(self._on_unclaimed)
        self.shell.file_dropped.connect(self._on_dropped)
        self._scanner = ScannerFilter(app, [kind.value for kind in CodeKind])
        self._scanner.scanned.connect(self.shell.route_scan)
        self._settle = _timer(self, SETTLE_MS, self._read_frame, once=True)
        self._watch = _timer(self, WATCH_MS, self.look)
        window.furnish(self.shell, self.shell.entry())

    @property
    def desk(self) -> "Desk":
        """The desk of the open file.

        Raises:
            RuntimeError: the file is not open yet.
        """
        if self._file is None:
            raise RuntimeError("no file is open")
        return self._file.desk

    @property
    def is_open(self) -> bool:
        """True once the file is open and its pages can be."""
        return self._file is not None

    @property
    def watching(self) -> bool:
        """True once the window would notice what a command beside it writes."""
        return self._version != 0

    def open(self, opener: "Callable[[Publish], OpenFile]") -> None:
        """Open or make a file on the store thread; the pages come after it."""
        self.jobs.store(partial(self._open_with, opener), self._on_open, self.not_opened.emit)

    def _open_with(self, opener: "Callable[[Publish], OpenFile]") -> "OpenFile":
        # Kept here too: a window closed while its file was being opened must still let go of it.
        self._late = opener(self.hub.publish)
        return self._late

    def close(self) -> None:
        """Finish what is queued, close the file, and let the next window have it."""
        self._watch.stop()
        self._settle.stop()
        self._scanner.stop()
        if self._file is not None:
            from coopdesk.ui.presenter import Presenter

            for presenter in (*self.shell.findChildren(Presenter), *self.findChildren(Presenter)):
                presenter.stop()
        # A page that waits for a pause in what is typed, or tells the time, would ask a file that is closed.
        for timer in self.shell.findChildren(QTimer):
            timer.stop()
        if self.wall is not None:
            self.wall.close()
        self.jobs.close()
        self.hub.close()
        opened, self._file, self._late = self._late, None, None
        if opened is not None:
            opened.close()
        # The pages of this file may be let go of now (``bring_in_the_rest``).
        gc.unfreeze()
        self.deleteLater()

    def bring_in(self, path: Path) -> None:
        """Take a members' list to the import page."""
        self._on_dropped(path)

    def _make_page(self, builder: Builder) -> Page:
        return builder(self.desk, self.jobs, self.hub)

    def _on_open(self, opened: "OpenFile") -> None:
        self._file = opened
        from coopdesk.services.events import Event
        from coopdesk.ui.door.presenter import DoorPresenter

        self.hub.subscribe(Event, self._on_event)
        self._door = DoorPresenter(opened.desk, self.jobs, self.hub, self)
        self._door.said.connect(self._on_door_said)
        # It answers scans made on other pages; the Door page reads counts and arrivals for itself.
        self._door.sleep()
        self._hang_wall(opened.desk)
        self._begin_roll(opened.desk)
        self.shell.page_opened.connect(self._on_first_page, Qt.ConnectionType.SingleShotConnection)
        self.shell.open_page(FIRST_PAGE)
        self._read_frame()
        self._watch.start()
        self.opened.emit(opened)

    @Slot(str)
    def _on_first_page(self, _name: str) -> None:
        from coopdesk.app.society_file import bring_in_the_rest

        # Queued behind the door's first reading, and before anything a person can ask for on a page.
        self.jobs.store(bring_in_the_rest)
        self.jobs.store(_font_pack, self._on_font_pack)

    def _on_font_pack(self, files: tuple[Path, ...]) -> None:
        for file in files:
            add_font(file)

    def _hang_wall(self, desk: "Desk") -> None:
        from coopdesk.app.wall import Wall

        self.wall = Wall(desk, self.jobs, self.hub, self.shell)
        self.wall.said.connect(self.shell.show_toast)
        self.wall.shown_changed.connect(self.shell.show_projector)
        self.shell.projector_requested.connect(self.wall.toggle)
        self._on_screens()

    def _begin_roll(self, desk: "Desk") -> None:
        from coopdesk.app.roll import Roll

        self._roll = Roll(desk, self.jobs, self.hub, self)
        self._roll.folder_changed.connect(self.roll_chosen)
        self._roll.said.connect(self._on_roll_said)

    def keep_roll(self, folder: Path) -> None:
        """Keep the paper roll in the folder it was kept in last time."""
        if self._roll is not None:
            self._roll.keep_in(folder)

    @Slot(str)
    def _on_roll_said(self, sentence: str) -> None:
        # The papers page tells it in its own place.
        if self.shell.front() != "papers":
            self.shell.show_toast(sentence)

    @Slot()
    def _on_screens(self) -> None:
        """A projector was plugged in or out: the commands name the screens there are."""
        more = self.wall.commands() if self.wall is not None else ()
        self.shell.set_commands((*self._commands, *more))

    def _on_event(self, _event: "Event") -> None:
        if not self._settle.isActive():
            self._settle.start()

    def _read_frame(self) -> None:
        from coopdesk.services.at_hand import society_at_hand

        if self._file is not None:
            desk = self._file.desk
            self.jobs.store(partial(desk.ask, society_at_hand, desk.now()), self._on_frame, self._on_not_read)

    def _on_frame(self, view: "SocietyAtHand") -> None:
        self.shell.show_society(*society_lines(view.letterhead.name), sample=view.letterhead.sample)
        self.shell.show_saved(hour(view.saved))
        self._window.setWindowTitle(f"{view.letterhead.name} – coopdesk")
        if view.meeting is None or view.room is None or view.meeting.closed_at is not None:
            self.shell.show_quorum("", "neutral")
            return
        quorum = view.room.quorum
        self._sound_alarm(view)
        if view.quorum_lost:
            told = words("Quorum lost")
            if view.lost_at is not None:
                told = words("Quorum lost {hour}").format(hour=hour(view.lost_at))
            self.shell.show_quorum(quorum_words(quorum, told), "error", "triangle-alert")
        elif quorum.met:
            self.shell.show_quorum(quorum_words(quorum), "success", "circle-check")
        else:
            self.shell.show_quorum(quorum_words(quorum), "warning", "hourglass")

    def _sound_alarm(self, view: "SocietyAtHand") -> None:
        """Once, at the moment the quorum is lost: on whatever page, and to be heard."""
        if view.quorum_lost and not self._quorum_lost:
            self._sounds.play("stop")
            self.shell.show_toast(words("The quorum is lost. No vote can be opened until members come back."))
        self._quorum_lost = view.quorum_lost

    def _on_not_read(self, error: Exception) -> None:
        if not isinstance(error, Fault):
            raise error
        self.shell.show_toast(str(error))

    def look(self) -> None:
        """Look whether a command beside this window has written; once a second it does so by itself."""
        if self._file is not None and not self._asking:
            self._asking = True
            self.jobs.store(self._file.desk.store.data_version, self._on_version, self._on_version_failed)

    def _on_version(self, version: int) -> None:
        from coopdesk.services.events import Event

        self._asking = False
        before, self._version = self._version, version
        if before not in (0, version):
            for kind in Event.__subclasses__():
                self.hub.publish(kind())

    def _on_version_failed(self, error: Exception) -> None:
        self._asking = False
        self._on_not_read(error)

    @Slot(str)
    def _on_unclaimed(self, code: str) -> None:
        if code.startswith(f"{CodeKind.CERTIFICATE.value}:"):
            self.shell.hand("certificates", code)
        elif self._door is not None:
            self._door.check_in(code)

    @Slot(object)
    def _on_door_said(self, verdict: "Verdict") -> None:
        self.shell.show_toast(verdict.spoken)

    @Slot(object)
    def _on_dropped(self, path: Path) -> None:
        if path.suffix.casefold() == ".coopdesk":
            self.file_requested.emit(path)
        elif path.suffix.casefold() == ".pdf":
            self.shell.hand("papers", path)
        else:
            self.shell.hand("imports", path)


def _font_pack() -> tuple[Path, ...]:
    """The fonts that were dropped in for further scripts: names are drawn with them on paper and here."""
    from coopdesk.documents.computer_fonts import pack_folder

    folder = pack_folder()
    endings = (".ttf", ".otf", ".ttc")
    return tuple(path for path in sorted(folder.iterdir()) if path.suffix in endings) if folder.is_dir() else ()


def _timer(owner: QObject, milliseconds: int, slot: Callable[[], None], *, once: bool = False) -> QTimer:
    made = QTimer(owner)
    made.setInterval(milliseconds)
    made.setSingleShot(once)
    made.timeout.connect(slot)
    return made
