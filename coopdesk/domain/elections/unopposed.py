"""No more candidates than places: elected without a count, or each put to a yes or no (domain reference §7.3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from coopdesk.domain.refusals import Refusal


@dataclass
class ElectionContested(Refusal):
    """There are more candidates than places."""

    code = "ELECTION-CONTESTED"
    sentence = (
        "There are {candidates} candidates for {places} places, so nobody is elected unopposed. "
        "Hold the ballot and count it."
    )
    candidates: int
    places: int


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One candidate's yes and no votes."""

    candidate: int
    yes: int
    no: int

    @property
    def confirmed(self) -> bool:
        """More yes than no. Equal is not more, and nobody voting confirms nobody."""
        return self.yes > self.no


def elected_unopposed(candidates: Sequence[int], places: int) -> tuple[int, ...]:
    """All of them, in ballot-paper order; places left over stay vacant.

    Raises:
        ElectionContested: there are more candidates than places.
    """
    if len(candidates) > places:
        raise ElectionContested(len(candidates), places)
    return tuple(sorted(candidates))


def confirmed(votes: Sequence[Confirmation], places: int) -> tuple[int, ...]:
    """Those whom the members confirmed, in ballot-paper order; the other places stay vacant.

    Raises:
        ElectionContested: there are more candidates than places.
    """
    elected_unopposed([each.candidate for each in votes], places)
    return tuple(sorted(each.candidate for each in votes if each.confirmed))
