"""Who retires: one third of the board, to the nearest whole number, longest serving first, ties by lot.

Domain reference §2.1 and §7.1 (model rules): 4 gives 1, 5 gives 2, 8 gives 3, 10 gives 3; scenario 43.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coopdesk.domain.elections.lots import LotNeededError, Lots
from coopdesk.domain.elections.record import Lot, Purpose


@dataclass(frozen=True, slots=True)
class Serving:
    """Somebody on the board, since when: the day of the last election or appointment."""

    number: int
    """What a lot calls them by."""
    since: date


@dataclass(frozen=True, slots=True)
class Retirement:
    """Who goes, longest serving first; or between whom a lot must be drawn before that is known."""

    retiring: tuple[int, ...]
    lots: tuple[Lot, ...]
    lot_needed_between: tuple[int, ...] | None


def a_third(directors: int) -> int:
    """One third to the nearest whole number; a third is never half way between two."""
    return (directors + 1) // 3


def retirement(board: Sequence[Serving], lots: Lots) -> Retirement:
    """Who retires this year.

    Raises:
        LotNotAmongThem: an entered lot names somebody who is not tied.
    """
    wanted = a_third(len(board))
    going: list[int] = []
    drawn: list[Lot] = []
    for day in sorted({each.since for each in board}):
        level = sorted(each.number for each in board if each.since == day)
        while level and len(going) < wanted:
            picked = level[0]
            if len(level) > wanted - len(going):
                try:
                    lot = lots.draw(level, 1, Purpose.EXCLUSION)
                except LotNeededError as stop:
                    return Retirement(tuple(going), tuple(drawn), stop.tied)
                drawn.append(lot)
                picked = lot.picked
            level.remove(picked)
            going.append(picked)
    return Retirement(tuple(going), tuple(drawn), None)
