"""One election by constituencies: contests for the same office at one meeting, each for the members of one class, with
a roll, papers, a count and a result of its own (elections reference §4)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services.act import Act
from coopdesk.services.election_view import Election
from coopdesk.services.elections import AddElection, Calling, CancelElection, add_election, cancel_election
from coopdesk.services.events import ElectionChanged
from coopdesk.services.perform import Command, Done, handles


def called_together(elections: Sequence[Election], election: Election) -> tuple[Election, ...]:
    """The constituencies of one election, this one among them, by number; none for a contest that stands alone.

    Args:
        elections: all of the meeting.
        election: one of them.
    """
    if not election.constituency or election.state == "cancelled":
        return ()
    office = election.office.casefold()
    found = tuple(
        each
        for each in sorted(elections, key=lambda each: each.number)
        if each.constituency and each.office.casefold() == office and each.state != "cancelled"
    )
    return found if len(found) > 1 else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddConstituencies(Calling):
    """Call an election in several constituencies at once; the value is the number of the first, the others follow it
    in the order given."""

    contests: str
    """JSON: [[class, places], …]."""


@handles(AddConstituencies)
def add_constituencies(command: AddConstituencies, act: Act) -> Done[int]:
    """Write all of them down, or none.

    Raises:
        NotUnderstood: a class is not known or named twice, or a value cannot be used.
        MeetingClosed: the meeting is over.
    """
    contests: list[tuple[str, int]] = [(name.strip(), places) for name, places in json.loads(command.contests)]
    seen: set[str] = set()
    for name, _ in contests:
        if not name:
            raise NotUnderstood("The constituency", name, "name a class of members")
        if name.casefold() in seen:
            raise NotUnderstood("The constituencies", name, "this class is named twice")
        seen.add(name.casefold())
    if len(contests) < 2:
        raise NotUnderstood("The constituencies", ", ".join(sorted(seen)), "name two classes or more")
    shared = {each.name: getattr(command, each.name) for each in fields(Calling)}
    numbers = [
        add_election(AddElection(constituency=name, places=places, **shared), act).value for name, places in contests
    ]
    return Done(numbers[0], (ElectionChanged(),), CancelConstituencies(command.meeting, numbers[0], len(numbers)))


@dataclass(frozen=True, slots=True)
class CancelConstituencies(Command[None]):
    """Call off so many elections in a row, which were called together."""

    meeting: int
    first: int
    many: int


@handles(CancelConstituencies)
def cancel_constituencies(command: CancelConstituencies, act: Act) -> Done[None]:
    """Cancel all of them, or none.

    Raises:
        ElectionStage: one has been declared, or was cancelled.
    """
    done = [
        cancel_election(CancelElection(command.meeting, number), act)
        for number in range(command.first, command.first + command.many)
    ]
    return Done(None, (ElectionChanged(),), sweep=any(each.sweep for each in done))
