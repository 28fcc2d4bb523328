"""The speaker's clock: what is left, what is over, and a watch that was put back."""

from datetime import UTC, datetime, timedelta

import pytest

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.speakers import clean_seconds, clock_words, seconds_left, time_words

CALLED = datetime(2026, 11, 28, 19, 0, tzinfo=UTC)


@pytest.mark.parametrize(("passed", "left"), [(0, 180), (55, 125), (180, 0), (192, -12), (-60, 180)])
def test_time_runs_down_and_a_watch_put_back_gives_nobody_more(passed: int, left: int) -> None:
    assert seconds_left(CALLED, 180, CALLED + timedelta(seconds=passed)) == left


def test_the_clock_is_read_as_minutes_and_seconds() -> None:
    assert [clock_words(each) for each in (180, 125, 0, -12)] == ["3:00", "2:05", "0:00", "0:12 over"]


def test_the_time_given_is_said_in_minutes() -> None:
    assert [time_words(each) for each in (60, 180, 90)] == ["1 minute", "3 minutes", "1:30 minutes"]


@pytest.mark.parametrize("seconds", [0, 9, 3601, -1, 10**30])
def test_no_time_anybody_is_given_is_refused(seconds: int) -> None:
    with pytest.raises(NotUnderstood, match="from 10 to 3600 seconds"):
        clean_seconds(seconds)
