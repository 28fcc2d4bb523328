"""The life of a motion: what may happen in each state, and what is said where it may not."""

from collections.abc import Callable

import pytest

from coopdesk.domain import motions
from coopdesk.domain.motions import MotionState, VoteMethod
from coopdesk.domain.refusals import Refusal
from coopdesk.domain.tally import Counts

ALLOWED: dict[Callable[[MotionState, int], None], set[MotionState]] = {
    motions.may_open: {MotionState.DRAFT},
    motions.may_vote: {MotionState.OPEN},
    motions.may_void: {MotionState.OPEN},
    motions.may_count: {MotionState.OPEN},
    motions.may_close: {MotionState.OPEN},
    motions.may_declare: {MotionState.CLOSED},
    motions.may_withdraw: {MotionState.DRAFT, MotionState.OPEN},
    motions.may_recount: {MotionState.CLOSED, MotionState.DECLARED},
}


@pytest.mark.parametrize("state", MotionState)
@pytest.mark.parametrize("may", ALLOWED)
def test_each_act_is_allowed_in_its_states_only(may: Callable[[MotionState, int], None], state: MotionState) -> None:
    if state in ALLOWED[may]:
        may(state, 4)
        return
    with pytest.raises(Refusal, match=r"[Mm]otion 4") as refused:
        may(state, 4)
    assert str(refused.value).endswith(".")


def test_a_declared_result_never_changes() -> None:
    for may in (motions.may_open, motions.may_vote, motions.may_close, motions.may_declare, motions.may_withdraw):
        with pytest.raises(motions.MotionAlreadyDeclared, match="does not change"):
            may(MotionState.DECLARED, 4)


def test_a_draft_is_said_to_be_one() -> None:
    with pytest.raises(motions.MotionNotOpen, match="a draft, not yet put"):
        motions.may_vote(MotionState.DRAFT, 4)


def test_hands_cannot_outnumber_the_votes_in_the_room() -> None:
    motions.check_hands(Counts(86, 22, 10), 118)
    with pytest.raises(motions.TooManyHands) as refused:
        motions.check_hands(Counts(89, 22, 10), 118)
    assert str(refused.value) == (
        "That makes 121 hands and 118 votes are in the room. Nothing was recorded: count again."
    )
    with pytest.raises(motions.TooManyHands):
        motions.check_hands(Counts(86, 22, 10, spoilt=1), 118)


def test_electors_are_those_on_the_roll_and_in_the_room_when_the_vote_opened() -> None:
    motions.check_elector("0427", 4, on_roll=True, in_room_at_opening=True)
    with pytest.raises(motions.NotOnRoll, match="Member 0427 is not on the roll"):
        motions.check_elector("0427", 4, on_roll=False, in_room_at_opening=True)
    with pytest.raises(motions.NotAnElector, match="not in the room"):
        motions.check_elector("0427", 4, on_roll=True, in_room_at_opening=False)


def test_no_vote_opens_before_the_quorum_is_declared() -> None:
    with pytest.raises(motions.NoQuorumDeclared, match="has not declared a quorum"):
        motions.check_quorum(declared=False, continuous=True, present=118, needed=75)


def test_a_lost_quorum_stops_the_next_vote_only_where_it_must_last_throughout() -> None:
    motions.check_quorum(declared=True, continuous=True, present=75, needed=75)
    motions.check_quorum(declared=True, continuous=False, present=74, needed=75)
    with pytest.raises(motions.QuorumLost, match=r"74 present, 75 needed\. Votes already taken stand"):
        motions.check_quorum(declared=True, continuous=True, present=74, needed=75)


def test_a_second_vote_is_refused_with_the_time_of_the_first() -> None:
    refused = motions.AlreadyVoted(motion=4, member="0427", at="19:42")
    assert "Member 0427 voted on motion 4 at 19:42" in str(refused)
    assert "void that vote first" in str(refused)


def test_methods_have_words() -> None:
    said = ["Show of hands", "Recorded vote", "Card count", "Poll", "Secret ballot", "Secret ballot on paper"]
    assert sorted(method.words for method in VoteMethod) == sorted(said)


def test_every_refusal_has_a_code_of_its_own() -> None:
    kinds = [each for each in vars(motions).values() if isinstance(each, type) and issubclass(each, Refusal)]
    codes = [kind.code for kind in kinds if kind is not Refusal]
    assert len(codes) == len(set(codes))
