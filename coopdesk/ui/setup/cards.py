"""The cards of the Set-up page."""

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from coopdesk.assets import IconName
from coopdesk.domain.clock import day_words, hour, local_day, weekday_words
from coopdesk.domain.codes import CODE_NAMES, read_code
from coopdesk.domain.rules import LegalForm
from coopdesk.services.keys import KeyView
from coopdesk.services.setup_view import MeetingBeingSetUp, SetupView
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.icons import IconMark
from coopdesk.ui.kit.labels import Elided, label, set_ink
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.picker import Picker, keep_narrow
from coopdesk.ui.kit.rows import ListRow, TallRow
from coopdesk.ui.kit.theme import SMALLEST_SCALE, Token
from coopdesk.ui.text import words

SIZES = (SMALLEST_SCALE, 100, 110, 125, 150, 175, 200)


class Card(QFrame):
    """A titled card."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.title = label(title, "section", wrap=True)
        self.body: QVBoxLayout = column(gap=8)
        self.setLayout(column(self.title, self.body, gap=8, margins=(16, 12, 16, 12)))


def fill_rows(place: QVBoxLayout, lines: Sequence[ListRow]) -> None:
    """Put these rows in place of those before; the last has no line under it."""
    empty(place)
    for at, line in enumerate(lines):
        line.set_last(at == len(lines) - 1)
        place.addWidget(line)


class MeetingCard(Card):
    """The meeting that is being got ready, line by line, each with its act."""

    call_requested = Signal()
    notice_requested = Signal()
    chair_requested = Signal()
    item_requested = Signal()

    def __init__(self) -> None:
        super().__init__(words("The meeting"))
        self.call = Button(words("Call a meeting"), icon="calendar-clock", key="F4")
        self.notice = Button(words("Notice sent"), icon="mail")
        self.chair = Button(words("Chair"), icon="gavel")
        self.item = Button(words("Add an item"), icon="plus")
        self.call.clicked.connect(self.call_requested)
        self.notice.clicked.connect(self.notice_requested)
        self.chair.clicked.connect(self.chair_requested)
        self.item.clicked.connect(self.item_requested)
        self._lines = column(gap=6)
        self._agenda = column(gap=0)
        self.body.addLayout(self._lines)
        # Two by two, for a window of 1024.
        self.body.addLayout(row(self.call, self.notice, Grow(), gap=8))
        self.body.addLayout(row(self.chair, self.item, Grow(), gap=8))
        self.body.addLayout(self._agenda)

    def show_meeting(self, ready: MeetingBeingSetUp | None) -> None:
        """Show the meeting at hand, and light what comes next."""
        empty(self._lines)
        empty(self._agenda)
        closed = ready is not None and ready.meeting.closed_at is not None
        for button in (self.notice, self.chair, self.item):
            button.setVisible(ready is not None and not closed)
        if ready is None:
            self.title.setText(words("No meeting has been called yet"))
            nothing = words("Call one: its agenda comes with it, in running order.")
            self._lines.addWidget(label(nothing, "muted", wrap=True))
        else:
            self.title.setText(ready.meeting.title)
            for icon, ink, text in _facts(ready):
                self._lines.addLayout(row(IconMark(icon, ink, 16), Grow(label(text, wrap=True)), gap=9))
            self._show_agenda(ready)
        light = next_button(self, ready)
        for button in (self.call, self.notice, self.chair, self.item):
            button.set_kind("primary" if button is light else "plain")

    def _show_agenda(self, ready: MeetingBeingSetUp) -> None:
        for at, line in enumerate(ready.agenda):
            number = label(str(line.number), "muted")
            number.setMinimumWidth(24)
            taken = f"{line.minutes} min" if line.taken_at is None else hour(line.taken_at)
            shown = ListRow(number, Grow(Elided(line.title)), label(taken, "muted"), height=32)
            shown.set_last(at == len(ready.agenda) - 1)
            self._agenda.addWidget(shown)


def next_button(card: MeetingCard, ready: MeetingBeingSetUp | None) -> Button | None:
    """The next act of getting ready, None when all is ready."""
    if ready is None or ready.meeting.closed_at is not None:
        return card.call
    if ready.notice is None:
        return card.notice
    return card.chair if not ready.chair else None


def _facts(ready: MeetingBeingSetUp) -> list[tuple[IconName, Token, str]]:
    meeting = ready.meeting
    when = f"{weekday_words(local_day(meeting.at))}, {hour(meeting.at)}"
    lines: list[tuple[IconName, Token, str]] = [("calendar-clock", "muted", when)]
    if meeting.place:
        lines.append(("map-pin", "muted", meeting.place))
    if ready.notice is None:
        lines.append(("mail", "warning", words("No notice is on record yet.")))
    else:
        good = ready.notice.enough
        lines.append(("mail", "success" if good else "error", ready.notice.sentence))
    chair = words("{} takes the chair.").format(ready.chair) if ready.chair else words("Nobody is named as chair yet.")
    lines.append(("gavel", "muted" if ready.chair else "warning", chair))
    if meeting.closed_at is not None:
        lines.append(("door-closed", "muted", words("Closed at {}.").format(hour(meeting.closed_at))))
    return lines


class RuleRow(TallRow):
    """A sentence of the rule sheet."""

    def __init__(self, what: str, said: str) -> None:
        super().__init__(
            Grow(label(what, "muted", wrap=True), 2), Grow(label(said, wrap=True), 5),
            IconMark("pencil", "muted", 16),
            name=f"{what}: {said}. {words('Change')}",
        )  # fmt: skip


class RulesCard(Card):
    """The rule sheet in words; each sentence opens the questions behind it."""

    rule_requested = Signal(str)
    preset_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__(words("Our rules"))
        self._rows = column(gap=0)
        self._warnings = column(gap=6)
        self._form = Picker(words("Legal form to begin from"), [(form.value, form.words) for form in LegalForm])
        keep_narrow(self._form)
        usual = Button(words("Use the usual rules"), icon="rotate-ccw", kind="ghost")
        usual.clicked.connect(self._on_usual)
        self.body.addLayout(self._warnings)
        self.body.addLayout(self._rows)
        self.body.addLayout(row(label(words("Begin again from a"), "muted"), Grow(self._form), usual, gap=8))

    def show_rules(self, view: SetupView) -> None:
        """Write every sentence, and what the law says against them."""
        empty(self._rows)
        empty(self._warnings)
        for sentence in view.warnings:
            mark = IconMark("triangle-alert", "warning", 18)
            self._warnings.addLayout(row(mark, Grow(label(sentence, tone="warning", wrap=True)), gap=9))
        first, *rules = view.society.rules_in_words
        for at, (what, said) in enumerate(rules):
            said = f"{first[1]}; {said[0].lower()}{said[1:]}" if what == first[0] else said
            line = RuleRow(what, said)
            line.chosen.connect(partial(self.rule_requested.emit, what))
            line.set_last(at == len(rules) - 1)
            self._rows.addWidget(line)
        self._form.choose(view.society.rules.legal_form.value)

    def _on_usual(self) -> None:
        self.preset_requested.emit(self._form.value())


class SocietyCard(Card):
    """Who we are on every paper."""

    edit_requested = Signal()

    def __init__(self) -> None:
        super().__init__("")
        self._lines = column(gap=4)
        edit = Button(words("Change"), icon="pencil")
        edit.clicked.connect(self.edit_requested)
        self.body.addLayout(self._lines)
        self.body.addLayout(row(edit, Grow()))

    def show_society(self, view: SetupView) -> None:
        """Write name, number, office and how many members there are."""
        head = view.society.letterhead
        self.title.setText(head.name)
        empty(self._lines)
        number = words("Registered number {}").format(head.number) if head.number else words("No registered number yet")
        office = _whole_postcode(head.office) or words("No registered office yet")
        members = words("{} members").format(f"{view.society.members:,}")
        for text in (number, head.legal_form.words.capitalize(), office, members):
            self._lines.addWidget(label(text, "muted", wrap=True))


def _whole_postcode(address: str) -> str:
    """An address whose postcode is not parted at the end of a line."""
    return re.sub(r"\b([A-Z]{1,2}[0-9][0-9A-Z]?) ([0-9][A-Z]{2})\b", "\\1\u00a0\\2", address)


class FileCard(Card):
    """This file: a copy of it, and the check against its journal."""

    copy_requested = Signal()
    check_requested = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__(words("This file"))
        name = Elided(path.name, "muted")
        name.setToolTip(str(path))
        self.copy = Button(words("Save a copy"), icon="copy", key="Ctrl Shift B")
        self.check = Button(words("Check the record"), icon="shield-check")
        self.copy.clicked.connect(self.copy_requested)
        self.check.clicked.connect(self.check_requested)
        self._findings = column(gap=4)
        for part in (row(Grow(name)), row(self.copy, Grow()), row(self.check, Grow()), self._findings):
            self.body.addLayout(part)

    def show_findings(self, sound: bool, sentence: str, findings: Sequence[str]) -> None:
        """Say whether the file is as its journal says, and name the first differences."""
        empty(self._findings)
        mark = IconMark("circle-check" if sound else "circle-x", "success" if sound else "error", 18)
        told = label(sentence, tone="success" if sound else "error", wrap=True)
        self._findings.addLayout(row(mark, Grow(told), gap=8))
        for finding in findings:
            self._findings.addWidget(label(finding, "small-text", wrap=True))


class KeyCard(Card):
    """The society's keys: papers are sealed with one, share certificates signed with the other."""

    key_requested = Signal()

    def __init__(self) -> None:
        super().__init__(words("The society’s key"))
        self._told = label("", "muted", wrap=True)
        self.make = Button(words("Make the key"), icon="shield-check")
        self.make.clicked.connect(self.key_requested)
        self.body.addWidget(self._told)
        self.body.addLayout(row(self.make, Grow()))

    def show_keys(self, keys: Sequence[KeyView]) -> None:
        """Write which keys are in use, oldest first; those replaced are kept for checking and not shown."""
        used = [key for key in keys if key.replaced is None]
        lines = [
            words("{}: {}, made on {}").format(key.purpose.capitalize(), key.grouped(), day_words(local_day(key.made)))
            for key in used
        ]
        none = words("None yet: papers are made unsealed. With one, anybody can check that a paper was not altered.")
        self._told.setText("\n".join(lines) or none)
        self.make.set_words(words("Replace the key") if used else words("Make the key"))

    def told(self) -> str:
        """What the card says."""
        return self._told.text()


class ComputerCard(Card):
    """This computer: theme, text size, and whether the scanner is understood."""

    theme_requested = Signal(str)
    size_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__(words("This computer"))
        themes = (("system", words("As the desktop")), ("light", words("Light")), ("dark", words("Dark")))
        self.theme = Picker(words("Theme"), themes)
        self.text_size = Picker(words("Text size"), [(str(size), f"{size} %") for size in SIZES])
        self.scanner = Button(words("Test my scanner"), icon="scan-qr-code")
        self.scanner.setCheckable(True)
        self.typed = QLineEdit()
        self.typed.setPlaceholderText(words("Scan any card now"))
        self.typed.setAccessibleName(words("What the scanner sent"))
        self._told = label("", wrap=True)
        for caption, picker in ((words("Theme"), self.theme), (words("Text size"), self.text_size)):
            self.body.addLayout(row(Grow(label(caption, "muted")), picker, gap=8))
        self.body.addLayout(row(self.scanner, Grow()))
        self.body.addWidget(self.typed)
        self.body.addWidget(self._told)
        self.theme.currentIndexChanged.connect(self._on_theme)
        self.text_size.currentIndexChanged.connect(self._on_size)
        self.scanner.clicked.connect(self.test_scanner)
        self.typed.returnPressed.connect(self._on_typed)
        self.test_scanner(False)

    def show_look(self, theme: str, size: int) -> None:
        """Show what is in force, without asking for it again."""
        for picker, value in ((self.theme, theme), (self.text_size, str(size))):
            picker.blockSignals(True)
            picker.choose(value)
            picker.blockSignals(False)

    def testing(self) -> bool:
        """True while a scan belongs to the test."""
        return self.scanner.isChecked()

    def test_scanner(self, on: bool) -> None:
        """Begin or end the test."""
        self.scanner.setChecked(on)
        self.typed.setVisible(on)
        self.typed.clear()
        self._told.setVisible(on)
        set_ink(self._told, None)
        self._told.setText(words("Nothing is recorded while you test."))
        if on:
            self.typed.setFocus()

    def show_scan(self, code: str) -> None:
        """A card arrived whole."""
        read = read_code(code)
        kind = CODE_NAMES[read[0]] if read else words("code of another program")
        self._say("success", words("Your scanner works: this is a {}, {} characters.").format(kind, len(code)))

    def told(self) -> str:
        """What the test says."""
        return self._told.text()

    def _on_typed(self) -> None:
        text = self.typed.text()
        if not text:
            return
        sentence = words(
            "“{}” came as typing, not as a card. Set the scanner to a British or American keyboard and to send Enter "
            "at the end, and scan one of our cards."
        )
        self._say("warning", sentence.format(text[:60]))
        self.typed.clear()

    def _say(self, tone: str, sentence: str) -> None:
        set_ink(self._told, "success" if tone == "success" else "warning")
        self._told.setText(sentence)

    def _on_theme(self, _at: int) -> None:
        self.theme_requested.emit(self.theme.value())

    def _on_size(self, _at: int) -> None:
        self.size_requested.emit(int(self.text_size.value()))
