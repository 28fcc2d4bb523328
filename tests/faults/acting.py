"""A desk that works until it is killed, acknowledging each act through its standard output.

    python -m tests.faults.acting FILE KIND FIRST

Each acknowledged act is one line: the kind, and the number of the member it was about.
"""

import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from coopdesk.services.candidates import Nominate
from coopdesk.services.certificates import ReplaceCertificate
from coopdesk.services.door import CheckIn
from coopdesk.services.election_counts import CountElection, DeclareElection
from coopdesk.services.election_papers import CloseBallot, ImportPapers, IssuePaper
from coopdesk.services.election_scans import EnterScan
from coopdesk.services.elections import AddElection, OpenElection
from coopdesk.services.joining import JoinAtDoor
from coopdesk.services.membership import AddMember
from coopdesk.services.perform import Desk
from coopdesk.services.secret_ballots import CastSecretVote
from coopdesk.services.shares import IssueShares
from coopdesk.services.transfers import TransferShares
from coopdesk.services.votes import CastVote
from coopdesk.services.withdrawals import WithdrawShares
from coopdesk.storage.files import open_file

SHEET = 3
"""Slips on each scan."""


def _check_in(desk: Desk, number: int) -> str:
    return desk.perform(CheckIn(1, str(number))).member.number


def _vote(desk: Desk, number: int) -> str:
    return desk.perform(CastVote(1, 1, str(number), "for")).member_number


def _secret(desk: Desk, number: int) -> str:
    return desk.perform(CastSecretVote(1, 1, str(number), "for")).member_number


def _join(desk: Desk, number: int) -> str:
    return desk.perform(JoinAtDoor(meeting=1, name=f"Joiner Number{number}", paid="cash")).member.number


def _issue(desk: Desk, number: int) -> str:
    return str(desk.perform(IssueShares(number, 1, "cash")).certificate)


def _withdraw(desk: Desk, number: int) -> str:
    desk.perform(IssueShares(number, 2, "cash"))
    return str(desk.perform(WithdrawShares(number, 1)).movement)


def _pass_on(desk: Desk, number: int) -> str:
    made = desk.perform(TransferShares(number, number + 1, 1, "inheritance"))
    return str(made.certificates[0])


def _replace(desk: Desk, number: int) -> str:
    return str(desk.perform(ReplaceCertificate(number, "lost")).number)


def _enter(desk: Desk, number: int) -> str:
    return desk.perform(AddMember(name=f"Entered Number{number}")).number


def _scan(desk: Desk, number: int) -> str:
    at = SHEET * (number - 1)
    slips = desk.ask(lambda reader: reader.raw(f"SELECT paper FROM election_paper ORDER BY paper LIMIT {at}, {SHEET}"))
    desk.perform(EnterScan(1, 1, "\n".join(f"{serial} 2 1" for (serial,) in slips)))
    return str(number)


def _elect(desk: Desk, _number: int) -> str:
    """A whole election, from its calling to its declaration."""
    election = desk.perform(AddElection(meeting=1, title="Election of a director", places=1, term="the 2029 AGM"))
    for member in (10 + 2 * election, 11 + 2 * election):
        desk.perform(Nominate(meeting=1, number=election, member=str(member), proposer="1", seconder="2"))
    desk.perform(OpenElection(1, election))
    for member in ("3", "4", "5"):
        desk.perform(IssuePaper(1, election, member))
    desk.perform(ImportPapers(1, election, "2 1 2 0\n1 2 0"))
    desk.perform(CloseBallot(1, election))
    desk.perform(CountElection(meeting=1, number=election))
    desk.perform(DeclareElection(1, election))
    return str(election)


ACTS: dict[str, Callable[[Desk, int], str]] = {
    "check-in": _check_in,
    "secret": _secret,
    "vote": _vote,
    "join": _join,
    "issue": _issue,
    "withdraw": _withdraw,
    "pass on": _pass_on,
    "replace": _replace,
    "enter": _enter,
    "scan": _scan,
    "elect": _elect,
}


def main() -> None:
    """Work through the members from the one named."""
    desk = Desk(open_file(Path(sys.argv[1])))
    act = ACTS[sys.argv[2]]
    for number in count(int(sys.argv[3])):
        print(act(desk, number), flush=True)


if __name__ == "__main__":
    main()
