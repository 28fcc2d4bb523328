"""Checking a roster row by row, to the last row, before anything is written."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from itertools import repeat
from typing import Any

from coopdesk.domain.collecting import no_collecting
from coopdesk.domain.members import looks_like_email
from coopdesk.domain.money import pounds
from coopdesk.services.roster.block import Block, Whole
from coopdesk.services.roster.checked import Candidate, Checked, ExistingMember, Problem
from coopdesk.services.roster.columns import Confidence, Matching
from coopdesk.services.roster.compare import NO_NUMBER, compare, find_repeats, recognise
from coopdesk.services.roster.dates import order_of, read_date
from coopdesk.services.roster.faults import NoNameColumn
from coopdesk.services.roster.fields import BLOCK, LINE_LIMITS, ColumnReader, distinct_texts
from coopdesk.services.roster.headings import Field
from coopdesk.services.roster.holdings import (
    TakenCertificate,
    refuse_certificates,
    settle_certificates,
    settle_joint_holders,
)
from coopdesk.services.roster.people import Named, NameReader, TotalLine
from coopdesk.services.roster.rows import Roster
from coopdesk.services.roster.values import Bad, Read, quoted

_NOBODY = Named("", organisation=False)

_SOFT = {Field.STATUS, Field.KIND}
"""Fields whose unreadable cells are warned of, not rejected: the member can come in without them."""


def check_rows(
    roster: Roster,
    matching: Matching,
    *,
    today: date,
    nominal_pence: int,
    known_classes: Collection[str] = (),
    existing: Mapping[str, ExistingMember] | None = None,
    certificates: Mapping[int, TakenCertificate] | None = None,
    joint_allowed: bool = True,
) -> Checked:
    """Validate every row of a roster. Nothing is written.

    Args:
        roster: as read.
        matching: which column holds what.
        today: the day of the import, local; nobody can have joined after it.
        nominal_pence: the nominal value of one share.
        known_classes: the classes on the rule sheet, matched without regard to case.
        existing: members already in the register by member number, for a second import.
        certificates: the certificate numbers the society has used.
        joint_allowed: whether the rules know joint holders.

    Raises:
        NoNameColumn: no column holds names, so nobody can be imported.
    """
    if not any(map(matching.indexes, (Field.NAME, Field.SURNAME, Field.FORENAMES, Field.ORGANISATION))):
        shown = ", ".join(heading for heading in roster.headings if heading)
        raise NoNameColumn(roster.header_row, shown[:300] or "nothing")
    spelling = {name.casefold(): name for name in known_classes}
    whole = Whole(roster, matching, nominal_pence, today, joint_allowed, spelling)
    with no_collecting():
        reader = ColumnReader(roster, matching, nominal_pence, _date_readers(whole, today))
        for start in range(0, len(roster), BLOCK):
            _check_block(Block(whole, reader.block(start)))
        _refuse_repeats(whole)
        return _concluded(whole, known_classes, existing or {}, certificates or {})


def _check_block(block: Block) -> None:
    """Check some rows and add them to the whole."""
    for index, cells in block.columns.too_long.items():
        block.reject(index, None, f"{cells} cells where there are {len(block.whole.roster.headings)} headings")
    _read_names(block)
    _collect_faults(block)
    _check_emails(block)
    _check_lengths(block)
    _settle_classes(block)
    _check_money(block)
    settle_certificates(block, block.whole.today)
    settle_joint_holders(block, block.whole.joint_allowed)
    _warn_of_blank_numbers(block)
    _add_to_whole(block)


def _read_names(check: Block) -> None:
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
    if not check.whole.organisation and bodies is None:
        check.whole.organisation = next((one.name for one in check.names if one.__class__ is Named and one[1]), "")


def _settle_representatives(check: Block, bodies: list[Any] | None) -> None:
    """A row with an organisation's name, or a representative, is an organisation's; a name beside it speaks for it."""
    columns = check.columns
    representatives = list(columns.of(Field.REPRESENTATIVE, ""))
    if Field.REPRESENTATIVE not in columns.values:
        representatives = list(columns.of(Field.NOTES, ""))
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
    certain = all(
        column.confidence is Confidence.CERTAIN
        for column in check.matching.columns
        if column.field is Field.REPRESENTATIVE
    )
    written = columns.written.get(Field.NAME) if bodies is None else None
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
            again = as_body(written[index].strip()) if written else Named(named.name, organisation=True)
            check.names[index] = again if isinstance(again, Named) else named


def _leave_out_totals(check: Block) -> None:
    numbers = check.columns.of(Field.NUMBER, None)
    for index, named in enumerate(check.names):
        if named.__class__ is TotalLine:
            if numbers[index] is None or isinstance(numbers[index], Bad):
                check.left_out.add(index)
                check.whole.notices.append(f"Row {check.columns.rows[index]} is a line of totals and was left out.")
            else:
                check.names[index] = Named("Total", organisation=False)


def _date_readers(whole: Whole, today: date) -> dict[Field, Callable[[str], Any]]:
    """How each column of dates is read, once its order is decided from all of its values."""
    readers: dict[Field, Callable[[str], Any]] = {}
    for wanted, said in ((Field.JOINED, "joined in the future"), (Field.ENDED, "left in the future")):
        for place in whole.matching.indexes(wanted):
            order = order_of(distinct_texts(whole.roster, place))
            if order.matters:
                whole.notices.append(order.sentence(whole.matching.heading(wanted)))
            readers[wanted] = _day_reader(order.month_first, today, said)
    return readers


def _day_reader(month_first: bool, today: date, said: str) -> Callable[[str], date | Bad | None]:
    def read(text: str) -> date | Bad | None:
        day = read_date(text, month_first, today)
        return Bad(f"{said}: {text.strip()}") if isinstance(day, date) and day > today else day

    return read


def _collect_faults(check: Block) -> None:
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


def _check_emails(check: Block) -> None:
    emails = check.columns.values.get(Field.EMAIL, [])
    domains = check.whole.domains
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


def _check_lengths(check: Block) -> None:
    for wanted, limit in LINE_LIMITS.items():
        values = check.columns.values.get(wanted)
        if values and max(map(len, values)) > limit:
            for index, value in enumerate(values):
                if len(value) > limit:
                    check.reject(index, wanted, f"longer than {limit} characters")


def _settle_classes(check: Block) -> None:
    """Write classes as the rule sheet writes them, and new ones as the file first does."""
    written = check.columns.values.get(Field.CLASS)
    if written is not None:
        spelling = check.whole.spelling
        settled = {text: spelling.setdefault(text.casefold(), text) for text in dict.fromkeys(written)}
        check.columns.values[Field.CLASS] = list(map(settled.__getitem__, written))


def _check_money(check: Block) -> None:
    """Set what was paid against what the shares cost; where only the amount is given, it says how many shares."""
    paid = check.columns.values.get(Field.PAID)
    if paid is None:
        return
    nominal_pence = check.whole.nominal_pence
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


def _warn_of_blank_numbers(check: Block) -> None:
    numbers = check.columns.values.get(Field.NUMBER)
    if numbers is not None and None in numbers:
        for index, number in enumerate(numbers):
            if number is None:
                check.warn(index, Field.NUMBER, NO_NUMBER)


def _add_to_whole(check: Block) -> None:
    """Move a block's rows to the candidates or the rejected, with what is to be told."""
    whole, rows = check.whole, check.columns.rows
    out = check.left_out | check.rejected.keys()
    # _make, without a Python frame for each row.
    whole.good.extend(map(tuple.__new__, repeat(Candidate), _candidates(check, out)))
    for index, (heading, reasons) in check.rejected.items():
        if index not in check.left_out:
            whole.rejected[rows[index]] = Problem(rows[index], heading, "; ".join(reasons), check.names[index].name)
    whole.warned += [
        Problem(rows[index], heading, reason, check.names[index].name)
        for index, heading, reason in check.warned
        if index not in out
    ]
    numbers = check.columns.of(Field.NUMBER, None)
    for index in check.left_out:
        numbers[index] = None
    whole.certificates |= {rows[index]: named for index, named in check.certificates.items()}
    whole.numbers += numbers
    whole.names += check.names


def _refuse_repeats(whole: Whole) -> None:
    """Leave out every row whose member number stands on an earlier one."""
    heading = whole.matching.heading(Field.NUMBER)
    repeats = find_repeats(whole.numbers, whole.names, whole.roster.numbers)
    if not repeats:
        return
    for index, reason in repeats.items():
        row = whole.roster.numbers[index]
        had = whole.rejected.get(row)
        whole.rejected[row] = (
            had._replace(reason=f"{had.reason}; {reason}")
            if had
            else Problem(row, heading, reason, whole.names[index].name)
        )
    whole.good = [one for one in whole.good if one.row not in whole.rejected]
    whole.warned = [one for one in whole.warned if one.row not in whole.rejected]


def _concluded(
    whole: Whole,
    known_classes: Collection[str],
    existing: Mapping[str, ExistingMember],
    taken: Mapping[int, TakenCertificate],
) -> Checked:
    good, recognised = recognise(whole.good, existing)
    good = refuse_certificates(whole, good, taken)
    recognised = [(one, reason) for one, reason in recognised if one.row not in whole.rejected]
    changes, unchanged, differing = compare(
        good, existing, {wanted for wanted in Field if whole.matching.indexes(wanted)}
    )
    warned = [
        *whole.warned,
        *(Problem(one.row, whole.matching.heading(wanted), reason, one.name) for one, wanted, reason in differing),
    ]
    if recognised:
        known = {one.row for one in good if one.number is not None}
        heading = whole.matching.heading(Field.NUMBER) or whole.matching.heading(_name_field(whole.matching))
        warned = [each for each in warned if each.reason != NO_NUMBER or each.row not in known]
        warned += [Problem(one.row, heading, reason, one.name) for one, reason in recognised]
    ours = {name.casefold() for name in known_classes} | {""}
    new_classes = tuple(name for folded, name in whole.spelling.items() if folded not in ours)
    if new_classes and known_classes:
        whole.notices.append(f"Classes the rule sheet does not have yet: {', '.join(new_classes[:10])}.")
    if whole.organisation:
        told = "Organisations were told from persons by their names or representatives"
        whole.notices.append(f"{told}: “{whole.organisation}”.")
    mute = sum(
        1
        for one in good
        if one.kind == "organisation" and not one.representative and (one.number is None or one.number not in existing)
    )
    if mute:
        # An organisation votes only through its representative (domain reference §4.1): better known today.
        who = "1 organisation names" if mute == 1 else f"{mute:,} organisations name"
        whole.notices.append(f"{who} no representative: name who votes for it, in Members or at the door.")
    return Checked(
        good,
        [whole.rejected[row] for row in sorted(whole.rejected)],
        sorted(warned, key=lambda problem: problem.row),
        (*whole.roster.notices, *whole.notices),
        changes,
        unchanged,
        new_classes,
        max((each.number for one in good for each in whole.certificates.get(one.row, ())), default=0),
    )


def _candidates(check: Block, out: set[int]) -> Iterable[tuple[Any, ...]]:
    """The rows that are left, field by field in the order of ``Candidate``."""
    columns = check.columns
    names, bodies = zip(*check.names, strict=True)
    kinds = ["organisation" if body else "person" for body in bodies]
    statuses = columns.of(Field.STATUS, "active")
    ended_on = columns.of(Field.ENDED, None)
    ended = [
        (status or "active") != "active" or day is not None for status, day in zip(statuses, ended_on, strict=True)
    ]
    reasons = [
        given or ("" if status in ("active", "") else status)
        for given, status in zip(columns.of(Field.REASON, ""), statuses, strict=True)
    ]
    if Field.REASON in columns.values:
        # Beside a column of reasons the bare word is none.
        reasons = ["" if reason == "ended" else reason for reason in reasons]
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
        columns.of(Field.CERTIFICATES, ()),
        columns.of(Field.JOINT, ()),
        strict=True,
    )
    return together if not out else (row for index, row in enumerate(together) if index not in out)
