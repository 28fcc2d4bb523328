"""What would it take: the answer agrees with the decision at every figure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.counts import Counts
from coopdesk.domain.needed import what_would_it_take
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules import NAMED_MAJORITIES, Base, LegalForm, ResolutionRule, preset
from coopdesk.domain.tally import BaseNotGiven, MoreVotesThanPeople, Outcome, decide

kinds = st.sampled_from([rule for rule in preset(LegalForm.CO_OPERATIVE).resolutions if rule.kind != "dissolution"])


@given(rule=kinds, voting=st.integers(1, 300), away=st.integers(0, 200))
def test_the_fewest_for_carries_and_one_fewer_does_not(rule: ResolutionRule, voting: int, away: int) -> None:
    members = voting + away
    takes = what_would_it_take(rule, voting, present=None, members=members)
    for votes_for in (takes.needed, takes.needed - 1):
        if 0 <= votes_for <= voting:
            decided = decide(Counts(votes_for, voting - votes_for), rule, present=None, members=members)
            assert (decided.outcome is not Outcome.LOST) is (takes.possible and votes_for == takes.needed)


def test_the_words_name_both_lines() -> None:
    two_thirds = ResolutionRule("rule-change", NAMED_MAJORITIES["two-thirds"])
    takes = what_would_it_take(two_thirds, 118, present=None, members=None)
    assert takes.sentence.startswith("With 118 voting, at least 79 must be for and no more than 39 against")


def test_too_few_for_the_turnout_cannot_carry() -> None:
    takes = what_would_it_take(preset(LegalForm.CO_OPERATIVE).resolution("conversion"), 96, present=None, members=200)
    assert not takes.possible
    assert takes.sentence == "It cannot carry with 96 voting: at least 100 members must vote."


def test_of_all_members_it_may_be_out_of_reach() -> None:
    rule = ResolutionRule("any", NAMED_MAJORITIES["three-quarters"], Base.MEMBERS)
    takes = what_would_it_take(rule, 100, present=None, members=165)
    assert (takes.needed, takes.most_against, takes.possible) == (124, -1, False)
    assert "124 of the 165 members entitled to vote" in takes.sentence


def test_what_is_missing_or_impossible_is_said() -> None:
    present = ResolutionRule("any", NAMED_MAJORITIES["ordinary"], Base.PRESENT)
    with pytest.raises(BaseNotGiven):
        what_would_it_take(present, 10, present=None, members=None)
    with pytest.raises(MoreVotesThanPeople):
        what_would_it_take(present, 10, present=20, members=9)
    weighted = ResolutionRule("any", NAMED_MAJORITIES["ordinary"], class_vote="weighted")
    with pytest.raises(NotUnderstood, match="no single number"):
        what_would_it_take(weighted, 10, present=None, members=None)
