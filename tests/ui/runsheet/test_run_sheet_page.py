"""The Run sheet page over a real society file: F8 does the lit act, and the page says what it waits for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.domain.ids import MeetingId
from coopdesk.services.agenda import AgendaLine, TakeItem, agenda_lines
from coopdesk.services.door import CheckIn
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.minutes import minutes_view
from coopdesk.services.minutes_view import OwnWords
from coopdesk.services.motions import AddMotion
from coopdesk.services.perform import Command, Desk, entries_backwards
from coopdesk.storage.store import Reader
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.page import Page
from coopdesk.ui.presenter import Presenter
from coopdesk.ui.runsheet.page import RunSheetPage, build
from coopdesk.ui.wall import WallWish
from tests.ui.audit import audit, audit_all_looks
from tests.ui.desks import sample_desk, settle, show


class _At:
    def __init__(self, page: Page, desk: Desk, jobs: Jobs, hub: Hub, qtbot: QtBot) -> None:
        assert isinstance(page, RunSheetPage)
        self.page = page
        self.desk = desk
        self.hub = hub
        self._jobs = jobs
        self._qtbot = qtbot
        self.wishes: list[WallWish] = []
        hub.subscribe(WallWish, self._on_wish)

    def _on_wish(self, wish: WallWish) -> None:
        self.wishes.append(wish)

    def settle(self) -> None:
        settle(self._qtbot, self._jobs)

    def do(self, *commands: Command[object]) -> None:
        for command in commands:
            self.desk.perform(command)
        self.settle()

    def f8(self, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(self.page, Qt.Key.Key_F8)
            self.settle()

    def quorum(self) -> None:
        """Open, with twenty in the room and the quorum declared."""
        self.do(OpenMeeting(1), *(CheckIn(1, str(number)) for number in range(1, 21)))
        self.f8(3)


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        page = build(desk, jobs, hub)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        yield _At(page, desk, jobs, hub, qtbot)
        for presenter in page.findChildren(Presenter):
            presenter.stop()
        settle(qtbot, jobs)


def test_f8_opens_the_meeting_and_lights_the_first_item(at: _At) -> None:
    assert at.page.lit.act.words() == "Open the meeting"
    at.f8()
    assert at.page.lit.act.words() == "Take item 1"
    assert at.page.status[1] == "Next: take item 1, or press F8."


def test_the_lit_act_asked_for_twice_in_one_breath_is_done_once(at: _At) -> None:
    at.f8()
    # By the signal: the button itself takes 100 ms a press, and Ctrl+K has no such pause.
    at.page.act_requested.emit()
    at.page.act_requested.emit()
    at.settle()
    assert at.page.lit.act.words() == "Take item 2"
    assert at.desk.ask(_acts).count("TakeItem") == 1


def test_without_a_quorum_the_act_is_off_with_its_reason_and_the_page_changes_by_itself(at: _At) -> None:
    at.f8(3)
    assert at.page.lit.heading.text() == "Wait for 4 more members"
    assert not at.page.lit.act.isEnabled()
    assert at.page.quorum.pill.text() == "Not yet"
    assert at.page.quorum.margin.text() == "4 more needed"
    at.do(*(CheckIn(1, str(number)) for number in range(1, 5)))
    assert at.page.lit.act.isEnabled()
    assert at.page.lit.heading.text() == "Declare the quorum"
    at.f8()
    assert at.page.quorum.margin.text() == "Nobody may leave"


def test_while_waiting_a_report_may_be_heard_or_the_meeting_adjourned(at: _At) -> None:
    at.f8(3)
    at.page.lit._informal.click()
    at.settle()
    assert any(line.number == 4 for line in at.desk.ask(_taken))
    at.page.lit._adjourn.click()
    at.settle()
    assert at.page.lit.act.words() == "Reconvene"


def test_a_motion_is_put_from_here_and_the_work_goes_on_at_the_vote_desk(at: _At) -> None:
    at.quorum()
    at.do(AddMotion(meeting=1, title="Accounts", text="That.", kind="ordinary", item=8), TakeItem(1, 8))
    wanted: list[str] = []
    at.page.page_requested.connect(wanted.append)
    assert at.page.lit.act.words() == "Put motion 1"
    at.f8()
    assert wanted == ["votes"]
    at.f8()
    assert wanted == ["votes", "votes"], "the figures are given at the vote desk"


def test_a_refusal_stands_where_the_act_was_asked_for(at: _At) -> None:
    at.quorum()
    at.do(AddMotion(meeting=1, title="Accounts", text="That.", kind="ordinary", item=8), TakeItem(1, 8))
    at.page.adjourn_requested.emit()
    at.settle()
    at.page.adjourn_requested.emit()
    at.settle()
    assert at.page.lit.problem.isVisible()
    assert "adjourned" in at.page.lit.problem.text()
    QTest.keyClick(at.page, Qt.Key.Key_Escape)
    assert not at.page.lit.problem.isVisible()


def test_a_note_goes_to_the_minutes_of_the_lit_item(at: _At) -> None:
    at.quorum()
    at.page.lit._note.click()
    QTest.keyClicks(at.page.lit.field, "Nobody declared an interest.")
    QTest.keyClick(at.page.lit.field, Qt.Key.Key_Return)
    at.settle()
    assert not at.page.lit.field.isVisible()
    view = at.desk.ask(minutes_view, 1, at.desk.now())
    words = [block.markdown for section in view.sections for block in section.blocks if isinstance(block, OwnWords)]
    assert "Nobody declared an interest." in words


def test_showing_on_the_projector_is_asked_of_the_wall(at: _At) -> None:
    at.quorum()
    at.page.lit._show.click()
    at.settle()
    assert [wish.kind for wish in at.wishes] == ["show"]


def test_the_clock_panel_counts_down_the_wait(at: _At) -> None:
    at.f8(3)
    assert at.page.time.first.text() == "38 minutes left to wait"


@pytest.mark.parametrize("state", ["called", "waiting", "item", "motion", "closed"])
def test_nothing_is_clipped_and_everything_is_reached(at: _At, state: str) -> None:
    if state == "waiting":
        at.f8(3)
    elif state != "called":
        at.quorum()
    if state in ("motion", "closed"):
        title = "That the society adopts the rules laid before the meeting in place of its present rules"
        motion = AddMotion(meeting=1, title=title, text=title, kind="rule-change", proposer="1", seconder="2", item=11)
        at.do(motion, TakeItem(1, 11))
    if state == "closed":
        at.do(TakeItem(1, 14))
        at.f8()
    at.page.resize(1288, 649)
    assert audit_all_looks(at.page, at.settle) == []
    at.page.resize(1076, 631)
    assert audit(at.page) == []


def _taken(reader: Reader) -> tuple[AgendaLine, ...]:
    return tuple(line for line in agenda_lines(reader, MeetingId(1)) if line.taken_at is not None)


def _acts(reader: Reader) -> list[str]:
    return [entry.act for entry in entries_backwards(reader)]
