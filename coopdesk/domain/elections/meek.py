"""Meek's method, by the reference rule of the Proportional Representation Foundation (reference §4): nine decimals."""

from dataclasses import dataclass, replace

from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.branches import Branches
from coopdesk.domain.elections.lots import LotNeededError, Lots
from coopdesk.domain.elections.outcome import counted
from coopdesk.domain.elections.record import Action, Count, Purpose, Rule, Stage, Tie

_ONE = 10**9
_OMEGA = 10**3
"""0.000001 of a vote: a total surplus below it ends the iteration."""


def count_meek(ballots: Ballots, lots: Lots) -> Count:
    """Count by this rule, or as far as the lots given allow.

    Raises:
        LotNotAmongThem: an entered lot names somebody who is not tied.
    """
    return _Counting(ballots, lots).run()


@dataclass(frozen=True, slots=True)
class _Weighed:
    """One distribution of the votes, with what follows from it."""

    votes: list[int]
    quota: int
    surplus: int


class _Counting:
    def __init__(self, ballots: Ballots, lots: Lots) -> None:
        self._ballots = ballots
        self._lots = lots
        self._branches = Branches(ballots.papers)
        self._keep = [_ONE] * (ballots.candidates + 1)
        """Keep factors. Whoever is excluded keeps nothing: their papers pass over them."""
        self._hopeful = list(ballots.standing)
        self._elected: list[int] = []
        self._stages: list[Stage] = []

    def run(self) -> Count:
        """The whole count."""
        needed: LotNeededError | None = None
        try:
            while len(self._elected) < self._ballots.places and len(self._hopeful) > self._places_left():
                self._round()
            self._rest_in()
        except LotNeededError as stop:
            needed = stop
        return counted(
            Rule.MEEK,
            self._ballots,
            self._stages[-1].quota if self._stages else self._weigh().quota,
            self._stages,
            self._elected,
            needed,
        )

    def _places_left(self) -> int:
        return self._ballots.places - len(self._elected)

    def _round(self) -> None:
        """B: distribute until somebody is elected, or the surplus no longer falls and the lowest is out."""
        before: int | None = None
        while True:
            now = self._weigh()
            reached = [each for each in self._hopeful if now.votes[each] >= now.quota]
            if reached:
                self._elect(now, reached)
                return
            if now.surplus < _OMEGA or (before is not None and now.surplus >= before):
                self._defeat(now)
                return
            before = now.surplus
            for each in self._elected:
                kept = -(-self._keep[each] * now.quota // _ONE)
                self._keep[each] = -(-kept * _ONE // now.votes[each])

    def _weigh(self) -> _Weighed:
        """Weight × keep factor, rounded up, is credited at each choice and deducted, until nothing is left."""
        keep = self._keep
        votes = [0] * len(keep)
        waiting = [(self._branches.root, _ONE)]
        while waiting:
            branch, weight = waiting.pop()
            for candidate, following in self._branches.following(branch).items():
                factor = keep[candidate]
                if factor == _ONE:
                    votes[candidate] += weight * following.papers
                else:
                    credit = -(-weight * factor // _ONE)
                    votes[candidate] += credit * following.papers
                    if weight > credit:
                        waiting.append((following, weight - credit))
        quota = sum(votes) // (self._ballots.places + 1) + 1
        return _Weighed(votes, quota, max(0, sum(votes[each] - quota for each in self._elected)))

    def _elect(self, now: _Weighed, reached: list[int]) -> None:
        for each in reached:
            self._hopeful.remove(each)
        ordered = sorted(reached, key=lambda each: (-now.votes[each], each))
        self._elected += ordered
        self._record(Action.ELECT, now, ordered, elected=ordered)

    def _defeat(self, now: _Weighed) -> None:
        """All hopefuls within the lowest plus the total surplus count as tied."""
        lowest = min(now.votes[each] for each in self._hopeful)
        tied = tuple(each for each in self._hopeful if now.votes[each] <= lowest + now.surplus)
        out = tied[0]
        ties: tuple[Tie, ...] = ()
        if len(tied) > 1:
            lot = self._lots.draw(tied, len(self._stages) + 1, Purpose.EXCLUSION)
            out = lot.picked
            ties = (Tie(tied, Purpose.EXCLUSION, lowest, out, None, lot),)
        self._hopeful.remove(out)
        self._branches.pass_over(out)
        self._record(Action.DEFEAT, now, [out], excluded=[out], ties=ties)

    def _rest_in(self) -> None:
        """C: leftover places go to the hopefuls, in the order in which they stand.

        It belongs to the round that ended; only where there was none is it shown as one.
        """
        if not self._hopeful or not self._places_left():
            return
        now = self._weigh()
        ordered = sorted(self._hopeful, key=lambda each: (-now.votes[each], each))
        self._hopeful.clear()
        self._elected += ordered
        if self._stages:
            last = self._stages[-1]
            self._stages[-1] = replace(last, elected=(*last.elected, *ordered))
        else:
            self._record(Action.ELECT, now, ordered, elected=ordered)

    def _record(
        self,
        action: Action,
        now: _Weighed,
        candidates: list[int],
        *,
        elected: list[int] | None = None,
        excluded: list[int] | None = None,
        ties: tuple[Tie, ...] = (),
    ) -> None:
        self._stages.append(
            Stage(
                action,
                tuple(candidates),
                tuple(now.votes[1:]),
                self._ballots.valid * _ONE - sum(now.votes),
                now.quota,
                tuple(elected or ()),
                tuple(excluded or ()),
                surplus=now.surplus,
                ties=ties,
            )
        )
