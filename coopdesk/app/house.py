"""The house: the window, the start page, and at most one open file in it."""

import contextlib
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from coopdesk import __version__
from coopdesk.app import SAMPLE
from coopdesk.app.session import Session
from coopdesk.app.settings import (
    Settings,
    crash_folder,
    sample_folder,
    settings_file,
    write_settings,
)
from coopdesk.domain.faults import Fault
from coopdesk.domain.refusals import Refusal
from coopdesk.ui.kit.choosing import FileChooser
from coopdesk.ui.kit.collector import collect_between_events
from coopdesk.ui.kit.commands import Command
from coopdesk.ui.kit.crash import CrashKeeper, CrashReport
from coopdesk.ui.kit.dialogs import PlainDialog
from coopdesk.ui.kit.theme import Appearance, current
from coopdesk.ui.opening import OpeningWindow
from coopdesk.ui.start.details import NewRegister, RecentFile
from coopdesk.ui.start.page import StartPage
from coopdesk.ui.text import words

if TYPE_CHECKING:
    from coopdesk.app.society_file import OpenFile, Publish


class House(QObject):
    """Builds the layers and joins them; the only place that knows all of them."""

    def __init__(self, app: QApplication, window: OpeningWindow, settings: Settings) -> None:
        super().__init__(app)
        # Before the first thread begins: widgets are taken away in the window's own, or the program dies.
        collect_between_events(app)
        self._window = window
        self._settings = settings
        self._start: StartPage | None = None
        self._session: Session | None = None
        self._dialog: PlainDialog | None = None
        self._list: Path | None = None
        self._chooser = FileChooser(window)
        self._chooser.chosen.connect(self._on_file_wanted)
        self.appearance = Appearance(app, settings.theme, settings.scale)
        self.appearance.changed.connect(self._on_look_changed)
        self.crashes = CrashKeeper(crash_folder(), __version__, self)
        self.crashes.crashed.connect(self._on_crashed)
        self.crashes.install()
        window.closing.connect(self._on_closing)

    def begin(self, target: str) -> None:
        """Open a file, the sample (``--demo``), or the start page (``""``)."""
        if target == SAMPLE:
            self.open_sample()
        elif target:
            self.open_file(Path(target))
        else:
            self.show_start()

    @property
    def session(self) -> Session | None:
        """The file in the window, None on the start page."""
        return self._session

    @property
    def start(self) -> StartPage | None:
        """The start page while it is in the window."""
        return self._start

    def open_file(self, path: Path) -> None:
        """Open a society's file; what goes wrong is said on the start page."""
        self._list = None
        self._begin_session().open(partial(_open_society, path.absolute()))

    def open_sample(self) -> None:
        """Open a fresh copy of the sample society."""
        self._list = None
        self._begin_session().open(_open_sample)

    def open_new(self, wanted: NewRegister) -> None:
        """Make a new register and open it."""
        self._list = wanted.spreadsheet
        self._begin_session().open(partial(_found_society, wanted))

    def show_start(self, problem: str = "") -> None:
        """Put the start page into the window, with what went wrong above its doors."""
        self._end_session()
        start = StartPage()
        start.sample_requested.connect(self.open_sample)
        start.new_requested.connect(self.open_new)
        start.open_requested.connect(self.open_file)
        start.theme_requested.connect(self._on_theme)
        start.text_size_requested.connect(self._on_text_size)
        self._start = start
        self._window.setWindowTitle("coopdesk")
        self._window.furnish(start)
        start.show_recent([RecentFile(path, path.stem) for path in self._settings.recent if path.is_file()])
        if problem:
            start.show_fault(problem)

    def _begin_session(self) -> Session:
        self._end_session()
        self._start = None
        session = Session(self._window, self._commands())
        session.opened.connect(self._on_opened)
        session.not_opened.connect(self._on_not_opened)
        session.file_requested.connect(self._on_file_wanted)
        session.roll_chosen.connect(self._on_roll_chosen)
        self._session = session
        return session

    def _end_session(self) -> None:
        if self._session is not None:
            session, self._session = self._session, None
            session.close()

    def _commands(self) -> tuple[Command, ...]:
        return (
            Command(words("Open a file"), "Ctrl O", self._on_choose_file, "folder-open"),
            Command(words("Close this file"), "", self.show_start, "door-closed"),
            Command(words("Larger text"), "", self._on_text_size, "a-large-small"),
            Command(words("Light or dark"), "", self._on_theme, "moon"),
        )

    @Slot(object)
    def _on_opened(self, opened: "OpenFile") -> None:
        path = opened.desk.store.path
        self._keep(self._settings.opened(path))
        if self._session is None:
            return
        folder = self._settings.roll_of(path)
        if folder is not None:
            self._session.keep_roll(folder)
        if self._list is not None:
            self._session.bring_in(self._list)

    @Slot(object)
    def _on_roll_chosen(self, folder: Path | None) -> None:
        if self._session is not None:
            self._keep(self._settings.with_roll(self._session.desk.store.path, folder))

    @Slot(object)
    def _on_not_opened(self, error: Exception) -> None:
        if isinstance(error, Fault | Refusal):
            self.show_start(str(error))
        else:
            self.show_start(
                words("The file could not be opened, because of a mistake in coopdesk. It was not changed.")
            )
            self.crashes.crashed.emit(self.crashes.keep(error))

    def _on_choose_file(self) -> None:
        self._chooser.ask_open(words("Open a society's file"), words("coopdesk files"), (".coopdesk",))

    @Slot(object)
    def _on_file_wanted(self, path: Path) -> None:
        self.open_file(path)

    @Slot()
    def _on_theme(self) -> None:
        name = "light" if current().name == "dark" else "dark"
        self.appearance.choose("light" if name == "light" else "dark")

    @Slot()
    def _on_text_size(self) -> None:
        self.appearance.resize_text(self._settings.next_scale())

    @Slot()
    def _on_look_changed(self) -> None:
        # Chosen here, on the start page or on Set-up: kept in one place.
        self._keep(replace(self._settings, theme=self.appearance.wish, scale=self.appearance.scale))

    def _keep(self, settings: Settings) -> None:
        self._settings = settings
        # Settings that cannot be kept are asked for again next time; the meeting must not stop for them.
        with contextlib.suppress(OSError):
            write_settings(settings_file(), settings)

    @Slot(object)
    def _on_crashed(self, report: CrashReport) -> None:
        kept = words("A report without any member's data is in {path}.").format(path=report.path) if report.path else ""
        said = words(
            "Something in coopdesk went wrong. Everything recorded so far is safe in the file. Close coopdesk and open "
            "the file again before going on."
        )
        self._tell(words("A mistake in coopdesk"), f"{said} {kept}".strip())

    def _tell(self, heading: str, sentences: str) -> None:
        if self._dialog is not None and self._dialog.isVisible():
            return
        self._dialog = PlainDialog(self._window, heading, sentences)
        self._dialog.open()

    @Slot()
    def _on_closing(self) -> None:
        self._end_session()
        self.crashes.remove()


# SQLAlchemy and the services are imported on the store thread, by the act that needs them first: imported above they
# would keep the painted window still for longer than Qt took to start.


def _open_society(path: Path, publish: "Publish") -> "OpenFile":
    from coopdesk.app.society_file import open_society

    return open_society(path, publish)


def _open_sample(publish: "Publish") -> "OpenFile":
    from coopdesk.app.society_file import open_sample

    return open_sample(sample_folder(), publish)


def _found_society(wanted: NewRegister, publish: "Publish") -> "OpenFile":
    from coopdesk.app.society_file import found_society

    return found_society(wanted.path, wanted.name, wanted.number, wanted.legal_form, wanted.nominal_pence, publish)
