"""Dates and numbers that statute sets, whatever the rules say."""

from datetime import date

import pytest

from coopdesk.domain.statutes import (
    AuditorNoticeTooShort,
    check_auditor_notice,
    confirmation_window,
    members_told_in_time,
)


@pytest.mark.parametrize(
    ("first", "latest"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2026, 12, 5), date(2027, 1, 5)),
    ],
)
def test_one_month_later_ends_with_a_short_month(first: date, latest: date) -> None:
    assert confirmation_window(first)[1] == latest


def test_a_change_of_auditor_needs_28_days() -> None:
    check_auditor_notice(date(2026, 5, 1), date(2026, 5, 29))
    with pytest.raises(AuditorNoticeTooShort, match="27 days before"):
        check_auditor_notice(date(2026, 5, 2), date(2026, 5, 29))
    assert members_told_in_time(date(2026, 5, 15), date(2026, 5, 29))
    assert not members_told_in_time(date(2026, 5, 16), date(2026, 5, 29))
