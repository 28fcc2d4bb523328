"""Older files are brought up to date after a copy was made; a failure leaves them as they were."""

from pathlib import Path

import pytest

from coopdesk.domain.faults import NotASocietyFile
from coopdesk.storage import engine, migrations
from coopdesk.storage.files import make, open_file
from coopdesk.storage.schema import differences
from tests.conftest import DeskAtHand

COPY = "society before format 2.coopdesk"


@pytest.fixture
def _a_newer_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "SCHEMA", engine.SCHEMA + 1)


def test_a_file_without_a_schema_gets_the_whole_of_it(tmp_path: Path) -> None:
    path = tmp_path / "society.coopdesk"
    engine.create(path).close()
    with pytest.raises(NotASocietyFile):
        open_file(path)
    migrations.upgrade(path)
    assert engine.inspect(path) == engine.SCHEMA
    store = open_file(path)
    with store.reading() as reader:
        assert differences(reader) == []
    store.close()


def test_a_new_file_is_of_todays_schema(tmp_path: Path) -> None:
    store = make(tmp_path / "society.coopdesk")
    with store.reading() as reader:
        assert reader.raw("PRAGMA user_version") == [(engine.SCHEMA,)]
        assert reader.raw("PRAGMA integrity_check") == [("ok",)]
        assert differences(reader) == []
    store.close()


@pytest.mark.usefixtures("_a_newer_program")
def test_an_older_file_is_copied_first_and_then_brought_up_to_date(busy_file: Path) -> None:
    open_file(busy_file).close()
    assert engine.inspect(busy_file) == 2
    assert engine.inspect(busy_file.with_name(COPY)) == 1
    desk = DeskAtHand(busy_file)
    assert desk.ask(lambda reader: len(reader.raw("SELECT 1 FROM vote"))) == 16
    desk.store.close()


@pytest.mark.usefixtures("_a_newer_program")
def test_a_migration_that_fails_leaves_the_file_and_may_be_tried_again(
    busy_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: Path) -> None:
        raise RuntimeError("the machine stumbled")

    before = busy_file.read_bytes()
    really = migrations.upgrade
    monkeypatch.setattr(migrations, "upgrade", fail)
    with pytest.raises(RuntimeError):
        open_file(busy_file)
    assert busy_file.read_bytes() == before
    monkeypatch.setattr(migrations, "upgrade", really)
    open_file(busy_file).close()
    assert engine.inspect(busy_file) == 2
    kept = sorted(path.name for path in busy_file.parent.iterdir() if path != busy_file)
    assert kept == ["society before format 2 (2).coopdesk", COPY]


def test_rows_left_without_parents_stop_a_migration(busy_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    connection = sqlite3.connect(busy_file)
    connection.execute("INSERT INTO card VALUES ('LOST', 999, '2026-01-01T00:00:00Z', NULL)")
    connection.commit()
    connection.close()
    monkeypatch.setattr(engine, "SCHEMA", 2)
    with pytest.raises(RuntimeError, match="1 rows without their parents"):
        migrations.upgrade(busy_file)
    assert engine.inspect(busy_file) == 1
