"""The ledger as a long list: movements of shares and the money behind them, the newest day first, narrowed and found.

A transfer is one act with two entries; in the list of all members it is one line, "from A to B", in a member's own list
it is the member's entry.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from coopdesk.domain.clock import local_day, read_moment
from coopdesk.domain.ids import MemberId
from coopdesk.domain.refusals import Refusal
from coopdesk.services.members import find
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    CashUpReceiptRow,
    CashUpRow,
    MemberRow,
    PaymentRow,
    ShareMovementRow,
    ShareTransferRow,
)

Which = Literal["since", "to-reconcile", "all"]
MoneyState = Literal["to do", "cashed up", "no money"]

FOUND_LIMIT = 50
"""Members whose movements are listed together when a few letters are typed."""

_TAKER = aliased(MemberRow)
_CASHED = exists().where(
    CashUpReceiptRow.payment == PaymentRow.id, CashUpReceiptRow.cash_up == CashUpRow.id, CashUpRow.void == 0
)
_LINE = (
    select(
        ShareMovementRow.id,
        ShareMovementRow.on_day,
        ShareMovementRow.at,
        ShareMovementRow.kind,
        ShareMovementRow.shares,
        ShareMovementRow.certificate,
        PaymentRow.id,
        PaymentRow.pence,
        PaymentRow.method,
        _CASHED,
        MemberRow.id,
        MemberRow.number,
        MemberRow.name,
        MemberRow.joined_on,
        _TAKER.name,
    )
    .join(MemberRow, MemberRow.id == ShareMovementRow.member)
    .join(PaymentRow, PaymentRow.id == ShareMovementRow.payment, isouter=True)
    .join(ShareTransferRow, ShareTransferRow.id == ShareMovementRow.transfer, isouter=True)
    .join(_TAKER, _TAKER.id == ShareTransferRow.taker, isouter=True)
    .where(ShareMovementRow.id.in_(select(func.json_each(bindparam("ids")).table_valued("value").c.value)))
)
_PAID = (
    select(
        PaymentRow.id,
        PaymentRow.on_day,
        PaymentRow.at,
        PaymentRow.purpose,
        PaymentRow.pence,
        PaymentRow.method,
        _CASHED,
        MemberRow.id,
        MemberRow.number,
        MemberRow.name,
    )
    .join(MemberRow, MemberRow.id == PaymentRow.member, isouter=True)
    .where(PaymentRow.id.in_(select(func.json_each(bindparam("ids")).table_valued("value").c.value)))
)
_TO_RECONCILE = (
    # A payment that came without shares (an instalment, a subscription) is known by its own number, negative.
    select(func.coalesce(ShareMovementRow.id, -PaymentRow.id))
    .select_from(PaymentRow)
    .join(ShareMovementRow, ShareMovementRow.payment == PaymentRow.id, isouter=True)
    .where(~_CASHED)
    .order_by(PaymentRow.on_day.desc(), PaymentRow.id.desc())
)


@dataclass(frozen=True, slots=True)
class MovementFilter:
    """Which movements are listed. ``kind`` "" is any; ``since`` counts where ``which`` is "since"."""

    which: Which = "since"
    since: date = date.min
    kind: str = ""
    typed: str = ""
    """Part of a name, a member number, or the number of a receipt or certificate."""


@dataclass(frozen=True, slots=True)
class MovementLine:
    """One line. ``what`` is the movement's kind, "joined" for the issue somebody became a member with, or the purpose
    of a payment that moved no shares (``movement`` None)."""

    movement: int | None
    receipt: int | None
    certificate: int | None
    day: date
    moment: datetime | None
    """When it was entered, where that was on the day itself."""
    member: MemberId | None
    member_number: str
    who: str
    whom: str
    """Who took the shares of a transfer, else ""."""
    what: str
    shares: int
    pence: int
    method: str
    money: MoneyState


def movement_keys(reader: Reader, chosen: MovementFilter) -> tuple[int, ...]:
    """What is listed, in order: ids of movements, and of payments without one as negative numbers.

    All at once, and the lines a page at a time: sorting a long ledger anew for each page would hold up the door.
    """
    if chosen.which == "to-reconcile":
        return tuple(key for (key,) in reader.rows(_TO_RECONCILE))
    statement = select(ShareMovementRow.id)
    if chosen.which == "since":
        statement = statement.where(ShareMovementRow.on_day >= chosen.since.isoformat())
    statement = _of_kind(statement, chosen.kind)
    if chosen.typed.strip():
        statement = _of_people(reader, statement, chosen.typed.strip())
    else:
        statement = statement.where(ShareMovementRow.kind != "transfer-in")
    statement = statement.order_by(ShareMovementRow.on_day.desc(), ShareMovementRow.id.desc())
    return tuple(key for (key,) in reader.rows(statement))


def _of_kind(statement: Select[int], kind: str) -> Select[int]:
    if not kind:
        return statement
    kinds = ("transfer-in", "transfer-out") if kind == "transfer" else (kind,)
    return statement.where(ShareMovementRow.kind.in_(kinds))


def _of_people(reader: Reader, statement: Select[int], typed: str) -> Select[int]:
    try:
        people = [person.id for person in find(reader, typed, FOUND_LIMIT)]
    except Refusal:
        people = []
    meant: list[ColumnElement[bool]] = [ShareMovementRow.member.in_(people)]
    if typed.isdecimal() and len(typed) < 16:
        meant += [ShareMovementRow.payment == int(typed), ShareMovementRow.certificate == int(typed)]
    return statement.where(or_(*meant))


def movement_lines(reader: Reader, keys: Sequence[int]) -> tuple[MovementLine, ...]:
    """The lines of these keys, in this order."""
    found: dict[int, MovementLine] = {}
    movements, payments = [key for key in keys if key > 0], [-key for key in keys if key < 0]
    if movements:
        found |= {row[0]: _line(row) for row in reader.rows(_LINE, ids=json.dumps(movements))}
    if payments:
        found |= {-row[0]: _paid(row) for row in reader.rows(_PAID, ids=json.dumps(payments))}
    return tuple(found[key] for key in keys if key in found)


def _line(row: tuple[Any, ...]) -> MovementLine:
    (
        movement, on_day, at, kind, shares, certificate, receipt, pence, method, cashed, member, number, name, joined,
        taker,
    ) = row  # fmt: skip
    joining = kind == "issue" and joined == on_day
    return MovementLine(
        movement=movement,
        receipt=receipt,
        certificate=certificate,
        day=date.fromisoformat(on_day),
        moment=_moment(on_day, at),
        member=MemberId(member),
        member_number=number,
        who=name,
        whom=taker if kind == "transfer-out" and taker is not None else "",
        what="joined" if joining else kind,
        shares=shares,
        pence=pence or 0,
        method=method or "",
        money="no money" if receipt is None else "cashed up" if cashed else "to do",
    )


def _paid(row: tuple[Any, ...]) -> MovementLine:
    receipt, on_day, at, purpose, pence, method, cashed, member, number, name = row
    return MovementLine(
        movement=None,
        receipt=receipt,
        certificate=None,
        day=date.fromisoformat(on_day),
        moment=_moment(on_day, at),
        member=None if member is None else MemberId(member),
        member_number=number or "",
        who=name or "",
        whom="",
        what=purpose,
        shares=0,
        pence=pence,
        method=method,
        money="cashed up" if cashed else "to do",
    )


def _moment(on_day: str, at: str) -> datetime | None:
    moment = read_moment(at)
    return moment if local_day(moment).isoformat() == on_day else None
