"""A member's account on screen: what was held after each movement, certificates, everything that was, and the paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from coopdesk.services.export_log import exports_logged
from coopdesk.services.members import member
from coopdesk.services.perform import Desk
from coopdesk.services.shares import IssueShares
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.table import LongTable
from coopdesk.ui.members.page import MembersPage, build
from tests.documents.reading import whole_text
from tests.ui.audit import audit_all_looks
from tests.ui.desks import sample_desk, settle, show


class _At:
    """The account of member 7, opened from elsewhere."""

    def __init__(self, page: MembersPage, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.page = page
        self.desk = desk
        self._jobs = jobs
        self._qtbot = qtbot

    def settle(self) -> None:
        settle(self._qtbot, self._jobs)

    def rows(self, table: LongTable) -> list[list[str]]:
        model = table.model()
        return [
            [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        desk.perform(IssueShares(7, 10, "card"))
        page = build(desk, jobs, hub)
        assert isinstance(page, MembersPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        made = _At(page, desk, jobs, qtbot)
        assert page.take(7)
        made.settle()
        yield made


def test_each_movement_stands_with_what_was_held_after_it(at: _At) -> None:
    account = at.page.account.account()
    assert account is not None
    assert at.page.stack.currentWidget() is at.page.account
    held = at.desk.ask(member, "7").shares
    newest = at.rows(at.page.account.table)[0]
    assert (newest[0], newest[3], newest[4], newest[6]) == ("28 November 2026", str(held), "£10.00", "card")
    at.desk.perform(IssueShares(7, 1, "cash"))
    at.settle()
    assert at.rows(at.page.account.table)[0][3] == str(held + 1)


def test_certificates_and_everything_else_have_their_own_lists(at: _At) -> None:
    at.page.account.certificates.click()
    numbers = [line[0] for line in at.rows(at.page.account.papers)]
    assert numbers == ["00007", "00041"]
    wished: list[tuple[str, object]] = []

    def note(page: str, subject: object) -> None:
        wished.append((page, subject))

    at.page.hand_requested.connect(note)
    at.page.account.papers.selectRow(1)
    QTest.keyClick(at.page.account.papers, Qt.Key.Key_Return)
    assert wished == [("certificates", 41)]
    at.page.account.everything.click()
    assert not at.page.account.movements.isChecked()


def _save(at: _At, path: Path) -> str:
    """Save the account there; the name that was suggested."""
    at.page.account.save.click()
    dialog = at.page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    suggested = Path(dialog.selectedFiles()[0]).name
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    at.settle()
    return suggested


def test_the_account_is_saved_as_a_paper_and_logged(at: _At, tmp_path: Path) -> None:
    assert _save(at, tmp_path / "account.pdf") == "Account of member 0007.pdf"
    assert at.desk.ask(member, "7").name in whole_text((tmp_path / "account.pdf").read_bytes())
    assert [(line.what, line.member) for line in at.desk.ask(exports_logged)] == [("account", "7")]


def test_an_account_the_disk_does_not_take_leaves_no_line_in_the_log(at: _At, tmp_path: Path) -> None:
    _save(at, tmp_path / "gone" / "account.pdf")
    assert at.desk.ask(exports_logged) == ()


def test_escape_puts_the_account_away_and_it_stays_away(at: _At) -> None:
    QTest.keyClick(at.page.account.back, Qt.Key.Key_Escape)
    assert at.page.stack.currentIndex() == 0
    at.desk.perform(IssueShares(7, 1, "cash"))
    at.settle()
    assert at.page.stack.currentIndex() == 0
    at.page.panel.account.click()
    at.settle()
    assert at.page.stack.currentWidget() is at.page.account


def test_nothing_is_clipped_or_unnamed(at: _At) -> None:
    assert audit_all_looks(at.page) == []
    at.page.account.everything.click()
    assert audit_all_looks(at.page) == []
