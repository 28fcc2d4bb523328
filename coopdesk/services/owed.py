"""Shares allotted before they were fully paid: what is owed on each allotment, and by whom.

One payment that settles an allotment whole is named by its movement; otherwise the movement names none, and what was
received towards it are its instalments.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased

from coopdesk.domain.ids import MemberId
from coopdesk.services.members import MemberView, members_by_ids
from coopdesk.services.society import letterhead
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import InstalmentRow, PaymentRow, ShareMovementRow

_Back = aliased(ShareMovementRow)
_Refund = aliased(PaymentRow)
_STANDS = ~select(_Back.id).where(_Back.reverses == ShareMovementRow.id).exists()

_OWING = (
    select(ShareMovementRow.id, ShareMovementRow.member, ShareMovementRow.shares, ShareMovementRow.on_day)
    .where(ShareMovementRow.kind == "issue", ShareMovementRow.payment.is_(None), _STANDS)
    .order_by(ShareMovementRow.id)
)
_OWED_BY = (
    select(ShareMovementRow.id, ShareMovementRow.shares)
    .where(
        ShareMovementRow.member == bindparam("member"),
        ShareMovementRow.kind == "issue",
        ShareMovementRow.payment.is_(None),
        _STANDS,
    )
    .order_by(ShareMovementRow.id)
)
_PAID = (
    select(func.coalesce(func.sum(PaymentRow.pence), 0))
    .select_from(InstalmentRow)
    .join(PaymentRow, PaymentRow.id == InstalmentRow.payment)
    .where(InstalmentRow.movement == bindparam("movement"), PaymentRow.on_day <= bindparam("day"))
)
_BACK = (
    select(func.coalesce(func.sum(_Refund.pence), 0))
    .select_from(InstalmentRow)
    .join(_Refund, _Refund.refunds == InstalmentRow.payment)
    .where(InstalmentRow.movement == bindparam("movement"), _Refund.on_day <= bindparam("day"))
)
_OWING_THEN = select(ShareMovementRow.id, ShareMovementRow.member, ShareMovementRow.shares).where(
    ShareMovementRow.kind == "issue",
    ShareMovementRow.payment.is_(None),
    ShareMovementRow.on_day <= bindparam("day"),
    ~select(_Back.id).where(_Back.reverses == ShareMovementRow.id, _Back.on_day <= bindparam("day")).exists(),
)
FOR_EVER = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Owed:
    """One allotment that is not fully paid."""

    movement: int
    member: MemberView
    shares: int
    on: date
    paid_pence: int
    owed_pence: int


def paid_towards(reader: Reader, movement: int, day: str = FOR_EVER) -> int:
    """Pence received by instalments towards a movement, up to and with a day, less what was given back."""
    return reader.one(_PAID, movement=movement, day=day) + reader.one(_BACK, movement=movement, day=day)


def owed_by(reader: Reader, member: int) -> tuple[tuple[int, int, int], ...]:
    """What a member owes on shares: (movement, pence owed, shares not fully paid), the oldest first."""
    rows = reader.rows(_OWED_BY, member=member)
    if not rows:
        return ()
    nominal = letterhead(reader).nominal_pence
    owing = ((movement, shares * nominal - paid_towards(reader, movement)) for movement, shares in rows)
    return tuple((movement, owed, -(-owed // nominal)) for movement, owed in owing if owed > 0)


def owed_by_member(reader: Reader, day: str) -> dict[int, int]:
    """Pence owed on shares on a day, by member's id; those who owed nothing are left out."""
    nominal = letterhead(reader).nominal_pence
    owed: dict[int, int] = {}
    for movement, member, shares in reader.rows(_OWING_THEN, day=day):
        left = shares * nominal - paid_towards(reader, movement, day)
        if left > 0:
            owed[member] = owed.get(member, 0) + left
    return owed


def owed_on_shares(reader: Reader) -> tuple[Owed, ...]:
    """Every allotment that is not fully paid, the oldest first."""
    nominal = letterhead(reader).nominal_pence
    rows = reader.rows(_OWING)
    members = {each.id: each for each in members_by_ids(reader, [MemberId(row[1]) for row in rows])}
    found: list[Owed] = []
    for movement, member, shares, on in rows:
        paid = paid_towards(reader, movement)
        if paid < shares * nominal:
            day = date.fromisoformat(on)
            found.append(Owed(movement, members[MemberId(member)], shares, day, paid, shares * nominal - paid))
    return tuple(found)
