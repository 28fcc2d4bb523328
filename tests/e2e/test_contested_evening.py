"""A contested rule change through the real window, by keys and cards: amended, without a quorum for a while, counted by
two tellers, carried on a poll by the proxies; then a tie, the casting vote, a recount, and minutes that say it all."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coopdesk.documents.minutes import minutes_pdf
from coopdesk.services.minutes import minutes_view
from coopdesk.services.perform import Desk
from coopdesk.services.projector import MotionSlide, ResultSlide, WelcomeSlide
from coopdesk.services.society import changed_rules
from coopdesk.storage import files
from coopdesk.ui.door.page import DoorPage
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.proxies.page import ProxiesPage
from coopdesk.ui.runsheet.page import RunSheetPage
from coopdesk.ui.votes.debate_forms import WordingForm
from coopdesk.ui.votes.page import VotesPage
from tests.documents.reading import whole_text
from tests.e2e.operator import Operator, record_of

PRESENT = 8

MOVED = "That no director is paid more than 200 pounds a year."
AMENDED = "That no director is paid more than 100 pounds a year."
TIED = "That the shop opens on Sundays."


@pytest.fixture
def members() -> int:
    """A tenth of them are the quorum: six."""
    return 60


@pytest.fixture
def society(society: Path) -> Path:
    """Its rules have proxies and a casting vote."""
    store = files.open_file(society)
    desk = Desk(store)
    rules = {"proxy_allowed": "anybody", "casting_vote": "yes", "quorum_counts_proxies": "no"}
    desk.perform(desk.ask(changed_rules, rules))
    store.close()
    return society


@pytest.mark.timeout(300)
def test_a_contested_rule_change_from_the_forms_to_the_minutes(operator: Operator, society: Path) -> None:
    _open(operator)
    _write(operator, MOVED, kind="Rule")
    _enter_proxies(operator)
    _amend(operator)
    _count_by_two_tellers(operator)
    _lose_the_quorum_and_regain_it(operator)
    _poll(operator)
    _tie(operator)
    _close(operator)
    operator.leave()
    _read_the_record(society)


def _open(operator: Operator) -> None:
    operator.press("Ctrl+1")
    operator.press("F8")
    for number in range(1, PRESENT + 1):
        operator.scan(operator.card(number))
    for _ in range(3):
        operator.press("F8")
    sheet = operator.page(RunSheetPage)
    assert sheet.quorum.margin.text() == "2 may leave"
    for _ in range(5):
        operator.press("F8")
    assert sheet.lit.heading.text().startswith("Auditor")


def _write(operator: Operator, title: str, kind: str = "") -> None:
    operator.press("Ctrl+3")
    operator.press("Ctrl+N")
    operator.type(title)
    if kind:
        operator.press("Tab")
        operator.press("Tab")
        operator.type(kind)
    operator.press("Enter")


def _enter_proxies(operator: Operator) -> None:
    operator.press("Alt+X")
    page = operator.page(ProxiesPage)
    early = (datetime.now(UTC) - timedelta(days=9)).strftime("%Y-%m-%d 09:00")
    for member, holder, told in ((20, "2", ""), (21, "chair", "f")):
        operator.press("Ctrl+N")
        operator.scan(operator.card(member))
        operator.type(holder)
        operator.press("Tab")
        operator.type(early)
        operator.press("Tab")
        operator.press("Tab")
        operator.type(told)
        operator.press("Enter")
        assert page.forms.form is None, page.forms.form.refusal() if page.forms.form else ""
    operator.press("Ctrl+N")
    operator.scan(operator.card(22))
    operator.type("2")
    operator.press("Enter")
    assert page.forms.form is not None
    assert "had to be in by" in page.forms.form.refusal()
    operator.press("Esc")
    assert page.rules.count.text() == "2"


def _amend(operator: Operator) -> None:
    operator.press("Ctrl+3")
    votes = operator.page(VotesPage)
    operator.press("m")
    operator.press("Ctrl+A")
    operator.type(AMENDED)
    form = votes.forms.form
    assert isinstance(form, WordingForm)
    assert ("struck", "200 ") in form.change.pieces()
    assert ("added", "100 ") in form.change.pieces()
    operator.press("Ctrl+Enter")
    operator.press("F5")
    wall = operator.wall()
    assert isinstance(wall, MotionSlide)
    assert [piece.text for piece in wall.change if piece.change == "struck"] == ["200 "]


def _figures(operator: Operator, *figures: int) -> None:
    for figure in figures:
        operator.type(str(figure))
        operator.press("Enter")


def _count_by_two_tellers(operator: Operator) -> None:
    votes = operator.page(VotesPage)
    operator.press("F8")
    votes.hands.tellers.button(1).setFocus()
    operator.press("Space")
    _figures(operator, 5, 2, 1)
    _figures(operator, 5, 3, 0)
    assert "The tellers differ: Against 2 / 3" in votes.hands.tellers.said.text()
    votes.hands.tellers.button(2).setFocus()
    operator.press("Space")
    _figures(operator, 5, 2, 1)
    assert votes.hands.tellers.said.text() == "The two tellers agree."
    operator.press("F8")
    operator.press("F8")
    assert votes.detail.outcome.text() == "CARRIED"


def _lose_the_quorum_and_regain_it(operator: Operator) -> None:
    operator.press("Ctrl+2")
    door = operator.page(DoorPage)
    for number in (6, 7, 8):
        operator.scan(operator.card(number))
        leaves = next(each for each in door.banner.findChildren(Button) if each.words() == "Leaves")
        leaves.setFocus()
        operator.press("Enter")
    operator.press("Ctrl+3")
    votes = operator.page(VotesPage)
    assert votes.detail.problem.text().startswith("The quorum was lost at ")
    assert votes.detail.primary() is votes.detail.back
    # On the page of votes F5 means the motion in front; at the door it means the room.
    operator.press("Ctrl+2")
    operator.press("F5")
    wall = operator.wall()
    assert isinstance(wall, WelcomeSlide)
    assert (wall.present, wall.needed, wall.met) == (5, 6, False)
    operator.press("Ctrl+3")
    for number in (6, 7, 8):
        operator.scan(operator.card(number))
    assert votes.detail.primary() is votes.detail.put


def _poll(operator: Operator) -> None:
    votes = operator.page(VotesPage)
    operator.press("F8")
    _figures(operator, 5, 3, 0)
    operator.press("F8")
    assert "The chair should call a poll" in votes.detail.problem.text(), "a directed proxy would carry it"
    votes.detail.poll.setFocus()
    operator.press("Enter")
    operator.press("Enter")
    recorded = votes.recorded
    assert recorded.head.received.text() == "1", "the form with an instruction votes as it says"
    for number, key in ((1, "f"), (2, "f"), (5, "a"), (6, "a"), (7, "a"), (8, "b")):
        operator.scan(operator.card(number))
        operator.press(key)
        if number == 2:
            assert recorded.holder is not None
            operator.press("f")
    operator.run("All for the rest")
    operator.press("f")
    operator.press("F8")
    operator.press("F8")
    assert votes.detail.outcome.text() == "CARRIED"
    operator.press("F5")
    wall = operator.wall()
    assert isinstance(wall, ResultSlide)
    assert (wall.votes_for, wall.votes_against, wall.abstentions) == (6, 3, 1)


def _tie(operator: Operator) -> None:
    _write(operator, TIED)
    votes = operator.page(VotesPage)
    operator.press("F8")
    _figures(operator, 4, 4, 0)
    operator.press("F8")
    assert votes.detail.primary() is votes.detail.casting_for
    operator.press("Enter")
    assert votes.detail.outcome.text() == "CARRIED"
    votes.detail.debate.recount.setFocus()
    operator.press("Enter")
    _figures(operator, 3, 5, 0)
    operator.press("F8")
    operator.press("F8")
    assert votes.detail.outcome.text() == "LOST"


def _close(operator: Operator) -> None:
    operator.press("Ctrl+1")
    sheet = operator.page(RunSheetPage)
    for _ in range(16):
        if sheet.lit.heading.text() == "The meeting is closed":
            break
        operator.press("F8")
    assert sheet.lit.heading.text() == "The meeting is closed"


def _read_the_record(path: Path) -> None:
    with record_of(path) as desk:
        text = " ".join(whole_text(minutes_pdf(desk.ask(minutes_view, 1, desk.now())).data).split())
    assert AMENDED in text
    assert "The quorum was lost at" in text
    assert "The quorum was regained at" in text
    assert "6 of the 9 votes cast were for (66.7 %)" in text
    assert "for 4, against 4, abstaining 0; declared carried by the chair’s casting vote for" in text
    assert "3 of the 8 votes cast were for (37.5 %)" in text
