"""Bringing in a spreadsheet through the page: nothing before Enter, everything back by Undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from coopdesk.services.column_mappings import saved_mappings
from coopdesk.services.imports import Imported
from coopdesk.services.members import how_many, member
from coopdesk.services.membership_end import EndMembership
from coopdesk.services.perform import Command, Desk
from coopdesk.services.verify import verify
from coopdesk.ui.imports.page import ImportPage, build
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import JobCancelled, Jobs
from coopdesk.ui.kit.picker import Picker
from tests.ui.audit import audit_all_looks
from tests.ui.desks import sample_desk, settle, show

REGISTER = Path(__file__).parents[4] / "shared" / "data" / "rosters" / "treasurer_register.xlsx"

LIST = """Mem No,Name,Post code,E mail,DOJ,Shares
101,Nia Parry,HX7 8DN,nia@example.org,03/03/2019,25
102,Mair Pugh,HX7 8DN,mair at example,04/03/2019,5
103,Owain Hughes,HX7 8DN,,31/02/2019,1
7,Somebody New,HX7 1AA,,03/03/2019,1
"""


class _At:
    """The import page over the sample of forty members."""

    def __init__(self, page: ImportPage, desk: Desk, jobs: Jobs, qtbot: QtBot, folder: Path) -> None:
        self.page = page
        self.desk = desk
        self.folder = folder
        self._jobs = jobs
        self._qtbot = qtbot

    def settle(self) -> None:
        settle(self._qtbot, self._jobs)

    def drop(self, text: str, name: str = "members.csv") -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        assert self.page.take(path)
        self.settle()
        return path

    def count(self) -> int:
        return self.desk.ask(how_many)


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        page = build(desk, jobs, hub)
        assert isinstance(page, ImportPage)
        show(page, qtbot, jobs)
        yield _At(page, desk, jobs, qtbot, tmp_path)


def test_a_list_is_checked_and_nothing_is_written_before_enter(at: _At) -> None:
    at.drop(LIST)
    page = at.page
    assert (page.added.number(), page.updated.number(), page.rejected.number()) == ("2", "1", "1")
    assert page.act.words() == "Import 3 rows"
    assert at.count() == 40
    reasons = {line.row: line.why for line in page.rows.lines() if line.standing != "change"}
    assert {3, 4} <= set(reasons)
    assert "31/02/2019" in reasons[4]
    QTest.keyClick(page.act, Qt.Key.Key_Return)
    at.settle()
    assert at.count() == 42
    assert at.desk.ask(member, "101").shares == 25
    assert "2 added, 1 updated" in page.news.text()


def test_undo_takes_the_whole_import_back(at: _At) -> None:
    before = at.desk.ask(member, "7").name
    at.drop(LIST)
    at.page.act.click()
    at.settle()
    assert at.desk.ask(member, "7").name == "Somebody New"
    at.page.undo.click()
    at.settle()
    assert at.count() == 40
    assert at.desk.ask(member, "7").name == before
    assert at.page.stage == "choose"


def test_a_member_in_the_register_can_stay_as_they_are(at: _At) -> None:
    before = at.desk.ask(member, "7").name
    at.drop(LIST)
    rows = at.page.rows
    rows.narrow("change")
    rows.table.selectRow(0)
    keep = next(each for each in rows.findChildren(type(at.page.act)) if each.words() == "Keep ours")
    keep.click()
    assert at.page.act.words() == "Import 2 rows"
    at.page.act.click()
    at.settle()
    assert at.desk.ask(member, "7").name == before
    assert at.count() == 42


def test_a_column_matched_by_hand_is_checked_again(at: _At) -> None:
    at.drop("Code,Who,Shares held\n201,Nia Parry,3\n202,Mair Pugh,4\n")
    picker = next(each for each in at.page.columns.findChildren(Picker) if "Code" in each.accessibleName())
    picker.setCurrentIndex(picker.findData("number"))
    at.settle()
    who = next(each for each in at.page.columns.findChildren(Picker) if "Who" in each.accessibleName())
    who.setCurrentIndex(who.findData("name"))
    at.settle()
    at.page.act.click()
    at.settle()
    assert at.desk.ask(member, "201").name == "Nia Parry"


def test_enter_in_a_list_of_fields_does_not_import(at: _At) -> None:
    at.drop(LIST)
    picker = next(each for each in at.page.columns.findChildren(Picker) if each.isVisible())
    picker.setFocus()
    QTest.keyClick(picker, Qt.Key.Key_Return)
    at.settle()
    assert at.count() == 40


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("", "empty.csv", "there is nothing in it to import"),
        ("\x00\x01\x02PK", "broken.xlsx", "Nothing was imported"),
        ("Colour,Size\nred,4\n", "colours.csv", "Nothing"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(at: _At, text: str, name: str, told: str) -> None:
    at.drop(text, name)
    assert told in at.page.news.text()
    assert at.page.news.tone() == "error"
    assert at.count() == 40
    at.drop(LIST)
    assert at.page.act.isEnabled()


def test_a_register_that_moved_on_is_checked_again(at: _At) -> None:
    at.drop(LIST)
    at.desk.perform(EndMembership(5, "left"))
    at.page.act.click()
    at.settle()
    assert "changed after this list was checked" in at.page.news.text()
    again = next(each for each in at.page.news.findChildren(type(at.page.act)) if each.words() == "Check again")
    again.click()
    at.settle()
    at.page.act.click()
    at.settle()
    assert at.count() == 42


def test_cancel_leaves_the_register_as_it_was(at: _At, monkeypatch: pytest.MonkeyPatch) -> None:
    at.drop(LIST)

    def stopped(command: Command[Imported], *, nonce: str | None = None) -> Imported:
        raise JobCancelled

    monkeypatch.setattr(at.desk, "perform", stopped)
    at.page.act.click()
    at.settle()
    assert "Nothing was written" in at.page.news.text()
    assert at.page.stage == "checked"
    assert at.count() == 40


def test_cancel_while_writing_stops_a_long_import(at: _At, qtbot: QtBot) -> None:
    lines = "".join(f"{number},Person {number},HX7 8DN,,03/03/2019,1\n" for number in range(1000, 21000))
    at.drop(LIST.splitlines()[0] + "\n" + lines)
    assert at.page.added.number() == "20,000"
    at.page.act.click()
    at.page.progress.cancelled.emit()
    at.settle()
    assert at.count() == 40
    assert "Nothing was" in at.page.news.text()


def test_the_rows_to_look_at_are_saved_as_a_list(at: _At, tmp_path: Path) -> None:
    at.drop(LIST)
    at.page.rows.save.click()
    dialog = at.page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "look.csv"))
    dialog.reject()
    at.settle()
    assert "31/02/2019" in (tmp_path / "look.csv").read_text(encoding="utf-8-sig")


def test_the_treasurers_register_comes_in(at: _At) -> None:
    if not REGISTER.exists():
        pytest.skip("the society's spreadsheet is kept in ../shared/data, which is not here")
    assert at.page.take(REGISTER)
    at.settle()
    assert at.page.stage == "checked"
    assert at.page.rejected.number() != "0"
    at.page.act.click()
    at.settle()
    assert at.count() > 2_000


def test_nothing_is_clipped_or_unnamed(at: _At) -> None:
    assert audit_all_looks(at.page) == []
    at.drop(LIST)
    at.page.rows.table.selectRow(0)
    assert audit_all_looks(at.page) == []
    at.page.act.click()
    at.settle()
    assert audit_all_looks(at.page) == []


def _picked(at: _At, heading: str) -> str:
    picker = next(each for each in at.page.columns.findChildren(Picker) if f"“{heading}”" in each.accessibleName())
    return picker.value()


def _decide(at: _At, heading: str, field: str) -> None:
    picker = next(each for each in at.page.columns.findChildren(Picker) if f"“{heading}”" in each.accessibleName())
    picker.choose(field)
    at.settle()


def test_a_map_saved_for_these_headings_picks_itself_the_next_time(at: _At) -> None:
    at.drop(LIST)
    _decide(at, "E mail", "-")
    maps = at.page.columns.maps
    maps.keep.click()
    QTest.keyClicks(maps.name, "Shop list")
    QTest.keyClick(maps.name, Qt.Key.Key_Return)
    at.settle()
    assert at.page.stage == "checked", "Enter in the name saves the map and imports nothing"
    assert "saved as “Shop list”" in at.page.news.text()
    assert maps.picker.value() == "Shop list"
    at.drop(LIST.replace("101,Nia", "111,Nia"), "next year.csv")
    assert maps.picker.value() == "Shop list"
    assert "Matched by the saved map “Shop list”" in at.page.news.text()
    assert _picked(at, "E mail") == "-"
    assert not any("@" in line.why for line in at.page.rows.lines() if line.standing == "warning")
    # Other headings are not that list.
    at.drop(LIST.replace("E mail", "Email address"), "other.csv")
    assert maps.picker.value() == ""
    assert _picked(at, "Email address") == "email"


def test_a_map_is_chosen_changed_by_hand_and_put_away(at: _At) -> None:
    at.drop(LIST)
    _decide(at, "Post code", "-")
    maps = at.page.columns.maps
    maps.saved.emit("Shop list")
    at.settle()
    maps.picker.choose("")
    at.settle()
    assert _picked(at, "Post code") == "postcode"
    maps.picker.choose("Shop list")
    at.settle()
    assert _picked(at, "Post code") == "-"
    _decide(at, "DOJ", "-")
    assert maps.picker.value() == ""
    maps.picker.choose("Shop list")
    at.settle()
    maps.drop.click()
    at.settle()
    assert "put away" in at.page.news.text()
    assert at.desk.ask(saved_mappings) == {}
    assert _picked(at, "Post code") == "-"
    assert not maps.drop.isVisible()
    assert at.desk.ask(verify).sound


def test_escape_leaves_the_name_and_a_name_that_cannot_be_used_is_refused(at: _At) -> None:
    at.drop(LIST)
    maps = at.page.columns.maps
    maps.keep.click()
    QTest.keyClick(maps.name, Qt.Key.Key_Escape)
    assert maps.currentIndex() == 0
    maps.saved.emit("x" * 61)
    at.settle()
    assert at.page.news.tone() == "error"
    assert at.desk.ask(saved_mappings) == {}
    assert at.page.stage == "checked"


def test_the_rows_listed_are_copied_as_text_with_row_column_and_reason(at: _At) -> None:
    at.drop(LIST)
    at.page.rows.narrow("rejected")
    at.page.rows.copy.click()
    (line,) = QGuiApplication.clipboard().text().split("\n")
    row, name, column, why = line.split("\t")
    assert (row, name, column) == ("row 4", "Owain Hughes", "DOJ")
    assert "31/02/2019" in why
    assert "1 row is copied" in at.page.news.text()
