"""Transactions: all or nothing, and never into a file that is no longer there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coopdesk.domain.faults import FileMoved
from coopdesk.services.door import CheckIn
from coopdesk.services.room import pick_meeting, room_view
from coopdesk.storage.files import open_file
from coopdesk.storage.tables import MemberRow
from tests.conftest import DeskAtHand


def _present(desk: DeskAtHand) -> int:
    return desk.ask(lambda reader: room_view(reader, pick_meeting(reader, 1), desk.now())).present


def _in_the_file(path: Path) -> int:
    desk = DeskAtHand(path)
    try:
        return _present(desk)
    finally:
        desk.store.close()


@pytest.mark.parametrize("what", ["moved", "replaced", "removed"])
def test_nothing_is_acknowledged_into_a_file_that_is_gone(sample: DeskAtHand, what: str) -> None:
    path, elsewhere = sample.path, sample.path.with_name("elsewhere.coopdesk")
    sample.perform(CheckIn(1, "1"))
    if what == "replaced":
        shutil.copy(path, elsewhere)
        elsewhere.replace(path)
    elif what == "moved":
        path.rename(elsewhere)
    else:
        path.unlink()
    with pytest.raises(FileMoved, match="open the file again from where it is now"):
        sample.perform(CheckIn(1, "2"))
    assert _present(sample) == 1
    if what == "moved":
        assert not path.exists()


def test_a_file_moved_and_put_back_goes_on(sample: DeskAtHand) -> None:
    elsewhere = sample.path.with_name("elsewhere.coopdesk")
    sample.path.rename(elsewhere)
    with pytest.raises(FileMoved):
        sample.perform(CheckIn(1, "1"))
    elsewhere.rename(sample.path)
    sample.perform(CheckIn(1, "1"))
    assert _present(sample) == 1


@pytest.mark.skipif(os.name == "nt", reason="a file's locks hang on the process on POSIX systems only")
@pytest.mark.parametrize("first", ["read", "write"])
def test_what_another_program_did_after_our_locks_were_lost_harms_nothing(sample: DeskAtHand, first: str) -> None:
    sample.perform(CheckIn(1, "1"))
    for name in (sample.path, sample.path.with_name(f"{sample.path.name}-shm")):
        # As a file dialog does that looks what kind of files there are.
        name.open("rb").close()
    other = "from sys import argv; from pathlib import Path; from tests.conftest import DeskAtHand as D"
    act = "from coopdesk.services.door import CheckIn; d = D(Path(argv[1])); d.perform(CheckIn(1, '2'))"
    subprocess.run([sys.executable, "-c", f"{other}; {act}; d.store.close()", str(sample.path)], check=True)
    assert not sample.path.with_name(f"{sample.path.name}-wal").exists(), "the other program took itself for the last"
    if first == "read":
        assert _present(sample) == 2
    sample.perform(CheckIn(1, "3"))
    assert _present(sample) == 3
    sample.store.close()
    assert _in_the_file(sample.path) == 3


def test_a_transaction_that_fails_leaves_nothing(sample: DeskAtHand) -> None:
    def stumble() -> None:
        with sample.store.writing() as writer:
            writer.raw("INSERT INTO counter VALUES ('tests', 1)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stumble()
    with sample.store.reading() as reader:
        assert reader.raw("SELECT count(*) FROM counter WHERE name = 'tests'") == [(0,)]
    sample.perform(CheckIn(1, "1"))


def test_a_reader_sees_one_state_however_long_it_reads(sample_file: Path) -> None:
    one, other = DeskAtHand(sample_file), DeskAtHand(sample_file)
    with one.store.reading() as reader:
        before = reader.raw("SELECT count(*) FROM attendance")
        other.perform(CheckIn(1, "1"))
        assert reader.raw("SELECT count(*) FROM attendance") == before
    assert _present(one) == 1
    one.store.close()
    other.store.close()


def test_another_desks_act_is_noticed(sample_file: Path) -> None:
    one, other = DeskAtHand(sample_file), DeskAtHand(sample_file)
    before = one.store.data_version()
    assert one.store.data_version() == before
    other.perform(CheckIn(1, "1"))
    assert one.store.data_version() != before
    one.store.close()
    other.store.close()


def test_changing_a_row_that_is_not_there_is_a_mistake_and_not_silence(sample: DeskAtHand) -> None:
    table = MemberRow.metadata.tables["member"]
    with pytest.raises(LookupError, match="no row"), sample.store.writing() as writer:
        writer.update(table, [999], {"status": "ended"})


def test_many_rows_are_given_in_the_tables_own_order(sample: DeskAtHand) -> None:
    table = MemberRow.metadata.tables["counter"]
    with pytest.raises(ValueError, match="own order"), sample.store.writing() as writer:
        writer.insert_many(table, ("value", "name"), iter([(1, "tests")]))


def test_closing_twice_or_after_the_disk_is_gone_is_quiet(sample_file: Path) -> None:
    store = open_file(sample_file)
    sample_file.unlink()
    store.close()
