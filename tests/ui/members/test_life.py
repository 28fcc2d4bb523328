"""A member's life in the window: every turn by its form, with what it does said before, and undo after."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from coopdesk.domain.ids import MemberId
from coopdesk.services.member_cards import IssueCard
from coopdesk.services.member_life import RecordDeath, detail_of
from coopdesk.services.members import member
from coopdesk.services.membership import AddMember
from coopdesk.services.membership_end import EndMembership
from coopdesk.services.merging import records_of
from coopdesk.services.nominations import nominations_book
from coopdesk.services.perform import Desk
from coopdesk.services.shares import IssueShares
from coopdesk.services.verify import verify
from coopdesk.ui.kit.foretold import Foretold
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.rows import ListRow
from coopdesk.ui.members.compare import Compare
from coopdesk.ui.members.nominees import NomineeRows
from coopdesk.ui.members.page import MembersPage, build
from tests.ui.audit import audit_all_looks
from tests.ui.desks import sample_desk, settle, show


class _At:
    """A members page with member 4 beside the list."""

    def __init__(self, page: MembersPage, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.page = page
        self.desk = desk
        self._jobs = jobs
        self._qtbot = qtbot

    def settle(self) -> None:
        settle(self._qtbot, self._jobs)

    def choose(self, number: int) -> None:
        self.page.member_chosen.emit(MemberId(number))
        self.settle()

    def turn(self, turn: str, number: int = 4) -> InlineForm:
        self.choose(number)
        QTest.keyClick(self.page.table, Qt.Key.Key_M)
        self.settle()
        self.page.life.turn_chosen.emit(turn)
        self.settle()
        form = self.page.open_form()
        assert form is not None
        return form

    def submit(self, form: InlineForm, **values: str) -> None:
        form.show_values(values)
        form.submit()
        self.settle()

    def foretold(self) -> str:
        form = self.page.open_form()
        assert form is not None
        return " ".join(each.text() for each in form.findChildren(Foretold))


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        page = build(desk, jobs, hub)
        assert isinstance(page, MembersPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        made = _At(page, desk, jobs, qtbot)
        made.choose(4)
        yield made


def test_the_turns_that_cannot_come_say_why(at: _At) -> None:
    at.desk.perform(RecordDeath(4, "2026-03-01"))
    at.choose(4)
    QTest.keyClick(at.page.table, Qt.Key.Key_M)
    at.settle()
    shown = [label.text() for label in at.page.life.findChildren(QLabel)]
    assert shown.count("The death on 1 March 2026 is on record.") == 2
    open_turns = [each.accessibleName() for each in at.page.life.findChildren(ListRow) if each.focusPolicy()]
    assert not any(name.startswith(("Record a death", "Member again", "End the membership")) for name in open_turns)
    QTest.keyClick(at.page.life, Qt.Key.Key_Escape)
    assert at.page.stack.currentIndex() == 0


def test_a_death_is_foretold_recorded_and_taken_back(at: _At) -> None:
    form = at.turn("death")
    assert "The membership ends on 28 November 2026" in at.foretold()
    assert "all £5 belong to the estate" in at.foretold()
    form.show_values({"on": "2026-11-02"})
    at.settle()
    assert "The membership ends on 2 November 2026" in at.foretold()
    form.show_values({"on": "2999-01-01"})
    at.settle()
    assert "lies ahead" in at.foretold()
    at.submit(form, on="2026-11-02", words="certificate seen")
    assert "is recorded" in at.page.news.text()
    gone = at.desk.ask(member, "4")
    assert (gone.active, str(gone.ended_on)) == (False, "2026-11-02")
    file = at.page.panel.file()
    assert file is not None
    assert str(file.died_on) == "2026-11-02"
    at.page.undo.click()
    at.settle()
    assert at.desk.ask(member, "4").active
    assert at.desk.ask(detail_of, 4).died_on is None
    assert "taken back" in at.page.news.text()


def test_a_refused_turn_stays_in_its_form_and_escape_goes_back_a_step(at: _At) -> None:
    form = at.turn("end")
    at.submit(form, on="2999-01-01")
    assert "lies ahead" in form.refusal()
    assert at.desk.ask(member, "4").active
    form.left.emit()
    assert at.page.stack.currentWidget() is at.page.life
    at.page.life.left.emit()
    assert at.page.stack.currentIndex() == 0


def test_somebody_who_left_is_a_member_again_under_the_old_number(at: _At) -> None:
    at.desk.perform(EndMembership(4, "moved", "2026-06-01", "resigned"))
    form = at.turn("rejoin")
    at.submit(form, words="came back")
    again = at.desk.ask(member, "4")
    assert (again.active, str(again.joined_on)) == (True, "2026-11-28")
    file = at.page.panel.file()
    assert file is not None
    again_on = [str(each.day) for each in file.history if each.what == "Became a member again"]
    assert again_on == ["2026-11-28"]


def test_two_records_are_compared_and_made_one(at: _At) -> None:
    at.desk.perform(AddMember(name="Z. Parry", address="44 Crown Street"))
    at.desk.perform(IssueShares(41, 7, "cash"))
    held = at.desk.ask(member, "4").shares
    form = at.turn("merge")
    compare = form.findChild(Compare)
    assert isinstance(compare, Compare)
    assert not compare.isVisible()
    form.show_values({"other": "999"})
    at.settle()
    assert "999" in at.foretold()
    assert not compare.isVisible()
    form.show_values({"other": "41"})
    at.settle()
    assert compare.isVisible()
    assert "Z. Parry" in compare.accessibleName()
    assert "7 shares pass from 0041 to 0004" in at.foretold()
    form.show_values({"keeps": "other"})
    at.settle()
    assert f"{held} shares pass from 0004 to 0041" in at.foretold()
    at.submit(form, keeps="this", words="filled in twice")
    assert "0041 is one record with" in at.page.news.text()
    assert at.desk.ask(member, "4").shares == held + 7
    assert at.desk.ask(records_of, 4) == (4, 41)
    at.page.undo.click()
    at.settle()
    assert at.desk.ask(records_of, 4) == (4,)
    assert at.desk.ask(verify).sound


def test_a_scanned_card_names_the_other_record(at: _At) -> None:
    card = at.desk.perform(IssueCard(9))
    form = at.turn("merge")
    assert at.page.take_scan(card.code)
    at.settle()
    compare = form.findChild(Compare)
    assert isinstance(compare, Compare)
    assert at.desk.ask(member, "9").name in compare.accessibleName()
    file = at.page.panel.file()
    assert file is not None
    assert file.member.id == 4


def test_a_merger_the_rules_forbid_says_so_before_it_is_asked_for(at: _At) -> None:
    form = at.turn("merge")
    form.show_values({"other": "4"})
    at.settle()
    assert "one record already" in at.foretold()
    form.submit()
    at.settle()
    assert "one record already" in form.refusal()


def test_nothing_is_erased_before_the_word_is_typed(at: _At) -> None:
    form = at.turn("erase")
    assert "The telephone number" in at.foretold()
    at.submit(form, confirm="erase")
    assert "type ERASE in capitals" in form.refusal()
    assert at.desk.ask(member, "4").phone != ""
    form.show_values({"what": "entry"})
    at.settle()
    assert "the membership goes on" in at.foretold()
    at.submit(form, what="entry", confirm="ERASE")
    assert "cannot be erased" in form.refusal()
    at.submit(form, what="details", confirm="ERASE", ground="asked for")
    assert "are erased" in at.page.news.text()
    assert "Ctrl+Z" not in at.page.news.text()
    assert at.desk.ask(member, "4").phone == ""


def test_a_change_of_address_keeps_what_it_replaces_with_day_and_note(at: _At) -> None:
    before = at.desk.ask(member, "4").address
    form = at.turn("edit")
    at.submit(form, address="1 New Road", on="2026-10-01", why="moved house")
    file = at.page.panel.file()
    assert file is not None
    changed = [each for each in file.history if each.what == "Address changed"]
    assert [(str(each.day), "moved house" in each.note) for each in changed] == [("2026-10-01", True)]
    assert before.split("\n")[0] in changed[0].note


def _nominate(at: _At, *names: str, **values: str) -> InlineForm:
    at.page.account.nominations_part.add.click()
    form = at.page.open_form()
    assert form is not None
    rows = form.findChild(NomineeRows)
    assert isinstance(rows, NomineeRows)
    for place, name in enumerate(names):
        if place:
            rows.another.click()
        rows.name(place).setText(name)
    at.submit(form, **values)
    return form


def _open_nominations(at: _At) -> None:
    at.choose(4)
    QTest.keyClick(at.page.table, Qt.Key.Key_M)
    at.settle()
    at.page.life.turn_chosen.emit("nominations")
    at.settle()


def test_a_nomination_is_entered_replaced_and_revoked_on_the_account(at: _At) -> None:
    _open_nominations(at)
    assert at.page.stack.currentWidget() is at.page.account
    assert "belong to the estate" in at.page.account.nominations_part.comes_to.text()
    _nominate(at, "Tom Holt", delivered="2026-02-03")
    assert at.page.stack.currentWidget() is at.page.account
    assert "£5 to Tom Holt" in at.page.account.nominations_part.comes_to.text()
    assert at.page.account.nominations.words() == "Nominations 1"
    _nominate(at, "Mair Pugh")
    assert "£5 to Mair Pugh" in at.page.account.nominations_part.comes_to.text()
    assert [(each.revoked_on is None, each.varied_by) for each in at.desk.ask(nominations_book)] == [
        (False, 2),
        (True, None),
    ]
    at.page.account.undo.click()
    at.settle()
    assert "£5 to Tom Holt" in at.page.account.nominations_part.comes_to.text()
    standing = at.desk.ask(nominations_book)[0]
    at.page.account.nominations_part.revoke_requested.emit(standing)
    form = at.page.open_form()
    assert form is not None
    at.submit(form, words="married")
    assert "belong to the estate" in at.page.account.nominations_part.comes_to.text()


def test_parts_that_come_to_more_than_the_whole_are_refused_with_the_names_kept(at: _At) -> None:
    _open_nominations(at)
    form = _nominate(at, "Tom Holt", "Mair Pugh")
    assert "only one whole to give" in form.refusal()
    rows = form.findChild(NomineeRows)
    assert isinstance(rows, NomineeRows)
    assert rows.name(1).text() == "Mair Pugh"
    assert at.desk.ask(nominations_book) == ()
    form.left.emit()
    assert at.page.stack.currentWidget() is at.page.account


@pytest.mark.parametrize("turn", ["end", "death", "merge", "erase", "edit"])
def test_nothing_is_clipped_or_unnamed(at: _At, turn: str) -> None:
    at.desk.perform(AddMember(name="Z. Parry", address="44 Crown Street"))
    at.choose(4)
    QTest.keyClick(at.page.table, Qt.Key.Key_M)
    at.settle()
    if turn == "end":
        assert audit_all_looks(at.page) == []
    at.page.life.turn_chosen.emit(turn)
    form = at.page.open_form()
    assert form is not None
    if turn == "merge":
        form.show_values({"other": "41"})
    form.refuse("A refusal long enough to take a second line wherever the form is narrow, as it is beside a panel.")
    at.settle()
    assert audit_all_looks(at.page) == []


def test_nothing_of_the_nominations_is_clipped_or_unnamed(at: _At) -> None:
    _open_nominations(at)
    assert audit_all_looks(at.page) == []
    _nominate(at, "Tom Holt")
    assert audit_all_looks(at.page) == []
    at.page.account.nominations_part.add.click()
    at.settle()
    assert audit_all_looks(at.page) == []
