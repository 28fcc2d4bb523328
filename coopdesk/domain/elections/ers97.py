"""ERS97: the Electoral Reform Society's rules of 1997, third edition (reference §4). Two decimals.

Numbers in brackets are the paragraphs of those rules.
"""

from collections.abc import Sequence
from dataclasses import replace

from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.lots import LotNeededError, Lots
from coopdesk.domain.elections.outcome import counted
from coopdesk.domain.elections.parcels import Parcel, Table
from coopdesk.domain.elections.record import Action, Batch, Count, Purpose, Rule, Stage, Tie
from coopdesk.domain.elections.ties import Question, by_earliest_point, narrowed

_ONE = 100


def count_ers97(ballots: Ballots, lots: Lots) -> Count:
    """Count by this rule, or as far as the lots given allow.

    Raises:
        LotNotAmongThem: an entered lot names somebody who is not tied.
    """
    return _Counting(ballots, lots).run()


class _Counting:
    def __init__(self, ballots: Ballots, lots: Lots) -> None:
        self._ballots = ballots
        self._lots = lots
        self._table = Table(ballots.papers, ballots.candidates, ballots.standing)
        self._votes = [0] * ballots.candidates
        self._lost = 0
        self._quota = 0
        self._continuing = list(ballots.standing)
        self._elected: list[int] = []
        self._stages: list[Stage] = []
        self._points: list[tuple[int, tuple[int, ...]]] = []
        """Every point at which votes could differ: the end of each stage, and of each batch of an exclusion."""
        self._newly: list[int] = []
        self._ties: list[Tie] = []

    def run(self) -> Count:
        """The whole count."""
        needed: LotNeededError | None = None
        try:
            self._first_stage()
            while self._places_left() and self._continuing:
                surplus = self._next_surplus()
                if surplus is not None:
                    self._transfer(surplus)
                else:
                    self._exclude()
        except LotNeededError as stop:
            needed = stop
        return counted(Rule.ERS97, self._ballots, self._quota, self._stages, self._elected, needed)

    def _places_left(self) -> int:
        return self._ballots.places - len(self._elected)

    def _surpluses(self) -> dict[int, int]:
        over = {each: self._votes[each - 1] - self._quota for each in self._elected}
        return {each: surplus for each, surplus in over.items() if surplus > 0}

    def _first_stage(self) -> None:
        for candidate, parcel in self._table.first_preferences(_ONE).items():
            self._votes[candidate - 1] = self._table.size(parcel) * _ONE
        self._set_quota()
        self._end_of_point(awaiting=0)
        self._end_stage(Action.FIRST, ())

    def _set_quota(self) -> None:
        """Two decimals, any remainder raising the last digit; again after each batch until somebody is elected."""
        if not self._elected:
            self._quota = -(-(self._ballots.valid * _ONE - self._lost) // (self._ballots.places + 1))

    # Surpluses (5.2.1 to 5.2.3, 5.3)

    def _next_surplus(self) -> int | None:
        """Whose surplus goes next, or ``None`` where there is none or it can wait."""
        surpluses = self._surpluses()
        if not surpluses or self._can_wait(sum(surpluses.values())):
            return None
        largest = max(surpluses.values())
        return self._settle([each for each in self._elected if surpluses.get(each) == largest], Purpose.SURPLUS)

    def _can_wait(self, surpluses: int) -> bool:
        """(5.2.1) Could they change who goes out next?"""
        votes = sorted(self._votes[each - 1] for each in self._continuing)
        if len(votes) > 1 and surpluses <= votes[1] - votes[0]:
            return True
        return bool(self._group_out(surpluses))

    def _transfer(self, candidate: int) -> None:
        """(5.3) Only the last batch received is looked at."""
        surplus = self._votes[candidate - 1] - self._quota
        value, parcel = self._table.batches[candidate].pop()
        heaps, spent = self._table.sort_out(parcel)
        transferable = self._table.size(parcel) - spent
        passed_at = surplus // transferable if transferable * value > surplus else value
        self._credit(heaps, passed_at)
        self._votes[candidate - 1] = self._quota
        self._lost += surplus - transferable * passed_at
        self._end_of_point(awaiting=0)
        batch = Batch(transferable + spent, value, passed_at, spent)
        self._end_stage(Action.SURPLUS, (candidate,), surplus=surplus, batches=[batch])

    # Exclusion (5.2.4, 5.2.5, 5.4)

    def _exclude(self) -> None:
        deferred = sum(self._surpluses().values())
        out = self._group_out(deferred) or [self._lowest()]
        for each in out:
            self._continuing.remove(each)
            self._table.continuing[each] = 0
        if len(self._continuing) == self._places_left():
            # (5.5.2) The papers of those excluded last need not be moved.
            self._rest_in()
            self._amend_last(out)
            return
        batches = self._move_batches(out)
        self._end_stage(Action.EXCLUDE, tuple(out), excluded=out, deferred=deferred, batches=batches)

    def _group_out(self, surpluses: int) -> list[int]:
        """(5.2.5) As many of the lowest together as cannot, even with all surpluses, pass the next; [] for no group."""
        ordered = sorted(self._continuing, key=lambda each: (self._votes[each - 1], each))
        votes = [self._votes[each - 1] for each in ordered]
        for size in range(len(ordered) - self._places_left(), 1, -1):
            # Equal candidates are never split.
            if sum(votes[:size]) + surpluses <= votes[size] and votes[size - 1] < votes[size]:
                return sorted(ordered[:size])
        return []

    def _lowest(self) -> int:
        fewest = min(self._votes[each - 1] for each in self._continuing)
        return self._settle([each for each in self._continuing if self._votes[each - 1] == fewest], Purpose.EXCLUSION)

    def _move_batches(self, out: Sequence[int]) -> list[Batch]:
        """(5.4) Highest value first; after each batch somebody may be elected, and receives nothing more."""
        heaps: dict[int, list[tuple[int, Parcel]]] = {}
        for each in out:
            for value, parcel in self._table.take(each).items():
                heaps.setdefault(value, []).append((each, parcel))
        moved = []
        for value in sorted(heaps, reverse=True):
            together: Parcel = []
            for owner, parcel in heaps[value]:
                self._votes[owner - 1] -= self._table.size(parcel) * value
                together += parcel
            passed_on, spent = self._table.sort_out(together)
            self._credit(passed_on, value)
            self._lost += spent * value
            moved.append(Batch(self._table.size(together), value, value, spent))
            self._set_quota()
            self._end_of_point(awaiting=sum(self._votes[each - 1] for each in out))
            if not self._places_left():
                break
        return moved

    def _credit(self, heaps: dict[int, Parcel], value: int) -> None:
        for candidate, heap in heaps.items():
            self._votes[candidate - 1] += self._table.size(heap) * value
            self._table.batches[candidate].append((value, heap))

    # Election (5.1.8, 5.5, 5.6.2)

    def _end_of_point(self, awaiting: int) -> None:
        """Who is elected now; ``awaiting`` is the excluded candidates' unmoved votes, which are still active."""
        self._points.append((len(self._stages) + 1, tuple(self._votes)))
        while self._places_left() and self._continuing:
            most = max(self._votes[each - 1] for each in self._continuing)
            if not self._suffices(most, awaiting):
                break
            top = [each for each in self._continuing if self._votes[each - 1] == most]
            if len(top) > self._places_left():
                top = self._higher_earlier(top)
            if not top:
                # (5.6.2) Always equal, and too few places: none of them is elected at this stage.
                break
            self._elect(top)
        if len(self._continuing) <= self._places_left():
            self._rest_in()

    def _suffices(self, votes: int, awaiting: int) -> bool:
        """The quota, or the active vote divided by one more than the places left, where that is less."""
        if votes >= self._quota:
            return True
        active = sum(self._votes[each - 1] for each in self._continuing) + sum(self._surpluses().values()) + awaiting
        return votes * (self._places_left() + 1) >= active

    def _higher_earlier(self, top: list[int]) -> list[int]:
        number = len(self._stages) + 1
        question = Question(tuple(top), Purpose.ELECTION, number, self._votes[top[0] - 1])
        partings = narrowed(question, self._points)
        if not partings or len(partings[-1].left) > self._places_left():
            return []
        last = partings[-1]
        self._ties += [
            Tie(question.tied, Purpose.ELECTION, question.votes, each, last.stage, partings=partings)
            for each in last.left
        ]
        return list(last.left)

    def _elect(self, candidates: Sequence[int]) -> None:
        for each in candidates:
            self._continuing.remove(each)
            self._table.continuing[each] = 0
        self._elected += candidates
        self._newly += candidates

    def _rest_in(self) -> None:
        self._elect(sorted(self._continuing, key=lambda each: (-self._votes[each - 1], each)))

    def _settle(self, tied: Sequence[int], purpose: Purpose) -> int:
        if len(tied) == 1:
            return tied[0]
        number = len(self._stages) + 1
        question = Question(tuple(sorted(tied)), purpose, number, self._votes[tied[0] - 1])
        tie = by_earliest_point(question, self._points, self._lots)
        self._ties.append(tie)
        return tie.picked

    # The record

    def _end_stage(
        self,
        action: Action,
        candidates: tuple[int, ...],
        *,
        excluded: Sequence[int] = (),
        surplus: int = 0,
        deferred: int = 0,
        batches: Sequence[Batch] = (),
    ) -> None:
        self._stages.append(
            Stage(
                action,
                candidates,
                tuple(self._votes),
                self._lost,
                self._quota,
                tuple(self._newly),
                tuple(excluded),
                surplus,
                deferred,
                tuple(batches),
                tuple(self._ties),
            )
        )
        self._newly, self._ties = [], []

    def _amend_last(self, out: Sequence[int]) -> None:
        """Nothing moved: the election of the rest belongs to the stage that has just ended."""
        last = self._stages[-1]
        self._stages[-1] = replace(
            last,
            elected=(*last.elected, *self._newly),
            excluded=(*last.excluded, *out),
            ties=(*last.ties, *self._ties),
        )
        self._newly, self._ties = [], []
