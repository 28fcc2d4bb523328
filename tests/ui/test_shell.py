"""The window's frame: it paints first, keeps what is typed and scanned meanwhile, and leads from page to page."""

import sys
import threading
from collections.abc import Iterator, Sequence
from types import ModuleType

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.domain.quorum import QuorumNeed, QuorumState, state
from coopdesk.ui.features import FEATURES, Builder, Feature, load
from coopdesk.ui.kit.commands import Command, matching
from coopdesk.ui.kit.frames import card
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.panel import SideSplit
from coopdesk.ui.kit.scanbox import ScanBox
from coopdesk.ui.kit.theme import put_in_force, read_theme
from coopdesk.ui.kit.toast import Toast
from coopdesk.ui.opening import OpeningWindow
from coopdesk.ui.shell import Shell
from coopdesk.ui.text import quorum_words, society_lines
from tests.ui.audit import audit_all_looks

CODE = "CDM1:ABCDEFGH23456789"


class DoorPage(Page):
    """A stand-in with the parts the shell speaks to."""

    def __init__(self) -> None:
        super().__init__("Annual general meeting", "Saturday 28 November 2026")
        self.box = ScanBox("Scan a card, or type its number", digits_only=True)
        side = card(label("Just arrived", "section"))
        main = QWidget()
        main.setLayout(column(self.box, Grow()))
        self.setLayout(column(SideSplit(main, side), gap=0))
        self.set_status("Scanner ready. Scans work wherever the cursor is.", "scan-qr-code")
        self.taken: list[str] = []
        self.keys: list[str] = []
        self.visits: list[str] = []
        self.takes = True
        self.subjects: list[object] = []

    def primary_focus(self) -> QWidget:
        return self.box

    def take_scan(self, code: str) -> bool:
        self.taken.append(code)
        return self.takes

    def take(self, subject: object) -> bool:
        self.subjects.append(subject)
        return True

    def on_key(self, key: str) -> bool:
        self.keys.append(key)
        return key == "F"

    def opened(self) -> None:
        self.visits.append("opened")

    def left(self) -> None:
        self.visits.append("left")

    def commands(self) -> Sequence[Command]:
        return (Command("Check in a visitor", "F6", self._on_visitor),)

    def _on_visitor(self) -> None:
        self.visits.append("visitor")


@pytest.fixture
def features(monkeypatch: pytest.MonkeyPatch) -> tuple[Feature, ...]:
    """Two pages in modules made up for the test."""
    made = []
    for at, name in enumerate(("door", "members"), start=1):
        module = ModuleType(f"made_up_{name}_page")
        module.build = DoorPage  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, module.__name__, module)
        made.append(Feature(name, "door-open", name.title(), f"Ctrl+{at}", f"{module.__name__}:build"))
    return tuple(made)


def make_page(builder: Builder) -> Page:
    return builder()


@pytest.fixture
def window(look: QApplication, qtbot: QtBot) -> Iterator[OpeningWindow]:
    made = OpeningWindow("light")
    qtbot.addWidget(made)
    yield made
    made.close()


@pytest.fixture
def shell(window: OpeningWindow, features: tuple[Feature, ...], jobs: Jobs, qtbot: QtBot) -> Shell:
    made = Shell(features, make_page, jobs)
    window.resize(1366, 768)
    window.show()
    window.furnish(made, made.entry())
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return made


def front(shell: Shell, qtbot: QtBot, name: str) -> DoorPage:
    with qtbot.waitSignal(shell.page_opened):
        shell.open_page(name)
    page = shell.page()
    assert isinstance(page, DoorPage)
    return page


def test_what_is_typed_before_the_pages_are_loaded_is_kept(
    window: OpeningWindow, features: tuple[Feature, ...], jobs: Jobs, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.painted):
        window.show()
    QTest.keyClicks(window.field, "04")
    shell = Shell(features, make_page, jobs)
    window.furnish(shell, shell.entry())
    QTest.keyClicks(shell.entry(), "27")
    page = front(shell, qtbot, "door")
    assert page.box.text() == "0427"


def test_a_card_scanned_before_the_pages_are_loaded_is_kept(shell: Shell, qtbot: QtBot) -> None:
    shell.route_scan(CODE)
    assert front(shell, qtbot, "door").taken == [CODE]


def test_a_scan_goes_to_the_page_in_front_and_else_to_the_door(shell: Shell, qtbot: QtBot) -> None:
    page = front(shell, qtbot, "members")
    unclaimed: list[str] = []
    shell.scan_unclaimed.connect(unclaimed.append)
    shell.route_scan(CODE)
    page.takes = False
    shell.route_scan(CODE)
    assert page.taken == [CODE, CODE]
    assert unclaimed == [CODE]


def test_a_page_hands_another_what_it_is_opened_for(shell: Shell, qtbot: QtBot) -> None:
    door = front(shell, qtbot, "door")
    with qtbot.waitSignal(shell.page_opened):
        door.hand_requested.emit("members", 427)
    members = shell.page()
    assert isinstance(members, DoorPage)
    assert members.subjects == [427]
    front(shell, qtbot, "door")
    front(shell, qtbot, "members")
    assert members.subjects == [427]


def test_ctrl_numbers_lead_to_the_pages_and_focus_their_main_entry(shell: Shell, qtbot: QtBot) -> None:
    door = front(shell, qtbot, "door")
    assert door.box.hasFocus()
    with qtbot.waitSignal(shell.page_opened) as opened:
        QTest.keyClick(door.box, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert opened.args == ["members"]
    assert door.visits == ["opened", "left"]
    assert shell.page() is not door
    assert front(shell, qtbot, "door") is door


def test_letters_reach_the_page_while_the_box_has_the_focus(shell: Shell, qtbot: QtBot) -> None:
    page = front(shell, qtbot, "door")
    QTest.keyClicks(page.box, "f7")
    QTest.keyClick(page.box, Qt.Key.Key_Escape)
    assert page.keys == ["F", "Esc"]
    assert page.box.text() == "7"


def test_a_page_is_imported_away_from_the_gui_thread_and_built_in_it(
    shell: Shell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []

    def watched(feature: Feature) -> Builder:
        threads.append(threading.get_ident())
        return load(feature)

    monkeypatch.setattr("coopdesk.ui.shell.load", watched)
    front(shell, qtbot, "door")
    assert threads
    assert threads[0] != threading.get_ident()


def test_the_palette_lists_commands_with_their_keys_and_runs_what_is_typed(shell: Shell, qtbot: QtBot) -> None:
    page = front(shell, qtbot, "door")
    QTest.keyClick(page.box, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = shell._palette
    qtbot.waitUntil(palette.isVisible)
    assert ("Check in a visitor", "F6") in [(each.words, each.key) for each in palette.shown()]
    assert ("Go to Members", "Ctrl 2") in [(each.words, each.key) for each in palette.shown()]
    QTest.keyClicks(palette._field, "visit")
    assert [each.words for each in palette.shown()] == ["Check in a visitor"]
    QTest.keyClick(palette._field, Qt.Key.Key_Return)
    assert page.visits == ["opened", "visitor"]
    assert not palette.isVisible()
    assert page.box.hasFocus()


class Greedy(QLineEdit):
    """Under X11 a text field keeps Ctrl+K, to cut a line short."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


def test_ctrl_k_means_the_commands_even_in_a_field_that_wants_it(shell: Shell, qtbot: QtBot) -> None:
    page = front(shell, qtbot, "door")
    field = Greedy(page)
    field.show()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(shell._palette.isVisible)


def test_the_palette_moves_by_arrows_and_leaves_by_esc(shell: Shell, qtbot: QtBot) -> None:
    page = front(shell, qtbot, "door")
    shell._on_commands()
    palette = shell._palette
    QTest.keyClick(palette._field, Qt.Key.Key_Down)
    assert palette._list.currentRow() == 1
    QTest.keyClicks(palette._field, "zzz")
    assert palette.shown() == ()
    QTest.keyClick(palette._field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert page.box.hasFocus()


def nothing() -> None:
    """A command that does nothing."""


@pytest.mark.parametrize(
    ("typed", "found"),
    [("", ["Print cards", "Export the list", "Go to Shares"]), ("s go", ["Go to Shares"]), ("E", None), ("q", [])],
)
def test_typing_filters_by_every_word(typed: str, found: list[str] | None) -> None:
    commands = [Command(words, "", nothing) for words in ("Print cards", "Export the list", "Go to Shares")]
    names = [each.words for each in matching(commands, typed)]
    assert names == (found if found is not None else ["Export the list", "Go to Shares"])


def test_header_and_status_follow_the_page(shell: Shell, qtbot: QtBot) -> None:
    page = front(shell, qtbot, "door")
    page.set_title("Votes")
    page.set_subtitle("motion 4 of 5")
    page.set_status("Next: put motion 4, or press F8.")
    assert (shell._title.text(), shell._subtitle.text()) == ("Votes", "motion 4 of 5")
    assert shell._instruction.text() == "Next: put motion 4, or press F8."
    other = front(shell, qtbot, "members")
    page.set_status("said from behind")
    assert shell._instruction.text() == other.status[1]


def test_state_is_in_view_on_every_page(shell: Shell, qtbot: QtBot) -> None:
    front(shell, qtbot, "door")
    shell.show_society(*society_lines("Hebden Stores Co-operative Society Ltd"), sample=True)
    shell.show_quorum(quorum_words(_quorum(118)), "success", "circle-check")
    shell.show_saved("18:52")
    shell.show_projector(True)
    assert shell._sample.isVisible()
    assert shell._quorum.text() == "Quorum met: 118 present, 75 needed"
    assert shell._saved.text() == "Saved 18:52"
    assert shell._projector.words() == "Projector on"


def test_a_toast_covers_no_button_of_the_page(shell: Shell) -> None:
    shell.show_toast("Jorge Rahman. Already in. He has been in since 09:40, with voting card 10.")
    toast = shell.findChild(Toast)
    page = shell.page()
    bottom = page.mapTo(shell, page.rect().bottomLeft()).y()
    # The page keeps 14 pixels of its own below its last button.
    assert toast is not None
    assert toast.isVisible()
    assert toast.y() > bottom - 14


def test_every_look_is_whole_at_the_smallest_size(
    look: QApplication, shell: Shell, window: OpeningWindow, qtbot: QtBot
) -> None:
    front(shell, qtbot, "door")
    window.resize(1280, 720)
    shell.show_society("Hebden Stores", "Co-operative Society Ltd", sample=True)
    shell.show_quorum("No quorum yet: 61 present, 75 needed", "warning", "hourglass")
    shell.show_saved("18:52")
    widths: list[int] = []
    assert audit_all_looks(window, lambda: widths.append(window.width())) == []
    assert set(widths) == {1280}


def test_large_text_folds_the_rail_and_offers_the_side_panel(look: QApplication, shell: Shell, qtbot: QtBot) -> None:
    page = front(shell, qtbot, "door")
    assert not shell._side.isVisible()
    put_in_force(look, read_theme("light", 150))
    look.processEvents()
    shell._on_header()
    assert shell._side.isVisible()
    shell._side.click()
    split = page.side_split()
    assert split is not None
    assert split.drawer_open()
    assert shell._rail.width() <= 80


def test_the_window_says_that_it_is_closing(window: OpeningWindow, qtbot: QtBot) -> None:
    window.show()
    with qtbot.waitSignal(window.closing):
        window.close()


def test_page_names_icons_and_keys_are_each_used_once() -> None:
    for part in ("name", "icon", "title", "shortcut", "loader"):
        values = [value for feature in FEATURES if (value := getattr(feature, part))]
        assert len(set(values)) == len(values)
    on_the_rail = [feature for feature in FEATURES if not feature.beside]
    assert sorted(feature.shortcut for feature in on_the_rail) == [f"Ctrl+{at}" for at in range(1, 10)]
    assert {feature.beside for feature in FEATURES} - {""} <= {feature.name for feature in on_the_rail}


def test_a_loader_that_names_nothing_is_an_error() -> None:
    with pytest.raises(ImportError, match="names nothing"):
        load(Feature("x", "x", "X", "Ctrl+9", "coopdesk.ui.text:build"))


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Hebden Stores Co-operative Society Ltd", ("Hebden Stores", "Co-operative Society Ltd")),
        ("Calder Allotments Society Limited", ("Calder Allotments", "Society Ltd")),
        ("Pennine Care Community Interest Company", ("Pennine Care", "CIC")),
        ("Co-operative Bakery", ("Co-operative Bakery", "")),
        ("Tŷ Pawb", ("Tŷ Pawb", "")),
    ],
)
def test_a_societys_name_stands_in_two_lines(name: str, lines: tuple[str, str]) -> None:
    assert society_lines(name) == lines


def _quorum(present: int) -> QuorumState:
    return state(QuorumNeed(75, (), "75 members"), present)


@pytest.mark.parametrize(("present", "said"), [(74, "No quorum yet"), (75, "Quorum met"), (1118, "Quorum met")])
def test_the_quorum_pill_says_present_and_needed(present: int, said: str) -> None:
    assert quorum_words(_quorum(present)) == f"{said}: {present:,} present, 75 needed"
    assert quorum_words(_quorum(60), "Quorum lost 20:14") == "Quorum lost 20:14: 60 present, 75 needed"
