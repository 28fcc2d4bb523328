"""One short sentence for each stage of any count, and figures that never make somebody seem elected."""

import pytest

from coopdesk.domain.elections.ballots import Ballots
from coopdesk.domain.elections.counting import count
from coopdesk.domain.elections.headlines import cut, headline, lot_words, shown_decimals, tie_words
from coopdesk.domain.elections.lots import NoLots, Seeded
from coopdesk.domain.elections.record import CALLED_BY, Action, Count, Rule, Stage

NAMES = ("Dot", "Lowri", "Kofi", "Agnes", "George", "Hamid", "Siân")
PAPERS = {
    (1, 7): 11, (1,): 10, (2, 3): 4, (2, 5): 2, (3, 1): 20, (3, 5): 10, (4, 7, 3): 20, (4, 3): 12, (5, 1): 8, (5,): 5,
    (6, 7): 6, (6, 1): 3, (7, 5): 6, (7,): 5,
}  # fmt: skip
BALLOTS = Ballots(7, 3, PAPERS, NAMES, "Board")


def _counted(rule: Rule = Rule.SCOTTISH, ballots: Ballots = BALLOTS) -> Count:
    return count(ballots, rule, Seeded("dice", "board"))


def test_the_stages_of_a_scottish_count_in_short() -> None:
    counted = _counted()
    said = [headline(counted, BALLOTS, place) for place in range(len(counted.stages))]
    assert said[0] == "122 first choices are counted: Agnes is elected"
    assert said[1] == "Agnes has 1 vote more than needed, and they move on"
    assert said[2] == "Lowri goes out and 6 papers move on"
    assert said[3] == "Kofi has 3.37 votes more than needed, and they move on"


@pytest.mark.parametrize("rule", CALLED_BY)
def test_every_stage_of_every_rule_has_its_sentence(rule: Rule) -> None:
    places = {Rule.AV: 1, Rule.CONFIRM: 7}.get(rule, 3)
    ballots = Ballots(7, places, PAPERS, NAMES, "Board")
    counted = _counted(rule, ballots)
    for place in range(len(counted.stages)):
        said = headline(counted, ballots, place)
        assert said
        assert not said.endswith(".")
        assert len(said) < 120


def test_figures_show_as_few_decimals_as_tell_everybody_apart() -> None:
    counted = _counted()
    assert shown_decimals(counted, 0) == 0
    assert shown_decimals(counted, 1) == 2


def _at_last(*votes: int) -> Count:
    stage = Stage(Action.EXCLUDE, (), votes, 0, 31_00000)
    return Count(Rule.SCOTTISH, len(votes), 1, 122, 31_00000, (stage,), (), standing=tuple(range(1, len(votes) + 1)))


def test_two_totals_that_differ_in_the_last_digit_are_shown_with_all_of_them() -> None:
    assert shown_decimals(_at_last(1_00001, 1_00002, 0), 0) == 5


def test_somebody_just_under_the_quota_is_shown_with_the_digit_that_is_missing() -> None:
    assert shown_decimals(_at_last(30_99990, 2_50000), 0) == 2
    assert shown_decimals(_at_last(31_00000 + 4, 2_50000), 0) == 5


def test_votes_are_cut_and_never_rounded_up_to_a_quota() -> None:
    assert cut(30_99999, 5, 2) == "30.99"
    assert cut(31_00000, 5, 2) == "31.00"


def test_a_tie_names_all_who_stood_equal_and_how_it_was_settled() -> None:
    tied = Ballots(3, 1, {(1,): 3, (2,): 3, (3,): 3}, ("Ann", "Bo", "Cy"), "Board")
    stopped = count(tied, Rule.SCOTTISH, NoLots())
    assert lot_words(stopped) == "who goes out"
    drawn = count(tied, Rule.SCOTTISH, Seeded("dice", "board"))
    ties = [tie for stage in drawn.stages for tie in stage.ties]
    assert tie_words(ties[0], tied).startswith("Ann, Bo and Cy stood equal: by lot ")
    assert lot_words(drawn) == ""


def test_a_tie_of_a_crowd_is_told_by_number() -> None:
    tied = Ballots(6, 1, {(each,): 3 for each in range(1, 7)}, tuple("ABCDEF"), "Board")
    drawn = count(tied, Rule.SCOTTISH, Seeded("dice", "board"))
    assert tie_words(drawn.stages[1].ties[0], tied).startswith("6 candidates stood equal: by lot ")
