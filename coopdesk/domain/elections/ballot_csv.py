"""Ballots as a spreadsheet: a heading row of candidates, then one row for each paper, with the numbers as written.

A last column headed "papers" may say how many papers look like the row. Empty cells are empty boxes; an ``x`` counts as
a cross where the rule takes crosses, ``yes`` and ``no`` where it asks for one or the other.
"""

import csv
import io

from coopdesk.domain.elections.ballot_text import MOST_CANDIDATES, BallotFileFault, decode
from coopdesk.domain.elections.ballots import Ballots, Preferences, Spoilt, read_marks
from coopdesk.domain.elections.record import Rule

_COUNT_HEADINGS = ("papers", "count", "number of papers")
_YES = frozenset(("yes", "y", "for"))
_NO = frozenset(("no", "n", "against"))
_CROSSES = frozenset("xX✗✘×✓✔1")


def read_ballot_csv(data: bytes, places: int, rule: Rule = Rule.SCOTTISH) -> Ballots:
    """Read a whole file; how many places there are it cannot say.

    Raises:
        BallotFileFault: naming the first line at fault, counted from 1.
    """
    text = decode(data)
    heading = text.splitlines()[0] if text.strip() else ""
    delimiter = max(",;\t", key=heading.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    papers: dict[Preferences, int] = {}
    spoilt: dict[Spoilt, int] = {}
    try:
        names, counted = _headings(next(rows, []))
        for row in rows:
            if not any(cell.strip() for cell in row):
                # A row of empty boxes is a blank paper; an empty line is nothing.
                if row and len(row) >= len(names):
                    spoilt[Spoilt.BLANK] = spoilt.get(Spoilt.BLANK, 0) + 1
                continue
            read, count = _paper(row, len(names), counted, rule, rows.line_num)
            if read:
                papers[read] = papers.get(read, 0) + count
            else:
                reason = Spoilt.NO_CLEAR_FIRST if any(cell.strip() for cell in row[: len(names)]) else Spoilt.BLANK
                spoilt[reason] = spoilt.get(reason, 0) + count
    except csv.Error as wrong:
        raise BallotFileFault(
            rows.line_num, "a quotation mark in it is never closed or stands in a wrong place"
        ) from wrong
    return Ballots(len(names), places, papers, names, spoilt=spoilt)


def _headings(row: list[str]) -> tuple[tuple[str, ...], bool]:
    names = [cell.strip() for cell in row]
    counted = bool(names) and names[-1].casefold() in _COUNT_HEADINGS
    if counted:
        names.pop()
    if not 1 <= len(names) <= MOST_CANDIDATES or not all(names):
        raise BallotFileFault(1, "it should name the candidates, each in its own column")
    if len({name.casefold() for name in names}) < len(names):
        raise BallotFileFault(1, "two columns name the same candidate")
    return tuple(names), counted


def _paper(row: list[str], candidates: int, counted: bool, rule: Rule, line: int) -> tuple[Preferences, int]:
    if len(row) > candidates + counted or (counted and len(row) <= candidates):
        raise BallotFileFault(line, f"it has {len(row)} columns and the heading has {candidates + counted}")
    cells = [cell.strip() for cell in row]
    count = 1
    if counted:
        if not (cells[-1].isascii() and cells[-1].isdecimal() and 0 < int(cells[-1]) < 10**9):
            raise BallotFileFault(line, f"“{cells[-1][:40]}” is not a number of papers")
        count = int(cells.pop())
    if rule is Rule.CONFIRM:
        return _yes_or_no(cells, line), count
    if not rule.by_preference:
        return _crosses(cells, line), count
    marks: list[int | None] = []
    for cell in cells:
        if cell and not (cell.isascii() and cell.isdecimal() and len(cell) < 5):
            raise BallotFileFault(line, f"“{cell[:40]}” is not a preference")
        marks.append(int(cell) if cell else None)
    return read_marks(marks), count


def _yes_or_no(cells: list[str], line: int) -> Preferences:
    read: list[int] = []
    for place, cell in enumerate(cells, start=1):
        word = cell.casefold()
        if word and word not in _YES | _NO:
            raise BallotFileFault(line, f"“{cell[:40]}” is neither yes nor no")
        if word:
            read.append(place if word in _YES else -place)
    return tuple(read)


def _crosses(cells: list[str], line: int) -> Preferences:
    for cell in cells:
        if cell and cell not in _CROSSES:
            raise BallotFileFault(line, f"“{cell[:40]}” is not a cross")
    return tuple(place for place, cell in enumerate(cells, start=1) if cell)
