"""Meek's rule: keep factors rounded up, ties within the surplus, leftover places."""

from coopdesk.domain.elections.counting import count
from coopdesk.domain.elections.lots import Entered
from coopdesk.domain.elections.record import Action, Purpose, Rule, written
from tests.domain.elections.contests import contest, votes


def test_the_quota_is_cut_at_nine_decimals_plus_the_smallest() -> None:
    counted = count(contest(2, 3, {"1": 5, "2": 3, "3": 2}), Rule.MEEK)
    assert written(counted.stages[0].quota, 9) == "3.333333334"


def test_everybody_keeps_a_quota_and_the_surplus_moves_on_until_it_no_longer_falls() -> None:
    counted = count(contest(2, 3, {"1 2": 8, "2": 1, "3": 3}), Rule.MEEK)
    assert counted.stages[0].elected == (1,)
    assert counted.elected == (1, 2)
    assert votes(counted, 2)[0].startswith("4.0000000")
    assert all(stage.total == 12 * 10**9 for stage in counted.stages)


def test_hopefuls_within_the_surplus_of_the_lowest_count_as_tied() -> None:
    stopped = count(contest(1, 3, {"1": 4, "2": 3, "3": 3}), Rule.MEEK)
    assert (stopped.lot_needed_between, stopped.lot_purpose) == ((2, 3), Purpose.EXCLUSION)
    ended = count(contest(1, 3, {"1": 4, "2 3": 3, "3": 3}), Rule.MEEK, Entered([(2, "dice")]))
    assert (ended.excluded, ended.elected) == ((2,), (3,))


def test_a_difference_smaller_than_the_surplus_is_a_tie() -> None:
    """2 and 3 differ by what rounding left, less than the surplus that is still moving: the rule calls it a tie."""
    papers = {"1 4 2": 7, "4 1 3": 7, "1": 6, "4": 1, "2": 9, "3": 9, "5": 8, "1 2": 5, "1 3": 5}
    stopped = count(contest(3, 5, papers), Rule.MEEK)
    assert (stopped.excluded, stopped.lot_needed_between) == ((5,), (2, 3, 4))


def test_leftover_places_go_to_the_hopefuls_in_the_round_that_ended() -> None:
    ended = count(contest(1, 2, {"1": 3, "2": 3}), Rule.MEEK, Entered([(1, "dice")]))
    assert [stage.action for stage in ended.stages] == [Action.DEFEAT]
    assert (ended.stages[0].excluded, ended.stages[0].elected) == ((1,), (2,))
