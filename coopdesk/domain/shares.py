"""Shares: counts, the maximum, and the words a certificate is written in."""

import re
from dataclasses import dataclass

from coopdesk.domain.refusals import Refusal
from coopdesk.domain.rules import RuleSheet

MOST_SHARES = 1_000_000
"""More in one allotment is a slip of the keyboard: the law stops an individual at £100,000 of withdrawable shares
(2014 Act s.24)."""


@dataclass
class ShareCountNotUsable(Refusal):
    """A number of shares that cannot be held."""

    code = "SHARE-COUNT"
    sentence = "“{value}” cannot be a number of shares: {why}. Nothing was changed."
    value: str
    why: str


@dataclass
class MoreThanMaximum(Refusal):
    """The holding would pass the most the rules allow."""

    code = "MORE-THAN-MAXIMUM"
    sentence = (
        "That would make {total} shares and the rules allow {most} to one member. Nothing was issued: "
        "at most {left} more can be."
    )
    total: int
    most: int
    left: int


def check_share_count(value: str | int, *, least: int = 1, most: int = MOST_SHARES) -> int:
    """Read a number of shares: a whole number, with or without thousands commas.

    Args:
        value: as typed, or as a spreadsheet holds it.
        least: 1 for an issue; 0 where a register may list a member who holds none yet.
        most: above it the number is taken for a slip.

    Raises:
        ShareCountNotUsable: not a number, part of a share, below ``least`` or above ``most``.
    """
    text = str(value).strip()
    found = re.fullmatch(
        r"(?P<sign>-?)(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.(?P<part>[0-9]{1,9}))?", text
    )
    if found is None:
        too_long = re.fullmatch(r"[0-9][0-9,]{15,}", text) is not None
        why = f"the most at once is {most:,}" if too_long else "it is not a whole number in figures"
        raise ShareCountNotUsable(value=text, why=why)
    if (found["part"] or "").strip("0"):
        raise ShareCountNotUsable(value=text, why="part of a share cannot be held")
    count = int(found["sign"] + found["whole"].replace(",", ""))
    if count < 0:
        raise ShareCountNotUsable(value=text, why="it is negative")
    if count < least:
        raise ShareCountNotUsable(value=text, why=f"the least is {least}")
    if count > most:
        raise ShareCountNotUsable(value=text, why=f"the most at once is {most:,}")
    return count


def check_maximum(sheet: RuleSheet, holding: int, more: int) -> None:
    """Refuse an issue that would pass the rule maximum (domain reference §4.1).

    Raises:
        MoreThanMaximum: ``holding`` + ``more`` is above it.
    """
    if sheet.max_shares is not None and holding + more > sheet.max_shares:
        left = max(0, sheet.max_shares - holding)
        raise MoreThanMaximum(total=holding + more, most=sheet.max_shares, left=left)


def certificate_number_text(number: int) -> str:
    """A certificate number as printed: 418 is "00418"."""
    return f"{number:05d}"


def condition_words(sheet: RuleSheet, *, single: bool = False) -> str:
    """What may become of the shares, for a certificate: "The shares may be withdrawn but not transferred, ..."."""
    what = "The share may" if single else "The shares may"
    if sheet.share_withdrawable and sheet.share_transferable:
        fate = "be withdrawn or transferred"
    elif sheet.share_withdrawable:
        fate = "be withdrawn but not transferred"
    elif sheet.share_transferable:
        fate = "be transferred but not withdrawn"
    else:
        return f"{what} be neither withdrawn nor transferred, as the rules provide."
    return f"{what} {fate}, as the rules provide."


def surrender_words(sheet: RuleSheet) -> str:
    """When the certificate must be given back, or "" where the shares can neither be withdrawn nor transferred."""
    kinds = [("withdrawal", sheet.share_withdrawable), ("transfer", sheet.share_transferable)]
    acts = " or ".join(word for word, holds in kinds if holds)
    return f"This certificate must be surrendered before any {acts}." if acts else ""
