"""Debate: amendments voted and carried into the text, slips put right, motions set aside or divided.

An amendment and a procedural motion are motions of their own: put, voted and declared like any other. What they do to
the motion they are about happens with their declaration, in the same act.
"""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from coopdesk.domain.ids import MeetingId
from coopdesk.domain.members import clean_line, clean_text
from coopdesk.domain.motions import MotionState, may_open
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.domain.rules import ResolutionRule
from coopdesk.domain.rules.majorities import CONFIRMING, DISSOLUTION
from coopdesk.domain.statutes import check_second_meeting
from coopdesk.domain.tally import Decision, Outcome
from coopdesk.services.act import Act
from coopdesk.services.advance_counts import refuse_change_of_words
from coopdesk.services.events import MeetingChanged, VoteChanged
from coopdesk.services.members import resolve
from coopdesk.services.motions import TEXT_LIMIT, TITLE_LIMIT, Motion, WithdrawMotion, motion_by_number
from coopdesk.services.particulars import refuse_without_particulars
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import Meeting, held_on, meeting_by_id, refuse_closed, rules_of
from coopdesk.services.taken import refuse_taken
from coopdesk.storage.tables import (
    AmendmentRow,
    ConfirmationRow,
    FormerTextRow,
    MeetingRow,
    MotionRow,
    ProceduralRow,
    SetAsideRow,
)

PROCEDURAL = {
    "adjourn-debate": "That the debate on motion {number} be adjourned.",
    "refer-back": "That motion {number} be referred back.",
    "lie-on-table": "That motion {number} lie on the table.",
    "next-business": "That the meeting proceed to the next business.",
}
"""What may be moved about a motion, with the words that are put."""

_LAST_NUMBER = select(func.coalesce(func.max(MotionRow.number), 0)).where(MotionRow.meeting == bindparam("meeting"))
_ITEM = select(MotionRow.item).where(MotionRow.id == bindparam("motion"))
_PENDING = (
    select(MotionRow.number)
    .join(AmendmentRow, AmendmentRow.motion == MotionRow.id)
    .where(AmendmentRow.amends == bindparam("motion"), MotionRow.state != "declared", MotionRow.state != "withdrawn")
    .order_by(MotionRow.number)
    .limit(1)
)
_AMENDS = select(AmendmentRow.amends, AmendmentRow.wording).where(AmendmentRow.motion == bindparam("motion"))
_ABOUT = select(ProceduralRow.about, ProceduralRow.what).where(ProceduralRow.motion == bindparam("motion"))
_MOTION = select(MotionRow.number, MotionRow.state, MotionRow.text).where(MotionRow.id == bindparam("motion"))
_FIRST_MEETING = (
    select(MeetingRow.id)
    .join(MotionRow, MotionRow.meeting == MeetingRow.id)
    .join(ConfirmationRow, ConfirmationRow.first == MotionRow.id)
    .where(ConfirmationRow.motion == bindparam("motion"))
)


@dataclass
class AmendmentNotAllowed(Refusal):
    """A resolution whose words were in the notice and may not be changed (scenario 51)."""

    code = "AMENDMENT-NOT-ALLOWED"
    sentence = (
        "Motion {motion} is a {kind}, which the meeting may not amend: members were given notice of these very words. "
        "A slip of the pen may be put right; for anything more, put it to a later meeting."
    )
    motion: int
    kind: str


@dataclass
class AmendmentPending(Refusal):
    """A motion put before its amendments are decided."""

    code = "AMENDMENT-PENDING"
    sentence = (
        "Motion {amendment} would amend motion {motion} and is not decided yet. Vote on the amendment first, or "
        "withdraw it."
    )
    motion: int
    amendment: int


@dataclass
class SignaturesNotVotes(Refusal):
    """Dissolution by instrument is signed, not voted on (2014 Act s.119)."""

    code = "SIGNATURES-NOT-VOTES"
    sentence = (
        "Motion {motion} is a dissolution by instrument, which three-quarters of all members sign; no vote at a "
        "meeting does it. Nothing was opened."
    )
    motion: int


@dataclass
class ConfirmsNothing(Refusal):
    """A confirming resolution that belongs to no first meeting."""

    code = "CONFIRMS-NOTHING"
    sentence = (
        "Motion {motion} says that it confirms what a first meeting passed, and is not joined to any. Withdraw it, and "
        "use “motion confirm” on the motion of the first meeting."
    )
    motion: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAmendment(Command[int]):
    """Move an amendment: ``wording`` is the whole motion as it would then read. The value is the amendment's number."""

    meeting: int
    number: int
    wording: str
    text: str = ""
    proposer: str = ""
    seconder: str = ""


@handles(AddAmendment)
def add_amendment(command: AddAmendment, act: Act) -> Done[int]:
    """Write an amendment as a motion of its own, to be voted on before the motion.

    Raises:
        AmendmentNotAllowed: the motion may not be amended.
        VotedOnTheseWords: votes on its words were sent in before the meeting.
        Refusal: the motion is past being amended, or somebody is not known.
    """
    meeting, motion, before = _still_a_draft(act, command.meeting, command.number)
    rule = rules_of(act.reader, meeting).resolution(motion.kind)
    if not rule.amendable:
        raise AmendmentNotAllowed(motion.number, rule.title.lower())
    if act.reader.first(_AMENDS, motion=motion.id) is not None:
        raise NotUnderstood("The motion", str(motion.number), "it is an amendment itself; withdraw it and move another")
    refuse_change_of_words(act.reader, motion.id, motion.number)
    wording = _changed("The motion as amended", command.wording, before)
    text = clean_text("The amendment", command.text, TEXT_LIMIT) or f"That motion {motion.number} read: {wording}"
    made = _add_motion(act, meeting, motion, f"Amendment to motion {motion.number}", text, command)
    act.add(AmendmentRow, motion=made.id, amends=motion.id, wording=wording)
    return Done(made.number, (VoteChanged(), MeetingChanged()), WithdrawMotion(meeting.id, made.number))


@dataclass(frozen=True, slots=True)
class CorrectSlip(Command[int]):
    """A slip of the pen in a motion, put right by the chair before it is put. What stood before is kept."""

    private = ("text",)

    meeting: int
    number: int
    text: str


@handles(CorrectSlip)
def correct_slip(command: CorrectSlip, act: Act) -> Done[int]:
    """Put right the words of a draft, keeping the former ones.

    Raises:
        Refusal: the motion is past being changed, or nothing would change.
    """
    meeting, motion, before = _still_a_draft(act, command.meeting, command.number)
    text = _changed("The motion", command.text, before)
    act.add(FormerTextRow, motion=motion.id, amendment=None, at=act.at, text=before)
    act.change(MotionRow, motion.id, text=text)
    return Done(motion.number, (VoteChanged(),), CorrectSlip(meeting.id, motion.number, before))


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveProcedure(Command[int]):
    """Move that a motion be adjourned, referred back, laid on the table, or passed over; the value is its number."""

    meeting: int
    number: int
    what: str
    proposer: str = ""
    seconder: str = ""


@handles(MoveProcedure)
def move_procedure(command: MoveProcedure, act: Act) -> Done[int]:
    """Write a procedural motion, to be voted on at once.

    Raises:
        NotUnderstood: there is no such procedure.
        Refusal: the motion is past being set aside.
    """
    if command.what not in PROCEDURAL:
        raise NotUnderstood("The procedural motion", command.what, f"it is one of {', '.join(PROCEDURAL)}")
    meeting, motion, _ = _still_a_draft(act, command.meeting, command.number)
    words = PROCEDURAL[command.what].format(number=motion.number)
    title = f"Procedural motion on motion {motion.number}"
    made = _add_motion(act, meeting, motion, title, words, command)
    act.add(ProceduralRow, motion=made.id, about=motion.id, what=command.what)
    return Done(made.number, (VoteChanged(), MeetingChanged()), WithdrawMotion(meeting.id, made.number))


@dataclass(frozen=True, slots=True)
class SplitMotion(Command[tuple[int, ...]]):
    """Divide a motion into parts that are voted on one by one; a line of "---" stands between them."""

    private = ("parts",)

    meeting: int
    number: int
    parts: str


@handles(SplitMotion)
def split_motion(command: SplitMotion, act: Act) -> Done[tuple[int, ...]]:
    """Write each part as a motion of the same kind, and set the whole aside. The value is the parts' numbers.

    Raises:
        NotUnderstood: fewer than two parts.
        Refusal: the motion is past being divided.
    """
    meeting, motion, _ = _still_a_draft(act, command.meeting, command.number)
    refuse_change_of_words(act.reader, motion.id, motion.number)
    texts = [part.strip() for part in command.parts.split("\n---\n")]
    if len(texts) < 2 or not all(texts):
        raise NotUnderstood("The parts", str(len(texts)), "a motion is divided into two or more, each with its words")
    made = []
    for place, text in enumerate(texts, start=1):
        words = clean_text("A part of the motion", text, TEXT_LIMIT, required=True)
        title = f"{motion.title[: TITLE_LIMIT - 12]}, part {place}"
        made.append(_add_motion(act, meeting, motion, title, words, command, kind=motion.kind))
    _set_aside(act, motion.id, made[0].id, "divided")
    return Done(tuple(each.number for each in made), (VoteChanged(), MeetingChanged()))


def refuse_to_put(act: Act, meeting: Meeting, motion: Motion, rule: ResolutionRule) -> None:
    """What stands in the way of voting on a motion, beside quorum and state.

    Raises:
        AmendmentPending: an amendment is not decided.
        AuditYearPast, AuditorNoticeMissing, AuditorNoticeTooShort: statute would make it worthless.
        SignaturesNotVotes: it is signed, not voted on.
        ConfirmsNothing, SecondMeetingOutOfTime: it confirms nothing, or too early or too late.
    """
    pending = act.reader.value(_PENDING, motion=motion.id)
    if pending is not None:
        raise AmendmentPending(motion.number, pending)
    refuse_without_particulars(act.reader, meeting, motion, act)
    if rule.statutory == DISSOLUTION:
        raise SignaturesNotVotes(motion.number)
    if rule.statutory == CONFIRMING:
        first = act.reader.value(_FIRST_MEETING, motion=motion.id)
        if first is None:
            raise ConfirmsNothing(motion.number)
        earlier = meeting_by_id(act.reader, MeetingId(first))
        check_second_meeting(held_on(earlier, earlier.at), held_on(meeting, act.now))


def carry_out(act: Act, motion: Motion, decided: Decision) -> None:
    """What a carried amendment or procedural motion does to the motion it is about."""
    if decided.outcome is not Outcome.CARRIED:
        return
    amends = act.reader.first(_AMENDS, motion=motion.id)
    if amends is not None:
        target, wording = amends
        found = act.reader.first(_MOTION, motion=target)
        assert found is not None
        if found[1] == MotionState.DRAFT:
            act.add(FormerTextRow, motion=target, amendment=motion.id, at=act.at, text=found[2])
            act.change(MotionRow, target, text=wording)
    about = act.reader.first(_ABOUT, motion=motion.id)
    if about is not None:
        target, what = about
        found = act.reader.first(_MOTION, motion=target)
        if found is not None and found[1] == MotionState.DRAFT:
            _set_aside(act, target, motion.id, what)


def _set_aside(act: Act, target: int, by: int, what: str) -> None:
    act.add(SetAsideRow, motion=target, by=by, what=what, at=act.at)
    act.change(MotionRow, target, state="withdrawn", withdrawn_at=act.at)


def _still_a_draft(act: Act, meeting_id: int, number: int) -> tuple[Meeting, Motion, str]:
    meeting = meeting_by_id(act.reader, MeetingId(meeting_id))
    refuse_closed(meeting)
    motion = motion_by_number(act.reader, meeting, number)
    may_open(motion.state, motion.number)
    refuse_taken(act.reader, motion.id, motion.number)
    return meeting, motion, motion.text


def _changed(what: str, text: str, before: str) -> str:
    words = clean_text(what, text, TEXT_LIMIT, required=True)
    if words == before:
        raise NotUnderstood(what, words, "it reads the same as before")
    return words


def _add_motion(
    act: Act,
    meeting: Meeting,
    about: Motion,
    title: str,
    text: str,
    command: AddAmendment | MoveProcedure | SplitMotion,
    kind: str = "ordinary",
) -> Motion:
    rules_of(act.reader, meeting).resolution(kind)
    number = (act.reader.value(_LAST_NUMBER, meeting=meeting.id) or 0) + 1
    proposer, seconder = getattr(command, "proposer", ""), getattr(command, "seconder", "")
    act.add(
        MotionRow,
        meeting=meeting.id,
        number=number,
        item=act.reader.value(_ITEM, motion=about.id),
        title=clean_line("The title", title, TITLE_LIMIT, required=True),
        text=clean_text("The motion", text, TEXT_LIMIT, required=True),
        kind=kind,
        proposer=resolve(act.reader, proposer) if proposer else None,
        seconder=resolve(act.reader, seconder) if seconder else None,
        state="draft",
        withdrawn_at=None,
    )
    return motion_by_number(act.reader, meeting, number)
