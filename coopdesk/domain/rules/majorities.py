"""How much of a meeting must be for a resolution, and what it is a share of.

Fractions only: two-thirds has no exact float, and a result may hang on one vote (domain reference §2.3).
"""

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from coopdesk.domain.refusals import NotUnderstood

_FRACTION = re.compile(r"(?P<over>over-)?(?P<part>[0-9]{1,6})/(?P<whole>[0-9]{1,6})")
_CARDINALS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_PARTS = {
    3: "third",
    4: "quarter",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
    9: "ninth",
    10: "tenth",
}


class Base(StrEnum):
    """What the votes for are a share of."""

    CAST = "cast"
    """For plus against. Abstentions and spoilt papers are not votes cast."""
    PRESENT = "present"
    """Members present: an abstention works as a vote against (Equal Care Co-op bylaws)."""
    MEMBERS = "members"
    """All members entitled to vote, here or not."""

    @property
    def words(self) -> str:
        """The base as a sentence names it: "votes cast"."""
        return {
            Base.CAST: "votes cast",
            Base.PRESENT: "members present",
            Base.MEMBERS: "members entitled to vote",
        }[self]

    @property
    def words_for_one(self) -> str:
        """The base where it is a single vote or member: "vote cast"."""
        first, rest = self.words.split(" ", 1)
        return f"{first.removesuffix('s')} {rest}"


@dataclass(frozen=True, slots=True)
class Majority:
    """A share of the base that carries. ``strict`` means more than the share, otherwise at least the share.

    Args:
        share: above 0 and at most 1.
        strict: True for "more than half", "over 75%".
    """

    share: Fraction
    strict: bool

    @property
    def name(self) -> str:
        """The word ``read_majority`` reads back: "ordinary", "two-thirds", "3/5", "over-3/5"."""
        for name, majority in NAMED_MAJORITIES.items():
            if majority == self:
                return name
        return f"{'over-' if self.strict else ''}{self.share.numerator}/{self.share.denominator}"

    @property
    def share_words(self) -> str:
        """The share alone: "half", "two-thirds", "51%"."""
        part, whole = self.share.numerator, self.share.denominator
        if whole == 1:
            return "all"
        if whole == 2:
            return "half"
        if whole in _PARTS:
            return f"{_CARDINALS[part]}-{_PARTS[whole]}{'' if part == 1 else 's'}"
        if 100 % whole == 0:
            return f"{part * 100 // whole}%"
        return f"{part}/{whole}"

    @property
    def words(self) -> str:
        """ "at least two-thirds", "more than half", "all"."""
        if self.share == 1:
            return "all"
        return f"{'more than' if self.strict else 'at least'} {self.share_words}"

    @property
    def threshold_words(self) -> str:
        """The words above the line on the wall: "two-thirds needed", "more than half needed"."""
        return f"{'more than ' if self.strict else ''}{self.share_words} needed"

    def fewest(self, base_count: int | Fraction) -> int:
        """The fewest whole votes for that carry, out of ``base_count`` votes or people (a fraction where they weigh).

        Never 0: nothing is carried by nobody.
        """
        exact = self.share * base_count
        return math.floor(exact) + 1 if self.strict else max(1, math.ceil(exact))

    def holds(self, votes_for: Fraction, base: Fraction) -> bool:
        """Whether this weight of votes for carries, exactly; never where nothing was cast."""
        if votes_for <= 0 or base <= 0:
            return False
        return votes_for > self.share * base if self.strict else votes_for >= self.share * base


SIMPLE = Majority(Fraction(1, 2), strict=True)
"""More for than against. The model rules gloss it as "(51%)", which 50.5 % would miss: that reading is an
option of its own (domain reference §2.3, the 51% trap)."""

NAMED_MAJORITIES = {
    "ordinary": SIMPLE,
    "51-percent": Majority(Fraction(51, 100), strict=False),
    "two-thirds": Majority(Fraction(2, 3), strict=False),
    "three-quarters": Majority(Fraction(3, 4), strict=False),
    "over-three-quarters": Majority(Fraction(3, 4), strict=True),
}

_ACCEPTED = f"use {', '.join(NAMED_MAJORITIES)}, or a fraction such as 3/5, meaning at least that share"


def read_majority(text: str) -> Majority:
    """Read a majority by its word, or as a fraction: "two-thirds", "3/5" (at least), "over-3/5" (more than).

    A percentage is not read: "75%" does not say whether exactly 75 % carries, and rule books differ.

    Raises:
        NotUnderstood: neither a known word nor a fraction above 0 and at most 1.
    """
    word = text.strip().lower()
    if word in NAMED_MAJORITIES:
        return NAMED_MAJORITIES[word]
    found = _FRACTION.fullmatch(word)
    if found is None:
        raise NotUnderstood(what="A majority", value=text, why=_ACCEPTED)
    part, whole, strict = int(found["part"]), int(found["whole"]), bool(found["over"])
    if whole == 0 or not 0 < part <= whole or (strict and part == whole):
        why = "the fraction must be above 0 and no more than the whole, so that some vote can carry"
        raise NotUnderstood(what="A majority", value=text, why=why)
    return Majority(Fraction(part, whole), strict)


AUDIT = "audit"
"""Co-operative and Community Benefit Societies Act 2014 s.84: the test for doing without a full audit."""

AMALGAMATION = "amalgamation"
"""2014 Act ss.109-111: amalgamation, or transfer of engagements, between societies. Two meetings."""

CONVERSION = "conversion"
"""2014 Act ss.112-113: conversion into, amalgamation with or transfer to a company. Two meetings, half must vote."""

CONFIRMING = "confirming"
"""The second meeting of either: more than half of those who vote."""

DISSOLUTION = "dissolution"
"""2014 Act s.119: an instrument signed by three-quarters of all members; no meeting votes on it."""

AUDITOR_CHANGE = "auditor-change"
"""2014 Act s.94: void without 28 days' notice of intention to the society."""

STATUTORY = ("", AUDIT, AMALGAMATION, CONVERSION, CONFIRMING, DISSOLUTION, AUDITOR_CHANGE)

ClassVote = Literal["together", "each", "weighted"]
"""How classes vote: as one body, with a majority in each class besides, or each class with a fixed weight."""


@dataclass(frozen=True, slots=True)
class ResolutionRule:
    """What one kind of resolution needs, and what becomes of it once carried.

    Args:
        kind: the word motions use, "rule-change".
        majority: the share that carries.
        base: what it is a share of.
        statutory: "" or a test of the 2014 Act on top of the majority, one of ``STATUTORY``.
        effect: a sentence said with a carried result, or "".
        min_turnout: the share of the members entitled that must vote for or against, or None.
        class_vote: whether classes vote as one body.
        amendable: False where the meeting may change no more than a slip (special resolutions).
    """

    kind: str
    majority: Majority
    base: Base = Base.CAST
    statutory: str = ""
    effect: str = ""
    min_turnout: Fraction | None = None
    class_vote: ClassVote = "together"
    amendable: bool = True

    @property
    def title(self) -> str:
        """The kind as people read it: "Rule change", "Special resolution"."""
        words = self.kind.replace("-", " ").capitalize()
        return f"{words} resolution" if self.kind in ("ordinary", "extraordinary", "special") else words

    @property
    def words(self) -> str:
        """ "at least two-thirds of the votes cast"."""
        if self.statutory == DISSOLUTION:
            return f"the signatures of {self.majority.words} of all members"
        words = f"{self.majority.words} of the {self.base.words}"
        if self.statutory == AUDIT:
            words += ", with fewer than 20% of the votes cast and fewer than 10% of all members against"
        if self.min_turnout is not None:
            words += f", with {Majority(self.min_turnout, strict=False).words} of the members entitled voting"
        if self.class_vote == "each":
            words += ", and more for than against in every class"
        elif self.class_vote == "weighted":
            words += ", each class with its fixed weight"
        if self.two_meetings:
            words += "; then more than half at a second meeting"
        return words

    @property
    def threshold_words(self) -> str:
        """The words above the line on the wall."""
        return "fewer than 20% against" if self.statutory == AUDIT else self.majority.threshold_words

    @property
    def may_tie(self) -> bool:
        """True where equal votes are a tie a chair's casting vote could break: more for than against, nothing
        else."""
        plain = self.statutory in ("", AUDITOR_CHANGE) and self.class_vote == "together" and self.min_turnout is None
        return self.majority == SIMPLE and self.base is Base.CAST and plain

    @property
    def two_meetings(self) -> bool:
        """True where a second meeting must confirm what this one carries."""
        return self.statutory in (AMALGAMATION, CONVERSION)
