"""The list of rows to look at, as a page shows it and as a spreadsheet opens it."""

import csv
import io
from datetime import date

from coopdesk.services.problem_list import RowToLookAt, problem_list, rows_to_look_at
from coopdesk.services.roster import ExistingMember, Roster, check_rows, guess_matching
from coopdesk.services.roster.rows import pack


def test_rejections_warnings_and_changes_are_listed_in_the_files_order() -> None:
    headings = ("No", "Name", "Email", "Joined")
    rows = (
        ("1", "Nia Parry", "nia@example.org", "2020-01-01"),
        ("2", "Mair Pugh", "not an address", "2020-01-01"),
        ("3", "Tom Ash", "", "31/02/2019"),
    )
    roster = Roster("list.csv", headings, 1, tuple(pack(row) for row in rows), [2, 3, 4])
    existing = {"1": ExistingMember("Nia Parri", email="nia@example.org", joined=date(2020, 1, 1))}
    today = date(2026, 11, 28)
    checked = check_rows(roster, guess_matching(headings), today=today, nominal_pence=100, existing=existing)
    lines = rows_to_look_at(checked)
    assert [(line.row, line.standing) for line in lines] == [(2, "change"), (3, "warning"), (4, "rejected")]
    assert lines[0].why == "Name: Nia Parri → Nia Parry"


def test_a_cell_that_looks_like_a_formula_stays_text() -> None:
    data = problem_list((RowToLookAt(7, "=HYPERLINK(1)", "the £ says “ten”", "rejected", "Shares"),))
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[1] == ["7", "'=HYPERLINK(1)", "Shares", "the £ says “ten”", "left out"]
