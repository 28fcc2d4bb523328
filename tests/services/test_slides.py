"""What the hall sees: every topic once, and never a name."""

from dataclasses import fields, is_dataclass
from typing import get_args

import pytest

from coopdesk.services.agenda import TakeItem
from coopdesk.services.counting import CloseVote, DeclareResult, PutMotion, RecountMotion
from coopdesk.services.door import CheckIn
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.motions import AddMotion, WithdrawMotion
from coopdesk.services.projector import (
    AgendaSlide,
    MotionSlide,
    ResultSlide,
    Slide,
    SpeakerSlide,
    VotingSlide,
    WelcomeSlide,
)
from coopdesk.services.slides import Topic, slide_of, topic_at_hand
from coopdesk.services.votes import CastVote
from tests.conftest import DeskAtHand


def _at_hand(desk: DeskAtHand, *, counts: bool = False) -> Slide:
    topic = desk.ask(topic_at_hand, desk.now())
    assert topic is not None
    return desk.ask(slide_of, topic, desk.now(), counts=counts)


def _recorded_vote(desk: DeskAtHand) -> None:
    desk.perform(AddMotion(meeting=1, title="Sundays", text="That we open.", kind="ordinary", proposer="1", item=8))
    desk.perform(TakeItem(1, 8))
    desk.perform(PutMotion(1, 1, "recorded"))
    desk.perform(CastVote(1, 1, "1", "for"))
    desk.perform(CastVote(1, 1, "2", "against"))


def test_nothing_is_shown_before_a_meeting_is_called(founded: DeskAtHand) -> None:
    assert founded.ask(topic_at_hand, founded.now()) is None


def test_welcome_counts_who_is_here_against_the_quorum(sample: DeskAtHand) -> None:
    slide = _at_hand(sample)
    assert isinstance(slide, WelcomeSlide)
    assert (slide.greeting, slide.present, slide.needed, slide.met) == ("Welcome. We begin at 19:00.", 0, 4, False)
    assert slide.sample
    sample.perform(OpenMeeting(1))
    for number in range(1, 5):
        sample.perform(CheckIn(1, str(number)))
    slide = _at_hand(sample)
    assert isinstance(slide, WelcomeSlide)
    assert (slide.present, slide.met, slide.declared) == (4, True, False)


def test_an_item_names_the_next_three(quorate: DeskAtHand) -> None:
    quorate.perform(TakeItem(1, 7))
    slide = _at_hand(quorate)
    assert isinstance(slide, AgendaSlide)
    assert (slide.number, slide.title) == ("7", "Report of the board")
    assert slide.following[0] == "Accounts"
    assert len(slide.following) == 3


def test_a_motion_stands_in_full_before_its_vote(quorate: DeskAtHand) -> None:
    quorate.perform(AddMotion(meeting=1, title="Sundays", text="That we open.", kind="rule-change", item=8))
    quorate.perform(TakeItem(1, 8))
    slide = _at_hand(quorate)
    assert isinstance(slide, MotionSlide)
    assert (slide.title, slide.text) == ("Sundays", "That we open.")
    assert slide.rule == "At least two-thirds of the votes cast needed."


def test_running_counts_stay_off_the_wall_unless_wanted(quorate: DeskAtHand) -> None:
    _recorded_vote(quorate)
    slide = _at_hand(quorate)
    assert isinstance(slide, VotingSlide)
    assert (slide.received, slide.of) == (2, 12)
    assert (slide.votes_for, slide.votes_against, slide.abstentions) == (None, None, None)
    wanted = _at_hand(quorate, counts=True)
    assert isinstance(wanted, VotingSlide)
    assert (wanted.votes_for, wanted.votes_against, wanted.abstentions) == (1, 1, 0)


def test_figures_of_a_closed_vote_wait_for_the_chair(quorate: DeskAtHand) -> None:
    _recorded_vote(quorate)
    quorate.perform(CloseVote(1, 1))
    slide = _at_hand(quorate, counts=True)
    assert isinstance(slide, VotingSlide)
    assert slide.heading.startswith("The vote is closed")
    assert slide.votes_for is None


def test_a_declared_result_has_its_line_and_stays_until_the_meeting_goes_on(quorate: DeskAtHand) -> None:
    _recorded_vote(quorate)
    quorate.perform(CastVote(1, 1, "3", "for"))
    quorate.perform(CloseVote(1, 1))
    quorate.perform(DeclareResult(1, 1))
    slide = _at_hand(quorate)
    assert isinstance(slide, ResultSlide)
    assert (slide.outcome, slide.votes_for, slide.votes_against, slide.needed) == ("carried", 2, 1, 2)
    assert slide.threshold == "more than half needed"
    assert not slide.abstentions_counted
    quorate.perform(RecountMotion(1, 1))
    assert isinstance(_at_hand(quorate), VotingSlide)


def test_a_withdrawn_motion_says_so(quorate: DeskAtHand) -> None:
    quorate.perform(AddMotion(meeting=1, title="Sundays", text="That we open.", kind="ordinary"))
    quorate.perform(WithdrawMotion(1, 1))
    slide = quorate.ask(slide_of, Topic(1, "motion", 1), quorate.now())
    assert isinstance(slide, MotionSlide)
    assert slide.heading.endswith("withdrawn")


@pytest.mark.parametrize(
    "topic", [Topic(1, "welcome"), Topic(1, "item", 8), Topic(1, "motion", 1), Topic(1, "motion", 3)]
)
def test_no_member_is_named_on_any_slide(busy: DeskAtHand, topic: Topic) -> None:
    names = [name for (name,) in _names(busy)]
    slide = busy.ask(slide_of, topic, busy.now())
    shown = " ".join(str(getattr(slide, field.name)) for field in fields(slide))
    assert not [name for name in names if name in shown]


def test_slides_have_no_field_for_a_person() -> None:
    """But for whoever has the floor, whom the whole hall sees and hears."""
    for kind in set(get_args(Slide)) - {SpeakerSlide}:
        assert is_dataclass(kind)
        assert not {field.name for field in fields(kind)} & {
            "name",
            "member",
            "proposer",
            "seconder",
            "number_of_member",
        }


def _names(desk: DeskAtHand) -> list[tuple[str]]:
    with desk.store.reading() as reader:
        return [(str(row[0]),) for row in reader.raw("SELECT name FROM member")]


def test_a_result_just_declared_is_what_the_hall_wants_though_another_motion_waits(quorate: DeskAtHand) -> None:
    _recorded_vote(quorate)
    quorate.perform(AddMotion(meeting=1, title="Mondays", text="That we close.", kind="ordinary", item=8))
    quorate.perform(CloseVote(1, 1))
    quorate.perform(RecountMotion(1, 1))
    quorate.perform(CastVote(1, 1, "3", "for"))
    quorate.perform(CloseVote(1, 1))
    quorate.perform(DeclareResult(1, 1))
    assert isinstance(_at_hand(quorate), ResultSlide)
    quorate.watch.wind(minutes=3)
    slide = _at_hand(quorate)
    assert isinstance(slide, MotionSlide)
    assert slide.title == "Mondays"


def test_the_result_of_a_motion_under_no_item_is_shown(quorate: DeskAtHand) -> None:
    quorate.perform(TakeItem(1, 5))
    quorate.perform(AddMotion(meeting=1, title="Sundays", text="That we open.", kind="ordinary"))
    quorate.perform(PutMotion(1, 1, "recorded"))
    quorate.perform(CastVote(1, 1, "1", "for"))
    quorate.perform(CloseVote(1, 1))
    quorate.perform(DeclareResult(1, 1))
    assert isinstance(_at_hand(quorate), ResultSlide)
