"""The lines of a ballot file as nearly every program writes them, read all at once: "papers first second ... 0".

Reading is most of the time of a count. Here a file is one list of numbers, taken apart at its noughts; whatever is
unusual, or at fault, is left to ``blt``, which reads line by line and names the line.
"""

from collections import Counter
from collections.abc import Sequence
from operator import mul

from coopdesk.domain.elections.ballots import Preferences

_NOT_A_CANDIDATE = 10**10
"""Added to a number that is no candidate's, so that a paper that names it stands out; it may be how many papers."""

_MOST_DIGITS = 9


class _Unusual(Exception):
    """A word that is no number, or one longer than papers can be many."""


class _Numbers(dict[str, int]):
    """What each word of a file means."""

    def __missing__(self, word: str) -> int:
        if not (word.isascii() and word.isdecimal() and len(word) <= _MOST_DIGITS):
            raise _Unusual
        self[word] = found = int(word) + _NOT_A_CANDIDATE
        return found


def usual_papers(lines: Sequence[str], candidates: int) -> dict[Preferences, int] | None:
    """How many papers have each list of preferences; None where any line is not usual."""
    distinct = Counter(lines)
    text = "\n".join(distinct) + "\n"
    if not distinct or text.count(" 0\n") != len(distinct):
        return None
    numbers = _Numbers((str(number), number) for number in range(candidates + 1))
    try:
        read = (*map(numbers.__getitem__, text.split()),)
    except _Unusual:
        return None
    if read.count(0) != len(distinct):
        return None
    papers, counts = _taken_apart(read)
    # A paper without a choice, or with one twice: the sets are then smaller than the numbers between count and nought.
    if not all(papers) or sum(map(len, map(frozenset, papers))) != len(read) - 2 * len(distinct):
        return None
    if len(numbers) > candidates + 1:
        if max(map(max, papers)) >= _NOT_A_CANDIDATE:
            return None
        counts = [count % _NOT_A_CANDIDATE for count in counts]
        if not all(counts):
            return None
    return _added_up(papers, [*map(mul, counts, distinct.values())])


def _taken_apart(read: tuple[int, ...]) -> tuple[list[Preferences], list[int]]:
    """The numbers of all lines, one after the other, as papers and how many there are of each."""
    papers: list[Preferences] = []
    counts: list[int] = []
    at, end, nought = 0, len(read), read.index
    while at < end:
        here = nought(0, at)
        counts.append(read[at])
        papers.append(read[at + 1 : here])
        at = here + 1
    return papers, counts


def _added_up(papers: Sequence[Preferences], counts: Sequence[int]) -> dict[Preferences, int]:
    added = dict(zip(papers, counts, strict=True))
    if len(added) == len(papers):
        return added
    added = dict.fromkeys(added, 0)
    for paper, count in zip(papers, counts, strict=True):
        added[paper] += count
    return added
