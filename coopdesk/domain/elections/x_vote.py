"""Crosses: first past the post, the block vote ("up to N", or "exactly N" where the rules ask it), and approval.

Places go to the highest totals. A lot is needed only where equal totals straddle the last place, and then only among
those (elections reference §4; domain reference §7, scenarios 39, 40 and 42). Reserved seats pass over whoever can have
no place. Where classes of members weigh differently, totals are exact fractions (``weights``).
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from coopdesk.domain.elections.ballots import Ballots, Preferences, Spoilt
from coopdesk.domain.elections.lots import LotNeededError, Lots
from coopdesk.domain.elections.outcome import counted
from coopdesk.domain.elections.record import Action, Count, Purpose, Rule, Stage, Tie
from coopdesk.domain.elections.reserved import Seats
from coopdesk.domain.elections.weights import ClassPapers, weighed_votes


def count_block(
    ballots: Ballots, lots: Lots, seats: Seats, classes: ClassPapers | None = None, *, exactly: bool = False
) -> Count:
    """Up to as many crosses as places (or exactly as many): other papers are spoilt.

    Raises:
        LotNotAmongThem: an entered lot names somebody who is not tied.
    """
    sifted = None if classes is None else classes.each(partial(sift, exactly=exactly))
    return _highest(sift(ballots, exactly=exactly), lots, seats, Rule.BLOCK, sifted)


def count_approval(ballots: Ballots, lots: Lots, seats: Seats, classes: ClassPapers | None = None) -> Count:
    """As many crosses as the voter likes.

    Raises:
        LotNotAmongThem: an entered lot names somebody who is not tied.
    """
    return _highest(ballots, lots, seats, Rule.APPROVAL, classes)


def sift(ballots: Ballots, *, exactly: bool = False) -> Ballots:
    """The papers that a block vote counts, with the others moved to the spoilt ones by reason.

    Crosses are counted as the voter made them, those for somebody who has withdrawn left out.
    """
    valid: dict[Preferences, int] = {}
    spoilt = dict(ballots.spoilt)
    for crosses, papers in ballots.papers.items():
        reason = None
        if len(crosses) > ballots.places:
            reason = Spoilt.TOO_MANY
        elif exactly and len(crosses) < min(ballots.places, len(ballots.standing)):
            reason = Spoilt.TOO_FEW
        if reason is None:
            valid[crosses] = papers
        else:
            spoilt[reason] = spoilt.get(reason, 0) + papers
    return replace(ballots, papers=valid, spoilt=spoilt)


def _highest(ballots: Ballots, lots: Lots, seats: Seats, rule: Rule, classes: ClassPapers | None) -> Count:
    weights = None if classes is None else classes.weigh(ballots.candidates)
    votes = _crosses(ballots) if weights is None else weighed_votes(weights, ballots.candidates)
    filling = _Filling(ballots.standing, votes, lots, seats)
    needed: LotNeededError | None = None
    try:
        filling.fill()
    except LotNeededError as stop:
        needed = stop
    elected = tuple(filling.elected)
    stage = Stage(
        Action.FIRST, (), tuple(votes), 0, 0, elected, ties=tuple(filling.ties), doomed=tuple(filling.passed_over)
    )
    return counted(rule, ballots, 0, (stage,), elected, needed, weights)


def _crosses(ballots: Ballots) -> list[int]:
    votes = [0] * ballots.candidates
    for crosses, papers in ballots.papers.items():
        for candidate in crosses:
            votes[candidate - 1] += papers
    return votes


class _Filling:
    """Places filled by votes, highest first."""

    def __init__(self, standing: Sequence[int], votes: Sequence[int], lots: Lots, seats: Seats) -> None:
        self._waiting = list(standing)
        self._votes = votes
        self._lots = lots
        self._seats = seats
        self.elected: list[int] = []
        self.ties: list[Tie] = []
        self.passed_over: list[int] = []
        """Who had the votes for a place and could have none because of reserved seats."""

    def fill(self) -> None:
        """All places, one after the other.

        Raises:
            LotNeededError: equal votes straddle what is left, and no lot was drawn.
        """
        while self._waiting and len(self.elected) < self._seats.places:
            self._pass_over()
            if not self._waiting:
                return
            most = max(self._votes[each - 1] for each in self._waiting)
            level = [each for each in self._waiting if self._votes[each - 1] == most]
            picked = level[0]
            if not self._seats.all_fit(self.elected, level, self._waiting):
                lot = self._lots.draw(level, 1, Purpose.ELECTION)
                picked = lot.picked
                self.ties.append(Tie(tuple(level), Purpose.ELECTION, most, picked, None, lot))
            self._waiting.remove(picked)
            self.elected.append(picked)

    def _pass_over(self) -> None:
        for each in self._seats.doomed(self.elected, self._waiting):
            self._waiting.remove(each)
            self.passed_over.append(each)
