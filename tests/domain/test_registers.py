"""How an entry stood on a day, and that the duplicate register has no place for a holding."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, get_args, get_type_hints

from coopdesk.domain.registers import Holding, OfficerEntry, Period, PublicEntry, Turn, as_at, periods, said_on


def day(text: str) -> date:
    return date.fromisoformat(text)


def _within(kind: Any) -> set[Any]:
    """A type and every type its fields are made of."""
    found = {kind}
    for each in get_type_hints(kind).values() if isinstance(kind, type) and hasattr(kind, "_fields") else ():
        for part in (each, *get_args(each)):
            found |= _within(part)
    return found


def test_scenario_47_the_public_register_has_no_field_that_could_hold_shares_or_property() -> None:
    held = set(Holding._fields)
    for kind in _within(PublicEntry) | _within(OfficerEntry):
        assert kind is not Holding
        assert kind is not int, "a number of shares would be one"
        assert not (held & set(getattr(kind, "_fields", ())))
        assert not is_dataclass(kind) or not (held & {each.name for each in fields(kind)})
    assert set(PublicEntry._fields) == {
        "number", "name", "address", "electronic", "purposes", "entered", "ceased", "current", "earlier"
    }  # fmt: skip


def test_a_membership_that_went_on_is_one_period() -> None:
    assert periods([], day("2019-03-04"), None) == (Period(day("2019-03-04"), None),)
    assert periods([Turn("entered", day("2019-03-04"))], day("2019-03-04"), None) == (Period(day("2019-03-04"), None),)


def test_somebody_who_left_and_came_back_twice_has_three_periods() -> None:
    turns = [
        Turn("entered", day("2010-01-01")),
        Turn("ended", day("2012-01-01")),
        Turn("rejoined", day("2014-01-01")),
        Turn("ended", day("2015-01-01")),
        Turn("rejoined", day("2020-01-01")),
        Turn("died", day("2021-01-01")),
    ]
    found = periods(turns, day("2020-01-01"), day("2021-01-01"))
    assert found == (
        Period(day("2010-01-01"), day("2012-01-01")),
        Period(day("2014-01-01"), day("2015-01-01")),
        Period(day("2020-01-01"), day("2021-01-01")),
    )


def test_an_entry_on_a_day_shows_the_membership_of_that_day() -> None:
    times = (Period(day("2010-01-01"), day("2012-01-01")), Period(day("2020-01-01"), day("2021-01-01")))
    assert as_at(times, day("2009-12-31")) is None
    assert as_at(times, day("2010-01-01")) == (Period(day("2010-01-01"), None), ())
    assert as_at(times, day("2011-12-31")) == (Period(day("2010-01-01"), None), ())
    assert as_at(times, day("2012-01-01")) == (Period(day("2010-01-01"), day("2012-01-01")), ())
    assert as_at(times, day("2019-12-31")) == (Period(day("2010-01-01"), day("2012-01-01")), ())
    assert as_at(times, day("2020-06-01")) == (Period(day("2020-01-01"), None), times[:1])
    assert as_at(times, day("2030-01-01")) == (times[1], times[:1])


def test_a_field_says_on_a_day_what_it_said_then() -> None:
    past = [(day("2020-01-01"), "Ada Holt"), (day("2022-01-01"), "Ada Byrd")]
    assert said_on(day("2019-12-31"), "Ada King", past) == "Ada Holt"
    assert said_on(day("2020-01-01"), "Ada King", past) == "Ada Byrd"
    assert said_on(day("2021-12-31"), "Ada King", past) == "Ada Byrd"
    assert said_on(day("2022-01-01"), "Ada King", past) == "Ada King"
    assert said_on(day("2022-01-01"), "Ada King", []) == "Ada King"


def test_two_changes_entered_for_one_day_show_the_first_before_it() -> None:
    past = [(day("2020-01-01"), "Ada Holt"), (day("2020-01-01"), "Ada Hotl")]
    assert said_on(day("2019-12-31"), "Ada King", past) == "Ada Holt"


def test_a_change_entered_late_for_an_earlier_day_goes_in_its_place() -> None:
    past = [(day("2022-01-01"), "4 New Road"), (day("2020-01-01"), "1 Mill Lane")]
    assert said_on(day("2019-06-01"), "9 Hill", past) == "1 Mill Lane"
    assert said_on(day("2021-06-01"), "9 Hill", past) == "4 New Road"
