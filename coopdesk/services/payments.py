"""Money apart from shares: subscriptions and gifts, instalments on shares, refunds, receipts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select

from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import display_number
from coopdesk.domain.money import pounds
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.services.act import Act
from coopdesk.services.allotment import PaidTooMuch
from coopdesk.services.events import SharesChanged
from coopdesk.services.letterhead import LetterheadView
from coopdesk.services.members import member_by_id
from coopdesk.services.movements import PURPOSES, PaymentNote, day_given, method_given, pay
from coopdesk.services.owed import owed_by
from coopdesk.services.perform import Command, Done, Entry, NonceUsed, handles, repeats
from coopdesk.services.society import letterhead
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    CashUpReceiptRow,
    CashUpRow,
    InstalmentRow,
    MeetingRow,
    MemberRow,
    PaymentNoteRow,
    PaymentRow,
    ShareApplicationRow,
    ShareMovementRow,
)

_ONE = (
    select(
        PaymentRow.id,
        PaymentRow.member,
        MemberRow.number,
        MemberRow.name,
        PaymentRow.pence,
        PaymentRow.method,
        PaymentRow.purpose,
        PaymentRow.on_day,
        PaymentRow.at,
        PaymentRow.refunds,
        PaymentRow.application,
        ShareApplicationRow.applicant,
        PaymentNoteRow.reference,
        PaymentNoteRow.payer,
        PaymentNoteRow.words,
        MeetingRow.title,
    )
    .join(ShareApplicationRow, ShareApplicationRow.id == PaymentRow.application, isouter=True)
    # Somebody who applied has become a member since, or not.
    .join(MemberRow, MemberRow.id == func.coalesce(PaymentRow.member, ShareApplicationRow.member), isouter=True)
    .join(PaymentNoteRow, PaymentNoteRow.payment == PaymentRow.id, isouter=True)
    .join(MeetingRow, MeetingRow.id == PaymentRow.meeting, isouter=True)
)
_BY_ID = _ONE.where(PaymentRow.id == bindparam("id"))
_FOR_SHARES = (
    select(ShareMovementRow.shares, ShareMovementRow.certificate)
    .where(ShareMovementRow.payment == bindparam("payment"))
    .order_by(ShareMovementRow.id.desc())
    .limit(1)
)
_FOR_INSTALMENT = (
    select(ShareMovementRow.shares, ShareMovementRow.certificate)
    .select_from(InstalmentRow)
    .join(ShareMovementRow, ShareMovementRow.id == InstalmentRow.movement)
    .where(InstalmentRow.payment == bindparam("payment"))
)
_BACK = select(func.coalesce(func.sum(PaymentRow.pence), 0)).where(PaymentRow.refunds == bindparam("payment"))
_CASHED_UP = (
    select(CashUpRow.id)
    .join(CashUpReceiptRow, CashUpReceiptRow.cash_up == CashUpRow.id)
    .where(CashUpReceiptRow.payment == bindparam("payment"), CashUpRow.void == 0)
    .limit(1)
)


@dataclass
class UnknownReceipt(Refusal):
    """No payment has this number."""

    code = "UNKNOWN-RECEIPT"
    sentence = "There is no receipt {number}. Nothing was recorded: check the number on the paper."
    number: int


@dataclass
class NothingOwed(Refusal):
    """An instalment where nothing is owed."""

    code = "NOTHING-OWED"
    sentence = "Member {number} owes nothing on shares. Nothing was recorded: to take more shares, issue them."
    number: str


@dataclass
class NotToBeRefunded(Refusal):
    """Money that stands for shares, a refund itself, or given back already."""

    code = "NOT-TO-BE-REFUNDED"
    sentence = "Receipt {number} {why}. Nothing was recorded."
    number: int
    why: str


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """One payment, as its receipt says it."""

    number: int
    society: LetterheadView
    member_number: str
    """"" for somebody who has applied and is no member yet."""
    name: str
    pence: int
    """Negative where the society paid."""
    method: str
    purpose: str
    on: date
    at: str
    refunds: int | None
    reference: str
    payer: str
    words: str
    meeting: str
    shares: int
    """Shares the money stands for; 0 for none."""
    certificate: int | None
    returned_pence: int
    """Given back since."""
    cash_up: int | None
    """The cash-up that covers it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakePayment(Command[ReceiptView]):
    """Money that buys no new shares: a subscription, a gift, or (purpose "shares") an instalment on shares allotted.

    ``movement``: the allotment an instalment belongs to; 0 takes the oldest that is not fully paid.
    """

    private = ("reference", "payer", "words")

    member: int
    pence: int
    paid: str
    purpose: str = "shares"
    meeting: int | None = None
    on: str = ""
    movement: int = 0
    reference: str = ""
    payer: str = ""
    words: str = ""


@handles(TakePayment)
def take_payment(command: TakePayment, act: Act) -> Done[ReceiptView]:
    """Enter the money; an instalment never passes what is owed.

    Raises:
        NotUnderstood: a sum, day, method or purpose that cannot be used.
        NothingOwed, PaidTooMuch: an instalment that is not owed.
    """
    member = member_by_id(act.reader, MemberId(command.member))
    if command.purpose not in PURPOSES:
        raise NotUnderstood("The purpose", command.purpose, f"it is {', '.join(PURPOSES)}")
    if not 0 < command.pence <= 10**10:
        raise NotUnderstood("The sum paid", pounds(command.pence), "it is from 1p to £100,000,000")
    day = day_given("The day of the payment", command.on, act.now)
    movement = _owing(act.reader, member.id, member.number, command) if command.purpose == "shares" else None
    number = pay(
        act,
        member=member.id,
        pence=command.pence,
        method=method_given(command.paid),
        on=day,
        purpose=command.purpose,
        meeting=command.meeting,
        note=PaymentNote(command.reference, command.payer, command.words),
    )
    if movement is not None:
        act.add(InstalmentRow, payment=number, movement=movement)
    undo = None if movement is not None else RefundPayment(number=number)
    return Done(receipt_view(act.reader, number), (SharesChanged(),), undo)


def _owing(reader: Reader, member: int, number: str, command: TakePayment) -> int:
    owing = owed_by(reader, member)
    meant = [each for each in owing if command.movement in (0, each[0])]
    if not meant:
        raise NothingOwed(number)
    movement, owed, _ = meant[0]
    if command.pence > owed:
        raise PaidTooMuch(pounds(command.pence), pounds(owed))
    return movement


@repeats(TakePayment)
def taken_before(command: TakePayment, reader: Reader, first: Entry) -> ReceiptView:
    """The same payment entered twice is one: the first receipt again.

    Raises:
        NonceUsed: it was another.
    """
    number = next(effect[2][0] for effect in first.payload["rows"] if effect[1] == "payment")
    view = receipt_view(reader, number)
    paid = reader.first(_BY_ID, id=number)
    if paid is None or (paid[1], view.pence) != (command.member, command.pence):
        raise NonceUsed()
    return view


@dataclass(frozen=True, slots=True)
class RefundPayment(Command[ReceiptView]):
    """Give money back that stands for no shares; ``pence`` 0 is all that is left of it."""

    private = ("words",)

    number: int
    pence: int = 0
    on: str = ""
    words: str = ""


@handles(RefundPayment)
def refund_payment(command: RefundPayment, act: Act) -> Done[ReceiptView]:
    """Enter the refund, the way the money came.

    Raises:
        UnknownReceipt, NotToBeRefunded, NotUnderstood: as their sentences say.
    """
    view = receipt_view(act.reader, command.number)
    if view.purpose == "shares":
        raise NotToBeRefunded(command.number, "stands for shares: reverse, withdraw or cancel those instead")
    if view.pence < 0:
        raise NotToBeRefunded(command.number, "is money paid out")
    left = view.pence - view.returned_pence
    if not left:
        raise NotToBeRefunded(command.number, "was given back before")
    pence = command.pence or left
    if not 0 < pence <= left:
        raise NotUnderstood("The sum to give back", pounds(pence), f"{pounds(left)} is left of the payment")
    found: tuple[Any, ...] | None = act.reader.first(_BY_ID, id=command.number)
    assert found is not None
    number = pay(
        act,
        member=found[1],
        pence=-pence,
        method=view.method,
        on=day_given("The day of the refund", command.on, act.now),
        purpose=view.purpose,
        refunds=command.number,
        note=PaymentNote(words=command.words),
    )
    return Done(receipt_view(act.reader, number), (SharesChanged(),))


def receipt_view(reader: Reader, number: int) -> ReceiptView:
    """One payment as its receipt says it.

    Raises:
        UnknownReceipt: there is none with this number.
    """
    found = reader.first(_BY_ID, id=number)
    if found is None:
        raise UnknownReceipt(number)
    return _receipt(reader, found)


def _receipt(reader: Reader, row: tuple[Any, ...]) -> ReceiptView:
    (
        number, _, member_number, name, pence, method, purpose, on_day, at, refunds, _, applicant, reference, payer,
        words, meeting,
    ) = row  # fmt: skip
    stands = reader.first(_FOR_SHARES, payment=number) or reader.first(_FOR_INSTALMENT, payment=number)
    return ReceiptView(
        number,
        letterhead(reader),
        "" if member_number is None else display_number(member_number),
        name or applicant or "",
        pence,
        method,
        purpose,
        date.fromisoformat(on_day),
        at,
        refunds,
        reference or "",
        payer or "",
        words or "",
        meeting or "",
        abs(stands[0]) if stands else 0,
        stands[1] if stands else None,
        -reader.one(_BACK, payment=number),
        reader.value(_CASHED_UP, payment=number),
    )
