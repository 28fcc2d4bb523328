"""A vote put by mistake is taken back; a count that cannot stand is void with its reason, and the vote is run again."""

import pytest

from coopdesk.domain.motions import MotionAlreadyDeclared, MotionNotOpen, MotionState
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services.counting import CloseVote, DeclareResult, PutMotion, RecountMotion
from coopdesk.services.minutes import minutes_view
from coopdesk.services.secret_ballots import CastSecretVote
from coopdesk.services.verify import verify
from coopdesk.services.void_counts import VoidCount, VotesGiven
from coopdesk.services.votes import CastVote
from tests.conftest import DeskAtHand
from tests.services.votes_at_hand import count_hands, put, seen, written


@pytest.mark.parametrize("method", ["hands", "recorded", "cards", "secret", "papers"])
def test_a_vote_opened_by_mistake_is_taken_back_with_one_undo(quorate: DeskAtHand, method: str) -> None:
    number = put(quorate, method)
    quorate.undo(("PutMotion",))
    view = seen(quorate, number)
    assert (view.state, view.counts[0].void) == (MotionState.DRAFT, "put by mistake, taken back at the desk")
    quorate.perform(PutMotion(1, number, "hands"))
    assert count_hands(quorate, number, 7, 5).outcome == "carried"
    assert quorate.ask(verify).findings == ()


def test_an_opening_is_not_undone_once_somebody_voted(quorate: DeskAtHand) -> None:
    number = put(quorate, "recorded")
    quorate.perform(CastVote(1, number, "1", "for"))
    with pytest.raises(VotesGiven, match="1 votes on motion 1 are on record"):
        quorate.undo(("PutMotion",))


@pytest.mark.parametrize("closed", [False, True])
def test_a_void_count_is_kept_with_its_reason_and_the_vote_is_run_again(quorate: DeskAtHand, closed: bool) -> None:
    number = put(quorate, "secret")
    quorate.perform(CastSecretVote(1, number, "1", "for"))
    if closed:
        quorate.perform(CloseVote(1, number))
    with pytest.raises(NotUnderstood, match="reason"):
        quorate.perform(VoidCount(1, number, " "))
    quorate.perform(VoidCount(1, number, "the wrong motion was read out"))
    assert seen(quorate, number).state is MotionState.DRAFT
    assert seen(quorate, number).result is None
    quorate.perform(PutMotion(1, number, "hands"))
    count_hands(quorate, number, 3, 7)
    quorate.perform(DeclareResult(1, number))
    first, second = seen(quorate, number).counts
    assert (first.void, first.attempt, second.void, second.attempt) == ("the wrong motion was read out", 1, "", 2)
    written_out = str(quorate.ask(minutes_view, 1, quorate.now()))
    assert "Count 1, a secret ballot, was given up: the wrong motion was read out." in written_out
    assert quorate.ask(verify).findings == ()


def test_a_declared_result_is_never_void(quorate: DeskAtHand) -> None:
    number = put(quorate)
    count_hands(quorate, number, 7, 5)
    quorate.perform(DeclareResult(1, number))
    with pytest.raises(MotionAlreadyDeclared):
        quorate.perform(VoidCount(1, number, "regret"))
    quorate.perform(RecountMotion(1, number))
    quorate.perform(VoidCount(1, number, "the lights went out"))
    view = seen(quorate, number)
    assert view.state is MotionState.DECLARED
    assert view.result is not None
    assert view.result.attempt == 1


def test_a_draft_has_no_count_to_void(quorate: DeskAtHand) -> None:
    with pytest.raises(MotionNotOpen):
        quorate.perform(VoidCount(1, written(quorate), "nothing"))
