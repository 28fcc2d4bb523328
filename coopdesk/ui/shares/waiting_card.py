"""What waits, one row each: an application, a notice, money owed. Enter on a row says what became of it, Space marks it
for the board to decide together with others."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from coopdesk.assets import IconName
from coopdesk.domain.clock import day_words
from coopdesk.domain.money import pounds
from coopdesk.services.application_view import ApplicationView
from coopdesk.services.owed import Owed
from coopdesk.services.waiting import WaitingView
from coopdesk.services.withdrawals import WithdrawalView
from coopdesk.ui.kit.banner import NoticeBanner
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


def kinds_counted(applications: int, withdrawals: int) -> str:
    """ "1 application", "3 applications and 2 withdrawals"."""
    asked = words("1 application") if applications == 1 else words("{} applications").format(applications)
    noticed = words("1 withdrawal") if withdrawals == 1 else words("{} withdrawals").format(withdrawals)
    told = [said for count, said in ((applications, asked), (withdrawals, noticed)) if count]
    return words(" and ").join(told)


def summary(view: WaitingView, *, warned: bool = False) -> list[tuple[IconName, str]]:
    """What waits, a line for each kind; ``warned`` where much has been withdrawn this year."""
    lines: list[tuple[IconName, str]] = []
    if warned:
        lines.append(("triangle-alert", words("Much is withdrawn this year: open to see")))
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


class WaitRow(ListRow):
    """Enter chooses it; Space marks it, where several can be decided together (``marked``)."""

    marked = Signal()

    def __init__(self, item: Item, *, may_mark: bool) -> None:
        self._icon, self._who, self._state = item_words(item)
        self._mark = IconMark(self._icon, "muted", 18)
        super().__init__(
            self._mark, Grow(Elided(self._who)), label(self._state, "small"), name=f"{self._who}, {self._state}"
        )
        self.item = item
        self.may_mark = may_mark
        self.is_marked = False

    def mark(self, on: bool) -> None:
        """Mark it, or take the mark away; what cannot be marked stays as it is."""
        if self.may_mark and on != self.is_marked:
            self.is_marked = on
            self._mark.show_icon("circle-check" if on else self._icon, "primary" if on else "muted")
            self.set_chosen(on)
            name = f"{self._who}, {self._state}"
            self.setAccessibleName(words("Marked: {}").format(name) if on else name)
            self.marked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.may_mark:
            self.mark(not self.is_marked)
        else:
            super().keyPressEvent(event)


class WaitingList(QFrame):
    """``item_chosen(item)`` for a row, ``together_requested(items)`` for those marked, ``apply_requested()`` for a new
    application, ``left()`` to go back."""

    item_chosen = Signal(object)
    together_requested = Signal(object)
    apply_requested = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.mark_all = Button(words("Mark all"), icon="list-checks", key="Alt M", kind="ghost")
        self.together = Button("", icon="gavel", key="Alt D", kind="primary")
        self.new = Button(words("New application"), icon="file-plus", key="Alt N")
        self.back = Button(words("Back"), key="Esc", kind="ghost")
        self.mark_all.clicked.connect(self._on_mark_all)
        self.together.clicked.connect(self._on_together)
        self.new.clicked.connect(self.apply_requested)
        self.back.clicked.connect(self.left)
        self._nothing = label(
            words("Nothing waits. Applications, notices of withdrawal and money owed on shares are listed here."),
            "muted",
            wrap=True,
        )
        self._warning = NoticeBanner("warning", "triangle-alert", "")
        self._warning.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._shown: list[WaitRow] = []
        inside = column(self._nothing, self._rows, Grow(), gap=0)
        head = row(label(words("Waiting"), "section"), Grow(), self.mark_all, self.new, self.back, gap=8)
        self._hint = label(words("Space marks what the board decides together."), "small")
        foot = row(self.together, self._hint, Grow(), gap=12)
        waits = Scrolled(inside, words("Waiting"))
        self.setLayout(column(head, self._warning, Grow(waits), foot, gap=8, margins=(14, 10, 12, 10)))

    def show_waiting(self, view: WaitingView, today: date) -> None:
        """List everything that waits, the next due first; marks stay on what still waits."""
        before = {_key(each.item) for each in self._shown if each.is_marked}
        focused = next((_key(each.item) for each in self._shown if each.hasFocus()), None)
        empty(self._rows)
        self._shown.clear()
        items: Sequence[Item] = (*view.notices, *view.applications, *view.owed)
        self._nothing.setVisible(not items)
        for item in items:
            line = WaitRow(item, may_mark=_may_mark(item, today))
            line.mark(_key(item) in before)
            line.chosen.connect(self._on_row)
            line.marked.connect(self._on_marked)
            self._shown.append(line)
            self._rows.addWidget(line)
            if _key(item) == focused:
                line.setFocus()
        self._on_marked()

    def show_warning(self, sentence: str) -> None:
        """Warn of this year's withdrawals; "" takes the warning away."""
        self._warning.setVisible(bool(sentence))
        self._warning.show_notice("warning", "triangle-alert", sentence)

    def warning(self) -> str:
        """The warning shown, or ""."""
        return "" if self._warning.isHidden() else self._warning.text()

    def rows(self) -> Sequence[WaitRow]:
        """The rows, from the top."""
        return tuple(self._shown)

    def first_row(self) -> WaitRow | None:
        """Where the focus goes."""
        return next(iter(self._shown), None)

    def _on_row(self) -> None:
        line = self.sender()
        if isinstance(line, WaitRow):
            self.item_chosen.emit(line.item)

    def _on_mark_all(self) -> None:
        on = not all(each.is_marked for each in self._shown if each.may_mark)
        for each in self._shown:
            each.mark(on)

    def _on_marked(self) -> None:
        markable = [each for each in self._shown if each.may_mark]
        count = sum(each.is_marked for each in markable)
        self.mark_all.setVisible(len(markable) > 1)
        self.mark_all.set_words(words("Mark none") if markable and count == len(markable) else words("Mark all"))
        self._hint.setVisible(bool(markable) and not count)
        self.together.setVisible(count > 0)
        self.together.set_words(words("Decide the one marked") if count == 1 else words("Decide {}").format(count))

    def _on_together(self) -> None:
        self.together_requested.emit(tuple(each.item for each in self._shown if each.is_marked))


def _key(item: Item) -> tuple[str, int]:
    number = item.movement if isinstance(item, Owed) else item.number
    return type(item).__name__, number


def _may_mark(item: Item, today: date) -> bool:
    """The board decides applications that have come in, and withdrawals whose notice has run."""
    if isinstance(item, ApplicationView):
        return item.state == "received"
    return isinstance(item, WithdrawalView) and item.due_on <= today
