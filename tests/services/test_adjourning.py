"""Adjournments: fresh notice where they are long, and meetings that are dissolved instead."""

import pytest

from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services.adjourning import AdjournedToNoDay, AdjournmentView, DissolvedNotAdjourned, adjournment_view
from coopdesk.services.door import CheckIn, LeaveRoom
from coopdesk.services.meetings import (
    AdjournMeeting,
    CallMeeting,
    CloseMeeting,
    GiveNotice,
    OpenMeeting,
    ReconveneMeeting,
)
from coopdesk.services.minutes import minutes_view
from coopdesk.services.minutes_view import Recorded
from coopdesk.services.room import pick_meeting
from coopdesk.services.society import changed_rules
from tests.conftest import DeskAtHand


def _waits(desk: DeskAtHand) -> AdjournmentView:
    view = desk.ask(lambda reader: adjournment_view(reader, pick_meeting(reader, 1)))
    assert view is not None
    return view


def _minutes(desk: DeskAtHand, meeting: int = 1) -> list[str]:
    view = desk.ask(minutes_view, meeting, desk.now())
    return [block.text for part in view.sections for block in part.blocks if isinstance(block, Recorded)]


def test_scenario_08_six_clear_days_of_fresh_notice_are_too_few_after_fourteen_days(quorate: DeskAtHand) -> None:
    quorate.perform(AdjournMeeting(1, "2026-12-12T19:00"))
    said = _waits(quorate).sentence
    assert "adjourned for 14 days, so 7 clear days of fresh notice are needed" in said
    assert "It must be served by 4 December 2026." in said
    assert not quorate.perform(GiveNotice(1, "2026-12-05", "hand")).enough
    check = _waits(quorate).notice
    assert check is not None
    assert (check.clear_days, check.needed) == (6, 7)
    assert quorate.perform(GiveNotice(1, "2026-12-04", "hand")).enough
    quorate.watch.wind(days=14)
    quorate.perform(ReconveneMeeting(1))
    assert any("7 clear days before the meeting on 12 December 2026; 7 needed" in said for said in _minutes(quorate))


def test_a_short_adjournment_needs_none(quorate: DeskAtHand) -> None:
    quorate.perform(AdjournMeeting(1, "2026-12-11T19:00"))
    assert _waits(quorate).sentence.endswith("The adjournment needs no fresh notice.")


def test_an_adjournment_to_no_day_or_a_day_past(quorate: DeskAtHand) -> None:
    for wrong in ("2026-11-27T19:00", "Tuesday"):
        with pytest.raises(NotUnderstood):
            quorate.perform(AdjournMeeting(1, wrong))
    quorate.perform(AdjournMeeting(1))
    assert _waits(quorate).sentence == "It goes on at a time to be given."
    with pytest.raises(AdjournedToNoDay):
        quorate.perform(GiveNotice(1, "2026-12-04", "hand"))


def test_a_requisitioned_meeting_without_a_quorum_is_dissolved(sample: DeskAtHand) -> None:
    meeting = sample.perform(CallMeeting("sgm", "2026-11-28T18:00", "Hall", requisitioned=True)).id
    sample.perform(OpenMeeting(meeting))
    sample.perform(CheckIn(meeting, "1"))
    with pytest.raises(DissolvedNotAdjourned, match="1 present, 4 needed"):
        sample.perform(AdjournMeeting(meeting))
    sample.perform(CloseMeeting(meeting))
    assert any("the meeting was dissolved" in said for said in _minutes(sample, meeting))


def test_with_a_quorum_or_by_other_rules_it_is_adjourned(sample: DeskAtHand) -> None:
    meeting = sample.perform(CallMeeting("sgm", "2026-11-28T18:00", "Hall", requisitioned=True)).id
    sample.perform(OpenMeeting(meeting))
    for number in range(1, 5):
        sample.perform(CheckIn(meeting, str(number)))
    sample.perform(AdjournMeeting(meeting))
    sample.perform(ReconveneMeeting(meeting))
    sample.perform(sample.ask(changed_rules, {"requisition_inquorate": "adjourned", "adjourned_quorum": "same"}))
    for number in range(1, 4):
        sample.perform(CheckIn(meeting, str(number)))
    sample.perform(LeaveRoom(meeting, "1"))
    assert sample.perform(AdjournMeeting(meeting)).state == "adjourned"
    sample.perform(CloseMeeting(meeting))
    assert not any("dissolved" in said for said in _minutes(sample, meeting))
