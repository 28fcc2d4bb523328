"""What holds for every contest, whatever the papers say."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.canonical import ballots_fingerprint, count_fingerprint
from coopdesk.domain.elections.counting import count
from coopdesk.domain.elections.lots import Seeded, replay
from coopdesk.domain.elections.record import CALLED_BY, Rule
from tests.domain.elections.contests import any_contest

BY_PREFERENCE = [rule for rule in Rule if rule.by_preference]


def _for(rule: Rule, ballots: Ballots) -> Ballots:
    """The alternative vote fills one place."""
    return ballots if rule is not Rule.AV else Ballots(ballots.candidates, 1, ballots.papers)


@pytest.mark.parametrize("rule", BY_PREFERENCE)
@given(any_contest())
def test_votes_and_non_transferable_add_up_to_the_valid_vote_at_every_stage(rule: Rule, ballots: Ballots) -> None:
    counted = count(_for(rule, ballots), rule, Seeded("dice 4 2", "board"))
    assert {stage.total for stage in counted.stages} <= {ballots.valid * 10**rule.decimals}
    assert all(each >= 0 for stage in counted.stages for each in (*stage.votes, stage.non_transferable))


@pytest.mark.parametrize("rule", CALLED_BY)
@given(any_contest())
def test_with_a_seed_every_count_ends_with_every_place_filled_or_nobody_left(rule: Rule, ballots: Ballots) -> None:
    asked = _for(rule, ballots)
    counted = count(asked, rule, Seeded("dice 4 2", "board"))
    assert len(counted.elected) == min(asked.places, asked.candidates)
    assert len(set(counted.elected)) == len(counted.elected)
    assert not set(counted.elected) & set(counted.excluded)
    assert all(1 <= counted.elected_at(each) <= len(counted.stages) for each in counted.elected)


@pytest.mark.parametrize("rule", CALLED_BY)
@given(any_contest(), st.randoms(use_true_random=False))
def test_the_order_of_papers_never_matters(rule: Rule, ballots: Ballots, dice: st.DataObject) -> None:
    shuffled = list(ballots.papers.items())
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    other = Ballots(ballots.candidates, ballots.places, dict(shuffled))
    lots = Seeded("dice", "board"), Seeded("dice", "board")
    first, second = (count(_for(rule, each), rule, lot) for each, lot in zip((ballots, other), lots, strict=True))
    assert first == second
    assert count_fingerprint(first) == count_fingerprint(second)
    assert ballots_fingerprint(ballots) == ballots_fingerprint(other)


def _relabelled(ballots: Ballots, new: Mapping[int, int]) -> Ballots:
    papers = {tuple(new[each] for each in paper): many for paper, many in ballots.papers.items()}
    return Ballots(ballots.candidates, ballots.places, papers)


@pytest.mark.parametrize("rule", CALLED_BY)
@given(any_contest(), st.data())
def test_relabelling_the_candidates_relabels_the_result(rule: Rule, ballots: Ballots, data: st.DataObject) -> None:
    numbers = range(1, ballots.candidates + 1)
    new = dict(zip(numbers, data.draw(st.permutations(list(numbers))), strict=True))
    first = count(_for(rule, ballots), rule)
    second = count(_for(rule, _relabelled(ballots, new)), rule)
    assert {new[each] for each in first.elected} == set(second.elected)
    assert [{new[each] for each in stage.excluded} for stage in first.stages] == [
        set(stage.excluded) for stage in second.stages
    ]
    assert {new[each] for each in first.lot_needed_between or ()} == set(second.lot_needed_between or ())
    for one, other in zip(first.stages, second.stages, strict=True):
        assert [other.votes[new[each] - 1] for each in numbers] == list(one.votes)


@pytest.mark.parametrize("rule", BY_PREFERENCE)
@given(any_contest())
def test_a_quota_of_first_preferences_elects_at_the_first_stage(rule: Rule, ballots: Ballots) -> None:
    asked = _for(rule, ballots)
    counted = count(asked, rule, Seeded("dice", "board"))
    if not counted.stages or ballots.valid == 0:
        return
    first = counted.stages[0]
    reached = {number for number, votes in enumerate(first.votes, start=1) if votes >= first.quota}
    if len(reached) <= asked.places:
        assert reached <= set(first.elected)


@pytest.mark.parametrize("rule", CALLED_BY)
@given(any_contest())
@settings(max_examples=50)
def test_a_recount_replays_the_lots_of_the_first_count(rule: Rule, ballots: Ballots) -> None:
    asked = _for(rule, ballots)
    first = count(asked, rule, Seeded("snake eyes", "board"))
    assert count(asked, rule, replay(first.lots)) == first


@pytest.mark.parametrize("rule", BY_PREFERENCE)
@given(any_contest())
@settings(max_examples=50)
def test_a_solid_majority_is_never_shut_out(rule: Rule, ballots: Ballots) -> None:
    """More than a quota of papers all naming one candidate first, and nobody else, elect that candidate."""
    extra = {(1,): ballots.valid + 1}
    papers = {paper: many for paper, many in ballots.papers.items() if paper != (1,)}
    asked = _for(rule, Ballots(ballots.candidates, ballots.places, {**papers, **extra}))
    assert 1 in count(asked, rule, Seeded("dice", "board")).elected
