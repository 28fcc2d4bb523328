"""Beside the ledger: how capital and membership grew, the year so far."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from coopdesk.domain.clock import day_words
from coopdesk.domain.money import pounds
from coopdesk.services.growth import GrowthPoint
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.pills import Pill
from coopdesk.ui.kit.plot import LinePlot
from coopdesk.ui.kit.theme import Tone
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
                gap=4, margins=(16, 12, 12, 10),
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


@dataclass(frozen=True, slots=True)
class YearLine:
    """One line of the year: what, and the sum as written; *strong* for the last."""

    what: str
    money: str
    strong: bool = False


class YearCard(QFrame):
    """Opening, what came and went, closing; and whether ledger, register and money agree."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.agrees = Pill("", "neutral", small=True)
        self.agrees.hide()
        self._title = label(words("This year"), "section")
        self._lines = QGridLayout()
        self._lines.setVerticalSpacing(4)
        self._note = label("", "small", wrap=True)
        head = row(self._title, Grow(), self.agrees, gap=6)
        self.setLayout(column(head, self._lines, self._note, gap=6, margins=(16, 12, 16, 8)))

    def show_year(self, title: str, lines: Sequence[YearLine], note: str, tone: Tone, agrees: str) -> None:
        """Write the year's arithmetic and what it was compared with."""
        self._title.setText(title)
        empty(self._lines)
        for at, line in enumerate(lines):
            what = label(line.what, "strong" if line.strong else "muted")
            money = label(line.money, "strong" if line.strong else "body")
            money.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._lines.addWidget(what, at, 0)
            self._lines.addWidget(money, at, 2)
        self._lines.setColumnStretch(1, 1)
        self._note.setText(note)
        self.agrees.show_state(agrees, tone, "check" if tone == "success" else "triangle-alert")
        self.agrees.setVisible(bool(agrees))

    def money(self) -> list[str]:
        """The sums as shown, from the top."""
        found = [self._lines.itemAtPosition(at, 2) for at in range(self._lines.rowCount())]
        labels = [item.widget() for item in found if item is not None]
        return [each.text() for each in labels if isinstance(each, QLabel)]


class Overview(QWidget):
    """The cards, one above the other."""

    def __init__(self) -> None:
        super().__init__()
        self.growth = GrowthCard()
        self.year = YearCard()
        self.setLayout(column(Grow(self.growth), self.year, gap=14))
