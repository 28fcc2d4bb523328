"""Who may vote at a meeting, and the reason said aloud at the door where somebody may not."""

from datetime import date, timedelta

from coopdesk.domain.clock import day_words
from coopdesk.domain.days import age_on
from coopdesk.domain.rules.sheet import RuleSheet


def entitled(
    sheet: RuleSheet,
    *,
    active: bool,
    class_name: str,
    shares: int,
    joined_on: date | None,
    meeting_day: date,
    joined_tonight: bool,
    person: bool,
    born_on: date | None,
) -> str:
    """The reason a member may not vote at this meeting, or "" for one who may.

    The reason is a clause that follows the member's name: "holds 1 share and the rules ask for 5". Holdings give no
    second vote, they are only the minimum (one member one vote, scenario 34).

    Args:
        sheet: the rules, as frozen onto the meeting.
        active: False once membership has ended.
        class_name: the member's class; one the rules do not name has its vote, since rules take votes away by name.
        shares: shares held on the day.
        joined_on: the day membership began, None where the register does not say.
        meeting_day: the local day of the meeting.
        joined_tonight: True for somebody who joined at this meeting's door.
        person: False for an organisation, which has no age.
        born_on: a person's day of birth, None where the register does not say.
    """
    if not active:
        return "is no longer a member"
    if joined_on is not None and joined_on > meeting_day:
        return f"becomes a member on {day_words(joined_on)}, after this meeting"
    if not sheet.joiners_vote and (joined_tonight or joined_on == meeting_day):
        when = "tonight" if joined_tonight else "today"
        return f"joined {when}, and the rules let new members vote from the next meeting"
    late = _after_record_date(sheet, joined_on, meeting_day)
    if late:
        return late
    for each in sheet.classes:
        if each.name.casefold() == class_name.casefold() and not each.votes:
            return f"is in class {each.name}, which has no vote"
    if shares < sheet.min_shares:
        held = "no shares" if shares == 0 else f"{shares} share{'' if shares == 1 else 's'}"
        return f"holds {held} and the rules ask for {sheet.min_shares}"
    return _too_young(sheet, born_on, meeting_day) if person else ""


def _too_young(sheet: RuleSheet, born_on: date | None, meeting_day: date) -> str:
    # The age itself is not told: the reason is said aloud at the door and kept with the arrival.
    if sheet.min_age is None:
        return ""
    if born_on is not None:
        young = age_on(born_on, meeting_day) < sheet.min_age
        return f"is under {sheet.min_age}, the age from which the rules give a vote" if young else ""
    if sheet.unknown_age_votes:
        return ""
    return f"has no day of birth on the register; the rules ask voters to be {sheet.min_age} or over"


def _after_record_date(sheet: RuleSheet, joined_on: date | None, meeting_day: date) -> str:
    if sheet.record_date_days is None:
        return ""
    record_date = day_words(meeting_day - timedelta(days=sheet.record_date_days))
    if joined_on is None:
        return f"has no joining date on the register; the rules ask for membership by {record_date}"
    if joined_on > meeting_day - timedelta(days=sheet.record_date_days):
        return f"has been a member since {day_words(joined_on)}; the rules ask for membership by {record_date}"
    return ""
