"""Days as people type them."""

from datetime import date

from coopdesk.domain.refusals import NotUnderstood


def read_day(what: str, text: str, otherwise: date) -> date:
    """A day such as 2026-11-28, or ``otherwise`` for "".

    Raises:
        NotUnderstood: it is no day of the calendar.
    """
    plain = text.strip()
    if not plain:
        return otherwise
    try:
        return date.fromisoformat(plain)
    except ValueError as error:
        raise NotUnderstood(what, text, "write a day that exists, as 2026-11-28") from error


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
