"""Constituencies of one board at each place of their life, over the sample's meeting: for audits and for looking at."""

import json
from collections.abc import Callable

from coopdesk.services.candidates import Nominate
from coopdesk.services.constituencies import AddConstituencies
from coopdesk.services.constituency_acts import CloseTogether, DeclareTogether, OpenTogether, as_numbers
from coopdesk.services.election_counts import CountElection
from coopdesk.services.election_papers import EnterPaper, IssuePaper
from coopdesk.services.elections import OpenElection
from coopdesk.services.membership import EditMember
from coopdesk.services.perform import Desk

CLASSES = {"Growers": (3, 5, 7), "Upper Calder Valley tenants": tuple(range(8, 20)), "Workers": tuple(range(20, 30))}
STAND = {1: (5, 7), 2: (9, 11, 13), 3: (21, 23, 25)}
PAPERS = {1: ("1", "2", "1"), 2: ("1 2", "1", "2", "3", "2"), 3: ("1", "1 2", "2", "3 1", "1")}


def classes(desk: Desk) -> None:
    """Members are in three classes, one of three people."""
    for name, members in CLASSES.items():
        for member in members:
            desk.perform(EditMember(member=member, class_name=name))


def called(desk: Desk) -> None:
    """Called in one go; nobody stands yet."""
    classes(desk)
    places = zip(CLASSES, (1, 2, 1), strict=True)
    desk.perform(AddConstituencies(meeting=1, title="Election of directors", contests=json.dumps(list(places))))


def nominated(desk: Desk) -> None:
    """Everybody stands who will."""
    called(desk)
    for number, members in STAND.items():
        for member in members:
            desk.perform(Nominate(meeting=1, number=number, member=str(member)))


def opened(desk: Desk) -> None:
    """Opened together, and papers handed out in each."""
    nominated(desk)
    desk.perform(OpenTogether(1, as_numbers((1, 2, 3))))
    for number, members in zip(PAPERS, CLASSES.values(), strict=True):
        for member in members[: len(PAPERS[number])]:
            desk.perform(IssuePaper(1, number, str(member)))


def counted(desk: Desk) -> None:
    """All counted, and ready to be declared together."""
    opened(desk)
    desk.perform(CloseTogether(1, as_numbers((1, 2, 3))))
    for number, papers in PAPERS.items():
        for paper, marks in enumerate(papers, start=1):
            for reader in (1, 2):
                desk.perform(EnterPaper(1, number, str(paper), marks, reader))
        desk.perform(CountElection(meeting=1, number=number, seed="dice"))


def declared(desk: Desk) -> None:
    """Declared together."""
    counted(desk)
    desk.perform(DeclareTogether(1, as_numbers((1, 2, 3))))


def nobody(desk: Desk) -> None:
    """In one constituency nobody stands, and its nominations are closed."""
    called(desk)
    desk.perform(OpenElection(1, 1, nobody=True))


STATES: dict[str, Callable[[Desk], None]] = {
    "called": called,
    "nominated": nominated,
    "nobody": nobody,
    "opened": opened,
    "counted": counted,
    "declared": declared,
}
