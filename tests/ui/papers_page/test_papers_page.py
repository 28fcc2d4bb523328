"""Every paper of a meeting on screen, saved, printed and packed, over a real society file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from coopdesk.domain.clock import fixed_clock
from coopdesk.domain.rules import LegalForm
from coopdesk.services.meetings import CallMeeting, CloseMeeting, OpenMeeting
from coopdesk.services.perform import Desk
from coopdesk.services.society import FoundSociety, preset_rules
from coopdesk.storage import files
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.papers_page.kinds import KINDS
from coopdesk.ui.papers_page.page import PapersPage, build
from coopdesk.ui.papers_page.presenter import PapersPresenter
from tests.ui.audit import audit_all_looks
from tests.ui.desks import NOW, sample_desk, settle, show


class _At:
    """The papers of a meeting that has been opened."""

    def __init__(self, page: PapersPage, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.page = page
        self.desk = desk
        self._jobs = jobs
        self._qtbot = qtbot

    def settle(self) -> None:
        settle(self._qtbot, self._jobs)

    def choose(self, name: str) -> None:
        next(line for line in self.page.rows if line.paper == name).chosen.emit()
        self.settle()

    def shown(self) -> list[str]:
        return [each.text() for each in self.page.findChildren(QLabel) if each.isVisible()]

    def answer(self, path: Path) -> None:
        dialog = self.page.findChild(QFileDialog)
        assert isinstance(dialog, QFileDialog)
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        self.settle()


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


def test_every_paper_is_shown_or_says_why_not(at: _At) -> None:
    told = {}
    for kind in KINDS:
        at.choose(kind.name)
        shown = at.page.paper.isVisible() or at.page.sight.calendar.isVisible()
        told[kind.name] = "" if shown else at.page.why.text()
        assert at.page.save.isEnabled() == at.page.print.isEnabled() == at.page.paper.isVisible()
    assert "nothing to certify" in told.pop("resolutions")
    assert "not closed" in told.pop("closing-slip")
    assert "Nobody stands" in told.pop("candidate-booklet")
    assert set(told.values()) == {""}


def test_a_paper_appears_as_soon_as_the_meeting_allows_it(at: _At) -> None:
    at.choose("closing-slip")
    assert not at.page.paper.isVisible()
    at.desk.perform(CloseMeeting(1))
    at.settle()
    assert at.page.paper.isVisible()
    assert at.page.paper.pages() >= 1


def test_the_paper_shown_is_the_one_that_is_saved(at: _At, tmp_path: Path) -> None:
    at.choose("attendance-sheet")
    at.page.save.click()
    at.answer(tmp_path / "sheet.pdf")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert "sheet.pdf" in at.page.news.text()


def test_a_folder_that_is_gone_is_told_in_place(at: _At, tmp_path: Path) -> None:
    at.page.save.click()
    at.answer(tmp_path / "gone" / "notice.pdf")
    assert at.page.news.tone() == "error"
    assert "notice.pdf" in at.page.news.text()


def test_a_paper_opens_in_the_computers_own_viewer(at: _At, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    view = next(each for each in at.page.commands() if each.words == "Open the paper in a viewer")
    view.run()
    at.settle()
    assert [Path(url.toLocalFile()).read_bytes()[:4] for url in opened] == [b"%PDF"]
    for presenter in at.page.findChildren(PapersPresenter):
        presenter.stop()
    assert not Path(opened[0].toLocalFile()).exists(), "a list of members must not stay behind"


def test_everything_goes_into_one_folder(at: _At, tmp_path: Path) -> None:
    at.page.pack.click()
    at.answer(tmp_path)
    folder = tmp_path / "Papers 2026-11-28"
    names = {each.name for each in folder.iterdir()}
    assert {"notice.pdf", "minutes.pdf", "meeting.ics", "manifest.txt"} <= names
    assert folder.name in at.page.news.text()
    assert not at.page.progress.isVisible()


def test_a_pack_that_is_cancelled_leaves_nothing(at: _At, tmp_path: Path, qtbot: QtBot) -> None:
    at.page.pack.click()
    dialog = at.page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path))
    dialog.reject()
    assert at.page.progress.isVisible()
    at.page.progress.cancelled.emit()
    at.settle()
    assert not (tmp_path / "Papers 2026-11-28").exists()
    assert "Cancelled" in at.page.news.text()
    assert at.page.pack.isEnabled()


def test_the_papers_of_another_meeting_are_chosen(at: _At, tmp_path: Path) -> None:
    assert not at.page.meeting.isVisible()
    at.desk.perform(CallMeeting("sgm", "2027-01-27 19:00", "The hall"))
    at.settle()
    at.page.meeting.choose("2")
    at.page.meeting.activated.emit(at.page.meeting.currentIndex())
    at.settle()
    assert "27 January 2027" in at.page.subtitle


def test_before_any_meeting_the_page_says_what_to_do(
    look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    store = files.make(tmp_path / "new.coopdesk")
    desk = Desk(store, clock=fixed_clock(NOW))
    desk.perform(FoundSociety("New", "", "co-operative-society", preset_rules(LegalForm.CO_OPERATIVE, {})))
    page = build(desk, jobs, Hub())
    assert isinstance(page, PapersPage)
    show(page, qtbot, jobs)
    settle(qtbot, jobs)
    assert any("No meeting has been called yet" in each.text() for each in page.findChildren(QLabel))
    with qtbot.waitSignal(page.page_requested) as wish:
        page.primary_focus().setFocus()
        page._go.click()
    assert wish.args == ["setup"]
    assert audit_all_looks(page) == []
    store.close()


def test_nothing_is_clipped_or_unnamed(at: _At) -> None:
    at.page.resize(1076, 632)
    assert audit_all_looks(at.page, at.settle) == []
    at.choose("closing-slip")
    assert audit_all_looks(at.page) == []
