"""One window at a time on one society file.

The lock is the operating system's own, on a small file beside the society file, so that it is free again the moment the
holder dies. Inside stand the holder's host, user and process, for the sentence the second window shows. Command-line
calls do not take it: they queue on the database's own lock.
"""

import errno
import getpass
import json
import os
import socket
import sys
from pathlib import Path
from types import TracebackType

from coopdesk.domain.faults import DiskFull, FileHeld, FolderMissing, ReadOnlyFile


class DeskLock:
    """Held from opening to closing a window's file.

    Raises:
        FileHeld: another window holds it, with that window's host, user and process id.
        FolderMissing, ReadOnlyFile, DiskFull: no lock can be put beside the file.
    """

    def __init__(self, society_file: Path) -> None:
        self.path = society_file.with_name(f".{society_file.name}.lock")
        self._handle = _hold(self.path)
        os.ftruncate(self._handle, 0)
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, json.dumps(_ourselves()).encode())

    def release(self) -> None:
        """Let go; the small file is taken away with the lock."""
        if self._handle < 0:
            return
        self.path.unlink(missing_ok=True)
        os.close(self._handle)
        self._handle = -1

    def __enter__(self) -> "DeskLock":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _hold(path: Path) -> int:
    while True:
        handle = _open(path)
        try:
            _take(handle)
        except OSError as error:
            holder = _holder(handle)
            os.close(handle)
            raise holder from error
        if _still_there(handle, path):
            return handle
        # The holder before us took its file away between our opening and our locking it: a lock on a file that nobody
        # else will ever see keeps nobody out.
        os.close(handle)


def _holder(handle: int) -> FileHeld:
    try:
        said = json.loads(os.pread(handle, 1000, 0) or b"{}") if hasattr(os, "pread") else {}
    except ValueError:
        said = {}
    return FileHeld(str(said.get("user", "somebody")), str(said.get("host", "this computer")), int(said.get("pid", 0)))


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except FileNotFoundError as error:
        raise FolderMissing(str(path.parent)) from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull() from error
        raise ReadOnlyFile(str(path.parent)) from error


def _still_there(handle: int, path: Path) -> bool:
    ours = os.fstat(handle)
    try:
        there = path.stat()
    except FileNotFoundError:
        return False
    return (ours.st_dev, ours.st_ino) == (there.st_dev, there.st_ino)


def _ourselves() -> dict[str, str | int]:
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = "somebody"
    return {"user": user, "host": socket.gethostname(), "pid": os.getpid()}


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        # One byte far past the text: Windows locks are mandatory, and the text must stay readable.
        os.lseek(handle, 1 << 20, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
