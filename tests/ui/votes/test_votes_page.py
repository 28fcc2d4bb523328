"""The Votes page over a real society file: hands, cards and keys, and one obvious next act at each step."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.domain.tally import Counts
from coopdesk.services.advance import RecordAdvanceTotals
from coopdesk.services.agenda import TakeItem
from coopdesk.services.counting import CloseVote, PutMotion, RecordHands
from coopdesk.services.door import CheckIn, LeaveRoom
from coopdesk.services.meetings import AdjournMeeting, OpenMeeting
from coopdesk.services.member_cards import cards_of_all
from coopdesk.services.motion_view import VotingView, motion_view, voting_view
from coopdesk.services.motions import AddMotion
from coopdesk.services.perform import Command, Desk
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.society import changed_rules
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.rows import ListRow
from coopdesk.ui.presenter import Presenter
from coopdesk.ui.votes.build import build
from coopdesk.ui.votes.page import VotesPage
from coopdesk.ui.votes.presenter import VotesPresenter
from coopdesk.ui.wall import InView
from tests.ui.audit import audit, audit_all_looks
from tests.ui.desks import sample_desk, settle, show

LONG = "That the society adopts the rules laid before the meeting in place of its present rules"


class _At:
    def __init__(self, page: Page, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        assert isinstance(page, VotesPage)
        self.page = page
        self.desk = desk
        self._jobs = jobs
        self._qtbot = qtbot
        self.in_view: list[InView] = []

    def hear(self, seen: InView) -> None:
        self.in_view.append(seen)

    def settle(self) -> None:
        settle(self._qtbot, self._jobs)

    def do(self, *commands: Command[object]) -> None:
        for command in commands:
            self.desk.perform(command)
        self.settle()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.page.focusWidget() or self.page, key, modifiers)
        self.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.page.focusWidget(), text)
        self.settle()

    def scan(self, code: str) -> None:
        assert self.page.take_scan(code)
        self.settle()

    def vote(self, method: str, kind: str = "ordinary", title: str = "Accounts") -> None:
        """Twelve in the room, motion 1 put."""
        self.do(AddMotion(meeting=1, title=title, text=title, kind=kind, proposer="1", seconder="2", item=8))
        self.do(PutMotion(1, 1, method))

    def voting(self) -> VotingView:
        return self.desk.ask(voting_view, 1, 1)

    def running(self) -> Counts | None:
        return self.voting().running


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    yield from _quorate(qtbot, jobs, tmp_path, {})


@pytest.fixture
def at_with_post(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    """By rules that take votes sent in before the meeting."""
    yield from _quorate(qtbot, jobs, tmp_path, {"advance_votes": "stand"})


def _quorate(qtbot: QtBot, jobs: Jobs, tmp_path: Path, rules: dict[str, str]) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        desk.perform(desk.ask(changed_rules, rules))
        desk.perform(OpenMeeting(1))
        for number in range(1, 13):
            desk.perform(CheckIn(1, str(number)))
        desk.perform(DeclareQuorum(1))
        desk.perform(TakeItem(1, 8))
        page = build(desk, jobs, hub)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        yield _At(page, desk, jobs, qtbot)
        for presenter in page.findChildren(Presenter):
            presenter.stop()
        settle(qtbot, jobs)


def test_the_first_motion_is_written_by_keyboard_and_belongs_to_the_item_at_hand(at: _At) -> None:
    at.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    at.type("That the accounts be received")
    at.key(Qt.Key.Key_Return)
    motion = at.desk.ask(motion_view, 1, 1)
    assert (motion.title, motion.text, motion.item) == (motion.text, "That the accounts be received", 8)
    assert at.page.detail.primary() is at.page.detail.put


def test_a_motion_that_cannot_be_written_says_why_in_the_form(at: _At) -> None:
    at.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    at.type("Accounts")
    assert at.page.forms.form is not None
    proposer = at.page.forms.form.field("proposer")
    assert isinstance(proposer, QLineEdit)
    proposer.setText("9999")
    at.page.forms.form.submit()
    at.settle()
    assert "no member 9999" in at.page.forms.form.refusal()
    at.key(Qt.Key.Key_Escape)
    assert at.page.forms.form is None


def test_while_no_vote_can_open_the_button_is_off_with_its_reason(at: _At) -> None:
    at.do(AddMotion(meeting=1, title="Accounts", text="That.", kind="ordinary"))
    assert at.page.detail.put.isEnabled()
    at.do(AdjournMeeting(1))
    assert not at.page.detail.put.isEnabled()
    assert at.page.detail.put.toolTip() == "Open the meeting first."


def test_hands_go_from_figures_to_the_record_to_the_close_to_the_declaration(at: _At) -> None:
    at.vote("hands")
    hands = at.page.hands
    assert at.page.focusWidget() is hands.first_field()
    for figure in ("8", "3", "1"):
        at.type(figure)
        at.key(Qt.Key.Key_Return)
    assert at.running() == Counts(8, 3, 1)
    assert (hands.record.kind(), hands.close_vote.kind()) == ("plain", "primary")
    at.key(Qt.Key.Key_F8)
    assert at.page.detail.declare.isVisible()
    assert at.page.detail.sentence.text() == "8 of the 11 votes cast were for (72.7 %); at least 6 were needed."
    at.key(Qt.Key.Key_F8)
    assert at.page.detail.outcome.text() == "CARRIED"
    assert at.page.focusWidget() is at.page.detail.back, "a second Enter must not count again"


def test_more_hands_than_votes_in_the_room_are_red_and_cannot_be_kept(at: _At) -> None:
    at.vote("hands")
    at.type("9")
    at.key(Qt.Key.Key_Return)
    at.type("4")
    hands = at.page.hands
    assert hands.field("for").property("tone") == "error"
    assert hands._within.text() == "1 over the room: count again"
    assert not hands.record.isEnabled()
    at.key(Qt.Key.Key_Return)
    at.key(Qt.Key.Key_Return)
    assert at.running() is None


def test_figures_being_typed_are_not_overwritten_by_news(at: _At) -> None:
    at.vote("hands")
    at.type("7")
    at.do(LeaveRoom(1, "12"))
    assert at.page.hands.field("for").text() == "7"


def test_figures_kept_wrongly_are_undone(at: _At) -> None:
    at.vote("hands")
    at.type("7")
    at.page.hands.record.click()
    at.settle()
    at.page.undo_requested.emit()
    at.settle()
    assert at.running() is None
    assert at.page.hands.field("for").text() == ""


def test_a_card_a_key_and_the_next_card(at: _At) -> None:
    at.vote("recorded")
    card = next(each for each in at.desk.ask(cards_of_all) if int(each.member_number) == 3)
    at.scan(card.code)
    assert at.page.recorded.hand.name.text() == card.name
    at.type("a")
    assert at.running() == Counts(0, 1)
    assert at.page.recorded.card is None
    assert at.page.recorded.hand.name.text() == "Waiting for the next card"


def test_a_number_and_a_key_without_enter(at: _At) -> None:
    at.vote("recorded")
    at.type("5f")
    assert at.running() == Counts(1, 0)


def test_escape_puts_the_card_back_without_a_vote(at: _At) -> None:
    at.vote("recorded")
    at.scan("3")
    at.key(Qt.Key.Key_Escape)
    assert at.page.recorded.card is None
    at.type("f")
    assert at.running() == Counts(0, 0)


def test_a_new_scan_puts_the_card_back_and_says_so(at: _At) -> None:
    at.vote("recorded")
    said: list[str] = []
    at.page.toast_requested.connect(said.append)
    at.scan("3")
    name = at.page.recorded.hand.name.text()
    at.scan("4")
    assert said == [f"{name}'s card was put back without a vote."]
    assert at.page.recorded.card is not None
    assert at.page.recorded.card.member.number == "4"


def test_a_card_that_voted_is_amber_and_its_vote_can_be_changed_with_both_kept(at: _At) -> None:
    at.vote("recorded")
    at.scan("3")
    at.type("f")
    at.scan("3")
    assert "Voted for at 18:52" in at.page.recorded.hand.said()
    at.type("b")
    assert at.running() == Counts(0, 0, 1)
    assert [line.voided for line in at.voting().last_votes if line.number == "3"].count(True) == 1


def test_all_for_the_rest_then_the_exception(at: _At) -> None:
    at.vote("recorded")
    at.scan("1")
    at.type("a")
    at.page.recorded.take_rest()
    at.type("f")
    assert at.running() == Counts(11, 1)
    assert at.page.recorded.head.close_vote.kind() == "primary"
    at.scan("2")
    at.type("a")
    assert at.running() == Counts(10, 2)


def test_somebody_not_in_the_room_at_the_opening_is_refused_where_the_card_would_be(at: _At) -> None:
    at.vote("recorded")
    at.do(CheckIn(1, "30"))
    at.scan("30")
    assert "Member 0030 cannot vote on motion 1" in at.page.recorded.hand.said()
    at.type("f")
    assert at.running() == Counts(0, 0)


def test_a_vote_is_voided_or_undone_and_stays_on_the_record(at: _At) -> None:
    at.vote("recorded")
    at.scan("1")
    at.type("f")
    at.scan("2")
    at.type("f")
    at.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert at.running() == Counts(1, 0)
    at.page.recorded.void_requested.emit("1")
    at.settle()
    assert at.running() == Counts(0, 0)
    assert len(at.voting().last_votes) == 2


def test_closing_is_plain_until_every_vote_is_in(at: _At) -> None:
    at.vote("recorded")
    assert at.page.recorded.head.close_vote.kind() == "plain"
    assert at.page.awaited.rows.rows()


def test_a_tie_asks_the_chair_where_the_rules_give_a_casting_vote(
    look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        desk.perform(desk.ask(changed_rules, {"casting_vote": "yes"}))
        desk.perform(OpenMeeting(1))
        for number in range(1, 9):
            desk.perform(CheckIn(1, str(number)))
        desk.perform(DeclareQuorum(1))
        desk.perform(AddMotion(meeting=1, title="Tea", text="Tea.", kind="ordinary"))
        desk.perform(PutMotion(1, 1, "hands"))
        desk.perform(RecordHands(meeting=1, number=1, votes_for=4, against=4))
        desk.perform(CloseVote(1, 1))
        page = build(desk, jobs, hub)
        assert isinstance(page, VotesPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        assert not page.detail.declare.isVisible()
        page.detail.casting_against.click()
        settle(qtbot, jobs)
        assert page.detail.outcome.text() == "LOST"
        for presenter in page.findChildren(Presenter):
            presenter.stop()
        settle(qtbot, jobs)


def test_a_recount_is_a_new_count_beside_the_declared_one(at: _At) -> None:
    at.vote("hands")
    for figure in ("8", "3", "1"):
        at.type(figure)
        at.key(Qt.Key.Key_Return)
    at.key(Qt.Key.Key_F8)
    at.key(Qt.Key.Key_F8)
    at.page.detail.debate.recount.click()
    at.settle()
    assert at.page.hands.isVisible()
    for choice in ("for", "against", "abstain"):
        field = at.page.hands.field(choice)
        field.undo()
        assert field.text() == "", "figures of the first count came back"
    assert len(at.desk.ask(motion_view, 1, 1).counts) == 2


def test_hands_that_are_doubted_are_counted_again_by_cards(at: _At) -> None:
    at.vote("hands")
    at.do(RecordHands(meeting=1, number=1, votes_for=6, against=5, abstain=0), CloseVote(1, 1))
    at.page.detail.debate.recorded.click()
    at.settle()
    assert at.page.recorded.isVisible()
    at.scan("3")
    at.key(Qt.Key.Key_A)
    assert at.running() == Counts(0, 1, 0)
    assert [count.method.value for count in at.desk.ask(motion_view, 1, 1).counts] == ["hands", "recorded"]
    at.do(CloseVote(1, 1))
    assert at.page.detail.debate.recount.isVisible()
    assert not at.page.detail.debate.recorded.isVisible(), "a recorded vote is not counted again by hands"


@pytest.mark.parametrize("size", [(1288, 649), (1076, 631)])
def test_the_sentence_of_a_result_is_seen_without_scrolling(at: _At, size: tuple[int, int]) -> None:
    at.page.resize(*size)
    for number in range(1, 9):
        at.do(AddMotion(meeting=1, title=f"{LONG} {number}", text=f"{LONG}. " * 4, kind="rule-change", item=8))
    at.do(PutMotion(1, 7, "hands"), RecordHands(meeting=1, number=7, votes_for=8, against=3, abstain=1))
    at.do(CloseVote(1, 7))
    assert _is_whole(at.page.detail.sentence)
    assert any(_is_whole(row) and "7, " in row.accessibleName() for row in at.page.list.findChildren(ListRow))
    at.key(Qt.Key.Key_F8)
    assert _is_whole(at.page.detail.sentence)


def _is_whole(part: QWidget) -> bool:
    return not part.visibleRegion().isEmpty() and part.visibleRegion().boundingRect() == part.rect()


def test_a_withdrawn_motion_leads_back_to_the_run_sheet(at: _At) -> None:
    at.do(AddMotion(meeting=1, title="Accounts", text="That.", kind="ordinary"))
    at.key(Qt.Key.Key_W)
    assert at.desk.ask(motion_view, 1, 1).state.value == "draft", "a letter alone withdraws nothing for good"
    at.key(Qt.Key.Key_Return)
    wanted: list[str] = []
    at.page.page_requested.connect(wanted.append)
    at.page.detail.back.click()
    assert wanted == ["runsheet"]


@pytest.mark.parametrize("state", ["nothing", "form", "draft", "hands", "cards", "amber", "closed"])
def test_nothing_is_clipped_and_everything_is_reached(at: _At, state: str) -> None:
    if state == "form":
        at.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    elif state == "draft":
        at.do(AddMotion(meeting=1, title=LONG, text=LONG, kind="rule-change", proposer="1", seconder="2", item=8))
    elif state in ("hands", "closed"):
        at.vote("hands", "rule-change", LONG)
    elif state != "nothing":
        at.vote("recorded", "rule-change", LONG)
        for number in range(1, 7):
            at.page.recorded.take(str(number))
            at.settle()
            at.type("faf"[number % 3])
        at.scan("3" if state == "amber" else "9")
    if state == "closed":
        at.do(RecordHands(meeting=1, number=1, votes_for=8, against=3, abstain=1), CloseVote(1, 1))
    at.page.resize(1288, 649)
    assert audit_all_looks(at.page, at.settle) == []
    at.page.resize(1076, 631)
    assert audit(at.page) == []


def test_hands_are_kept_and_weighed_apart_from_votes_sent_in(at_with_post: _At) -> None:
    at = at_with_post
    at.do(AddMotion(meeting=1, title="Tea", text="Tea.", kind="ordinary"))
    at.do(RecordAdvanceTotals(meeting=1, number=1, votes_for=0, against=9), PutMotion(1, 1, "hands"))
    at.type("7")
    at.key(Qt.Key.Key_Return)
    at.type("2")
    assert at.page.tally.told()[0] == ("7", "11", "0")
    for _ in range(2):
        at.key(Qt.Key.Key_Return)
    assert at.desk.ask(voting_view, 1, 1).here == Counts(7, 2)
    assert at.running() == Counts(7, 11)
    assert (at.page.hands.figures(), at.page.hands.recorded()) == (Counts(7, 2), True)
    assert at.page.tally.told()[0] == ("7", "11", "0")
    at.page.hands.close_vote.click()
    at.settle()
    assert at.desk.ask(motion_view, 1, 1).counts[0].counts == Counts(7, 11)


def test_f5_means_the_motion_in_front_while_the_page_is(at: _At) -> None:
    presenter = at.page.findChild(VotesPresenter)
    assert presenter is not None
    presenter.hub.subscribe(InView, at.hear)
    told = at.in_view
    for title in ("Tea", "Cake"):
        at.do(AddMotion(meeting=1, title=title, text=f"{title}.", kind="ordinary"))
    at.page.opened()
    at.page.list.chosen.emit(2)
    at.settle()
    assert told[-1] == InView(1, "motion", 2)
    at.page.list.chosen.emit(1)
    at.settle()
    assert told[-1] == InView(1, "motion", 1)
    at.page.left()
    at.settle()
    assert told[-1] == InView(1, "motion", 0)
    at.do(AddMotion(meeting=1, title="Jam", text="Jam.", kind="ordinary"))
    assert told[-1].number == 0
