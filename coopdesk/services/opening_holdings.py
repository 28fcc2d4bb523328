"""What members bring with them from the register kept before: shares, the certificates that stand for them, and joint
holders.

Certificates come in under their own numbers, because the papers are in the members' hands. New numbers go on after the
highest there ever was; numbers of the earlier book that nobody brings in are noted as used there.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, exists, func, or_, select

from coopdesk.domain.clock import local_day
from coopdesk.domain.codes import token_from
from coopdesk.services.act import Act
from coopdesk.services.roster import Candidate
from coopdesk.services.roster.holdings import TakenCertificate
from coopdesk.services.society import CERTIFICATE_NUMBERS, counter_at_least
from coopdesk.storage import journal
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    CertificateFateRow,
    CertificatePrintingRow,
    CertificateRow,
    CertificateStatementRow,
    CounterRow,
    EarlierNumbersRow,
    JointHolderRow,
    MemberRow,
    OpeningCertificateRow,
    ShareMovementRow,
)

IMPORT_TAKEN_BACK = "import taken back"

_OPENED = exists().where(OpeningCertificateRow.number == CertificateRow.number)
_USED_SINCE = or_(
    exists().where(CertificatePrintingRow.number == CertificateRow.number),
    exists().where(CertificateStatementRow.number == CertificateRow.number),
    exists().where(CertificateFateRow.number == CertificateRow.number),
)
_OPEN_AGAIN = (CertificateRow.status == "void") & _OPENED & ~_USED_SINCE
"""Brought in by an import that was taken back since: as if it had never come in, and free to come in again."""

OURS = or_(~_OPENED, _USED_SINCE)
"""Certificates that the society has issued, printed, signed or taken out of force itself."""

_LAST_MOVEMENT = select(func.coalesce(func.max(ShareMovementRow.id), 0))
_LAST_HOLDER = select(func.coalesce(func.max(JointHolderRow.id), 0))
_LAST_NUMBER = select(CounterRow.value).where(CounterRow.name == CERTIFICATE_NUMBERS)
_AGAIN = select(CertificateRow.number).where(_OPEN_AGAIN)
_TAKEN = (
    select(CertificateRow.number, MemberRow.number, CertificateRow.status)
    .join(MemberRow, MemberRow.id == CertificateRow.member)
    .where(~_OPEN_AGAIN)
)
_STANDING = (
    select(CertificateRow.member, CertificateRow.number)
    .where(CertificateRow.status == "issued")
    .order_by(CertificateRow.number)
)
_HOLDERS = (
    select(JointHolderRow.member, JointHolderRow.name)
    .where(JointHolderRow.void == 0, JointHolderRow.until_day.is_(None))
    .order_by(JointHolderRow.member, JointHolderRow.place)
)
_STANDING_OF = select(CertificateRow.number).where(
    CertificateRow.member.between(bindparam("first"), bindparam("last")), CertificateRow.status == "issued"
)
_HOLDERS_OF = select(JointHolderRow.id).where(
    JointHolderRow.member.between(bindparam("first"), bindparam("last")), JointHolderRow.void == 0
)
_EARLIER = select(EarlierNumbersRow.first, EarlierNumbersRow.last).order_by(EarlierNumbersRow.first)

_MOVEMENT_COLUMNS = tuple("id member shares kind on_day at payment certificate reverses".split())
_CERTIFICATE_COLUMNS = tuple("number member shares entered_on issued_on token status void_reason".split())
_OPENING_COLUMNS = ("number", "movement", "on_day")
_HOLDER_COLUMNS = tuple("id member place from_day until_day at void name address postcode email salt".split())


def taken_certificates(reader: Reader) -> dict[int, TakenCertificate]:
    """Every certificate number the society has used, and for whom."""
    return {number: TakenCertificate(member, fate) for number, member, fate in reader.rows(_TAKEN)}


def standing_certificates(reader: Reader) -> Mapping[int, Sequence[int]]:
    """The numbers of the certificates that stand, by member's id."""
    return _grouped(reader.rows(_STANDING))


def joint_holders_now(reader: Reader) -> Mapping[int, Sequence[str]]:
    """The joint holders of today, by member's id, in their places."""
    return _grouped(reader.rows(_HOLDERS))


def _grouped(rows: Sequence[Any]) -> dict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for member, value in rows:
        found[member].append(value)
    return found


def earlier_numbers(reader: Reader) -> set[int]:
    """Numbers of the book kept before: those among them without a certificate were used up there."""
    return {number for first, last in reader.rows(_EARLIER) for number in range(first, last + 1)}


def note_earlier_numbers(act: Act, highest: int) -> None:
    """Let new certificates go on after the highest number of the register that was brought in."""
    last = act.reader.value(_LAST_NUMBER) or 0
    if highest > last:
        act.add(EarlierNumbersRow, first=last + 1, last=highest, on_day=local_day(act.now).isoformat())
        counter_at_least(act, CERTIFICATE_NUMBERS, highest)


def open_holdings(act: Act, newcomers: Sequence[Candidate], first: int) -> None:
    """Bring shares, certificates and joint holders forward on the day of the import.

    Args:
        newcomers: in the order of their ids, which begin at ``first``.
    """
    today = local_day(act.now).isoformat()
    before = act.reader.one(_LAST_MOVEMENT)
    holders = [(first + place, one) for place, one in enumerate(newcomers) if one.shares]
    rows = (
        (before + place, member, one.shares, "opening", today, act.at, None, None, None)
        for place, (member, one) in enumerate(holders, start=1)
    )
    if holders:
        act.add_many(ShareMovementRow, _MOVEMENT_COLUMNS, rows)
    _open_certificates(act, holders, before)
    _enter_joint_holders(act, newcomers, first)


def _open_certificates(act: Act, holders: Sequence[tuple[int, Candidate]], before: int) -> None:
    """Number each certificate as it is; the movement behind it is ``before`` and its holder's place."""
    today = local_day(act.now)
    again = {number for (number,) in act.reader.rows(_AGAIN)}
    fresh: list[tuple[object, ...]] = []
    opened: list[tuple[object, ...]] = []
    for place, (member, one) in enumerate(holders, start=1):
        for each in one.certificates:
            day = (each.entered_on or one.joined or today - timedelta(days=1)).isoformat()
            opened.append((each.number, before + place, today.isoformat()))
            if each.number in again:
                act.change(
                    CertificateRow,
                    each.number,
                    member=member,
                    shares=each.shares,
                    entered_on=day,
                    issued_on=day,
                    status="issued",
                    void_reason="",
                )
            else:
                token = token_from(act.random(16))
                fresh.append((each.number, member, each.shares, day, day, token, "issued", ""))
    if fresh:
        act.add_many(CertificateRow, _CERTIFICATE_COLUMNS, fresh)
    if opened:
        act.add_many(OpeningCertificateRow, _OPENING_COLUMNS, opened)


def _enter_joint_holders(act: Act, newcomers: Sequence[Candidate], first: int) -> None:
    """Second and further names on a holding; the first named is the member, who alone votes (scenario 35)."""
    named = [
        (first + at, place, one, name)
        for at, one in enumerate(newcomers)
        for place, name in enumerate(one.joint_holders, start=2)
    ]
    row = act.reader.one(_LAST_HOLDER)
    yesterday = (local_day(act.now) - timedelta(days=1)).isoformat()
    rows = [
        (
            row + count, member, place, one.joined.isoformat() if one.joined else yesterday, None, act.at, 0, name, "",
            "", "", act.random(journal.SALT_LENGTH),
        )
        for count, (member, place, one, name) in enumerate(named, start=1)
    ]  # fmt: skip
    if rows:
        act.add_many(JointHolderRow, _HOLDER_COLUMNS, rows)


def close_holdings(act: Act, first: int, last: int) -> None:
    """Take certificates and joint holders of an import back; the numbers may come in again with the next one."""
    for (number,) in act.reader.rows(_STANDING_OF, first=first, last=last):
        act.change(CertificateRow, number, status="void", void_reason=IMPORT_TAKEN_BACK)
    for (holder,) in act.reader.rows(_HOLDERS_OF, first=first, last=last):
        act.change(JointHolderRow, holder, void=1)
