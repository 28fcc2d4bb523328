"""The settings a society's file is opened with, as they are in force and not only as they are written down."""

import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from coopdesk.domain.faults import DamagedFile, FileBusy
from coopdesk.storage import engine
from coopdesk.storage.files import open_file
from coopdesk.storage.snapshots import snapshot
from coopdesk.storage.store import Store
from tests.conftest import DeskAtHand

FULL = 2
IN_FORCE = {
    "journal_mode": "wal",
    "synchronous": FULL,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "fullfsync": 1,
    "checkpoint_fullfsync": 1,
    "busy_timeout": 5000,
    "application_id": int.from_bytes(b"COOP", "big"),
    "user_version": engine.SCHEMA,
}


@pytest.mark.parametrize("setting", IN_FORCE)
def test_setting_is_in_force_for_writing_and_for_reading(sample: DeskAtHand, setting: str) -> None:
    with sample.store.writing() as writer, sample.store.reading() as reader:
        assert writer.raw(f"PRAGMA {setting}")[0][0] == IN_FORCE[setting]
        assert reader.raw(f"PRAGMA {setting}")[0][0] == IN_FORCE[setting]


def test_the_sqlite_inside_is_past_the_bug_that_corrupts_files() -> None:
    assert driver.sqlite_version_info >= (3, 51, 3)


def test_an_older_sqlite_is_refused(sample_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(RuntimeError, match=r"3\.51\.3 or later"):
        engine.connect(sample_file)


def test_a_second_writer_waits_and_is_then_told(sample_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 50)
    first, second = open_file(sample_file), open_file(sample_file)
    try:
        with first.writing():
            with pytest.raises(FileBusy, match="try once more"), second.writing():
                pass
            with second.reading() as reader:
                assert reader.raw("SELECT count(*) FROM member")[0][0] == 40
        with second.writing():
            pass
    finally:
        first.close()
        second.close()


def test_closing_leaves_one_file_to_copy(sample_file: Path) -> None:
    store = Store(sample_file)
    with store.writing() as writer:
        writer.raw("INSERT INTO counter VALUES ('tests', 1)")
    assert sample_file.with_name("society.coopdesk-wal").exists()
    store.close()
    assert [path.name for path in sample_file.parent.iterdir()] == [sample_file.name]


SHARED_LOCK = (0x40000002, 510)
"""The bytes of a database file that SQLite locks while it is open (SQLite's own file format)."""

TRY_TO_LOCK = """
import fcntl, sys
with open(sys.argv[1], "rb+") as file:
    fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, int(sys.argv[3]), int(sys.argv[2]))
"""


def test_looking_at_an_open_file_lets_go_of_none_of_its_locks(sample: DeskAtHand) -> None:
    engine.inspect(sample.path)
    snapshot(sample.path, sample.path.with_name("copy.coopdesk"))
    start, length = SHARED_LOCK
    tried = subprocess.run(
        [sys.executable, "-c", TRY_TO_LOCK, str(sample.path), str(start), str(length)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "BlockingIOError" in tried.stderr, "another program could take the file for closed"


_FIRST_PAGE_FIRST = """
import pathlib, sys
path = pathlib.Path(sys.argv[1])
log = path.with_name(path.name + "-wal").read_bytes()
size = int.from_bytes(log[8:12], "big")
frames = range(32, len(log), 24 + size)
page = [log[at + 24 : at + 24 + size] for at in frames if int.from_bytes(log[at : at + 4], "big") == 1][-1]
assert int.from_bytes(page[28:32], "big") * size > path.stat().st_size
with path.open("r+b") as file:
    file.write(page)
"""
"""Write the newest first page back and none of the pages it counts, as a check-point does for an instant. In a process
of its own: to open the file here would let go of this process's locks on it."""


def test_a_file_that_is_being_written_back_at_this_instant_is_not_called_damaged(sample: DeskAtHand) -> None:
    path = sample.store.path
    with sample.store.writing() as writer:
        writer.raw("CREATE TABLE growth (filling BLOB)")
        writer.raw("INSERT INTO growth VALUES (zeroblob(200000))")
    subprocess.run([sys.executable, "-c", _FIRST_PAGE_FIRST, str(path)], check=True)
    assert engine.inspect(path) == engine.SCHEMA
    other = open_file(path)
    other.close()


def test_a_file_that_lost_its_end_is_damaged(sample_file: Path) -> None:
    with sample_file.open("r+b") as file:
        file.truncate(sample_file.stat().st_size // 2)
    with pytest.raises(DamagedFile, match="damaged"):
        open_file(sample_file)
