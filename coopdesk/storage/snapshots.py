"""Verified copies of a society file, also while it is in use.

Only the backup interface makes a whole copy of a live file: a plain copy leaves out what is still in the write-ahead
log (``reference/reliability.md`` §1: such a copy had no table at all). The copy is made in one step, because a stepped
backup beside a writer starts again at every commit and may never end.
"""

import errno
import os
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from coopdesk.domain.faults import DamagedFile, DiskFailed, DiskFull, FileExists, FolderMissing, ReadOnlyFile
from coopdesk.storage import engine

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def snapshot(source: Path, target: Path) -> None:
    """Copy ``source`` to ``target``: temporary name, check, write through, rename, write the folder through.

    Raises:
        FileExists: the target exists (it is never overwritten).
        Fault: the folder is missing, full or read-only, or the copy did not check out.
    """
    if target.exists():
        raise FileExists(str(target))
    if not target.parent.is_dir():
        raise FolderMissing(str(target.parent))
    if not os.access(target.parent, os.W_OK):
        raise ReadOnlyFile(str(target.parent))
    unfinished = target.with_name(target.name + ".part")
    try:
        _copy(source, unfinished)
        _write_through(unfinished)
        unfinished.rename(target)
        _write_folder_through(target.parent)
    except driver.Error as error:
        raise engine.fault_from(error, target) from error
    except OSError as error:
        raise DiskFull() if error.errno in _NO_ROOM else DiskFailed(error.strerror or str(error)) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    engine.inspect(source)
    target.unlink(missing_ok=True)
    from_file = driver.connect(str(source), isolation_level=None, timeout=engine.BUSY_MILLISECONDS / 1000)
    to_file = driver.connect(str(target), isolation_level=None)
    try:
        from_file.backup(to_file, pages=-1)
        # The copy stands alone, also on a read-only stick, where a file in WAL mode cannot be opened at all.
        to_file.execute("PRAGMA journal_mode=DELETE")
        answer = to_file.execute("PRAGMA integrity_check").fetchone()[0]
        if answer != "ok":
            raise DamagedFile(str(source), str(answer))
    finally:
        from_file.close()
        to_file.close()


def _write_through(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _write_folder_through(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
