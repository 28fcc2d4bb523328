"""A member's own account: every movement with the holding after it, certificates, money owed, other property.

Whoever is a member may inspect their own account (2014 Act s.103(1)(a)); it says nothing of anybody else.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import local_day
from coopdesk.domain.ids import MemberId
from coopdesk.services.member_timeline import movement_words
from coopdesk.services.members import MemberView, member_by_id
from coopdesk.services.owed import owed_by
from coopdesk.services.papers.heading import RecordHeading, record_heading
from coopdesk.services.registers import postal
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    CertificateRow,
    JointHolderRow,
    MemberPropertyRow,
    PaymentRow,
    ShareMovementRow,
)

_MOVEMENTS = (
    select(
        ShareMovementRow.on_day,
        ShareMovementRow.kind,
        ShareMovementRow.shares,
        ShareMovementRow.certificate,
        PaymentRow.pence,
        PaymentRow.method,
    )
    .join(PaymentRow, PaymentRow.id == ShareMovementRow.payment, isouter=True)
    .where(ShareMovementRow.member == bindparam("member"), ShareMovementRow.on_day <= bindparam("day"))
    .order_by(ShareMovementRow.on_day, ShareMovementRow.id)
)
_CERTIFICATES = (
    select(CertificateRow.number, CertificateRow.shares, CertificateRow.issued_on)
    .where(CertificateRow.member == bindparam("member"), CertificateRow.status == "issued")
    .order_by(CertificateRow.number)
)
_PROPERTY = (
    select(MemberPropertyRow.kind, MemberPropertyRow.words, MemberPropertyRow.pence, MemberPropertyRow.from_day)
    .where(
        MemberPropertyRow.member == bindparam("member"),
        MemberPropertyRow.void == 0,
        MemberPropertyRow.until_day.is_(None),
    )
    .order_by(MemberPropertyRow.id)
)
_JOINT = (
    select(JointHolderRow.name)
    .where(JointHolderRow.member == bindparam("member"), JointHolderRow.void == 0, JointHolderRow.until_day.is_(None))
    .order_by(JointHolderRow.place)
)


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One movement, with what was held after it."""

    day: date
    what: str
    certificate: int | None
    shares: int
    held: int
    pence: int | None
    """Money received (positive) or paid back (negative); None where none moved with it."""
    method: str


@dataclass(frozen=True, slots=True)
class StandingCertificate:
    """A certificate in the member's hands."""

    number: int
    shares: int
    issued_on: date


@dataclass(frozen=True, slots=True)
class OtherProperty:
    """A loan or deposit the member has in the society."""

    words: str
    pence: int
    since: date


@dataclass(frozen=True, slots=True)
class MemberAccount:
    """One member's account, as the member may see it."""

    heading: RecordHeading
    member: MemberView
    address: str
    day: date
    lines: tuple[AccountLine, ...]
    shares: int
    pence: int
    """Of the shares at nominal value."""
    owed_pence: int
    certificates: tuple[StandingCertificate, ...]
    property: tuple[OtherProperty, ...]
    joint_holders: tuple[str, ...]
    """Names after the member's own."""


def member_account(reader: Reader, member: MemberId, now: datetime) -> MemberAccount:
    """Read one member's account as it stands today.

    Raises:
        UnknownMember: there is none with this id.
    """
    person = member_by_id(reader, member)
    heading = record_heading(reader, now)
    day = local_day(now)
    lines: list[AccountLine] = []
    held = 0
    for on, kind, shares, certificate, pence, method in reader.rows(_MOVEMENTS, member=member, day=day.isoformat()):
        held += shares
        words = movement_words(kind, shares)
        lines.append(AccountLine(date.fromisoformat(on), words, certificate, shares, held, pence, method or ""))
    return MemberAccount(
        heading=heading,
        member=person,
        address=postal(person.address, person.postcode),
        day=day,
        lines=tuple(lines),
        shares=held,
        pence=held * heading.society.nominal_pence,
        owed_pence=sum(owed for _, owed, _ in owed_by(reader, member)),
        certificates=tuple(
            StandingCertificate(number, shares, date.fromisoformat(issued))
            for number, shares, issued in reader.rows(_CERTIFICATES, member=member)
        ),
        property=tuple(
            OtherProperty(words or kind, pence, date.fromisoformat(since))
            for kind, words, pence, since in reader.rows(_PROPERTY, member=member)
        ),
        joint_holders=joint_holders(reader, member),
    )


def joint_holders(reader: Reader, member: MemberId) -> tuple[str, ...]:
    """Who holds a member's shares beside the member, in the order their certificates name them."""
    return tuple(name for (name,) in reader.rows(_JOINT, member=member))
