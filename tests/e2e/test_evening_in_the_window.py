"""The whole evening through the real window, by keyboard and cards only: from the first arrival to the minutes."""

from pathlib import Path

import pytest

from coopdesk.documents.minutes import minutes_pdf
from coopdesk.services.minutes import minutes_view
from coopdesk.services.projector import AgendaSlide, BlankSlide, ResultSlide, VotingSlide, WelcomeSlide
from coopdesk.ui.door.page import DoorPage
from coopdesk.ui.minutes.page import MinutesPage
from coopdesk.ui.runsheet.page import RunSheetPage
from coopdesk.ui.votes.page import VotesPage
from tests.documents.reading import whole_text
from tests.e2e.operator import Operator, record_of

PRESENT = 12


@pytest.fixture
def members() -> int:
    """A tenth of them are the quorum: six."""
    return 60


@pytest.mark.timeout(300)
def test_evening_in_the_window(operator: Operator, society: Path) -> None:
    _open_and_check_in(operator)
    _declare_quorum(operator)
    _vote_by_hands(operator)
    _vote_by_cards(operator)
    _close(operator)
    operator.leave()
    _read_the_record(society)


def _open_and_check_in(operator: Operator) -> None:
    operator.press("Ctrl+1")
    sheet = operator.page(RunSheetPage)
    assert sheet.lit.act.words() == "Open the meeting"
    operator.press("F8")
    operator.press("F5")
    welcome = operator.wall()
    assert isinstance(welcome, WelcomeSlide)
    assert (welcome.present, welcome.needed, welcome.met) == (0, 6, False)

    # The first card is scanned while the run sheet is in front: it checks in all the same.
    operator.scan(operator.card(1))
    operator.press("Ctrl+2")
    door = operator.page(DoorPage)
    assert door.present.number() == "1"
    for number in range(2, PRESENT + 1):
        operator.scan(operator.card(number))
        assert door.banner.instruction() == f"Give voting card {number}"
    operator.scan(operator.card(2))
    assert door.banner.word() == "ALREADY IN"
    assert door.banner.tone() == "warning"
    operator.scan("CDM1:ABCDABCDABCDABCD")
    assert door.banner.name() == "Card not known"
    assert door.present.number() == str(PRESENT)

    operator.press("F4")
    operator.type("Priya Raman")
    operator.press("Enter")
    operator.type("3 Hill Street")
    operator.press("Enter")
    operator.type("HX7 6AA")
    operator.press("Enter")
    operator.press("Enter")
    assert door.banner.word() == "JOINED · NO VOTE TONIGHT"
    assert (door.joined.number(), door.joined.note()) == ("1", "£1 taken")
    operator.press("Ctrl+Z")
    assert door.banner.name() == "Taken back"
    assert door.joined.number() == "0"


def _declare_quorum(operator: Operator) -> None:
    operator.press("Ctrl+1")
    sheet = operator.page(RunSheetPage)
    for _ in range(2):
        operator.press("F8")
    assert sheet.lit.heading.text() == "Declare the quorum"
    operator.press("F8")
    assert sheet.quorum.margin.text() == "6 may leave"
    welcome = operator.wall()
    assert isinstance(welcome, WelcomeSlide)
    assert welcome.declared
    for _ in range(5):
        operator.press("F8")
    assert sheet.lit.heading.text().startswith("Auditor")
    operator.press("F5")
    item = operator.wall()
    assert isinstance(item, AgendaSlide)
    assert item.title == "Accounts"


def _vote_by_hands(operator: Operator) -> None:
    operator.press("Ctrl+3")
    votes = operator.page(VotesPage)
    _write_motion(operator, "That the accounts be received")
    assert votes.detail.put.words() == "Put by show of hands"
    operator.press("F8")
    operator.type("9")
    operator.press("Enter")
    operator.type("5")
    operator.press("Enter")
    assert not votes.hands.record.isEnabled(), "14 hands in a room of 12"
    votes.hands.field("against").setFocus()
    operator.press("Ctrl+A")
    operator.type("2")
    operator.press("Enter")
    operator.type("1")
    operator.press("Enter")
    operator.press("F8")
    operator.press("F8")
    assert votes.detail.outcome.text() == "CARRIED"
    operator.press("F5")
    result = operator.wall()
    assert isinstance(result, ResultSlide)
    assert (result.votes_for, result.votes_against, result.abstentions) == (9, 2, 1)
    assert result.outcome == "carried"


def _vote_by_cards(operator: Operator) -> None:
    votes = operator.page(VotesPage)
    _write_motion(operator, "That the shop opens on Sundays")
    votes.detail.put_other.setFocus()
    operator.press("Enter")
    operator.press("F5")
    for number, key in ((1, "f"), (2, "a"), (3, "b")):
        operator.scan(operator.card(number))
        assert votes.recorded.card is not None
        operator.press(key)
    voting = operator.wall()
    assert isinstance(voting, VotingSlide)
    assert (voting.received, voting.of) == (3, PRESENT)
    assert voting.votes_for is None, "running counts are the operator's alone"
    operator.scan(operator.card(1))
    assert "Voted for" in votes.recorded.hand.said()
    operator.press("Esc")
    operator.scan(operator.card(40))
    assert "cannot vote on motion 2" in votes.recorded.hand.said()
    operator.run("All for the rest")
    operator.press("f")
    assert votes.recorded.head.received.text() == str(PRESENT)
    operator.type("4")
    operator.press("Enter")
    operator.press("a")
    operator.press("F7")
    assert isinstance(operator.wall(), BlankSlide)
    operator.press("F7")
    operator.press("F8")
    operator.press("F8")
    result = operator.wall()
    assert isinstance(result, ResultSlide)
    assert (result.votes_for, result.votes_against, result.abstentions) == (9, 2, 1)


def _close(operator: Operator) -> None:
    operator.press("Ctrl+1")
    sheet = operator.page(RunSheetPage)
    for _ in range(10):
        if sheet.lit.heading.text() == "The meeting is closed":
            break
        operator.press("F8")
    assert sheet.lit.heading.text() == "The meeting is closed"
    operator.press("Ctrl+2")
    assert operator.page(DoorPage).banner.name() == "The meeting is over"
    operator.press("Ctrl+1")
    operator.press("F8")
    operator.page(MinutesPage)


def _read_the_record(path: Path) -> None:
    with record_of(path) as desk:
        text = whole_text(minutes_pdf(desk.ask(minutes_view, 1, desk.now())).data)
    assert "That the accounts be received" in text
    assert "9 of the 11 votes cast were for (81.8 %)" in text
    assert "That the shop opens on Sundays" in text


def _write_motion(operator: Operator, title: str) -> None:
    operator.press("Ctrl+N")
    operator.type(title)
    operator.press("Enter")
