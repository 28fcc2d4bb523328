"""A debate on the Votes page, by keyboard: amendments with their change, procedures, dividing, void counts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from coopdesk.domain.changes import Piece
from coopdesk.domain.motions import MotionState
from coopdesk.services.corrigenda_view import corrigenda_of
from coopdesk.services.counting import CloseVote, DeclareResult, PutMotion, RecordHands
from coopdesk.services.debate import AddAmendment
from coopdesk.services.door import CheckIn, LeaveRoom
from coopdesk.services.meetings import CloseMeeting
from coopdesk.services.motion_view import motion_view, next_to_put
from coopdesk.services.motions import AddMotion
from coopdesk.services.projector import MotionSlide
from coopdesk.services.run_sheet import run_sheet_now
from coopdesk.services.slides import slide_of, topic_at_hand
from coopdesk.services.vote_desk import votes_now
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.votes.debate_forms import WordingForm
from tests.ui.audit import audit, audit_all_looks
from tests.ui.votes.test_votes_page import LONG, _At, at

__all__ = ["at"]

FORMED = ("amend", "procedure", "divide", "void", "withdraw", "together", "advance", "roll")
SUNDAYS = "That the shop opens on Sundays from ten."
SATURDAYS = "That the shop opens on Saturdays from ten."


def _write(at: _At, kind: str = "ordinary") -> None:
    at.do(AddMotion(meeting=1, title="Opening hours", text=SUNDAYS, kind=kind, proposer="1", seconder="2", item=8))


def _form(at: _At) -> InlineForm:
    assert at.page.forms.form is not None
    return at.page.forms.form


def _word(at: _At, text: str) -> None:
    field = _form(at).field("wording")
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText(text)


def _carry(at: _At) -> None:
    at.key(Qt.Key.Key_F8)
    for figure in ("8", "3", "1"):
        at.type(figure)
        at.key(Qt.Key.Key_Return)
    at.key(Qt.Key.Key_F8)
    at.key(Qt.Key.Key_F8)


def test_an_amendment_is_moved_voted_first_and_carried_into_the_motion(at: _At) -> None:
    _write(at)
    at.key(Qt.Key.Key_M)
    form = _form(at)
    assert isinstance(form, WordingForm)
    assert ("kept", SUNDAYS) in form.change.pieces()
    _word(at, SATURDAYS)
    assert ("struck", "Sundays ") in form.change.pieces()
    assert ("added", "Saturdays ") in form.change.pieces()
    for name, number in (("proposer", "3"), ("seconder", "4")):
        field = form.field(name)
        assert isinstance(field, QLineEdit)
        field.setText(number)
    at.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert at.page.forms.form is None
    made = at.desk.ask(motion_view, 1, 2)
    assert (made.debate.amends, made.proposer[1]) == (1, "3")
    changed = at.page.detail.changed
    assert not changed.isHidden()
    assert ("struck", "Sundays ") in changed.change.pieces()
    at.page.list.chosen.emit(1)
    at.settle()
    assert at.page.detail.problem.text() == "Motion 2 would amend it and is voted on first."
    assert at.page.detail.put.isHidden()
    at.key(Qt.Key.Key_F8)
    assert at.page.detail.primary() is at.page.detail.put
    _carry(at)
    assert at.desk.ask(motion_view, 1, 1).text == SATURDAYS
    at.page.list.chosen.emit(1)
    at.settle()
    assert at.page.detail.primary() is at.page.detail.put
    assert ("added", "Saturdays ") in at.page.detail.changed.change.pieces()


def test_the_run_sheet_puts_the_amendment_before_the_motion(at: _At) -> None:
    _write(at)
    at.do(AddAmendment(meeting=1, number=1, wording=SATURDAYS))
    view = at.desk.ask(run_sheet_now, at.desk.now())
    assert view is not None
    assert (view.act.kind, view.act.motion) == ("put-motion", 2)
    topic = at.desk.ask(topic_at_hand, at.desk.now())
    assert topic is not None
    slide = at.desk.ask(slide_of, topic, at.desk.now())
    assert isinstance(slide, MotionSlide)
    assert slide.heading == "Motion 2  ·  would change motion 1"
    assert Piece("struck", "Sundays ") in slide.change


def test_an_amendment_that_changes_nothing_is_refused_in_its_form(at: _At) -> None:
    _write(at)
    at.key(Qt.Key.Key_M)
    at.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "reads the same as before" in _form(at).refusal()
    at.key(Qt.Key.Key_Escape)
    assert at.page.forms.form is None
    assert not at.page.detail.isHidden()


def test_words_of_which_notice_was_given_take_a_slip_and_no_amendment(at: _At) -> None:
    _write(at, "special")
    bar = at.page.detail.debate
    assert bar.button("amend").isHidden()
    at.key(Qt.Key.Key_M)
    assert at.page.forms.form is None
    at.key(Qt.Key.Key_S)
    _word(at, SUNDAYS.replace("ten", "10"))
    at.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert at.desk.ask(motion_view, 1, 1).text.endswith("from 10.")


def test_a_procedural_motion_is_put_first_and_sets_the_motion_aside(at: _At) -> None:
    _write(at)
    at.do(AddAmendment(meeting=1, number=1, wording=SATURDAYS))
    at.page.list.chosen.emit(1)
    at.settle()
    at.key(Qt.Key.Key_P)
    _form(at).show_values({"what": "refer-back", "proposer": "5"})
    at.key(Qt.Key.Key_Return)
    view = at.desk.ask(votes_now, at.desk.now())
    assert view is not None
    first = next_to_put(view.motions)
    assert first is not None
    assert (first.number, first.debate.about) == (3, 1)
    _carry(at)
    assert at.desk.ask(motion_view, 1, 1).debate.set_aside == "referred back"


def test_a_motion_is_divided_into_parts_of_its_own_kind(at: _At) -> None:
    _write(at)
    at.key(Qt.Key.Key_D)
    _form(at).show_values({"parts": "That the shop opens on Sundays.\n---\nThat it opens at ten."})
    at.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert at.desk.ask(motion_view, 1, 1).state is MotionState.WITHDRAWN
    assert at.desk.ask(motion_view, 1, 2).text == "That the shop opens on Sundays."
    assert at.desk.ask(motion_view, 1, 3).text == "That it opens at ten."


def test_a_closed_count_is_made_void_with_its_reason_and_run_again(at: _At) -> None:
    _write(at)
    at.do(
        PutMotion(1, 1, "hands"), RecordHands(meeting=1, number=1, votes_for=8, against=3, abstain=1), CloseVote(1, 1)
    )
    at.key(Qt.Key.Key_V)
    at.key(Qt.Key.Key_Return)
    assert "reason" in _form(at).refusal().lower()
    at.type("The doors stood open")
    at.key(Qt.Key.Key_Return)
    motion = at.desk.ask(motion_view, 1, 1)
    assert (motion.state, motion.counts[0].void) == (MotionState.DRAFT, "The doors stood open")
    assert at.page.focusWidget() is at.page.detail.put
    _carry(at)
    assert [count.void != "" for count in at.desk.ask(motion_view, 1, 1).counts] == [True, False]


def test_an_open_count_is_made_void_from_the_commands(at: _At) -> None:
    at.vote("recorded")
    void = next(each for each in at.page.commands() if each.words == "Make this count void")
    void.run()
    at.settle()
    at.type("Wrong motion")
    at.key(Qt.Key.Key_Return)
    assert at.desk.ask(motion_view, 1, 1).state is MotionState.DRAFT
    assert not at.page.detail.isHidden()


def _run(at: _At, said: str) -> None:
    next(each for each in at.page.commands() if each.words == said).run()
    at.settle()


def test_motions_are_taken_together_by_name_and_apart_again(at: _At) -> None:
    _write(at)
    _write(at)
    at.page.list.chosen.emit(1)
    at.settle()
    _run(at, "Take motions together")
    at.type("2")
    at.key(Qt.Key.Key_Return)
    assert at.desk.ask(motion_view, 1, 2).debate.lead == 1
    at.page.list.chosen.emit(2)
    at.settle()
    assert at.page.detail.primary() is at.page.detail.first
    assert at.page.detail.problem.text() == "It is taken together with motion 1: one vote decides both."
    at.key(Qt.Key.Key_F8)
    _run(at, "Take the motions apart again")
    at.key(Qt.Key.Key_Return)
    assert at.desk.ask(motion_view, 1, 2).debate.lead == 0


def test_a_result_is_put_right_after_the_meeting_beside_it(at: _At) -> None:
    _write(at)
    at.do(PutMotion(1, 1, "hands"), RecordHands(meeting=1, number=1, votes_for=8, against=3, abstain=1))
    at.do(CloseVote(1, 1), DeclareResult(1, 1), CloseMeeting(1))
    at.key(Qt.Key.Key_C)
    form = _form(at)
    form.show_values({"votes_for": "seven", "reason": "Two hands were one", "authorised": "The chair"})
    form.submit()
    at.settle()
    assert "whole number" in form.refusal()
    form.show_values({"votes_for": "7", "against": "3", "abstain": "1"})
    form.submit()
    at.settle()
    assert at.page.forms.form is None
    assert at.desk.ask(corrigenda_of, 1)[0].counts.votes_for == 7
    assert "Corrigendum 1 to the result of motion 1." in at.page.detail.earlier.text()
    assert at.page.detail.outcome.text() == "CARRIED", "the declaration stands"


def test_votes_sent_in_are_refused_where_the_rules_have_none(at: _At) -> None:
    _write(at)
    _run(at, "Votes sent in before the meeting, as totals")
    _form(at).show_values({"votes_for": "12"})
    _form(at).submit()
    at.settle()
    assert _form(at).refusal()
    at.key(Qt.Key.Key_Escape)
    assert at.page.forms.form is None


def test_a_lost_quorum_leaves_one_way_from_the_votes_and_the_chair_the_words(at: _At) -> None:
    _write(at)
    at.do(*(LeaveRoom(1, str(number)) for number in range(1, 10)))
    detail = at.page.detail
    assert detail.problem.text().startswith("The quorum is lost: 3 present, 4 needed.")
    assert at.page.script.say.text().startswith("“The quorum is lost: 3 present, 4 needed.")
    assert detail.primary() is detail.back
    assert not detail.put.isEnabled()
    at.page.resize(1076, 631)
    assert audit_all_looks(at.page, at.settle) == []
    at.do(CheckIn(1, "5"))
    assert detail.primary() is detail.put
    assert "We come to motion 1" in at.page.script.say.text()


@pytest.mark.parametrize(
    "state",
    [
        "amendment",
        "carried",
        "fixed",
        "amend",
        "procedure",
        "divide",
        "void",
        "withdraw",
        "together",
        "advance",
        "roll",
    ],
)
def test_nothing_is_clipped_and_everything_is_reached(at: _At, state: str) -> None:
    kind = "special" if state == "fixed" else "ordinary"
    at.do(AddMotion(meeting=1, title=LONG, text=f"{LONG}. " * 3, kind=kind, proposer="1", seconder="2", item=8))
    if state in ("amendment", "carried"):
        at.do(AddAmendment(meeting=1, number=1, wording=f"{LONG}, as printed. " * 3, proposer="3"))
    if state == "carried":
        at.do(PutMotion(1, 2, "hands"), RecordHands(meeting=1, number=2, votes_for=8, against=3, abstain=1))
        at.do(CloseVote(1, 2), DeclareResult(1, 2))
        at.page.list.chosen.emit(1)
    if state == "void":
        at.do(PutMotion(1, 1, "hands"), RecordHands(meeting=1, number=1, votes_for=8, against=3, abstain=1))
        at.do(CloseVote(1, 1))
    if state in FORMED:
        at.page.open_form(state)
    at.settle()
    at.page.resize(1076, 631)
    assert audit(at.page) == []
    assert audit_all_looks(at.page, at.settle) == []
