"""A poll is demanded by those who may, in time; it takes the place of the hands and brings the proxies in."""

import pytest

from coopdesk.domain.motions import AlreadyVoted
from coopdesk.domain.polls import PollNotDemanded, PollTooLate
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services.counting import CloseVote, DeclareResult, PutMotion, RecordHands
from coopdesk.services.door import CheckIn
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.members import member
from coopdesk.services.motions import motion_by_number
from coopdesk.services.poll_holders import HolderWaiting
from coopdesk.services.polls import CastProxies, DemanderNotHere, DemandPoll, PollAdvice, poll_advice
from coopdesk.services.proxies import RecordProxy
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.room import meeting_by_id
from coopdesk.services.society import changed_rules
from coopdesk.services.verify import verify
from coopdesk.services.vote_desk import votes_now
from coopdesk.services.votes import CastForTheRest, CastVote, VoidVote
from tests.conftest import IN_THE_ROOM, DeskAtHand
from tests.services.votes_at_hand import count_hands, put, seen, written

EARLY = "2026-11-27T09:00"


@pytest.fixture
def desk(sample: DeskAtHand) -> DeskAtHand:
    """Twelve in the room; the chair holds ten forms against motion 1, member 2 holds two that leave it open."""
    sample.perform(sample.ask(changed_rules, {"proxy_allowed": "anybody", "quorum_counts_proxies": "no"}))
    assert written(sample) == 1
    for appointor in range(20, 30):
        form = RecordProxy(
            meeting=1, appointor=str(appointor), holder="chair", received=EARLY, instructions="1=against"
        )
        sample.perform(form)
    for appointor in (30, 31):
        sample.perform(RecordProxy(meeting=1, appointor=str(appointor), holder="2", received=EARLY))
    sample.perform(OpenMeeting(1))
    for number in range(1, IN_THE_ROOM + 1):
        sample.perform(CheckIn(1, str(number)))
    sample.perform(DeclareQuorum(1))
    return sample


def waiting(desk: DeskAtHand) -> tuple[HolderWaiting, ...]:
    """Holders whose say is awaited, as the Votes page shows them."""
    view = desk.ask(votes_now, desk.now())
    assert view is not None
    return view.holders


def _advice(desk: DeskAtHand) -> PollAdvice | None:
    meeting = desk.ask(meeting_by_id, 1)
    return desk.ask(lambda reader: poll_advice(reader, meeting, motion_by_number(reader, meeting, 1)))


def test_scenario_32_the_chair_is_told_that_proxies_would_turn_the_hands_round(desk: DeskAtHand) -> None:
    desk.perform(PutMotion(1, 1, "hands"))
    count_hands(desk, 1, 7, 5)
    advice = _advice(desk)
    assert advice is not None
    assert (advice.would.votes_for, advice.would.against, advice.would.outcome) == (7, 15, "lost")
    assert "should call a poll" in advice.sentence
    poll = desk.perform(DemandPoll(1, 1))
    assert poll.electors == IN_THE_ROOM + 12
    for number in range(1, IN_THE_ROOM + 1):
        desk.perform(CastVote(1, 1, str(number), "for" if number <= 7 else "against"))
    decided = desk.perform(CloseVote(1, 1))
    assert (decided.votes_for, decided.against, decided.outcome) == (7, 15, "lost")
    desk.perform(DeclareResult(1, 1))
    first, second = seen(desk, 1).counts
    assert (first.method.words, first.counts and first.counts.votes_for) == ("Show of hands", 7)
    assert (second.method.words, second.counts and second.counts.against) == ("Poll", 15)
    assert second.notes == "demanded by the chair, 10 votes by proxy"
    assert desk.ask(verify).findings == ()


def test_no_prompt_where_the_proxies_change_nothing(desk: DeskAtHand) -> None:
    desk.perform(PutMotion(1, 1, "hands"))
    count_hands(desk, 1, 2, 10)
    assert _advice(desk) is None


def test_scenario_33_a_poll_is_too_late_once_other_business_began(desk: DeskAtHand) -> None:
    desk.perform(PutMotion(1, 1, "hands"))
    count_hands(desk, 1, 7, 5)
    desk.perform(DeclareResult(1, 1))
    second = put(desk)
    with pytest.raises(PollTooLate, match="straight after its result is declared"):
        desk.perform(DemandPoll(1, 1))
    count_hands(desk, second, 7, 5)
    desk.perform(DeclareResult(1, second))
    assert desk.perform(DemandPoll(1, second)).method == "poll"


def test_rules_may_want_the_demand_before_the_hands(sample: DeskAtHand) -> None:
    sample.perform(sample.ask(changed_rules, {"poll_demand_window": "before"}))
    sample.perform(OpenMeeting(1))
    for number in range(1, IN_THE_ROOM + 1):
        sample.perform(CheckIn(1, str(number)))
    sample.perform(DeclareQuorum(1))
    number = put(sample)
    count_hands(sample, number, 7, 5)
    sample.perform(DeclareResult(1, number))
    with pytest.raises(PollTooLate):
        sample.perform(DemandPoll(1, number))


@pytest.mark.parametrize(
    ("by", "members", "valid"),
    [("chair", "", True), ("directors", "", True), ("members", "3 4", True), ("members", "3", False)],
)
def test_who_may_demand_a_poll(desk: DeskAtHand, by: str, members: str, valid: bool) -> None:
    wish = DemandPoll(1, 1, by, members)
    if valid:
        assert desk.perform(wish).method == "poll"
    else:
        with pytest.raises(PollNotDemanded, match="1 demanded it and the rules ask for 2 voters"):
            desk.perform(wish)


def test_somebody_outside_demands_nothing(desk: DeskAtHand) -> None:
    with pytest.raises(DemanderNotHere, match="Member 0020"):
        desk.perform(DemandPoll(1, 1, "members", "3 20"))
    with pytest.raises(NotUnderstood):
        desk.perform(PutMotion(1, 1, "poll"))
    with pytest.raises(NotUnderstood):
        desk.perform(DemandPoll(1, 1, "the audience"))


def test_a_poll_ends_the_hands_under_way_and_both_are_kept(desk: DeskAtHand) -> None:
    desk.perform(PutMotion(1, 1, "hands"))
    desk.perform(RecordHands(meeting=1, number=1, votes_for=6, against=6))
    desk.perform(DemandPoll(1, 1))
    first, second = seen(desk, 1).counts
    assert (first.void, second.method.value) == ("replaced by a poll", "poll")
    with pytest.raises(NotUnderstood, match="open already"):
        desk.perform(DemandPoll(1, 1))


def test_one_vote_a_member_whether_by_form_or_in_person(desk: DeskAtHand) -> None:
    desk.perform(DemandPoll(1, 1))
    with pytest.raises(AlreadyVoted):
        desk.perform(CastVote(1, 1, "20", "for"))
    assert desk.perform(CastProxies(1, 1, "2", "for")) == 2
    with pytest.raises(NotUnderstood, match="no proxy that waits"):
        desk.perform(CastProxies(1, 1, "2", "against"))
    desk.perform(CastForTheRest(1, 1, "for"))
    decided = desk.perform(CloseVote(1, 1))
    assert (decided.votes_for, decided.against) == (IN_THE_ROOM + 2, 10)


def test_a_member_who_came_votes_in_person_and_the_form_sleeps(desk: DeskAtHand) -> None:
    desk.perform(CheckIn(1, "20"))
    assert desk.perform(DemandPoll(1, 1)).electors == IN_THE_ROOM + 12
    desk.perform(CastVote(1, 1, "20", "for"))
    desk.perform(CastForTheRest(1, 1, "for"))
    assert desk.perform(CastProxies(1, 1, "2", "for")) == 2
    decided = desk.perform(CloseVote(1, 1))
    assert (decided.votes_for, decided.against) == (IN_THE_ROOM + 3, 9)
    assert desk.ask(verify).findings == ()


def test_all_those_in_favour_are_in_the_room_and_the_absent_wait_for_their_holder(desk: DeskAtHand) -> None:
    desk.perform(DemandPoll(1, 1))
    assert desk.perform(CastForTheRest(1, 1, "for")) == IN_THE_ROOM
    assert [(each.key, len(each.speaks_for)) for each in waiting(desk)] == [("0002", 2)]
    decided = desk.perform(CloseVote(1, 1))
    assert (decided.votes_for, decided.against) == (IN_THE_ROOM, 10)


def test_a_proxy_vote_that_was_wrong_is_voided_and_said_anew_by_its_holder(desk: DeskAtHand) -> None:
    desk.perform(DemandPoll(1, 1))
    assert desk.perform(CastProxies(1, 1, "2", "for")) == 2
    assert waiting(desk) == ()
    desk.perform(VoidVote(1, 1, "31", "Member 2 misspoke"))
    assert [(each.key, each.speaks_for) for each in waiting(desk)] == [("0002", (desk.ask(member, "31").name,))]
    assert desk.perform(CastProxies(1, 1, "2", "against")) == 1
    assert waiting(desk) == ()
    with pytest.raises(AlreadyVoted):
        desk.perform(CastVote(1, 1, "31", "for"))
    decided = desk.perform(CloseVote(1, 1))
    assert (decided.votes_for, decided.against) == (1, 11)
    assert "12 votes by proxy" in seen(desk, 1).counts[-1].notes
    assert desk.ask(verify).findings == ()


def test_what_a_holder_said_for_several_is_taken_back_at_once(desk: DeskAtHand) -> None:
    desk.perform(DemandPoll(1, 1))
    desk.perform(CastProxies(1, 1, "2", "for"))
    assert desk.undo({"CastProxies"}).act == "CastProxies"
    assert [len(each.speaks_for) for each in waiting(desk)] == [2]
    assert desk.perform(CastProxies(1, 1, "2", "abstain")) == 2
    assert desk.perform(CloseVote(1, 1)).abstain == 2


def test_a_vote_the_form_itself_gave_is_nobodys_to_say_anew(desk: DeskAtHand) -> None:
    desk.perform(DemandPoll(1, 1))
    desk.perform(VoidVote(1, 1, "20", "the wrong form was looked at"))
    assert all("20" not in each.key for each in waiting(desk))
    with pytest.raises(NotUnderstood, match="no proxy that waits"):
        desk.perform(CastProxies(1, 1, "chair", "for"))
    desk.perform(CloseVote(1, 1))
    assert "9 votes by proxy" in seen(desk, 1).counts[-1].notes
