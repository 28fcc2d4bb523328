"""Crosses: the highest totals, spoilt papers, and a lot only across the last place (domain §9, scenarios 39 to 42)."""

import json

import pytest

from coopdesk.domain.elections.ballots import Ballots, Spoilt
from coopdesk.domain.elections.counting import OnePlaceOnly, count
from coopdesk.domain.elections.lots import Entered, Seeded
from coopdesk.domain.elections.record import Purpose, Rule
from coopdesk.domain.elections.x_vote import sift
from tests.domain.elections.contests import GIVEN, contest, needs_given


def test_four_crosses_for_three_places_spoil_the_paper_and_two_do_not() -> None:
    ballots = contest(3, 5, {"1 2 3 4": 7, "1 2": 1})
    counted = count(ballots, Rule.BLOCK)
    assert (counted.valid, counted.stages[0].votes) == (1, (1, 1, 0, 0, 0))
    assert sift(ballots).spoilt == {Spoilt.TOO_MANY: 7}


def test_rules_that_ask_for_exactly_so_many_spoil_fewer_too() -> None:
    ballots = contest(2, 3, {"1 2": 4, "3": 9})
    assert count(ballots, Rule.BLOCK).elected[0] == 3
    assert count(ballots, Rule.BLOCK, exactly=True).elected == (1, 2)
    assert sift(ballots, exactly=True).spoilt == {Spoilt.TOO_FEW: 9}


def test_exactly_never_asks_for_more_crosses_than_there_are_candidates() -> None:
    assert count(contest(3, 2, {"1 2": 4}), Rule.BLOCK, exactly=True).valid == 4


def test_a_tie_that_does_not_straddle_the_last_place_needs_no_lot() -> None:
    assert count(contest(2, 3, {"1": 5, "2": 5, "3": 1}), Rule.BLOCK).elected == (1, 2)


def test_a_lot_is_drawn_only_among_those_who_straddle_the_last_place() -> None:
    ballots = contest(2, 4, {"1": 9, "2": 5, "3": 5, "4": 1})
    stopped = count(ballots, Rule.BLOCK)
    assert (stopped.elected, stopped.lot_needed_between, stopped.lot_purpose) == ((1,), (2, 3), Purpose.ELECTION)
    ended = count(ballots, Rule.BLOCK, Entered([(3, "a hat, seen by Joan Dewhirst")]))
    assert ended.elected == (1, 3)
    assert ended.lots[0].method == "a hat, seen by Joan Dewhirst"
    assert ended.runners_up == (2,)


def test_everybody_tied_for_two_of_three_places_takes_two_draws() -> None:
    ended = count(contest(2, 3, {"1": 5, "2": 5, "3": 5}), Rule.BLOCK, Seeded("7", "board"))
    assert ended.lots[0].tied == (1, 2, 3)
    assert (len(ended.lots), len(ended.elected)) == (2, 2)


def test_approval_has_no_cap() -> None:
    counted = count(contest(1, 3, {"1 2 3": 7, "2": 1}), Rule.APPROVAL)
    assert (counted.valid, counted.elected) == (8, (2,))


def test_the_alternative_vote_fills_one_place() -> None:
    with pytest.raises(OnePlaceOnly):
        count(contest(2, 3, {"1": 1}), Rule.AV)


@needs_given
def test_a_real_block_vote_with_re_open_nominations_elects_the_published_three() -> None:
    cases = json.loads((GIVEN.parent / "meetings" / "results.json").read_text())
    entries = [case for group in cases.values() if isinstance(group, list) for case in group if "places" in case]
    assert entries
    for case in entries:
        names = list(case["votes"])
        papers = {(number,): case["votes"][name] for number, name in enumerate(names, start=1)}
        counted = count(Ballots(len(names), case["places"], papers), Rule.BLOCK)
        assert [names[each - 1] for each in counted.elected] == case["elected"]
