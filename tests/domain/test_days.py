"""Days and times in the ways people here write them."""

from datetime import UTC, date, datetime, time

import pytest

from coopdesk.domain.days import day_written, moment_written, read_day, read_past_day
from coopdesk.domain.refusals import NotUnderstood

NOVEMBER = date(2026, 11, 28)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-28", "20261128", "28/11/2026", "28.11.2026", " 28-11-2026 ", "28 November 2026", "28th Nov 2026",
        "Saturday 28 November 2026", "November 28, 2026",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_usual_way(text: str) -> None:
    assert day_written(text) == NOVEMBER


def test_the_day_comes_before_the_month() -> None:
    assert day_written("03/04/2026") == date(2026, 4, 3)


@pytest.mark.parametrize("text", ["", "28/11/26", "28 Nov 26", "31/02/2026", "11/28/2026", "28 November", "soon"])
def test_what_is_no_day_or_could_be_two_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstood, match="write a day that exists, as 28/11/2026"):
        read_day("The day", text, None)


def test_nothing_written_is_the_usual_day_where_there_is_one() -> None:
    assert read_day("The day", " ", NOVEMBER) == NOVEMBER


def test_a_day_ahead_is_refused_where_it_has_to_be_past() -> None:
    with pytest.raises(NotUnderstood, match="it lies ahead"):
        read_past_day("The day it began", "29 November 2026", NOVEMBER)


@pytest.mark.parametrize(
    "text",
    [
        "2026-07-28T19:30", "2026-07-28 19:30", "28/07/2026 19:30", "28.7.2026 19.30", "28 July 2026, 7.30 pm",
        "28 July 2026 at 7:30PM", "2026-07-28T18:30:00+00:00", "2026-07-28T19:30:00",
    ],
)  # fmt: skip
def test_a_moment_is_read_by_the_clock_of_the_hall(text: str) -> None:
    assert moment_written(text).astimezone(UTC) == datetime(2026, 7, 28, 18, 30, tzinfo=UTC)


def test_noon_and_midnight_are_told_apart() -> None:
    assert moment_written("28/11/2026 12 pm").hour == 12
    assert moment_written("28/11/2026 12 am").hour == 0
    assert moment_written("28/11/2026 7pm").hour == 19


def test_a_day_alone_has_the_time_it_is_given() -> None:
    assert moment_written("28 November 2026").time() == time()
    assert moment_written("28 November 2026", time(23, 59)).time() == time(23, 59)


@pytest.mark.parametrize("text", ["28/11/2026 25:00", "28/11/2026 13 pm", "28/11/2026 0 am", "7 pm", "28/11 7 pm"])
def test_what_is_no_moment_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        moment_written(text)
