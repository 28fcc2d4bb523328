"""No more candidates than places: elected without a count, or each put to a yes or no (domain reference §7.3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.outcome import counted
from coopdesk.domain.elections.record import Action, Count, Rule, Stage
from coopdesk.domain.elections.weights import ClassPapers, weighed_votes
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
    """One candidate's yes and no votes, and the weight of a class that cast none where the rules count it for nobody
    (domain reference §2.5)."""

    candidate: int
    yes: int
    no: int
    silent: int = 0

    @property
    def confirmed(self) -> bool:
        """More yes than no. Equal is not more, and nobody voting confirms nobody."""
        return self.yes > self.no + self.silent


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


def count_confirmation(ballots: Ballots, classes: ClassPapers | None = None) -> Count:
    """Each candidate's yes and no votes counted, in one stage; who has no more yes than no is not elected.

    Raises:
        ElectionContested: there are more candidates than places.
    """
    weights = None if classes is None else classes.weigh(ballots.candidates)
    silent = 0
    if weights is None:
        yes, no = _yes_and_no(ballots)
    else:
        yes = weighed_votes(weights, ballots.candidates)
        no = weighed_votes(weights, ballots.candidates, against=True)
        silent = int(weights.silent * weights.unit)
    votes = [Confirmation(each, yes[each - 1], no[each - 1], silent) for each in ballots.standing]
    elected = confirmed(votes, ballots.places)
    refused = tuple(each for each in ballots.standing if each not in elected)
    stage = Stage(Action.FIRST, (), tuple(yes), 0, 0, elected, refused, against=tuple(no))
    return counted(Rule.CONFIRM, ballots, 0, (stage,), elected, None, weights)


def _yes_and_no(ballots: Ballots) -> tuple[list[int], list[int]]:
    yes, no = [0] * ballots.candidates, [0] * ballots.candidates
    for marks, papers in ballots.papers.items():
        for each in marks:
            (yes if each > 0 else no)[abs(each) - 1] += papers
    return yes, no
