"""The papers of an election: handed out and marked on the roll, read back by two people, brought in from outside.

A paper is known by the random serial in its code, or by a number that tellers wrote on it once the box was shaken and
emptied: by nothing that leads to a member. What it says is not journalled paper by paper; the digest of all of them is,
with the count.
"""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select, update

from coopdesk.domain.codes import TOKEN_LENGTH, is_token, token_from
from coopdesk.domain.elections.blt import read_blt
from coopdesk.domain.elections.weights import LEAST_SHOWN
from coopdesk.domain.ids import MeetingId
from coopdesk.domain.members import display_number
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services.act import Act, table_of
from coopdesk.services.election_box import PaperWithoutCode, SlipNotOurs, blank, note_entry, sweep_due
from coopdesk.services.election_class_boxes import ClassAccount, box_of, class_accounts
from coopdesk.services.election_marks import blt_header, check_marks, names_on, paper_reference
from coopdesk.services.election_slips import slips_wanted
from coopdesk.services.election_view import Election, check_state, election_by_number
from coopdesk.services.events import ElectionChanged
from coopdesk.services.members import member_by_id, resolve
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import meeting_by_id, refuse_closed
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ElectionElectorRow, ElectionIssueRow, ElectionPaperRow, ElectionRow

_ELECTOR = select(ElectionElectorRow.member).where(
    ElectionElectorRow.election == bindparam("election"), ElectionElectorRow.member == bindparam("member")
)
_HAD = select(func.count()).where(
    ElectionIssueRow.election == bindparam("election"), ElectionIssueRow.member == bindparam("member")
)
_ISSUED = select(func.count(), func.count(ElectionIssueRow.member.distinct())).where(
    ElectionIssueRow.election == bindparam("election")
)
_PAPER = select(ElectionPaperRow.first, ElectionPaperRow.second, ElectionPaperRow.class_name).where(
    ElectionPaperRow.election == bindparam("election"), ElectionPaperRow.paper == bindparam("paper")
)
_PAPERS = (
    select(ElectionPaperRow.paper, ElectionPaperRow.first, ElectionPaperRow.second)
    .where(ElectionPaperRow.election == bindparam("election"))
    .order_by(ElectionPaperRow.paper)
)
_RETURNED = select(func.count()).where(
    ElectionPaperRow.election == bindparam("election"),
    (func.trim(ElectionPaperRow.first) != "") | (func.trim(ElectionPaperRow.second) != ""),
)
_PAPER_COLUMNS = ("election", "paper", "first", "second", "class_name")
_READ_FIRST = (
    update(ElectionPaperRow)
    .where(ElectionPaperRow.election == bindparam("of"), ElectionPaperRow.paper == bindparam("which"))
    .values(first=bindparam("marks"))
)
_READ_SECOND = (
    update(ElectionPaperRow)
    .where(ElectionPaperRow.election == bindparam("of"), ElectionPaperRow.paper == bindparam("which"))
    .values(second=bindparam("marks"))
)


@dataclass
class NotAnElectorHere(Refusal):
    """Somebody who may not vote in this election."""

    code = "NOT-AN-ELECTOR"
    sentence = "{name} (member {member}) may not vote in election {number}: not on its roll. No paper was marked."
    name: str
    member: str
    number: int


@dataclass
class PaperHandedOut(Refusal):
    """A second paper without the first one back."""

    code = "PAPER-ISSUED"
    sentence = (
        "{name} (member {member}) has had a paper for election {number}. "
        "Give another only for a spoilt one that was handed back, and say so."
    )
    name: str
    member: str
    number: int


@dataclass
class TooManyPapers(Refusal):
    """More papers than could have come back."""

    code = "TOO-MANY-PAPERS"
    sentence = (
        "That makes {returned} papers back in election {number}, and only {most} {what}. "
        "Nothing was entered: find the paper that does not belong."
    )
    returned: int
    number: int
    most: int
    what: str


@dataclass(frozen=True, slots=True)
class PaperAccount:
    """Where every paper is. ``issued`` counts papers, ``voters`` people; ``differing`` papers were read two ways."""

    printed: int
    """Slips that were made here, each with a code of its own; 0 where papers were printed elsewhere."""
    electors: int
    voters: int
    issued: int
    replaced: int
    returned: int
    read_once: tuple[str, ...]
    differing: tuple[str, ...]
    classes: tuple[ClassAccount, ...] = ()
    """The same class by class, where classes do not weigh the same."""

    @property
    def few(self) -> str:
        """A caution while a class has so few voters that its figures would tell how they voted; "" otherwise."""
        found = [each for each in self.classes if 0 < (each.voters or each.returned) < LEAST_SHOWN]
        if not found:
            return ""
        said = " and ".join(f"{each.voters or each.returned} of class {each.name}" for each in found)
        return f"Only {said} have voted: the count would tell how they did."

    @property
    def out(self) -> int:
        """Papers handed out for good that have not come back."""
        return self.voters - self.returned if self.voters else 0

    @property
    def left_over(self) -> int:
        """Slips made and never handed out; below 0 where papers were handed out that were not made here."""
        return self.printed - self.issued if self.printed else 0


@dataclass(frozen=True, slots=True)
class IssuePaper(Command[int]):
    """Hand a member a paper and mark the roll; the value is how many that member has had."""

    meeting: int
    number: int
    reference: str
    replacing: bool = False


@handles(IssuePaper)
def issue_paper(command: IssuePaper, act: Act) -> Done[int]:
    """Mark the roll. There is no way back: a mark says that a paper left the table.

    Raises:
        NotAnElectorHere, PaperHandedOut: as their sentences say.
        ElectionStage: the ballot is not open.
    """
    election = at_work(act, command.meeting, command.number, "open")
    member = resolve(act.reader, command.reference)
    view = member_by_id(act.reader, member)
    if act.reader.value(_ELECTOR, election=election.id, member=member) is None:
        raise NotAnElectorHere(view.name, display_number(view.number), election.number)
    had = act.reader.value(_HAD, election=election.id, member=member) or 0
    if had and not command.replacing:
        raise PaperHandedOut(view.name, display_number(view.number), election.number)
    act.add(ElectionIssueRow, election=election.id, member=member, attempt=had + 1)
    return Done(had + 1, (ElectionChanged(),))


@dataclass(frozen=True, slots=True)
class LaySlips(Command[tuple[str, ...]]):
    """Draw random serials for slips to be printed; the value is the serials, in an order that is kept nowhere."""

    meeting: int
    number: int
    count: int
    class_name: str = ""
    """The class they are for, where classes do not weigh the same; it is printed on them."""


@handles(LaySlips)
def lay_slips(command: LaySlips, act: Act) -> Done[tuple[str, ...]]:
    """Lay a place for each slip, blank; a serial says nothing, and is tied to nobody.

    Raises:
        ElectionStage: the ballot is not open.
        NotUnderstood: not a number of slips.
        WhichBox, NoSuchBox: papers lie class by class, and this class has no box.
    """
    election = at_work(act, command.meeting, command.number, "open")
    if not 1 <= command.count <= 20_000:
        raise NotUnderstood("The number of slips", str(command.count), "use 1 to 20000")
    box = box_of(election, command.class_name)
    serials = tuple(dict.fromkeys(token_from(act.random(TOKEN_LENGTH)) for _ in range(command.count)))
    empty = blank(names_on(election))
    rows = ((election.id, serial, empty, empty, box) for serial in sorted(serials))
    act.writer.insert_many(table_of(ElectionPaperRow), _PAPER_COLUMNS, rows)
    return Done(serials, (ElectionChanged(),))


@dataclass(frozen=True, slots=True)
class EnterPaper(Command[str]):
    """One person's reading of one paper: candidates' numbers in order of choice (where each is put to a yes or no, "2"
    for a yes and "-2" for a no), or "!" and why it is spoilt.

    The value says "once", "agrees" or "differs".
    """

    meeting: int
    number: int
    paper: str
    marks: str
    reader: int = 1
    class_name: str = ""
    """The class in whose box it was, where classes do not weigh the same; a printed slip's is known."""


@handles(EnterPaper)
def enter_paper(command: EnterPaper, act: Act) -> Done[str]:
    """Keep a reading; the same person's second one replaces the first.

    Raises:
        ElectionStage: papers are not read now.
        SlipNotOurs: a code that was never printed for it.
        PaperWithoutCode: papers that people number wait for the close.
        TooManyPapers: more than were handed out.
        NotUnderstood: the marks or the paper cannot be used.
        UnknownCandidate: a number nobody has.
        WhichBox, NoSuchBox: papers lie class by class.
    """
    election = at_work(act, command.meeting, command.number, "open", "closed")
    if command.reader not in (1, 2):
        raise NotUnderstood("The reader", str(command.reader), "use 1 or 2")
    paper = paper_reference(command.paper)
    marks = check_marks(election, command.marks)
    laid = act.reader.first(_PAPER, election=election.id, paper=paper)
    if laid is None and is_token(paper):
        raise SlipNotOurs(paper, election.number)
    if laid is None and election.state == "open":
        raise PaperWithoutCode(paper, election.number)
    first, second = (reading.strip() for reading in (laid or ("", ""))[:2])
    box = box_of(election, command.class_name, None if laid is None else laid[2], paper)
    if not (first or second):
        _check_room(act.reader, election, 1, box)
    names = names_on(election)
    if laid is None:
        empty = blank(names)
        act.writer.insert_many(
            table_of(ElectionPaperRow), _PAPER_COLUMNS, iter([(election.id, paper, empty, empty, box)])
        )
    write_reading(act, election, paper, command.reader, marks)
    other = second if command.reader == 1 else first
    said = "once" if not other else "agrees" if other == marks else "differs"
    return Done(said, (ElectionChanged(),))


@dataclass(frozen=True, slots=True)
class ImportPapers(Command[int]):
    """Papers counted elsewhere: lines "papers first second" of a .blt file; the value is how many papers."""

    meeting: int
    number: int
    lines: str
    class_name: str = ""
    """The class they are of, where classes do not weigh the same."""


@handles(ImportPapers)
def import_papers(command: ImportPapers, act: Act) -> Done[int]:
    """Bring in an outside scrutineer's papers, as read by two.

    Raises:
        ElectionStage: papers are not read now.
        TooManyPapers: more than there are electors.
        BallotFileFault: a line cannot be used.
        WhichBox, NoSuchBox: papers lie class by class.
    """
    election = at_work(act, command.meeting, command.number, "open", "closed")
    ballots = read_blt(f"{blt_header(election)}\n{command.lines}\n0\n".encode(), election.rule, one_a_line=True)
    papers = [*ballots.papers.items(), *((f"!{reason.value}", many) for reason, many in ballots.spoilt.items())]
    many = sum(count for _, count in papers)
    box = box_of(election, command.class_name)
    _check_room(act.reader, election, many, box)
    rows = []
    for marks, count in sorted(papers, key=str):
        text = blank(names_on(election), marks if isinstance(marks, str) else " ".join(map(str, marks)))
        rows += [(election.id, f"import-{token_from(act.random(TOKEN_LENGTH))}", text, text, box) for _ in range(count)]
    act.writer.insert_many(table_of(ElectionPaperRow), _PAPER_COLUMNS, iter(sorted(rows)))
    note_entry(act, election.id)
    return Done(many, (ElectionChanged(),))


@dataclass(frozen=True, slots=True)
class CloseBallot(Command[None]):
    """The box is closed: no paper is handed out any more."""

    meeting: int
    number: int


@handles(CloseBallot)
def close_ballot(command: CloseBallot, act: Act) -> Done[None]:
    """Close the ballot.

    Raises:
        ElectionStage: it is not open.
    """
    election = at_work(act, command.meeting, command.number, "open")
    act.change(ElectionRow, election.id, state="closed", closed_at=act.at)
    return Done(None, (ElectionChanged(),), sweep=sweep_due(act, election.id))


def write_reading(act: Act, election: Election, paper: str, reader: int, marks: str) -> None:
    """Write a reading over the blanks where its row lies; the journal is not told."""
    statement = _READ_FIRST if reader == 1 else _READ_SECOND
    act.writer.execute(statement, of=election.id, which=paper, marks=blank(names_on(election), marks))
    note_entry(act, election.id)


def papers_of(reader: Reader, election: Election) -> list[tuple[str, str, str]]:
    """Paper, first reading, second reading; only papers that came back."""
    found = (
        (paper, first.strip(), second.strip()) for paper, first, second in reader.rows(_PAPERS, election=election.id)
    )
    return [row for row in found if row[1] or row[2]]


def paper_account(reader: Reader, election: Election) -> PaperAccount:
    """Where every paper is."""
    issued, voters = reader.first(_ISSUED, election=election.id) or (0, 0)
    papers = papers_of(reader, election)
    once = [paper for paper, first, second in papers if not (first and second)]
    differing = [paper for paper, first, second in papers if first and second and first != second]
    return PaperAccount(
        printed=slips_made(reader, election),
        electors=election.electors,
        voters=voters,
        issued=issued,
        replaced=issued - voters,
        returned=len(papers),
        read_once=tuple(sorted(once, key=paper_place)),
        differing=tuple(sorted(differing, key=paper_place)),
        classes=class_accounts(reader, election),
    )


def paper_place(paper: str) -> tuple[bool, int, str]:
    """Where a paper comes when tellers lay them out: those with numbers by their number, then those with codes."""
    return not paper.isdecimal(), len(paper), paper


def slips_made(reader: Reader, election: Election) -> int:
    """How many slips were made for an election: papers that bear a code, whether they came back or not."""
    return sum(is_token(paper) for paper, _, _ in reader.rows(_PAPERS, election=election.id))


def slips_suggested(reader: Reader, election: Election) -> dict[str, int]:
    """How many slips to suggest, of each class that has electors; "" stands for the one box of most elections."""
    classes = class_accounts(reader, election)
    if not classes:
        return {"": slips_wanted(election.electors, slips_made(reader, election))}
    return {each.name: slips_wanted(each.electors, each.printed) for each in classes}


def at_work(act: Act, meeting: int, number: int, *states: str) -> Election:
    """The election, where its meeting goes on and it is in one of these states.

    Raises:
        MeetingClosed, UnknownElection, ElectionStage: as their sentences say.
    """
    refuse_closed(meeting_by_id(act.reader, MeetingId(meeting)))
    election = election_by_number(act.reader, meeting, number)
    check_state(election, *states)
    return election


def _check_room(reader: Reader, election: Election, more: int, box: str) -> None:
    """No more papers back than people who had one, or, for a ballot held elsewhere, than electors; nor of one class."""
    _, voters = reader.first(_ISSUED, election=election.id) or (0, 0)
    returned = (reader.value(_RETURNED, election=election.id) or 0) + more
    if voters and returned > voters:
        raise TooManyPapers(returned, election.number, voters, "people were given one")
    if returned > election.electors:
        raise TooManyPapers(returned, election.number, election.electors, "members may vote in it")
    if box:
        _check_class_room(reader, election, more, box, handed_out=bool(voters))


def _check_class_room(reader: Reader, election: Election, more: int, box: str, *, handed_out: bool) -> None:
    """The same of one class."""
    account = next(each for each in class_accounts(reader, election) if each.name == box)
    returned = account.returned + more
    if handed_out and returned > account.voters:
        what = f"people of class {box} were given one"
        raise TooManyPapers(returned, election.number, account.voters, what)
    if returned > account.electors:
        what = f"members of class {box} may vote in it"
        raise TooManyPapers(returned, election.number, account.electors, what)
