"""Looking at a file before any parser does: what kind it is, and whether its zip is safe to unpack.

The caps are measured, not guessed (this computer, python-calamine 0.9, 13 columns):

| file | unpacks to | reader's memory | time |
| --- | --- | --- | --- |
| treasurer's register, 2,414 rows | 1.6 MB | 13 MB | 0.05 s |
| 100,000 rows, .xlsx | 68 MB | 127 MB | 1.6 s |
| 100,000 rows, .ods | 120 MB | 202 MB | 0.9 s |
| 150,000 rows by 20 columns, .xlsx | 181 MB | 329 MB | 5.2 s |
| 150,000 rows by 64 columns, .xlsx | 302-583 MB | 732-1,036 MB | 10-16 s |

So 150 MB unpacked keeps the reader under 300 MB and 5 s, and the largest allowed roster of 13 columns (100 MB) passes.
Real sheets pack 6 to 27 times; a bomb packs 1,000 times.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import IO

from coopdesk.services.roster.faults import (
    NotARoster,
    RosterEmpty,
    RosterTooBig,
    RosterTooLong,
    RosterTooWide,
    WorkbookDamaged,
    WorkbookLocked,
    WorkbookSuspicious,
)
from coopdesk.services.roster.rows import MAX_COLUMNS, MAX_ROWS

MAX_UNPACKED = 150_000_000
MAX_RATIO = 100
RATIO_MATTERS_FROM = 1_000_000
"""Bytes unpacked: a small file of blanks may pack well and harms nobody."""
MAX_ENTRIES = 1_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4096
_OTHER_KINDS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\0", "a database"),
    (b"{\\rtf", "a text document"),
    (b"\x1f\x8b", "a packed archive"),
    (b"7z\xbc\xaf", "a packed archive"),
    (b"Rar!", "a packed archive"),
)
_WIDE = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="(?:[A-Z]{3}|[C-Z][A-Z]|B[M-Z])[0-9]+"[^>/]*>')
"""A cell with something in it beyond column BL, the 64th; a cell that only has a colour closes itself with "/>"."""


class Kind(StrEnum):
    """What a file is, by its content."""

    TEXT = "text"
    XLSX = "xlsx"
    ODS = "ods"


def kind_of(path: Path) -> Kind:
    """Tell by its first bytes, not by its name, what a file is.

    Raises:
        RosterEmpty, WorkbookLocked, NotARoster, WorkbookDamaged: it holds no rows we can read.
    """
    with path.open("rb") as raw:
        head = raw.read(_HEAD)
    if not head:
        raise RosterEmpty(path.name)
    if head.startswith(b"PK"):
        return _kind_of_zip(path)
    if head.startswith(_OLE):
        raise _old_workbook(path)
    for magic, what in _OTHER_KINDS:
        if head.startswith(magic):
            raise NotARoster(path.name, what)
    opening = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if opening.startswith((b"<!doctype html", b"<html", b"<table", b"<meta")):
        raise NotARoster(path.name, "a web page")
    if opening.startswith(b"<?xml"):
        raise NotARoster(path.name, "an XML file")
    if path.suffix.lower() == ".json" and opening.startswith((b"[", b"{")):
        raise NotARoster(path.name, "a JSON file")
    return Kind.TEXT


def _old_workbook(path: Path) -> WorkbookLocked | NotARoster:
    """Excel wraps a workbook with a password in the container its old .xls files used."""
    with path.open("rb") as raw:
        container = raw.read(8_000_000)
    if "EncryptedPackage".encode("utf-16-le") in container or "EncryptionInfo".encode("utf-16-le") in container:
        return WorkbookLocked(path.name)
    return NotARoster(path.name, "a file of an old Office program (such as .xls)")


def _kind_of_zip(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            _check_sizes(path, entries)
            names = {entry.filename for entry in entries}
            if any(entry.flag_bits & 0x1 for entry in entries):
                raise WorkbookLocked(path.name)
            if "mimetype" in names and b"opendocument" in package.read("mimetype")[:200]:
                return _kind_of_opendocument(path, package)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError, zlib.error) as broken:
        raise WorkbookDamaged(path.name, "its zip is broken or cut short") from broken
    if "xl/workbook.xml" in names or any(name.lower().endswith("/workbook.xml") for name in names):
        return Kind.XLSX
    if "xl/workbook.bin" in names:
        raise NotARoster(path.name, "a binary workbook (.xlsb)")
    if any(name.startswith("word/") for name in names):
        raise NotARoster(path.name, "a text document")
    if "[Content_Types].xml" in names:
        return Kind.XLSX
    raise NotARoster(path.name, "a zip archive")


def _kind_of_opendocument(path: Path, package: zipfile.ZipFile) -> Kind:
    if b"spreadsheet" not in package.read("mimetype")[:200]:
        raise NotARoster(path.name, "an OpenDocument text, not a spreadsheet")
    return Kind.ODS


def _check_sizes(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise WorkbookSuspicious(path.name, f"{len(entries):,} parts")
    unpacked = sum(entry.file_size for entry in entries)
    for entry in entries:
        if entry.file_size > RATIO_MATTERS_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            size = entry.file_size // 1_000_000
            raise WorkbookSuspicious(path.name, f"a part unpacks to {size} MB from almost nothing")
    if unpacked > MAX_UNPACKED:
        raise RosterTooBig(path.name, unpacked // 1_000_000, MAX_UNPACKED // 1_000_000)


def refuse_oversized_sheets(path: Path, *, doubted: bool) -> None:
    """Count rows and look for far columns in the sheets of an .xlsx without parsing it.

    A sheet states its own size near its beginning. Reading one through takes as long as parsing it, so that is done
    only where the statement is beyond the limits, or where the parser was overwhelmed (``doubted``): the statement may
    lie either way.

    Raises:
        RosterTooLong, RosterTooWide: there is truly more than a roster may have.
        WorkbookDamaged: the zip does not unpack.
    """
    try:
        with zipfile.ZipFile(path) as package:
            for entry in package.infolist():
                if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
                    with package.open(entry) as sheet:
                        head = sheet.read(_HEAD)
                        if doubted or _states_too_much(head):
                            _refuse_oversized(path, _overlapping(head, sheet))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError, zlib.error) as broken:
        raise WorkbookDamaged(path.name, "its zip is broken or cut short") from broken


def _states_too_much(head: bytes) -> bool:
    stated = re.search(rb'<dimension ref="[A-Z]+[0-9]+:([A-Z]+)([0-9]+)"', head)
    return stated is not None and (int(stated[2]) > MAX_ROWS or (len(stated[1]), stated[1]) > (2, b"BL"))


def _refuse_oversized(path: Path, blocks: Iterator[bytes]) -> None:
    rows = values = 0
    for block in blocks:
        rows += block.count(b"<row")
        values += block.count(b"<v>") + block.count(b"<is>")
        if _WIDE.search(block):
            raise RosterTooWide(path.name, MAX_COLUMNS)
        # A sheet may carry a million coloured, empty rows: only rows with values in them are counted against it.
        if min(rows, values) > MAX_ROWS + 1_000:
            raise RosterTooLong(path.name, f"{MAX_ROWS:,}")


def _overlapping(head: bytes, sheet: IO[bytes]) -> Iterator[bytes]:
    """Blocks cut at a ">" so that no tag is torn in two."""
    rest = head
    while True:
        block = sheet.read(1 << 20)
        if not block:
            yield rest
            return
        cut = block.rfind(b">") + 1
        yield rest + block[:cut]
        rest = block[cut:]
