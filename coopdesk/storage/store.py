"""An open society file: one writer connection, one reader connection, transactions and nothing else.

A writer begins IMMEDIATE, so that a transaction that reads and then writes cannot fail half way; readers see one
consistent state. Whatever is acknowledged has been written through to the disk.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar, TypeVarTuple

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Delete, Insert, Select, Table, Update

from coopdesk.domain.faults import FileBusy, FileMoved
from coopdesk.storage import engine
from coopdesk.storage.constraints import refusal_from
from coopdesk.storage.statements import Prepared, Value, insert_into, prepare, update_by_key

Columns = TypeVarTuple("Columns")
T = TypeVar("T")

_CLOSED_UNSWEPT = "swept = 0 AND count IN (SELECT id FROM vote_count WHERE closed_at IS NOT NULL)"
_WAITING = (
    f"SELECT 1 FROM ballot_box WHERE {_CLOSED_UNSWEPT} UNION ALL SELECT 1 FROM election_box WHERE traces = 2 LIMIT 1"
)
_SWEPT = (
    f"UPDATE ballot_box SET swept = 1 WHERE {_CLOSED_UNSWEPT}",
    "UPDATE election_box SET traces = 0 WHERE traces = 2",
)


class Reader:
    """Reads from one consistent state of the file."""

    __slots__ = ("connection", "remembered")

    def __init__(self, connection: engine.Connection, remembered: dict[tuple[object, ...], int]) -> None:
        self.connection = connection
        self.remembered = remembered
        """Numbers that are dear to count, kept under a key that names everything they depend on."""

    def rows(self, statement: Select[*Columns], **values: Value) -> list[tuple[*Columns]]:
        """All rows of a statement kept in a module constant, with its named parameters."""
        prepared = prepare(statement)
        found: list[tuple[*Columns]] = self.connection.execute(prepared.text, prepared.arrange(values)).fetchall()
        return found

    def first(self, statement: Select[*Columns], **values: Value) -> tuple[*Columns] | None:
        """The first row, or None."""
        prepared = prepare(statement)
        found: tuple[*Columns] | None = self.connection.execute(prepared.text, prepared.arrange(values)).fetchone()
        return found

    def value(self, statement: Select[T], **values: Value) -> T | None:
        """The only column of the first row, or None when there is no row."""
        prepared = prepare(statement)
        found = self.connection.execute(prepared.text, prepared.arrange(values)).fetchone()
        return None if found is None else found[0]

    def one(self, statement: Select[T], **values: Value) -> T:
        """The only column of the one row there must be.

        Raises:
            LookupError: there is no such row.
        """
        prepared = prepare(statement)
        found = self.connection.execute(prepared.text, prepared.arrange(values)).fetchone()
        if found is None:
            raise LookupError("the row asked for is not in the file")
        value: T = found[0]
        return value

    def raw(self, text: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """Plain SQL, for what SQLAlchemy has no words for: full-text search and PRAGMAs. Only inside ``storage``
        and the search service."""
        found: list[tuple[Any, ...]] = self.connection.execute(text, values).fetchall()
        return found


class Writer(Reader):
    """Reads and writes inside one transaction."""

    __slots__ = ()

    def insert(self, table: Table, values: dict[str, Any]) -> int:
        """Insert one row and return its row id (meaningless for tables without one)."""
        prepared = insert_into(table, tuple(values))
        cursor = self.connection.execute(prepared.text, prepared.arrange(values))
        row_id: int = cursor.lastrowid
        return row_id

    def insert_many(self, table: Table, columns: tuple[str, ...], rows: Iterator[Sequence[Any]]) -> None:
        """Insert many rows; each row gives the columns in the order named."""
        prepared = insert_into(table, columns)
        if prepared.order != columns:
            raise ValueError(f"columns must be given in the table's own order: {prepared.order}")
        self.connection.executemany(prepared.text, rows)

    def update(self, table: Table, key: Sequence[Value], values: dict[str, Any]) -> None:
        """Change columns of the row with this primary key.

        Raises:
            LookupError: there is no such row.
        """
        prepared = update_by_key(table, tuple(values))
        parameters = {f"set_{name}": value for name, value in values.items()}
        parameters.update((f"key_{place}", value) for place, value in enumerate(key))
        cursor = self.connection.execute(prepared.text, prepared.arrange(parameters))
        if cursor.rowcount != 1:
            raise LookupError(f"no row {tuple(key)} in {table.name}")

    def execute(self, statement: Insert | Update | Delete, **values: Value) -> int:
        """Run a writing statement kept in a module constant; returns the number of rows it touched."""
        prepared: Prepared = prepare(statement)
        rows: int = self.connection.execute(prepared.text, prepared.arrange(values)).rowcount
        return rows

    def returning(self, statement: Insert | Update, **values: Value) -> int:
        """Run a writing statement with RETURNING and give back its one number.

        Raises:
            LookupError: the statement touched no row.
        """
        prepared = prepare(statement)
        found = self.connection.execute(prepared.text, prepared.arrange(values)).fetchone()
        if found is None:
            raise LookupError("the row to change is not in the file")
        number: int = found[0]
        return number


class Store:
    """One open society file.

    Raises (from every transaction):
        Fault: the disk or the file failed; nothing of the transaction stands.
        Refusal: a constraint said no, in the same words the rule would have used.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._write_lock = threading.RLock()
        self._read_lock = threading.RLock()
        self._in_transaction = False
        self._connect()

    def _connect(self) -> None:
        self._writer = engine.connect(self.path)
        self._reader = engine.connect(self.path)
        self._identity = _identity(self.path)
        self._log = self.path.with_name(f"{self.path.name}-wal")
        self._log_identity = _identity(self._log)
        remembered: dict[tuple[object, ...], int] = {}
        self._writing = Writer(self._writer, remembered)
        self._reading = Reader(self._reader, remembered)

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """One transaction: all of it is in the file afterwards, or none of it."""
        with self._write_lock:
            self._hold_the_log()
            connection = self._writer
            try:
                connection.execute("BEGIN IMMEDIATE")
                self._in_transaction = True
                try:
                    yield self._writing
                    self._check_identity()
                    connection.execute("COMMIT")
                except BaseException:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    raise
                finally:
                    self._in_transaction = False
            except driver.IntegrityError as error:
                raise refusal_from(error) from error
            except driver.Error as error:
                raise engine.fault_from(error, self.path) from error

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """One consistent state, however long the reading takes."""
        self._hold_the_log()
        with self._read_lock:
            connection = self._reader
            try:
                connection.execute("BEGIN")
                try:
                    yield self._reading
                finally:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
            except driver.Error as error:
                raise engine.fault_from(error, self.path) from error

    def data_version(self) -> int:
        """A number that changes when another connection has written; a window polls it and reads again."""
        self._hold_the_log()
        with self._read_lock:
            version: int = self._reader.execute("PRAGMA data_version").fetchone()[0]
            return version

    def ballots_waiting(self) -> bool:
        """Whether a closed secret ballot or an election's papers are still to be swept."""
        with self.reading() as reader:
            return bool(reader.raw(_WAITING))

    def sweep_ballots(self) -> None:
        """Write the file anew and empty its log, so that nothing tells in which order the papers of closed secret
        ballots came (reliability reference §3). What cannot be done now waits for the next closing or opening.

        Raises:
            Fault: another program is reading, or the disk is full; the ballots stay as they were.
        """
        with self._write_lock, self._read_lock:
            try:
                self._writer.execute("VACUUM")
                if self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                    raise FileBusy()
                for swept in _SWEPT:
                    self._writer.execute(swept)
            except driver.Error as error:
                raise engine.fault_from(error, self.path) from error

    def close(self) -> None:
        """Fold the write-ahead log into the file, so that one file is all there is to copy, and let go of it."""
        with self._write_lock, self._read_lock:
            self._reader.close()
            try:
                self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except driver.Error:
                # Somebody else is reading or writing: the log stays beside the file and is folded in at their close.
                pass
            finally:
                self._writer.close()

    def _hold_the_log(self) -> None:
        """Open the file anew where the log beside it is no longer the one this store writes to.

        Another program's last close removes the log unless our locks say that somebody has the file open. On POSIX
        systems those locks are gone as soon as anything in this process opens and closes the file by itself, as file
        dialogs and their previews do. Everything acknowledged so far is in the file then; what was written from now on
        would go into a log that nobody finds.
        """
        if _identity(self._log) == self._log_identity:
            return
        with self._write_lock, self._read_lock:
            if self._in_transaction or _identity(self.path) != self._identity:
                # Whoever is writing hears of it before the commit; so does whoever writes to a file that was moved.
                return
            self._reader.close()
            self._writer.close()
            self._connect()

    def _check_identity(self) -> None:
        # SQLite goes on reporting commits into a file that was renamed or replaced under it, and into a log that was
        # removed: that of the next transaction is opened anew.
        if _identity(self.path) != self._identity:
            raise FileMoved(str(self.path))
        if _identity(self._log) != self._log_identity:
            raise FileBusy()


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file a name leads to; None where there is none, and in a log's place where SQLite keeps none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
