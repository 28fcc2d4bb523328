"""A member's life through the real window, by keys alone: join, new address, nominee, a double merged, death."""

from pathlib import Path

import pytest

from coopdesk.domain.clock import local_day
from coopdesk.services.member_timeline import timeline
from coopdesk.services.members import member
from coopdesk.services.nominations import on_death
from coopdesk.services.registers import full_register
from coopdesk.ui.members.page import MembersPage
from coopdesk.ui.shares.page import SharesPage
from tests.e2e.operator import Operator, record_of

ADA, DOUBLE = "31", "32"


@pytest.mark.timeout(300)
def test_a_members_life(operator: Operator, society: Path) -> None:
    _join(operator, "Ada Quillfeather", "1 Mill Lane")
    _shares(operator, ADA, "10")
    _move_house(operator)
    _nominate(operator)
    _join(operator, "A. Quillfeather", "2 New Road")
    _shares(operator, DOUBLE, "5")
    _merge(operator)
    _die(operator)
    _read_the_account(operator)
    operator.leave()
    _read_the_record(society)


def _join(operator: Operator, name: str, address: str) -> None:
    operator.press("Ctrl+4")
    page = operator.page(MembersPage)
    operator.press("F4")
    operator.type(name)
    for _ in range(3):
        operator.press("Tab")
    operator.type(address)
    operator.press("Tab")
    operator.press("Enter")
    assert f"{name} is now member" in page.news.text()


def _shares(operator: Operator, number: str, count: str) -> None:
    operator.press("Ctrl+5")
    operator.press("Alt+i")
    operator.type(number)
    operator.press("Tab")
    operator.type(count)
    operator.press("Enter")
    assert f"{count} shares to" in operator.page(SharesPage).news.text()


def _find(operator: Operator, name: str) -> MembersPage:
    operator.press("Ctrl+4")
    page = operator.page(MembersPage)
    operator.press("F3")
    operator.type(name)
    operator.press("Down")
    operator.press("Enter")
    file = page.panel.file()
    assert file is not None
    assert file.member.name == name
    return page


def _turn(operator: Operator, downs: int) -> None:
    operator.press("m")
    for _ in range(downs):
        operator.press("Down")
    operator.press("Enter")


def _move_house(operator: Operator) -> None:
    page = _find(operator, "Ada Quillfeather")
    operator.press("e")
    for _ in range(3):
        operator.press("Tab")
    operator.press("Ctrl+a")
    operator.type("2 New Road")
    operator.press("Tab")
    operator.press("Enter")
    assert "details saved" in page.news.text()


def _nominate(operator: Operator) -> None:
    page = _find(operator, "Ada Quillfeather")
    # Edit, end, death, nominations: "member again" cannot come yet and is passed over.
    _turn(operator, 3)
    assert page.stack.currentWidget() is page.account
    operator.press("Alt+n")
    for _ in range(5):
        operator.press("Tab")
    operator.type("Tom Quillfeather")
    operator.press("Tab")
    operator.type("1/2")
    operator.press("Enter")
    assert "Nomination 1 of Ada Quillfeather is in the book" in page.news.text()
    assert "£5 to Tom Quillfeather" in page.account.nominations_part.comes_to.text()
    operator.press("Esc")


def _merge(operator: Operator) -> None:
    page = _find(operator, "Ada Quillfeather")
    _turn(operator, 4)
    operator.type(DOUBLE)
    operator.press("Enter")
    assert "0032 is one record with Ada Quillfeather, member 0031; 5 shares passed over" in page.news.text()
    # A slip is taken back, and the act done again.
    operator.press("Ctrl+z")
    assert "two records again" in page.news.text()
    _find(operator, "Ada Quillfeather")
    _turn(operator, 4)
    operator.type(DOUBLE)
    operator.press("Enter")
    assert "passed over" in page.news.text()


def _die(operator: Operator) -> None:
    page = _find(operator, "Ada Quillfeather")
    _turn(operator, 2)
    operator.press("Tab")
    operator.type("certificate seen")
    operator.press("Enter")
    assert "The death of Ada Quillfeather (0031) is recorded" in page.news.text()


def _read_the_account(operator: Operator) -> None:
    page = operator.page(MembersPage)
    operator.press("Alt+a")
    account = page.account.account()
    assert account is not None
    assert (account.member.name, account.shares) == ("Ada Quillfeather", 15)
    assert "£7.50 to Tom Quillfeather" in page.account.nominations_part.comes_to.text()
    assert "£7.50 to the estate" in page.account.nominations_part.comes_to.text()


def _read_the_record(path: Path) -> None:
    with record_of(path) as desk:
        ada = desk.ask(member, ADA)
        told = [each.what for each in reversed(desk.ask(timeline, ada))]
        for what in (
            "Became a member",
            "Issued 10 shares",
            "Address changed",
            "Nomination 1 entered",
            "One record with 0032",
            "Died",
        ):
            assert what in told
        assert not ada.active
        entries = {each.entry.number: each for each in desk.ask(full_register, desk.now()).entries}
        assert (entries[ADA].holding.shares, entries[ADA].entry.current) == (15, False)
        assert (entries[DOUBLE].holding.shares, entries[DOUBLE].entry.current) == (0, False)
        assert entries[ADA].entry.address.startswith("2 New Road")
        found = desk.ask(on_death, ada, local_day(desk.now()))
        assert (found.shared.nominees, found.shared.estate_pence) == ((750,), 750)
