"""The child process that opens a workbook, so that nothing in a stranger's file can hang or fell the program.

It limits its own memory, reads the sheet that looks most like a roster, and sends text: rows packed as strings, real
dates as "2019-04-03", whole numbers without ".0". What a parser raises is sent as one word of explanation, and a parser
that dies takes only this process with it.
"""

import datetime
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from coopdesk.services.roster.headings import likeness
from coopdesk.services.roster.rows import HEADING_SEARCH, MAX_COLUMNS, MAX_ROWS, SEPARATOR, pack

MEMORY_LIMIT = 400_000_000
"""Bytes of private memory: the largest workbook let through needs under 300 MB."""
MAX_SHEETS = 40
_CHUNK = 2_000
"""Rows a message."""
_BLANK = SEPARATOR + " \t\r\n"

Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


@dataclass(frozen=True, slots=True)
class SheetFound:
    """First message: which sheet is being sent."""

    name: str
    rows: int
    among: int
    """How many sheets have anything in them."""


@dataclass(frozen=True, slots=True)
class RowsSent:
    """Some rows, blank ones left out."""

    packed: list[str]
    numbers: list[int]


@dataclass(frozen=True, slots=True)
class SheetEnded:
    """Last message of a good reading."""


@dataclass(frozen=True, slots=True)
class ReadingFailed:
    """Last message of a bad one. ``reason`` is a key the parent knows; ``detail`` completes its sentence."""

    reason: str
    detail: str = ""


def serve(path: str, named_well: bool, answers: Connection) -> None:
    """Run in the child: read the workbook at ``path`` and send messages until SheetEnded or ReadingFailed.

    ``named_well`` says that the file's ending tells what it is.
    """
    _limit_ourselves()
    try:
        _send_sheet(path, named_well, answers)
    except MemoryError:
        answers.send(ReadingFailed("memory"))
    except BrokenPipeError:
        # The parent has stopped listening: somebody pressed Cancel.
        os._exit(0)
    except BaseException as wrong:  # noqa: BLE001 - a panic in the parser is no Exception, and must become a sentence
        answers.send(ReadingFailed(_reason(wrong), _detail(wrong)))
    answers.close()


def _limit_ourselves() -> None:
    """Cap memory where the system can, and keep a dying parser's own words off the terminal."""
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)
    if sys.platform == "win32":
        return
    import resource

    for limit in (resource.RLIMIT_DATA, resource.RLIMIT_AS):
        allowed = MEMORY_LIMIT if limit == resource.RLIMIT_DATA else 4 * MEMORY_LIMIT
        _, hard = resource.getrlimit(limit)
        if hard == resource.RLIM_INFINITY or hard > allowed:
            resource.setrlimit(limit, (allowed, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _reason(wrong: BaseException) -> str:
    name = type(wrong).__name__
    return "locked" if name == "PasswordError" else "damaged"


def _detail(wrong: BaseException) -> str:
    words = " ".join(str(wrong).split())
    if "entity" in words:
        return "it uses XML entities, which no spreadsheet program writes"
    if type(wrong).__name__ == "PanicException":
        return "the reader gave up on it"
    return words[:120].rstrip(" .") or "no reason given"


def _send_sheet(path: str, named_well: bool, answers: Connection) -> None:
    from python_calamine import CalamineWorkbook

    if named_well:
        sheet, among = _most_like_a_roster(CalamineWorkbook.from_path(path))
    else:
        # The library trusts a name, and tries each format in turn on a stream.
        with Path(path).open("rb") as raw:
            sheet, among = _most_like_a_roster(CalamineWorkbook.from_filelike(raw))
    if sheet is None:
        answers.send(ReadingFailed("empty"))
        return
    if sheet.width > MAX_COLUMNS:
        answers.send(ReadingFailed("wide"))
    elif sheet.height > MAX_ROWS + HEADING_SEARCH:
        answers.send(ReadingFailed("long"))
    else:
        answers.send(SheetFound(sheet.name, sheet.height, among))
        for message in _in_chunks(sheet.iter_rows()):
            answers.send(message)
        answers.send(SheetEnded())


def _most_like_a_roster(book: Any) -> tuple[Any, int]:
    """The sheet whose first rows look most like a roster's headings; hidden sheets only where nothing else is there."""
    # Imported in the child only: the parent has no use for the parser.
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    best, best_key, among = None, (-1, False, 0), 0
    for index, described in enumerate(book.sheets_metadata[:MAX_SHEETS]):
        if described.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(index)
        if not sheet.height:
            continue
        among += 1
        key = (_likeness(sheet), described.visible == SheetVisibleEnum.Visible, -index)
        if key > best_key:
            best, best_key = sheet, key
    return best, among


def _likeness(sheet: Any) -> int:
    first = (row for row, _ in zip(sheet.iter_rows(), range(HEADING_SEARCH), strict=False))
    return max((likeness([text_of(cell) for cell in row[:MAX_COLUMNS]]) for row in first), default=0)


def _in_chunks(rows: Iterable[list[Cell]]) -> Iterable[RowsSent]:
    packed: list[str] = []
    numbers: list[int] = []
    for number, cells in enumerate(rows, 1):
        texts = [cell if cell.__class__ is str else text_of(cell) for cell in cells]
        row = SEPARATOR.join(texts)
        if row.count(SEPARATOR) >= len(cells) or "\0" in row:
            row = pack([text_of(cell).replace("\0", " ") for cell in cells])
        if row.strip(_BLANK):
            packed.append(row)
            numbers.append(number)
            if len(packed) >= _CHUNK:
                yield RowsSent(packed, numbers)
                packed, numbers = [], []
    yield RowsSent(packed, numbers)


def text_of(cell: Cell) -> str:
    """A cell as text: 12.0 is "12", a date "2019-04-03", a moment "2019-04-03 10:30:00", true "TRUE"."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime.datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S") if cell.time() != datetime.time() else cell.date().isoformat()
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return str(cell)
