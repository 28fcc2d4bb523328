"""What members still owe on shares that were allotted before they were paid for."""

from collections import defaultdict
from datetime import date

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased

from coopdesk.storage.store import Reader
from coopdesk.storage.tables import InstalmentRow, PaymentRow, ShareMovementRow

_BACK = aliased(ShareMovementRow)
_ISSUED = (
    select(ShareMovementRow.id, ShareMovementRow.member, ShareMovementRow.shares, func.coalesce(PaymentRow.pence, 0))
    .join(PaymentRow, PaymentRow.id == ShareMovementRow.payment, isouter=True)
    .join(_BACK, (_BACK.reverses == ShareMovementRow.id) & (_BACK.on_day <= bindparam("day")), isouter=True)
    .where(
        ShareMovementRow.kind == "issue",
        ShareMovementRow.on_day <= bindparam("day"),
        func.coalesce(PaymentRow.pence, 0) < ShareMovementRow.shares * bindparam("nominal"),
        _BACK.id.is_(None),
    )
)
_INSTALMENTS = (
    select(InstalmentRow.movement, func.sum(PaymentRow.pence))
    .join(PaymentRow, PaymentRow.id == InstalmentRow.payment)
    .where(PaymentRow.on_day <= bindparam("day"))
    .group_by(InstalmentRow.movement)
)


def unpaid_on(reader: Reader, day: date, nominal_pence: int) -> dict[int, int]:
    """Pence that members owed on their shares on a day, by member's id; those who owed nothing are left out."""
    on = day.isoformat()
    paid: dict[int, int] = dict(reader.rows(_INSTALMENTS, day=on))
    owed: defaultdict[int, int] = defaultdict(int)
    for movement, member, shares, pence in reader.rows(_ISSUED, day=on, nominal=nominal_pence):
        left = shares * nominal_pence - pence - paid.get(movement, 0)
        if left > 0:
            owed[member] += left
    return dict(owed)
