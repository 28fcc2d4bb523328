"""The ledger: its limits, bad input that leaves it untouched, two desks at once, and what verify finds broken."""

import re
import sqlite3
import threading
from datetime import date
from pathlib import Path

import pytest

from coopdesk.domain.refusals import Refusal
from coopdesk.domain.rules import LegalForm
from coopdesk.domain.share_rules import NomineeNotInRules, NomineeNotSecretary
from coopdesk.services.applications import (
    AllotApplication,
    ApplyForShares,
)
from coopdesk.services.cancelling import CancelShares, WriteDown
from coopdesk.services.correcting import ReverseMovement
from coopdesk.services.membership import AddMember
from coopdesk.services.movement_lines import ledger_lines
from coopdesk.services.officers import AddOfficer
from coopdesk.services.payments import RefundPayment, TakePayment
from coopdesk.services.perform import Command, Desk
from coopdesk.services.share_rules import OpenShareClass, SetShareRule, rules_on
from coopdesk.services.shareholders import SetShareholder
from coopdesk.services.shares import IssueShares, capital_view
from coopdesk.services.society import FoundSociety, preset_rules
from coopdesk.services.statement import statement_view
from coopdesk.services.suspensions import EndSuspension
from coopdesk.services.transfers import TransferShares
from coopdesk.services.verify import verify
from coopdesk.services.withdrawals import PayWithdrawal, WithdrawShares
from coopdesk.services.withdrawals_in_year import withdrawals_in_year
from coopdesk.storage.files import make, open_file
from tests.conftest import DeskAtHand, Watch
from tests.services.ledger_at_hand import ANN, BO, CO_OP, held, refused, rule, set_rules, sound

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
