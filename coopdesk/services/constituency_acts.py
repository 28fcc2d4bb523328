"""What is done to the constituencies of one election at once: opened, closed and declared, all or none."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from coopdesk.services.act import Act
from coopdesk.services.election_back import ReopenNominations, reopen_nominations
from coopdesk.services.election_counts import DeclareElection, ElectionResult, declare_election
from coopdesk.services.election_papers import CloseBallot, close_ballot
from coopdesk.services.election_view import Election
from coopdesk.services.elections import OpenElection, open_election
from coopdesk.services.events import ElectionChanged, RegisterChanged
from coopdesk.services.perform import Command, Done, handles


def as_numbers(numbers: Sequence[int]) -> str:
    """Numbers of elections as a command carries them."""
    return json.dumps(list(numbers))


@dataclass(frozen=True, slots=True)
class OpenTogether(Command[tuple[Election, ...]]):
    """Open the ballots of several elections, or go straight to the declaration where nobody is opposed."""

    meeting: int
    numbers: str
    """JSON: [number, …]."""


@handles(OpenTogether)
def open_together(command: OpenTogether, act: Act) -> Done[tuple[Election, ...]]:
    """Open all of them, or none.

    Raises:
        ElectionStage, ConsentMissing, NoCandidates: one of them cannot be opened; the sentence says which.
    """
    numbers = json.loads(command.numbers)
    opened = tuple(open_election(OpenElection(command.meeting, number), act).value for number in numbers)
    return Done(opened, (ElectionChanged(),), ReopenTogether(command.meeting, command.numbers))


@dataclass(frozen=True, slots=True)
class ReopenTogether(Command[None]):
    """Undo of the opening, before anything hangs on one of them."""

    meeting: int
    numbers: str


@handles(ReopenTogether)
def reopen_together(command: ReopenTogether, act: Act) -> Done[None]:
    """Nominations are open again in all of them, or in none.

    Raises:
        BallotUnderWay, ElectionStage: one of them cannot go back.
    """
    for number in json.loads(command.numbers):
        reopen_nominations(ReopenNominations(command.meeting, number), act)
    return Done(None, (ElectionChanged(),))


@dataclass(frozen=True, slots=True)
class CloseTogether(Command[None]):
    """Close several boxes at once."""

    meeting: int
    numbers: str


@handles(CloseTogether)
def close_together(command: CloseTogether, act: Act) -> Done[None]:
    """Close all of them, or none.

    Raises:
        ElectionStage: one is not open.
    """
    done = [close_ballot(CloseBallot(command.meeting, number), act) for number in json.loads(command.numbers)]
    return Done(None, (ElectionChanged(),), sweep=any(each.sweep for each in done))


@dataclass(frozen=True, slots=True)
class DeclareTogether(Command[tuple[ElectionResult, ...]]):
    """Declare several elections at once. A declaration is never taken back."""

    meeting: int
    numbers: str


@handles(DeclareTogether)
def declare_together(command: DeclareTogether, act: Act) -> Done[tuple[ElectionResult, ...]]:
    """Declare all of them, or none.

    Raises:
        NotCounted, ElectionStage: one cannot be declared yet; the sentence says which.
    """
    done = [declare_election(DeclareElection(command.meeting, number), act) for number in json.loads(command.numbers)]
    results = tuple(each.value for each in done)
    return Done(results, (ElectionChanged(), RegisterChanged()), sweep=any(each.sweep for each in done))
