"""Why somebody has no vote at a meeting, asked for one person: at the door, of a proxy's appointor, before joining."""

from datetime import date, datetime

from coopdesk.domain.clock import hour
from coopdesk.domain.members import MemberKind
from coopdesk.domain.rules import entitled
from coopdesk.services.member_life import detail_of
from coopdesk.services.members import MemberView
from coopdesk.services.room import Meeting, held_on, rules_of
from coopdesk.storage.store import Reader


def member_without_vote(
    reader: Reader, meeting: Meeting, now: datetime, person: MemberView, *, on_roll: bool, joined_tonight: bool
) -> str:
    """Why a member of the register has no vote; "" where there is one.

    Who is on a frozen roll keeps the vote whatever has changed since.
    """
    if meeting.declared and on_roll:
        return ""
    if not person.active:
        return "is no longer a member"
    return no_vote_reason(
        reader,
        meeting,
        now,
        class_name=person.class_name,
        shares=person.shares,
        joined_on=person.joined_on,
        joined_tonight=joined_tonight,
        entry=person,
    )


def no_vote_reason(
    reader: Reader,
    meeting: Meeting,
    now: datetime,
    *,
    class_name: str,
    shares: int,
    joined_on: date,
    joined_tonight: bool,
    entry: MemberView | None,
) -> str:
    """Why a current member who is not on a frozen roll has no vote at this meeting; "" where there is one.

    Args:
        entry: the member's entry in the register; None for somebody who is about to get one.
    """
    sheet = rules_of(reader, meeting)
    reason = entitled(
        sheet,
        active=True,
        class_name=class_name,
        shares=shares,
        joined_on=joined_on,
        meeting_day=held_on(meeting, now),
        joined_tonight=joined_tonight,
        person=entry is None or entry.kind is MemberKind.PERSON,
        # One question less for each arrival where the rules ask no age.
        born_on=None if entry is None or sheet.min_age is None else detail_of(reader, entry.id).born_on,
    )
    if reason or meeting.quorum_at is None:
        return reason
    return f"is not on the roll, which was fixed when the quorum was declared at {hour(meeting.quorum_at)}"
