"""The journal: one entry for each act, each chained to the one before.

``hash = SHA-256(prev, seq, time, actor, canonical JSON)``. An entry carries the rows its act wrote, so that ``verify``
can write the whole file again from the journal and compare. Personal data and free text are not in it: for a row that
has any, the entry carries SHA-256 of the row's salt and those values, so that erasing both leaves the chain whole.

A row effect is a list ``[sign, table, key, values, seal]``: ``+`` inserts, ``~`` changes, ``*`` inserts many rows
(``[*, table, columns, rows]``, each row ending with its seal).
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Table, select

from coopdesk.storage.statements import insert_into
from coopdesk.storage.store import Reader, Writer
from coopdesk.storage.tables import Base, JournalRow

GENESIS = bytes(32)
"""What stands before the first entry."""

_HEAD = select(JournalRow.seq, JournalRow.hash).order_by(JournalRow.seq.desc()).limit(1)
_COLUMNS = ("seq", "at", "actor", "act", "payload", "prev", "hash", "nonce")
_TABLE: Table = JournalRow.metadata.tables["journal"]


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry: its number and hash."""

    seq: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Marks:
    """How a table's columns are journalled."""

    key: tuple[str, ...]
    plain: frozenset[str]
    sealed: tuple[str, ...]
    derived: frozenset[str]


@lru_cache(maxsize=64)
def marks(table: Table) -> Marks:
    """Sort a table's columns into key, plain, sealed and derived."""
    key = tuple(column.name for column in table.primary_key.columns)
    sealed = tuple(sorted(column.name for column in table.columns if column.info.get("sealed")))
    derived = frozenset(column.name for column in table.columns if column.info.get("derived"))
    plain = frozenset(column.name for column in table.columns) - frozenset(sealed) - derived - {"salt"}
    return Marks(key, plain, sealed, derived)


def journalled_tables() -> list[Table]:
    """Tables whose every row is in the journal, in dependency order."""
    return [table for table in Base.metadata.sorted_tables if not table.info.get("unjournalled")]


SALT_LENGTH = 16
"""Random bytes kept beside a row, so that its seal cannot be guessed from a list of likely names."""


def seal(salt: bytes, values: Sequence[str]) -> str:
    """SHA-256, in hexadecimal, of a row's salt and its sealed values in the order of ``marks(table).sealed``."""
    return hashlib.sha256(salt + "\x1f".join(values).encode()).hexdigest()


# One encoder for all: json.dumps makes another for each call with such arguments. Payloads hold no cycles.
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":"))


def canonical(value: Any) -> str:
    """The one spelling of a value as JSON."""
    return _ENCODER.encode(value)


_PIECE = 1 << 20


def entry_hash(prev: bytes, seq: int, at: str, actor: int, act: str, payload: str) -> bytes:
    """The hash of one entry."""
    digest = hashlib.sha256(prev + f"|{seq}|{at}|{actor}|{act}|".encode())
    # In pieces: the entry of a large import has 20 MB of text, and need not stand in memory twice.
    for start in range(0, len(payload), _PIECE):
        digest.update(payload[start : start + _PIECE].encode())
    return digest.digest()


def head(reader: Reader) -> Head:
    """The last entry, or the genesis before the first."""
    found = reader.first(_HEAD)
    return Head(0, GENESIS) if found is None else Head(found[0], found[1])


def append(
    writer: Writer, before: Head, *, at: str, actor: int, act: str, payload: dict[str, Any], nonce: str | None
) -> Head:
    """Write the entry after ``before``. The schema refuses any other place in the chain."""
    seq = before.seq + 1
    text = canonical(payload)
    digest = entry_hash(before.hash, seq, at, actor, act, text)
    statement = insert_into(_TABLE, _COLUMNS)
    writer.connection.execute(statement.text, (seq, at, actor, act, text, before.hash, digest, nonce))
    return Head(seq, digest)
