"""One election by constituencies: contests for the same office at one meeting, each for the members of one class, with
a roll, papers, a count and a result of its own (elections reference §4)."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import bindparam, select

from coopdesk.domain.ids import MeetingId
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services.act import Act
from coopdesk.services.election_counts import lot_waited_for
from coopdesk.services.election_view import Election, elections_of, entitled_to_vote
from coopdesk.services.elections import AddElection, Calling, CancelElection, add_election, cancel_election
from coopdesk.services.events import ElectionChanged
from coopdesk.services.members import resolve
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import meeting_by_id
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ElectionElectorRow, MemberRow

_ELECTOR = select(ElectionElectorRow.member).where(
    ElectionElectorRow.election == bindparam("election"), ElectionElectorRow.member == bindparam("member")
)
_CLASS_OF = select(MemberRow.id, MemberRow.class_name)
_CLASSES = select(MemberRow.class_name).where(MemberRow.class_name != "").distinct()


@dataclass(frozen=True, slots=True)
class ClassToElect:
    """A class of members that can be a constituency, and how many of it may vote."""

    name: str
    electors: int


@dataclass(frozen=True, slots=True)
class ConstituencyAtHand:
    """One constituency of an election, and how far it has come."""

    number: int
    name: str
    places: int
    state: str
    people: int
    """Who stand."""
    silent: int
    """Of them, who did not consent yet."""
    settled: bool
    """It can be declared: counted, and no lot is waited for; or nobody is opposed."""

    @property
    def ready(self) -> bool:
        """Its ballot can be opened: somebody stands, and everybody who does agreed to."""
        return self.state == "nominations" and self.people > 0 and self.silent == 0


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


def constituencies_at_hand(
    reader: Reader, elections: Sequence[Election], election: Election
) -> tuple[ConstituencyAtHand, ...]:
    """The constituencies of one election with what each waits for; none for a contest that stands alone."""
    return tuple(
        ConstituencyAtHand(
            each.number,
            each.constituency,
            each.places,
            each.state,
            len(each.people),
            sum(not one.consent for one in each.people),
            each.state == "closed" and (each.unopposed or lot_waited_for(reader, each) is False),
        )
        for each in called_together(elections, election)
    )


def has_classes(reader: Reader) -> bool:
    """True where members are in two classes or more, so that each can elect its own."""
    return len(reader.rows(_CLASSES)) > 1


def classes_to_elect(reader: Reader, meeting: int, now: datetime) -> tuple[ClassToElect, ...]:
    """The classes of members by name, each with how many may vote at the meeting as the register stands."""
    class_of = dict(reader.rows(_CLASS_OF))
    everybody = entitled_to_vote(reader, meeting_by_id(reader, MeetingId(meeting)), "", now)
    voting = Counter(class_of[each] for each in everybody)
    return tuple(ClassToElect(name, voting[name]) for (name,) in sorted(reader.rows(_CLASSES)))


def election_for(reader: Reader, meeting: int, number: int, reference: str) -> int:
    """On which of the rolls called together somebody is, so that one desk can hand out the papers of all; the election
    asked about where it is none of them.

    Raises:
        UnknownMember: there is no such member.
    """
    elections = elections_of(reader, meeting)
    asked = next((each for each in elections if each.number == number), None)
    if asked is None:
        return number
    member = resolve(reader, reference)
    for each in called_together(elections, asked):
        if each.state == "open" and reader.value(_ELECTOR, election=each.id, member=member) is not None:
            return each.number
    return number


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
