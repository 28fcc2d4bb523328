"""A bug stops the action and is told; the report holds types and lines, and nobody's name.

Qt prints an exception in a slot and goes on as if nothing had happened. Here the operator is told, and the report can
be sent on, since no value of any kind is in it: an exception's own words may quote a member.
"""

import platform
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QObject, Qt, Signal, Slot

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


@dataclass(frozen=True, slots=True)
class CrashReport:
    """What went wrong, without any value; ``path`` is where it is kept, None where it could not be."""

    text: str
    path: Path | None


def describe(error: BaseException, version: str = "") -> str:
    """The report's text: versions, exception types, files, lines and function names. No messages, no values."""
    lines = [
        f"coopdesk {version}".rstrip(),
        f"Python {platform.python_version()}, PySide6 {pyside_version}, {platform.system()}",
        datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    ]
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        lines.extend(
            f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(link.__traceback__, limit=60)
        )
        link = link.__cause__ or link.__context__
    return "\n".join(lines) + "\n"


def _place(filename: str) -> str:
    """A file as the program knows it: a home folder's name is a person's name."""
    parts = Path(filename).parts
    if "coopdesk" in parts:
        last = len(parts) - 1 - parts[::-1].index("coopdesk")
        return "/".join(parts[last:])
    return Path(filename).name


class CrashKeeper(QObject):
    """Catches what nobody caught, in any thread, keeps a report and tells: ``crashed(CrashReport)``."""

    crashed = Signal(object)
    _caught = Signal(object)

    def __init__(self, folder: Path, version: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._version = version
        self._before: Hook | None = None
        self._threads_before = threading.excepthook
        self._caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over ``sys.excepthook`` and ``threading.excepthook``."""
        self._before = sys.excepthook
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def remove(self) -> None:
        """Put the hooks back."""
        if self._before is not None:
            sys.excepthook = self._before
            threading.excepthook = self._threads_before
            self._before = None

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._caught.emit(self.keep(error))

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            self._hook(args.exc_type, args.exc_value, args.exc_traceback)

    def keep(self, error: BaseException) -> CrashReport:
        """Write the report; a disk that cannot take it must not hide the bug."""
        text = describe(error, self._version)
        path = self._folder / datetime.now(UTC).strftime("crash-%Y%m%d-%H%M%S-%f.txt")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError:
            return CrashReport(text, None)
        return CrashReport(text, path)

    @Slot(object)
    def _on_caught(self, report: CrashReport) -> None:
        self.crashed.emit(report)
