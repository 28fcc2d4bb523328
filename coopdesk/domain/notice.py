"""Notice of a meeting in clear days: neither the day it counts as served nor the day of the meeting is counted."""

from dataclasses import dataclass
from datetime import date, timedelta

from coopdesk.domain.clock import day_words
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules import RuleSheet

LONG_ADJOURNMENT = 14
"""Days from which an adjourned meeting needs fresh notice (Co-operatives UK model)."""


@dataclass(frozen=True, slots=True)
class NoticeCheck:
    """A notice against the rules.

    Args:
        deemed: the day it counts as served; None where no fresh notice was given.
        clear_days: full days between; 0 where the notice came on the day or later.
        needed: clear days the rules ask for.
        sentence: the arithmetic, for the page and the minutes.
    """

    deemed: date | None
    clear_days: int
    needed: int
    enough: bool
    sentence: str


def clear_days(deemed_served: date, meeting: date) -> int:
    """Full days between service and meeting: 1 June to 16 June is 14. Negative once the meeting is past."""
    return (meeting - deemed_served).days - 1


def earliest_meeting(deemed_served: date, clear_days: int) -> date:
    """The first day a meeting may be held on.

    Raises:
        NotUnderstood: the calendar ends before that day.
    """
    return _later(deemed_served, clear_days + 1)


def check_notice(sheet: RuleSheet, sent: date, method: str, meeting_day: date) -> NoticeCheck:
    """Count the clear days of a notice sent on a day by a method.

    Raises:
        NotUnderstood: the rules name no such method, or the day is at the end of the calendar.
    """
    return _check(sheet, sent, method, meeting_day, sheet.notice_clear_days)


def check_renotice(
    sheet: RuleSheet, first_day: date, adjourned_to: date, *, sent: date | None = None, method: str = "hand"
) -> NoticeCheck:
    """Count the clear days of fresh notice for an adjourned meeting, where the rules ask for any.

    Args:
        sheet: the rules.
        first_day: the day of the meeting that was adjourned.
        adjourned_to: the day it goes on.
        sent: the day fresh notice was sent; None for none.
        method: how it was sent.

    Raises:
        NotUnderstood: the rules name no such method, or the day is at the end of the calendar.
    """
    long = (adjourned_to - first_day).days >= LONG_ADJOURNMENT
    needed = sheet.adjourn_renotice_days if long else 0
    if sent is not None:
        return _check(sheet, sent, method, adjourned_to, needed)
    if not needed:
        return NoticeCheck(None, 0, 0, True, "The adjournment needs no fresh notice.")
    days = (adjourned_to - first_day).days
    sentence = (
        f"The meeting is adjourned for {days} days, so {_clear(needed)} of fresh notice are needed; none was given."
    )
    return NoticeCheck(None, 0, needed, False, sentence)


def _check(sheet: RuleSheet, sent: date, method: str, meeting_day: date, needed: int) -> NoticeCheck:
    word = method.strip().lower()
    after = sheet.deemed_days(word)
    if after is None:
        known = ", ".join(name for name, _ in sheet.notice_deemed_days)
        why = f"the rules do not say when that counts as served; they name {known}"
        raise NotUnderstood(what="The way notice was sent", value=method, why=why)
    deemed = _later(sent, after)
    given = clear_days(deemed, meeting_day)
    start = f"Sent by {word} on {day_words(sent)}, the notice counts as served on {day_words(deemed)}"
    meeting = f"the meeting on {day_words(meeting_day)}"
    if given >= needed:
        sentence = f"{start}: {_clear(given)} before {meeting}; {needed} needed."
        return NoticeCheck(deemed, given, needed, True, sentence)
    earliest = f"the earliest day the rules allow is {day_words(earliest_meeting(deemed, needed))}"
    if given < 0:
        on = "on the day of" if given == -1 else "after"
        sentence = f"{start}, {on} {meeting}; {_clear(needed)} needed, and {earliest}."
    else:
        sentence = f"{start}: {_clear(given)} before {meeting}; {needed} needed, and {earliest}."
    return NoticeCheck(deemed, max(0, given), needed, False, sentence)


def _clear(days: int) -> str:
    return f"{days} clear day{'' if days == 1 else 's'}"


def _later(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError as beyond:
        raise NotUnderstood(
            what="The date", value=day.isoformat(), why="the calendar ends before the meeting"
        ) from beyond
