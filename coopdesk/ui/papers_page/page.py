"""Papers: every paper of a meeting at the left, the one chosen as it will be printed at the right."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from coopdesk.domain.clock import day_words, local_day
from coopdesk.services.papers.shelf import Shelf
from coopdesk.services.perform import Desk
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.commands import Command
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.icons import IconMark
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.labels import Elided, label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.news import NewsLine
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.paper_view import PaperImage
from coopdesk.ui.kit.picker import Picker, keep_narrow
from coopdesk.ui.kit.progress_line import ProgressLine
from coopdesk.ui.kit.rows import ListRow
from coopdesk.ui.kit.scrolling import Scrolled
from coopdesk.ui.kit.theme import current
from coopdesk.ui.papers_page.kinds import KINDS, PaperKind
from coopdesk.ui.papers_page.sight import CALENDAR, PAPER, REASON, SealState, Sight
from coopdesk.ui.text import words

LIST_WIDTH = 300


class PaperRow(ListRow):
    """One paper in the list. PgUp and PgDn turn the pages of the paper shown."""

    wanted = Signal(str)
    turned = Signal(int)

    def __init__(self, kind: PaperKind) -> None:
        title, note = words(kind.title), words(kind.note)
        told = column(Elided(title), Elided(note, "small"), gap=0)
        super().__init__(IconMark(kind.icon, "primary", 20), Grow(told), height=46, name=f"{title}, {note}")
        self.paper = kind.name
        self.setToolTip(note)
        self.chosen.connect(self._on_chosen)

    def _on_chosen(self) -> None:
        self.wanted.emit(self.paper)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        else:
            super().keyPressEvent(event)


class PapersPage(Page):
    """``paper_chosen(name, width)`` asks for a paper; the rest acts on the one shown."""

    paper_chosen = Signal(str, int)
    meeting_chosen = Signal(int)
    page_turned = Signal(int)
    widened = Signal(int)
    save_requested = Signal()
    print_requested = Signal()
    drag_requested = Signal()
    pack_requested = Signal()
    one_pdf_requested = Signal()
    roll_requested = Signal()
    viewer_requested = Signal()
    check_requested = Signal()
    file_given = Signal(object)
    """A PDF was dropped on the window: is it as it was sealed?"""

    def __init__(self) -> None:
        super().__init__(words("Papers"))
        self._shelf: Shelf | None = None
        self._paper = KINDS[0].name
        self.news = NewsLine()
        self.progress = ProgressLine()
        self.meeting = Picker(words("Meeting"), ())
        keep_narrow(self.meeting)
        self.sight = Sight()
        self.paper, self.why = self.sight.paper, self.sight.why
        self.save, self.print = self.sight.save, self.sight.print
        self.pack = Button(words("In a folder"), icon="folder-open")
        self.one = Button(words("One PDF"), icon="file-text")
        self.roll = Button(words("Keep a paper roll"), icon="notebook-pen")
        self.roll_state = label("", "small", wrap=True)
        self.roll_state.hide()
        self.rows = [PaperRow(kind) for kind in KINDS]
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing())
        self._stack.addWidget(self._whole())
        self.setLayout(column(Grow(self._stack), gap=0))
        self._connect()
        self._mark()

    def _nothing(self) -> QWidget:
        self._go = Button(words("Call a meeting"), icon="calendar-clock", kind="primary")
        self._go.clicked.connect(self._on_go)
        sentence = words("No meeting has been called yet, so there are no papers of one.")
        holder = QWidget()
        holder.setLayout(
            column(label(sentence, "lead", wrap=True), row(self._go, Grow()), Grow(), gap=14, margins=(20, 18, 20, 18))
        )
        return holder

    def _whole(self) -> QWidget:
        listed: QVBoxLayout = column(*self.rows, Grow(), gap=0)
        holder = Scrolled(listed, words("Papers"))
        everything = label(words("Everything of the meeting"), "small")
        foot = column(self.roll_state, self.roll, everything, row(self.pack, self.one, Grow(), gap=8), gap=6)
        self._card = frame("card", column(self.meeting, Grow(holder), foot, gap=8, margins=(12, 12, 10, 12)))
        self._card.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._card.setFixedWidth(current().px(LIST_WIDTH))
        whole = QWidget()
        body = Grow(row(self._card, Grow(self.sight), gap=14))
        whole.setLayout(column(self.news, self.progress, body, gap=10, margins=(20, 18, 20, 18)))
        return whole

    def _connect(self) -> None:
        for line in self.rows:
            line.wanted.connect(self.open_paper)
            line.turned.connect(self.paper.turn)
        self.meeting.activated.connect(self._on_meeting)
        self.paper.page_requested.connect(self.page_turned)
        self.paper.resized.connect(self._on_resized)
        self.save.clicked.connect(self.save_requested)
        self.print.clicked.connect(self.print_requested)
        self.paper.pulled.connect(self.drag_requested)
        self.sight.calendar.save_requested.connect(self.save_requested)
        self.sight.seal.key_requested.connect(self._on_go)
        self.sight.seal.seal_requested.connect(self.sight.ask_passphrase)
        self.sight.left_form.connect(self._on_form_left)
        self.pack.clicked.connect(self.pack_requested)
        self.one.clicked.connect(self.one_pdf_requested)
        self.roll.clicked.connect(self.roll_requested)

    def primary_focus(self) -> QWidget:
        return self._go if self._shelf is None else self._row()

    def commands(self) -> Sequence[Command]:
        """What else can be done with papers."""
        found = [Command(words("Check a paper"), "", self.check_requested.emit, "shield-check")]
        if self._shelf is not None and self.print.isEnabled():
            found.append(Command(words("Open the paper in a viewer"), "", self.viewer_requested.emit, "eye"))
        return found

    def take(self, subject: object) -> bool:
        """A PDF dropped on the window, or the name of a paper that another page asks for."""
        if isinstance(subject, Path):
            self.file_given.emit(subject)
            return True
        if isinstance(subject, str):
            self.open_paper(subject)
            return True
        return False

    def shelf(self) -> Shelf | None:
        """The meeting whose papers are shown."""
        return self._shelf

    def chosen(self) -> PaperKind:
        """The paper shown, or wanted."""
        return next(kind for kind in KINDS if kind.name == self._paper)

    def show_shelf(self, shelf: Shelf | None) -> None:
        """Show which meeting it is about, and which others there are."""
        self._shelf = shelf
        self._stack.setCurrentIndex(0 if shelf is None else 1)
        if shelf is None:
            self.set_subtitle("")
            self.set_status(words("Call a meeting first; its papers begin with the notice."))
            return
        self.set_subtitle(f"{shelf.meeting.title}, {day_words(local_day(shelf.meeting.at))}")
        self.set_status(words("Choose a paper. What is shown is what will be printed."), "printer")
        held = [(str(each.id), f"{day_words(local_day(each.at))}: {each.title}") for each in reversed(shelf.meetings)]
        self.meeting.show_choices(held)
        self.meeting.choose(str(shelf.meeting.id))
        self.meeting.setVisible(len(held) > 1)

    def open_paper(self, name: str) -> None:
        """Show another paper."""
        self._paper = name
        self._mark()
        self._switch(made=False)
        self.paper_chosen.emit(name, self.paper.sheet_width())

    def show_page(self, drawn: PaperImage) -> None:
        """Show a page of the paper."""
        self.paper.show_page(drawn)
        self.sight.show_part(PAPER)
        self._switch(made=True)

    def show_calendar(self, view: Any) -> None:
        """Show what the calendar file says."""
        self.sight.calendar.show_calendar(view)
        self.sight.show_part(CALENDAR)
        self._switch(made=False)

    def show_seal(self, state: SealState, key: str) -> None:
        """Whether the paper shown is sealed."""
        self.sight.seal.show_state(state, key)

    def say_cannot(self, sentence: str) -> None:
        """Say, where the paper would be, why it cannot be made."""
        self.why.setText(sentence)
        self.sight.show_part(REASON)
        self._switch(made=False)

    def say_packing(self, under_way: bool) -> None:
        """Show that all papers are being made, with a way to stop."""
        self._say_busy(words("Making every paper of the meeting") if under_way else "")

    def say_printing(self, pages: int) -> None:
        """Show that pages go to the printer; 0 when it is over."""
        self._say_busy(words("Sending to the printer") if pages else "")

    def _say_busy(self, told: str) -> None:
        for button in (self.pack, self.one):
            button.setEnabled(not told)
        self.print.setEnabled(not told and self.save.isEnabled())
        if told:
            self.progress.begin(told)
        else:
            self.progress.end()

    def show_roll(self, state: str) -> None:
        """Say how the roll that is kept stands; "" where none is."""
        self.roll_state.setText(state)
        self.roll_state.setVisible(bool(state))
        self.roll.set_words(words("Stop the paper roll") if state else words("Keep a paper roll"))
        self.roll.set_icon("x" if state else "notebook-pen")

    def _switch(self, *, made: bool) -> None:
        self.save.setEnabled(made)
        self.print.setEnabled(made)

    def _mark(self) -> None:
        for line in self.rows:
            line.set_chosen(line.paper == self._paper)

    def _row(self) -> PaperRow:
        return next(line for line in self.rows if line.paper == self._paper)

    def _on_form_left(self) -> None:
        self.sight.seal.button().setFocus()

    def _on_meeting(self, _at: int) -> None:
        self.meeting_chosen.emit(int(self.meeting.value()))

    def _on_resized(self) -> None:
        self.widened.emit(self.paper.sheet_width())

    def _on_go(self) -> None:
        self.page_requested.emit("setup")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.rows:
            self._card.setFixedWidth(current().px(LIST_WIDTH))


def build(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter (``features.py``)."""
    from coopdesk.ui.papers_page.desk import join

    return join(desk, jobs, hub)
