"""Attendance as the minutes give it: who came, how a quorum was lost and came back."""

from coopdesk.services.door import CheckIn, LeaveRoom
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.minutes import minutes_view
from coopdesk.services.minutes_view import MinutesView, Recorded
from coopdesk.services.quorum import DeclareQuorum
from tests.conftest import DeskAtHand


def _minutes(at_hand: DeskAtHand) -> MinutesView:
    return at_hand.ask(minutes_view, 1, at_hand.now())


def _said(at_hand: DeskAtHand) -> str:
    blocks = [block for section in _minutes(at_hand).sections for block in section.blocks]
    return " ".join(block.text for block in blocks if isinstance(block, Recorded))


def test_everybody_checked_in_and_declared_within_one_second_is_no_loss_of_quorum(sample: DeskAtHand) -> None:
    for number in range(1, 7):
        sample.perform(CheckIn(1, str(number)))
    sample.perform(OpenMeeting(1))
    sample.perform(DeclareQuorum(1))
    assert "lost" not in _said(sample)


def test_a_quorum_lost_and_regained_is_told_with_its_times(sample: DeskAtHand) -> None:
    for number in range(1, 6):
        sample.perform(CheckIn(1, str(number)))
    sample.perform(OpenMeeting(1))
    sample.perform(DeclareQuorum(1))
    sample.watch.wind(minutes=10)
    sample.perform(LeaveRoom(1, "1"))
    assert "lost" not in _said(sample)
    sample.watch.wind(minutes=1)
    sample.perform(LeaveRoom(1, "2"))
    assert "The quorum was lost at 18:41: 3 present, 4 needed" in _said(sample)
    sample.watch.wind(minutes=4)
    sample.perform(CheckIn(1, "2"))
    assert "The quorum was regained at 18:45: 4 present." in _said(sample)


def test_two_who_change_places_in_one_second_lose_no_quorum(sample: DeskAtHand) -> None:
    for number in range(1, 5):
        sample.perform(CheckIn(1, str(number)))
    sample.perform(OpenMeeting(1))
    sample.perform(DeclareQuorum(1))
    sample.watch.wind(minutes=10)
    sample.perform(LeaveRoom(1, "1"))
    sample.perform(CheckIn(1, "9"))
    assert "lost" not in _said(sample)


def test_attendance_counts_each_kind_once(quorate: DeskAtHand) -> None:
    before = _minutes(quorate).attendance
    quorate.perform(LeaveRoom(1, "1"))
    quorate.perform(CheckIn(1, "1"))
    assert _minutes(quorate).attendance == before
