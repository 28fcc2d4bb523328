"""A disk that is full or fails: one sentence, nothing half there, and on with the evening when there is room again."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from coopdesk.domain.faults import DiskFailed, DiskFull
from coopdesk.services.door import CheckIn
from coopdesk.services.joining import JoinAtDoor
from coopdesk.services.members import how_many
from coopdesk.services.verify import verify
from tests.conftest import MEMBERS, DeskAtHand, Run

ROOT = Path(__file__).parents[2]

LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from coopdesk.cli import main
import coopdesk.cli.door, coopdesk.cli.society, coopdesk.services.door, coopdesk.services.sample
limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
sys.exit(main(sys.argv[2:]))
"""


@pytest.fixture
def full(sample: DeskAtHand) -> DeskAtHand:
    """The sample on a disk that has room for nothing more."""
    with sample.store.writing() as writer:
        pages = writer.raw("PRAGMA page_count")[0][0]
        writer.raw(f"PRAGMA max_page_count={pages}")
    return sample


def _join_until_refused(desk: DeskAtHand) -> tuple[int, DiskFull]:
    for done in range(2000):
        try:
            desk.perform(JoinAtDoor(meeting=1, name=f"Joiner Number{done}", paid="cash"))
        except DiskFull as told:
            return done, told
    raise AssertionError("the disk was never full")


def test_a_full_disk_keeps_what_was_recorded_and_goes_on_when_there_is_room(full: DeskAtHand) -> None:
    done, told = _join_until_refused(full)
    assert "Everything recorded before is safe: free some space and try again" in str(told)
    assert len(full.told) == 3 * done
    again, _ = _join_until_refused(full)
    assert full.ask(how_many) == MEMBERS + done + again
    assert full.ask(verify).sound
    with full.store.reading() as reader:
        assert reader.raw("PRAGMA integrity_check") == [("ok",)]
    full.store._writer.execute("PRAGMA max_page_count=1000000")
    full.perform(JoinAtDoor(meeting=1, name="There Is Room", paid="cash"))
    assert full.ask(verify).sound


def _typed(limit: int, *words: object) -> subprocess.CompletedProcess[str]:
    typed = [sys.executable, "-c", LIMITED, str(limit), *(str(word) for word in words)]
    return subprocess.run(typed, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_limit_on_the_files_size_is_told_in_one_sentence(sample_file: Path, run: Run) -> None:
    before = run("verify", sample_file, "--json").json
    said = _typed(1000, "door", "in", sample_file, 1)
    assert said.returncode == 1, said.stderr
    assert said.stderr == ""
    assert said.stdout.startswith(("refused: DISK-FULL: ", "refused: DISK-FAILED: "))
    assert said.stdout.count("\n") == 1
    assert run("verify", sample_file, "--json").json == before
    assert run("door", "in", sample_file, 1).code == 0


def test_a_society_there_is_no_room_for_is_not_left_half_made(tmp_path: Path) -> None:
    said = _typed(50_000, "society", "sample", tmp_path / "society.coopdesk")
    assert said.returncode == 1, said.stderr
    assert said.stderr == ""
    assert said.stdout.startswith(("refused: DISK-FULL: ", "refused: DISK-FAILED: "))
    assert list(tmp_path.iterdir()) == []


def test_a_copy_there_is_no_room_for_is_not_left_half_made(sample_file: Path) -> None:
    said = _typed(50_000, "backup", sample_file, sample_file.with_name("copy.coopdesk"))
    assert said.returncode == 1, said.stderr
    assert said.stdout.startswith(("refused: DISK-FULL: ", "refused: DISK-FAILED: "))
    assert [path.name for path in sample_file.parent.iterdir()] == [sample_file.name]


def test_a_paper_there_is_no_room_for_is_not_left_half_written(tmp_path: Path, run: Run) -> None:
    file, paper = tmp_path / "society.coopdesk", tmp_path / "attendance.pdf"
    assert run("society", "sample", file, "--members", 250).code == 0
    paper.write_bytes(b"the sheet of last year")
    # Room for SQLite's own small files, and not for the sheet.
    said = _typed(40_000, "papers", "attendance", file, "-o", paper)
    assert said.returncode == 1, said.stderr
    assert said.stderr == ""
    assert said.stdout.startswith("refused: PAPER-NOT-WRITTEN: ")
    assert paper.read_bytes() == b"the sheet of last year"
    assert sorted(path.name for path in tmp_path.iterdir()) == [paper.name, file.name]
    assert _typed(900_000, "papers", "attendance", file, "-o", paper).returncode == 0
    assert paper.stat().st_size > 40_000


def test_the_limit_used_here_is_really_one(tmp_path: Path) -> None:
    program = LIMITED.replace("sys.exit(main(sys.argv[2:]))", "open(sys.argv[2], 'wb').write(bytes(2000))")
    typed = [sys.executable, "-c", program, "1000", str(tmp_path / "big")]
    subprocess.run(typed, cwd=ROOT, capture_output=True, check=False)
    assert (tmp_path / "big").stat().st_size == 1000


def test_eight_writers_at_once_lose_nothing(sample_file: Path) -> None:
    done: list[str] = []
    faults: list[Exception] = []

    def check_in(share: int) -> None:
        desk = DeskAtHand(sample_file)
        try:
            for number in range(1 + share, MEMBERS + 1, 8):
                desk.perform(CheckIn(1, str(number)))
                done.append(str(number))
        except (DiskFailed, DiskFull) as fault:
            faults.append(fault)
        finally:
            desk.store.close()

    writers = [threading.Thread(target=check_in, args=(share,)) for share in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert (len(done), faults) == (MEMBERS, [])
    desk = DeskAtHand(sample_file)
    cards = desk.ask(lambda reader: reader.raw("SELECT voting_card FROM attendance ORDER BY voting_card"))
    assert [card for (card,) in cards] == list(range(1, MEMBERS + 1))
    assert desk.ask(verify).sound
    desk.store.close()
