"""Officers in office with their days (2014 Act s.30(3)), those who served before, and who signs the accounts."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Signal

from coopdesk.domain.clock import day_words
from coopdesk.domain.members import display_number
from coopdesk.domain.officers import Signature
from coopdesk.services.officers import OfficerView
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.foretold import Foretold
from coopdesk.ui.kit.labels import Elided, label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.rows import ListRow
from coopdesk.ui.setup.cards import Card, fill_rows
from coopdesk.ui.text import words


@dataclass(frozen=True, slots=True)
class OfficersShown:
    """Every term, those that go on first, and the signatures on the accounts, or what is missing for them."""

    terms: tuple[OfficerView, ...]
    signatures: tuple[Signature, ...]
    missing: str
    empty: tuple[str, ...]
    """A sentence for each office of which a place stands empty."""
    today: date


def _days(term: OfficerView, today: date) -> str:
    if term.until is None and term.expires is not None:
        said = words("{}, term ended {}") if term.expires < today else words("{}, until {}")
        return said.format(day_words(term.since), day_words(term.expires))
    if term.until is None:
        return words("since {}").format(day_words(term.since))
    return words("{} to {}").format(day_words(term.since), day_words(term.until))


class OfficersCard(Card):
    """``add_requested()``, ``end_requested(OfficerView)``."""

    add_requested = Signal()
    end_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__(words("Officers"))
        self._today = date.min
        self.add = Button(words("Enter an officer"), icon="user-plus", key="Alt N")
        self.add.clicked.connect(self.add_requested)
        self._signing = Foretold(words("Who signs the accounts"))
        self._nobody = label(words("Nobody is on the register of officers yet."), "muted", wrap=True)
        self._now = column(gap=0)
        self._past_title = label(words("Served before"), "section")
        self._past = column(gap=0)
        self._empty = Foretold(words("Places that stand empty"))
        self.body.addWidget(self._signing)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._nobody)
        self.body.addLayout(self._now)
        self.body.addLayout(row(self.add, Grow()))
        self.body.addWidget(self._past_title)
        self.body.addLayout(self._past)

    def show_officers(self, shown: OfficersShown) -> None:
        """List the terms, and say who signs the accounts or what is missing for them."""
        if shown.missing:
            self._signing.show_lines((("triangle-alert", "warning", shown.missing),))
        else:
            told = [f"{each.name} ({each.capacity})" for each in shown.signatures]
            self._signing.show_lines((("check", "success", ", ".join(told)),))
        self._empty.setVisible(bool(shown.empty))
        self._empty.show_lines(tuple(("circle-dashed", "warning", said) for said in shown.empty))
        self._today = shown.today
        going = [each for each in shown.terms if each.until is None]
        past = [each for each in shown.terms if each.until is not None]
        self._nobody.setVisible(not going)
        self._past_title.setVisible(bool(past))
        fill_rows(self._now, [self._line(each) for each in going])
        fill_rows(self._past, [self._line(each) for each in past])

    def _line(self, term: OfficerView) -> ListRow:
        number = words("member {}").format(display_number(term.member_number)) if term.member_number else ""
        about = "  ·  ".join(part for part in (term.office, number) if part)
        said = column(Grow(), Elided(term.name, "medium"), Elided(about, "small"), Grow(), gap=0)
        parts = (Grow(said, 3), Grow(Elided(_days(term, self._today), "muted"), 2))
        return ListRow(*parts, self._end_of(term), height=52)

    def _end_of(self, term: OfficerView) -> Button:
        end = Button(words("End"), icon="user-minus", kind="ghost", height=32)
        if term.until is not None:
            # Its room stays, so that the days of all terms stand under each other.
            policy = end.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            end.setSizePolicy(policy)
            end.hide()
        end.setAccessibleName(words("End the term of {} as {}").format(term.name, term.office))
        end.clicked.connect(partial(self.end_requested.emit, term))
        return end
