"""Offices, and who signs the accounts of a society that go to the Financial Conduct Authority."""

from collections.abc import Sequence
from dataclasses import dataclass

from coopdesk.domain.refusals import Refusal

_SECRETARIES = ("secretary", "company secretary", "society secretary")
"""Others with the word in their office (membership secretary) do not sign for the society."""
_DIRECTORS = ("director", "committee member", "board member", "chair", "chairman", "chairperson", "chairwoman")
"""Words of an office that make somebody a member of the committee (the society's directors)."""


@dataclass(frozen=True, slots=True)
class InOffice:
    """Somebody in office today."""

    name: str
    office: str
    person: str
    """Tells one person from another of the same name: the member number, else the name."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature on the accounts."""

    name: str
    capacity: str
    """director or secretary."""


@dataclass
class SignatoriesMissing(Refusal):
    """Not enough officers for three signatures."""

    code = "SIGNATORIES-MISSING"
    sentence = (
        "The accounts are signed by two directors and the secretary (three signatures), and the register of officers "
        "has {missing}. Enter them with “officers add”."
    )
    missing: str


def is_director(office: str) -> bool:
    """Whether an office makes somebody a director: "Director", "Finance director", "Chair"."""
    words = office.casefold()
    return any(word == words or words.endswith(f" {word}") for word in _DIRECTORS)


def is_secretary(office: str) -> bool:
    """Whether an office is the secretary's: "Secretary", "Company secretary", "Society secretary"."""
    return office.casefold() in _SECRETARIES


def accounts_signatures(officers: Sequence[InOffice]) -> tuple[Signature, ...]:
    """The three signatures on the accounts: two directors and the secretary (domain reference §8, scenario 53).

    A secretary who is one of the two directors signs twice, once in each capacity; others are asked first.

    Raises:
        SignatoriesMissing: there are not two directors and a secretary.
    """
    secretary = next((each for each in officers if is_secretary(each.office)), None)
    directors = list({each.person: each for each in officers if is_director(each.office)}.values())
    missing = []
    if len(directors) < 2:
        missing.append(("no director", "only one director")[len(directors)])
    if secretary is None:
        missing.append("no secretary")
    if missing or secretary is None:
        raise SignatoriesMissing(" and ".join(missing))
    others = [each for each in directors if each.person != secretary.person]
    signing = (others + [each for each in directors if each.person == secretary.person])[:2]
    return (
        *(Signature(each.name, "director") for each in signing),
        Signature(secretary.name, "secretary"),
    )
