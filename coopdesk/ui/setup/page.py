"""Set-up: what has to be ready before the evening, and what may be looked up during it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from coopdesk.services.perform import Desk
from coopdesk.services.setup_view import SetupView
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.forms import FormPlace, InlineForm
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.news import NewsLine
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.panel import SideSplit
from coopdesk.ui.kit.scrolling import Scrolled
from coopdesk.ui.kit.theme import current
from coopdesk.ui.setup.cards import ComputerCard, FileCard, KeyCard, MeetingCard, RulesCard, SocietyCard, next_button
from coopdesk.ui.setup.officers_card import OfficersCard
from coopdesk.ui.setup.records_card import RecordsCard
from coopdesk.ui.text import words

MEETING, RULES, OFFICERS, RECORDS, FORMS = range(5)
"""The parts of the page, and where the forms stand among them."""


class SetupPage(Page):
    """Meeting, rules, officers and members' records; at the side the society, this file and this computer.

    ``part_shown(part)`` tells which of them came to the front.
    """

    undo_requested = Signal()
    part_shown = Signal(int)

    def __init__(self, path: Path) -> None:
        super().__init__(words("Set-up"))
        self.news = NewsLine()
        self.meeting = MeetingCard()
        self.rules = RulesCard()
        self.officers = OfficersCard()
        self.records = RecordsCard()
        self.society = SocietyCard()
        self.file = FileCard(path)
        self.key = KeyCard()
        self.computer = ComputerCard()
        self.undo = Button(words("Undo"), icon="undo-2", key="Ctrl Z", kind="ghost")
        self.undo.set_folded(current().folded)
        self.undo.clicked.connect(self.undo_requested)
        self.forms = FormPlace(words("Form"))
        self._focus: QWidget = self.meeting.call
        self._instruction = ""
        self._part = 0
        self.stack = QStackedWidget()
        parts: tuple[tuple[QWidget, str], ...] = (
            (self.meeting, words("The meeting")),
            (self.rules, words("Our rules")),
            (self.officers, words("Officers")),
            (self.records, words("Members’ records")),
        )
        for card, name in parts:
            self.stack.addWidget(Scrolled(column(card, Grow(), gap=0, margins=(0, 0, 6, 0)), name))
        self.stack.addWidget(self.forms)
        main = QWidget()
        main.setLayout(column(self._parts(), self.news, Grow(self.stack), gap=10))
        side = Scrolled(
            column(self.society, self.file, self.key, self.computer, Grow(), gap=12, margins=(0, 0, 6, 0)),
            words("Society, file and computer"),
        )
        self.setLayout(column(Grow(SideSplit(main, side, 330, gap=14)), gap=0))

    def _parts(self) -> QWidget:
        self.chips = (
            Button(words("The meeting"), icon="calendar-clock", kind="chip", height=36),
            Button(words("Our rules"), icon="scale", kind="chip", height=36),
            Button(words("Officers"), icon="user-check", kind="chip", height=36),
            Button(words("Records"), icon="notebook-pen", kind="chip", height=36),
        )
        self.chips[MEETING].setChecked(True)
        for part, chip in enumerate(self.chips):
            chip.clicked.connect(partial(self._choose_part, part))
        holder = QWidget()
        holder.setLayout(row(*self.chips, Grow(), self.undo, gap=8))
        return holder

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "undo"):
            # With large text the names of the parts keep the room.
            self.undo.set_folded(current().folded)

    def show_part(self, part: int) -> None:
        """Bring a part to the front."""
        self._part = part
        for at, chip in enumerate(self.chips):
            chip.setChecked(at == part)
        self.stack.setCurrentIndex(part)
        self.part_shown.emit(part)

    def _choose_part(self, part: int) -> None:
        self.leave_form()
        self.show_part(part)
        self.chips[part].setFocus()

    def primary_focus(self) -> QWidget:
        return self._focus

    def left(self) -> None:
        """A scan elsewhere is a scan again."""
        super().left()
        self.computer.test_scanner(False)

    def take_scan(self, code: str) -> bool:
        """A card answers a form that asks for a member, or is shown while the scanner is being tested."""
        form = self.open_form()
        if form is not None and "reference" in form.values():
            form.show_values({"reference": code})
            return True
        if not self.computer.testing():
            return False
        self.computer.show_scan(code)
        return True

    def take(self, subject: object) -> bool:
        """Opened for the rules, from a page that shows some of them."""
        if subject != "rules":
            return False
        self._choose_part(RULES)
        return True

    def show_view(self, view: SetupView) -> None:
        """Fill every card."""
        self.set_subtitle(view.society.letterhead.name)
        self.meeting.show_meeting(view.meeting)
        self.rules.show_rules(view)
        self.society.show_society(view)
        light = next_button(self.meeting, view.meeting)
        self._focus = light if light is not None else self.meeting.item
        self._instruction = _instruction(view)
        if self.open_form() is None:
            self.set_status(self._instruction)

    def open_form(self) -> InlineForm | None:
        """The form that stands in place of the cards, if one does."""
        return self.forms.form() if self.stack.currentIndex() == FORMS else None

    def show_form(self, form: InlineForm) -> None:
        """Put a form in place of the cards."""
        self.forms.show_form(form)
        self.stack.setCurrentIndex(FORMS)
        self.set_status(words("Enter saves, Esc leaves it as it was."))

    def leave_form(self) -> None:
        """Show the cards again."""
        (self._focus if self._part == MEETING else self.chips[self._part]).setFocus()
        self.stack.setCurrentIndex(self._part)
        self.set_status(self._instruction)


def _instruction(view: SetupView) -> str:
    ready = view.meeting
    if ready is None or ready.meeting.closed_at is not None:
        return words("Check the rules against your registered rules, then call the meeting.")
    if ready.notice is None:
        return words("Record when the notice was sent; the clear days are counted for you.")
    if not ready.chair:
        return words("Name who takes the chair.")
    return words("All is ready. The run sheet leads through the evening.")


def build(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter (``features.py``)."""
    from coopdesk.ui.setup.desk import join

    return join(desk, jobs, hub)
