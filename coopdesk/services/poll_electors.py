"""The electors that a poll has besides those in the room: members who sent a proxy.

One vote a member, never one a form: the vote is the appointor's own row, so that nobody is counted twice. A form that
says how to vote is voted as it says when the poll opens; what it leaves open, its holder says.
"""

from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from coopdesk.domain.ids import MeetingId
from coopdesk.domain.proxies import HolderKind
from coopdesk.domain.tally import Choice
from coopdesk.services.act import Act
from coopdesk.services.members import resolve
from coopdesk.services.motions import Count, Motion
from coopdesk.services.proxy_forms import ProxyInForce, proxies_in_force, proxy_forms
from coopdesk.services.room import Meeting
from coopdesk.services.standing_votes import VOIDED
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import MemberRow, ProxyElectorRow, ProxyInstructionRow, ProxyRow, RollRow, VoteRow

_ON_ROLL = select(RollRow.member).where(RollRow.meeting == bindparam("meeting"), RollRow.member == bindparam("member"))

_VOTES = (VoteRow.count == ProxyElectorRow.count, VoteRow.member == ProxyElectorRow.member)
_MADE = select(func.coalesce(func.max(VoteRow.attempt), 0)).where(*_VOTES).correlate(ProxyElectorRow).scalar_subquery()
_TOLD = (
    select(ProxyInstructionRow.motion)
    .join(ProxyRow, ProxyRow.id == ProxyInstructionRow.proxy)
    .where(
        ProxyRow.meeting == bindparam("meeting"),
        ProxyRow.number == ProxyElectorRow.proxy,
        ProxyInstructionRow.motion == bindparam("motion"),
    )
    .correlate(ProxyElectorRow)
    .exists()
)
_WAITING = (
    select(ProxyElectorRow.member, ProxyElectorRow.proxy, _MADE, MemberRow.name)
    .join(MemberRow, MemberRow.id == ProxyElectorRow.member)
    .where(
        ProxyElectorRow.count == bindparam("count"),
        ~select(VoteRow.member).where(*_VOTES, ~VOIDED).correlate(ProxyElectorRow).exists(),
        ~_TOLD,
    )
    .order_by(MemberRow.number_key)
)


class Waiting(NamedTuple):
    """A member whose vote in a poll their holder has still to say."""

    member: int
    form: int
    """The number of the form."""
    attempts: int
    """Votes of theirs that were recorded and voided."""
    name: str


def waiting_for_holders(reader: Reader, meeting: MeetingId, motion: int, count: Count) -> tuple[Waiting, ...]:
    """The members of a poll for whom nobody has spoken, or whose vote was voided, by number.

    A form that says how to vote leaves nothing to its holder, even where the vote it gave was voided.
    """
    return tuple(Waiting(*row) for row in reader.rows(_WAITING, meeting=meeting, motion=motion, count=count.id))


def proxy_electors(reader: Reader, meeting: Meeting) -> tuple[ProxyInForce, ...]:
    """The forms that count now, of members on the roll."""
    return tuple(
        each
        for each in proxies_in_force(reader, meeting.id)
        if reader.value(_ON_ROLL, meeting=meeting.id, member=each.form.appointor) is not None
    )


def add_proxies(act: Act, count: int, proxies: tuple[ProxyInForce, ...]) -> None:
    """Keep by which form each appointor is an elector of a poll that is being opened."""
    if proxies:
        forms = sorted((count, each.form.appointor, each.form.number) for each in proxies)
        act.add_many(ProxyElectorRow, ("count", "member", "proxy"), forms)


def vote_as_instructed(act: Act, count: int, motion: Motion, proxies: tuple[ProxyInForce, ...]) -> None:
    """Cast the votes that the forms themselves say."""
    told = [(each.form.appointor, each.instructions[motion.id]) for each in proxies if motion.id in each.instructions]
    if told:
        rows = [(count, member, 1, Choice(choice).value, act.at) for member, choice in sorted(told)]
        act.add_many(VoteRow, ("count", "member", "attempt", "choice", "at"), rows)


def forms_held_by(reader: Reader, meeting: MeetingId, holder: str) -> frozenset[int]:
    """The numbers of the forms that name this holder: a member's number or card, "chair", or a name."""
    forms = proxy_forms(reader, meeting)
    word = holder.strip().casefold()
    if word == "chair":
        return frozenset(each.number for each in forms if each.holder_kind is HolderKind.CHAIR)
    named = frozenset(
        each.number for each in forms if each.holder_kind is HolderKind.OTHER and each.holder_name == word
    )
    if named:
        return named
    member = resolve(reader, holder)
    return frozenset(each.number for each in forms if each.holder == member)
