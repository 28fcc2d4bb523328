"""Set-up over a real society file: the meeting, the rules, the file and the scanner."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from coopdesk.domain.clock import fixed_clock
from coopdesk.domain.rules import LegalForm, describe, preset
from coopdesk.services.agenda import agenda_lines
from coopdesk.services.member_cards import IssueCard
from coopdesk.services.membership import AddMember
from coopdesk.services.perform import Desk
from coopdesk.services.room import pick_meeting
from coopdesk.services.setup_view import setup_view
from coopdesk.services.society import FoundSociety, letterhead, preset_rules, rules_now
from coopdesk.storage import files
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.theme import Appearance, current
from coopdesk.ui.setup.page import SetupPage, build
from coopdesk.ui.setup.rule_questions import question
from tests.ui.audit import audit_all_looks
from tests.ui.desks import NOW, settle, show


class _At:
    """A Set-up page on the screen over a society with one member and no meeting."""

    def __init__(self, page: SetupPage, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.page = page
        self.desk = desk
        self._jobs = jobs
        self._qtbot = qtbot

    def settle(self) -> None:
        settle(self._qtbot, self._jobs)

    def submit(self, values: dict[str, str]) -> InlineForm:
        form = self.page.open_form()
        assert form is not None
        form.show_values(values)
        form.submit()
        self.settle()
        return form

    def shown(self) -> str:
        return "\n".join(each.text() for each in self.page.findChildren(QLabel) if each.isVisible())


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    store = files.make(tmp_path / "ours.coopdesk")
    desk = Desk(store, clock=fixed_clock(NOW), publish=hub.publish)
    rules = preset_rules(LegalForm.CO_OPERATIVE, {})
    desk.perform(FoundSociety("Calder Allotments Society Limited", "4321R", "co-operative-society", rules))
    desk.perform(AddMember(name="Nia Parry", joined_on="2020-01-01"))
    page = build(desk, jobs, hub)
    assert isinstance(page, SetupPage)
    show(page, qtbot, jobs)
    settle(qtbot, jobs)
    yield _At(page, desk, jobs, qtbot)
    store.close()


def test_a_meeting_is_called_noticed_and_chaired_with_one_lit_act_each(at: _At) -> None:
    assert at.page.meeting.call.kind() == "primary"
    at.page.meeting.call.click()
    at.submit({"kind": "agm", "day": "12/12/2026", "hour": "7 pm", "place": "Hall"})
    assert "Saturday 12 December 2026, 19:00" in at.shown()
    assert at.page.meeting.notice.kind() == "primary"
    assert at.page.meeting.call.kind() == "plain"
    at.page.meeting.notice.click()
    at.submit({"sent": "26 November 2026", "by": "post"})
    assert "13 clear days before the meeting" in at.page.news.text()
    assert at.page.meeting.chair.kind() == "primary"
    at.page.meeting.chair.click()
    card = at.desk.perform(IssueCard(1))
    assert at.page.take_scan(card.code)
    at.submit({})
    assert "Nia Parry takes the chair" in at.shown()
    at.page.meeting.item.click()
    at.submit({"title": "Shed rota", "minutes": "10"})
    meeting = at.desk.ask(pick_meeting, None)
    assert [line.title for line in at.desk.ask(agenda_lines, meeting.id)][-2] == "Shed rota"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"day": "12 December", "hour": "19:00"}, "write it as 28/11/2026 19:00"),
        ({"day": "", "hour": "7 pm"}, "cannot be used"),
        ({"day": "12 December 2026", "hour": ""}, "Give the time too"),
    ],
)
def test_a_day_that_is_none_is_refused_in_the_form(at: _At, values: dict[str, str], told: str) -> None:
    at.page.meeting.call.click()
    form = at.submit(values)
    assert told in form.refusal()
    assert at.page.open_form() is form


def test_every_sentence_of_the_rules_opens_its_questions() -> None:
    for form in LegalForm:
        sheet = preset(form)
        for what, _ in describe(sheet):
            asked = question(sheet, what)
            assert asked.fields
            assert {field.name for field in asked.fields} == set(asked.values)


def test_a_rule_is_changed_in_words_and_taken_back(at: _At) -> None:
    at.page.rules.rule_requested.emit("Rule change")
    at.submit({"majority[rule-change]": "three-quarters"})
    assert at.desk.ask(rules_now).resolution("rule-change").majority.words == "at least three-quarters"
    at.page.show_part(1)
    assert "At least three-quarters of the votes cast" in at.shown()
    at.page.undo.click()
    at.settle()
    assert at.desk.ask(rules_now) == preset(LegalForm.CO_OPERATIVE)


def test_set_up_asks_the_age_for_a_vote(at: _At) -> None:
    at.page.rules.rule_requested.emit("Who may vote")
    at.submit({"min_age": "16", "unknown_age_votes": "no"})
    rules = at.desk.ask(rules_now)
    assert (rules.min_age, rules.unknown_age_votes) == (16, False)
    at.page.show_part(1)
    assert "aged 16 or over by a day of birth on the register" in at.shown()


def test_a_rule_that_cannot_be_is_refused_and_nothing_changes(at: _At) -> None:
    at.page.rules.rule_requested.emit("Quorum")
    form = at.submit({"quorum_percent": "a lot"})
    assert "use a percentage" in form.refusal()
    assert at.desk.ask(rules_now) == preset(LegalForm.CO_OPERATIVE)


def test_what_the_law_says_against_the_rules_stands_above_them(at: _At) -> None:
    at.page.rules.preset_requested.emit("company")
    at.settle()
    at.page.rules.rule_requested.emit("Rule change")
    at.submit({"majority[rule-change]": "two-thirds"})
    at.page.show_part(1)
    assert "Companies Act 2006 asks" in at.shown()


def test_the_society_changes_its_name_on_every_paper(at: _At) -> None:
    at.page.society.edit_requested.emit()
    at.submit({"name": "Calder Growers Limited"})
    assert at.desk.ask(letterhead).name == "Calder Growers Limited"
    assert at.desk.ask(letterhead).number == "4321R"


def _choose(at: _At, path: Path) -> None:
    dialog = at.page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    dialog.deleteLater()
    at.settle()


def test_a_copy_is_whole_and_never_written_over_another_file(at: _At, tmp_path: Path) -> None:
    at.page.file.copy.click()
    _choose(at, tmp_path / "copy.coopdesk")
    copy = files.open_file(tmp_path / "copy.coopdesk")
    assert Desk(copy).ask(setup_view, NOW).society.letterhead.number == "4321R"
    copy.close()
    (tmp_path / "other.coopdesk").write_bytes(b"theirs")
    at.page.file.copy.click()
    _choose(at, tmp_path / "other.coopdesk")
    assert "left as it is" in at.page.news.text() or "left as it was" in at.page.news.text()
    assert (tmp_path / "other.coopdesk").read_bytes() == b"theirs"


def test_the_check_says_sound_and_names_what_is_not(at: _At, tmp_path: Path) -> None:
    at.page.file.check.click()
    at.settle()
    assert "every row agree" in at.shown()
    import sqlite3

    other = sqlite3.connect(tmp_path / "ours.coopdesk")
    other.execute("UPDATE member SET class_name = 'Director' WHERE id = 1")
    other.commit()
    other.close()
    at.page.file.check.click()
    at.settle()
    assert "not as the journal says" in at.shown()
    assert "member" in at.shown()


def test_the_scanner_test_shows_what_arrived_and_records_nothing(at: _At) -> None:
    assert not at.page.take_scan("CDM1:ABCDEFGH23456789")
    at.page.computer.scanner.click()
    assert at.page.take_scan("CDM1:ABCDEFGH23456789")
    assert "this is a member card" in at.page.computer.told()
    line = at.page.computer.findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, "cdm1>abc")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert "came as typing" in at.page.computer.told()
    at.page.left()
    assert not at.page.take_scan("CDM1:ABCDEFGH23456789")


def test_theme_and_text_size_are_put_in_force(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> None:
    appearance = Appearance(look, "light", 100)
    store = files.make(tmp_path / "ours.coopdesk")
    desk = Desk(store, clock=fixed_clock(NOW))
    desk.perform(FoundSociety("Ours", "", "co-operative-society", preset_rules(LegalForm.CO_OPERATIVE, {})))
    page = build(desk, jobs, Hub())
    assert isinstance(page, SetupPage)
    show(page, qtbot, jobs)
    settle(qtbot, jobs)
    page.computer.theme.setCurrentIndex(page.computer.theme.findData("dark"))
    assert current().name == "dark"
    page.computer.text_size.setCurrentIndex(page.computer.text_size.findData("125"))
    qtbot.waitUntil(lambda: current().scale == 125)
    appearance.choose("light")
    appearance.resize_text(100)
    assert page.computer.text_size.value() == "100"
    appearance.setParent(None)
    store.close()


def test_nothing_is_clipped_or_unnamed(at: _At) -> None:
    assert audit_all_looks(at.page) == []
    at.page.show_part(1)
    assert audit_all_looks(at.page) == []
    at.page.computer.scanner.click()
    at.page.meeting.call.click()
    at.submit({"day": "x"})
    assert audit_all_looks(at.page) == []
