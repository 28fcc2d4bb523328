"""The treasurer's acts, one by one: what the rules allow, what they refuse, and what is on the record afterwards."""

import re
import sqlite3
import threading
from datetime import date
from pathlib import Path

import pytest

from coopdesk.domain.refusals import Refusal
from coopdesk.domain.rules import LegalForm
from coopdesk.domain.share_rules import NomineeNotInRules, NomineeNotSecretary
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
from coopdesk.services.membership import AddMember
from coopdesk.services.membership_end import EndMembership
from coopdesk.services.movement_lines import ledger_lines
from coopdesk.services.officers import AddOfficer
from coopdesk.services.owed import owed_by
from coopdesk.services.payments import RefundPayment, TakePayment, receipt_view
from coopdesk.services.perform import Command, Desk
from coopdesk.services.share_rules import OpenShareClass, SetShareRule, rules_on
from coopdesk.services.shareholders import SetShareholder
from coopdesk.services.shares import IssueShares, capital_view, holding_view
from coopdesk.services.society import FoundSociety, SetRules, changed_rules, preset_rules
from coopdesk.services.statement import statement_view
from coopdesk.services.suspensions import EndSuspension, SuspendWithdrawals
from coopdesk.services.transfers import TransferShares
from coopdesk.services.verify import verify
from coopdesk.services.withdrawals import PayWithdrawal, RefuseWithdrawal, TakeBackNotice, WithdrawShares
from coopdesk.services.withdrawals_in_year import withdrawals_in_year
from coopdesk.storage.files import make, open_file
from tests.conftest import DeskAtHand, Watch

ANN, BO, CO_OP = 1, 2, 3
NOMINAL = 100
"""Pence."""


@pytest.fixture
def ledger(founded: DeskAtHand) -> DeskAtHand:
    """Ann with 50 shares, Bo with 1, and another registered society as a member; shares may be passed on."""
    founded.perform(AddMember(name="Ann Oak", joined_on="2020-05-01"))
    founded.perform(AddMember(name="Bo Fell", joined_on="2020-05-01"))
    founded.perform(AddMember(name="Calder Growers Limited", kind="organisation", joined_on="2020-05-01"))
    set_rules(founded, share_transferable="yes")
    founded.perform(IssueShares(ANN, 50, "transfer", on="2024-01-10"))
    founded.perform(IssueShares(BO, 1, "cash", on="2024-01-10"))
    return founded


def set_rules(desk: Desk, **settings: str) -> None:
    wish = desk.ask(changed_rules, settings)
    assert isinstance(wish, SetRules)
    desk.perform(wish)


def rule(desk: Desk, name: str, value: str, day: str = "2020-01-01") -> None:
    desk.perform(SetShareRule(name, value, day, "rule 24"))


def held(desk: Desk, member: int, on: date | None = None) -> int:
    return desk.ask(holding_view, member, on).shares


def refused(desk: DeskAtHand, wish: Command[object]) -> Refusal:
    """The refusal, with nothing changed and no number of a certificate used."""
    numbers = "SELECT (SELECT value FROM counter WHERE name = 'certificate'), (SELECT max(seq) FROM journal)"
    before = desk.ask(lambda reader: reader.raw(numbers))
    with pytest.raises(Refusal) as no:
        desk.perform(wish)
    assert desk.ask(lambda reader: reader.raw(numbers)) == before
    return no.value


def sound(desk: Desk) -> bool:
    return (
        desk.ask(verify).findings == ()
        and desk.ask(statement_view, date(2020, 1, 1), date(2030, 1, 1)).statement.agrees
    )


# -- limits ------------------------------------------------------------------------------------------------------------


def test_scenario_46_ninety_nine_thousand_and_twenty_more_is_refused_and_allowed_to_a_registered_society(
    ledger: DeskAtHand,
) -> None:
    ledger.perform(IssueShares(ANN, 99_990 - 50, "transfer"))
    no = refused(ledger, IssueShares(ANN, 20, "transfer"))
    assert no.code == "WITHDRAWABLE-LIMIT"
    assert "£100,010" in str(no)
    assert "£100,000" in str(no)
    assert "2014 Act s.24" in str(no)
    ledger.perform(IssueShares(CO_OP, 99_990, "transfer"))
    assert refused(ledger, IssueShares(CO_OP, 20, "transfer")).code == "WITHDRAWABLE-LIMIT"
    ledger.perform(SetShareholder(CO_OP, society_number="77R"))
    assert ledger.perform(IssueShares(CO_OP, 20, "transfer")).shares == 20
    assert sound(ledger)


def test_the_limit_is_asked_again_at_a_transfer_and_an_inheritance(ledger: DeskAtHand) -> None:
    ledger.perform(IssueShares(ANN, 99_950, "transfer"))
    for kind in ("transfer", "inheritance"):
        assert refused(ledger, TransferShares(BO, ANN, 1, kind)).code == "WITHDRAWABLE-LIMIT"


def test_the_limit_is_a_dated_setting_not_a_constant(ledger: DeskAtHand) -> None:
    rule(ledger, "withdrawable_limit", "£60", "2025-01-01")
    assert refused(ledger, IssueShares(ANN, 11, "cash")).code == "WITHDRAWABLE-LIMIT"
    assert ledger.perform(IssueShares(ANN, 11, "cash", on="2024-12-31")).shares == 11
    assert ledger.ask(rules_on, date(2013, 1, 1)).limit_pence == 20_000_00
    ledger.undo(("SetShareRule",))
    assert ledger.perform(IssueShares(ANN, 11, "cash")).shares == 11


def test_no_limit_on_shares_that_are_not_withdrawable(ledger: DeskAtHand) -> None:
    ledger.perform(OpenShareClass("Community", withdrawable=False, transferable=True))
    assert ledger.perform(IssueShares(ANN, 200_000, "transfer", share_class="Community")).shares == 200_000
    assert refused(ledger, WithdrawShares(ANN, 5, share_class="Community")).code == "NOT-WITHDRAWABLE"
    assert refused(ledger, IssueShares(ANN, 5, "cash", share_class="Golden")).code == "UNKNOWN-SHARE-CLASS"
    assert sound(ledger)


def test_the_rule_maximum_holds_at_issue_and_transfer(ledger: DeskAtHand) -> None:
    set_rules(ledger, max_shares="60", share_transferable="yes")
    assert refused(ledger, IssueShares(ANN, 11, "cash")).code == "MORE-THAN-MAXIMUM"
    ledger.perform(IssueShares(ANN, 10, "cash"))
    assert refused(ledger, TransferShares(BO, ANN, 1)).code == "MORE-THAN-MAXIMUM"


def test_a_society_never_holds_its_own_shares(ledger: DeskAtHand) -> None:
    own = ledger.perform(AddMember(name="Todmorden Bakers Limited", kind="organisation", joined_on="2020-05-01")).id
    assert refused(ledger, IssueShares(own, 1, "cash")).code == "OWN-SHARES"
    assert refused(ledger, TransferShares(ANN, own, 1)).code == "OWN-SHARES"
    ledger.perform(SetShareholder(CO_OP, society_number="4321r"))
    assert refused(ledger, TransferShares(ANN, CO_OP, 1)).code == "OWN-SHARES"


def test_age_and_class_decide_who_may_hold(ledger: DeskAtHand) -> None:
    ledger.perform(SetShareholder(BO, born_on="2011-11-29"))
    no = refused(ledger, IssueShares(BO, 1, "cash"))
    assert (no.code, "29 November 2011" in str(no)) == ("TOO-YOUNG", True)
    rule(ledger, "least_age", "14")
    assert ledger.perform(IssueShares(BO, 1, "cash")).shares == 1
    rule(ledger, "holding_classes", "Worker, Grower")
    assert refused(ledger, IssueShares(BO, 1, "cash")).code == "CLASS-HOLDS-NO-SHARES"


def test_a_leavers_share_passes_to_the_secretary_in_a_company_only(ledger: DeskAtHand, tmp_path: Path) -> None:
    no = refused(ledger, TransferShares(BO, ANN, 1, "nominee"))
    assert (no.code, "co-operative society" in str(no)) == ("COMPANY-ONLY", True)
    store = make(tmp_path / "company.coopdesk")
    company = Desk(store, clock=Watch())
    company.perform(FoundSociety("Valley Care CIC", "099", "cic", preset_rules(LegalForm.CIC, {})))
    for name in ("Secretary Vane", "Leaver Moss"):
        entered = company.perform(AddMember(name=name, joined_on="2021-01-01"))
        company.perform(IssueShares(entered.id, 1, "cash"))
    set_rules(company, max_shares="1")
    leaver = TransferShares(2, 1, 1, "nominee")
    with pytest.raises(NomineeNotInRules):
        company.perform(leaver)
    rule(company, "secretary_nominee", "yes")
    company.perform(AddOfficer(office="Secretary", member=2, on="2020-01-01"))
    with pytest.raises(NomineeNotSecretary):
        company.perform(leaver)
    company.perform(AddOfficer(office="Company secretary", member=1, on="2020-01-01"))
    made = company.perform(leaver)
    assert (made.taker.shares, made.giver.status.value) == (2, "ended")
    with pytest.raises(Refusal, match="not withdrawable"):
        company.perform(WithdrawShares(1, 1))
    assert sound(company)
    store.close()


def test_a_tenth_of_the_capital_withdrawn_in_a_year_is_warned_of_and_not_refused(ledger: DeskAtHand) -> None:
    """51 shares stand when 2026 begins; five are less than a tenth of them, six are more."""

    def warned() -> str:
        return ledger.ask(withdrawals_in_year, date(2026, 11, 28)).warning

    rule(ledger, "withdrawal_notice", "none")
    ledger.perform(WithdrawShares(ANN, 5, on="2026-03-01"))
    assert warned() == ""
    rule(ledger, "withdrawal_notice", "13 weeks", "2026-11-01")
    ledger.perform(WithdrawShares(ANN, 1))
    assert "£5 was withdrawn since 1 January 2026 and £1 is under notice: together 11.7% of the £51" in warned()
    ledger.perform(WithdrawShares(ANN, 1, waive=True))
    assert "£6 was withdrawn since 1 January 2026: 11.7% of the £51 of withdrawable capital" in warned()
    assert ledger.ask(statement_view, date(2026, 1, 1), date(2026, 11, 28)).withdrawals.warning == warned()
    taken = ledger.ask(lambda reader: reader.raw("SELECT max(id) FROM share_movement"))[0][0]
    ledger.perform(ReverseMovement(taken, "entered twice"))
    assert "is under notice" in warned()
    rule(ledger, "withdrawals_warning", "15%")
    assert warned() == ""
    rule(ledger, "withdrawals_warning", "none")
    assert warned() == ""
    assert ledger.ask(withdrawals_in_year, date(2027, 1, 1)).withdrawn_pence == 0
    # Shares of a class that is not withdrawable are no part of what the year began with.
    ledger.perform(OpenShareClass("founders", withdrawable=False, transferable=False))
    ledger.perform(IssueShares(ANN, 30, "cash", on="2025-12-01", share_class="founders"))
    assert ledger.ask(withdrawals_in_year, date(2026, 11, 28)).base_pence == 5100
    assert sound(ledger)


# -- bad input, nothing lost -------------------------------------------------------------------------------------------

BAD: dict[str, tuple[Command[object], str]] = {
    "negative": (IssueShares(ANN, -5, "cash"), "SHARE-COUNT"),
    "none": (IssueShares(ANN, 0, "cash"), "SHARE-COUNT"),
    "huge": (IssueShares(ANN, 10**12, "cash"), "SHARE-COUNT"),
    "a day that does not exist": (IssueShares(ANN, 1, "cash", on="2026-02-30"), "NOT-UNDERSTOOD"),
    "a day ahead": (IssueShares(ANN, 1, "cash", on="2026-11-29"), "NOT-UNDERSTOOD"),
    "before joining": (IssueShares(ANN, 1, "cash", on="2019-01-01"), "NOT-YET-A-MEMBER"),
    "no way of paying": (IssueShares(ANN, 1, "barter"), "NOT-UNDERSTOOD"),
    "part paid": (IssueShares(ANN, 10, "cash", pence=500), "NOT-FULLY-PAID"),
    "paid too much": (IssueShares(ANN, 10, "cash", pence=1001), "PAID-TOO-MUCH"),
    "to oneself": (TransferShares(ANN, ANN, 1), "TRANSFER-TO-SELF"),
    "beyond the holding": (TransferShares(ANN, BO, 51), "MORE-THAN-HELD"),
    "transfer before it was held": (TransferShares(ANN, BO, 5, on="2024-01-09"), "MORE-THAN-HELD"),
    "a transfer of part of nothing": (TransferShares(ANN, BO, -1), "SHARE-COUNT"),
    "a kind of transfer there is not": (TransferShares(ANN, BO, 1, "gift"), "NOT-UNDERSTOOD"),
    "withdrawn below the minimum": (WithdrawShares(BO, 1), "BELOW-MINIMUM"),
    "withdrawn beyond the holding": (WithdrawShares(ANN, 51), "MORE-THAN-HELD"),
    "withdrawn before it was held": (WithdrawShares(ANN, 1, on="2023-12-31"), "MORE-THAN-HELD"),
    "cancelled beyond the holding": (CancelShares(ANN, 51), "MORE-THAN-HELD"),
    "written down by too much": (WriteDown(100, "ruin"), "NOT-UNDERSTOOD"),
    "written down without a reason": (WriteDown(10, " "), "REASON-NEEDED"),
    "corrected without a reason": (ReverseMovement(1, ""), "REASON-NEEDED"),
    "a movement there is not": (ReverseMovement(99, "wrong"), "UNKNOWN-MOVEMENT"),
    "a correction dated before the entry": (ReverseMovement(1, "wrong", "2024-01-09"), "CANNOT-REVERSE"),
    "a notice there is not": (PayWithdrawal(9, "cash"), "UNKNOWN-WITHDRAWAL"),
    "an application there is not": (AllotApplication(9), "UNKNOWN-APPLICATION"),
    "an application of nobody": (ApplyForShares(shares=3), "NOT-UNDERSTOOD"),
    "an instalment nobody owes": (TakePayment(member=ANN, pence=100, paid="cash"), "NOTHING-OWED"),
    "a payment of nothing": (TakePayment(member=ANN, pence=0, paid="cash", purpose="donation"), "NOT-UNDERSTOOD"),
    "a refund of money for shares": (RefundPayment(1), "NOT-TO-BE-REFUNDED"),
    "a receipt there is not": (RefundPayment(99), "UNKNOWN-RECEIPT"),
    "a setting there is not": (SetShareRule("interest", "3%"), "NOT-UNDERSTOOD"),
    "a period that is none": (SetShareRule("withdrawal_notice", "a while"), "NOT-UNDERSTOOD"),
    "ending what is not suspended": (EndSuspension(), "NOT-SUSPENDED"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_refused_by_name_and_the_ledger_is_untouched(ledger: DeskAtHand, what: str) -> None:
    wish, code = BAD[what]
    no = refused(ledger, wish)
    assert no.code == code
    assert "Nothing was" in str(no)
    assert (held(ledger, ANN), held(ledger, BO), ledger.ask(capital_view).shares) == (50, 1, 51)


SENT_TWICE: dict[str, Command[object]] = {
    "issue": IssueShares(ANN, 5, "cash"),
    "withdrawal": WithdrawShares(ANN, 5),
    "cancellation": CancelShares(ANN, 5, "keep"),
    "transfer": TransferShares(ANN, BO, 5),
    "subscription": TakePayment(member=ANN, pence=1200, paid="card", purpose="subscription"),
}


@pytest.mark.parametrize("what", SENT_TWICE)
def test_the_same_act_sent_twice_is_one(ledger: DeskAtHand, what: str) -> None:
    first = ledger.perform(SENT_TWICE[what], nonce="scan 1")
    after = ledger.ask(lambda reader: reader.raw("SELECT count(*) FROM journal"))
    again = ledger.perform(SENT_TWICE[what], nonce="scan 1")
    assert ledger.ask(lambda reader: reader.raw("SELECT count(*) FROM journal")) == after
    if what != "cancellation":
        assert again == first
    other = next(each for name, each in SENT_TWICE.items() if name != what)
    with pytest.raises(Refusal, match="nonce"):
        ledger.perform(other, nonce="scan 1")
    assert sound(ledger)


def test_two_desks_issuing_at_once_share_no_number_and_lose_nothing(ledger: DeskAtHand) -> None:
    made: list[int] = []

    def issue(path: Path, member: int) -> None:
        store = open_file(path)
        desk = Desk(store, clock=Watch())
        made.extend(desk.perform(IssueShares(member, 1, "cash")).certificate for _ in range(15))
        store.close()

    threads = [threading.Thread(target=issue, args=(ledger.path, member)) for member in (ANN, BO)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(made) == list(range(3, 33))
    assert (held(ledger, ANN), held(ledger, BO)) == (65, 16)
    assert sound(ledger)


def test_two_desks_cannot_withdraw_the_same_shares(ledger: DeskAtHand) -> None:
    done: list[str] = []

    def withdraw(path: Path) -> None:
        store = open_file(path)
        desk = Desk(store, clock=Watch())
        try:
            desk.perform(WithdrawShares(ANN, 30))
            done.append("paid")
        except Refusal as no:
            done.append(no.code)
        store.close()

    threads = [threading.Thread(target=withdraw, args=(ledger.path,)) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(done) == ["MORE-THAN-HELD", "paid"]
    assert held(ledger, ANN) == 20


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


# -- verify names the entry --------------------------------------------------------------------------------------------


def _tamper(path: Path, statement: str) -> None:
    """Change the file with another tool, its guards and checks out of the way."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA ignore_check_constraints=ON")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    assert connection.execute(statement).rowcount > 0
    connection.commit()
    connection.close()


BROKEN: dict[str, tuple[str, str]] = {
    "a payment that shrank": ("UPDATE payment SET pence = 4900 WHERE id = 1", "MONEY-UNTIED"),
    "shares that grew": ("UPDATE share_movement SET shares = 60 WHERE id = 1", "MONEY-UNTIED"),
    "a movement without its payment": ("UPDATE share_movement SET payment = NULL WHERE id = 2", "MONEY-ASTRAY"),
    "a transfer of one half": ("UPDATE share_movement SET shares = 4 WHERE kind = 'transfer-in'", "TRANSFER-UNEQUAL"),
    "more out than in": ("UPDATE share_movement SET shares = -90 WHERE kind = 'transfer-out'", "HOLDING-NEGATIVE"),
    "a date before the shares": (
        "UPDATE share_movement SET on_day = '2023-01-01' WHERE kind = 'transfer-out'",
        "HOLDING-NEGATIVE",
    ),
    "a withdrawal unpaid": ("UPDATE share_movement SET payment = NULL WHERE kind = 'withdrawal'", "MONEY-UNTIED"),
    "a correction of half": ("UPDATE share_movement SET shares = -1 WHERE kind = 'reversal'", "REVERSAL-WRONG"),
    "a refund twice as large": ("UPDATE payment SET pence = -9000 WHERE refunds IS NOT NULL", "REFUND-WRONG"),
    "money that did not go back": ("UPDATE payment SET refunds = NULL WHERE refunds IS NOT NULL", "MONEY-UNTIED"),
    "money for a transfer": ("UPDATE share_movement SET payment = 1 WHERE kind = 'transfer-in'", "MONEY-UNTIED"),
    "share money called a gift": ("UPDATE payment SET purpose = 'donation' WHERE id = 1", "MONEY-UNTIED"),
    "an instalment beyond the price": (
        "UPDATE payment SET pence = 3000 WHERE id = (SELECT max(payment) FROM instalment)",
        "MONEY-UNTIED",
    ),
    "an instalment for nothing": (
        "DELETE FROM instalment WHERE payment = (SELECT max(payment) FROM instalment)",
        "MONEY-ASTRAY",
    ),
    "a transfer to somebody else": ("UPDATE share_transfer SET taker = 3", "TRANSFER-UNEQUAL"),
    "a certificate for more than is held": (
        "UPDATE certificate SET shares = 500 WHERE status = 'issued' AND member = 1",
        "CERTIFICATES-WRONG",
    ),
    "a certificate that stands again": (
        "UPDATE certificate SET status = 'issued' WHERE number = 1",
        "CERTIFICATE-FATE",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_verify_finds_what_breaks_the_ledger_and_names_the_entry(ledger: DeskAtHand, what: str) -> None:
    ledger.perform(TransferShares(ANN, BO, 5))
    ledger.perform(WithdrawShares(ANN, 5))
    issued = ledger.perform(IssueShares(BO, 7, "cash"))
    (movement,) = [line.number for line in ledger.ask(ledger_lines) if line.certificate == issued.certificate]
    ledger.perform(ReverseMovement(movement, "typed twice"))
    rule(ledger, "part_paid", "yes")
    ledger.perform(IssueShares(BO, 10, "cash", pence=400))
    ledger.perform(TakePayment(member=BO, pence=300, paid="card"))
    assert sound(ledger)
    statement, code = BROKEN[what]
    ledger.store.close()
    _tamper(ledger.path, statement)
    again = Desk(open_file(ledger.path), clock=Watch())
    said = [f"{each.code}: {each.message}" for each in again.ask(verify).findings]
    again.store.close()
    assert any(each.startswith(code) and re.search(r"\bentry [0-9]+\b", each) for each in said), said
