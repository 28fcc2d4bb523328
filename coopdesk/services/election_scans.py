"""Papers of an election as a scan shows them: the clear ones entered in one act, each as tellers would enter it."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services.act import Act
from coopdesk.services.election_papers import EnterPaper, enter_paper
from coopdesk.services.election_view import Election, check_state, election_by_number
from coopdesk.services.events import ElectionChanged
from coopdesk.services.perform import Command, Done, handles
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ElectionPaperRow

_PAPERS = select(
    ElectionPaperRow.paper, ElectionPaperRow.first, ElectionPaperRow.second, ElectionPaperRow.class_name
).where(ElectionPaperRow.election == bindparam("election"))


@dataclass(frozen=True, slots=True)
class PapersScanned:
    """What became of the clear papers of a scan.

    Args:
        entered: papers entered now, by the machine in place of both readers.
        checked: papers one person had read; the machine's reading stands beside it as the second.
        differing: those of them that the machine reads otherwise.
        before: papers entered before; they count once.
        strangers: serials that are none of this election's.
        contrary: papers entered before that this scan reads otherwise: one was settled by people, or it is a copy.
    """

    entered: int
    checked: int
    differing: tuple[str, ...]
    before: int
    strangers: tuple[str, ...]
    contrary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EnterScan(Command[PapersScanned]):
    """Clear papers as a scan shows them, one a line: "SERIAL 3 1 2"."""

    meeting: int
    number: int
    papers: str


@handles(EnterScan)
def enter_scan(command: EnterScan, act: Act) -> Done[PapersScanned]:
    """Enter every paper of this election that is not entered yet, all or none.

    Raises:
        ElectionStage: papers are not read now.
        TooManyPapers: more than were handed out.
        NotUnderstood, UnknownCandidate: a line cannot be used.
    """
    election = election_by_number(act.reader, command.meeting, command.number)
    check_state(election, "open", "closed")
    # By serial, so that the order in which they lay on the scanner is kept nowhere.
    read = dict(sorted(_line(line) for line in command.papers.splitlines() if line.strip()))
    laid = {
        paper: (first.strip(), second.strip())
        for paper, first, second, _ in act.reader.rows(_PAPERS, election=election.id)
    }
    entered = before = 0
    checked, differing, contrary = [], [], []
    for serial, marks in read.items():
        if serial not in laid:
            continue
        wanted = [reader for reader, had in enumerate(laid[serial], start=1) if not had]
        for reader in wanted:
            said = enter_paper(EnterPaper(command.meeting, command.number, serial, marks, reader), act).value
        if len(wanted) == 2:
            entered += 1
        elif wanted:
            checked.append(serial)
            differing += [serial] if said == "differs" else []
        else:
            before += 1
            contrary += [] if laid[serial] == (marks, marks) else [serial]
    strangers = tuple(serial for serial in read if serial not in laid)
    value = PapersScanned(entered, len(checked), tuple(differing), before, strangers, tuple(contrary))
    return Done(value, (ElectionChanged(),))


@dataclass(frozen=True, slots=True)
class AgreePaper(Command[str]):
    """Two people who read a paper differently looked at it together: the reading of both."""

    meeting: int
    number: int
    paper: str
    marks: str
    class_name: str = ""


@handles(AgreePaper)
def agree_paper(command: AgreePaper, act: Act) -> Done[str]:
    """Keep one reading for both; the value is "agrees".

    Raises:
        ElectionStage, PaperWithoutCode, TooManyPapers, NotUnderstood, UnknownCandidate: as ``EnterPaper`` does.
    """
    for reader in (1, 2):
        wish = EnterPaper(command.meeting, command.number, command.paper, command.marks, reader, command.class_name)
        said = enter_paper(wish, act).value
    return Done(said, (ElectionChanged(),))


@dataclass(frozen=True, slots=True)
class PaperReading:
    """A paper as it was read; "" where that person has not read it."""

    paper: str
    first: str
    second: str
    class_name: str = ""
    """The class in whose box it was, where classes do not weigh the same."""

    @property
    def differs(self) -> bool:
        """Whether both read it, and not the same."""
        return bool(self.first and self.second) and self.first != self.second

    def by(self, reader: int) -> str:
        """What one of the two read."""
        return self.first if reader == 1 else self.second


@dataclass(frozen=True, slots=True)
class PapersAtHand:
    """What is needed to read the papers of an election: the names on them, and every paper there is a place for."""

    election: Election
    names: tuple[str, ...]
    readings: tuple[PaperReading, ...]


def papers_at_hand(reader: Reader, meeting: int, number: int) -> PapersAtHand:
    """An election with its papers.

    Raises:
        UnknownElection: there is none with this number.
    """
    election = election_by_number(reader, meeting, number)
    on_paper = sorted((each for each in election.candidates if each.number), key=lambda each: each.number)
    rows = reader.rows(_PAPERS, election=election.id)
    readings = tuple(
        sorted(
            (PaperReading(paper, first.strip(), second.strip(), box) for paper, first, second, box in rows),
            key=lambda each: each.paper,
        )
    )
    return PapersAtHand(election, tuple(each.name for each in on_paper), readings)


def readings_of(reader: Reader, meeting: int, number: int) -> dict[str, int]:
    """How many readings each paper of an election has, those laid and not yet read included."""
    readings = papers_at_hand(reader, meeting, number).readings
    return {each.paper: int(bool(each.first)) + int(bool(each.second)) for each in readings}


def _line(text: str) -> tuple[str, str]:
    serial, _, marks = text.strip().partition(" ")
    if not marks:
        raise NotUnderstood("A scanned paper", serial[:80], "write it as its serial and the candidates' numbers")
    return serial.upper(), marks
