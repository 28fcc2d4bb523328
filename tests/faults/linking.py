"""What somebody with the raw bytes of a society file can read: cells in key order and in page order."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coopdesk.storage import engine

_INTERIOR, _LEAF = 2, 10


@dataclass(frozen=True, slots=True)
class Place:
    """One place of an urn as it lies in the file."""

    page: int
    offset: int
    slot: int
    choice: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of a table without row ids as it lies in the file."""

    page: int
    offset: int
    values: tuple[int | str, ...]


def cells(path: Path, table: str) -> list[Cell]:
    """The rows of a table, read from the pages of a checkpointed file without SQLite's help."""
    connection = engine.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    connection.close()
    data = path.read_bytes()
    size = int.from_bytes(data[16:18])
    return [cell for page in _pages(data, size, root) for cell in _cells(data, size, page)]


def as_laid(found: list[Cell]) -> list[Cell]:
    """Cells in the order in which SQLite lays new ones: from the end of each page to its front."""
    return sorted(found, key=lambda cell: (cell.page, -cell.offset))


def places(path: Path, count: int) -> list[Place]:
    """The places of one urn."""
    found = []
    for cell in cells(path, "urn"):
        of, slot, choice = cell.values
        if of == count:
            found.append(Place(cell.page, cell.offset, int(slot), str(choice)))
    return found


def in_key_order(found: list[Place]) -> list[str]:
    """The papers in the order of their slots."""
    return [place.choice for place in sorted(found, key=lambda place: place.slot) if place.choice != " "]


def in_page_order(found: list[Place]) -> list[str]:
    """The papers in the order in which SQLite lays new cells: from the end of each page to its front."""
    laid = sorted(found, key=lambda place: (place.page, -place.offset))
    return [place.choice for place in laid if place.choice != " "]


def matches(guess: list[str], truth: list[str]) -> int:
    """How many voters the guess gives their own vote."""
    return sum(one == other for one, other in zip(guess, truth, strict=True))


def _pages(data: bytes, size: int, number: int) -> Iterator[int]:
    start = (number - 1) * size
    kind = data[start]
    yield number
    if kind == _INTERIOR:
        for pointer in _pointers(data, start, header=12):
            yield from _pages(data, size, int.from_bytes(data[start + pointer : start + pointer + 4]))
        yield from _pages(data, size, int.from_bytes(data[start + 8 : start + 12]))


def _cells(data: bytes, size: int, number: int) -> Iterator[Cell]:
    start = (number - 1) * size
    interior = data[start] == _INTERIOR
    assert interior or data[start] == _LEAF
    for pointer in _pointers(data, start, header=12 if interior else 8):
        at = start + pointer + (4 if interior else 0)
        _, at = _varint(data, at)
        yield Cell(number, pointer, _record(data, at))


def _pointers(data: bytes, start: int, header: int) -> list[int]:
    cells = int.from_bytes(data[start + 3 : start + 5])
    first = start + header
    return [int.from_bytes(data[at : at + 2]) for at in range(first, first + 2 * cells, 2)]


def _record(data: bytes, at: int) -> tuple[int | str, ...]:
    header, after = _varint(data, at)
    body = at + header
    kinds = []
    while after < at + header:
        kind, after = _varint(data, after)
        kinds.append(kind)
    values: list[int | str] = []
    for kind in kinds:
        length = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 8: 0, 9: 0}.get(kind, (kind - 13) // 2)
        part = data[body : body + length]
        body += length
        values.append(part.decode() if kind >= 13 else {8: 0, 9: 1}.get(kind, int.from_bytes(part)))
    return tuple(values)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    while True:
        byte = data[at]
        value, at = value << 7 | byte & 127, at + 1
        if byte < 128:
            return value, at
