"""One sheet of rows, and the three kinds of file it can become."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from typing import Literal

from coopdesk.domain.collecting import no_collecting
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services.roster.values import unprotected
from coopdesk.services.spreadsheets.ods import ods
from coopdesk.services.spreadsheets.xlsx import xlsx

Spreadsheet = Literal["csv", "xlsx", "ods"]
Cell = str | int
"""Text, or a whole number. Days and amounts of money are text, so that no program rewrites them."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds: the sheet's name, its headings, and its rows."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]


_KINDS: dict[str, Spreadsheet] = {".csv": "csv", ".xlsx": "xlsx", ".ods": "ods"}


def format_of(name: str) -> Spreadsheet:
    """The kind of spreadsheet a file's name asks for.

    Raises:
        NotUnderstood: it ends in something else.
    """
    kind = _KINDS.get(PurePath(name).suffix.lower())
    if kind is None:
        raise NotUnderstood("The file to export to", PurePath(name).name, "end its name in .csv, .xlsx or .ods")
    return kind


def spreadsheet_bytes(kind: Spreadsheet, sheet: Sheet) -> bytes:
    """The sheet as a file. The same sheet makes the same bytes."""
    with no_collecting():
        return _WRITERS[kind](sheet)


def guarded(cell: Cell) -> Cell:
    """Text that would be taken for a formula, made harmless; ``unprotected`` gives the text back."""
    return f"'{cell}" if isinstance(cell, str) and unprotected(f"'{cell}") != f"'{cell}" else cell


_DOUBTFUL = re.compile("['=+@\t\r＝＋－＠-]")
"""What a cell that may need a guard begins with: a sign of a formula, or the apostrophe that guards one."""
_SIGNS = "'=+@\t＝＋－＠-"
_BEFORE_A_CELL = (",", "\n", '"')
_PART = 512
"""Rows looked at together."""


def _guarded_rows(sheet: Sheet) -> Iterable[Sequence[Cell]]:
    doubtful = _DOUBTFUL.match
    yield sheet.headings
    for row in sheet.rows:
        yield (
            [guarded(cell) for cell in row] if any(cell.__class__ is str and doubtful(cell) for cell in row) else row
        )


def _csv(sheet: Sheet) -> bytes:
    text = io.StringIO(newline="")
    whole = csv.writer(text)
    whole.writerow(sheet.headings)
    rows = iter(sheet.rows)
    while part := list(islice(rows, _PART)):
        # One look at some hundred written lines tells that nearly all need no guard: a register of 100,000 has no time
        # for each cell.
        trial = io.StringIO(newline="")
        csv.writer(trial).writerows(part)
        lines = trial.getvalue()
        if _may_need_guards(lines):
            whole.writerows([guarded(cell) for cell in row] for row in part)
        else:
            text.write(lines)
    # The mark at the start is what makes Excel read the names as UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _may_need_guards(lines: str) -> bool:
    """Whether some cell of these lines may begin with a sign of a formula; searching for two letters is quickest."""
    if lines[:1] in _SIGNS or ',"\r' in lines or '\n"\r' in lines or lines.startswith('"\r'):
        return True
    return any(f"{before}{sign}" in lines for sign in _SIGNS if sign in lines for before in _BEFORE_A_CELL)


def _xlsx(sheet: Sheet) -> bytes:
    return xlsx(sheet.name, _guarded_rows(sheet))


def _ods(sheet: Sheet) -> bytes:
    return ods(sheet.name, _guarded_rows(sheet))


_WRITERS: dict[Spreadsheet, Callable[[Sheet], bytes]] = {"csv": _csv, "xlsx": _xlsx, "ods": _ods}
