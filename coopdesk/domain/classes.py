"""Votes by class: fixed weights, a majority in every class, and a cap on investors. Exact fractions throughout.

Domain reference §2.5. A class whose members cast no vote is dropped and the others make up the whole, or it counts with
nothing for, as the rules say.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from coopdesk.domain.counts import Counts
from coopdesk.domain.rules import ResolutionRule


@dataclass(frozen=True, slots=True)
class ClassCounts:
    """The votes of one class.

    Args:
        weight: its fixed weight, where the rules give one; 1 otherwise.
        investor: True for non-user investors.
    """

    name: str
    counts: Counts
    weight: Fraction = Fraction(1)
    investor: bool = False


@dataclass(frozen=True, slots=True)
class ClassVoting:
    """What the rules say about classes that vote.

    Args:
        silent: a class that casts no vote is "dropped", or counts with "nothing" for.
        cap: per cent of the voting strength investors may have together; None for no cap.
    """

    silent: Literal["dropped", "nothing"] = "dropped"
    cap: Fraction | None = Fraction(10)


USUAL = ClassVoting()


@dataclass(frozen=True, slots=True)
class Weighed:
    """Votes with their weights.

    Args:
        votes_for, base: weight for, and weight of all that counts.
        shares: (class, its weight for, its weight), where classes have fixed weights.
        factor: what one investor's vote counts, below 1; None where no cap bites.
        investor_votes: votes cast by investors.
        cap: the cap in per cent; 0 where none bites.
    """

    votes_for: Fraction
    base: Fraction
    shares: tuple[tuple[str, Fraction, Fraction], ...] = ()
    factor: Fraction | None = None
    investor_votes: int = 0
    cap: Fraction = Fraction(0)


def investor_factor(user_votes: int, investor_votes: int, cap: Fraction) -> Fraction:
    """What one investor vote counts, so that investors together have at most ``cap`` per cent (scenario 44).

    With U and I votes cast, f x I is at most cap% of U + f x I: ``min(1, cap x U / ((100 - cap) x I))``.
    """
    if investor_votes == 0:
        return Fraction(1)
    return min(Fraction(1), cap * user_votes / ((100 - cap) * investor_votes))


def weigh(parts: tuple[ClassCounts, ...], rule: ResolutionRule, voting: ClassVoting) -> Weighed | None:
    """The votes with their weights; None where each vote weighs the same."""
    if rule.class_vote == "weighted":
        return _by_class(parts, voting)
    users = sum(part.counts.cast for part in parts if not part.investor)
    investors = sum(part.counts.cast for part in parts if part.investor)
    if voting.cap is None or investors == 0:
        return None
    factor = investor_factor(users, investors, voting.cap)
    if factor == 1:
        return None
    weights = [(factor if part.investor else Fraction(1), part.counts) for part in parts]
    return Weighed(
        votes_for=sum((weight * counts.votes_for for weight, counts in weights), Fraction(0)),
        base=sum((weight * counts.cast for weight, counts in weights), Fraction(0)),
        factor=factor,
        investor_votes=investors,
        cap=voting.cap,
    )


def _by_class(parts: tuple[ClassCounts, ...], voting: ClassVoting) -> Weighed:
    shares: list[tuple[str, Fraction, Fraction]] = []
    for part in parts:
        if part.counts.cast:
            shares.append((part.name, part.weight * part.counts.votes_for / part.counts.cast, part.weight))
        elif voting.silent == "nothing":
            shares.append((part.name, Fraction(0), part.weight))
    return Weighed(
        votes_for=sum((votes for _, votes, _ in shares), Fraction(0)),
        base=sum((weight for _, _, weight in shares), Fraction(0)),
        shares=tuple(shares),
    )


def fails_in(parts: tuple[ClassCounts, ...], voting: ClassVoting) -> tuple[str, ...]:
    """The classes without more for than against (scenario 45)."""
    return tuple(
        part.name
        for part in parts
        if part.counts.votes_for <= part.counts.against and (part.counts.cast or voting.silent == "nothing")
    )
