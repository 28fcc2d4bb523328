"""The pieces pages are made of: what they say, which keys they claim, and that nothing of it is cut."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coopdesk.ui.kit.banner import NoticeBanner, VerdictBanner
from coopdesk.ui.kit.bars import Bar
from coopdesk.ui.kit.buttons import Button, acts_as_shortcut
from coopdesk.ui.kit.choices import ChoiceButton
from coopdesk.ui.kit.dialogs import PlainDialog
from coopdesk.ui.kit.drop import DropTarget
from coopdesk.ui.kit.frames import card, quote
from coopdesk.ui.kit.keyhint import KeyHint
from coopdesk.ui.kit.labels import Elided, Fitted, label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.panel import SideSplit
from coopdesk.ui.kit.pills import Pill
from coopdesk.ui.kit.rows import ListRow, RowList
from coopdesk.ui.kit.scanbox import ScanBox
from coopdesk.ui.kit.sounds import Sounds
from coopdesk.ui.kit.stepper import Stepper, Timeline
from coopdesk.ui.kit.theme import put_in_force, read_theme
from coopdesk.ui.kit.tiles import Tile
from coopdesk.ui.kit.toast import Toast
from tests.ui.audit import audit, audit_all_looks


@pytest.mark.parametrize(
    ("key", "claims"),
    [("F4", True), ("F10", True), ("Ctrl Z", True), ("Ctrl Enter", True), ("F", False), ("Enter", False), ("", False)],
)
def test_a_button_claims_function_keys_and_leaves_letters_to_the_scanner(key: str, claims: bool) -> None:
    assert acts_as_shortcut(key) is claims


def test_the_key_on_a_button_presses_it_and_survives_new_words(look: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    button = Button("Close vote", key="F8")
    window.setLayout(column(button, ScanBox("Scan a card")))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    presses: list[int] = []
    button.clicked.connect(lambda: presses.append(1))
    button.set_words("Declare")
    assert button.shortcut() == QKeySequence("F8")
    QTest.keyClick(window, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: len(presses) == 1)
    window.close()


def test_a_letter_with_alt_is_underlined_in_the_words_and_presses_the_button(look: QApplication, qtbot: QtBot) -> None:
    plain, lettered = Button("Issue"), Button("Issue", key="Alt I")
    assert lettered.sizeHint() == plain.sizeHint()
    window = QWidget()
    window.setLayout(column(lettered, ScanBox("Scan a card")))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    presses: list[int] = []
    lettered.clicked.connect(lambda: presses.append(1))
    QTest.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: len(presses) == 1)
    plain.resize(lettered.size())
    assert plain.grab().toImage() != lettered.grab().toImage()
    window.close()


def test_an_ampersand_in_a_name_is_no_shortcut(look: QApplication) -> None:
    button = Button("Print Fish & Chips")
    assert button.shortcut().isEmpty()
    assert button.words() == "Print Fish & Chips"
    assert button.accessibleName() == "Print Fish & Chips"


def test_a_refused_button_says_why_and_is_on_again_without_a_reason(look: QApplication) -> None:
    button = Button("Declare quorum", key="F8", kind="primary")
    button.refuse("at 75 present")
    assert not button.isEnabled()
    assert button.accessibleDescription() == button.toolTip() == "at 75 present"
    button.refuse("")
    assert button.isEnabled()


def test_a_long_name_is_shown_whole_in_smaller_type(look: QApplication, qtbot: QtBot) -> None:
    name = Fitted("Gwenllïan Angharad Prys-Davies of Upper Hebden")
    qtbot.addWidget(name)
    name.resize(400, 120)
    assert name._font(400).pointSizeF() < 40
    assert name.heightForWidth(400) > 0
    assert name.accessibleName() == name.text()
    short = Fitted("Nia Llŷr")
    assert short._font(400).pointSizeF() == 40


def test_an_elided_line_keeps_the_whole_in_its_tooltip(look: QApplication) -> None:
    line = Elided("Hebden Stores Co-operative Society Ltd")
    assert line.minimumSizeHint().width() < 60
    assert line.toolTip() == "Hebden Stores Co-operative Society Ltd"


def test_markup_in_a_name_is_shown_as_typed(look: QApplication) -> None:
    assert label("<b>Bob</b>").textFormat() == Qt.TextFormat.PlainText
    assert Elided("<img src=x>").textFormat() == Qt.TextFormat.PlainText


def test_the_verdict_says_word_name_and_instruction_and_is_read_out(look: QApplication, qtbot: QtBot) -> None:
    banner = VerdictBanner()
    qtbot.addWidget(banner)
    undo = Button("Undo", icon="undo-2", key="Ctrl Z")
    banner.show_verdict("success", "circle-check", "Checked in · voter", "Nia", "Give voting card 118", "Member 0427")
    banner.show_remedies([undo])
    assert (banner.word(), banner.name(), banner.instruction()) == ("CHECKED IN · VOTER", "Nia", "Give voting card 118")
    assert banner.accessibleName() == "Checked in · voter. Nia. Give voting card 118. Member 0427"
    banner.show_verdict("error", "circle-x", "Stop", "Card not known", "Ask for the name and search.")
    banner.show_remedies([])
    assert banner.tone() == "error"
    assert banner.facts() == ""
    assert not undo.isVisibleTo(banner)


def test_a_list_shows_its_newest_rows_and_cuts_none_in_half(look: QApplication, qtbot: QtBot) -> None:
    rows = RowList()
    qtbot.addWidget(rows)
    rows.resize(300, 44 * 3 + 20)
    rows.show()
    rows.show_rows([ListRow(label(f"{n}")) for n in range(9)])
    look.processEvents()
    assert rows.seen() == 3
    assert [each.isVisible() for each in rows.rows()] == [True] * 3 + [False] * 6
    assert rows.rows()[2].property("frame") == "last-row"
    rows.resize(300, 44 * 5)
    look.processEvents()
    assert rows.seen() == 5
    rows.close()


def test_a_named_row_is_chosen_by_mouse_and_keyboard(look: QApplication, qtbot: QtBot) -> None:
    line = ListRow(label("Nia"), name="Nia Llŷr-Williams")
    qtbot.addWidget(line)
    line.resize(200, 44)
    line.show()
    chosen: list[int] = []
    line.chosen.connect(lambda: chosen.append(1))
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert len(chosen) == 2
    line.close()


def test_the_box_passes_letters_to_the_page_when_it_takes_digits_only(look: QApplication, qtbot: QtBot) -> None:
    box = ScanBox("Scan a card, or type its number", digits_only=True)
    qtbot.addWidget(box)
    QTest.keyClicks(box, "1F4a")
    assert box.text() == "14"


@pytest.mark.parametrize(("typed", "undone"), [("", 1), ("Nia", 0)])
def test_ctrl_z_means_the_last_act_unless_something_is_typed(
    look: QApplication, qtbot: QtBot, typed: str, undone: int
) -> None:
    window = QWidget()
    box, undo = ScanBox("Scan a card"), Button("Undo", key="Ctrl Z")
    window.setLayout(column(box, undo))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    presses: list[int] = []
    undo.clicked.connect(lambda: presses.append(1))
    QTest.keyClicks(box, typed)
    QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(150)
    assert len(presses) == undone
    window.close()


def test_the_side_panel_becomes_a_drawer_when_text_is_large(look: QApplication, qtbot: QtBot) -> None:
    side = card(label("Just arrived", "section"))
    split = SideSplit(card(label("Door")), side)
    qtbot.addWidget(split)
    split.resize(1100, 600)
    split.show()
    told: list[bool] = []
    split.folded_changed.connect(told.append)
    split.toggle_drawer()
    assert side.isVisible()
    assert not split.drawer_open()
    put_in_force(look, read_theme("light", 150))
    look.processEvents()
    assert not side.isVisible()
    split.toggle_drawer()
    look.processEvents()
    assert side.isVisible()
    QTest.keyClick(split, Qt.Key.Key_Escape)
    assert not side.isVisible()
    put_in_force(look, read_theme("light", 100))
    look.processEvents()
    assert side.isVisible()
    assert told == [True, False]
    split.close()


def test_the_side_panel_becomes_a_drawer_where_the_window_is_too_narrow_for_both(
    look: QApplication, qtbot: QtBot
) -> None:
    main, side = card(label("Door"), row(500)), card(label("Just arrived", "section"))
    split = SideSplit(main, side, 330)
    window = QWidget()
    window.setLayout(column(Grow(split)))
    qtbot.addWidget(window)
    window.resize(700, 400)
    window.show()
    look.processEvents()
    assert (split.folded, window.width(), window.height()) == (True, 700, 400)
    assert not side.isVisible()
    window.resize(1000, 400)
    look.processEvents()
    assert not split.folded
    assert side.isVisible()
    window.resize(700, 400)
    look.processEvents()
    split.toggle_drawer()
    assert side.isVisible()


def test_three_tones_are_told_apart_by_number(look: QApplication, qtbot: QtBot) -> None:
    beeps: list[int] = []
    sounds = Sounds(None, lambda: beeps.append(1))
    for sound, count in (("welcome", 1), ("attention", 2), ("stop", 3)):
        beeps.clear()
        sounds.play(sound)  # type: ignore[arg-type]
        qtbot.wait(500)
        assert len(beeps) == count


def _drop(target: QWidget, *names: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(f"/tmp/{name}") for name in names])
    actions, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(QPoint(5, 5), actions, data, buttons, keys))
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), actions, data, buttons, keys))


def test_a_dropped_file_is_taken_or_refused_in_a_sentence(look: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    target = DropTarget(window, (".csv", ".coopdesk"))
    taken: list[object] = []
    refused: list[str] = []
    target.dropped.connect(taken.append)
    target.refused.connect(refused.append)
    _drop(window, "members.CSV")
    _drop(window, "holiday.jpg")
    _drop(window, "a.csv", "b.csv")
    assert [str(path) for path in taken] == ["/tmp/members.CSV"]
    assert refused[0].startswith("“holiday.jpg” is not a kind of file coopdesk reads. Nothing was opened")
    assert refused[1].startswith("Several files were dropped. Nothing was opened")


def test_a_dialog_answers_with_its_verb(look: QApplication, qtbot: QtBot) -> None:
    dialog = PlainDialog(None, "Close the vote?", "43 votes have not come in.", ("Close vote", "Keep it open"))
    qtbot.addWidget(dialog)
    dialog.open()
    answers: list[str] = []
    dialog.answered.connect(answers.append)
    assert audit(dialog) == []
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert answers == ["Close vote"]
    assert not dialog.isVisible()


def test_a_toast_goes_by_itself_and_never_takes_the_focus(look: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 500)
    window.show()
    toast = Toast(window)
    toast.show_words("Nia Llŷr-Williams is in: give voting card 118. " * 6)
    assert window.rect().contains(toast.geometry())
    assert toast.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert audit(window) == []
    toast._timer.timeout.emit()
    assert not toast.isVisible()
    window.close()


def _gallery() -> QWidget:
    """Every piece on one page."""
    window = QWidget()
    window.setWindowTitle("Gallery")
    verdict = VerdictBanner()
    verdict.show_verdict("warning", "triangle-alert", "No vote", "Siân Ŵyn Parry", "Give a blue card", "0388")
    verdict.show_remedies([Button("Undo", icon="undo-2", key="Ctrl Z")])
    steps = Stepper()
    steps.show_steps([("File", "members.xlsx"), ("Check", "nothing written yet"), ("Import", "")], 1)
    timeline = Timeline()
    timeline.show_events([("28 Nov 2026", "Checked in", "18:52", "success"), ("3 Mar 2019", "Joined", "", "muted")])
    bar = Bar("against", 12, hatched=True)
    bar.show_count(20, 78, 52)
    chip = Button("Here 118", kind="chip", height=30)
    tile = Tile("to reconcile", "£39", "6 receipts", icon="receipt-pound-sterling")
    tile.set_tone("warning")
    choices = [ChoiceButton("for", "For", "F"), ChoiceButton("against", "Against", "A")]
    main = QWidget()
    main.setLayout(
        column(
            ScanBox("Scan a card"),
            Grow(verdict),
            NoticeBanner("info", "info", "Both first counts are kept.", Button("Done"), heading="The tellers differ"),
            row(*choices, Button("Put motion 4", icon="vote", key="F8", kind="primary", height=52), gap=12),
            row(
                Pill("Voting open", "info", "lock-open"), chip, KeyHint("Esc"), Button("See all", kind="ghost"), Grow()
            ),
            bar,
            steps,
        )
    )
    side = card(timeline, tile, quote("The chair says", "“We come to motion 4, to adopt new rules.”"), Grow())
    window.setLayout(column(SideSplit(main, side, width=420), gap=0))
    return window


def test_every_piece_survives_every_look(look: QApplication, qtbot: QtBot) -> None:
    window = _gallery()
    qtbot.addWidget(window)
    window.resize(1400, 900)
    window.show()
    assert audit_all_looks(window) == []
    window.close()


def test_a_row_given_again_stays_the_same_row_in_its_new_place(look: QApplication, qtbot: QtBot) -> None:
    rows = RowList()
    qtbot.addWidget(rows)
    rows.resize(200, 400)
    rows.show()
    first, second, third = (ListRow(label(f"{n}"), name=f"{n}") for n in range(3))
    rows.show_rows([first, second])
    rows.show_rows([third, first])
    assert list(rows.rows()) == [third, first]
    assert third.y() <= first.y()
    qtbot.waitUntil(lambda: first.y() == third.y() + third.height())
    assert first.isVisible()
    assert not second.isVisible()


def test_a_longer_name_after_a_short_one_shrinks_and_grows_back(look: QApplication, qtbot: QtBot) -> None:
    name = Fitted("Jo Lee")
    qtbot.addWidget(name)
    short = name.heightForWidth(300)
    name.show_text("Bartholomew Featherstonehaugh-Cholmondeley")
    long = name.heightForWidth(300)
    name.show_text("Jo Lee")
    assert name.heightForWidth(300) == short
    assert long != short
    put_in_force(look, read_theme("light", 150))
    assert name.heightForWidth(600) > short
