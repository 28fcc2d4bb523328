"""Checking a roster row by row, to the last row, before anything is written."""

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import repeat
from typing import Any

from coopdesk.domain.members import looks_like_email
from coopdesk.domain.money import pounds
from coopdesk.services.roster.checked import Candidate, Checked, ExistingMember, Problem
from coopdesk.services.roster.columns import Confidence, Matching
from coopdesk.services.roster.compare import compare, refuse_repeats
from coopdesk.services.roster.dates import order_of, read_date
from coopdesk.services.roster.faults import NoNameColumn
from coopdesk.services.roster.fields import LINE_LIMITS, Columns, read_columns
from coopdesk.services.roster.headings import Field
from coopdesk.services.roster.people import Named, NameReader, TotalLine
from coopdesk.services.roster.rows import Roster
from coopdesk.services.roster.values import Bad, Read, quoted

_NOBODY = Named("", organisation=False)

_SOFT = {Field.STATUS, Field.KIND}
"""Fields whose unreadable cells are warned of, not rejected: the member can come in without them."""


@dataclass
class _Check:
    """One check under way."""

    roster: Roster
    matching: Matching
    today: date
    columns: Columns
    names: list[Any] = field(default_factory=list)
    rejected: dict[int, tuple[str, list[str]]] = field(default_factory=dict)
    """Row index to the first faulty column's heading and every reason."""
    warned: list[tuple[int, str, str]] = field(default_factory=list)
    left_out: set[int] = field(default_factory=set)
    """Rows that are no members: lines of totals."""
    notices: list[str] = field(default_factory=list)

    def reject(self, index: int, wanted: Field | None, reason: str) -> None:
        """Leave a row out, saying why."""
        heading = self.matching.heading(wanted) if wanted else ""
        self.rejected.setdefault(index, (heading, []))[1].append(reason)

    def warn(self, index: int, wanted: Field, reason: str) -> None:
        """Say what is soft about a row that comes in."""
        self.warned.append((index, self.matching.heading(wanted), reason))

    def name_shown(self, index: int) -> str:
        """Whoever the row is about, for the list of problems."""
        return str(self.names[index].name)


def check_rows(
    roster: Roster,
    matching: Matching,
    *,
    today: date,
    nominal_pence: int,
    known_classes: Collection[str] = (),
    existing: Mapping[str, ExistingMember] | None = None,
) -> Checked:
    """Validate every row of a roster. Nothing is written.

    Args:
        roster: as read.
        matching: which column holds what.
        today: the day of the import, local; nobody can have joined after it.
        nominal_pence: the nominal value of one share.
        known_classes: the classes on the rule sheet, matched without regard to case.
        existing: members already in the register by member number, for a second import.

    Raises:
        NoNameColumn: no column holds names, so nobody can be imported.
    """
    if not any(map(matching.indexes, (Field.NAME, Field.SURNAME, Field.FORENAMES, Field.ORGANISATION))):
        shown = ", ".join(heading for heading in roster.headings if heading)
        raise NoNameColumn(roster.header_row, shown[:300] or "nothing")
    with _no_collecting():
        return _check(roster, matching, today, nominal_pence, known_classes, existing or {})


def _check(
    roster: Roster,
    matching: Matching,
    today: date,
    nominal_pence: int,
    known_classes: Collection[str],
    existing: Mapping[str, ExistingMember],
) -> Checked:
    check = _Check(roster, matching, today, read_columns(roster, matching, nominal_pence))
    for index, cells in check.columns.too_long.items():
        check.reject(index, None, f"{cells} cells where there are {len(roster.headings)} headings")
    _read_names(check)
    _read_dates(check)
    _collect_faults(check)
    _check_emails(check)
    _check_lengths(check)
    new_classes = _settle_classes(check, known_classes)
    _check_money(check, nominal_pence)
    refuse_repeats(check.columns.of(Field.NUMBER, None), check.names, check.columns.rows, check.left_out, check.reject)
    return _checked(check, new_classes, existing)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Hold the cycle collector off. It would go through every record again and again while they are made, which took
    0.7 of 2.3 s, and nothing here makes cycles."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _read_names(check: _Check) -> None:
    """Put together who each row is about, from whichever columns say so; settle persons and organisations."""
    columns = check.columns
    names = columns.values.get(Field.NAME)
    surnames, forenames = columns.values.get(Field.SURNAME), columns.values.get(Field.FORENAMES)
    if names is None and (surnames is not None or forenames is not None):
        reader = Read(NameReader(surname_first=False))
        firsts, lasts = columns.of(Field.FORENAMES, ""), columns.of(Field.SURNAME, "")
        names = [reader[f"{first} {last}".strip()] for first, last in zip(firsts, lasts, strict=True)]
    bodies = columns.values.get(Field.ORGANISATION)
    check.names = names if names is not None else list(bodies or ())
    _settle_representatives(check, bodies if names is not None else None)
    _leave_out_totals(check)
    example = next((one.name for one in check.names if one.__class__ is Named and one.organisation), "")
    if example and bodies is None:
        check.notices.append(f"Organisations were told from persons by their names or representatives: “{example}”.")


def _settle_representatives(check: _Check, bodies: list[Any] | None) -> None:
    """A row with an organisation's name, or a representative, is an organisation's; a name beside it speaks for it."""
    columns = check.columns
    representatives = list(columns.of(Field.REPRESENTATIVE, ""))
    if Field.REPRESENTATIVE not in columns.values:
        representatives = list(columns.of(Field.NOTES, ""))
    certain = all(
        column.confidence is Confidence.CERTAIN
        for column in check.matching.columns
        if column.field is Field.REPRESENTATIVE
    )
    if bodies is not None:
        for index, body in enumerate(bodies):
            if isinstance(body, Named):
                person = check.names[index]
                if isinstance(person, Named) and not representatives[index] and person.name != body.name:
                    representatives[index] = person.name
                check.names[index] = body
    columns.values[Field.REPRESENTATIVE] = representatives
    if not any(representatives) and Field.KIND not in columns.values:
        return
    written = check.matching.indexes(Field.NAME)
    as_body = NameReader(surname_first=False, organisation=True)
    kinds = columns.of(Field.KIND, "")
    for index, (representative, kind) in enumerate(zip(representatives, kinds, strict=True)):
        if not representative and not kind:
            continue
        named = check.names[index]
        if kind == "person" and isinstance(named, Named):
            check.names[index] = Named(named.name, organisation=False)
        elif (kind == "organisation" or certain) and isinstance(named, Named) and not named.organisation:
            # The name may have been turned round as a person's: read it again as it is written.
            cells = check.roster.packed[index].split("\x1f") if written and bodies is None else []
            again = as_body(cells[written[0]].strip()) if cells else Named(named.name, organisation=True)
            check.names[index] = again if isinstance(again, Named) else named


def _leave_out_totals(check: _Check) -> None:
    numbers = check.columns.of(Field.NUMBER, None)
    for index, named in enumerate(check.names):
        if named.__class__ is TotalLine:
            if numbers[index] is None or isinstance(numbers[index], Bad):
                check.left_out.add(index)
                check.notices.append(f"Row {check.columns.rows[index]} is a line of totals and was left out.")
            else:
                check.names[index] = Named("Total", organisation=False)


def _read_dates(check: _Check) -> None:
    for wanted in (Field.JOINED, Field.ENDED):
        texts = check.columns.values.get(wanted)
        if texts is None:
            continue
        order = order_of(set(texts))
        if order.matters:
            check.notices.append(order.sentence(check.matching.heading(wanted)))
        days = Read(lambda text, first=order.month_first: read_date(text, first, check.today))  # type: ignore[misc]
        check.columns.values[wanted] = list(map(days.__getitem__, texts))
        late = {text for text, day in days.items() if isinstance(day, date) and day > check.today}
        if days.any_bad:
            check.columns.faulty.add(wanted)
        if late:
            said = "joined in the future" if wanted is Field.JOINED else "left in the future"
            for index, text in enumerate(texts):
                if text in late:
                    check.reject(index, wanted, f"{said}: {text}")


def _collect_faults(check: _Check) -> None:
    """Turn every unreadable cell into a rejection or, where it is soft, a warning; and blank the cell."""
    for index, named in enumerate(check.names):
        if named.__class__ is not Named:
            if isinstance(named, Bad):
                check.reject(index, _name_field(check.matching), named.reason)
            check.names[index] = _NOBODY
    for wanted in Field:
        if wanted not in check.columns.faulty or wanted in (Field.NAME, Field.ORGANISATION):
            continue
        values = check.columns.values[wanted]
        for index, value in enumerate(values):
            if value.__class__ is not Bad:
                continue
            if wanted in _SOFT:
                check.warn(index, wanted, value.reason)
            else:
                check.reject(index, wanted, value.reason)
            values[index] = "" if wanted in _SOFT else None


def _name_field(matching: Matching) -> Field:
    return next(f for f in (Field.NAME, Field.SURNAME, Field.FORENAMES, Field.ORGANISATION) if matching.indexes(f))


def _check_emails(check: _Check) -> None:
    emails = check.columns.values.get(Field.EMAIL, [])
    domains = Read(lambda domain: looks_like_email(f"member@{domain}"))
    for index, email in enumerate(emails):
        if not email:
            continue
        # Most addresses are letters and figures at one of a few providers; the rule is asked about each of those once.
        local, _, domain = email.partition("@")
        if local.isalnum() and local.isascii() and len(email) < 65 and domains[domain] is True:
            continue
        if not looks_like_email(email):
            check.warn(index, Field.EMAIL, f"bad e-mail: {quoted(email)}, added without it")
            emails[index] = ""


def _check_lengths(check: _Check) -> None:
    for wanted, limit in LINE_LIMITS.items():
        values = check.columns.values.get(wanted)
        if values and max(map(len, values)) > limit:
            for index, value in enumerate(values):
                if len(value) > limit:
                    check.reject(index, wanted, f"longer than {limit} characters")


def _settle_classes(check: _Check, known: Collection[str]) -> tuple[str, ...]:
    """Write classes as the rule sheet writes them; give back those it does not know."""
    written = check.columns.values.get(Field.CLASS)
    if written is None:
        return ()
    spelling = {name.casefold(): name for name in known}
    as_written = dict.fromkeys(written)
    settled = {text: spelling.setdefault(text.casefold(), text) for text in as_written}
    check.columns.values[Field.CLASS] = list(map(settled.__getitem__, written))
    ours = {name.casefold() for name in known} | {""}
    new = tuple(name for folded, name in spelling.items() if folded not in ours)
    if new and known:
        check.notices.append(f"Classes the rule sheet does not have yet: {', '.join(new[:10])}.")
    return new


def _check_money(check: _Check, nominal_pence: int) -> None:
    """Set what was paid against what the shares cost; where only the amount is given, it says how many shares."""
    paid = check.columns.values.get(Field.PAID)
    if paid is None:
        return
    shares = check.columns.values.get(Field.SHARES)
    if shares is None:
        held: list[int | None] = []
        for index, amount in enumerate(paid):
            if amount is not None and amount % nominal_pence:
                check.reject(
                    index, Field.PAID, f"part of a share: {pounds(amount)}, and shares are {pounds(nominal_pence)} each"
                )
            held.append(None if amount is None else amount // nominal_pence)
        check.columns.values[Field.SHARES] = held
        return
    for index, (amount, number) in enumerate(zip(paid, shares, strict=True)):
        if amount is None or number is None or amount == number * nominal_pence:
            continue
        cost = number * nominal_pence
        said = "shares unpaid" if amount < cost else "more paid than the shares cost"
        check.warn(index, Field.PAID, f"{said}: {pounds(amount)} paid for {number:,} at {pounds(cost)}")


def _checked(check: _Check, new_classes: tuple[str, ...], existing: Mapping[str, ExistingMember]) -> Checked:
    out = check.left_out | check.rejected.keys()
    # _make without its Python frame: a third of the time this step takes.
    good = list(map(tuple.__new__, repeat(Candidate), _candidates(check, out)))
    blank_numbers = Field.NUMBER in check.columns.values and any(one.number is None for one in good)
    if blank_numbers:
        for index, number in enumerate(check.columns.of(Field.NUMBER, None)):
            if number is None and index not in out:
                check.warn(index, Field.NUMBER, "no member number: the next free one will be given")
    changes, unchanged, differing = compare(good, existing, set(check.columns.values))
    rows = check.columns.rows
    rejected = [
        Problem(rows[index], heading, "; ".join(reasons), check.name_shown(index))
        for index, (heading, reasons) in sorted(check.rejected.items())
        if index not in check.left_out
    ]
    warned = [
        Problem(rows[index], heading, reason, check.name_shown(index))
        for index, heading, reason in check.warned
        if index not in out
    ]
    heading = check.matching.heading(Field.SHARES)
    warned += [Problem(one.row, heading, reason, one.name) for one, reason in differing]
    warned.sort(key=lambda problem: problem.row)
    notices = (*check.roster.notices, *check.notices)
    return Checked(good, rejected, warned, notices, changes, unchanged, new_classes)


def _candidates(check: _Check, out: set[int]) -> Iterable[tuple[Any, ...]]:
    """The rows that are left, field by field in the order of ``Candidate``."""
    columns = check.columns
    names, bodies = zip(*check.names, strict=True)
    kinds = ["organisation" if body else "person" for body in bodies]
    statuses = columns.of(Field.STATUS, "active")
    ended_on = columns.of(Field.ENDED, None)
    ended = [
        (status or "active") != "active" or day is not None for status, day in zip(statuses, ended_on, strict=True)
    ]
    reasons = ["" if status in ("active", "") else status for status in statuses]
    together = zip(
        columns.rows,
        columns.of(Field.NUMBER, None),
        kinds,
        names,
        [
            representative if kind == "organisation" else ""
            for representative, kind in zip(columns.of(Field.REPRESENTATIVE, ""), kinds, strict=True)
        ],
        columns.of(Field.CLASS, ""),
        columns.of(Field.ADDRESS, ""),
        columns.of(Field.POSTCODE, ""),
        columns.of(Field.EMAIL, ""),
        columns.of(Field.PHONE, ""),
        columns.of(Field.SHARES, None),
        columns.of(Field.PAID, None),
        columns.of(Field.PAYMENT, ""),
        columns.of(Field.JOINED, None),
        ended,
        ended_on,
        reasons,
        strict=True,
    )
    return together if not out else (row for index, row in enumerate(together) if index not in out)
