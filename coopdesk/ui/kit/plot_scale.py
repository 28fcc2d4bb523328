"""Where the lines and dates of a plot stand: round figures a person would choose, reckoned in whole numbers."""

from collections.abc import Sequence
from datetime import date

_STEPS = (1, 2, 5)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)


def round_marks(highest: int, most: int = 3) -> tuple[int, ...]:
    """Marks from 0 up to or past ``highest`` (0 or more), at most ``most`` above 0, a 1, 2 or 5 apart with noughts.

    >>> round_marks(18462)
    (0, 10000, 20000)
    """
    power = 1
    while True:
        for step in _STEPS:
            count = max(1, -(-highest // (step * power)))
            if count <= most:
                return tuple(step * power * place for place in range(count + 1))
        power *= 10


def year_marks(first: date, last: date, most: int = 4) -> tuple[date, ...]:
    """First days of years inside a period, every one, second, fifth ... so that at most ``most`` are named."""
    opening = first.year if (first.month, first.day) == (1, 1) else first.year + 1
    for step in _YEAR_STEPS:
        years = [year for year in range(opening, last.year + 1) if year % step == 0]
        if len(years) <= most:
            return tuple(date(year, 1, 1) for year in years)
    return ()


def nearest(days: Sequence[date], wanted: int) -> int:
    """The place of the day nearest to an ordinal day; -1 where there is none."""
    if not days:
        return -1
    return min(range(len(days)), key=lambda place: abs(days[place].toordinal() - wanted))
