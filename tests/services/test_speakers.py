"""The speakers' list over a real file: who may be on it, who has the floor, and what the record keeps."""

import pytest

from coopdesk.domain.speakers import NobodySpeaks, NobodyToCall, OnTheListAlready, SpeakerNotHere
from coopdesk.services.agenda import TakeItem
from coopdesk.services.door import LeaveRoom
from coopdesk.services.meetings import CloseMeeting
from coopdesk.services.projector import SpeakerSlide
from coopdesk.services.room import MeetingClosed, meeting_by_id
from coopdesk.services.slides import Topic, slide_of, topic_at_hand
from coopdesk.services.speakers import (
    AddSpeaker,
    CallSpeaker,
    DropSpeaker,
    EndSpeaker,
    SpeakersView,
    speakers_of,
)
from coopdesk.services.verify import verify
from coopdesk.services.visitors import ReceiveGuest
from coopdesk.storage.constraints import SchemaSaysNo
from coopdesk.storage.journal import canonical
from tests.conftest import DeskAtHand, Run


def _view(desk: DeskAtHand) -> SpeakersView:
    return desk.ask(speakers_of, desk.ask(meeting_by_id, 1))


def _waiting(desk: DeskAtHand) -> list[str]:
    return [each.member or each.name for each in _view(desk).waiting]


def test_speakers_are_called_in_the_order_of_asking_and_the_record_keeps_who_spoke(quorate: DeskAtHand) -> None:
    quorate.perform(TakeItem(1, 3))
    for who in ("4", "2", "7"):
        quorate.perform(AddSpeaker(1, who))
    assert _waiting(quorate) == ["0004", "0002", "0007"]
    called = quorate.perform(CallSpeaker(1))
    assert (called.member, called.item, called.seconds) == ("0004", 3, 180)
    quorate.watch.wind(seconds=170)
    assert _view(quorate).speaking is not None
    quorate.perform(CallSpeaker(1, 3, 60))
    view = _view(quorate)
    assert view.speaking is not None
    assert (view.speaking.member, [each.member for each in view.spoken]) == ("0007", ["0004"])
    quorate.perform(EndSpeaker(1))
    assert [each.member for each in _view(quorate).spoken] == ["0007", "0004"]
    assert _waiting(quorate) == ["0002"]
    assert quorate.ask(verify).findings == ()


def test_nobody_is_on_the_list_twice_but_may_ask_again_after_speaking(quorate: DeskAtHand) -> None:
    quorate.perform(AddSpeaker(1, "4"))
    with pytest.raises(OnTheListAlready, match="at place 1"):
        quorate.perform(AddSpeaker(1, "4"))
    quorate.perform(CallSpeaker(1))
    quorate.perform(AddSpeaker(1, "4"))
    assert _waiting(quorate) == ["0004"]


def test_only_people_in_the_room_speak_members_and_guests(quorate: DeskAtHand) -> None:
    with pytest.raises(SpeakerNotHere, match="Check them in at the door first"):
        quorate.perform(AddSpeaker(1, "40"))
    quorate.perform(ReceiveGuest(1, "Bronwen Ellis"))
    assert quorate.perform(AddSpeaker(1, "bronwen ellis")).member == ""
    assert _waiting(quorate) == ["Bronwen Ellis"]
    quorate.perform(LeaveRoom(1, "5"))
    with pytest.raises(SpeakerNotHere):
        quorate.perform(AddSpeaker(1, "5"))
    assert len(_waiting(quorate)) == 1


def test_calls_without_anybody_to_call_change_nothing(quorate: DeskAtHand) -> None:
    with pytest.raises(NobodyToCall):
        quorate.perform(CallSpeaker(1))
    with pytest.raises(NobodySpeaks):
        quorate.perform(EndSpeaker(1))
    quorate.perform(AddSpeaker(1, "4"))
    with pytest.raises(NobodyToCall, match="with number 9"):
        quorate.perform(CallSpeaker(1, 9))
    with pytest.raises(NobodyToCall):
        quorate.perform(DropSpeaker(1, 2))
    assert _waiting(quorate) == ["0004"]


def test_every_act_on_the_list_can_be_taken_back(quorate: DeskAtHand) -> None:
    quorate.perform(AddSpeaker(1, "4"))
    quorate.perform(AddSpeaker(1, "2"))
    quorate.perform(CallSpeaker(1))
    quorate.undo()
    assert _view(quorate).speaking is None
    assert _waiting(quorate) == ["0004", "0002"]
    quorate.perform(DropSpeaker(1, 1))
    quorate.undo()
    assert _waiting(quorate) == ["0004", "0002"]
    quorate.undo()
    assert _waiting(quorate) == ["0004"]
    assert quorate.ask(verify).findings == ()


def test_the_list_is_shut_with_the_meeting(quorate: DeskAtHand) -> None:
    quorate.perform(AddSpeaker(1, "4"))
    quorate.perform(CloseMeeting(1))
    with pytest.raises(MeetingClosed):
        quorate.perform(CallSpeaker(1))


def test_the_file_itself_lets_only_one_speak_and_keeps_what_was_said(quorate: DeskAtHand) -> None:
    for who in ("4", "2"):
        quorate.perform(AddSpeaker(1, who))
    quorate.perform(CallSpeaker(1))
    for statement in (
        "UPDATE speaker SET called_at = asked_at, seconds = 60 WHERE number = 2",
        "DELETE FROM speaker WHERE number = 2",
        "UPDATE speaker SET member = 9 WHERE number = 2",
        "UPDATE speaker SET seconds = 5 WHERE number = 1",
    ):
        with pytest.raises(SchemaSaysNo), quorate.store.writing() as writer:
            writer.raw(statement)
    quorate.perform(EndSpeaker(1))
    with pytest.raises(SchemaSaysNo, match="what was said was said"), quorate.store.writing() as writer:
        writer.raw("UPDATE speaker SET done_at = NULL WHERE number = 1")


def test_the_wall_shows_who_has_the_floor_and_goes_on_when_they_are_done(quorate: DeskAtHand) -> None:
    quorate.perform(AddSpeaker(1, "4"))
    quorate.perform(AddSpeaker(1, "2"))
    quorate.perform(CallSpeaker(1))
    quorate.watch.wind(seconds=55)
    topic = quorate.ask(topic_at_hand, quorate.now())
    assert topic == Topic(1, "speaker")
    slide = quorate.ask(slide_of, topic, quorate.now())
    assert isinstance(slide, SpeakerSlide)
    assert (slide.seconds_left, slide.seconds, slide.waiting) == (125, 180, 1)
    quorate.perform(EndSpeaker(1))
    assert not isinstance(quorate.ask(slide_of, topic, quorate.now()), SpeakerSlide)


def test_the_journal_names_nobody(quorate: DeskAtHand) -> None:
    quorate.perform(ReceiveGuest(1, "Bronwen Ellis"))
    quorate.perform(AddSpeaker(1, "Bronwen Ellis"))
    with quorate.store.reading() as reader:
        last = reader.raw("SELECT payload FROM journal ORDER BY seq DESC LIMIT 1")[0][0]
    assert "Bronwen" not in canonical(last)


def test_the_list_is_kept_from_the_command_line(quorate: DeskAtHand, run: Run) -> None:
    added = run("agenda", "speakers", "add", quorate.path, "4", "--json").json
    assert (added["number"], added["member"]) == (1, 4)
    assert run("agenda", "speakers", "call", quorate.path, "--seconds", "60").code == 0
    listed = run("agenda", "speakers", "list", quorate.path, "--json").json
    assert listed["speaking"]["member"] == 4
    assert run("agenda", "speakers", "done", quorate.path).code == 0
    assert [each["member"] for each in run("agenda", "speakers", "list", quorate.path, "--json").json["spoken"]] == [4]
    refused = run("agenda", "speakers", "call", quorate.path)
    assert (refused.code, refused.out.startswith("refused: NOBODY-TO-CALL")) == (1, True)
