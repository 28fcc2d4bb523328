"""Applications for shares as they are read: what waits, what was paid for each and not given back (§4.1)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased

from coopdesk.domain.ids import MemberId
from coopdesk.domain.refusals import Refusal
from coopdesk.services.members import MemberView, member_by_id
from coopdesk.storage.store import Reader
from coopdesk.storage.tables import PaymentRow, ShareApplicationRow

_SEEN = select(
    ShareApplicationRow.id,
    ShareApplicationRow.member,
    ShareApplicationRow.shares,
    ShareApplicationRow.share_class,
    ShareApplicationRow.class_name,
    ShareApplicationRow.received_on,
    ShareApplicationRow.state,
    ShareApplicationRow.decided_on,
    ShareApplicationRow.allotted,
    ShareApplicationRow.applicant,
    ShareApplicationRow.words,
)
_ONE = _SEEN.where(ShareApplicationRow.id == bindparam("id"))
_OPEN = _SEEN.where(ShareApplicationRow.state.in_(("received", "approved"))).order_by(ShareApplicationRow.id)
_APPLICANT = select(
    ShareApplicationRow.applicant,
    ShareApplicationRow.class_name,
    ShareApplicationRow.address,
    ShareApplicationRow.postcode,
    ShareApplicationRow.email,
    ShareApplicationRow.phone,
).where(ShareApplicationRow.id == bindparam("id"))
_Back = aliased(PaymentRow)
_GIVEN_BACK = select(func.coalesce(func.sum(_Back.pence), 0)).where(_Back.refunds == PaymentRow.id).scalar_subquery()
_HELD = (
    select(PaymentRow.id, PaymentRow.method, PaymentRow.pence + _GIVEN_BACK)
    .where(PaymentRow.application == bindparam("application"), PaymentRow.pence > 0)
    .order_by(PaymentRow.id)
)


@dataclass
class UnknownApplication(Refusal):
    """No application has this number."""

    code = "UNKNOWN-APPLICATION"
    sentence = "There is no application {number} for shares. Nothing was recorded: “shares waiting” lists them."
    number: int


@dataclass(frozen=True, slots=True)
class ApplicationView:
    """One application for shares."""

    number: int
    member: MemberView | None
    applicant: str
    """The name, of the member or of somebody who is none yet."""
    class_name: str
    shares: int
    share_class: int | None
    received_on: date
    state: str
    """received, approved, refused, withdrawn or allotted."""
    decided_on: date | None
    allotted: int
    paid_pence: int
    """Received with it and not given back."""
    words: str


@dataclass(frozen=True, slots=True)
class Applicant:
    """What somebody who is no member yet wrote of themselves."""

    name: str
    class_name: str
    address: str
    postcode: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class MoneyHeld:
    """What is left of one payment received with an application."""

    payment: int
    method: str
    pence: int


def application_view(reader: Reader, number: int) -> ApplicationView:
    """One application.

    Raises:
        UnknownApplication: there is none with this number.
    """
    found = reader.first(_ONE, id=number)
    if found is None:
        raise UnknownApplication(number)
    return _view(reader, found)


def applications_open(reader: Reader) -> tuple[ApplicationView, ...]:
    """Applications that wait for a decision, money or allotment."""
    return tuple(_view(reader, row) for row in reader.rows(_OPEN))


def applicant_of(reader: Reader, number: int) -> Applicant:
    """Who applied, where it is no member.

    Raises:
        UnknownApplication: there is none with this number.
    """
    found = reader.first(_APPLICANT, id=number)
    if found is None:
        raise UnknownApplication(number)
    return Applicant(*found)


def money_held(reader: Reader, number: int) -> tuple[MoneyHeld, ...]:
    """Payments received with an application of which something is left, the oldest first."""
    return tuple(held for row in reader.rows(_HELD, application=number) if (held := MoneyHeld(*row)).pence > 0)


def _view(reader: Reader, row: tuple[Any, ...]) -> ApplicationView:
    number, member_id, shares, share_class, class_name, received, state, decided, allotted, applicant, words = row
    member = None if member_id is None else member_by_id(reader, MemberId(member_id))
    return ApplicationView(
        number,
        member,
        applicant or (member.name if member else ""),
        class_name,
        shares,
        share_class,
        date.fromisoformat(received),
        state,
        None if decided is None else date.fromisoformat(decided),
        allotted,
        sum(held.pence for held in money_held(reader, number)),
        words,
    )
