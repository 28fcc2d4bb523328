"""What can happen to a membership: one line for each turn, those that cannot come now with the reason beside them."""

from dataclasses import dataclass
from functools import partial
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from coopdesk.assets import IconName
from coopdesk.domain.clock import day_words
from coopdesk.domain.members import MemberKind, display_number
from coopdesk.services.turns_ahead import LifeView
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.icons import IconMark
from coopdesk.ui.kit.labels import Elided, label
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.rows import ListRow
from coopdesk.ui.kit.scrolling import Scrolled
from coopdesk.ui.text import words

Turn = Literal["edit", "end", "death", "rejoin", "merge", "nominations", "erase"]


@dataclass(frozen=True, slots=True)
class TurnLine:
    """One turn as offered; ``no`` is why it cannot come now, or ""."""

    turn: Turn
    icon: IconName
    title: str
    note: str
    no: str = ""


def turn_lines(life: LifeView) -> tuple[TurnLine, ...]:
    """The turns of a life in the order they usually come."""
    member = life.member
    ended = "" if member.active else words("The membership has ended.")
    gone = words("This record is one with member {}.").format(display_number(life.one_with)) if life.one_with else ""
    dead = words("The death on {} is on record.").format(day_words(life.died_on)) if life.died_on else ""
    organisation = ""
    if member.kind is MemberKind.ORGANISATION:
        organisation = words("An organisation does not die: end the membership, wound up.")
    active = words("They are a member now.") if member.active else ""
    none = "" if life.takes_nominations else words("A company knows no nominations: its shares pass by will.")
    standing = words("Who is to have the shares on death, outside the will.")
    if life.nominations:
        standing = words("{} in the book that stand.").format(life.nominations)
    return (
        TurnLine("edit", "pencil", words("Change of name or address"), words("What it said before is kept, dated.")),
        TurnLine("end", "user-x", words("End the membership"), words("Resigned, expelled, wound up …"), ended),
        TurnLine(
            "death",
            "circle-minus",
            words("Record a death"),
            words("The vote stops; entry and shares stay until nominee or estate is paid."),
            dead or organisation or gone,
        ),
        TurnLine(
            "rejoin",
            "user-check",
            words("Member again"),
            words("Under the old number; the time between stays on the record."),
            active or dead or gone,
        ),
        TurnLine("nominations", "file-text", words("Nominations on death"), standing, none or organisation),
        TurnLine(
            "merge",
            "users",
            words("Same person as another record"),
            words("Two records made one; neither loses its history."),
            gone,
        ),
        TurnLine(
            "erase",
            "eye-off",
            words("Erase personal data"),
            words("What the register does not need. There is no way back."),
        ),
    )


class LifeCard(QFrame):
    """``turn_chosen(turn)``; ``left()`` on Esc."""

    turn_chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._life: LifeView | None = None
        self._title = label("", "section", wrap=True)
        self._note = label(words("Every turn keeps the entry, its number and its days."), "muted", wrap=True)
        self.back = Button(words("Members"), icon="chevron-left", key="Esc")
        self.back.clicked.connect(self.left)
        self._rows = column(gap=0)
        head = row(self.back, Grow(column(self._title, self._note, gap=0)), gap=12)
        inside = Scrolled(column(self._rows, Grow(), gap=0, margins=(0, 0, 6, 0)), words("Membership"))
        self.setLayout(column(head, Grow(inside), gap=10, margins=(14, 12, 14, 12)))

    def life(self) -> LifeView | None:
        """Whose life it shows."""
        return self._life

    def show_life(self, life: LifeView) -> None:
        """List the turns of somebody's membership."""
        self._life = life
        self._title.setText(
            words("Membership of {}, member {}").format(life.member.name, display_number(life.member.number))
        )
        empty(self._rows)
        for line in turn_lines(life):
            self._rows.addWidget(self._row(line))

    def focus_first(self) -> None:
        """Put the focus on the first turn that can come."""
        for at in range(self._rows.count()):
            item = self._rows.itemAt(at)
            widget = item.widget() if item is not None else None
            if isinstance(widget, ListRow) and widget.focusPolicy():
                widget.setFocus()
                return

    def _row(self, line: TurnLine) -> ListRow:
        told = line.no or line.note
        made = ListRow(
            IconMark(line.icon, "muted" if line.no else "primary", 20),
            Grow(
                column(
                    Grow(), Elided(line.title, "muted" if line.no else "medium"), Elided(told, "small"), Grow(), gap=0
                )
            ),
            *(() if line.no else (IconMark("chevron-right", "muted", 16),)),
            height=56,
            gap=14,
            name="" if line.no else f"{line.title}. {told}",
        )
        made.chosen.connect(partial(self.turn_chosen.emit, line.turn))
        return made
