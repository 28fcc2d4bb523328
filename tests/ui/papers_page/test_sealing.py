"""Papers sealed in the window: one passphrase a session, what is sealed says so, and any PDF can be checked."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from coopdesk.documents.seal import Verdict, read_seal
from coopdesk.services.keys import keys_on_record, new_key
from coopdesk.services.meetings import CloseMeeting, OpenMeeting
from coopdesk.services.perform import Desk
from coopdesk.services.society import letterhead
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.papers_page.page import PapersPage, build
from coopdesk.ui.papers_page.sight import SealLine
from tests.ui.audit import audit_all_looks
from tests.ui.desks import sample_desk, settle, show

PASSPHRASE = " three words and a half"


class _At:
    def __init__(self, page: PapersPage, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.page = page
        self.desk = desk
        self.jobs = jobs
        self.qtbot = qtbot

    def settle(self) -> None:
        settle(self.qtbot, self.jobs)

    def make_key(self) -> None:
        head = self.desk.ask(letterhead)
        self.desk.perform(new_key(head, PASSPHRASE, self.desk.now(), os.urandom))
        self.settle()

    def choose(self, name: str) -> None:
        next(line for line in self.page.rows if line.paper == name).chosen.emit()
        self.settle()

    def open_key(self, passphrase: str = PASSPHRASE) -> None:
        self.page.sight.seal.button().click()
        field = self.page.sight.passphrase.field("passphrase")
        assert isinstance(field, QLineEdit)
        assert field.echoMode() is QLineEdit.EchoMode.Password
        field.setText(passphrase)
        self.page.sight.passphrase.submit()
        self.settle()

    def answer(self, path: Path) -> None:
        dialog = self.page.findChild(QFileDialog)
        assert isinstance(dialog, QFileDialog)
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        self.settle()

    def save(self, path: Path) -> Verdict:
        self.page.save.click()
        self.answer(path)
        return read_seal(path.read_bytes(), self.desk.ask(keys_on_record)).verdict


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        desk.perform(OpenMeeting(1))
        page = build(desk, jobs, hub)
        assert isinstance(page, PapersPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        yield _At(page, desk, jobs, qtbot)


def test_without_a_key_papers_are_unsealed_and_the_way_to_one_is_beside_it(at: _At, tmp_path: Path) -> None:
    assert "no key" in at.page.sight.seal.told()
    with at.qtbot.waitSignal(at.page.page_requested) as wish:
        at.page.sight.seal.button().click()
    assert wish.args == ["setup"]
    assert at.save(tmp_path / "notice.pdf") is Verdict.NOT_SEALED
    assert "It is not sealed." in at.page.news.text()


def test_a_passphrase_once_and_every_paper_after_is_sealed(at: _At, tmp_path: Path) -> None:
    at.make_key()
    assert at.page.sight.seal.told() == "Made unsealed"
    at.open_key()
    assert at.page.paper.isVisible()
    assert at.page.sight.seal.told().startswith("Sealed with ")
    assert at.save(tmp_path / "notice.pdf") is Verdict.UNALTERED
    assert "It is sealed" in at.page.news.text()
    at.choose("agenda")
    assert at.save(tmp_path / "agenda.pdf") is Verdict.UNALTERED
    at.page.sight.seal.button().click()
    at.settle()
    assert at.save(tmp_path / "agenda again.pdf") is Verdict.NOT_SEALED


def test_a_wrong_passphrase_is_refused_in_the_form_and_nothing_is_sealed(at: _At) -> None:
    at.make_key()
    at.open_key("another passphrase")
    assert "not the passphrase" in at.page.sight.passphrase.refusal()
    assert at.page.sight.passphrase.isVisible()
    at.page.sight.passphrase.left.emit()
    at.settle()
    assert at.page.sight.seal.told() == "Made unsealed"
    assert at.page.sight.passphrase.values() == {"passphrase": ""}


def test_drafts_and_forms_to_be_filled_in_say_why_they_are_not_sealed(at: _At, tmp_path: Path) -> None:
    at.make_key()
    at.open_key()
    at.choose("minutes")
    assert "draft is not sealed" in at.page.sight.seal.told()
    assert at.save(tmp_path / "minutes.pdf") is Verdict.NOT_SEALED
    at.choose("proxy-form")
    assert "never sealed" in at.page.sight.seal.told()
    at.desk.perform(CloseMeeting(1))
    at.settle()
    at.choose("closing-slip")
    assert at.save(tmp_path / "slip.pdf") is Verdict.UNALTERED


def test_a_key_that_was_replaced_seals_no_more(at: _At) -> None:
    at.make_key()
    at.open_key()
    at.make_key()
    at.qtbot.wait(200)
    at.settle()
    assert at.page.sight.seal.told() == "Made unsealed"


def test_any_pdf_dropped_is_told_apart(at: _At, tmp_path: Path) -> None:
    at.make_key()
    at.open_key()
    sealed = tmp_path / "sealed.pdf"
    at.save(sealed)
    altered = tmp_path / "altered.pdf"
    altered.write_bytes(sealed.read_bytes().replace(b"%PDF-1.", b"%PDF-2."))
    plain = tmp_path / "plain.pdf"
    at.choose("proxy-form")
    at.save(plain)
    for path, tone, told in (
        (sealed, "success", "sealed.pdf: Unaltered"),
        (altered, "error", "altered.pdf: ALTERED"),
        (plain, "warning", "plain.pdf: Not sealed"),
        (tmp_path / "gone.pdf", "error", "gone.pdf"),
    ):
        assert at.page.take(path)
        at.settle()
        assert at.page.news.tone() == tone
        assert told in at.page.news.text()


def test_all_papers_as_one_pdf_and_the_calendar_alone(at: _At, tmp_path: Path) -> None:
    at.page.one.click()
    at.answer(tmp_path / "papers.pdf")
    assert (tmp_path / "papers.pdf").read_bytes().startswith(b"%PDF")
    assert not at.page.progress.isVisible()
    at.choose("calendar")
    assert at.page.sight.calendar.isVisible()
    at.page.sight.calendar.save.click()
    at.answer(tmp_path / "meeting.ics")
    assert b"BEGIN:VCALENDAR" in (tmp_path / "meeting.ics").read_bytes()
    assert "meeting.ics" in at.page.news.text()


def test_nothing_is_clipped_with_form_calendar_or_seal(at: _At) -> None:
    at.page.resize(1076, 632)
    assert audit_all_looks(at.page, at.settle) == []
    at.make_key()
    at.open_key()
    assert audit_all_looks(at.page, at.settle) == []
    at.page.sight.seal.button().click()
    at.settle()
    at.page.sight.seal.button().click()
    at.page.sight.passphrase.refuse("This is not the passphrase of the society’s signing key. " * 3)
    assert audit_all_looks(at.page, at.settle) == []
    at.page.sight.end_form()
    at.choose("calendar")
    assert audit_all_looks(at.page, at.settle) == []


def test_before_the_papers_are_read_there_is_no_button_without_a_word(look: QApplication, qtbot: QtBot) -> None:
    line = SealLine()
    qtbot.addWidget(line)
    line.show()
    assert line.button().isHidden()
    line.show_state("shut", "")
    assert line.button().isVisible()
