"""UTC inside, the meeting's wall clock outside."""

from datetime import UTC, date, datetime

import pytest

from coopdesk.domain.clock import (
    day_words,
    fixed_clock,
    hour,
    local_day,
    moment_text,
    read_moment,
    system_clock,
    weekday_words,
)


def test_a_time_without_an_offset_is_the_meetings_local_time() -> None:
    assert moment_text(read_moment("2026-07-01T19:00")) == "2026-07-01T18:00:00Z"
    assert moment_text(read_moment("2026-11-28T19:00")) == "2026-11-28T19:00:00Z"
    assert moment_text(read_moment("2026-11-28T19:00:00+02:00")) == "2026-11-28T17:00:00Z"


def test_people_see_their_wall_clock_and_their_day() -> None:
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert hour(late) == "00:30"
    assert local_day(late) == date(2026, 7, 1)


def test_a_moment_without_a_zone_is_never_stored() -> None:
    with pytest.raises(ValueError, match="time zone"):
        moment_text(datetime(2026, 1, 1))  # noqa: DTZ001 - the fault under test


def test_days_are_written_without_a_leading_nought() -> None:
    assert day_words(date(2026, 11, 3)) == "3 November 2026"
    assert weekday_words(date(2026, 11, 28)) == "Saturday 28 November 2026"


def test_clocks_tell_aware_time() -> None:
    assert system_clock().tzinfo is UTC
    moment = datetime(2026, 11, 28, 18, 42, tzinfo=UTC)
    assert fixed_clock(moment)() == moment
