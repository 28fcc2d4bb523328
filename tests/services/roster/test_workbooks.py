"""Workbooks: ordinary ones give rows; hostile ones one sentence, in seconds, with the child process gone."""

import datetime
import multiprocessing
import resource
import sys
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest

from coopdesk.services.roster import RosterUnreadable, package, read_roster, workbook, workbook_reader
from coopdesk.services.roster.package import Kind
from tests.services.roster.samples import (
    GIVEN,
    needs_given,
    opendocument,
    opendocument_row,
    raw_workbook,
    sheet_xml,
    text_cell,
    text_roster,
)

ORDINARY = GIVEN / "inputs" / "xlsx-ordinary"
HEAD = f'<row r="1">{text_cell("A1", "No")}{text_cell("B1", "Name")}</row>'
ANN = f'<row r="2"><c r="A2"><v>1</v></c>{text_cell("B2", "Ann")}</row>'


def refused(path: Path) -> str:
    """The sentence a file ends in, which must come within five seconds and leave no process behind."""
    began = time.monotonic()
    with pytest.raises(RosterUnreadable) as caught:
        read_roster(path)
    assert time.monotonic() - began < 5
    assert not multiprocessing.active_children()
    sentence = str(caught.value)
    assert path.name in sentence
    assert "Nothing was imported" in sentence or "nothing in it" in sentence or "nobody" in sentence
    return sentence


@needs_given
@pytest.mark.parametrize("path", sorted(ORDINARY.glob("*.xlsx")), ids=lambda path: path.stem)
def test_every_ordinary_workbook_ends_as_rows_or_one_sentence(path: Path) -> None:
    began = time.monotonic()
    try:
        assert len(read_roster(path)) > 0
    except RosterUnreadable as wrong:
        sentence = str(wrong)
        assert sentence.startswith(path.name)
        assert "\n" not in sentence
        assert "Error" not in sentence
    assert time.monotonic() - began < 5


@needs_given
def test_the_treasurers_register_is_read_below_its_title_rows() -> None:
    roster = read_roster(GIVEN / "rosters" / "treasurer_register.xlsx")
    assert roster.header_row == 4
    assert roster.headings[0] == "Mem. No."
    assert (roster.numbers[0], roster.numbers[-1]) == (5, 2420)
    first = next(roster.rows())[1]
    assert first[0] == "1"
    assert first[7] == "2025-11-11"


def test_of_several_sheets_the_roster_is_taken_and_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Read me"
    book.active["A1"] = "How to use this workbook"
    register = book.create_sheet("Members 2026")
    register.append(["No", "Name", "Joined"])
    register.append([1, "Ann", "2019-04-03"])
    hidden = book.create_sheet("Old")
    hidden.append(["No", "Name", "Joined"])
    hidden.append([9, "Former", "2009-04-03"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "members.xlsx")
    roster = read_roster(tmp_path / "members.xlsx")
    assert roster.sheet == "Members 2026"
    assert next(roster.rows())[1][1] == "Ann"
    assert any("3 sheets" in notice and "Members 2026" in notice for notice in roster.notices)


def test_an_ods_is_read_with_the_rows_the_spreadsheet_shows(tmp_path: Path) -> None:
    table = (
        opendocument_row("Register of members")
        + opendocument_row("", "", repeated=2)
        + opendocument_row("No", "Name")
        + opendocument_row("1", "Zoë")
        + opendocument_row("", "", repeated=1_000_000)
    )
    roster = read_roster(opendocument(tmp_path / "members.ods", table))
    assert roster.header_row == 4
    assert list(roster.rows()) == [(5, ["1", "Zoë"])]


def test_a_workbook_under_another_name_is_read_with_a_notice(tmp_path: Path) -> None:
    path = raw_workbook(tmp_path / "members.csv", sheet_xml(HEAD + ANN))
    roster = read_roster(path)
    assert next(roster.rows())[1] == ["1", "Ann"]
    assert any(".xlsx workbook" in notice for notice in roster.notices)


def test_a_sheet_that_begins_lower_down_keeps_its_row_numbers(tmp_path: Path) -> None:
    rows = f'<row r="7">{text_cell("C7", "No")}{text_cell("D7", "Name")}</row>'
    rows += f'<row r="9">{text_cell("C9", "1")}{text_cell("D9", "Ann")}</row>'
    roster = read_roster(raw_workbook(tmp_path / "low.xlsx", sheet_xml(rows)))
    assert roster.header_row == 7
    assert list(roster.numbers) == [9]


def test_a_million_coloured_empty_rows_do_not_count(tmp_path: Path) -> None:
    empty = "".join(f'<row r="{n}" s="1"/>' for n in range(3, 200_001))
    roster = read_roster(raw_workbook(tmp_path / "coloured.xlsx", sheet_xml(HEAD + ANN + empty, "A1:B200000")))
    assert len(roster) == 1


def test_a_dimension_that_lies_is_not_believed(tmp_path: Path) -> None:
    roster = read_roster(raw_workbook(tmp_path / "liar.xlsx", sheet_xml(HEAD + ANN, "A1:XFD1048576")))
    assert len(roster) == 1


def test_a_cell_in_the_farthest_corner_does_not_hang_or_fill_memory(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert "more than 64 columns" in refused(raw_workbook(tmp_path / "far.xlsx", sheet_xml(HEAD + ANN + far)))


def test_200_000_rows_are_refused_before_they_are_parsed_or_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(2, 200_002))
    told: list[int] = []
    with pytest.raises(RosterUnreadable, match="more than 150,000 rows"):
        read_roster(
            raw_workbook(tmp_path / "unstated.xlsx", sheet_xml(HEAD + rows)), progress=lambda done, _: told.append(done)
        )
    assert told == []

    def never(*_: object) -> None:
        raise AssertionError("the reader was started")

    monkeypatch.setattr(workbook, "_listen", never)
    said = refused(raw_workbook(tmp_path / "long.xlsx", sheet_xml(HEAD + rows, "A1:B200001")))
    assert "more than 150,000 rows" in said


def test_a_workbook_that_unpacks_to_gigabytes_is_not_unpacked(tmp_path: Path) -> None:
    blank = b" " * (200 * 1_000_000)
    path = raw_workbook(tmp_path / "bomb.xlsx", sheet_xml(HEAD + ANN), extra={"xl/media/x.bin": blank})
    assert "almost nothing" in refused(path)


def test_a_workbook_bigger_than_any_register_is_refused_by_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "MAX_UNPACKED", 400)
    assert "MB a list of members may have" in refused(raw_workbook(tmp_path / "big.xlsx", sheet_xml(HEAD + ANN)))


def test_a_workbook_of_thousands_of_parts_is_refused(tmp_path: Path) -> None:
    parts = {f"xl/media/{n}.png": b"" for n in range(1_000)}
    assert "1,005 parts" in refused(raw_workbook(tmp_path / "parts.xlsx", sheet_xml(HEAD + ANN), extra=parts))


def test_a_size_understated_in_the_zip_is_stopped_by_the_readers_limits(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 1_048_577))
    path = raw_workbook(tmp_path / "understated.xlsx", sheet_xml(rows))
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as packed:
        entry = packed.getinfo("xl/worksheets/sheet1.xml")
    truth = entry.file_size.to_bytes(4, "little")
    assert content.count(truth) >= 1
    path.write_bytes(bytes(content.replace(truth, (9_000).to_bytes(4, "little"))))
    refused(path)


def test_entities_that_multiply_are_refused(tmp_path: Path) -> None:
    nested = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 10))
    sheet = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY b0 "ha">{nested}]>' + sheet_xml(
        HEAD + f'<row r="2">{text_cell("A2", "1")}{text_cell("B2", "&b9;")}</row>'
    ).removeprefix('<?xml version="1.0"?>')
    assert "XML entities" in refused(raw_workbook(tmp_path / "laughs.xlsx", sheet))


@pytest.mark.parametrize("kept", [30, 300, 900])
def test_a_workbook_cut_short_is_damaged(tmp_path: Path, kept: int) -> None:
    whole = raw_workbook(tmp_path / "whole.xlsx", sheet_xml(HEAD + ANN)).read_bytes()
    assert "damaged" in refused(text_roster(tmp_path, whole[:kept], "cut.xlsx"))


def test_a_workbook_with_a_flipped_byte_never_tracebacks(tmp_path: Path) -> None:
    whole = raw_workbook(tmp_path / "whole.xlsx", sheet_xml(HEAD + ANN)).read_bytes()
    for place in range(40, len(whole), 211):
        flipped = bytearray(whole)
        flipped[place] ^= 0xFF
        path = text_roster(tmp_path, bytes(flipped), "flipped.xlsx")
        # Whatever is left of it: rows, or the one kind of exception that has a sentence.
        with suppress(RosterUnreadable):
            assert len(read_roster(path)) >= 1


def test_a_password_is_named_as_the_reason(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    locked = ole + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    assert "protected by a password" in refused(text_roster(tmp_path, locked, "locked.xlsx"))
    assert "old Office program" in refused(text_roster(tmp_path, ole, "old.xls"))
    manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    secret = opendocument(tmp_path / "secret.ods", opendocument_row("No", "Name"), manifest=manifest)
    assert "protected by a password" in refused(secret)


def test_repeated_cells_without_end_are_stopped(tmp_path: Path) -> None:
    cell = (
        f'<table:table-cell table:number-columns-repeated="64" office:value-type="string"><text:p>{"x" * 500}</text:p>'
    )
    wide = f'<table:table-row table:number-rows-repeated="140000">{cell}</table:table-cell></table:table-row>'
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    said = refused(opendocument(tmp_path / "repeated.ods", opendocument_row("No", "Name") + wide))
    assert "needs more memory" in said
    if sys.platform == "linux":
        # Kilobytes, of the largest child so far (other tests have children too): the limit and what Python takes.
        assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < max(450_000, before + 1)


def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "SECONDS_ALLOWED", 0.0)
    monkeypatch.setattr(workbook, "BYTES_A_SECOND", 10**12)
    assert "more time to read" in refused(raw_workbook(tmp_path / "slow.xlsx", sheet_xml(HEAD + ANN)))


def test_cancel_stops_a_workbook_and_its_reader(tmp_path: Path) -> None:
    path = raw_workbook(tmp_path / "members.xlsx", sheet_xml(HEAD + ANN))
    with pytest.raises(RosterUnreadable, match="stopped as you asked"):
        read_roster(path, cancelled=lambda: True)
    assert not multiprocessing.active_children()


def test_progress_counts_a_workbooks_rows(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{n}">{text_cell(f"A{n}", str(n))}{text_cell(f"B{n}", "Ann")}</row>' for n in range(2, 5002)
    )
    told: list[tuple[int, int]] = []
    roster = read_roster(
        raw_workbook(tmp_path / "many.xlsx", sheet_xml(HEAD + rows)),
        progress=lambda done, expected: told.append((done, expected)),
    )
    assert len(roster) == 5000
    assert told[-1] == (5001, 5001)
    assert len(told) >= 3


def test_numbers_dates_and_truths_arrive_as_people_write_them(tmp_path: Path) -> None:
    text = workbook_reader.text_of
    assert text(12.0) == "12"
    assert text(2.5) == "2.5"
    assert text(447911123456.0) == "447911123456"
    assert text(True) == "TRUE"
    assert text(datetime.date(2019, 4, 3)) == "2019-04-03"
    assert text(datetime.datetime.fromisoformat("2019-04-03 00:00")) == "2019-04-03"
    assert text(datetime.datetime.fromisoformat("2019-04-03 10:30")) == "2019-04-03 10:30:00"


def test_kinds_are_told_by_content(tmp_path: Path) -> None:
    assert package.kind_of(text_roster(tmp_path, "No,Name\n")) is Kind.TEXT
    assert package.kind_of(raw_workbook(tmp_path / "a.csv", sheet_xml(HEAD))) is Kind.XLSX
    assert package.kind_of(opendocument(tmp_path / "b.csv", "")) is Kind.ODS
