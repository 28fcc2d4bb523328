"""The Proxies page over a real society file: forms entered by card and keyboard, and what becomes of each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from coopdesk.domain.proxies import ProxyState
from coopdesk.domain.tally import Choice
from coopdesk.services.door import CheckIn
from coopdesk.services.meetings import OpenMeeting
from coopdesk.services.member_cards import cards_of_all
from coopdesk.services.motions import AddMotion
from coopdesk.services.perform import Command, Desk
from coopdesk.services.proxies import ProxyLine, RecordProxy, proxy_lines
from coopdesk.services.society import changed_rules
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.proxies.page import ProxiesPage, build
from tests.ui.audit import audit, audit_all_looks
from tests.ui.desks import sample_desk, settle, show

LONG = "That the society adopts the rules laid before the meeting in place of its present rules"
EARLY = "2026-11-26 09:00"
"""Before the day the forms have to be in."""


class _At:
    def __init__(self, page: ProxiesPage, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.page, self.desk, self._jobs, self._qtbot = page, desk, jobs, qtbot

    def settle(self) -> None:
        settle(self._qtbot, self._jobs)

    def do(self, *commands: Command[object]) -> None:
        for command in commands:
            self.desk.perform(command)
        self.settle()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.page.focusWidget() or self.page, key, modifiers)
        self.settle()

    def lines(self) -> tuple[ProxyLine, ...]:
        return self.desk.ask(proxy_lines, 1)

    def form(self) -> InlineForm:
        assert self.page.forms.form is not None
        return self.page.forms.form

    def write(self, **values: str) -> None:
        self.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        self.form().show_values(values)
        self.form().submit()
        self.settle()

    def row(self, at: int) -> tuple[str, ...]:
        model = self.page.table.model()
        return tuple(str(model.index(at, column).data()) for column in range(model.columnCount()))


def _form(appointor: int, holder: str) -> RecordProxy:
    return RecordProxy(meeting=1, appointor=str(appointor), holder=holder, received=EARLY)


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        desk.perform(desk.ask(changed_rules, {"proxy_allowed": "anybody", "proxy_max_per_holder": "2"}))
        desk.perform(AddMotion(meeting=1, title=LONG, text="That the shop opens.", kind="ordinary"))
        page = build(desk, jobs, hub)
        assert isinstance(page, ProxiesPage)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        yield _At(page, desk, jobs, qtbot)


def test_a_form_is_entered_by_two_cards_with_an_instruction(at: _At) -> None:
    codes = {int(card.member_number): card.code for card in at.desk.ask(cards_of_all)}
    assert not at.page.take_scan(codes[9]), "without a form open a card is the door's"
    at.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert at.page.take_scan(codes[9])
    assert at.page.take_scan(codes[2])
    assert at.page.focusWidget() is at.form().field("received")
    QTest.keyClicks(at.page.focusWidget(), EARLY)
    at.form().show_values({"motion-1": "against"})
    at.key(Qt.Key.Key_Return)
    (line,) = at.lines()
    assert (line.appointor, line.holder, line.instructions) == ("0009", "0002", ((1, Choice.AGAINST),))
    assert at.page.forms.form is None
    assert line.holder_name in at.page.news.text()
    assert at.row(0)[-1] == "Holder not here"


def test_a_form_that_came_too_late_is_refused_in_its_place_and_nothing_is_recorded(at: _At) -> None:
    at.write(appointor="9", holder="2")
    assert "Proxy forms had to be in by" in at.form().refusal()
    field = at.form().field("appointor")
    assert isinstance(field, QLineEdit)
    assert field.text() == "9", "what was typed is lost"
    assert at.lines() == ()


def test_a_holder_over_the_cap_is_told_so(at: _At) -> None:
    at.do(_form(9, "2"), _form(10, "2"))
    at.write(appointor="11", holder="2", received=EARLY)
    assert "speaks for 2 members already" in at.form().refusal()
    at.key(Qt.Key.Key_Escape)
    assert at.page.stack.currentIndex() == 0
    at.write(appointor="11", holder="chair", received=EARLY)
    assert len(at.lines()) == 3, "the chair has no cap"


def test_the_list_says_which_form_counts_and_why_the_others_do_not(at: _At) -> None:
    at.do(_form(9, "2"), _form(9, "3"), _form(10, "2"), _form(11, "chair"))
    at.do(OpenMeeting(1), CheckIn(1, "3"), CheckIn(1, "10"))
    assert [at.row(each)[-1] for each in range(4)] == ["Replaced", "In force", "Member is here", "In force"]
    assert at.page.rules.count.text() == "2"
    at.page.table.selectRow(2)
    assert "votes in person" in at.page.panel.why.text()
    assert not at.page.panel.revoke.isEnabled(), "the meeting has started"


def test_a_proxy_is_revoked_by_keyboard_and_the_revocation_taken_back(at: _At) -> None:
    at.do(_form(9, "2"), _form(10, "2"))
    at.page.table.selectRow(0)
    at.key(Qt.Key.Key_R)
    assert at.lines()[0].state is ProxyState.HOLDER_ABSENT, "a letter alone revokes nothing"
    at.key(Qt.Key.Key_Return)
    assert at.lines()[0].state is ProxyState.REVOKED
    assert at.row(0)[-1] == "Revoked"
    at.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert at.lines()[0].state is ProxyState.HOLDER_ABSENT


def test_the_ledger_is_asked_of_the_papers(at: _At) -> None:
    at.do(_form(9, "2"))
    asked: list[tuple[str, object]] = []
    at.page.hand_requested.connect(lambda name, subject: asked.append((name, subject)))
    at.page.ledger.click()
    assert asked == [("papers", "proxy-ledger")]


def test_rules_without_proxies_say_so_and_offer_no_form(at: _At) -> None:
    at.do(at.desk.ask(changed_rules, {"proxy_allowed": "nobody"}))
    assert not at.page.begin.isEnabled()
    assert at.page.begin.toolTip() == "The rules of this society do not allow proxies."


@pytest.mark.parametrize("state", ["empty", "forms", "entry", "refused", "revoke"])
def test_nothing_is_clipped_and_everything_is_reached(at: _At, state: str) -> None:
    if state in ("forms", "revoke"):
        at.do(_form(9, "2"), _form(9, "3"), _form(10, "2"), _form(11, "chair"))
        at.do(RecordProxy(meeting=1, appointor="12", holder="3", received=EARLY, instructions="1=against"))
        at.page.table.selectRow(4)
    if state == "entry":
        at.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    if state == "refused":
        at.write(appointor="9", holder="2")
    if state == "revoke":
        at.key(Qt.Key.Key_R)
    at.page.resize(1076, 631)
    assert audit(at.page) == []
    assert audit_all_looks(at.page, at.settle) == []
