"""The apologies rule: who neither came nor wrote beforehand, from one annual meeting to the next."""

from datetime import date

import pytest

from coopdesk.domain.lapsing import PastMeeting, lapses, meetings_that_count
from coopdesk.services.door import CheckIn
from coopdesk.services.lapsing import LapseMemberships, LapsingMovedOn, NobodyLapses, lapse_view
from coopdesk.services.meetings import CallMeeting, CloseMeeting, OpenMeeting
from coopdesk.services.members import how_many, members_page
from coopdesk.services.membership import AddMember
from coopdesk.services.proxies import RecordProxy, RevokeProxy
from coopdesk.services.share_rules import SetShareRule
from coopdesk.services.shares import IssueShares
from coopdesk.services.society import changed_rules
from coopdesk.services.verify import verify
from coopdesk.services.visitors import RecordApology
from tests.conftest import EVENING, DeskAtHand


def meeting(number: int, year: int) -> PastMeeting:
    return PastMeeting(number, date(year, 11, 28), EVENING.replace(year=year))


def test_only_meetings_in_a_row_count_and_none_before_joining() -> None:
    held = [meeting(1, 2024), meeting(3, 2026), meeting(2, 2025)]
    assert [each.id for each in meetings_that_count(held, 2)] == [3, 2]
    assert meetings_that_count(held, 0) == ()
    assert meetings_that_count(held, 4) == ()
    two = meetings_that_count(held, 2)
    assert lapses(date(2020, 1, 1), frozenset({1}), two)
    assert not lapses(date(2020, 1, 1), frozenset({2}), two)
    assert not lapses(date(2020, 1, 1), frozenset({3}), two)
    assert not lapses(date(2025, 11, 28), frozenset(), two), "joined on the day of the first"
    assert not lapses(date(2020, 1, 1), frozenset(), ())


@pytest.fixture
def after_the_meeting(founded: DeskAtHand) -> DeskAtHand:
    """Ada came, Bea wrote, Cai wrote too late, Dot did neither, Eve joined since."""
    desk = founded
    for name in ("Ada", "Bea", "Cai", "Dot"):
        desk.perform(AddMember(name=f"{name} Holt", joined_on="2020-01-01"))
    desk.perform(CallMeeting("agm", EVENING.isoformat(), "The Hall"))
    desk.perform(RecordApology(1, "2"))
    desk.perform(OpenMeeting(1))
    desk.watch.wind(minutes=5)
    desk.perform(CheckIn(1, "1"))
    desk.perform(RecordApology(1, "3"))
    desk.perform(CloseMeeting(1))
    desk.watch.wind(days=1)
    desk.perform(AddMember(name="Eve Holt"))
    return desk


def test_a_proxy_counts_as_coming_where_the_rules_say_so_and_a_revoked_one_does_not(founded: DeskAtHand) -> None:
    desk = founded
    for name in ("Ada", "Bea", "Cai", "Dot"):
        entered = desk.perform(AddMember(name=f"{name} Holt", joined_on="2020-01-01"))
        desk.perform(IssueShares(entered.id, 1, "cash"))
    wish = desk.ask(changed_rules, {"proxy_allowed": "anybody"})
    desk.perform(wish)
    desk.perform(CallMeeting("agm", EVENING.isoformat(), "The Hall"))
    desk.watch.wind(hours=-3)
    for appointor in ("2", "3"):
        desk.perform(RecordProxy(meeting=1, appointor=appointor, holder="1", received="2026-11-26T09:00"))
    desk.perform(RevokeProxy(1, "3"))
    desk.watch.wind(hours=3)
    desk.perform(OpenMeeting(1))
    desk.perform(CheckIn(1, "1"))
    desk.perform(CloseMeeting(1))
    desk.watch.wind(days=1)
    desk.perform(SetShareRule("lapse_after", "1", "", "rule 12"))
    assert [each.name for each in desk.ask(lapse_view, desk.now()).members] == ["Cai Holt", "Dot Holt"]
    desk.perform(SetShareRule("lapse_proxies", "no", "", "rule 12"))
    assert [each.name for each in desk.ask(lapse_view, desk.now()).members] == ["Bea Holt", "Cai Holt", "Dot Holt"]


def test_who_neither_came_nor_wrote_beforehand_lapses_and_comes_back_with_undo(after_the_meeting: DeskAtHand) -> None:
    desk = after_the_meeting
    assert desk.ask(lapse_view, desk.now()).members == ()
    with pytest.raises(NobodyLapses, match="no such rule"):
        desk.perform(LapseMemberships())
    desk.perform(SetShareRule("lapse_after", "1", "", "rule 12"))
    view = desk.ask(lapse_view, desk.now())
    assert [each.name for each in view.members] == ["Cai Holt", "Dot Holt"]
    with pytest.raises(LapsingMovedOn):
        desk.perform(LapseMemberships(5))
    ended = desk.perform(LapseMemberships(2))
    assert {each.end_reason for each in ended} == {"lapsed: missed the annual meeting without apologies"}
    assert [each.name for each in desk.ask(members_page, 0, 9) if each.active] == ["Ada Holt", "Bea Holt", "Eve Holt"]
    with pytest.raises(NobodyLapses, match="came or wrote"):
        desk.perform(LapseMemberships())
    desk.undo({"LapseMemberships"})
    assert all(each.active for each in desk.ask(members_page, 0, 9))
    assert desk.ask(how_many) == 5
    assert desk.ask(verify).findings == ()


def test_two_meetings_are_asked_for_and_there_was_one(after_the_meeting: DeskAtHand) -> None:
    after_the_meeting.perform(SetShareRule("lapse_after", "2", "", "rule 12"))
    with pytest.raises(NobodyLapses, match="not yet 2"):
        after_the_meeting.perform(LapseMemberships())
