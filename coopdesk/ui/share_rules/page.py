"""The share rules: what is laid down, since when and where; and the board's acts on all shares at once."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coopdesk.domain.clock import day_words
from coopdesk.services.perform import Desk
from coopdesk.services.share_rules_view import ShareRulesView
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.commands import Command
from coopdesk.ui.kit.form_page import FormPage
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.panel import SideSplit
from coopdesk.ui.kit.scrolling import Scrolled
from coopdesk.ui.share_rules.cards import ClassesCard, LossesCard, RulesCard, StopCard
from coopdesk.ui.text import words


class ShareRulesPage(FormPage):
    """The rules in one list; withdrawals, classes and losses beside it."""

    undo_requested = Signal()

    def __init__(self) -> None:
        super().__init__(words("Share rules"), words("Form"))
        self.back = Button(words("Shares"), icon="chevron-left", key="Alt S")
        self.undo = Button(words("Undo"), icon="undo-2", key="Ctrl Z", kind="ghost")
        self.rules = RulesCard()
        self.stops = StopCard()
        self.classes = ClassesCard()
        self.losses = LossesCard()
        self.add_parts(self.rules)
        about = label(words("A rule is never written over: it is set anew from a day."), "muted")
        top = row(self.back, about, Grow(), self.undo, gap=12)
        main = QWidget()
        main.setLayout(column(top, self.news, Grow(self.stack), gap=10))
        side = Scrolled(
            column(self.stops, self.classes, self.losses, Grow(), gap=12, margins=(0, 0, 6, 0)),
            words("Withdrawals, classes and losses"),
        )
        self.setLayout(column(Grow(SideSplit(main, side, 300, gap=14)), gap=0))
        self.back.clicked.connect(self._on_back)
        self.undo.clicked.connect(self.undo_requested)
        self.rules.sheet_chosen.connect(self._on_sheet)
        self.light()

    def primary_focus(self) -> QWidget:
        return self.rules.first_row() or self.back

    def show_view(self, view: ShareRulesView) -> None:
        """Fill every card."""
        self.set_subtitle(words("as they stand on {}").format(day_words(view.today)))
        self.rules.show_rules(view)
        self.stops.show_stops(view)
        self.classes.show_classes(view.classes)
        self.losses.show_any(view.any_shares)
        if self.back.hasFocus() and self.isVisible():
            # The page came forward before there was a rule to stand on.
            self.primary_focus().setFocus()

    def light(self) -> None:
        if self.open_form() is None:
            self.set_status(words("Enter on a rule sets it anew; Up and Down go along the list."), "scale")

    def on_key(self, key: str) -> bool:
        if key != "Esc" or self.open_form() is not None:
            return False
        self._on_back()
        return True

    def commands(self) -> Sequence[Command]:
        return (
            Command(words("Suspend withdrawals"), "Alt U", self.stops.suspend.click, "lock"),
            Command(words("Open a class of shares"), "Alt O", self.classes.open.click, "plus"),
            Command(words("Write shares down"), "Alt W", self.losses.write_down.click, "arrow-down"),
        )

    def _on_back(self) -> None:
        self.page_requested.emit("shares")

    def _on_sheet(self) -> None:
        self.hand_requested.emit("setup", "rules")


def build(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter (``features.py``)."""
    from coopdesk.ui.share_rules.desk import join

    return join(desk, jobs, hub)
