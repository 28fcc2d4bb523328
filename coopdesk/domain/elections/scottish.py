"""Scottish STV: the weighted inclusive Gregory method of SSI 2007/42 and 2011/399, schedule 1 (reference §4).

The alternative vote is this rule with one place. Reserved seats are a house rule beside it (``reserved``).
"""

from collections.abc import Sequence

from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.lots import LotNeededError, Lots
from coopdesk.domain.elections.outcome import counted
from coopdesk.domain.elections.parcels import Parcel, Table
from coopdesk.domain.elections.record import Action, Batch, Count, Purpose, Rule, Stage, Tie
from coopdesk.domain.elections.reserved import Seats
from coopdesk.domain.elections.ties import Question, by_latest_stage


def quota(valid: int, places: int) -> int:
    """Whole votes: valid papers divided by one more than the places, the whole part, plus 1 (rule 46)."""
    return valid // (places + 1) + 1


def count_scottish(ballots: Ballots, lots: Lots, seats: Seats, rule: Rule = Rule.SCOTTISH) -> Count:
    """Count by this rule, or as far as the lots given allow.

    Raises:
        LotNotAmongThem: an entered lot names somebody who is not tied.
    """
    return _Counting(ballots, lots, seats, rule).run()


class _Counting:
    def __init__(self, ballots: Ballots, lots: Lots, seats: Seats, rule: Rule) -> None:
        self._ballots = ballots
        self._lots = lots
        self._seats = seats
        self._rule = rule
        self._one = 10**rule.decimals
        self._quota = quota(ballots.valid, ballots.places) * self._one
        self._table = Table(ballots.papers, ballots.candidates, ballots.standing)
        self._votes = [0] * ballots.candidates
        self._lost = 0
        self._continuing = list(ballots.standing)
        self._elected: list[int] = []
        self._stages: list[Stage] = []

    def run(self) -> Count:
        """The whole count."""
        needed: LotNeededError | None = None
        try:
            self._first_stage()
            while len(self._elected) < self._seats.places and self._continuing:
                doomed = self._seats.doomed(self._elected, self._continuing)
                if doomed:
                    self._lowest_out(doomed, doomed=True)
                elif not self._largest_surplus():
                    self._lowest_out(self._seats.may_go(self._elected, self._continuing))
        except LotNeededError as stop:
            needed = stop
        return counted(self._rule, self._ballots, self._quota, self._stages, self._elected, needed)

    def _first_stage(self) -> None:
        for candidate, parcel in self._table.first_preferences(self._one).items():
            self._votes[candidate - 1] = self._table.size(parcel) * self._one
        self._end_stage(Action.FIRST, ())

    def _largest_surplus(self) -> bool:
        """Rule 48 and 49: the largest, chosen afresh at each stage."""
        surpluses = {each: self._votes[each - 1] - self._quota for each in self._elected}
        largest = max(surpluses.values(), default=0)
        if largest <= 0:
            return False
        tied = [each for each in self._elected if surpluses[each] == largest]
        candidate, ties = self._settle(tied, Purpose.SURPLUS)
        total = self._votes[candidate - 1]
        batches = []
        credited = 0
        for value, parcel in self._table.take(candidate).items():
            # Cut, not rounded, paper by paper: rule 48(3).
            passed_at = largest * value // total
            batches.append(self._move(parcel, value, passed_at))
            credited += (batches[-1].papers - batches[-1].non_transferable) * passed_at
        self._votes[candidate - 1] = self._quota
        self._lost += largest - credited
        self._end_stage(Action.SURPLUS, (candidate,), surplus=largest, batches=batches, ties=ties)
        return True

    def _lowest_out(self, of_them: Sequence[int], *, doomed: bool = False) -> None:
        """Rule 50 and 51: one, never several, at present values in a single stage."""
        fewest = min(self._votes[each - 1] for each in of_them)
        candidate, ties = self._settle([c for c in of_them if self._votes[c - 1] == fewest], Purpose.EXCLUSION)
        self._continuing.remove(candidate)
        self._table.continuing[candidate] = 0
        self._votes[candidate - 1] = 0
        batches = []
        for value, parcel in self._table.take(candidate).items():
            batches.append(self._move(parcel, value, value))
            self._lost += batches[-1].non_transferable * value
        out = (candidate,)
        self._end_stage(Action.EXCLUDE, out, excluded=out, batches=batches, ties=ties, doomed=out if doomed else ())

    def _settle(self, tied: Sequence[int], purpose: Purpose) -> tuple[int, tuple[Tie, ...]]:
        if len(tied) == 1:
            return tied[0], ()
        number = len(self._stages) + 1
        question = Question(tuple(sorted(tied)), purpose, number, self._votes[tied[0] - 1])
        tie = by_latest_stage(question, [(n, s.votes) for n, s in enumerate(self._stages, 1)], self._lots)
        return tie.picked, (tie,)

    def _move(self, parcel: Parcel, value: int, passed_at: int) -> Batch:
        heaps, spent = self._table.sort_out(parcel)
        moved = spent
        for candidate, heap in heaps.items():
            papers = self._table.size(heap)
            moved += papers
            self._votes[candidate - 1] += papers * passed_at
            self._table.batches[candidate].append((passed_at, heap))
        return Batch(moved, value, passed_at, spent)

    def _end_stage(
        self,
        action: Action,
        candidates: tuple[int, ...],
        *,
        excluded: tuple[int, ...] = (),
        surplus: int = 0,
        batches: Sequence[Batch] = (),
        ties: tuple[Tie, ...] = (),
        doomed: tuple[int, ...] = (),
    ) -> None:
        newly, settled = self._now_elected()
        for each in newly:
            self._continuing.remove(each)
            self._table.continuing[each] = 0
        self._elected += newly
        self._stages.append(
            Stage(
                action,
                candidates,
                tuple(self._votes),
                self._lost,
                self._quota,
                tuple(newly),
                excluded,
                surplus,
                batches=tuple(batches),
                ties=(*ties, *settled),
                doomed=doomed,
            )
        )

    def _now_elected(self) -> tuple[list[int], list[Tie]]:
        """Rule 47 (at the quota) and 52 (as many left as places: all of them, and nothing more is moved)."""
        reached = [each for each in self._continuing if self._votes[each - 1] >= self._quota]
        if not self._seats.free:
            return self._seated(reached)
        left = self._seats.places - len(self._elected) - len(reached)
        if len(self._continuing) - len(reached) <= left:
            reached = list(self._continuing)
        return sorted(reached, key=self._by_votes), []

    def _seated(self, reached: list[int]) -> tuple[list[int], list[Tie]]:
        """The same where seats are reserved: highest first, whoever can have a place; equal ones who cannot both are
        told apart as for a surplus."""
        if len(self._continuing) <= self._seats.places - len(self._elected):
            reached = list(self._continuing)
        newly: list[int] = []
        settled: list[Tie] = []
        while True:
            elected = [*self._elected, *newly]
            waiting = [each for each in self._continuing if each not in newly]
            able = [each for each in reached if each in waiting and self._seats.may_have_one(elected, each, waiting)]
            if not able or len(elected) == self._seats.places:
                return newly, settled
            most = max(self._votes[each - 1] for each in able)
            level = [each for each in able if self._votes[each - 1] == most]
            picked = level[0]
            if not self._seats.all_fit(elected, level, waiting):
                picked, ties = self._settle(level, Purpose.ELECTION)
                settled += ties
            newly.append(picked)

    def _by_votes(self, candidate: int) -> tuple[int, int]:
        return -self._votes[candidate - 1], candidate
