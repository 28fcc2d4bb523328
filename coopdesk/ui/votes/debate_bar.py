"""What can be done about a motion besides putting it: a line of letters, each with its key."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from coopdesk.domain.motions import MotionState, VoteMethod
from coopdesk.services.motion_view import MotionView
from coopdesk.services.vote_desk import VotesView
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.text import words

_WISHES = (
    ("amend", "Amend", "M"),
    ("slip", "Correct a slip", "S"),
    ("procedure", "Procedure", "P"),
    ("divide", "Divide", "D"),
    ("save", "Edit", "E"),
    ("void", "Make void", "V"),
    ("withdraw", "Withdraw", "W"),
    ("corrigendum", "Corrigendum", "C"),
)
"""What opens a form: the wish, the button's words, its key."""


class DebateBar(QFrame):
    """``form_requested(wish)`` for what is written in a form; ``recount_requested(method)``, "" for the same way."""

    form_requested = Signal(str)
    recount_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "plain")
        self._buttons: dict[str, Button] = {}
        self._keys: dict[str, Button] = {}
        for wish, text, key in _WISHES:
            button = Button(words(text), key=key, kind="ghost")
            button.clicked.connect(partial(self._on_wish, wish))
            self._buttons[wish] = self._keys[key] = button
        self.recount = Button(words("Recount"), icon="rotate-ccw", kind="ghost")
        self.recorded = Button(words("Recorded vote"), icon="id-card", kind="ghost")
        self.recount.clicked.connect(partial(self._on_recount, ""))
        self.recorded.clicked.connect(partial(self._on_recount, VoteMethod.RECORDED.value))
        self._note = label("", "small", wrap=True)
        self.setLayout(
            column(self._note, row(*self._buttons.values(), self.recount, self.recorded, Grow(), gap=4), gap=4)
        )

    def button(self, wish: str) -> Button:
        """The button of a wish."""
        return self._buttons[wish]

    def press(self, key: str) -> bool:
        """A letter: the form of its wish, where that is offered."""
        button = self._keys.get(key)
        if button is None or button.isHidden() or not button.isEnabled():
            return False
        button.click()
        return True

    def show_motion(self, motion: MotionView, view: VotesView) -> None:
        """Offer what this motion's state and the rules allow."""
        over = view.meeting.closed_at is not None
        draft = motion.state is MotionState.DRAFT and not over
        closed = motion.state is MotionState.CLOSED and not over
        of_its_own = not motion.debate.amends and not motion.debate.about
        offered = {
            "amend": draft and of_its_own and motion.rule.amendable,
            "slip": draft and of_its_own and not motion.rule.amendable,
            "procedure": draft and not motion.debate.about,
            "divide": draft and of_its_own and motion.rule.amendable,
            "save": draft and of_its_own,
            "void": closed,
            "withdraw": draft,
            "corrigendum": over and motion.state is MotionState.DECLARED,
        }
        for wish, button in self._buttons.items():
            button.setVisible(offered[wish])
        found = motion.result
        again = (closed or motion.state is MotionState.DECLARED) and not over
        tied = found is not None and found.decision is not None and found.decision.awaiting == "casting"
        self.recount.setVisible(again)
        # Hands that are doubted are counted by cards; the casting votes of a tie need the room.
        self.recorded.setVisible(again and found is not None and found.method.by_figures and not (closed and tied))
        for button in (self.recount, self.recorded):
            button.refuse(view.cannot_put)
        fixed = draft and of_its_own and not motion.rule.amendable
        self._note.setText(words("Members had notice of these very words: they may not be amended.") if fixed else "")
        self._note.setVisible(fixed)
        self.setVisible(any(offered.values()) or again)

    def _on_wish(self, wish: str, _checked: bool = False) -> None:
        self.form_requested.emit(wish)

    def _on_recount(self, method: str, _checked: bool = False) -> None:
        self.recount_requested.emit(method)
