"""One vote on several motions, each recorded with the result."""

import pytest

from coopdesk.services.advance import RecordAdvanceTotals
from coopdesk.services.counting import CloseVote, DeclareResult, PutMotion, RecordHands, RecountMotion
from coopdesk.services.debate import AddAmendment
from coopdesk.services.minutes import minutes_view
from coopdesk.services.minutes_view import Resolution
from coopdesk.services.motion_view import motion_views, next_to_put
from coopdesk.services.motions import EditMotion, WithdrawMotion
from coopdesk.services.polls import DemandPoll
from coopdesk.services.proxies import RecordProxy
from coopdesk.services.room import pick_meeting
from coopdesk.services.society import changed_rules
from coopdesk.services.taken import TakenWithAnother
from coopdesk.services.together import NotTogether, TakeApart, TakeTogether
from coopdesk.services.verify import verify
from tests.conftest import DeskAtHand
from tests.services.votes_at_hand import count_hands, decide, seen, written


def _group(desk: DeskAtHand) -> tuple[int, ...]:
    numbers = [written(desk) for _ in range(3)]
    return desk.perform(TakeTogether(1, numbers[0], f"{numbers[1]} {numbers[2]}"))


def test_one_vote_declares_every_motion_of_the_group(quorate: DeskAtHand) -> None:
    assert _group(quorate) == (1, 2, 3)
    assert (seen(quorate, 1).debate.together, seen(quorate, 3).debate.lead) == ((2, 3), 1)
    decide(quorate, 1, 8, 3)
    for number in (1, 2, 3):
        motion = seen(quorate, number)
        assert motion.state == "declared"
        assert motion.result is not None
        assert motion.result.decision is not None
        assert (motion.result.decision.outcome, motion.result.decision.votes_for) == ("carried", 8)
    assert "one vote, together with motions 2 and 3" in seen(quorate, 1).counts[0].notes
    assert "one vote, together with motion 1" in seen(quorate, 2).counts[0].notes
    minutes = quorate.ask(minutes_view, 1, quorate.now())
    told = [block for part in minutes.sections for block in part.blocks if isinstance(block, Resolution)]
    assert [(each.number, each.outcome, each.votes_for) for each in told] == [
        (1, "carried", 8), (2, "carried", 8), (3, "carried", 8),
    ]  # fmt: skip
    assert quorate.ask(verify).findings == ()


def test_the_others_are_neither_put_nor_touched_by_themselves(quorate: DeskAtHand) -> None:
    _group(quorate)
    with pytest.raises(TakenWithAnother, match="taken together with motion 1"):
        quorate.perform(PutMotion(1, 2, "hands"))
    put_next = quorate.ask(lambda reader: next_to_put(motion_views(reader, pick_meeting(reader, 1))))
    assert put_next is not None
    assert put_next.number == 1
    quorate.perform(PutMotion(1, 1, "hands"))
    for wish in (
        EditMotion(meeting=1, number=2, title="A", text="That A.", kind="ordinary"),
        WithdrawMotion(1, 2),
        AddAmendment(meeting=1, number=3, wording="That there be two."),
        TakeApart(1, "2"),
    ):
        with pytest.raises(TakenWithAnother):
            quorate.perform(wish)
    count_hands(quorate, 1, 2, 9)
    quorate.perform(DeclareResult(1, 1))
    assert seen(quorate, 3).state == "declared"


def test_taken_apart_they_are_voted_on_one_by_one(quorate: DeskAtHand) -> None:
    _group(quorate)
    quorate.perform(TakeApart(1, "3"))
    decide(quorate, 1, 8, 3)
    assert (seen(quorate, 2).state, seen(quorate, 3).state) == ("declared", "draft")
    decide(quorate, 3, 3, 8)
    assert quorate.ask(verify).findings == ()


def test_undo_parts_them(quorate: DeskAtHand) -> None:
    _group(quorate)
    quorate.undo()
    assert seen(quorate, 2).debate.lead == 0
    decide(quorate, 2, 8, 3)


def test_motions_that_one_vote_cannot_decide(quorate: DeskAtHand) -> None:
    first, second = written(quorate), written(quorate, "rule-change")
    with pytest.raises(NotTogether, match="of another kind"):
        quorate.perform(TakeTogether(1, first, str(second)))
    amendment = quorate.perform(AddAmendment(meeting=1, number=first, wording="That there be two."))
    with pytest.raises(NotTogether, match="it is an amendment"):
        quorate.perform(TakeTogether(1, first, str(amendment)))
    quorate.perform(WithdrawMotion(1, amendment))
    third, fourth = written(quorate), written(quorate)
    quorate.perform(TakeTogether(1, first, str(third)))
    for lead, other in ((fourth, third), (fourth, first), (third, fourth)):
        with pytest.raises(NotTogether):
            quorate.perform(TakeTogether(1, lead, str(other)))


def test_a_form_that_says_two_things_keeps_a_poll_from_opening(sample: DeskAtHand) -> None:
    from coopdesk.services.door import CheckIn
    from coopdesk.services.meetings import OpenMeeting
    from coopdesk.services.quorum import DeclareQuorum

    sample.perform(sample.ask(changed_rules, {"proxy_allowed": "anybody", "advance_votes": "stand"}))
    numbers = [written(sample) for _ in range(3)]
    told = RecordProxy(
        meeting=1, appointor="30", holder="chair", received="2026-11-27T09:00", instructions="1=for 2=against"
    )
    sample.perform(told)
    sample.perform(RecordAdvanceTotals(meeting=1, number=3, votes_for=1))
    with pytest.raises(NotTogether, match="were sent in"):
        sample.perform(TakeTogether(1, numbers[0], str(numbers[2])))
    sample.perform(TakeTogether(1, numbers[0], str(numbers[1])))
    sample.perform(OpenMeeting(1))
    for number in range(1, 7):
        sample.perform(CheckIn(1, str(number)))
    sample.perform(DeclareQuorum(1))
    with pytest.raises(NotTogether, match="proxy form 1 does not say the same on both"):
        sample.perform(DemandPoll(1, 1))
    sample.perform(PutMotion(1, 1, "hands"))


def test_a_recount_of_one_stands_beside_the_shared_count(quorate: DeskAtHand) -> None:
    _group(quorate)
    decide(quorate, 1, 8, 3)
    assert quorate.perform(RecountMotion(1, 2)).attempt == 2
    quorate.perform(RecordHands(meeting=1, number=2, votes_for=7, against=4))
    quorate.perform(CloseVote(1, 2))
    assert len(seen(quorate, 2).counts) == 2
    assert quorate.ask(verify).findings == ()
