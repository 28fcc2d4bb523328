"""Tests of statute that override the rules: two meetings, years of account, notice of intention, signatures.

Co-operative and Community Benefit Societies Act 2014 and Companies Act 2006, as read in the domain reference §2.4.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from coopdesk.domain.clock import day_words
from coopdesk.domain.refusals import Refusal

BETWEEN_MEETINGS = 14
"""Days between the two meetings, at least (ss.109-113)."""

AUDITOR_NOTICE = 28
"""Days of notice of intention before the meeting (s.94)."""

MEMBERS_TOLD = 14
"""Days before the meeting that members are told of it, where the meeting's own notice could not say so (s.94)."""


@dataclass
class SecondMeetingOutOfTime(Refusal):
    """The confirming meeting is too early or too late (scenario 24)."""

    code = "SECOND-MEETING-OUT-OF-TIME"
    sentence = (
        "The second meeting is {days} days after the first. The Act wants it from {earliest} to {latest}, so it cannot "
        "confirm the resolution. Call it for a day between."
    )
    days: int
    earliest: str
    latest: str


@dataclass
class AuditorNoticeTooShort(Refusal):
    """A change of auditor without 28 days' notice of intention (s.94)."""

    code = "AUDITOR-NOTICE-TOO-SHORT"
    sentence = (
        "Notice of the intention to change the auditor reached the society {days} days before the meeting, and section "
        "94 of the 2014 Act makes the resolution void below {needed}. Put it to a later meeting."
    )
    days: int
    needed: int


@dataclass
class AuditorNoticeMissing(Refusal):
    """A change of auditor put with no day of notice on record (s.94)."""

    code = "AUDITOR-NOTICE-MISSING"
    sentence = (
        "Motion {motion} would change the auditor, and no day is on record on which notice of the intention reached "
        "the society. Section 94 of the 2014 Act makes the resolution void without 28 days of it: give the day first."
    )
    motion: int


@dataclass
class AuditYearPast(Refusal):
    """An audit done without for a year that is over (scenario 22)."""

    code = "AUDIT-YEAR-PAST"
    sentence = "{why} Nothing was recorded."
    why: str


_MONTHS = {calendar.month_name[month].casefold(): month for month in range(1, 13)}
_YEAR = re.compile(
    r"\byear(?:\s+of\s+account)?(?:\s+(?:that|which))?\s+(?:ended|ending|ends|to)(?:\s+on)?(?:\s+the)?\s+"
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>[a-z]+),?\s+(?P<year>[0-9]{4})\b",
    re.IGNORECASE,
)


def year_named(words: str) -> date | None:
    """The end of the year of account that a motion's words name, "the year ending 31 March 2027"; None for none."""
    found = _YEAR.search(words)
    if found is None or found["month"].casefold() not in _MONTHS:
        return None
    try:
        return date(int(found["year"]), _MONTHS[found["month"].casefold()], int(found["day"]))
    except ValueError:
        return None


def check_audit_year(year_ends: date, meeting: date) -> None:
    """Raises:
    AuditYearPast: that year is over by the day of the meeting.
    """
    words = audit_year_warning(year_ends, meeting)
    if words:
        raise AuditYearPast(words)


def confirmation_window(first: date) -> tuple[date, date]:
    """The days on which the second of two meetings may be held: 14 days to one month after the first, both included.

    1 March gives 15 March to 1 April; a month without that day ends at its last.
    """
    year, month = (first.year + 1, 1) if first.month == 12 else (first.year, first.month + 1)
    last_day = calendar.monthrange(year, month)[1]
    return first + timedelta(days=BETWEEN_MEETINGS), date(year, month, min(first.day, last_day))


def check_second_meeting(first: date, second: date) -> None:
    """Raises:
    SecondMeetingOutOfTime: it is not within the window.
    """
    earliest, latest = confirmation_window(first)
    if not earliest <= second <= latest:
        raise SecondMeetingOutOfTime((second - first).days, day_words(earliest), day_words(latest))


def audit_year_warning(year_ended: date, meeting: date) -> str:
    """Why a year of account can no longer go without an audit, and which can; "" where it still can (scenario 22).

    The FCA's view: the resolution is passed within the year of account it covers (Snaith).
    """
    if meeting <= year_ended:
        return ""
    current = _anniversary(year_ended, meeting)
    return (
        f"Too late for the year that ended on {day_words(year_ended)}: the resolution must be passed within the year "
        f"it covers. Put it for the current year, to {day_words(current)}."
    )


def _anniversary(year_end: date, on_or_after: date) -> date:
    for year in range(on_or_after.year, on_or_after.year + 2):
        last_day = calendar.monthrange(year, year_end.month)[1]
        found = date(year, year_end.month, min(year_end.day, last_day))
        if found >= on_or_after:
            return found
    raise AssertionError("an anniversary falls within two years")


def check_auditor_notice(received: date, meeting: date) -> None:
    """Raises:
    AuditorNoticeTooShort: notice of intention came less than 28 days before.
    """
    days = (meeting - received).days
    if days < AUDITOR_NOTICE:
        raise AuditorNoticeTooShort(days, AUDITOR_NOTICE)


def members_told_in_time(told: date, meeting: date) -> bool:
    """Whether members heard of a new auditor at least 14 days before the meeting (s.94)."""
    return (meeting - told).days >= MEMBERS_TOLD
