"""The boxes of an election in which classes do not weigh the same: whose a paper was in, and where each class's are."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from coopdesk.domain.codes import is_token
from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.weights import LEAST_SHOWN, ClassPapers
from coopdesk.domain.refusals import Refusal
from coopdesk.services.election_view import Election, election_by_number
from coopdesk.services.election_weights import class_of_elector, electors_of_classes
from coopdesk.services.members import resolve
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ElectionElectorRow, ElectionIssueRow, ElectionPaperRow

_VOTERS_OF_CLASS = (
    select(ElectionElectorRow.class_name, func.count(), func.count(ElectionElectorRow.member.distinct()))
    .join(
        ElectionIssueRow,
        (ElectionIssueRow.election == ElectionElectorRow.election)
        & (ElectionIssueRow.member == ElectionElectorRow.member),
    )
    .where(ElectionElectorRow.election == bindparam("election"))
    .group_by(ElectionElectorRow.class_name)
)
_PAPERS_BY_CLASS = (
    select(ElectionPaperRow.class_name, ElectionPaperRow.paper, ElectionPaperRow.first, ElectionPaperRow.second)
    .where(ElectionPaperRow.election == bindparam("election"))
    .order_by(ElectionPaperRow.paper)
)


@dataclass
class WhichBox(Refusal):
    """A paper of an election in which classes weigh differently, and nobody said whose box it was in."""

    code = "WHICH-CLASS"
    sentence = (
        "The papers of election {number} lie class by class, because the classes do not weigh the same. Say which "
        "box: {names}. Nothing was done."
    )
    number: int
    names: str


@dataclass
class NoSuchBox(Refusal):
    """A class that has no box here, or whose box a printed slip is not of."""

    code = "CLASS-BOX"
    sentence = "{what}, not of class {class_name}. Nothing was done: look whose box the paper was in."
    what: str
    class_name: str


@dataclass
class FewPapersOfClass(Refusal):
    """Papers of so few that they would tell whose they are."""

    code = "CLASS-TOO-SMALL"
    sentence = (
        "Class {name} cast {papers} papers in election {number}: a file of them would tell how somebody voted. "
        "Nothing was written."
    )
    number: int
    name: str
    papers: int


@dataclass(frozen=True, slots=True)
class ClassAccount:
    """Where the papers of one class are; ``issued`` counts papers, ``voters`` people."""

    name: str
    electors: int
    voters: int
    issued: int
    returned: int
    spoilt: int
    printed: int
    """Slips made here with its name on them."""


def box_of(election: Election, said: str, laid: str | None = None, paper: str = "") -> str:
    """The class in whose box a paper is, spelt as the rules do; "" where there is one box for all.

    Args:
        said: the class as it was named, or "".
        laid: the class a printed slip, or a paper read before, is of; None for a paper that is new.

    Raises:
        WhichBox: there are several and none was named.
        NoSuchBox: there is none of that name, or the paper is of another class.
    """
    wanted = said.strip()
    known = {name.casefold(): name for name in election.classes}
    if wanted and wanted.casefold() not in known:
        boxes = f"the boxes of election {election.number} are of {', '.join(election.classes)}"
        one = f"Election {election.number} has one box for all papers"
        raise NoSuchBox(f"{boxes[0].upper()}{boxes[1:]}" if known else one, wanted)
    if laid is not None:
        if wanted and laid != known[wanted.casefold()]:
            raise NoSuchBox(f"Paper {paper} is of class {laid}", wanted)
        return laid
    if known and not wanted:
        raise WhichBox(election.number, ", ".join(election.classes))
    return known.get(wanted.casefold(), "")


def class_accounts(reader: Reader, election: Election) -> tuple[ClassAccount, ...]:
    """Each class that has electors; empty where papers do not lie class by class."""
    if election.weighing is None:
        return ()
    given = {name: (people, papers) for name, papers, people in reader.rows(_VOTERS_OF_CLASS, election=election.id)}
    marks = marks_by_class(reader, election)
    printed = Counter(
        name for name, paper, *_ in reader.rows(_PAPERS_BY_CLASS, election=election.id) if is_token(paper)
    )
    return tuple(
        ClassAccount(
            name=name,
            electors=electors,
            voters=given.get(name, (0, 0))[0],
            issued=given.get(name, (0, 0))[1],
            returned=len(marks[name]),
            spoilt=sum(each.startswith("!") for each in marks[name]),
            printed=printed[name],
        )
        for name, electors in electors_of_classes(reader, election.id).items()
        if electors
    )


def papers_of_box(election: Election, papers: ClassPapers | None, said: str) -> Ballots | None:
    """The papers of one class, to go out as a file of their own; None where there is one box.

    Raises:
        WhichBox, NoSuchBox: none was named, or there is none of that name.
        FewPapersOfClass: they would tell how somebody voted.
    """
    box = box_of(election, said)
    if papers is None or not box:
        return None
    ballots = papers.parts[box]
    if 0 < ballots.valid < LEAST_SHOWN:
        raise FewPapersOfClass(election.number, box, ballots.valid)
    return ballots


def paper_class(reader: Reader, meeting: int, number: int, reference: str) -> str:
    """The class whose paper a member is given; "" where there is one paper for all.

    Raises:
        UnknownElection, UnknownMember: there is no such election or member.
    """
    election = election_by_number(reader, meeting, number)
    return class_of_elector(reader, election.id, resolve(reader, reference)) if election.classes else ""


def marks_by_class(reader: Reader, election: Election) -> dict[str, list[str]]:
    """What the papers that came back say, class by class. Where two read differently, the first stands."""
    found: dict[str, list[str]] = {name: [] for name in election.classes}
    for name, _, first, second in reader.rows(_PAPERS_BY_CLASS, election=election.id):
        if first.strip() or second.strip():
            found[name].append(first.strip() or second.strip())
    return found
