"""The rules of shares on one page, and what writing down would do."""

from datetime import date

import pytest

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.domain.share_rules import MoreThanHeld
from coopdesk.services.cancelling import WriteDown, write_down_ahead
from coopdesk.services.membership import AddMember
from coopdesk.services.share_rules import SetShareRule
from coopdesk.services.share_rules_view import share_rules_view
from coopdesk.services.shares import IssueShares
from coopdesk.services.suspensions import EndSuspension, SuspendWithdrawals
from coopdesk.services.withdrawals import WithdrawShares
from tests.conftest import DeskAtHand


def test_rules_are_told_with_what_was_and_what_is_to_come(founded: DeskAtHand) -> None:
    founded.perform(SetShareRule("withdrawal_notice", "13 weeks", "2020-01-01", "rule 15"))
    founded.perform(SetShareRule("withdrawal_notice", "6 months", "2031-01-01", "rule 15 as amended"))
    view = founded.ask(share_rules_view, founded.now())
    (notice,) = (each for each in view.settings if each.now.name == "withdrawal_notice")
    assert (notice.now.value, notice.now.source) == ("13 weeks", "rule 15")
    assert [each.value for each in notice.past] == ["0 days"]
    assert [(each.value, each.from_day) for each in notice.to_come] == [("6 months", date(2031, 1, 1))]
    assert not view.any_shares


def test_a_suspension_holds_from_its_first_day_to_its_last(founded: DeskAtHand) -> None:
    today = founded.ask(share_rules_view, founded.now()).today
    founded.perform(SuspendWithdrawals("board", "2030-01-01"))
    assert founded.ask(share_rules_view, founded.now()).in_force == ()
    founded.perform(SuspendWithdrawals("insolvency", "2020-01-01"))
    assert [each.kind for each in founded.ask(share_rules_view, founded.now()).in_force] == ["insolvency"]
    founded.perform(EndSuspension("2030-02-01"))
    assert [each.until_day for each in founded.ask(share_rules_view, founded.now()).in_force] == [date(2030, 2, 1)]
    assert today.year < 2030


def test_what_writing_down_would_do_is_what_it_does(founded: DeskAtHand) -> None:
    for number, shares in enumerate((50, 1, 7), start=1):
        founded.perform(AddMember(name=f"Member {number}", joined_on="2020-05-01"))
        founded.perform(IssueShares(number, shares, "cash", on="2024-01-10"))
    ahead = founded.ask(write_down_ahead, 25, "", founded.now())
    assert (ahead.shares_now, ahead.holders_now, ahead.nominal_pence) == (58, 3, 100)
    made = founded.perform(WriteDown(25, "losses"))
    assert (made.shares, made.holders) == (ahead.shares, ahead.holders) == (13, 2)


def test_writing_down_is_refused_before_it_is_done_as_it_would_be_then(founded: DeskAtHand) -> None:
    founded.perform(AddMember(name="Ann Oak", joined_on="2020-05-01"))
    founded.perform(IssueShares(1, 10, "cash", on="2024-01-10"))
    founded.perform(SetShareRule("withdrawal_notice", "13 weeks", "2020-01-01", "rule 15"))
    founded.perform(WithdrawShares(1, 9, "cash"))
    with pytest.raises(MoreThanHeld):
        founded.ask(write_down_ahead, 50, "", founded.now())
    with pytest.raises(NotUnderstood):
        founded.ask(write_down_ahead, 0, "", founded.now())
