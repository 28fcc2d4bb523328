"""Ballots as a spreadsheet with a column for each choice, "Choice 1", "Choice 2", and who was chosen in it.

Who is chosen stands there by name, or by number on the ballot paper. By name, candidates are numbered in alphabetical
order, as such a file does not say in which order the paper had them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coopdesk.domain.elections.ballot_text import MOST_CANDIDATES, BallotFileFault, short
from coopdesk.domain.elections.ballots import Preferences, Spoilt
from coopdesk.domain.elections.record import Rule

COUNT_HEADINGS = ("papers", "count", "number of papers")
_MARK_HEADINGS = ("paper", "ballot", "ballot id", "id", "serial", "timestamp")
_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_KIND = r"(?:rank|choice|preference|pref)"
_CHOICE = re.compile(
    rf"(?:{_KIND}\W*)?([0-9]{{1,3}})(?:st|nd|rd|th)?(?:\W*{_KIND})?|({'|'.join(_WORDS)})\W*{_KIND}?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what, counted from 0."""

    choices: tuple[int, ...]
    count: int | None
    bare: bool
    """Headed 1, 2, 3 and nothing else: they may be choices, or candidates."""


def choices_of(heading: Sequence[str]) -> Columns | None:
    """The columns of such a file; None where the heading names candidates."""
    cells = [" ".join(cell.casefold().split()) for cell in heading]
    while cells and not cells[-1]:
        cells.pop()
    count = next((place for place, cell in enumerate(cells) if cell in COUNT_HEADINGS), None)
    asked = [place for place, cell in enumerate(cells) if place != count and cell not in _MARK_HEADINGS]
    numbers = [_number(cells[place]) for place in asked]
    if not numbers or numbers != list(range(1, len(numbers) + 1)):
        return None
    return Columns(tuple(asked), count, all(cells[place].isdecimal() for place in asked))


def _number(cell: str) -> int | None:
    found = _CHOICE.fullmatch(cell)
    if found is None:
        return None
    return int(found[1]) if found[1] else _WORDS.index(found[2].casefold()) + 1


def count_of(cell: str, line: int) -> int:
    """How many papers look like a row.

    Raises:
        BallotFileFault: it is no number of papers.
    """
    if not (cell.isascii() and cell.isdecimal() and len(cell) < 10 and int(cell)):
        raise BallotFileFault(line, f"“{short(cell)}” is not a number of papers")
    return int(cell)


def papers_by_choice(
    columns: Columns, rows: Iterable[tuple[int, list[str]]], rule: Rule
) -> tuple[tuple[str, ...], dict[Preferences, int], dict[Spoilt, int]]:
    """Names, papers and spoilt papers; ``rows`` come with the number of their line.

    Raises:
        BallotFileFault: naming the line at fault.
    """
    if rule is Rule.CONFIRM:
        raise BallotFileFault(1, "its columns are choices in order, and this count asks for a yes or no to each")
    read: list[tuple[int, list[str], int]] = []
    for line, row in rows:
        cells = [" ".join(row[place].split()) if place < len(row) else "" for place in columns.choices]
        if not any(cell.strip() for cell in row):
            if len(row) > 1:
                read.append((line, cells, 1))
            continue
        count = (
            1
            if columns.count is None
            else count_of(row[columns.count].strip() if columns.count < len(row) else "", line)
        )
        read.append((line, cells, count))
    people = {cell.casefold(): cell for _, cells, _ in sorted(read, key=_cells) for cell in cells if cell}
    numbers, names = _numbered(people, columns, read)
    papers: dict[Preferences, int] = {}
    spoilt: dict[Spoilt, int] = {}
    for line, cells, count in read:
        paper = _paper([numbers[cell.casefold()] if cell else None for cell in cells], rule, line)
        if paper:
            papers[paper] = papers.get(paper, 0) + count
        else:
            reason = Spoilt.NO_CLEAR_FIRST if any(cells) else Spoilt.BLANK
            spoilt[reason] = spoilt.get(reason, 0) + count
    return names, papers, spoilt


def _cells(row: tuple[int, list[str], int]) -> list[str]:
    """The same spelling of a name stands whatever the order of the lines."""
    return row[1]


def _numbered(
    people: dict[str, str], columns: Columns, read: Sequence[tuple[int, list[str], int]]
) -> tuple[dict[str, int], tuple[str, ...]]:
    if all(each.isascii() and each.isdecimal() for each in people):
        if columns.bare:
            fault = (
                "its columns are headed 1, 2, 3, which may be candidates or choices: head them “Choice 1” or by name"
            )
            raise BallotFileFault(1, fault)
        numbers = {each: int(each[:6]) for each in people}
        for line, cells, _ in read:
            wrong = next((cell for cell in cells if cell and not 1 <= numbers[cell] <= MOST_CANDIDATES), None)
            if wrong is not None:
                raise BallotFileFault(line, f"“{short(wrong)}” is not a candidate's number")
        most = max(numbers.values(), default=1)
        return numbers, tuple(f"Candidate {number}" for number in range(1, most + 1))
    if len(people) > MOST_CANDIDATES:
        raise BallotFileFault(1, f"there can be 1 to {MOST_CANDIDATES} candidates, and {len(people)} are named")
    ordered = sorted(people)
    return {each: number for number, each in enumerate(ordered, start=1)}, tuple(people[each] for each in ordered)


def _paper(chosen: Sequence[int | None], rule: Rule, line: int) -> Preferences:
    named = [each for each in chosen if each is not None]
    twice = next((each for each in named if named.count(each) > 1), None)
    if twice is not None:
        raise BallotFileFault(line, "a candidate is chosen twice on one paper")
    if not rule.by_preference:
        return tuple(sorted(named))
    # Read to the first choice left out.
    return tuple(named[: chosen.index(None)] if None in chosen else named)
