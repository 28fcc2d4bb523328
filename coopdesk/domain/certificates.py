"""Share certificates through life: numbers used once, what becomes of each, and the words that say so.

A certificate number is never reused, even if void or misprinted; a duplicate after a loss carries a new number and the
old one is replaced (domain reference §4.3).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coopdesk.domain.clock import day_words
from coopdesk.domain.members import clean_line
from coopdesk.domain.refusals import Refusal

REASON_LIMIT = 200


class Fate(StrEnum):
    """What a certificate is today. It leaves ``ISSUED`` once and never comes back."""

    ISSUED = "issued"
    REPLACED = "replaced"
    """Another certificate stands for the same shares."""
    CANCELLED = "cancelled"
    """Surrendered: its shares were transferred, withdrawn or cancelled, or are held without a certificate."""
    VOID = "void"
    """Its issue was taken back."""
    SPOILT = "spoilt"
    """Misprinted before it was handed over; another number was taken."""


class Why(StrEnum):
    """Why a certificate stands no more."""

    LOST = "lost"
    STOLEN = "stolen"
    DESTROYED = "destroyed"
    DAMAGED = "damaged"
    SPOILT = "spoilt"
    RENAMED = "renamed"
    TRANSFERRED = "transferred"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    WRITTEN_DOWN = "written-down"
    SURRENDERED = "surrendered"
    TAKEN_BACK = "taken-back"
    OTHER = "other"


_BECAUSE = {
    Why.LOST: "because it was lost",
    Why.STOLEN: "because it was stolen",
    Why.DESTROYED: "because it was destroyed",
    Why.DAMAGED: "because it was damaged",
    Why.SPOILT: "because it was spoilt in printing",
    Why.RENAMED: "because the holder’s name changed",
    Why.TRANSFERRED: "on a transfer of shares",
    Why.WITHDRAWN: "on a withdrawal of shares",
    Why.CANCELLED: "when shares were cancelled",
    Why.WRITTEN_DOWN: "when shares were written down",
    Why.SURRENDERED: "because it was surrendered",
    Why.TAKEN_BACK: "because the issue was taken back",
    Why.OTHER: "for a reason the society keeps",
}

_NOT_IN_HAND = frozenset((Why.LOST, Why.STOLEN, Why.DESTROYED))

_WORDS = (
    (Why.LOST, r"\b(lost|loss|mislaid|missing)\b"),
    (Why.STOLEN, r"\b(stolen|theft|robbed|burgled)\b"),
    (Why.DESTROYED, r"\b(destroyed|burnt|burned|shredded)\b"),
    (Why.DAMAGED, r"\b(damaged|torn|worn|wet|defaced)\b"),
    (Why.SPOILT, r"\b(spoilt|spoiled|misprint(ed)?|printer)\b"),
    (Why.RENAMED, r"\b(renamed|name|married|marriage|deed poll)\b"),
)


@dataclass
class UnknownCertificate(Refusal):
    """No certificate has this number."""

    code = "UNKNOWN-CERTIFICATE"
    sentence = "There is no certificate {number}. Check the number on the paper or in the member's account."
    number: int


@dataclass
class CertificateStandsNoMore(Refusal):
    """It was replaced, cancelled or taken back before, perhaps a moment ago at another desk."""

    code = "CERTIFICATE-NOT-STANDING"
    sentence = "Certificate {number} stands no more: {fate} Nothing was changed and no number was used."
    number: int
    fate: str


@dataclass
class NumberIsNoCode(Refusal):
    """A certificate's number typed by hand proves nothing: anybody can type one."""

    code = "NUMBER-IS-NO-CODE"
    sentence = (
        "“{text}” is a number anybody can type, so there is nothing in it to check. Scan the code on the certificate, "
        "or look certificate {text} up in the list of certificates."
    )
    text: str


@dataclass
class NotACertificateCode(Refusal):
    """Something was scanned or pasted that is no share certificate's code."""

    code = "NOT-A-CERTIFICATE"
    sentence = "This is not the code of a share certificate: {why}. Scan the square code on the paper again."
    why: str


@dataclass
class NoSharesWithoutCertificate(Refusal):
    """Every share this member holds stands in a certificate."""

    code = "ALL-CERTIFIED"
    sentence = (
        "Every share held by member {member} stands in a certificate already, so no certificate was issued. "
        "To give a new paper for the same shares, replace the certificate."
    )
    member: str


def read_reason(text: str) -> tuple[Why, str]:
    """A reason as the treasurer gives it, filed under the word that fits.

    Returns:
        the word, and the treasurer's own words.

    Raises:
        NotUnderstood: empty, too long, or not text.
    """
    words = clean_line("The reason", text, REASON_LIMIT, required=True)
    folded = words.casefold()
    for why in Why:
        if folded == why.value:
            return why, words
    for why, pattern in _WORDS:
        if re.search(pattern, folded):
            return why, words
    return Why.OTHER, words


def fate_of_replaced(why: Why) -> Fate:
    """A certificate misprinted before it was handed over is spoilt; any other one is replaced."""
    return Fate.SPOILT if why is Why.SPOILT else Fate.REPLACED


def in_hand(why: Why) -> bool:
    """Whether the paper comes back to the society, to be cancelled and kept."""
    return why not in _NOT_IN_HAND


def fate_words(fate: Fate, why: Why, on_day: date | None, replaced_by: int | None = None) -> str:
    """What became of a certificate, as a sentence for papers: it names nobody.

    "Replaced by certificate 00431 on 28 November 2026, because it was lost." The day is None for a certificate made
    void before days were kept.
    """
    if fate is Fate.ISSUED:
        return ""
    done = {Fate.REPLACED: "Replaced", Fate.SPOILT: "Spoilt and replaced", Fate.VOID: "Made void"}.get(
        fate, "Cancelled"
    )
    by = (
        f" by certificate {replaced_by:05d}" if replaced_by is not None and fate in (Fate.REPLACED, Fate.SPOILT) else ""
    )
    because = "" if fate is Fate.SPOILT else f", {_BECAUSE[why]}"
    rest = f"; certificate {replaced_by:05d} stands for the rest" if replaced_by is not None and not by else ""
    on = f" on {day_words(on_day)}" if on_day is not None else ""
    return f"{done}{by}{on}{because}{rest}."


def joint_names(first: str, others: Sequence[str]) -> str:
    """The holders of a joint holding as a certificate names them: the first named is the member.

    "Nia Llŷr and Tom Brown"; "Nia Llŷr, Tom Brown and Ann Oak".
    """
    if not others:
        return first
    return f"{', '.join((first, *others[:-1]))} and {others[-1]}"


@dataclass(frozen=True, slots=True)
class Standing:
    """One certificate that stands, as far as giving up shares is concerned."""

    number: int
    shares: int
    first_share: int | None
    """First distinctive number, where the class has them."""


@dataclass(frozen=True, slots=True)
class Surrender:
    """Which certificates are given up, and what is left of the last of them.

    A balance keeps the lowest distinctive numbers of the certificate it comes from; the others go with the shares.
    """

    given_up: tuple[Standing, ...]
    balance: int
    """Shares of the last one that stay with the member and need a certificate of their own; 0 for none."""
    gone: tuple[tuple[int, int], ...]
    """First and last distinctive numbers of the shares that go."""


def surrender(standing: Iterable[Standing], uncertified: int, shares: int) -> Surrender:
    """Choose what is given up when a member parts with shares.

    Shares held without a certificate go first, then certificates from the newest: the oldest papers stay as they are.

    Args:
        standing: the member's certificates that stand, of one class.
        uncertified: shares of that class the member holds without a certificate.
        shares: how many go; no more than the member holds.
    """
    wanted = shares - uncertified
    given: list[Standing] = []
    gone: list[tuple[int, int]] = []
    balance = 0
    for each in sorted(standing, key=lambda one: one.number, reverse=True):
        if wanted <= 0:
            break
        taken = min(wanted, each.shares)
        wanted -= taken
        balance = each.shares - taken
        given.append(each)
        if each.first_share is not None:
            gone.append((each.first_share + balance, each.first_share + each.shares - 1))
    return Surrender(tuple(given), balance, tuple(gone))
