"""Days and times as people type them. Here the day comes before the month, whatever the computer's language."""

import re
from datetime import date, datetime, time

from coopdesk.domain.clock import LONDON, read_moment
from coopdesk.domain.refusals import NotUnderstood

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ],
        1,
    )
    for name in names.split()
}
_FIGURES = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_HOUR = re.compile(r"(?:[\sT,]|\bat\b)+([0-9]{1,2})(?:[:.]([0-9]{2}))?\s*([ap]\.?m\.?)?$", re.IGNORECASE)


def day_in_words(text: str) -> tuple[str, int, int] | None:
    """Year as written, month and day of "11 July 2015", "11th Jul 15", "Saturday 11 July 2015" or "July 11, 2015"; None
    where no month is named or anything else is."""
    month = 0
    figures: list[str] = []
    for word in re.split(r"[\s,/.-]+", text.casefold()):
        if word in _MONTHS and not month:
            month = _MONTHS[word]
            continue
        figure = word[:-2] if word.endswith(("st", "nd", "rd", "th")) and word[:-2].isdigit() else word
        if figure.isascii() and figure.isdigit() and len(figures) < 2:
            figures.append(figure)
    if not month or len(figures) != 2 or len(figures[0]) > 2:
        return None
    return figures[1], month, int(figures[0])


def day_written(text: str) -> date:
    """The day of "2026-11-28", "28/11/2026", "28.11.2026", "28 November 2026" or "Saturday 28th Nov 2026".

    A year has four figures: whether "28" is to come or long past is nothing to guess at.

    Raises:
        ValueError: it is none of these, or no day of the calendar.
    """
    plain = text.strip()
    figures = _FIGURES.fullmatch(plain)
    if figures is not None:
        return date(int(figures[3]), int(figures[2]), int(figures[1]))
    words = day_in_words(plain)
    if words is not None and len(words[0]) == 4:
        return date(int(words[0]), words[1], words[2])
    return date.fromisoformat(plain)


def moment_written(text: str, otherwise: time = time()) -> datetime:
    """The moment of "2026-11-28T19:00", "28/11/2026 19:00" or "28 November 2026, 7.30 pm", by the clock of the hall;
    ``otherwise`` is the time of a day alone.

    Raises:
        ValueError: it is no moment.
    """
    plain = text.strip()
    hour = _HOUR.search(plain)
    if hour is None or not (hour[2] or hour[3]):
        try:
            return datetime.combine(day_written(plain), otherwise, LONDON)
        except ValueError:
            # With seconds, or with an offset from UTC.
            return read_moment(plain)
    hours = int(hour[1])
    if hour[3]:
        if not 1 <= hours <= 12:
            raise ValueError("an hour before or after noon is one of twelve")
        hours = hours % 12 + (12 if hour[3][0] in "pP" else 0)
    return datetime.combine(day_written(plain[: hour.start()]), time(hours, int(hour[2] or 0)), LONDON)


def read_day(what: str, text: str, otherwise: date | None) -> date:
    """A day as typed, or ``otherwise`` for ""; None where there has to be one.

    Raises:
        NotUnderstood: it is no day of the calendar.
    """
    if otherwise is not None and not text.strip():
        return otherwise
    try:
        return day_written(text)
    except ValueError as error:
        raise NotUnderstood(what, text, "write a day that exists, as 28/11/2026 or 2026-11-28") from error


def read_past_day(what: str, text: str, today: date) -> date:
    """A day that is not ahead; "" is today.

    Raises:
        NotUnderstood: it is no day of the calendar, or it lies ahead.
    """
    day = read_day(what, text, today)
    if day > today:
        raise NotUnderstood(what, text, "it lies ahead")
    return day


def age_on(born: date, day: date) -> int:
    """Whole years of age on a day; somebody born on 29 February is a year older on 1 March where there is no 29th."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
