"""The scenarios of the domain reference §9 that need a society's file, by their numbers.

``tests/domain/test_scenarios.py`` and ``test_scenarios_votes.py`` hold those that are pure rules. 24 to 26 are in
``test_two_meetings.py``, 32 and 33 in ``test_polls.py``, 51 in ``test_debate.py``; proxies (4, 27 to 31) are in
``test_proxies.py``, the treasurer's and the elections' with their own tests. Scenario 35 (joint holders) waits for
joint holdings; here a second person on one membership cannot check in.
"""

from datetime import date

import pytest

from coopdesk.domain.motions import NoQuorumDeclared, NotOnRoll, QuorumLost, TooManyHands
from coopdesk.domain.rules import change, to_plain
from coopdesk.services.certificate_views import certificate_view
from coopdesk.services.counting import (
    CastingVoteNeeded,
    CloseVote,
    DeclareResult,
    PutMotion,
    RecordHands,
    RecountMotion,
)
from coopdesk.services.door import AlreadyIn, CheckIn, LeaveRoom
from coopdesk.services.joining import JoinAtDoor
from coopdesk.services.meetings import AdjournMeeting, CallMeeting, GiveNotice, OpenMeeting, ReconveneMeeting
from coopdesk.services.membership import AddMember
from coopdesk.services.membership_end import EndMembership
from coopdesk.services.minutes import EditMinutes, minutes_view
from coopdesk.services.minutes_view import MinutesView, OwnWords
from coopdesk.services.motion_view import motion_view
from coopdesk.services.motions import AddMotion, NothingBindingWithoutNotice
from coopdesk.services.quorum import DeclareQuorum, QuorumNotMet
from coopdesk.services.room import RoomView, pick_meeting, room_view
from coopdesk.services.shares import IssueShares, holding_view
from coopdesk.services.society import SetRules, rules_now
from coopdesk.services.verify import verify
from coopdesk.services.visitors import ReceiveGuest
from coopdesk.services.votes import CastVote
from coopdesk.storage.journal import canonical
from tests.conftest import IN_THE_ROOM, MEMBERS, DeskAtHand


def _room(desk: DeskAtHand) -> RoomView:
    return desk.ask(lambda reader: room_view(reader, pick_meeting(reader, 1), desk.now()))


def _minutes(desk: DeskAtHand) -> MinutesView:
    return desk.ask(minutes_view, 1, desk.now())


def _rules(desk: DeskAtHand, **settings: str) -> None:
    desk.perform(SetRules(canonical(to_plain(change(desk.ask(rules_now), settings)))))


def _come(desk: DeskAtHand, count: int) -> None:
    for number in range(1, count + 1):
        desk.perform(CheckIn(1, str(number)))


def _written(desk: DeskAtHand) -> int:
    return desk.perform(AddMotion(meeting=1, title="Later", text="That it be later.", kind="ordinary"))


def _put(desk: DeskAtHand, method: str = "recorded", kind: str = "ordinary") -> int:
    number = desk.perform(AddMotion(meeting=1, title="Garden", text="That there be a garden.", kind=kind))
    desk.perform(PutMotion(1, number, method))
    return number


def test_scenario_05_a_guest_who_comes_tenth_leaves_the_quorum_at_nine(sample: DeskAtHand) -> None:
    _rules(sample, quorum="10")
    sample.perform(OpenMeeting(1))
    _come(sample, 9)
    sample.perform(ReceiveGuest(1, "Ada Brook"))
    assert (_room(sample).quorum.present, _room(sample).quorum.needed) == (9, 10)
    with pytest.raises(QuorumNotMet, match="9 members who may vote are present and 10 are needed"):
        sample.perform(DeclareQuorum(1))


def test_scenario_06_inquorate_locks_votes_and_the_minutes_say_no_decisions(sample: DeskAtHand) -> None:
    sample.perform(OpenMeeting(1))
    _come(sample, 3)
    sample.watch.wind(minutes=31)
    number = sample.perform(AddMotion(meeting=1, title="A", text="That A.", kind="ordinary"))
    with pytest.raises(NoQuorumDeclared):
        sample.perform(PutMotion(1, number, "hands"))
    sample.perform(AdjournMeeting(1))
    quorum = _minutes(sample).quorum
    assert quorum is not None
    assert "No resolution could be put" in quorum.sentence
    assert (quorum.declared, _room(sample).present) == (None, 0)


def test_scenario_07_two_are_enough_at_the_adjourned_meeting_and_the_formula_is_shown(sample: DeskAtHand) -> None:
    sample.perform(OpenMeeting(1))
    _come(sample, 2)
    sample.perform(AdjournMeeting(1))
    sample.watch.wind(days=7)
    sample.perform(ReconveneMeeting(1))
    _come(sample, 2)
    declared = sample.perform(DeclareQuorum(1))
    assert (declared.quorum.met, declared.quorum.present) == (True, 2)
    assert "40" in [figure for figure, _ in declared.need.steps]
    assert "10%" in declared.need.rule_words


def test_scenario_09_three_leave_the_quorum_is_lost_and_earlier_votes_stand(sample: DeskAtHand) -> None:
    _rules(sample, quorum_continuous="yes")
    sample.perform(OpenMeeting(1))
    _come(sample, 6)
    sample.perform(DeclareQuorum(1))
    first = _put(sample, "hands")
    sample.perform(RecordHands(meeting=1, number=first, votes_for=4, against=1))
    sample.perform(CloseVote(1, first))
    sample.perform(DeclareResult(1, first))
    for number in "456":
        sample.perform(LeaveRoom(1, number))
    second = sample.perform(AddMotion(meeting=1, title="B", text="That B.", kind="ordinary"))
    with pytest.raises(QuorumLost, match="3 present, 4 needed"):
        sample.perform(PutMotion(1, second, "hands"))
    result = sample.ask(motion_view, 1, first).result
    assert result is not None
    assert result.decision is not None
    assert result.decision.outcome == "carried"
    sample.perform(CheckIn(1, "4"))
    sample.perform(PutMotion(1, second, "hands"))


def test_scenario_10_members_who_join_after_the_count_leave_e_as_declared(quorate: DeskAtHand) -> None:
    late = quorate.perform(AddMember(name="Late Entry", joined_on="2020-01-01"))
    quorate.perform(IssueShares(late.id, 5, "cash"))
    quorate.perform(JoinAtDoor(meeting=1, name="Priya Raman", paid="cash"))
    assert _room(quorate).entitled == MEMBERS
    quorum = _minutes(quorate).quorum
    assert quorum is not None
    assert f"of the {MEMBERS} entitled" in quorum.sentence


def test_scenario_11_fourteen_clear_days_from_1_june_end_on_15_june(founded: DeskAtHand) -> None:
    _rules(founded, notice_clear_days="14")
    enough = []
    for day in (15, 16):
        meeting = founded.perform(CallMeeting("sgm", f"2027-06-{day}T19:00", "Hall"))
        enough.append(founded.perform(GiveNotice(meeting.id, date(2027, 6, 1).isoformat(), "hand")).enough)
    assert enough == [False, True]


@pytest.mark.parametrize("method", ["hands", "recorded"])
def test_scenario_12_a_tie_without_a_casting_vote_is_lost(quorate: DeskAtHand, method: str) -> None:
    number = _put(quorate, method)
    _tie(quorate, number, method)
    assert quorate.perform(DeclareResult(1, number)).outcome == "lost"


def _tie(desk: DeskAtHand, number: int, method: str) -> None:
    if method == "hands":
        desk.perform(RecordHands(meeting=1, number=number, votes_for=6, against=6))
    else:
        for member in range(1, IN_THE_ROOM + 1):
            desk.perform(CastVote(1, number, str(member), "for" if member % 2 else "against"))
    desk.perform(CloseVote(1, number))


def test_scenario_13_the_chair_who_voted_has_a_casting_vote_once_on_its_own_line(sample: DeskAtHand) -> None:
    _rules(sample, casting_vote="yes")
    sample.perform(OpenMeeting(1))
    _come(sample, IN_THE_ROOM)
    sample.perform(DeclareQuorum(1))
    number = _put(sample)
    _tie(sample, number, "recorded")
    with pytest.raises(CastingVoteNeeded):
        sample.perform(DeclareResult(1, number))
    decided = sample.perform(DeclareResult(1, number, "for"))
    assert (decided.outcome, decided.votes_for, decided.against, decided.casting) == ("carried", 6, 6, "for")
    assert "the chair's casting vote was for" in decided.sentence
    with pytest.raises(Exception, match="has been declared and does not change"):
        sample.perform(DeclareResult(1, number, "against"))


def test_scenario_18_only_abstentions_are_not_carried_and_no_error(quorate: DeskAtHand) -> None:
    number = _put(quorate, "hands")
    quorate.perform(RecordHands(meeting=1, number=number, votes_for=0, against=0, abstain=12))
    quorate.perform(CloseVote(1, number))
    assert quorate.perform(DeclareResult(1, number)).outcome == "lost"


def test_scenario_26_a_rule_change_carried_is_not_yet_in_force(quorate: DeskAtHand) -> None:
    before = quorate.ask(rules_now)
    number = _put(quorate, "hands", "rule-change")
    quorate.perform(RecordHands(meeting=1, number=number, votes_for=12, against=0))
    quorate.perform(CloseVote(1, number))
    quorate.perform(DeclareResult(1, number))
    assert "Not in force until" in quorate.ask(motion_view, 1, number).rule.effect
    assert quorate.ask(rules_now) == before


def test_scenario_34_a_member_with_500_shares_has_one_vote(quorate: DeskAtHand) -> None:
    quorate.perform(IssueShares(1, 500, "transfer"))
    number = _put(quorate)
    quorate.perform(CastVote(1, number, "1", "for"))
    assert quorate.perform(CloseVote(1, number)).votes_for == 1


def test_scenario_35_one_membership_is_one_card_and_the_second_person_a_guest(quorate: DeskAtHand) -> None:
    with pytest.raises(AlreadyIn):
        quorate.perform(CheckIn(1, "1"))
    quorate.perform(ReceiveGuest(1, "The Other Holder"))
    assert (_room(quorate).votes_in_room, _room(quorate).guests) == (IN_THE_ROOM, 1)


def test_scenario_36_a_share_at_the_door_without_a_vote_leaves_e_unchanged(sample: DeskAtHand) -> None:
    _rules(sample, joiners_vote="no")
    sample.perform(OpenMeeting(1))
    _come(sample, 4)
    joined = sample.perform(JoinAtDoor(meeting=1, name="Priya Raman", paid="cash"))
    assert (joined.verdict, _room(sample).entitled) == ("no-vote", MEMBERS)
    assert sample.ask(holding_view, joined.member.id).shares == 1
    assert joined.certificate is not None
    assert sample.ask(certificate_view, joined.certificate).holder == "Priya Raman"
    sample.perform(DeclareQuorum(1))
    number = _put(sample)
    with pytest.raises(NotOnRoll):
        sample.perform(CastVote(1, number, joined.member.number, "for"))


def test_scenario_37_who_votes_and_then_resigns_has_voted_and_is_not_counted_later(quorate: DeskAtHand) -> None:
    number = _put(quorate)
    quorate.perform(CastVote(1, number, "12", "for"))
    quorate.perform(EndMembership(12, "resigned in the meeting"))
    assert quorate.perform(CloseVote(1, number)).votes_for == 1
    assert (_room(quorate).quorum.present, _room(quorate).present) == (IN_THE_ROOM - 1, IN_THE_ROOM - 1)
    assert quorate.perform(PutMotion(1, _written(quorate), "hands")).electors == IN_THE_ROOM - 1
    quorate.undo({"EndMembership"})
    assert _room(quorate).present == IN_THE_ROOM
    assert quorate.ask(verify).sound


def test_scenario_38_more_hands_than_votes_cannot_be_declared_and_are_counted_again(quorate: DeskAtHand) -> None:
    number = _put(quorate, "hands")
    with pytest.raises(TooManyHands, match="count again"):
        quorate.perform(RecordHands(meeting=1, number=number, votes_for=9, against=4))
    quorate.perform(RecordHands(meeting=1, number=number, votes_for=8, against=4))
    quorate.perform(CloseVote(1, number))
    quorate.perform(DeclareResult(1, number))
    assert quorate.perform(RecountMotion(1, number)).attempt == 2


def test_scenario_52_a_motion_under_any_other_business_is_discussion_and_no_vote(quorate: DeskAtHand) -> None:
    aob = 13
    with pytest.raises(NothingBindingWithoutNotice, match="nothing binding is decided there"):
        quorate.perform(
            AddMotion(meeting=1, title="A van", text="That £10,000 be spent on a van.", kind="ordinary", item=aob)
        )
    quorate.perform(EditMinutes(1, str(aob), "A member asked for a van; the board will consider it."))
    section = next(each for each in _minutes(quorate).sections if each.key == str(aob))
    assert [type(block) for block in section.blocks] == [OwnWords]
