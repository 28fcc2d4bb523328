"""Who stands, beside the election at hand, with the account of its papers below; their booklet is one key away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from coopdesk.services.election_desk import ElectionDeskView
from coopdesk.services.election_view import Candidate
from coopdesk.ui.elections.account import account_words
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.labels import Elided, label
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.scrolling import Scrolled
from coopdesk.ui.kit.theme import current
from coopdesk.ui.text import words

_SHORT = 80
"""Letters of a statement that stands below its candidate here; longer ones are in the booklet."""


class StandingCard(QFrame):
    """``booklet_requested``: the statements and photographs are to be saved as a PDF."""

    booklet_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._people = QVBoxLayout()
        self._people.setSpacing(6)
        self._papers = label("", "small", wrap=True)
        self.booklet = Button(words("Booklet"), icon="users", key="Alt K", height=32)
        self.booklet.clicked.connect(self.booklet_requested)
        inside = Scrolled(column(self._people, Grow(), gap=8), words("Standing"))
        head = row(label(words("Standing"), "section"), Grow(), self.booklet)
        self.setLayout(column(head, Grow(inside), self._papers, margins=(16, 12, 10, 12)))

    def show_view(self, view: ElectionDeskView | None) -> None:
        """Who stands in the election at hand."""
        election = view.election if view is not None else None
        result = view.result if view is not None else None
        seated = result.seated if result is not None and result.counted.finished else ()
        empty(self._people)
        people = election.standing if election is not None else ()
        if not people:
            self._people.addWidget(label(words("Nobody stands yet."), "muted", wrap=True))
        for each in people:
            silent = "" if each.consent else words("no consent yet")
            self._add(each, words("elected") if each.number in seated else silent)
        self.booklet.setVisible(election is not None and bool(election.people))
        self._papers.setText(account_words(view))

    def account(self) -> str:
        """What is said of the papers."""
        return self._papers.text()

    def _add(self, candidate: Candidate, said: str) -> None:
        number = label(str(candidate.number) if candidate.number else "·", "muted")
        number.setFixedWidth(current().px(18))
        name = Elided(candidate.name, "medium")
        self._people.addLayout(row(number, Grow(name), label(said, "small-strong"), gap=8))
        if candidate.groups:
            self._add_below(", ".join(candidate.groups))
        if candidate.statement and len(candidate.statement) <= _SHORT:
            self._add_below(candidate.statement)

    def _add_below(self, said: str) -> None:
        """A line under a name, and in line with it."""
        line = row(Grow(label(said, "small", wrap=True)))
        line.setContentsMargins(current().px(18) + 8, 0, 0, 0)
        self._people.addLayout(line)
