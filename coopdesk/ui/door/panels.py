"""What takes the banner's place for a moment: the search's matches, the joining form, the visitor form, everybody."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from coopdesk.domain.clock import hour
from coopdesk.domain.members import display_number
from coopdesk.domain.money import pounds
from coopdesk.services.door_view import Arrival, DoorMatch
from coopdesk.ui.kit.banner import NoticeBanner
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.labels import Elided, label, set_ink
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.rows import ListRow, RowList
from coopdesk.ui.kit.theme import Tone, current
from coopdesk.ui.text import words

if TYPE_CHECKING:
    from coopdesk.services.joining import JoiningTerms

_STANDING: dict[str, tuple[str, Tone]] = {
    "voter": ("Voter", "success"),
    "joined": ("Joined", "info"),
    "no vote": ("No vote", "warning"),
    "visitor": ("Visitor", "neutral"),
}


class ArrivalRow(ListRow):
    """Time, name and standing; choosing it shows what can be done about that person."""

    picked = Signal(object)

    def __init__(self, arrival: Arrival, height: int = 43) -> None:
        standing, tone = _STANDING[arrival.standing]
        shown = words(standing)
        if arrival.left_at is not None:
            shown, tone = words("Left {hour}").format(hour=hour(arrival.left_at)), "neutral"
        stamp = label(hour(arrival.at), "muted")
        name = f"{arrival.name}, {shown}, {hour(arrival.at)}"
        super().__init__(stamp, 8, Grow(Elided(arrival.name)), label(shown, tone=tone), height=height, name=name)
        self.arrival = arrival
        self._stamp = stamp
        stamp.setFont(current().figures())
        self.chosen.connect(self._on_chosen)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Rows stay while others come: they follow a change of text size themselves.
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_stamp"):
            self._stamp.setFont(current().figures())

    def _on_chosen(self) -> None:
        self.picked.emit(self.arrival)


class MatchRow(ListRow):
    """A member the search found; Enter checks in, or shows somebody who is in already."""

    picked = Signal(object)

    def __init__(self, match: DoorMatch) -> None:
        self._number = label("", "muted")
        self._name = Elided("", "medium")
        self._where = Elided("", "small")
        self._state = label("")
        super().__init__(self._number, Grow(self._name, 3), Grow(self._where, 2), self._state, name=match.member.name)
        self.show_match(match)
        self.chosen.connect(self._on_chosen)

    def show_match(self, match: DoorMatch) -> None:
        """Show somebody else in this row: a new row for each letter typed would cost more than the search."""
        member = match.member
        tone: Tone = "neutral"
        if match.since is not None:
            state, tone = words("In since {hour}").format(hour=hour(match.since)), "success"
        elif not member.active:
            state, tone = words("No longer a member"), "warning"
        elif match.apologies:
            state = words("Sent apologies")
        else:
            state = ""
        self._number.setText(display_number(member.number))
        self._number.setMinimumWidth(current().px(56))
        self._name.setText(member.name)
        self._where.setText(", ".join(part for part in (member.address.replace("\n", ", "), member.postcode) if part))
        self._state.setText(state)
        set_ink(self._state, tone)
        self.setAccessibleName(", ".join(part for part in (member.name, display_number(member.number), state) if part))
        self._match = match

    def _on_chosen(self) -> None:
        self.picked.emit(self._match)


class MatchList(QFrame):
    """The matches as somebody types; the first is lit, since Enter takes it."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._heading = label("", "section")
        self._hint = label("", "small")
        self._rows = RowList()
        head = row(self._heading, Grow(), self._hint)
        self.setLayout(column(head, Grow(self._rows), gap=6, margins=(16, 14, 16, 8)))

    def show_matches(self, text: str, matches: Sequence[DoorMatch]) -> None:
        """Show what was found for ``text``."""
        before = self._rows.rows()
        rows = [self._row(before, at, match) for at, match in enumerate(matches)]
        self._rows.show_rows(rows)
        if rows:
            rows[0].set_chosen(True)
            self._heading.setText(words("Found"))
            self._hint.setText(words("Enter checks in the first"))
        else:
            self._heading.setText(words("Nobody called “{text}”").format(text=text[:40]))
            self._hint.setText(words("F4 to join"))

    def _row(self, before: Sequence[ListRow], at: int, match: DoorMatch) -> ListRow:
        known = before[at] if at < len(before) else None
        if isinstance(known, MatchRow):
            known.show_match(match)
            return known
        made = MatchRow(match)
        made.picked.connect(self.picked)
        return made

    def found(self) -> int:
        """How many rows are listed."""
        return len(self._rows.rows())


class JoinForm(QFrame):
    """Name, address, postcode, and how the money is paid: one keyboard flow, Enter from field to field."""

    join_requested = Signal(str, str, str, str)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._title = label(words("Join"), "title")
        self._terms = NoticeBanner("info", "info", words("Reading the rules …"))
        self.name = _field(words("Name"))
        self._address = _field(words("Address"))
        self._postcode = _field(words("Postcode"))
        self._problem = label("", "small", tone="error", wrap=True)
        self._problem.hide()
        self._cash = Button(words("Paid in cash"), icon="banknote", kind="primary", height=44, key="Enter")
        self._card = Button(words("Paid by card"), icon="credit-card", height=44)
        self._back = Button(words("Not now"), kind="ghost", key="Esc", height=44)
        self._cash.clicked.connect(self._on_cash)
        self._card.clicked.connect(self._on_card)
        self._back.clicked.connect(self.cancelled)
        places = row(
            Grow(_named(words("Address"), self._address), 3), Grow(_named(words("Postcode"), self._postcode)), gap=12
        )
        acts = row(self._cash, self._card, Grow(), self._back, gap=10)
        fields = column(_named(words("Name"), self.name), places, self._problem, gap=10)
        self.setLayout(column(self._title, self._terms, fields, Grow(), acts, gap=10, margins=(18, 14, 18, 14)))

    def open_for(self, name: str) -> None:
        """Begin, with the name that was searched for; what was typed before a card came between is still there."""
        if name:
            self.name.setText(name)
        self._problem.hide()
        self.name.setFocus()

    def reset(self) -> None:
        """Empty the form: the joining is done, or will not be."""
        for field in (self.name, self._address, self._postcode):
            field.clear()
        self._problem.hide()

    def show_terms(self, terms: "JoiningTerms") -> None:
        """Say what is paid, and aloud whether the rules let them vote tonight."""
        money = pounds(terms.pence)
        self._title.setText(words("Join: {money} share").format(money=money))
        self._cash.set_words(words("{money} in cash").format(money=money))
        self._card.set_words(words("{money} by card").format(money=money))
        if terms.no_vote:
            said = words(
                "Say: “You are a member from tonight. You have no vote at this meeting.” A new member {reason}."
            )
            self._terms.show_notice("warning", "triangle-alert", said.format(reason=terms.no_vote))
        else:
            said = words("Say: “You are a member from tonight, and you may vote at this meeting.”")
            self._terms.show_notice("success", "circle-check", said)

    def terms(self) -> str:
        """What the form says about voting tonight."""
        return self._terms.text()

    def say_problem(self, sentence: str) -> None:
        """A refusal, in the form it is about; what was typed stays."""
        self._problem.setText(sentence)
        self._problem.show()

    def go_on(self) -> None:
        """Enter: to the next field, and from the last to the money."""
        order: tuple[QWidget, ...] = (self.name, self._address, self._postcode, self._cash)
        now = self.focusWidget()
        if now is self._card:
            self._on_card()
        elif now is self._back:
            self.cancelled.emit()
        elif now is self._cash:
            self._on_cash()
        elif now in order:
            order[order.index(now) + 1].setFocus()

    def _on_cash(self) -> None:
        self._join("cash")

    def _on_card(self) -> None:
        self._join("card")

    def _join(self, paid: str) -> None:
        if not self.name.text().strip():
            self.say_problem(words("A name is needed for the register. Type it, then take the money."))
            self.name.setFocus()
            return
        self.join_requested.emit(self.name.text(), self._address.text(), self._postcode.text(), paid)


class NameForm(QFrame):
    """A name, and in: of a visitor, or of whoever speaks for an organisation."""

    named = Signal(str)
    cancelled = Signal()

    def __init__(self, title: str, said: str, whose: str, act: str) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.name = _field(whose)
        self._title = label(title, "title", wrap=True)
        self._in = Button(act, icon="log-in", kind="primary", height=44, key="Enter")
        self._back = Button(words("Not now"), kind="ghost", key="Esc", height=44)
        self._in.clicked.connect(self.go_on)
        self._back.clicked.connect(self.cancelled)
        acts = row(self._in, Grow(), self._back, gap=10)
        explained, named = label(said, "muted", wrap=True), _named(words("Name"), self.name)
        self.setLayout(column(self._title, explained, named, Grow(), acts, gap=12, margins=(18, 14, 18, 14)))

    def open_for(self, name: str, title: str = "") -> None:
        """Begin, with what was typed so far; ``title`` says about whom, where it is not the usual one."""
        if title:
            self._title.setText(title)
        self.name.setText(name)
        self.name.setFocus()

    def go_on(self) -> None:
        """Enter: they are in."""
        if self.focusWidget() is self._back:
            self.cancelled.emit()
        elif self.name.text().strip():
            self.named.emit(self.name.text())
        else:
            self.name.setFocus()


def visitor_form() -> NameForm:
    """A visitor's name."""
    said = words("A visitor has no vote and no place in the quorum. The minutes give their number.")
    return NameForm(words("Visitor"), said, words("Visitor's name"), words("Visitor comes in"))


def representative_form() -> NameForm:
    """Who speaks for an organisation tonight."""
    said = words(
        "An organisation votes only through the one person it has appointed in writing. Ask for the letter: the name "
        "goes into the register as its representative from today."
    )
    return NameForm(words("Representative"), said, words("Representative's name"), words("Speaks for it"))


class EverybodyList(QFrame):
    """All arrivals of the evening, newest first."""

    picked = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._heading = label(words("Everybody tonight"), "section")
        self._back = Button(words("Back to the door"), kind="ghost", key="Esc")
        self._back.clicked.connect(self.closed)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(words("Everybody tonight"))
        head = row(self._heading, Grow(), self._back)
        self.setLayout(column(head, Grow(self._scroll), gap=6, margins=(16, 12, 8, 8)))

    def show_arrivals(self, arrivals: Sequence[Arrival]) -> None:
        """Fill the list."""
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 8, 0)
        lines.setSpacing(0)
        for arrival in arrivals:
            line = ArrivalRow(arrival, 36)
            line.picked.connect(self.picked)
            lines.addWidget(line)
        lines.addStretch(1)
        self._scroll.setWidget(inside)
        count = words("Everybody tonight ({count})").format(count=len(arrivals))
        self._heading.setText(count)


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    return field


def _named(name: str, field: QLineEdit) -> QWidget:
    caption = label(name, "small-strong")
    caption.setBuddy(field)
    held = frame("plain", column(caption, field, gap=3))
    held.setAutoFillBackground(False)
    return held
