"""The Door page over a real society file: every answer at the door, in the place where it is read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopdesk.domain.ids import MeetingId, MemberId
from coopdesk.services.agenda import TakeItem
from coopdesk.services.door import CheckIn
from coopdesk.services.joining import JoinAtDoor
from coopdesk.services.meetings import CallMeeting, CloseMeeting, OpenMeeting
from coopdesk.services.member_cards import IssueCard
from coopdesk.services.members import how_many, member
from coopdesk.services.membership import AddMember
from coopdesk.services.membership_end import EndMembership
from coopdesk.services.perform import Command, Desk
from coopdesk.services.quorum import DeclareQuorum
from coopdesk.services.room import meeting_by_id, room_view
from coopdesk.services.shares import IssueShares
from coopdesk.services.society import changed_rules
from coopdesk.ui.door import presenter as door_presenter
from coopdesk.ui.door.page import DoorPage, build
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.theme import put_in_force, read_theme
from coopdesk.ui.presenter import Presenter
from tests.ui.audit import audit, audit_all_looks
from tests.ui.desks import NOW, sample_desk, settle, show

AT_150 = (1288, 649)
"""What the shell leaves of 1366 by 768 at 150 % text."""
SMALL = (1076, 631)
"""What it leaves of 1280 by 720."""


class _At:
    """A door on the screen, with its desk."""

    def __init__(self, page: Page, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        assert isinstance(page, DoorPage)
        self.page = page
        self.desk = desk
        self._jobs = jobs
        self._qtbot = qtbot

    def settle(self) -> None:
        settle(self._qtbot, self._jobs)

    def do(self, *commands: Command[object]) -> None:
        for command in commands:
            self.desk.perform(command)
        self.settle()

    def scan(self, code: str) -> None:
        assert self.page.take_scan(code)
        self.settle()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.page.focusWidget() or self.page, key, modifiers)
        self.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.page.focusWidget(), text)
        self.settle()

    def remedy(self, words: str) -> Button:
        found = [
            each for each in self.page.banner.findChildren(Button) if each.words() == words and not each.isHidden()
        ]
        assert found, f"no button “{words}” in the banner"
        return found[-1]

    def press(self, words: str) -> None:
        self.remedy(words).click()
        self.settle()

    def present(self) -> int:
        meeting = self.desk.ask(meeting_by_id, 1)
        return self.desk.ask(room_view, meeting, self.desk.now()).present


@pytest.fixture
def at(look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[_At]:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        desk.perform(OpenMeeting(1))
        page = build(desk, jobs, hub)
        show(page, qtbot, jobs)
        settle(qtbot, jobs)
        page.box.setFocus()
        yield _At(page, desk, jobs, qtbot)
        for presenter in page.findChildren(Presenter):
            presenter.stop()
        settle(qtbot, jobs)


def test_a_member_is_checked_in_and_told_which_card_to_give(at: _At) -> None:
    at.scan("7")
    banner = at.page.banner
    assert (banner.word(), banner.instruction(), banner.tone()) == (
        "CHECKED IN · VOTER",
        "Give voting card 1",
        "success",
    )
    assert at.page.present.number() == "1"
    assert at.page.newest.rows()[0].accessibleName().endswith("Voter, 18:52")


def test_the_same_card_within_three_seconds_is_the_same_scan(at: _At) -> None:
    at.scan("7")
    at.scan("7")
    assert at.page.banner.instruction() == "Give voting card 1"
    assert at.present() == 1


def test_the_same_card_later_is_amber_and_says_since_when(at: _At, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door_presenter, "SAME_SCAN_SECONDS", -1.0)
    at.scan("7")
    at.scan("7")
    assert (at.page.banner.word(), at.page.banner.tone()) == ("ALREADY IN", "warning")
    assert "since 18:52" in at.page.banner.instruction()


def test_after_an_undo_the_same_card_is_a_new_arrival(at: _At) -> None:
    at.scan("7")
    at.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert at.page.banner.name() == "Taken back"
    assert at.page.banner.facts() == at.desk.ask(member, "7").name, "whose arrival it was"
    assert at.present() == 0
    at.scan("7")
    assert at.page.banner.word() == "CHECKED IN · VOTER"
    assert at.present() == 1


def test_an_unknown_card_stops_and_offers_the_two_ways_on(at: _At) -> None:
    at.scan("CDM1:ABCDABCDABCDABCD")
    assert (at.page.banner.name(), at.page.banner.tone()) == ("Card not known", "error")
    at.press("Search by name")
    assert at.page.focusWidget() is at.page.box
    at.scan("CDM1:ABCDABCDABCDABCD")
    at.press("Join")
    assert at.page.join_form.isVisible()


def test_a_ballot_slip_is_not_a_card(at: _At) -> None:
    at.scan("CDB1:ABCDABCDABCDABCD")
    assert at.page.banner.name() == "Not a member card"
    assert "ballot slip" in at.page.banner.instruction()


def test_somebody_whose_membership_ended_is_stopped(at: _At) -> None:
    at.do(EndMembership(7, "moved away"))
    at.scan("7")
    assert (at.page.banner.name(), at.page.banner.tone()) == ("Membership has ended", "error")
    assert at.present() == 0


def test_typing_finds_and_enter_takes_the_first(at: _At) -> None:
    at.type("12")
    assert at.page.matches.isVisible()
    assert at.page.matches.found() >= 1
    at.key(Qt.Key.Key_Return)
    assert at.page.banner.isVisible()
    assert "Member 0012" in at.page.banner.facts()
    assert at.page.box.text() == ""


def test_a_card_code_that_comes_slowly_or_by_hand_is_taken_whole(at: _At) -> None:
    code = at.desk.perform(IssueCard(MemberId(7))).code
    for letter in code:
        at.type(letter)
    assert at.page.box.text() == code
    at.key(Qt.Key.Key_Return)
    assert at.page.banner.word() == "CHECKED IN · VOTER"
    assert "Member 0007" in at.page.banner.facts()


def test_nobody_of_that_name_is_said_with_the_way_to_join(at: _At) -> None:
    at.type("Qqqqq")
    at.key(Qt.Key.Key_Return)
    assert at.page.banner.name() == "Nobody called “Qqqqq”"
    at.remedy("Join")


def test_joining_is_one_keyboard_flow_and_says_no_vote_tonight(at: _At) -> None:
    before = at.desk.ask(how_many)
    at.key(Qt.Key.Key_F4)
    assert "You have no vote at this meeting" in at.page.join_form.terms()
    for text in ("Priya Raman", "3 Hill Street", "HX7 6AA"):
        at.type(text)
        at.key(Qt.Key.Key_Return)
    at.key(Qt.Key.Key_Return)
    assert at.page.banner.word() == "JOINED · NO VOTE TONIGHT"
    assert "£1 taken in cash" in at.page.banner.instruction()
    assert at.desk.ask(how_many) == before + 1
    assert (at.page.joined.number(), at.page.joined.note()) == ("1", "£1 taken")
    at.press("Undo")
    assert (at.page.joined.number(), at.page.joined.note()) == ("0", "£0 taken")


def test_where_the_rules_let_joiners_vote_they_get_a_voting_card(at: _At) -> None:
    at.do(at.desk.ask(changed_rules, {"joiners_vote": "yes"}))
    at.key(Qt.Key.Key_F4)
    assert "you may vote at this meeting" in at.page.join_form.terms()
    at.type("Priya Raman")
    at.page.join_form.findChildren(Button)[1].click()
    at.settle()
    assert at.page.banner.word() == "JOINED · VOTER"
    assert at.page.banner.instruction() == "Give voting card 1. £1 taken by card."


def test_joining_without_a_name_stays_in_the_form(at: _At) -> None:
    at.key(Qt.Key.Key_F4)
    at.page.join_form.findChildren(Button)[0].click()
    at.settle()
    assert at.page.join_form.isVisible()
    assert at.present() == 0


def test_a_card_scanned_while_somebody_joins_keeps_what_was_typed(at: _At) -> None:
    at.key(Qt.Key.Key_F4)
    at.type("Priya Raman")
    at.scan("7")
    assert at.page.banner.instruction() == "Give voting card 1"
    at.key(Qt.Key.Key_F4)
    assert at.page.join_form.name.text() == "Priya Raman"


def test_card_and_certificate_are_written_after_joining(
    at: _At, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.fileName()) or True)
    at.key(Qt.Key.Key_F4)
    at.type("Priya Raman")
    at.page.join_form.findChildren(Button)[0].click()
    at.settle()
    at.press("Print card")
    at.press("Print certificate")
    written = {path.name for path in (tmp_path / "ours papers").iterdir()}
    assert {name.split(" ")[0] for name in written} == {"member", "share"}
    assert sorted(opened) == sorted(written)


def test_paper_that_cannot_be_written_undoes_nothing(at: _At, tmp_path: Path) -> None:
    (tmp_path / "ours papers").write_text("in the way")
    said: list[str] = []
    at.page.toast_requested.connect(said.append)
    at.key(Qt.Key.Key_F4)
    at.type("Priya Raman")
    at.page.join_form.findChildren(Button)[0].click()
    at.settle()
    at.press("Print certificate")
    assert "was not written" in said[-1]
    assert at.page.joined.number() == "1"


def test_a_visitor_comes_and_goes(at: _At) -> None:
    at.key(Qt.Key.Key_F6)
    at.type("Councillor Ada Brook")
    at.key(Qt.Key.Key_Return)
    assert (at.page.banner.word(), at.page.banner.name()) == ("VISITOR", "Councillor Ada Brook")
    assert at.page.votes.note() == "0 without a vote, 1 visitor"
    at.page.newest.rows()[0].chosen.emit()
    at.settle()
    at.press("Leaves")
    assert at.page.votes.note() == "0 without a vote, 0 visitors"


def test_a_member_leaves_from_the_list_and_the_voting_card_comes_back(at: _At) -> None:
    at.scan("7")
    at.page.newest.rows()[0].chosen.emit()
    at.settle()
    at.press("Leaves")
    assert at.page.banner.instruction() == "Take back voting card 1."
    assert at.present() == 0
    at.scan("7")
    assert at.page.banner.instruction() == "Voting card 1 again"


def test_apologies_are_noted_for_somebody_who_was_found(at: _At) -> None:
    at.type("12")
    at.page.matches.picked.disconnect(at.page._on_match)
    at.page.match_requested.emit("12")
    at.settle()
    at.press("Sent apologies")
    assert at.page.banner.word() == "APOLOGIES"


def test_a_lost_lasting_quorum_raises_the_alarm_until_somebody_is_back(at: _At) -> None:
    at.do(at.desk.ask(changed_rules, {"quorum_continuous": "yes"}))
    at.do(*(CheckIn(1, str(number)) for number in range(1, 5)), DeclareQuorum(1))
    assert not at.page._alarm.isVisible()
    at.page.leave_requested.emit("1")
    at.settle()
    assert at.page._alarm.isVisible()
    assert "3 present, 4 needed" in at.page._alarm.text()
    at.scan("1")
    assert not at.page._alarm.isVisible()


def test_a_closed_meeting_takes_nobody(at: _At) -> None:
    at.scan("7")
    at.do(TakeItem(1, 14), CloseMeeting(1))
    assert at.page.banner.name() == "The meeting is over"
    at.scan("8")
    assert at.page.banner.tone() == "neutral"
    assert at.present() == 1


def test_everybody_is_listed_and_escape_goes_back_to_the_scan_box(at: _At) -> None:
    at.do(*(CheckIn(1, str(number)) for number in range(1, 21)))
    at.page._on_see_all()
    at.settle()
    assert at.page.everybody.isVisible()
    at.page.everybody._back.setFocus()
    at.key(Qt.Key.Key_Escape)
    assert at.page.focusWidget() is at.page.box


@pytest.mark.parametrize(
    "panel", ["banner", "no vote", "stop", "matches", "join", "visitor", "everybody", "representative"]
)
def test_nothing_is_clipped_and_everything_is_reached(at: _At, panel: str) -> None:
    at.do(*(CheckIn(1, str(number)) for number in range(1, 21)))
    if panel == "stop":
        at.scan("CDM1:ABCDABCDABCDABCD")
    elif panel == "no vote":
        at.page.join_requested.emit("Aoife Ní Chonghaile-Blenkinsop", "", "", "cash")
    elif panel == "matches":
        at.type("a")
    elif panel in ("join", "visitor"):
        at.key(Qt.Key.Key_F4 if panel == "join" else Qt.Key.Key_F6)
    elif panel == "everybody":
        at.page._on_see_all()
    elif panel == "representative":
        at.page._on_represent()
    else:
        at.scan("30")
    at.settle()
    at.page.resize(*AT_150)
    assert audit_all_looks(at.page, at.settle) == []
    at.page.resize(*SMALL)
    assert audit(at.page) == []


def test_an_answer_that_comes_late_leaves_the_next_name_in_the_box(at: _At) -> None:
    QTest.keyClicks(at.page.box, "12")
    QTest.keyClick(at.page.box, Qt.Key.Key_Return)
    QTest.keyClicks(at.page.box, "sing")
    at.page.show_verdict(door_presenter.verdicts.nobody("12"))
    assert at.page.box.text() == "sing"
    assert at.page.banner.isVisible()
    at.settle()
    QTest.keyClicks(at.page.box, "h")
    at.settle()
    assert at.page.matches.isVisible()
    at.page.take_scan("CDM1:NOTACARDOFOURS22")
    at.settle()
    assert at.page.box.text() == ""


def test_a_door_at_rest_reads_nothing_and_still_knows_the_meeting_when_asked(
    look: QApplication, qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> None:
    hub = Hub()
    with sample_desk(tmp_path, hub) as desk:
        resting = door_presenter.DoorPresenter(desk, jobs, hub)
        resting.sleep()
        readings: list[object] = []
        said: list[object] = []
        resting.shown.connect(readings.append)
        resting.said.connect(said.append)
        desk.perform(OpenMeeting(1))
        settle(qtbot, jobs)
        assert readings == []
        resting.check_in("1")
        settle(qtbot, jobs)
        assert resting.meeting == 1
        desk.perform(CloseMeeting(1))
        desk.perform(CallMeeting("sgm", "2026-11-28 19:30", "The hall"))
        settle(qtbot, jobs)
        resting.check_in("2")
        settle(qtbot, jobs)
        assert resting.meeting == 2
        assert len(said) == 2
        assert len(readings) == 2
        resting.stop()


def test_the_tile_and_the_quorum_count_the_same_people(at: _At) -> None:
    at.do(CheckIn(1, "1"), JoinAtDoor(meeting=1, name="Priya Raman", paid="cash", address="3 Wharf"))
    room = at.desk.ask(lambda reader: room_view(reader, meeting_by_id(reader, MeetingId(1)), NOW))
    assert at.page.present.number() == str(room.quorum.present) == "1"


def test_a_form_open_when_the_text_becomes_large_takes_the_room_of_the_tiles(at: _At, look: QApplication) -> None:
    at.page._on_join()
    assert at.page.present.isVisible()
    put_in_force(look, read_theme("light", 150))
    at.settle()
    assert not at.page.present.isVisible()
    put_in_force(look, read_theme("light", 100))
    at.settle()
    assert at.page.present.isVisible()


def test_an_organisation_names_its_representative_at_the_door_and_votes(at: _At) -> None:
    band = at.desk.perform(AddMember(name="Hebden Bridge Town Band", kind="organisation", joined_on="2020-01-01"))
    at.do(IssueShares(band.id, 1, "cash"))
    at.scan(band.number)
    assert (at.page.banner.word(), at.page.banner.name()) == ("CHECKED IN · VOTER", "Hebden Bridge Town Band")
    assert at.page.banner.instruction() == "Give voting card 1"
    at.press("Name the representative")
    at.type("Jo Ackroyd")
    at.key(Qt.Key.Key_Return)
    assert (at.page.banner.word(), at.page.banner.instruction()) == ("CHECKED IN · VOTER", "Give voting card 1")
    assert at.desk.ask(member, band.number).representative == "Jo Ackroyd"
    at.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert at.page.banner.word() == "UNDONE"
    assert (at.present(), at.desk.ask(member, band.number).representative) == (1, "")
    at.page.newest.rows()[0].chosen.emit()
    at.settle()
    at.press("Name the representative")
    at.key(Qt.Key.Key_Escape)
    assert at.page.focusWidget() is at.page.box
