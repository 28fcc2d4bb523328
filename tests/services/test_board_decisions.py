"""Several decisions of the board in one act: all of them, or none."""

import pytest

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services.application_view import applications_open
from coopdesk.services.applications import AllotApplication, ApplyForShares
from coopdesk.services.board_decisions import DecideTogether, NotForAll
from coopdesk.services.membership import AddMember
from coopdesk.services.share_rules import SetShareRule
from coopdesk.services.shares import IssueShares, holding_view
from coopdesk.services.verify import verify
from coopdesk.services.withdrawals import WithdrawShares, withdrawals_waiting
from tests.conftest import DeskAtHand


@pytest.fixture
def asked(founded: DeskAtHand) -> DeskAtHand:
    """Two who apply; and Ann, who holds 10 shares."""
    founded.perform(AddMember(name="Ann Oak", joined_on="2020-05-01"))
    founded.perform(IssueShares(1, 10, "cash", on="2024-01-10"))
    founded.perform(ApplyForShares(shares=2, name="Priya Raman"))
    founded.perform(ApplyForShares(shares=3, name="Gruffydd Llŷn"))
    return founded


def test_one_that_cannot_be_decided_stops_all_of_them(asked: DeskAtHand) -> None:
    asked.perform(AllotApplication(2, paid="cash"))
    with pytest.raises(NotForAll, match=r"because of Gruffydd Llŷn: Application 2 is allotted"):
        asked.perform(DecideTogether("1,2", "", "approve"))
    assert [(each.number, each.state) for each in asked.ask(applications_open)] == [(1, "received")]


@pytest.mark.parametrize(("applications", "decision"), [("", "approve"), ("1", "perhaps")])
def test_nothing_to_decide_and_no_decision_are_refused(asked: DeskAtHand, applications: str, decision: str) -> None:
    with pytest.raises(NotUnderstood):
        asked.perform(DecideTogether(applications, "", decision))


def test_refused_notices_leave_the_shares_and_wait_again_after_undo(asked: DeskAtHand) -> None:
    asked.perform(SetShareRule("withdrawal_notice", "13 weeks", "2020-01-01"))
    notice = asked.perform(WithdrawShares(1, 4)).number
    made = asked.perform(DecideTogether("1", str(notice), "refuse", words="not now"))
    assert (made.approved, made.applications, made.withdrawals, made.repaid_pence) == (False, 1, 1, 0)
    assert asked.ask(withdrawals_waiting) == ()
    asked.undo(("DecideTogether",))
    assert [each.number for each in asked.ask(withdrawals_waiting)] == [notice]
    assert [each.state for each in asked.ask(applications_open)] == ["received", "received"]
    assert asked.ask(holding_view, 1).shares == 10
    assert asked.ask(verify).findings == ()
