"""All motions with their states, and the one chosen: its text, its result, and what can be done about it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from coopdesk.assets import IconName
from coopdesk.domain.clock import hour
from coopdesk.domain.members import display_number
from coopdesk.domain.motions import MotionState, VoteMethod
from coopdesk.domain.tally import Decision, Outcome
from coopdesk.services.motion_view import MotionView
from coopdesk.services.vote_desk import VotesView
from coopdesk.ui.kit.banner import NoticeBanner
from coopdesk.ui.kit.bars import Bar
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.choices import Choice, choice_disc
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.labels import Elided, label, set_ink
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.pills import Pill
from coopdesk.ui.kit.rows import ListRow
from coopdesk.ui.kit.scrolling import Scrolled
from coopdesk.ui.kit.theme import Tone, current
from coopdesk.ui.text import words
from coopdesk.ui.votes.ways import WAY_ICONS, WAY_WORDS, WaysButton

State = tuple[str, Tone, IconName]

_STATES: dict[MotionState, State] = {
    MotionState.DRAFT: ("To come", "neutral", "circle-dashed"),
    MotionState.OPEN: ("Voting open", "info", "lock-open"),
    MotionState.CLOSED: ("To be declared", "warning", "gavel"),
    MotionState.WITHDRAWN: ("Withdrawn", "neutral", "undo-2"),
}


def state_of(motion: MotionView) -> State:
    """Where a motion stands, as word, tone and icon."""
    found = motion.result
    if motion.state is MotionState.DECLARED and found is not None and found.decision is not None:
        if found.decision.outcome is Outcome.UNDECIDED:
            return ("To be confirmed", "warning", "hourglass")
        carried = found.decision.outcome is Outcome.CARRIED
        return ("Carried", "success", "circle-check") if carried else ("Lost", "error", "circle-x")
    if motion.debate.set_aside:
        return (motion.debate.set_aside.capitalize(), "neutral", "undo-2")
    return _STATES[motion.state]


ROWS = 4
ROWS_FOLDED = 2
"""Motions to be seen at once above the chosen one; the rest are scrolled to."""


class NothingYet(QFrame):
    """What stands there before there is a motion: one sentence, one button."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._said = label("", "lead", wrap=True)
        self.begin = Button(words("Add a motion"), icon="plus", key="Ctrl N", kind="primary", height=52)
        self.setLayout(column(self._said, row(self.begin, Grow()), Grow(), gap=14, margins=(20, 18, 20, 18)))

    def show_missing(self, *, meeting: bool) -> None:
        """Say what is missing: a meeting, or its first motion."""
        if meeting:
            self._said.setText(words("No meeting has been called yet. Call one, then its motions come here."))
            self.begin.set_words(words("Call a meeting"))
        else:
            self._said.setText(
                words("This meeting has no motion yet. Add the first; it can be changed until it is put.")
            )
            self.begin.set_words(words("Add a motion"))


class MotionList(QFrame):
    """Every motion in order; choosing one shows it below."""

    chosen = Signal(int)
    add_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.add = Button(words("Add a motion"), icon="plus", key="Ctrl N")
        self.add.clicked.connect(self.add_requested)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(words("Motions"))
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = row(label(words("Motions"), "section"), Grow(), self.add)
        self.setLayout(column(head, Grow(self._scroll), gap=6, margins=(16, 10, 12, 8)))

    def show_motions(self, motions: Sequence[MotionView], chosen: int) -> None:
        """Replace the rows; the chosen one is tinted."""
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 4, 0)
        rows.setSpacing(0)
        tinted = None
        for motion in motions:
            made = self._row(motion)
            made.set_chosen(motion.number == chosen)
            made.chosen.connect(partial(self.chosen.emit, motion.number))
            rows.addWidget(made)
            tinted = made if motion.number == chosen else tinted
        rows.addStretch(1)
        self._scroll.setWidget(inside)
        # What is said of the chosen motion matters more than the length of the list above it.
        seen = min(len(motions), ROWS_FOLDED if current().folded else ROWS)
        self._scroll.setFixedHeight(seen * inside.sizeHint().height() // max(len(motions), 1))
        if tinted is not None:
            inside.resize(inside.sizeHint())
            self._scroll.ensureWidgetVisible(tinted, 0, 0)

    def _row(self, motion: MotionView) -> ListRow:
        text, tone, icon = state_of(motion)
        number = label(str(motion.number), "muted")
        number.setMinimumWidth(current().px(24))
        kind = label(motion.rule.title, "muted")
        name = f"{motion.number}, {motion.title}, {words(text)}"
        pill = Pill(words(text), tone, icon, small=True)
        return ListRow(number, Grow(Elided(motion.title)), kind, pill, height=40, name=name)


class ResultBars(QWidget):
    """For, Against and Abstain with the line that had to be reached."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: dict[Choice, Bar] = {}
        self._numbers = {}
        parts = column(gap=2)
        names: tuple[tuple[Choice, str], ...] = (("for", "For"), ("against", "Against"), ("abstain", "Abstain"))
        for choice, text in names:
            bar = Bar(choice, 12, hatched=choice == "against")
            number = label("", "strong")
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            name = label(words(text))
            name.setMinimumWidth(current().px(70))
            number.setMinimumWidth(current().px(44))
            self._bars[choice], self._numbers[choice] = bar, number
            parts.addLayout(row(choice_disc(choice, 20), name, Grow(bar), number, gap=10))
        self.setLayout(parts)

    def show_decision(self, decided: Decision) -> None:
        """Draw a decision's counts against its own base."""
        counts: dict[Choice, int] = {
            "for": decided.votes_for,
            "against": decided.against,
            "abstain": decided.abstain,
        }
        whole = max(decided.base_count, *counts.values(), 1)
        for choice, count in counts.items():
            mark = decided.needed if choice == "for" and decided.needed <= whole else None
            self._bars[choice].show_count(count, whole, mark)
            self._numbers[choice].setText(f"{count:,}")


class MotionDetail(QFrame):
    """The chosen motion: words, people, result, and exactly one filled button."""

    put_requested = Signal(str)
    declare_requested = Signal(str)
    recount_requested = Signal(str)
    withdraw_requested = Signal()
    edit_requested = Signal()
    run_sheet_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "lit")
        self._ready = False
        self._title = label("", "section", wrap=True)
        self._pill = Pill("", "neutral")
        self._about = label("", "muted", wrap=True)
        self._text = label("", "lead", wrap=True)
        self._bars = ResultBars()
        self.outcome = label("", "heading")
        self.sentence = label("", "medium", wrap=True)
        self._earlier = label("", "small", wrap=True)
        self._effect = label("", "muted", wrap=True)
        self.problem = NoticeBanner("warning", "triangle-alert", "")
        self.problem.hide()
        head = row(Grow(self._title), self._pill, gap=12)
        body = column(
            self._about, self._bars, self.outcome, self.sentence, self._effect, self._earlier, self._text, Grow(),
            gap=7, margins=(0, 0, 8, 0),
        )  # fmt: skip
        foot = self._buttons()
        scroll = Scrolled(body, words("The motion"))
        self.setLayout(column(head, Grow(scroll), self.problem, foot, gap=8, margins=(16, 12, 16, 14)))

    def _buttons(self) -> QFrame:
        self.put = Button(words("Put by show of hands"), icon="hand", key="F8", kind="primary", height=52)
        self.put_other = Button(words("Put as a recorded vote"), icon="id-card", height=52)
        self.declare = Button(words("Declare the result"), icon="gavel", key="F8", kind="primary", height=52)
        self.casting_for = Button(words("Casting vote: for"), icon="check", kind="primary", height=52)
        self.casting_against = Button(words("Casting vote: against"), icon="x", height=52)
        self.back = Button(words("Back to the run sheet"), icon="list-checks", kind="primary", height=52)
        self.edit = Button(words("Edit"), icon="pencil", height=52)
        self.recount = Button(words("Recount"), icon="rotate-ccw", height=52)
        self.recorded = Button(words("Recorded vote"), icon="id-card", height=52)
        self.withdraw = Button(words("Withdraw"), icon="undo-2", kind="ghost", height=52)
        self.put.clicked.connect(self._on_put)
        self.put_other.clicked.connect(self._on_put_other)
        self.ways = WaysButton()
        self.ways.chosen.connect(self.put_requested)
        self.poll = Button(words("Call a poll"), icon="vote", height=52)
        self.poll.clicked.connect(self._on_poll)
        self.declare.clicked.connect(partial(self._on_declare, ""))
        self.casting_for.clicked.connect(partial(self._on_declare, "for"))
        self.casting_against.clicked.connect(partial(self._on_declare, "against"))
        self.back.clicked.connect(self.run_sheet_requested)
        self.edit.clicked.connect(self.edit_requested)
        self.recount.clicked.connect(partial(self._on_recount, ""))
        self.recorded.clicked.connect(partial(self._on_recount, VoteMethod.RECORDED.value))
        self.withdraw.clicked.connect(self.withdraw_requested)
        first = (
            self.put, self.put_other, self.ways, self.declare, self.casting_for, self.casting_against, self.back,
            self.poll,
        )  # fmt: skip
        return frame("plain", row(*first, Grow(), self.recorded, self.recount, self.edit, self.withdraw, gap=10))

    def primary(self) -> Button | None:
        """The filled button that is to be seen, if any."""
        for each in (self.put, self.declare, self.casting_for, self.back):
            if not each.isHidden() and each.isEnabled():
                return each
        return None

    def show_motion(self, motion: MotionView, view: VotesView) -> None:
        """Show a motion that is not being voted on."""
        text, tone, icon = state_of(motion)
        self._title.setText(words("Motion {number}: {title}").format(number=motion.number, title=motion.title))
        self._pill.show_state(words(text), tone, icon)
        self._about.setText(_about(motion))
        self._text.setText(motion.text)
        self._show_result(motion)
        self._default = view.default_method
        self._other = VoteMethod.RECORDED if self._default is VoteMethod.HANDS else VoteMethod.HANDS
        for button, way in ((self.put, self._default), (self.put_other, self._other)):
            button.set_words(words(WAY_WORDS[way]))
            button.set_icon(WAY_ICONS[way])
        self.ways.offer(tuple(way for way in WAY_WORDS if way not in (self._default, self._other)))
        self._show_buttons(motion, view)
        self.refuse(view.poll_advice.get(motion.number, ""))

    def _show_result(self, motion: MotionView) -> None:
        found = motion.result
        decided = found.decision if found is not None else None
        for part in (self._bars, self.outcome, self.sentence):
            part.setVisible(decided is not None)
        self._effect.hide()
        earlier = [count for count in motion.counts if count is not found and count.counts is not None]
        said = [
            words("Count {number}: {for_} for, {against} against, {abstain} abstaining.").format(
                number=count.attempt, for_=count.counts.votes_for, against=count.counts.against,
                abstain=count.counts.abstain,
            )
            for count in earlier if count.counts is not None and not count.void
        ]  # fmt: skip
        given_up = words("Count {number} was given up: {reason}.")
        said += [given_up.format(number=each.attempt, reason=each.void) for each in motion.counts if each.void]
        self._earlier.setText(" ".join(said))
        self._earlier.setVisible(bool(said))
        if decided is None or found is None:
            return
        self._bars.show_decision(decided)
        declared = found.declared_at is not None
        outcome = decided.outcome
        tie = words("Tied: the chair has a casting vote")
        if decided.awaiting == "confirmation":
            tie = words("To be declared passed, awaiting confirmation")
        would = words("To be declared {outcome}").format(outcome=outcome.value)
        shown = words("AWAITING CONFIRMATION") if decided.awaiting == "confirmation" else outcome.value.upper()
        self.outcome.setText(shown if declared else tie if outcome is Outcome.UNDECIDED else would)
        set_ink(self.outcome, "success" if outcome is Outcome.CARRIED else "error" if declared else None)
        self.sentence.setText(decided.sentence)
        effect = motion.debate.standing.sentence
        if not effect and declared and outcome is Outcome.CARRIED:
            effect = motion.rule.effect
        self._effect.setText(effect)
        self._effect.setVisible(bool(effect))

    def _show_buttons(self, motion: MotionView, view: VotesView) -> None:
        draft, closed = motion.state is MotionState.DRAFT, motion.state is MotionState.CLOSED
        found = motion.result
        tied = closed and found is not None and found.decision is not None
        tied = tied and found.decision.awaiting == "casting"  # type: ignore[union-attr]
        over = view.meeting.closed_at is not None
        self.put.setVisible(draft)
        self.put_other.setVisible(draft)
        self.put.refuse(view.cannot_put)
        self.put_other.refuse(view.cannot_put)
        self.ways.setVisible(draft)
        self.ways.refuse(view.cannot_put)
        by_figures = found is not None and found.method.by_figures
        self.poll.setVisible(by_figures and not over and motion.state in (MotionState.CLOSED, MotionState.DECLARED))
        self.poll.refuse(view.cannot_put)
        self.edit.setVisible(draft and not over)
        self.withdraw.setVisible(draft and not over)
        self.declare.setVisible(closed and not tied)
        self.casting_for.setVisible(tied)
        self.casting_against.setVisible(tied)
        self.recount.setVisible((closed or motion.state is MotionState.DECLARED) and not over)
        self.recount.refuse(view.cannot_put)
        # Hands that are doubted are counted by cards; the casting votes of a tie need the room.
        by_hands = found is not None and found.method.by_figures
        self.recorded.setVisible(by_hands and not tied and not self.recount.isHidden())
        self.recorded.refuse(view.cannot_put)
        self.back.setVisible(motion.state in (MotionState.DECLARED, MotionState.WITHDRAWN))

    def refuse(self, sentence: str) -> None:
        """A refusal, where it was asked for."""
        self.problem.show_notice("warning", "triangle-alert", sentence)
        self.problem.setVisible(bool(sentence))

    def _on_put(self) -> None:
        self.put_requested.emit(self._default.value)

    def _on_poll(self) -> None:
        self.put_requested.emit(VoteMethod.POLL.value)

    def _on_put_other(self) -> None:
        self.put_requested.emit(self._other.value)

    def _on_recount(self, method: str, _checked: bool = False) -> None:
        self.recount_requested.emit(method)

    def _on_declare(self, casting: str, _checked: bool = False) -> None:
        self.declare_requested.emit(casting)


def _about(motion: MotionView) -> str:
    people = []
    for verb, (name, number) in ((words("moved by"), motion.proposer), (words("seconded by"), motion.seconder)):
        if name:
            people.append(f"{verb} {name} ({display_number(number)})")
    rule = words("{kind}: {rule}").format(kind=motion.rule.title, rule=motion.rule.words)
    found = motion.result
    when = found.declared_at if found is not None else None
    declared = words("declared {hour}").format(hour=hour(when)) if when is not None else ""
    method = found.method.words.lower() if found is not None else ""
    return "  ·  ".join(part for part in (rule, *people, method, declared) if part)


def first_to_do(motions: Sequence[MotionView]) -> int:
    """The motion the page is about: one to be declared, else the next to be put, else the last."""
    for wanted in (MotionState.CLOSED, MotionState.DRAFT):
        for motion in motions:
            if motion.state is wanted:
                return motion.number
    return motions[-1].number
