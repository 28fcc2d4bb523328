"""The Speakers page over a real society file: cards on, F8 to the next, and a clock that says when it is over."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.services.door import CheckIn
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.member_cards import cards_of_all
from coopdesk.services.perform import Desk
from coopdesk.services.speakers import SpeakersView, speakers_now
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.scrolling import bring_into_sight
from coopdesk.ui.speakers.page import SpeakersPage, build
from tests.ui.audit import audit, audit_all_looks
from tests.ui.desks import NOW, sample_desk, settle, show


class _At:
    def __init__(self, page: SpeakersPage, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.page, self.desk, self._jobs, self._qtbot = page, desk, jobs, qtbot
        self.moment = NOW
        desk.clock = self._now

    def _now(self) -> datetime:
        return self.moment

    def settle(self) -> None:
        settle(self._qtbot, self._jobs)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.page.focusWidget() or self.page, key, modifiers)
        self.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.page.focusWidget(), text)
        self.key(Qt.Key.Key_Return)

    def view(self) -> SpeakersView:
        found = self.desk.ask(speakers_now, self.desk.now())
        assert found is not None
        return found


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        desk.perform(OpenMeeting(1))
        for number in range(1, 8):
            desk.perform(CheckIn(1, str(number)))
        page = build(desk, jobs, hub)
        assert isinstance(page, SpeakersPage)
        show(page, qtbot, jobs)
        page.primary_focus().setFocus()
        settle(qtbot, jobs)
        yield _At(page, desk, jobs, qtbot)


def test_cards_and_numbers_put_people_on_the_list_and_f8_gives_the_floor(at: _At) -> None:
    codes = {int(card.member_number): card.code for card in at.desk.ask(cards_of_all)}
    assert not at.page.floor.following.isEnabled()
    assert at.page.take_scan(codes[3])
    at.settle()
    at.type("5")
    assert len(at.page.waiting.rows()) == 2
    at.key(Qt.Key.Key_F8)
    speaking = at.view().speaking
    assert speaking is not None
    assert (speaking.member, at.page.floor.name.text()) == ("0003", speaking.name)
    at.key(Qt.Key.Key_F9)
    assert at.view().speaking is None
    assert len(at.page.spoken.rows()) == 1
    at.key(Qt.Key.Key_F8)
    at.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert at.view().speaking is None, "the floor was given by mistake"


def test_the_clock_runs_down_and_says_when_the_time_is_over(at: _At) -> None:
    at.type("3")
    at.key(Qt.Key.Key_F8)
    assert at.page.floor.clock.text() == "3:00"
    for passed, clock, left in (
        (55, "2:05", "left of 3:00"),
        (160, "0:20", "left of 3:00"),
        (192, "0:12", "over the time"),
    ):
        at.moment = NOW + timedelta(seconds=passed)
        at._qtbot.waitUntil(lambda clock=clock: at.page.floor.clock.text() == clock, timeout=5000)  # type: ignore[misc]
        assert at.page.floor.left.text() == left


def test_nobody_who_waits_is_out_of_reach_however_large_the_text(at: _At) -> None:
    for number in range(1, 8):
        at.type(str(number))
    at.page.resize(1162, 480)
    at.settle()
    assert at.page.waiting.seen() == 7
    last = at.page.waiting.rows()[-1]
    bring_into_sight(last)
    at.settle()
    assert not last.visibleRegion().isEmpty()


def test_somebody_outside_is_refused_under_the_box_and_may_be_typed_over(at: _At) -> None:
    at.type("30")
    assert "is not in the room" in at.page.news.text()
    assert at.page.box.selectedText() == "30"
    at.type("3")
    assert at.page.news.text() == ""
    assert len(at.view().waiting) == 1


@pytest.mark.parametrize("state", ["empty", "waiting", "speaking", "over", "refused"])
def test_nothing_is_clipped_and_everything_is_reached(at: _At, state: str) -> None:
    if state != "empty":
        for number in ("3", "5", "2"):
            at.type(number)
    if state in ("speaking", "over"):
        at.key(Qt.Key.Key_F8)
        at.type("3")
    if state == "over":
        at.moment = NOW + timedelta(seconds=500)
    if state == "refused":
        at.type("30")
    at.page.resize(1076, 631)
    at.settle()
    assert audit(at.page) == []
    assert audit_all_looks(at.page, at.settle) == []
