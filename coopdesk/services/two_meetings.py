"""Resolutions that two meetings pass, and rule changes that wait for registration.

2014 Act ss.109-113: what the first meeting passes awaits a second one, fourteen days to one month later. A society's
rule change has no effect until it is registered, and the old rules go on driving the program until somebody enters the
new ones on the rule sheet.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, select

from coopdesk.domain.clock import day_words, local_day
from coopdesk.domain.days import read_day
from coopdesk.domain.ids import MeetingId
from coopdesk.domain.motions import MotionState
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.domain.statutes import check_second_meeting, confirmation_window
from coopdesk.services.act import Act
from coopdesk.services.events import MeetingChanged, VoteChanged
from coopdesk.services.motions import Motion, WithdrawMotion, motion_by_number
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import Meeting, held_on, meeting_by_id, refuse_closed, rules_of
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ConfirmationRow, MeetingRow, MotionRow, RegistrationRow, ResultRow

REGISTERED_KINDS = ("rule-change", "special")

_LAST_NUMBER = select(func.coalesce(func.max(MotionRow.number), 0)).where(MotionRow.meeting == bindparam("meeting"))
_RESULT = (
    select(ResultRow.outcome).where(ResultRow.motion == bindparam("motion")).order_by(ResultRow.count.desc()).limit(1)
)
_SECOND = (
    select(MotionRow.id, MotionRow.number, MeetingRow.number, MotionRow.state)
    .join(ConfirmationRow, ConfirmationRow.motion == MotionRow.id)
    .join(MeetingRow, MeetingRow.id == MotionRow.meeting)
    .where(ConfirmationRow.first == bindparam("motion"), MotionRow.state != "withdrawn")
    .order_by(MotionRow.id.desc())
    .limit(1)
)
_REGISTERED = select(RegistrationRow.on_day).where(RegistrationRow.motion == bindparam("motion"))
_MEETING_BY_NUMBER = select(MeetingRow.id).where(MeetingRow.number == bindparam("number"))


@dataclass
class NothingToConfirm(Refusal):
    """A motion that no second meeting is needed for, or that the first has not passed."""

    code = "NOTHING-TO-CONFIRM"
    sentence = "Motion {motion} has nothing for a second meeting to confirm: {why}. Nothing was changed."
    motion: int
    why: str


@dataclass
class NothingToRegister(Refusal):
    """A registration for what is no carried rule change."""

    code = "NOTHING-TO-REGISTER"
    sentence = "Motion {motion} cannot be registered: {why}. Nothing was changed."
    motion: int
    why: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of a carried resolution after its vote.

    Args:
        status: "", "awaiting confirmation", "confirmed", "not confirmed", "not in force until registered", "in force".
        sentence: the same with its dates, for the page and the minutes.
        earliest, latest: the days between which the second meeting must fall; None where none is needed.
        second: (meeting, motion) numbers of the confirming motion, or None.
    """

    status: str
    sentence: str
    earliest: date | None = None
    latest: date | None = None
    second: tuple[int, int] | None = None


NOTHING_WAITS = Standing("", "")
"""Carried or lost, and that is all."""


@dataclass(frozen=True, slots=True)
class ConfirmMotion(Command[int]):
    """Put what a first meeting passed to a second one; the value is the number of the confirming motion there."""

    meeting: int
    number: int
    second_meeting: int


@handles(ConfirmMotion)
def confirm_motion(command: ConfirmMotion, act: Act) -> Done[int]:
    """Write the confirming motion into the second meeting.

    Raises:
        NothingToConfirm: the first meeting has not passed it, or it is with a second meeting already.
        SecondMeetingOutOfTime: that meeting is too early or too late.
        MeetingClosed: it is over.
    """
    first_meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    first = motion_by_number(act.reader, first_meeting, command.number)
    _refuse_unless_awaiting(act.reader, first_meeting, first)
    second = meeting_by_id(act.reader, MeetingId(command.second_meeting))
    refuse_closed(second)
    if second.id == first_meeting.id:
        raise NotUnderstood("The second meeting", str(second.number), "it is the same meeting")
    check_second_meeting(held_on(first_meeting, first_meeting.at), local_day(second.at))
    rules_of(act.reader, second).resolution("confirmation")
    number = (act.reader.value(_LAST_NUMBER, meeting=second.id) or 0) + 1
    day = day_words(held_on(first_meeting, first_meeting.at))
    motion = act.add(
        MotionRow,
        meeting=second.id,
        number=number,
        item=None,
        title=first.title,
        text=f"That the resolution passed on {day} be confirmed: {first.text}"[:20_000],
        kind="confirmation",
        proposer=None,
        seconder=None,
        state="draft",
        withdrawn_at=None,
    )
    act.add(ConfirmationRow, motion=motion, first=first.id)
    return Done(number, (VoteChanged(), MeetingChanged()), WithdrawMotion(second.id, number))


@dataclass(frozen=True, slots=True)
class RegisterMotion(Command[date]):
    """The Financial Conduct Authority registered a rule change; the value is the day it came into force."""

    meeting: int
    number: int
    on_day: str


@handles(RegisterMotion)
def register_motion(command: RegisterMotion, act: Act) -> Done[date]:
    """Record the registration of a carried rule change.

    Raises:
        NothingToRegister: it is no carried rule change, or is registered already.
        NotUnderstood: no such day, or one to come.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    motion = motion_by_number(act.reader, meeting, command.number)
    sheet = rules_of(act.reader, meeting)
    if sheet.legal_form.is_company or motion.kind not in REGISTERED_KINDS:
        raise NothingToRegister(motion.number, "only a society's rule change waits for registration")
    if act.reader.value(_RESULT, motion=motion.id) != "carried":
        raise NothingToRegister(motion.number, "it has not been declared carried")
    if act.reader.value(_REGISTERED, motion=motion.id) is not None:
        raise NothingToRegister(motion.number, "its registration is on record")
    day = read_day("The day of registration", command.on_day, None)
    if not held_on(meeting, meeting.at) <= day <= local_day(act.now):
        raise NotUnderstood("The day of registration", command.on_day, "it is between the meeting and today")
    act.add(RegistrationRow, motion=motion.id, on_day=day.isoformat(), at=act.at)
    return Done(day, (VoteChanged(),))


def standing_of(reader: Reader, meeting: Meeting, motion: Motion) -> Standing:
    """What a declared resolution waits for, or when it came into force."""
    outcome = reader.value(_RESULT, motion=motion.id)
    if outcome == "awaiting":
        return _awaiting(reader, meeting, motion)
    if outcome != "carried":
        return NOTHING_WAITS
    sheet = rules_of(reader, meeting)
    if sheet.legal_form.is_company or motion.kind != "rule-change":
        return NOTHING_WAITS
    registered = reader.value(_REGISTERED, motion=motion.id)
    if registered is None:
        return Standing("not in force until registered", "Carried, and not in force until it is registered.")
    day = day_words(date.fromisoformat(registered))
    return Standing("in force", f"Registered and in force since {day}.")


def _awaiting(reader: Reader, meeting: Meeting, motion: Motion) -> Standing:
    earliest, latest = confirmation_window(held_on(meeting, meeting.at))
    second = reader.first(_SECOND, motion=motion.id)
    between = f"between {day_words(earliest)} and {day_words(latest)}"
    if second is None:
        words = f"Passed by the first of two meetings; the second must be held {between}."
        return Standing("awaiting confirmation", words, earliest, latest)
    second_id, number, at_meeting, state = second
    where = (at_meeting, number)
    if state != MotionState.DECLARED:
        words = f"Passed by the first of two meetings; motion {number} of meeting {at_meeting} is to confirm it."
        return Standing("awaiting confirmation", words, earliest, latest, where)
    confirmed = reader.value(_RESULT, motion=second_id) == "carried"
    words = f"{'Confirmed' if confirmed else 'Not confirmed'} by motion {number} of meeting {at_meeting}."
    return Standing("confirmed" if confirmed else "not confirmed", words, earliest, latest, where)


def _refuse_unless_awaiting(reader: Reader, meeting: Meeting, motion: Motion) -> None:
    if not rules_of(reader, meeting).resolution(motion.kind).two_meetings:
        raise NothingToConfirm(motion.number, "one meeting decides a resolution of its kind")
    if reader.value(_RESULT, motion=motion.id) != "awaiting":
        raise NothingToConfirm(motion.number, "the first meeting has not declared it passed")
    second = reader.first(_SECOND, motion=motion.id)
    if second is not None:
        raise NothingToConfirm(motion.number, f"motion {second[1]} of meeting {second[2]} is about it already")


def meeting_numbered(reader: Reader, number: int) -> Meeting:
    """A meeting by the number people see.

    Raises:
        UnknownMeeting: there is none.
    """
    from coopdesk.services.room import UnknownMeeting

    found = reader.value(_MEETING_BY_NUMBER, number=number)
    if found is None:
        raise UnknownMeeting(number)
    return meeting_by_id(reader, MeetingId(found))
