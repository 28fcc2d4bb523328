"""A member's pages of the nominees' book (2014 Act s.37): what would pass to whom, and each nomination."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from coopdesk.domain.clock import day_words
from coopdesk.domain.nominations import Nominee
from coopdesk.services.nominations import NominationView
from coopdesk.services.turns_ahead import NominationsView
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.foretold import Foretold
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.pills import Pill
from coopdesk.ui.members.life_words import on_death_lines
from coopdesk.ui.text import words


def nominee_words(nominee: Nominee) -> str:
    """ "Tom Holt, child, 1/2"."""
    part = words("all") if nominee.part == 1 else str(nominee.part)
    officer = words("officer or employee") if nominee.officer else ""
    return ", ".join(each for each in (nominee.name, nominee.relationship.words, officer, part) if each)


def standing_words(nomination: NominationView) -> str:
    """Whether it stands, in two words."""
    if nomination.varied_by is not None:
        return words("Replaced by {}").format(nomination.varied_by)
    if nomination.revoked_on is not None:
        return words("Revoked")
    return words("Stands")


class NominationsPart(QWidget):
    """``add_requested()``, ``revoke_requested(NominationView)``."""

    add_requested = Signal()
    revoke_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.comes_to = Foretold("")
        self.add = Button(words("Enter a nomination"), icon="plus", key="Alt N")
        self.add.clicked.connect(self.add_requested)
        self._nothing = label("", "muted", wrap=True)
        self._rows = column(gap=8)
        self.setLayout(column(self.comes_to, row(self.add, Grow()), self._nothing, self._rows, gap=10))

    def show_view(self, view: NominationsView) -> None:
        """List the nominations, those that stand first."""
        empty(self._rows)
        heading = words("On a death today")
        if view.died_on is not None:
            heading = words("On the death, {}").format(day_words(view.died_on))
        self.comes_to.show_lines(on_death_lines(view.on_death) if view.takes else (), heading)
        self.add.setVisible(view.takes)
        self.add.refuse(
            words("The death is on record; a nomination counts only in the member's lifetime.")
            if view.died_on is not None
            else ""
        )
        nothing = ""
        if not view.takes:
            nothing = words("A company knows no nominations: its shares pass by will or intestacy.")
        elif not view.book:
            nothing = words("No nomination is in the book. One may name who is to have the shares, outside the will.")
        self._nothing.setText(nothing)
        self._nothing.setVisible(bool(nothing))
        for each in view.book:
            self._rows.addWidget(self._card(each, view.died_on is None))

    def _card(self, each: NominationView, living: bool) -> QFrame:
        stands = each.revoked_on is None
        pill = Pill(standing_words(each), "success" if stands else "neutral", "check" if stands else "x", small=True)
        days = [words("delivered {}").format(day_words(each.delivered_on))]
        if each.made_on != each.delivered_on:
            days.insert(0, words("signed {}").format(day_words(each.made_on)))
        if each.how == "book":
            days = [words("made in the book {}").format(day_words(each.delivered_on))]
        if each.revoked_on is not None:
            days.append(words("until {}").format(day_words(each.revoked_on)))
        head = row(label(words("Nomination {}").format(each.number), "strong"), pill, Grow(), gap=8)
        if stands and living:
            revoke = Button(words("Revoke"), icon="undo-2", kind="ghost", height=30)
            revoke.setAccessibleName(words("Revoke nomination {}").format(each.number))
            revoke.clicked.connect(partial(self.revoke_requested.emit, each))
            head.addWidget(revoke)
        inside = column(head, gap=3, margins=(14, 8, 12, 10))
        for nominee in each.nominees:
            inside.addWidget(label(nominee_words(nominee), "body" if stands else "muted", wrap=True))
        inside.addWidget(label(", ".join(days), "small", wrap=True))
        if each.words:
            inside.addWidget(label(each.words, "small", wrap=True))
        return frame("card", inside)
