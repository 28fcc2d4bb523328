"""Allotting shares: the rules asked, money, movement and certificate entered together."""

from dataclasses import dataclass
from datetime import date

from coopdesk.domain.clock import day_words, local_day
from coopdesk.domain.money import pounds
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.domain.share_rules import ShareRules, check_holder, check_limit, check_own
from coopdesk.domain.shares import check_maximum, check_share_count
from coopdesk.services.act import Act
from coopdesk.services.certificates import issue_certificate
from coopdesk.services.members import MemberView
from coopdesk.services.movements import NO_NOTE, PaymentNote, holder_of, method_given, move, pay
from coopdesk.services.share_rules import rules_on
from coopdesk.services.society import letterhead, rules_now
from coopdesk.storage.tables import InstalmentRow


@dataclass
class NotFullyPaid(Refusal):
    """The rules do not let shares be allotted before they are paid."""

    code = "NOT-FULLY-PAID"
    sentence = (
        "{shares} shares cost {price} and {paid} is paid; the rules let shares be allotted only when they are fully "
        "paid. Nothing was recorded."
    )
    shares: int
    price: str
    paid: str


@dataclass
class PaidTooMuch(Refusal):
    """More money than the shares cost."""

    code = "PAID-TOO-MUCH"
    sentence = "That is {paid} towards {owed}. Nothing was recorded: enter what is owed, and give back the rest."
    paid: str
    owed: str


@dataclass
class NotYetAMember(Refusal):
    """Shares of a day before the membership began."""

    code = "NOT-YET-A-MEMBER"
    sentence = "Member {number} joined on {joined}, so shares cannot be entered on {day}. Nothing was recorded."
    number: str
    joined: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Allotment:
    """How shares are allotted.

    ``pence``: paid now, None the whole price. With an application, ``received`` are the payments that came in for it
    and ``pence`` is what is still owed.
    """

    paid: str = ""
    meeting: int | None = None
    on: date | None = None
    share_class: int | None = None
    pence: int | None = None
    note: PaymentNote = NO_NOTE
    application: int | None = None
    received: tuple[int, ...] = ()


def allot(act: Act, member: MemberView, shares: int, wish: Allotment) -> int:
    """Payment, movement and certificate for one allotment; returns the certificate's number.

    Raises:
        Refusal: a count, a sum or a day that cannot be, or a rule of holding shares.
    """
    count = check_share_count(shares)
    day = wish.on or local_day(act.now)
    rules = rules_on(act.reader, day, wish.share_class)
    check_taking(act, member, rules, count, day)
    price = count * rules.nominal_pence
    received = wish.received
    if wish.application is None:
        pence = price if wish.pence is None else wish.pence
        _check_paid(rules, count, price, pence)
        if pence:
            method = method_given(wish.paid)
            received = (
                pay(act, member=member.id, pence=pence, method=method, on=day, meeting=wish.meeting, note=wish.note),
            )
        settled = pence == price
    else:
        settled = len(received) == 1 and not wish.pence
    certificate = issue_certificate(act, member.id, count, entered_on=day.isoformat(), share_class=wish.share_class)
    movement = move(
        act,
        member=member.id,
        shares=count,
        kind="issue",
        on=day,
        payment=received[0] if settled else None,
        certificate=certificate,
        share_class=wish.share_class,
        application=wish.application,
    )
    if not settled:
        for payment in received:
            act.add(InstalmentRow, payment=payment, movement=movement)
    return certificate


def check_taking(
    act: Act, member: MemberView, rules: ShareRules, count: int, day: date, *, as_nominee: bool = False
) -> None:
    """May this member take so many shares: at issue, transfer and inheritance alike.

    Args:
        as_nominee: leavers' shares that the secretary of a company holds; the rule maximum is not for them.

    Raises:
        NotYetAMember: the day lies before the membership.
        Refusal: age, class, the society itself, the rule maximum or the statutory limit.
    """
    if day < member.joined_on:
        raise NotYetAMember(member.number, day_words(member.joined_on), day_words(day))
    sheet, society = rules_now(act.reader), letterhead(act.reader)
    holder = holder_of(act.reader, member, sheet.share_withdrawable)
    check_holder(rules, holder, day)
    check_own(holder, society.name, society.number)
    if not as_nominee:
        check_maximum(sheet, holder.held, count)
    check_limit(rules, holder, count)


def _check_paid(rules: ShareRules, count: int, price: int, pence: int) -> None:
    if pence < 0:
        raise NotUnderstood("The sum paid", pounds(pence), "it is negative")
    if pence > price:
        raise PaidTooMuch(pounds(pence), pounds(price))
    if pence < price and not rules.part_paid:
        raise NotFullyPaid(count, pounds(price), pounds(pence))
