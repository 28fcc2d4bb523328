"""Certificates for shares held without one (an opening balance, a cancelled certificate), of one member or of all."""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from coopdesk.domain.certificates import NoSharesWithoutCertificate
from coopdesk.domain.ids import MemberId
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.domain.shares import check_share_count
from coopdesk.services.act import Act
from coopdesk.services.certificates import issue_certificate, without_certificate
from coopdesk.services.events import SharesChanged
from coopdesk.services.members import member_by_id
from coopdesk.services.perform import Command, Done, handles
from coopdesk.storage.tables import CertificateRow, MemberRow, ShareMovementRow

_SINCE = select(func.max(ShareMovementRow.on_day)).where(
    ShareMovementRow.member == bindparam("member"),
    ShareMovementRow.share_class.is_not_distinct_from(bindparam("share_class")),
    ShareMovementRow.shares > 0,
)
_STANDING = (
    select(
        CertificateRow.member,
        CertificateRow.share_class,
        func.sum(CertificateRow.shares).label("shares"),
    )
    .where(CertificateRow.status == "issued")
    .group_by(CertificateRow.member, CertificateRow.share_class)
    .subquery()
)
_UNCERTIFIED = (
    select(
        ShareMovementRow.member,
        ShareMovementRow.share_class,
        func.sum(ShareMovementRow.shares) - func.coalesce(func.max(_STANDING.c.shares), 0),
    )
    .join(MemberRow, MemberRow.id == ShareMovementRow.member)
    .join(
        _STANDING,
        (_STANDING.c.member == ShareMovementRow.member)
        & _STANDING.c.share_class.is_not_distinct_from(ShareMovementRow.share_class),
        isouter=True,
    )
    .group_by(ShareMovementRow.member, ShareMovementRow.share_class)
    .having(func.sum(ShareMovementRow.shares) > func.coalesce(func.max(_STANDING.c.shares), 0))
    .order_by(MemberRow.number_key, ShareMovementRow.share_class)
)


@dataclass
class EveryHoldingCertified(Refusal):
    """Nobody holds shares without a certificate."""

    code = "ALL-CERTIFIED"
    sentence = "Every share of every member stands in a certificate already, so no certificate was issued."


@dataclass(frozen=True, slots=True)
class CertifyHolding(Command[int]):
    """A certificate for the shares a member holds without one (an opening balance, a cancelled certificate).

    The value is its number. ``shares`` 0 means all of them.
    """

    member: int
    shares: int = 0
    share_class: int | None = None


@handles(CertifyHolding)
def certify_holding(command: CertifyHolding, act: Act) -> Done[int]:
    """Issue it.

    Raises:
        NoSharesWithoutCertificate: every share stands in a certificate already.
        NotUnderstood: more shares than are held without one.
    """
    member = member_by_id(act.reader, MemberId(command.member))
    without = without_certificate(act.reader, command.member, command.share_class)
    if without <= 0:
        raise NoSharesWithoutCertificate(member.number)
    shares = check_share_count(command.shares) if command.shares else without
    if shares > without:
        raise NotUnderstood("The number of shares", str(shares), f"{without} are held without a certificate")
    since = act.reader.value(_SINCE, member=command.member, share_class=command.share_class) or ""
    number = issue_certificate(act, command.member, shares, entered_on=since, share_class=command.share_class)
    return Done(number, (SharesChanged(),))


@dataclass(frozen=True, slots=True)
class CertifyEverybody(Command[int]):
    """A certificate for every holding, or part of one, that has none; the value is how many were issued."""


@handles(CertifyEverybody)
def certify_everybody(_command: CertifyEverybody, act: Act) -> Done[int]:
    """Issue them in the order of member numbers, in one act.

    Raises:
        EveryHoldingCertified: there is none to issue.
    """
    wanted = act.reader.rows(_UNCERTIFIED)
    if not wanted:
        raise EveryHoldingCertified()
    for member, share_class, shares in wanted:
        since = act.reader.value(_SINCE, member=member, share_class=share_class) or ""
        issue_certificate(act, member, shares, entered_on=since, share_class=share_class)
    return Done(len(wanted), (SharesChanged(),))
