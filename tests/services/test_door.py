"""The door: three answers, facts with times, and everything taken back again."""

from datetime import timedelta
from typing import Any

import pytest

from coopdesk.domain.clock import local_day
from coopdesk.domain.motions import NotOnRoll
from coopdesk.domain.rules import change, to_plain
from coopdesk.services.certificate_views import certificate_view
from coopdesk.services.counting import PutMotion
from coopdesk.services.door import AlreadyIn, CheckIn, DoorVerdict, HasVoted, LeaveRoom, NotInTheRoom
from coopdesk.services.joining import JoinAtDoor, joining_terms
from coopdesk.services.meetings import CloseMeeting, OpenMeeting
from coopdesk.services.member_cards import IssueCard
from coopdesk.services.members import (
    CardNotKnown,
    CardWithdrawn,
    MembershipEnded,
    NotAMemberCard,
    UnknownMember,
    member,
)
from coopdesk.services.membership import AddMember
from coopdesk.services.membership_end import EndMembership
from coopdesk.services.motions import AddMotion
from coopdesk.services.perform import Command
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.room import MeetingClosed, RoomView, pick_meeting, room_view
from coopdesk.services.shareholders import SetShareholder
from coopdesk.services.shares import IssueShares, holding_view
from coopdesk.services.society import SetRules, rules_now
from coopdesk.services.verify import verify
from coopdesk.services.visitors import ApologiesGiven, ReceiveGuest, RecordApology, SeeGuestOut
from coopdesk.services.votes import CastVote
from coopdesk.services.voting_cards import holder_of_card
from coopdesk.storage.journal import canonical
from tests.conftest import MEMBERS, DeskAtHand


def room(desk: DeskAtHand) -> RoomView:
    """The counts at this moment."""
    return desk.ask(lambda reader: room_view(reader, pick_meeting(reader, 1), desk.now()))


def arrives(desk: DeskAtHand, reference: str) -> DoorVerdict:
    """Somebody comes in."""
    return desk.perform(CheckIn(1, reference))


def rules(desk: DeskAtHand, **settings: str) -> None:
    """Change the rule sheet."""
    desk.perform(SetRules(canonical(to_plain(change(desk.ask(rules_now), settings)))))


def test_a_member_arrives_and_gets_the_next_voting_card(sample: DeskAtHand) -> None:
    sample.perform(OpenMeeting(1))
    verdicts = [arrives(sample, number) for number in ("7", "3", "9")]
    assert [each.voting_card for each in verdicts] == [1, 2, 3]
    assert {each.verdict for each in verdicts} == {"vote"}
    assert (room(sample).present, room(sample).votes_in_room, room(sample).non_voting) == (3, 3, 0)


def test_an_old_card_of_paper_is_as_good_as_the_number(sample: DeskAtHand) -> None:
    code = sample.perform(IssueCard(7)).code
    assert arrives(sample, code.lower().replace(":", ";")).member.number == "7"


def test_stop_nothing_is_recorded(sample: DeskAtHand) -> None:
    old = sample.perform(IssueCard(7)).code
    sample.perform(IssueCard(7, fresh=True))
    sample.perform(EndMembership(8, "moved"))
    arrives(sample, "1")
    certificate = sample.ask(certificate_view, 5).code
    before = room(sample)
    for reference, refusal in (
        ("999", UnknownMember),
        ("CDM1:AAAAAAAAAAAAAAAA", CardNotKnown),
        ("XYZ9:AAAA", CardNotKnown),
        (old, CardWithdrawn),
        (certificate, NotAMemberCard),
        ("8", MembershipEnded),
        ("1", AlreadyIn),
    ):
        with pytest.raises(refusal):
            arrives(sample, reference)
    assert room(sample) == before


def test_already_in_says_since_when_and_with_which_card(sample: DeskAtHand) -> None:
    arrives(sample, "1")
    sample.watch.wind(minutes=20)
    with pytest.raises(AlreadyIn, match=r"has been in since 18:30, with voting card 1\. Nothing was recorded"):
        arrives(sample, "1")


def test_who_comes_back_keeps_the_voting_card(sample: DeskAtHand) -> None:
    first = arrives(sample, "1")
    arrives(sample, "2")
    sample.perform(LeaveRoom(1, "1"))
    assert room(sample).present == 1
    again = arrives(sample, "1")
    assert (again.voting_card, again.returned) == (first.voting_card, True)
    assert arrives(sample, "3").voting_card == 3
    assert sample.ask(holder_of_card, 1, 1) == 1


def test_leaving_without_having_come(sample: DeskAtHand) -> None:
    with pytest.raises(NotInTheRoom):
        sample.perform(LeaveRoom(1, "1"))


def test_a_guest_has_no_place_in_the_quorum(sample: DeskAtHand) -> None:
    for number in ("1", "2", "3"):
        arrives(sample, number)
    guest = sample.perform(ReceiveGuest(1, "Ada  Brook"))
    assert (room(sample).guests, room(sample).present, room(sample).quorum.met) == (1, 3, False)
    sample.perform(SeeGuestOut(guest))
    assert room(sample).guests == 0


def test_apologies_once_and_not_from_somebody_in_the_room(sample: DeskAtHand) -> None:
    sample.perform(RecordApology(1, "20"))
    arrives(sample, "1")
    sample.perform(EndMembership(21))
    for number, refusal in (("20", ApologiesGiven), ("1", AlreadyIn), ("21", MembershipEnded)):
        with pytest.raises(refusal):
            sample.perform(RecordApology(1, number))
    assert room(sample).apologies == 1
    assert arrives(sample, "20").verdict == "vote"


def test_nobody_comes_or_goes_after_the_close(quorate: DeskAtHand) -> None:
    quorate.perform(CloseMeeting(1))
    acts: list[Command[Any]] = [CheckIn(1, "20"), LeaveRoom(1, "1"), ReceiveGuest(1, "A"), RecordApology(1, "20")]
    for act in acts:
        with pytest.raises(MeetingClosed):
            quorate.perform(act)


@pytest.mark.parametrize(("joiners_vote", "verdict"), [("no", "no-vote"), ("yes", "vote")])
def test_joining_says_at_once_whether_there_is_a_vote_tonight(
    sample: DeskAtHand, joiners_vote: str, verdict: str
) -> None:
    rules(sample, joiners_vote=joiners_vote)
    sample.perform(OpenMeeting(1))
    terms = sample.ask(joining_terms, 1, sample.now())
    joined = sample.perform(JoinAtDoor(meeting=1, name="Priya Raman", paid="cash"))
    assert (joined.verdict, joined.reason) == (verdict, terms.no_vote)
    assert joined.certificate == MEMBERS + 1
    now = room(sample)
    assert (now.joined, now.taken_pence, now.entitled) == (1, 100, MEMBERS + (joiners_vote == "yes"))
    sample.perform(LeaveRoom(1, joined.member.number))
    assert arrives(sample, joined.member.number).verdict == verdict


def test_joining_after_the_roll_was_frozen_gives_no_vote(quorate: DeskAtHand) -> None:
    rules(quorate, joiners_vote="yes")
    joined = quorate.perform(JoinAtDoor(meeting=1, name="Priya Raman", paid="card"))
    assert (joined.verdict, joined.voting_card) == ("no-vote", None)
    assert room(quorate).entitled == MEMBERS


def test_a_member_entered_after_the_roll_was_frozen_is_told_why(quorate: DeskAtHand) -> None:
    late = quorate.perform(AddMember(name="Late Entry", joined_on="2020-01-01", number="77"))
    quorate.perform(IssueShares(late.id, 1, "cash"))
    verdict = arrives(quorate, "77")
    assert verdict.verdict == "no-vote"
    assert "not on the roll, which was fixed when the quorum was declared at 18:30" in verdict.reason


def test_undo_of_a_joining_takes_everything_back_but_the_numbers(sample: DeskAtHand) -> None:
    joined = sample.perform(JoinAtDoor(meeting=1, name="Priya Raman", paid="cash"))
    sample.undo()
    now = room(sample)
    assert (now.present, now.joined, now.taken_pence) == (0, 0, 0)
    held = sample.ask(holding_view, joined.member.id)
    assert held.shares == 0
    assert [(each.number, each.status) for each in held.certificates] == [(joined.certificate, "void")]
    with pytest.raises(UnknownMember):
        sample.ask(member, joined.member.number)
    again = sample.perform(JoinAtDoor(meeting=1, name="Priya Raman", paid="cash"))
    assert again.certificate == MEMBERS + 2
    assert again.member.number == str(MEMBERS + 2)
    assert sample.ask(verify).sound


def test_a_joining_that_is_refused_leaves_no_half(sample: DeskAtHand) -> None:
    rules(sample, max_shares="1", min_shares="0")
    for name, paid in (("", "cash"), ("Priya Raman", "barter")):
        with pytest.raises(Exception, match="cannot be used"):
            sample.perform(JoinAtDoor(meeting=1, name=name, paid=paid))
    assert room(sample).taken_pence == 0
    assert sample.perform(JoinAtDoor(meeting=1, name="Priya Raman", paid="cash")).certificate == MEMBERS + 1


@pytest.mark.parametrize(
    "act",
    [
        CheckIn(1, "30"),
        LeaveRoom(1, "1"),
        ReceiveGuest(1, "Ada Brook"),
        RecordApology(1, "30"),
        JoinAtDoor(meeting=1, name="Priya Raman", paid="cash"),
    ],
    ids=lambda act: type(act).__name__,
)
def test_undo_at_the_door_restores_the_counts(quorate: DeskAtHand, act: CheckIn) -> None:
    before = room(quorate)
    quorate.perform(act)
    assert room(quorate) != before
    quorate.undo()
    assert room(quorate) == before
    assert quorate.ask(verify).sound


def test_an_arrival_that_a_vote_stands_on_is_not_undone(quorate: DeskAtHand) -> None:
    arrives(quorate, "30")
    quorate.perform(AddMotion(meeting=1, title="A", text="That A.", kind="ordinary"))
    quorate.perform(PutMotion(1, 1, "recorded"))
    quorate.perform(CastVote(1, 1, "30", "for"))
    with pytest.raises(HasVoted, match="record that they left"):
        quorate.undo({"CheckIn"})


def test_e_before_the_declaration_follows_the_register(sample: DeskAtHand) -> None:
    assert room(sample).entitled == MEMBERS
    added = sample.perform(AddMember(name="Early Bird", joined_on="2020-01-01"))
    assert room(sample).entitled == MEMBERS
    sample.perform(IssueShares(added.id, 1, "cash"))
    assert room(sample).entitled == MEMBERS + 1
    sample.perform(EndMembership(added.id))
    assert room(sample).entitled == MEMBERS
    rules(sample, min_shares="2")
    few = room(sample).entitled
    assert few < MEMBERS
    sample.undo()
    assert room(sample).entitled == MEMBERS


def test_e_is_frozen_with_the_quorum(quorate: DeskAtHand) -> None:
    quorate.perform(AddMember(name="Late Entry", joined_on="2020-01-01"))
    quorate.perform(EndMembership(30))
    rules(quorate, quorum="50%")
    assert (room(quorate).entitled, room(quorate).quorum.needed) == (MEMBERS, 4)


def test_who_was_told_may_vote_and_is_not_on_the_roll_is_told_apart(sample: DeskAtHand) -> None:
    sample.perform(OpenMeeting(1))
    verdicts = [arrives(sample, number).verdict for number in ("1", "2", "3", "4", "17")]
    assert verdicts == ["vote"] * 5
    rules(sample, classes="Individual, Worker (no vote), Corporate")
    declared = sample.perform(DeclareQuorum(1))
    assert (declared.present, declared.votes_in_room) == (5, 4)


def test_a_member_under_the_age_comes_in_without_a_vote_and_is_not_on_the_roll(sample: DeskAtHand) -> None:
    rules(sample, min_age="16")
    assert room(sample).entitled == MEMBERS
    today = local_day(sample.now())
    sample.perform(SetShareholder(18, born_on=f"{today.year - 16}-{today:%m-%d}"))
    assert room(sample).entitled == MEMBERS
    sample.perform(SetShareholder(17, born_on=f"{today + timedelta(days=1):{today.year - 16}-%m-%d}"))
    assert room(sample).entitled == MEMBERS - 1
    sample.perform(OpenMeeting(1))
    for number in ("1", "2", "3", "4", "5"):
        assert arrives(sample, number).verdict == "vote"
    young = arrives(sample, "17")
    assert (young.verdict, young.voting_card) == ("no-vote", None)
    assert young.reason == "is under 16, the age from which the rules give a vote"
    sample.perform(DeclareQuorum(1))
    sample.perform(AddMotion(meeting=1, title="A", text="That A.", kind="ordinary"))
    sample.perform(PutMotion(1, 1, "recorded"))
    with pytest.raises(NotOnRoll):
        sample.perform(CastVote(1, 1, "17", "for"))
    assert room(sample).entitled == MEMBERS - 1
    assert sample.ask(verify).sound


def test_joiners_hear_that_their_day_of_birth_is_asked_for_a_vote(sample: DeskAtHand) -> None:
    rules(sample, joiners_vote="yes", min_age="16", unknown_age_votes="no")
    sample.perform(OpenMeeting(1))
    terms = sample.ask(lambda reader: joining_terms(reader, 1, sample.now()))
    assert terms.no_vote.startswith("has no day of birth on the register")
