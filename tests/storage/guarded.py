"""A file with its guards and the same file without one of them, for tests that see each guard say no."""

import re
import shutil
import sqlite3
from pathlib import Path

import pytest


def names_of(guards: tuple[str, ...]) -> list[str]:
    """The names of triggers by their texts."""
    return [found[1] for text in guards if (found := re.match(r"CREATE TRIGGER (\w+)", text))]


def attacks_on(guards: tuple[str, ...], special: dict[str, list[str]]) -> list[tuple[str, str]]:
    """(guard, statement) for every guard: those given, and a deletion or a change for each table that takes none."""
    attacks = [(guard, statement) for guard, statements in special.items() for statement in statements]
    for guard in names_of(guards):
        if guard.endswith("_no_delete"):
            attacks.append((guard, f"DELETE FROM {guard.removesuffix('_no_delete')}"))
        elif guard.endswith("_no_update"):
            attacks.append((guard, f"UPDATE {guard.removesuffix('_no_update')} SET {{column}} = {{column}}"))
    return attacks


def says_no_and_is_needed(path: Path, guard: str, statement: str, *, besides: tuple[str, ...] = ()) -> None:
    """The statement is refused; with the guard gone (and others that would refuse it too) it changes a row."""
    bare = path.with_name("bare.coopdesk")
    shutil.copy(path, bare)
    with_guard, without = _plain(path), _plain(bare)
    if "{column}" in statement:
        table = guard.removesuffix("_no_update")
        column = with_guard.execute(f"PRAGMA table_info({table})").fetchall()[-1][1]
        statement = statement.format(column=column)
    with pytest.raises(sqlite3.IntegrityError):
        with_guard.execute(statement)
    for name in (guard, *besides):
        without.execute(f"DROP TRIGGER {name}")
    assert without.execute(statement).rowcount > 0
    with_guard.close()
    without.close()


def _plain(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA recursive_triggers=ON")
    return connection
