"""Making, opening and copying society files."""

import contextlib
from pathlib import Path

from coopdesk.domain.faults import DamagedFile, Fault, FileExists, NotASocietyFile
from coopdesk.storage import engine, snapshots
from coopdesk.storage.store import Store

_OUR_TABLES = "SELECT count(*) FROM sqlite_master WHERE name IN ('journal', 'society')"


def make(path: Path) -> Store:
    """Make a new, empty society file.

    Raises:
        FileExists: something stands there already.
        Fault: the folder is missing, read-only or full.
    """
    if path.exists():
        raise FileExists(str(path))
    import sqlcipher3.dbapi2 as driver

    from coopdesk.storage.migrations import upgrade

    try:
        engine.create(path).close()
        upgrade(path)
        return Store(path)
    except BaseException as error:
        # Half a file under the name somebody chose would look like a society.
        for leftover in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            leftover.unlink(missing_ok=True)
        cause = error.__cause__ if not isinstance(error, driver.Error) else error
        if isinstance(cause, driver.Error):
            raise engine.fault_from(cause, path) from error
        raise


def open_file(path: Path) -> Store:
    """Open a society file, bringing an older one up to date after a verified snapshot.

    Raises:
        Fault: missing, foreign, newer, damaged, read-only or busy, each in its own words.
    """
    version = engine.inspect(path)
    if version == 0:
        raise NotASocietyFile(str(path))
    if version < engine.SCHEMA:
        from coopdesk.storage.migrations import upgrade

        _open_whole(path).close()
        snapshots.snapshot(path, _free_name(path, f"{path.stem} before format {engine.SCHEMA}"))
        upgrade(path)
    store = _open_whole(path)
    if store.ballots_waiting():
        # The program was stopped between the close of a secret ballot and the sweeping.
        with contextlib.suppress(Fault):
            store.sweep_ballots()
    return store


def _open_whole(path: Path) -> Store:
    """A store on a file that has our tables, of whatever format.

    Raises:
        DamagedFile: its mark is ours and its tables are gone; a migration would make it look like an empty society.
    """
    store = Store(path)
    try:
        with store.reading() as reader:
            if reader.raw(_OUR_TABLES)[0][0] != 2:
                raise DamagedFile(str(path), "its tables are missing")
    except BaseException:
        store.close()
        raise
    return store


def _free_name(beside: Path, stem: str) -> Path:
    """A name no file has: a copy made before an attempt that failed is kept, and the next attempt makes its own."""
    name, number = beside.with_name(f"{stem}.coopdesk"), 2
    while name.exists():
        name, number = beside.with_name(f"{stem} ({number}).coopdesk"), number + 1
    return name
