"""Whose card is in the hand, and what the vote desk shows."""

import pytest

from coopdesk.domain.codes import CodeKind, write_code
from coopdesk.domain.motions import Choice, NotAnElector, NotOnRoll
from coopdesk.domain.tally import Counts, Outcome
from coopdesk.domain.voting_cards import card_token
from coopdesk.services.counting import CloseVote, PutMotion
from coopdesk.services.door import CheckIn, LeaveRoom
from coopdesk.services.joining import JoinAtDoor, joining_terms
from coopdesk.services.meetings import AdjournMeeting, CloseMeeting
from coopdesk.services.member_cards import cards_of_all
from coopdesk.services.members import CardNotKnown
from coopdesk.services.motions import AddMotion
from coopdesk.services.papers.voting_cards import voting_cards_view
from coopdesk.services.speakers import AddSpeaker
from coopdesk.services.vote_desk import card_in_hand, votes_now, would_decide
from coopdesk.services.votes import CastVote
from coopdesk.services.voting_cards import CardOfAnotherMeeting, NobodyHoldsCard, VotingCardMisread
from tests.conftest import DeskAtHand


@pytest.fixture
def voting(quorate: DeskAtHand) -> DeskAtHand:
    """Motion 1 open as a recorded vote; member 12 holds voting card 12, member 20 comes later with card 13."""
    quorate.perform(AddMotion(meeting=1, title="Tea", text="Tea.", kind="ordinary"))
    quorate.perform(PutMotion(1, 1, "recorded"))
    quorate.perform(CheckIn(1, "20"))
    return quorate


def test_a_number_is_a_voting_card_before_it_is_a_member(quorate: DeskAtHand) -> None:
    quorate.perform(CheckIn(1, "30"))
    quorate.perform(CheckIn(1, "13"))
    quorate.perform(AddMotion(meeting=1, title="Tea", text="Tea.", kind="ordinary"))
    quorate.perform(PutMotion(1, 1, "recorded"))
    held = quorate.ask(card_in_hand, 1, 1, "13")
    assert (held.member.number, held.voting_card) == ("30", 13)
    assert quorate.ask(card_in_hand, 1, 1, "0030").member.number == "30"


def test_member_cards_and_voting_cards_are_read_by_their_codes(voting: DeskAtHand) -> None:
    card = next(each for each in voting.ask(cards_of_all) if int(each.member_number) == 5)
    assert voting.ask(card_in_hand, 1, 1, card.code).member.number == "5"
    with pytest.raises(CardNotKnown):
        voting.ask(card_in_hand, 1, 1, write_code(CodeKind.MEMBER_CARD, "ABCD"))


def test_the_printed_voting_cards_are_read_at_the_vote_and_on_the_speakers_list(voting: DeskAtHand) -> None:
    printed = {card.number: card.code for card in voting.ask(voting_cards_view, 1, voting.now(), 1, 12).cards}
    assert voting.ask(card_in_hand, 1, 1, printed[7]).member.number == "7"
    assert voting.perform(AddSpeaker(1, printed[7])).member == "0007"
    with pytest.raises(NobodyHoldsCard, match="voting card 99"):
        voting.perform(AddSpeaker(1, write_code(CodeKind.VOTING_CARD, card_token(1, 99))))


def test_a_card_kept_from_another_meeting_or_misread_gives_nobody_a_vote(voting: DeskAtHand) -> None:
    kept = write_code(CodeKind.VOTING_CARD, card_token(2, 7))
    misread = write_code(CodeKind.VOTING_CARD, card_token(1, 7)[:-1] + "A")
    for code, refusal in ((kept, CardOfAnotherMeeting), (misread, VotingCardMisread)):
        with pytest.raises(refusal):
            voting.ask(card_in_hand, 1, 1, code)
        with pytest.raises(refusal):
            voting.perform(AddSpeaker(1, code))


def test_a_card_nobody_holds_is_said_by_its_number(voting: DeskAtHand) -> None:
    with pytest.raises(NobodyHoldsCard, match="voting card 99"):
        voting.ask(card_in_hand, 1, 1, write_code(CodeKind.VOTING_CARD, card_token(1, 99)))
    with pytest.raises(NobodyHoldsCard, match="voting card 998"):
        voting.ask(card_in_hand, 1, 1, "998")


def test_who_came_later_or_joined_tonight_is_told_apart(voting: DeskAtHand) -> None:
    with pytest.raises(NotAnElector):
        voting.ask(card_in_hand, 1, 1, "20")
    joined = voting.perform(JoinAtDoor(meeting=1, name="Priya Raman", paid="cash"))
    with pytest.raises(NotOnRoll):
        voting.ask(card_in_hand, 1, 1, joined.member.number)


def test_an_elector_who_left_may_still_vote_by_number(voting: DeskAtHand) -> None:
    voting.perform(LeaveRoom(1, "4"))
    held = voting.ask(card_in_hand, 1, 1, "4")
    assert (held.member.number, held.voting_card) == ("4", 4)


def test_a_vote_that_stands_is_told_with_its_time(voting: DeskAtHand) -> None:
    voting.perform(CastVote(1, 1, "4", "against"))
    held = voting.ask(card_in_hand, 1, 1, "4")
    assert held.voted == (Choice.AGAINST, voting.now())


def test_the_desk_sees_the_vote_under_way_and_what_it_would_come_to(voting: DeskAtHand) -> None:
    voting.perform(CastVote(1, 1, "1", "for"))
    view = voting.ask(votes_now, voting.now())
    assert view is not None
    assert view.voting is not None
    assert (view.voting.received, view.voting.of) == (1, 12)
    assert view.would_decide is not None
    assert view.would_decide.outcome is Outcome.CARRIED
    lost = voting.ask(would_decide, 1, 1, Counts(3, 4))
    assert lost.outcome is Outcome.LOST
    voting.perform(CloseVote(1, 1))
    view = voting.ask(votes_now, voting.now())
    assert view is not None
    assert view.voting is None


def test_without_a_meeting_there_is_nothing_to_vote_on(founded: DeskAtHand) -> None:
    assert founded.ask(votes_now, founded.now()) is None


def test_before_the_opening_no_vote_can_be_put(sample: DeskAtHand) -> None:
    before = sample.ask(votes_now, sample.now())
    assert before is not None
    assert before.cannot_put == "Open the meeting first."


def test_neither_adjourned_nor_closed_meetings_vote(quorate: DeskAtHand) -> None:
    quorate.perform(AdjournMeeting(1))
    view = quorate.ask(votes_now, quorate.now())
    assert view is not None
    assert view.cannot_put == "Open the meeting first."
    quorate.perform(CloseMeeting(1))
    view = quorate.ask(votes_now, quorate.now())
    assert view is not None
    assert view.cannot_put == "The meeting is closed."


def test_the_terms_of_joining_name_the_money_and_the_vote(sample: DeskAtHand) -> None:
    terms = sample.ask(joining_terms, 1, sample.now())
    assert (terms.shares, terms.pence) == (1, 100)
    assert terms.no_vote == "joined tonight, and the rules let new members vote from the next meeting"
