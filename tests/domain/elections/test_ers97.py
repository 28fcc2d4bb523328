"""ERS97's own corners (elections reference §4 and §8)."""

from coopdesk.domain.elections.counting import count
from coopdesk.domain.elections.lots import Entered, NoLots
from coopdesk.domain.elections.record import Action, Purpose, Rule, written
from coopdesk.domain.elections.ties import Question, by_earliest_point
from tests.domain.elections.contests import TIED_LATE, contest, votes


def test_the_quota_has_two_decimals_with_any_remainder_raising_the_last() -> None:
    """753 papers for 6 places: 107.571... is 107.58 (the model election)."""
    counted = count(contest(6, 7, {"1": 753}), Rule.ERS97)
    assert written(counted.stages[0].quota, 2) == "107.58"


def test_the_model_elections_first_surplus() -> None:
    """134 votes over a quota of 107.58: 26.42 over 123 transferable papers is 0.21 each, 0.59 lost."""
    papers = {
        "1 2": 123,
        "1": 11,
        "2": 90,
        "3": 95,
        "4": 94,
        "5": 85,
        "6": 83,
        "7": 60,
        "8": 47,
        "9": 33,
        "10": 22,
        "11": 10,
    }
    counted = count(contest(6, 11, papers), Rule.ERS97)
    assert counted.valid == 753
    surplus = counted.stages[1]
    assert (surplus.action, written(surplus.surplus, 2)) == (Action.SURPLUS, "26.42")
    assert written(surplus.batches[0].passed_at, 2) == "0.21"
    assert written(surplus.non_transferable, 2) == "0.59"


def test_the_quota_falls_while_nobody_is_elected_and_papers_run_out() -> None:
    counted = count(contest(2, 4, {"1": 5, "2": 5, "3": 4, "4": 3}), Rule.ERS97)
    assert [written(stage.quota, 2) for stage in counted.stages] == ["5.67", "4.67"]
    assert counted.elected == (1, 2)


def test_a_surplus_that_changes_nothing_yet_waits_while_several_go_out_together() -> None:
    """Quota 14.75: 1's surplus of 1.25 with the 3.00 of 5 and 6 does not pass the next, so those two go first."""
    counted = count(contest(3, 6, {"1 2": 16, "2": 13, "3": 14, "4": 13, "5 2": 2, "6 3": 1}), Rule.ERS97)
    assert written(counted.stages[0].quota, 2) == "14.75"
    assert (counted.stages[1].action, counted.stages[1].excluded) == (Action.EXCLUDE, (5, 6))
    assert written(counted.stages[1].deferred, 2) == "1.25"


def test_a_surplus_that_could_change_who_goes_is_transferred_first() -> None:
    """1's surplus of 6.00 is more than the 3.00 between the lowest two, and no group may go."""
    counted = count(contest(2, 4, {"1 4": 26, "2": 17, "3": 10, "4": 7}), Rule.ERS97)
    assert written(counted.stages[0].quota, 2) == "20.00"
    assert (counted.stages[1].action, counted.stages[1].candidates) == (Action.SURPLUS, (1,))


def test_only_the_last_batch_received_is_looked_at() -> None:
    """2 is lifted over the quota by 4's papers: those go on, not 2's own first preferences."""
    counted = count(contest(2, 5, {"1": 18, "2 1": 19, "4 2 3": 5, "3": 12, "5": 10}), Rule.ERS97)
    assert (counted.stages[1].excluded, counted.stages[1].elected) == ((4,), (2,))
    surplus = counted.stages[2]
    assert (surplus.action, surplus.candidates, surplus.batches[0].papers) == (Action.SURPLUS, (2,), 5)
    assert written(surplus.batches[0].passed_at, 2) == "0.53"


def test_equal_candidates_are_never_split_by_a_group() -> None:
    """Three with nothing, and only two may go: nothing plus nothing does not pass nothing, yet they are equal."""
    stopped = count(contest(2, 4, {"1": 9}), Rule.ERS97)
    assert (stopped.lot_needed_between, stopped.lot_purpose) == ((2, 3, 4), Purpose.EXCLUSION)


def test_a_tie_goes_to_the_earliest_point_that_differed() -> None:
    """3 and 4 stand equal at 5.00; at stage 1 candidate 4 had fewer, at stage 2 candidate 3 had: 4 goes."""
    counted = count(contest(1, 6, TIED_LATE), Rule.ERS97)
    assert counted.excluded[:3] == (6, 5, 4)
    tie = counted.stages[3].ties[0]
    assert (tie.tied, tie.picked, tie.at_stage, tie.lot) == ((3, 4), 4, 1, None)


def test_a_point_that_separates_some_makes_the_group_smaller() -> None:
    question = Question((1, 2, 3), Purpose.EXCLUSION, 3, 8)
    tie = by_earliest_point(question, [(1, (5, 5, 7)), (2, (4, 3, 2))], NoLots())
    assert (tie.picked, tie.at_stage) == (2, 2)


def test_always_equal_with_one_place_none_is_elected_and_the_lot_decides_who_goes() -> None:
    stopped = count(contest(1, 2, {"1": 5, "2": 5}), Rule.ERS97)
    assert (stopped.elected, stopped.lot_needed_between) == ((), (1, 2))
    assert stopped.lot_purpose is Purpose.EXCLUSION


def test_the_last_exclusion_moves_no_paper_where_as_many_are_left_as_places() -> None:
    ended = count(contest(1, 2, {"1": 5, "2": 5}), Rule.ERS97, Entered([(1, "a coin")]))
    assert len(ended.stages) == 1
    assert (ended.stages[0].excluded, ended.elected) == ((1,), (2,))
    assert votes(ended, 1) == ["5.00", "5.00"]


def test_the_count_stops_in_mid_exclusion_when_the_places_are_filled() -> None:
    """4's papers of value 1 bring 2 to more than half the active vote; the 40 of value 0.14 never move."""
    counted = count(contest(2, 5, {"1 4 2": 40, "2": 26, "3": 21, "4 2": 6, "5": 10}), Rule.ERS97)
    last = counted.stages[-1]
    assert (counted.elected, last.excluded, len(last.batches)) == ((1, 2), (4,), 1)
    assert votes(counted, len(counted.stages)) == ["34.34", "32.00", "21.00", "5.60", "0.00"]
    assert last.total == counted.valid * 100
