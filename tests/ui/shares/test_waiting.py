"""What waits for the board in the window: applications and withdrawals, decided one by one or together."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coopdesk.services.application_view import applications_open
from coopdesk.services.applications import ApplyForShares, SetApplication
from coopdesk.services.members import member
from coopdesk.services.share_rules import SetShareRule
from coopdesk.services.shares import IssueShares
from coopdesk.services.suspensions import EndSuspension, SuspendWithdrawals
from coopdesk.services.verify import verify
from coopdesk.services.withdrawals import WithdrawShares
from coopdesk.ui.kit.buttons import Button
from tests.ui.audit import audit_all_looks
from tests.ui.shares.shares_at_hand import AtShares, told_in


def _three_wait(at: AtShares) -> None:
    """Two applications and a withdrawal whose notice has run."""
    at.desk.perform(IssueShares(7, 20, "cash"))
    at.desk.perform(SetShareRule("withdrawal_notice", "13 weeks", "2020-01-01", "rule 15"))
    at.desk.perform(ApplyForShares(shares=2, name="Priya Raman"))
    at.desk.perform(ApplyForShares(shares=3, name="Gruffydd Llŷn"))
    at.desk.perform(WithdrawShares(7, 5, on="2026-08-01"))
    at.settle()


def test_notice_waits_until_it_is_due_or_taken_back(at: AtShares) -> None:
    at.desk.perform(SetShareRule("withdrawal_notice", "13 weeks", "2020-01-01", "rule 15"))
    at.desk.perform(IssueShares(7, 20, "cash"))
    before = at.held("7")
    form = at.open("withdraw")
    form.show_values({"reference": "7", "shares": "5", "what": "notice", "paid": "transfer"})
    form.submit()
    at.settle()
    assert "gives notice for 5 shares" in at.page.news.text()
    assert at.held("7") == before
    QTest.keyClick(at.page.ledger.search, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    at.settle()
    first = at.page.waiting.first_row()
    assert first is not None
    assert "withdraws 5 shares" in first.accessibleName()
    QTest.keyClick(first, Qt.Key.Key_Return)
    form = at.form()
    form.submit()
    at.settle()
    assert "notice" in form.refusal().lower()
    form.show_values({"what": "take-back", "remark": "changed her mind"})
    form.submit()
    at.settle()
    assert "is taken back; the shares stay" in at.page.news.text()
    assert at.page.waiting.first_row() is None


def test_waived_notice_pays_at_once_and_leaving_cancels(at: AtShares) -> None:
    at.desk.perform(IssueShares(7, 20, "cash"))
    before = at.held("7")
    form = at.open("withdraw")
    form.show_values({"reference": "7", "shares": "5", "what": "waive", "paid": "cheque", "remark": "hardship"})
    form.submit()
    at.settle()
    assert at.held("7") == before - 5
    assert at.rows()[0][3:6] == ["Withdrawn, cheque", "−5", "−£5.00"]
    form = at.open("withdraw")
    form.show_values({"reference": "9", "shares": str(at.held("9")), "what": "keep", "remark": "left"})
    form.submit()
    at.settle()
    assert "The membership has ended." in at.page.news.text()
    assert not at.desk.ask(member, "9").active


def test_while_withdrawals_are_suspended_the_page_says_so_and_leads_to_the_rules(at: AtShares) -> None:
    pages: list[str] = []
    at.page.page_requested.connect(pages.append)
    assert not at.page.stops.isVisible()
    at.desk.perform(SuspendWithdrawals("board", "2026-11-01", "The roof first."))
    at.settle()
    assert at.page.stops.text() == "The board has suspended withdrawals from 1 November 2026. The roof first."
    form = at.open("withdraw")
    form.show_values({"reference": "7", "shares": "1", "what": "waive"})
    form.submit()
    at.settle()
    assert "suspended since 1 November 2026 by the board" in form.refusal()
    assert audit_all_looks(at.page) == []
    at.page.leave_form()
    assert audit_all_looks(at.page) == []
    at.page.to_rules.click()
    at.page.ledger.rules.click()
    assert pages == ["sharerules", "sharerules"]
    at.desk.perform(EndSuspension("2026-11-27"))
    at.settle()
    assert not at.page.stops.isVisible()


def test_an_application_is_approved_paid_and_allotted(at: AtShares) -> None:
    at.page.show_waiting_list()
    at.page.waiting.new.click()
    form = at.form()
    form.show_values({"name": "Priya Raman", "shares": "3", "address": "3 Hill Street"})
    form.submit()
    at.settle()
    assert "Priya Raman asks for 3 shares" in at.page.news.text()
    for values, told in (
        ({"what": "approved"}, "is approved"),
        ({"what": "pay", "paid": "transfer"}, "has paid £3 so far"),
        ({"what": "allot"}, "3 shares allotted to Priya Raman"),
    ):
        at.page.show_waiting_list()
        first = at.page.waiting.first_row()
        assert first is not None
        QTest.keyClick(first, Qt.Key.Key_Return)
        at.form().show_values(values)
        at.form().submit()
        at.settle()
        assert told in at.page.news.text()
    assert at.held("41") == 3
    assert at.page.waiting.first_row() is None


def test_the_board_decides_several_at_once_by_keyboard_and_one_undo_takes_all_back(at: AtShares) -> None:
    _three_wait(at)
    held = at.held("7")
    QTest.keyClick(at.page.ledger.search, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    at.settle()
    notice, first, second = at.page.waiting.rows()
    QTest.keyClick(notice, Qt.Key.Key_Space)
    QTest.keyClick(first, Qt.Key.Key_Space)
    QTest.keyClick(second, Qt.Key.Key_Space)
    QTest.keyClick(second, Qt.Key.Key_Space)
    assert [each.is_marked for each in at.page.waiting.rows()] == [True, True, False]
    assert first.accessibleName().startswith("Marked: Priya Raman asks for 2 shares")
    QTest.keyClick(first, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    at.settle()
    assert at.page.waiting.together.words() == "Decide 3"
    QTest.keyClick(first, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    at.settle()
    at.send(remark="Board minute 12")
    assert at.page.news.text().startswith("Approved: 2 applications and 1 withdrawal. Paid back: £5.")
    assert at.held("7") == held - 5
    assert [each.state for each in at.desk.ask(applications_open)] == ["approved", "approved"]
    at.page.ledger.undo.click()
    at.settle()
    assert "all of them wait again" in at.page.news.text()
    assert at.held("7") == held
    assert [each.state for each in at.desk.ask(applications_open)] == ["received", "received"]
    assert len(at.page.waiting.rows()) == 3
    assert at.desk.ask(verify).findings == ()


def test_much_withdrawn_in_a_year_is_warned_of_where_it_is_decided(at: AtShares) -> None:
    at.page.show_waiting_list()
    assert at.page.waiting.warning() == ""
    at.page.leave_form()
    at.desk.perform(IssueShares(7, 400, "cash"))
    at.desk.perform(WithdrawShares(7, 300))
    at.settle()
    at.page.show_waiting_list()
    assert at.page.waiting.warning().startswith("£300 was withdrawn since 1 January 2026: ")
    assert "more than 10%" in at.page.waiting.warning()
    assert audit_all_looks(at.page) == []
    form = at.open("withdraw")
    assert at.page.waiting.warning() in told_in(form)
    assert audit_all_looks(at.page) == []
    at.page.leave_form()
    at.desk.perform(SetShareRule("withdrawals_warning", "none"))
    at.settle()
    form = at.open("withdraw")
    assert "Whole shares at their nominal value; certificates behind them are cancelled." in told_in(form)


def test_what_cannot_be_decided_by_the_board_is_not_marked(at: AtShares) -> None:
    _three_wait(at)
    at.desk.perform(SetApplication(1, "approved"))
    at.desk.perform(WithdrawShares(7, 2))
    at.settle()
    at.page.show_waiting_list()
    at.page.waiting.mark_all.click()
    due, running, approved, asked = at.page.waiting.rows()
    assert [each.is_marked for each in (due, running, approved, asked)] == [True, False, False, True]
    chosen: list[object] = []
    at.page.waiting.item_chosen.connect(chosen.append)
    QTest.keyClick(running, Qt.Key.Key_Space)
    assert chosen == [running.item]


def test_where_one_is_refused_none_is_decided_and_it_is_named(at: AtShares) -> None:
    _three_wait(at)
    at.desk.perform(SuspendWithdrawals("board", "2026-11-01"))
    at.settle()
    at.page.show_waiting_list()
    at.page.waiting.mark_all.click()
    at.page.waiting.together.click()
    form = at.send()
    name = at.desk.ask(member, "7").name
    assert form.refusal().startswith(f"Nothing was recorded for any of them, because of {name}: ")
    assert [each.state for each in at.desk.ask(applications_open)] == ["received", "received"]
    assert audit_all_looks(at.page) == []
    at.send(decision="refuse", remark="Not this year")
    assert "Refused: 2 applications and 1 withdrawal." in at.page.news.text()
    assert at.page.waiting.first_row() is None


def test_one_button_is_filled_wherever_the_page_stands(at: AtShares) -> None:
    def filled() -> list[str]:
        buttons = at.page.findChildren(Button)
        return [each.words() for each in buttons if each.kind() == "primary" and each.isVisibleTo(at.page)]

    _three_wait(at)
    assert filled() == ["Cash up £20"]
    at.page.show_waiting_list()
    assert filled() == []
    at.page.waiting.mark_all.click()
    assert filled() == ["Decide 3"]
    at.page.waiting.together.click()
    assert filled() == ["Record"]
    at.page.leave_form()
    assert filled() == ["Cash up £20"]


def test_nothing_of_what_waits_is_clipped_or_unnamed(at: AtShares) -> None:
    at.page.show_waiting_list()
    assert audit_all_looks(at.page) == []
    _three_wait(at)
    assert audit_all_looks(at.page) == []
    at.page.waiting.mark_all.click()
    assert audit_all_looks(at.page) == []
    at.page.waiting.together.click()
    assert audit_all_looks(at.page) == []
