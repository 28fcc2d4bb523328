"""A ballot on paper: one key for each paper from the box, and the papers that were given out accounted for."""

from functools import partial
from typing import Literal

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from coopdesk.services.motion_view import VotingView
from coopdesk.services.paper_accounts import PapersView
from coopdesk.ui.kit.banner import NoticeBanner
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.choices import Choice, ChoiceButton
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.labels import label, set_ink
from coopdesk.ui.kit.layouts import Grow, Item, column, row
from coopdesk.ui.kit.pills import Pill
from coopdesk.ui.kit.theme import current
from coopdesk.ui.text import words
from coopdesk.ui.votes.recorded import CHOICE_WORDS

KEYS: dict[str, str] = {"F": "for", "A": "against", "B": "abstain", "S": "spoilt"}
_CHOICES: tuple[tuple[str, Choice], ...] = (("F", "for"), ("A", "against"), ("B", "abstain"))
_ACCOUNT = (("issued", "Issued"), ("returned", "Returned unused"), ("missing", "Missing"))


class PapersVote(QFrame):
    """F, A, B or S enters one paper and the next may follow; how they fall is seen by nobody before the close."""

    paper_entered = Signal(str)
    account_requested = Signal(int, int, int)
    undo_requested = Signal()
    close_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "plain")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words("Papers from the box: F for, A against, B abstain, S spoilt"))
        self._account_shown: tuple[int | None, ...] = ()
        self._title = label("", "section", wrap=True)
        self._about = label("", "muted", wrap=True)
        self.entered = label("", "number")
        self._of = label("", "lead", wrap=True)
        self.problem = NoticeBanner("warning", "triangle-alert", "")
        self.problem.hide()
        self.undo = Button(words("Take back the last"), icon="undo-2", key="Ctrl Z", height=52)
        self.close_vote = Button(words("Close the ballot"), icon="lock", key="F8", height=52)
        self.undo.clicked.connect(self.undo_requested)
        self.close_vote.clicked.connect(self.close_requested)
        acts = row(self.close_vote, self.undo, Grow(), gap=12)
        self.setLayout(column(self._head(), self.problem, self._keys(), self._account(), Grow(), acts, gap=14))

    def _head(self) -> QFrame:
        top = row(Pill(words("Secret ballot on paper"), "info", "lock"), Grow(self._about), gap=12)
        counted = row(self.entered, Grow(self._of), gap=9)
        return frame("card", column(top, self._title, counted, gap=6, margins=(16, 12, 16, 12)))

    def _keys(self) -> QFrame:
        buttons = []
        for key, choice in _CHOICES:
            button = ChoiceButton(choice, words(CHOICE_WORDS[choice]), key)
            button.clicked.connect(partial(self._on_choice, choice))
            buttons.append(Grow(button))
        spoilt = Button(words("Spoilt"), icon="x", key="S", height=52)
        spoilt.clicked.connect(partial(self._on_choice, "spoilt"))
        said = label(
            words("One key for each paper from the box. How they fall is shown after the close."), "muted", wrap=True
        )
        return frame("soft", column(said, row(*buttons, spoilt, gap=12), gap=10, margins=(16, 12, 16, 14)))

    def _account(self) -> QFrame:
        self._fields: dict[str, QLineEdit] = {}
        figures = QRegularExpressionValidator(QRegularExpression("[0-9]{0,7}"), self)
        parts: list[Item] = []
        for name, caption in _ACCOUNT:
            field = QLineEdit()
            field.setAccessibleName(words(caption))
            field.setValidator(figures)
            field.setMaximumWidth(current().px(110))
            field.returnPressed.connect(self._on_account)
            self._fields[name] = field
            parts += [label(words(caption), "muted"), field]
        self.keep = Button(words("Keep the account"), icon="check", height=36)
        self.keep.clicked.connect(self._on_account)
        self.balance = label("", "medium", wrap=True)
        rows = column(row(*parts, self.keep, Grow(), gap=10), self.balance, gap=8, margins=(16, 12, 16, 14))
        return frame("card", rows)

    def field(self, name: str) -> QLineEdit:
        """The field of one figure of the account: issued, returned or missing."""
        return self._fields[name]

    def first_field(self) -> QWidget:
        """Where the keys work: not in a field, which would take the letters, nor on a button that may be off."""
        return self

    def show_voting(self, view: VotingView) -> None:
        """Show how many papers are entered and whether they come out."""
        motion, count, papers = view.motion, view.motion.current, view.papers
        assert count is not None
        assert papers is not None
        self._about.setText(motion.rule.title)
        self._title.setText(words("Motion {number}: {title}").format(number=motion.number, title=motion.title))
        self.entered.setText(f"{papers.entered:,}")
        self._of.setText(words("papers entered; {count} members may vote").format(count=count.electors))
        self.undo.setEnabled(papers.entered > 0)
        account = (motion.number, count.attempt, papers.issued, papers.returned, papers.missing)
        if account != self._account_shown:
            # Figures being typed stay while papers are entered.
            self._account_shown = account
            for name, field in self._fields.items():
                kept = getattr(papers, name)
                field.setText("" if kept is None else str(kept))
        self._show_balance(papers)

    def _show_balance(self, papers: PapersView) -> None:
        ink: Literal["success", "error"] | None = None
        if papers.issued is None:
            said = words("Say how many papers were given out, returned and missing.")
        else:
            found = papers.entered + (papers.returned or 0) + (papers.missing or 0)
            said = words("{issued} issued, {found} accounted for.").format(issued=papers.issued, found=found)
            ink = "success" if papers.balanced else "error"
        self.balance.setText(said)
        set_ink(self.balance, ink)
        self.close_vote.set_kind("primary" if papers.balanced else "plain")
        self.close_vote.refuse("" if papers.balanced else words("The papers do not come out yet."))

    def press(self, key: str) -> bool:
        """F, A, B or S enters a paper."""
        focus = self.focusWidget()
        if key not in KEYS or (isinstance(focus, QLineEdit) and focus.hasFocus()):
            return False
        self.paper_entered.emit(KEYS[key])
        return True

    def refuse(self, sentence: str) -> None:
        """A refusal beside the papers it is about."""
        self.problem.show_notice("warning", "triangle-alert", sentence)
        self.problem.setVisible(bool(sentence))

    def _on_choice(self, choice: str, _checked: bool = False) -> None:
        self.paper_entered.emit(choice)

    def _on_account(self) -> None:
        figures = [int(self._fields[name].text() or 0) for name, _ in _ACCOUNT]
        self.account_requested.emit(*figures)
