"""Scenarios 4 and 30 of the domain reference §9: proxies and the quorum, in the room and in the minutes."""

import pytest

from coopdesk.services.counting import CloseVote
from coopdesk.services.door import CheckIn, LeaveRoom
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.minutes import minutes_view
from coopdesk.services.minutes_view import Recorded
from coopdesk.services.motion_view import motion_view
from coopdesk.services.polls import DemandPoll
from coopdesk.services.proxies import RecordProxy
from coopdesk.services.quorum import DeclareQuorum, QuorumNotMet
from coopdesk.services.room import pick_meeting, room_view
from coopdesk.services.society import changed_rules
from coopdesk.services.votes import CastForTheRest
from tests.conftest import DeskAtHand
from tests.services.votes_at_hand import written


def _rules(desk: DeskAtHand, **settings: str) -> None:
    desk.perform(desk.ask(changed_rules, {"proxy_allowed": "anybody", **settings}))


def _forms(desk: DeskAtHand, holders: dict[int, int], **given: str) -> None:
    for appointor, holder in holders.items():
        form = RecordProxy(
            meeting=1, appointor=str(appointor), holder=str(holder), received="2026-11-27T09:00", **given
        )
        desk.perform(form)


def _come(desk: DeskAtHand, *members: int) -> None:
    for member in members:
        desk.perform(CheckIn(1, str(member)))


def _present(desk: DeskAtHand) -> int:
    return desk.ask(lambda reader: room_view(reader, pick_meeting(reader, 1), desk.now())).quorum.present


@pytest.mark.parametrize(("counted", "present"), [("no", 5), ("yes", 14)])
def test_scenario_04_five_people_with_nine_proxies_are_a_quorum_of_eight_only_where_proxies_count(
    sample: DeskAtHand, counted: str, present: int
) -> None:
    _rules(sample, quorum="8", quorum_counts_proxies=counted)
    _forms(sample, {20 + each: 1 + each % 5 for each in range(9)})
    sample.perform(OpenMeeting(1))
    _come(sample, 1, 2, 3, 4, 5)
    assert _present(sample) == present
    if present < 8:
        with pytest.raises(QuorumNotMet):
            sample.perform(DeclareQuorum(1))
    else:
        assert sample.perform(DeclareQuorum(1)).quorum.present == present


def test_scenario_30_a_proxy_that_says_abstain_counts_to_the_quorum_and_not_to_the_votes_cast(
    sample: DeskAtHand,
) -> None:
    _rules(sample, quorum_counts_proxies="yes")
    number = written(sample)
    _forms(sample, {20: 1}, instructions=f"{number}=abstain")
    sample.perform(OpenMeeting(1))
    _come(sample, 1, 2, 3)
    assert _present(sample) == 4
    sample.perform(DeclareQuorum(1))
    sample.perform(DemandPoll(1, number))
    sample.perform(CastForTheRest(1, number, "for"))
    decided = sample.perform(CloseVote(1, number))
    assert (decided.votes_for, decided.against, decided.abstain, decided.cast) == (3, 0, 1, 3)
    assert sample.ask(motion_view, 1, number).counts[0].electors == 4


def test_the_minutes_tell_of_a_lost_quorum_by_the_number_the_page_shows(sample: DeskAtHand) -> None:
    _rules(sample, quorum="5", quorum_counts_proxies="yes", quorum_continuous="yes")
    _forms(sample, {20: 1, 21: 2})
    sample.perform(OpenMeeting(1))
    _come(sample, 1, 2, 3)
    assert sample.perform(DeclareQuorum(1)).quorum.present == 5
    sample.watch.wind(minutes=10)
    _come(sample, 4)
    sample.watch.wind(minutes=10)
    sample.perform(LeaveRoom(1, "2"))
    assert _present(sample) == 4
    sample.watch.wind(minutes=10)
    _come(sample, 21)
    assert _present(sample) == 5
    view = sample.ask(minutes_view, 1, sample.now())
    said = [block.text for part in view.sections for block in part.blocks if isinstance(block, Recorded)]
    assert [each for each in said if "quorum was" in each] == [
        "The quorum was lost at 18:50: 4 present, 5 needed; no vote could open until enough came back.",
        "The quorum was regained at 19:00: 5 present.",
    ]
    assert any("5 members who may vote were present in person or by proxy" in each for each in said)
