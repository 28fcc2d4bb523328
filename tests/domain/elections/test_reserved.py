"""Reserved seats: minima first, maxima never passed, places without anybody for them vacant; by crosses and by the
Scottish rule with the house rule of guarded and doomed candidates."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.counting import NoReservedSeats, count
from coopdesk.domain.elections.lots import Entered, Seeded
from coopdesk.domain.elections.record import Purpose, Rule
from coopdesk.domain.elections.reserved import Reserved, Seats, read_reserved, read_seats
from coopdesk.domain.elections.sentences import stage_sentences
from tests.domain.elections.contests import any_contest, contest, unhurried


def _group(least: int, most: int | None, *members: int, label: str = "women") -> Reserved:
    return Reserved(label, least, most, frozenset(members))


def test_the_words_are_read_as_people_write_them() -> None:
    found = read_reserved(["at least 2 women", "Women <= 3", "at most 1 Staff", "tenants>=1"])
    assert [each.words for each in found] == ["2 to 3 women", "at most 1 Staff", "at least 1 tenants"]
    for wrong in ("2 women", "at least two women", "women = 2", "at most 1 women; at least 2 women"):
        with pytest.raises(ValueError, match="women"):
            read_reserved(wrong.split(";"))


def test_seats_for_a_ballot_file_name_their_candidates() -> None:
    found = read_seats(["at least 2 women: 1 4, 7", "at most 3 Women: 9", "staff <= 1: 2"], 9)
    assert [(each.words, each.members) for each in found] == [
        ("2 to 3 women", {1, 4, 7, 9}),
        ("at most 1 staff", {2}),
    ]
    for wrong in ("at least 2 women", "at least 2 women:", "women: 1", "at least 1 women: 10", "at least 1 women: x"):
        with pytest.raises(ValueError, match=r"women|candidate"):
            read_seats([wrong], 9)


def test_a_minimum_takes_the_place_of_whoever_had_more_votes() -> None:
    ballots = contest(3, 5, {"1": 50, "2": 40, "3": 30, "4": 20, "5": 10})
    counted = count(ballots, Rule.BLOCK, reserved=[_group(2, None, 3, 5)])
    assert counted.elected == (1, 3, 5)
    said = stage_sentences(counted, ballots)[0]
    assert "Candidate 2 (40) and Candidate 4 (20) are passed over: the reserved seats leave no place." in said
    assert counted.runners_up == (2,)


def test_a_maximum_passes_over_the_second_of_its_group() -> None:
    counted = count(contest(2, 3, {"1": 50, "2": 40, "3": 30}), Rule.APPROVAL, reserved=[_group(0, 1, 1, 2)])
    assert counted.elected == (1, 3)


def test_places_kept_for_a_group_of_which_too_few_stand_stay_vacant() -> None:
    counted = count(contest(3, 4, {"1": 9, "2": 8, "3": 7, "4": 1}), Rule.BLOCK, reserved=[_group(2, None, 4)])
    assert (counted.elected, counted.unfilled) == ((1, 4), 1)


def test_bounds_that_cannot_both_be_kept_leave_places_vacant_and_elect_the_others() -> None:
    none_of_them, both = _group(0, 0, 1, 2, label="tenants"), _group(2, None, 1, 2)
    counted = count(contest(3, 4, {"1": 9, "2": 8, "3": 7, "4": 1}), Rule.BLOCK, reserved=[none_of_them, both])
    assert (counted.elected, counted.unfilled) == ((3,), 2)


def test_somebody_may_count_for_two_groups() -> None:
    women, tenants = _group(1, None, 3, 4), _group(1, None, 4, 5, label="tenants")
    votes = {"1": 50, "2": 40, "3": 30, "4": 20, "5": 10}
    assert count(contest(2, 5, votes), Rule.BLOCK, reserved=[women, tenants]).elected == (1, 4)


def test_a_lot_is_drawn_between_equals_who_cannot_both_have_a_place() -> None:
    ballots = contest(3, 4, {"1": 9, "2": 5, "3": 5, "4": 1})
    only_one = [_group(0, 1, 2, 3)]
    stopped = count(ballots, Rule.BLOCK, reserved=only_one)
    assert (stopped.elected, stopped.lot_needed_between, stopped.lot_purpose) == ((1,), (2, 3), Purpose.ELECTION)
    assert count(ballots, Rule.BLOCK, Entered([(3, "hat")]), reserved=only_one).elected == (1, 3, 4)
    assert count(ballots, Rule.BLOCK).elected == (1, 2, 3)


def test_the_scottish_house_rule_guards_the_last_of_a_minimum() -> None:
    ballots = contest(2, 4, {"1": 40, "2": 30, "3 2": 20, "4": 5})
    assert count(ballots, Rule.SCOTTISH).elected == (1, 2)
    counted = count(ballots, Rule.SCOTTISH, reserved=[_group(1, None, 4)])
    assert counted.elected == (1, 4)
    assert 4 not in counted.excluded
    assert [stage.doomed for stage in counted.stages] == [(), (2,), (3,)] or counted.excluded == (3, 2)
    assert {stage.total for stage in counted.stages} == {95 * 10**5}


def test_the_scottish_house_rule_excludes_at_once_whoever_can_have_no_place() -> None:
    ballots = contest(3, 5, {"1 2": 40, "2 3": 18, "3": 12, "4": 11, "5 4": 10})
    counted = count(ballots, Rule.SCOTTISH, reserved=[_group(0, 1, 1, 2)])
    assert counted.stages[1].doomed == (2,)
    assert sorted(counted.elected) == [1, 3, 4]
    said = stage_sentences(counted, ballots)[1]
    assert said.startswith("The reserved seats leave no place for Candidate 2. Candidate 2 stands at 18.00000")


def test_two_at_the_quota_of_whom_one_can_have_a_place() -> None:
    ballots = contest(2, 3, {"1": 40, "2": 40, "3": 10})
    only_one = [_group(0, 1, 1, 2)]
    stopped = count(ballots, Rule.SCOTTISH, reserved=only_one)
    assert (stopped.lot_needed_between, stopped.lot_purpose) == ((1, 2), Purpose.ELECTION)
    assert count(ballots, Rule.SCOTTISH, Entered([(2, "hat")]), reserved=only_one).elected == (2, 3)


@pytest.mark.parametrize("rule", [Rule.ERS97, Rule.MEEK, Rule.CONFIRM])
def test_other_rules_know_no_reserved_seats(rule: Rule) -> None:
    with pytest.raises(NoReservedSeats):
        count(contest(2, 2, {"1": 1}), rule, reserved=[_group(1, None, 1)])


@st.composite
def _groups(draw: st.DrawFn) -> tuple[Ballots, list[Reserved]]:
    ballots = draw(any_contest())
    numbers = st.sets(st.integers(1, ballots.candidates))
    reserved = []
    for label in ("women", "tenants")[: draw(st.integers(0, 2))]:
        least = draw(st.integers(0, 2))
        most = draw(st.one_of(st.none(), st.integers(least, 4)))
        reserved.append(_group(least, most, *draw(numbers), label=label))
    return ballots, reserved


def _keeps(chosen: set[int], reserved: list[Reserved], standing: set[int]) -> bool:
    return all(
        min(each.least, len(each.members & standing)) <= len(chosen & each.members)
        and (each.most is None or len(chosen & each.members) <= each.most)
        for each in reserved
    )


@unhurried
@given(_groups())
def test_crosses_elect_the_best_placed_set_there_is(drawn: tuple[Ballots, list[Reserved]]) -> None:
    """Against every set of candidates tried one by one: highest votes first, no better set keeps the reserved seats."""
    ballots, reserved = drawn
    counted = count(ballots, Rule.APPROVAL, Seeded("dice", "board"), reserved=reserved)
    standing = set(ballots.standing)
    places = Seats(standing, ballots.places, reserved).places
    votes = counted.stages[0].votes
    sets = [set(each) for size in range(places + 1) for each in combinations(standing, size)]
    possible = [each for each in sets if _keeps(each, reserved, standing)]
    if possible:
        best = max(sorted((votes[each - 1] for each in chosen), reverse=True) for chosen in possible)
        assert [votes[each - 1] for each in counted.elected] == best
        assert _keeps(set(counted.elected), reserved, standing)


@unhurried
@given(_groups())
def test_the_scottish_house_rule_keeps_every_vote_and_every_seat(drawn: tuple[Ballots, list[Reserved]]) -> None:
    ballots, reserved = drawn
    counted = count(ballots, Rule.SCOTTISH, Seeded("dice", "board"), reserved=reserved)
    standing = set(ballots.standing)
    assert {stage.total for stage in counted.stages} <= {ballots.valid * 10**5}
    places = Seats(standing, ballots.places, reserved).places
    sets = [set(each) for size in range(places + 1) for each in combinations(standing, size)]
    possible = [each for each in sets if _keeps(each, reserved, standing)]
    if possible:
        assert _keeps(set(counted.elected), reserved, standing)
        if not reserved:
            assert len(counted.elected) == max(map(len, possible))
    if not reserved:
        assert counted == count(ballots, Rule.SCOTTISH, Seeded("dice", "board"))
