"""The scenarios of the domain reference §9 about statute and classes that are pure rules, by their numbers."""

from datetime import date
from fractions import Fraction

import pytest

from coopdesk.domain.classes import ClassCounts, ClassVoting
from coopdesk.domain.counts import Counts, add_up
from coopdesk.domain.rules import NAMED_MAJORITIES, LegalForm, ResolutionRule, preset
from coopdesk.domain.statutes import SecondMeetingOutOfTime, audit_year_warning, check_second_meeting
from coopdesk.domain.tally import Decision, Outcome, decide

SOCIETY = preset(LegalForm.CO_OPERATIVE)


def _by_class(rule: ResolutionRule, *parts: ClassCounts, **voting: object) -> Decision:
    whole = add_up(part.counts for part in parts)
    return decide(whole, rule, present=None, members=None, parts=parts, voting=ClassVoting(**voting))  # type: ignore[arg-type]


def test_scenario_22_last_years_audit_cannot_be_done_without_in_september() -> None:
    words = audit_year_warning(date(2026, 3, 31), date(2026, 9, 12))
    assert words.startswith("Too late for the year that ended on 31 March 2026")
    assert "current year, to 31 March 2027" in words
    assert audit_year_warning(date(2027, 3, 31), date(2026, 9, 12)) == ""


def test_scenario_23_seventy_nine_per_cent_of_too_few_members_is_lost() -> None:
    rule = SOCIETY.resolution("conversion")
    decided = decide(Counts(76, 20), rule, present=None, members=200)
    assert (decided.outcome, decided.turnout_needed) == (Outcome.LOST, 100)
    assert "(79.2 %)" in decided.sentence
    assert "only 96 of the 200 members entitled voted" in decided.sentence
    assert decide(Counts(80, 20), rule, present=None, members=200).awaiting == "confirmation"
    # Abstentions do not count towards the turnout.
    assert decide(Counts(76, 20, 10), rule, present=None, members=200).outcome is Outcome.LOST


def test_scenario_24_the_second_meeting_is_fourteen_days_to_one_month_after_the_first() -> None:
    first = date(2026, 3, 1)
    with pytest.raises(SecondMeetingOutOfTime, match="13 days after the first") as refused:
        check_second_meeting(first, date(2026, 3, 14))
    assert "15 March 2026" in str(refused.value)
    check_second_meeting(first, date(2026, 3, 15))
    check_second_meeting(first, date(2026, 4, 1))
    with pytest.raises(SecondMeetingOutOfTime):
        check_second_meeting(first, date(2026, 4, 2))


def test_scenario_25_a_merger_passed_once_awaits_confirmation() -> None:
    decided = decide(Counts(70, 30), SOCIETY.resolution("amalgamation"), present=None, members=None)
    assert (decided.outcome, decided.awaiting) == (Outcome.UNDECIDED, "confirmation")
    assert "awaits confirmation" in decided.sentence
    confirmed = decide(Counts(51, 50), SOCIETY.resolution("confirmation"), present=None, members=None)
    assert confirmed.outcome is Outcome.CARRIED


def test_scenario_44_sixty_investor_votes_beside_ninety_count_one_sixth_each() -> None:
    rule = ResolutionRule("ordinary", NAMED_MAJORITIES["ordinary"])
    users = ClassCounts("User", Counts(40, 50))
    investors = ClassCounts("Investor", Counts(60, 0), investor=True)
    decided = _by_class(rule, users, investors, cap=Fraction(10))
    assert decided.weighed is not None
    assert (decided.weighed.factor, decided.weighed.base) == (Fraction(1, 6), Fraction(100))
    assert decided.weighed.votes_for == 50
    assert (decided.outcome, decided.needed) == (Outcome.LOST, 51)
    assert "counts as 1/6" in decided.sentence


def test_scenario_45_ninety_per_cent_overall_is_lost_where_one_class_is_against() -> None:
    rule = ResolutionRule("rule-change", NAMED_MAJORITIES["three-quarters"], class_vote="each")
    decided = _by_class(rule, ClassCounts("Staff", Counts(8, 9)), ClassCounts("Resident", Counts(82, 1)))
    assert decided.outcome is Outcome.LOST
    assert "(90.0 %)" in decided.sentence
    assert "Staff had none" in decided.sentence
    carried = _by_class(rule, ClassCounts("Staff", Counts(9, 8)), ClassCounts("Resident", Counts(82, 1)))
    assert carried.outcome is Outcome.CARRIED


def test_scenario_51_a_cic_special_resolution_may_not_be_amended() -> None:
    assert not preset(LegalForm.CIC).resolution("special").amendable
    assert preset(LegalForm.CIC).resolution("ordinary").amendable
