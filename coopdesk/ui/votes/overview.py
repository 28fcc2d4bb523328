"""All motions with their states, one under another, and what stands there before there is a motion."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from coopdesk.assets import IconName
from coopdesk.domain.motions import MotionState
from coopdesk.domain.tally import Outcome
from coopdesk.services.motion_view import MotionView, next_to_put
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.labels import Elided, label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.pills import Pill
from coopdesk.ui.kit.rows import ListRow
from coopdesk.ui.kit.theme import Tone, current
from coopdesk.ui.text import words

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
    proxies_requested = Signal()

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
        self.proxies = Button(words("Proxies"), icon="users", key="Alt X")
        self.proxies.clicked.connect(self.proxies_requested)
        head = row(label(words("Motions"), "section"), Grow(), self.proxies, self.add)
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
        kind = label(kind_of(motion), "muted")
        name = f"{motion.number}, {motion.title}, {words(text)}"
        pill = Pill(words(text), tone, icon, small=True)
        return ListRow(number, Grow(Elided(motion.title)), kind, pill, height=40, name=name)


def kind_of(motion: MotionView) -> str:
    """What sort of motion it is: by the rules, or by the motion it is about."""
    if motion.debate.amends:
        return words("Amends motion {number}").format(number=motion.debate.amends)
    if motion.debate.about:
        return words("On motion {number}").format(number=motion.debate.about)
    return motion.rule.title


def first_to_do(motions: Sequence[MotionView]) -> int:
    """The motion the page is about: one to be declared, else the next to be put, else the last."""
    for motion in motions:
        if motion.state is MotionState.CLOSED:
            return motion.number
    following = next_to_put(motions)
    return motions[-1].number if following is None else following.number
