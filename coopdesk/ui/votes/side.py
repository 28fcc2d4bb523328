"""The vote desk's side panel: the wall, the private tally, and who has not voted yet."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from coopdesk.domain.tally import Decision
from coopdesk.services.chairs_words import ChairsWords
from coopdesk.services.motion_view import NotVoted
from coopdesk.services.poll_holders import HolderWaiting
from coopdesk.services.projector import BlankSlide
from coopdesk.ui.kit.bars import Bar
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.choices import Choice, choice_disc
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.icons import IconMark
from coopdesk.ui.kit.labels import Elided, label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.rows import ListRow, RowList
from coopdesk.ui.kit.theme import current
from coopdesk.ui.projector.preview import SlidePreview
from coopdesk.ui.text import words
from coopdesk.ui.wall import WallButton, WallState

LONGEST_SAID = 150
"""Letters of the chair's words that the side panel shows; the run sheet has them all."""


TALL = 675
"""Pixels at 100 % text from which a page has room for the chair's words beside those who have not voted."""


class WallPanel(QFrame):
    """The picture on the wall, small, with its two hands: show and blank."""

    show_requested = Signal()
    blank_requested = Signal()
    counts_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._heading = label(words("On the projector"), "section")
        self._blank = WallButton(words("Blank"), icon="monitor-off", key="F7", height=32)
        self._show = WallButton(words("Show"), icon="monitor-up", key="F5", height=32)
        self._counts = Button(words("Show running counts"), icon="eye", kind="ghost", height=30)
        self.preview = SlidePreview()
        self._show.clicked.connect(self.show_requested)
        self._blank.clicked.connect(self.blank_requested)
        self._counts.clicked.connect(self.counts_requested)
        acts = row(self._show, Grow(), self._blank)
        self.setLayout(column(self._heading, self.preview, acts, self._counts, gap=8, margins=(16, 10, 16, 10)))

    def show_state(self, state: WallState) -> None:
        """Show what the wall shows."""
        self._heading.setText(words("On the projector") if state.on else words("F5 would show"))
        self.preview.show_slide(BlankSlide() if state.blanked else state.slide if state.on else state.offered)
        self._blank.set_words(words("Unblank") if state.blanked else words("Blank"))
        self._counts.set_words(words("Hide running counts") if state.counts else words("Show running counts"))

    def offer_counts(self, offered: bool) -> None:
        """Running counts are a choice only while a vote is open."""
        self._counts.setVisible(offered)


class ScriptPanel(QFrame):
    """What the chair says now, what comes next, and what to mind before it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.say = label("", wrap=True)
        self._then = label("", "medium", wrap=True)
        self._cautions = label("", "small", wrap=True)
        words_of = frame("quote", column(self.say, margins=(12, 6, 10, 6)))
        told = label(words("The chair says"), "eyebrow")
        self.setLayout(column(told, words_of, self._then, self._cautions, gap=5, margins=(16, 8, 14, 10)))

    def show_script(self, script: ChairsWords | None) -> None:
        """Show the script at this moment; hidden where there is nothing to say."""
        self.setVisible(script is not None and bool(script.say))
        if script is None:
            return
        # The motion's own words stand in full beside the panel: the script may leave them out where they are long.
        shown = script.say if len(script.say) <= LONGEST_SAID else f"{script.say[:LONGEST_SAID].rsplit(' ', 1)[0]} …"
        self.say.setText(f"“{shown}”")
        self.say.setToolTip(script.say)
        self.say.setAccessibleName(script.say)
        self._then.setText(words("Then: {then}").format(then=script.then[:1].lower() + script.then[1:]))
        self._then.setVisible(bool(script.then))
        self._cautions.setText(" ".join(script.cautions))
        self._cautions.setVisible(bool(script.cautions))


class TallyPanel(QFrame):
    """The running tally, for the operator alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._bars: dict[Choice, Bar] = {}
        self._numbers = {}
        only = label(words("only you see this"), "small")
        head = row(label(words("Running tally"), "section"), IconMark("eye-off", "muted", 16), Grow(), only)
        rows = column(head, gap=3, margins=(16, 10, 16, 10))
        names: tuple[tuple[Choice, str], ...] = (("for", "For"), ("against", "Against"), ("abstain", "Abstain"))
        for choice, text in names:
            name = label(words(text))
            name.setMinimumWidth(current().px(64))
            number = label("", "strong")
            number.setMinimumWidth(current().px(36))
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            bar = Bar(choice, 12, hatched=choice == "against")
            self._bars[choice], self._numbers[choice] = bar, number
            rows.addLayout(row(choice_disc(choice, 20), name, Grow(bar), number, gap=8))
        self._line = label("", "small", wrap=True)
        rows.addWidget(self._line)
        self.setLayout(rows)

    def told(self) -> tuple[tuple[str, ...], str]:
        """The figures and the line as they stand."""
        return tuple(each.text() for each in self._numbers.values()), self._line.text()

    def show_tally(self, decided: Decision | None) -> None:
        """Show the counts so far, with the line they would have to reach."""
        counts: dict[Choice, int] = {"for": 0, "against": 0, "abstain": 0}
        whole, needed = 1, 0
        if decided is not None:
            counts = {"for": decided.votes_for, "against": decided.against, "abstain": decided.abstain}
            whole, needed = max(decided.base_count, *counts.values(), 1), decided.needed
        for choice, count in counts.items():
            mark = needed if choice == "for" and 0 < needed <= whole and decided is not None else None
            self._bars[choice].show_count(count, whole, mark)
            self._numbers[choice].setText(f"{count:,}")
        if decided is None or decided.base_count == 0:
            self._line.setText(words("No vote counts yet."))
        else:
            said = words("The line is {needed} of {count} {base}.")
            self._line.setText(said.format(needed=needed, count=decided.base_count, base=decided.base.words))


class HoldersPanel(QFrame):
    """Those who have still to say how members vote who sent them; choosing one is as good as their card."""

    holder_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.rows = RowList(least=3)
        self.setLayout(column(label(words("Proxies to be said"), "section"), self.rows, gap=2, margins=(16, 10, 12, 8)))

    def show_holders(self, holders: tuple[HolderWaiting, ...]) -> None:
        """Show who is awaited; hidden where nobody is."""
        self.setVisible(bool(holders))
        self.rows.show_rows([self._row(each) for each in holders])

    def _row(self, holder: HolderWaiting) -> ListRow:
        count = str(len(holder.speaks_for))
        name = words("{name}, for {count}").format(name=holder.name, count=count)
        made = ListRow(Grow(Elided(holder.name)), label(count, "strong"), height=36, name=name)
        made.chosen.connect(partial(self.holder_chosen.emit, holder))
        return made


class AwaitedPanel(QFrame):
    """Whose vote is still to come, by voting card."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._count = label("", "muted")
        self._all_in = label(words("Every vote is in."), "muted", wrap=True)
        self.rows = RowList(least=1)
        head = row(label(words("Not voted yet"), "section"), self._count, Grow(), gap=10)
        self.setLayout(column(head, self._all_in, Grow(self.rows), gap=2, margins=(16, 10, 12, 8)))

    def show_awaited(self, awaited: tuple[NotVoted, ...], count: int) -> None:
        """Show those with the lowest card numbers first."""
        self._count.setText(str(count) if count else "")
        self._all_in.setVisible(count == 0)
        self.rows.show_rows([_awaited_row(each) for each in awaited[:24]])


def _awaited_row(person: NotVoted) -> ListRow:
    card = label(str(person.voting_card or ""), "muted")
    card.setMinimumWidth(current().px(30))
    card.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return ListRow(card, Grow(Elided(person.name)), height=32)
