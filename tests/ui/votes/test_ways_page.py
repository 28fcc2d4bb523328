"""The Votes page by every way of counting: tellers, cards, papers, the urn at the desk, and a poll."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coopdesk.domain.motions import VoteMethod
from coopdesk.domain.tally import Counts
from coopdesk.services.counting import CloseVote, DeclareResult, PutMotion, RecordHands
from coopdesk.services.motion_view import motion_view
from coopdesk.services.motions import AddMotion
from coopdesk.services.paper_accounts import AccountPapers, EnterPapers
from coopdesk.services.polls import DemandPoll
from coopdesk.services.proxies import RecordProxy
from tests.ui.audit import audit, audit_all_looks
from tests.ui.votes.test_votes_page import _At, at

__all__ = ["at"]


def _write(at: _At) -> None:
    at.do(AddMotion(meeting=1, title="Accounts", text="That they be received.", kind="ordinary"))


def _texts(part: QWidget) -> str:
    return " ".join(str(child.property("text") or "") for child in part.findChildren(QWidget))


def test_every_way_of_voting_is_offered_and_opens(at: _At) -> None:
    _write(at)
    detail = at.page.detail
    offered = [action.data() for action in detail.ways.actions_offered()]
    assert {*offered, "hands", "recorded"} == {way.value for way in VoteMethod}
    papers = next(action for action in detail.ways.actions_offered() if action.data() == "papers")
    papers.trigger()
    at.settle()
    assert not at.page.papers.isHidden()


def test_two_tellers_type_apart_and_a_difference_is_named(at: _At) -> None:
    at.vote("hands")
    hands = at.page.hands
    hands.tellers.button(1).click()
    at.settle()
    for text in ("7", "4", "1"):
        at.type(text)
        at.key(Qt.Key.Key_Return)
    assert [hands.field(choice).text() for choice in ("for", "against", "abstain")] == ["", "", ""]
    assert hands.tellers.teller == 2
    assert "Now teller 2" in hands.tellers.said.text()
    for text in ("6", "4", "1"):
        at.type(text)
        at.key(Qt.Key.Key_Return)
    assert "For 7 / 6" in hands.tellers.said.text()
    assert at.running() is None
    hands.tellers.button(2).click()
    for text in ("7", "4", "1"):
        at.type(text)
        at.key(Qt.Key.Key_Return)
    assert hands.tellers.said.text() == "The two tellers agree."
    counts = at.running()
    assert counts is not None
    assert (counts.votes_for, counts.against, counts.abstain) == (7, 4, 1)
    hands.close_vote.click()
    at.settle()
    assert at.desk.ask(motion_view, 1, 1).state == "closed"


def test_a_missing_card_is_said_before_the_figures_can_be_kept(at: _At) -> None:
    at.vote("cards")
    hands = at.page.hands
    assert not hands.kept.isHidden()
    for text in ("7", "4"):
        at.type(text)
        at.key(Qt.Key.Key_Return)
    assert not hands.record.isEnabled()
    assert "1 card is missing" in _texts(hands)
    at.key(Qt.Key.Key_Return)
    hands.kept.setFocus()
    at.type("1")
    assert hands.record.isEnabled()
    hands.record.click()
    at.settle()
    counts = at.running()
    assert counts is not None
    assert (counts.votes_for, counts.against) == (7, 4)


def test_a_thousand_papers_would_take_a_thousand_keys(at: _At) -> None:
    at.vote("papers")
    papers = at.page.papers
    for key in (Qt.Key.Key_F, Qt.Key.Key_F, Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_S):
        assert at.page.on_key({Qt.Key.Key_F: "F", Qt.Key.Key_A: "A", Qt.Key.Key_B: "B", Qt.Key.Key_S: "S"}[key])
        at.settle()
    assert papers.entered.text() == "5"
    assert at.page.tally.isHidden()
    papers.undo.click()
    at.settle()
    assert papers.entered.text() == "4"
    assert not papers.close_vote.isEnabled()
    for name, text in (("issued", "6"), ("returned", "1"), ("missing", "1")):
        papers.field(name).setText(text)
    papers.keep.click()
    at.settle()
    assert "6 issued, 6 accounted for" in papers.balance.text()
    papers.close_vote.click()
    at.settle()
    result = at.desk.ask(motion_view, 1, 1).result
    assert result is not None
    assert result.counts is not None
    assert (result.counts.votes_for, result.counts.against, result.counts.abstain) == (2, 1, 1)


def test_more_papers_than_voters_are_refused_beside_the_papers(at: _At) -> None:
    at.vote("papers")
    at.do(EnterPapers(1, 1, "for", 12))
    assert at.page.on_key("F")
    at.settle()
    assert "13 papers would be in the box" in at.page.papers.problem.text()


def test_at_the_desk_a_secret_vote_shows_only_the_turnout(at: _At) -> None:
    at.vote("secret")
    page = at.page
    assert not page.recorded.isHidden()
    assert page.tally.isHidden()
    assert page.recorded.last.isHidden()
    page.recorded.take("5")
    at.settle()
    assert page.on_key("A")
    at.settle()
    assert page.recorded.head.received.text() == "1"
    page.recorded.take("5")
    at.settle()
    assert page.on_key("F")
    at.settle()
    assert "has voted in the secret ballot" in page.recorded.hand.said()
    assert at.running() is None


def test_papers_are_entered_by_one_key_each_from_the_moment_the_ballot_is_open(at: _At) -> None:
    _write(at)
    at.page.put_requested.emit(1, "papers")
    at.settle()
    assert at.page.focusWidget() is at.page.papers, "on a button that is off the focus would leave the page"
    for sign in (Qt.Key.Key_F, Qt.Key.Key_A, Qt.Key.Key_F, Qt.Key.Key_S):
        at.key(sign)
    assert at.page.papers.entered.text() == "4"


def test_the_chair_calls_a_poll_after_hands(at: _At) -> None:
    at.vote("hands")
    at.do(RecordHands(meeting=1, number=1, votes_for=7, against=5), CloseVote(1, 1), DeclareResult(1, 1))
    assert not at.page.detail.poll.isHidden()
    at.page.detail.poll.click()
    at.key(Qt.Key.Key_Return)
    at.settle()
    assert not at.page.recorded.isHidden()
    current = at.voting().motion.current
    assert current is not None
    assert current.method is VoteMethod.POLL


def test_in_a_poll_a_holder_votes_first_and_then_for_those_who_sent_them(at: _At) -> None:
    _write(at)
    early = {"meeting": 1, "received": "2026-11-26T09:00"}
    for number, holder, told in ((20, "2", ""), (21, "2", ""), (22, "3", "1=against"), (23, "chair", "")):
        at.do(RecordProxy(appointor=str(number), holder=holder, instructions=told, **early))  # type: ignore[arg-type]
    at.do(DemandPoll(1, 1))
    recorded, holders = at.page.recorded, at.page.holders
    assert recorded.head.received.text() == "1", "the form that says how is voted as it says"
    assert [row.accessibleName() for row in holders.rows.rows()][1] == "the chair of the meeting, for 1"
    at.scan("2")
    at.key(Qt.Key.Key_F)
    assert recorded.holder is not None
    assert len(recorded.holder.speaks_for) == 2
    assert recorded.hand.about.text().startswith("for 2 members: ")
    assert audit(at.page) == []
    at.key(Qt.Key.Key_A)
    assert at.running() == Counts(1, 3, 0)
    assert recorded.holder is None
    at.scan("3")
    at.key(Qt.Key.Key_F)
    assert recorded.holder is None, "nothing was left to this holder"
    holders.rows.rows()[0].chosen.emit()
    at.key(Qt.Key.Key_B)
    assert at.running() == Counts(2, 3, 1)
    assert holders.isHidden()


def test_a_holder_may_leave_the_proxies_for_later_and_comes_back_to_them(at: _At) -> None:
    _write(at)
    at.do(RecordProxy(meeting=1, appointor="20", holder="2", received="2026-11-26T09:00"), DemandPoll(1, 1))
    at.scan("2")
    at.key(Qt.Key.Key_F)
    at.key(Qt.Key.Key_Escape)
    assert at.running() == Counts(1, 0, 0)
    at.scan("2")
    at.key(Qt.Key.Key_A)
    assert at.running() == Counts(1, 1, 0)


def test_a_vote_opened_by_mistake_is_taken_back_by_one_key(at: _At) -> None:
    at.vote("hands")
    at.page.undo_requested.emit()
    at.settle()
    assert at.desk.ask(motion_view, 1, 1).state == "draft"
    assert "Count 1 was given up" in _texts(at.page.detail)


def test_the_ways_keep_within_their_room_in_every_look(at: _At) -> None:
    at.vote("papers", title="That the society adopts the rules laid before the meeting in place of its present rules")
    at.do(EnterPapers(1, 1, "for", 3), AccountPapers(1, 1, 8, 1, 0))
    assert audit_all_looks(at.page) == []


def test_the_tellers_keep_within_their_room_in_every_look(at: _At) -> None:
    _write(at)
    at.do(PutMotion(1, 1, "cards"))
    at.page.hands.tellers.button(1).click()
    at.settle()
    assert audit_all_looks(at.page) == []
