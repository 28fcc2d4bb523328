"""The played evening's board election: called, voted on paper, counted by the Scottish rule, declared."""

from coopdesk.services.candidates import Nominate
from coopdesk.services.election_counts import CountElection, DeclareElection
from coopdesk.services.election_papers import CloseBallot, ImportPapers, IssuePaper
from coopdesk.services.elections import AddElection, OpenElection
from coopdesk.services.perform import Desk

CANDIDATES = (("12", "Ten years at the till, two on the board."), ("23", ""), ("34", ""), ("45", ""), ("56", ""))
"""Member numbers of those who stand, and what they say of themselves."""

BALLOTS = """\
21 1 4 3 0
17 2 3 0
19 3 1 5 0
14 4 1 2 0
9 4 5 0
11 5 2 4 0
3 5 0
2 1 0"""
"""Papers, then candidates in order of choice and a 0, as in a ballot file."""

PAPERS = sum(int(line.split()[0]) for line in BALLOTS.splitlines())


class BoardElection:
    """Two places, five candidates. No figure here is anybody's: the society is made up."""

    def __init__(self, desk: Desk, meeting: int) -> None:
        self._desk = desk
        self._meeting = meeting
        self.number = 0

    def call(self) -> None:
        """Call the election and take nominations."""
        self.number = self._desk.perform(
            AddElection(meeting=self._meeting, title="Election of the board", places=2, term="the 2029 AGM")
        )
        for member, statement in CANDIDATES:
            self._desk.perform(
                Nominate(
                    meeting=self._meeting,
                    number=self.number,
                    member=member,
                    proposer="3",
                    seconder="4",
                    statement=statement,
                )
            )

    def vote(self) -> None:
        """Hand a paper to everybody who asks, and read them all in."""
        self._desk.perform(OpenElection(self._meeting, self.number))
        for member in range(1, PAPERS + 1):
            self._desk.perform(IssuePaper(self._meeting, self.number, str(member)))
        self._desk.perform(ImportPapers(self._meeting, self.number, BALLOTS))
        self._desk.perform(CloseBallot(self._meeting, self.number))

    def count(self) -> None:
        """Count what is in the box."""
        self._desk.perform(CountElection(meeting=self._meeting, number=self.number))

    def declare(self) -> None:
        """Declare who is elected."""
        self._desk.perform(DeclareElection(meeting=self._meeting, number=self.number))
