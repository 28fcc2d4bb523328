"""The run sheet: where the meeting stands, and the one act that comes next.

The order of business is domain reference §3; nothing is decided here that a command would not check again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from coopdesk.domain.agenda import ItemKind
from coopdesk.domain.clock import hour
from coopdesk.domain.motions import MotionState
from coopdesk.domain.rules import RuleSheet
from coopdesk.services.agenda import AgendaLine, TakeItem, agenda_lines
from coopdesk.services.at_hand import meeting_at_hand, quorum_is_lost
from coopdesk.services.attendance import quorum_lost_at
from coopdesk.services.counting import CloseVote, DeclareResult, PutMotion
from coopdesk.services.meetings import CloseMeeting, OpenMeeting, ReconveneMeeting
from coopdesk.services.motion_view import MotionView, motion_views, next_to_put
from coopdesk.services.motions import last_count, motion_by_number, running_counts
from coopdesk.services.perform import Command
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.room import Meeting, RoomView, room_view, rules_of
from coopdesk.services.run_words import chair_words, heading_of, note_of
from coopdesk.storage.store import Reader

ActKind = Literal[
    "open-meeting", "wait", "declare-quorum", "take-item", "put-motion", "count", "close-vote", "declare-result",
    "casting-vote", "reconvene", "close-meeting", "minutes",
]  # fmt: skip

BEFORE_QUORUM = (ItemKind.OPENING.value, ItemKind.APOLOGIES.value)
"""What a chair may do while waiting: no business, so no quorum is needed for it."""

OPEN_TO_MOTIONS = (ItemKind.RESOLUTION.value, ItemKind.AOB.value)
"""Items under which motions that belong to no item are taken."""


@dataclass(frozen=True, slots=True)
class NextAct:
    """The one act that comes next. ``item`` and ``motion`` are numbers, 0 where the act is about none.

    ``waits`` says why it cannot be done yet ("at 75 present"), "" where it can.
    """

    kind: ActKind
    item: int = 0
    motion: int = 0
    method: str = ""
    waits: str = ""

    def commands(self, meeting: int) -> tuple[Command[Any], ...]:
        """What carries it out, in order; nothing for an act that is done on another page or has to wait."""
        taking = (TakeItem(meeting, self.item),) if self.item else ()
        made: dict[ActKind, tuple[Command[Any], ...]] = {
            "open-meeting": (OpenMeeting(meeting),),
            "declare-quorum": (*taking, DeclareQuorum(meeting)),
            "take-item": taking,
            "put-motion": (PutMotion(meeting, self.motion, self.method),),
            "close-vote": (CloseVote(meeting, self.motion),),
            "declare-result": (DeclareResult(meeting, self.motion),),
            "reconvene": (ReconveneMeeting(meeting),),
            "close-meeting": (*taking, CloseMeeting(meeting)),
        }
        return () if self.waits else made.get(self.kind, ())


@dataclass(frozen=True, slots=True)
class RunLine:
    """One item as the run sheet lists it; ``at`` is when it was taken, or when it is planned."""

    number: int
    title: str
    note: str
    at: datetime
    state: Literal["done", "lit", "ahead"]


@dataclass(frozen=True, slots=True)
class Timing:
    """How the evening stands against its plan. Minutes are whole; ``behind`` is negative when early."""

    now: datetime
    behind: int
    likely_close: datetime
    wait_until: datetime | None
    """How long the rules let a meeting without a quorum wait; None once it has one."""


@dataclass(frozen=True, slots=True)
class RunSheetView:
    """The whole page: lines in order, the lit act with the chair's words, and the three panels."""

    meeting: Meeting
    lines: tuple[RunLine, ...]
    act: NextAct
    heading: str
    note: str
    chair: str
    """The words the chair says aloud."""
    planned: datetime | None
    room: RoomView
    timing: Timing
    quorum_lost: bool
    lost_at: datetime | None
    """When the quorum was lost, while it is."""
    informal: int
    """The item that may be taken while waiting for a quorum, 0 for none."""


def run_sheet_now(reader: Reader, now: datetime) -> RunSheetView | None:
    """The run sheet of the meeting at hand; None before one is called."""
    meeting = meeting_at_hand(reader, now)
    return None if meeting is None else run_sheet(reader, meeting, now)


def run_sheet(reader: Reader, meeting: Meeting, now: datetime) -> RunSheetView:
    """Where the meeting stands and what comes next."""
    room = room_view(reader, meeting, now)
    agenda = agenda_lines(reader, meeting.id)
    motions = motion_views(reader, meeting)
    rules = rules_of(reader, meeting)
    lost = quorum_is_lost(reader, meeting, room)
    act = next_act(reader, meeting, room, agenda, motions, rules, lost=lost)
    plan = _planned(meeting, agenda)
    lit = _lit_item(act, agenda, motions)
    motion = next((each for each in motions if each.number == act.motion), None)
    line = next((each for each in agenda if each.number == lit), None)
    return RunSheetView(
        meeting=meeting,
        lines=tuple(_line(each, lit, plan, motions, room, meeting) for each in agenda),
        act=act,
        heading=heading_of(act, line, motion, room),
        note=note_of(act, line, motion, room, lost=lost),
        chair=chair_words(act, line, motion, room, meeting, rules, lost=lost),
        planned=plan.get(lit),
        room=room,
        timing=_timing(meeting, rules, plan, lit, agenda, now),
        quorum_lost=lost,
        lost_at=quorum_lost_at(reader, meeting) if lost else None,
        informal=_informal(meeting, agenda),
    )


def next_act(
    reader: Reader,
    meeting: Meeting,
    room: RoomView,
    agenda: tuple[AgendaLine, ...],
    motions: tuple[MotionView, ...],
    rules: RuleSheet,
    *,
    lost: bool,
) -> NextAct:
    """The one act that comes next, by the state of the meeting, its votes, its quorum and its agenda."""
    states: dict[str, NextAct] = {
        "called": NextAct("open-meeting"),
        "adjourned": NextAct("reconvene"),
        "closed": NextAct("minutes"),
    }
    if meeting.state in states:
        return states[meeting.state]
    for motion in motions:
        if motion.state in (MotionState.OPEN, MotionState.CLOSED):
            return _finish_vote(reader, meeting, motion)
    ahead = next((line for line in agenda if line.taken_at is None), None)
    if not meeting.declared and (ahead is None or ahead.kind not in BEFORE_QUORUM):
        return _quorum_act(room, agenda)
    draft = _draft(agenda, motions)
    if draft is not None:
        waits = f"at {room.quorum.needed} present" if lost else ""
        return NextAct("put-motion", motion=draft.number, method=rules.default_method, waits=waits)
    if ahead is None or ahead.kind == ItemKind.CLOSE.value:
        return NextAct("close-meeting", item=ahead.number if ahead else 0)
    return NextAct("take-item", item=ahead.number)


def _finish_vote(reader: Reader, meeting: Meeting, motion: MotionView) -> NextAct:
    count = motion.current
    assert count is not None
    if motion.state is MotionState.CLOSED:
        tied = count.decision is not None and count.decision.awaiting == "casting"
        return NextAct("casting-vote" if tied else "declare-result", motion=motion.number)
    if count.method.by_figures and _hands(reader, meeting, motion) is None:
        return NextAct("count", motion=motion.number)
    return NextAct("close-vote", motion=motion.number)


def _hands(reader: Reader, meeting: Meeting, motion: MotionView) -> object:
    return running_counts(reader, last_count(reader, motion_by_number(reader, meeting, motion.number)))


def _quorum_act(room: RoomView, agenda: tuple[AgendaLine, ...]) -> NextAct:
    item = next((line.number for line in agenda if line.kind == ItemKind.QUORUM.value), 0)
    if room.quorum.met:
        return NextAct("declare-quorum", item=item)
    return NextAct("wait", item=item, waits=f"at {room.quorum.needed} present")


def _draft(agenda: tuple[AgendaLine, ...], motions: tuple[MotionView, ...]) -> MotionView | None:
    now = next((line for line in agenda if line.taken_at is not None and line.done_at is None), None)
    if now is None:
        return None
    return next_to_put(motions, now.number, loose=now.kind in OPEN_TO_MOTIONS)


def _lit_item(act: NextAct, agenda: tuple[AgendaLine, ...], motions: tuple[MotionView, ...]) -> int:
    if act.item:
        return act.item
    if act.motion:
        motion = next(each for each in motions if each.number == act.motion)
        if motion.item is not None:
            return motion.item
        return next((line.number for line in agenda if line.taken_at is not None and line.done_at is None), 0)
    return agenda[0].number if act.kind == "open-meeting" and agenda else 0


def _informal(meeting: Meeting, agenda: tuple[AgendaLine, ...]) -> int:
    """Reports may be heard while waiting: nothing is decided by hearing them."""
    if meeting.state != "open" or meeting.declared:
        return 0
    heard = (ItemKind.REPORT.value, ItemKind.INTERESTS.value)
    return next((line.number for line in agenda if line.taken_at is None and line.kind in heard), 0)


def _planned(meeting: Meeting, agenda: tuple[AgendaLine, ...]) -> dict[int, datetime]:
    plan: dict[int, datetime] = {}
    at = meeting.at
    for line in agenda:
        plan[line.number] = at
        at += timedelta(minutes=line.minutes)
    return plan


def _timing(
    meeting: Meeting,
    rules: RuleSheet,
    plan: dict[int, datetime],
    lit: int,
    agenda: tuple[AgendaLine, ...],
    now: datetime,
) -> Timing:
    end = max(plan.values(), default=meeting.at) + timedelta(minutes=agenda[-1].minutes if agenda else 0)
    behind = (now - plan.get(lit, meeting.at)) // timedelta(minutes=1)
    late = timedelta(minutes=max(0, behind)) if meeting.state == "open" else timedelta()
    waiting = meeting.state == "open" and not meeting.declared
    until = meeting.at + timedelta(minutes=rules.inquorate_wait_minutes) if waiting else None
    return Timing(now, behind, end + late, until)


def _line(
    line: AgendaLine,
    lit: int,
    plan: dict[int, datetime],
    motions: tuple[MotionView, ...],
    room: RoomView,
    meeting: Meeting,
) -> RunLine:
    state: Literal["done", "lit", "ahead"] = "ahead" if line.taken_at is None else "done"
    if line.number == lit and meeting.closed_at is None:
        state = "lit"
    notes = [_motion_note(each) for each in motions if each.item == line.number]
    if line.kind == ItemKind.APOLOGIES.value and room.apologies:
        notes.append("1 apology" if room.apologies == 1 else f"{room.apologies} apologies")
    if line.kind == ItemKind.QUORUM.value and meeting.quorum_at is not None:
        notes.append(f"{meeting.quorum_present} present, {meeting.quorum_needed} needed, {hour(meeting.quorum_at)}")
    if line.kind == ItemKind.AOB.value and not notes and "discussion only" not in line.title.casefold():
        notes.append("Discussion only")
    return RunLine(line.number, line.title, "; ".join(notes), line.taken_at or plan[line.number], state)


def _motion_note(motion: MotionView) -> str:
    found = motion.result
    if motion.state is MotionState.DECLARED and found is not None and found.decision is not None:
        decided = found.decision
        return f"Motion {motion.number} {decided.outcome.value}, {decided.votes_for} to {decided.against}"
    words = {
        MotionState.DRAFT: "",
        MotionState.OPEN: ", voting open",
        MotionState.CLOSED: ", vote closed",
        MotionState.WITHDRAWN: " withdrawn",
        MotionState.DECLARED: "",
    }
    return f"Motion {motion.number}{words[motion.state]}"
