"""Nominations on death: who takes a member's property in the society, up to the limit, outside the will.

Sections 37 to 39 of the Co-operative and Community Benefit Societies Act 2014. Companies have no such nominations. A
later will neither revokes nor varies one; a later nomination, a signed revocation and a marriage do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from coopdesk.domain.clock import day_words
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.domain.rules import LegalForm

MOST_NOMINEES = 20
"""More names in one nomination are a slip: nobody divides £5,000 so."""

_LARGEST_DENOMINATOR = 10_000


class Relationship(StrEnum):
    """What a nominee is to the member. Only the first seven may be nominated while an officer or employee of the
    society (2014 Act s.37(3), which names brother and sister, nephew and niece apart)."""

    SPOUSE = "spouse"
    CIVIL_PARTNER = "civil-partner"
    PARENT = "parent"
    CHILD = "child"
    BROTHER_OR_SISTER = "brother-or-sister"
    NEPHEW_OR_NIECE = "nephew-or-niece"
    OTHER = "other"

    @property
    def words(self) -> str:
        """ "civil partner", "brother or sister"; nothing for a nominee who is no relative the Act names."""
        return "" if self is Relationship.OTHER else self.value.replace("-", " ")

    @property
    def close(self) -> bool:
        """A relative the Act names."""
        return self is not Relationship.OTHER


@dataclass(frozen=True, slots=True)
class Nominee:
    """One person nominated, and the exact part of the property they are to have."""

    name: str
    part: Fraction
    relationship: Relationship = Relationship.OTHER
    officer: bool = False
    """An officer or employee of the society on the day of the nomination."""
    address: str = ""


@dataclass(frozen=True, slots=True)
class SharedOut:
    """What becomes of a property on death, in pence. Everything adds up to the property again."""

    property_pence: int
    limit_pence: int | None
    nominees: tuple[int, ...]
    """In the order of the nominees."""
    estate_pence: int


@dataclass
class NoNominations(Refusal):
    """A company's articles know nothing of these."""

    code = "NO-NOMINATIONS"
    sentence = (
        "Nominations on death are for societies of the 2014 Act, and this is a company: its shares pass by will or "
        "intestacy. Nothing was changed."
    )


@dataclass
class NotARelative(Refusal):
    """An officer or employee of the society, and no relative the Act names."""

    code = "NOT-A-RELATIVE"
    sentence = (
        "{name} is an officer or employee of the society, and may be nominated only as the member's spouse, civil "
        "partner, parent, child, brother, sister, nephew or niece (2014 Act s.37(3)). Nothing was changed."
    )
    name: str


@dataclass
class TooMuchNominated(Refusal):
    """Parts that come to more than there is."""

    code = "TOO-MUCH-NOMINATED"
    sentence = "The parts come to {sum}, and there is only one whole to give. Nothing was changed."
    sum: str


@dataclass
class NominatedTooLate(Refusal):
    """Delivered after the death, or before it was made."""

    code = "NOMINATED-TOO-LATE"
    sentence = (
        "A nomination counts only if it reached the society in the member's lifetime (2014 Act s.37(2)), and {why}. "
        "Nothing was changed."
    )
    why: str


def read_part(text: str) -> Fraction:
    """A part as people write it: "1/2", "50%", "all".

    Raises:
        NotUnderstood: it is no part of a whole, or finer than a ten-thousandth.
    """
    plain = text.strip().lower().replace(" ", "")
    if plain in ("all", "whole", "thewhole", ""):
        return Fraction(1)
    try:
        part = Fraction(plain.removesuffix("%")) / (100 if plain.endswith("%") else 1)
    except (ValueError, ZeroDivisionError) as wrong:
        raise NotUnderstood("The part", text, "write it as 1/2, 50% or all") from wrong
    if not 0 < part <= 1 or part.denominator > _LARGEST_DENOMINATOR:
        raise NotUnderstood("The part", text, "it is more than nothing and at most the whole, such as 1/2, 50% or all")
    return part


def check_nominees(nominees: Sequence[Nominee], form: LegalForm) -> None:
    """Refuse a nomination that the Act does not allow.

    Raises:
        NoNominations: the society is a company.
        NotUnderstood: there is no nominee, or there are too many.
        NotARelative: an officer or employee who is no listed relative.
        TooMuchNominated: the parts add up to more than one.
    """
    if form.is_company:
        raise NoNominations()
    if not 1 <= len(nominees) <= MOST_NOMINEES:
        raise NotUnderstood("The nominees", str(len(nominees)), f"a nomination names one to {MOST_NOMINEES} persons")
    for each in nominees:
        if each.officer and not each.relationship.close:
            raise NotARelative(each.name)
    together = sum((each.part for each in nominees), Fraction(0))
    if together > 1:
        raise TooMuchNominated(str(together))


def check_days(made_on: date, delivered_on: date, died_on: date | None) -> None:
    """Refuse a nomination that did not reach the society in the member's lifetime (2014 Act s.37(2)).

    Raises:
        NominatedTooLate: made or delivered after the death, or delivered before it was made.
    """
    if delivered_on < made_on:
        raise NominatedTooLate(f"this one is signed {day_words(made_on)} and entered as delivered before that")
    if died_on is not None and delivered_on > died_on:
        raise NominatedTooLate(f"the member died on {day_words(died_on)}")


def share_out(property_pence: int, parts: Sequence[Fraction], limit_pence: int | None) -> SharedOut:
    """Divide a member's property between nominees and estate (2014 Act s.37(4); scenario 50).

    A nomination that comprises more than the limit is valid to the extent of the limit, and no further. Within it each
    nominee takes in proportion to their part; odd pence go to the largest remainders, the first named first.

    Args:
        property_pence: shares at par, loans, deposits and all else at the day of death.
        parts: of the standing nominations, each above 0; together at most 1.
        limit_pence: the setting ``nomination_limit`` of the day of death; None for no limit.
    """
    together = sum(parts, Fraction(0))
    nominated = int(property_pence * together)
    passing = nominated if limit_pence is None else min(nominated, limit_pence)
    if not parts or passing <= 0:
        return SharedOut(property_pence, limit_pence, (0,) * len(parts), property_pence)
    exact = [passing * part / together for part in parts]
    whole = [int(each) for each in exact]
    remainders = sorted(range(len(parts)), key=lambda at: (whole[at] - exact[at], at))
    for at in remainders[: passing - sum(whole)]:
        whole[at] += 1
    return SharedOut(property_pence, limit_pence, tuple(whole), property_pence - passing)
