"""Who may vote, and the clause said at the door."""

from datetime import date
from typing import Any

import pytest

from coopdesk.domain.rules import LegalForm, change, entitled, preset

SOCIETY = preset(LegalForm.CO_OPERATIVE)
MEETING = date(2026, 11, 28)


def _reason(settings: dict[str, str] | None = None, **facts: Any) -> str:
    member: dict[str, Any] = {
        "active": True,
        "class_name": "Member",
        "shares": 1,
        "joined_on": date(2019, 3, 14),
        "meeting_day": MEETING,
        "joined_tonight": False,
        "person": True,
        "born_on": None,
    }
    return entitled(change(SOCIETY, settings or {}), **{**member, **facts})


def test_a_member_on_the_register_with_a_share_may_vote() -> None:
    assert _reason() == ""


def test_an_ended_membership_has_no_vote() -> None:
    assert _reason(active=False) == "is no longer a member"


def test_rules_may_let_joiners_vote_tonight_or_make_them_wait() -> None:
    joiner: dict[str, Any] = {"joined_on": MEETING, "joined_tonight": True}
    assert _reason(**joiner) == ""
    said = _reason({"joiners_may_vote": "no"}, **joiner)
    assert said == "joined tonight, and the rules let new members vote from the next meeting"


def test_somebody_entered_by_the_office_on_the_day_waits_as_well() -> None:
    assert _reason({"joiners_vote": "no"}, joined_on=MEETING).startswith("joined today, ")


def test_too_few_shares_are_named_with_what_is_asked() -> None:
    assert _reason({"min_shares": "5"}) == "holds 1 share and the rules ask for 5"
    assert _reason({"min_shares": "5"}, shares=4) == "holds 4 shares and the rules ask for 5"
    assert _reason(shares=0) == "holds no shares and the rules ask for 1"
    assert _reason({"min_shares": "0"}, shares=0) == ""


def test_a_class_without_a_vote_is_named_whatever_its_capitals() -> None:
    rules = {"classes": "Member, Investor (no vote)"}
    assert _reason(rules, class_name="investor") == "is in class Investor, which has no vote"
    assert _reason(rules, class_name="Member") == ""
    assert _reason(rules, class_name="Honorary") == ""


@pytest.mark.parametrize(("joined", "may"), [(date(2026, 10, 31), True), (date(2026, 11, 1), False)])
def test_a_record_date_counts_back_from_the_meeting(joined: date, may: bool) -> None:
    reason = _reason({"record_date_days": "28"}, joined_on=joined)
    assert (reason == "") is may
    if not may:
        asked = "the rules ask for membership by 31 October 2026"
        assert reason == f"has been a member since 1 November 2026; {asked}"


def test_a_record_date_needs_a_joining_date_on_the_register() -> None:
    assert _reason(joined_on=None) == ""
    assert "no joining date" in _reason({"record_date_days": "28"}, joined_on=None)


def test_a_membership_that_begins_after_the_meeting_has_no_vote_at_it() -> None:
    assert _reason(joined_on=date(2026, 12, 1)) == "becomes a member on 1 December 2026, after this meeting"


@pytest.mark.parametrize(
    ("born", "may"), [(date(2010, 11, 28), True), (date(2010, 11, 29), False), (date(1960, 2, 29), True)]
)
def test_an_age_is_reached_on_the_birthday(born: date, may: bool) -> None:
    reason = _reason({"min_age": "16"}, born_on=born)
    assert reason == ("" if may else "is under 16, the age from which the rules give a vote")


def test_an_unknown_day_of_birth_has_its_vote_unless_the_rules_ask_for_it() -> None:
    assert _reason({"min_age": "16"}) == ""
    asked = {"min_age": "16", "unknown_age_votes": "no"}
    assert _reason(asked) == "has no day of birth on the register; the rules ask voters to be 16 or over"
    assert _reason(asked, person=False) == ""


def test_an_organisation_needs_its_shares_like_anybody() -> None:
    assert _reason(person=False, shares=0) == "holds no shares and the rules ask for 1"


def test_no_age_is_asked_where_the_rules_name_none() -> None:
    assert _reason({"unknown_age_votes": "no"}, born_on=date(2020, 1, 1)) == ""
