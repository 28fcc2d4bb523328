"""Reading the certificates and the joint holders that a register names beside a holding."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from coopdesk.domain.members import NAME_LIMIT, clean_line
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services.roster.values import Bad, quoted, unprotected

LARGEST_CERTIFICATE = 9_999_999
"""A longer number is a telephone's or a bank's."""


class NamedCertificate(NamedTuple):
    """A certificate as a register names it."""

    number: int
    shares: int | None
    """None: the whole holding."""
    entered_on: date | None
    """None where the register does not say."""


_ONE = re.compile(
    r"(?:(?:share )?cert(?:ificate)?s?\.?\s*)?(?:nos?\.?|numbers?|#)?\s*(?P<number>[0-9]{1,12})"
    r"(?:\s*(?:\(\s*(?P<shares>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})\s*(?:shares?)?(?:[;,]?\s*(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}))?\s*\)"
    r"|:\s*(?P<after>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})))?"
)
_BETWEEN = re.compile(r"\s*(?:[,;&+\n/]|\band\b)\s*")


def read_certificates(text: str) -> "tuple[NamedCertificate, ...] | Bad":
    """Certificates in one cell: "12", "No. 00012", "12 (10 shares); 57 (5 shares, 2019-03-04)", "12: 10, 57: 5"."""
    plain = unprotected(text.strip()).casefold()
    if plain in ("", "-", "–", "none", "no", "n/a"):
        return ()
    found: list[NamedCertificate] = []
    place = 0
    while place < len(plain):
        one = _ONE.match(plain, place)
        if one is None:
            return Bad(f"not a certificate number: {quoted(text.strip())}")
        read = _read(one)
        if isinstance(read, str):
            return Bad(f"{read}: {quoted(text.strip())}")
        found.append(read)
        place = one.end()
        between = _BETWEEN.match(plain, place)
        if between is None and place < len(plain):
            return Bad(f"not a certificate number: {quoted(text.strip())}")
        place = between.end() if between is not None else place
    if len({each.number for each in found}) < len(found):
        return Bad(f"a certificate named twice: {quoted(text.strip())}")
    return tuple(found)


def _read(one: re.Match[str]) -> NamedCertificate | str:
    number = int(one["number"])
    shares = one["shares"] or one["after"]
    if not 1 <= number <= LARGEST_CERTIFICATE:
        return f"certificate numbers run from 1 to {LARGEST_CERTIFICATE:,}"
    count = None if shares is None else int(shares.replace(",", ""))
    if count == 0:
        return "a certificate for no shares"
    try:
        day = None if one["day"] is None else date.fromisoformat(one["day"])
    except ValueError:
        return "no such date"
    return NamedCertificate(number, count, day)


def certificates_text(certificates: Sequence[NamedCertificate], held: int, joined: date) -> str:
    """Certificates as ``read_certificates`` reads them back; one for the whole holding is its number alone."""
    if len(certificates) == 1 and (certificates[0].shares, certificates[0].entered_on) == (held, joined):
        return str(certificates[0].number)
    return "; ".join(_words(each) for each in certificates)


def _words(each: NamedCertificate) -> str:
    day = f", {each.entered_on}" if each.entered_on is not None else ""
    return f"{each.number} ({each.shares} share{'' if each.shares == 1 else 's'}{day})"


_HOLDERS_APART = re.compile(r"\s*(?:[&\n]|\band\b)\s*", re.IGNORECASE)


def joint_holders_text(names: Sequence[str]) -> str:
    """Joint holders as ``read_joint_holders`` reads them back."""
    together = "; ".join(names)
    # A closing semicolon says that “and” within a single name parts nothing.
    return f"{together};" if len(names) == 1 and _HOLDERS_APART.search(together) else together


def read_joint_holders(text: str) -> "tuple[str, ...] | Bad":
    """The second and further names on a holding, "Tom Brown; Ann Oak" or "Tom Brown and Ann Oak"."""
    names: list[str] = []
    plain = unprotected(text.strip())
    for part in plain.split(";") if ";" in plain else _HOLDERS_APART.split(plain):
        try:
            name = clean_line("The name", part, NAME_LIMIT)
        except NotUnderstood as no:
            return Bad(f"a joint holder’s name that cannot be used: {no.why}")
        if name:
            names.append(name)
    return tuple(names)
