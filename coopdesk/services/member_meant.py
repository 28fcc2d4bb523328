"""Who is meant when a treasurer types a number, a name or scans a card."""

from dataclasses import dataclass

from coopdesk.domain.codes import read_code
from coopdesk.domain.members import read_member_number
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services.member_account import joint_holders
from coopdesk.services.members import MemberView, UnknownMember, find, member
from coopdesk.storage.store import Reader


@dataclass
class SeveralMembers(Refusal):
    """A name that more than one member answers to."""

    code = "SEVERAL-MEMBERS"
    sentence = "{count} members answer to “{text}”, so it is not clear who is meant. Give the member number."
    count: int
    text: str


@dataclass
class NobodyNamed(Refusal):
    """No member was given at all."""

    code = "NOBODY-NAMED"
    sentence = "No member is named. Nothing was recorded: give a member number, a name or a card."


@dataclass(frozen=True, slots=True)
class HolderMeant:
    """Who is meant, as a certificate would name them."""

    member: MemberView
    joint: tuple[str, ...]
    """Names of joint holders after the member's own."""


def holder_meant(reader: Reader, text: str) -> HolderMeant:
    """The member meant, with joint holders.

    Raises: what :func:`member_meant` raises.
    """
    found = member_meant(reader, text)
    return HolderMeant(found, joint_holders(reader, found.id))


def member_meant(reader: Reader, text: str) -> MemberView:
    """The member meant by a number, a card or a name that only one of them answers to.

    Raises:
        NobodyNamed: nothing was typed.
        SeveralMembers: more than one does.
        UnknownMember: none does.
        CardNotKnown, CardWithdrawn, NotAMemberCard: as their sentences say.
    """
    if not text.strip():
        raise NobodyNamed()
    if ":" in text or read_code(text) is not None:
        return member(reader, text)
    try:
        read_member_number(text)
    except NotUnderstood:
        found = [each for each in find(reader, text, 20) if each.active]
        exact = [each for each in found if each.name.casefold() == " ".join(text.split()).casefold()]
        meant = exact if len(exact) == 1 else found
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise SeveralMembers(len(meant), text.strip()) from None
        raise UnknownMember(text.strip()) from None
    return member(reader, text)
