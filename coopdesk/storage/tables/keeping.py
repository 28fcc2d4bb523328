"""What the society keeps beside its members: dated settings with their source, and the logs of personal data."""

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from coopdesk.storage.tables.base import STRICT, Base, sealed

_STANDING = text("void = 0")


class DatedSettingRow(Base):
    """A limit or period from a day on, with where it is laid down; a later row for the same name follows it."""

    __tablename__ = "dated_setting"
    __table_args__ = (Index("ix_dated_setting_name", "name", "from_day"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    value: Mapped[str]
    from_day: Mapped[str]
    at: Mapped[str]
    void: Mapped[int]
    source: Mapped[str] = sealed()
    salt: Mapped[bytes]


class ExportLogRow(Base):
    """One export of personal data: what, how many entries, what for, who has it. ``member``: of one member only."""

    __tablename__ = "export_log"
    __table_args__ = (STRICT,)

    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str]
    format: Mapped[str]
    entries: Mapped[int]
    at: Mapped[str]
    member: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    purpose: Mapped[str] = sealed()
    recipient: Mapped[str] = sealed()
    salt: Mapped[bytes]


class ErasureRow(Base):
    """What was erased, when and on what ground; never what it said."""

    __tablename__ = "erasure"
    __table_args__ = (STRICT,)

    id: Mapped[int] = mapped_column(primary_key=True)
    member: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    what: Mapped[str]
    at: Mapped[str]
    words: Mapped[str] = sealed()
    salt: Mapped[bytes]


class ColumnMappingRow(Base):
    """How the columns of somebody's spreadsheet are read, saved under a name: JSON of heading -> field."""

    __tablename__ = "column_mapping"
    __table_args__ = (
        Index("uq_column_mapping_name", "name", unique=True, sqlite_where=_STANDING, postgresql_where=_STANDING),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    columns: Mapped[str]
    at: Mapped[str]
    void: Mapped[int]
