"""Reading a column of dates. Whether the day or the month comes first is decided once for the whole column."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from coopdesk.domain.days import day_in_words
from coopdesk.services.roster.values import Bad, quoted

_SERIAL_ZERO = date(1899, 12, 30)
"""Day 0 of spreadsheets, which believe that 1900 was a leap year."""
_SERIALS = range(10_000, 73_051)
"""1927 to 2100: smaller numbers are years or slips."""
_EARLIEST = 1844
"""The Rochdale Pioneers: no co-operative's register is older."""


@dataclass(frozen=True, slots=True)
class DateOrder:
    """How a column's dates are written."""

    month_first: bool
    because: str
    """The value that decided for month first; "" otherwise."""
    matters: bool
    """Some value reads differently one way and the other."""

    def sentence(self, heading: str) -> str:
        """The notice that states it."""
        if self.month_first:
            return f"Dates in “{heading}” are read month first, because “{self.because}” can be read no other way."
        return f"Dates in “{heading}” are read day first: 03/04/2019 is 3 April 2019."


def order_of(texts: Iterable[str]) -> DateOrder:
    """Decide for a whole column: month first where any value fits only that, otherwise day first."""
    matters = False
    because = ""
    for text in texts:
        parts = _numbers(text)
        if parts is None or len(parts[0]) > 2:
            continue
        first, second = int(parts[0]), int(parts[1])
        if first <= 12 and second <= 12 and first != second:
            matters = True
        elif not because and first <= 12 < second <= 31 and _day(_year(parts[2], 9999), first, second):
            because = text.strip()
    return DateOrder(bool(because), because, matters or bool(because))


def read_date(text: str, month_first: bool, today: date) -> date | Bad | None:
    """Read a date in any of the ways registers write it; None for a blank.

    "2012-03-19" (real dates arrive so), "06/02/2014", "6.2.14", "11 July 2015", "July 11, 2015", "20120319", the serial
    number 41000, each with a time after it or not.
    """
    plain = text.strip()
    if not plain:
        return None
    day = _read(plain, month_first, today)
    if day is None or day.year < _EARLIEST:
        note = ", reading month first" if month_first else ""
        return Bad(f"no such date: {quoted(plain)}{note}")
    return day


def _read(plain: str, month_first: bool, today: date) -> date | None:
    if plain.isdigit() and plain.isascii():
        if len(plain) == 8:
            return _day(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
        serial = int(plain) if len(plain) == 5 else 0
        return _SERIAL_ZERO + timedelta(days=serial) if serial in _SERIALS else None
    parts = _numbers(plain)
    if parts is None:
        return _read_words(plain, today)
    first, second, third = parts
    if len(first) == 4:
        return _day(int(first), int(second), int(third))
    year = _year(third, today.year)
    if month_first:
        return _day(year, int(first), int(second))
    return _day(year, int(second), int(first))


def _numbers(text: str) -> tuple[str, str, str] | None:
    """The three numbers of a date written in figures; None when it is not."""
    head = text.strip().replace("T", " ").partition(" ")[0]
    parts = head.replace(".", "/").replace("-", "/").split("/")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
        return None
    return parts[0], parts[1], parts[2]


def _read_words(plain: str, today: date) -> date | None:
    words = day_in_words(plain)
    return None if words is None else _day(_year(words[0], today.year), words[1], words[2])


def _year(text: str, this_year: int) -> int:
    """Two figures mean the latest such year that is not to come: nobody joins next year."""
    year = int(text)
    if len(text) > 2:
        return year
    century = this_year // 100 * 100
    return century + year if century + year <= this_year else century - 100 + year


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
