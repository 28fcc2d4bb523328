"""What waits, one row each: an application, a notice, money owed. Enter on a row says what became of it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from coopdesk.assets import IconName
from coopdesk.domain.clock import day_words
from coopdesk.domain.money import pounds
from coopdesk.services.applications import ApplicationView
from coopdesk.services.owed import Owed
from coopdesk.services.waiting import WaitingView
from coopdesk.services.withdrawals import WithdrawalView
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.icons import IconMark
from coopdesk.ui.kit.labels import Elided, label
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.rows import ListRow
from coopdesk.ui.kit.scrolling import Scrolled
from coopdesk.ui.text import words

Item = ApplicationView | WithdrawalView | Owed


def shares_counted(count: int) -> str:
    """ "1 share", "25 shares"."""
    return words("1 share") if count == 1 else words("{} shares").format(f"{count:,}")


def summary(view: WaitingView) -> list[tuple[IconName, str]]:
    """What waits, a line for each kind."""
    lines: list[tuple[IconName, str]] = []
    if view.notices:
        count, first = len(view.notices), day_words(view.notices[0].due_on)
        said = words("1 withdrawal, due {}") if count == 1 else words("{n} withdrawals, the first due {}")
        lines.append(("clock", said.format(first, n=count)))
    if view.applications:
        count = len(view.applications)
        said = words("1 application for shares") if count == 1 else words("{} applications for shares")
        lines.append(("file-plus", said.format(count)))
    if view.owed:
        owed = pounds(sum(each.owed_pence for each in view.owed))
        lines.append(("banknote", words("{} owed on shares allotted").format(owed)))
    if view.unsigned:
        said = words("1 certificate to sign") if view.unsigned == 1 else words("{} certificates to sign")
        lines.append(("award", said.format(f"{view.unsigned:,}")))
    return lines


def item_words(item: Item) -> tuple[IconName, str, str]:
    """An icon, who and what, and how it stands."""
    if isinstance(item, ApplicationView):
        received = words("received {}").format(day_words(item.received_on))
        state = words("approved") if item.state == "approved" else received
        paid = words("{} paid").format(pounds(item.paid_pence)) if item.paid_pence else words("nothing paid")
        who = words("{} asks for {}").format(item.applicant, shares_counted(item.shares))
        return "file-plus", who, f"{state}, {paid}"
    if isinstance(item, WithdrawalView):
        who = words("{} withdraws {}").format(item.member.name, shares_counted(item.shares))
        return "clock", who, words("due {}").format(day_words(item.due_on))
    who = words("{} owes {}").format(item.member.name, pounds(item.owed_pence))
    return "banknote", who, words("on {} of {}").format(shares_counted(item.shares), day_words(item.on))


class WaitingList(QFrame):
    """``item_chosen(item)`` for a row, ``apply_requested()`` for a new application, ``left()`` to go back."""

    item_chosen = Signal(object)
    apply_requested = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.new = Button(words("New application"), icon="file-plus", key="Alt N")
        self.back = Button(words("Back"), key="Esc", kind="ghost")
        self.new.clicked.connect(self.apply_requested)
        self.back.clicked.connect(self.left)
        self._nothing = label(
            words("Nothing waits. Applications, notices of withdrawal and money owed on shares are listed here."),
            "muted",
            wrap=True,
        )
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._shown: dict[ListRow, Item] = {}
        inside = column(self._nothing, self._rows, Grow(), gap=0)
        head = row(label(words("Waiting"), "section"), Grow(), self.new, self.back, gap=8)
        self.setLayout(column(head, Grow(Scrolled(inside, words("Waiting"))), gap=8, margins=(14, 10, 12, 10)))

    def show_waiting(self, view: WaitingView) -> None:
        """List everything that waits, the next due first."""
        empty(self._rows)
        self._shown.clear()
        items: Sequence[Item] = (*view.notices, *view.applications, *view.owed)
        self._nothing.setVisible(not items)
        for item in items:
            icon, who, state = item_words(item)
            line = ListRow(
                IconMark(icon, "muted", 18), Grow(Elided(who)), label(state, "small"), name=f"{who}, {state}"
            )
            line.chosen.connect(self._on_row)
            self._shown[line] = item
            self._rows.addWidget(line)

    def first_row(self) -> ListRow | None:
        """Where the focus goes."""
        return next(iter(self._shown), None)

    def _on_row(self) -> None:
        line = self.sender()
        if isinstance(line, ListRow) and line in self._shown:
            self.item_chosen.emit(self._shown[line])
