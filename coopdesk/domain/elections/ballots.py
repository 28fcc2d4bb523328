"""The papers of one contest, as a count takes them: grouped, with whoever withdrew passed over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

Preferences = tuple[int, ...]
"""Candidates by ballot-paper number, first choice first; each at most once. Where candidates are put to a yes or no, a
number below zero is a no."""


class Spoilt(StrEnum):
    """Why a paper counts for nobody."""

    BLANK = "blank"
    NO_CLEAR_FIRST = "no clear first choice"
    TOO_MANY = "more crosses than places"
    TOO_FEW = "fewer crosses than the rules ask for"
    ONLY_WITHDRAWN = "only for somebody who withdrew"


@dataclass(frozen=True, slots=True)
class Ballots:
    """One contest's papers.

    ``papers`` says how many papers hold each list of preferences; the order of its entries means nothing. Papers that
    count for nobody are in ``spoilt`` by reason and never in ``papers``.
    """

    candidates: int
    places: int
    papers: Mapping[Preferences, int]
    names: tuple[str, ...] = ()
    title: str = ""
    withdrawn: frozenset[int] = frozenset()
    spoilt: Mapping[Spoilt, int] = field(default_factory=dict)

    @property
    def valid(self) -> int:
        """Papers that count."""
        return sum(self.papers.values())

    @property
    def standing(self) -> tuple[int, ...]:
        """Ballot-paper numbers of those who did not withdraw."""
        return tuple(number for number in range(1, self.candidates + 1) if number not in self.withdrawn)

    def name(self, candidate: int) -> str:
        """The name on the paper, or "Candidate 3" where none was given."""
        if candidate <= len(self.names) and self.names[candidate - 1]:
            return self.names[candidate - 1]
        return f"Candidate {candidate}"


def read_marks(marks: Sequence[int | None]) -> Preferences:
    """A paper's numbers, one for each box in ballot-paper order, read to the first missing or repeated number.

    ``None`` is an empty box. Empty where no box, or more than one, holds a 1 (elections reference §4, "Papers").
    """
    boxes: dict[int, list[int]] = {}
    for candidate, number in enumerate(marks, start=1):
        if number is not None:
            boxes.setdefault(number, []).append(candidate)
    read: list[int] = []
    while len(boxes.get(len(read) + 1, ())) == 1:
        read.append(boxes[len(read) + 1][0])
    return tuple(read)


def pass_over(papers: Mapping[Preferences, int], withdrawn: Iterable[int]) -> tuple[dict[Preferences, int], int]:
    """The papers without those who withdrew, and how many papers were for nobody else."""
    gone = frozenset(withdrawn)
    kept: dict[Preferences, int] = {}
    for preferences, count in papers.items():
        left = tuple(each for each in preferences if abs(each) not in gone) if gone else preferences
        kept[left] = kept.get(left, 0) + count
    return kept, kept.pop((), 0)
