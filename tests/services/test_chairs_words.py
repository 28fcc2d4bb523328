"""What the chair says of a motion in each of its states."""

import pytest

from coopdesk.services.advance import RecordAdvanceTotals
from coopdesk.services.chairs_words import ChairsWords, chairs_words
from coopdesk.services.counting import CloseVote, DeclareResult, PutMotion, RecordHands
from coopdesk.services.debate import AddAmendment, MoveProcedure
from coopdesk.services.door import LeaveRoom
from coopdesk.services.motions import AddMotion, WithdrawMotion
from coopdesk.services.society import changed_rules
from coopdesk.services.together import TakeTogether
from coopdesk.services.votes import CastForTheRest, CastVote
from tests.conftest import DeskAtHand
from tests.services.votes_at_hand import count_hands, decide, put, written


def _words(desk: DeskAtHand, number: int = 1) -> ChairsWords:
    return desk.ask(chairs_words, 1, number, desk.now())


def test_from_the_draft_to_the_declaration(quorate: DeskAtHand) -> None:
    motion = AddMotion(meeting=1, title="Garden", text="That it be.", kind="ordinary", proposer="1", seconder="2")
    quorate.perform(motion)
    draft = _words(quorate)
    assert draft.say.startswith("We come to motion 1: Garden. It needs more than half of the votes cast.")
    assert draft.then == "Questions, then put it to the vote by a show of hands."
    quorate.perform(PutMotion(1, 1, "hands"))
    assert "keep your hand up" in _words(quorate).say
    assert _words(quorate).then == "Enter the tellers’ figures."
    quorate.perform(RecordHands(meeting=1, number=1, votes_for=7, against=4, abstain=1))
    assert _words(quorate).then == "Close the vote."
    quorate.perform(CloseVote(1, 1))
    closed = _words(quorate)
    assert closed.say.endswith("I declare motion 1 carried.")
    assert closed.result == "For, 7. Against, 4. Abstaining, 1. Motion 1 is carried."
    quorate.perform(DeclareResult(1, 1))
    assert _words(quorate).say == closed.result


def test_a_recorded_vote_says_how_many_are_awaited(quorate: DeskAtHand) -> None:
    put(quorate, "recorded")
    quorate.perform(CastVote(1, 1, "1", "for"))
    assert _words(quorate).say == "1 of 12 have voted. Has everybody voted on motion 1 who wishes to?"
    quorate.perform(CastForTheRest(1, 1, "for"))
    assert _words(quorate).say == "Everybody has voted on motion 1. I close the vote."


def test_a_secret_ballot_says_nothing_of_numbers(quorate: DeskAtHand) -> None:
    put(quorate, "secret")
    assert "Nobody will see how you voted" in _words(quorate).say


def test_a_tie_is_the_chairs_where_the_rules_say_so(sample: DeskAtHand) -> None:
    from coopdesk.services.door import CheckIn
    from coopdesk.services.meetings import OpenMeeting
    from coopdesk.services.quorum import DeclareQuorum

    sample.perform(sample.ask(changed_rules, {"casting_vote": "yes"}))
    sample.perform(OpenMeeting(1))
    for number in range(1, 7):
        sample.perform(CheckIn(1, str(number)))
    sample.perform(DeclareQuorum(1))
    count_hands(sample, put(sample), 3, 3)
    assert "The votes are equal" in _words(sample).say
    sample.perform(DeclareResult(1, 1, "for"))
    assert _words(sample).result == "For, 3. Against, 3. With the chair’s casting vote for, motion 1 is carried."


def test_an_amendment_comes_first_and_the_motion_then_as_amended(quorate: DeskAtHand) -> None:
    written(quorate)
    amendment = quorate.perform(AddAmendment(meeting=1, number=1, wording="That there be two."))
    assert _words(quorate, amendment).say.startswith("There is an amendment to motion 1, motion 2:")
    decide(quorate, amendment, 9, 1)
    assert "has been amended. I put it as it now reads: That there be two." in _words(quorate).say
    moved = quorate.perform(MoveProcedure(meeting=1, number=1, what="refer-back"))
    assert _words(quorate, moved).say.startswith("It is moved: That motion 1 be referred back.")
    decide(quorate, moved, 9, 1)
    assert _words(quorate).say == "Motion 1 is referred back."


def test_withdrawn_taken_together_and_a_lost_quorum(sample: DeskAtHand) -> None:
    from coopdesk.services.door import CheckIn
    from coopdesk.services.meetings import OpenMeeting
    from coopdesk.services.quorum import DeclareQuorum

    sample.perform(sample.ask(changed_rules, {"quorum_continuous": "yes"}))
    sample.perform(OpenMeeting(1))
    for number in range(1, 5):
        sample.perform(CheckIn(1, str(number)))
    sample.perform(DeclareQuorum(1))
    for _ in range(3):
        written(sample)
    sample.perform(TakeTogether(1, 1, "2"))
    assert _words(sample, 2).then == "Put motion 1."
    assert "We take motions 1 and 2 together" in _words(sample, 1).say
    sample.perform(WithdrawMotion(1, 3))
    assert _words(sample, 3).say == "Motion 3 is withdrawn, with your leave."
    sample.perform(LeaveRoom(1, "4"))
    assert _words(sample, 1).say.startswith("The quorum is lost: 3 present, 4 needed.")


@pytest.mark.parametrize("rule", ["stand", "replaced"])
def test_votes_sent_in_are_a_caution_before_the_vote(sample: DeskAtHand, rule: str) -> None:
    sample.perform(sample.ask(changed_rules, {"advance_votes": rule}))
    sample.perform(RecordAdvanceTotals(meeting=1, number=written(sample), votes_for=3))
    (caution,) = _words(sample).cautions
    assert caution.startswith("3 votes were sent in before the meeting.")
