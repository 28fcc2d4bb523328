"""Rows as they came from the file, kept small.

A row is one string, its cells joined by an unprintable separator: a list of cell strings costs several times the memory
(measured: 100,000 rows by 13 columns take 23 MB packed, 84 MB as lists), and a roster may have 9.6 million cells.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

SEPARATOR = "\x1f"
"""ASCII's own "unit separator"; a stray one inside a cell becomes a space."""

MAX_ROWS = 150_000
MAX_COLUMNS = 64
MAX_CELL = 32_767
"""Characters: what a spreadsheet cell can hold."""

HEADING_SEARCH = 30
"""Rows looked through for the headings: letterheads above a register run to a handful of lines."""

Progress = Callable[[int, int], None]
"""Called with rows read so far and rows expected (0 where not known)."""
Cancelled = Callable[[], bool]


def no_progress(_done: int, _expected: int) -> None:
    """For callers who show none."""


def never_cancelled() -> bool:
    """For callers who cannot be interrupted."""
    return False


def pack(cells: Sequence[str]) -> str:
    """Join one row's cells."""
    packed = SEPARATOR.join(cells)
    if packed.count(SEPARATOR) >= max(len(cells), 1):
        packed = SEPARATOR.join([cell.replace(SEPARATOR, " ") for cell in cells])
    return packed


def unpack(packed: str) -> list[str]:
    """One row's cells again."""
    return packed.split(SEPARATOR)


@dataclass(frozen=True, slots=True)
class Roster:
    """A roster's rows below its headings, blank ones left out."""

    file: str
    """The file's name, without its folder."""
    headings: tuple[str, ...]
    """As written, in order; "" over a column without one."""
    header_row: int
    """The row of the headings, as the spreadsheet numbers it."""
    packed: tuple[str, ...]
    """One string a row: see ``unpack``. May have fewer or more cells than there are headings."""
    numbers: Sequence[int]
    """The row number the spreadsheet shows, for each of ``packed``."""
    notices: tuple[str, ...] = ()
    """Plain sentences about how the file was read."""
    sheet: str = ""
    """The sheet taken, for a workbook."""

    def __len__(self) -> int:
        return len(self.packed)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Row number and cells, in the file's order."""
        return zip(self.numbers, map(unpack, self.packed), strict=True)
