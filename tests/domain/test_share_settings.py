"""Settings over time: what held on which day, the society's word before the law's."""

from datetime import date

import pytest

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.share_settings import MEANINGS, DatedSetting, in_force, over_time, read_setting

NOTICE = "withdrawal_notice"


def ours(value: str, day: date) -> DatedSetting:
    return DatedSetting(NOTICE, value, day, "rule 15")


def test_every_setting_has_held_from_the_beginning() -> None:
    assert all(over_time([], name)[0].from_day.year == 1800 for name in MEANINGS)


def test_the_law_is_told_until_the_society_has_a_rule_of_its_own() -> None:
    own = DatedSetting("withdrawable_limit", "5000000", date(2020, 1, 1), "rule 14")
    told = [(each.value, each.source) for each in over_time([own], "withdrawable_limit")]
    assert told[1:] == [("10000000", "2014 Act s.24"), ("5000000", "rule 14")]
    early = DatedSetting("withdrawable_limit", "5000000", date(2010, 1, 1), "rule 14")
    assert [each.value for each in over_time([early], "withdrawable_limit")] == ["2000000", "5000000"]


def test_a_later_word_for_the_same_day_takes_the_place_of_the_first() -> None:
    day = date(2026, 1, 1)
    assert [each.value for each in over_time([ours("1 month", day), ours("2 months", day)], NOTICE)][1:] == ["2 months"]


@pytest.mark.parametrize("day", [date(1999, 1, 1), date(2014, 4, 6), date(2020, 5, 5), date(2026, 1, 1)])
def test_what_is_told_over_time_is_what_holds_on_each_day(day: date) -> None:
    own = [ours("3 months", date(2020, 5, 5)), ours("1 month", date(2019, 1, 1)), ours("2 months", date(2020, 5, 5))]
    for name in MEANINGS:
        begun = [each for each in over_time(own, name) if each.from_day <= day]
        assert begun[-1] == in_force(own, day)[name], name


def test_a_value_is_refused_by_what_the_setting_is_called() -> None:
    with pytest.raises(NotUnderstood, match=r"^Notice of a withdrawal was given as “soon”"):
        read_setting(NOTICE, "soon")
