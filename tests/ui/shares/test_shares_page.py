"""Shares over a real ledger: issuing, taking back, certificates as paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from coopdesk.services.member_cards import IssueCard
from coopdesk.services.members import member
from coopdesk.services.membership import AddMember
from coopdesk.services.perform import Desk
from coopdesk.services.share_list import SeveralMembers, member_meant, shares_view
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.shares.page import SharesPage, build
from tests.ui.audit import audit_all_looks
from tests.ui.desks import NOW, sample_desk, settle, show


class _At:
    """The shares page over the sample."""

    def __init__(self, page: SharesPage, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.page = page
        self.desk = desk
        self._jobs = jobs
        self._qtbot = qtbot

    def settle(self) -> None:
        settle(self._qtbot, self._jobs)

    def begin(self) -> InlineForm:
        self.page.issue.click()
        form = self.page.open_form()
        assert form is not None
        return form

    def held(self, number: str) -> int:
        return self.desk.ask(member, number).shares

    def choose(self, path: Path) -> None:
        dialog = self.page.findChild(QFileDialog)
        assert isinstance(dialog, QFileDialog)
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        self.settle()


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        page = build(desk, jobs, hub)
        assert isinstance(page, SharesPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        yield _At(page, desk, jobs, qtbot)


def test_shares_are_issued_by_keyboard_and_the_tiles_follow(at: _At) -> None:
    before = at.held("7")
    capital = at.desk.ask(shares_view, NOW).capital.shares
    form = at.begin()
    QTest.keyClicks(form.field("reference"), "7")
    form.show_values({"shares": "10", "paid": "card"})
    QTest.keyClick(form.field("reference"), Qt.Key.Key_Return)
    at.settle()
    assert at.held("7") == before + 10
    assert "10 shares to" in at.page.news.text()
    assert "certificate 00041" in at.page.news.text()
    assert f"{capital + 10:,} shares of £1" in at.page.capital.note()
    view = at.page.panel.view()
    assert view is not None
    assert (view.number, view.shares) == (41, 10)


def test_undo_refunds_and_voids_the_certificate(at: _At) -> None:
    before = at.held("7")
    form = at.begin()
    form.show_values({"reference": "7", "shares": "3"})
    form.submit()
    at.settle()
    at.page.undo.click()
    at.settle()
    assert at.held("7") == before
    assert "pay the money back" in at.page.news.text()
    assert at.page.standing.note() == "1 void"
    model = at.page.table.model()
    model.data(model.index(0, 0))
    at.settle()
    headings = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    shown = {str(heading): model.data(model.index(0, column)) for column, heading in enumerate(headings)}
    assert (shown["No."], shown["Issued on"], shown["State"]) == ("00041", "28 November 2026", "void")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"reference": "9999"}, "no member 9999"),
        ({"reference": "7", "shares": "1.5"}, "cannot be a number of shares"),
        ({"reference": "7", "shares": "-2"}, "cannot be a number of shares"),
        ({"reference": ""}, "no member"),
    ],
)
def test_what_cannot_be_issued_is_refused_in_the_form(at: _At, values: dict[str, str], told: str) -> None:
    form = at.begin()
    form.show_values(values)
    form.submit()
    at.settle()
    assert told in form.refusal()
    assert at.desk.ask(shares_view, NOW).issued == 40


def test_a_scanned_card_says_who_is_meant(at: _At) -> None:
    card = at.desk.perform(IssueCard(5))
    assert not at.page.take_scan(card.code)
    form = at.begin()
    assert at.page.take_scan(card.code)
    form.submit()
    at.settle()
    assert at.desk.ask(member, "5").name in at.page.news.text()


def test_a_name_two_members_share_is_not_guessed(at: _At) -> None:
    for _ in range(2):
        at.desk.perform(AddMember(name="Wilhelmina Qqarle", joined_on="2020-01-01"))
    with pytest.raises(SeveralMembers):
        at.desk.ask(member_meant, "Wilhelmina Qqarle")
    at.desk.perform(AddMember(name="Zebedee Xylander", joined_on="2020-01-01"))
    assert at.desk.ask(member_meant, "zebedee xylander").number == "43"


def test_one_certificate_and_all_of_them_are_written(at: _At, tmp_path: Path) -> None:
    at.page.certificate_chosen.emit(3)
    at.settle()
    at.page.panel.save.click()
    at.choose(tmp_path / "one.pdf")
    assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF")
    at.page.all.click()
    at.choose(tmp_path / "all.pdf")
    assert (tmp_path / "all.pdf").stat().st_size > (tmp_path / "one.pdf").stat().st_size
    at.page.all.click()
    at.choose(tmp_path / "gone" / "all.pdf")
    assert at.page.news.tone() == "error"


def test_printing_stops_and_leaves_no_file(at: _At, tmp_path: Path, qtbot: QtBot) -> None:
    at.page.all.click()
    dialog = at.page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    with qtbot.waitSignal(at.page.progress.cancelled, timeout=20_000, raising=False):
        dialog.fileSelected.emit(str(tmp_path / "all.pdf"))
        dialog.reject()
        qtbot.waitUntil(at.page.progress.isVisible, timeout=20_000)
        at.page.progress.cancelled.emit()
    at.settle()
    assert "no file was written" in at.page.news.text()
    assert not (tmp_path / "all.pdf").exists()


def test_nothing_is_clipped_or_unnamed(at: _At) -> None:
    at.page.certificate_chosen.emit(3)
    at.settle()
    assert audit_all_looks(at.page) == []
    form = at.begin()
    form.show_values({"reference": "9999"})
    form.submit()
    at.settle()
    assert audit_all_looks(at.page) == []
