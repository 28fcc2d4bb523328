"""Proxies: who may speak for an absent member, until when a form is good, and which forms count at this moment.

A form is never deleted. The latest valid one from a member counts; it sleeps while the member is in the room; it speaks
only through a holder who is there (domain reference §6).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from coopdesk.domain.refusals import Refusal
from coopdesk.domain.rules import LegalForm, ProxyRules
from coopdesk.domain.working_days import hours_before

COMPANY_LIMIT_HOURS = 48
"""A deadline earlier than 48 hours before a company's meeting is void (Companies Act 2006 s.327(2)(a))."""


class HolderKind(StrEnum):
    """Who holds a proxy."""

    MEMBER = "member"
    CHAIR = "chair"
    OTHER = "other"


class ProxyState(StrEnum):
    """Whether a form counts now, and if not, why."""

    IN_FORCE = "in force"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    HOLDER_ABSENT = "holder absent"
    VOID = "void"

    @property
    def words(self) -> str:
        """For the ledger: "in force", "replaced by a later form", "asleep: the member is in the room" ..."""
        return _STATE_WORDS[self]


_STATE_WORDS = {
    ProxyState.IN_FORCE: "in force",
    ProxyState.SUPERSEDED: "replaced by a later form",
    ProxyState.REVOKED: "revoked",
    ProxyState.SUSPENDED: "asleep: the member is in the room",
    ProxyState.HOLDER_ABSENT: "waiting: its holder is not in the room",
    ProxyState.VOID: "entered by mistake",
}


@dataclass(frozen=True, slots=True)
class ProxyForm:
    """One form as received.

    Args:
        number: its place among the forms of the meeting, in the order of their entry.
        appointor: the member's id.
        holder: the holder's member id, or None for the chair or somebody who is no member.
        holder_name: for somebody who is no member.
        received: the moment it came in.
    """

    number: int
    appointor: int
    holder_kind: HolderKind
    holder: int | None
    holder_name: str
    received: datetime
    revoked: bool = False
    void: bool = False


@dataclass
class NoProxies(Refusal):
    """The rules have no proxies."""

    code = "NO-PROXIES"
    sentence = "The rules of this society do not allow proxies, so the form cannot be recorded. Nothing was changed."


@dataclass
class HolderNotAllowed(Refusal):
    """Somebody who may not hold a proxy."""

    code = "PROXY-HOLDER"
    sentence = "{holder} cannot hold this proxy: {why}. Nothing was recorded."
    holder: str
    why: str


@dataclass
class TooManyProxies(Refusal):
    """The holder's cap is reached (scenario 28)."""

    code = "TOO-MANY-PROXIES"
    sentence = (
        "{holder} speaks for {most} members already, which is the most the rules allow. "
        "Those stand; this form was not recorded. Ask the member to name somebody else, or the chair."
    )
    holder: str
    most: int


@dataclass
class ProxyTooLate(Refusal):
    """A form after the deadline."""

    code = "PROXY-TOO-LATE"
    sentence = (
        "Proxy forms had to be in by {deadline}, and this one came at {received}. Nothing was recorded; "
        "the member may still come and vote."
    )
    deadline: str
    received: str


@dataclass
class RevokedTooLate(Refusal):
    """A revocation after the start (domain reference §6)."""

    code = "REVOKED-TOO-LATE"
    sentence = (
        "A proxy is revoked before the meeting starts, and this one started at {started}. The form stands; "
        "it sleeps as soon as the member is in the room."
    )
    started: str


def rules_in_law(rules: ProxyRules, form: LegalForm) -> ProxyRules:
    """The rules as the law lets them count.

    In a company a member has the right to appoint anybody, whatever the articles say (Companies Act 2006 s.324), and a
    deadline earlier than 48 hours before, leaving out what is not a working day, is void (s.327).
    """
    if not form.is_company:
        return rules
    hours = min(rules.deadline_hours, COMPANY_LIMIT_HOURS)
    return replace(rules, holders="anybody", deadline_hours=hours, working_days=True)


def deadline(rules: ProxyRules, starts: datetime) -> datetime:
    """The last moment a form may come in. The rules are as ``rules_in_law`` gives them."""
    return hours_before(starts, rules.deadline_hours, working_days=rules.working_days)


def check_holder(rules: ProxyRules, form: ProxyForm, holder: str) -> None:
    """Whether this holder may hold this form.

    Args:
        holder: as people name them, for the sentence.

    Raises:
        NoProxies, HolderNotAllowed: they may not.
    """
    if not rules.allowed:
        raise NoProxies()
    if form.holder == form.appointor:
        raise HolderNotAllowed(holder=holder, why="nobody is their own proxy")
    if form.holder_kind is HolderKind.CHAIR:
        return
    if rules.holders == "chair":
        raise HolderNotAllowed(holder=holder, why="the rules let only the chair hold proxies")
    if rules.holders == "members" and form.holder_kind is HolderKind.OTHER:
        raise HolderNotAllowed(holder=holder, why="the rules let only members hold proxies")


def check_cap(rules: ProxyRules, forms: Iterable[ProxyForm], new: ProxyForm, holder: str) -> None:
    """Whether the holder is under the cap, counting one form for each member. The chair has none.

    Raises:
        TooManyProxies: the earlier ones stand.
    """
    if rules.most is None or new.holder_kind is HolderKind.CHAIR:
        return
    latest = {each.appointor: each for each in _standing(forms)}
    held = [each for each in latest.values() if _same_holder(each, new) and each.appointor != new.appointor]
    if len(held) >= rules.most:
        raise TooManyProxies(holder=holder, most=rules.most)


def states(
    forms: Iterable[ProxyForm], in_the_room: Collection[int], others_present: Collection[str], *, chair_present: bool
) -> dict[int, ProxyState]:
    """How each form stands at this moment, by its number.

    Args:
        in_the_room: ids of the members who are there.
        others_present: names of those there who are no members, as the forms give them.
        chair_present: somebody is in the chair.
    """
    every = list(forms)
    latest = {each.appointor: each.number for each in _standing(every)}
    return {each.number: _state(each, latest, in_the_room, others_present, chair_present) for each in every}


def _state(
    form: ProxyForm, latest: dict[int, int], in_the_room: Collection[int], others: Collection[str], chair: bool
) -> ProxyState:
    if form.void:
        return ProxyState.VOID
    if form.revoked:
        return ProxyState.REVOKED
    if latest[form.appointor] != form.number:
        return ProxyState.SUPERSEDED
    if form.appointor in in_the_room:
        return ProxyState.SUSPENDED
    present = {
        HolderKind.MEMBER: form.holder in in_the_room,
        HolderKind.CHAIR: chair,
        HolderKind.OTHER: form.holder_name in others,
    }
    return ProxyState.IN_FORCE if present[form.holder_kind] else ProxyState.HOLDER_ABSENT


def _standing(forms: Iterable[ProxyForm]) -> list[ProxyForm]:
    """Forms neither void nor revoked, the latest received last; of two received at once the later entered."""
    return sorted((each for each in forms if not each.void and not each.revoked), key=_received)


def _received(form: ProxyForm) -> tuple[datetime, int]:
    return form.received, form.number


def _same_holder(one: ProxyForm, other: ProxyForm) -> bool:
    return (one.holder_kind, one.holder, one.holder_name) == (other.holder_kind, other.holder, other.holder_name)
