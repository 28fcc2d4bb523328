"""Registers saved from the window: kind, day, format; each export in the log."""

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
from coopdesk.services.verify import verify
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.registers.page import RegistersPage, build
from tests.documents.reading import whole_text
from tests.ui.audit import audit_all_looks
from tests.ui.desks import sample_desk, settle, show


class _At:
    """The registers page over the sample."""

    def __init__(self, page: RegistersPage, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.page = page
        self.desk = desk
        self._jobs = jobs
        self._qtbot = qtbot

    def settle(self) -> None:
        settle(self._qtbot, self._jobs)

    def save(self, path: Path, **values: str) -> str:
        """Fill in the form, submit it by key, choose a place; the name that was suggested."""
        self.page.form.show_values(values)
        QTest.keyClick(self.page.form.field("recipient"), Qt.Key.Key_Return)
        dialog = self.page.findChild(QFileDialog)
        assert isinstance(dialog, QFileDialog)
        suggested = Path(dialog.selectedFiles()[0]).name
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        self.settle()
        return suggested


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        page = build(desk, jobs, hub)
        assert isinstance(page, RegistersPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        yield _At(page, desk, jobs, qtbot)


def test_the_register_for_inspection_is_saved_and_logged(at: _At, tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    assert at.save(path, purpose="inspection", recipient="a member") == "Register for inspection 2026-11-28.pdf"
    assert at.desk.ask(member, "7").name.split()[-1] in whole_text(path.read_bytes())
    assert "It holds personal data" in at.page.news.text()
    (line,) = at.desk.ask(exports_logged)
    assert (line.what, line.format, line.purpose, line.recipient) == (
        "register, public",
        "pdf",
        "inspection",
        "a member",
    )
    assert at.page.logged() == 1
    assert at.desk.ask(verify).findings == ()


@pytest.mark.parametrize(
    ("kind", "form"), [("full", "csv"), ("full", "xlsx"), ("public", "ods"), ("certificates", "csv")]
)
def test_registers_are_saved_as_spreadsheets(at: _At, tmp_path: Path, kind: str, form: str) -> None:
    path = tmp_path / f"out.{form}"
    at.save(path, kind=kind, format=form)
    assert path.stat().st_size > 500
    if form == "csv":
        assert at.desk.ask(member, "7").name.split()[-1] in path.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(("day", "told"), [("31/02/2026", "day"), ("2027-01-01", "ahead")])
def test_a_day_that_is_none_or_lies_ahead_is_refused_in_the_form(at: _At, tmp_path: Path, day: str, told: str) -> None:
    at.page.form.show_values({"on": day})
    at.page.form.submit()
    dialog = at.page.findChild(QFileDialog)
    if dialog is not None:
        dialog.fileSelected.emit(str(tmp_path / "never.pdf"))
        dialog.reject()
    at.settle()
    assert told in at.page.form.refusal()
    assert not (tmp_path / "never.pdf").exists()
    assert at.desk.ask(exports_logged) == ()


def test_a_place_that_cannot_be_written_is_told_and_leaves_no_line_in_the_log(at: _At, tmp_path: Path) -> None:
    at.save(tmp_path / "gone" / "out.pdf")
    assert "was not written" in at.page.form.refusal()
    assert at.desk.ask(exports_logged) == ()
    at.save(tmp_path / "out.pdf")
    assert len(at.desk.ask(exports_logged)) == 1


def test_a_register_that_cannot_be_logged_does_not_leave_the_file(at: _At, tmp_path: Path) -> None:
    at.save(tmp_path / "out.csv", format="csv", recipient="x" * 300)
    assert "The recipient" in at.page.form.refusal()
    assert list(tmp_path.glob("*.csv")) == list(tmp_path.glob("*.part")) == []


def test_what_a_register_contains_is_said_before_it_is_saved(at: _At) -> None:
    at.page.form.show_values({"kind": "certificates"})
    assert not at.page.form.field("on").isEnabled()
    at.page.form.show_values({"kind": "full"})
    assert at.page.form.field("on").isEnabled()


def test_nothing_is_clipped_or_unnamed(at: _At, tmp_path: Path) -> None:
    at.save(tmp_path / "out.csv", format="csv", purpose="annual return", recipient="the auditor")
    assert audit_all_looks(at.page) == []
