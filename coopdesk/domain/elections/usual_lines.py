"""The lines of a ballot file as nearly every program writes them, read all at once: "papers first second ... 0".

Reading is most of the time of a count, so no number becomes a word of its own on the way. Tab stops every two letters
set all choices out two letters wide; read as hexadecimal, "7 " (written "7f") and "12" are then one byte each, and a
table says which candidate each byte is. Whatever is unusual, or at fault, is left to ``blt``, which reads line by line
and names the line.
"""

from binascii import unhexlify
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from operator import mul

from coopdesk.domain.elections.ballots import Preferences

_MOST_CANDIDATES = 99
_MOST_DIGITS = 9
"""Of how many papers there are of a line."""
_AT_ONCE = 1_000
"""Lines: so many that little is done more than once, so few that all about them stays close to the processor."""
_BETWEEN = " \n "
_LETTERS = b"0123456789 \n"
_NOBODY = b"\xff"
_TABS = bytes.maketrans(b" ", b"\t")
_FILLED = bytes.maketrans(b" ", b"f")


def usual_papers(lines: Sequence[str], candidates: int) -> dict[Preferences, int] | None:
    """How many papers have each list of preferences; None where any line is not usual."""
    if not lines or candidates > _MOST_CANDIDATES:
        return None
    distinct = Counter(lines)
    meaning = _meaning(candidates)
    papers: list[Preferences] = []
    counts: list[int] = []
    remaining = iter(distinct)
    try:
        while some := list(islice(remaining, _AT_ONCE)):
            heads, tails = zip(*[line.split(" ", 1) for line in some], strict=True)
            papers += _choices(tails, meaning)
            counts += _counts(heads)
    except ValueError:
        return None
    return _added_up(papers, [*map(mul, counts, distinct.values())])


def _meaning(candidates: int) -> bytes:
    """Which candidate each byte is: "7f" is 7, "12" is 12, and "0f" the nought at the end of a paper."""
    table = bytearray(_NOBODY * 256)
    for number in range(candidates + 1):
        table[int(f"{number}f" if number < 10 else str(number), 16)] = number
    return bytes(table)


def _choices(tails: Sequence[str], meaning: bytes) -> list[Preferences]:
    """The papers "first second ... 0", in their order.

    Raises:
        ValueError: one of them is not usual.
    """
    text = f" {_BETWEEN.join(tails)} ".encode("ascii")
    if text.translate(None, _LETTERS):
        raise ValueError
    wide = text.translate(_TABS).expandtabs(2).translate(_FILLED, b"\n")
    read = unhexlify(wide).translate(meaning, _NOBODY)
    # Each number stands alone between single spaces; one of three digits or more makes two bytes, none makes no byte.
    alone = b"  " not in text and len(read) == text.count(b" ") - len(tails)
    if not alone or _NOBODY in read or read[-1:] != b"\0" or read.count(0) != len(tails):
        raise ValueError
    papers = [*map(tuple, read[:-1].split(b"\0"))]
    # A paper without a choice, or with one twice: the sets are then smaller than the numbers.
    if not all(papers) or sum(map(len, map(frozenset, papers))) != len(read) - len(papers):
        raise ValueError
    return papers


def _counts(heads: Sequence[str]) -> list[int]:
    """How many papers there are of each line.

    Raises:
        ValueError: one of them is no number of papers.
    """
    known = {head: int(head) for head in set(heads)}
    for head, count in known.items():
        if count < 1 or len(head) > _MOST_DIGITS or not (head.isascii() and head.isdecimal()):
            raise ValueError
    return [*map(known.__getitem__, heads)]


def _added_up(papers: Sequence[Preferences], counts: Sequence[int]) -> dict[Preferences, int]:
    added = dict(zip(papers, counts, strict=True))
    if len(added) == len(papers):
        return added
    added = dict.fromkeys(added, 0)
    for paper, count in zip(papers, counts, strict=True):
        added[paper] += count
    return added
