"""No more candidates than places (domain §9, scenario 41)."""

import pytest

from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.blt import read_blt
from coopdesk.domain.elections.canonical import blt_text, count_facts
from coopdesk.domain.elections.counting import count
from coopdesk.domain.elections.record import Count, Rule
from coopdesk.domain.elections.sentences import stage_sentences
from coopdesk.domain.elections.stage_table import stage_table
from coopdesk.domain.elections.unopposed import Confirmation, ElectionContested, confirmed, elected_unopposed


def test_eight_for_eight_places_are_elected_unopposed() -> None:
    assert elected_unopposed(range(8, 0, -1), 8) == tuple(range(1, 9))


def test_nine_for_eight_need_a_ballot() -> None:
    with pytest.raises(ElectionContested, match="9 candidates for 8 places"):
        elected_unopposed(range(1, 10), 8)


def test_a_confirmatory_vote_needs_more_yes_than_no() -> None:
    votes = [Confirmation(1, 30, 4), Confirmation(2, 10, 10), Confirmation(3, 0, 0), Confirmation(4, 1, 0)]
    assert confirmed(votes, 5) == (1, 4)
    with pytest.raises(ElectionContested):
        confirmed(votes, 3)


def test_a_yes_or_no_is_counted_for_each_candidate_alone() -> None:
    ballots = Ballots(3, 4, {(1, 2, -3): 5, (1, -2): 5, (-1,): 2}, ("Ann", "Bo", "Cy"))
    counted = count(ballots, Rule.CONFIRM)
    assert (counted.elected, counted.excluded, counted.unfilled, counted.runners_up) == ((1,), (2, 3), 3, ())
    assert count_facts(counted)["stages"][0]["against"] == {"1": "2", "2": "5", "3": "5"}
    assert stage_sentences(counted, ballots) == [
        "12 papers counted: Ann 10 yes, 2 no; Bo 5 yes, 5 no; Cy 0 yes, 5 no. Bo and Cy had no more yes than no and "
        "are not elected. Ann is elected. 3 places stay vacant: nobody else was elected."
    ]
    table = [" ".join(line.split()) for line in stage_table(counted, ballots)[1:]]
    assert table == ["1 Ann 10 yes 2 no*", "2 Bo 5 yes 5 no", "3 Cy 0 yes 5 no"]
    assert read_blt(blt_text(ballots).encode(), Rule.CONFIRM).papers == ballots.papers


def test_a_yes_or_no_passes_over_whoever_withdrew_and_is_never_a_contest() -> None:
    ballots = Ballots(2, 2, {(1, -2): 3, (-2,): 4}, withdrawn=frozenset([2]))
    assert count(ballots, Rule.CONFIRM).elected == (1,)
    with pytest.raises(ElectionContested):
        count(Ballots(3, 2, {(1,): 1}), Rule.CONFIRM)


def _crosses(places: int, votes: dict[int, int]) -> Count:
    return count(Ballots(max(votes), places, {(each,): many for each, many in votes.items()}), Rule.BLOCK)


def test_whoever_comes_behind_re_open_nominations_takes_no_place() -> None:
    assert _crosses(3, {1: 9, 2: 2, 3: 1, 4: 5}).won_places(4) == (1,)
    assert _crosses(2, {1: 9, 2: 8, 3: 5}).won_places(3) == (1, 2)
    assert _crosses(2, {1: 5, 2: 1, 3: 5}).won_places(3) == (1,)
    assert _crosses(2, {1: 9, 2: 8, 3: 5}).won_places(0) == (1, 2)


@pytest.mark.parametrize("rule", [Rule.SCOTTISH, Rule.ERS97, Rule.MEEK])
def test_re_open_nominations_at_the_quota_leaves_what_is_not_filled_by_then(rule: Rule) -> None:
    ballots = Ballots(4, 3, {(1,): 40, (4,): 30, (2,): 20, (3, 2): 5})
    counted = count(ballots, rule)
    assert 4 in counted.elected
    assert 2 in counted.elected
    assert counted.won_places(4) == (1,)
