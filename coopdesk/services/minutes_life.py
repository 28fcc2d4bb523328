"""The steps of minutes: agreed by the chair, approved at the next meeting, signed; corrected by a further minute."""

from dataclasses import dataclass

from coopdesk.domain.ids import MeetingId
from coopdesk.domain.members import clean_text
from coopdesk.domain.minutes_life import (
    MinutesStatus,
    SomethingStandsOnIt,
    check_correction,
    check_edit,
    check_later,
    check_reopen,
    check_step,
)
from coopdesk.services.act import Act
from coopdesk.services.corrigenda_view import corrigenda_as_minutes
from coopdesk.services.events import MinutesChanged
from coopdesk.services.members import resolve
from coopdesk.services.minutes import assembled_minutes
from coopdesk.services.minutes_record import write_record
from coopdesk.services.minutes_standing import Standing, standing
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import Meeting, meeting_by_id
from coopdesk.storage.tables import MinutesCorrectionRow, MinutesStepRow

CORRECTION_LIMIT = 4_000
"""Characters of one correction."""


@dataclass(frozen=True, slots=True)
class AgreeMinutes(Command[MinutesStatus]):
    """The chair agrees the draft: from here on the words stand, and are kept as they are now."""

    meeting: int


@handles(AgreeMinutes)
def agree_minutes(command: AgreeMinutes, act: Act) -> Done[MinutesStatus]:
    """Keep the minutes whole, as agreed.

    Raises:
        MinutesUnfinished: the meeting is not closed.
        StepTaken: they were agreed before.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    _check(act, meeting, MinutesStatus.AGREED)
    record = write_record(assembled_minutes(act.reader, meeting, act.now))
    _take(act, meeting, "agreed", None, meeting.chair, record)
    return Done(MinutesStatus.AGREED, (MinutesChanged(),), ReopenMinutes(command.meeting))


@dataclass(frozen=True, slots=True)
class ReopenMinutes(Command[MinutesStatus]):
    """Agreed minutes become a draft again: undo of agreeing."""

    meeting: int


@handles(ReopenMinutes)
def reopen_minutes(command: ReopenMinutes, act: Act) -> Done[MinutesStatus]:
    """Take the agreement back, while nothing stands on it.

    Raises:
        StillADraft: they are a draft.
        WordsSettled: a meeting approved them.
        SomethingStandsOnIt: a correction refers to the words.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    stands = standing(act.reader, meeting.id)
    check_reopen(stands.status, len(stands.corrections))
    assert stands.agreed is not None
    act.change(MinutesStepRow, stands.agreed.id, void=1)
    return Done(MinutesStatus.DRAFT, (MinutesChanged(),))


@dataclass(frozen=True, slots=True)
class ApproveMinutes(Command[MinutesStatus]):
    """A later meeting approves them; 0 where that meeting is not kept in this file (a board's, say)."""

    meeting: int
    at_meeting: int = 0


@handles(ApproveMinutes)
def approve_minutes(command: ApproveMinutes, act: Act) -> Done[MinutesStatus]:
    """Record the approval. Corrections made at that meeting are recorded before it.

    Raises:
        MinutesUnfinished, NotAgreedYet, StepTaken: not now.
        NotALaterMeeting, NoQuorumToDecide: that meeting did not come after, or could decide nothing.
        WordsStand, WordsSettled: that meeting's own minutes are agreed already.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    _check(act, meeting, MinutesStatus.APPROVED)
    later = _later(act, meeting, command.at_meeting)
    _take(act, meeting, "approved", later, None, "")
    return Done(MinutesStatus.APPROVED, (MinutesChanged(),), UnapproveMinutes(command.meeting))


@dataclass(frozen=True, slots=True)
class UnapproveMinutes(Command[MinutesStatus]):
    """Undo of approving."""

    meeting: int


@handles(UnapproveMinutes)
def unapprove_minutes(command: UnapproveMinutes, act: Act) -> Done[MinutesStatus]:
    """Take a mistaken approval back, while nothing stands on it.

    Raises:
        SomethingStandsOnIt: a signature, a later correction, or the agreed minutes of the approving meeting.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    stands = standing(act.reader, meeting.id)
    if stands.approved is None or stands.signed is not None:
        raise SomethingStandsOnIt("the signature")
    if any(each.made_to is not MinutesStatus.AGREED for each in stands.corrections):
        raise SomethingStandsOnIt("a correction made since")
    _refuse_agreed_elsewhere(act, stands.approved.at_meeting)
    act.change(MinutesStepRow, stands.approved.id, void=1)
    return Done(MinutesStatus.AGREED, (MinutesChanged(),))


@dataclass(frozen=True, slots=True)
class SignMinutes(Command[MinutesStatus]):
    """The approved minutes were signed on paper; ``by`` is a member, left out the chair of the approving meeting."""

    meeting: int
    by: str = ""


@handles(SignMinutes)
def sign_minutes(command: SignMinutes, act: Act) -> Done[MinutesStatus]:
    """Record the signature.

    Raises:
        MinutesUnfinished, NotAgreedYet, NotApprovedYet, StepTaken: not now.
        UnknownMember: no such signer.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    stands = _check(act, meeting, MinutesStatus.SIGNED)
    assert stands.approved is not None
    signer: int | None = meeting.chair
    if stands.approved.at_meeting is not None:
        signer = meeting_by_id(act.reader, MeetingId(stands.approved.at_meeting)).chair
    if command.by:
        signer = resolve(act.reader, command.by)
    _take(act, meeting, "signed", stands.approved.at_meeting, signer, "")
    return Done(MinutesStatus.SIGNED, (MinutesChanged(),), UnsignMinutes(command.meeting))


@dataclass(frozen=True, slots=True)
class UnsignMinutes(Command[MinutesStatus]):
    """Undo of recording a signature."""

    meeting: int


@handles(UnsignMinutes)
def unsign_minutes(command: UnsignMinutes, act: Act) -> Done[MinutesStatus]:
    """Take a mistaken entry back.

    Raises:
        SomethingStandsOnIt: a correction was made to the signed minutes.
    """
    stands = standing(act.reader, MeetingId(command.meeting))
    if stands.signed is None or any(each.made_to is MinutesStatus.SIGNED for each in stands.corrections):
        raise SomethingStandsOnIt("a correction made since")
    act.change(MinutesStepRow, stands.signed.id, void=1)
    return Done(MinutesStatus.APPROVED, (MinutesChanged(),))


@dataclass(frozen=True, slots=True)
class RecordCorrection(Command[int]):
    """A further minute that corrects these; the value is its number."""

    meeting: int
    text: str
    at_meeting: int = 0


@handles(RecordCorrection)
def record_correction(command: RecordCorrection, act: Act) -> Done[int]:
    """Record a correction beside the text, which stays as it is.

    Raises:
        StillADraft: the words themselves can be changed.
        NotUnderstood: the text is empty or cannot be used.
        NotALaterMeeting, NoQuorumToDecide, WordsStand, WordsSettled: that meeting cannot have recorded it.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    stands = standing(act.reader, meeting.id)
    check_correction(stands.status)
    later = _later(act, meeting, command.at_meeting)
    words = clean_text("The correction", command.text, CORRECTION_LIMIT, required=True)
    taken = [each.number for each in stands.corrections]
    taken += [each.number for each in corrigenda_as_minutes(act.reader, meeting.id)]
    number = 1 + max(taken, default=0)
    act.add(
        MinutesCorrectionRow,
        meeting=meeting.id,
        number=number,
        made_to=stands.status.lower(),
        words=words,
        at=act.at,
        at_meeting=later,
        void=0,
    )
    return Done(number, (MinutesChanged(),), WithdrawCorrection(command.meeting, number))


@dataclass(frozen=True, slots=True)
class WithdrawCorrection(Command[None]):
    """Undo of a correction; its words stay in the file, void."""

    meeting: int
    number: int


@handles(WithdrawCorrection)
def withdraw_correction(command: WithdrawCorrection, act: Act) -> Done[None]:
    """Take the last correction back, while nothing stands on it.

    Raises:
        SomethingStandsOnIt: a later correction or step, or the agreed minutes of the meeting that recorded it.
    """
    stands = standing(act.reader, MeetingId(command.meeting))
    if not stands.corrections or stands.corrections[-1].number != command.number:
        raise SomethingStandsOnIt("a later correction")
    last = stands.corrections[-1]
    if last.made_to is not stands.status:
        raise SomethingStandsOnIt("a step taken since")
    _refuse_agreed_elsewhere(act, last.at_meeting)
    act.change(MinutesCorrectionRow, last.id, void=1)
    return Done(None, (MinutesChanged(),))


def _check(act: Act, meeting: Meeting, wanted: MinutesStatus) -> Standing:
    stands = standing(act.reader, meeting.id)
    check_step(stands.status, wanted, closed=meeting.closed_at is not None)
    return stands


def _take(act: Act, meeting: Meeting, step: str, at_meeting: int | None, chair: int | None, record: str) -> None:
    act.add(
        MinutesStepRow,
        meeting=meeting.id,
        step=step,
        at=act.at,
        at_meeting=at_meeting,
        chair=chair,
        record=record,
        void=0,
    )


def _later(act: Act, meeting: Meeting, at_meeting: int) -> int | None:
    if not at_meeting:
        return None
    later = meeting_by_id(act.reader, MeetingId(at_meeting))
    opened = later.opened_at is not None
    check_later(meeting.number, meeting.at, later.number, later.at, opened=opened, quorate=later.declared)
    check_edit(standing(act.reader, later.id).status)
    return later.id


def _refuse_agreed_elsewhere(act: Act, at_meeting: int | None) -> None:
    if at_meeting is not None and standing(act.reader, MeetingId(at_meeting)).status is not MinutesStatus.DRAFT:
        raise SomethingStandsOnIt("the agreed record of the meeting that decided it")
