"""The right half of the papers page: the paper as it will be printed, or why there is none; and its seal."""

from typing import Any, Literal

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from coopdesk.assets import IconName
from coopdesk.domain.clock import hour, local_day, weekday_words
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.forms import FormField, FormPlace, InlineForm
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.icons import IconMark
from coopdesk.ui.kit.labels import Elided, label, set_ink
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.paper_view import PaperView
from coopdesk.ui.kit.scrolling import Scrolled
from coopdesk.ui.kit.theme import Token, current
from coopdesk.ui.text import words

SealState = Literal["no-key", "shut", "open", "by-hand", "draft"]

PAPER, REASON, CALENDAR, FORM = range(4)
"""What stands in the sight."""


class SealLine(QWidget):
    """Whether the paper shown is sealed, in words, with the one thing to do about it."""

    seal_requested = Signal()
    stop_requested = Signal()
    key_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._state: SealState = "by-hand"
        self._mark = IconMark("lock-open", "muted", 16)
        self._told = Elided("", "muted")
        self._act = Button("", icon="shield-check", kind="ghost")
        self._act.clicked.connect(self._on_act)
        # There is nothing to do before it is known how papers are made.
        self._act.hide()
        self.setLayout(row(self._mark, Grow(self._told), self._act, gap=8))

    def show_state(self, state: SealState, key: str) -> None:
        """``key`` as people compare it, where papers are sealed with one."""
        self._state = state
        told: dict[SealState, tuple[IconName, Token, str, str]] = {
            "no-key": ("lock-open", "muted", words("Unsealed: no key yet"), words("Make a key")),
            "shut": ("lock-open", "muted", words("Made unsealed"), words("Seal papers")),
            "open": ("shield-check", "success", words("Sealed with {}").format(key), words("Stop sealing")),
            "by-hand": ("lock-open", "muted", words("Filled in by hand, never sealed"), ""),
            "draft": ("lock-open", "muted", words("A draft is not sealed"), ""),
        }
        icon, ink, sentence, act = told[state]
        self._mark.show_icon(icon, ink)
        set_ink(self._told, "success" if state == "open" else None)
        self._told.setText(sentence)
        self._act.set_words(act)
        self._act.set_icon("x" if state == "open" else "settings" if state == "no-key" else "shield-check")
        self._act.setVisible(bool(act))

    def told(self) -> str:
        """The state in words."""
        return self._told.text()

    def button(self) -> Button:
        """What can be done about it."""
        return self._act

    def _on_act(self) -> None:
        wishes = {"no-key": self.key_requested, "shut": self.seal_requested, "open": self.stop_requested}
        wishes[self._state].emit()


class CalendarCard(QWidget):
    """A calendar file has no pages: what stands in it, in words, and how to use it."""

    save_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(gap=6)
        self.save = Button(words("Save the calendar file"), icon="download", kind="primary", height=44)
        self.save.clicked.connect(self.save_requested)
        use = words(
            "Send it with the notice: whoever opens it has the meeting in the calendar. A file made later, after a "
            "change of day or place, replaces it."
        )
        body = Scrolled(column(self._lines, label(use, "muted", wrap=True), Grow(), gap=14), words("Calendar file"))
        card = frame("card", column(Grow(body), row(Grow(), self.save), gap=12, margins=(18, 14, 12, 10)))
        self.setLayout(column(card, gap=0))

    def show_calendar(self, view: Any) -> None:
        """Write a ``CalendarView`` out."""
        empty(self._lines)
        heading = view.heading
        self._lines.addWidget(label(f"{heading.title}, {heading.society.name}", "section", wrap=True))
        day = f"{weekday_words(local_day(heading.at))}, {hour(heading.at)} – {hour(view.ends)}"
        facts: list[tuple[IconName, str]] = [("calendar-clock", day)]
        if heading.place:
            facts.append(("map-pin", heading.place))
        for icon, text in facts:
            self._lines.addLayout(row(IconMark(icon, "muted", 16), Grow(label(text, wrap=True)), gap=9))
        for number, title in view.agenda:
            shown = label(str(number), "muted")
            shown.setFixedWidth(current().px(24))
            self._lines.addLayout(row(shown, Grow(label(title, wrap=True)), gap=9))


class Sight(QStackedWidget):
    """Paper, reason, calendar or passphrase; one of them."""

    left_form = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.paper = PaperView(words("The paper"))
        self.paper.let_be_dragged(words("Drag the paper into an e-mail or a folder, or save it with the button below."))
        self.seal = SealLine()
        self.calendar = CalendarCard()
        self.why = label("", "lead", wrap=True)
        self.save = Button(words("Save as PDF"), icon="download", key="Ctrl S", kind="primary", height=44)
        self.print = Button(words("Print"), icon="printer", key="Ctrl P", height=44)
        self.passphrase = _passphrase_form()
        self.passphrase.left.connect(self._on_left)
        self._before = PAPER
        self.paper.head.addWidget(self.seal, 1)
        self.paper.foot.addStretch(1)
        self.paper.foot.addWidget(self.print)
        self.paper.foot.addWidget(self.save)
        forms = FormPlace(words("Seal papers"))
        forms.show_form(self.passphrase)
        reason = frame("card", column(self.why, Grow(), gap=0, margins=(18, 16, 18, 16)))
        for part in (self.paper, reason, self.calendar, forms):
            self.addWidget(part)
        self._fit()

    def show_part(self, part: int) -> None:
        """Bring a part to the front; a form being filled in is not taken away under the fingers."""
        if self.currentIndex() == FORM:
            self._before = part
        else:
            self.setCurrentIndex(part)

    def ask_passphrase(self) -> None:
        """Ask for the key's passphrase in place of the paper."""
        if self.currentIndex() != FORM:
            self._before = self.currentIndex()
        self.setCurrentIndex(FORM)
        self.passphrase.begin()

    def end_form(self) -> None:
        """Show the paper again; what was typed is forgotten."""
        self.passphrase.show_values({"passphrase": ""})
        self.setCurrentIndex(self._before)

    def _on_left(self) -> None:
        self.end_form()
        self.left_form.emit()

    def _fit(self) -> None:
        self.print.set_folded(current().scale > 150)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.count() > FORM:
            self._fit()


def _passphrase_form() -> InlineForm:
    note = words(
        "The passphrase of the society’s key is asked once. The opened key stays in this computer’s memory until the "
        "file is closed, and is written nowhere."
    )
    asked = FormField("passphrase", words("Passphrase"), wide=True, secret=True)
    return InlineForm(
        words("Seal papers with the society’s key"), words("Seal from now on"), (asked,), icon="shield-check", note=note
    )
