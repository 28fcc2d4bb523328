"""How votes moved: exact, nothing lost on the way, and in words for whoever does not see the picture."""

import pytest

from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.counting import count
from coopdesk.domain.elections.lots import NoLots, Seeded
from coopdesk.domain.elections.record import Rule
from coopdesk.domain.elections.vote_flow import LOST, NothingMoves, flow_words, steps_of_flow
from tests.documents.contests import BALLOTS, COUNTED


@pytest.mark.parametrize("rule", [Rule.SCOTTISH, Rule.ERS97, Rule.MEEK])
def test_what_is_given_is_taken_to_the_last_digit(rule: Rule) -> None:
    counted = count(BALLOTS, rule, Seeded("dice", "board"))
    steps = steps_of_flow(counted)
    assert [step.stage for step in steps] == list(range(2, len(counted.stages) + 1))
    for step in steps:
        assert sum(votes for _, votes in step.given) == sum(votes for _, votes in step.taken)
        assert all(votes > 0 for _, votes in (*step.given, *step.taken))


def test_one_who_is_excluded_gives_everything() -> None:
    step = steps_of_flow(COUNTED)[1]
    assert step.given == ((2, 6_00000),)
    assert step.taken == ((3, 4_00000), (5, 2_00000))
    assert not step.pooled


def test_votes_without_a_next_choice_go_to_nobody() -> None:
    assert (LOST, 42960) in steps_of_flow(COUNTED)[2].taken


def test_where_several_give_at_once_nobody_pretends_to_know_whose_went_where() -> None:
    counted = count(BALLOTS, Rule.MEEK, Seeded("dice", "board"))
    assert any(step.pooled for step in steps_of_flow(counted))


def test_the_words_hold_every_figure_of_the_picture() -> None:
    said = flow_words(COUNTED, BALLOTS)
    assert "Stage 1: Dot Fielden 21.00000" in said
    assert "Stage 3: Lowri ap Huw gives 6.00000: 4.00000 to Kofi Mensah, 2.00000 to George Okafor." in said
    assert "0.42960 to non-transferable" in said
    assert said.endswith("Elected: Agnes Moorhouse, Kofi Mensah, Dot Fielden.")


def test_a_count_of_one_stage_has_no_flow() -> None:
    crosses = count(Ballots(2, 1, {(1,): 3, (2,): 1}), Rule.BLOCK, NoLots())
    with pytest.raises(NothingMoves, match="one stage"):
        steps_of_flow(crosses)
