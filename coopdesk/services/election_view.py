"""An election as it stands: the contest, its candidates, who may vote in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import bindparam, func, select

from coopdesk.domain.clock import read_moment
from coopdesk.domain.elections.record import Rule
from coopdesk.domain.elections.reserved import HOUSE_RULE, Reserved, Seats
from coopdesk.domain.elections.weights import Weighing
from coopdesk.domain.ids import MemberId
from coopdesk.domain.refusals import Refusal
from coopdesk.services.act import Act
from coopdesk.services.election_weights import weighing_of
from coopdesk.services.members import resolve
from coopdesk.services.room import Meeting, entitled_members, held_on, roll_members
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    CandidateGroupRow,
    CandidateRow,
    ElectionDetailRow,
    ElectionReservedRow,
    ElectionRow,
    MemberRow,
)

REOPEN = "Re-open nominations"

_ELECTION = select(
    ElectionRow.id,
    ElectionRow.number,
    ElectionRow.title,
    ElectionRow.office,
    ElectionRow.constituency,
    ElectionRow.rule,
    ElectionRow.places,
    ElectionRow.exactly,
    ElectionRow.reopen,
    ElectionRow.naming,
    ElectionRow.stand_days,
    ElectionRow.nominations_until,
    ElectionRow.term,
    ElectionRow.state,
    ElectionRow.electors,
    ElectionRow.declared_at,
    func.coalesce(ElectionDetailRow.confirm, 0),
    func.coalesce(ElectionDetailRow.confirming, 0),
    ElectionDetailRow.expires,
).join(ElectionDetailRow, ElectionDetailRow.election == ElectionRow.id, isouter=True)
_BY_NUMBER = _ELECTION.where(ElectionRow.meeting == bindparam("meeting"), ElectionRow.number == bindparam("number"))
_NUMBERS = select(ElectionRow.number).where(ElectionRow.meeting == bindparam("meeting")).order_by(ElectionRow.number)
_CANDIDATES = (
    select(
        CandidateRow.id,
        CandidateRow.number,
        CandidateRow.member,
        CandidateRow.proposer,
        CandidateRow.seconder,
        CandidateRow.consent,
        CandidateRow.withdrawn_at,
        CandidateRow.name,
        CandidateRow.statement,
    )
    .where(CandidateRow.election == bindparam("election"))
    .order_by(CandidateRow.number, CandidateRow.id)
)
_RESERVED = (
    select(ElectionReservedRow.label, ElectionReservedRow.least, ElectionReservedRow.most)
    .where(ElectionReservedRow.election == bindparam("election"))
    .order_by(ElectionReservedRow.label)
)
_GROUPS = (
    select(CandidateGroupRow.candidate, CandidateGroupRow.label)
    .join(CandidateRow, CandidateRow.id == CandidateGroupRow.candidate)
    .where(CandidateRow.election == bindparam("election"))
    .order_by(CandidateGroupRow.id)
)
_CLASS_MEMBERS = select(MemberRow.id, MemberRow.class_name)


@dataclass
class UnknownElection(Refusal):
    """No election has this number."""

    code = "UNKNOWN-ELECTION"
    sentence = "This meeting has no election {number}. Add it first, or check the number."
    number: int


@dataclass
class ElectionStage(Refusal):
    """The election is not where this act belongs."""

    code = "ELECTION-STAGE"
    sentence = "Election {number} is {state}, and this is done while it is {wanted}. Nothing was changed."
    number: int
    state: str
    wanted: str


@dataclass
class UnknownCandidate(Refusal):
    """Nobody of that number stands."""

    code = "UNKNOWN-CANDIDATE"
    sentence = "Nobody stands as {candidate} in election {number}. Check the number; nothing was changed."
    number: int
    candidate: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A nomination, read. ``number`` is 0 before the ballot opens."""

    id: int
    number: int
    member: MemberId | None
    proposer: MemberId | None
    seconder: MemberId | None
    consent: bool
    withdrawn: bool
    name: str
    statement: str
    groups: tuple[str, ...] = ()
    """The groups, among those seats are reserved for, that this candidate stands for."""


@dataclass(frozen=True, slots=True)
class Election:
    """A contest, read."""

    id: int
    number: int
    title: str
    office: str
    constituency: str
    rule: Rule
    """By which the papers are counted: that the election was called with, or a yes or no to each candidate."""
    places: int
    exactly: bool
    reopen: bool
    naming: str
    stand_days: int
    nominations_until: datetime | None
    term: str
    state: str
    electors: int
    declared_at: datetime | None
    confirm: bool
    """No more candidates than places are put to a yes or no."""
    expires: date | None
    reserved: tuple[Reserved, ...]
    """Reserved seats; their members are ballot-paper numbers once there are any."""
    candidates: tuple[Candidate, ...]
    weighing: Weighing | None = None
    """What each class of members weighs, frozen at the opening; None where every paper counts the same."""

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes whose papers lie in boxes of their own; empty where there is one box."""
        return () if self.weighing is None else tuple(each.name for each in self.weighing.classes)

    @property
    def standing(self) -> tuple[Candidate, ...]:
        """Those who did not withdraw, in ballot-paper order once there is one."""
        return tuple(each for each in self.candidates if not each.withdrawn)

    @property
    def people(self) -> tuple[Candidate, ...]:
        """The members among them: "re-open nominations" is nobody."""
        return tuple(each for each in self.standing if each.member is not None)

    @property
    def unopposed(self) -> bool:
        """No more people than places, and no way to vote against them; or nobody at all."""
        return not self.people or (self.uncontested and not self.confirm)

    def no_ballot(self, returned: int) -> str:
        """Why no vote was counted, in a sentence; "" where the papers decided.

        Args:
            returned: papers that came back: somebody may withdraw while they are out.
        """
        if not self.people:
            gone = "Everybody who stood withdrew, so no vote was counted."
            return gone if returned else "Nobody stood, so no ballot was held."
        return "No more candidates than places: elected without a ballot." if self.unopposed and not returned else ""

    @property
    def uncontested(self) -> bool:
        """Everybody who stands can have a place, and "re-open nominations" does not stand."""
        if self.reopen or len(self.people) > self.places:
            return False
        people = [each.id for each in self.people]
        groups = [
            replace(each, members=frozenset(who.id for who in self.people if each.label in who.groups))
            for each in self.reserved
        ]
        return Seats(people, self.places, groups).all_fit((), people, people)

    @property
    def reserved_words(self) -> str:
        """ "At least 2 women, at most 1 staff." with the house rule where one is needed; "" for no reserved seats."""
        if not self.reserved:
            return ""
        said = ", ".join(each.words for each in self.reserved)
        said = f"{said[0].upper()}{said[1:]}."
        return f"{said} {HOUSE_RULE}" if self.rule is Rule.SCOTTISH else said

    @property
    def reopen_number(self) -> int:
        """The ballot-paper number of "re-open nominations"; 0 where it does not stand."""
        return next((each.number for each in self.standing if each.member is None), 0)


def check_state(election: Election, *wanted: str) -> None:
    """The election is in one of these states.

    Raises:
        ElectionStage: it is not.
    """
    if election.state not in wanted:
        raise ElectionStage(election.number, _STATES[election.state], " or ".join(_STATES[each] for each in wanted))


_STATES = {
    "nominations": "taking nominations",
    "open": "open for voting",
    "closed": "closed for counting",
    "declared": "declared",
    "cancelled": "cancelled",
}


def election_by_number(reader: Reader, meeting: int, number: int) -> Election:
    """One election of a meeting.

    Raises:
        UnknownElection: there is none with this number.
    """
    row = reader.first(_BY_NUMBER, meeting=meeting, number=number)
    if row is None:
        raise UnknownElection(number)
    (
        key, found, title, office, constituency, rule, places, exactly, reopen, naming, stand_days, until, term, state,
        electors, declared, confirm, confirming, expires,
    ) = row  # fmt: skip
    groups: dict[int, tuple[str, ...]] = {}
    for candidate, label in reader.rows(_GROUPS, election=key):
        groups[candidate] = (*groups.get(candidate, ()), label)
    candidates = tuple(
        Candidate(
            each, place or 0, _member(member), _member(proposer), _member(seconder), bool(agreed),
            withdrawn is not None, name, statement, groups.get(each, ()),
        )
        for each, place, member, proposer, seconder, agreed, withdrawn, name, statement in reader.rows(
            _CANDIDATES, election=key
        )
    )  # fmt: skip
    return Election(
        key, found, title, office, constituency, Rule.CONFIRM if confirming else Rule(rule), places, bool(exactly),
        bool(reopen), naming, stand_days, _moment(until), term, state, electors or 0, _moment(declared), bool(confirm),
        date.fromisoformat(expires) if expires else None, _reserved(reader, key, candidates), candidates,
        weighing_of(reader, key),
    )  # fmt: skip


def _reserved(reader: Reader, election: int, candidates: Sequence[Candidate]) -> tuple[Reserved, ...]:
    return tuple(
        Reserved(
            label, least, most, frozenset(each.number for each in candidates if each.number and label in each.groups)
        )
        for label, least, most in reader.rows(_RESERVED, election=election)
    )


def elections_of(reader: Reader, meeting: int) -> tuple[Election, ...]:
    """Every election of a meeting, by number."""
    return tuple(election_by_number(reader, meeting, each) for (each,) in reader.rows(_NUMBERS, meeting=meeting))


def _moment(text: str | None) -> datetime | None:
    return read_moment(text) if text else None


def _member(found: int | None) -> MemberId | None:
    return None if found is None else MemberId(found)


def find_candidate(reader: Reader, election: Election, reference: str) -> Candidate:
    """By "#row", by ballot-paper number once the ballot is open, before that by member number."""
    text = reference.strip()
    for each in election.standing:
        if text == f"#{each.id}" or (each.number and text == str(each.number)):
            return each
    if election.state == "nominations" and not text.startswith("#"):
        member = resolve(reader, text)
        for each in election.standing:
            if each.member == member:
                return each
    raise UnknownCandidate(election.number, text)


def add_candidate(
    act: Act,
    election: int,
    member: MemberId | None,
    name: str,
    *,
    proposer: MemberId | None = None,
    seconder: MemberId | None = None,
    consent: int = 1,
    statement: str = "",
    groups: Sequence[str] = (),
) -> int:
    """One candidate more; the value is the row."""
    candidate = act.add(
        CandidateRow,
        election=election,
        number=None,
        member=member,
        proposer=proposer,
        seconder=seconder,
        consent=consent,
        at=act.at,
        withdrawn_at=None,
        name=name,
        statement=statement,
    )
    for label in groups:
        act.add(CandidateGroupRow, candidate=candidate, label=label)
    return candidate


def entitled_to_vote(reader: Reader, meeting: Meeting, constituency: str, now: datetime) -> Sequence[int]:
    """Who may vote in this contest today: the meeting's roll where it is frozen, and the constituency's part of it."""
    if meeting.declared:
        everybody: Sequence[int] = roll_members(reader, meeting.id)
    else:
        everybody = [row[0] for row in reader.rows(entitled_members(reader, meeting, held_on(meeting, now)))]
    if not constituency:
        return everybody
    of_class = {member for member, name in reader.rows(_CLASS_MEMBERS) if name == constituency}
    return [member for member in everybody if member in of_class]
