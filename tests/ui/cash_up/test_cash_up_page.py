"""The tin and the journal: counted way by way, differences explained, signed off, taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from coopdesk.services.cash_up import cash_up_to_do, cash_ups
from coopdesk.services.perform import Desk
from coopdesk.services.shares import IssueShares
from coopdesk.services.verify import verify
from coopdesk.ui.cash_up.page import CashUpPage, build
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from tests.documents.reading import whole_text
from tests.ui.audit import audit_all_looks
from tests.ui.desks import new_desk, sample_desk, settle, show


class _At:
    """The cash-up page over the sample, £12 in cash and £3 by card taken."""

    def __init__(self, page: CashUpPage, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.page = page
        self.desk = desk
        self._jobs = jobs
        self._qtbot = qtbot

    def settle(self) -> None:
        settle(self._qtbot, self._jobs)

    def choose(self, path: Path) -> None:
        dialog = self.page.findChild(QFileDialog)
        assert isinstance(dialog, QFileDialog)
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        self.settle()

    def field(self, method: str) -> QLineEdit:
        found = self.page.count.field(method)
        assert found is not None
        return found


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        desk.perform(IssueShares(3, 12, "cash"))
        desk.perform(IssueShares(5, 3, "card"))
        page = build(desk, jobs, hub)
        assert isinstance(page, CashUpPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        yield _At(page, desk, jobs, qtbot)


def test_the_tin_less_its_float_fills_in_the_cash(at: _At) -> None:
    at.page.tin.count(1000).setText("1")
    at.page.tin.count(500).setText("2")
    at.page.tin.count(50).setText("4")
    assert at.field("cash").text() == "£22.00"
    assert at.page.count.told("cash") == "£10.00 over"
    at.page.tin.float.setText("£10")
    assert at.field("cash").text() == "£12.00"
    assert at.page.count.told("cash") == "agrees"
    at.page.tin.count(50).setText("half")
    assert at.field("cash").text() == "£12.00"


def test_a_fifty_pound_note_in_the_tin_is_counted(at: _At) -> None:
    at.page.tin.count(5000).setText("1")
    assert at.field("cash").text() == "£50.00"
    assert at.page.tin.coins() == {5000: 1}


def test_a_balanced_count_is_signed_off_by_key_and_taken_back(at: _At) -> None:
    at.page.tin.count(1000).setText("1")
    at.page.tin.count(200).setText("1")
    at.field("card").setText("3")
    at.page.count.counted_by.setText("Łukasz Żak")
    QTest.keyClick(at.page.count.counted_by, Qt.Key.Key_F9)
    at.settle()
    assert "£15 in 2 receipts signed off." in at.page.news.text()
    assert at.desk.ask(cash_up_to_do).receipts == 0
    (view,) = at.desk.ask(cash_ups)
    assert (dict(view.coins), view.counted_by, view.balances) == ({1000: 1, 200: 1}, "Łukasz Żak", True)
    assert at.page.past() == ["28 November 2026, counted by Łukasz Żak, £15"]
    assert not at.page.sign.isEnabled()
    at.page.undo.click()
    at.settle()
    assert at.desk.ask(cash_up_to_do).receipts == 2
    assert at.desk.ask(verify).findings == ()


def test_a_difference_without_its_reason_is_refused_in_the_card(at: _At) -> None:
    at.field("cash").setText("11.50")
    at.field("card").setText("3")
    at.page.count.counted_by.setText("Zoë")
    at.page.sign.click()
    at.settle()
    assert "a difference of" in at.page.count.refusal()
    assert at.page.count.told("cash") == "£0.50 short"
    at.page.count.explanation.setText("change given twice")
    at.page.sign.click()
    at.settle()
    assert "The difference of £0.50 is explained" in at.page.news.text()
    assert at.page.count.refusal() == ""


def test_what_is_left_out_waits_and_the_list_says_so(at: _At) -> None:
    assert "write beside the journal" in at.page.status[1]
    at.field("cash").setText("12")
    assert "what is left out waits" in at.page.status[1]
    at.page.count.counted_by.setText("Zoë")
    at.page.sign.click()
    at.settle()
    assert at.desk.ask(cash_up_to_do).receipts == 1
    assert at.page.past() == ["28 November 2026, counted by Zoë, £12, card not counted"]
    at.page.signed.click()
    assert at.page.status[1] == "Enter on a cash-up makes its paper."


def test_the_foot_says_what_is_to_be_done_next(at: _At) -> None:
    at.field("cash").setText("12")
    at.field("card").setText("4")
    assert at.page.status[1] == "Something differs: give the reason, then sign off (F9)."
    at.field("card").setText("3")
    assert at.page.status[1] == "Everything agrees: sign off (F9)."
    at.page.tonight.click()
    at.settle()
    assert at.page.status[1] == "There is nothing to count."


def test_sums_that_are_over_and_short_by_the_same_are_apart_all_the_same(at: _At) -> None:
    at.field("cash").setText("11")
    at.field("card").setText("4")
    at.page.count.counted_by.setText("Zoë")
    at.page.count.explanation.setText("a pound put on the wrong pile")
    at.page.sign.click()
    at.settle()
    assert at.page.past() == ["28 November 2026, counted by Zoë, £15, £2 apart"]


def test_somebody_has_to_have_counted_and_sums_are_sums(at: _At) -> None:
    at.field("cash").setText("12")
    at.field("card").setText("three")
    at.page.sign.click()
    at.settle()
    assert "“three” is no amount" in at.page.count.refusal()
    at.field("card").setText("3")
    at.page.sign.click()
    at.settle()
    assert "Counted by" in at.page.count.refusal()
    assert at.desk.ask(cash_ups) == ()


def test_the_meeting_alone_may_be_counted(at: _At) -> None:
    at.page.tonight.click()
    at.settle()
    assert at.page.stack.currentIndex() == 1
    at.page.everything.click()
    at.settle()
    assert at.page.stack.currentIndex() == 0
    at.page.signed.click()
    assert at.page.past() == []
    assert at.page.sign.isHidden()


def test_the_counting_is_reached_in_the_order_it_is_done(at: _At) -> None:
    assert at.page.primary_focus() is at.field("cash")
    at.field("cash").setFocus()
    reached = []
    for _ in range(4):
        QTest.keyClick(at.page.focusWidget(), Qt.Key.Key_Tab)
        reached.append(at.page.focusWidget())
    count = at.page.count
    assert reached == [at.field("card"), count.explanation, count.counted_by, count.checked_by]


def test_the_paper_of_a_cash_up_is_saved_from_the_list_and_when_it_is_signed(at: _At, tmp_path: Path) -> None:
    at.field("cash").setText("12")
    at.field("card").setText("3")
    at.page.count.counted_by.setText("Zoë")
    at.page.sign.click()
    at.settle()
    offered = [each for each in at.page.news.findChildren(Button) if each.words() == "Save the paper"]
    assert len(offered) == 1
    offered[0].click()
    at.choose(tmp_path / "now.pdf")
    assert "Zoë" in whole_text((tmp_path / "now.pdf").read_bytes())
    at.page.signed.click()
    QTest.keyClick(at.page.first_past(), Qt.Key.Key_Return)
    at.choose(tmp_path / "later.pdf")
    assert (tmp_path / "later.pdf").read_bytes().startswith(b"%PDF")


def test_nothing_is_clipped_or_unnamed(at: _At) -> None:
    at.page.tin.count(1000).setText("1")
    at.page.sign.click()
    at.settle()
    assert audit_all_looks(at.page) == []
    at.field("cash").setText("12")
    at.page.count.counted_by.setText("Zoë")
    at.page.sign.click()
    at.settle()
    at.page.signed.click()
    assert audit_all_looks(at.page) == []


def test_nothing_of_a_new_society_is_clipped_or_unnamed(
    look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    hub = Hub()
    with new_desk(tmp_path, hub) as desk:
        page = build(desk, jobs, hub)
        assert isinstance(page, CashUpPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        assert page.status[1] == "There is nothing to count."
        assert audit_all_looks(page) == []
        page.signed.click()
        assert audit_all_looks(page) == []
