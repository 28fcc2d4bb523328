"""The treasurer's first look: capital, money taken tonight, and the certificates."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, func, select

from coopdesk.domain.codes import read_code
from coopdesk.domain.members import read_member_number
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services.at_hand import meeting_at_hand
from coopdesk.services.letterhead import LetterheadView
from coopdesk.services.members import MemberView, UnknownMember, find, member
from coopdesk.services.room import Meeting, room_view
from coopdesk.services.shares import CapitalView, CertificateLine, capital_view
from coopdesk.services.society import letterhead
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import CertificateRow, MemberRow, ShareMovementRow

_COUNTED = select(CertificateRow.status, func.count()).group_by(CertificateRow.status)
_HOLDERS = (
    select(ShareMovementRow.member)
    .group_by(ShareMovementRow.member)
    .having(func.sum(ShareMovementRow.shares) > 0)
    .subquery()
)
_HOLDER_COUNT = select(func.count()).select_from(_HOLDERS)
_PAGE = (
    select(
        CertificateRow.number,
        MemberRow.number,
        MemberRow.name,
        CertificateRow.shares,
        CertificateRow.issued_on,
        CertificateRow.status,
    )
    .join(MemberRow, MemberRow.id == CertificateRow.member)
    .order_by(CertificateRow.number.desc())
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)


@dataclass
class SeveralMembers(Refusal):
    """A name that more than one member answers to."""

    code = "SEVERAL-MEMBERS"
    sentence = "{count} members answer to “{text}”, so it is not clear who is meant. Give the member number."
    count: int
    text: str


@dataclass(frozen=True, slots=True)
class SharesView:
    """What the tiles say. ``meeting`` and ``taken_pence`` are of the meeting at hand."""

    society: LetterheadView
    capital: CapitalView
    holders: int
    """Members who hold at least one share today."""
    issued: int
    """Certificates that stand."""
    void: int
    meeting: Meeting | None
    joined: int
    taken_pence: int


def shares_view(reader: Reader, now: datetime) -> SharesView:
    """Count capital and certificates."""
    meeting = meeting_at_hand(reader, now)
    room = None if meeting is None else room_view(reader, meeting, now)
    counted: dict[str, int] = dict(reader.rows(_COUNTED))
    return SharesView(
        society=letterhead(reader),
        capital=capital_view(reader),
        holders=reader.value(_HOLDER_COUNT) or 0,
        issued=counted.get("issued", 0),
        void=counted.get("void", 0),
        meeting=meeting,
        joined=0 if room is None else room.joined,
        taken_pence=0 if room is None else room.taken_pence,
    )


def certificates_page(reader: Reader, offset: int, limit: int) -> tuple[CertificateLine, ...]:
    """A page of all certificates, void ones too, the newest first."""
    return tuple(
        CertificateLine(number, who, holder, shares, date.fromisoformat(issued), status)
        for number, who, holder, shares, issued, status in reader.rows(_PAGE, offset=offset, limit=limit)
    )


def member_meant(reader: Reader, text: str) -> MemberView:
    """The member meant by a number, a card or a name that only one of them answers to.

    Raises:
        SeveralMembers: more than one does.
        UnknownMember: none does.
        CardNotKnown, CardWithdrawn, NotAMemberCard: as their sentences say.
    """
    if ":" in text or read_code(text) is not None:
        return member(reader, text)
    try:
        read_member_number(text)
    except NotUnderstood:
        found = [each for each in find(reader, text, 20) if each.active] if text.strip() else []
        exact = [each for each in found if each.name.casefold() == " ".join(text.split()).casefold()]
        meant = exact if len(exact) == 1 else found
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise SeveralMembers(len(meant), text.strip()) from None
        raise UnknownMember(text.strip()) from None
    return member(reader, text)
