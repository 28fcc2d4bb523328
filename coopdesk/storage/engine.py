"""Opening a society file: the driver, its settings, and telling bad files apart.

The settings and the measurements behind them are in ``reference/reliability.md`` §1. The driver carries its own SQLite,
because 3.7.0 to 3.51.2 can corrupt a file when two connections check-point and write at the same instant.
"""

import os
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from coopdesk.domain.faults import (
    DamagedFile,
    DiskFailed,
    DiskFull,
    Fault,
    FileBusy,
    FileMissing,
    FolderMissing,
    NewerFile,
    NotASocietyFile,
    ReadOnlyFile,
)

Connection = Any
"""A driver connection. The driver ships no types."""

APPLICATION_ID = 0x434F4F50
""" "COOP" in the file's header: tells our files from any other SQLite file."""

SCHEMA = 6
"""The schema this program writes, kept in ``user_version``. A file with a higher number is newer than the program."""

OLDEST_SOUND_SQLITE = (3, 51, 3)
BUSY_MILLISECONDS = 5000

_SETTINGS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA synchronous=FULL",
    "PRAGMA fullfsync=ON",
    "PRAGMA checkpoint_fullfsync=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-65536",
)

_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 26


def connect(path: Path) -> Connection:
    """Open a connection with every setting in force. The file must exist.

    Raises:
        Fault: the file is missing, foreign, newer, damaged, or cannot be read.
    """
    if driver.sqlite_version_info < OLDEST_SOUND_SQLITE:
        raise RuntimeError(f"SQLite {driver.sqlite_version} can corrupt files; 3.51.3 or later is needed")
    inspect(path)
    return _connect(path)


def create(path: Path) -> Connection:
    """Make an empty file marked as ours and open it.

    Raises:
        Fault: the folder is missing or cannot be written.
    """
    _check_folder(path)
    connection = _connect(path)
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    return connection


def _connect(path: Path) -> Connection:
    try:
        # isolation_level=None: we say BEGIN ourselves, IMMEDIATE for writers.
        connection = driver.connect(
            str(path),
            isolation_level=None,
            check_same_thread=False,
            cached_statements=512,
            timeout=BUSY_MILLISECONDS / 1000,
        )
        for setting in _SETTINGS:
            connection.execute(setting)
        mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    except driver.Error as error:
        raise fault_from(error, path) from error
    if mode != "wal":
        # A place where a write-ahead log cannot work (some network folders): the classic journal needs EXTRA, because
        # with FULL the last commit is lost when the directory entry was not synced.
        connection.execute("PRAGMA synchronous=EXTRA")
    return connection


def inspect(path: Path) -> int:
    """Look at a file's header without opening it, and return its schema number.

    Raises:
        FileMissing, NotASocietyFile, NewerFile, DamagedFile, ReadOnlyFile: as their sentences say.
    """
    try:
        there, folder = path.exists(), path.parent.is_dir()
    except PermissionError as error:
        raise ReadOnlyFile(str(path)) from error
    except OSError:
        # A name longer than any disk takes: nothing can stand there.
        there, folder = False, True
    if not there:
        raise FileMissing(str(path)) if folder else FolderMissing(str(path.parent))
    if not path.is_file():
        raise NotASocietyFile(str(path))
    mark, version = _marks(path)
    if mark != APPLICATION_ID:
        raise NotASocietyFile(str(path))
    if version > SCHEMA:
        raise NewerFile(str(path), version, SCHEMA)
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise ReadOnlyFile(str(path))
    return version


def is_society(path: Path) -> bool:
    """True where the file says of itself that it is a society's, of whatever version; a file that cannot be read says
    nothing."""
    try:
        return _marks(path)[0] == APPLICATION_ID
    except Fault:
        return False


def _marks(path: Path) -> tuple[int, int]:
    """The application id and schema number in a file's header; (0, 0) where it is no database.

    SQLite reads them, immutable and so without a lock or a log. We do not open the file ourselves: on POSIX systems
    closing it again would let go of every lock this process holds on it, in the middle of another thread's writing.

    Raises:
        Fault: the header cannot be read, or pages do not fit together though nobody is writing.
    """
    try:
        return _read_marks(path, "immutable=1")
    except driver.Error as error:
        code = error.sqlite_errorcode
        if code == _NOTADB:
            return 0, 0
        if code != _CORRUPT or not path.with_name(f"{path.name}-wal").exists():
            raise fault_from(error, path) from error
    # Somebody is at work in the file: while a log is written back, its first page may already count pages that are
    # not there yet, and that is no damage. With locks we see a whole state.
    try:
        return _read_marks(path, "cache=private")
    except driver.Error as error:
        raise fault_from(error, path) from error


def _read_marks(path: Path, how: str) -> tuple[int, int]:
    connection = driver.connect(f"{path.resolve().as_uri()}?mode=ro&{how}", uri=True, timeout=BUSY_MILLISECONDS / 1000)
    try:
        mark: int = connection.execute("PRAGMA application_id").fetchone()[0]
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    finally:
        connection.close()
    return mark, version


def _check_folder(path: Path) -> None:
    if not path.parent.is_dir():
        raise FolderMissing(str(path.parent))
    if not os.access(path.parent, os.W_OK):
        raise ReadOnlyFile(str(path.parent))


def fault_from(error: Exception, path: Path) -> Fault:
    """Say in plain words what the driver's error means for the person at the desk."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    text = str(error)
    if primary == _FULL or "disk is full" in text:
        return DiskFull()
    if primary in (_BUSY, _LOCKED) or "locked" in text:
        return FileBusy()
    if primary == _NOTADB or "not a database" in text:
        return DamagedFile(str(path), "its contents are not what its header says")
    if primary == _CORRUPT or "malformed" in text:
        return DamagedFile(str(path), "pages inside it do not fit together")
    if primary == _READONLY or "readonly" in text:
        return ReadOnlyFile(str(path))
    if primary == _CANTOPEN:
        return FileMissing(str(path)) if not path.exists() else ReadOnlyFile(str(path))
    if primary == _IOERR or "I/O" in text:
        return DiskFailed("it reported an input or output error")
    return DamagedFile(str(path), text)
