"""The ledger over a real society file: what is listed, what the tiles say, issuing and taking back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.services.entry_details import NoteDetail
from coopdesk.services.member_cards import IssueCard
from coopdesk.services.members import member
from coopdesk.services.membership import AddMember
from coopdesk.services.shares import IssueShares, ReverseIssue
from coopdesk.services.suspensions import SuspendWithdrawals
from coopdesk.services.treasury import treasury_view
from coopdesk.services.verify import verify
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.shares.page import SharesPage, build
from tests.documents.reading import whole_text
from tests.ui.audit import audit_all_looks
from tests.ui.desks import NOW, new_desk, settle, show
from tests.ui.shares.shares_at_hand import AtShares, told_in


def test_shares_are_issued_by_keyboard_and_the_tiles_follow(at: AtShares) -> None:
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


def test_undo_refunds_and_the_ledger_shows_both(at: AtShares) -> None:
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
def test_what_cannot_be_issued_is_refused_in_the_form(at: AtShares, values: dict[str, str], told: str) -> None:
    form = at.begin()
    form.show_values(values)
    form.submit()
    at.settle()
    assert told in form.refusal()
    assert at.desk.ask(treasury_view, NOW).certificates == {"issued": 40}


def test_a_scanned_card_says_who_is_meant(at: AtShares) -> None:
    card = at.desk.perform(IssueCard(5))
    assert not at.page.take_scan(card.code)
    form = at.begin()
    assert at.page.take_scan(card.code)
    form.submit()
    at.settle()
    assert at.desk.ask(member, "5").name in at.page.news.text()


def test_letters_and_alt_letters_do_what_the_buttons_do(at: AtShares) -> None:
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


def test_the_list_is_narrowed_by_chip_kind_and_typing(at: AtShares) -> None:
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


def test_nothing_found_says_what_to_do(at: AtShares) -> None:
    at.page.ledger.search.setText("zzzzqq")
    at.settle()
    assert not at.page.ledger.table.isVisible()
    assert at.page.ledger.sentence() == "No movement is in this list. Choose another filter, or type less."
    at.page.ledger.search.clear()
    at.page.ledger.to_do.click()
    at.settle()
    assert at.page.ledger.sentence() == "All money has been cashed up."


def test_a_movement_stands_beside_the_ledger_and_leads_to_account_and_certificate(at: AtShares) -> None:
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


def test_the_plot_and_the_year_follow_the_ledger(at: AtShares) -> None:
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


def test_shares_pass_from_one_member_to_another_and_back_by_undo(at: AtShares) -> None:
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


def test_a_scanned_card_answers_the_question_that_is_open(at: AtShares) -> None:
    giver, taker = at.desk.perform(IssueCard(9)), at.desk.perform(IssueCard(7))
    form = at.open("transfer")
    assert at.page.take_scan(giver.code)
    form.field("taker").setFocus()
    assert at.page.take_scan(taker.code)
    assert (form.values()["giver"], form.values()["taker"]) == (giver.code, taker.code)


def test_a_movement_is_corrected_with_its_reason(at: AtShares) -> None:
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


@pytest.mark.parametrize("act", ["issue", "transfer"])
def test_a_form_says_whom_a_certificate_would_name(at: AtShares, act: str) -> None:
    at.desk.perform(NoteDetail(7, "joint-holder", "Tom Brown", address="3 Hill Street"))
    name = at.desk.ask(member, "7").name
    form = at.open(act)
    form.show_values({"reference": "7"} if act == "issue" else {"taker": "7"})
    at.settle()
    assert f"Certificates name {name} and Tom Brown." in " ".join(told_in(form))


def test_a_form_says_who_speaks_for_an_organisation(at: AtShares) -> None:
    made = at.desk.perform(AddMember(name="Calder Growers Limited", kind="organisation"))
    form = at.open("issue")
    form.show_values({"reference": str(made.number)})
    at.settle()
    assert "No representative is named yet." in " ".join(told_in(form))
    at.desk.perform(NoteDetail(made.id, "representative", "Ann Oak"))
    form.show_values({"reference": ""})
    form.show_values({"reference": str(made.number)})
    at.settle()
    assert "Represented by Ann Oak." in " ".join(told_in(form))


def test_receipt_and_statement_are_saved_as_papers(at: AtShares, tmp_path: Path) -> None:
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


def test_a_movement_put_away_stays_away_when_the_ledger_is_read_again(at: AtShares) -> None:
    at.page.ledger.table.selectRow(0)
    at.settle()
    QTest.keyClick(at.page.ledger.table, Qt.Key.Key_Escape)
    at.desk.perform(SuspendWithdrawals("board", "2026-11-01"))
    at.settle()
    at.rows()
    assert at.page.side.currentWidget() is at.page.overview


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


def test_nothing_of_the_ledger_is_clipped_or_unnamed(at: AtShares) -> None:
    at.desk.perform(IssueShares(7, 60, "cash"))
    at.settle()
    assert audit_all_looks(at.page) == []
    at.page.ledger.table.selectRow(0)
    at.settle()
    assert audit_all_looks(at.page) == []


@pytest.mark.parametrize("act", ["issue", "transfer", "withdraw"])
def test_nothing_of_a_form_is_clipped_or_unnamed(at: AtShares, act: str) -> None:
    form = at.open(act)
    form.submit()
    at.settle()
    assert form.refusal()
    assert audit_all_looks(at.page) == []
