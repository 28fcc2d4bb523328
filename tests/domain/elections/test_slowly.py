"""The engine against a count done one paper at a time with exact fractions, on contests made at random."""

import random
from fractions import Fraction

import pytest
from hypothesis import given

from coopdesk.domain.elections.ballots import Ballots, Preferences
from coopdesk.domain.elections.counting import count
from coopdesk.domain.elections.record import Count, Rule
from tests.domain.elections.contests import any_contest, ballots_of, needs_given, unhurried
from tests.domain.elections.contests import given as given_elections
from tests.domain.elections.slowly import SlowCount, count_slowly


def _same(counted: Count, slow: SlowCount, scale: int) -> None:
    tables = [{n: Fraction(v, scale) for n, v in enumerate(stage.votes, 1)} for stage in counted.stages]
    assert tables == slow.tables
    assert [Fraction(stage.non_transferable, scale) for stage in counted.stages] == slow.lost
    assert list(counted.elected) == slow.elected
    assert list(counted.excluded) == slow.excluded
    assert frozenset(counted.lot_needed_between or ()) == slow.lot


@unhurried
@given(any_contest())
def test_small_contests_are_counted_as_slowly_to_the_last_digit(ballots: Ballots) -> None:
    _same(count(ballots, Rule.SCOTTISH), count_slowly(ballots.candidates, ballots.places, ballots.papers), 10**5)
    one = Ballots(ballots.candidates, 1, ballots.papers)
    _same(count(one, Rule.AV), count_slowly(one.candidates, 1, one.papers, decimals=0), 1)


def _made_up(seed: int) -> Ballots:
    """A contest like a ward's: some liked by many, papers short and long, a few hundred of them."""
    dice = random.Random(seed)
    candidates, places = dice.randint(4, 14), dice.randint(1, 6)
    liked = [dice.random() ** dice.choice((1, 3)) + 0.01 for _ in range(candidates)]
    papers: dict[Preferences, int] = {}
    for _ in range(dice.randint(50, 600)):
        order = sorted(range(1, candidates + 1), key=lambda each: dice.random() ** (1 / liked[each - 1]), reverse=True)
        paper = tuple(order[: min(candidates, 1 + int(dice.expovariate(0.4)))])
        papers[paper] = papers.get(paper, 0) + 1
    return Ballots(candidates, places, papers)


@pytest.mark.parametrize("seed", range(60))
def test_made_up_wards_are_counted_as_slowly(seed: int) -> None:
    ballots = _made_up(seed)
    _same(count(ballots, Rule.SCOTTISH), count_slowly(ballots.candidates, ballots.places, ballots.papers), 10**5)


@needs_given
@pytest.mark.parametrize("entry", given_elections("wards")[:3], ids=lambda each: each["file"])
def test_the_slow_count_is_the_official_one(entry: dict[str, object]) -> None:
    """Two counts that agree could be wrong together: the slow one is held against the published winners too."""
    ballots = ballots_of(entry)
    slow = count_slowly(ballots.candidates, ballots.places, ballots.papers)
    assert sorted(slow.elected) == sorted(entry["official"]["winners"])  # type: ignore[index]
    _same(count(ballots, Rule.SCOTTISH), slow, 10**5)
