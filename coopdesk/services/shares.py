"""Shares: issuing them against money, holdings as sums of movements, what certificates print."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, select

from coopdesk.domain.certificates import UnknownCertificate
from coopdesk.domain.ids import MemberId
from coopdesk.services.act import Act
from coopdesk.services.allotment import Allotment, allot
from coopdesk.services.correcting import reverse
from coopdesk.services.events import SharesChanged
from coopdesk.services.members import MembershipEnded, MemberView, member_by_id
from coopdesk.services.movements import PaymentNote, day_given, held_on
from coopdesk.services.owed import paid_towards
from coopdesk.services.perform import Command, Done, Entry, NonceUsed, handles, repeats
from coopdesk.services.share_rules import class_named
from coopdesk.services.society import letterhead
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    CertificateFateRow,
    CertificateRow,
    OpeningCertificateRow,
    PaymentRow,
    ShareMovementRow,
)

_MOVEMENT = select(
    ShareMovementRow.id,
    ShareMovementRow.member,
    ShareMovementRow.shares,
    ShareMovementRow.payment,
    ShareMovementRow.certificate,
).where(ShareMovementRow.certificate == bindparam("certificate"), ShareMovementRow.kind != "reversal")
_PAID = select(PaymentRow.pence).where(PaymentRow.id == bindparam("id"))
_CERTIFICATES = (
    select(CertificateRow.number, CertificateRow.shares, CertificateRow.status)
    .where(CertificateRow.member == bindparam("member"))
    .order_by(CertificateRow.number)
)
_CERTIFICATES_ON = (
    select(CertificateRow.number, CertificateRow.shares, CertificateRow.status, CertificateFateRow.on_day)
    .join(CertificateFateRow, CertificateFateRow.number == CertificateRow.number, isouter=True)
    .where(
        CertificateRow.member == bindparam("member"),
        CertificateRow.issued_on <= bindparam("day"),
        # What an opening register brought is held from the day of its opening on, whatever day its paper bears.
        ~select(OpeningCertificateRow.number)
        .where(OpeningCertificateRow.number == CertificateRow.number, OpeningCertificateRow.on_day > bindparam("day"))
        .exists(),
    )
    .order_by(CertificateRow.number)
)
_HOLDING = select(func.coalesce(func.sum(ShareMovementRow.shares), 0)).where(
    ShareMovementRow.member == bindparam("member")
)
_CAPITAL = select(func.coalesce(func.sum(ShareMovementRow.shares), 0))
_HOLDERS = select(func.count()).select_from(
    select(ShareMovementRow.member)
    .group_by(ShareMovementRow.member)
    .having(func.sum(ShareMovementRow.shares) > 0)
    .subquery()
)


@dataclass(frozen=True, slots=True)
class IssuedView:
    """What an issue made."""

    member: MemberView
    shares: int
    certificate: int
    payment_pence: int


@dataclass(frozen=True, slots=True)
class HeldCertificate:
    """One certificate in a member's account."""

    number: int
    shares: int
    status: str


@dataclass(frozen=True, slots=True)
class HoldingView:
    """What a member holds: the sum of the movements, in shares and in pence at nominal value."""

    member: MemberView
    shares: int
    pence: int
    certificates: tuple[HeldCertificate, ...]


@dataclass(frozen=True, slots=True)
class CapitalView:
    """The society's share capital today."""

    shares: int
    pence: int
    holders: int


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """One line of the list of certificates."""

    number: int
    member_number: str
    holder: str
    shares: int
    issued_on: date
    status: str


@dataclass(frozen=True, slots=True)
class IssueShares(Command[IssuedView]):
    """Allot shares against money and number their certificate.

    ``on``: the day of the allotment and of the money, "" today. ``share_class``: by name, "" the rule sheet's.
    ``pence``: paid now, where the rules let shares be allotted before they are fully paid; None all of it.
    """

    private = ("reference", "payer")

    member: int
    shares: int
    paid: str
    meeting: int | None = None
    on: str = ""
    share_class: str = ""
    pence: int | None = None
    reference: str = ""
    payer: str = ""


@handles(IssueShares)
def issue_shares(command: IssueShares, act: Act) -> Done[IssuedView]:
    """Take the money, enter the shares, number the certificate: one act.

    Raises:
        NotUnderstood: a count, day, sum or method that cannot be used.
        MembershipEnded: only current members take shares.
        Refusal: a rule of holding shares says no (``domain.share_rules``), or the rule maximum.
    """
    member = member_by_id(act.reader, MemberId(command.member))
    if not member.active:
        raise MembershipEnded(member.number)
    certificate = allot(
        act,
        member,
        command.shares,
        Allotment(
            paid=command.paid,
            meeting=command.meeting,
            on=day_given("The day of the issue", command.on, act.now),
            share_class=class_named(act.reader, command.share_class),
            pence=command.pence,
            note=PaymentNote(command.reference, command.payer),
        ),
    )
    value = issued_view(act.reader, certificate)
    return Done(value, (SharesChanged(),), ReverseIssue(certificate))


@repeats(IssueShares)
def issue_repeated(command: IssueShares, reader: Reader, first: Entry) -> IssuedView:
    """The same issue entered twice gives the certificate of the first.

    Raises:
        NonceUsed: it was another issue.
    """
    issued = issued_view(reader, _certificate_in(first))
    if (issued.member.id, issued.shares) != (command.member, command.shares):
        raise NonceUsed()
    return issued


def _certificate_in(entry: Entry) -> int:
    for effect in entry.payload["rows"]:
        if effect[1] == "certificate":
            number: int = effect[2][0]
            return number
    raise LookupError(f"entry {entry.seq} made no certificate")


@dataclass(frozen=True, slots=True)
class ReverseIssue(Command[None]):
    """Take an issue back: void the certificate, refund the money, reverse the movement. The number stays used."""

    certificate: int


@handles(ReverseIssue)
def reverse_issue(command: ReverseIssue, act: Act) -> Done[None]:
    """Undo of an issue.

    Raises:
        UnknownCertificate: the certificate stands for no movement.
        Refusal: shares of it have gone since.
    """
    take_back(act, command.certificate)
    return Done(None, (SharesChanged(),))


def take_back(act: Act, certificate: int) -> None:
    """Reverse the movement behind a certificate and refund its payment."""
    found = act.reader.first(_MOVEMENT, certificate=certificate)
    if found is None:
        raise UnknownCertificate(certificate)
    reverse(act, found[0], "")


def issued_view(reader: Reader, certificate: int) -> IssuedView:
    """What was issued under this certificate."""
    found = reader.first(_MOVEMENT, certificate=certificate)
    if found is None:
        raise UnknownCertificate(certificate)
    movement, member, shares, payment, _ = found
    paid = reader.one(_PAID, id=payment) if payment is not None else paid_towards(reader, movement)
    return IssuedView(member_by_id(reader, MemberId(member)), shares, certificate, paid)


def holding_view(reader: Reader, member: MemberId, on: date | None = None) -> HoldingView:
    """A member's holding now or at the end of a day, with the certificates that stood for it."""
    if on is None:
        shares = reader.value(_HOLDING, member=member) or 0
        certificates = tuple(HeldCertificate(*row) for row in reader.rows(_CERTIFICATES, member=member))
    else:
        shares = held_on(reader, member, on)
        rows = reader.rows(_CERTIFICATES_ON, member=member, day=on.isoformat())
        certificates = tuple(
            HeldCertificate(number, count, "issued" if ended is not None and ended > on.isoformat() else status)
            for number, count, status, ended in rows
        )
    pence = shares * letterhead(reader).nominal_pence
    return HoldingView(member_by_id(reader, member), shares, pence, certificates)


def capital_view(reader: Reader) -> CapitalView:
    """All shares in issue, as a sum of all movements."""
    shares = reader.value(_CAPITAL) or 0
    return CapitalView(shares, shares * letterhead(reader).nominal_pence, reader.value(_HOLDERS) or 0)
