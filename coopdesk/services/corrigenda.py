"""An error of record in a declared result, put right after the meeting closed: beside it, numbered, never over it.

The chair's declaration is conclusive (domain reference §5), so a corrigendum changes no outcome. Where the figures put
right would have come out otherwise it says so, and what may be done.
"""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from coopdesk.domain.counts import Choice, Counts, MoreVotesThanPeople
from coopdesk.domain.ids import MeetingId
from coopdesk.domain.members import clean_line, clean_text
from coopdesk.domain.motions import MotionState
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.domain.tally import Decision, Outcome, decide
from coopdesk.services.act import Act
from coopdesk.services.advance_counts import advance_figures
from coopdesk.services.class_counts import counts_classes, voting_of
from coopdesk.services.corrigenda_view import CorrigendumView, corrigenda_of
from coopdesk.services.events import MinutesChanged, VoteChanged
from coopdesk.services.hands import read_parts, whole_of
from coopdesk.services.motions import Motion, motion_by_number
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import Meeting, meeting_by_id, rules_of
from coopdesk.storage.tables import CorrigendumRow, CountRow, MinutesCorrectionRow, ResultRow

_RESULT = (
    select(
        ResultRow.count,
        CountRow.electors,
        ResultRow.outcome,
        ResultRow.votes_for,
        ResultRow.votes_against,
        ResultRow.abstentions,
        ResultRow.spoilt,
        ResultRow.casting,
    )
    .join(CountRow, CountRow.id == ResultRow.count)
    .where(ResultRow.motion == bindparam("motion"))
    .order_by(ResultRow.count.desc())
    .limit(1)
)
_LAST = select(func.coalesce(func.max(CorrigendumRow.number), 0)).where(CorrigendumRow.meeting == bindparam("meeting"))
_LAST_CORRECTION = select(func.coalesce(func.max(MinutesCorrectionRow.number), 0)).where(
    MinutesCorrectionRow.meeting == bindparam("meeting"), MinutesCorrectionRow.void == 0
)


@dataclass
class MeetingNotOver(Refusal):
    """A corrigendum while the meeting can still recount."""

    code = "MEETING-NOT-OVER"
    sentence = (
        "The meeting is not closed, so the result of motion {motion} is not put right on paper: recount it, and the "
        "new count is kept beside the first. Nothing was changed."
    )
    motion: int


@dataclass
class NoResultToCorrect(Refusal):
    """A corrigendum to what was never declared."""

    code = "NO-RESULT"
    sentence = "Motion {motion} has no declared result, so there is nothing to put right. Nothing was changed."
    motion: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCorrigendum(Command[CorrigendumView]):
    """The figures as they should have been recorded, why, and who authorises it. ``classes`` as for hands."""

    meeting: int
    number: int
    votes_for: int = 0
    against: int = 0
    abstain: int = 0
    spoilt: int = 0
    classes: str = ""
    reason: str
    authorised: str


@handles(IssueCorrigendum)
def issue_corrigendum(command: IssueCorrigendum, act: Act) -> Done[CorrigendumView]:
    """Record a corrigendum. It is followed by another where it is wrong itself; there is no undo.

    Raises:
        MeetingNotOver, NoResultToCorrect: there is nothing to put right.
        NotUnderstood: the figures are those on record, or reason or authority are missing.
        NegativeCount, MoreVotesThanPeople: figures that cannot be.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    motion = motion_by_number(act.reader, meeting, command.number)
    if meeting.closed_at is None:
        raise MeetingNotOver(motion.number)
    declared = act.reader.first(_RESULT, motion=motion.id)
    if motion.state is not MotionState.DECLARED or declared is None:
        raise NoResultToCorrect(motion.number)
    count, electors, outcome, *figures, casting = declared
    before = corrigenda_of(act.reader, motion.id)
    stood = before[-1].counts if before else Counts(*figures)
    counts, decided = _decided(act, meeting, motion, command, (count, electors), casting)
    if counts == stood:
        raise NotUnderstood("The figures", _words(counts), "they are what is on record")
    now = "awaiting" if decided.awaiting else decided.outcome.value
    number = 1 + max(act.reader.value(table, meeting=meeting.id) or 0 for table in (_LAST, _LAST_CORRECTION))
    act.add(
        CorrigendumRow,
        meeting=meeting.id,
        number=number,
        motion=motion.id,
        at=act.at,
        votes_for=counts.votes_for,
        against=counts.against,
        abstain=counts.abstain,
        spoilt=counts.spoilt,
        outcome=now,
        sentence=_sentence(stood, counts, outcome, now, decided),
        reason=clean_text("The reason", command.reason, 1_000, required=True),
        authorised=clean_line("Who authorises it", command.authorised, 200, required=True),
    )
    return Done(corrigenda_of(act.reader, motion.id)[-1], (VoteChanged(), MinutesChanged()))


def _decided(
    act: Act,
    meeting: Meeting,
    motion: Motion,
    command: IssueCorrigendum,
    count: tuple[int, int],
    casting: str,
) -> tuple[Counts, Decision]:
    sheet = rules_of(act.reader, meeting)
    rule = sheet.resolution(motion.kind)
    parts = read_parts(sheet, command.classes)
    counts = Counts(command.votes_for, command.against, command.abstain, command.spoilt)
    if parts:
        counts = whole_of(parts)
    elif counts_classes(sheet, rule) and rule.class_vote != "together":
        raise NotUnderstood(
            "The figures", _words(counts), "the rules count this motion by class: give each class’s own"
        )
    sent = advance_figures(act.reader, count[0])
    most = count[1] + sent.added.given
    if counts.given > most:
        raise MoreVotesThanPeople(votes=counts.given, people=most, who="votes that could be given")
    chosen = Choice(casting) if casting and counts.cast and counts.votes_for == counts.against else None
    decided = decide(
        counts,
        rule,
        present=most,
        members=meeting.entitled,
        casting_vote_open=chosen is not None,
        casting=chosen,
        parts=parts,
        voting=voting_of(sheet),
    )
    return counts, decided


def _words(counts: Counts) -> str:
    spoilt = f", spoilt {counts.spoilt}" if counts.spoilt else ""
    return f"for {counts.votes_for}, against {counts.against}, abstaining {counts.abstain}{spoilt}"


def _sentence(before: Counts, now: Counts, declared: str, outcome: str, decided: Decision) -> str:
    figures = f"The record said {_words(before)}; it should say {_words(now)}. {decided.sentence}"
    if outcome == declared:
        same = "passed by the first of two meetings" if declared == "awaiting" else declared
        return f"{figures} The result is the same: {same}."
    otherwise = "not carried" if outcome == Outcome.LOST else "carried"
    return (
        f"{figures} By these figures it is {otherwise}. The chair declared it {declared}, and that declaration stands "
        "unless the members or a court set it aside: take advice, and put the matter to the next meeting."
    )
