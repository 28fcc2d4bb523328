"""The treasurer's acts, one by one: what the rules allow, what they refuse, and what is on the record afterwards."""

from datetime import date

from coopdesk.services.application_view import application_view
from coopdesk.services.applications import (
    AllotApplication,
    ApplyForShares,
    PayApplication,
    ReturnApplicationMoney,
    SetApplication,
)
from coopdesk.services.cancelling import CancelShares, WriteDown
from coopdesk.services.correcting import ReverseMovement
from coopdesk.services.members import member_by_id
from coopdesk.services.membership_end import EndMembership
from coopdesk.services.movement_lines import ledger_lines
from coopdesk.services.owed import owed_by
from coopdesk.services.payments import RefundPayment, TakePayment, receipt_view
from coopdesk.services.shares import IssueShares, capital_view, holding_view
from coopdesk.services.statement import statement_view
from coopdesk.services.suspensions import EndSuspension, SuspendWithdrawals
from coopdesk.services.transfers import TransferShares
from coopdesk.services.withdrawals import PayWithdrawal, RefuseWithdrawal, TakeBackNotice, WithdrawShares
from tests.conftest import DeskAtHand
from tests.services.ledger_at_hand import ANN, BO, held, refused, rule, set_rules, sound

# -- withdrawal --------------------------------------------------------------------------------------------------------


def test_notice_runs_thirteen_weeks_and_is_paid_on_the_day_it_ends(ledger: DeskAtHand) -> None:
    rule(ledger, "withdrawal_notice", "13 weeks")
    view = ledger.perform(WithdrawShares(ANN, 20))
    assert (view.state, view.due_on) == ("asked", date(2027, 2, 27))
    assert held(ledger, ANN) == 50
    assert refused(ledger, PayWithdrawal(view.number, "cash")).code == "NOTICE-RUNNING"
    assert refused(ledger, TransferShares(ANN, BO, 31)).code == "MORE-THAN-HELD"
    ledger.watch.wind(days=91)
    paid = ledger.perform(PayWithdrawal(view.number, "cash"))
    assert (paid.state, held(ledger, ANN), held(ledger, ANN, date(2027, 2, 26))) == ("paid", 30, 50)
    assert refused(ledger, PayWithdrawal(view.number, "cash")).code == "WITHDRAWAL-SETTLED"
    assert sound(ledger)


def test_the_board_may_waive_notice_refuse_it_or_suspend_withdrawals(ledger: DeskAtHand) -> None:
    rule(ledger, "withdrawal_notice", "3 months")
    assert ledger.perform(WithdrawShares(ANN, 1, waive=True)).state == "paid"
    asked = ledger.perform(WithdrawShares(ANN, 5))
    assert asked.due_on == date(2027, 2, 28)
    assert ledger.perform(RefuseWithdrawal(asked.number, "the roof first")).state == "refused"
    second = ledger.perform(WithdrawShares(ANN, 5))
    ledger.perform(SuspendWithdrawals("board", "2027-01-01", "minute 7"))
    ledger.watch.wind(days=120)
    no = refused(ledger, PayWithdrawal(second.number, "cash"))
    assert (no.code, "by the board" in str(no)) == ("WITHDRAWALS-SUSPENDED", True)
    assert ledger.perform(WithdrawShares(ANN, 2)).state == "asked"
    ledger.perform(EndSuspension("2027-03-27"))
    assert ledger.perform(PayWithdrawal(second.number, "cash")).state == "paid"
    assert ledger.perform(TakeBackNotice(4)).state == "taken-back"
    assert sound(ledger)


def test_an_insolvent_society_pays_nobody_out(ledger: DeskAtHand) -> None:
    ledger.perform(SuspendWithdrawals("insolvency"))
    for wish in (WithdrawShares(ANN, 5), CancelShares(ANN, 5, "cash")):
        no = refused(ledger, wish)
        assert (no.code, "cannot pay its debts" in str(no)) == ("WITHDRAWALS-SUSPENDED", True)
    assert ledger.perform(CancelShares(ANN, 5, "keep")).repaid_pence == 0


def test_withdrawing_everything_is_refused_or_ends_membership_as_the_rules_say(ledger: DeskAtHand) -> None:
    assert refused(ledger, WithdrawShares(ANN, 50)).code == "BELOW-MINIMUM"
    rule(ledger, "below_minimum", "ends-membership")
    set_rules(ledger, min_shares="10", share_transferable="yes")
    assert refused(ledger, WithdrawShares(ANN, 45)).code == "BELOW-MINIMUM"
    ledger.perform(WithdrawShares(ANN, 50))
    assert ledger.ask(member_by_id, ANN).status.value == "ended"
    ledger.undo()
    assert (ledger.ask(member_by_id, ANN).status.value, held(ledger, ANN)) == ("active", 50)
    assert sound(ledger)


def test_a_former_member_is_repaid_to_the_last_share(ledger: DeskAtHand) -> None:
    ledger.perform(EndMembership(BO, "moved away"))
    assert ledger.perform(WithdrawShares(BO, 1)).state == "paid"
    assert held(ledger, BO) == 0
    assert sound(ledger)


# -- transfer, cancellation, write-down, correction --------------------------------------------------------------------


def test_a_transfer_is_one_act_with_two_entries_of_one_day_and_new_papers(ledger: DeskAtHand) -> None:
    made = ledger.perform(TransferShares(ANN, BO, 20, on="2026-11-01", words="a gift"))
    assert (held(ledger, ANN), held(ledger, BO)) == (30, 21)
    assert (held(ledger, ANN, date(2026, 10, 31)), held(ledger, BO, date(2026, 11, 1))) == (50, 21)
    papers = {each.number: (each.shares, each.status) for each in ledger.ask(holding_view, ANN).certificates}
    assert papers == {1: (50, "cancelled"), 3: (30, "issued")}
    assert ledger.ask(holding_view, BO).certificates[-1].number == made.certificates[0] == 4
    assert ledger.ask(capital_view).shares == 51
    assert sound(ledger)


def test_board_consent_is_asked_where_the_rules_want_it(ledger: DeskAtHand) -> None:
    rule(ledger, "board_consents_transfers", "yes")
    assert refused(ledger, TransferShares(ANN, BO, 5)).code == "CONSENT-NEEDED"
    assert ledger.perform(TransferShares(ANN, BO, 5, consent_on="2026-11-03")).consent_on == date(2026, 11, 3)


def test_passing_every_share_on_ends_the_givers_membership_and_undo_restores_it(ledger: DeskAtHand) -> None:
    ledger.perform(TransferShares(BO, ANN, 1))
    assert ledger.ask(member_by_id, BO).status.value == "ended"
    ledger.undo()
    assert (ledger.ask(member_by_id, BO).status.value, held(ledger, BO), held(ledger, ANN)) == ("active", 1, 50)
    assert sound(ledger)


def test_shares_that_are_not_transferable_still_pass_on_death(ledger: DeskAtHand) -> None:
    set_rules(ledger, share_transferable="no")
    assert refused(ledger, TransferShares(ANN, BO, 5)).code == "NOT-TRANSFERABLE"
    assert ledger.perform(TransferShares(ANN, BO, 5, "inheritance")).shares == 5


def test_scenario_49_a_leavers_share_is_cancelled_and_the_pound_kept_by_one_act(ledger: DeskAtHand) -> None:
    rule(ledger, "on_exit", "keep")
    made = ledger.perform(CancelShares(BO, 1, reason="left the house"))
    member = ledger.ask(member_by_id, BO)
    assert (made.repaid_pence, made.ended) == (0, True)
    assert (member.status.value, member.ended_on) == ("ended", date(2026, 11, 28))
    made_up = ledger.ask(statement_view, date(2020, 1, 1), date(2026, 12, 31)).statement
    assert (made_up.cancelled.shares, made_up.money.kept_pence, made_up.money.repaid_pence) == (1, 100, 0)
    assert sound(ledger)


def test_capital_is_written_down_in_whole_shares_in_each_members_favour(ledger: DeskAtHand) -> None:
    made = ledger.perform(WriteDown(25, "two years of losses"))
    assert (made.shares, made.holders, held(ledger, ANN), held(ledger, BO)) == (12, 1, 38, 1)
    assert ledger.ask(statement_view, date(2020, 1, 1), date(2026, 12, 31)).statement.written_down.shares == 12
    assert sound(ledger)


def test_a_correction_takes_the_movement_its_money_and_its_paper_back_and_keeps_the_past(ledger: DeskAtHand) -> None:
    made = ledger.perform(ReverseMovement(1, "entered for the wrong Ann"))
    assert (held(ledger, ANN), held(ledger, ANN, date(2024, 6, 1)), made.refunded_pence) == (0, 50, 5000)
    assert ledger.ask(holding_view, ANN).certificates[0].status == "void"
    assert refused(ledger, ReverseMovement(1, "again")).code == "CANNOT-REVERSE"
    assert refused(ledger, ReverseMovement(made.movements[0], "back")).code == "CANNOT-REVERSE"
    payload = ledger.ask(lambda reader: reader.raw("SELECT payload FROM journal ORDER BY seq DESC LIMIT 1"))[0][0]
    assert "wrong Ann" not in payload
    assert sound(ledger)


def test_both_halves_of_a_transfer_are_reversed_together(ledger: DeskAtHand) -> None:
    ledger.perform(TransferShares(ANN, BO, 20))
    (out,) = [line.number for line in ledger.ask(ledger_lines) if line.kind == "transfer-out"]
    ledger.perform(ReverseMovement(out, "the wrong Bo"))
    assert (held(ledger, ANN), held(ledger, BO)) == (50, 1)
    assert refused(ledger, ReverseMovement(out, "again")).code == "CANNOT-REVERSE"
    assert sound(ledger)


# -- applications, instalments, money ----------------------------------------------------------------------------------


def test_application_approval_payment_allotment_make_a_member(ledger: DeskAtHand) -> None:
    rule(ledger, "board_approves_applications", "yes")
    asked = ledger.perform(ApplyForShares(shares=10, name="Nadia Ferreira", address="3 Hill"))
    ledger.perform(PayApplication(asked.number, "transfer"))
    assert refused(ledger, AllotApplication(asked.number)).code == "CONSENT-NEEDED"
    assert ledger.ask(capital_view).shares == 51
    assert sound(ledger)
    ledger.perform(SetApplication(asked.number, "approved", words="minute 6"))
    made = ledger.perform(AllotApplication(asked.number, 8))
    assert (made.member.name, made.shares, made.refunded_pence) == ("Nadia Ferreira", 8, 200)
    assert ledger.ask(application_view, asked.number).state == "allotted"
    assert sound(ledger)


def test_money_of_a_refused_application_goes_back(ledger: DeskAtHand) -> None:
    asked = ledger.perform(ApplyForShares(shares=10, member=BO))
    ledger.perform(PayApplication(asked.number, "cheque", 700))
    assert refused(ledger, AllotApplication(asked.number)).code == "NOT-FULLY-PAID"
    ledger.perform(SetApplication(asked.number, "refused"))
    assert refused(ledger, AllotApplication(asked.number)).code == "APPLICATION-SETTLED"
    assert ledger.perform(ReturnApplicationMoney(asked.number)) == 700
    assert ledger.ask(application_view, asked.number).paid_pence == 0
    assert sound(ledger)


def test_part_paid_shares_are_paid_by_instalments_and_do_not_go_before(ledger: DeskAtHand) -> None:
    rule(ledger, "part_paid", "yes")
    ledger.perform(IssueShares(BO, 10, "cash", pence=250))
    ((movement, owed, unpaid),) = ledger.ask(owed_by, BO)
    assert (owed, unpaid) == (750, 8)
    assert refused(ledger, TransferShares(BO, ANN, 4)).code == "MORE-THAN-HELD"
    assert refused(ledger, TakePayment(member=BO, pence=751, paid="cash")).code == "PAID-TOO-MUCH"
    ledger.perform(TakePayment(member=BO, pence=500, paid="card"))
    assert sound(ledger)
    ledger.perform(TakePayment(member=BO, pence=250, paid="card", movement=movement))
    assert ledger.ask(owed_by, BO) == ()
    ledger.perform(TransferShares(BO, ANN, 4))
    assert sound(ledger)


def test_a_gift_is_no_capital_and_is_given_back_in_part(ledger: DeskAtHand) -> None:
    gift = ledger.perform(TakePayment(member=BO, pence=2000, paid="cash", purpose="donation", words="for the oven"))
    ledger.perform(RefundPayment(gift.number, 500))
    assert refused(ledger, RefundPayment(gift.number, 1501)).code == "NOT-UNDERSTOOD"
    ledger.perform(RefundPayment(gift.number))
    assert refused(ledger, RefundPayment(gift.number)).code == "NOT-TO-BE-REFUNDED"
    assert ledger.ask(receipt_view, gift.number).returned_pence == 2000
    assert ledger.ask(capital_view).pence == 5100
    assert sound(ledger)
