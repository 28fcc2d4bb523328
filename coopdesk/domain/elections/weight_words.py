"""What a paper of each class counts, in one text with its arithmetic, for the declaration, the minutes and the wall."""

from fractions import Fraction

from coopdesk.domain.elections.record import Count, Rule
from coopdesk.domain.elections.weights import ClassShare, Weights
from coopdesk.domain.rules import figure_words

_SHORT = 9
"""Letters of a fraction that fit over a column."""


def weights_sentence(counted: Count) -> str:
    """ "Weights: User, 30 papers, each counts 1; Investor, 12 papers, each counts 30 ÷ (9 × 12) = 5/18 ..."; "" where
    every paper counts the same whoever cast it."""
    weights = counted.weights
    if weights is None:
        return ""
    if weights.way == "weighted":
        parts = [_fixed(each, counted) for each in weights.classes]
        return f"Weights: {'; '.join(parts)}."
    parts = [_capped(each, weights) for each in weights.classes]
    return f"Weights: {'; '.join(parts)}{_because(weights)}."


def weights_briefly(counted: Count) -> str:
    """The same for a wall: "User: 30 papers × 1, Investor: 12 papers × 5/18"."""
    if counted.weights is None:
        return ""
    return ", ".join(
        f"{each.name}: {_papers(each.papers)} × {worth(each)}" for each in counted.weights.classes if each.papers
    )


def worth(share: ClassShare) -> str:
    """What a paper counts, short enough for the head of a column; the whole arithmetic stands elsewhere."""
    words = figure_words(share.value)
    if len(words) <= _SHORT:
        return words
    whole, part = divmod(share.value.numerator * 10**5 // share.value.denominator, 10**5)
    return f"{whole}.{part:05}…"


def class_columns(counted: Count) -> tuple[ClassShare, ...]:
    """The classes whose own votes stand in the table of a count: none where they would tell how one of a few voted."""
    weights = counted.weights
    if weights is None or not counted.stages or not weights.told_by_class:
        return ()
    return tuple(each for each in weights.classes if each.papers)


def crosses_of(weights: Weights) -> int:
    """How many crosses, or yes and no, were made, before they are weighed."""
    return sum(sum(each.votes) + sum(each.against) for each in weights.classes)


def _papers(many: int) -> str:
    return "1 paper" if many == 1 else f"{many} papers"


def _fixed(each: ClassShare, counted: Count) -> str:
    weight = figure_words(each.weight)
    if not each.papers:
        left = "is left out"
        if counted.weights is not None and counted.weights.silent:
            left = "counts for nobody"
            if counted.rule is Rule.CONFIRM:
                left += ", so that more yes is needed than no and that together"
        return f"{each.name} cast no valid paper, and its weight of {weight} {left}"
    sum_ = f"{weight} ÷ {each.papers} = {figure_words(each.value)}"
    return f"{each.name}, {_papers(each.papers)}, weighs {weight}, each counts {sum_}"


def _capped(each: ClassShare, weights: Weights) -> str:
    said = f"{each.name}, {_papers(each.papers)}"
    if not each.papers:
        return said
    if each.value == 1:
        return f"{said}, each counts 1"
    cap = weights.voting.cap or Fraction(0)
    users = sum(other.papers for other in weights.classes if not other.investor)
    investors = sum(other.papers for other in weights.classes if other.investor)
    times = (100 - cap) / cap
    if times.denominator == 1:
        sum_ = f"{users} ÷ ({times} × {investors})"
    else:
        sum_ = f"{figure_words(cap)} × {users} ÷ ({figure_words(100 - cap)} × {investors})"
    return f"{said}, each counts {sum_} = {figure_words(each.value)}"


def _because(weights: Weights) -> str:
    cap = weights.voting.cap
    investors = [each for each in weights.classes if each.investor and each.papers]
    if cap is None or not investors:
        return ""
    if investors[0].value == 1:
        return f": investors cast no more than {figure_words(cap)}% of the papers"
    if investors[0].value == 0:
        return ": nobody else cast a valid paper"
    return f", so that investors have {figure_words(cap)}% of the votes together and no more"
