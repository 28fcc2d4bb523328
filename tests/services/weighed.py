"""An election in which investors are capped, brought to where a test needs it: 40 members, 6 of them investors."""

from coopdesk.services.candidates import Nominate
from coopdesk.services.door import CheckIn
from coopdesk.services.election_papers import CloseBallot, EnterPaper, IssuePaper
from coopdesk.services.elections import AddElection, OpenElection
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.membership import EditMember
from coopdesk.services.perform import Desk
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.society import changed_rules

INVESTORS = tuple(range(30, 36))
"""The members whose class is Investor."""
CAPPED = {"classes": "Individual, Investor (investor)", "investor_cap": "10%"}
WEIGHTED = {"classes": "Individual (weight 74), Investor (weight 26)", "election_classes": "weighted"}


def hall(desk: Desk, investors: int = 6, **settings: str) -> None:
    """The rules set, the classes given, the meeting quorate."""
    desk.perform(desk.ask(changed_rules, settings or CAPPED))
    for member in INVESTORS[:investors]:
        desk.perform(EditMember(member=member, class_name="Investor"))
    desk.perform(OpenMeeting(1))
    for number in range(1, 13):
        desk.perform(CheckIn(1, str(number)))
    desk.perform(DeclareQuorum(1))


def called(desk: Desk, **content: object) -> int:
    """An election by crosses for one place, between members 3 and 5."""
    wish = {"rule": "block", "places": 1, **content}
    number = desk.perform(AddElection(meeting=1, title="Directors", **wish))  # type: ignore[arg-type]
    for member in ("3", "5"):
        desk.perform(Nominate(meeting=1, number=number, member=member, proposer="1", seconder="2"))
    return number


def opened(desk: Desk, users: int = 12, investors: int = 6, **content: object) -> int:
    """Its ballot open, papers given to so many of each class."""
    number = called(desk, **content)
    desk.perform(OpenElection(1, number))
    for member in (*range(1, users + 1), *INVESTORS[:investors]):
        desk.perform(IssuePaper(1, number, str(member)))
    return number


def closed(desk: Desk, users: list[str], investors: list[str], **content: object) -> int:
    """Closed, these papers read by two people, each class from its own box."""
    number = opened(desk, len(users), len(investors), **content)
    desk.perform(CloseBallot(1, number))
    papers = [("Individual", each) for each in users] + [("Investor", each) for each in investors]
    for paper, (name, marks) in enumerate(papers, start=1):
        for reader in (1, 2):
            desk.perform(EnterPaper(1, number, str(paper), marks, reader, name))
    return number
