"""Copies: whole also while somebody writes, alone, never half there."""

import sqlite3
import threading
from pathlib import Path

import pytest

from coopdesk.domain.faults import DamagedFile, DiskFull, FileExists, FileMissing, FolderMissing, NotASocietyFile
from coopdesk.services.door import CheckIn
from coopdesk.services.verify import verify
from coopdesk.storage import journal, snapshots
from coopdesk.storage.snapshots import snapshot
from tests.conftest import MEMBERS, DeskAtHand


def _entries(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        number: int = connection.execute("SELECT max(seq) FROM journal").fetchone()[0]
        return number
    finally:
        connection.close()


def test_copies_made_while_somebody_writes_are_whole_and_sound(sample: DeskAtHand, tmp_path: Path) -> None:
    acknowledged: list[int] = []

    def check_everybody_in() -> None:
        for number in range(1, MEMBERS + 1):
            sample.perform(CheckIn(1, str(number)))
            acknowledged.append(number)

    before = sample.ask(journal.head).seq
    writer = threading.Thread(target=check_everybody_in)
    writer.start()
    copies: list[tuple[Path, int]] = []
    while writer.is_alive() and len(copies) < 20:
        done = len(acknowledged)
        copy = tmp_path / f"copy {len(copies)}.coopdesk"
        snapshot(sample.path, copy)
        copies.append((copy, done))
    writer.join()
    assert len(acknowledged) == MEMBERS
    for copy, done in copies:
        assert _entries(copy) >= before + done
        desk = DeskAtHand(copy)
        assert desk.ask(verify).sound
        desk.store.close()


def test_a_copy_stands_alone(sample: DeskAtHand, tmp_path: Path) -> None:
    sample.perform(CheckIn(1, "7"))
    folder = tmp_path / "stick"
    folder.mkdir()
    snapshot(sample.path, folder / "copy.coopdesk")
    assert [path.name for path in folder.iterdir()] == ["copy.coopdesk"]
    read_only = sqlite3.connect(f"file:{folder / 'copy.coopdesk'}?mode=ro&immutable=1", uri=True)
    assert read_only.execute("SELECT count(*) FROM attendance").fetchone() == (1,)
    read_only.close()


def test_a_copy_never_takes_the_place_of_a_file(sample_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Dear members")
    with pytest.raises(FileExists):
        snapshot(sample_file, other)
    assert other.read_text() == "Dear members"


def test_a_copy_to_no_folder(sample_file: Path, tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        snapshot(sample_file, tmp_path / "nowhere" / "copy.coopdesk")


@pytest.mark.parametrize(("contents", "fault"), [(b"Dear members", NotASocietyFile), (None, FileMissing)])
def test_only_a_society_is_copied(tmp_path: Path, contents: bytes | None, fault: type[Exception]) -> None:
    source = tmp_path / "society.coopdesk"
    if contents is not None:
        source.write_bytes(contents)
    with pytest.raises(fault):
        snapshot(source, tmp_path / "copy.coopdesk")
    assert not (tmp_path / "copy.coopdesk").exists()


def test_a_damaged_society_gives_no_copy_that_looks_whole(sample_file: Path, tmp_path: Path) -> None:
    contents = bytearray(sample_file.read_bytes())
    middle = len(contents) // 2 // 4096 * 4096
    contents[middle : middle + 8192] = b"\x5a" * 8192
    sample_file.write_bytes(bytes(contents))
    with pytest.raises(DamagedFile):
        snapshot(sample_file, tmp_path / "copy.coopdesk")
    assert [path.name for path in tmp_path.iterdir()] == [sample_file.name]


def test_a_copy_that_cannot_be_written_through_is_taken_away(
    sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(snapshots, "_write_through", fail)
    with pytest.raises(DiskFull):
        snapshot(sample_file, tmp_path / "copy.coopdesk")
    assert [path.name for path in tmp_path.iterdir()] == [sample_file.name]
