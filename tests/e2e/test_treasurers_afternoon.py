"""A treasurer's afternoon through the real window, by keys, cards and codes; then the file is verified."""

from pathlib import Path

import pytest

from coopdesk.services.application_view import applications_open
from coopdesk.services.cash_up import cash_ups
from coopdesk.services.certificate_views import certificate_view
from coopdesk.services.members import member
from coopdesk.ui.cash_up.page import CashUpPage
from coopdesk.ui.certificates.page import CertificatesPage
from coopdesk.ui.members.page import MembersPage
from coopdesk.ui.registers.page import RegistersPage
from coopdesk.ui.share_rules.page import ShareRulesPage
from coopdesk.ui.shares.page import SharesPage
from tests.e2e.operator import Operator, record_of


@pytest.mark.timeout(300)
def test_treasurers_afternoon(operator: Operator, society: Path, tmp_path: Path) -> None:
    before = {number: _held(operator, number) for number in (3, 7, 9)}
    _issue(operator)
    _transfer(operator)
    _withdraw(operator)
    _set_a_rule(operator)
    _suspend_and_lift(operator)
    _decide_together(operator)
    _replace_a_certificate(operator)
    _check_a_code(operator)
    _cash_up(operator)
    _open_an_account(operator)
    _write_down(operator)
    _export_a_register(operator, tmp_path / "register.csv")
    operator.leave()
    _read_the_record(society, before)
    assert (tmp_path / "register.csv").stat().st_size > 1000


def _held(operator: Operator, number: int) -> int:
    return operator.session.desk.ask(member, str(number)).shares


def _issue(operator: Operator) -> None:
    operator.press("Ctrl+5")
    shares = operator.page(SharesPage)
    operator.press("Alt+i")
    operator.type("7")
    operator.press("Tab")
    operator.type("10")
    operator.press("Enter")
    assert "10 shares to" in shares.news.text()
    assert shares.to_reconcile.number() == "£10"


def _transfer(operator: Operator) -> None:
    shares = operator.page(SharesPage)
    operator.press("Alt+t")
    operator.scan(operator.card(9))
    operator.press("Tab")
    operator.type("3")
    operator.press("Tab")
    operator.type(str(_held(operator, 9)))
    operator.press("Tab")
    operator.press("Down")
    operator.press("Enter")
    assert "certificate" in shares.news.text(), shares.forms.form()


def _withdraw(operator: Operator) -> None:
    shares = operator.page(SharesPage)
    operator.press("Alt+w")
    operator.type("7")
    operator.press("Tab")
    operator.type("4")
    operator.press("Enter")
    assert "4 shares of" in shares.news.text()
    assert "paid back" in shares.news.text()


def _to_rules(operator: Operator) -> ShareRulesPage:
    operator.press("Ctrl+5")
    operator.press("Alt+u")
    return operator.page(ShareRulesPage)


def _set_a_rule(operator: Operator) -> None:
    page = _to_rules(operator)
    wanted = page.rules.row_of("Notice of a withdrawal")
    while not wanted.hasFocus():
        operator.press("Down")
    operator.press("Enter")
    operator.type("13 weeks")
    operator.press("Tab")
    operator.type("2030-01-01")
    operator.press("Tab")
    operator.type("rule 15")
    operator.press("Enter")
    assert "Notice of a withdrawal: 13 weeks, from 1 January 2030." in page.news.text()
    operator.press("Esc")
    operator.page(SharesPage)


def _suspend_and_lift(operator: Operator) -> None:
    page = _to_rules(operator)
    operator.press("Alt+u")
    for _ in range(2):
        operator.press("Tab")
    operator.type("The roof first.")
    operator.press("Enter")
    assert page.stops.state.text() == "Suspended"
    operator.press("Esc")
    shares = operator.page(SharesPage)
    assert shares.stops.text().endswith("The roof first.")
    operator.press("Alt+w")
    operator.type("7")
    operator.press("Enter")
    form = shares.open_form()
    assert form is not None
    assert "suspended" in form.refusal()
    operator.press("Esc")
    page = _to_rules(operator)
    operator.press("Ctrl+Z")
    assert page.stops.state.text() == "Paid"


def _decide_together(operator: Operator) -> None:
    operator.press("Ctrl+5")
    shares = operator.page(SharesPage)
    for name in ("Priya Raman", "Owain Pugh"):
        operator.press("Alt+o")
        operator.press("Alt+n")
        operator.press("Tab")
        operator.type(name)
        operator.press("Enter")
        assert f"{name} asks for 1 share" in shares.news.text()
    operator.press("Alt+o")
    operator.press("Alt+m")
    operator.press("Alt+d")
    operator.press("Enter")
    assert "Approved: 2 applications." in shares.news.text()


def _write_down(operator: Operator) -> None:
    page = _to_rules(operator)
    operator.press("Alt+w")
    operator.type("10")
    for _ in range(2):
        operator.press("Tab")
    operator.type("losses of the year")
    operator.press("Enter")
    assert "written down" not in page.news.text()
    operator.press("Enter")
    assert "members written down" in page.news.text()


def _replace_a_certificate(operator: Operator) -> None:
    operator.press("Alt+c")
    page = operator.page(CertificatesPage)
    operator.type("3")
    operator.press("Down")
    view = page.panel.view()
    assert view is not None
    while view.number != 3:
        operator.press("Down")
        view = page.panel.view()
        assert view is not None
    operator.press("Alt+e")
    operator.press("Enter")
    assert "takes the place of 00003" in page.news.text()


def _check_a_code(operator: Operator) -> None:
    operator.press("Ctrl+6")
    operator.scan(operator.session.desk.ask(certificate_view, 3).code)
    page = operator.page(CertificatesPage)
    assert page.check.verdict() == "On the register, but it stands no more"
    # The check is put away, then what was typed in the search, then the page.
    for _ in range(3):
        operator.press("Esc")
    operator.page(SharesPage)


def _cash_up(operator: Operator) -> None:
    operator.press("F9")
    page = operator.page(CashUpPage)
    operator.type("10")
    operator.press("Tab")
    operator.type("-3")
    for _ in range(2):
        operator.press("Tab")
    operator.type("Zoe Hartley")
    operator.press("F9")
    assert "a difference of" in page.count.refusal()
    page.count.explanation.setFocus()
    operator.type("1 pound paid from the till")
    operator.press("F9")
    assert "signed off" in page.news.text()


def _open_an_account(operator: Operator) -> None:
    operator.press("Ctrl+5")
    shares = operator.page(SharesPage)
    assert shares.to_reconcile.note() == "all cashed up"
    operator.press("Down")
    operator.press("Alt+a")
    assert operator.page(MembersPage).account.account() is not None


def _export_a_register(operator: Operator, path: Path) -> None:
    operator.press("Ctrl+5")
    operator.press("Alt+r")
    page = operator.page(RegistersPage)
    page.form.show_values({"kind": "full", "format": "csv"})
    operator.press("Enter")
    operator.save_as(path)
    operator.wait(path.is_file)
    operator.settle()
    assert page.logged() == 1


def _written_down(held: int) -> int:
    """A tenth of the holding goes, in whole shares, and never the last."""
    return held - min(held // 10, held - 1)


def _read_the_record(path: Path, before: dict[int, int]) -> None:
    with record_of(path) as desk:
        assert desk.ask(member, "7").shares == _written_down(before[7] + 10 - 4)
        assert desk.ask(member, "3").shares == _written_down(before[3] + before[9])
        assert [each.state for each in desk.ask(applications_open)] == ["approved", "approved"]
        assert not desk.ask(member, "9").active
        (count,) = desk.ask(cash_ups)
        assert (count.expected_pence, count.counted_pence) == (600, 700)
