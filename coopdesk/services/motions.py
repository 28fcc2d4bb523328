"""Motions: written, edited while drafts, withdrawn; and what a count of one stands at."""

from dataclasses import dataclass, replace

from sqlalchemy import bindparam, func, select

from coopdesk.domain.advance import advance_sentence
from coopdesk.domain.agenda import ItemKind
from coopdesk.domain.counts import add_up
from coopdesk.domain.ids import CountId, MeetingId, MotionId
from coopdesk.domain.members import clean_line, clean_text
from coopdesk.domain.motions import (
    Choice,
    MotionState,
    VoteMethod,
    may_open,
    may_withdraw,
)
from coopdesk.domain.refusals import Refusal
from coopdesk.domain.tally import Counts, Decision, decide
from coopdesk.services import urn
from coopdesk.services.act import Act
from coopdesk.services.advance_counts import added_figures, advance_figures, refuse_change_of_words
from coopdesk.services.agenda import item
from coopdesk.services.class_counts import parts_of, voting_of
from coopdesk.services.events import MeetingChanged, VoteChanged
from coopdesk.services.members import resolve
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import (
    Meeting,
    meeting_by_id,
    refuse_closed,
    rules_of,
)
from coopdesk.services.standing_votes import VOIDED
from coopdesk.services.taken import refuse_taken
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    CountRow,
    HandsRow,
    MotionRow,
    PaperRow,
    VoteRow,
    VoteTallyRow,
)

TITLE_LIMIT = 200


TEXT_LIMIT = 20_000


_MOTION = select(
    MotionRow.id, MotionRow.number, MotionRow.state, MotionRow.kind, MotionRow.title, MotionRow.text, MotionRow.meeting
)


_BY_NUMBER = _MOTION.where(MotionRow.meeting == bindparam("meeting"), MotionRow.number == bindparam("number"))


_LAST_NUMBER = select(func.coalesce(func.max(MotionRow.number), 0)).where(MotionRow.meeting == bindparam("meeting"))


LAST_COUNT = (
    select(
        CountRow.id,
        CountRow.attempt,
        CountRow.method,
        CountRow.electors,
        CountRow.closed_at,
        CountRow.votes_for,
        CountRow.votes_against,
        CountRow.abstentions,
        CountRow.spoilt,
    )
    .where(CountRow.motion == bindparam("motion"))
    .order_by(CountRow.attempt.desc())
    .limit(1)
)


HANDS = (
    select(HandsRow.votes_for, HandsRow.votes_against, HandsRow.abstentions, HandsRow.spoilt)
    .where(HandsRow.count == bindparam("count"), HandsRow.void == 0)
    .order_by(HandsRow.id.desc())
    .limit(1)
)


_PAPERS = (
    select(PaperRow.choice, func.count())
    .where(PaperRow.count == bindparam("count"), PaperRow.void == 0)
    .group_by(PaperRow.choice)
)


_TALLY = select(VoteTallyRow.choice, VoteTallyRow.votes).where(VoteTallyRow.count == bindparam("count"))


STANDING_VOTES = (
    select(VoteRow.choice, func.count())
    .where(
        VoteRow.count == bindparam("count"),
        ~VOIDED,
    )
    .group_by(VoteRow.choice)
)


@dataclass
class UnknownMotion(Refusal):
    """No motion has this number."""

    code = "UNKNOWN-MOTION"
    sentence = "This meeting has no motion {number}. Add it first, or check the number."
    number: int


@dataclass
class NothingBindingWithoutNotice(Refusal):
    """A motion under any other business (domain reference §3, item 14; scenario 52)."""

    code = "NO-NOTICE-GIVEN"
    sentence = (
        "Item {item} is any other business: nothing binding is decided there, because nobody was given notice of it. "
        "Write what was said as the secretary's words for the item, or call a meeting for the motion."
    )
    item: int


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion's row, read."""

    id: MotionId
    number: int
    state: MotionState
    kind: str
    title: str
    text: str
    meeting: int


@dataclass(frozen=True, slots=True)
class Count:
    """A count's row, read."""

    id: CountId
    attempt: int
    method: VoteMethod
    electors: int
    closed: bool
    counts: Counts | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMotion(Command[int]):
    """Write a motion; the value is its number."""

    meeting: int
    title: str
    text: str
    kind: str
    proposer: str = ""
    seconder: str = ""
    item: int = 0


@handles(AddMotion)
def add_motion(command: AddMotion, act: Act) -> Done[int]:
    """Add a motion in draft.

    Raises:
        UnknownKind: the rule sheet has no such kind.
        UnknownMember, UnknownItem, NotUnderstood: as their sentences say.
        NothingBindingWithoutNotice: the item is any other business.
        MeetingClosed: the meeting is over.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    number = (act.reader.value(_LAST_NUMBER, meeting=meeting.id) or 0) + 1
    act.add(
        MotionRow,
        meeting=meeting.id,
        number=number,
        state="draft",
        withdrawn_at=None,
        **_content(command, act, meeting),
    )
    return Done(number, (VoteChanged(), MeetingChanged()), WithdrawMotion(meeting.id, number))


@dataclass(frozen=True, slots=True, kw_only=True)
class EditMotion(Command[int]):
    """Change a motion that has not been put."""

    meeting: int
    number: int
    title: str
    text: str
    kind: str
    proposer: str = ""
    seconder: str = ""
    item: int = 0


@handles(EditMotion)
def edit_motion(command: EditMotion, act: Act) -> Done[int]:
    """Change a draft.

    Raises:
        Refusal: it has been put, or a field cannot be used.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    motion = motion_by_number(act.reader, meeting, command.number)
    may_open(motion.state, motion.number)
    refuse_taken(act.reader, motion.id, motion.number)
    content = _content(command, act, meeting)
    if content["text"] != motion.text or content["kind"] != motion.kind:
        refuse_change_of_words(act.reader, motion.id, motion.number)
    act.change(MotionRow, motion.id, **content)
    return Done(motion.number, (VoteChanged(), MeetingChanged()))


@dataclass(frozen=True, slots=True)
class WithdrawMotion(Command[None]):
    """Withdrawn with the meeting's leave; it stays in the minutes."""

    meeting: int
    number: int


@handles(WithdrawMotion)
def withdraw_motion(command: WithdrawMotion, act: Act) -> Done[None]:
    """Withdraw a motion before its vote is taken.

    Raises:
        MotionVoteTaken, MotionAlreadyDeclared, MotionWithdrawn: it is too late.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    motion = motion_by_number(act.reader, meeting, command.number)
    may_withdraw(motion.state, motion.number)
    refuse_taken(act.reader, motion.id, motion.number)
    if motion.state is MotionState.OPEN:
        end_count(act, last_count(act.reader, motion))
    act.change(MotionRow, motion.id, state="withdrawn", withdrawn_at=act.at)
    return Done(None, (VoteChanged(), MeetingChanged()), sweep=motion.state is MotionState.OPEN)


def end_count(act: Act, count: Count) -> Counts | None:
    """Write what an open count came to, with what was sent in; None, and a count of nothing, for a show of hands
    without figures."""
    if count.method is VoteMethod.SECRET:
        here: Counts | None = urn.seal(act, count.id)
    elif count.method is VoteMethod.PAPERS:
        here = papers_counted(act.reader, count.id)
    else:
        here = counted_here(act.reader, count)
    # Given up before anybody was counted, it still holds what was sent in, as verify adds it up.
    written = add_up((here or Counts(0, 0), added_figures(act.reader, count.id)))
    act.change(
        CountRow,
        count.id,
        closed_at=act.at,
        votes_for=written.votes_for,
        votes_against=written.against,
        abstentions=written.abstain,
        spoilt=written.spoilt,
    )
    return None if here is None else written


def motion_by_number(reader: Reader, meeting: Meeting, number: int) -> Motion:
    """One motion of a meeting.

    Raises:
        UnknownMotion: there is none with this number.
    """
    row = reader.first(_BY_NUMBER, meeting=meeting.id, number=number)
    if row is None:
        raise UnknownMotion(number)
    motion_id, found, state, kind, title, text, of_meeting = row
    return Motion(MotionId(motion_id), found, MotionState(state), kind, title, text, of_meeting)


def last_count(reader: Reader, motion: Motion) -> Count:
    """The newest count of a motion that has been put.

    Raises:
        LookupError: it was never put.
    """
    row = reader.first(LAST_COUNT, motion=motion.id)
    if row is None:
        raise LookupError(f"motion {motion.number} was never put")
    count, attempt, method, electors, closed_at, votes_for, against, abstain, spoilt = row
    counts = None if closed_at is None else Counts(votes_for or 0, against or 0, abstain or 0, spoilt or 0)
    return Count(CountId(count), attempt, VoteMethod(method), electors, closed_at is not None, counts)


def method_now(reader: Reader, meeting_id: int, number: int) -> VoteMethod | None:
    """How a motion is being voted on; None where no vote on it was ever opened.

    Raises:
        UnknownMotion: there is no such motion.
    """
    motion = motion_by_number(reader, meeting_by_id(reader, MeetingId(meeting_id)), number)
    row = reader.first(LAST_COUNT, motion=motion.id)
    return None if row is None else VoteMethod(row[2])


def running_counts(reader: Reader, count: Count) -> Counts | None:
    """What has been counted so far, with what was sent in; None for a show of hands without figures, and for an urn
    that is not opened."""
    if count.counts is not None:
        return count.counts
    if count.method.is_secret:
        return None
    here = counted_here(reader, count)
    return None if here is None else add_up((here, added_figures(reader, count.id)))


def counted_here(reader: Reader, count: Count) -> Counts | None:
    """What hands, cards and recorded votes came to so far, without figures that were sent in; None for hands that
    nobody counted yet."""
    if count.method.by_figures:
        row = reader.first(HANDS, count=count.id)
        return None if row is None else Counts(*row)
    totals: dict[str, int] = dict(reader.rows(_TALLY, count=count.id))
    return Counts(totals.get("for", 0), totals.get("against", 0), totals.get("abstain", 0))


def papers_counted(reader: Reader, count: CountId) -> Counts:
    """The papers of a ballot on paper, as entered so far."""
    totals: dict[str, int] = dict(reader.rows(_PAPERS, count=count))
    return Counts(*(totals.get(word, 0) for word in ("for", "against", "abstain", "spoilt")))


def received(reader: Reader, count: Count) -> int:
    """How many votes, hands or papers have come in so far."""
    if count.method is VoteMethod.SECRET:
        return urn.turnout(reader, count.id)
    if count.method is VoteMethod.PAPERS:
        return papers_counted(reader, count.id).given
    counts = counted_here(reader, count)
    return counts.given if counts is not None else 0


def decision(
    reader: Reader, meeting: Meeting, motion: Motion, counts: Counts, count: Count, casting: Choice | None = None
) -> Decision:
    """What these counts decide, by the rule sheet frozen onto the meeting."""
    sheet = rules_of(reader, meeting)
    rule = sheet.resolution(motion.kind)
    sent = advance_figures(reader, count.id)
    decided = decide(
        counts,
        rule,
        present=count.electors + sent.added.given,
        members=meeting.entitled,
        casting_vote_open=sheet.casting_vote_effective,
        casting=casting,
        parts=parts_of(reader, sheet, rule, count.id, count.method, sent.by_class),
        voting=voting_of(sheet),
    )
    words = advance_sentence(sent.counts, sent.unlisted)
    return replace(decided, sentence=decided.sentence + words) if words else decided


def _content(command: AddMotion | EditMotion, act: Act, meeting: Meeting) -> dict[str, object]:
    rules_of(act.reader, meeting).resolution(command.kind)
    line = item(act.reader, meeting.id, command.item) if command.item else None
    if line is not None and line.kind == ItemKind.AOB:
        raise NothingBindingWithoutNotice(line.number)
    return {
        "title": clean_line("The title", command.title, TITLE_LIMIT, required=True),
        "text": clean_text("The motion", command.text, TEXT_LIMIT, required=True),
        "kind": command.kind,
        "proposer": resolve(act.reader, command.proposer) if command.proposer else None,
        "seconder": resolve(act.reader, command.seconder) if command.seconder else None,
        "item": None if line is None else line.id,
    }
