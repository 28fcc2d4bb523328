"""Officers and members' records in Set-up: terms, who signs, retention, lapsing, the book, all with undo."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from coopdesk.domain.nominations import Nominee
from coopdesk.services.door import CheckIn
from coopdesk.services.export_log import LogExport
from coopdesk.services.meetings import CloseMeeting, OpenMeeting
from coopdesk.services.member_cards import IssueCard
from coopdesk.services.members import member
from coopdesk.services.membership import AddMember
from coopdesk.services.membership_end import EndMembership
from coopdesk.services.nominations import AddNomination
from coopdesk.services.officers import AddOfficer, officers_list
from coopdesk.services.perform import Desk
from coopdesk.services.records_view import records_view
from coopdesk.services.share_rules import SetShareRule
from coopdesk.services.verify import verify
from coopdesk.ui.kit.foretold import Foretold
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.rows import ListRow
from coopdesk.ui.setup.page import OFFICERS, RECORDS, SetupPage, build
from tests.ui.audit import audit_all_looks
from tests.ui.desks import sample_desk, settle, show


class _At:
    def __init__(self, page: SetupPage, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.page = page
        self.desk = desk
        self._jobs = jobs
        self._qtbot = qtbot

    def settle(self) -> None:
        settle(self._qtbot, self._jobs)

    def open(self, part: int) -> None:
        self.page.chips[part].click()
        self.settle()

    def form(self) -> InlineForm:
        form = self.page.open_form()
        assert form is not None
        return form

    def submit(self, **values: str) -> None:
        form = self.form()
        form.show_values(values)
        form.submit()
        self.settle()

    def shown(self) -> list[str]:
        return [each.text() for each in self.page.findChildren(QLabel) if each.isVisible()]


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        page = build(desk, jobs, hub)
        assert isinstance(page, SetupPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        yield _At(page, desk, jobs, qtbot)


def test_an_officer_is_entered_by_card_ended_and_taken_back(at: _At) -> None:
    at.open(OFFICERS)
    before = len(at.desk.ask(officers_list))
    card = at.desk.perform(IssueCard(9))
    at.page.officers.add.click()
    at.form().show_values({"office": "Archivist"})
    assert at.page.take_scan(card.code)
    at.submit(on="2026-03-01")
    name = at.desk.ask(member, "9").name
    assert f"{name} is Archivist since 1 March 2026" in at.page.news.text()
    term = next(each for each in at.desk.ask(officers_list) if each.office == "Archivist")
    assert (term.member_number, str(term.since)) == ("9", "2026-03-01")
    end = next(
        each
        for each in at.page.officers.findChildren(QPushButton)
        if each.accessibleName() == f"End the term of {name} as Archivist"
    )
    end.click()
    at.submit(on="2026-02-01")
    assert "the term began on 1 March 2026" in at.form().refusal()
    at.submit(on="2026-11-01")
    assert f"{name} is no longer Archivist" in at.page.news.text()
    assert "1 March 2026 to 1 November 2026" in at.shown()
    at.page.undo.click()
    at.settle()
    assert "1 March 2026 to 1 November 2026" not in at.shown()
    assert len(at.desk.ask(officers_list)) == before + 1
    assert at.desk.ask(verify).sound


def test_the_same_office_twice_is_refused_in_the_form(at: _At) -> None:
    at.desk.perform(AddOfficer(office="Archivist", member=9))
    at.open(OFFICERS)
    at.page.officers.add.click()
    at.submit(office="Archivist", reference="9")
    assert "holds that office already" in at.form().refusal()
    at.submit(office="", reference="9")
    assert at.form().refusal() != ""


def test_it_says_who_signs_the_accounts_or_what_is_missing(at: _At) -> None:
    at.open(OFFICERS)
    signing = at.page.officers.findChild(Foretold)
    assert isinstance(signing, Foretold)
    for each in at.desk.ask(officers_list):
        if each.until is None:
            at.page.officers.end_requested.emit(each)
            at.submit()
    assert "has no director and no secretary" in signing.text()
    assert "officers add" not in signing.text()
    for office, number in (("Director", 3), ("Director", 4), ("Secretary", 5)):
        at.desk.perform(AddOfficer(office=office, member=number))
    at.settle()
    assert signing.text().endswith("(secretary)")
    assert signing.text().count("(director)") == 2


def test_what_is_due_is_erased_once_the_word_is_typed(at: _At) -> None:
    gone = at.desk.perform(AddMember(name="Una Quill", joined_on="2001-01-01"))
    at.desk.perform(EndMembership(gone.id, "", "2005-01-01", "resigned"))
    at.open(RECORDS)
    assert "No former member is due" in at.page.records.told()
    assert not at.page.records.erase.isVisible()
    at.desk.perform(SetShareRule("retention", "10 years", "", "rule 14"))
    at.settle()
    assert "Former members are erased after: 10 years" in at.shown()
    assert "0041 Una Quill" in at.page.records.told()
    at.page.records.erase.click()
    assert "Una Quill" in _foretold(at)
    at.submit(confirm="yes")
    assert "type ERASE in capitals" in at.form().refusal()
    assert at.desk.ask(member, "41").name == "Una Quill"
    at.submit(confirm="ERASE")
    assert "1 entry is erased" in at.page.news.text()
    assert "Quill" not in at.desk.ask(member, "41").name
    assert "No former member is due" in at.page.records.told()
    assert at.desk.ask(verify).sound


def _foretold(at: _At) -> str:
    return " ".join(each.text() for each in at.form().findChildren(Foretold))


def _missed_by_all_but(at: _At, *present: str) -> None:
    at.desk.perform(SetShareRule("lapse_after", "1", "", "rule 9"))
    at.desk.perform(OpenMeeting(1))
    for number in present:
        at.desk.perform(CheckIn(1, number))
    at.desk.perform(CloseMeeting(1))


def test_who_lapses_is_shown_first_done_then_and_taken_back(at: _At) -> None:
    at.open(RECORDS)
    assert "do not lapse" in at.page.records.told()
    assert not at.page.records.lapse.isVisible()
    _missed_by_all_but(at, "3", "4")
    at.settle()
    told = at.page.records.told()
    view = at.desk.ask(records_view, at.desk.now())
    assert f"{len(view.lapsing.members)} members missed the last annual meeting" in told
    assert f"and {len(view.lapsing.members) - 12} more" in told
    at.page.records.lapse.click()
    assert "missed the last annual meeting" in _foretold(at)
    QTest.keyClick(at.form(), Qt.Key.Key_Return)
    at.settle()
    assert "memberships have lapsed" in at.page.news.text()
    assert (at.desk.ask(member, "3").active, at.desk.ask(member, "7").active) == (True, False)
    at.page.undo.click()
    at.settle()
    assert at.desk.ask(member, "7").active


def test_a_list_that_moved_on_is_refused(at: _At) -> None:
    _missed_by_all_but(at, "3", "4")
    at.open(RECORDS)
    at.page.records.lapse.click()
    # Another desk ends a membership, and the window has not read it yet.
    at.desk.perform(EndMembership(7, "", "", "resigned"))
    at.form().submit()
    at.settle()
    assert "look through the list again" in at.form().refusal()
    assert at.desk.ask(member, "8").active


def test_the_nominees_book_opens_the_member(at: _At) -> None:
    at.desk.perform(AddNomination(4, (Nominee("Tom Holt", Fraction(1)),)))
    at.open(RECORDS)
    row = next(each for each in at.page.records.findChildren(ListRow) if "Tom Holt" in each.accessibleName())
    asked: list[tuple[str, object]] = []

    def note(page: str, subject: object) -> None:
        asked.append((page, subject))

    at.page.hand_requested.connect(note)
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert asked == [("members", 4)]


def test_what_left_the_file_is_counted_and_the_log_is_one_key_away(at: _At) -> None:
    at.desk.perform(LogExport("register, full", "csv", 40, None, "audit", "the auditor"))
    at.open(RECORDS)
    assert any("last on 28 November 2026" in text and "register, full, csv" in text for text in at.shown())
    wished: list[str] = []
    at.page.page_requested.connect(wished.append)
    at.page.records.log.click()
    assert wished == ["registers"]


def test_nothing_is_clipped_or_unnamed(at: _At) -> None:
    _missed_by_all_but(at, "3")
    at.desk.perform(AddNomination(4, (Nominee("Tom Holt", Fraction(1)),)))
    at.page.resize(1076, 632)
    at.open(OFFICERS)
    assert audit_all_looks(at.page, at.settle) == []
    at.open(RECORDS)
    assert audit_all_looks(at.page, at.settle) == []
    at.page.records.lapse.click()
    at.form().refuse("A refusal long enough to take a second line wherever the form is narrow, beside the panel.")
    assert audit_all_looks(at.page, at.settle) == []
