"""Motions taken together: one vote on several, each recorded with the result.

The vote is that of one of them, the *lead*. The others wait beside it, and get a count and a result of their own in the
act that declares it.
"""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from coopdesk.domain.ids import MeetingId, MotionId
from coopdesk.domain.motions import MotionState, VoteMethod, may_open
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services.act import Act
from coopdesk.services.advance_counts import sent_in
from coopdesk.services.events import MeetingChanged, VoteChanged
from coopdesk.services.motions import LAST_COUNT, Motion, motion_by_number
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.proxy_forms import ProxyInForce
from coopdesk.services.room import Meeting, meeting_by_id, refuse_closed
from coopdesk.services.taken import lead_of, others_of, refuse_taken
from coopdesk.storage.tables import (
    AmendmentRow,
    ConfirmationRow,
    CountRow,
    MotionRow,
    ProceduralRow,
    ResultRow,
    SharedCountRow,
    TakenTogetherRow,
)

_STANDING = select(TakenTogetherRow.id).where(
    TakenTogetherRow.motion == bindparam("motion"), TakenTogetherRow.void == 0
)
_COUNT = select(
    CountRow.method,
    CountRow.opened_at,
    CountRow.closed_at,
    CountRow.present,
    CountRow.electors,
    CountRow.elector_digest,
    CountRow.votes_for,
    CountRow.votes_against,
    CountRow.abstentions,
    CountRow.spoilt,
).where(CountRow.id == bindparam("count"))
_ON_ITS_OWN = (
    (select(AmendmentRow.motion).where(AmendmentRow.motion == bindparam("motion")), "it is an amendment"),
    (select(ProceduralRow.motion).where(ProceduralRow.motion == bindparam("motion")), "it is a procedural motion"),
    (select(ConfirmationRow.motion).where(ConfirmationRow.motion == bindparam("motion")), "it confirms another"),
)


@dataclass
class NotTogether(Refusal):
    """Motions that one vote cannot decide."""

    code = "NOT-TOGETHER"
    sentence = "Motion {motion} cannot be taken together with motion {lead}: {why}. Nothing was changed."
    motion: int
    lead: int
    why: str


@dataclass
class NotTakenTogether(Refusal):
    """A motion that stands by itself already."""

    code = "NOT-TAKEN-TOGETHER"
    sentence = "Motion {motion} is not taken together with another, so it stands by itself. Nothing was changed."
    motion: int


@dataclass(frozen=True, slots=True)
class TakeTogether(Command[tuple[int, ...]]):
    """One vote on several motions, asked on ``number``; ``others`` are their numbers, parted by spaces.

    The value is every number of the group, in order.
    """

    meeting: int
    number: int
    others: str


@handles(TakeTogether)
def take_together(command: TakeTogether, act: Act) -> Done[tuple[int, ...]]:
    """Join drafts of one kind to be decided by one vote.

    Raises:
        NotTogether: they need different majorities, or one of them must be voted on by itself.
        TakenWithAnother: one is taken together with a motion already.
        UnknownMotion, NotUnderstood, MeetingClosed: as their sentences say.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    lead = _draft(act, meeting, command.number)
    _refuse_alone(act, lead, lead)
    numbers = _numbers(command.others, lead.number)
    for number in numbers:
        motion = _draft(act, meeting, number)
        _refuse_alone(act, motion, lead)
        if motion.kind != lead.kind:
            why = f"it is of another kind ({motion.kind}, not {lead.kind}), and may need another majority"
            raise NotTogether(number, lead.number, why)
        if others_of(act.reader, motion.id):
            raise NotTogether(number, lead.number, "other motions are taken together with it; take those apart first")
        act.add(TakenTogetherRow, motion=motion.id, lead=lead.id, at=act.at, void=0)
    group = tuple(sorted((lead.number, *others_of(act.reader, lead.id).values())))
    undo = TakeApart(meeting.id, " ".join(str(each) for each in numbers))
    return Done(group, (VoteChanged(), MeetingChanged()), undo)


@dataclass(frozen=True, slots=True)
class TakeApart(Command[None]):
    """These motions are voted on by themselves after all; ``numbers`` are parted by spaces."""

    meeting: int
    numbers: str


@handles(TakeApart)
def take_apart(command: TakeApart, act: Act) -> Done[None]:
    """Part motions again, before the vote on them opens.

    Raises:
        NotTakenTogether: one of them stands by itself already.
        TakenWithAnother: the vote is on, or taken.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    for number in _numbers(command.numbers, 0):
        motion = motion_by_number(act.reader, meeting, number)
        refuse_taken(act.reader, motion.id, number)
        row = act.reader.value(_STANDING, motion=motion.id)
        if row is None:
            raise NotTakenTogether(number)
        act.change(TakenTogetherRow, row, void=1)
    return Done(None, (VoteChanged(), MeetingChanged()))


def refuse_different_instructions(
    motion: Motion, others: dict[MotionId, int], method: VoteMethod, proxies: tuple[ProxyInForce, ...]
) -> None:
    """One vote cannot say two things for a member whose form does.

    Raises:
        NotTogether: a form tells its holder to vote differently on the motions.
    """
    if method is not VoteMethod.POLL:
        return
    for each in proxies:
        wanted = each.instructions.get(int(motion.id))
        for other, number in others.items():
            if each.instructions.get(int(other)) != wanted:
                why = f"proxy form {each.form.number} does not say the same on both. Take them apart for a poll"
                raise NotTogether(number, motion.number, why)


def declare_others(act: Act, motion: Motion, count: int, result: dict[str, object]) -> None:
    """Give every motion taken together with this one the count and the result just declared."""
    others = others_of(act.reader, motion.id)
    if not others:
        return
    row = act.reader.first(_COUNT, count=count)
    assert row is not None
    method, opened_at, closed_at, present, electors, digest, votes_for, against, abstentions, spoilt = row
    for other in others:
        before = act.reader.first(LAST_COUNT, motion=other)
        made = act.add(
            CountRow,
            motion=other,
            attempt=1 if before is None else before[1] + 1,
            method=method,
            opened_at=opened_at,
            closed_at=closed_at,
            present=present,
            electors=electors,
            elector_digest=digest,
            votes_for=votes_for,
            votes_against=against,
            abstentions=abstentions,
            spoilt=spoilt,
        )
        act.add(SharedCountRow, count=made, of=count)
        act.add(ResultRow, **{**result, "count": made, "motion": other})
        act.change(MotionRow, other, state="declared")


def _draft(act: Act, meeting: Meeting, number: int) -> Motion:
    motion = motion_by_number(act.reader, meeting, number)
    may_open(motion.state, motion.number)
    assert motion.state is MotionState.DRAFT
    return motion


def _refuse_alone(act: Act, motion: Motion, lead: Motion) -> None:
    taken = lead_of(act.reader, motion.id)
    if taken is not None:
        raise NotTogether(motion.number, lead.number, f"it is taken together with motion {taken.number} already")
    for statement, why in _ON_ITS_OWN:
        if act.reader.value(statement, motion=motion.id) is not None:
            raise NotTogether(motion.number, lead.number, f"{why}, and is voted on by itself")
    if sent_in(act.reader, motion.id):
        raise NotTogether(motion.number, lead.number, "votes on it were sent in before the meeting")


def _numbers(text: str, lead: int) -> tuple[int, ...]:
    words = text.replace(",", " ").split()
    if not words or not all(each.isascii() and each.isdecimal() and len(each) < 7 for each in words):
        raise NotUnderstood("The motions", text, "give their numbers, parted by spaces")
    numbers = tuple(sorted({int(each) for each in words}))
    if lead in numbers:
        raise NotUnderstood("The motions", text, f"motion {lead} is named twice")
    return numbers
