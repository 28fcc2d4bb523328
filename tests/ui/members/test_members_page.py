"""The register on screen, over a real society file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from coopdesk.domain.ids import MemberId
from coopdesk.services.door import CheckIn
from coopdesk.services.entry_details import NoteDetail, details_of_entry
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.member_cards import IssueCard
from coopdesk.services.members import member
from coopdesk.services.membership import AddMember
from coopdesk.services.membership_end import EndMembership
from coopdesk.services.perform import Desk
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.scanner import ScannerFilter
from coopdesk.ui.members.page import MembersPage, build
from tests.ui.audit import audit_all_looks
from tests.ui.desks import new_desk, sample_desk, settle, show


class _At:
    """A members page on the screen, with its desk."""

    def __init__(self, page: MembersPage, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.page = page
        self.desk = desk
        self._jobs = jobs
        self._qtbot = qtbot

    def settle(self) -> None:
        settle(self._qtbot, self._jobs)

    def names(self) -> list[str]:
        model = self.page.table.model()
        for row in range(model.rowCount()):
            model.data(model.index(row, 1))
        self.settle()
        return [str(model.data(model.index(row, 1))) for row in range(model.rowCount())]

    def type(self, text: str) -> None:
        self.page.search.setText(text)
        self.settle()


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        page = build(desk, jobs, hub)
        assert isinstance(page, MembersPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        yield _At(page, desk, jobs, qtbot)


def _person(at: _At, number: int) -> str:
    return at.desk.ask(member, str(number)).name


def test_typing_narrows_and_arrows_open_the_member(at: _At) -> None:
    name = _person(at, 7)
    at.type(name)
    assert name in at.names()
    assert len(at.names()) < 40
    QTest.keyClick(at.page.search, Qt.Key.Key_Down)
    at.settle()
    file = at.page.panel.file()
    assert file is not None
    assert file.member.name == at.names()[0]
    QTest.keyClick(at.page.search, Qt.Key.Key_Escape)
    at.settle()
    assert len(at.names()) == 40


def test_nobody_found_says_so_where_the_list_was(at: _At) -> None:
    at.type("zzzzqq")
    assert not at.page.table.isVisible()
    assert any("Nobody is called “zzzzqq”" in each.text() for each in _labels(at.page))


def _labels(page: MembersPage) -> list[QLineEdit]:
    from PySide6.QtWidgets import QLabel

    return [each for each in page.findChildren(QLabel) if each.isVisible()]  # type: ignore[misc]


def test_an_empty_register_leads_to_the_spreadsheet(
    look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    hub = Hub()
    with new_desk(tmp_path, hub) as desk:
        page = build(desk, jobs, hub)
        assert isinstance(page, MembersPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        assert "The register is empty" in page._empty.text()
        assert page._bring.isVisible()


def test_filters_list_those_here(at: _At) -> None:
    at.desk.perform(OpenMeeting(1))
    at.desk.perform(CheckIn(1, "3"))
    at.settle()
    assert at.page.here.words() == "Here 1"
    at.page.here.click()
    at.settle()
    assert at.names() == [_person(at, 3)]
    at.page.may_vote.click()
    at.settle()
    assert not at.page.here.isChecked()
    assert len(at.names()) == 40


def test_a_scanned_card_opens_its_member_whatever_has_the_focus(at: _At, qapp: QApplication) -> None:
    card = at.desk.perform(IssueCard(9))
    scanner = ScannerFilter(qapp, ("CDM1",))
    scanner.scanned.connect(at.page.take_scan)
    at.page.search.setFocus()
    for character in (*card.code, "\r"):
        key = Qt.Key.Key_Return if character == "\r" else Qt.Key(ord(character))
        qapp.postEvent(
            at.page.search, QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, character)
        )
    at.settle()
    scanner.stop()
    file = at.page.panel.file()
    assert file is not None
    assert file.member.id == MemberId(9)
    assert at.page.search.text() == ""


def test_a_card_of_no_member_is_refused_in_place(at: _At) -> None:
    assert at.page.take_scan("CDM1:AAAAAAAAAAAAAAAAAAAAAAAAAA")
    at.settle()
    assert "not one of this society's cards" in at.page.news.text()
    assert not at.page.take_scan("CDB1:AAAAAAAAAAAAAAAAAAAAAAAAAA")


def test_a_member_is_added_by_keyboard_and_taken_back(at: _At) -> None:
    at.page.add.click()
    form = at.page.open_form()
    assert form is not None
    QTest.keyClicks(form.field("name"), "Sian Parry")
    QTest.keyClick(form.field("name"), Qt.Key.Key_Return)
    at.settle()
    assert "Sian Parry is now member 0041." in at.page.news.text()
    assert at.page.open_form() is None
    at.page.undo.click()
    at.settle()
    assert "taken back" in at.page.news.text()
    assert len(at.names()) == 40


def test_a_number_that_is_taken_is_refused_in_the_form_and_kept_there(at: _At) -> None:
    at.page.add.click()
    form = at.page.open_form()
    assert form is not None
    form.show_values({"name": "Mair Pugh", "number": "7"})
    form.submit()
    at.settle()
    assert "7 belongs to somebody else" in form.refusal()
    assert form.values()["name"] == "Mair Pugh"
    assert len(at.names()) == 40


def test_details_change_and_only_those_that_were_changed(at: _At) -> None:
    at.page.member_chosen.emit(MemberId(4))
    at.settle()
    QTest.keyClick(at.page.table, Qt.Key.Key_E)
    form = at.page.open_form()
    assert form is not None
    form.show_values({"phone": "01422 000000"})
    form.submit()
    at.settle()
    assert at.desk.ask(member, "4").phone == "01422 000000"
    file = at.page.panel.file()
    assert file is not None
    assert file.member.phone == "01422 000000"
    at.page.undo.click()
    at.settle()
    assert at.desk.ask(member, "4").phone != "01422 000000"


def test_a_membership_ends_with_its_reason_and_leaves_the_list(at: _At) -> None:
    at.page.member_chosen.emit(MemberId(4))
    at.settle()
    QTest.keyClick(at.page.table, Qt.Key.Key_M)
    at.settle()
    at.page.life.turn_chosen.emit("end")
    form = at.page.open_form()
    assert form is not None
    form.show_values({"why": "resigned", "reason": "moved to Bangor"})
    form.submit()
    at.settle()
    assert not at.desk.ask(member, "4").active
    assert len(at.names()) == 39
    at.page.undo.click()
    at.settle()
    assert at.desk.ask(member, "4").active


def test_shares_are_issued_to_the_member_shown(at: _At) -> None:
    before = at.desk.ask(member, "4").shares
    at.page.member_chosen.emit(MemberId(4))
    at.settle()
    at.page.panel.shares_requested.emit()
    form = at.page.open_form()
    assert form is not None
    form.show_values({"shares": "ten"})
    form.submit()
    assert "cannot be a number of shares" in form.refusal()
    form.show_values({"shares": "10", "paid": "card"})
    form.submit()
    at.settle()
    assert at.desk.ask(member, "4").shares == before + 10
    assert "certificate 00041" in at.page.news.text()
    at.page.undo.click()
    at.settle()
    assert at.desk.ask(member, "4").shares == before


def test_what_the_command_line_writes_is_seen(at: _At) -> None:
    at.desk.perform(EndMembership(5, "left"))
    at.settle()
    assert len(at.names()) == 39


def _choose(at: _At, path: Path) -> None:
    dialog = at.page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    at.settle()


def test_one_card_and_all_cards_are_written(at: _At, tmp_path: Path) -> None:
    at.page.member_chosen.emit(MemberId(4))
    at.settle()
    at.page.panel.card_requested.emit()
    _choose(at, tmp_path / "one.pdf")
    assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF")
    assert "one.pdf" in at.page.news.text()
    at.page.cards_requested.emit()
    _choose(at, tmp_path / "all.pdf")
    assert (tmp_path / "all.pdf").stat().st_size > (tmp_path / "one.pdf").stat().st_size


def test_a_folder_that_is_gone_is_told_and_nothing_is_left(at: _At, tmp_path: Path) -> None:
    at.page.cards_requested.emit()
    _choose(at, tmp_path / "gone" / "all.pdf")
    assert "there is no such folder" in at.page.news.text()
    assert at.page.news.tone() == "error"
    assert not at.page.progress.isVisible()


def test_nothing_is_clipped_or_unnamed(at: _At) -> None:
    at.page.member_chosen.emit(MemberId(4))
    at.settle()
    assert audit_all_looks(at.page) == []
    at.page.add.click()
    at.settle()
    assert audit_all_looks(at.page) == []
    at.type("zzzzqq")
    at.page.leave_form()
    assert audit_all_looks(at.page) == []


def _beside(at: _At, number: int) -> list[tuple[str, str, bool]]:
    return [(each.kind, each.words, each.until is None) for each in at.desk.ask(details_of_entry, number)]


def test_joint_holders_and_purposes_are_entered_with_somebody_new(at: _At) -> None:
    at.page.add.click()
    form = at.page.open_form()
    assert form is not None
    form.show_values({"name": "Sian Parry", "joint": "Tom Parry\n\nBo Fell", "purposes": "notices of meetings"})
    form.submit()
    at.settle()
    assert "no e-mail address" in form.refusal()
    assert form.values()["joint"] == "Tom Parry\n\nBo Fell"
    form.show_values({"email": "sian@example.org"})
    form.submit()
    at.settle()
    assert at.page.open_form() is None
    assert _beside(at, 41) == [
        ("joint-holder", "Tom Parry", True),
        ("joint-holder", "Bo Fell", True),
        ("purpose", "notices of meetings", True),
    ]


def test_a_line_taken_out_ends_a_joint_holder_and_a_new_line_enters_one(at: _At) -> None:
    at.desk.perform(NoteDetail(4, "joint-holder", "Tom Holt", "2020-01-01"))
    at.page.member_chosen.emit(MemberId(4))
    at.settle()
    QTest.keyClick(at.page.table, Qt.Key.Key_E)
    form = at.page.open_form()
    assert form is not None
    assert form.values()["joint"] == "Tom Holt"
    form.show_values({"joint": "Bo Fell"})
    form.submit()
    at.settle()
    assert _beside(at, 4) == [("joint-holder", "Tom Holt", False), ("joint-holder", "Bo Fell", True)]
    at.page.undo.click()
    at.settle()
    assert _beside(at, 4) == [("joint-holder", "Tom Holt", True)]


def test_the_representative_of_an_organisation_is_named_in_its_details(at: _At) -> None:
    band = at.desk.perform(AddMember(name="Hebden Bridge Town Band", kind="organisation"))
    at.page.member_chosen.emit(band.id)
    at.settle()
    assert any("nobody yet" in each.text() for each in at.page.panel.findChildren(QLabel))
    QTest.keyClick(at.page.table, Qt.Key.Key_E)
    form = at.page.open_form()
    assert form is not None
    form.show_values({"representative": "Jo Ackroyd"})
    form.submit()
    at.settle()
    assert at.desk.ask(member, band.number).representative == "Jo Ackroyd"
    assert _beside(at, band.id) == [("representative", "Jo Ackroyd", True)]
