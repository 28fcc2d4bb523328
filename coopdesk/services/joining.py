"""Joining at the door: member, £1 share, certificate number, payment and attendance, all or none.

Card and certificate are printed afterwards and may fail without undoing anything.
"""

from dataclasses import dataclass
from datetime import datetime

from coopdesk.domain.clock import local_day
from coopdesk.domain.ids import AttendanceId, MeetingId, MemberId
from coopdesk.domain.members import clean_name
from coopdesk.services.act import Act
from coopdesk.services.allotment import Allotment, allot
from coopdesk.services.door import DoorVerdict, arrive, verdict_of, void_stay
from coopdesk.services.events import DoorChanged, RegisterChanged, SharesChanged
from coopdesk.services.members import DEFAULT_CLASS, member_by_id
from coopdesk.services.membership import AddMember, enter_member
from coopdesk.services.perform import Command, Done, Entry, NonceUsed, handles, repeats
from coopdesk.services.room import meeting_by_id, refuse_closed
from coopdesk.services.search import forget
from coopdesk.services.shares import take_back
from coopdesk.services.society import letterhead, rules_now
from coopdesk.services.why_no_vote import no_vote_reason
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import MemberRow

_CHANGED = (DoorChanged(), RegisterChanged(), SharesChanged())


@dataclass(frozen=True, slots=True)
class JoiningTerms:
    """What somebody who joins now is told: what to pay, and why there is no vote tonight ("" where there is one)."""

    shares: int
    pence: int
    no_vote: str


def joining_terms(reader: Reader, meeting_id: int, now: datetime) -> JoiningTerms:
    """The terms of joining at this meeting's door, in the class new members get."""
    meeting = meeting_by_id(reader, MeetingId(meeting_id))
    shares = max(1, rules_now(reader).min_shares)
    reason = no_vote_reason(
        reader,
        meeting,
        now,
        class_name=DEFAULT_CLASS,
        shares=shares,
        joined_on=local_day(now),
        joined_tonight=True,
        entry=None,
    )
    return JoiningTerms(shares, shares * letterhead(reader).nominal_pence, reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinAtDoor(Command[DoorVerdict]):
    """Somebody joins tonight, paying for the shares the rules ask for (£1, usually)."""

    meeting: int
    name: str
    paid: str
    address: str = ""
    postcode: str = ""
    email: str = ""
    phone: str = ""
    class_name: str = ""


@handles(JoinAtDoor)
def join_at_door(command: JoinAtDoor, act: Act) -> Done[DoorVerdict]:
    """Enter the member, take the money, number the certificate and record the arrival.

    Raises:
        NotUnderstood: a name or way of paying that cannot be used.
        MeetingClosed: the meeting is over.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    details = AddMember(
        name=command.name,
        address=command.address,
        postcode=command.postcode,
        email=command.email,
        phone=command.phone,
        class_name=command.class_name,
    )
    member = enter_member(act, details)
    shares = max(1, rules_now(act.reader).min_shares)
    entered = member_by_id(act.reader, member)
    certificate = allot(act, entered, shares, Allotment(paid=command.paid, meeting=meeting.id))
    stay = arrive(act, meeting, member_by_id(act.reader, member), joined=True)
    verdict = _with_certificate(stay, certificate)
    return Done(verdict, _CHANGED, UndoJoining(verdict.stay, member, certificate))


@repeats(JoinAtDoor)
def joined_before(command: JoinAtDoor, reader: Reader, first: Entry) -> DoorVerdict:
    """The same joining sent again: one member, one share, one pound.

    Raises:
        NonceUsed: somebody else joined under it.
    """
    made = {effect[1]: effect[2][0] for effect in first.payload["rows"]}
    verdict = verdict_of(reader, AttendanceId(made["attendance"]))
    if verdict.member.name != clean_name(command.name):
        raise NonceUsed()
    return _with_certificate(verdict, made["certificate"])


@dataclass(frozen=True, slots=True)
class UndoJoining(Command[None]):
    """Take a joining back: certificate void, money refunded, number never used again."""

    stay: int
    member: int
    certificate: int


@handles(UndoJoining)
def undo_joining(command: UndoJoining, act: Act) -> Done[None]:
    """Void the stay, the certificate and the entry, and refund the payment.

    Raises:
        HasVoted: the member has voted since.
    """
    void_stay(act, command.stay)
    take_back(act, command.certificate)
    act.change(MemberRow, command.member, status="void")
    forget(act.writer, MemberId(command.member))
    return Done(None, _CHANGED)


def _with_certificate(verdict: DoorVerdict, certificate: int) -> DoorVerdict:
    return DoorVerdict(
        verdict.stay,
        verdict.verdict,
        verdict.member,
        verdict.voting_card,
        verdict.reason,
        verdict.arrived_at,
        verdict.returned,
        True,
        certificate,
    )
