"""The wall follows what was put on it, and offers what is at hand."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.app.wall import Wall
from coopdesk.services.agenda import TakeItem
from coopdesk.services.contest_slides import ElectedSlide, NamesSlide, StageSlide
from coopdesk.services.counting import CloseVote, DeclareResult, PutMotion
from coopdesk.services.door import CheckIn
from coopdesk.services.election_counts import DeclareElection
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.motions import AddMotion
from coopdesk.services.perform import Command, Desk
from coopdesk.services.projector import (
    AgendaSlide,
    BlankSlide,
    MotionSlide,
    ResultSlide,
    Slide,
    VotingSlide,
    WelcomeSlide,
)
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.votes import CastVote
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.theme import load_fonts
from coopdesk.ui.wall import InView, StepWish, WallState, WallWish
from tests.ui.desks import sample_desk, settle
from tests.ui.elections.states import LONG, called, counted


class _At:
    def __init__(self, wall: Wall, desk: Desk, hub: Hub, jobs: Jobs, qtbot: QtBot) -> None:
        self.wall = wall
        self.desk = desk
        self.state: WallState | None = None
        self._hub = hub
        self._jobs = jobs
        self._qtbot = qtbot
        hub.subscribe(WallState, self._on_state)

    def _on_state(self, state: WallState) -> None:
        self.state = state

    def wish(self, wish: WallWish) -> WallState:
        self._hub.publish(wish)
        return self.settled()

    def do(self, *commands: Command[object]) -> WallState:
        for command in commands:
            self.desk.perform(command)
        return self.settled()

    def look_at(self, number: int, kind: Literal["election", "motion"] = "election") -> WallState:
        self._hub.publish(InView(1, kind, number))
        return self.settled()

    def step(self, step: int) -> Slide:
        self._hub.publish(StepWish(step))
        return self.settled().slide

    def settled(self) -> WallState:
        settle(self._qtbot, self._jobs)
        assert self.state is not None
        return self.state


@pytest.fixture
def at(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[_At]:
    load_fonts()
    hub, jobs, operator = Hub(), Jobs(), QWidget()
    qtbot.addWidget(operator)
    operator.show()
    with sample_desk(tmp_path, hub) as desk:
        wall = Wall(desk, jobs, hub, operator)
        yield _At(wall, desk, hub, jobs, qtbot)
        wall.close()
        assert jobs.close(10_000)


def test_nothing_reaches_the_wall_before_f5_and_what_would_is_offered(at: _At) -> None:
    state = at.do(OpenMeeting(1))
    assert isinstance(state.slide, BlankSlide)
    assert isinstance(state.offered, WelcomeSlide)
    assert isinstance(at.wall.window.slide(), BlankSlide)
    at.wish(WallWish("show"))
    assert isinstance(at.wall.window.slide(), WelcomeSlide)


def test_the_wall_stays_at_its_topic_while_the_meeting_goes_on(at: _At) -> None:
    at.do(OpenMeeting(1), *(CheckIn(1, str(number)) for number in range(1, 9)), DeclareQuorum(1))
    at.wish(WallWish("show"))
    state = at.do(TakeItem(1, 7))
    assert isinstance(state.slide, WelcomeSlide)
    assert isinstance(state.offered, AgendaSlide)
    state = at.wish(WallWish("show"))
    assert isinstance(state.slide, AgendaSlide)


def test_a_vote_on_the_wall_follows_the_record_and_keeps_its_counts_to_itself(at: _At) -> None:
    at.do(OpenMeeting(1), *(CheckIn(1, str(number)) for number in range(1, 9)), DeclareQuorum(1))
    at.do(AddMotion(meeting=1, title="Tea", text="Tea.", kind="ordinary"), PutMotion(1, 1, "recorded"))
    at.wish(WallWish("show"))
    slide = at.do(CastVote(1, 1, "3", "for")).slide
    assert isinstance(slide, VotingSlide)
    assert (slide.received, slide.votes_for) == (1, None)
    slide = at.wish(WallWish("counts")).slide
    assert isinstance(slide, VotingSlide)
    assert slide.votes_for == 1
    slide = at.do(CloseVote(1, 1), DeclareResult(1, 1)).slide
    assert isinstance(slide, ResultSlide)


def test_a_new_vote_hides_its_counts_again(at: _At) -> None:
    at.do(OpenMeeting(1), *(CheckIn(1, str(number)) for number in range(1, 9)), DeclareQuorum(1))
    for number in (1, 2):
        at.do(AddMotion(meeting=1, title="Tea", text="Tea.", kind="ordinary"), PutMotion(1, number, "recorded"))
        state = at.wish(WallWish("show"))
        assert not state.counts
        assert at.wish(WallWish("counts")).counts
        at.do(CloseVote(1, number), DeclareResult(1, number))


def test_blank_and_back(at: _At) -> None:
    at.do(OpenMeeting(1))
    at.wish(WallWish("show"))
    state = at.wish(WallWish("blank"))
    assert state.blanked
    assert isinstance(at.wall.window.slide(), BlankSlide)
    at.do(CheckIn(1, "1"))
    assert isinstance(at.wall.window.slide(), BlankSlide), "news must not light a wall that was blanked"
    at.wish(WallWish("blank"))
    slide = at.wall.window.slide()
    assert isinstance(slide, WelcomeSlide)
    assert slide.present == 1


def test_with_two_projectors_the_screen_is_chosen_by_name(at: _At, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at.wall, "screens", QGuiApplication.screens)
    assert at.wall.commands() == ()
    monkeypatch.setattr(at.wall, "screens", _twice)
    commands = at.wall.commands()
    name = QGuiApplication.screens()[0].name()
    assert [each.words for each in commands] == [f"Projector on the screen {name}"] * 2
    at.do(OpenMeeting(1))
    commands[1].run()
    at.settled()
    assert at.wall.window.isVisible()
    assert at.wall.window.screen().name() == name
    assert isinstance(at.wall.window.slide(), WelcomeSlide)


def _twice() -> list[QScreen]:
    return [*QGuiApplication.screens(), *QGuiApplication.screens()]


def test_an_election_is_told_step_by_step_and_who_is_elected_only_once_declared(at: _At) -> None:
    counted(at.desk, *LONG, people=6)
    at.settled()
    assert isinstance(at.look_at(1).offered, StageSlide)
    assert isinstance(at.wall.window.slide(), BlankSlide), "nothing before F5"
    first = at.wish(WallWish("show")).slide
    assert isinstance(first, StageSlide)
    assert first.step == 1
    for step in range(2, first.steps + 1):
        slide = at.step(step)
        assert isinstance(slide, StageSlide)
        assert slide.step == step
    assert at.step(first.steps + 1) == at.step(first.steps), "the chair says first who is elected"
    at.do(DeclareElection(1, 1))
    assert isinstance(at.step(first.steps + 1), ElectedSlide)
    assert isinstance(at.step(0), NamesSlide)


def test_f5_pressed_again_stays_at_the_stage_shown(at: _At) -> None:
    counted(at.desk, *LONG, people=6)
    at.settled()
    at.look_at(1)
    at.wish(WallWish("show"))
    at.step(2)
    slide = at.wish(WallWish("show")).slide
    assert isinstance(slide, StageSlide)
    assert slide.step == 2


def test_away_from_the_elections_page_f5_shows_what_the_meeting_is_at(at: _At) -> None:
    called(at.desk)
    at.do(OpenMeeting(1), *(CheckIn(1, str(number)) for number in range(1, 9)), DeclareQuorum(1))
    assert isinstance(at.look_at(1).offered, NamesSlide)
    assert isinstance(at.look_at(0).offered, WelcomeSlide)
    state = at.do(TakeItem(1, 12))
    assert isinstance(state.offered, NamesSlide), "the item of the election shows who stands"
    before = at.wall.window.slide()
    at.step(3)
    assert at.wall.window.slide() == before, "a step means nothing to a wall that shows something else"


def test_f5_on_the_votes_page_shows_the_motion_that_is_looked_at(at: _At) -> None:
    at.do(OpenMeeting(1), *(CheckIn(1, str(number)) for number in range(1, 9)), DeclareQuorum(1))
    for title in ("Tea", "Cake"):
        at.do(AddMotion(meeting=1, title=title, text=f"{title}.", kind="ordinary"))
    offered = at.look_at(2, "motion").offered
    assert isinstance(offered, MotionSlide)
    assert offered.title == "Cake"
    slide = at.wish(WallWish("show")).slide
    assert isinstance(slide, MotionSlide)
    assert slide.title == "Cake"
    # The page of elections is left after the page of votes came: that is no reason to forget the motion.
    assert isinstance(at.look_at(0, "election").offered, MotionSlide)
    assert isinstance(at.look_at(0, "motion").offered, WelcomeSlide)
