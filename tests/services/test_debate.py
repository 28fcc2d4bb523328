"""Amendments carried into the text with what stood before; slips; motions set aside or divided."""

import pytest

from coopdesk.domain.motions import MotionAlreadyOpen, MotionState, MotionWithdrawn
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services.counting import PutMotion
from coopdesk.services.debate import (
    AddAmendment,
    AmendmentNotAllowed,
    AmendmentPending,
    CorrectSlip,
    MoveProcedure,
    SignaturesNotVotes,
    SplitMotion,
)
from coopdesk.services.minutes import minutes_view
from coopdesk.services.motions import WithdrawMotion
from coopdesk.services.verify import verify
from tests.conftest import DeskAtHand
from tests.services.votes_at_hand import decide, put, seen, written

AMENDED = "That there be a garden of two acres."


def _amend(desk: DeskAtHand, number: int) -> int:
    return desk.perform(AddAmendment(meeting=1, number=number, wording=AMENDED, proposer="2", seconder="3"))


def test_a_carried_amendment_is_the_substantive_motion_and_the_change_is_seen(quorate: DeskAtHand) -> None:
    number = written(quorate)
    amendment = _amend(quorate, number)
    with pytest.raises(AmendmentPending, match=f"Motion {amendment} would amend motion {number}"):
        quorate.perform(PutMotion(1, number, "hands"))
    decide(quorate, amendment, 7, 5)
    view = seen(quorate, number)
    assert view.text == AMENDED
    assert [(each.text, each.amendment) for each in view.debate.former] == [("That there be a garden.", amendment)]
    assert decide(quorate, number, 8, 4).outcome == "carried"
    minutes = str(quorate.ask(minutes_view, 1, quorate.now()))
    assert f"Before motion {amendment} amended it, it read: “That there be a garden.”" in minutes
    assert quorate.ask(verify).findings == ()


def test_a_lost_amendment_changes_nothing(quorate: DeskAtHand) -> None:
    number = written(quorate)
    decide(quorate, _amend(quorate, number), 5, 7)
    assert (seen(quorate, number).text, seen(quorate, number).debate.former) == ("That there be a garden.", ())
    decide(quorate, number, 8, 4)


def test_an_amendment_withdrawn_or_undone_stands_in_nobodys_way(quorate: DeskAtHand) -> None:
    number = written(quorate)
    quorate.perform(WithdrawMotion(1, _amend(quorate, number)))
    _amend(quorate, number)
    quorate.undo()
    quorate.perform(PutMotion(1, number, "hands"))


def test_scenario_51_a_special_resolution_is_not_amended_beyond_a_slip(quorate: DeskAtHand) -> None:
    number = written(quorate, "special")
    with pytest.raises(AmendmentNotAllowed, match="special resolution, which the meeting may not amend"):
        _amend(quorate, number)
    quorate.perform(CorrectSlip(1, number, "That there be a garden!"))
    assert [each.amendment for each in seen(quorate, number).debate.former] == [0]
    quorate.undo()
    assert seen(quorate, number).text == "That there be a garden."
    assert quorate.ask(verify).findings == ()


def test_what_was_put_is_not_amended(quorate: DeskAtHand) -> None:
    number = put(quorate)
    with pytest.raises(MotionAlreadyOpen):
        _amend(quorate, number)
    second = written(quorate)
    with pytest.raises(NotUnderstood, match="reads the same"):
        quorate.perform(AddAmendment(meeting=1, number=second, wording="That there be a garden."))
    with pytest.raises(NotUnderstood, match="an amendment itself"):
        _amend(quorate, _amend(quorate, second))


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("adjourn-debate", "debate adjourned"),
        ("refer-back", "referred back"),
        ("lie-on-table", "laid on the table"),
        ("next-business", "passed over for the next business"),
    ],
)
def test_a_procedural_motion_that_carries_sets_the_motion_aside(quorate: DeskAtHand, what: str, words: str) -> None:
    number = written(quorate)
    procedural = quorate.perform(MoveProcedure(meeting=1, number=number, what=what))
    decide(quorate, procedural, 7, 5)
    view = seen(quorate, number)
    assert (view.state, view.debate.set_aside, view.debate.set_aside_by) == (MotionState.WITHDRAWN, words, procedural)
    with pytest.raises(MotionWithdrawn):
        quorate.perform(PutMotion(1, number, "hands"))
    assert f"outcome='{words}'" in str(quorate.ask(minutes_view, 1, quorate.now()))
    assert quorate.ask(verify).findings == ()


def test_a_procedural_motion_that_is_lost_lets_the_motion_be_put(quorate: DeskAtHand) -> None:
    number = written(quorate)
    decide(quorate, quorate.perform(MoveProcedure(meeting=1, number=number, what="refer-back")), 5, 7)
    quorate.perform(PutMotion(1, number, "hands"))
    with pytest.raises(NotUnderstood):
        quorate.perform(MoveProcedure(meeting=1, number=number, what="sing"))


def test_a_motion_is_divided_and_its_parts_are_voted_on_one_by_one(quorate: DeskAtHand) -> None:
    number = written(quorate, "rule-change")
    with pytest.raises(NotUnderstood, match="two or more"):
        quorate.perform(SplitMotion(1, number, "That there be one garden."))
    parts = quorate.perform(SplitMotion(1, number, "That there be a garden.\n---\nThat it be fenced."))
    assert seen(quorate, number).debate.set_aside == "divided into parts"
    assert [(seen(quorate, each).text, seen(quorate, each).kind) for each in parts] == [
        ("That there be a garden.", "rule-change"),
        ("That it be fenced.", "rule-change"),
    ]


def test_a_dissolution_by_instrument_is_signed(quorate: DeskAtHand) -> None:
    with pytest.raises(SignaturesNotVotes):
        quorate.perform(PutMotion(1, written(quorate, "dissolution"), "hands"))
