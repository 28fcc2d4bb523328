"""Days on which nothing is due: weekends and the bank holidays of England and Wales.

Companies Act 2006 s.327(3): in counting the hours by which a proxy must be in, no account is taken of any part of a day
that is not a working day; s.1173: not a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday. The holidays
of the Banking and Financial Dealings Act 1971 are worked out; one proclaimed for a single year (a coronation) is not
known here, and so moves no deadline.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from coopdesk.domain.clock import LONDON, local

_SATURDAY = 5
_MONDAY = 0


def is_working_day(day: date) -> bool:
    """Neither a weekend nor a bank holiday."""
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year)


def hours_before(moment: datetime, hours: int, *, working_days: bool) -> datetime:
    """The moment so many hours earlier.

    Args:
        moment: an aware moment.
        hours: 0 or more.
        working_days: only hours of working days count, in the meeting's own time.
    """
    if not working_days:
        return moment - timedelta(hours=hours)
    left, at = timedelta(hours=hours), moment
    while True:
        day = local(at).date() if local(at).time() != time(0) else local(at).date() - timedelta(days=1)
        start = datetime.combine(day, time(0), LONDON).astimezone(moment.tzinfo)
        if is_working_day(day):
            if at - start >= left:
                return at - left
            left -= at - start
        elif not left:
            return at
        at = start


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England and Wales in a year, with their substitutes for those on a weekend."""
    easter = easter_sunday(year)
    days = {
        easter - timedelta(days=2),
        easter + timedelta(days=1),
        _first_monday(year, 5),
        _last_monday(year, 5),
        _last_monday(year, 8),
    }
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while day.weekday() >= _SATURDAY or day in days:
            day += timedelta(days=1)
        days.add(day)
    return frozenset(days)


def easter_sunday(year: int) -> date:
    """Easter Sunday in the Gregorian calendar, by the method of Meeus, Jones and Butcher."""
    golden, century, of_century = year % 19, year // 100, year % 100
    leaps, skipped = century // 4, century % 4
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - correction + 15) % 30
    weekday = (32 + 2 * skipped + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(_MONDAY - first.weekday()) % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() - _MONDAY) % 7)
