"""An error of record in a declared result is put right beside it, numbered, and never over it."""

import pytest

from coopdesk.domain.counts import AbsurdCount, MoreVotesThanPeople
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services.corrigenda import IssueCorrigendum, MeetingNotOver, NoResultToCorrect
from coopdesk.services.meetings import CloseMeeting
from coopdesk.services.minutes import minutes_view
from coopdesk.services.minutes_life import AgreeMinutes, RecordCorrection
from coopdesk.services.verify import verify
from tests.conftest import DeskAtHand
from tests.services.votes_at_hand import decide, seen, written


def _righted(votes_for: int, against: int, number: int = 1, **words: str) -> IssueCorrigendum:
    given = {"reason": "a teller’s 7 was read as 1", "authorised": "the chair", **words}
    return IssueCorrigendum(meeting=1, number=number, votes_for=votes_for, against=against, **given)


@pytest.fixture
def closed(quorate: DeskAtHand) -> DeskAtHand:
    """Motion 1 carried by 7 to 4, motion 2 not put; the meeting is closed."""
    decide(quorate, written(quorate), 7, 4)
    written(quorate)
    quorate.perform(CloseMeeting(1))
    return quorate


def test_the_declared_result_stays_and_the_corrigendum_stands_beside_it(closed: DeskAtHand) -> None:
    made = closed.perform(_righted(8, 3))
    assert (made.number, made.motion, made.outcome) == (1, 1, "carried")
    motion = seen(closed, 1)
    assert motion.result is not None
    assert motion.result.counts is not None
    assert motion.result.counts.votes_for == 7
    assert [each.counts.votes_for for each in motion.corrigenda] == [8]
    assert "The record said for 7, against 4, abstaining 0; it should say for 8, against 3" in made.sentence
    assert made.sentence.endswith("Reason: a teller’s 7 was read as 1. Authorised by the chair.")
    assert "The result is the same: carried." in made.sentence
    assert closed.ask(verify).findings == ()


def test_figures_that_come_out_otherwise_change_no_declaration(closed: DeskAtHand) -> None:
    made = closed.perform(_righted(4, 7))
    assert made.outcome == "lost"
    assert (
        "By these figures it is not carried. The chair declared it carried, and that declaration stands" in made.words
    )
    result = seen(closed, 1).result
    assert result is not None
    assert result.decision is not None
    assert result.decision.outcome == "carried"


def test_it_is_a_further_minute_in_one_order_with_corrections(closed: DeskAtHand) -> None:
    closed.perform(_righted(8, 3))
    closed.perform(AgreeMinutes(1))
    assert closed.perform(RecordCorrection(1, "For “Tuesday” read “Thursday”.")) == 2
    assert closed.perform(_righted(9, 2)).number == 3
    further = closed.ask(minutes_view, 1, closed.now()).corrections
    assert [each.number for each in further] == [1, 2, 3]
    assert further[2].text.startswith("Corrigendum 3 to the result of motion 1. The record said for 8, against 3")


def test_what_cannot_be_put_right(quorate: DeskAtHand) -> None:
    decide(quorate, written(quorate), 7, 4)
    written(quorate)
    with pytest.raises(MeetingNotOver, match="recount it"):
        quorate.perform(_righted(8, 3))
    quorate.perform(CloseMeeting(1))
    with pytest.raises(NoResultToCorrect):
        quorate.perform(_righted(8, 3, number=2))
    with pytest.raises(NotUnderstood, match="they are what is on record"):
        quorate.perform(_righted(7, 4))
    with pytest.raises(MoreVotesThanPeople):
        quorate.perform(_righted(13, 0))
    with pytest.raises(AbsurdCount):
        quorate.perform(_righted(10**30, 0))
    for missing in ("reason", "authorised"):
        with pytest.raises(NotUnderstood):
            quorate.perform(_righted(8, 3, **{missing: " "}))
    assert seen(quorate, 1).corrigenda == ()
