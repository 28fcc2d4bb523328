"""The program on a desktop: one window, the start page or one open file in it, settings, and the crash report.

The window paints before anything heavy is imported; what is typed meanwhile goes to the door.
"""

import os
import sys

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from coopdesk.app.settings import Settings, read_settings, settings_file
from coopdesk.ui.opening import OpeningWindow

TURN_SECONDS = 0.001
"""How long a thread at work keeps the interpreter while the window waits for it. Python's own 5 ms are paid for every
event the scanner's filter looks at: a hundred of them made half a second during an import."""


class FirstPaint(QObject):
    """Waits for the window to be on the screen, then brings in the rest of the program."""

    def __init__(self, app: QApplication, window: OpeningWindow, settings: Settings, target: str) -> None:
        super().__init__(app)
        self._app = app
        self._window = window
        self._settings = settings
        self._target = target
        window.painted.connect(self._on_painted)

    @Slot()
    def _on_painted(self) -> None:
        # Imported here and not above: these cost more than Qt itself, and the first paint must not wait for them.
        from coopdesk.app.house import House

        self._house = House(self._app, self._window, self._settings)
        self._house.begin(self._target)


def run(target: str) -> int:
    """Open the window on a file, on the sample (``--demo``), or on the start page (``""``); returns the exit code."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([sys.argv[0]])
    sys.setswitchinterval(TURN_SECONDS)
    app.setApplicationName("coopdesk")
    app.setDesktopFileName("coopdesk")
    settings = read_settings(settings_file())
    window = OpeningWindow(None if settings.theme == "system" else settings.theme, settings.scale)
    first = FirstPaint(app, window, settings, target)
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        window.resize(1366, 768)
        window.show()
    else:
        window.showMaximized()
    code = app.exec()
    del first
    return code
