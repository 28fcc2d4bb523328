"""The share rules over a real society file: what is laid down, set anew, suspended, written down, and taken back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from coopdesk.domain.share_settings import read_setting
from coopdesk.services.cancelling import WriteDownAhead
from coopdesk.services.share_rules import OpenShareClass, SetShareRule, rules_on
from coopdesk.services.share_rules_view import share_rules_view
from coopdesk.services.suspensions import EndSuspension, SuspendWithdrawals, suspensions
from coopdesk.services.treasury import treasury_view
from coopdesk.services.verify import verify
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.picker import Picker
from coopdesk.ui.share_rules.page import ShareRulesPage, build
from coopdesk.ui.share_rules.write_down import WriteDownForm
from tests.ui.at_page import AtPage
from tests.ui.audit import audit_all_looks
from tests.ui.desks import NOW, new_desk, sample_desk, settle, show

NOTICE = "Notice of a withdrawal"


class _At(AtPage[ShareRulesPage]):
    """The share rules over a society."""

    def open_rule(self, what: str) -> InlineForm:
        row = self.page.rules.row_of(what)
        row.setFocus()
        QTest.keyClick(row, Qt.Key.Key_Return)
        return self.form()

    def said(self, what: str) -> str:
        return self.page.rules.row_of(what).accessibleName()

    def write_down(self) -> WriteDownForm:
        self.page.losses.write_down.click()
        form = self.form()
        assert isinstance(form, WriteDownForm)
        return form


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        page = build(desk, jobs, hub)
        assert isinstance(page, ShareRulesPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        yield _At(page, desk, jobs, qtbot)


def test_every_rule_stands_with_its_day_and_its_source(at: _At) -> None:
    assert at.said("Nominal value of a share").startswith("Nominal value of a share: £1. the rule sheet")
    assert "£100,000. from 6 April 2014, 2014 Act s.24" in at.said("Most withdrawable shares of one member")
    assert "no. usual, until the society sets it" in at.said("The board consents to transfers")
    assert "from 1 August 2014, 2014 Act s.37(4)" in at.said("Most that passes by a nomination on death")


def test_a_rule_is_set_from_a_day_and_what_held_before_stays_to_be_read(at: _At) -> None:
    at.open_rule(NOTICE)
    at.send(value="13 weeks", from_day="2020-01-01", source="rule 15")
    assert "Notice of a withdrawal: 13 weeks, from 1 January 2020." in at.page.news.text()
    at.open_rule(NOTICE)
    form = at.send(value="6 months", from_day="2027-01-01", source="rule 15 as amended")
    assert "13 weeks. from 1 January 2020, rule 15. 6 months, from 1 January 2027, rule 15 as amended" in at.said(
        NOTICE
    )
    assert at.desk.ask(rules_on, date(2026, 12, 31)).notice == "13 weeks"
    assert at.desk.ask(rules_on, date(2027, 1, 1)).notice == "6 months"
    at.open_rule(NOTICE)
    told = [each.text() for each in form.findChildren(QLabel) if each.isVisibleTo(form)]
    places = [told.index(each) for each in ("Over time", "6 months", "rule 15", "13 weeks", "none")]
    assert [told[place] for place in sorted(places)] == ["Over time", "6 months", "13 weeks", "rule 15", "none"]
    assert form.values()["value"] == "13 weeks"


def test_undo_lets_the_rule_before_hold_again(at: _At) -> None:
    at.open_rule("The board consents to transfers")
    at.send(value="yes", source="rule 12")
    assert "yes. from 28 November 2026, rule 12" in at.said("The board consents to transfers")
    at.page.undo.click()
    at.settle()
    assert "holds again" in at.page.news.text()
    assert "no. usual" in at.said("The board consents to transfers")


def test_a_value_no_rule_can_hold_is_refused_in_the_form_by_the_name_of_the_rule(at: _At) -> None:
    at.open_rule(NOTICE)
    form = at.send(value="a fortnight")
    assert form.refusal().startswith("Notice of a withdrawal was given as “a fortnight”")
    form = at.send(value="13 weeks", from_day="2026-02-30")
    assert "2026-02-30" in form.refusal()
    assert "none" in at.said(NOTICE)


def test_every_rule_opens_its_question_with_the_value_that_holds(at: _At) -> None:
    at.desk.perform(SetShareRule("nomination_limit", "none"))
    at.settle()
    for told in at.desk.ask(share_rules_view, NOW).settings:
        form = at.open_rule(told.now.words)
        offered = form.values()["value"]
        assert read_setting(told.now.name, offered) == told.now.value, told.now.name
        assert isinstance(form.field("value"), Picker) == (told.now.value in ("yes", "no", "refuse", "repay"))
        at.page.leave_form()


def test_rules_of_the_sheet_lead_to_set_up(at: _At) -> None:
    row = at.page.rules.row_of("Most shares of a member")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert at.wishes == [("setup", "rules")]


def test_withdrawals_are_suspended_and_paid_again_and_both_can_be_taken_back(at: _At) -> None:
    assert at.page.stops.state.text() == "Paid"
    assert not at.page.stops.lift.isVisible()
    QTest.keyClick(at.page.rules.row_of(NOTICE), Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    at.settle()
    at.send(kind="board", words="The roof first.")
    assert at.page.stops.state.text() == "Suspended"
    assert at.page.stops.told() == "The board has suspended withdrawals from 28 November 2026. The roof first."
    at.page.stops.suspend.click()
    form = at.send(kind="board")
    assert "suspended on that day already" in form.refusal()
    at.page.leave_form()
    at.page.stops.lift.click()
    at.send(on="2026-12-31")
    assert "after 31 December 2026" in at.page.stops.told()
    at.page.undo.click()
    at.settle()
    assert "lasts on" in at.page.news.text()
    at.page.undo.click()
    at.settle()
    assert (at.page.stops.state.text(), at.desk.ask(suspensions)) == ("Paid", ())


def test_past_suspensions_stay_to_be_read(at: _At) -> None:
    at.desk.perform(SuspendWithdrawals("insolvency", "2021-03-01"))
    at.desk.perform(EndSuspension("2021-06-01"))
    at.settle()
    assert at.page.stops.state.text() == "Paid"
    assert "1 March 2021 to 1 June 2021, insolvency" in at.page.stops.told()


def test_a_class_of_shares_is_opened_once(at: _At) -> None:
    at.page.classes.open.click()
    at.send(name="Community bonds", transferable="yes", numbered="yes")
    assert "“Community bonds” is open" in at.page.news.text()
    assert at.page.classes.told() == [
        "Ordinary, withdrawable, not transferable",
        "Community bonds, withdrawable, transferable, numbered, since 28 November 2026",
    ]
    at.page.classes.open.click()
    form = at.send(name="community BONDS")
    assert "already" in form.refusal()


def test_writing_down_is_previewed_and_does_just_what_was_said(at: _At) -> None:
    before = at.desk.ask(treasury_view, NOW)
    form = at.write_down()
    at.send(percent="50", reason="Losses of 2025.")
    assert at.desk.ask(treasury_view, NOW).shares == before.shares
    said = form.told()
    form.submit()
    at.settle()
    after = at.desk.ask(treasury_view, NOW)
    lost = before.shares - after.shares
    assert 0 < lost <= before.shares // 2
    assert f"lose {lost:,} shares together. Share capital of £{before.shares:,} becomes £{after.shares:,}." in said
    assert f"{lost:,} shares of" in at.page.news.text()
    assert after.holders == before.holders
    assert at.desk.ask(verify).findings == ()


def test_what_was_changed_after_the_preview_is_previewed_again(at: _At) -> None:
    before = at.desk.ask(treasury_view, NOW).shares
    form = at.write_down()
    at.send(percent="50", reason="Losses of 2025.")
    first = form.verb().words()
    at.send(percent="20")
    assert form.verb().words() not in (first, "Preview")
    assert at.desk.ask(treasury_view, NOW).shares == before
    form.show_values({"percent": "21"})
    assert (form.told(), form.verb().words()) == ("", "Preview")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"percent": "half"}, "whole number from 1 to 99"),
        ({"percent": "100"}, "whole number from 1 to 99"),
        ({"percent": "-5"}, "whole number from 1 to 99"),
        ({"percent": ""}, "whole number from 1 to 99"),
        ({"percent": "50", "on": "2031-01-01"}, "lies ahead"),
    ],
)
def test_a_part_that_is_none_is_refused_before_there_is_a_preview(at: _At, values: dict[str, str], told: str) -> None:
    form = at.write_down()
    at.send(**values)
    assert told in form.refusal()
    assert form.told() == ""


def test_writing_down_wants_its_reason(at: _At) -> None:
    before = at.desk.ask(treasury_view, NOW).shares
    form = at.write_down()
    at.send(percent="50")
    at.send()
    assert "reason" in form.refusal()
    assert at.desk.ask(treasury_view, NOW).shares == before


def test_a_part_too_small_for_a_whole_share_offers_nothing_to_do(at: _At) -> None:
    form = at.write_down()
    form.show_values({"percent": "1"})
    ahead = WriteDownAhead(shares=0, holders=0, shares_now=40, holders_now=40, nominal_pence=100)
    form.show_ahead(form.values(), ahead)
    assert "Nothing would go" in form.told()
    assert form.verb().words() == "Preview"


def test_a_new_society_has_its_rules_and_nothing_to_write_down(
    look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    hub = Hub()
    with new_desk(tmp_path, hub) as desk:
        page = build(desk, jobs, hub)
        assert isinstance(page, ShareRulesPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        assert not page.losses.write_down.isEnabled()
        assert "none" in page.rules.row_of(NOTICE).accessibleName()
        assert audit_all_looks(page) == []


def test_nothing_of_the_rules_is_clipped_or_unnamed(at: _At) -> None:
    at.desk.perform(SetShareRule("withdrawal_notice", "13 weeks", "2020-01-01", "rule 15"))
    at.desk.perform(SetShareRule("withdrawal_notice", "6 months", "2027-01-01", "rule 15, as amended in October"))
    at.desk.perform(OpenShareClass("Community bonds", withdrawable=True, transferable=True, numbered=True))
    at.desk.perform(SuspendWithdrawals("board", "", "The roof first."))
    at.settle()
    assert audit_all_looks(at.page) == []
    at.open_rule(NOTICE)
    at.send(value="a fortnight")
    assert audit_all_looks(at.page) == []


@pytest.mark.parametrize("act", ["suspend", "open", "write_down"])
def test_nothing_of_a_form_is_clipped_or_unnamed(at: _At, act: str) -> None:
    cards = {"suspend": at.page.stops, "open": at.page.classes, "write_down": at.page.losses}
    getattr(cards[act], act).click()
    form = at.send()
    if act == "write_down":
        at.send(percent="50")
        assert isinstance(form, WriteDownForm)
        assert form.told()
    assert audit_all_looks(at.page) == []
