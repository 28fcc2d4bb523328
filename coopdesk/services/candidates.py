"""Who stands: nominated with proposer, seconder and consent, withdrawn, put back."""

from dataclasses import dataclass
from datetime import datetime

from coopdesk.domain.clock import day_words, local_day
from coopdesk.domain.ids import MeetingId
from coopdesk.domain.members import clean_text, display_number
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services.act import Act
from coopdesk.services.election_view import (
    Election,
    add_candidate,
    check_state,
    election_by_number,
    entitled_to_vote,
    find_candidate,
)
from coopdesk.services.events import ElectionChanged
from coopdesk.services.members import MemberView, member_by_id, resolve
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.room import meeting_by_id, refuse_closed
from coopdesk.storage.tables import CandidateRow

STATEMENT_LIMIT = 2_000


@dataclass
class NominationsClosed(Refusal):
    """After the deadline."""

    code = "NOMINATIONS-CLOSED"
    sentence = "Nominations for election {number} closed on {until}. Nobody was nominated now."
    number: int
    until: str


@dataclass
class MayNotStand(Refusal):
    """Somebody who is not eligible to stand, propose or second; that may differ from eligibility to vote."""

    code = "MAY-NOT-STAND"
    sentence = "{name} (member {member}) cannot {what} in election {number}: {why}. Nobody was nominated."
    name: str
    member: str
    what: str
    number: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominate(Command[str]):
    """Nominate a member; the value is the name."""

    meeting: int
    number: int
    member: str
    proposer: str = ""
    seconder: str = ""
    consent: bool = True
    statement: str = ""
    groups: str = ""
    """The groups that seats are reserved for and this candidate stands for, "women, tenants"."""


@handles(Nominate)
def nominate(command: Nominate, act: Act) -> Done[str]:
    """Record a nomination with proposer, seconder and consent.

    Raises:
        ElectionStage, NominationsClosed: it is too late.
        MayNotStand: somebody is not eligible, or stands already.
        NotUnderstood: a group that no seats are reserved for.
        UnknownMember: there is no such member.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    election = election_by_number(act.reader, meeting.id, command.number)
    check_state(election, "nominations")
    if election.nominations_until is not None and act.now > election.nominations_until:
        raise NominationsClosed(election.number, day_words(local_day(election.nominations_until)))
    entitled = set(entitled_to_vote(act.reader, meeting, election.constituency, act.now))
    member = resolve(act.reader, command.member)
    view = member_by_id(act.reader, member)
    _check_may_stand(election, view, entitled, act.now)
    people = {"propose": command.proposer, "second": command.seconder}
    found = {what: resolve(act.reader, who) for what, who in people.items() if who.strip()}
    for what, each in found.items():
        if each not in entitled:
            why = "only somebody entitled to vote in it may"
            raise _may_not(member_by_id(act.reader, each), what, election, why)
        if each == member:
            raise _may_not(view, what, election, "nobody does that for themselves")
    if len(set(found.values())) < len(found):
        why = "whoever proposes somebody cannot second them as well"
        raise _may_not(member_by_id(act.reader, found["second"]), "second", election, why)
    candidate = add_candidate(
        act,
        election.id,
        member,
        view.name,
        proposer=found.get("propose"),
        seconder=found.get("second"),
        consent=int(command.consent),
        statement=clean_text("The statement", command.statement, STATEMENT_LIMIT),
        groups=_groups(election, command.groups, view.class_name),
    )
    return Done(view.name, (ElectionChanged(),), WithdrawCandidate(meeting.id, election.number, f"#{candidate}"))


def _groups(election: Election, wanted: str, class_name: str) -> list[str]:
    """The groups as the election spells them; whoever is in a class of that name stands for it unasked.

    Raises:
        NotUnderstood: no seats are reserved for such a group.
    """
    known = {each.label.casefold(): each.label for each in election.reserved}
    asked = [each.strip().casefold() for each in wanted.split(",") if each.strip()]
    for each in asked:
        if each not in known:
            why = f"seats are reserved for {', '.join(known.values())}" if known else "no seats are reserved"
            raise NotUnderstood("The group", each, why)
    return [label for name, label in known.items() if name in (*asked, class_name.casefold())]


def _check_may_stand(election: Election, view: MemberView, entitled: set[int], now: datetime) -> None:
    if view.id not in entitled:
        why = f"only members of class {election.constituency} with a vote may" if election.constituency else ""
        raise _may_not(view, "stand", election, why or "only somebody entitled to vote may")
    days = (local_day(now) - view.joined_on).days
    if days < election.stand_days:
        why = f"the rules ask for {election.stand_days} days of membership, and it has been {days}"
        raise _may_not(view, "stand", election, why)
    if any(each.member == view.id for each in election.standing):
        raise _may_not(view, "stand", election, "this member stands already")


def _may_not(view: MemberView, what: str, election: Election, why: str) -> MayNotStand:
    return MayNotStand(view.name, display_number(view.number), what, election.number, why)


@dataclass(frozen=True, slots=True)
class WithdrawCandidate(Command[str]):
    """A candidate withdraws: a member number, a ballot-paper number once there is one, or "#" and the row."""

    meeting: int
    number: int
    candidate: str


@handles(WithdrawCandidate)
def withdraw_candidate(command: WithdrawCandidate, act: Act) -> Done[str]:
    """Take somebody out; on papers printed already they are passed over.

    Raises:
        ElectionStage: the count is over.
        UnknownCandidate: nobody of that number stands.
    """
    election = election_by_number(act.reader, command.meeting, command.number)
    check_state(election, "nominations", "open", "closed")
    found = find_candidate(act.reader, election, command.candidate)
    act.change(CandidateRow, found.id, withdrawn_at=act.at)
    return Done(found.name, (ElectionChanged(),), ReturnCandidate(command.meeting, election.number, found.id))


@dataclass(frozen=True, slots=True)
class ReturnCandidate(Command[str]):
    """Takes a withdrawal back, where it was a mistake of ours."""

    meeting: int
    number: int
    candidate: int


@handles(ReturnCandidate)
def return_candidate(command: ReturnCandidate, act: Act) -> Done[str]:
    """Put somebody back.

    Raises:
        ElectionStage: the count is over.
    """
    election = election_by_number(act.reader, command.meeting, command.number)
    check_state(election, "nominations", "open", "closed")
    found = next(each for each in election.candidates if each.id == command.candidate)
    act.change(CandidateRow, found.id, withdrawn_at=None)
    return Done(found.name, (ElectionChanged(),))


@dataclass(frozen=True, slots=True)
class Consent(Command[str]):
    """A candidate agrees to stand."""

    meeting: int
    number: int
    candidate: str


@handles(Consent)
def consent(command: Consent, act: Act) -> Done[str]:
    """Record the consent.

    Raises:
        ElectionStage, UnknownCandidate: as their sentences say.
    """
    election = election_by_number(act.reader, command.meeting, command.number)
    check_state(election, "nominations")
    found = find_candidate(act.reader, election, command.candidate)
    act.change(CandidateRow, found.id, consent=1)
    return Done(found.name, (ElectionChanged(),))
