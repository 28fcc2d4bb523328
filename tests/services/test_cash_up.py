"""The tin against the journal: what was counted is signed off, what was left out waits, a difference is explained."""

import pytest

from coopdesk.documents.cash_up import cash_up_paper
from coopdesk.documents.chapters import print_chapters
from coopdesk.domain.cash_up import DifferenceUnexplained, NothingCounted
from coopdesk.domain.clock import local_day
from coopdesk.services.cash_up import cash_up_to_do, cash_up_to_sign, cash_up_view
from coopdesk.services.cash_up_signing import NothingToCashUp, SignCashUp
from coopdesk.services.papers.heading import record_heading
from coopdesk.services.shares import IssueShares
from coopdesk.services.verify import verify
from tests.conftest import DeskAtHand, Run
from tests.documents.reading import whole_text

ANN = "Ann Oak"


@pytest.fixture
def taken(sample: DeskAtHand) -> DeskAtHand:
    """£12 in cash from two members, £3 by card, £20 by transfer."""
    for member, shares, paid in ((1, 7, "cash"), (2, 5, "cash"), (3, 3, "card"), (4, 20, "transfer")):
        sample.perform(IssueShares(member, shares, paid))
    return sample


def text(desk: DeskAtHand, number: int) -> str:
    heading = desk.ask(record_heading, desk.now())
    made = print_chapters([cash_up_paper(desk.ask(cash_up_view, number), heading)], heading)
    return " ".join(whole_text(made.data).split())


def test_a_way_of_paying_left_out_is_named_as_not_counted_and_its_receipts_wait(taken: DeskAtHand) -> None:
    view = taken.perform(SignCashUp({"cash": 1200}, ANN))
    assert [(each.method, each.difference) for each in view.counts] == [("cash", 0)]
    assert [(each.method, each.receipts, each.expected_pence) for each in view.uncounted] == [
        ("card", 1, 300),
        ("transfer", 1, 2000),
    ]
    assert (view.balances, view.differs, view.verdict) == (False, False, "Cash balances, the rest is not counted")
    assert taken.ask(cash_up_to_do).pence == 2300
    shown = text(taken, 1)
    assert "Cash balances, the rest is not counted" in shown
    assert "Not counted: card (1 receipt, £3.00), transfer (1 receipt, £20.00). They wait for another cash-up." in shown
    rest = taken.perform(SignCashUp({"card": 300, "transfer": 2000}, ANN, "Bo Fell"))
    assert (rest.balances, rest.uncounted, taken.ask(cash_up_to_do).receipts) == (True, (), 0)
    assert "It balances" in text(taken, 2)
    taken.undo({"SignCashUp"})
    assert taken.ask(cash_up_to_do).pence == 2300
    assert taken.ask(verify).findings == ()


def test_nothing_counted_at_all_is_no_cash_up(taken: DeskAtHand) -> None:
    with pytest.raises(NothingCounted, match="cash and card and transfer"):
        taken.perform(SignCashUp({}, ANN))
    with pytest.raises(NothingCounted):
        taken.perform(SignCashUp({"cheque": 500}, ANN, explanation="a cheque nobody entered"))
    assert taken.ask(cash_up_to_do).receipts == 4


def test_a_count_of_nothing_is_a_count_and_differs(taken: DeskAtHand) -> None:
    with pytest.raises(DifferenceUnexplained, match="a difference of −£12"):
        taken.perform(SignCashUp({"cash": 0}, ANN))
    view = taken.perform(SignCashUp({"cash": 0}, ANN, explanation="stolen, reported"))
    assert (view.verdict, view.differs, view.counted_pence) == ("It differs", True, 0)
    assert "−£12.00" in text(taken, 1)


def test_a_tin_counted_by_its_coins_is_cash_less_the_float(taken: DeskAtHand) -> None:
    view = taken.perform(SignCashUp({"card": 300, "transfer": 2000}, ANN, float_pence=1000, coins={1000: 2, 200: 1}))
    assert (view.balances, view.expected_pence, view.counted_pence) == (True, 3500, 3500)
    with pytest.raises(NothingToCashUp):
        taken.perform(SignCashUp({"cash": 0}, ANN))
    assert taken.ask(cash_up_to_sign, local_day(taken.now())).verdict == "To be counted"


def test_the_command_line_names_what_was_not_counted(taken: DeskAtHand, run: Run) -> None:
    asked = ("shares", "cash-up", taken.path, "--day", "--now", taken.now().isoformat())
    signed = run(*asked, "--sign", "--cash", "£12", "--counted-by", ANN, "--json").json
    assert signed["not_counted"] == {
        "card": {"expected_pence": 300, "receipts": 1},
        "transfer": {"expected_pence": 2000, "receipts": 1},
    }
    assert (signed["balances"], signed["receipts"]) == (False, 2)
    assert "Not counted: card (1 receipt, £3.00)" in run("shares", "cash-up", taken.path, "--number", 1).out
