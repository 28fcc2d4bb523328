"""Votes sent in before the meeting: entered as totals or by a roll, taken back while the motion is not put.

They wait beside the motion; what of them goes into a count is worked out when that count opens (``advance_counts``).
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import bindparam, select

from coopdesk.domain.advance import (
    WAYS,
    AdvanceNamesDiffer,
    AdvanceVotesLate,
    AdvanceVotesNotAllowed,
    RollLine,
    read_roll,
    roll_faulty,
)
from coopdesk.domain.clock import read_moment
from coopdesk.domain.counts import Counts, MoreVotesThanPeople, add_up
from coopdesk.domain.ids import MeetingId
from coopdesk.domain.members import clean_text, display_number
from coopdesk.domain.motions import MotionState, may_open
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.domain.rules import Base, RuleSheet
from coopdesk.services.act import Act
from coopdesk.services.advance_counts import NOT_VOID, sent_in
from coopdesk.services.class_counts import counts_classes
from coopdesk.services.events import VoteChanged
from coopdesk.services.members import resolve
from coopdesk.services.motions import Motion, motion_by_number
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import (
    Meeting,
    entitled_count,
    entitled_members,
    held_on,
    meeting_by_id,
    refuse_closed,
    roll_members,
    rules_of,
)
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import AdvanceBatchRow, AdvanceVoidRow, AdvanceVoterRow

LARGEST = 10_000_000
"""Bytes of a list of votes: a line of the largest register is far shorter."""

_BATCHES = (
    select(
        AdvanceBatchRow.id,
        AdvanceBatchRow.at,
        AdvanceBatchRow.way,
        AdvanceBatchRow.named,
        AdvanceBatchRow.class_name,
        AdvanceBatchRow.votes_for,
        AdvanceBatchRow.against,
        AdvanceBatchRow.abstain,
        AdvanceBatchRow.spoilt,
        AdvanceBatchRow.voters,
        AdvanceVoidRow.reason,
    )
    .join(AdvanceVoidRow, AdvanceVoidRow.batch == AdvanceBatchRow.id, isouter=True)
    .where(AdvanceBatchRow.motion == bindparam("motion"))
    .order_by(AdvanceBatchRow.id)
)
_VOTED = (
    select(AdvanceVoterRow.member)
    .join(AdvanceBatchRow, AdvanceBatchRow.id == AdvanceVoterRow.batch)
    .where(AdvanceBatchRow.motion == bindparam("motion"), NOT_VOID)
)


@dataclass
class UnknownAdvance(Refusal):
    """No votes of this number were entered."""

    code = "UNKNOWN-ADVANCE"
    sentence = "No votes sent in before the meeting are on record for motion {motion} as entry {entry}."
    motion: int
    entry: int


@dataclass(frozen=True, slots=True)
class BatchView:
    """Votes entered together. ``entry`` counts from 1 for each motion; ``void`` says why it was taken back."""

    entry: int
    at: datetime
    way: str
    named: bool
    class_name: str
    counts: Counts
    voters: int
    void: str


@dataclass(frozen=True, slots=True)
class AdvanceView:
    """What was sent in for a motion.

    Args:
        rule: "stand" or "replaced", by the rule sheet the meeting runs by ("none" where it takes no such votes).
        counts: all that stands.
        named: votes with names; ``listed``: votes in totals whose voters are listed; ``unlisted``: nobody knows whose.
    """

    rule: Literal["none", "stand", "replaced"]
    batches: tuple[BatchView, ...]
    counts: Counts
    named: int
    listed: int
    unlisted: int

    @property
    def sentence(self) -> str:
        """What is to be said of them before the vote."""
        many = self.counts.given
        said = f"{many} {'vote was' if many == 1 else 'votes were'} sent in before the meeting."
        if self.rule == "replaced":
            said += " A vote in the room takes the place of one that was sent in with a name."
        elif self.rule == "stand":
            said += " They stand: a member who sent one has no further vote in the room."
        if self.unlisted:
            said += f" For {self.unlisted} of them nobody recorded who voted, so a second vote cannot be ruled out."
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAdvanceTotals(Command[AdvanceView]):
    """Totals of votes sent in. ``voters`` is a list of the members who gave them (a number a line), or ""."""

    meeting: int
    number: int
    way: str = "post"
    votes_for: int = 0
    against: int = 0
    abstain: int = 0
    spoilt: int = 0
    class_name: str = ""
    voters: str = ""


@handles(RecordAdvanceTotals)
def record_advance_totals(command: RecordAdvanceTotals, act: Act) -> Done[AdvanceView]:
    """Enter totals, and mark who gave them where that is known.

    Raises:
        AdvanceVotesNotAllowed, AdvanceVotesLate: not by these rules, or not now.
        NegativeCount, MoreVotesThanPeople, AdvanceNamesDiffer, AdvanceRollFaulty: figures or names that cannot be.
        NotUnderstood: no votes, no such way, or a class that is none.
    """
    meeting, motion, sheet = _waiting(act.reader, command.meeting, command.number, command.way)
    counts = Counts(command.votes_for, command.against, command.abstain, command.spoilt)
    if not counts.given:
        raise NotUnderstood("The votes", "0", "give the totals, or a roll")
    class_name = _class_of(sheet, motion, command.class_name)
    lines = read_roll(command.voters, choices=False) if command.voters.strip() else ()
    if lines and len(lines) != counts.given:
        raise AdvanceNamesDiffer(counts.given, len(lines))
    voters = _known(act, meeting, motion, lines)
    _write(act, meeting, motion, command.way, counts, class_name=class_name, voters=voters, named=False)
    return _done(act, meeting, motion)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAdvanceRoll(Command[AdvanceView]):
    """A roll of votes sent in: a member number and a choice on each line, as a spreadsheet saves it."""

    meeting: int
    number: int
    roll: str
    way: str = "post"


@handles(RecordAdvanceRoll)
def record_advance_roll(command: RecordAdvanceRoll, act: Act) -> Done[AdvanceView]:
    """Enter every line of a roll, or none.

    Raises:
        AdvanceVotesNotAllowed, AdvanceVotesLate: not by these rules, or not now.
        AdvanceRollFaulty, NotUnderstood, MoreVotesThanPeople: lines that cannot be used.
    """
    meeting, motion, _ = _waiting(act.reader, command.meeting, command.number, command.way)
    voters = _known(act, meeting, motion, read_roll(command.roll, choices=True))
    choices = list(voters.values())
    counts = Counts(choices.count("for"), choices.count("against"), choices.count("abstain"))
    _write(act, meeting, motion, command.way, counts, class_name="", voters=voters, named=True)
    return _done(act, meeting, motion)


@dataclass(frozen=True, slots=True)
class VoidAdvance(Command[AdvanceView]):
    """Votes entered wrongly, taken back before the motion is put; ``entry`` counts from 1; 0 is the last."""

    meeting: int
    number: int
    reason: str
    entry: int = 0


@handles(VoidAdvance)
def void_advance(command: VoidAdvance, act: Act) -> Done[AdvanceView]:
    """Take one entry back; it stays on the record.

    Raises:
        UnknownAdvance: there is none that stands.
        AdvanceVotesLate: the motion has been put.
        NotUnderstood: no reason.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    motion = motion_by_number(act.reader, meeting, command.number)
    _refuse_late(motion)
    standing = {
        place: row[0]
        for place, row in enumerate(act.reader.rows(_BATCHES, motion=motion.id), start=1)
        if row[-1] is None
    }
    entry = command.entry or max(standing, default=0)
    if entry not in standing:
        raise UnknownAdvance(motion.number, entry)
    reason = clean_text("The reason", command.reason, 500, required=True)
    act.add(AdvanceVoidRow, batch=standing[entry], at=act.at, reason=reason)
    view = advance_view(act.reader, meeting, motion)
    assert view is not None
    return Done(view, (VoteChanged(),))


def advance_view(reader: Reader, meeting: Meeting, motion: Motion) -> AdvanceView | None:
    """What was sent in for a motion; None where nothing ever was."""
    batches = tuple(
        BatchView(place, read_moment(at), way, bool(named), class_name, Counts(*figures), voters, reason or "")
        for place, (_, at, way, named, class_name, *figures, voters, reason) in enumerate(
            reader.rows(_BATCHES, motion=motion.id), start=1
        )
    )
    if not batches:
        return None
    standing = [each for each in batches if not each.void]
    named = sum(each.counts.given for each in standing if each.named)
    listed = sum(each.counts.given for each in standing if not each.named and each.voters)
    counts = add_up(each.counts for each in standing)
    rule = rules_of(reader, meeting).advance_votes
    return AdvanceView(rule, batches, counts, named, listed, counts.given - named - listed)


def read_list(path: Path) -> str:
    """The text of a list of votes, as a spreadsheet saves it.

    Raises:
        NotUnderstood: it cannot be read, is larger than any register, or is no text.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise NotUnderstood("The list of votes", path.name, (error.strerror or str(error)).lower()) from error
    if len(data) > LARGEST:
        raise NotUnderstood("The list of votes", path.name, "it is larger than any register")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotUnderstood("The list of votes", path.name, "it is not text: save the sheet as CSV")


def _waiting(reader: Reader, meeting_id: int, number: int, way: str) -> tuple[Meeting, Motion, RuleSheet]:
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    refuse_closed(meeting)
    motion = motion_by_number(reader, meeting, number)
    if way not in WAYS:
        raise NotUnderstood("The way the votes came", way, f"it is {' or '.join(WAYS)}")
    _refuse_late(motion)
    sheet = rules_of(reader, meeting)
    if sheet.advance_votes == "none":
        raise AdvanceVotesNotAllowed()
    return meeting, motion, sheet


def _refuse_late(motion: Motion) -> None:
    if motion.state in (MotionState.OPEN, MotionState.CLOSED):
        raise AdvanceVotesLate(motion.number)
    may_open(motion.state, motion.number)


def _class_of(sheet: RuleSheet, motion: Motion, name: str) -> str:
    if not counts_classes(sheet, sheet.resolution(motion.kind)):
        if name.strip():
            raise NotUnderstood("The class", name, "the rules count this motion without regard to classes")
        return ""
    voting = {each.name.casefold(): each.name for each in sheet.classes if each.votes}
    if name.strip().casefold() not in voting:
        raise NotUnderstood("The class", name, f"the rules count by class: {', '.join(voting.values())}")
    return voting[name.strip().casefold()]


def _known(act: Act, meeting: Meeting, motion: Motion, lines: tuple[RollLine, ...]) -> dict[int, str]:
    """The members of a list with their choices, each entitled and each once."""
    if not lines:
        return {}
    entitled = _entitled(act, meeting)
    voted = {member for (member,) in act.reader.rows(_VOTED, motion=motion.id)}
    found: dict[int, str] = {}
    faults: list[str] = []
    for each in lines:
        fault = ""
        try:
            member = int(resolve(act.reader, each.reference))
        except Refusal:
            faults.append(f"line {each.line} names “{each.reference[:20]}”, which is no member’s number or card")
            continue
        shown = display_number(each.reference)
        if member in found:
            fault = f"names member {shown} a second time"
        elif member in voted:
            fault = f"names member {shown}, whose vote is on record already"
        elif member not in entitled:
            fault = f"names member {shown}, who has no vote at this meeting"
        if fault:
            faults.append(f"line {each.line} {fault}")
        found.setdefault(member, each.choice)
    if faults:
        raise roll_faulty(faults)
    return found


def _entitled(act: Act, meeting: Meeting) -> set[int]:
    if meeting.declared:
        return set(roll_members(act.reader, meeting.id))
    statement = entitled_members(act.reader, meeting, held_on(meeting, act.now))
    return {member for (member,) in act.reader.rows(statement)}


def _write(
    act: Act,
    meeting: Meeting,
    motion: Motion,
    way: str,
    counts: Counts,
    *,
    class_name: str,
    voters: dict[int, str],
    named: bool,
) -> None:
    entitled = entitled_count(act.reader, meeting, act.now)
    given = counts.given + sent_in(act.reader, motion.id)
    if given > entitled:
        raise MoreVotesThanPeople(votes=given, people=entitled, who=Base.MEMBERS.words)
    batch = act.add(
        AdvanceBatchRow,
        motion=motion.id,
        at=act.at,
        way=way,
        named=int(named),
        class_name=class_name,
        votes_for=counts.votes_for,
        against=counts.against,
        abstain=counts.abstain,
        spoilt=counts.spoilt,
        voters=len(voters),
    )
    if voters:
        rows = [(batch, member, choice) for member, choice in sorted(voters.items())]
        act.add_many(AdvanceVoterRow, ("batch", "member", "choice"), rows)


def _done(act: Act, meeting: Meeting, motion: Motion) -> Done[AdvanceView]:
    view = advance_view(act.reader, meeting, motion)
    assert view is not None
    entry = len(view.batches)
    return Done(view, (VoteChanged(),), VoidAdvance(meeting.id, motion.number, "taken back at the desk", entry))
