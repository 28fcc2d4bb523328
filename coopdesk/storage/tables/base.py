"""What every row has in common: types, constraint names, and the marks the journal reads."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, LargeBinary, MetaData, Text, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# STRICT tables accept TEXT, INTEGER and BLOB only; BIGINT would be refused by SQLite and int4 is too small elsewhere.
WHOLE = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """Rows hold text, whole numbers and bytes only: times are ISO text in UTC, money is pence, truth is 0 or 1."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {int: WHOLE, str: Text(), bytes: LargeBinary()}


STRICT: dict[str, Any] = {"sqlite_strict": True}
STRICT_KEYED: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}
"""WITHOUT ROWID: the key is the row's place, so the order of arrival is not kept beside it."""

UNJOURNALLED: dict[str, Any] = {"info": {"unjournalled": True}}
"""Rows proved another way: by a digest in an entry (roll, electors), rebuilt (search), by the maximum (counters)."""


def sealed() -> Mapped[Any]:
    """A column of personal data or free text: the journal carries only its salted hash."""
    return mapped_column(info={"sealed": True})


def derived(**options: Any) -> Mapped[Any]:
    """A column rebuilt from others: left out of the journal."""
    return mapped_column(info={"derived": True}, **options)


Earlier = Callable[[Mapping[str, Any]], Any]
"""What a row written before the column existed holds in it, worked out from the row's other plain values."""


def later(default: str | int | None, *, earlier: Earlier | None = None, refers: str = "") -> Mapped[Any]:
    """A column that a later format added to a journalled table.

    The journal's entries of older programs do not name it: ``verify`` takes ``default`` for them, which is what the
    migration gave the rows, or what ``earlier`` makes of the row. Sealed columns cannot be added so, because an old
    seal does not cover them: they go into a table of their own.
    """
    before = earlier if earlier is not None else _always(default)
    shown = None if default is None else (text(str(default)) if isinstance(default, int) else text(f"'{default}'"))
    foreign = (ForeignKey(refers),) if refers else ()
    return mapped_column(*foreign, info={"later": before}, server_default=shown)


def _always(default: str | int | None) -> Earlier:
    def value(_row: Mapping[str, Any]) -> str | int | None:
        return default

    return value


def index_some(table: str, column: str) -> Index:
    """An index of the rows that have the column."""
    where = text(f"{column} IS NOT NULL")
    return Index(f"ix_{table}_{column}", column, sqlite_where=where, postgresql_where=where)
