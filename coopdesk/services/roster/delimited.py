"""Reading text: CSV and its relations with semicolons, tabs or bars.

Decoded strictly (the byte order mark, then UTF-8, then cp1252 with a notice) and parsed strictly: Python's csv module
by itself lets an unclosed quotation mark swallow the rest of a file and zero bytes pass.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coopdesk.services.roster.faults import (
    CellTooLong,
    EncodingUnknown,
    QuoteUnclosed,
    ReadingStopped,
    RosterEmpty,
    RosterTooBig,
    RosterTooLong,
    RosterTooWide,
    TextUnreadable,
    ZeroBytes,
)
from coopdesk.services.roster.headings import likeness
from coopdesk.services.roster.rows import (
    HEADING_SEARCH,
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    SEPARATOR,
    Cancelled,
    Progress,
    pack,
)

MAX_BYTES = 200_000_000
"""150,000 rows by 64 columns of 20 characters: no list of members is longer."""

_DELIMITERS = ",;\t|"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHUNK = 1 << 20
_ROUND = 4096
"""Rows between two looks at the Cancel button: under 20 ms."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What one pass over the bytes found."""

    encoding: str
    lines: int
    quoted: bool
    """A quotation mark somewhere: a row may then have several lines."""
    notices: tuple[str, ...]


def read_text(
    path: Path, encoding: str | None, progress: Progress, cancelled: Cancelled
) -> tuple[list[str], list[int], tuple[str, ...]]:
    """Every row that has anything in it, packed, with its number and the notices.

    The number is the record's, which is what a spreadsheet shows where cells hold several lines.

    Raises:
        RosterUnreadable: one of its kinds, with the sentence to show.
    """
    scanned = _scan(path, encoding)
    if scanned.lines > MAX_ROWS + HEADING_SEARCH and not scanned.quoted:
        raise RosterTooLong(path.name, f"{MAX_ROWS:,}")
    with path.open(encoding=scanned.encoding, newline="") as text:
        delimiter, opening = _delimiter(text)
        text.seek(0)
        if opening:
            text.readline()
        packed, numbers = _records(path.name, text, delimiter, scanned.lines, (progress, cancelled))
    notices = scanned.notices
    if delimiter != ",":
        called = {";": "semicolons", "\t": "tabs", "|": "upright bars"}[delimiter]
        notices += (f"The columns are separated by {called}.",)
    return packed, numbers, notices


def _scan(path: Path, encoding: str | None) -> Scanned:
    """Settle the encoding and count lines in one pass over the bytes, without keeping them."""
    size = path.stat().st_size
    if size == 0:
        raise RosterEmpty(path.name)
    if size > MAX_BYTES:
        raise RosterTooBig(path.name, size // 1_000_000, MAX_BYTES // 1_000_000)
    with path.open("rb") as raw:
        start = raw.read(4)
    if encoding:
        try:
            chosen = codecs.lookup(encoding).name
            "".encode(chosen)
        except LookupError as unknown:
            raise EncodingUnknown(path.name, encoding) from unknown
        if chosen == "utf-8":
            chosen = "utf-8-sig"
        return _counted(path, chosen, ())
    for mark, name in _MARKS:
        if start.startswith(mark):
            return _counted(path, name, ())
    try:
        return _counted(path, "utf-8", ())
    except TextUnreadable:
        notice = "The text is not UTF-8: it was read as Windows text (cp1252). Check accents in the names."
        return _counted(path, "cp1252", (notice,))


def _counted(path: Path, encoding: str, notices: tuple[str, ...]) -> Scanned:
    """Decode the whole file once, strictly, and count what the parser needs to know.

    Raises:
        TextUnreadable, ZeroBytes: with the line.
    """
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    lines, quoted = 0, False
    with path.open("rb") as raw:
        while True:
            chunk = raw.read(_CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except (UnicodeDecodeError, UnicodeError) as wrong:
                start = getattr(wrong, "start", 0)
                line = lines + chunk[:start].count(b"\n") + 1
                raise TextUnreadable(path.name, line, encoding.removesuffix("-sig").upper()) from wrong
            zero = text.find("\0")
            if zero >= 0:
                raise ZeroBytes(path.name, lines + text.count("\n", 0, zero) + 1)
            lines += text.count("\n")
            quoted = quoted or '"' in text
            if not chunk:
                return Scanned(encoding, lines + 1, quoted, notices)


def _delimiter(text: io.TextIOWrapper) -> tuple[str, bool]:
    """The separator that makes the first rows look most like a roster, and whether a "sep=" line says so."""
    sample = "".join(_first_lines(text))
    first = sample.partition("\n")[0].strip().casefold()
    if first.startswith("sep=") and len(first) == 5 and first[4] in _DELIMITERS:
        return first[4], True
    if first == "sep=":
        return "\t", True
    return max(_DELIMITERS, key=lambda sign: (*_regularity(sample, sign), -_DELIMITERS.index(sign))), False


def _first_lines(text: io.TextIOWrapper) -> Iterator[str]:
    for _ in range(HEADING_SEARCH):
        yield text.readline(MAX_CELL)


def _regularity(sample: str, delimiter: str) -> tuple[int, int]:
    """How much the rows look like headings with data below, cut at this delimiter."""
    widths: dict[int, int] = {}
    best = 0
    try:
        for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if any(cells):
                widths[len(cells)] = widths.get(len(cells), 0) + 1
                best = max(best, likeness(cells) if len(cells) > 1 else 0)
    except csv.Error:
        return 0, 0
    width, count = max(widths.items(), key=lambda item: (item[1] if item[0] > 1 else 0, item[0]), default=(1, 0))
    return best, count if width > 1 else 0


def _records(
    file: str, text: io.TextIOWrapper, delimiter: str, lines: int, watch: tuple[Progress, Cancelled]
) -> tuple[list[str], list[int]]:
    """Parse every record.

    Raises:
        QuoteUnclosed, CellTooLong, RosterTooLong, RosterTooWide, ReadingStopped.
    """
    packed: list[str] = []
    numbers: list[int] = []
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    begun = 0
    number = 0
    progress, cancelled = watch
    blank = SEPARATOR + " \t\r\n"
    try:
        for number, cells in enumerate(reader, 1):
            begun = reader.line_num
            row = SEPARATOR.join(cells)
            if row.count(SEPARATOR) >= len(cells) > 0:
                row = pack(cells)
            if row.strip(blank):
                packed.append(row)
                numbers.append(number)
                if len(cells) > MAX_COLUMNS and any(map(str.strip, cells[MAX_COLUMNS:])):
                    raise RosterTooWide(file, MAX_COLUMNS)
            if not number % _ROUND:
                _round(file, len(packed), lines, watch)
    except csv.Error as wrong:
        if "field larger" in str(wrong):
            raise CellTooLong(file, begun + 1, f"{csv.field_size_limit():,}") from wrong
        raise QuoteUnclosed(file, begun + 1) from wrong
    progress(len(packed), len(packed))
    if cancelled():
        raise ReadingStopped(file)
    return packed, numbers


def _round(file: str, done: int, lines: int, watch: tuple[Progress, Cancelled]) -> None:
    progress, cancelled = watch
    if cancelled():
        raise ReadingStopped(file)
    if done > MAX_ROWS + HEADING_SEARCH:
        raise RosterTooLong(file, f"{MAX_ROWS:,}")
    progress(done, lines)
