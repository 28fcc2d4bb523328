"""The life of the minutes by buttons: agreed, approved, signed, corrected, reopened, each in its turn."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from coopdesk.domain.faults import DiskFull
from coopdesk.services.meetings import CallMeeting, CloseMeeting, OpenMeeting
from coopdesk.services.minutes import EditMinutes
from coopdesk.services.minutes_at_hand import minutes_at_hand
from coopdesk.services.minutes_life import ApproveMinutes, SignMinutes
from coopdesk.services.minutes_view import MinutesView
from coopdesk.services.perform import Command, Desk
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.stepper import Stepper
from coopdesk.ui.minutes.page import MinutesPage, build
from tests.ui.audit import audit_all_looks
from tests.ui.desks import NOW, sample_desk, settle, show


class _At:
    """The minutes of a meeting that is closed."""

    def __init__(self, page: MinutesPage, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.page = page
        self.desk = desk
        self._jobs = jobs
        self._qtbot = qtbot

    def settle(self) -> None:
        settle(self._qtbot, self._jobs)

    def view(self, meeting: int = 1) -> MinutesView:
        found = self.desk.ask(minutes_at_hand, NOW, meeting)
        assert found is not None
        return found.view

    def form(self) -> InlineForm:
        form = self.page.forms.form()
        assert form is not None
        assert form.isVisible()
        return form

    def act(self) -> None:
        self.page.life.act.click()
        self.settle()

    def submit(self) -> None:
        self.form().submit()
        self.settle()


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        desk.perform(OpenMeeting(1))
        page = build(desk, jobs, hub)
        assert isinstance(page, MinutesPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        desk.perform(CloseMeeting(1))
        settle(qtbot, jobs)
        yield _At(page, desk, jobs, qtbot)


def _step(page: MinutesPage) -> str:
    return page.findChildren(Stepper)[0].accessibleName()


def _said(page: MinutesPage) -> list[str]:
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible()]


def test_a_meeting_that_goes_on_cannot_have_its_minutes_agreed(
    look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    with sample_desk(tmp_path, Hub()) as desk:
        desk.perform(OpenMeeting(1))
        page = build(desk, jobs, Hub())
        assert isinstance(page, MinutesPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        assert not page.life.act.isEnabled()
        assert "once the meeting is closed" in page.life.act.toolTip()
        assert "once the meeting is closed" in _said(page)


def test_the_step_is_lit_when_every_item_has_its_words_and_can_be_taken_before(at: _At) -> None:
    assert at.page.life.act.isEnabled()
    assert (at.page.life.act.kind(), at.page.next.kind()) == ("plain", "primary")
    for section in at.view().sections:
        if section.needs_words:
            at.desk.perform(EditMinutes(1, section.key, "Done."))
    at.settle()
    assert (at.page.life.act.kind(), at.page.next.kind()) == ("primary", "plain")


def test_agreed_words_are_closed_to_the_pen_and_the_page_says_why(at: _At) -> None:
    at.page.open_section("8")
    at.page.section.editor.setPlainText("Received.")
    at.act()
    assert at.view().status == "AGREED"
    assert "Received." in at.page.section.typed()
    assert at.page.section.editor.isReadOnly()
    assert any("The chair agreed these minutes" in each for each in _said(at.page))
    assert "step 2 of 4" in _step(at.page)
    at.page.section.reopen.click()
    at.settle()
    assert at.view().status == "DRAFT"
    assert not at.page.section.editor.isReadOnly()
    assert not at.page.section.reopen.isVisible()


def test_minutes_go_from_agreed_to_approved_to_signed(at: _At) -> None:
    at.act()
    at.act()
    assert at.page.life.act.kind() == "plain", "the form's own button is the next act"
    at.submit()
    assert at.view().status == "APPROVED"
    assert not at.page.section.reopen.isVisible()
    at.act()
    signer = at.form().field("by")
    assert isinstance(signer, QLineEdit)
    signer.setText("Nobody Of This Name")
    at.submit()
    assert "Nobody Of This Name" in at.form().refusal()
    assert at.view().status == "APPROVED"
    signer.setText("")
    at.submit()
    assert at.view().status == "SIGNED"
    assert not at.page.life.act.isVisible()
    assert "all steps done" in _step(at.page)


def test_the_step_taken_last_can_be_taken_back(at: _At) -> None:
    at.act()
    at.act()
    at.submit()
    at.page.undo.click()
    at.settle()
    assert at.view().status == "AGREED"
    assert "taken back" in at.page.news.text()


def test_a_correction_stands_beside_the_words(at: _At) -> None:
    assert not at.page.life.correct.isVisible()
    at.act()
    at.page.life.correct.click()
    at.submit()
    assert at.form().refusal()
    text = at.form().field("text")
    assert isinstance(text, QPlainTextEdit)
    text.setPlainText("Item 8: the report was received, not adopted.")
    at.submit()
    assert [each.text for each in at.view().corrections] == ["Item 8: the report was received, not adopted."]
    assert "Correction 1" in at.page.news.text()
    at.page.section.reopen.click()
    at.settle()
    assert "a correction stands on it" in at.page.news.text()


def test_earlier_minutes_are_chosen_and_approved_by_the_next_meeting(at: _At) -> None:
    at.act()
    at.desk.perform(CallMeeting("sgm", "2027-01-27 19:00", "The hall"))
    at.settle()
    assert at.page.meeting.isVisible()
    at.page.meeting.choose("1")
    at.page.meeting.activated.emit(at.page.meeting.currentIndex())
    at.settle()
    assert at.view().status == "AGREED"
    at.act()
    assert at.form().values()["meeting"] == "0"


def test_words_typed_for_one_meeting_never_land_in_another(at: _At) -> None:
    at.page.open_section("8")
    at.page.section.editor.setPlainText("Of the first meeting.")
    at.desk.perform(CallMeeting("sgm", "2027-01-27 19:00", "The hall"))
    at.settle()
    assert "Of the first meeting." in [
        block.markdown for each in at.view().sections for block in each.blocks if hasattr(block, "markdown")
    ]
    assert "Of the first meeting." not in at.page.section.typed()
    assert at.page.meeting.value() == "2"


def test_nothing_is_clipped_in_any_state(at: _At, qtbot: QtBot) -> None:
    for size in ((1162, 680), (1076, 632)):
        at.page.resize(*size)
        assert audit_all_looks(at.page) == []
    at.act()
    assert audit_all_looks(at.page) == []
    at.act()
    assert audit_all_looks(at.page) == []
    at.form().left.emit()
    at.desk.perform(ApproveMinutes(1))
    at.desk.perform(SignMinutes(1))
    at.settle()
    assert audit_all_looks(at.page) == []
    at.page.life.correct.click()
    assert audit_all_looks(at.page) == []


def test_a_draft_the_disk_did_not_take_is_not_left_for_another_meeting(
    at: _At, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = at.desk.perform

    def perform(command: Command[object], *, nonce: str | None = None) -> object:
        if isinstance(command, EditMinutes):
            raise DiskFull()
        return real(command, nonce=nonce)

    monkeypatch.setattr(at.desk, "perform", perform)
    at.page.open_section("8")
    at.page.section.editor.setPlainText("Not to be lost.")
    at.desk.perform(CallMeeting("sgm", "2027-01-27 19:00", "The hall"))
    at.settle()
    assert "disk is full" in at.page.news.text()
    assert at.page.section.typed() == "Not to be lost."
    monkeypatch.setattr(at.desk, "perform", real)
    at.page.keep_words()
    at.settle()
    assert at.page.meeting.value() == "2"
    assert any("Not to be lost." in str(each.blocks) for each in at.view().sections)
