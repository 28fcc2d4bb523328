"""Every statement kept in a module of ours is SQL that the file understands; seals and digests are what they say."""

import hashlib
import importlib
import pkgutil
from types import ModuleType

import pytest
from sqlalchemy import Delete, Insert, Select, Update

import coopdesk.services
from coopdesk.storage import journal
from coopdesk.storage.statements import prepare
from tests.conftest import DeskAtHand


def _modules() -> list[ModuleType]:
    found = pkgutil.walk_packages(coopdesk.services.__path__, "coopdesk.services.")
    return [importlib.import_module(each.name) for each in found]


STATEMENTS = {
    f"{module.__name__}.{name}": value
    for module in _modules()
    for name, value in vars(module).items()
    if isinstance(value, Select | Insert | Update | Delete)
}


def test_there_are_statements_to_try() -> None:
    assert len(STATEMENTS) > 100


@pytest.mark.parametrize("name", STATEMENTS)
def test_statement_is_understood_by_the_file(founded: DeskAtHand, name: str) -> None:
    prepared = prepare(STATEMENTS[name])
    with founded.store.reading() as reader:
        reader.raw(f"EXPLAIN {prepared.text}", [None] * len(prepared.order))


def test_a_seal_depends_on_salt_values_and_their_order() -> None:
    salt = bytes(16)
    sealed = journal.seal(salt, ["Ann", "Oak"])
    assert sealed == hashlib.sha256(salt + b"Ann\x1fOak").hexdigest()
    assert len({sealed, journal.seal(bytes([1] * 16), ["Ann", "Oak"]), journal.seal(salt, ["Oak", "Ann"])}) == 3


def test_an_entrys_hash_depends_on_all_of_it() -> None:
    entry = (bytes(32), 1, "2026-11-28T18:30:00Z", 1, "CheckIn", "{}")
    others = [
        (bytes([1] * 32), *entry[1:]),
        (*entry[:1], 2, *entry[2:]),
        (*entry[:2], "2026-11-28T18:30:01Z", *entry[3:]),
        (*entry[:3], 2, *entry[4:]),
        (*entry[:4], "LeaveRoom", *entry[5:]),
        (*entry[:5], "{ }"),
    ]
    assert len({journal.entry_hash(*each) for each in (entry, *others)}) == 7


def test_json_in_the_journal_has_one_spelling() -> None:
    assert journal.canonical({"b": "é", "a": [1, None]}) == '{"a":[1,null],"b":"é"}'


def test_every_journalled_row_with_personal_data_has_a_salt() -> None:
    for table in journal.journalled_tables():
        assert bool(journal.marks(table).sealed) == ("salt" in table.columns), table.name
