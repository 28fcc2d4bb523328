"""The run sheet: every state of an evening has exactly one next act, and what it says can be said aloud."""

import pytest

from coopdesk.services.agenda import TakeItem
from coopdesk.services.at_hand import meeting_at_hand, society_at_hand
from coopdesk.services.counting import CloseVote, DeclareResult, PutMotion, RecordHands
from coopdesk.services.door import CheckIn, LeaveRoom
from coopdesk.services.meetings import AdjournMeeting, CallMeeting, CloseMeeting, OpenMeeting
from coopdesk.services.motions import AddMotion, WithdrawMotion
from coopdesk.services.projector import WelcomeSlide
from coopdesk.services.run_sheet import RunSheetView, run_sheet_now
from coopdesk.services.slides import slide_of, topic_at_hand
from coopdesk.services.society import changed_rules
from coopdesk.services.visitors import RecordApology
from coopdesk.services.votes import CastForTheRest
from tests.conftest import EVENING, DeskAtHand


def _sheet(desk: DeskAtHand) -> RunSheetView:
    view = desk.ask(run_sheet_now, desk.now())
    assert view is not None
    return view


def _do(desk: DeskAtHand) -> RunSheetView:
    """Carry out the lit act, as F8 does."""
    for command in _sheet(desk).act.commands(1):
        desk.perform(command)
    return _sheet(desk)


def _motion(desk: DeskAtHand, item: int = 0, title: str = "That the accounts be received") -> int:
    return desk.perform(AddMotion(meeting=1, title=title, text=title, kind="ordinary", item=item))


def test_before_a_meeting_is_called_there_is_no_run_sheet(founded: DeskAtHand) -> None:
    assert founded.ask(run_sheet_now, founded.now()) is None
    assert founded.ask(society_at_hand, founded.now()).room is None


def test_a_called_meeting_is_opened_next(sample: DeskAtHand) -> None:
    view = _sheet(sample)
    assert (view.act.kind, view.heading) == ("open-meeting", "Open the meeting")
    assert _do(sample).meeting.state == "open"


def test_a_title_that_says_it_is_for_discussion_is_not_told_so_again(sample: DeskAtHand) -> None:
    business = next(line for line in _sheet(sample).lines if line.title.startswith("Any other business"))
    assert "discussion only" in business.title
    assert business.note == ""


def test_opening_and_apologies_need_no_quorum(sample: DeskAtHand) -> None:
    sample.perform(OpenMeeting(1))
    sample.perform(RecordApology(1, "20"))
    assert _sheet(sample).act.item == 1
    _do(sample)
    view = _do(sample)
    apologies = next(line for line in view.lines if line.number == 2)
    assert (apologies.state, apologies.note) == ("done", "1 apology")


def test_without_a_quorum_the_meeting_waits_and_says_for_how_many(sample: DeskAtHand) -> None:
    sample.perform(OpenMeeting(1))
    _do(sample)
    view = _do(sample)
    assert (view.act.kind, view.act.waits) == ("wait", "at 4 present")
    assert view.heading == "Wait for 4 more members"
    assert view.act.commands(1) == ()
    assert "may wait until 19:30" in view.chair
    assert view.timing.wait_until is not None
    assert view.informal == 4


def test_with_enough_members_the_quorum_is_declared_under_its_item(sample: DeskAtHand) -> None:
    sample.perform(OpenMeeting(1))
    for number in range(1, 6):
        sample.perform(CheckIn(1, str(number)))
    _do(sample)
    view = _do(sample)
    assert view.act.kind == "declare-quorum"
    view = _do(sample)
    quorum = next(line for line in view.lines if line.number == 3)
    assert quorum.note.startswith("5 present, 4 needed")
    assert (view.act.kind, view.act.item) == ("take-item", 4)


def test_the_motion_of_an_item_is_put_then_counted_closed_and_declared(quorate: DeskAtHand) -> None:
    _motion(quorate, item=8)
    quorate.perform(TakeItem(1, 8))
    view = _sheet(quorate)
    assert (view.act.kind, view.act.motion) == ("put-motion", 1)
    assert "It needs more than half of the votes cast" in view.chair
    assert _do(quorate).act.kind == "count"
    quorate.perform(RecordHands(meeting=1, number=1, votes_for=9, against=2, abstain=1))
    assert _sheet(quorate).act.kind == "close-vote"
    assert _do(quorate).act.kind == "declare-result"
    view = _do(quorate)
    item = next(line for line in view.lines if line.number == 8)
    assert item.note == "Motion 1 carried, 9 to 2"
    assert (view.act.kind, view.act.item) == ("take-item", view.act.item)


def test_a_motion_of_no_item_is_put_under_resolutions(quorate: DeskAtHand) -> None:
    _motion(quorate)
    quorate.perform(TakeItem(1, 8))
    assert _sheet(quorate).act.kind == "take-item"
    quorate.perform(TakeItem(1, 11))
    assert (_sheet(quorate).act.kind, _sheet(quorate).act.motion) == ("put-motion", 1)


def test_a_tie_the_chair_may_break_asks_for_the_casting_vote(sample: DeskAtHand) -> None:
    sample.perform(sample.ask(changed_rules, {"casting_vote": "yes"}))
    sample.perform(OpenMeeting(1))
    for number in range(1, 9):
        sample.perform(CheckIn(1, str(number)))
    for _ in range(3):
        _do(sample)
    _motion(sample, item=8)
    sample.perform(TakeItem(1, 8))
    sample.perform(PutMotion(1, 1, "hands"))
    sample.perform(RecordHands(meeting=1, number=1, votes_for=4, against=4))
    sample.perform(CloseVote(1, 1))
    view = _sheet(sample)
    assert view.act.kind == "casting-vote"
    assert view.act.commands(1) == ()


def test_a_lost_lasting_quorum_stops_the_next_vote_and_not_the_talking(sample: DeskAtHand) -> None:
    sample.perform(sample.ask(changed_rules, {"quorum_continuous": "yes"}))
    sample.perform(OpenMeeting(1))
    for number in range(1, 5):
        sample.perform(CheckIn(1, str(number)))
    for _ in range(3):
        _do(sample)
    sample.perform(LeaveRoom(1, "1"))
    view = _sheet(sample)
    assert view.quorum_lost
    assert view.act.kind == "take-item"
    _motion(sample, item=8)
    sample.perform(TakeItem(1, 8))
    view = _sheet(sample)
    assert (view.act.kind, view.act.waits) == ("put-motion", "at 4 present")
    assert view.chair.startswith("The quorum is lost: 3 present, 4 needed.")
    assert view.act.commands(1) == ()
    assert sample.ask(society_at_hand, sample.now()).quorum_lost


def test_the_last_item_closes_the_meeting_and_then_come_the_minutes(quorate: DeskAtHand) -> None:
    for line in _sheet(quorate).lines[:-1]:
        quorate.perform(TakeItem(1, line.number))
    view = _sheet(quorate)
    assert (view.act.kind, view.heading) == ("close-meeting", "Close the meeting")
    view = _do(quorate)
    assert view.meeting.state == "closed"
    assert (view.act.kind, view.act.commands(1)) == ("minutes", ())
    assert all(line.state == "done" for line in view.lines)


def test_an_adjourned_meeting_is_reconvened(quorate: DeskAtHand) -> None:
    quorate.perform(AdjournMeeting(1))
    assert _sheet(quorate).act.kind == "reconvene"
    assert _do(quorate).meeting.state == "open"


def test_a_withdrawn_motion_is_passed_over(quorate: DeskAtHand) -> None:
    _motion(quorate, item=8)
    quorate.perform(TakeItem(1, 8))
    quorate.perform(WithdrawMotion(1, 1))
    view = _sheet(quorate)
    assert view.act.kind == "take-item"
    assert next(line for line in view.lines if line.number == 8).note == "Motion 1 withdrawn"


def test_the_plan_says_how_far_behind_and_when_it_will_likely_end(quorate: DeskAtHand) -> None:
    quorate.perform(TakeItem(1, 4))
    before = _sheet(quorate)
    assert before.planned is not None
    quorate.watch.moment = before.planned
    on_time = _sheet(quorate)
    quorate.watch.wind(minutes=7)
    late = _sheet(quorate)
    assert (on_time.timing.behind, late.timing.behind) == (0, 7)
    assert (late.timing.likely_close - on_time.timing.likely_close).total_seconds() == 7 * 60


@pytest.mark.parametrize("method", ["hands", "recorded"])
def test_the_usual_way_of_voting_is_the_rules(quorate: DeskAtHand, method: str) -> None:
    view = _sheet(quorate)
    assert view.act.method == ""
    _motion(quorate, item=8)
    quorate.perform(TakeItem(1, 8))
    quorate.perform(PutMotion(1, 1, method))
    if method == "recorded":
        quorate.perform(CastForTheRest(1, 1, "for"))
        assert _sheet(quorate).act.kind == "close-vote"
    else:
        assert _sheet(quorate).act.kind == "count"


def test_the_meeting_at_hand_is_the_open_one_then_the_nearest(quorate: DeskAtHand) -> None:
    later = quorate.perform(CallMeeting("sgm", "2027-03-01T19:00", "Hall"))
    sooner = quorate.perform(CallMeeting("sgm", "2026-12-05T19:00", "Hall"))
    found = quorate.ask(meeting_at_hand, EVENING)
    assert found is not None
    assert found.id == 1
    quorate.perform(CloseMeeting(1))
    found = quorate.ask(meeting_at_hand, EVENING)
    assert found is not None
    assert found.id == sooner.id != later.id


def test_the_whole_agenda_is_ahead_of_a_meeting_just_called(founded: DeskAtHand) -> None:
    founded.perform(CallMeeting("agm", "2026-11-28T19:00", "Hall"))
    view = _sheet(founded)
    assert [line.state for line in view.lines] == ["lit", *["ahead"] * (len(view.lines) - 1)]
    assert view.lines[0].at == view.meeting.at


def test_declaring_again_is_not_offered(busy: DeskAtHand) -> None:
    view = _sheet(busy)
    assert (view.act.kind, view.act.motion) == ("close-vote", 3)
    busy.perform(CloseVote(1, 3))
    busy.perform(DeclareResult(1, 3))
    assert _sheet(busy).act.kind == "take-item"


def test_the_moment_the_quorum_was_lost_is_told_and_gone_once_it_is_back(sample: DeskAtHand) -> None:
    sample.perform(sample.ask(changed_rules, {"quorum_continuous": "yes"}))
    sample.perform(OpenMeeting(1))
    for number in range(1, 5):
        sample.perform(CheckIn(1, str(number)))
    for _ in range(3):
        _do(sample)
    sample.watch.wind(minutes=30)
    sample.perform(LeaveRoom(1, "1"))
    lost = sample.now()
    sample.watch.wind(minutes=5)
    at_hand = sample.ask(society_at_hand, sample.now())
    assert (at_hand.quorum_lost, at_hand.lost_at) == (True, lost)
    assert _sheet(sample).lost_at == lost
    topic = sample.ask(topic_at_hand, sample.now())
    assert topic is not None
    slide = sample.ask(slide_of, topic, sample.now())
    assert isinstance(slide, WelcomeSlide)
    assert (slide.met, slide.greeting) == (False, "The quorum is lost. Please stay, or come back in.")
    sample.perform(CheckIn(1, "5"))
    assert (_sheet(sample).quorum_lost, _sheet(sample).lost_at) == (False, None)
