"""What a handler works with: the transaction it is in, the clock, and the only way to write a row.

Every row goes through :class:`Act`, so that the journal cannot miss one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Select, Table, bindparam, select, update

from coopdesk.domain.clock import moment_text
from coopdesk.storage import journal
from coopdesk.storage.store import Reader, Writer
from coopdesk.storage.tables import Base, CounterRow

REGISTER_VERSION = "register version"
"""A counter that moves whenever the register, the ledger or the rules change: "entitled today" depends on it."""

_REGISTER = frozenset(("member", "member_detail", "share_movement", "society"))
_NEXT_VERSION = update(CounterRow).where(CounterRow.name == REGISTER_VERSION).values(value=CounterRow.value + 1)


def table_of(row: type[Base]) -> Table:
    """The table behind a row class."""
    table = row.__table__
    assert isinstance(table, Table)
    return table


class Act:
    """One act under way: reads, and writes that are journalled with it."""

    __slots__ = ("actor", "at", "effects", "now", "random", "reader", "undoes", "writer")

    def __init__(
        self,
        writer: Writer,
        now: datetime,
        actor: int,
        random: Callable[[int], bytes],
        undoes: list[list[Any]] | None = None,
    ) -> None:
        self.writer = writer
        self.reader: Reader = writer
        self.now = now
        self.at = moment_text(now)
        self.actor = actor
        self.random = random
        self.effects: list[list[Any]] = []
        self.undoes = undoes if undoes is not None else []
        """The row effects of the act being undone."""

    def add(self, row: type[Base], **values: Any) -> int:
        """Insert one row and return its id."""
        table = table_of(row)
        marks = journal.marks(table)
        sealed = None
        if marks.sealed:
            values["salt"] = self.random(journal.SALT_LENGTH)
            sealed = journal.seal(values["salt"], [values[name] for name in marks.sealed])
        row_id = self.writer.insert(table, values)
        key = [values.get(name, row_id) for name in marks.key]
        plain = {name: value for name, value in values.items() if name in marks.plain and name not in marks.key}
        self.effects.append(["+", table.name, key, plain, sealed])
        return row_id

    def change(self, row: type[Base], key: Sequence[Any] | int | str, **values: Any) -> None:
        """Change columns of one row.

        Raises:
            LookupError: there is no such row.
        """
        table = table_of(row)
        marks = journal.marks(table)
        place = [key] if isinstance(key, int | str) else list(key)
        sealed = None
        if marks.sealed and any(name in marks.sealed for name in values):
            now = self._sealed_values(table, marks, place)
            now.update((name, value) for name, value in values.items() if name in marks.sealed)
            values["salt"] = self.random(journal.SALT_LENGTH)
            sealed = journal.seal(values["salt"], [now[name] for name in marks.sealed])
        self.writer.update(table, place, values)
        plain = {name: value for name, value in values.items() if name in marks.plain}
        self.effects.append(["~", table.name, place, plain, sealed])

    def add_many(self, row: type[Base], columns: tuple[str, ...], rows: Iterable[Sequence[Any]]) -> None:
        """Insert many rows as one effect.

        ``columns`` are in the table's own order and name the key and every column; rows of tables with sealed columns
        carry their own salt (``random(journal.SALT_LENGTH)``).
        """
        table = table_of(row)
        marks = journal.marks(table)
        plain = [name for name in columns if name in marks.plain]
        lines: list[list[Any]] = []
        self.effects.append(["*", table.name, plain, lines])
        note = _sealing if marks.sealed else _noting
        self.writer.insert_many(table, columns, note(columns, plain, marks.sealed, rows, lines))

    def note_register(self) -> None:
        """Move the register's version where this act changed what entitlement depends on."""
        if not _REGISTER.isdisjoint([effect[1] for effect in self.effects]):
            self.writer.execute(_NEXT_VERSION)

    def payload(self) -> dict[str, Any]:
        """What the journal entry carries about the rows."""
        return {"rows": self.effects}

    def _sealed_values(self, table: Table, marks: journal.Marks, key: Sequence[Any]) -> dict[str, Any]:
        found = self.reader.first(_sealed_columns(table), **{f"key_{place}": value for place, value in enumerate(key)})
        if found is None:
            raise LookupError(f"no row {tuple(key)} in {table.name}")
        return dict(zip(marks.sealed, found, strict=True))


@lru_cache(maxsize=64)
def _sealed_columns(table: Table) -> Select[*tuple[Any, ...]]:
    """The statement that reads a row's sealed values; kept, because a statement is compiled once for each object."""
    statement = select(*(table.c[name] for name in journal.marks(table).sealed))
    for place, column in enumerate(table.primary_key.columns):
        statement = statement.where(column == bindparam(f"key_{place}"))
    return statement


def _picker(columns: tuple[str, ...], names: Sequence[str]) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """Takes the values of these columns out of a row."""
    places = [columns.index(name) for name in names]
    if len(places) == 1:
        return lambda values: (values[places[0]],)
    return itemgetter(*places)


def _noting(
    columns: tuple[str, ...],
    plain: Sequence[str],
    _sealed: Sequence[str],
    rows: Iterable[Sequence[Any]],
    lines: list[list[Any]],
) -> Iterator[Sequence[Any]]:
    """The rows on their way to the driver, each noted for the journal as it passes."""
    pick = _picker(columns, plain)
    for values in rows:
        lines.append(list(pick(values)))
        yield values


def _sealing(
    columns: tuple[str, ...],
    plain: list[str],
    sealed: Sequence[str],
    rows: Iterable[Sequence[Any]],
    lines: list[list[Any]],
) -> Iterator[Sequence[Any]]:
    """The same for rows with personal data, each noted with its seal."""
    pick, private, salt = _picker(columns, plain), _picker(columns, sealed), columns.index("salt")
    for values in rows:
        lines.append([*pick(values), journal.seal(values[salt], private(values))])
        yield values
