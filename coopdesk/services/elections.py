"""Board elections: the contest is called, and its ballot opened with the order of names and the frozen roll."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import bindparam, func, select

from coopdesk.domain.clock import moment_text
from coopdesk.domain.days import read_day
from coopdesk.domain.elections.record import CALLED_BY, Rule
from coopdesk.domain.elections.reserved import RULES, Reserved, read_reserved
from coopdesk.domain.elections.weights import NoWeightsByPreference
from coopdesk.domain.ids import MeetingId
from coopdesk.domain.members import clean_line, search_form
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services.act import Act, table_of
from coopdesk.services.election_back import ReopenNominations
from coopdesk.services.election_box import lay_box, sweep_due
from coopdesk.services.election_view import (
    REOPEN,
    Candidate,
    Election,
    add_candidate,
    check_state,
    election_by_number,
    entitled_to_vote,
)
from coopdesk.services.election_weights import RollByClass, freeze_classes, refuse_few, roll_by_class
from coopdesk.services.events import ElectionChanged
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import Meeting, digest_of, held_on, meeting_by_id, read_when, refuse_closed, rules_of
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    CandidateRow,
    ElectionDetailRow,
    ElectionElectorRow,
    ElectionReservedRow,
    ElectionRow,
    MemberRow,
)

TITLE_LIMIT = 120
MOST_PLACES = 99
NAMINGS = ("alphabetical", "lot", "nominated")

_LAST = select(func.coalesce(func.max(ElectionRow.number), 0)).where(ElectionRow.meeting == bindparam("meeting"))
_CLASSES = select(MemberRow.class_name).distinct()


@dataclass
class ConsentMissing(Refusal):
    """A candidate who has not agreed to stand."""

    code = "CONSENT-MISSING"
    sentence = "{names} did not consent to stand, so the ballot was not opened. Record the consent, or withdraw them."
    names: str


@dataclass
class NoCandidates(Refusal):
    """A ballot about nobody."""

    code = "NO-CANDIDATES"
    sentence = (
        "Nobody stands in election {number}, so there is nothing to vote on. Nominate somebody, or close nominations "
        "with nobody standing (“election open --nobody”): its places then stay vacant."
    )
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Calling(Command[int]):
    """What is said of an election when it is called, whoever votes in it."""

    meeting: int
    title: str
    rule: str = "scottish"
    office: str = "director"
    exactly: bool = False
    reopen: bool = False
    naming: str = "alphabetical"
    stand_days: int = 0
    nominations_until: str = ""
    term: str = ""
    expires: str = ""
    """The day by which those elected retire, ISO; it stands on the register of officers with each of them."""
    reserved: str = ""
    """Reserved seats, "at least 2 women; at most 1 staff"."""
    confirm: bool | None = None
    """No more candidates than places are put to a yes or no; None for what the rule sheet says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddElection(Calling):
    """Call an election; the value is its number."""

    places: int
    constituency: str = ""


@handles(AddElection)
def add_election(command: AddElection, act: Act) -> Done[int]:
    """Write the contest down; nominations are open from now on.

    Raises:
        NotUnderstood: a value cannot be used.
        NoWeightsByPreference: classes of members weigh differently, and the rule knows no such papers.
        MeetingClosed: the meeting is over.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    _refuse_unusable(command)
    constituency = _class(act.reader, command.constituency)
    _refuse_weights(act, meeting, Rule(command.rule), entitled_to_vote(act.reader, meeting, constituency, act.now))
    number = (act.reader.value(_LAST, meeting=meeting.id) or 0) + 1
    until = command.nominations_until
    election = act.add(
        ElectionRow,
        meeting=meeting.id,
        number=number,
        office=clean_line("The office", command.office, TITLE_LIMIT, required=True),
        constituency=constituency,
        rule=command.rule,
        places=command.places,
        exactly=int(command.exactly),
        reopen=int(command.reopen),
        naming=command.naming,
        stand_days=command.stand_days,
        nominations_until=moment_text(read_when("The end of nominations", until, time(23, 59))) if until else None,
        term=clean_line("The term", command.term, TITLE_LIMIT),
        state="nominations",
        opened_at=None,
        closed_at=None,
        declared_at=None,
        electors=None,
        elector_digest=None,
        title=clean_line("The title", command.title, TITLE_LIMIT, required=True),
    )
    _write_details(act, election, command, meeting)
    for each in _reserved_seats(command):
        act.add(ElectionReservedRow, election=election, label=each.label, least=each.least, most=each.most)
    if command.reopen:
        add_candidate(act, election, None, REOPEN)
    return Done(number, (ElectionChanged(),), CancelElection(meeting.id, number))


def _refuse_unusable(command: AddElection) -> None:
    if command.rule not in CALLED_BY:
        raise NotUnderstood("The rule", command.rule, f"use {', '.join(CALLED_BY)}")
    if not 1 <= command.places <= MOST_PLACES:
        raise NotUnderstood("The number of places", str(command.places), f"use 1 to {MOST_PLACES}")
    if command.rule == Rule.AV and command.places != 1:
        raise NotUnderstood("The number of places", str(command.places), "the alternative vote fills one place")
    if command.naming not in NAMINGS:
        raise NotUnderstood("The order of names", command.naming, f"use {', '.join(NAMINGS)}")
    if not 0 <= command.stand_days <= 36_500:
        raise NotUnderstood("The days of membership", str(command.stand_days), "use 0 or more")


def _write_details(act: Act, election: int, command: AddElection, meeting: Meeting) -> None:
    confirm = command.confirm
    if confirm is None:
        confirm = rules_of(act.reader, meeting).uncontested == "confirmed"
    expires = command.expires.strip()
    act.add(
        ElectionDetailRow,
        election=election,
        confirm=int(confirm),
        confirming=0,
        expires=_day_ahead(expires, held_on(meeting, act.now)) if expires else None,
    )


@dataclass(frozen=True, slots=True)
class CancelElection(Command[None]):
    """Call an election off; its record stays."""

    meeting: int
    number: int


@handles(CancelElection)
def cancel_election(command: CancelElection, act: Act) -> Done[None]:
    """Cancel what has not been declared.

    Raises:
        ElectionStage: it has been declared, or was cancelled.
    """
    election = election_by_number(act.reader, command.meeting, command.number)
    check_state(election, "nominations", "open", "closed")
    act.change(ElectionRow, election.id, state="cancelled")
    return Done(None, (ElectionChanged(),), sweep=sweep_due(act, election.id))


@dataclass(frozen=True, slots=True)
class OpenElection(Command[Election]):
    """Close nominations, number the candidates, freeze the roll; an election without a contest is ready to declare."""

    meeting: int
    number: int
    few_agree: bool = False
    """The few of a class whose figures would tell how they voted were asked, and agree."""
    nobody: bool = False
    """Also where nobody stands: the places stay vacant, which is declared too (domain reference §7.8)."""


@handles(OpenElection)
def open_election(command: OpenElection, act: Act) -> Done[Election]:
    """Open the ballot, or go straight to the declaration where nobody is opposed (domain reference §7.3).

    Raises:
        ElectionStage: it was opened before.
        ConsentMissing, NoCandidates: as their sentences say.
        NoWeightsByPreference, FewInAClass: the classes of members on the roll weigh differently.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    election = election_by_number(act.reader, meeting.id, command.number)
    check_state(election, "nominations")
    if not election.people and not command.nobody:
        raise NoCandidates(election.number)
    silent = [each.name for each in election.people if not each.consent]
    if silent:
        raise ConsentMissing(", ".join(silent))
    if election.confirm and election.uncontested and election.people:
        act.change(ElectionDetailRow, election.id, confirming=1)
    for number, candidate in enumerate(_in_order(election, act), start=1):
        act.change(CandidateRow, candidate.id, number=number)
    roll = sorted(entitled_to_vote(act.reader, meeting, election.constituency, act.now))
    lay_box(act, election.id)
    _write_roll(act, meeting, election, roll, few_agree=command.few_agree)
    act.change(
        ElectionRow,
        election.id,
        state="closed" if election.unopposed else "open",
        opened_at=act.at,
        closed_at=act.at if election.unopposed else None,
        electors=len(roll),
        elector_digest=digest_of(roll),
    )
    opened = election_by_number(act.reader, meeting.id, election.number)
    return Done(opened, (ElectionChanged(),), ReopenNominations(meeting.id, election.number))


def _write_roll(act: Act, meeting: Meeting, election: Election, roll: list[int], *, few_agree: bool) -> None:
    """The roll, each elector in the class whose paper they are given where classes weigh differently."""
    classes: Mapping[int, str] = {}
    if not election.unopposed:
        confirming = election.confirm and election.uncontested
        divided = _refuse_weights(act, meeting, Rule.CONFIRM if confirming else election.rule, roll)
        if divided is not None:
            if not few_agree:
                refuse_few(election.number, divided)
            freeze_classes(act, election.id, divided)
            classes = divided.classes
    rows = ((election.id, member, classes.get(member, "")) for member in roll)
    act.writer.insert_many(table_of(ElectionElectorRow), ("election", "member", "class_name"), rows)


def _refuse_weights(act: Act, meeting: Meeting, rule: Rule, roll: Iterable[int]) -> RollByClass | None:
    """The roll by class where classes weigh differently.

    Raises:
        NoWeightsByPreference: they do, and the rule knows no papers worth less than a vote.
    """
    divided = roll_by_class(act.reader, rules_of(act.reader, meeting), roll)
    if divided is not None and rule.by_preference:
        raise NoWeightsByPreference(rule.short_name)
    return divided


def _in_order(election: Election, act: Act) -> list[Candidate]:
    """The order of names: by surname, by lot, or as nominated; "re-open nominations" always comes last."""
    people = list(election.people)
    if election.naming == "alphabetical":
        people.sort(key=lambda each: (search_form(each.name)[1:], each.id))
    elif election.naming == "lot":
        drawn = {each.id: act.random(16) for each in people}
        people.sort(key=lambda each: drawn[each.id])
    return [*people, *(each for each in election.standing if each.member is None)]


def _day_ahead(text: str, held: date) -> str:
    day = read_day("The end of the term", text, held)
    if day <= held:
        raise NotUnderstood("The end of the term", text, "it lies after the meeting that elects")
    return day.isoformat()


def _reserved_seats(command: AddElection) -> tuple[Reserved, ...]:
    """The reserved seats as they are asked for.

    Raises:
        NotUnderstood: they cannot be read, ask for more than there are places, or go with another rule.
    """
    texts = [each for each in command.reserved.split(";") if each.strip()]
    try:
        found = read_reserved(clean_line("The reserved seats", each, TITLE_LIMIT) for each in texts)
    except ValueError as wrong:
        raise NotUnderstood("The reserved seats", command.reserved, str(wrong)) from wrong
    if found and command.rule not in RULES:
        raise NotUnderstood("The rule", command.rule, f"reserved seats go with {', '.join(RULES)}")
    if sum(each.least for each in found) > command.places:
        raise NotUnderstood("The reserved seats", command.reserved, f"there are {command.places} places")
    return found


def _class(reader: Reader, wanted: str) -> str:
    """The class as the register spells it, or "".

    Raises:
        NotUnderstood: no member is in such a class.
    """
    name = wanted.strip()
    if not name:
        return ""
    known = {found.casefold(): found for (found,) in reader.rows(_CLASSES)}
    if name.casefold() not in known:
        raise NotUnderstood("The constituency", wanted, "no member is in a class of that name")
    return known[name.casefold()]
