"""An election brought to where a test needs it."""

from coopdesk.services.candidates import Nominate
from coopdesk.services.election_counts import CountElection
from coopdesk.services.election_papers import CloseBallot, EnterPaper, IssuePaper
from coopdesk.services.elections import AddElection, OpenElection
from tests.conftest import DeskAtHand

STAND = ("3", "5", "7", "9")


def called(desk: DeskAtHand, *, places: int = 2, **content: object) -> int:
    """An election with four candidates, nominated by members 1 and 2."""
    number = desk.perform(AddElection(meeting=1, title="Directors", places=places, **content))  # type: ignore[arg-type]
    for member in STAND:
        desk.perform(Nominate(meeting=1, number=number, member=member, proposer="1", seconder="2"))
    return number


def opened(desk: DeskAtHand, voters: int = 5, **content: object) -> int:
    """Its ballot open, and papers given to members 1 to ``voters``."""
    number = called(desk, **content)  # type: ignore[arg-type]
    desk.perform(OpenElection(1, number))
    for member in range(1, voters + 1):
        desk.perform(IssuePaper(1, number, str(member)))
    return number


def closed(desk: DeskAtHand, *papers: str, **content: object) -> int:
    """The ballot closed and these papers read by two people."""
    number = opened(desk, voters=len(papers), **content)
    desk.perform(CloseBallot(1, number))
    for paper, marks in enumerate(papers, start=1):
        for reader in (1, 2):
            desk.perform(EnterPaper(1, number, str(paper), marks, reader))
    return number


def counted(desk: DeskAtHand, *papers: str, **content: object) -> int:
    """Counted too."""
    number = closed(desk, *papers, **content)
    desk.perform(CountElection(meeting=1, number=number))
    return number
