"""The ledger over a real society file: what is listed, what the tiles say, issuing and taking back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from coopdesk.services.application_view import applications_open
from coopdesk.services.applications import ApplyForShares, SetApplication
from coopdesk.services.entry_details import NoteDetail
from coopdesk.services.member_cards import IssueCard
from coopdesk.services.members import member
from coopdesk.services.membership import AddMember
from coopdesk.services.share_rules import SetShareRule
from coopdesk.services.shares import IssueShares, ReverseIssue
from coopdesk.services.suspensions import EndSuspension, SuspendWithdrawals
from coopdesk.services.treasury import treasury_view
from coopdesk.services.verify import verify
from coopdesk.services.withdrawals import WithdrawShares
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.shares.page import SharesPage, build
from tests.documents.reading import whole_text
from tests.ui.at_page import AtPage
from tests.ui.audit import audit_all_looks
from tests.ui.desks import NOW, new_desk, sample_desk, settle, show


class _At(AtPage[SharesPage]):
    """The shares page over the sample."""

    def begin(self) -> InlineForm:
        return self.open("issue")

    def open(self, act: str) -> InlineForm:
        getattr(self.page, act).click()
        return self.form()

    def held(self, number: str) -> int:
        return self.desk.ask(member, number).shares

    def rows(self) -> list[list[str]]:
        model = self.page.ledger.table.model()
        for row in range(model.rowCount()):
            model.data(model.index(row, 0))
        self.settle()
        return [
            [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        page = build(desk, jobs, hub)
        assert isinstance(page, SharesPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        yield _At(page, desk, jobs, qtbot)


def test_shares_are_issued_by_keyboard_and_the_tiles_follow(at: _At) -> None:
    before = at.held("7")
    capital = at.desk.ask(treasury_view, NOW).shares
    form = at.begin()
    QTest.keyClicks(form.field("reference"), "7")
    form.show_values({"shares": "10", "paid": "card"})
    QTest.keyClick(form.field("reference"), Qt.Key.Key_Return)
    at.settle()
    assert at.held("7") == before + 10
    assert "10 shares to" in at.page.news.text()
    assert "certificate 00041" in at.page.news.text()
    assert f"{capital + 10:,} shares of £1" in at.page.capital.note()
    assert (at.page.to_reconcile.number(), at.page.to_reconcile.note()) == ("£10", "1 since 28 Nov")
    name = at.desk.ask(member, "7").name
    assert at.rows()[0] == ["28 Nov 18:52", "1", name, "Issued, card", "+10", "£10.00", "", "to do"]


def test_undo_refunds_and_the_ledger_shows_both(at: _At) -> None:
    before = at.held("7")
    form = at.begin()
    form.show_values({"reference": "7", "shares": "3"})
    form.submit()
    at.settle()
    at.page.ledger.undo.click()
    at.settle()
    assert at.held("7") == before
    assert "pay the money back" in at.page.news.text()
    back, out = at.rows()[:2]
    assert (back[3], back[4], back[5]) == ("Corrected, cash", "−3", "−£3.00")
    assert (out[3], out[4], out[5]) == ("Issued, cash", "+3", "£3.00")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"reference": "9999"}, "no member 9999"),
        ({"reference": "7", "shares": "1.5"}, "cannot be a number of shares"),
        ({"reference": "7", "shares": "-2"}, "cannot be a number of shares"),
        ({"reference": ""}, "No member is named"),
    ],
)
def test_what_cannot_be_issued_is_refused_in_the_form(at: _At, values: dict[str, str], told: str) -> None:
    form = at.begin()
    form.show_values(values)
    form.submit()
    at.settle()
    assert told in form.refusal()
    assert at.desk.ask(treasury_view, NOW).certificates == {"issued": 40}


def test_a_scanned_card_says_who_is_meant(at: _At) -> None:
    card = at.desk.perform(IssueCard(5))
    assert not at.page.take_scan(card.code)
    form = at.begin()
    assert at.page.take_scan(card.code)
    form.submit()
    at.settle()
    assert at.desk.ask(member, "5").name in at.page.news.text()


def test_letters_and_alt_letters_do_what_the_buttons_do(at: _At) -> None:
    at.page.ledger.table.setFocus()
    QTest.keyClick(at.page.ledger.table, Qt.Key.Key_I)
    assert at.page.open_form() is not None
    at.page.leave_form()
    QTest.keyClick(at.page.ledger.search, Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    at.settle()
    assert at.page.open_form() is not None
    at.page.leave_form()
    QTest.keyClick(at.page.ledger.search, Qt.Key.Key_I)
    assert at.page.open_form() is None
    assert at.page.ledger.search.text() == "i"


def test_the_list_is_narrowed_by_chip_kind_and_typing(at: _At) -> None:
    this_year = len(at.rows())
    at.page.ledger.all.click()
    at.settle()
    assert len(at.rows()) == 40 > this_year
    at.desk.perform(IssueShares(7, 2, "cash"))
    at.settle()
    at.page.ledger.kinds.choose("issue")
    at.settle()
    assert [row[2] for row in at.rows()] == [at.desk.ask(member, "7").name]
    at.page.ledger.kinds.choose("")
    at.page.ledger.to_do.click()
    at.settle()
    assert [row[7] for row in at.rows()] == ["to do"]
    at.page.ledger.all.click()
    at.page.ledger.search.setText(at.desk.ask(member, "9").name)
    at.settle()
    assert at.desk.ask(member, "9").name in {row[2] for row in at.rows()}
    assert len(at.rows()) < 40


def test_nothing_found_says_what_to_do(at: _At) -> None:
    at.page.ledger.search.setText("zzzzqq")
    at.settle()
    assert not at.page.ledger.table.isVisible()
    assert at.page.ledger.sentence() == "No movement is in this list. Choose another filter, or type less."
    at.page.ledger.search.clear()
    at.page.ledger.to_do.click()
    at.settle()
    assert at.page.ledger.sentence() == "All money has been cashed up."


def test_a_movement_stands_beside_the_ledger_and_leads_to_account_and_certificate(at: _At) -> None:
    at.desk.perform(IssueShares(7, 2, "cash"))
    at.settle()
    at.page.ledger.table.selectRow(0)
    at.settle()
    line = at.page.movement.line()
    assert line is not None
    assert (line.shares, line.certificate, line.receipt) == (2, 41, 1)
    assert at.page.side.currentWidget() is at.page.movement
    at.page.movement.account.click()
    at.page.movement.certificate.click()
    assert at.wishes == [("members", 7), ("certificates", 41)]
    QTest.keyClick(at.page.ledger.table, Qt.Key.Key_Escape)
    assert at.page.side.currentWidget() is at.page.overview


def test_the_plot_and_the_year_follow_the_ledger(at: _At) -> None:
    view = at.desk.ask(treasury_view, NOW)
    capital = at.page.overview.growth.capital
    assert capital.accessibleName().endswith(f"£{view.shares:,} on 28 November 2026")
    assert at.page.overview.growth.members.accessibleName().endswith("40 members on 28 November 2026")
    assert at.page.overview.year.money()[0] == f"£{view.year.opening.shares:,}"
    at.desk.perform(IssueShares(7, 60, "cash"))
    at.settle()
    assert at.page.overview.year.money()[-1] == f"£{view.shares + 60:,}"
    at.desk.perform(ReverseIssue(41))
    at.settle()
    assert at.page.overview.year.money()[-1] == f"£{view.shares:,}"
    assert at.page.overview.year.agrees.text() == "Agrees"


def test_shares_pass_from_one_member_to_another_and_back_by_undo(at: _At) -> None:
    giver, taker = at.held("9"), at.held("7")
    form = at.open("transfer")
    form.show_values({"giver": "9", "taker": "7", "shares": str(giver), "kind": "transfer"})
    form.submit()
    at.settle()
    assert "cannot be transferred" in form.refusal() or "not transferable" in form.refusal()
    form.show_values({"kind": "inheritance"})
    form.submit()
    at.settle()
    assert (at.held("9"), at.held("7")) == (0, taker + giver)
    assert at.rows()[0][3] == "Transferred"
    assert at.rows()[0][2] == f"{at.desk.ask(member, '9').name} to {at.desk.ask(member, '7').name}"
    at.page.ledger.undo.click()
    at.settle()
    assert (at.held("9"), at.held("7")) == (giver, taker)
    assert at.desk.ask(verify).findings == ()


def test_a_scanned_card_answers_the_question_that_is_open(at: _At) -> None:
    giver, taker = at.desk.perform(IssueCard(9)), at.desk.perform(IssueCard(7))
    form = at.open("transfer")
    assert at.page.take_scan(giver.code)
    form.field("taker").setFocus()
    assert at.page.take_scan(taker.code)
    assert (form.values()["giver"], form.values()["taker"]) == (giver.code, taker.code)


def test_notice_waits_until_it_is_due_or_taken_back(at: _At) -> None:
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


def test_waived_notice_pays_at_once_and_leaving_cancels(at: _At) -> None:
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


def test_while_withdrawals_are_suspended_the_page_says_so_and_leads_to_the_rules(at: _At) -> None:
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


def test_a_movement_is_corrected_with_its_reason(at: _At) -> None:
    at.desk.perform(IssueShares(7, 2, "cash"))
    at.settle()
    before = at.held("7")
    at.page.ledger.table.selectRow(0)
    at.settle()
    at.page.movement.correct.click()
    form = at.form()
    form.submit()
    at.settle()
    assert "needs its reason" in form.refusal()
    form.show_values({"reason": "it was for somebody else"})
    form.submit()
    at.settle()
    assert at.held("7") == before - 2
    assert "Pay back £2." in at.page.news.text()
    assert at.rows()[0][3] == "Corrected, cash"
    at.page.ledger.table.selectRow(0)
    at.settle()
    assert not at.page.movement.correct.isEnabled()


def test_an_application_is_approved_paid_and_allotted(at: _At) -> None:
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


def _three_wait(at: _At) -> None:
    """Two applications and a withdrawal whose notice has run."""
    at.desk.perform(IssueShares(7, 20, "cash"))
    at.desk.perform(SetShareRule("withdrawal_notice", "13 weeks", "2020-01-01", "rule 15"))
    at.desk.perform(ApplyForShares(shares=2, name="Priya Raman"))
    at.desk.perform(ApplyForShares(shares=3, name="Gruffydd Llŷn"))
    at.desk.perform(WithdrawShares(7, 5, on="2026-08-01"))
    at.settle()


def test_the_board_decides_several_at_once_by_keyboard_and_one_undo_takes_all_back(at: _At) -> None:
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


def test_much_withdrawn_in_a_year_is_warned_of_where_it_is_decided(at: _At) -> None:
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
    assert at.page.waiting.warning() in _told(form)
    assert audit_all_looks(at.page) == []
    at.page.leave_form()
    at.desk.perform(SetShareRule("withdrawals_warning", "none"))
    at.settle()
    form = at.open("withdraw")
    assert "Whole shares at their nominal value; certificates behind them are cancelled." in _told(form)


def test_what_cannot_be_decided_by_the_board_is_not_marked(at: _At) -> None:
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


def test_where_one_is_refused_none_is_decided_and_it_is_named(at: _At) -> None:
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


@pytest.mark.parametrize("act", ["issue", "transfer"])
def test_a_form_says_whom_a_certificate_would_name(at: _At, act: str) -> None:
    at.desk.perform(NoteDetail(7, "joint-holder", "Tom Brown", address="3 Hill Street"))
    name = at.desk.ask(member, "7").name
    form = at.open(act)
    form.show_values({"reference": "7"} if act == "issue" else {"taker": "7"})
    at.settle()
    assert f"Certificates name {name} and Tom Brown." in " ".join(_told(form))


def test_a_form_says_who_speaks_for_an_organisation(at: _At) -> None:
    made = at.desk.perform(AddMember(name="Calder Growers Limited", kind="organisation"))
    form = at.open("issue")
    form.show_values({"reference": str(made.number)})
    at.settle()
    assert "No representative is named yet." in " ".join(_told(form))
    at.desk.perform(NoteDetail(made.id, "representative", "Ann Oak"))
    form.show_values({"reference": ""})
    form.show_values({"reference": str(made.number)})
    at.settle()
    assert "Represented by Ann Oak." in " ".join(_told(form))


def _told(form: InlineForm) -> list[str]:
    return [each.text() for each in form.findChildren(QLabel) if each.isVisibleTo(form)]


def test_receipt_and_statement_are_saved_as_papers(at: _At, tmp_path: Path) -> None:
    at.desk.perform(IssueShares(7, 2, "cash"))
    at.settle()
    at.page.ledger.table.selectRow(0)
    at.settle()
    at.page.movement.receipt.click()
    at.choose(tmp_path / "receipt.pdf")
    assert at.desk.ask(member, "7").name in whole_text((tmp_path / "receipt.pdf").read_bytes())
    at.page.overview.year.statement.click()
    form = at.form()
    form.show_values({"first": "2026-02-30"})
    form.submit()
    assert form.refusal()
    form.show_values({"first": "2026-01-01"})
    form.submit()
    at.choose(tmp_path / "statement.pdf")
    assert "Saved as" in at.page.news.text()
    assert (tmp_path / "statement.pdf").read_bytes().startswith(b"%PDF")


def test_a_movement_put_away_stays_away_when_the_ledger_is_read_again(at: _At) -> None:
    at.page.ledger.table.selectRow(0)
    at.settle()
    QTest.keyClick(at.page.ledger.table, Qt.Key.Key_Escape)
    at.desk.perform(SuspendWithdrawals("board", "2026-11-01"))
    at.settle()
    at.rows()
    assert at.page.side.currentWidget() is at.page.overview


def test_one_button_is_filled_wherever_the_page_stands(at: _At) -> None:
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


def test_nothing_of_a_new_society_is_clipped_or_unnamed(
    look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    hub = Hub()
    with new_desk(tmp_path, hub) as desk:
        page = build(desk, jobs, hub)
        assert isinstance(page, SharesPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        assert page.ledger.sentence().startswith("No share has been issued yet")
        assert audit_all_looks(page) == []
        page.show_waiting_list()
        assert audit_all_looks(page) == []


def test_nothing_of_the_ledger_is_clipped_or_unnamed(at: _At) -> None:
    at.desk.perform(IssueShares(7, 60, "cash"))
    at.settle()
    assert audit_all_looks(at.page) == []
    at.page.ledger.table.selectRow(0)
    at.settle()
    assert audit_all_looks(at.page) == []


@pytest.mark.parametrize("act", ["issue", "transfer", "withdraw"])
def test_nothing_of_a_form_is_clipped_or_unnamed(at: _At, act: str) -> None:
    form = at.open(act)
    form.submit()
    at.settle()
    assert form.refusal()
    assert audit_all_looks(at.page) == []


def test_nothing_of_what_waits_is_clipped_or_unnamed(at: _At) -> None:
    at.page.show_waiting_list()
    assert audit_all_looks(at.page) == []
    _three_wait(at)
    assert audit_all_looks(at.page) == []
    at.page.waiting.mark_all.click()
    assert audit_all_looks(at.page) == []
    at.page.waiting.together.click()
    assert audit_all_looks(at.page) == []
