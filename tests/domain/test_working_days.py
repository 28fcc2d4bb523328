"""Weekends and bank holidays do not count towards a company's proxy deadline."""

from datetime import UTC, date, datetime

import pytest

from coopdesk.domain.clock import local, read_moment
from coopdesk.domain.working_days import bank_holidays, easter_sunday, hours_before, is_working_day


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25), (2285, 3, 22)]
)
def test_easter(year: int, month: int, day: int) -> None:
    assert easter_sunday(year) == date(year, month, day)


def test_the_bank_holidays_of_two_years_as_published() -> None:
    assert sorted(bank_holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 4),
        date(2026, 5, 25),
        date(2026, 8, 31),
        date(2026, 12, 25),
        date(2026, 12, 28),
    ]
    # Christmas on a Saturday and Boxing Day on a Sunday move to the Monday and the Tuesday.
    assert {date(2027, 12, 27), date(2027, 12, 28)} <= bank_holidays(2027)
    assert date(2022, 1, 3) in bank_holidays(2022)


def test_a_saturday_works_for_nobody() -> None:
    assert not is_working_day(date(2026, 11, 28))
    assert is_working_day(date(2026, 11, 27))


@pytest.mark.parametrize(
    ("meeting", "expected"),
    [
        ("2026-11-30T10:00", "2026-11-26T10:00"),
        ("2026-11-28T10:00", "2026-11-26T00:00"),
        ("2026-11-26T10:00", "2026-11-24T10:00"),
        ("2026-12-29T10:00", "2026-12-23T10:00"),
        # The night in which the clocks go forward is a Sunday: the hours of the Thursday and Friday are whole ones.
        ("2026-03-30T10:00", "2026-03-26T10:00"),
    ],
    ids=["Monday", "Saturday", "Thursday", "after Christmas", "summer time begins"],
)
def test_forty_eight_working_hours_before(meeting: str, expected: str) -> None:
    found = hours_before(read_moment(meeting), 48, working_days=True)
    assert local(found).strftime("%Y-%m-%dT%H:%M") == expected


def test_without_working_days_hours_are_hours() -> None:
    moment = datetime(2026, 11, 30, 10, tzinfo=UTC)
    assert hours_before(moment, 24, working_days=False) == datetime(2026, 11, 29, 10, tzinfo=UTC)
    assert hours_before(moment, 0, working_days=True) == moment
