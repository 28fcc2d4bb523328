"""One row against the others, and the file against the register: repeats refused, second imports compared."""

from collections.abc import Mapping, Sequence
from datetime import date

from coopdesk.domain.members import display_number, search_form
from coopdesk.services.roster.checked import Candidate, Change, ExistingMember
from coopdesk.services.roster.headings import Field
from coopdesk.services.roster.holdings import holding_differs
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


NO_NUMBER = "no member number: the next free one will be given"


def recognise(
    good: Sequence[Candidate], existing: Mapping[str, ExistingMember]
) -> tuple[list[Candidate], list[tuple[Candidate, str]]]:
    """Give rows without a number the number of the member they are about, so that a form read twice adds nobody twice.

    A member is recognised by the same name with an e-mail address, postcode, phone number or day of joining that agrees
    and none of the first three that differs. The same name alone proves nothing, and is warned of.

    Returns:
        all candidates, and those to warn of with the clause.
    """
    if not existing or all(one.number is not None for one in good):
        return list(good), []
    called: dict[str, list[str]] = {}
    for held, member in existing.items():
        called.setdefault(search_form(member.name)[0], []).append(held)
    taken = {one.number for one in good}
    told: list[tuple[Candidate, str]] = []
    known: list[Candidate] = []
    for one in good:
        namesakes = called.get(search_form(one.name)[0], []) if one.number is None else []
        agreeing = [number for number in namesakes if number not in taken and _agrees(one, existing[number])]
        if agreeing:
            number = agreeing[0]
            taken.add(number)
            told.append((one, f"no member number: taken for member {display_number(number)}, by the name and details"))
            known.append(one._replace(number=number))
            continue
        if namesakes:
            same = ", ".join(map(display_number, namesakes[:3]))
            told.append((one, f"somebody of this name is in the register as {same}: added as another member"))
        known.append(one)
    return known, told


def _agrees(one: Candidate, member: ExistingMember) -> bool:
    pairs = [
        (one.email.casefold(), member.email.casefold()),
        (one.postcode.replace(" ", ""), member.postcode.replace(" ", "")),
        (one.phone.replace(" ", ""), member.phone.replace(" ", "")),
    ]
    if any(given and held and given != held for given, held in pairs):
        return False
    return any(given and given == held for given, held in pairs) or (
        one.joined is not None and one.joined == member.joined
    )


def compare(
    good: Sequence[Candidate], existing: Mapping[str, ExistingMember], given: set[Field]
) -> tuple[dict[int, tuple[Change, ...]], frozenset[int], list[tuple[Candidate, Field, str]]]:
    """Set the good rows against the register.

    What the file does not say changes nothing: a blank cell, or a column it has not got, leaves the register as it is.
    Shares, certificates and joint holders are never changed by an import, because each has an act of its own; a
    difference is told.

    Returns:
        changes by row, rows that change nothing, and candidates whose holding differs, with the field and the clause to
        warn with.
    """
    changes: dict[int, tuple[Change, ...]] = {}
    unchanged: set[int] = set()
    differing: list[tuple[Candidate, Field, str]] = []
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
            differing.append((candidate, Field.SHARES, clause))
        told = holding_differs(
            candidate.certificates, member.certificates, candidate.joint_holders, member.joint_holders
        )
        differing += [(candidate, wanted, clause) for wanted, clause in told]
    return changes, frozenset(unchanged), differing


def _differences(candidate: Candidate, member: ExistingMember, given: set[Field]) -> tuple[Change, ...]:
    found: list[Change] = []
    if candidate.kind != member.kind and (Field.KIND in given or candidate.name != member.name):
        found.append(Change(Field.KIND, member.kind, candidate.kind))
    for wanted, attribute in _COMPARED:
        said, held = getattr(candidate, attribute), getattr(member, attribute)
        if wanted is Field.ADDRESS and _on_one_line(said) == _on_one_line(held):
            continue
        if said and said != held:
            found.append(Change(wanted, _text(held), _text(said)))
    if Field.STATUS in given and candidate.ended != member.ended:
        words = {True: "ended", False: "active"}
        found.append(Change(Field.STATUS, words[member.ended], words[candidate.ended]))
    return tuple(found)


def _on_one_line(address: str) -> str:
    """Whether an address stands on one line or several says nothing about where it is."""
    return " ".join(address.replace("\n", " ").replace(",", " ").split())


def _text(value: str | date | None) -> str:
    return "" if value is None else str(value)
