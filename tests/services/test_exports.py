"""A register exported and imported into another society is the same register, whatever names and addresses hold."""

import csv
import io
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services import members
from coopdesk.services.exports import export_bytes
from coopdesk.services.imports import ImportMembers, preview_import
from coopdesk.services.members import MemberView
from coopdesk.services.membership import AddMember
from coopdesk.services.membership_end import EndMembership
from coopdesk.services.roster import guess_matching, read_roster
from coopdesk.services.roster.values import unprotected
from coopdesk.services.shares import IssueShares
from coopdesk.services.spreadsheets import Sheet, Spreadsheet, format_of, guarded, spreadsheet_bytes
from tests.conftest import DeskAtHand

AWKWARD = (
    AddMember(name="=cmd|'/c calc'!A1", address="1 Mill Lane\nHebden Bridge\n=HYPERLINK(1)", phone="+44 1422 496001"),
    AddMember(name="King, Martin", postcode="HX7 8QP", phone="01422 496002", joined_on="2019-03-04"),
    AddMember(
        name="Baker, Sons & Co", kind="organisation", representative="Ada Holt", class_name="-C", joined_on="2018-01-01"
    ),
    AddMember(name="Sue Trust", number="00A-7", email="sue+co-op@example.org", address="Flat 2,\n  The Mill"),
    AddMember(name="'=already quoted", class_name="@Worker", address="'+44"),
    AddMember(name="Total", address='Ends  with two  spaces <&> "quoted"'),
    AddMember(name="محمد الأمين", address="شارع 5", postcode="OL14 5AA"),
    AddMember(name="O'Brien-Ó Sé 🦊", address="\u200fhidden; semi; colons", number="1234567890123456"),
    AddMember(name="Smith, John, OBE", kind="person", number="007"),
)


def everybody(desk: DeskAtHand) -> list[MemberView]:
    return list(desk.ask(members.members_page, 0, 1000))


def as_kept(people: Sequence[MemberView]) -> list[tuple[object, ...]]:
    """All the register says, the row's own id left out."""
    return [
        (
            each.number, each.kind, each.name, each.representative, each.class_name, each.address, each.postcode,
            each.email, each.phone, each.status, each.joined_on, each.ended_on, each.end_reason, each.shares,
        )
        for each in people
    ]  # fmt: skip


def carried_over(source: DeskAtHand, into: Path, kind: Spreadsheet) -> list[tuple[object, ...]]:
    """Export ``source``, import the file into the society at ``into``, and read that."""
    data, count = source.ask(export_bytes, kind)
    path = into.with_name(f"out.{kind}")
    path.write_bytes(data)
    roster = read_roster(path)
    desk = DeskAtHand(into)
    try:
        preview = desk.ask(preview_import, roster, guess_matching(roster.headings), desk.now())
        assert preview.checked.rejected == []
        assert desk.perform(ImportMembers(preview)).added == count
        return as_kept(everybody(desk))
    finally:
        desk.store.close()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_a_register_carried_to_another_society_is_the_same_register(
    founded: DeskAtHand, founded_template: Path, tmp_path: Path, kind: Spreadsheet
) -> None:
    for each in AWKWARD:
        founded.perform(each)
    founded.perform(IssueShares(2, 250, "cash"))
    founded.perform(EndMembership(2, "moved to Leeds, wrote on 4 May", "2026-05-06"))
    founded.perform(EndMembership(3, "", "2026-01-02"))
    into = Path(shutil.copy(founded_template, tmp_path / "other.coopdesk"))
    assert carried_over(founded, into, kind) == as_kept(everybody(founded))


names = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn")), min_size=1, max_size=40)
lines = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn")), max_size=30)


@given(people=st.lists(st.tuples(names, lines, lines, st.booleans()), min_size=1, max_size=8))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_a_register_takes_goes_out_and_comes_back(
    founded_template: Path, tmp_path: Path, people: list[tuple[str, str, str, bool]]
) -> None:
    one = DeskAtHand(Path(shutil.copy(founded_template, tmp_path / "one.coopdesk")))
    try:
        for name, address, reason, ends in people:
            try:
                added = one.perform(AddMember(name=name, address=f"{address}\n{reason}"))
            except NotUnderstood:
                continue
            if ends:
                one.perform(EndMembership(added.id, reason))
        if everybody(one):
            into = Path(shutil.copy(founded_template, tmp_path / "two.coopdesk"))
            assert carried_over(one, into, "csv") == as_kept(everybody(one))
    finally:
        one.store.close()


@given(st.text(alphabet="'=+-@\t\rab 1＝", max_size=6))
def test_what_guards_a_formula_comes_off_again(text: str) -> None:
    safe = str(guarded(text))
    assert unprotected(safe) == text
    assert safe[:1] not in {*"=+-@\t\r＝"}


@pytest.mark.parametrize(("name", "kind"), [("a.CSV", "csv"), ("b.xlsx", "xlsx"), ("c.tar.ods", "ods")])
def test_the_ending_says_what_is_written(name: str, kind: str) -> None:
    assert format_of(name) == kind


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\ta", "\ra", "＝1", "'=1", '=",1', "-a\nb"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_formula_is_guarded_wherever_it_stands_among_lines_that_need_nothing(cell: str, place: int) -> None:
    rows = [["Ada - Holt", "O'Brien", 5 - number] for number in range(9)]
    rows[4][place] = cell
    text = spreadsheet_bytes("csv", Sheet("Rows", ("A", "B", "C"), rows)).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline="")))[5][place] == f"'{cell}"
    assert text.count("'") == 9 + cell.count("'") + 1 - (place == 1)
