"""The long list of members, and one member's file."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coopdesk.domain.clock import fixed_clock
from coopdesk.domain.ids import MemberId
from coopdesk.domain.rules import LegalForm
from coopdesk.services.door import CheckIn, LeaveRoom
from coopdesk.services.meetings import CallMeeting, OpenMeeting
from coopdesk.services.member_cards import IssueCard
from coopdesk.services.member_file import member_file
from coopdesk.services.membership import AddMember
from coopdesk.services.membership_end import EndMembership
from coopdesk.services.perform import Desk
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.register_list import RegisterFilter, found_lines, register_lines, register_view
from coopdesk.services.shares import IssueShares
from coopdesk.services.society import FoundSociety, preset_rules
from coopdesk.storage import files

NOW = datetime(2026, 11, 28, 18, 52, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Twelve members with a share, 13 without one, 14 who has left; a meeting that is open."""
    store = files.make(tmp_path / "ours.coopdesk")
    made = Desk(store, clock=fixed_clock(NOW))
    made.perform(FoundSociety("Test Co-op", "1R", "co-operative-society", preset_rules(LegalForm.CO_OPERATIVE, {})))
    for number in range(1, 15):
        who = AddMember(
            name=f"Person {number}", joined_on="2020-03-01", class_name="Worker" if number < 4 else "Member"
        )
        member = made.perform(who)
        if number < 13:
            made.perform(IssueShares(member.id, 2, "cash"))
    made.perform(EndMembership(14, "moved away"))
    meeting = made.perform(CallMeeting("agm", "2026-11-28T19:00", "Hall"))
    made.perform(OpenMeeting(meeting.id))
    yield made
    store.close()


def _numbers(desk: Desk, chosen: RegisterFilter) -> list[str]:
    view = desk.ask(register_view, NOW, chosen)
    return [line.number for line in desk.ask(register_lines, NOW, view.members)]


def test_each_filter_lists_those_it_names_and_counts_the_same(desk: Desk) -> None:
    desk.perform(CheckIn(1, "2"))
    expected = {
        RegisterFilter(): 13,
        RegisterFilter("all"): 14,
        RegisterFilter("ended"): 1,
        RegisterFilter(class_name="Worker"): 3,
        RegisterFilter(tonight="may-vote"): 12,
        RegisterFilter(tonight="here"): 1,
        RegisterFilter(class_name="Worker", tonight="may-vote"): 3,
    }
    for chosen, count in expected.items():
        assert len(_numbers(desk, chosen)) == count, chosen
        assert desk.ask(register_view, NOW, chosen).listed == count, chosen
    assert _numbers(desk, RegisterFilter("ended")) == ["14"]
    assert _numbers(desk, RegisterFilter(tonight="here")) == ["2"]


def test_may_vote_follows_the_frozen_roll_once_the_quorum_is_declared(desk: Desk) -> None:
    for number in range(1, 5):
        desk.perform(CheckIn(1, str(number)))
    desk.perform(DeclareQuorum(1))
    desk.perform(IssueShares(13, 1, "cash"))
    assert len(_numbers(desk, RegisterFilter(tonight="may-vote"))) == 12


def test_pages_follow_each_other_by_number(desk: Desk) -> None:
    members = desk.ask(register_view, NOW, RegisterFilter()).members
    first = desk.ask(register_lines, NOW, members[:5])
    second = desk.ask(register_lines, NOW, members[5:10])
    assert [line.number for line in (*first, *second)] == [str(number) for number in range(1, 11)]


def test_a_line_says_how_somebody_stands_tonight(desk: Desk) -> None:
    desk.perform(CheckIn(1, "2"))
    desk.perform(CheckIn(1, "13"))
    desk.perform(CheckIn(1, "3"))
    desk.perform(LeaveRoom(1, "3"))
    members = desk.ask(register_view, NOW, RegisterFilter()).members
    told = {line.number: line.tonight for line in desk.ask(register_lines, NOW, members)}
    assert told["2"] == "18:52 voter"
    assert told["13"] == "18:52 no vote"
    assert told["3"] == "left 18:52"
    assert told["4"] == ""


def test_a_search_finds_by_name_and_by_card(desk: Desk) -> None:
    card = desk.perform(IssueCard(7))
    assert [line.number for line in desk.ask(found_lines, NOW, card.code)] == ["7"]
    assert "5" in [line.number for line in desk.ask(found_lines, NOW, "person 5")]


def test_before_any_meeting_nobody_is_here(tmp_path: Path) -> None:
    store = files.make(tmp_path / "new.coopdesk")
    desk = Desk(store, clock=fixed_clock(NOW))
    desk.perform(FoundSociety("New", "", "co-operative-society", preset_rules(LegalForm.CO_OPERATIVE, {})))
    desk.perform(AddMember(name="Nia", joined_on="2020-01-01"))
    view = desk.ask(register_view, NOW, RegisterFilter())
    assert (view.total, view.listed, view.here, view.meeting) == (1, 1, 0, None)
    assert desk.ask(register_view, NOW, RegisterFilter(tonight="here")).members == ()
    assert desk.ask(member_file, MemberId(1), NOW).tonight is None
    store.close()


def test_a_members_file_tells_what_happened_newest_first(desk: Desk) -> None:
    desk.perform(CheckIn(1, "5"))
    desk.perform(IssueShares(5, 10, "card"))
    file = desk.ask(member_file, MemberId(5), NOW)
    assert file.tonight is not None
    assert file.tonight.words == "Here since 18:52, voting card 1"
    assert (file.years, file.member.shares, file.pence) == (6, 12, 1200)
    told = [(event.what, event.note) for event in file.history]
    assert told[-1] == ("Became a member", "number 0005")
    assert ("Issued 10 shares", "£10 by card, certificate 13") in told
    assert ("At the annual general meeting", "from 18:52, voting card 1") in told
    assert [event.day for event in file.history] == sorted((event.day for event in file.history), reverse=True)


def test_an_issue_taken_back_and_an_ending_stay_in_the_file(desk: Desk) -> None:
    desk.perform(IssueShares(6, 10, "card"))
    desk.undo(("IssueShares",))
    desk.perform(EndMembership(6, "resigned"))
    told = [(event.what, event.note) for event in desk.ask(member_file, MemberId(6), NOW).history]
    assert ("Took back 10 shares", "£10 paid back by card, certificate 13") in told
    assert ("Membership ended", "resigned") in told
