"""Hands or cards: the tellers' figures, which cannot exceed the room; cards that were given out all come back."""

from dataclasses import dataclass

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit

from coopdesk.domain.motions import VoteMethod
from coopdesk.domain.refusals import Refusal
from coopdesk.domain.tally import Counts, Decision
from coopdesk.services.hands import TellersView
from coopdesk.services.motion_view import VotingView
from coopdesk.ui.kit.banner import NoticeBanner
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.choices import Choice, choice_disc
from coopdesk.ui.kit.frames import frame, hairline
from coopdesk.ui.kit.icons import IconMark
from coopdesk.ui.kit.labels import label, set_ink
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.pills import Pill
from coopdesk.ui.kit.theme import current
from coopdesk.ui.text import refusal_text, words
from coopdesk.ui.votes.recorded import CHOICE_WORDS
from coopdesk.ui.votes.tellers import TellersBar

_ORDER: tuple[Choice, ...] = ("for", "against", "abstain")


@dataclass(frozen=True, slots=True)
class Figures:
    """What is typed: the counts, cards not raised, and whose figures they are (0 for one count)."""

    counts: Counts
    kept: int = 0
    teller: int = 0


class HandsVote(QFrame):
    """Three figures, their sum against the room, and one next act: keep the figures, then close the vote."""

    record_requested = Signal(object)
    weigh_requested = Signal(object)
    close_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "plain")
        self._most = 0
        self._recorded: Counts | None = None
        self._count = (0, 0)
        self._typing = False
        self._agreed = False
        self._cards = False
        self._fields: dict[Choice, QLineEdit] = {}
        self.tellers = TellersBar()
        self.tellers.teller_chosen.connect(self._on_teller)
        self._title = label("", "section", wrap=True)
        self._about = label("", "muted", wrap=True)
        self._rule = label("", "medium", wrap=True)
        self._limit = label("", "muted", wrap=True)
        self.problem = NoticeBanner("error", "triangle-alert", "")
        self.problem.hide()
        self.record = Button(words("Keep these figures"), icon="check", key="Enter", kind="primary", height=52)
        self.close_vote = Button(words("Close vote"), icon="lock", key="F8", height=52)
        self.record.clicked.connect(self._on_record)
        self.close_vote.clicked.connect(self.close_requested)
        acts = row(self.record, self.close_vote, Grow(), gap=12)
        self.setLayout(column(self._head(), self.tellers, self.problem, self._figures(), Grow(), acts, gap=14))

    def _head(self) -> QFrame:
        rule = row(IconMark("scale", "muted", 18), Grow(self._rule))
        limit = row(IconMark("users", "muted", 18), Grow(self._limit))
        self._pill = Pill(words("Counting hands"), "info", "hand")
        top = row(self._pill, Grow(self._about), gap=12)
        return frame("card", column(top, self._title, rule, limit, gap=6, margins=(16, 12, 16, 12)))

    def _figures(self) -> QFrame:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        figures = QRegularExpressionValidator(QRegularExpression("[0-9]{0,7}"), self)
        for at, choice in enumerate(_ORDER):
            field = self._field(words("Hands {choice}").format(choice=words(CHOICE_WORDS[choice]).lower()), figures)
            self._fields[choice] = field
            grid.addWidget(choice_disc(choice, 30), at, 0)
            grid.addWidget(label(words(CHOICE_WORDS[choice]), "strong"), at, 1)
            grid.addWidget(field, at, 2)
        self.kept = self._field(words("Cards not raised"), figures)
        self._kept_label = label(words("Not raised"), "strong")
        grid.addWidget(self._kept_label, len(_ORDER), 1)
        grid.addWidget(self.kept, len(_ORDER), 2)
        grid.setColumnStretch(3, 1)
        self._sum = label("", "strong")
        self._within = label("", wrap=True)
        self._counted = label(words("Hands counted"), "muted")
        total = row(self._counted, 12, self._sum, 12, Grow(self._within))
        return frame("card", column(grid, hairline(), total, gap=12, margins=(16, 14, 16, 14)))

    def _field(self, name: str, figures: QRegularExpressionValidator) -> QLineEdit:
        field = QLineEdit()
        field.setProperty("role", "figure")
        field.setAccessibleName(name)
        field.setValidator(figures)
        field.setMaximumWidth(current().px(170))
        field.textEdited.connect(self._on_typed)
        return field

    def first_field(self) -> QLineEdit:
        """Where the count begins."""
        return self._fields["for"]

    def field(self, choice: Choice) -> QLineEdit:
        """The field of one choice."""
        return self._fields[choice]

    def show_voting(self, view: VotingView) -> None:
        """Show the motion and the figures on record; figures being typed stay."""
        motion, count = view.motion, view.motion.current
        assert count is not None
        attempt = words("first count") if count.attempt == 1 else words("count {number}").format(number=count.attempt)
        self._about.setText(f"{motion.rule.title}  ·  {count.method.words.lower()}  ·  {attempt}")
        self._cards = count.method is VoteMethod.CARDS
        self._pill.show_state(words("Counting cards" if self._cards else "Counting hands"), "info", "hand")
        for part in (self.kept, self._kept_label):
            part.setVisible(self._cards)
        self._title.setText(words("Motion {number}: {title}").format(number=motion.number, title=motion.title))
        counted = words("Abstentions are not counted.") if motion.rule.base.value == "cast" else ""
        self._rule.setText(
            words("Carried by {rule}. {counted}").format(rule=motion.rule.words, counted=counted).strip()
        )
        self._most = count.electors
        most = words("{count} cards were given out." if self._cards else "{count} votes in the room at most.")
        self._limit.setText(most.format(count=count.electors))
        self._counted.setText(words("Cards accounted for" if self._cards else "Hands counted"))
        if self._count != (motion.number, count.attempt):
            self._clear()
            self._count = (motion.number, count.attempt)
        self._recorded = view.here
        self._show_tellers(view.tellers)
        if self.figures() == view.here:
            self._typing = False
        if not self._typing and (self.tellers.teller == 0 or self._agreed):
            self._fill(view.here)
        self._show_sum()

    def _show_tellers(self, seen: TellersView | None) -> None:
        self.tellers.show_tellers(seen)
        agreed = seen is not None and seen.agreed
        if agreed and not self._agreed:
            self._typing = False
        self._agreed = agreed

    def teller_kept(self) -> None:
        """One teller's figures are kept: they go from the screen, and the other's come next."""
        self._typing = False
        for field in (*self._fields.values(), self.kept):
            field.setText("")
        self.tellers.choose(3 - self.tellers.teller)
        self.first_field().setFocus()

    def refuse(self, sentence: str) -> None:
        """A refusal beside the figures it is about."""
        self.problem.show_notice("error", "triangle-alert", sentence)
        self.problem.setVisible(bool(sentence))

    def show_would(self, answer: Decision | Refusal) -> None:
        """Impossible figures are said while they are typed; possible ones are shown at the side."""
        if isinstance(answer, Refusal):
            self.refuse(refusal_text(answer))

    def figures(self) -> Counts:
        """The figures as typed; an empty field is nought."""
        found = [int(self._fields[choice].text() or 0) for choice in _ORDER]
        return Counts(*found)

    def kept_cards(self) -> int:
        """Cards that were given out and not raised, as typed."""
        return int(self.kept.text() or 0) if self._cards else 0

    def go_on(self) -> None:
        """Enter: to the next figure, and from the last to the record."""
        order = [self._fields[choice] for choice in _ORDER] + ([self.kept] if self._cards else [])
        now = self.focusWidget()
        if now is self.close_vote:
            self.close_requested.emit()
        elif now in order[:-1] and isinstance(now, QLineEdit):
            order[order.index(now) + 1].setFocus()
        else:
            self._on_record()

    def recorded(self) -> bool:
        """True once the figures shown are the figures on record."""
        return self._recorded is not None and self.figures() == self._recorded and not self._typing

    def _clear(self) -> None:
        for field in self._fields.values():
            # Not clear(): that Ctrl+Z takes back, and the figures of another count would stand here.
            field.setText("")
        self.kept.setText("")
        self.tellers.choose(0)
        self._agreed = False
        self._recorded = None
        self._typing = False
        self.problem.hide()

    def _fill(self, counts: Counts | None) -> None:
        if counts is None:
            for field in self._fields.values():
                field.setText("")
            return
        values = {"for": counts.votes_for, "against": counts.against, "abstain": counts.abstain}
        for choice, field in self._fields.items():
            field.setText(str(values[choice]))

    def _show_sum(self) -> None:
        given = self.figures().given + self.kept_cards()
        over = given > self._most
        typed = any(field.text() for field in (*self._fields.values(), self.kept))
        short = self._cards and typed and given < self._most
        self._sum.setText(words("{given} of {most}").format(given=given, most=self._most))
        limit = words("{count} over the room: count again").format(count=given - self._most)
        one = self._most - given == 1
        missing = words("1 card is missing" if one else "{count} cards are missing").format(count=self._most - given)
        self._within.setText(limit if over else missing if short else words("within the limit"))
        for part in (self._sum, self._within):
            set_ink(part, "error" if over or short else "success" if part is self._within else None)
        for field in self._fields.values():
            set_ink(field, "error" if over else None)
        done = self.recorded()
        why = limit if over else missing if short and typed else "" if typed else words("Type the figures first.")
        self.record.refuse(why)
        self.record.set_kind("plain" if done else "primary")
        self.close_vote.set_kind("primary" if done else "plain")
        self.close_vote.refuse("" if done else words("Keep the figures first."))

    def _on_typed(self, _text: str) -> None:
        self.problem.hide()
        self._typing = True
        self._show_sum()
        figures = self.figures()
        if figures.given <= self._most and self.tellers.teller == 0:
            self.weigh_requested.emit(figures)

    def _on_record(self) -> None:
        if self.record.isEnabled() and not self.recorded():
            self.record_requested.emit(Figures(self.figures(), self.kept_cards(), self.tellers.teller))

    def _on_teller(self, _teller: int) -> None:
        self._typing = False
        for field in (*self._fields.values(), self.kept):
            field.setText("")
        if self.tellers.teller == 0:
            self._fill(self._recorded)
        self._show_sum()
        self.first_field().setFocus()
