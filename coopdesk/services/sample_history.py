"""Five years of a sample society's ledger: who took shares when and how they paid, who took some back, counted every
quarter. It ends at the holdings the sample's members have, so that everything else about them stays as it was.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from coopdesk.services.act import Act
from coopdesk.storage.tables import CashUpMethodRow, CashUpReceiptRow, CashUpRow, PaymentRow, ShareMovementRow

LEAST_MEMBERS = 100
"""A smaller sample is a society in its first year: it has the holdings it was founded with and no more."""

_YEARS = 5
_QUARTER = 91
_METHODS = ("transfer", "transfer", "transfer", "card", "card", "cash", "cheque")
_COUNTED_BY, _CHECKED_BY = "Kit Ashworth", "Ann Fell"
_FOUND = "A pound coin had rolled under the till; it was found and banked the next morning."
_PAYMENT = tuple("id member meeting pence method at refunds purpose on_day application".split())
_MOVEMENT = tuple("id member shares kind on_day at payment certificate reverses share_class transfer application "
                  "withdrawal".split())  # fmt: skip


@dataclass(frozen=True, slots=True)
class Holding:
    """What a member ends with: the holding today, since when a member, and the number of the certificate for it."""

    member: int
    joined: date
    shares: int
    certificate: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What the sample's rules let happen."""

    nominal_pence: int
    withdrawable: bool
    most: int | None


@dataclass(slots=True)
class _Event:
    day: date
    member: int
    shares: int
    kind: str
    method: str
    certificate: int | None = None


def last_days(holdings: Iterable[Holding], terms: Terms, today: date, seed: int) -> dict[int, date]:
    """The day of each member's last movement, when the certificate for the whole holding was issued."""
    return {events[-1].member: events[-1].day for events in _lives(holdings, terms, today, seed)}


def write_history(act: Act, holdings: Iterable[Holding], terms: Terms, today: date, seed: int) -> None:
    """Enter the movements, the payments and the quarterly cash-ups, in the order of their days."""
    events = [event for events in _lives(holdings, terms, today, seed) for event in events]
    events.sort(key=_by_day)
    payments: list[tuple[object, ...]] = []
    movements: list[tuple[object, ...]] = []
    taken: list[tuple[date, str, int]] = []
    for number, event in enumerate(events, start=1):
        payment: int | None = None
        at = f"{event.day.isoformat()}T{10 + number % 8:02d}:{number * 7 % 60:02d}:00Z"
        if event.method:
            payment = len(payments) + 1
            pence = event.shares * terms.nominal_pence
            payments.append(
                (payment, event.member, None, pence, event.method, at, None, "shares", event.day.isoformat(), None)
            )
            taken.append((event.day, event.method, pence))
        movements.append(
            (number, event.member, event.shares, event.kind, event.day.isoformat(), at, payment, event.certificate,
             None, None, None, None, None)
        )  # fmt: skip
    if payments:
        act.add_many(PaymentRow, _PAYMENT, payments)
    act.add_many(ShareMovementRow, _MOVEMENT, movements)
    _cash_up(act, taken, today)


def _by_day(event: _Event) -> tuple[date, int]:
    return event.day, event.member


def _lives(holdings: Iterable[Holding], terms: Terms, today: date, seed: int) -> Iterator[list[_Event]]:
    dice = random.Random(f"coopdesk sample history {seed}")
    begins = today - timedelta(days=365 * _YEARS)
    for holding in holdings:
        later = _changes(dice, holding, terms, begins, today)
        first = holding.shares - sum(shares for _, shares in later)
        opened = holding.joined < begins
        events = [
            _Event(
                holding.joined,
                holding.member,
                first,
                "opening" if opened else "issue",
                "" if opened else dice.choice(_METHODS),
            )
        ]
        for day, shares in later:
            kind, method = ("issue", dice.choice(_METHODS)) if shares > 0 else ("withdrawal", "transfer")
            events.append(_Event(day, holding.member, shares, kind, method))
        # One paper for the whole holding: it is named by the last movement that added to it.
        next(event for event in reversed(events) if event.shares > 0).certificate = holding.certificate
        yield events


def _changes(dice: random.Random, holding: Holding, terms: Terms, begins: date, today: date) -> list[tuple[date, int]]:
    """Shares taken later or given back, in order; never so that too few or too many were held in between."""
    since = max(holding.joined, begins) + timedelta(days=30)
    room = (today - since).days - 10
    if holding.shares < 5 or room < 60 or dice.randrange(3) == 0:
        return []
    days = sorted(dice.sample(range(room), 1 + dice.randrange(2)))
    changes: list[tuple[date, int]] = []
    for day in days:
        more = dice.randrange(1, max(2, holding.shares // 2))
        if terms.withdrawable and dice.randrange(4) == 0:
            more = -dice.randrange(1, max(2, holding.shares // 4))
        changes.append((since + timedelta(days=day), more))
    running = holding.shares - sum(shares for _, shares in changes)
    for _, shares in ((begins, 0), *changes):
        running += shares
        if running < 1 or (terms.most is not None and running > terms.most):
            return []
    return changes


def _cash_up(act: Act, taken: list[tuple[date, str, int]], today: date) -> None:
    """Count every quarter's receipts, the last ones yesterday; once a pound was missing and was found."""
    covered = 0
    quarter = 0
    end = taken[0][0] + timedelta(days=_QUARTER) if taken else today
    while covered < len(taken):
        last = min(end, today - timedelta(days=1))
        many = sum(1 for day, _, _ in taken[covered:] if day <= last)
        if many:
            quarter += 1
            _sign(act, taken, range(covered, covered + many), last, missing=quarter == 7)
            covered += many
        elif last < end:
            return
        end += timedelta(days=_QUARTER)


def _sign(act: Act, taken: list[tuple[date, str, int]], receipts: range, day: date, *, missing: bool) -> None:
    expected: dict[str, int] = {}
    for place in receipts:
        _, method, pence = taken[place]
        expected[method] = expected.get(method, 0) + pence
    short = 100 if missing and expected.get("cash", 0) >= 100 else 0
    number = act.add(
        CashUpRow,
        meeting=None,
        on_day=day.isoformat(),
        at=f"{day.isoformat()}T17:00:00Z",
        float_pence=2000,
        void=0,
        explanation=_FOUND if short else "",
        counted_by=_COUNTED_BY,
        checked_by=_CHECKED_BY,
    )
    for method, pence in sorted(expected.items()):
        counted = pence - short if method == "cash" else pence
        act.add(CashUpMethodRow, cash_up=number, method=method, expected_pence=pence, counted_pence=counted)
    act.add_many(CashUpReceiptRow, ("payment", "cash_up"), [(place + 1, number) for place in receipts])
