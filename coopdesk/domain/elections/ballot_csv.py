"""Ballots as a spreadsheet: a heading row of candidates, then one row for each paper, with the numbers as written.

A last column headed "papers" may say how many papers look like the row. Empty cells are empty boxes; an ``x`` counts as
a cross where the rule takes crosses, ``yes`` and ``no`` where it asks for one or the other. Two other forms are known:
columns headed by choice, which hold who is chosen (``ballot_choices``), and Scottish wards, which are a .blt file with
commas.
"""

import csv
import io
from collections.abc import Iterable

from coopdesk.domain.elections.ballot_choices import COUNT_HEADINGS, choices_of, count_of, papers_by_choice
from coopdesk.domain.elections.ballot_text import MOST_CANDIDATES, BallotFileFault, decode
from coopdesk.domain.elections.ballots import Ballots, Preferences, Spoilt, read_marks
from coopdesk.domain.elections.blt import read_blt
from coopdesk.domain.elections.record import Rule

_YES = frozenset(("yes", "y", "for"))
_NO = frozenset(("no", "n", "against"))
_CROSSES = frozenset("xX✗✘×✓✔1")


def says_places(data: bytes) -> bool:
    """Does the file say itself how many places there are, as Scottish wards do: "6,3" first, people named last?

    Raises:
        BallotFileFault: it is not text.
    """
    first, _, rest = decode(data).partition("\n")
    words = first.replace(",", " ").split()
    named = any(letter.isalpha() for letter in rest.rstrip().rpartition("\n")[2])
    return len(words) == 2 and named and all(word.isascii() and word.isdecimal() for word in words)


def read_ballot_csv(data: bytes, places: int, rule: Rule = Rule.SCOTTISH) -> Ballots:
    """Read a whole file; how many places there are most cannot say, and where one does, its own number holds.

    Raises:
        BallotFileFault: naming the first line at fault, counted from 1.
    """
    text = decode(data)
    if says_places(data):
        return read_blt(_with_noughts(text).encode(), rule)
    heading = text.splitlines()[0] if text.strip() else ""
    delimiter = max(",;\t", key=heading.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        first = next(rows, [])
        columns = choices_of(first)
        if columns is not None:
            names, papers, spoilt = papers_by_choice(columns, ((rows.line_num, row) for row in rows), rule)
        else:
            names, papers, spoilt = _by_candidate(first, ((rows.line_num, row) for row in rows), rule)
    except csv.Error as wrong:
        raise BallotFileFault(
            rows.line_num, "a quotation mark in it is never closed or stands in a wrong place"
        ) from wrong
    return Ballots(len(names), places, papers, names, spoilt=spoilt)


def _with_noughts(text: str) -> str:
    """The papers of a Scottish ward end with their lines, and all of them with the first line that names somebody."""
    lines = text.splitlines()
    named = next((place for place, line in enumerate(lines) if any(letter.isalpha() for letter in line)), len(lines))
    papers = [f"{line} 0" if line.strip(" ,") else line for line in lines[1:named]]
    # "Candidate 1" before the name is its number, not part of it.
    people = [line.partition(",")[2] if line.lstrip('"').startswith("Candidate ") else line for line in lines[named:]]
    return "\n".join([*lines[:1], *papers, "0 " + people[0] if people else "0", *people[1:]])


def _by_candidate(
    heading: list[str], rows: Iterable[tuple[int, list[str]]], rule: Rule
) -> tuple[tuple[str, ...], dict[Preferences, int], dict[Spoilt, int]]:
    names, counted = _headings(heading)
    papers: dict[Preferences, int] = {}
    spoilt: dict[Spoilt, int] = {}
    for line, row in rows:
        if not any(cell.strip() for cell in row):
            # A row of empty boxes is a blank paper; an empty line is nothing.
            if row and len(row) >= len(names):
                spoilt[Spoilt.BLANK] = spoilt.get(Spoilt.BLANK, 0) + 1
            continue
        read, count = _paper(row, len(names), counted, rule, line)
        if read:
            papers[read] = papers.get(read, 0) + count
        else:
            reason = Spoilt.NO_CLEAR_FIRST if any(cell.strip() for cell in row[: len(names)]) else Spoilt.BLANK
            spoilt[reason] = spoilt.get(reason, 0) + count
    return names, papers, spoilt


def _headings(row: list[str]) -> tuple[tuple[str, ...], bool]:
    names = [cell.strip() for cell in row]
    counted = bool(names) and names[-1].casefold() in COUNT_HEADINGS
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
        count = count_of(cells.pop(), line)
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
