"""Lots: drawn in public, from a seed anybody can repeat, or entered with the witness who saw it.

A count that needs a lot and was given none stops and names those between whom it is to be drawn.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from coopdesk.domain.elections.record import Lot, Purpose
from coopdesk.domain.refusals import Refusal

_SPACE = 1 << 256


@dataclass
class LotNotAmongThem(Refusal):
    """An entered lot names somebody who is not tied."""

    code = "LOT-NOT-AMONG-THEM"
    sentence = (
        "The lot entered at stage {stage} names candidate {picked}, and the lot is between candidates {tied}. "
        "Nothing was counted: enter the one that was drawn."
    )
    stage: int
    picked: int
    tied: str


@dataclass
class LotsNotNeeded(Refusal):
    """More lots were entered than the count needed."""

    code = "LOT-NOT-NEEDED"
    sentence = (
        "{given} lots were entered and the count needed {needed}. Leave out those it does not need, and count again."
    )
    given: int
    needed: int


@dataclass
class WitnessMissing(Refusal):
    """A lot drawn by hand that nobody saw."""

    code = "WITNESS-MISSING"
    sentence = (
        "A lot drawn by hand stands on whoever saw it drawn, and nobody is named here. Nothing was counted: "
        "name the witness."
    )


def by_hand(witness: str) -> str:
    """How a lot drawn by hand is told on the record; "" where nobody saw it, which no count takes."""
    return f"drawn by hand, seen by {' '.join(witness.split())}" if witness.strip() else ""


class LotNeededError(Exception):
    """The count cannot go on: internal to the rules, which end with ``lot_needed_between``."""

    def __init__(self, tied: Sequence[int], purpose: Purpose) -> None:
        super().__init__("a lot is needed")
        self.tied = tuple(sorted(tied))
        self.purpose = purpose


class Lots(Protocol):
    """Where outcomes of lots come from."""

    def draw(self, tied: Sequence[int], stage: int, purpose: Purpose, /) -> Lot:
        """One of the tied.

        Raises:
            LotNeededError: none has been drawn yet.
            LotNotAmongThem: the one entered is about others.
        """


class NoLots:
    """Nobody has drawn anything: the count stops at the first tie that needs a lot."""

    def draw(self, tied: Sequence[int], _stage: int, purpose: Purpose, /) -> Lot:
        """Stop."""
        raise LotNeededError(tied, purpose)


class Seeded:
    """Lots from a seed said aloud before the count: draw k of a contest is SHA-256 of "seed/contest/k".

    The tied stand in ballot-paper order; the digest, a number below 2 to the 256, picks one by its remainder. A digest
    in the short last stretch that would favour the first is passed over, and k goes on by one.
    """

    def __init__(self, seed: str, contest: str) -> None:
        self._seed = seed
        self._contest = contest
        self._drawn = 0

    def draw(self, tied: Sequence[int], stage: int, purpose: Purpose, /) -> Lot:
        """One of the tied, by the next digest."""
        ordered = tuple(sorted(tied))
        while True:
            self._drawn += 1
            words = f"{self._seed}/{self._contest}/{self._drawn}"
            number = int.from_bytes(hashlib.sha256(words.encode()).digest(), "big")
            if number < _SPACE - _SPACE % len(ordered):
                picked = ordered[number % len(ordered)]
                return Lot(ordered, stage, purpose, picked, f"SHA-256 of “{words}”")


class Entered:
    """Lots drawn by hand, in the order they were needed, each with its witness; also a recount's replay.

    Raises:
        WitnessMissing: one of them nobody saw.
    """

    def __init__(self, outcomes: Iterable[tuple[int, str]]) -> None:
        self._outcomes = list(outcomes)
        if not all(how.strip() for _, how in self._outcomes):
            raise WitnessMissing()
        self._used = 0

    def draw(self, tied: Sequence[int], stage: int, purpose: Purpose, /) -> Lot:
        """The next one entered."""
        ordered = tuple(sorted(tied))
        if self._used == len(self._outcomes):
            raise LotNeededError(ordered, purpose)
        picked, method = self._outcomes[self._used]
        if picked not in ordered:
            raise LotNotAmongThem(stage, picked, ", ".join(map(str, ordered)))
        self._used += 1
        return Lot(ordered, stage, purpose, picked, method)

    def check_all_used(self) -> None:
        """Every lot entered was about a tie of this count.

        Raises:
            LotsNotNeeded: some were not.
        """
        if self._used < len(self._outcomes):
            raise LotsNotNeeded(len(self._outcomes), self._used)


def replay(lots: Iterable[Lot]) -> Entered:
    """The lots of an earlier count, for a recount: an earlier lot stands (ERS97 5.6)."""
    return Entered((lot.picked, lot.method) for lot in lots)
