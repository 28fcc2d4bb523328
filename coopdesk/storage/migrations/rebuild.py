"""Making a table anew where SQLite cannot alter it: a wider CHECK, for instance.

Alembic's batch mode drops triggers without a word and cannot rebuild a parent table. This follows SQLite's own recipe
(lang_altertable, section 7) inside the transaction that ``upgrade`` holds, with foreign keys off: make the new table,
copy the rows, drop the old one, give the new one its name, and put indexes and triggers back.
"""

import re

import sqlalchemy as sa
from alembic import op


def alter_table_text(table: str, *changes: tuple[str, str], without: tuple[str, ...] = ()) -> None:
    """Rebuild one table with parts of its CREATE TABLE text replaced; its rows, indexes and triggers stay.

    Args:
        table: the table.
        changes: (old text, new text); each old text must stand in the definition exactly once. A column added this
            way goes last and has a default.
        without: triggers and indexes not put back, because the migration writes better ones.

    Raises:
        RuntimeError: the definition is not what the migration expects.
    """
    bind = op.get_bind()
    found = bind.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)).scalar()
    text = str(found)
    for old, new in changes:
        if text.count(old) != 1:
            raise RuntimeError(f"{old!r} stands {text.count(old)} times in the definition of {table}")
        text = text.replace(old, new)
    made, times = re.subn(rf'^CREATE TABLE "?{table}"?', f"CREATE TABLE new_{table}", text)
    if times != 1:
        raise RuntimeError(f"the definition of {table} does not begin with its name")
    parts = bind.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE tbl_name = ? AND type IN ('index', 'trigger') AND sql IS NOT NULL",
        (table,),
    ).all()
    columns = ", ".join(f'"{row[1]}"' for row in bind.exec_driver_sql(f"PRAGMA table_info({table})").all())
    bind.exec_driver_sql(made)
    bind.exec_driver_sql(f"INSERT INTO new_{table} ({columns}) SELECT {columns} FROM {table}")
    bind.exec_driver_sql(f"DROP TABLE {table}")
    bind.exec_driver_sql(f"ALTER TABLE new_{table} RENAME TO {table}")
    for name, statement in parts:
        if name not in without:
            bind.exec_driver_sql(statement)


def run(statements: tuple[str, ...]) -> None:
    """Run statements as written; a colon in a trigger is no parameter."""
    for statement in statements:
        op.execute(sa.text(statement.replace(":", r"\:")))
