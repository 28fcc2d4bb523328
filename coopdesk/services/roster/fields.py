"""A roster turned from rows into columns, each column read at once.

Reading column by column lets most cells be looked up in C (see ``Read``) and keeps a check of 100,000 rows under a
second; row by row the same rules take three times as long.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from coopdesk.services.roster.columns import Matching
from coopdesk.services.roster.headings import Field
from coopdesk.services.roster.people import NameReader, read_number
from coopdesk.services.roster.rows import Roster, unpack
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

BLOCK = 4096
"""Rows taken apart at once: 100,000 rows of cells at once would cost 118 MB."""

LINE_LIMITS = {
    Field.ADDRESS: 500,
    Field.POSTCODE: 20,
    Field.EMAIL: 254,
    Field.PHONE: 60,
    Field.CLASS: 80,
    Field.REPRESENTATIVE: 200,
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
    too_long: dict[int, int] = field(default_factory=dict)
    """Row index to number of cells, where a row has more cells than there are headings."""

    def of(self, wanted: Field, absent: object) -> list[Any]:
        """A field's values, or ``absent`` once for every row."""
        found = self.values.get(wanted)
        return [absent] * len(self.rows) if found is None else found


_JOINERS = "\u200c\u200d"
"""Invisible, and spelling: Persian and the scripts of India write with them."""

ReadColumn = Callable[[Sequence[str]], Iterable[Any]]


def read_columns(roster: Roster, matching: Matching, nominal_pence: int) -> Columns:
    """Take a roster apart into the columns its matching names. Dates stay text: their order is the column's."""
    columns = Columns(list(roster.numbers))
    caches: dict[Field, Read[Any]] = {}
    readers = {field: _reader(field, nominal_pence, caches) for field in Field if matching.indexes(field)}
    places = {field: matching.indexes(field) for field in readers}
    columns.values = {field: [] for field in readers}
    width = len(roster.headings)
    for start in range(0, len(roster), BLOCK):
        block = [unpack(packed) for packed in roster.packed[start : start + BLOCK]]
        _even_out(block, width, start, columns.too_long)
        cells = list(zip(*block, strict=True))
        for wanted, read in readers.items():
            if wanted is Field.ADDRESS and len(places[wanted]) > 1:
                texts: Sequence[str] = _joined([cells[place] for place in places[wanted]])
            else:
                texts = cells[places[wanted][0]]
            columns.values[wanted].extend(read(texts))
    columns.faulty = {wanted for wanted, cache in caches.items() if cache.any_bad}
    return columns


def _even_out(block: list[list[str]], width: int, start: int, too_long: dict[int, int]) -> None:
    """Give every row as many cells as there are headings; remember rows whose surplus says something."""
    for index, cells in enumerate(block):
        if len(cells) == width:
            continue
        if len(cells) < width:
            cells.extend([""] * (width - len(cells)))
            continue
        if any(map(str.strip, cells[width:])):
            too_long[start + index] = len(cells)
        del cells[width:]


def _joined(columns: Sequence[Sequence[str]]) -> list[str]:
    return [", ".join([part for part in map(str.strip, parts) if part]) for parts in zip(*columns, strict=True)]


def _reader(wanted: Field, nominal_pence: int, caches: dict[Field, Read[Any]]) -> ReadColumn:
    """How a field's column is read; caches of fields that repeat themselves are put into ``caches``."""
    if wanted in (Field.JOINED, Field.ENDED):
        # The same few thousand days over and over: keep one copy of each text.
        return partial(map, Read[str](str.strip).__getitem__)
    if wanted is Field.POSTCODE:
        return lambda texts: [text.upper() for text in _plain_lines(texts)]
    if wanted in (Field.ADDRESS, Field.EMAIL):
        return _plain_lines
    if wanted is Field.PHONE:
        return lambda texts: [
            text if not text or text[0] in "0+(" else read_phone(text) for text in _plain_lines(texts)
        ]
    if wanted is Field.NUMBER:
        return _numbers(caches)
    cache = caches[wanted] = Read(_cell_reader(wanted, nominal_pence))
    return lambda texts: map(cache.__getitem__, texts)


def _cell_reader(wanted: Field, nominal_pence: int) -> Callable[[str], Any]:
    readers: dict[Field, Callable[[str], Any]] = {
        Field.NAME: NameReader(surname_first=True),
        Field.ORGANISATION: NameReader(surname_first=False, organisation=True),
        Field.KIND: read_kind,
        Field.SHARES: share_reader(nominal_pence),
        Field.PAID: read_amount,
        Field.PAYMENT: read_payment,
        Field.STATUS: read_status,
        Field.NOTES: read_rep_note,
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


def one_line(text: str) -> str:
    """A cell as one line: line breaks become ", ", what cannot be printed a space, an export's apostrophe goes."""
    plain = unprotected(text.strip())
    if plain.isprintable():
        return plain
    lines = (" ".join(line.split()).strip(",") for line in plain.splitlines())
    whole = ", ".join(line for line in lines if line)
    return " ".join("".join(sign if sign.isprintable() or sign in _JOINERS else " " for sign in whole).split())
