"""Time is aware UTC inside; people read the meeting's local time.

Order in the record is by sequence, never by time: a laptop's clock may step back in the middle of an evening.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]

LONDON = ZoneInfo("Europe/London")
"""The societies this program is for meet in the United Kingdom; papers and pages show their wall clock."""


def system_clock() -> datetime:
    """The computer's clock, in UTC."""
    return datetime.now(UTC)


def fixed_clock(moment: datetime) -> Clock:
    """A clock that stands still: tests, and paper records entered afterwards."""

    def now() -> datetime:
        return moment

    return now


def read_moment(text: str) -> datetime:
    """Read an ISO 8601 moment. A time without an offset is the meeting's local time.

    Raises:
        ValueError: the text is not a moment.
    """
    moment = datetime.fromisoformat(text.strip())
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=LONDON)
    return moment.astimezone(UTC)


def moment_text(moment: datetime) -> str:
    """The one way a moment is stored and hashed: UTC to the second, "2026-11-28T18:42:00Z".

    Raises:
        ValueError: the moment carries no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone means nothing")
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def local(moment: datetime) -> datetime:
    """The same moment on the wall clock of the meeting."""
    return moment.astimezone(LONDON)


def local_day(moment: datetime) -> date:
    """The day people would name, in the meeting's own time."""
    return local(moment).date()


def local_day_of(moment: str) -> str:
    """The local day, as ISO text, of a moment as it is stored: "2026-07-31T23:30:00Z" fell on "2026-08-01".

    Raises:
        ValueError: the text is not a moment.
    """
    return local_day(read_moment(moment)).isoformat()


def hour(moment: datetime) -> str:
    """ "18:42", local."""
    return local(moment).strftime("%H:%M")


def day_words(day: date) -> str:
    """ "28 November 2026"."""
    return f"{day.day} {day.strftime('%B %Y')}"


def short_day(day: date) -> str:
    """ "28 Nov 2026", for a column of days."""
    return f"{day.day} {day.strftime('%b %Y')}"


def weekday_words(day: date) -> str:
    """ "Saturday 28 November 2026"."""
    return f"{day.strftime('%A')} {day_words(day)}"
