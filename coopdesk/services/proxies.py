"""Proxies: a form recorded, revoked, or taken back; and the ledger of all of them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from coopdesk.domain.clock import day_words, hour, local_day, moment_text, read_moment
from coopdesk.domain.codes import read_code
from coopdesk.domain.ids import MeetingId, MemberId
from coopdesk.domain.members import clean_line, clean_name, display_number
from coopdesk.domain.proxies import (
    HolderKind,
    ProxyForm,
    ProxyState,
    ProxyTooLate,
    RevokedTooLate,
    check_cap,
    check_holder,
    deadline,
    rules_in_law,
)
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.domain.rules import ProxyRules
from coopdesk.domain.tally import Choice
from coopdesk.services.act import Act
from coopdesk.services.events import DoorChanged, VoteChanged
from coopdesk.services.members import MembershipEnded, MemberView, member, member_by_id
from coopdesk.services.motions import motion_by_number
from coopdesk.services.perform import Command, Done, handles
from coopdesk.services.proxy_forms import proxy_forms, proxy_states
from coopdesk.services.room import Meeting, meeting_by_id, read_when, refuse_closed, roll_members, rules_of
from coopdesk.services.why_no_vote import member_without_vote
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import MemberRow, MotionRow, ProxyInstructionRow, ProxyRow

CHAIR = "chair"
"""What is written for the holder where the chair of the meeting is meant."""

PROOFS = ("signed", "email", "online", "witnessed")
"""How a form shows that it is the member's own."""

_LAST_NUMBER = select(func.coalesce(func.max(ProxyRow.number), 0)).where(ProxyRow.meeting == bindparam("meeting"))
_LINES = (
    select(
        ProxyRow.number,
        ProxyRow.appointor,
        ProxyRow.holder_kind,
        ProxyRow.holder,
        ProxyRow.holder_name,
        ProxyRow.proof,
        ProxyRow.received_at,
    )
    .where(ProxyRow.meeting == bindparam("meeting"))
    .order_by(ProxyRow.number)
)
_INSTRUCTIONS = (
    select(ProxyRow.number, MotionRow.number, ProxyInstructionRow.choice)
    .select_from(ProxyInstructionRow)
    .join(ProxyRow, ProxyRow.id == ProxyInstructionRow.proxy)
    .join(MotionRow, MotionRow.id == ProxyInstructionRow.motion)
    .where(ProxyRow.meeting == bindparam("meeting"))
    .order_by(MotionRow.number)
)
_STANDING = (
    select(ProxyRow.id, ProxyRow.number)
    .where(
        ProxyRow.meeting == bindparam("meeting"),
        ProxyRow.appointor == bindparam("appointor"),
        ProxyRow.void == 0,
        ProxyRow.revoked_at.is_(None),
    )
    .order_by(ProxyRow.received_at.desc(), ProxyRow.number.desc())
)
_NAMES = select(MemberRow.number, MemberRow.name).where(MemberRow.id == bindparam("member"))


@dataclass
class AppointorHasNoVote(Refusal):
    """Nobody can lend a vote they do not have."""

    code = "APPOINTOR-HAS-NO-VOTE"
    sentence = "Member {member} {reason}, so there is no vote a proxy could cast. Nothing was recorded."
    member: str
    reason: str


@dataclass
class NoProxyToRevoke(Refusal):
    """There is no form of this member that stands."""

    code = "NO-PROXY"
    sentence = "Member {member} has no proxy form at this meeting that could be revoked. Nothing was changed."
    member: str


@dataclass(frozen=True, slots=True)
class ProxyLine:
    """One line of the ledger of proxies."""

    form: int
    appointor: str
    appointor_name: str
    holder: str
    """The holder's member number, "chair", or "" for somebody who is no member."""
    holder_name: str
    received: datetime
    proof: str
    instructions: tuple[tuple[int, Choice], ...]
    state: ProxyState


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordProxy(Command[ProxyLine]):
    """A form as received.

    Args:
        appointor: the member's number or card.
        holder: a member's number or card, "chair", or the name of somebody who is no member.
        received: when it came in, as ISO text; "" for now.
        instructions: "3=against 4=for"; motions that are not named are for the holder to decide.
    """

    meeting: int
    appointor: str
    holder: str
    received: str = ""
    proof: str = "signed"
    instructions: str = ""


@handles(RecordProxy)
def record_proxy(command: RecordProxy, act: Act) -> Done[ProxyLine]:
    """Record a form. An earlier one of the same member stays on record, and counts no more if it came in earlier.

    Raises:
        NoProxies, HolderNotAllowed, TooManyProxies, ProxyTooLate: the rules do not take it.
        AppointorHasNoVote, MembershipEnded: there is no vote to lend.
        UnknownMember, UnknownMotion, NotUnderstood: as their sentences say.
        MeetingClosed: the meeting is over.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    rules = proxy_rules(act.reader, meeting)
    appointor = member(act.reader, command.appointor)
    received = _received(command.received, act.now)
    kind, holder, name = _holder(act.reader, command.holder)
    number = (act.reader.value(_LAST_NUMBER, meeting=meeting.id) or 0) + 1
    form = ProxyForm(number, appointor.id, kind, holder, name.casefold(), received)
    shown = _holder_words(act.reader, holder, name)
    check_holder(rules, form, shown)
    _check_vote(act, meeting, appointor)
    _check_deadline(rules, meeting, received)
    check_cap(rules, proxy_forms(act.reader, meeting.id), form, shown)
    wishes = [_wish(act.reader, meeting, each) for each in command.instructions.split()]
    row = act.add(
        ProxyRow,
        meeting=meeting.id,
        number=number,
        appointor=appointor.id,
        holder_kind=kind.value,
        holder=holder,
        holder_name=name,
        proof=_proof(command.proof),
        received_at=moment_text(received),
        revoked_at=None,
        void=0,
    )
    for motion, choice in dict(wishes).items():
        act.add(ProxyInstructionRow, proxy=row, motion=motion, choice=choice.value)
    line = next(each for each in proxy_lines(act.reader, meeting.id) if each.form == number)
    return Done(line, (DoorChanged(), VoteChanged()), VoidProxy(row))


@dataclass(frozen=True, slots=True)
class VoidProxy(Command[None]):
    """The form was entered by mistake; it stays on record as void."""

    proxy: int


@handles(VoidProxy)
def void_proxy(command: VoidProxy, act: Act) -> Done[None]:
    """Undo of recording a form."""
    act.change(ProxyRow, command.proxy, void=1)
    return Done(None, (DoorChanged(), VoteChanged()))


@dataclass(frozen=True, slots=True)
class RevokeProxy(Command[int]):
    """The member takes the proxy back; the value is how many forms that ends."""

    meeting: int
    appointor: str


@handles(RevokeProxy)
def revoke_proxy(command: RevokeProxy, act: Act) -> Done[int]:
    """Revoke every standing form of a member: taking back the latest alone would wake the one before it.

    Raises:
        NoProxyToRevoke: none stands.
        RevokedTooLate: the meeting has started.
    """
    meeting = meeting_by_id(act.reader, MeetingId(command.meeting))
    refuse_closed(meeting)
    appointor = member(act.reader, command.appointor)
    standing = act.reader.rows(_STANDING, meeting=meeting.id, appointor=appointor.id)
    if not standing:
        raise NoProxyToRevoke(display_number(appointor.number))
    if meeting.opened_at is not None:
        raise RevokedTooLate(hour(meeting.opened_at))
    for row, _ in standing:
        act.change(ProxyRow, row, revoked_at=act.at)
    return Done(len(standing), (DoorChanged(), VoteChanged()), RestoreProxies(meeting.id, appointor.id, act.at))


@dataclass(frozen=True, slots=True)
class RestoreProxies(Command[None]):
    """The proxy was not revoked after all."""

    meeting: int
    appointor: int
    revoked_at: str


_REVOKED = select(ProxyRow.id).where(
    ProxyRow.meeting == bindparam("meeting"),
    ProxyRow.appointor == bindparam("appointor"),
    ProxyRow.revoked_at == bindparam("at"),
)


@handles(RestoreProxies)
def restore_proxies(command: RestoreProxies, act: Act) -> Done[None]:
    """Undo of a revocation."""
    for (row,) in act.reader.rows(
        _REVOKED, meeting=command.meeting, appointor=command.appointor, at=command.revoked_at
    ):
        act.change(ProxyRow, row, revoked_at=None)
    return Done(None, (DoorChanged(), VoteChanged()))


def proxy_rules(reader: Reader, meeting: Meeting) -> ProxyRules:
    """The meeting's rules for proxies, as the law lets them count."""
    sheet = rules_of(reader, meeting)
    return rules_in_law(sheet.proxies, sheet.legal_form)


def proxy_deadline(reader: Reader, meeting: Meeting) -> datetime:
    """The last moment a form may come in for this meeting."""
    return deadline(proxy_rules(reader, meeting), meeting.at)


def proxy_lines(reader: Reader, meeting: MeetingId) -> tuple[ProxyLine, ...]:
    """The ledger: every form, with what has become of it."""
    standing = proxy_states(reader, meeting)
    wishes: dict[int, list[tuple[int, Choice]]] = {}
    for form, motion, choice in reader.rows(_INSTRUCTIONS, meeting=meeting):
        wishes.setdefault(form, []).append((motion, Choice(choice)))
    lines = []
    for number, appointor, kind, holder, name, proof, received in reader.rows(_LINES, meeting=meeting):
        holder_number, holder_name = _named(reader, HolderKind(kind), holder, name)
        person = reader.first(_NAMES, member=appointor)
        assert person is not None
        lines.append(
            ProxyLine(
                number,
                display_number(person[0]),
                person[1],
                holder_number,
                holder_name,
                read_moment(received),
                proof,
                tuple(wishes.get(number, ())),
                standing[number],
            )
        )
    return tuple(lines)


def _named(reader: Reader, kind: HolderKind, holder: int | None, name: str) -> tuple[str, str]:
    if kind is HolderKind.CHAIR:
        return CHAIR, "the chair of the meeting"
    if holder is None:
        return "", name
    person = reader.first(_NAMES, member=holder)
    assert person is not None
    return display_number(person[0]), person[1]


def _holder(reader: Reader, text: str) -> tuple[HolderKind, int | None, str]:
    words = text.strip()
    if words.casefold() == CHAIR:
        return HolderKind.CHAIR, None, ""
    if read_code(words) is not None or (words.isascii() and words.isdecimal()):
        holder = member(reader, words)
        if not holder.active:
            raise MembershipEnded(display_number(holder.number))
        return HolderKind.MEMBER, holder.id, ""
    return HolderKind.OTHER, None, clean_name(text)


def _holder_words(reader: Reader, holder: int | None, name: str) -> str:
    if holder is None:
        return name or "The chair"
    person = member_by_id(reader, MemberId(holder))
    return f"{person.name} (member {display_number(person.number)})"


def _check_vote(act: Act, meeting: Meeting, appointor: MemberView) -> None:
    if not appointor.active:
        raise MembershipEnded(display_number(appointor.number))
    on_roll = meeting.declared and appointor.id in roll_members(act.reader, meeting.id)
    reason = member_without_vote(act.reader, meeting, act.now, appointor, on_roll=on_roll, joined_tonight=False)
    if reason:
        raise AppointorHasNoVote(display_number(appointor.number), reason)


def _check_deadline(rules: ProxyRules, meeting: Meeting, received: datetime) -> None:
    last = deadline(rules, meeting.at)
    if received > last:
        raise ProxyTooLate(deadline=_when(last), received=_when(received))


def _when(moment: datetime) -> str:
    return f"{hour(moment)} on {day_words(local_day(moment))}"


def _received(text: str, now: datetime) -> datetime:
    if not text:
        return now
    moment = read_when("The time of receipt", text)
    if moment > now:
        raise NotUnderstood("The time of receipt", text, "it lies ahead")
    return moment


def _proof(text: str) -> str:
    if text not in PROOFS:
        raise NotUnderstood("The proof", clean_line("The proof", text, 40), "it is signed, email, online or witnessed")
    return text


def _wish(reader: Reader, meeting: Meeting, text: str) -> tuple[int, Choice]:
    number, _, choice = text.partition("=")
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise NotUnderstood("An instruction", text, "write it as MOTION=for, MOTION=against or MOTION=abstain")
    try:
        return motion_by_number(reader, meeting, int(number)).id, Choice(choice)
    except ValueError as error:
        raise NotUnderstood("An instruction", text, "a proxy is told for, against or abstain") from error
