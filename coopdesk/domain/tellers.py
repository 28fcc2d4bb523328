"""Two tellers counting blind, cards that must all come back, and papers that must add up."""

from dataclasses import dataclass

from coopdesk.domain.counts import Counts, NegativeCount
from coopdesk.domain.refusals import Refusal

FIGURES = (("for", "votes_for"), ("against", "against"), ("abstain", "abstain"), ("spoilt", "spoilt"))
"""(the word, the field of ``Counts``)"""


@dataclass
class TellersDiffer(Refusal):
    """Two counts of the same hands that do not agree."""

    code = "TELLERS-DIFFER"
    sentence = (
        "The two tellers do not agree on motion {motion}: {differences}. Both counts are kept. Have the hands counted "
        "again, or let the chair settle the figures."
    )
    motion: int
    differences: str


@dataclass
class TellerMissing(Refusal):
    """One teller has counted and the other has not."""

    code = "TELLER-MISSING"
    sentence = "Teller {teller} has not given figures for motion {motion} yet. Enter them, then close the vote."
    teller: int
    motion: int


@dataclass
class CardsDiffer(Refusal):
    """More or fewer voting cards than were given out."""

    code = "CARDS-DIFFER"
    sentence = (
        "{counted} cards are accounted for and {given_out} were given out, so a card is {way}. Nothing was recorded: "
        "count again, with the cards that were not raised."
    )
    counted: int
    given_out: int
    way: str


@dataclass
class PapersDiffer(Refusal):
    """Papers issued that are neither in the box nor accounted for."""

    code = "PAPERS-DIFFER"
    sentence = (
        "{issued} papers were issued and {found} are accounted for: {cast} in the box, {spoilt} of them spoilt, "
        "{returned} returned unused, {missing} missing. Count again before the result is declared."
    )
    issued: int
    found: int
    cast: int
    spoilt: int
    returned: int
    missing: int


@dataclass
class MorePapersThanIssued(Refusal):
    """A paper beyond those issued."""

    code = "MORE-PAPERS-THAN-ISSUED"
    sentence = "{papers} papers would be in the box and {issued} were issued, so one is not ours. Nothing was recorded."
    papers: int
    issued: int


def differences(one: Counts, other: Counts) -> tuple[str, ...]:
    """The figures that differ, by their words: ("for", "abstain")."""
    return tuple(word for word, field in FIGURES if getattr(one, field) != getattr(other, field))


def difference_words(one: Counts, other: Counts) -> str:
    """ "for 41 and 42, against 8 and 7"."""
    return ", ".join(
        f"{word} {getattr(one, field)} and {getattr(other, field)}"
        for word, field in FIGURES
        if getattr(one, field) != getattr(other, field)
    )


def check_cards(counts: Counts, kept: int, given_out: int) -> None:
    """Cards in are cards out: raised, spoilt or kept down.

    Raises:
        NegativeCount: ``kept`` is below 0.
        CardsDiffer: they are not.
    """
    if kept < 0:
        raise NegativeCount(what="Cards not raised", count=kept)
    counted = counts.given + kept
    if counted != given_out:
        raise CardsDiffer(counted, given_out, "missing" if counted < given_out else "too many")


def check_papers(counts: Counts, *, issued: int, returned: int, missing: int) -> None:
    """Issued papers are in the box (spoilt ones too), returned unused, or missing.

    Raises:
        PapersDiffer: they are not.
    """
    found = counts.given + returned + missing
    if found != issued:
        raise PapersDiffer(issued, found, counts.given, counts.spoilt, returned, missing)
