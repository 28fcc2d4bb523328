"""Bad files, told apart in plain words; and new files that are whole or not there."""

import contextlib
import io
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopdesk.cli import main
from coopdesk.domain.faults import (
    DamagedFile,
    Fault,
    FileExists,
    FileMissing,
    FolderMissing,
    NewerFile,
    NotASocietyFile,
)
from coopdesk.storage import engine, migrations
from coopdesk.storage.files import make, open_file
from tests.conftest import Run

NOBODY = 65534


def _opening(path: Path) -> Fault:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(Fault) as told:
        open_file(path).close()
    if before is not None:
        assert path.read_bytes() == before, "a file that was refused was changed"
    assert str(path) in str(told.value) or str(path.parent) in str(told.value)
    return told.value


def _stamp(path: Path, pragma: str, number: int) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA {pragma}={number}")
    connection.commit()
    connection.close()


def test_no_such_file(tmp_path: Path) -> None:
    assert isinstance(_opening(tmp_path / "society.coopdesk"), FileMissing)


def test_no_such_folder(tmp_path: Path) -> None:
    assert isinstance(_opening(tmp_path / "nowhere" / "society.coopdesk"), FolderMissing)


def test_a_folder_is_no_society(tmp_path: Path) -> None:
    assert isinstance(_opening(tmp_path), NotASocietyFile)


@pytest.mark.parametrize("contents", [b"", b"Dear members,\n", b"SQLite format 3\x00", b"\x00" * 4096])
def test_some_other_file(tmp_path: Path, contents: bytes) -> None:
    path = tmp_path / "society.coopdesk"
    path.write_bytes(contents)
    assert isinstance(_opening(path), NotASocietyFile)


def test_the_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE journal (x)")
    connection.commit()
    connection.close()
    assert isinstance(_opening(path), NotASocietyFile)


def test_a_file_that_was_never_finished_is_no_society(tmp_path: Path) -> None:
    path = tmp_path / "society.coopdesk"
    engine.create(path).close()
    assert isinstance(_opening(path), NotASocietyFile)


def test_a_newer_file_says_which_is_newer(sample_file: Path) -> None:
    _stamp(sample_file, "user_version", 99)
    told = _opening(sample_file)
    assert isinstance(told, NewerFile)
    assert (told.found, told.known) == (99, engine.SCHEMA)


@pytest.mark.parametrize("keep", [100, 4096, 20_000])
def test_a_file_cut_short_is_damaged(sample_file: Path, keep: int) -> None:
    sample_file.write_bytes(sample_file.read_bytes()[:keep])
    assert isinstance(_opening(sample_file), DamagedFile)


def test_a_file_overwritten_inside_is_damaged(sample_file: Path) -> None:
    contents = bytearray(sample_file.read_bytes())
    contents[100:4096] = os.urandom(3996)
    sample_file.write_bytes(bytes(contents))
    assert isinstance(_opening(sample_file), DamagedFile)


def test_our_mark_on_a_file_without_our_tables_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "society.coopdesk"
    engine.create(path).close()
    _stamp(path, "user_version", 1)
    told = _opening(path)
    assert isinstance(told, DamagedFile)
    assert "tables are missing" in str(told)


@pytest.fixture
def read_only_copy(sample_template: Path) -> Iterator[Path]:
    """A society in a folder that may be read and not written, in reach of every user of the machine."""
    folder = Path(tempfile.mkdtemp(prefix="coopdesk-read-only-"))
    path = Path(shutil.copy(sample_template, folder / "society.coopdesk"))
    path.chmod(0o444)
    folder.chmod(0o555)
    yield path
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("words", [("society", "show"), ("meeting", "open"), ("verify",)])
def test_a_file_that_may_not_be_written(
    read_only_copy: Path, sample_file: Path, run: Run, words: tuple[str, ...]
) -> None:
    assert run(*words, sample_file).code == 0
    assert _as_nobody(*words, str(read_only_copy)) == (
        2,
        f"refused: READ-ONLY: {read_only_copy} is read-only here, so nothing was recorded. "
        "Copy it to a folder you may write to and open that.\n",
    )


def _as_nobody(*words: str) -> tuple[int, str]:
    """Run a command in a child that is not root, for whom alone a file is read-only; its modules are loaded before."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        code, said = 70, io.StringIO()
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            with contextlib.redirect_stdout(said):
                code = main(words)
        finally:
            os.write(write_end, said.getvalue().encode())
            os._exit(code)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as stream:
        told = stream.read().decode()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), told


def test_a_new_file_never_takes_the_place_of_another(sample_file: Path) -> None:
    before = sample_file.read_bytes()
    with pytest.raises(FileExists):
        make(sample_file)
    assert sample_file.read_bytes() == before


def test_a_new_file_in_no_folder(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        make(tmp_path / "nowhere" / "society.coopdesk")


def test_a_new_file_that_cannot_be_finished_is_not_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_path: Path) -> None:
        raise RuntimeError("the machine stumbled")

    monkeypatch.setattr(migrations, "upgrade", fail)
    with pytest.raises(RuntimeError):
        make(tmp_path / "society.coopdesk")
    assert list(tmp_path.iterdir()) == []
