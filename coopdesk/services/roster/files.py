"""One door for every roster: csv, xlsx or ods in, rows with their headings out, or one plain sentence."""

from pathlib import Path

from coopdesk.domain.faults import FileMissing
from coopdesk.services.roster.columns import find_headings
from coopdesk.services.roster.delimited import read_text
from coopdesk.services.roster.faults import (
    NotARoster,
    RosterEmpty,
    RosterNotAllowed,
    RosterTooLong,
    RosterTooWide,
    RosterWithoutRows,
)
from coopdesk.services.roster.headings import likeness
from coopdesk.services.roster.package import Kind, kind_of
from coopdesk.services.roster.rows import (
    HEADING_SEARCH,
    MAX_COLUMNS,
    MAX_ROWS,
    Cancelled,
    Progress,
    Roster,
    never_cancelled,
    no_progress,
    unpack,
)
from coopdesk.services.roster.workbook import read_workbook

_WORKBOOK_ENDINGS = {".xlsx": Kind.XLSX, ".xlsm": Kind.XLSX, ".ods": Kind.ODS}
_KIND_WORDS = {Kind.TEXT: "plain text", Kind.XLSX: "an .xlsx workbook", Kind.ODS: "an .ods workbook"}


def read_roster(
    path: Path,
    *,
    encoding: str | None = None,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> Roster:
    """Read a list of members from a file, whatever its name says it is.

    Safe in a work thread; a workbook is parsed in a child process, which is gone when this returns or raises.

    Args:
        path: the csv, xlsx or ods file.
        encoding: of a text file, when the person knows better than our guess; None to find out.
        progress: told rows read and rows expected, several times a second.
        cancelled: asked several times a second whether to stop.

    Raises:
        FileMissing: there is no such file.
        RosterUnreadable: one of its kinds, with the sentence to show. Nothing is half read.
    """
    if not path.is_file():
        if path.is_dir():
            raise NotARoster(path.name, "a folder")
        raise FileMissing(str(path))
    try:
        kind = kind_of(path)
        notices = _wrong_name(path, kind)
        if kind is Kind.TEXT:
            packed, numbers, found = read_text(path, encoding, progress, cancelled)
            return _below_headings(path, packed, numbers, (*notices, *found), "")
    except PermissionError as refused:
        raise RosterNotAllowed(path.name, "the system does not allow it") from refused
    except OSError as failed:
        raise RosterNotAllowed(path.name, failed.strerror or "the disk could not read it") from failed
    received = read_workbook(path, kind, progress, cancelled)
    sheet = received.sheet.name if received.sheet else ""
    if received.sheet and received.sheet.among > 1:
        notices += (f"The workbook has {received.sheet.among} sheets with rows: “{sheet}” was taken.",)
    return _below_headings(path, received.packed, received.numbers, notices, sheet)


def _wrong_name(path: Path, kind: Kind) -> tuple[str, ...]:
    """A notice where the name says one thing and the content another.

    Raises:
        NotARoster: named as a workbook, and text without anything like headings in its first lines.
    """
    named = _WORKBOOK_ENDINGS.get(path.suffix.lower(), Kind.TEXT)
    if named is kind:
        return ()
    if kind is Kind.TEXT:
        start = path.read_bytes()[:4096].decode("utf-8", errors="replace")
        lines = start.replace(";", ",").replace("\t", ",").splitlines()[:HEADING_SEARCH]
        if not any(likeness(line.split(",")) for line in lines):
            raise NotARoster(path.name, f"not a workbook though it is named {path.suffix}: it holds plain text")
    return (f"The name ends in “{path.suffix}”, but the file is {_KIND_WORDS[kind]} and was read as that.",)


def _below_headings(path: Path, packed: list[str], numbers: list[int], notices: tuple[str, ...], sheet: str) -> Roster:
    """Split what was read into headings and rows.

    Raises:
        RosterEmpty, RosterWithoutRows, RosterTooLong, RosterTooWide.
    """
    if not packed:
        raise RosterEmpty(path.name)
    first = [unpack(row) for row in packed[:HEADING_SEARCH]]
    at = find_headings(first)
    headings = [" ".join(cell.split()) for cell in first[at]]
    if len(headings) > MAX_COLUMNS and any(headings[MAX_COLUMNS:]):
        raise RosterTooWide(path.name, MAX_COLUMNS)
    if len(packed) - at - 1 > MAX_ROWS:
        raise RosterTooLong(path.name, f"{MAX_ROWS:,}")
    if at:
        above = "One line above the headings was" if at == 1 else f"{at} lines above the headings were"
        notices += (f"{above} left out: the headings are in row {numbers[at]}.",)
    header = packed[at]
    rows = packed[at + 1 :]
    below = numbers[at + 1 :]
    if likeness(first[at]) and header in rows:
        kept = [index for index, row in enumerate(rows) if row != header]
        notices += (f"The headings are repeated {len(rows) - len(kept)} times further down: those rows were left out.",)
        rows, below = [rows[index] for index in kept], [below[index] for index in kept]
    if not rows:
        raise RosterWithoutRows(path.name, numbers[at])
    return Roster(path.name, tuple(headings), numbers[at], tuple(rows), below, notices, sheet)
