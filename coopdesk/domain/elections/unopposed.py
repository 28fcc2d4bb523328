"""No more candidates than places: elected without a count, or each put to a yes or no (domain reference §7.3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.record import Action, Count, Rule, Stage
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


def count_confirmation(ballots: Ballots) -> Count:
    """Each candidate's yes and no votes counted, in one stage; who has no more yes than no is not elected.

    Raises:
        ElectionContested: there are more candidates than places.
    """
    yes, no = [0] * ballots.candidates, [0] * ballots.candidates
    for marks, papers in ballots.papers.items():
        for each in marks:
            (yes if each > 0 else no)[abs(each) - 1] += papers
    votes = [Confirmation(each, yes[each - 1], no[each - 1]) for each in ballots.standing]
    elected = confirmed(votes, ballots.places)
    refused = tuple(each for each in ballots.standing if each not in elected)
    stage = Stage(Action.FIRST, (), tuple(yes), 0, 0, elected, refused, against=tuple(no))
    return Count(
        Rule.CONFIRM, ballots.candidates, ballots.places, ballots.valid, 0, (stage,), elected, standing=ballots.standing
    )
