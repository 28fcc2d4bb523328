"""One window at a time on one file: the second is told who has the first, and a dead holder holds nothing."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopdesk.domain.faults import FileHeld, FolderMissing
from coopdesk.storage.desk_lock import DeskLock
from tests.conftest import Run

HOLD = """
import sys
from pathlib import Path
from coopdesk.storage.desk_lock import DeskLock
held = DeskLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
held.release()
"""


@pytest.fixture
def holder(sample_file: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that has the file open in a window."""
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(sample_file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    yield child
    child.kill()
    child.communicate()


def test_a_second_window_is_refused_and_told_who_has_the_first(
    sample_file: Path, holder: subprocess.Popen[str]
) -> None:
    with pytest.raises(FileHeld) as told:
        DeskLock(sample_file)
    assert told.value.pid == holder.pid
    assert told.value.host in str(told.value)
    assert f"process {holder.pid}" in str(told.value)


def test_the_file_is_free_again_when_the_holder_is_killed(sample_file: Path, holder: subprocess.Popen[str]) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with DeskLock(sample_file):
        pass


def test_the_file_is_free_again_when_the_window_is_closed(sample_file: Path, holder: subprocess.Popen[str]) -> None:
    holder.communicate("")
    with DeskLock(sample_file):
        pass
    assert [path.name for path in sample_file.parent.iterdir()] == [sample_file.name]


def test_commands_work_beside_a_window(sample_file: Path, holder: subprocess.Popen[str], run: Run) -> None:
    assert run("meeting", "open", sample_file).code == 0
    assert run("door", "in", sample_file, 1, "--json").json["verdict"] == "vote"


def test_a_window_that_waited_for_a_closing_one_does_not_hold_a_ghost(
    sample_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first window takes its lock file away between the second's opening it and locking it."""
    first = DeskLock(sample_file)
    really_open = os.open
    opened: list[int] = []

    def open_and_be_overtaken(path: Path, flags: int, mode: int) -> int:
        handle = really_open(path, flags, mode)
        if not opened:
            opened.append(handle)
            first.release()
        return handle

    monkeypatch.setattr(os, "open", open_and_be_overtaken)
    second = DeskLock(sample_file)
    with pytest.raises(FileHeld):
        DeskLock(sample_file)
    second.release()


def test_a_lock_in_no_folder(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        DeskLock(tmp_path / "nowhere" / "society.coopdesk")
