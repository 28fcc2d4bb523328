"""Shares: issuing them against money, holdings as sums of movements, certificates.

(The treasurer's desk grows from here: withdrawals, transfers and statements are further movements of the same ledger.)
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, select, update

from coopdesk.domain.certificates import UnknownCertificate
from coopdesk.domain.clock import local_day
from coopdesk.domain.codes import token_from
from coopdesk.domain.ids import MemberId
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.shares import check_maximum, check_share_count
from coopdesk.services.act import Act
from coopdesk.services.events import SharesChanged
from coopdesk.services.members import MembershipEnded, MemberView, member_by_id
from coopdesk.services.perform import Command, Done, Entry, NonceUsed, handles, repeats
from coopdesk.services.society import CERTIFICATE_NUMBERS, letterhead, rules_now
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    CertificateRow,
    CounterRow,
    MemberRow,
    PaymentRow,
    ShareMovementRow,
)

METHODS = ("cash", "card", "transfer", "cheque")

_NEXT_CERTIFICATE = (
    update(CounterRow)
    .where(CounterRow.name == CERTIFICATE_NUMBERS)
    .values(value=CounterRow.value + 1)
    .returning(CounterRow.value)
)
_MOVEMENT = select(
    ShareMovementRow.id,
    ShareMovementRow.member,
    ShareMovementRow.shares,
    ShareMovementRow.payment,
    ShareMovementRow.certificate,
).where(ShareMovementRow.certificate == bindparam("certificate"), ShareMovementRow.kind != "reversal")
_PAYMENT = select(PaymentRow.pence, PaymentRow.method, PaymentRow.meeting).where(PaymentRow.id == bindparam("id"))
_CERTIFICATES = (
    select(CertificateRow.number, CertificateRow.shares, CertificateRow.status)
    .where(CertificateRow.member == bindparam("member"))
    .order_by(CertificateRow.number)
)
_HOLDING = select(func.coalesce(func.sum(ShareMovementRow.shares), 0)).where(
    ShareMovementRow.member == bindparam("member")
)
_CAPITAL = select(func.coalesce(func.sum(ShareMovementRow.shares), 0))
_HOLDERS = select(func.count(func.distinct(ShareMovementRow.member)))
_RECENT = (
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
    """Allot fully paid shares and number their certificate."""

    member: int
    shares: int
    paid: str
    meeting: int | None = None


@handles(IssueShares)
def issue_shares(command: IssueShares, act: Act) -> Done[IssuedView]:
    """Take the money, enter the shares, number the certificate: one act.

    Raises:
        NotUnderstood: a count or method that cannot be used.
        MembershipEnded: only current members take shares.
        Refusal: the holding would pass the rule maximum.
    """
    member = member_by_id(act.reader, MemberId(command.member))
    if not member.active:
        raise MembershipEnded(member.number)
    certificate = allot(act, member.id, member.shares, command.shares, command.paid, command.meeting)
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


def allot(act: Act, member: MemberId, holding: int, shares: int, paid: str, meeting: int | None) -> int:
    """Payment, movement and certificate for one allotment; returns the certificate's number."""
    count = check_share_count(shares)
    check_maximum(rules_now(act.reader), holding, count)
    if paid not in METHODS:
        raise NotUnderstood("The way of paying", paid, "it is cash, card, transfer or cheque")
    today = local_day(act.now).isoformat()
    pence = count * letterhead(act.reader).nominal_pence
    number = act.writer.returning(_NEXT_CERTIFICATE)
    payment = act.add(
        PaymentRow,
        member=member,
        meeting=meeting,
        pence=pence,
        method=paid,
        at=act.at,
        refunds=None,
        purpose="shares",
        on_day=today,
        application=None,
    )
    act.add(
        CertificateRow,
        number=number,
        member=member,
        shares=count,
        entered_on=today,
        issued_on=today,
        token=token_from(act.random(16)),
        status="issued",
        void_reason="",
    )
    act.add(
        ShareMovementRow,
        member=member,
        shares=count,
        kind="issue",
        on_day=today,
        at=act.at,
        payment=payment,
        certificate=number,
        reverses=None,
    )
    return number


@dataclass(frozen=True, slots=True)
class ReverseIssue(Command[None]):
    """Take an issue back: void the certificate, refund the money, reverse the movement. The number stays used."""

    certificate: int


@handles(ReverseIssue)
def reverse_issue(command: ReverseIssue, act: Act) -> Done[None]:
    """Undo of an issue.

    Raises:
        LookupError: the certificate stands for no movement.
    """
    take_back(act, command.certificate)
    return Done(None, (SharesChanged(),))


def take_back(act: Act, certificate: int) -> None:
    """Reverse the movement behind a certificate and refund its payment."""
    found = act.reader.first(_MOVEMENT, certificate=certificate)
    if found is None:
        raise UnknownCertificate(certificate)
    movement, member, shares, payment, _ = found
    refund: int | None = None
    if payment is not None:
        paid = act.reader.first(_PAYMENT, id=payment)
        assert paid is not None
        pence, method, meeting = paid
        refund = act.add(
            PaymentRow,
            member=member,
            meeting=meeting,
            pence=-pence,
            method=method,
            at=act.at,
            refunds=payment,
            purpose="shares",
            on_day=local_day(act.now).isoformat(),
            application=None,
        )
    act.add(
        ShareMovementRow,
        member=member,
        shares=-shares,
        kind="reversal",
        on_day=local_day(act.now).isoformat(),
        at=act.at,
        payment=refund,
        certificate=certificate,
        reverses=movement,
    )
    act.change(CertificateRow, certificate, status="void", void_reason="issue taken back")


def issued_view(reader: Reader, certificate: int) -> IssuedView:
    """What was issued under this certificate."""
    found = reader.first(_MOVEMENT, certificate=certificate)
    if found is None:
        raise UnknownCertificate(certificate)
    _, member, shares, payment, _ = found
    paid = reader.first(_PAYMENT, id=payment) if payment is not None else None
    return IssuedView(member_by_id(reader, MemberId(member)), shares, certificate, paid[0] if paid else 0)


def holding_view(reader: Reader, member: MemberId) -> HoldingView:
    """A member's holding, with the certificates that stand for it."""
    shares = reader.value(_HOLDING, member=member) or 0
    certificates = tuple(HeldCertificate(*row) for row in reader.rows(_CERTIFICATES, member=member))
    pence = shares * letterhead(reader).nominal_pence
    return HoldingView(member_by_id(reader, member), shares, pence, certificates)


def capital_view(reader: Reader) -> CapitalView:
    """All shares in issue, as a sum of all movements."""
    shares = reader.value(_CAPITAL) or 0
    return CapitalView(shares, shares * letterhead(reader).nominal_pence, reader.value(_HOLDERS) or 0)


def recent_certificates(reader: Reader, limit: int = 50) -> tuple[CertificateLine, ...]:
    """The newest certificates first."""
    return tuple(
        CertificateLine(number, member, holder, shares, date.fromisoformat(issued), status)
        for number, member, holder, shares, issued, status in reader.rows(_RECENT, limit=limit)
    )
