"""Polls: demanded, opened in the place of the hands, with the proxies; and the prompt to call one."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from coopdesk.domain.members import display_number
from coopdesk.domain.motions import MotionState, VoteMethod, may_vote
from coopdesk.domain.polls import DemandedBy, check_demand, check_window, with_proxies
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.domain.tally import Choice, Decision, Outcome
from coopdesk.services.act import Act
from coopdesk.services.advance_counts import voted_in_advance
from coopdesk.services.events import MeetingChanged, VoteChanged
from coopdesk.services.members import resolve
from coopdesk.services.motions import (
    Count,
    Motion,
    decision,
    end_count,
    last_count,
    motion_by_number,
    running_counts,
)
from coopdesk.services.opening import open_count
from coopdesk.services.perform import Command, Done, entries_backwards, handles
from coopdesk.services.poll_electors import forms_held_by, proxy_electors, waiting_for_holders
from coopdesk.services.room import IN_THE_ROOM, Meeting, meeting_for_business, room_view, rules_of
from coopdesk.services.votes import VoidForTheRest
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    AttendanceRow,
    CountVoidRow,
    MemberRow,
    MotionRow,
    PollDemanderRow,
    PollDemandRow,
    VoteRow,
)

OTHER_BUSINESS = ("PutMotion", "DemandPoll", "TakeItem", "AdjournMeeting")
"""Acts after a declaration that end the time for a poll."""

_IN_ROOM_WITH_VOTE = select(AttendanceRow.member).where(
    *IN_THE_ROOM,
    AttendanceRow.member == bindparam("member"),
    AttendanceRow.may_vote == 1,
)
_NUMBER = select(MemberRow.number).where(MemberRow.id == bindparam("member"))


@dataclass
class DemanderNotHere(Refusal):
    """Somebody who has no vote in the room does not demand a poll."""

    code = "DEMANDER-NOT-HERE"
    sentence = (
        "Member {member} is not in the room with a vote, so the demand does not count for them. Nothing was changed."
    )
    member: str


@dataclass(frozen=True, slots=True)
class DemandPoll(Command[Count]):
    """A poll is demanded and opens at once, in the place of the hands.

    ``members`` holds the member numbers or cards of those who demand it, parted by spaces.
    """

    meeting: int
    number: int
    by: str = "chair"
    members: str = ""


@handles(DemandPoll)
def demand_poll(command: DemandPoll, act: Act) -> Done[Count]:
    """Check the demand and open the poll. Hands under way end and are void; hands declared stay beside the poll.

    Raises:
        PollNotDemanded, PollTooLate, DemanderNotHere: the demand is not valid.
        MotionWithdrawn, NoQuorumDeclared, QuorumLost, AnotherVoteOpen: no vote can open.
    """
    meeting = meeting_for_business(act.reader, command.meeting)
    motion = motion_by_number(act.reader, meeting, command.number)
    if motion.state is MotionState.WITHDRAWN:
        may_vote(motion.state, motion.number)
    if command.by not in tuple(DemandedBy):
        raise NotUnderstood("The demand", command.by, "a poll is demanded by the chair, the directors or members")
    by = DemandedBy(command.by)
    members = sorted({resolve(act.reader, each) for each in command.members.split()})
    for member in members:
        if act.reader.value(_IN_ROOM_WITH_VOTE, meeting=meeting.id, member=member) is None:
            raise DemanderNotHere(display_number(act.reader.one(_NUMBER, member=member)))
    rules = rules_of(act.reader, meeting).poll
    votes = room_view(act.reader, meeting, act.now).votes_in_room
    check_demand(rules, by, len(members), votes)
    check_window(rules, motion.state, motion.number, gone_on=_gone_on(act.reader, motion))
    sweep = _end_hands(act, motion)
    count = open_count(act, meeting, motion_by_number(act.reader, meeting, command.number), VoteMethod.POLL.value)
    act.add(PollDemandRow, count=count.id, by=by.value, at=act.at)
    if members:
        act.add_many(PollDemanderRow, ("count", "member"), [(count.id, member) for member in members])
    return Done(count, (VoteChanged(), MeetingChanged()), sweep=sweep)


def _end_hands(act: Act, motion: Motion) -> bool:
    """A vote under way gives way to the poll; True where an urn is to be swept."""
    if motion.state is not MotionState.OPEN:
        return False
    count = last_count(act.reader, motion)
    if count.method is VoteMethod.POLL:
        raise NotUnderstood("The poll", str(motion.number), "a poll on this motion is open already")
    end_count(act, count)
    act.add(CountVoidRow, count=count.id, at=act.at, reason="replaced by a poll")
    act.change(MotionRow, motion.id, state="closed")
    return count.method is VoteMethod.SECRET


def _gone_on(reader: Reader, motion: Motion) -> bool:
    """Whether other business began after this motion's result, by the journal's order."""
    if motion.state is not MotionState.DECLARED:
        return False
    for entry in entries_backwards(reader):
        if entry.act == "DeclareResult" and any(
            effect[1] == "motion" and effect[2] == [motion.id] for effect in entry.payload["rows"]
        ):
            return False
        if entry.act in OTHER_BUSINESS:
            return True
    return False


@dataclass(frozen=True, slots=True)
class PollAdvice:
    """Proxies held would change the result of the hands, so the chair ought to call a poll (domain reference §5)."""

    now: Decision
    would: Decision
    sentence: str


def poll_advice(reader: Reader, meeting: Meeting, motion: Motion) -> PollAdvice | None:
    """Whether directed proxies would turn the hands round; None where they would not, or hands were not counted."""
    if meeting.state != "open" or motion.state not in (MotionState.OPEN, MotionState.CLOSED, MotionState.DECLARED):
        return None
    count = last_count(reader, motion)
    counts = running_counts(reader, count)
    if counts is None or not count.method.by_figures or _gone_on(reader, motion):
        return None
    proxies = proxy_electors(reader, meeting)
    told = tuple(
        each.instructions.get(motion.id)
        for each in proxies
        if voted_in_advance(reader, motion.id, each.form.appointor) is None
    )
    more = with_proxies(counts, told)
    if more == counts or more.given > (meeting.entitled or more.given):
        return None
    now = decision(reader, meeting, motion, counts, count)
    would = decision(reader, meeting, motion, more, count)
    if now.outcome is would.outcome:
        return None
    sentence = (
        f"Proxies held would change this: with them it would be {more.votes_for} for and {more.against} against, "
        f"{_outcome_words(would.outcome)}. The chair should call a poll."
    )
    return PollAdvice(now, would, sentence)


def _outcome_words(outcome: Outcome) -> str:
    return "still undecided" if outcome is Outcome.UNDECIDED else outcome.value


@dataclass(frozen=True, slots=True)
class CastProxies(Command[int]):
    """One holder's say for every member whose form leaves it open; the value is how many votes that made.

    A vote cast so and voided since is said anew by the holder, as it was the first time.
    """

    meeting: int
    number: int
    holder: str
    choice: str


@handles(CastProxies)
def cast_proxies(command: CastProxies, act: Act) -> Done[int]:
    """Record the holder's choice for those members who have no vote yet.

    Raises:
        NotUnderstood: a choice that is none, or nobody speaks for anybody here.
        MotionNotOpen: voting is not open.
    """
    meeting = meeting_for_business(act.reader, command.meeting)
    motion = motion_by_number(act.reader, meeting, command.number)
    may_vote(motion.state, motion.number)
    count = last_count(act.reader, motion)
    if command.choice not in tuple(Choice):
        raise NotUnderstood("The vote", command.choice, "it is for, against or abstain")
    held = forms_held_by(act.reader, meeting.id, command.holder)
    waiting = waiting_for_holders(act.reader, meeting.id, motion.id, count)
    rows = [
        (count.id, each.member, each.attempts + 1, command.choice, act.at)
        for each in sorted(waiting)
        if each.form in held
    ]
    if not rows:
        raise NotUnderstood("The holder", command.holder, "they hold no proxy that waits for a vote in this poll")
    act.add_many(VoteRow, ("count", "member", "attempt", "choice", "at"), rows)
    return Done(len(rows), (VoteChanged(),), VoidForTheRest(meeting.id, motion.number))
