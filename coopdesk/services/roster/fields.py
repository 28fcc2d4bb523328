"""A roster turned from rows into columns, each column read at once.

Reading column by column lets most cells be looked up in C (see ``Read``).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from coopdesk.domain.members import clean_text
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services.roster.certificates import read_certificates, read_joint_holders
from coopdesk.services.roster.columns import Matching
from coopdesk.services.roster.headings import NAME_AS_WRITTEN, Field, words_of
from coopdesk.services.roster.people import NameReader, read_number
from coopdesk.services.roster.rows import MAX_CELL, SEPARATOR, Roster, unpack
from coopdesk.services.roster.values import (
    Bad,
    Read,
    read_amount,
    read_kind,
    read_payment,
    read_phone,
    read_rep_note,
    read_status,
    share_reader,
    unprotected,
)

BLOCK = 1024
"""Rows read at once: few enough that a block's cells stay in the processor's cache, enough that the cost of a block
does not show."""

LINE_LIMITS = {
    Field.ADDRESS: 500,
    Field.POSTCODE: 20,
    Field.EMAIL: 254,
    Field.PHONE: 60,
    Field.CLASS: 80,
    Field.REPRESENTATIVE: 200,
    Field.REASON: 500,
}
"""Characters. Longer cells are slips, and would run off every paper."""


@dataclass
class Columns:
    """The columns of a roster that hold something, all of the same length."""

    rows: list[int]
    values: dict[Field, list[Any]] = field(default_factory=dict)
    """What each cell was read as; a ``Bad`` where it could not be."""
    faulty: set[Field] = field(default_factory=set)
    """Fields with a ``Bad`` somewhere."""
    written: dict[Field, Sequence[str]] = field(default_factory=dict)
    """Names as the file writes them."""
    too_long: dict[int, int] = field(default_factory=dict)
    """Row index to number of cells, where a row has more cells than there are headings."""

    def of(self, wanted: Field, absent: object) -> list[Any]:
        """A field's values, or ``absent`` once for every row."""
        found = self.values.get(wanted)
        return [absent] * len(self.rows) if found is None else found


_JOINERS = "\u200c\u200d"
"""Invisible, and spelling: Persian and the scripts of India write with them."""

ReadColumn = Callable[[Sequence[str]], Iterable[Any]]


class ColumnReader:
    """Reads a roster's columns block by block, remembering what it has read."""

    def __init__(
        self, roster: Roster, matching: Matching, nominal_pence: int, read_day: dict[Field, Callable[[str], Any]]
    ) -> None:
        """
        Args:
            roster: as read.
            matching: which column holds what.
            nominal_pence: of one share.
            read_day: how a date is read, for each field of dates.
        """
        self.roster = roster
        self._width = len(roster.headings)
        self._places = {wanted: matching.indexes(wanted) for wanted in Field if matching.indexes(wanted)}
        self._caches: dict[Field, Read[Any]] = {}
        self._readers = {
            wanted: _reader(
                wanted,
                read_day.get(wanted) or _cell_reader(wanted, nominal_pence, matching.heading(wanted)),
                self._caches,
                several=len(self._places[wanted]) > 1,
            )
            for wanted in self._places
        }

    def block(self, start: int) -> Columns:
        """The columns of ``BLOCK`` rows from ``start``."""
        columns = Columns(list(self.roster.numbers[start : start + BLOCK]))
        block = [unpack(packed) for packed in self.roster.packed[start : start + BLOCK]]
        _even_out(block, self._width, columns.too_long)
        cells = list(zip(*block, strict=True))
        for wanted, read in self._readers.items():
            places = self._places[wanted]
            texts = _joined([cells[place] for place in places]) if len(places) > 1 else cells[places[0]]
            columns.values[wanted] = list(read(texts))
            if len(places) == 1 and wanted in (Field.NAME, Field.ORGANISATION):
                columns.written[wanted] = texts
        columns.faulty = {wanted for wanted, cache in self._caches.items() if cache.any_bad}
        return columns


def distinct_texts(roster: Roster, place: int) -> set[str]:
    """Every different text in one column, for what is decided by a whole column."""
    return {text for packed in roster.packed for text in packed.split(SEPARATOR, place + 1)[place : place + 1]}


def _even_out(block: list[list[str]], width: int, too_long: dict[int, int]) -> None:
    """Give every row as many cells as there are headings; remember rows whose surplus says something."""
    for index, cells in enumerate(block):
        if len(cells) == width:
            continue
        if len(cells) < width:
            cells.extend([""] * (width - len(cells)))
            continue
        if any(map(str.strip, cells[width:])):
            too_long[index] = len(cells)
        del cells[width:]


def _joined(columns: Sequence[Sequence[str]]) -> list[str]:
    return [", ".join([part for part in map(str.strip, parts) if part]) for parts in zip(*columns, strict=True)]


def _reader(
    wanted: Field, read_cell: Callable[[str], Any], caches: dict[Field, Read[Any]], *, several: bool
) -> ReadColumn:
    """How a field's column is read; caches of fields that repeat themselves are put into ``caches``.

    ``several`` says that the texts are joined from several columns.
    """
    if wanted is Field.POSTCODE:
        return lambda texts: [text.upper() for text in _plain_lines(texts)]
    if wanted is Field.EMAIL:
        return _plain_lines
    if wanted is Field.ADDRESS:
        return _plain_lines if several else _own_lines
    if wanted is Field.PHONE:
        return lambda texts: [
            text if not text or text[0] in "0+(" else read_phone(text) for text in _plain_lines(texts)
        ]
    if wanted is Field.NUMBER:
        return _numbers(caches)
    cache = caches[wanted] = Read(read_cell)
    return lambda texts: map(cache.__getitem__, texts)


def _cell_reader(wanted: Field, nominal_pence: int, heading: str) -> Callable[[str], Any]:
    as_written = words_of(heading) == words_of(NAME_AS_WRITTEN)
    readers: dict[Field, Callable[[str], Any]] = {
        Field.NAME: NameReader(surname_first=not as_written),
        Field.ORGANISATION: NameReader(surname_first=False, organisation=True),
        Field.KIND: read_kind,
        Field.SHARES: share_reader(nominal_pence),
        Field.CERTIFICATES: read_certificates,
        Field.JOINT: read_joint_holders,
        Field.PAID: read_amount,
        Field.PAYMENT: read_payment,
        Field.STATUS: read_status,
        Field.NOTES: read_rep_note,
        Field.REASON: several_lines,
    }
    return readers.get(wanted, one_line)


def _numbers(caches: dict[Field, Read[Any]]) -> ReadColumn:
    """Member numbers hardly repeat, so keeping them would cost memory for nothing; only the marker is kept."""
    marker = caches[Field.NUMBER] = Read(read_number)

    def read(texts: Sequence[str]) -> list[str | Bad | None]:
        numbers = [
            text if text.isdigit() and text.isascii() and text[0] != "0" and len(text) < 16 else read_number(text)
            for text in map(str.strip, texts)
        ]
        marker.any_bad = marker.any_bad or any(number.__class__ is Bad for number in numbers)
        return numbers

    return read


def _plain_lines(texts: Sequence[str]) -> list[str]:
    """Cells as single lines. Nearly all are so already, and one look at a whole column says it."""
    together = " ".join(texts)
    if together.isprintable() and " '" not in together and together[:1] != "'":
        return list(map(str.strip, texts))
    return [one_line(text) for text in texts]


def _own_lines(texts: Sequence[str]) -> list[str]:
    """Cells whose lines stay lines, as the register itself keeps an address."""
    return _plain_lines(texts) if "".join(texts).isprintable() else list(map(several_lines, texts))


def several_lines(text: str) -> str:
    """A cell with its lines kept; one line where it holds what cannot be printed."""
    plain = unprotected(text.strip())
    try:
        return plain if plain.isprintable() else clean_text("The cell", plain, MAX_CELL)
    except NotUnderstood:
        return one_line(text)


def one_line(text: str) -> str:
    """A cell as one line: line breaks become ", ", what cannot be printed a space, an export's apostrophe goes."""
    plain = unprotected(text.strip())
    if plain.isprintable():
        return plain
    lines = (" ".join(line.split()).strip(",") for line in plain.splitlines())
    whole = ", ".join(line for line in lines if line)
    return " ".join("".join(sign if sign.isprintable() or sign in _JOINERS else " " for sign in whole).split())
