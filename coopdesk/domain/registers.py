"""What the registers of a society contain, and how an entry stood on a day.

Section 30 of the Co-operative and Community Benefit Societies Act 2014: for each member name and postal address,
electronic address with the purposes notified, shares and the amount paid on them, other property in the society, the
day entered and the day ceased; for each officer name, address, office and days. The *duplicate* register has all of it
but shares and property (s.30(2)(c) and (d)), and is what members may inspect (s.103): its type has no field to put them
in, so that no slip of ours can show them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Period(NamedTuple):
    """One time of membership: from the day entered to the day ceased, None while it goes on."""

    entered: date
    ceased: date | None


class PublicEntry(NamedTuple):
    """One member in the duplicate register. Named tuples, because a register may have 100,000 of them."""

    number: str
    name: str
    address: str
    """Postal address with its postcode, on one line."""
    electronic: str
    """An address notified for notices under the Act, or ""."""
    purposes: str
    """What it was notified for."""
    entered: date
    ceased: date | None
    """None while the membership goes on, and where the day it ceased is not known."""
    current: bool = True
    """A member on the day."""
    earlier: tuple[Period, ...] = ()
    """Memberships before this one, the oldest first."""


class Holding(NamedTuple):
    """What only the full register says of a member (2014 Act s.30(2)(c) and (d))."""

    shares: int
    paid_pence: int
    """Paid, or agreed to be considered as paid, on the shares."""
    property: str = ""
    """Other property in the society: "loan £500, deposit £20"."""


class FullEntry(NamedTuple):
    """One member in the register itself: the duplicate's entry, and the holding."""

    entry: PublicEntry
    holding: Holding


class OfficerEntry(NamedTuple):
    """One term of an office."""

    name: str
    address: str
    office: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Turn:
    """A dated turn in a membership, from the record of events."""

    kind: str
    """entered, ended, died, rejoined, merged."""
    day: date


def periods(turns: Iterable[Turn], entered: date, ceased: date | None) -> tuple[Period, ...]:
    """The times of membership, the oldest first.

    The member's own row says when the last one began and ended; the turns say what was before. Turns that the row says
    already add nothing.

    Args:
        turns: in the order they were recorded; one recorded late takes the place of its day.
        entered: when the present or last membership began.
        ceased: when it ended, None while it goes on.
    """
    found: list[Period] = []
    begun: date | None = None
    for turn in sorted(turns, key=_by_day):
        if turn.kind in ("entered", "rejoined"):
            begun = turn.day
        elif turn.kind in ("ended", "died", "merged") and begun is not None:
            found.append(Period(begun, turn.day))
            begun = None
    earlier = [each for each in found if each.entered < entered and (each.ceased or entered) <= entered]
    return (*earlier, Period(entered, ceased))


def _by_day(turn: Turn) -> tuple[date, bool]:
    return turn.day, turn.kind != "entered"


def as_at(times: Sequence[Period], day: date) -> tuple[Period, tuple[Period, ...]] | None:
    """The membership that an entry shows on a day and those before it; None for somebody not entered by then.

    A membership that ended after the day had not ended on it.
    """
    begun = [each for each in times if each.entered <= day]
    if not begun:
        return None
    last = begun[-1]
    shown = last if last.ceased is None or last.ceased <= day else Period(last.entered, None)
    return shown, tuple(begun[:-1])


def said_on(day: date, now: str, past: Iterable[tuple[date, str]]) -> str:
    """What a field of an entry said on a day.

    Args:
        day: the day asked about.
        now: what it says today.
        past: (until, was) in the order recorded: it said ``was`` up to, and not on, the day ``until``.
    """
    after = [(until, at, was) for at, (until, was) in enumerate(past) if until > day]
    return min(after)[2] if after else now
