"""Whose row it is: names read, surnames first turned round, organisations told from persons.

Names are many and hardly repeat, so this is the dearest part of a check; the commonest shape takes a short way.
"""

import re
from typing import NamedTuple
from unicodedata import is_normalized

from coopdesk.domain.members import NAME_LIMIT, clean_name, read_member_number, split_surname_first
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services.roster.values import Bad, unprotected

TOTALS = frozenset(("total", "totals", "grand total", "sub total", "subtotal", "sub-total", "sum", "total shares"))
"""What a treasurer writes under a column of figures."""

_ORGANISATION_WORDS = frozenset(
    [
        "ltd",
        "limited",
        "plc",
        "llc",
        "llp",
        "inc",
        "cic",
        "cio",
        "group",
        "trust",
        "society",
        "association",
        "council",
        "foundation",
        "partnership",
        "company",
        "cooperative",
        "co-operative",
        "sons",
        "charity",
        "federation",
        "institute",
        "university",
    ]
)
_OTHER_COMMAS = re.compile("[،，]")
_JOINED_BY = frozenset(("and", "&"))


class Named(NamedTuple):
    """Who a row is about."""

    name: str
    organisation: bool
    """True where the name itself says so."""


class TotalLine(NamedTuple):
    """Not a member: the line with the sums."""


class NameReader:
    """Reads one kind of name column."""

    def __init__(self, *, surname_first: bool, organisation: bool = False) -> None:
        """
        Args:
            surname_first: True where "Surname, forename" is to be turned round.
            organisation: True where the column holds organisations only.
        """
        self.surname_first = surname_first
        self.organisation = organisation
        self._short_way = surname_first and not organisation
        self._plain_forenames = _PlainForenames()

    def __call__(self, text: str) -> Named | TotalLine | Bad:
        """The name as the register keeps it; Bad with "no name" for a blank."""
        if self._short_way and text.isprintable() and len(text) <= NAME_LIMIT and is_normalized("NFC", text):
            surname, comma, forename = text.partition(",")
            if (
                comma
                and surname[:1].isalpha()
                and self._plain_forenames[forename]
                and not _OTHER_COMMAS.search(surname)
            ):
                # What the long way below comes to, at a third of the time: forenames repeat through a register.
                return Named(" ".join(f"{forename} {surname}".split()), organisation=False)
        plain = unprotected(text)
        if plain.casefold().strip(" :") in TOTALS:
            return TotalLine()
        organisation = self.organisation or sounds_like_organisation(plain)
        if self.surname_first and not organisation and any(sign in plain for sign in ",،，"):
            plain = split_surname_first(plain)
        try:
            return Named(clean_name(plain), organisation)
        except NotUnderstood as refused:
            return Bad("no name" if not plain.strip() else f"no name that can be used: {refused.why}")


class _PlainForenames(dict[str, bool]):
    """Whether "Surname, " with these words behind it is a person to be turned round, by the rules for names."""

    def __missing__(self, forename: str) -> bool:
        written = f"Surname,{forename}"
        turned = split_surname_first(written)
        plain = turned.endswith(" Surname") and "," not in forename and not sounds_like_organisation(written)
        self[forename] = plain
        return plain


def sounds_like_organisation(name: str) -> bool:
    """Whether a name says it is an organisation: "Ward LLC", "Law and Sons", "Hartley, Moore and Potter".

    Behind a comma "and" is enough: "Surname, forename" has none. In front of it words prove nothing, because people are
    called Church and Sons.
    """
    before, comma, after = name.casefold().replace(".", "").partition(",")
    words = (after if comma else before).split()
    if not _ORGANISATION_WORDS.isdisjoint(words) and (comma or len(words) > 1):
        return True
    return bool(comma) and not _JOINED_BY.isdisjoint(words)


def read_number(text: str) -> str | Bad | None:
    """A member number in the form it is compared in; None for a blank. "12.0" is 12, as spreadsheets write it."""
    plain = unprotected(text)
    if plain.isascii() and plain.isdigit() and plain[0] != "0" and len(plain) < 16:
        return plain
    if not plain:
        return None
    whole, point, places = plain.partition(".")
    if point and whole.isdigit() and not places.strip("0"):
        plain = whole
    try:
        return read_member_number(plain)
    except NotUnderstood as refused:
        return Bad(f"no member number: {refused.why}")
