"""Older files are brought up to date after a copy was made; a failure leaves them as they were."""

import lzma
import re
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from coopdesk.domain.faults import NotASocietyFile
from coopdesk.services.verify import verify
from coopdesk.storage import engine, migrations
from coopdesk.storage.files import make, open_file
from coopdesk.storage.schema import differences
from coopdesk.storage.tables import Base
from tests.conftest import DeskAtHand

COPY = f"old before format {engine.SCHEMA}.coopdesk"
FILES = Path(__file__).parent / "files"
"""Files as the programs of earlier formats left them: a busy evening each, written by the program of that day."""


def older_file(folder: Path, version: int) -> Path:
    """A file of an earlier format, unpacked."""
    path = folder / "old.coopdesk"
    path.write_bytes(lzma.decompress((FILES / f"format_{version}.coopdesk.xz").read_bytes()))
    return path


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    """A file of the first format."""
    return older_file(tmp_path, 1)


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


@pytest.mark.parametrize(
    "version", sorted(int(each.name.split("_")[1].split(".")[0]) for each in FILES.glob("format_*.coopdesk.xz"))
)
def test_an_older_file_is_copied_first_and_then_brought_up_to_date(tmp_path: Path, version: int) -> None:
    old_file = older_file(tmp_path, version)
    open_file(old_file).close()
    assert engine.inspect(old_file) == engine.SCHEMA
    assert engine.inspect(old_file.with_name(COPY)) == version
    desk = DeskAtHand(old_file)
    assert desk.ask(lambda reader: len(reader.raw("SELECT 1 FROM vote"))) == 16
    assert desk.ask(differences) == []
    assert desk.ask(verify).findings == ()
    desk.store.close()


def test_a_migration_that_fails_leaves_the_file_and_may_be_tried_again(
    old_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: Path) -> None:
        raise RuntimeError("the machine stumbled")

    before = old_file.read_bytes()
    beside = set(old_file.parent.iterdir())
    really = migrations.upgrade
    monkeypatch.setattr(migrations, "upgrade", fail)
    with pytest.raises(RuntimeError):
        open_file(old_file)
    assert old_file.read_bytes() == before
    monkeypatch.setattr(migrations, "upgrade", really)
    open_file(old_file).close()
    assert engine.inspect(old_file) == engine.SCHEMA
    kept = sorted(path.name for path in set(old_file.parent.iterdir()) - beside)
    assert kept == [COPY.replace(".coopdesk", " (2).coopdesk"), COPY]


def test_rows_left_without_parents_stop_a_migration(old_file: Path) -> None:
    connection = sqlite3.connect(old_file)
    connection.execute("INSERT INTO card VALUES ('LOST', 999, '2026-01-01T00:00:00Z', NULL)")
    connection.commit()
    connection.close()
    with pytest.raises(RuntimeError, match="1 rows without their parents"):
        migrations.upgrade(old_file)
    assert engine.inspect(old_file) == 1


def _described(connection: object) -> dict[str, object]:
    """Columns, keys, references and indexes of every table, as SQLite knows them."""
    found: dict[str, object] = {}
    run = connection.execute  # type: ignore[attr-defined]
    tables = run("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'").fetchall()
    for table, text in tables:
        if table == "alembic_version":
            continue
        columns = {(name, kind, notnull, key) for _, name, kind, notnull, _, key in run(f"PRAGMA table_info({table})")}
        references = {(row[3], row[2], row[4]) for row in run(f"PRAGMA foreign_key_list({table})")}
        pieces = [re.sub(r"\s+", " ", each).strip(" ,") for each in re.split(r"CONSTRAINT ", text)[1:]]
        ruled = {re.sub(r" ?\)( WITHOUT ROWID,)? STRICT$", "", each) for each in pieces if each.startswith("ck_")}
        named = {each.split()[0] for each in pieces}
        found[table] = (columns, references, ruled, named)
    for name, text in run("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql <> ''").fetchall():
        found[name] = re.sub(r"\s+", " ", text)
    return found


def test_the_rows_and_the_migrations_describe_the_same_tables(tmp_path: Path) -> None:
    migrated, declared = tmp_path / "migrated.coopdesk", tmp_path / "declared.db"
    engine.create(migrated).close()
    migrations.upgrade(migrated)
    alchemy = create_engine(f"sqlite:///{declared}")
    Base.metadata.create_all(alchemy)
    alchemy.dispose()
    ours, theirs = engine.connect(migrated), sqlite3.connect(declared)
    by_migration, by_rows = _described(ours), _described(theirs)
    ours.close()
    theirs.close()
    by_migration = {name: each for name, each in by_migration.items() if not name.startswith("member_words")}
    for name, each in by_rows.items():
        assert by_migration.get(name) == each, name
    assert set(by_migration) == set(by_rows)
