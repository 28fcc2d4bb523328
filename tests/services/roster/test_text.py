"""Text rosters: every dialect ends as its rows, or as one sentence that names the line."""

import json
import time
from pathlib import Path

import pytest

from coopdesk.domain.faults import FileMissing
from coopdesk.services.roster import RosterUnreadable, guess_matching, read_roster
from tests.services.roster.samples import GIVEN, needs_given, roster_of, text_roster

MADE = GIVEN / "inputs" / "made"


def cells(path: Path) -> list[list[str]]:
    return [row for _, row in read_roster(path).rows()]


@needs_given
@pytest.mark.parametrize("case", sorted(path.stem for path in (GIVEN / "inputs" / "csv-spectrum").glob("*.csv")))
def test_every_csv_dialect_is_read_as_its_answer_says(case: str) -> None:
    answer = json.loads((GIVEN / "inputs" / "csv-spectrum" / f"{case}.json").read_text(encoding="utf-8"))
    roster = read_roster(GIVEN / "inputs" / "csv-spectrum" / f"{case}.csv")
    found = [dict(zip(roster.headings, row, strict=True)) for _, row in roster.rows()]
    # The case with line ends of two characters was stored with one: which of them it is does not matter to a reader.
    assert json.dumps(found) == json.dumps(answer).replace("\\r\\n", "\\n")


@needs_given
@pytest.mark.parametrize("name", ["roster_cp1252", "roster_utf16", "roster_utf8_bom"])
def test_odd_encodings_give_the_same_people(name: str) -> None:
    rows = cells(MADE / f"{name}.csv")
    assert rows[0] == ["A001", "Zoë Müller-O’Shea", "03/04/2019", "1"]
    assert [row[0] for row in rows] == ["A001", "A002", "A003"]


@needs_given
def test_text_that_is_not_utf8_is_read_as_windows_text_and_says_so() -> None:
    assert any("cp1252" in notice for notice in read_roster(MADE / "roster_cp1252.csv").notices)
    assert not any("cp1252" in notice for notice in read_roster(MADE / "roster_utf8_bom.csv").notices)


@needs_given
def test_semicolons_separate_and_a_quoted_one_does_not() -> None:
    assert cells(MADE / "roster_semicolon.csv")[1] == ["A002", "Ng; Li", "12/11/2020", "5"]


@needs_given
def test_an_unclosed_quotation_mark_is_told_with_its_line() -> None:
    with pytest.raises(RosterUnreadable, match=r"Line 5 of roster_unclosed_quote\.csv opens a quotation mark"):
        read_roster(MADE / "roster_unclosed_quote.csv")


@needs_given
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("roster_zero_bytes.csv", "is empty"),
        ("roster_no_rows.csv", "headings in row 1 and no rows"),
        ("not_a_workbook.xlsx", "not a workbook though it is named .xlsx"),
        ("strings.json", "a JSON file"),
    ],
)
def test_what_holds_no_members_says_what_it_is(name: str, said: str) -> None:
    with pytest.raises(RosterUnreadable, match=said):
        read_roster(MADE / name)


@needs_given
def test_the_join_form_is_matched_column_by_column() -> None:
    matching = guess_matching(read_roster(GIVEN / "rosters" / "google_form.csv").headings)
    assert [(column.field, str(column.confidence)) for column in matching.columns] == [
        ("joined", "guessed"),
        ("name", "certain"),
        ("email", "certain"),
        ("shares", "guessed"),
        ("payment", "guessed"),
        (None, "left out"),
    ]


def test_a_row_is_numbered_as_the_spreadsheet_numbers_it(tmp_path: Path) -> None:
    text = 'Society\n\nNo,Name,Address\n1,Ann,"1 High St\nHebden"\n\n2,Ben,Mill Lane\n'
    roster = roster_of(tmp_path, text)
    assert roster.header_row == 3
    assert [number for number, _ in roster.rows()] == [4, 6]


@pytest.mark.parametrize("sign", [";", "\t", "|", ","])
def test_each_separator_is_found_by_itself(tmp_path: Path, sign: str) -> None:
    roster = roster_of(
        tmp_path,
        f"No{sign}Name{sign}Address\n1{sign}Ann{sign}Flat 2; Mill, Lane | East\n".replace(
            "Flat 2; Mill, Lane | East", '"Flat 2; Mill, Lane | East"'
        ),
    )
    assert roster.headings == ("No", "Name", "Address")
    assert next(roster.rows())[1] == ["1", "Ann", "Flat 2; Mill, Lane | East"]


def test_a_line_that_states_the_separator_is_obeyed_and_not_counted(tmp_path: Path) -> None:
    roster = roster_of(tmp_path, "sep=;\nNo;Name\n1;Ann\n")
    assert roster.headings == ("No", "Name")
    assert roster.numbers[0] == 2


def test_zero_bytes_are_refused_with_their_line(tmp_path: Path) -> None:
    with pytest.raises(RosterUnreadable, match=r"Line 3 of roster\.csv holds zero bytes"):
        roster_of(tmp_path, "No,Name\n1,Ann\n2,B\0en\n")


def test_bytes_of_no_text_at_all_are_told_with_their_line(tmp_path: Path) -> None:
    with pytest.raises(RosterUnreadable, match=r"Line 2 of roster\.csv cannot be read as CP1252"):
        read_roster(text_roster(tmp_path, b"No,Name\n1,\x81\x8d\n"))


def test_the_encoding_can_be_said(tmp_path: Path) -> None:
    path = text_roster(tmp_path, "No,Name\n1,Łucja\n".encode("iso8859-2"))
    assert next(read_roster(path, encoding="iso8859-2").rows())[1] == ["1", "Łucja"]
    with pytest.raises(RosterUnreadable, match="no text encoding called “klingon”"):
        read_roster(path, encoding="klingon")


def test_a_cell_beyond_any_spreadsheet_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(RosterUnreadable, match=r"near line 3 of roster\.csv is longer"):
        roster_of(tmp_path, "No,Name\n1,Ann\n2," + "x" * 140_000 + "\n")


@pytest.mark.parametrize(("quoted", "read"), [("", 0), ('"', 160_000)])
def test_200_000_rows_are_refused_before_they_are_all_held(tmp_path: Path, quoted: str, read: int) -> None:
    path = text_roster(tmp_path, "No,Name\n" + f"1,{quoted}Ann{quoted}\n" * 200_000)
    told = [0]
    began = time.monotonic()
    with pytest.raises(RosterUnreadable, match="more than 150,000 rows"):
        read_roster(path, progress=lambda done, _: told.append(done))
    assert time.monotonic() - began < 5
    assert max(told) <= read


def test_one_row_too_many_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RosterUnreadable, match="more than 150,000 rows"):
        roster_of(tmp_path, "No,Name\n" + "1,Ann\n" * 150_001)


def test_150_000_rows_are_read(tmp_path: Path) -> None:
    assert len(roster_of(tmp_path, "No,Name\n" + "1,Ann\n" * 150_000)) == 150_000


def test_more_than_64_columns_are_refused_and_64_are_read(tmp_path: Path) -> None:
    wide = ["Name"] + [f"c{n}" for n in range(1, 64)]
    assert len(roster_of(tmp_path, ",".join(wide) + "\n" + ",".join(wide).lower() + "\n").headings) == 64
    with pytest.raises(RosterUnreadable, match="more than 64 columns"):
        roster_of(tmp_path, ",".join([*wide, "Notes"]) + "\nAnn\n")


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
        (b"<!DOCTYPE html><table>", "a web page"),
        (b"<?xml version='1.0'?><a/>", "an XML file"),
        (b"SQLite format 3\0", "a database"),
        (b"PK\x05\x06" + b"\0" * 18, "a zip archive"),
    ],
)
def test_other_files_are_named_for_what_they_are(tmp_path: Path, start: bytes, what: str) -> None:
    with pytest.raises(RosterUnreadable, match=what):
        read_roster(text_roster(tmp_path, start))


def test_a_missing_file_and_a_folder_each_have_their_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match="There is no file"):
        read_roster(tmp_path / "none.csv")
    with pytest.raises(RosterUnreadable, match="is a folder"):
        read_roster(tmp_path)


def test_text_named_as_a_workbook_is_read_with_a_notice(tmp_path: Path) -> None:
    roster = read_roster(text_roster(tmp_path, "No,Name\n1,Ann\n", "members.xlsx"))
    assert len(roster) == 1
    assert any("plain text" in notice for notice in roster.notices)


def test_reading_tells_its_progress_and_stops_when_asked(tmp_path: Path) -> None:
    path = text_roster(tmp_path, "No,Name\n" + "1,Ann\n" * 20_000)
    told: list[tuple[int, int]] = []
    read_roster(path, progress=lambda done, expected: told.append((done, expected)))
    assert len(told) > 3
    assert told[0][0] < told[-1][0]
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 1

    with pytest.raises(RosterUnreadable, match="was stopped as you asked"):
        read_roster(path, cancelled=cancelled)


def test_headings_repeated_on_every_printed_page_are_left_out(tmp_path: Path) -> None:
    roster = roster_of(tmp_path, "No,Name\n1,Ann\nNo,Name\n2,Ben\n")
    assert [row[1] for _, row in roster.rows()] == ["Ann", "Ben"]
    assert any("repeated 1 times" in notice for notice in roster.notices)
