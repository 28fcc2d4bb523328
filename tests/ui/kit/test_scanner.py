"""A card is read wherever the focus is; whatever is not a card arrives exactly as it was typed."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from coopdesk.ui.kit.scanbox import ScanBox
from coopdesk.ui.kit.scanner import GAP_MS, INSIDE_MS, ScannerFilter

CODE = "CDM1:ABCDEFGH23456789"


class Clock:
    """Milliseconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 1000

    def __call__(self) -> int:
        return self.now


def _note(box: QLineEdit, into: list[str]) -> None:
    into.append(box.text())


class Desk(QWidget):
    """A page with every kind of widget a cursor can stand in."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.notes = QPlainTextEdit()
        self.button = QPushButton("Take £1")
        self.spin = QSpinBox()
        self.clicks = 0
        self.button.clicked.connect(self._on_click)
        layout = QVBoxLayout(self)
        for widget in (self.line, self.notes, self.button, self.spin):
            layout.addWidget(widget)

    def _on_click(self) -> None:
        self.clicks += 1


class Rig:
    def __init__(self, app: QApplication) -> None:
        self.clock = Clock()
        self.filter = ScannerFilter(app, ("CDM1", "CDB1", "CDC1", "CDV1"), now=self.clock)
        self.codes: list[str] = []
        self.filter.scanned.connect(self.codes.append)
        self.desk = Desk()
        self.desk.show()

    def press(self, widget: QWidget, text: str, key: int = 0, gap: int = 8) -> None:
        self.clock.now += gap
        shift = Qt.KeyboardModifier.ShiftModifier if text.isupper() else Qt.KeyboardModifier.NoModifier
        code = key or ord(text.upper())
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            QApplication.sendEvent(widget, QKeyEvent(kind, code, shift, text))

    def type(self, widget: QWidget, text: str, gap: int = 8) -> None:
        for letter in text:
            self.press(widget, letter, gap=gap)

    def scan(self, widget: QWidget, text: str, end: str = "\r", key: int = Qt.Key.Key_Return) -> None:
        self.type(widget, text)
        self.press(widget, end, key)

    def pause(self, qtbot: QtBot) -> None:
        self.clock.now += 10
        qtbot.wait(GAP_MS + 30)


@pytest.fixture
def rig(look: QApplication, qtbot: QtBot) -> Iterator[Rig]:
    made = Rig(look)
    qtbot.addWidget(made.desk)
    yield made
    made.filter.stop()
    made.filter.deleteLater()


@pytest.mark.parametrize("where", ["line", "notes", "button", "spin"])
def test_a_scan_works_whatever_has_the_focus_and_leaks_nothing(rig: Rig, qtbot: QtBot, where: str) -> None:
    widget: QWidget = getattr(rig.desk, where)
    widget.setFocus()
    for _ in range(3):
        rig.scan(widget, CODE)
        rig.pause(qtbot)
    assert rig.codes == [CODE] * 3
    assert rig.desk.line.text() == ""
    assert rig.desk.notes.toPlainText() == ""
    assert rig.desk.spin.value() == 0
    assert rig.desk.clicks == 0


def test_a_scan_works_over_an_open_dialog(rig: Rig, qtbot: QtBot) -> None:
    dialog = QDialog(rig.desk)
    dialog.setModal(True)
    line = QLineEdit(dialog)
    dialog.show()
    rig.scan(line, CODE)
    assert rig.codes == [CODE]
    assert line.text() == ""
    assert dialog.isVisible()
    dialog.close()


@pytest.mark.parametrize(
    ("end", "key"),
    [
        ("\r", Qt.Key.Key_Return),
        ("\n", Qt.Key.Key_Enter),
        ("\t", Qt.Key.Key_Tab),
        # Some scanners send Linefeed, which no key constant of ours names.
        ("\n", 0x01000FFF),
        ("", Qt.Key.Key_Return),
    ],
)
def test_every_terminator_ends_a_scan(rig: Rig, end: str, key: int) -> None:
    rig.scan(rig.desk.line, CODE, end, key)
    assert rig.codes == [CODE]
    assert rig.desk.line.text() == ""


def test_another_keyboard_layout_sends_a_semicolon(rig: Rig) -> None:
    rig.scan(rig.desk.line, "cdm1;abcdefgh23456789")
    assert rig.codes == [CODE]


def test_a_fast_typist_is_not_a_scanner(rig: Rig, qtbot: QtBot) -> None:
    """Burst and Enter without a known prefix are typing."""
    entered: list[bool] = []
    rig.desk.line.returnPressed.connect(lambda: entered.append(True))
    rig.scan(rig.desk.line, "Cadi Morgan")
    assert rig.codes == []
    assert rig.desk.line.text() == "Cadi Morgan"
    assert entered == [True]


def test_a_scanner_that_falters_inside_a_code_loses_nothing(rig: Rig, qtbot: QtBot) -> None:
    rig.type(rig.desk.line, CODE[:9])
    rig.clock.now += 150
    qtbot.wait(3 * GAP_MS)
    rig.scan(rig.desk.line, CODE[9:])
    assert rig.codes == [CODE]
    assert rig.desk.line.text() == ""


def test_a_code_broken_off_is_given_back_in_the_end(rig: Rig, qtbot: QtBot) -> None:
    rig.type(rig.desk.line, CODE[:9])
    rig.clock.now += 10
    qtbot.wait(INSIDE_MS + 100)
    assert rig.desk.line.text() == CODE[:9]
    assert rig.codes == []


def test_a_line_feed_ends_what_came_slowly_into_the_scan_box(rig: Rig, qtbot: QtBot) -> None:
    box = ScanBox("Scan a card")
    qtbot.addWidget(box)
    entered: list[str] = []
    box.returnPressed.connect(partial(_note, box, entered))
    rig.type(box, CODE, gap=90)
    rig.press(box, "\n", Qt.Key.Key_unknown, gap=90)
    assert entered == [CODE]


def test_a_card_number_typed_by_hand_is_typing(rig: Rig, qtbot: QtBot) -> None:
    """A known prefix without the burst is somebody reading a card aloud."""
    rig.type(rig.desk.line, CODE, gap=90)
    rig.press(rig.desk.line, "\r", Qt.Key.Key_Return, gap=90)
    rig.pause(qtbot)
    assert rig.codes == []
    assert rig.desk.line.text() == CODE


def test_ordinary_letters_are_not_delayed(rig: Rig) -> None:
    rig.type(rig.desk.line, "Nia")
    assert rig.desk.line.text() == "Nia"


def test_a_letter_that_begins_like_a_card_arrives_after_the_pause(rig: Rig, qtbot: QtBot) -> None:
    rig.type(rig.desk.line, "C")
    assert rig.desk.line.text() == ""
    rig.pause(qtbot)
    assert rig.desk.line.text() == "C"


def test_letters_typed_just_before_a_scan_stay_where_they_were_typed(rig: Rig) -> None:
    rig.type(rig.desk.line, "Nic")
    rig.scan(rig.desk.line, CODE)
    assert rig.codes == [CODE]
    assert rig.desk.line.text() == "Nic"


def test_the_prefix_alone_is_not_a_card(rig: Rig) -> None:
    rig.scan(rig.desk.line, "CDM1:")
    assert rig.codes == []
    assert rig.desk.line.text() == "CDM1:"


def test_a_code_of_somebody_else_is_typed(rig: Rig) -> None:
    rig.scan(rig.desk.line, "978014044913")
    assert rig.codes == []
    assert rig.desk.line.text() == "978014044913"


def test_a_card_that_never_ends_is_not_a_card(rig: Rig, qtbot: QtBot) -> None:
    endless = "CDM1:" + "A" * 700
    rig.scan(rig.desk.line, endless)
    rig.pause(qtbot)
    assert rig.codes == []
    assert rig.desk.line.text() == endless


def test_shift_keys_between_the_letters_do_not_break_a_scan(rig: Rig) -> None:
    for letter in CODE:
        rig.press(rig.desk.line, "", Qt.Key.Key_Shift, gap=1)
        rig.press(rig.desk.line, letter)
    rig.press(rig.desk.line, "\r", Qt.Key.Key_Return)
    assert rig.codes == [CODE]


def test_a_scan_is_kept_from_letter_shortcuts(rig: Rig) -> None:
    """The window system offers every key to the shortcuts before the widget gets it."""
    shortcut = QShortcut(QKeySequence("C"), rig.desk)
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_C, Qt.KeyboardModifier.NoModifier, "C")
    override.ignore()
    QApplication.sendEvent(rig.desk.button, override)
    assert override.isAccepted()
    shortcut.deleteLater()


def test_ctrl_keys_pass_untouched(rig: Rig) -> None:
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier, "c")
    assert not rig.filter.eventFilter(rig.desk.button, override)


def test_what_is_held_for_a_widget_that_went_is_given_to_the_focus(rig: Rig, qtbot: QtBot) -> None:
    extra = QLineEdit(rig.desk)
    rig.type(extra, "C")
    extra.setParent(None)
    extra.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    rig.pause(qtbot)
    assert rig.codes == []


def test_a_scanner_without_prefixes_is_refused(look: QApplication) -> None:
    with pytest.raises(ValueError, match="prefixes"):
        ScannerFilter(look, ())


@pytest.mark.parametrize("clip", [CODE, f"  {CODE.lower()}\n", f"{CODE[:12]}\n{CODE[12:]}"])
def test_a_code_pasted_anywhere_counts_as_scanned(rig: Rig, qapp: QApplication, clip: str) -> None:
    qapp.clipboard().setText(clip)
    for widget in (rig.desk.line, rig.desk.button):
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert rig.codes == [CODE, CODE]
    assert rig.desk.line.text() == ""


@pytest.mark.parametrize("clip", ["Agnes Moorhouse", f"see {CODE}", "CDM1:", "CDM1:AB, CDM1:CD", ""])
def test_other_words_are_pasted_as_they_are(rig: Rig, qapp: QApplication, clip: str) -> None:
    qapp.clipboard().setText(clip)
    rig.desk.line.setFocus()
    QTest.keyClick(rig.desk.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert rig.codes == []
    assert rig.desk.line.text() == clip
