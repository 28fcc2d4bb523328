"""Clear days count neither the day of service nor the day of the meeting."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.notice import check_notice, check_renotice, clear_days, earliest_meeting
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.rules import LegalForm, change, preset

SOCIETY = preset(LegalForm.CO_OPERATIVE)
MEETING = date(2026, 11, 28)


def test_neither_end_is_counted() -> None:
    assert clear_days(date(2026, 6, 1), date(2026, 6, 16)) == 14
    assert clear_days(date(2026, 6, 1), date(2026, 6, 2)) == 0
    assert clear_days(date(2026, 6, 1), date(2026, 6, 1)) == -1


@given(st.dates(max_value=date(2100, 1, 1)), st.integers(0, 365))
def test_the_earliest_meeting_has_just_enough_clear_days(served: date, needed: int) -> None:
    assert clear_days(served, earliest_meeting(served, needed)) == needed


def test_a_posted_notice_counts_two_days_later() -> None:
    check = check_notice(SOCIETY, date(2026, 11, 1), "Post", MEETING)
    assert check.deemed == date(2026, 11, 3)
    assert (check.clear_days, check.needed, check.enough) == (24, 14, True)
    assert check.sentence == (
        "Sent by post on 1 November 2026, the notice counts as served on 3 November 2026: 24 clear days before the "
        "meeting on 28 November 2026; 14 needed."
    )


def test_too_short_a_notice_names_the_earliest_day() -> None:
    assert check_notice(SOCIETY, date(2026, 11, 13), "email", MEETING).enough
    check = check_notice(SOCIETY, date(2026, 11, 14), "email", MEETING)
    assert (check.clear_days, check.enough) == (13, False)
    assert check.sentence.endswith("14 needed, and the earliest day the rules allow is 29 November 2026.")


@pytest.mark.parametrize(("day", "words"), [(28, "on the day of the meeting"), (30, "after the meeting")])
def test_a_notice_on_the_day_or_later_is_none(day: int, words: str) -> None:
    check = check_notice(SOCIETY, date(2026, 11, day), "hand", MEETING)
    assert (check.clear_days, check.enough) == (0, False)
    assert words in check.sentence


def test_a_notice_the_day_before_leaves_no_clear_day_and_two_days_before_leaves_one() -> None:
    assert ": 0 clear days before the meeting" in check_notice(SOCIETY, date(2026, 11, 27), "hand", MEETING).sentence
    assert ": 1 clear day before the meeting" in check_notice(SOCIETY, date(2026, 11, 26), "hand", MEETING).sentence


def test_a_notice_on_the_day_is_not_enough_even_where_none_is_asked() -> None:
    sheet = change(SOCIETY, {"notice_clear_days": "0"})
    assert check_notice(sheet, date(2026, 11, 27), "hand", MEETING).enough
    assert not check_notice(sheet, MEETING, "hand", MEETING).enough


def test_a_method_the_rules_do_not_name_is_refused_with_those_they_do() -> None:
    with pytest.raises(NotUnderstood, match="they name hand, email, post"):
        check_notice(SOCIETY, date(2026, 11, 1), "pigeon", MEETING)


def test_the_end_of_the_calendar_is_a_sentence() -> None:
    with pytest.raises(NotUnderstood, match="calendar ends"):
        check_notice(SOCIETY, date(9999, 12, 31), "post", MEETING)
    with pytest.raises(NotUnderstood, match="calendar ends"):
        check_notice(SOCIETY, date(9999, 12, 31), "hand", MEETING)


def test_a_short_adjournment_needs_no_fresh_notice() -> None:
    check = check_renotice(SOCIETY, date(2026, 3, 22), date(2026, 4, 4))
    assert check.enough
    assert check.sentence == "The adjournment needs no fresh notice."


def test_a_long_adjournment_without_fresh_notice_is_told_what_it_needs() -> None:
    check = check_renotice(SOCIETY, date(2026, 3, 22), date(2026, 4, 5))
    assert not check.enough
    assert "7 clear days of fresh notice are needed; none was given" in check.sentence


def test_rules_may_ask_no_fresh_notice_at_all() -> None:
    sheet = change(SOCIETY, {"adjourn_renotice": "0"})
    assert check_renotice(sheet, date(2026, 3, 22), date(2026, 6, 1)).enough
