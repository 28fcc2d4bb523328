"""A meeting from the call to the close: notice, chair, opening, adjournment, close."""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from coopdesk.domain.agenda import template
from coopdesk.domain.clock import local_day, moment_text
from coopdesk.domain.days import read_day
from coopdesk.domain.ids import MeetingId
from coopdesk.domain.members import clean_line
from coopdesk.domain.notice import NoticeCheck, check_notice
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services.act import Act
from coopdesk.services.adjourning import DissolvedNotAdjourned, dissolves, write_adjournment, write_fresh_notice
from coopdesk.services.events import DoorChanged, MeetingChanged
from coopdesk.services.members import MembershipEnded, member
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import (
    IN_THE_ROOM,
    Meeting,
    MeetingNotOpen,
    meeting_by_id,
    meeting_for_business,
    read_when,
    refuse_closed,
    room_view,
    rules_of,
)
from coopdesk.services.society import rules_now
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    AgendaItemRow,
    AttendanceRow,
    CountRow,
    MeetingEventRow,
    MeetingRow,
    MotionRow,
    RequisitionRow,
)

TITLES = {"agm": "Annual general meeting", "sgm": "Special general meeting"}


_LAST_NUMBER = select(func.coalesce(func.max(MeetingRow.number), 0))


OPEN_STAYS = (
    select(AttendanceRow.id, AttendanceRow.member, AttendanceRow.may_vote)
    .where(*IN_THE_ROOM)
    .order_by(AttendanceRow.id)
)


_OPEN_VOTES = (
    select(MotionRow.number)
    .join(CountRow, CountRow.motion == MotionRow.id)
    .where(MotionRow.meeting == bindparam("meeting"), CountRow.closed_at.is_(None))
)


@dataclass
class VoteStillOpen(Refusal):
    """Votes are closed before the meeting is."""

    code = "VOTE-STILL-OPEN"
    sentence = "The vote on motion {motion} is still open. Close or withdraw it first; nothing was changed."
    motion: int


@dataclass(frozen=True, slots=True)
class CallMeeting(Command[Meeting]):
    """Call a meeting with its usual agenda."""

    kind: str
    at: str
    place: str
    title: str = ""
    requisitioned: bool = False
    """Members had it called."""


@handles(CallMeeting)
def call_meeting(command: CallMeeting, act: Act) -> Done[Meeting]:
    """Write the meeting and its agenda in running order.

    Raises:
        NotUnderstood: a kind or time that cannot be used.
    """
    if command.kind not in TITLES:
        raise NotUnderstood("The kind of meeting", command.kind, "it is agm or sgm")
    at = read_when("The time of the meeting", command.at)
    number = (act.reader.value(_LAST_NUMBER) or 0) + 1
    meeting = act.add(
        MeetingRow,
        number=number,
        kind=command.kind,
        title=clean_line("The title", command.title or TITLES[command.kind], 200, required=True),
        at=moment_text(at),
        place=clean_line("The place", command.place, 200),
        state="called",
        notice_sent=None,
        notice_by=None,
        chair=None,
        opened_at=None,
        closed_at=None,
        adjourned_times=0,
        rules=None,
        entitled=None,
        roll_digest=None,
        quorum_needed=None,
        quorum_present=None,
        quorum_at=None,
    )
    if command.requisitioned:
        act.add(RequisitionRow, meeting=meeting, at=act.at)
    for place, item in enumerate(template("agm" if command.kind == "agm" else "sgm", rules_now(act.reader)), start=1):
        act.add(
            AgendaItemRow,
            meeting=meeting,
            number=place,
            kind=item.kind.value,
            title=item.title,
            minutes=item.minutes,
            taken_at=None,
            done_at=None,
        )
    return Done(meeting_by_id(act.reader, MeetingId(meeting)), (MeetingChanged(),))


@dataclass(frozen=True, slots=True)
class GiveNotice(Command[NoticeCheck]):
    """Record when and how notice was sent."""

    meeting: int
    sent: str
    by: str


@handles(GiveNotice)
def give_notice(command: GiveNotice, act: Act) -> Done[NoticeCheck]:
    """Record the notice and count its clear days. Too short a notice is recorded too, and said. Of an adjourned
    meeting it is fresh notice.

    Raises:
        NotUnderstood: a date or method that cannot be used.
        AdjournedToNoDay: nobody said when an adjourned meeting goes on.
        MeetingClosed: it is over.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    sent = read_day("The day notice was sent", command.sent, None)
    if meeting.state == "adjourned":
        return Done(write_fresh_notice(act, meeting, sent, command.by), (MeetingChanged(),))
    check = check_notice(rules_of(act.reader, meeting), sent, command.by, local_day(meeting.at))
    act.change(MeetingRow, meeting.id, notice_sent=sent.isoformat(), notice_by=command.by)
    return Done(check, (MeetingChanged(),))


def notice_check(reader: Reader, meeting: Meeting) -> NoticeCheck | None:
    """The clear days of the notice on record, or None before there is one."""
    if meeting.notice_sent is None:
        return None
    return check_notice(rules_of(reader, meeting), meeting.notice_sent, meeting.notice_by, local_day(meeting.at))


@dataclass(frozen=True, slots=True)
class SetChair(Command[str]):
    """Who takes the chair; the value is the name."""

    meeting: int
    reference: str


@handles(SetChair)
def set_chair(command: SetChair, act: Act) -> Done[str]:
    """Record the chair.

    Raises:
        UnknownMember: no such member.
        MembershipEnded: they are no longer a member.
        MeetingClosed: it is over.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    chair = member(act.reader, command.reference)
    if not chair.active:
        raise MembershipEnded(chair.number)
    act.change(MeetingRow, meeting.id, chair=chair.id)
    return Done(chair.name, (MeetingChanged(),))


@dataclass(frozen=True, slots=True)
class OpenMeeting(Command[Meeting]):
    """The chair opens the meeting."""

    meeting: int


@handles(OpenMeeting)
def open_meeting(command: OpenMeeting, act: Act) -> Done[Meeting]:
    """Open a meeting that was called.

    Raises:
        MeetingClosed: it is over.
        AlreadyOpen: it is open, or adjourned.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    if meeting.state != "called":
        raise AlreadyOpen("open already" if meeting.state == "open" else "adjourned: reconvene it instead")
    act.change(MeetingRow, meeting.id, state="open", opened_at=act.at)
    note_event(act, meeting, "opened")
    return Done(meeting_by_id(act.reader, meeting.id), (MeetingChanged(),))


@dataclass
class AlreadyOpen(Refusal):
    """Opening what is open."""

    code = "ALREADY-OPEN"
    sentence = "The meeting is {state}. Nothing was changed."
    state: str


@dataclass(frozen=True, slots=True)
class AdjournMeeting(Command[Meeting]):
    """The meeting stops, to go on later (``to``, where the chair says when). Everybody's stay ends; they check in again
    when it is reconvened."""

    meeting: int
    to: str = ""


@handles(AdjournMeeting)
def adjourn_meeting(command: AdjournMeeting, act: Act) -> Done[Meeting]:
    """Adjourn an open meeting.

    Raises:
        VoteStillOpen: a vote is under way.
        DissolvedNotAdjourned: members had it called and it has no quorum.
        NotUnderstood: a time that is none.
        MeetingNotOpen, MeetingClosed: there is nothing to adjourn.
    """
    meeting = meeting_for_business(act.reader, command.meeting)
    _refuse_open_vote(act.reader, meeting)
    room = room_view(act.reader, meeting, act.now)
    if dissolves(act.reader, meeting, room):
        raise DissolvedNotAdjourned(room.quorum.sentence)
    write_adjournment(act, meeting, command.to)
    note_event(act, meeting, "adjourned")
    for stay, _, _ in act.reader.rows(OPEN_STAYS, meeting=meeting.id):
        act.change(AttendanceRow, stay, left_at=act.at)
    act.change(MeetingRow, meeting.id, state="adjourned", adjourned_times=meeting.adjourned_times + 1)
    return Done(meeting_by_id(act.reader, meeting.id), (MeetingChanged(), DoorChanged()))


@dataclass(frozen=True, slots=True)
class ReconveneMeeting(Command[Meeting]):
    """An adjourned meeting goes on."""

    meeting: int


@handles(ReconveneMeeting)
def reconvene_meeting(command: ReconveneMeeting, act: Act) -> Done[Meeting]:
    """Open an adjourned meeting again.

    Raises:
        MeetingNotOpen: it is not adjourned.
        MeetingClosed: it is over.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    if meeting.state != "adjourned":
        raise MeetingNotOpen("not adjourned")
    act.change(MeetingRow, meeting.id, state="open")
    note_event(act, meeting, "reconvened")
    return Done(meeting_by_id(act.reader, meeting.id), (MeetingChanged(), DoorChanged()))


@dataclass(frozen=True, slots=True)
class CloseMeeting(Command[Meeting]):
    """The chair closes the meeting. The journal's head at this act is what the minutes print and people sign."""

    meeting: int


@handles(CloseMeeting)
def close_meeting(command: CloseMeeting, act: Act) -> Done[Meeting]:
    """Close a meeting, whether or not its agenda was finished.

    Raises:
        VoteStillOpen: a vote is under way.
        MeetingClosed: it is closed.
        MeetingNotOpen: it was never opened.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    if meeting.state == "called":
        raise MeetingNotOpen("not open")
    _refuse_open_vote(act.reader, meeting)
    if meeting.state == "open" and dissolves(act.reader, meeting, room_view(act.reader, meeting, act.now)):
        note_event(act, meeting, "dissolved")
    note_event(act, meeting, "closed")
    act.change(MeetingRow, meeting.id, state="closed", closed_at=act.at)
    return Done(meeting_by_id(act.reader, meeting.id), (MeetingChanged(), DoorChanged()))


def _refuse_open_vote(reader: Reader, meeting: Meeting) -> None:
    motion = reader.value(_OPEN_VOTES, meeting=meeting.id)
    if motion is not None:
        raise VoteStillOpen(motion)


def note_event(act: Act, meeting: Meeting, kind: str) -> None:
    """Keep a turn of the meeting ("opened", "adjourned" ...) with how many were in the room at that moment."""
    room = room_view(act.reader, meeting, act.now)
    act.add(
        MeetingEventRow,
        meeting=meeting.id,
        kind=kind,
        at=act.at,
        present=room.quorum.present,
        needed=room.quorum.needed,
    )
