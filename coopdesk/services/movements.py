"""Writing the ledger: one movement, one payment, and what a member holds, as every act of the treasurer uses them."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, func, select

from coopdesk.domain.clock import day_words, local_day
from coopdesk.domain.days import read_day, read_past_day
from coopdesk.domain.members import MemberKind, clean_line, clean_text
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.share_rules import Holder, MoreThanHeld, shares_words
from coopdesk.services.act import Act
from coopdesk.services.members import MemberView
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import (
    MemberDetailRow,
    MovementReasonRow,
    PaymentNoteRow,
    PaymentRow,
    RegisteredMemberRow,
    ShareClassRow,
    ShareMovementRow,
)

METHODS = ("cash", "card", "transfer", "cheque")
PURPOSES = ("shares", "subscription", "donation", "loan", "other")
REASON_LIMIT = 500
LINE_LIMIT = 200

_RUN = (
    select(ShareMovementRow.on_day, ShareMovementRow.shares)
    .where(
        ShareMovementRow.member == bindparam("member"),
        ShareMovementRow.share_class.is_not_distinct_from(bindparam("share_class")),
    )
    .order_by(ShareMovementRow.on_day, ShareMovementRow.id)
)
_HELD_ON = select(func.coalesce(func.sum(ShareMovementRow.shares), 0)).where(
    ShareMovementRow.member == bindparam("member"), ShareMovementRow.on_day <= bindparam("day")
)
_BY_CLASS = (
    select(ShareMovementRow.share_class, ShareClassRow.withdrawable, func.sum(ShareMovementRow.shares))
    .join(ShareClassRow, ShareClassRow.id == ShareMovementRow.share_class, isouter=True)
    .where(ShareMovementRow.member == bindparam("member"))
    .group_by(ShareMovementRow.share_class)
)
_BORN = select(MemberDetailRow.born_on).where(MemberDetailRow.member == bindparam("member"))
_SOCIETY = select(RegisteredMemberRow.society_number).where(
    RegisteredMemberRow.member == bindparam("member"), RegisteredMemberRow.void == 0
)


def day_given(what: str, text: str, now: datetime, *, ahead: bool = False) -> date:
    """A day as typed; "" is today.

    Raises:
        NotUnderstood: it does not exist, or lies ahead where it may not.
    """
    today = local_day(now)
    return read_day(what, text, today) if ahead else read_past_day(what, text, today)


def method_given(text: str) -> str:
    """A way of paying.

    Raises:
        NotUnderstood: it is none of the four.
    """
    if text not in METHODS:
        raise NotUnderstood("The way of paying", text, "it is cash, card, transfer or cheque")
    return text


def move(
    act: Act,
    *,
    member: int,
    shares: int,
    kind: str,
    on: date,
    payment: int | None = None,
    certificate: int | None = None,
    reverses: int | None = None,
    share_class: int | None = None,
    transfer: int | None = None,
    application: int | None = None,
    withdrawal: int | None = None,
    reason: str = "",
) -> int:
    """Enter one movement, with its reason beside it; returns its number."""
    movement = act.add(
        ShareMovementRow,
        member=member,
        shares=shares,
        kind=kind,
        on_day=on.isoformat(),
        at=act.at,
        payment=payment,
        certificate=certificate,
        reverses=reverses,
        share_class=share_class,
        transfer=transfer,
        application=application,
        withdrawal=withdrawal,
    )
    words = clean_text("The reason", reason, REASON_LIMIT)
    if words:
        act.add(MovementReasonRow, movement=movement, words=words)
    return movement


@dataclass(frozen=True, slots=True)
class PaymentNote:
    """What is known of a payment besides the sum: the bank's reference, who paid for somebody else, a remark."""

    reference: str = ""
    payer: str = ""
    words: str = ""


NO_NOTE = PaymentNote()


def pay(
    act: Act,
    *,
    member: int | None,
    pence: int,
    method: str,
    on: date,
    purpose: str = "shares",
    meeting: int | None = None,
    refunds: int | None = None,
    application: int | None = None,
    note: PaymentNote = NO_NOTE,
) -> int:
    """Enter money in (or, negative, out); returns the number of its receipt."""
    payment = act.add(
        PaymentRow,
        member=member,
        meeting=meeting,
        pence=pence,
        method=method,
        at=act.at,
        refunds=refunds,
        purpose=purpose,
        on_day=on.isoformat(),
        application=application,
    )
    reference = clean_line("The reference", note.reference, LINE_LIMIT)
    payer = clean_line("Who paid", note.payer, LINE_LIMIT)
    words = clean_text("The remark", note.words, REASON_LIMIT)
    if reference or payer or words:
        act.add(PaymentNoteRow, payment=payment, reference=reference, payer=payer, words=words)
    return payment


def held_on(reader: Reader, member: int, day: date) -> int:
    """Shares of every class a member held at the end of a day: the sum of the movements."""
    return reader.one(_HELD_ON, member=member, day=day.isoformat())


def held_in_class(reader: Reader, member: int, share_class: int | None) -> int:
    """Shares of one class that a member holds now."""
    return sum(shares for _, shares in reader.rows(_RUN, member=member, share_class=share_class))


def check_throughout(reader: Reader, member: MemberView, share_class: int | None, day: date, out: int) -> None:
    """Shares that go on a past day must have been held from then until now.

    Raises:
        MoreThanHeld: on some day since, fewer were held.
    """
    running = 0
    at_first: int | None = None
    for on_day, shares in reader.rows(_RUN, member=member.id, share_class=share_class):
        if on_day > day.isoformat():
            at_first = running if at_first is None else at_first
            if min(at_first, running) < out:
                break
        running += shares
        if at_first is not None:
            at_first = min(at_first, running)
    least = running if at_first is None else min(at_first, running)
    if least < out:
        when = f"held only {shares_words(least)} on {day_words(day)} or since"
        raise MoreThanHeld(member.number, when, shares_words(out))


def holder_of(reader: Reader, member: MemberView, sheet_withdrawable: bool) -> Holder:
    """What the rules ask of whoever takes shares."""
    held = withdrawable = 0
    for share_class, class_withdrawable, shares in reader.rows(_BY_CLASS, member=member.id):
        held += shares
        if class_withdrawable if share_class is not None else sheet_withdrawable:
            withdrawable += shares
    # A person is never a society and an organisation has no birthday: one question each at the door's pace.
    person = member.kind is MemberKind.PERSON
    born = reader.value(_BORN, member=member.id) if person else None
    return Holder(
        member.number,
        member.name,
        member.kind,
        member.class_name,
        held,
        withdrawable,
        date.fromisoformat(born) if born else None,
        "" if person else reader.value(_SOCIETY, member=member.id) or "",
    )
