"""Does the ledger balance? Capital = holdings = movements = money received less repaid, movement by movement.

Each check looks for the entries that break the sum, not only for a wrong sum: a finding names the journal entry.
"""

from collections.abc import Callable, Iterator

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from coopdesk.domain.money import pounds
from coopdesk.services.owed import paid_towards
from coopdesk.services.society import letterhead
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    CertificateRow,
    InstalmentRow,
    PaymentRow,
    ShareMovementRow,
    ShareTransferRow,
)

EntryOf = Callable[[str, int], str]
"""(table, id) -> "entry 31", the last that wrote the row."""

_Refund = aliased(PaymentRow)
_Back = aliased(ShareMovementRow)
_First = aliased(ShareMovementRow)
_REFUNDED = select(func.coalesce(func.sum(_Refund.pence), 0)).where(_Refund.refunds == PaymentRow.id).scalar_subquery()
_REVERSED = select(_Back.id).where(_Back.reverses == ShareMovementRow.id).exists()
_RUNNING = select(
    ShareMovementRow.id,
    ShareMovementRow.member,
    ShareMovementRow.on_day,
    func.sum(ShareMovementRow.shares)
    .over(
        partition_by=(ShareMovementRow.member, ShareMovementRow.share_class),
        order_by=(ShareMovementRow.on_day, ShareMovementRow.shares.desc(), ShareMovementRow.id),
        rows=(None, 0),
    )
    .label("held"),
).subquery()
_OVERDRAWN = select(_RUNNING.c.id, _RUNNING.c.member, _RUNNING.c.on_day, _RUNNING.c.held).where(_RUNNING.c.held < 0)
_PAID = select(
    ShareMovementRow.id, ShareMovementRow.kind, ShareMovementRow.shares, PaymentRow.id, PaymentRow.pence
).join(PaymentRow, PaymentRow.id == ShareMovementRow.payment)
_MONEY_FOR_NOTHING = _PAID.where(
    or_(
        ShareMovementRow.kind.in_(("opening", "transfer-in", "transfer-out", "write-down")),
        PaymentRow.purpose != "shares",
    )
)
_MISPAID_IN = _PAID.where(
    ShareMovementRow.kind == "issue",
    ~_REVERSED,
    PaymentRow.pence + _REFUNDED != ShareMovementRow.shares * bindparam("nominal"),
)
_MISPAID_OUT = _PAID.where(
    or_(ShareMovementRow.kind == "withdrawal", ShareMovementRow.kind == "cancellation"),
    PaymentRow.pence != ShareMovementRow.shares * bindparam("nominal"),
)
_UNPAID_OUT = select(ShareMovementRow.id).where(
    ShareMovementRow.kind == "withdrawal", ShareMovementRow.payment.is_(None)
)
_NOT_GIVEN_BACK = (
    select(ShareMovementRow.id, PaymentRow.pence)
    .join(_First, _First.id == ShareMovementRow.reverses)
    .join(PaymentRow, PaymentRow.id == _First.payment)
    .where(
        ShareMovementRow.kind == "reversal",
        PaymentRow.application.is_(None),
        or_(
            and_(PaymentRow.pence > 0, PaymentRow.pence + _REFUNDED != 0),
            and_(PaymentRow.pence < 0, ShareMovementRow.payment.is_(None)),
        ),
    )
)
_NOT_MIRRORED = (
    select(ShareMovementRow.id)
    .join(_First, _First.id == ShareMovementRow.reverses, isouter=True)
    .where(
        ShareMovementRow.kind == "reversal",
        or_(
            _First.id.is_(None),
            _First.shares != -ShareMovementRow.shares,
            _First.member != ShareMovementRow.member,
            _First.kind == "reversal",
        ),
    )
)
_ASTRAY = select(PaymentRow.id, PaymentRow.pence).where(
    PaymentRow.purpose == "shares",
    PaymentRow.refunds.is_(None),
    PaymentRow.application.is_(None),
    ~select(ShareMovementRow.id).where(ShareMovementRow.payment == PaymentRow.id).exists(),
    ~select(InstalmentRow.movement).where(InstalmentRow.payment == PaymentRow.id).exists(),
)
_OVER_REFUNDED = select(PaymentRow.id, PaymentRow.pence + _REFUNDED).where(
    PaymentRow.pence > 0, PaymentRow.pence + _REFUNDED < 0
)
_INSTALMENTS = select(InstalmentRow.movement, ShareMovementRow.shares).join(
    ShareMovementRow, ShareMovementRow.id == InstalmentRow.movement
)
_HALVES = (
    select(
        ShareTransferRow.id,
        ShareTransferRow.shares,
        func.coalesce(
            func.sum(ShareMovementRow.shares).filter(
                ShareMovementRow.kind == "transfer-in", ShareMovementRow.member == ShareTransferRow.taker
            ),
            0,
        ),
        func.coalesce(
            func.sum(ShareMovementRow.shares).filter(
                ShareMovementRow.kind == "transfer-out", ShareMovementRow.member == ShareTransferRow.giver
            ),
            0,
        ),
        func.count(func.distinct(ShareMovementRow.on_day)).filter(ShareMovementRow.kind != "reversal"),
    )
    .join(ShareMovementRow, ShareMovementRow.transfer == ShareTransferRow.id, isouter=True)
    .group_by(ShareTransferRow.id)
)
_CERTIFIED = (
    select(
        CertificateRow.member,
        CertificateRow.share_class,
        func.sum(CertificateRow.shares),
        func.max(CertificateRow.number),
    )
    .where(CertificateRow.status == "issued")
    .group_by(CertificateRow.member, CertificateRow.share_class)
)
_HELD = select(ShareMovementRow.member, ShareMovementRow.share_class, func.sum(ShareMovementRow.shares)).group_by(
    ShareMovementRow.member, ShareMovementRow.share_class
)


def ledger_findings(reader: Reader, entry_of: EntryOf) -> Iterator[tuple[str, str]]:
    """(code, sentence) for everything by which the ledger does not balance."""
    nominal = letterhead(reader).nominal_pence
    yield from _holdings(reader, entry_of)
    yield from _movements(reader, entry_of, nominal)
    yield from _money(reader, entry_of, nominal)
    for number, shares, came, went, days in reader.rows(_HALVES):
        if (came, -went, days) != (shares, shares, 1):
            said = f"Transfer {number} ({entry_of('share_transfer', number)}) is of {shares} shares"
            yield "TRANSFER-UNEQUAL", f"{said}; {came} came in and {-went} went out, on {days} days."


def _holdings(reader: Reader, entry_of: EntryOf) -> Iterator[tuple[str, str]]:
    for movement, member, day, held in reader.rows(_OVERDRAWN):
        where = f"movement {movement}, {entry_of('share_movement', movement)}"
        yield "HOLDING-NEGATIVE", f"Member id {member} holds {held} shares on {day} ({where})."
    sums = {(member, share_class): shares for member, share_class, shares in reader.rows(_HELD)}
    for member, share_class, shares, newest in reader.rows(_CERTIFIED):
        here = sums.get((member, share_class), 0)
        if here < shares:
            last = f"the newest is {newest}, {entry_of('certificate', newest)}"
            said = f"Member id {member} has certificates for {shares} shares and holds {here}"
            yield "CERTIFICATES-WRONG", f"{said} ({last})."


def _movements(reader: Reader, entry_of: EntryOf, nominal: int) -> Iterator[tuple[str, str]]:
    def movement(number: int) -> str:
        return f"Movement {number} ({entry_of('share_movement', number)})"

    mispaid = [
        *reader.rows(_MONEY_FOR_NOTHING),
        *reader.rows(_MISPAID_IN, nominal=nominal),
        *reader.rows(_MISPAID_OUT, nominal=nominal),
    ]
    for number, kind, shares, payment, pence in mispaid:
        said = f"{movement(number)}, {kind} of {shares} shares, is not paid by receipt {payment} of {pounds(pence)}"
        yield "MONEY-UNTIED", f"{said}."
    for (number,) in reader.rows(_UNPAID_OUT):
        yield "MONEY-UNTIED", f"{movement(number)} took shares and names no repayment."
    for number, pence in reader.rows(_NOT_GIVEN_BACK):
        yield "MONEY-UNTIED", f"{movement(number)} takes a movement back and {pounds(abs(pence))} did not go back."
    for (number,) in reader.rows(_NOT_MIRRORED):
        yield "REVERSAL-WRONG", f"{movement(number)} does not take one movement back whole."


def _money(reader: Reader, entry_of: EntryOf, nominal: int) -> Iterator[tuple[str, str]]:
    for number, pence in reader.rows(_ASTRAY):
        said = f"Receipt {number} ({entry_of('payment', number)}), {pounds(pence)} for shares, stands for no movement"
        yield "MONEY-ASTRAY", f"{said}."
    for number, left in reader.rows(_OVER_REFUNDED):
        said = f"Receipt {number} ({entry_of('payment', number)}) was refunded {pounds(-left)} more than it brought"
        yield "REFUND-WRONG", f"{said}."
    for movement, shares in dict.fromkeys(reader.rows(_INSTALMENTS)):
        paid = paid_towards(reader, movement)
        if not 0 <= paid <= shares * nominal:
            said = f"Movement {movement} ({entry_of('share_movement', movement)}) of {pounds(shares * nominal)}"
            yield "MONEY-UNTIED", f"{said} has {pounds(paid)} of instalments."
