"""A secret ballot on paper: papers read out of the box, and every paper issued accounted for.

A paper names nobody, and the box is shaken before it is read, so that the order of entry is nobody's either. A slip's
serial is random: it keeps a paper from being entered twice, and says nothing about who was given it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from coopdesk.domain.codes import CodeKind, read_code, token_from
from coopdesk.domain.counts import Counts, MoreVotesThanPeople, NegativeCount
from coopdesk.domain.ids import CountId
from coopdesk.domain.motions import MotionState, VoteMethod, may_vote
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.domain.tellers import MorePapersThanIssued, check_papers
from coopdesk.services.act import Act
from coopdesk.services.class_counts import needs_classes
from coopdesk.services.events import VoteChanged
from coopdesk.services.motions import Count, Motion, last_count, motion_by_number, papers_counted
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import meeting_for_business, rules_of
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import CountRow, PaperAccountRow, PaperRow, SlipRow

CHOICES = ("for", "against", "abstain", "spoilt")
MOST_SLIPS = 10_000

_ACCOUNT = (
    select(PaperAccountRow.issued, PaperAccountRow.returned, PaperAccountRow.missing)
    .where(PaperAccountRow.count == bindparam("count"))
    .order_by(PaperAccountRow.id.desc())
    .limit(1)
)
_SLIPS = select(SlipRow.serial).where(SlipRow.count == bindparam("count")).order_by(SlipRow.serial)
_SLIP = select(SlipRow.serial).where(SlipRow.count == bindparam("count"), SlipRow.serial == bindparam("serial"))
_ENTERED = select(PaperRow.id).where(
    PaperRow.count == bindparam("count"), PaperRow.serial == bindparam("serial"), PaperRow.void == 0
)
_OF_PAPER = select(PaperRow.count, PaperRow.void).where(PaperRow.id == bindparam("paper"))
_COUNT_CLOSED = select(CountRow.closed_at).where(CountRow.id == bindparam("count"))
NEXT_PAPER = select(func.coalesce(func.max(PaperRow.id), 0))


@dataclass
class NotOnPaper(Refusal):
    """Papers for a vote that is taken another way."""

    code = "NOT-ON-PAPER"
    sentence = "Motion {motion} is voted on by {method}, so no papers are counted for it. Nothing was recorded."
    motion: int
    method: str


@dataclass
class PapersNotAccounted(Refusal):
    """A ballot on paper closed without its papers accounted for."""

    code = "PAPERS-NOT-ACCOUNTED"
    sentence = (
        "{papers} papers of motion {motion} are entered and nobody has said how many were issued. Give the papers "
        "issued, returned unused and missing; then close the ballot."
    )
    motion: int
    papers: int


@dataclass
class SlipUsed(Refusal):
    """A slip that was entered already, or is none of this ballot's."""

    code = "SLIP-USED"
    sentence = "Slip {serial} {why}. Nothing was recorded."
    serial: str
    why: str


@dataclass(frozen=True, slots=True)
class PapersView:
    """How the papers of a ballot stand.

    Args:
        counts: papers entered so far, with their choices only once the ballot is closed (None before).
        entered: papers entered.
        issued, returned, missing: as accounted, or None before.
        balanced: every paper issued is accounted for.
        slips: slips printed.
    """

    entered: int
    counts: Counts | None
    issued: int | None
    returned: int | None
    missing: int | None
    balanced: bool
    slips: int


@dataclass(frozen=True, slots=True)
class EnterPapers(Command[PapersView]):
    """Papers read from the box: ``many`` of one choice, or one slip by its serial."""

    meeting: int
    number: int
    choice: str
    many: int = 1
    serial: str = ""
    class_name: str = ""


@handles(EnterPapers)
def enter_papers(command: EnterPapers, act: Act) -> Done[PapersView]:
    """Record papers.

    Raises:
        MorePapersThanIssued: more than were issued, or than there are voters.
        SlipUsed: that slip was entered, or is none of this ballot.
        NotOnPaper, MotionNotOpen: not now.
        NotUnderstood: a choice that is none, or a class that is none.
    """
    motion, count = open_ballot(act.reader, command.meeting, command.number)
    if command.choice not in CHOICES:
        raise NotUnderstood("The paper", command.choice, f"it is one of {', '.join(CHOICES)}")
    if not 1 <= command.many <= 1_000_000 or (command.serial and command.many != 1):
        raise NotUnderstood("The number of papers", str(command.many), "it is 1 or more, and 1 for a slip")
    meeting = meeting_for_business(act.reader, command.meeting)
    sheet = rules_of(act.reader, meeting)
    class_name = ""
    if needs_classes(act.reader, sheet, sheet.resolution(motion.kind), count.id):
        voting = {each.name.casefold(): each.name for each in sheet.classes if each.votes}
        if command.class_name.casefold() not in voting:
            why = f"the rules count by class, so each paper is of one: {', '.join(voting.values())}"
            raise NotUnderstood("The class", command.class_name, why)
        class_name = voting[command.class_name.casefold()]
    most = most_papers(act.reader, count)
    papers = papers_counted(act.reader, count.id).given + command.many
    if papers > most:
        raise MorePapersThanIssued(papers, most)
    serial = _unused(act.reader, count, command.serial) if command.serial else ""
    first = act.reader.one(NEXT_PAPER) + 1
    rows = [(first + place, count.id, class_name, command.choice, serial, 0) for place in range(command.many)]
    act.add_many(PaperRow, ("id", "count", "class_name", "choice", "serial", "void"), rows)
    return Done(papers_view(act.reader, count), (VoteChanged(),), VoidPapers(first, command.many))


@dataclass(frozen=True, slots=True)
class VoidPapers(Command[int]):
    """Papers entered wrongly; they stay on the record as void."""

    first: int
    many: int = 1


@handles(VoidPapers)
def void_papers(command: VoidPapers, act: Act) -> Done[int]:
    """Void entries while the ballot is open.

    Raises:
        CountIsClosed: it was closed since.
    """
    from coopdesk.services.counting import CountIsClosed

    for paper in range(command.first, command.first + command.many):
        found = act.reader.first(_OF_PAPER, paper=paper)
        if found is None or _closed(act.reader, found[0]):
            raise CountIsClosed()
        if not found[1]:
            act.change(PaperRow, paper, void=1)
    return Done(command.many, (VoteChanged(),))


@dataclass(frozen=True, slots=True)
class AccountPapers(Command[PapersView]):
    """Papers issued, returned unused, and missing. Given again, the last figures stand."""

    meeting: int
    number: int
    issued: int
    returned: int = 0
    missing: int = 0


@handles(AccountPapers)
def account_papers(command: AccountPapers, act: Act) -> Done[PapersView]:
    """Record the account; whether it comes out is checked at the close.

    Raises:
        NegativeCount: a figure below 0.
        MoreVotesThanPeople: more papers than voters.
        MorePapersThanIssued: more are entered than were issued.
        NotOnPaper, MotionNotOpen: not now.
    """
    _, count = open_ballot(act.reader, command.meeting, command.number)
    for what, figure in (("Issued", command.issued), ("Returned", command.returned), ("Missing", command.missing)):
        if figure < 0:
            raise NegativeCount(what=what, count=figure)
    if command.issued > count.electors:
        raise MoreVotesThanPeople(votes=command.issued, people=count.electors, who="members who may vote")
    entered = papers_counted(act.reader, count.id).given
    if entered > command.issued:
        raise MorePapersThanIssued(entered, command.issued)
    act.add(
        PaperAccountRow,
        count=count.id,
        at=act.at,
        issued=command.issued,
        returned=command.returned,
        missing=command.missing,
    )
    return Done(papers_view(act.reader, count), (VoteChanged(),))


@dataclass(frozen=True, slots=True)
class MakeSlips(Command[int]):
    """Serials for voting slips to be printed; the value is how many there are now."""

    meeting: int
    number: int
    many: int


@handles(MakeSlips)
def make_slips(command: MakeSlips, act: Act) -> Done[int]:
    """Draw random serials for a ballot that is open.

    Raises:
        NotUnderstood: a number that is none.
        NotOnPaper, MotionNotOpen: not now.
    """
    _, count = open_ballot(act.reader, command.meeting, command.number)
    if not 1 <= command.many <= MOST_SLIPS:
        raise NotUnderstood("The number of slips", str(command.many), f"it is from 1 to {MOST_SLIPS}")
    # In order of the serial, so that neither printing nor row tells which slip was drawn first.
    serials = sorted({token_from(act.random(16)) for _ in range(command.many)})
    act.add_many(SlipRow, ("count", "serial"), [(count.id, serial) for serial in serials])
    return Done(len(slips_of(act.reader, count.id)), (VoteChanged(),))


def slips_of(reader: Reader, count: CountId) -> tuple[str, ...]:
    """The serials printed for a ballot."""
    return tuple(serial for (serial,) in reader.rows(_SLIPS, count=count))


def papers_view(reader: Reader, count: Count) -> PapersView:
    """How the papers stand; how they fall is told only once the ballot is closed."""
    counts = papers_counted(reader, count.id)
    account = reader.first(_ACCOUNT, count=count.id)
    issued, returned, missing = account if account is not None else (None, None, None)
    balanced = issued is not None and counts.given + (returned or 0) + (missing or 0) == issued
    slips = len(slips_of(reader, count.id))
    return PapersView(counts.given, counts if count.closed else None, issued, returned, missing, balanced, slips)


def refuse_unaccounted(reader: Reader, motion: Motion, count: Count) -> None:
    """A ballot on paper closes once every paper issued is accounted for.

    Raises:
        PapersNotAccounted: nobody said how many were issued.
        PapersDiffer: it does not come out.
    """
    if count.method is not VoteMethod.PAPERS:
        return
    counts = papers_counted(reader, count.id)
    account = reader.first(_ACCOUNT, count=count.id)
    if account is None:
        raise PapersNotAccounted(motion.number, counts.given)
    issued, returned, missing = account
    check_papers(counts, issued=issued, returned=returned, missing=missing)


def _closed(reader: Reader, count: int) -> bool:
    return reader.value(_COUNT_CLOSED, count=count) is not None


def _unused(reader: Reader, count: Count, text: str) -> str:
    code = read_code(text)
    if code is not None and code[0] is not CodeKind.BALLOT_SLIP:
        raise SlipUsed(text.strip(), "is no voting slip")
    serial = code[1] if code is not None else text.strip().upper()
    if reader.value(_SLIP, count=count.id, serial=serial) is None:
        raise SlipUsed(serial, "is none of this ballot's")
    if reader.value(_ENTERED, count=count.id, serial=serial) is not None:
        raise SlipUsed(serial, "was entered already")
    return serial


def most_papers(reader: Reader, count: Count) -> int:
    """How many papers there can be: those issued, or one for each voter while nobody has said how many were."""
    account = reader.first(_ACCOUNT, count=count.id)
    return count.electors if account is None else account[0]


def check_heap(reader: Reader, meeting_id: int, number: int, heap: Sequence[int], issued: int | None) -> None:
    """Look at papers of several choices before the first of them is entered, so that all of them go in or none.

    Args:
        heap: papers of each choice.
        issued: papers given out, where the same act says so.

    Raises:
        NegativeCount: papers below 0.
        MorePapersThanIssued: too many together.
        MotionNotOpen: the motion was never put, so no paper can be looked at.
    """
    motion = motion_by_number(reader, meeting_for_business(reader, meeting_id), number)
    if not any(heap):
        if motion.state is MotionState.DRAFT:
            may_vote(motion.state, motion.number)
        return
    if min(heap) < 0:
        raise NegativeCount(what="Papers", count=min(heap))
    _, count = open_ballot(reader, meeting_id, number)
    papers, most = papers_counted(reader, count.id).given + sum(heap), most_papers(reader, count)
    if papers > (most if issued is None else issued):
        raise MorePapersThanIssued(papers, most if issued is None else issued)


def open_ballot(reader: Reader, meeting_id: int, number: int) -> tuple[Motion, Count]:
    """The ballot on paper that is open on this motion.

    Raises:
        NotOnPaper, MotionNotOpen: there is none.
    """
    meeting = meeting_for_business(reader, meeting_id)
    motion = motion_by_number(reader, meeting, number)
    may_vote(motion.state, motion.number)
    count = last_count(reader, motion)
    if count.method is not VoteMethod.PAPERS:
        raise NotOnPaper(motion.number, count.method.words.lower())
    return motion, count
