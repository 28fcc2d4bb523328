"""Membership that lapses: in some societies, where a member neither attends nor apologises beforehand from one annual
meeting to the next (domain reference §3, item 4). How many meetings in a row must be missed is the society's setting.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PastMeeting:
    """One annual general meeting that was held."""

    id: int
    day: date
    opened: datetime


def meetings_that_count(held: Sequence[PastMeeting], after: int) -> tuple[PastMeeting, ...]:
    """The last ``after`` annual meetings, the newest first; nothing where the rule is off or there were too few."""
    newest = sorted(held, key=lambda meeting: meeting.opened, reverse=True)[:after]
    return tuple(newest) if after > 0 and len(newest) == after else ()


def lapses(joined_on: date, shown: frozenset[int], meetings: Sequence[PastMeeting]) -> bool:
    """Whether a membership lapses.

    Args:
        joined_on: a meeting held before, or on the day of joining, is not held against anybody.
        shown: meetings that the member attended or (where the rules count that) was represented at by proxy, or sent
            apologies for before they opened.
        meetings: from ``meetings_that_count``.
    """
    return bool(meetings) and all(each.day > joined_on and each.id not in shown for each in meetings)
