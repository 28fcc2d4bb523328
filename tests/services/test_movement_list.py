"""The ledger as the treasurer reads it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coopdesk.domain.clock import fixed_clock
from coopdesk.domain.rules import LegalForm
from coopdesk.services import everything
from coopdesk.services.growth import growth
from coopdesk.services.membership import AddMember
from coopdesk.services.membership_end import EndMembership
from coopdesk.services.movement_list import MovementFilter, MovementLine, movement_keys, movement_lines
from coopdesk.services.perform import Desk
from coopdesk.services.shares import IssueShares, ReverseIssue
from coopdesk.services.society import FoundSociety, preset_rules
from coopdesk.services.treasury import treasury_view
from coopdesk.storage import files

assert everything
NOW = datetime(2026, 11, 28, 18, 52, tzinfo=UTC)
TODAY = date(2026, 11, 28)
RULES = preset_rules(LegalForm.CO_OPERATIVE, {})


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = files.make(tmp_path / "ours.coopdesk")
    made = Desk(store, clock=fixed_clock(NOW))
    made.perform(FoundSociety("Calder Bakers Ltd", "9876R", "co-operative-society", RULES))
    made.perform(AddMember(name="Agnes Moorhouse", joined_on="2026-11-28"))
    made.perform(AddMember(name="Bryn Parry", joined_on="2024-03-01"))
    yield made
    store.close()


def _lines(desk: Desk, chosen: MovementFilter) -> list[MovementLine]:
    return list(desk.ask(movement_lines, desk.ask(movement_keys, chosen)))


def test_a_society_without_shares_has_an_empty_ledger_and_no_plot_to_speak_of(desk: Desk) -> None:
    assert _lines(desk, MovementFilter("all")) == []
    view = desk.ask(treasury_view, NOW)
    assert (view.shares, view.holders, view.least, view.most, view.movements) == (0, 0, 0, 0, 0)
    assert (view.to_do.receipts, view.to_do.since) == (0, None)
    points = desk.ask(growth, TODAY)
    assert (points[0].day, points[0].pence, points[0].members) == (date(2024, 3, 31), 0, 1)
    assert (points[-1].day, points[-1].members) == (TODAY, 2)


def test_a_register_without_anybody_has_no_points(tmp_path: Path) -> None:
    store = files.make(tmp_path / "new.coopdesk")
    try:
        new = Desk(store, clock=fixed_clock(NOW))
        new.perform(FoundSociety("New Ltd", "1R", "co-operative-society", RULES))
        assert new.ask(growth, TODAY) == ()
    finally:
        store.close()


def test_the_newest_comes_first_and_joining_is_told_from_taking_more(desk: Desk) -> None:
    desk.perform(IssueShares(1, 1, "cash"))
    desk.perform(IssueShares(2, 25, "transfer"))
    second, first = _lines(desk, MovementFilter("all"))
    assert (first.who, first.what, first.shares, first.pence, first.method) == (
        "Agnes Moorhouse",
        "joined",
        1,
        100,
        "cash",
    )
    assert (second.who, second.what, second.receipt, second.certificate) == ("Bryn Parry", "issue", 2, 2)
    assert first.moment == NOW
    assert first.money == "to do"


def test_since_a_day_of_a_kind_and_of_somebody(desk: Desk) -> None:
    desk.perform(IssueShares(1, 1, "cash"))
    desk.perform(IssueShares(2, 25, "transfer"))
    desk.perform(ReverseIssue(2))
    assert len(_lines(desk, MovementFilter("since", date(2026, 1, 1)))) == 3
    assert _lines(desk, MovementFilter("since", date(2026, 11, 29))) == []
    assert [line.what for line in _lines(desk, MovementFilter("all", kind="reversal"))] == ["reversal"]
    assert {line.who for line in _lines(desk, MovementFilter("all", typed="agnes"))} == {"Agnes Moorhouse"}
    assert [line.receipt for line in _lines(desk, MovementFilter("all", typed="3"))] == [3]
    assert _lines(desk, MovementFilter("all", typed="nobody called this")) == []
    assert _lines(desk, MovementFilter("all", typed="9" * 40)) == []


def test_money_not_cashed_up_is_listed_with_its_sum(desk: Desk) -> None:
    desk.perform(IssueShares(1, 1, "cash"))
    desk.perform(IssueShares(2, 25, "transfer"))
    assert [line.pence for line in _lines(desk, MovementFilter("to-reconcile"))] == [2500, 100]
    view = desk.ask(treasury_view, NOW)
    assert (view.to_do.receipts, view.to_do.pence, view.to_do.since) == (2, 2600, TODAY)


def test_a_correction_counts_against_the_kind_it_corrects(desk: Desk) -> None:
    desk.perform(IssueShares(1, 10, "cash"))
    desk.perform(IssueShares(2, 25, "cash"))
    desk.perform(ReverseIssue(1))
    view = desk.ask(treasury_view, NOW)
    assert (view.year.issued.shares, view.year.withdrawn.shares, view.year.closing.shares) == (25, 0, 25)
    assert (view.shares, view.pence, view.holders, view.least, view.most) == (25, 2500, 1, 25, 25)
    assert view.year.difference_pence == 0


def test_whoever_left_is_no_longer_counted_in_the_plot(desk: Desk) -> None:
    desk.perform(EndMembership(2, "moved away", "2025-06-30"))
    by_day = {point.day: point.members for point in desk.ask(growth, TODAY)}
    assert (by_day[date(2025, 5, 31)], by_day[date(2025, 6, 30)], by_day[TODAY]) == (1, 0, 1)
