"""Dates as registers write them, and whose month comes first."""

from datetime import date
from pathlib import Path

import pytest

from coopdesk.services.roster.dates import order_of, read_date
from coopdesk.services.roster.values import Bad
from tests.services.roster.samples import TODAY, checked


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2012-03-19", date(2012, 3, 19)),
        ("2012-03-19 10:30:00", date(2012, 3, 19)),
        ("2012-03-19T10:30:00", date(2012, 3, 19)),
        ("06/02/2014", date(2014, 2, 6)),
        ("6.2.14", date(2014, 2, 6)),
        ("6-2-98", date(1998, 2, 6)),
        ("11/11/2025 00:00:00", date(2025, 11, 11)),
        ("11 July 2015", date(2015, 7, 11)),
        ("11th Jul 15", date(2015, 7, 11)),
        ("Saturday 11 July 2015", date(2015, 7, 11)),
        ("July 11, 2015", date(2015, 7, 11)),
        ("11-Jul-2015", date(2015, 7, 11)),
        ("20120319", date(2012, 3, 19)),
        ("43558", date(2019, 4, 3)),
        ("29/02/2024", date(2024, 2, 29)),
        ("", None),
    ],
)
def test_a_date_is_read_in_each_of_the_ways_registers_write_it(written: str, day: date | None) -> None:
    assert read_date(written, False, TODAY) == day


@pytest.mark.parametrize(
    "written", ["31/02/2019", "29/02/2023", "2015", "13/13/2019", "soon", "0/0/0", "99999", "July 2015", "1/1/1700"]
)
def test_what_is_no_date_is_refused(written: str) -> None:
    found = read_date(written, False, TODAY)
    assert isinstance(found, Bad)
    assert found.reason.startswith("no such date")


def test_one_value_that_fits_only_month_first_decides_the_column(tmp_path: Path) -> None:
    found = checked(tmp_path, "No,Name,Joined\n1,Ann,03/04/2019\n2,Ben,12/31/2019\n3,Cy,13/01/2020\n")
    assert [one.joined for one in found.good] == [date(2019, 3, 4), date(2019, 12, 31)]
    assert [one.row for one in found.rejected] == [4]
    assert any("month first, because “12/31/2019”" in notice for notice in found.notices)


def test_otherwise_the_day_comes_first_and_the_notice_says_so(tmp_path: Path) -> None:
    found = checked(tmp_path, "No,Name,Joined\n1,Ann,03/04/2019\n2,Ben,31/02/2019\n")
    assert found.good[0].joined == date(2019, 4, 3)
    assert any("day first" in notice for notice in found.notices)


def test_each_column_decides_for_itself(tmp_path: Path) -> None:
    text = "No,Name,Joined,Date left\n1,Ann,03/04/2019,12/31/2020\n"
    one = checked(tmp_path, text).good[0]
    assert (one.joined, one.ended_on) == (date(2019, 4, 3), date(2020, 12, 31))


def test_dates_that_read_one_way_only_need_no_notice(tmp_path: Path) -> None:
    assert checked(tmp_path, "No,Name,Joined\n1,Ann,2019-04-03\n").notices == ()
    assert not order_of(["31/12/2019", "5/5/2019"]).month_first


def test_nobody_joins_in_the_future(tmp_path: Path) -> None:
    text = f"No,Name,Joined\n1,Ann,{TODAY.isoformat()}\n2,Ben,2031-01-01\n"
    found = checked(tmp_path, text)
    assert [one.number for one in found.good] == ["1"]
    assert found.rejected[0].reason == "joined in the future: 2031-01-01"
