"""The same papers and the same count are the same bytes."""

import json

from coopdesk.domain.elections.canonical import ballots_fingerprint, blt_text, count_facts, count_fingerprint
from coopdesk.domain.elections.counting import count
from coopdesk.domain.elections.record import CALLED_BY, Rule
from tests.domain.elections.contests import contest


def test_papers_are_written_sorted_with_names_and_title() -> None:
    assert blt_text(contest(1, 2, {"2 1": 3, "1": 4})) == '2 1\n4 1 0\n3 2 1 0\n0\n"Candidate 1"\n"Candidate 2"\n""\n'


def test_one_paper_more_is_another_fingerprint() -> None:
    one, other = contest(1, 2, {"1": 3}), contest(1, 2, {"1": 4})
    assert ballots_fingerprint(one) != ballots_fingerprint(other)
    assert count_fingerprint(count(one, Rule.AV)) != count_fingerprint(count(other, Rule.AV))


def test_votes_are_strings_of_exactly_the_rules_decimals_and_the_quota_as_the_rule_has_it() -> None:
    ballots = contest(2, 3, {"1": 5, "2": 4, "3": 1})
    shown = {rule: count_facts(count(ballots, rule)) for rule in CALLED_BY if rule is not Rule.AV}
    assert shown[Rule.SCOTTISH]["stages"][0]["votes"] == {"1": "5.00000", "2": "4.00000", "3": "1.00000"}
    assert (shown[Rule.SCOTTISH]["quota"], shown[Rule.ERS97]["quota"]) == (4, "3.34")
    assert (shown[Rule.MEEK]["quota"], shown[Rule.BLOCK]["quota"]) == ("3.333333334", None)
    assert shown[Rule.ERS97]["stages"][0]["non_transferable"] == "0.00"
    assert shown[Rule.APPROVAL]["stages"][0]["votes"]["1"] == "5"
    assert all(json.loads(json.dumps(each)) == each for each in shown.values())


def test_a_count_that_stopped_says_between_whom_and_what_for() -> None:
    facts = count_facts(count(contest(1, 3, {"1": 2, "2": 2, "3": 3}), Rule.SCOTTISH))
    assert (facts["lot_needed_between"], facts["lot_needed_for"], facts["elected"]) == ([1, 2], "exclusion", [])
    assert count_facts(count(contest(1, 2, {"1": 2}), Rule.AV))["lot_needed_between"] is None
