"""The scenarios of the domain reference §9 that are pure rules, by their numbers.

Covered elsewhere in this issue, where a society file is needed: 5 (guest in the room), 10 (E frozen), 35 (joint
holders), 37 (votes, then resigns), 52 (any other business).

22 to 25, 44, 45 and 51 are in ``test_scenarios_votes.py``; those about proxies and polls need a file too.
"""

from datetime import date
from typing import Any

import pytest

from coopdesk.domain.motions import NoQuorumDeclared, QuorumLost, TooManyHands, check_hands, check_quorum
from coopdesk.domain.notice import check_notice, check_renotice
from coopdesk.domain.quorum import QuorumState, quorum, state
from coopdesk.domain.rules import LegalForm, RuleSheet, change, entitled, preset, warnings
from coopdesk.domain.tally import Choice, Counts, Decision, Outcome, decide, decide_rule


def _sheet(form: LegalForm = LegalForm.CO_OPERATIVE, **settings: str) -> RuleSheet:
    return change(preset(form), settings)


def _quorum(rule: str, entitled_members: int, present: int) -> QuorumState:
    return state(quorum(_sheet(quorum=rule), entitled_members), present)


def _decide(counts: Counts, rule: str, base: str = "cast", **given: Any) -> Decision:
    return decide(counts, decide_rule(rule, base), **{"present": None, "members": None, **given})


def test_scenario_01_three_of_thirty_one_are_not_ten_per_cent() -> None:
    now = _quorum("10% or 3, whichever is greater", 31, 3)
    assert (now.needed, now.met) == (4, False)


def test_scenario_02_three_of_twenty_five_are_a_quorum() -> None:
    assert _quorum("10% or 3, whichever is greater", 25, 3).met


def test_scenario_03_sixteen_of_165_are_fewer_than_ten_per_cent() -> None:
    now = _quorum("10%", 165, 16)
    assert (now.needed, now.met, now.margin_words) == (17, False, "1 more needed")


def test_scenario_06_no_vote_opens_while_the_meeting_is_inquorate() -> None:
    assert _sheet().inquorate_wait_minutes == 30
    with pytest.raises(NoQuorumDeclared, match="or adjourn"):
        check_quorum(declared=False, continuous=True, present=3, needed=17)


def test_scenario_07_two_are_a_quorum_at_the_adjourned_meeting_and_the_formula_is_still_shown() -> None:
    need = quorum(_sheet(quorum="10%"), 165, adjourned=True)
    assert state(need, 2).met
    assert ("16.5", "exactly") in need.steps
    assert "10% of the members entitled to vote" in need.rule_words


def test_scenario_08_six_clear_days_are_too_few_after_fourteen_days_adjourned() -> None:
    check = check_renotice(_sheet(), date(2026, 3, 1), date(2026, 3, 15), sent=date(2026, 3, 8), method="hand")
    assert (check.clear_days, check.needed, check.enough) == (6, 7, False)
    assert "7 needed" in check.sentence


def test_scenario_09_a_lost_quorum_blocks_the_next_vote() -> None:
    with pytest.raises(QuorumLost, match="Votes already taken stand"):
        check_quorum(declared=True, continuous=_sheet().quorum_continuous, present=16, needed=17)


def test_scenario_11_served_on_1_june_the_earliest_meeting_is_16_june() -> None:
    assert check_notice(_sheet(), date(2026, 6, 1), "hand", date(2026, 6, 16)).enough
    early = check_notice(_sheet(), date(2026, 6, 1), "hand", date(2026, 6, 15))
    assert not early.enough
    assert "earliest day the rules allow is 16 June 2026" in early.sentence


def test_scenario_12_a_tie_is_lost_without_a_casting_vote() -> None:
    assert _decide(Counts(20, 20), "ordinary").outcome is Outcome.LOST


def test_scenario_13_a_casting_vote_is_a_line_of_its_own() -> None:
    assert _decide(Counts(20, 20), "ordinary", casting_vote_open=True).outcome is Outcome.UNDECIDED
    decision = _decide(Counts(20, 20), "ordinary", casting_vote_open=True, casting=Choice.FOR)
    assert decision.outcome is Outcome.CARRIED
    assert (decision.votes_for, decision.cast) == (20, 40)
    assert "the chair's casting vote was for" in decision.sentence


def test_scenario_14_a_cic_formed_in_2012_has_no_casting_vote_that_counts() -> None:
    sheet = _sheet(LegalForm.CIC, casting_vote="yes", formed_on="2012-03-01")
    assert "no effect" in warnings(sheet)[0]
    decision = _decide(Counts(20, 20), "ordinary", casting_vote_open=sheet.casting_vote_effective)
    assert decision.outcome is Outcome.LOST


def test_scenario_15_fifty_one_to_fifty_is_carried_unless_51_per_cent_is_set() -> None:
    assert _decide(Counts(51, 50), "ordinary").outcome is Outcome.CARRIED
    assert _decide(Counts(51, 50), "51-percent").outcome is Outcome.LOST


def test_scenario_16_exactly_three_quarters() -> None:
    assert _decide(Counts(75, 25), "three-quarters").outcome is Outcome.CARRIED
    assert _decide(Counts(75, 25), "over-three-quarters").outcome is Outcome.LOST


def test_scenario_17_abstentions_count_only_where_those_present_are_the_base() -> None:
    counts = Counts(30, 10, 20)
    assert _decide(counts, "three-quarters").outcome is Outcome.CARRIED
    assert _decide(counts, "three-quarters", "present", present=60).outcome is Outcome.LOST


def test_scenario_18_nobody_voted_is_not_carried() -> None:
    decision = _decide(Counts(0, 0, 12), "ordinary")
    assert decision.outcome is Outcome.LOST
    assert "Nobody voted" in decision.sentence


def test_scenario_19_three_quarters_of_all_members() -> None:
    decision = _decide(Counts(128, 12), "three-quarters", "members", members=165)
    assert (decision.outcome, decision.needed) == (Outcome.CARRIED, 124)
    assert "77.6 %" in decision.sentence
    assert "91.4" not in decision.sentence


def test_scenario_20_nineteen_against_are_not_below_a_tenth_of_190() -> None:
    decision = _decide(Counts(81, 19), "audit-exemption", members=190)
    assert decision.outcome is Outcome.LOST
    assert "190 members against (10.0 %, not met)" in decision.sentence
    assert "100 votes cast against (19.0 %, met)" in decision.sentence


def test_scenario_21_twenty_of_a_hundred_are_not_below_a_fifth() -> None:
    decision = _decide(Counts(80, 20), "audit-exemption", members=1000)
    assert decision.outcome is Outcome.LOST
    assert "100 votes cast against (20.0 %, not met)" in decision.sentence


def test_scenario_26_a_rule_change_waits_for_registration() -> None:
    rule = _sheet().resolution("rule-change")
    assert rule.effect == "Not in force until the Financial Conduct Authority registers it."


@pytest.mark.parametrize("shares", [1, 500])
def test_scenario_34_five_hundred_shares_are_one_vote(shares: int) -> None:
    reason = entitled(
        _sheet(),
        active=True,
        class_name="Member",
        shares=shares,
        joined_on=date(2019, 3, 14),
        meeting_day=date(2026, 11, 28),
        joined_tonight=False,
        person=True,
        born_on=None,
    )
    assert reason == ""


def test_scenario_36_a_joiner_at_the_door_waits_where_the_rules_say_so() -> None:
    reason = entitled(
        _sheet(joiners_may_vote="no"),
        active=True,
        class_name="Member",
        shares=1,
        joined_on=date(2026, 11, 28),
        meeting_day=date(2026, 11, 28),
        joined_tonight=True,
        person=True,
        born_on=None,
    )
    assert reason == "joined tonight, and the rules let new members vote from the next meeting"


def test_scenario_38_more_hands_than_votes_cannot_be_recorded() -> None:
    with pytest.raises(TooManyHands, match="count again"):
        check_hands(Counts(60, 58, 3), 118)
