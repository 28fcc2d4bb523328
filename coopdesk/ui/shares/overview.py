"""Beside the ledger: how capital and membership grew, the year so far."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from coopdesk.assets import IconName
from coopdesk.domain.clock import day_words
from coopdesk.domain.money import pounds
from coopdesk.domain.statement import Statement
from coopdesk.services.growth import GrowthPoint
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.icons import IconMark
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.pills import Pill
from coopdesk.ui.kit.plot import LinePlot
from coopdesk.ui.text import words


def brief_pounds(pence: int) -> str:
    """A sum for the edge of a plot: "£500", "£20k", "£1.5m" without its pence."""
    for size, sign in ((100_000_000, "m"), (100_000, "k")):
        if pence >= size:
            whole, part = divmod(pence * 10 // size, 10)
            return f"£{whole}{f'.{part}' if part else ''}{sign}"
    return pounds(pence)


def member_words(count: int) -> str:
    """ "1 member", "412 members"."""
    return words("1 member") if count == 1 else words("{} members").format(f"{count:,}")


class GrowthCard(QFrame):
    """Two lines over one axis of years: money above, people below, each with its own scale."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._span = label("", "small")
        self.capital = LinePlot(words("Share capital"), pounds, brief_pounds, day_words, height=160, dated=False)
        self.members = LinePlot(words("Members"), member_words, str, day_words, token="muted", height=88)
        self._nothing = label(words("Capital is plotted here once shares are issued."), "muted", wrap=True)
        self._people = label(words("Members"), "small-strong")
        head = row(label(words("Share capital"), "section"), Grow(), self._span, gap=6)
        self.setLayout(
            column(
                head, self._nothing, Grow(self.capital, 2), self._people, Grow(self.members, 1),
                Grow(share=0), gap=4, margins=(16, 12, 12, 10),
            )
        )  # fmt: skip
        self.show_growth(())

    def show_growth(self, points: Sequence[GrowthPoint]) -> None:
        """Draw what there was at the end of each month."""
        self._nothing.setVisible(not points)
        self._people.setVisible(bool(points))
        self._span.setText(words("{} to today").format(points[0].day.year) if points else "")
        self.capital.show_points([(point.day, point.pence) for point in points])
        self.members.show_points([(point.day, max(0, point.members)) for point in points])


class YearCard(QFrame):
    """Opening, what came and went, closing; and whether ledger, register and money agree."""

    statement_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.agrees = Pill(words("Agrees"), "success", "check", small=True)
        self._title = label(words("This year"), "section")
        self._lines = QGridLayout()
        self._lines.setVerticalSpacing(4)
        self._note = label("", "small", wrap=True)
        self.statement = Button(words("Statement"), icon="file-text", key="Alt S", kind="ghost", height=28)
        self.statement.clicked.connect(self.statement_requested)
        head = row(self._title, Grow(), self.agrees, gap=6)
        foot = row(Grow(self._note), self.statement, gap=6)
        self.setLayout(column(head, self._lines, foot, gap=6, margins=(16, 12, 16, 8)))

    def show_statement(self, year: Statement, begins: date) -> None:
        """Write the year's arithmetic, and whether the money that came and went explains it."""
        empty(self._lines)
        lines = [
            (words("At {}").format(day_words(begins)), pounds(year.opening.pence)),
            (words("Issued"), _signed(year.issued.pence)),
            (words("Withdrawn"), _signed(-year.withdrawn.pence)),
            (words("Cancelled"), _signed(-year.cancelled.pence)),
        ]
        if year.written_down.pence:
            lines.append((words("Written down"), _signed(-year.written_down.pence)))
        for at, (what, money) in enumerate((*lines, (words("Today"), pounds(year.closing.pence)))):
            last = at == len(lines)
            said = label(money, "strong" if last else "body")
            said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._lines.addWidget(label(what, "strong" if last else "muted"), at, 0)
            self._lines.addWidget(said, at, 2)
        self._lines.setColumnStretch(1, 1)
        apart = year.difference_pence
        if apart:
            self.agrees.show_state(words("Differs"), "error", "triangle-alert")
            self._note.setText(words("{} is not explained by the money.").format(pounds(abs(apart))))
        else:
            self.agrees.show_state(words("Agrees"), "success", "check")
            self._note.setText(words("Same as the money."))

    def money(self) -> list[str]:
        """The sums as shown, from the top."""
        found = [self._lines.itemAtPosition(at, 2) for at in range(self._lines.rowCount())]
        labels = [item.widget() for item in found if item is not None]
        return [each.text() for each in labels if isinstance(each, QLabel)]


class WaitingCard(QFrame):
    """What is owed an act: notices running out, applications, money not yet paid."""

    open_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.open = Button(words("Open"), key="Alt O", kind="ghost", height=28)
        self.open.clicked.connect(self.open_requested)
        self._lines = column(gap=6)
        head = row(label(words("Waiting"), "section"), Grow(), self.open)
        self.setLayout(column(head, self._lines, gap=4, margins=(16, 10, 12, 12)))
        self.show_waiting(())

    def show_waiting(self, lines: Sequence[tuple[IconName, str]]) -> None:
        """Show what waits; nothing is said in one line."""
        empty(self._lines)
        for icon, text in lines:
            self._lines.addLayout(row(IconMark(icon, "muted", 16), Grow(label(text, wrap=True)), gap=9))
        if not lines:
            self._lines.addWidget(label(words("Nothing waits for you or the board."), "muted", wrap=True))


class Overview(QWidget):
    """The cards, one above the other."""

    def __init__(self) -> None:
        super().__init__()
        self.growth = GrowthCard()
        self.year = YearCard()
        self.waiting = WaitingCard()
        self.setLayout(column(Grow(self.growth), self.year, self.waiting, gap=14))


def _signed(pence: int) -> str:
    if pence == 0:
        return pounds(0)
    return f"+ {pounds(pence)}" if pence > 0 else f"− {pounds(-pence)}"
