"""Applications for shares: received, decided by the board where the rules want it, paid, allotted (§4.1).

Whoever applies may be a member or not; somebody who is not becomes one when shares are allotted.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from coopdesk.domain.clock import local_day
from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import clean_line, clean_name, clean_text
from coopdesk.domain.money import pounds
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.domain.share_rules import ConsentNeeded
from coopdesk.domain.shares import check_share_count
from coopdesk.services.act import Act
from coopdesk.services.allotment import Allotment, NotFullyPaid, PaidTooMuch, allot
from coopdesk.services.application_view import ApplicationView, applicant_of, application_view, money_held
from coopdesk.services.correcting import UndoMovement
from coopdesk.services.events import RegisterChanged, SharesChanged
from coopdesk.services.members import ADDRESS_LIMIT, DEFAULT_CLASS, MembershipEnded, MemberView, member_by_id
from coopdesk.services.membership import AddMember, enter_member
from coopdesk.services.movements import LINE_LIMIT, REASON_LIMIT, PaymentNote, day_given, method_given, pay
from coopdesk.services.perform import Command, Done, Entry, handles, repeats
from coopdesk.services.share_rules import class_named, rules_on
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import ShareApplicationRow, ShareMovementRow

_CHANGED = (SharesChanged(), RegisterChanged())
_MOVED = (
    select(ShareMovementRow.id)
    .where(ShareMovementRow.certificate == bindparam("certificate"), ShareMovementRow.kind == "issue")
    .limit(1)
)


@dataclass
class ApplicationSettled(Refusal):
    """It was decided, allotted or withdrawn."""

    code = "APPLICATION-SETTLED"
    sentence = "Application {number} is {state}, so this cannot be done. Nothing was recorded."
    number: int
    state: str


@dataclass(frozen=True, slots=True)
class AllottedView:
    """What an allotment made of an application."""

    application: int
    member: MemberView
    shares: int
    certificate: int
    refunded_pence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyForShares(Command[ApplicationView]):
    """An application comes in: of a member (``member``), or of somebody with a name and an address."""

    shares: int
    member: int = 0
    name: str = ""
    class_name: str = ""
    address: str = ""
    postcode: str = ""
    email: str = ""
    phone: str = ""
    on: str = ""
    share_class: str = ""


@handles(ApplyForShares)
def apply_for_shares(command: ApplyForShares, act: Act) -> Done[ApplicationView]:
    """File the application.

    Raises:
        NotUnderstood: a name, count or day that cannot be used.
        MembershipEnded: a former member joins anew, by name.
    """
    count = check_share_count(command.shares)
    day = day_given("The day it was received", command.on, act.now)
    applicant = ""
    if command.member:
        member = member_by_id(act.reader, MemberId(command.member))
        if not member.active:
            raise MembershipEnded(member.number)
    else:
        applicant = clean_name(command.name)
    row = act.add(
        ShareApplicationRow,
        member=command.member or None,
        shares=count,
        share_class=class_named(act.reader, command.share_class),
        class_name=clean_line("The class", command.class_name, LINE_LIMIT) or DEFAULT_CLASS,
        received_on=day.isoformat(),
        at=act.at,
        state="received",
        decided_on=None,
        allotted=0,
        applicant=applicant,
        address=clean_text("The address", command.address, ADDRESS_LIMIT),
        postcode=clean_line("The postcode", command.postcode, LINE_LIMIT).upper(),
        email=clean_line("The e-mail address", command.email, LINE_LIMIT),
        phone=clean_line("The phone number", command.phone, LINE_LIMIT),
        words="",
    )
    return Done(application_view(act.reader, row), _CHANGED, SetApplication(row, "withdrawn"))


@dataclass(frozen=True, slots=True)
class SetApplication(Command[ApplicationView]):
    """Approve, refuse, or record that it was withdrawn; also the undo of each.

    ``words``: the minute of the board, or the reason.
    """

    private = ("words",)

    number: int
    state: str
    on: str = ""
    words: str = ""


@handles(SetApplication)
def set_application(command: SetApplication, act: Act) -> Done[ApplicationView]:
    """Record the decision.

    Raises:
        UnknownApplication, ApplicationSettled, NotUnderstood: as their sentences say.
    """
    before = application_view(act.reader, command.number)
    if command.state not in ("received", "approved", "refused", "withdrawn"):
        raise NotUnderstood("The decision", command.state, "it is approved, refused or withdrawn")
    if before.state == "allotted" or before.state == command.state:
        raise ApplicationSettled(command.number, before.state)
    day = day_given("The day of the decision", command.on, act.now)
    changed: dict[str, Any] = {"state": command.state}
    changed["decided_on"] = None if command.state == "received" else day.isoformat()
    words = clean_text("The remark", command.words, REASON_LIMIT)
    if words:
        changed["words"] = "\n".join(part for part in (before.words, words) if part)
    act.change(ShareApplicationRow, command.number, **changed)
    undo = SetApplication(command.number, before.state)
    return Done(application_view(act.reader, command.number), _CHANGED, undo)


@dataclass(frozen=True, slots=True)
class PayApplication(Command[ApplicationView]):
    """Money comes in for an application. ``pence`` 0 is the whole price."""

    private = ("reference", "payer")

    number: int
    paid: str
    pence: int = 0
    on: str = ""
    reference: str = ""
    payer: str = ""


@handles(PayApplication)
def pay_application(command: PayApplication, act: Act) -> Done[ApplicationView]:
    """Enter the payment; it is held for the applicant until shares are allotted.

    Raises:
        UnknownApplication, ApplicationSettled, PaidTooMuch, NotUnderstood: as their sentences say.
    """
    view = _open(act.reader, command.number)
    day = day_given("The day of the payment", command.on, act.now)
    price = view.shares * rules_on(act.reader, day, view.share_class).nominal_pence
    pence = command.pence or price - view.paid_pence
    if pence <= 0:
        raise NotUnderstood("The sum paid", pounds(pence), "it is not above nothing")
    if view.paid_pence + pence > price:
        raise PaidTooMuch(pounds(view.paid_pence + pence), pounds(price))
    pay(
        act,
        member=view.member.id if view.member else None,
        pence=pence,
        method=method_given(command.paid),
        on=day,
        application=command.number,
        note=PaymentNote(command.reference, command.payer),
    )
    return Done(application_view(act.reader, command.number), _CHANGED)


@repeats(PayApplication)
def application_paid_before(command: PayApplication, reader: Reader, _first: Entry) -> ApplicationView:
    """The same payment entered twice is one."""
    return application_view(reader, command.number)


@dataclass(frozen=True, slots=True)
class ReturnApplicationMoney(Command[int]):
    """Give back what was paid for an application that came to nothing; the value is the pence given back."""

    number: int
    on: str = ""


@handles(ReturnApplicationMoney)
def return_application_money(command: ReturnApplicationMoney, act: Act) -> Done[int]:
    """Refund every payment the way it came.

    Raises:
        UnknownApplication: there is none with this number.
        ApplicationSettled: it still stands, or shares were allotted for it.
    """
    view = application_view(act.reader, command.number)
    if view.state not in ("refused", "withdrawn"):
        raise ApplicationSettled(command.number, view.state)
    day = day_given("The day of the refund", command.on, act.now)
    return Done(_give_back(act, command.number, view.paid_pence, day), _CHANGED)


@dataclass(frozen=True, slots=True)
class AllotApplication(Command[AllottedView]):
    """Allot shares to an application, all of them (``shares`` 0) or fewer; what was paid too much goes back.

    ``paid``: how the rest is paid now, "" where it is paid.
    """

    number: int
    shares: int = 0
    paid: str = ""
    on: str = ""


@handles(AllotApplication)
def allot_application(command: AllotApplication, act: Act) -> Done[AllottedView]:
    """Enter the member if need be, the shares and the certificate.

    Raises:
        ConsentNeeded: the rules want the board's approval first.
        NotFullyPaid: the price has not come in.
        Refusal: a rule of holding shares says no.
    """
    view = _open(act.reader, command.number)
    day = day_given("The day of the allotment", command.on, act.now)
    rules = rules_on(act.reader, day, view.share_class)
    if rules.board_approves and view.state != "approved":
        raise ConsentNeeded("approval of the application")
    count = check_share_count(command.shares or view.shares, most=view.shares)
    price = count * rules.nominal_pence
    if command.paid and view.paid_pence < price:
        pay(
            act,
            member=view.member.id if view.member else None,
            pence=price - view.paid_pence,
            method=method_given(command.paid),
            on=day,
            application=command.number,
        )
        view = application_view(act.reader, command.number)
    if view.paid_pence < price and not rules.part_paid:
        raise NotFullyPaid(count, pounds(price), pounds(view.paid_pence))
    member = view.member or _enter(act, command.number, day)
    refunded = _give_back(act, command.number, max(0, view.paid_pence - price), day)
    wish = Allotment(
        on=day,
        share_class=view.share_class,
        application=command.number,
        received=tuple(held.payment for held in money_held(act.reader, command.number)),
        pence=max(0, price - view.paid_pence),
    )
    certificate = allot(act, member, count, wish)
    movement = act.reader.one(_MOVED, certificate=certificate)
    act.change(
        ShareApplicationRow,
        command.number,
        state="allotted",
        allotted=view.allotted + count,
        member=member.id,
        **({} if view.decided_on else {"decided_on": day.isoformat()}),
    )
    made = AllottedView(command.number, member_by_id(act.reader, member.id), count, certificate, refunded)
    return Done(made, _CHANGED, UndoMovement(movement))


def _enter(act: Act, number: int, day: date) -> MemberView:
    applicant = applicant_of(act.reader, number)
    entered = enter_member(
        act,
        AddMember(
            name=applicant.name,
            class_name=applicant.class_name,
            address=applicant.address,
            postcode=applicant.postcode,
            email=applicant.email,
            phone=applicant.phone,
            joined_on=min(day, local_day(act.now)).isoformat(),
        ),
    )
    return member_by_id(act.reader, entered)


def _give_back(act: Act, number: int, pence: int, day: date) -> int:
    """Refund so much of an application's money, the last payment first, each the way it came."""
    member = application_view(act.reader, number).member
    left = pence
    for held in reversed(money_held(act.reader, number)):
        back = min(left, held.pence)
        if back <= 0:
            continue
        pay(
            act,
            member=member.id if member else None,
            pence=-back,
            method=held.method,
            on=day,
            refunds=held.payment,
            application=number,
        )
        left -= back
    return pence - left


def _open(reader: Reader, number: int) -> ApplicationView:
    view = application_view(reader, number)
    if view.state not in ("received", "approved"):
        raise ApplicationSettled(number, view.state)
    return view
