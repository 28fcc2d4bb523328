"""The stage tables of real wards equal the official ones, figure by figure; lots are asked for exactly where needed."""

from typing import Any

import pytest

from coopdesk.domain.elections.counting import count
from coopdesk.domain.elections.record import Count, Rule, written
from tests.domain.elections.contests import ballots_of, every_given, given, needs_given

pytestmark = needs_given
KEYS = {Rule.SCOTTISH: ("scottish_wig", "stages"), Rule.ERS97: ("ers97", "stages"), Rule.MEEK: ("meek_prf", "rounds")}
CASES = [
    pytest.param(rule, entry[key], entry, id=f"{rule.value}-{entry['file'].split('/')[1]}")
    for rule, (key, _) in KEYS.items()
    for entry in every_given()
    if key in entry
]


def _table(counted: Count) -> list[tuple[str, list[str]]]:
    decimals = counted.rule.decimals
    return [(stage.action.value, [written(each, decimals) for each in stage.votes]) for stage in counted.stages]


@pytest.mark.parametrize(("rule", "expected", "entry"), CASES)
def test_the_count_equals_the_reference(rule: Rule, expected: dict[str, Any], entry: dict[str, Any]) -> None:
    counted = count(ballots_of(entry), rule)
    if "lot_needed_between" in expected:
        assert counted.lot_needed_between == tuple(expected["lot_needed_between"])
        return
    stages = expected[KEYS[rule][1]]
    assert counted.lot_needed_between is None
    assert _table(counted) == [(each["action"], each["votes"]) for each in stages]
    if rule is not Rule.MEEK:
        lost = [written(stage.non_transferable, rule.decimals) for stage in counted.stages]
        assert lost == [each["non_transferable"] for each in stages]
    if rule is not Rule.SCOTTISH:
        assert [written(stage.quota, rule.decimals) for stage in counted.stages] == [each["quota"] for each in stages]
        assert list(counted.elected) == expected["order"]


@pytest.mark.parametrize(
    "entry", [each for each in every_given() if "elected" in each["scottish_wig"]], ids=lambda each: each["file"]
)
def test_the_scottish_count_elects_and_excludes_in_the_same_order(entry: dict[str, Any]) -> None:
    counted = count(ballots_of(entry), Rule.SCOTTISH)
    expected = entry["scottish_wig"]
    assert [[each, counted.elected_at(each)] for each in counted.elected] == expected["elected"]
    assert list(counted.excluded) == expected["excluded"]
    assert counted.quota == expected["quota"] * 10**5


@pytest.mark.parametrize("entry", given("by_elections"), ids=lambda each: each["file"])
def test_the_alternative_vote_elects_whom_three_other_counts_elect(entry: dict[str, Any]) -> None:
    assert count(ballots_of(entry), Rule.AV).elected == (entry["av_winner"],)


@pytest.mark.parametrize("entry", given("wards"), ids=lambda each: each["file"])
def test_the_official_winners_are_elected(entry: dict[str, Any]) -> None:
    assert sorted(count(ballots_of(entry), Rule.SCOTTISH).elected) == sorted(entry["official"]["winners"])
