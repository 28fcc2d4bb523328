"""What a register says of a holding besides its size: the certificates that stand for it, and joint holders.

An opening register brings its certificates in under their own numbers, because the papers with those numbers are in the
members' hands. Numbers are used once (domain reference §4.3), so one that stands twice is nobody's until it is put
right.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from coopdesk.domain.clock import day_words
from coopdesk.domain.members import display_number
from coopdesk.services.roster.block import Block, Whole
from coopdesk.services.roster.certificates import NamedCertificate
from coopdesk.services.roster.checked import Candidate, Problem
from coopdesk.services.roster.headings import Field
from coopdesk.services.roster.values import quoted


class TakenCertificate(NamedTuple):
    """A certificate number that the society's record has used."""

    member: str
    """The number of the member it was issued to."""
    fate: str
    """issued, replaced, cancelled, spoilt or void."""


def settle_certificates(check: Block, today: date) -> None:
    """Set each row's certificates against its holding; a single one stands for all of it."""
    named = check.columns.values.get(Field.CERTIFICATES)
    if named is None:
        return
    shares = check.columns.of(Field.SHARES, None)
    for index, certificates in enumerate(named):
        if not certificates:
            named[index] = ()
            continue
        check.certificates[index] = certificates
        late = next((each.entered_on for each in certificates if (each.entered_on or today) > today), None)
        if late is not None:
            check.reject(index, Field.CERTIFICATES, f"a certificate of a day that lies ahead: {day_words(late)}")
        elif not shares[index]:
            check.warn(index, Field.CERTIFICATES, f"{_certificates(certificates)} named and no shares: not entered")
            named[index] = ()
        else:
            named[index] = _settled(check, index, certificates, shares[index])


def _settled(
    check: Block, index: int, certificates: tuple[NamedCertificate, ...], held: int
) -> tuple[NamedCertificate, ...]:
    if len(certificates) == 1 and certificates[0].shares is None:
        return (certificates[0]._replace(shares=held),)
    stated = [each.shares for each in certificates if each.shares is not None]
    if len(stated) < len(certificates):
        example = "; ".join(f"{each.number} (… shares)" for each in certificates[:2])
        check.reject(index, Field.CERTIFICATES, f"how many shares each certificate is for is not said: write {example}")
    elif sum(stated) > held:
        check.reject(index, Field.CERTIFICATES, f"certificates for {sum(stated):,} shares, and {held:,} are held")
    return certificates


def _certificates(certificates: Sequence[NamedCertificate]) -> str:
    numbers = [str(each.number) for each in certificates]
    return f"certificate {numbers[0]}" if len(numbers) == 1 else f"certificates {', '.join(numbers)}"


def settle_joint_holders(check: Block, allowed: bool) -> None:
    """Joint holders are persons' and the rules must know them; others are told and left out."""
    named = check.columns.values.get(Field.JOINT)
    if named is None:
        return
    for index, names in enumerate(named):
        why = ""
        if names and not allowed:
            why = "the rules know no joint holders (setting joint_holders)"
        elif names and check.names[index].organisation:
            why = "an organisation has no joint holders"
        if why:
            check.warn(index, Field.JOINT, f"{why}: {quoted('; '.join(names))} left out")
        named[index] = () if why or not names else names


def refuse_certificates(whole: Whole, good: list[Candidate], taken: Mapping[int, TakenCertificate]) -> list[Candidate]:
    """Leave out every row with a certificate that stands on an earlier one, or in the register for somebody else."""
    if not whole.certificates:
        return good
    numbers = {one.row: one.number for one in good}
    repeats = _repeated([(row, numbers.get(row), named) for row, named in sorted(whole.certificates.items())], taken)
    heading = whole.matching.heading(Field.CERTIFICATES)
    for one in good:
        if one.row in repeats:
            whole.rejected[one.row] = Problem(one.row, heading, repeats[one.row], one.name)
    whole.warned = [one for one in whole.warned if one.row not in repeats]
    return [one for one in good if one.row not in repeats]


def _repeated(
    named: Sequence[tuple[int, str | None, tuple[NamedCertificate, ...]]], taken: Mapping[int, TakenCertificate]
) -> dict[int, str]:
    """Rows whose certificate stands on an earlier row or in the register of somebody else, with the clause that refuses
    them.

    Args:
        named: row, the member number it is about, certificates; in the file's order.
        taken: certificate numbers the society has used.
    """
    repeats: dict[int, str] = {}
    first: dict[int, int] = {}
    for row, member, certificates in named:
        for each in certificates:
            kept = first.setdefault(each.number, row)
            used = taken.get(each.number)
            if kept != row:
                repeats.setdefault(row, f"same certificate twice: {each.number} is also on row {kept}")
            elif used is not None and used.member != member:
                whose = f"member {display_number(used.member)}"
                said = f"stands for {whose}" if used.fate == "issued" else f"was used for {whose} ({used.fate})"
                repeats.setdefault(row, f"certificate {each.number} {said} already, and numbers are used once")
    return repeats


def holding_differs(
    certificates: Iterable[NamedCertificate], held: Iterable[int], joint: Sequence[str], holders: Sequence[str]
) -> list[tuple[Field, str]]:
    """What a file says otherwise of a member who is in the register: told, and never changed by an import."""
    told: list[tuple[Field, str]] = []
    said, standing = sorted(each.number for each in certificates), sorted(held)
    if said and said != standing:
        has = ", ".join(map(str, standing)) or "none"
        clause = f"certificates {has} stand and the file says {', '.join(map(str, said))}: an import does not change it"
        told.append((Field.CERTIFICATES, clause))
    if joint and list(joint) != list(holders):
        has = "; ".join(holders) or "none"
        clause = f"joint holders are {has} and the file says {'; '.join(joint)}: an import does not change it"
        told.append((Field.JOINT, clause))
    return told
