"""What every row has in common: types, constraint names, and the marks the journal reads."""

from typing import Any, ClassVar

from sqlalchemy import BigInteger, Integer, LargeBinary, MetaData, Text
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
