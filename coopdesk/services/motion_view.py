"""What the Votes page, the CLI and the minutes read of a motion."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import read_moment
from coopdesk.domain.ids import CountId, MeetingId, MemberId
from coopdesk.domain.motions import Choice, MotionState, VoteMethod
from coopdesk.domain.rules import Base, ResolutionRule
from coopdesk.domain.tally import Counts, Decision, Outcome
from coopdesk.services.advance import AdvanceView, advance_view
from coopdesk.services.advance_counts import NOTHING_SENT, AdvanceFigures, advance_figures
from coopdesk.services.corrigenda_view import CorrigendumView, corrigenda_of
from coopdesk.services.count_notes import count_notes
from coopdesk.services.debate_view import NO_DEBATE, DebateView, debate_view
from coopdesk.services.hands import TellersView, tellers_view
from coopdesk.services.motions import (
    Count,
    Motion,
    counted_here,
    decision,
    last_count,
    motion_by_number,
    received,
    running_counts,
)
from coopdesk.services.paper_accounts import PapersView, papers_view
from coopdesk.services.room import Meeting, meeting_by_id, rules_of
from coopdesk.services.standing_votes import VOIDED
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    AgendaItemRow,
    AttendanceRow,
    BallotVotedRow,
    CountRow,
    CountVoidRow,
    ElectorRow,
    MemberRow,
    MotionRow,
    ResultRow,
    VoteRow,
)

_NUMBERS = select(MotionRow.number).where(MotionRow.meeting == bindparam("meeting")).order_by(MotionRow.number)
_PEOPLE = (
    select(MotionRow.proposer, MotionRow.seconder, MotionRow.withdrawn_at, AgendaItemRow.number)
    .join(AgendaItemRow, AgendaItemRow.id == MotionRow.item, isouter=True)
    .where(MotionRow.id == bindparam("motion"))
)
_NAME = select(MemberRow.name, MemberRow.number).where(MemberRow.id == bindparam("member"))
_COUNTS = (
    select(
        CountRow.id,
        CountRow.attempt,
        CountRow.method,
        CountRow.opened_at,
        CountRow.closed_at,
        CountRow.electors,
        CountRow.present,
        CountRow.votes_for,
        CountRow.votes_against,
        CountRow.abstentions,
        CountRow.spoilt,
    )
    .where(CountRow.motion == bindparam("motion"))
    .order_by(CountRow.attempt)
)
_RESULT = select(
    ResultRow.outcome,
    ResultRow.votes_for,
    ResultRow.votes_against,
    ResultRow.abstentions,
    ResultRow.spoilt,
    ResultRow.votes_cast,
    ResultRow.base,
    ResultRow.base_count,
    ResultRow.needed,
    ResultRow.sentence,
    ResultRow.threshold,
    ResultRow.casting,
    ResultRow.declared_at,
).where(ResultRow.count == bindparam("count"))
_VOID = select(CountVoidRow.reason).where(CountVoidRow.count == bindparam("count"))
_LAST_VOTES = (
    select(
        VoteRow.at, MemberRow.id, MemberRow.number, MemberRow.name, VoteRow.choice, VOIDED, AttendanceRow.voting_card
    )
    .join(MemberRow, MemberRow.id == VoteRow.member)
    .join(
        AttendanceRow,
        (AttendanceRow.member == VoteRow.member)
        & (AttendanceRow.meeting == bindparam("meeting"))
        & (AttendanceRow.void == 0)
        & AttendanceRow.left_at.is_(None),
        isouter=True,
    )
    .where(VoteRow.count == bindparam("count"))
    .order_by(VoteRow.at.desc(), VoteRow.attempt.desc())
    .limit(bindparam("limit"))
)
_ELECTORS_AWAITED = (
    select(AttendanceRow.voting_card, MemberRow.number, MemberRow.name)
    .select_from(ElectorRow)
    .join(MemberRow, MemberRow.id == ElectorRow.member)
    .join(
        AttendanceRow,
        (AttendanceRow.member == ElectorRow.member)
        & (AttendanceRow.meeting == bindparam("meeting"))
        & (AttendanceRow.void == 0)
        & AttendanceRow.left_at.is_(None),
        isouter=True,
    )
    .where(ElectorRow.count == bindparam("count"))
    .order_by(AttendanceRow.voting_card, MemberRow.number_key)
    .limit(bindparam("limit"))
)
_AWAITED = {
    False: _ELECTORS_AWAITED.where(
        ~select(VoteRow.member)
        .where(VoteRow.count == ElectorRow.count, VoteRow.member == ElectorRow.member, ~VOIDED)
        .exists()
    ),
    True: _ELECTORS_AWAITED.where(
        ~select(BallotVotedRow.member)
        .where(BallotVotedRow.count == ElectorRow.count, BallotVotedRow.member == ElectorRow.member)
        .exists()
    ),
}
"""Electors whose vote is awaited, in a recorded vote and (True) in a secret ballot."""


@dataclass(frozen=True, slots=True)
class CountView:
    """One count: under way, closed, or declared."""

    attempt: int
    method: VoteMethod
    opened_at: datetime
    closed_at: datetime | None
    electors: int
    present: int
    counts: Counts | None
    decision: Decision | None
    declared_at: datetime | None
    void: str = ""
    """Why this count was given up; "" for one that stands."""
    notes: str = ""
    """How it was made: the demand, votes by proxy, cards and papers accounted for."""
    sent: AdvanceFigures = NOTHING_SENT
    """What of it was sent in before the meeting."""
    received: int = 0
    """Votes, hands or papers so far; of a secret ballot that is all there is to see until it closes."""


@dataclass(frozen=True, slots=True)
class VoteLine:
    """One recorded vote, newest first; a voided one stays in the list."""

    at: datetime
    member: MemberId
    number: str
    name: str
    choice: Choice
    voided: bool
    voting_card: int | None


@dataclass(frozen=True, slots=True)
class NotVoted:
    """An elector whose vote is awaited."""

    voting_card: int | None
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class MotionView:
    """A motion with all its counts."""

    number: int
    title: str
    text: str
    kind: str
    rule: ResolutionRule
    state: MotionState
    item: int | None
    proposer: tuple[str, str]
    """(name, member number), or ("", "")."""
    seconder: tuple[str, str]
    withdrawn_at: datetime | None
    counts: tuple[CountView, ...]
    debate: DebateView = NO_DEBATE
    corrigenda: tuple[CorrigendumView, ...] = ()
    """What was put right of its declared result after the meeting."""
    advance: AdvanceView | None = None
    """Votes sent in before the meeting; None where there were none."""

    @property
    def current(self) -> CountView | None:
        """The newest count."""
        return self.counts[-1] if self.counts else None

    @property
    def result(self) -> CountView | None:
        """The count whose decision stands: the last one declared, else the last one closed."""
        declared = [count for count in self.counts if count.declared_at is not None]
        if declared:
            return declared[-1]
        closed = [count for count in self.counts if count.decision is not None]
        return closed[-1] if closed else None


@dataclass(frozen=True, slots=True)
class VotingView:
    """A vote under way, for the operator's eyes."""

    motion: MotionView
    received: int
    of: int
    running: Counts | None
    """All so far, with figures that were sent in before the meeting."""
    here: Counts | None
    """Counted in the room: what a show of hands was recorded as."""
    last_votes: tuple[VoteLine, ...]
    not_voted: tuple[NotVoted, ...]
    tellers: TellersView | None = None
    """Where two tellers stand, in hands and cards."""
    papers: PapersView | None = None
    """How the papers stand, in a ballot on paper."""


def motion_view(reader: Reader, meeting_id: int, number: int) -> MotionView:
    """One motion with its counts.

    Raises:
        UnknownMotion: there is none with this number.
    """
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    return view_of(reader, meeting, motion_by_number(reader, meeting, number))


def motion_views(reader: Reader, meeting: Meeting) -> tuple[MotionView, ...]:
    """All motions of a meeting, in order."""
    return tuple(
        view_of(reader, meeting, motion_by_number(reader, meeting, number))
        for (number,) in reader.rows(_NUMBERS, meeting=meeting.id)
    )


def view_of(reader: Reader, meeting: Meeting, motion: Motion) -> MotionView:
    """Read a motion's counts and people."""
    people = reader.first(_PEOPLE, motion=motion.id)
    assert people is not None
    proposer, seconder, withdrawn_at, item = people
    debate = debate_view(reader, meeting, motion)
    return MotionView(
        number=motion.number,
        title=motion.title,
        text=motion.text,
        kind=motion.kind,
        rule=rules_of(reader, meeting).resolution(motion.kind),
        state=motion.state,
        item=item,
        proposer=_name(reader, proposer),
        seconder=_name(reader, seconder),
        withdrawn_at=read_moment(withdrawn_at) if withdrawn_at else None,
        counts=_count_views(reader, meeting, motion, debate.standing.status),
        debate=debate,
        corrigenda=corrigenda_of(reader, motion.id),
        advance=advance_view(reader, meeting, motion),
    )


def waits_for(motion: MotionView, motions: Sequence[MotionView]) -> MotionView | None:
    """The motion that is voted on before this one: a procedural motion on it, else an amendment of it; None to none."""
    drafts = [each for each in motions if each.state is MotionState.DRAFT]
    procedural = [each for each in drafts if each.debate.about == motion.number]
    amending = [each for each in drafts if each.debate.amends == motion.number]
    return next(iter(procedural + amending), None)


def next_to_put(motions: Sequence[MotionView], item: int | None = None, *, loose: bool = True) -> MotionView | None:
    """The motion that is put next: the first draft, but what is moved about it before it.

    Args:
        item: only motions under this item of the agenda; all, where left out.
        loose: motions that belong to no item are taken under it too.
    """
    for motion in motions:
        here = item is None or motion.item == item or (loose and motion.item is None)
        if motion.state is MotionState.DRAFT and here and not motion.debate.lead:
            found = motion
            while (before := waits_for(found, motions)) is not None:
                found = before
            return found
    return None


def voting_view(reader: Reader, meeting_id: int, number: int, limit: int = 20) -> VotingView:
    """A vote under way: received, still to come, and the last votes."""
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    motion = motion_by_number(reader, meeting, number)
    count = last_count(reader, motion)
    running = running_counts(reader, count)
    lines = tuple(
        VoteLine(read_moment(at), MemberId(member), no, name, Choice(choice), bool(voided), card)
        for at, member, no, name, choice, voided, card in reader.rows(
            _LAST_VOTES, count=count.id, meeting=meeting.id, limit=limit
        )
    )
    awaited = tuple(
        NotVoted(card, no, name)
        for card, no, name in reader.rows(
            _AWAITED[count.method.is_secret], count=count.id, meeting=meeting.id, limit=limit
        )
    )
    return VotingView(
        view_of(reader, meeting, motion),
        received(reader, count),
        count.electors,
        running,
        None if count.method.is_secret else counted_here(reader, count),
        lines,
        awaited,
        tellers_view(reader, count) if count.method.by_figures else None,
        papers_view(reader, count) if count.method is VoteMethod.PAPERS else None,
    )


def _count_views(reader: Reader, meeting: Meeting, motion: Motion, status: str) -> tuple[CountView, ...]:
    views = []
    for (
        count_id, attempt, method, opened_at, closed_at, electors, present, votes_for, against, abstain, spoilt,
    ) in reader.rows(_COUNTS, motion=motion.id):  # fmt: skip
        counts = None if closed_at is None else Counts(votes_for or 0, against or 0, abstain or 0, spoilt or 0)
        declared = reader.first(_RESULT, count=count_id)
        decided = None
        void = reader.value(_VOID, count=count_id)
        count = Count(CountId(count_id), attempt, VoteMethod(method), electors, closed_at is not None, counts)
        if declared is not None:
            decided = _declared(declared, status)
        elif void is None and counts is not None and motion.state is not MotionState.WITHDRAWN:
            decided = decision(reader, meeting, motion, counts, count)
        views.append(
            CountView(
                attempt,
                count.method,
                read_moment(opened_at),
                read_moment(closed_at) if closed_at else None,
                electors,
                present,
                counts,
                decided,
                read_moment(declared[12]) if declared is not None else None,
                void or "",
                count_notes(reader, count.id, count.method) if closed_at else "",
                advance_figures(reader, count.id),
                received(reader, count),
            )
        )
    return tuple(views)


_OF_TWO_MEETINGS = {"confirmed": Outcome.CARRIED, "not confirmed": Outcome.LOST}
"""What the first of two meetings passed, once the second has spoken; undecided until then."""


def _declared(row: tuple[str, int, int, int, int, int, str, int, int, str, str, str, str], status: str) -> Decision:
    outcome, votes_for, against, abstain, spoilt, cast, base, base_count, needed, sentence, threshold, casting, _ = row
    awaited = outcome == "awaiting"
    stands = _OF_TWO_MEETINGS.get(status, Outcome.UNDECIDED) if awaited else Outcome(outcome)
    return Decision(
        stands, votes_for, against, abstain, spoilt, cast, Base(base), base_count, needed, sentence,
        threshold, casting, "confirmation" if stands is Outcome.UNDECIDED else "",
    )  # fmt: skip


def _name(reader: Reader, member: int | None) -> tuple[str, str]:
    if member is None:
        return "", ""
    found = reader.first(_NAME, member=member)
    return ("", "") if found is None else found
