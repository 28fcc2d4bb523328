"""Every certificate there ever was as a long list, the newest first: narrowed to those that stand, or to a holder."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import ColumnElement, bindparam, func, or_, select

from coopdesk.domain.refusals import Refusal
from coopdesk.services.members import find
from coopdesk.services.shares import CertificateLine
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import CertificateRow, MemberRow

WhichCertificates = Literal["standing", "gone", "all"]

FOUND_LIMIT = 50

_COUNTED = select(CertificateRow.status, func.count()).group_by(CertificateRow.status)
_LINES = (
    select(
        CertificateRow.number,
        MemberRow.number,
        MemberRow.name,
        CertificateRow.shares,
        CertificateRow.issued_on,
        CertificateRow.status,
    )
    .join(MemberRow, MemberRow.id == CertificateRow.member)
    .where(CertificateRow.number.in_(select(func.json_each(bindparam("numbers")).table_valued("value").c.value)))
    .order_by(CertificateRow.number.desc())
)


@dataclass(frozen=True, slots=True)
class CertificateFilter:
    """Which certificates are listed; ``typed`` is part of a holder's name, a member number or a certificate number."""

    which: WhichCertificates = "all"
    typed: str = ""


@dataclass(frozen=True, slots=True)
class CertificatesView:
    """The numbers listed, the newest first, and how many certificates stand or stand no more."""

    numbers: tuple[int, ...]
    standing: int
    gone: int


def certificates_view(reader: Reader, chosen: CertificateFilter) -> CertificatesView:
    """Read which certificates are listed."""
    statement = select(CertificateRow.number)
    if chosen.which == "standing":
        statement = statement.where(CertificateRow.status == "issued")
    elif chosen.which == "gone":
        statement = statement.where(CertificateRow.status != "issued")
    if chosen.typed.strip():
        statement = statement.where(_of(reader, chosen.typed.strip()))
    counted: dict[str, int] = dict(reader.rows(_COUNTED))
    standing = counted.pop("issued", 0)
    numbers = tuple(number for (number,) in reader.rows(statement.order_by(CertificateRow.number.desc())))
    return CertificatesView(numbers, standing, sum(counted.values()))


def _of(reader: Reader, typed: str) -> ColumnElement[bool]:
    try:
        people = [person.id for person in find(reader, typed, FOUND_LIMIT)]
    except Refusal:
        people = []
    meant: list[ColumnElement[bool]] = [CertificateRow.member.in_(people)]
    if typed.isdecimal() and len(typed) < 16:
        meant.append(CertificateRow.number == int(typed))
    return or_(*meant)


def certificate_lines(reader: Reader, numbers: Sequence[int]) -> tuple[CertificateLine, ...]:
    """The lines of these certificates, the newest first."""
    return tuple(
        CertificateLine(number, member, holder, shares, date.fromisoformat(issued), status)
        for number, member, holder, shares, issued, status in reader.rows(_LINES, numbers=json.dumps(list(numbers)))
    )
