"""What some motions must say or have behind them before they are put: the year of account, notice of intention.

2014 Act s.84 (audit) and s.94 (change of auditor), as read in the domain reference §2.4 and §8.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import local_day
from coopdesk.domain.ids import MeetingId
from coopdesk.domain.motions import may_open
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules.majorities import AUDIT, AUDITOR_CHANGE
from coopdesk.domain.statutes import (
    AuditorNoticeMissing,
    check_audit_year,
    check_auditor_notice,
    members_told_in_time,
    year_named,
)
from coopdesk.services.act import Act
from coopdesk.services.events import VoteChanged
from coopdesk.services.motions import Motion, motion_by_number
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import Meeting, held_on, meeting_by_id, refuse_closed, rules_of
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ParticularsRow

_LAST = (
    select(ParticularsRow.year_ends, ParticularsRow.notice_received, ParticularsRow.members_told)
    .where(ParticularsRow.motion == bindparam("motion"))
    .order_by(ParticularsRow.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is on record of a motion, each None where nobody said."""

    year_ends: date | None = None
    notice_received: date | None = None
    members_told: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StateParticulars(Command[Particulars]):
    """The year of account, and the days of notice; days as 2027-03-31, "" leaves what was said before."""

    meeting: int
    number: int
    year_ends: str = ""
    notice_received: str = ""
    members_told: str = ""


@handles(StateParticulars)
def state_particulars(command: StateParticulars, act: Act) -> Done[Particulars]:
    """Record what a draft needs besides its words.

    Raises:
        AuditYearPast, AuditorNoticeTooShort: the law would make the resolution worthless.
        NotUnderstood: a day that is none, or that a motion of this kind does not need.
        Refusal: the motion is past being put.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    motion = motion_by_number(act.reader, meeting, command.number)
    may_open(motion.state, motion.number)
    before = particulars_of(act.reader, motion)
    statutory = rules_of(act.reader, meeting).resolution(motion.kind).statutory
    audit, auditor = statutory == AUDIT, statutory == AUDITOR_CHANGE
    year = _day("The end of the year of account", command.year_ends, needed=audit)
    received = _day("The day notice was received", command.notice_received, needed=auditor)
    told = _day("The day members were told", command.members_told, needed=auditor)
    said = Particulars(year or before.year_ends, received or before.notice_received, told or before.members_told)
    day = local_day(meeting.at)
    if said.year_ends is not None:
        check_audit_year(said.year_ends, day)
    if said.notice_received is not None:
        check_auditor_notice(said.notice_received, day)
    act.add(
        ParticularsRow,
        motion=motion.id,
        at=act.at,
        year_ends=_text(said.year_ends),
        notice_received=_text(said.notice_received),
        members_told=_text(said.members_told),
    )
    return Done(said, (VoteChanged(),))


def particulars_of(reader: Reader, motion: Motion) -> Particulars:
    """What is on record of a motion; the year its own words name, where nobody said another."""
    row = reader.first(_LAST, motion=motion.id)
    days = [None if text is None else date.fromisoformat(text) for text in row] if row is not None else [None] * 3
    return Particulars(days[0] or year_named(f"{motion.title}. {motion.text}"), days[1], days[2])


def refuse_without_particulars(reader: Reader, meeting: Meeting, motion: Motion, act: Act) -> None:
    """What statute asks before a motion is put.

    Raises:
        AuditYearPast: it would do without an audit of a year that is over (scenario 22).
        AuditorNoticeMissing, AuditorNoticeTooShort: it would change the auditor without 28 days' notice.
    """
    statutory = rules_of(reader, meeting).resolution(motion.kind).statutory
    if statutory not in (AUDIT, AUDITOR_CHANGE):
        return
    said, day = particulars_of(reader, motion), held_on(meeting, act.now)
    if statutory == AUDIT and said.year_ends is not None:
        check_audit_year(said.year_ends, day)
    if statutory == AUDITOR_CHANGE:
        if said.notice_received is None:
            raise AuditorNoticeMissing(motion.number)
        check_auditor_notice(said.notice_received, day)


def cautions(reader: Reader, meeting: Meeting, motion: Motion) -> tuple[str, ...]:
    """What is doubtful about putting a motion, though nothing forbids it."""
    statutory = rules_of(reader, meeting).resolution(motion.kind).statutory
    if statutory not in (AUDIT, AUDITOR_CHANGE):
        return ()
    said = particulars_of(reader, motion)
    if statutory == AUDIT:
        if said.year_ends is not None:
            return ()
        return (
            "The motion names no year of account. Say which year it is about, and pass it within that year: "
            "an audit cannot be done without once the year is over.",
        )
    if said.members_told is None:
        return ("It is not on record when members were told of the change of auditor (section 94 of the 2014 Act).",)
    if members_told_in_time(said.members_told, local_day(meeting.at)):
        return ()
    return (
        "Members were told of the change of auditor fewer than 14 days before: take advice (2014 Act, section 94).",
    )


def _day(what: str, text: str, needed: bool) -> date | None:
    if not text.strip():
        return None
    if not needed:
        raise NotUnderstood(what, text, "a motion of this kind needs none")
    try:
        return date.fromisoformat(text.strip())
    except ValueError as wrong:
        raise NotUnderstood(what, text, "write it as 2027-03-31") from wrong


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
