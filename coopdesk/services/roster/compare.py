"""One row against the others, and the file against the register: repeats refused, second imports compared."""

from collections.abc import Mapping, Sequence
from datetime import date

from coopdesk.domain.members import display_number, search_form
from coopdesk.services.roster.checked import Candidate, Change, ExistingMember
from coopdesk.services.roster.headings import Field
from coopdesk.services.roster.people import Named

_COMPARED = (
    (Field.NAME, "name"),
    (Field.REPRESENTATIVE, "representative"),
    (Field.CLASS, "member_class"),
    (Field.ADDRESS, "address"),
    (Field.POSTCODE, "postcode"),
    (Field.EMAIL, "email"),
    (Field.PHONE, "phone"),
    (Field.JOINED, "joined"),
)


def find_repeats(numbers: Sequence[str | None], names: Sequence[Named], rows: Sequence[int]) -> dict[int, str]:
    """Every row whose member number stands on an earlier row, by index, with the clause that refuses it.

    The first row keeps the number, because a register grows downwards: a repeat is the later slip. Whether the first
    row can itself be imported makes no difference, or correcting it would change who the number belongs to.
    """
    repeats: dict[int, str] = {}
    given = len(numbers) - numbers.count(None)
    if len(set(numbers)) - (given < len(numbers)) == given:
        return repeats
    first: dict[str, int] = {}
    for index, number in enumerate(numbers):
        if number is None:
            continue
        kept = first.setdefault(number, index)
        if kept != index:
            said = "same person" if _same_person(names[kept], names[index]) else "another name"
            repeats[index] = f"same number twice, {said}: {display_number(number)} is also on row {rows[kept]}"
    return repeats


def _same_person(one: Named, other: Named) -> bool:
    return one.name == other.name or search_form(one.name)[0] == search_form(other.name)[0]


def compare(
    good: Sequence[Candidate], existing: Mapping[str, ExistingMember], given: set[Field]
) -> tuple[dict[int, tuple[Change, ...]], frozenset[int], list[tuple[Candidate, str]]]:
    """Set the good rows against the register.

    What the file does not say changes nothing: a blank cell, or a column it has not got, leaves the register as it is.
    Shares are never changed by an import, because only an allotment or a withdrawal changes a holding; a difference is
    told.

    Returns:
        changes by row, rows that change nothing, and candidates whose holding differs with the clause to warn with.
    """
    changes: dict[int, tuple[Change, ...]] = {}
    unchanged: set[int] = set()
    differing: list[tuple[Candidate, str]] = []
    if not existing:
        return changes, frozenset(), differing
    for candidate in good:
        member = existing.get(candidate.number) if candidate.number is not None else None
        if member is None:
            continue
        found = _differences(candidate, member, given)
        if found:
            changes[candidate.row] = found
        else:
            unchanged.add(candidate.row)
        if candidate.shares is not None and candidate.shares != member.shares:
            clause = (
                f"holds {member.shares:,} shares and the file says {candidate.shares:,}: an import does not change it"
            )
            differing.append((candidate, clause))
    return changes, frozenset(unchanged), differing


def _differences(candidate: Candidate, member: ExistingMember, given: set[Field]) -> tuple[Change, ...]:
    found: list[Change] = []
    if candidate.kind != member.kind and (Field.KIND in given or candidate.name != member.name):
        found.append(Change(Field.KIND, member.kind, candidate.kind))
    for wanted, attribute in _COMPARED:
        said, held = getattr(candidate, attribute), getattr(member, attribute)
        if said and said != held:
            found.append(Change(wanted, _text(held), _text(said)))
    if Field.STATUS in given and candidate.ended != member.ended:
        words = {True: "ended", False: "active"}
        found.append(Change(Field.STATUS, words[member.ended], words[candidate.ended]))
    return tuple(found)


def _text(value: str | date | None) -> str:
    return "" if value is None else str(value)
