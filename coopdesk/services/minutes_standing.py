"""Where minutes stand in their life: the steps taken, the corrections beside them, and the sentences that say so."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import day_words, local_day, read_moment
from coopdesk.domain.ids import MeetingId, MemberId
from coopdesk.domain.minutes_life import MinutesStatus
from coopdesk.services.members import member_by_id
from coopdesk.services.minutes_record import read_record
from coopdesk.services.minutes_view import Correction, LifeStep, MinutesView
from coopdesk.services.room import Meeting, meeting_by_id, meetings_called
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import MinutesCorrectionRow, MinutesStepRow

_STEPS = select(
    MinutesStepRow.id, MinutesStepRow.step, MinutesStepRow.at, MinutesStepRow.at_meeting, MinutesStepRow.chair
).where(MinutesStepRow.meeting == bindparam("meeting"), MinutesStepRow.void == 0)
_RECORD = select(MinutesStepRow.record).where(MinutesStepRow.id == bindparam("step"))
_CORRECTIONS = (
    select(
        MinutesCorrectionRow.id,
        MinutesCorrectionRow.number,
        MinutesCorrectionRow.made_to,
        MinutesCorrectionRow.words,
        MinutesCorrectionRow.at,
        MinutesCorrectionRow.at_meeting,
    )
    .where(MinutesCorrectionRow.meeting == bindparam("meeting"), MinutesCorrectionRow.void == 0)
    .order_by(MinutesCorrectionRow.number)
)
_APPROVED_HERE = (
    select(MinutesStepRow.meeting)
    .where(
        MinutesStepRow.at_meeting == bindparam("meeting"), MinutesStepRow.step == "approved", MinutesStepRow.void == 0
    )
    .order_by(MinutesStepRow.id)
)
_CORRECTED_HERE = (
    select(MinutesCorrectionRow.meeting, MinutesCorrectionRow.number, MinutesCorrectionRow.words)
    .where(MinutesCorrectionRow.at_meeting == bindparam("meeting"), MinutesCorrectionRow.void == 0)
    .order_by(MinutesCorrectionRow.id)
)


@dataclass(frozen=True, slots=True)
class StepTakenView:
    """A step as recorded."""

    id: int
    at: datetime
    at_meeting: int | None
    chair: int | None


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction as recorded."""

    id: int
    number: int
    made_to: MinutesStatus
    words: str
    at: datetime
    at_meeting: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The life of one meeting's minutes so far."""

    status: MinutesStatus
    agreed: StepTakenView | None
    approved: StepTakenView | None
    signed: StepTakenView | None
    corrections: tuple[CorrectionView, ...]

    @property
    def last(self) -> datetime | None:
        """The moment of the last step or correction; None while they are a draft."""
        steps = [step.at for step in (self.agreed, self.approved, self.signed) if step is not None]
        return max((*steps, *(each.at for each in self.corrections)), default=None)


def standing(reader: Reader, meeting: MeetingId) -> Standing:
    """The steps that stand and the corrections beside them."""
    steps = {
        step: StepTakenView(step_id, read_moment(at), at_meeting, chair)
        for step_id, step, at, at_meeting, chair in reader.rows(_STEPS, meeting=meeting)
    }
    corrections = tuple(
        CorrectionView(row_id, number, MinutesStatus(made_to.upper()), words, read_moment(at), at_meeting)
        for row_id, number, made_to, words, at, at_meeting in reader.rows(_CORRECTIONS, meeting=meeting)
    )
    status = MinutesStatus.DRAFT
    for step, reached in (
        ("agreed", MinutesStatus.AGREED),
        ("approved", MinutesStatus.APPROVED),
        ("signed", MinutesStatus.SIGNED),
    ):
        if step in steps:
            status = reached
    return Standing(status, steps.get("agreed"), steps.get("approved"), steps.get("signed"), corrections)


def agreed_record(reader: Reader, agreed: StepTakenView) -> MinutesView | None:
    """The minutes as the chair agreed them, or None where they were erased."""
    text = reader.one(_RECORD, step=agreed.id)
    return read_record(text) if text else None


def life_of(reader: Reader, stands: Standing, chair: str) -> tuple[LifeStep, ...]:
    """The steps in sentences; ``chair`` is the name in the chair of the meeting itself."""
    steps: list[LifeStep] = []
    if stands.agreed is not None:
        who = f"the chair, {chair}," if chair else "the chair"
        steps.append(_step(MinutesStatus.AGREED, stands.agreed, f"Agreed by {who} on {_day(stands.agreed.at)}."))
    if stands.approved is not None:
        before = sum(1 for each in stands.corrections if each.made_to is MinutesStatus.AGREED)
        with_them = f", with {_corrections(before)}" if before else ""
        where = _where(reader, stands.approved.at, stands.approved.at_meeting, elsewhere=True)
        steps.append(_step(MinutesStatus.APPROVED, stands.approved, f"Approved {where}{with_them}."))
    if stands.signed is not None:
        signer = _name(reader, stands.signed.chair)
        by = f" by {signer}" if signer else ""
        steps.append(_step(MinutesStatus.SIGNED, stands.signed, f"Recorded as signed{by} on {_day(stands.signed.at)}."))
    return tuple(steps)


def signer_of(reader: Reader, stands: Standing) -> str:
    """Who signs approved minutes: whoever did, else the chair of the approving meeting; "" where that is not known."""
    if stands.signed is not None:
        return _name(reader, stands.signed.chair)
    if stands.approved is None or stands.approved.at_meeting is None:
        return ""
    return _name(reader, meeting_by_id(reader, MeetingId(stands.approved.at_meeting)).chair)


def corrections_of(reader: Reader, stands: Standing) -> tuple[Correction, ...]:
    """The corrections as papers print them."""
    return tuple(
        Correction(
            each.number, each.words, each.at, f"recorded {_where(reader, each.at, each.at_meeting, elsewhere=False)}"
        )
        for each in stands.corrections
    )


def decided_about_minutes(reader: Reader, meeting: MeetingId) -> tuple[str, ...]:
    """What this meeting did with the minutes of earlier ones: the further minute that corrects or approves them."""
    said = [
        f"Correction {number} to the minutes of {_held(reader, about)}: {' '.join(words.split())}"
        for about, number, words in reader.rows(_CORRECTED_HERE, meeting=meeting)
    ]
    for (about,) in reader.rows(_APPROVED_HERE, meeting=meeting):
        mended = any(about == corrected for corrected, _, _ in reader.rows(_CORRECTED_HERE, meeting=meeting))
        said.append(f"The minutes of {_held(reader, about)} were approved{' as corrected' if mended else ''}.")
    return tuple(said)


def minutes_meeting(reader: Reader) -> Meeting | None:
    """The meeting whose minutes are in hand: the last that was closed, or None before any was."""
    closed = [meeting for meeting in meetings_called(reader) if meeting.closed_at is not None]
    return closed[-1] if closed else None


def meeting_after(reader: Reader, meeting: Meeting) -> Meeting | None:
    """The meeting that is open now, where it is a later one than this."""
    for other in meetings_called(reader):
        if other.state == "open" and other.at > meeting.at:
            return other
    return None


def _step(status: MinutesStatus, step: StepTakenView, sentence: str) -> LifeStep:
    return LifeStep(status.value, step.at, sentence)


def _day(moment: datetime) -> str:
    return day_words(local_day(moment))


def _name(reader: Reader, member: int | None) -> str:
    return "" if member is None else member_by_id(reader, MemberId(member)).name


def _corrections(count: int) -> str:
    return "one correction" if count == 1 else f"{count} corrections"


def _held(reader: Reader, meeting: int) -> str:
    """ "the annual general meeting on 28 November 2026"."""
    found = meeting_by_id(reader, MeetingId(meeting))
    title = found.title[:1].lower() + found.title[1:] if found.title[1:2].islower() else found.title
    return f"the {title} on {_day(found.at)}"


def _where(reader: Reader, at: datetime, at_meeting: int | None, *, elsewhere: bool) -> str:
    if at_meeting is not None:
        return f"at {_held(reader, at_meeting)}"
    return f"on {_day(at)}" + (", at a meeting that is not kept in this file" if elsewhere else "")
