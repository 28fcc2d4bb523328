"""Checking rows: each rule once, and the treasurer's register to its last row."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdesk.domain.members import clean_name, looks_like_email, split_surname_first
from coopdesk.services.roster import (
    Checked,
    ExistingMember,
    Problem,
    RosterUnsuitable,
    check_rows,
    guess_matching,
    read_roster,
)
from coopdesk.services.roster.headings import Field
from coopdesk.services.roster.people import Named, NameReader, read_number, sounds_like_organisation
from coopdesk.services.roster.values import unprotected
from tests.services.roster.samples import GIVEN, TODAY, checked, needs_given


def read_given(name: str) -> Checked:
    roster = read_roster(GIVEN / "rosters" / name)
    return check_rows(roster, guess_matching(roster.headings), today=TODAY, nominal_pence=100)


def reasons(found: Checked) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.reason.partition(":")[0]) for problem in found.rejected]


@needs_given
def test_the_treasurers_register_is_right_to_the_last_row() -> None:
    expected = json.loads((GIVEN / "rosters" / "treasurer_register.expected.json").read_text(encoding="utf-8"))
    found = read_given("treasurer_register.xlsx")
    assert len(found.good) + len(found.rejected) == expected["rows"]
    # Members stand one a row below the headings; the two repeats follow them.
    rows = {one["member"]: one["member"] + expected["header_row"] for one in expected["problems"]}
    rows |= {501: expected["header_row"] + expected["people"] + 1, 502: expected["header_row"] + expected["people"] + 2}
    wanted = {(rows[one["member"]], one["column"], one["reason"]) for one in expected["problems"]}
    wanted = {(row, column, reason.removesuffix(": warn only")) for row, column, reason in wanted}
    soft = {row for row, _, reason in wanted if reason in ("bad e-mail", "shares unpaid")}

    def told(problems: list[Problem]) -> set[tuple[int, str, str]]:
        return {
            (one.row, one.column, next((r for _, _, r in wanted if one.reason.startswith(r)), one.reason))
            for one in problems
        }

    assert told(found.rejected) == {one for one in wanted if one[0] not in soft}
    assert told(found.warned) == {one for one in wanted if one[0] in soft}
    by_number = {one.number: one for one in found.good}
    for number in expected["dates_as_text"]:
        assert by_number[str(number)].joined is not None
    assert by_number["701"].joined == date(2014, 2, 6)
    assert by_number["702"].joined == date(2015, 7, 11)
    assert by_number["501"].name == "Alexander Harris"
    assert by_number["1"].name == "Hartley, Moore and Potter"
    assert by_number["1"].kind == "organisation"
    assert by_number["1"].representative == "Abdul Ward"
    # Shares of all good people, less those whose row has a fault of its own.
    faulty_shares = sum({41: 1, 261: 5, 301: 1}.values())
    assert sum(one.shares or 0 for one in found.good) <= expected["shares_total_all_rows_good"] - faulty_shares
    assert any("Row 2420 is a line of totals" in notice for notice in found.notices)
    assert sum(1 for one in found.good if one.ended) == 71


@needs_given
def test_the_join_form_gives_120_people_without_numbers() -> None:
    found = read_given("google_form.csv")
    assert (len(found.good), found.rejected, found.warned) == (120, [], [])
    second = found.good[1]
    assert (second.number, second.name, second.shares, second.payment) == (None, "Nia Llŷr-Williams", 25, "cash")
    assert second.joined == date(2018, 8, 2)
    by_row = {one.row: one for one in found.good}
    assert by_row[17].name == "Peregrine St John-Smythe"
    assert (by_row[2].name, by_row[2].kind) == ("Hartley, Moore and Potter", "organisation")


@pytest.mark.parametrize(
    ("shares", "reason"),
    [
        ("ten", "not a number"),
        ("-5", "negative"),
        ("£-5", "negative"),
        ("(5)", "negative"),
        ("2.5", "part of a share"),
        ("1.001", "part of a share"),
        ("£0.50", "part of a share"),
        ("NaN", "not a number"),
        ("1e309", "not a number"),
        ("١٢٣", "not a number"),
        ("01422960001", "more shares than anybody can hold"),
    ],
)
def test_shares_that_cannot_be_are_refused(tmp_path: Path, shares: str, reason: str) -> None:
    found = checked(tmp_path, f'No,Name,Shares\n1,Ann,"{shares}"\n')
    assert reasons(found) == [(2, "Shares", reason)]
    assert found.good == []


@pytest.mark.parametrize(
    ("shares", "held"),
    [
        ("1", 1),
        ("1.0", 1),
        ("1.000", 1),
        ("1,000", 1000),
        ("£25.00", 25),
        ("£1,250", 1250),
        ("+1", 1),
        ("'+1", 1),
        ("", None),
        ("0", 0),
        ("5 shares", 5),
        (" 7 ", 7),
    ],
)
def test_shares_are_read_as_spreadsheets_write_them(tmp_path: Path, shares: str, held: int | None) -> None:
    assert checked(tmp_path, f'No,Name,Shares\n1,Ann,"{shares}"\n').good[0].shares == held


def test_an_amount_is_divided_by_the_nominal_value(tmp_path: Path) -> None:
    found = checked(tmp_path, "No,Name,Shares\n1,Ann,£25.00\n2,Ben,£12.00\n", nominal=500)
    assert found.good[0].shares == 5
    assert reasons(found) == [(3, "Shares", "part of a share")]


def test_where_only_the_amount_is_given_it_says_the_shares(tmp_path: Path) -> None:
    found = checked(tmp_path, "No,Name,£ paid\n1,Ann,25\n2,Ben,0.50\n3,Cy,\n")
    assert [(one.number, one.shares) for one in found.good] == [("1", 25), ("3", None)]
    assert reasons(found) == [(3, "£ paid", "part of a share")]


def test_money_that_does_not_match_the_shares_is_warned_of(tmp_path: Path) -> None:
    text = "No,Name,Shares,Amount paid\n1,Ann,5,0\n2,Ben,5,£5.00\n3,Cy,5,6\n4,Di,5,\n5,Ed,5,five\n"
    found = checked(tmp_path, text)
    assert [(one.row, one.reason.partition(":")[0]) for one in found.warned] == [
        (2, "shares unpaid"),
        (4, "more paid than the shares cost"),
    ]
    assert reasons(found) == [(6, "Amount paid", "not an amount of money")]


def test_a_bad_email_is_warned_of_and_the_member_added_without_it(tmp_path: Path) -> None:
    text = "No,Name,E-mail\n1,Ann,ann at home\n2,Ben,ben.b@mail.example.org\n3,Cy,x@nowhere\n"
    found = checked(tmp_path, text)
    assert [(one.row, one.column) for one in found.warned] == [(2, "E-mail"), (4, "E-mail")]
    assert [one.email for one in found.good] == ["", "ben.b@mail.example.org", ""]


def test_a_row_without_a_name_is_refused(tmp_path: Path) -> None:
    found = checked(tmp_path, "No,Name,Shares\n1,,1\n2, ,1\n3,Ann,1\n")
    assert reasons(found) == [(2, "Name", "no name"), (3, "Name", "no name")]


def test_one_number_twice_keeps_the_first_row(tmp_path: Path) -> None:
    text = "No,Name\n007,Ann\n7,ÁNN\n 7 ,Ben\nA1,Cy\na1,Di\n"
    found = checked(tmp_path, text)
    assert [(one.number, one.name) for one in found.good] == [("7", "Ann"), ("A1", "Cy")]
    assert reasons(found) == [
        (3, "No", "same number twice, same person"),
        (4, "No", "same number twice, another name"),
        (6, "No", "same number twice, another name"),
    ]
    assert "on row 2" in found.rejected[0].reason


def test_a_repeat_does_not_take_the_number_of_a_faulty_row(tmp_path: Path) -> None:
    found = checked(tmp_path, "No,Name,Shares\n7,Ann,ten\n7,Ben,1\n")
    assert found.good == []
    assert len(found.rejected) == 2


def test_a_number_written_as_a_figure_with_a_point_is_whole(tmp_path: Path) -> None:
    found = checked(tmp_path, "No,Name\n12.0,Ann\n0044,Ben\n!!,Cy\n")
    assert [one.number for one in found.good] == ["12", "44"]
    assert reasons(found) == [(4, "No", "no member number")]


def test_without_a_number_column_numbers_are_left_to_be_given(tmp_path: Path) -> None:
    assert [one.number for one in checked(tmp_path, "Name\nAnn\nBen\n").good] == [None, None]
    found = checked(tmp_path, "No,Name\n1,Ann\n,Ben\n")
    assert [one.number for one in found.good] == ["1", None]
    assert [one.row for one in found.warned] == [3]


def test_rows_without_numbers_are_no_repeats_of_each_other(tmp_path: Path) -> None:
    found = checked(tmp_path, "No,Name\n1,Ann\n1,Ben\n,Cy\n,Di\n")
    assert [one.name for one in found.good] == ["Ann", "Cy", "Di"]
    assert [one.row for one in found.rejected] == [3]


def test_a_row_with_more_cells_than_headings_is_refused_and_a_short_one_filled(tmp_path: Path) -> None:
    found = checked(tmp_path, "No,Name,Shares\n1,Ann\n2,Ben,1,,\n3,Cy,1,stray\n")
    assert [(one.number, one.shares) for one in found.good] == [("1", None), ("2", 1)]
    assert reasons(found) == [(4, "", "4 cells where there are 3 headings")]


def test_a_line_of_totals_is_left_out_with_a_notice_and_a_member_called_total_is_not(tmp_path: Path) -> None:
    found = checked(tmp_path, "No,Name,Shares\n1,Ann,5\n2,Total,1\n,TOTAL,6\n")
    assert [one.name for one in found.good] == ["Ann", "Total"]
    assert found.rejected == []
    assert any("Row 4 is a line of totals" in notice for notice in found.notices)


@pytest.mark.parametrize(
    ("written", "kept", "kind"),
    [
        ("Hartley, Nia", "Nia Hartley", "person"),
        ("Hartley, Moore and Potter", "Hartley, Moore and Potter", "organisation"),
        ("St John-Smythe, Peregrine", "Peregrine St John-Smythe", "person"),
        ("Ward LLC", "Ward LLC", "organisation"),
        ("Law and Sons", "Law and Sons", "organisation"),
        ("Church, Charlotte", "Charlotte Church", "person"),
        ("Ng Li", "Ng Li", "person"),
        ("Martin Luther King, Jr", "Martin Luther King, Jr", "person"),
        ("علی، محمد", "محمد علی", "person"),
        ("'=2+3", "=2+3", "person"),
        ("-Dash", "-Dash", "person"),
        ("O’Hara,  Scarlett\nAnn", "Scarlett Ann O’Hara", "person"),
    ],
)
def test_surnames_first_are_turned_round_for_persons_only(tmp_path: Path, written: str, kept: str, kind: str) -> None:
    one = checked(tmp_path, f'No,Name\n1,"{written}"\n').good[0]
    assert (one.name, one.kind) == (kept, kind)


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [",", "،", " ", "'", "=", "and", "Ltd", "Jr", "Church", "O’Hara", "e\u0301", "é", "\u200d", "\u00ad"]
        ),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
    ),
    max_size=8,
)


@given(PIECES)
def test_the_short_way_to_read_a_name_comes_to_what_the_rules_say(pieces: list[str]) -> None:
    text = "".join(pieces).strip()
    read = NameReader(surname_first=True)(text)
    if isinstance(read, Named):
        plain = unprotected(text)
        assert read.organisation is sounds_like_organisation(plain)
        assert read.name == clean_name(plain if read.organisation else split_surname_first(plain))


@given(st.from_regex(r"[1-9][0-9]{0,14}", fullmatch=True))
def test_plain_numbers_are_themselves(text: str) -> None:
    assert read_number(text) == text


@given(st.from_regex(r"[A-Za-z0-9]{0,66}@(example\.org|nowhere|a\.b|-x\.org)", fullmatch=True))
def test_emails_are_judged_as_the_rule_judges_them(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    one = checked(tmp_path_factory.mktemp("mail"), f"No,Name,E-mail\n1,Ann,{text}\n").good[0]
    assert (one.email == text) is looks_like_email(text)


def test_surname_and_forename_columns_are_put_together(tmp_path: Path) -> None:
    text = "No,Surname,Fore name(s)\n1,Smith,Ann Mary\n2,de la Cruz,\n3,,Cher\n4,,\n"
    found = checked(tmp_path, text)
    assert [one.name for one in found.good] == ["Ann Mary Smith", "de la Cruz", "Cher"]
    assert reasons(found) == [(5, "Surname", "no name")]
    assert checked(tmp_path, "Name,Surname\nAnn,Smith\n").good[0].name == "Ann Smith"


def test_an_organisation_column_makes_the_person_beside_it_its_representative(tmp_path: Path) -> None:
    text = "No,Name,Organisation,Representative\n1,Ann Smith,Mill Bakery,\n2,Ben,,\n3,,Hebden Library,Cy Jones\n"
    found = checked(tmp_path, text)
    assert [(one.name, one.kind, one.representative) for one in found.good] == [
        ("Mill Bakery", "organisation", "Ann Smith"),
        ("Ben", "person", ""),
        ("Hebden Library", "organisation", "Cy Jones"),
    ]


def test_addresses_in_several_columns_and_lines_become_one(tmp_path: Path) -> None:
    text = 'No,Name,Address 1,Address 2,Town,Post code\n1,Ann,"Flat 2\nMill House",,Hebden Bridge,hx7 8ab\n'
    one = checked(tmp_path, text).good[0]
    assert (one.address, one.postcode) == ("Flat 2, Mill House, Hebden Bridge", "HX7 8AB")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("+44 1632 960001", "+44 1632 960001"),
        ("'+44 1632 960001", "+44 1632 960001"),
        ("01632 960001", "01632 960001"),
        ("1632960001", "01632960001"),
        ("447911123456", "+447911123456"),
        ("(0161)4960601", "(0161)4960601"),
        ("5550100", "5550100"),
    ],
)
def test_telephone_numbers_keep_their_plus_and_nought(tmp_path: Path, written: str, kept: str) -> None:
    assert checked(tmp_path, f"No,Name,Tel\n1,Ann,{written}\n").good[0].phone == kept


def test_status_words_and_dates_of_leaving_end_a_membership(tmp_path: Path) -> None:
    text = "No,Name,Status,Date left\n1,Ann,Active,\n2,Ben,Resigned,03/04/2019\n3,Cy,,01/02/2020\n4,Di,Sleepy,\n"
    found = checked(tmp_path, text)
    assert [(one.ended, one.ended_on, one.end_reason) for one in found.good] == [
        (False, None, ""),
        (True, date(2019, 4, 3), "Resigned"),
        (True, date(2020, 2, 1), ""),
        (False, None, ""),
    ]
    assert [(one.row, one.reason) for one in found.warned] == [(5, "status “Sleepy” is not known: taken as active")]


def test_classes_are_spelt_as_the_rule_sheet_spells_them(tmp_path: Path) -> None:
    found = checked(tmp_path, "No,Name,Class\n1,Ann,worker\n2,Ben,Friend\n3,Cy,friend\n", classes=("Worker",))
    assert [one.member_class for one in found.good] == ["Worker", "Friend", "Friend"]
    assert found.new_classes == ("Friend",)


def test_several_faults_of_one_row_are_one_entry_with_every_reason(tmp_path: Path) -> None:
    found = checked(tmp_path, "No,Name,Shares,Joined\n1,Ann,ten,31/02/2019\n")
    assert len(found.rejected) == 1
    assert "not a number" in found.rejected[0].reason
    assert "no such date" in found.rejected[0].reason
    assert found.rejected[0].name == "Ann"


def test_cells_too_long_for_any_paper_are_refused(tmp_path: Path) -> None:
    found = checked(tmp_path, f"No,Name,Address\n1,Ann,{'x' * 501}\n2,{'y' * 201},Mill\n3,Ben,{'x' * 500}\n")
    assert [one.row for one in found.rejected] == [2, 3]
    assert [one.number for one in found.good] == ["3"]


def test_without_a_name_column_nobody_is_imported(tmp_path: Path) -> None:
    with pytest.raises(RosterUnsuitable, match="it reads: a, b"):
        checked(tmp_path, "a,b\n1,2\n")
    assert checked(tmp_path, "a,b\n1,Ann\n", choices=("b=name",)).good[0].name == "Ann"


def test_a_second_import_tells_what_is_new_changed_and_the_same(tmp_path: Path) -> None:
    held = {
        "1": ExistingMember("Ann", email="ann@example.org", joined=date(2019, 4, 3), shares=5),
        "2": ExistingMember("Ben", address="Mill Lane", phone="01632 960001"),
        "3": ExistingMember("Cy", shares=1),
    }
    text = "No,Name,E-mail,Address,Joined,Shares\n1,Ann,ann@example.org,,03/04/2019,5\n"
    text += "2,Benjamin,,High Street,,\n3,Cy,,,,4\n4,Di,,,,\n"
    found = checked(tmp_path, text, existing=held)
    assert (found.added, found.updated, found.unchanged) == (1, 1, 2)
    assert found.changes == {
        3: ((Field.NAME, "Ben", "Benjamin"), (Field.ADDRESS, "Mill Lane", "High Street")),
    }
    assert [(one.row, one.reason.partition(":")[0]) for one in found.warned] == [
        (4, "holds 1 shares and the file says 4")
    ]
