"""Tables spelt briefly, with every constraint named as ``storage.tables.base`` names it.

Written for revision 0002 and frozen with it; a later revision may use it as long as nothing here changes.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_KEPT = "nothing in a society''s record is ever deleted"


def whole(name: str, *, null: bool = False) -> sa.Column[Any]:
    """A column of whole numbers: counts, pence, ids, 0 or 1."""
    return sa.Column(name, WHOLE, nullable=null)


def text(name: str, *, null: bool = False) -> sa.Column[Any]:
    """A column of text; days are ISO, moments ISO in UTC."""
    return sa.Column(name, sa.Text(), nullable=null)


def salt() -> sa.Column[Any]:
    """The random bytes that a row's seal is made with."""
    return sa.Column("salt", sa.LargeBinary(), nullable=False)


def make_table(
    name: str,
    columns: Sequence[sa.Column[Any]],
    *,
    refs: Mapping[str, str] | None = None,
    checks: Mapping[str, str] | None = None,
    unique: Sequence[Sequence[str]] = (),
    key: Sequence[str] = ("id",),
    keyed: bool = False,
    indexes: Mapping[str, Sequence[str]] | None = None,
    once_where: Mapping[str, tuple[Sequence[str], str]] | None = None,
) -> None:
    """Create one STRICT table with its guard against deletion.

    Args:
        refs: column -> "table.column" it refers to.
        checks: short name -> condition.
        key: the primary key; ``keyed`` leaves the row id out.
        indexes: name -> columns.
        once_where: name of a unique index -> (columns, where it holds).
    """
    constraints: list[Any] = [sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{name}"))]
    for column, target in (refs or {}).items():
        constraints.append(sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{name}_{column}")))
    for short, condition in (checks or {}).items():
        constraints.append(sa.CheckConstraint(condition, name=op.f(f"ck_{name}_{short}")))
    for together in unique:
        constraints.append(sa.UniqueConstraint(*together, name=op.f(f"uq_{name}_{'_'.join(together)}")))
    op.create_table(name, *columns, *constraints, sqlite_strict=True, sqlite_with_rowid=not keyed)
    for index, over in (indexes or {}).items():
        op.create_index(index, name, list(over))
    for index, (over, where) in (once_where or {}).items():
        op.create_index(
            index, name, list(over), unique=True, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
        )


def never_deleted(table: str) -> str:
    """The trigger that keeps every row."""
    return f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{_KEPT}'); END"


def never_changed(table: str, why: str) -> str:
    """The trigger of a record that only grows; erasing sealed words goes through ``fixed``."""
    return f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{why}'); END"


def fixed(table: str, columns: str, why: str) -> str:
    """The trigger that holds the named columns as they were first written."""
    differs = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in columns.split())
    return (
        f"CREATE TRIGGER {table}_fixed BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{why}') WHERE {differs}; END"
    )
