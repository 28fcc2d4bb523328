"""Recorded votes: one card, one key, one vote. The schema holds "one member one vote"; this page only explains it."""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from coopdesk.domain.clock import hour, read_moment
from coopdesk.domain.codes import CodeKind, read_code
from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import clean_text, display_number, read_member_number
from coopdesk.domain.motions import AlreadyVoted, Choice, check_elector, may_void, may_vote
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services.act import Act
from coopdesk.services.advance_counts import SENT_CHOICE, refuse_advance_voter, replaceable
from coopdesk.services.events import VoteChanged
from coopdesk.services.members import member_by_id, resolve
from coopdesk.services.motions import Count, Motion, last_count, motion_by_number
from coopdesk.services.perform import Command, Done, Entry, NonceUsed, handles, repeats
from coopdesk.services.room import Meeting, meeting_for_business
from coopdesk.services.standing_votes import VOIDED
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    AdvanceCastRow,
    CardRow,
    CountRow,
    ElectorRow,
    MeetingRow,
    MemberRow,
    MotionRow,
    ProxyElectorRow,
    RollRow,
    VoteRow,
    VoteVoidRow,
)

REPLACED = "replaced by a vote in the room"
"""Why a vote that was sent in is void."""

_STANDING = ~VOIDED
_FACTS = select(
    select(ElectorRow.member)
    .where(ElectorRow.count == bindparam("count"), ElectorRow.member == bindparam("member"))
    .scalar_subquery(),
    select(RollRow.member)
    .where(RollRow.meeting == bindparam("meeting"), RollRow.member == bindparam("member"))
    .scalar_subquery(),
    select(func.coalesce(func.max(VoteRow.attempt), 0))
    .where(VoteRow.count == bindparam("count"), VoteRow.member == bindparam("member"))
    .scalar_subquery(),
    select(VoteRow.at)
    .where(VoteRow.count == bindparam("count"), VoteRow.member == bindparam("member"), _STANDING)
    .limit(1)
    .scalar_subquery(),
)
_NOT_VOTED = (
    select(ElectorRow.member)
    .where(
        ElectorRow.count == bindparam("count"),
        ~select(VoteRow.member)
        .where(VoteRow.count == ElectorRow.count, VoteRow.member == ElectorRow.member, _STANDING)
        .exists(),
        # Nobody who raises a hand speaks for an absent member: their holder does, by name.
        ~select(ProxyElectorRow.member)
        .where(ProxyElectorRow.count == ElectorRow.count, ProxyElectorRow.member == ElectorRow.member)
        .exists(),
    )
    .order_by(ElectorRow.member)
)
_ATTEMPTS = (
    select(VoteRow.member, func.max(VoteRow.attempt))
    .where(VoteRow.count == bindparam("count"))
    .group_by(VoteRow.member)
)
_IS_ELECTOR = (ElectorRow.count == CountRow.id) & (ElectorRow.member == MemberRow.id)
_ATTEMPTS_MADE = (
    select(func.coalesce(func.max(VoteRow.attempt), 0))
    .where(VoteRow.count == CountRow.id, VoteRow.member == MemberRow.id)
    .correlate(CountRow, MemberRow)
    .scalar_subquery()
)
_READY = (
    select(CountRow.id, MemberRow.id, MemberRow.number, _ATTEMPTS_MADE)
    .select_from(MeetingRow)
    .join(MotionRow, MotionRow.meeting == MeetingRow.id)
    .join(CountRow, CountRow.motion == MotionRow.id)
    .join(MemberRow, MemberRow.status != "void")
    .join(ElectorRow, _IS_ELECTOR)
    .where(
        MeetingRow.id == bindparam("meeting"),
        MeetingRow.state == "open",
        MeetingRow.closed_at.is_(None),
        MotionRow.number == bindparam("number"),
        MotionRow.state == "open",
        (CountRow.method == "recorded") | (CountRow.method == "poll"),
        CountRow.closed_at.is_(None),
        ~select(VoteRow.member)
        .where(VoteRow.count == CountRow.id, VoteRow.member == MemberRow.id, _STANDING)
        .correlate(CountRow, MemberRow)
        .exists(),
    )
)
_BY_MEMBER_NUMBER = _READY.where(MemberRow.number == bindparam("reference"))
_BY_CARD = _READY.join(
    CardRow, (CardRow.member == MemberRow.id) & (CardRow.token == bindparam("token")) & CardRow.withdrawn_at.is_(None)
)
_NUMBER = select(MemberRow.number).where(MemberRow.id == bindparam("member"))
_STANDS = select(VoteRow.attempt).where(
    VoteRow.count == bindparam("count"),
    VoteRow.member == bindparam("member"),
    VoteRow.attempt == bindparam("attempt"),
    _STANDING,
)


@dataclass
class NoVoteToVoid(Refusal):
    """There is no standing vote of this member."""

    code = "NO-VOTE"
    sentence = "Member {member} has no vote on motion {motion} that could be voided. Nothing was changed."
    motion: int
    member: str


@dataclass
class NotRecorded(Refusal):
    """Single votes belong to recorded votes."""

    code = "NOT-RECORDED"
    sentence = "Motion {motion} is voted on by {method}, so no member’s vote is on record. Nothing was changed."
    motion: int
    method: str


@dataclass(frozen=True, slots=True)
class VoteCast:
    """A vote as recorded."""

    motion: int
    member: MemberId
    member_number: str
    choice: Choice
    attempt: int


@dataclass(frozen=True, slots=True)
class CastVote(Command[VoteCast]):
    """One member's vote."""

    meeting: int
    number: int
    reference: str
    choice: str


@handles(CastVote)
def cast_vote(command: CastVote, act: Act) -> Done[VoteCast]:
    """Record a vote.

    Raises:
        AlreadyVoted: a standing vote of this member is there.
        AdvanceVoteStands: the member voted before the meeting, and that vote stands.
        NotOnRoll, NotAnElector: the member may not vote in this count.
        MotionNotOpen: voting is not open.
    """
    count, member, number, attempts = _straight(act.reader, command) or _looked_into(act.reader, command)
    choice = _choice(command.choice)
    attempt = attempts + 1
    undo: Command[VoteCast] = VoidVote(command.meeting, command.number, number, "undone at the desk")
    if attempts and act.reader.value(_STANDS, count=count, member=member, attempt=attempts) is not None:
        # It was sent in before, or this one would have been refused; the rules let this one take its place.
        act.add(VoteVoidRow, count=count, member=member, attempt=attempts, at=act.at, reason=REPLACED)
        undo = RestoreAdvance(command.meeting, command.number, number)
    act.add(VoteRow, count=count, member=member, attempt=attempt, choice=choice.value, at=act.at)
    return Done(VoteCast(command.number, MemberId(member), number, choice, attempt), (VoteChanged(),), undo)


_Ballot = tuple[int, int, str, int]
"""Count, member, the member's number, and how many votes of theirs it holds already (all void)."""


def _straight(reader: Reader, command: CastVote) -> _Ballot | None:
    """Everything in one read, where nothing stands in the way of the vote; this is what nearly every scan meets."""
    keys: dict[str, int | str] = {"meeting": command.meeting, "number": command.number}
    code = read_code(command.reference)
    if code is not None:
        return reader.first(_BY_CARD, **keys, token=code[1]) if code[0] is CodeKind.MEMBER_CARD else None
    whole = command.reference.strip()
    if not (whole.isascii() and whole.isdecimal()):
        return None
    return reader.first(_BY_MEMBER_NUMBER, **keys, reference=read_member_number(whole))


def _looked_into(reader: Reader, command: CastVote) -> _Ballot:
    """The same step by step, to say what stands in the way.

    Raises: what ``cast_vote`` raises.
    """
    meeting, motion, count = _open_count(reader, command.meeting, command.number)
    member = resolve(reader, command.reference)
    number = reader.one(_NUMBER, member=member)
    facts = reader.first(_FACTS, count=count.id, member=member, meeting=meeting.id)
    assert facts is not None
    elector, on_roll, attempts, standing = facts
    if elector is None:
        refuse_advance_voter(reader, motion.id, motion.number, member, number)
    check_elector(
        display_number(number), motion.number, on_roll=on_roll is not None, in_room_at_opening=elector is not None
    )
    if standing is not None and not replaceable(reader, count.id, motion.number, member, attempts, number):
        raise AlreadyVoted(motion=motion.number, member=display_number(number), at=hour(read_moment(standing)))
    return count.id, member, number, attempts


@repeats(CastVote)
def vote_repeated(command: CastVote, reader: Reader, first: Entry) -> VoteCast:
    """The same vote sent again: counted once.

    Raises:
        NonceUsed: it was another member's vote, or another choice.
    """
    effect = next(each for each in first.payload["rows"] if each[1] == "vote")
    _, member, attempt = effect[2]
    if member != resolve(reader, command.reference) or effect[3]["choice"] != command.choice:
        raise NonceUsed()
    number = reader.one(_NUMBER, member=member)
    return VoteCast(command.number, MemberId(member), number, Choice(effect[3]["choice"]), attempt)


@dataclass(frozen=True, slots=True)
class VoidVote(Command[VoteCast]):
    """A vote taken back before the close. Both the vote and the void stay."""

    meeting: int
    number: int
    reference: str
    reason: str


@handles(VoidVote)
def void_vote(command: VoidVote, act: Act) -> Done[VoteCast]:
    """Void a member's standing vote.

    Raises:
        NoVoteToVoid: there is none.
        NotUnderstood: no reason.
        MotionNotOpen: voting is not open.
    """
    meeting, motion, count = _open_count(act.reader, command.meeting, command.number)
    may_void(motion.state, motion.number)
    member = resolve(act.reader, command.reference)
    voided = _void_standing(act, meeting, motion, count, member, command.reason)
    return Done(voided, (VoteChanged(),))


@dataclass(frozen=True, slots=True)
class RestoreAdvance(Command[VoteCast]):
    """Undo of a vote in the room that took the place of one sent in: the one sent in counts again."""

    meeting: int
    number: int
    reference: str


@handles(RestoreAdvance)
def restore_advance(command: RestoreAdvance, act: Act) -> Done[VoteCast]:
    """Void the vote in the room and cast the one that was sent in anew, marked as such.

    Raises:
        NoVoteToVoid: there is none.
        MotionNotOpen: voting is not open.
    """
    meeting, motion, count = _open_count(act.reader, command.meeting, command.number)
    member = resolve(act.reader, command.reference)
    sent = act.reader.value(SENT_CHOICE, count=count.id, member=member)
    if sent is None:
        raise NoVoteToVoid(motion.number, display_number(command.reference))
    voided = _void_standing(act, meeting, motion, count, member, "undone at the desk")
    attempt = voided.attempt + 1
    act.add(VoteRow, count=count.id, member=member, attempt=attempt, choice=sent, at=act.at)
    act.add(AdvanceCastRow, count=count.id, member=member, attempt=attempt, stands=0)
    return Done(VoteCast(motion.number, member, voided.member_number, Choice(sent), attempt), (VoteChanged(),))


@dataclass(frozen=True, slots=True)
class ChangeVote(Command[VoteCast]):
    """An exception after "all for": the vote recorded for everybody is voided and the member's own put in its place."""

    meeting: int
    number: int
    reference: str
    choice: str
    reason: str = "called as an exception"


@handles(ChangeVote)
def change_vote(command: ChangeVote, act: Act) -> Done[VoteCast]:
    """Void the standing vote and record another, in one act.

    Raises:
        NoVoteToVoid: there is none to change.
        MotionNotOpen: voting is not open.
    """
    meeting, motion, count = _open_count(act.reader, command.meeting, command.number)
    member = resolve(act.reader, command.reference)
    choice = _choice(command.choice)
    before = _void_standing(act, meeting, motion, count, member, command.reason)
    attempt = before.attempt + 1
    act.add(VoteRow, count=count.id, member=member, attempt=attempt, choice=choice.value, at=act.at)
    return Done(VoteCast(motion.number, member, before.member_number, choice, attempt), (VoteChanged(),))


@dataclass(frozen=True, slots=True)
class CastForTheRest(Command[int]):
    """ "All those in favour": the same vote for every elector in the room who has none yet; the value is how many."""

    meeting: int
    number: int
    choice: str


@handles(CastForTheRest)
def cast_for_the_rest(command: CastForTheRest, act: Act) -> Done[int]:
    """Record one choice for all who are there and have not voted; those who vote by proxy wait for their holders.

    Raises:
        MotionNotOpen: voting is not open.
    """
    _, _, count = _open_count(act.reader, command.meeting, command.number)
    choice = _choice(command.choice)
    attempts: dict[int, int] = dict(act.reader.rows(_ATTEMPTS, count=count.id))
    waiting = [member for (member,) in act.reader.rows(_NOT_VOTED, count=count.id)]
    if waiting:
        rows = [(count.id, member, attempts.get(member, 0) + 1, choice.value, act.at) for member in waiting]
        act.add_many(VoteRow, ("count", "member", "attempt", "choice", "at"), rows)
    return Done(len(waiting), (VoteChanged(),), VoidForTheRest(command.meeting, command.number) if waiting else None)


@dataclass(frozen=True, slots=True)
class VoidForTheRest(Command[int]):
    """Undo of "all for": exactly the votes it recorded are voided, and stay on the record as void."""

    meeting: int
    number: int


@handles(VoidForTheRest)
def void_for_the_rest(command: VoidForTheRest, act: Act) -> Done[int]:
    """Void the votes that one "all for" recorded and that still stand.

    Raises:
        MotionNotOpen: voting has closed since.
    """
    _open_count(act.reader, command.meeting, command.number)
    voided = 0
    for _, _, columns, lines in act.undoes:
        for line in lines:
            vote = dict(zip(columns, line, strict=True))
            key = {name: vote[name] for name in ("count", "member", "attempt")}
            if act.reader.value(_STANDS, **key) is not None:
                act.add(VoteVoidRow, **key, at=act.at, reason="undone at the desk")
                voided += 1
    return Done(voided, (VoteChanged(),))


def _void_standing(act: Act, meeting: Meeting, motion: Motion, count: Count, member: MemberId, reason: str) -> VoteCast:
    words = clean_text("The reason", reason, 500, required=True)
    person = member_by_id(act.reader, member)
    facts = act.reader.first(_FACTS, count=count.id, member=member, meeting=meeting.id)
    assert facts is not None
    _, _, attempt, standing = facts
    if standing is None:
        raise NoVoteToVoid(motion.number, display_number(person.number))
    replaceable(act.reader, count.id, motion.number, member, attempt, person.number)
    act.add(VoteVoidRow, count=count.id, member=member, attempt=attempt, at=act.at, reason=words)
    return VoteCast(motion.number, member, person.number, Choice.ABSTAIN, attempt)


def _open_count(reader: Reader, meeting_id: int, number: int) -> tuple[Meeting, Motion, Count]:
    meeting = meeting_for_business(reader, meeting_id)
    motion = motion_by_number(reader, meeting, number)
    may_vote(motion.state, motion.number)
    count = last_count(reader, motion)
    if not count.method.by_member:
        raise NotRecorded(motion.number, count.method.words.lower())
    return meeting, motion, count


def _choice(text: str) -> Choice:
    try:
        return Choice(text)
    except ValueError as error:
        raise NotUnderstood("The vote", text, "it is for, against or abstain") from error
