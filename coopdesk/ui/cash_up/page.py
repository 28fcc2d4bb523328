"""Cash-up: the tin at the right, journal and count side by side, the receipts below; signed off by two."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from coopdesk.domain.clock import day_words
from coopdesk.domain.money import pounds, pounds_and_pence
from coopdesk.services.cash_up import CashUpLine, CashUpView
from coopdesk.services.perform import Desk
from coopdesk.ui.cash_up.count_card import CountCard, method_name
from coopdesk.ui.cash_up.tin import Tin
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.icons import IconMark
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.labels import Elided, label
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.news import NewsLine
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.panel import SideSplit
from coopdesk.ui.kit.rows import ListRow
from coopdesk.ui.kit.scrolling import Scrolled
from coopdesk.ui.kit.table import Cells, Column, LongTable, PagedTableModel
from coopdesk.ui.shares.movement_words import brief_day, method_words
from coopdesk.ui.text import words


def receipts_counted(count: int) -> str:
    """ "1 receipt", "7 receipts"."""
    return words("1 receipt") if count == 1 else words("{} receipts").format(f"{count:,}")


def receipt_cells(line: CashUpLine, today: date) -> Cells:
    """One receipt as the table shows it."""
    told = {"subscription": words("subscription"), "donation": words("gift"), "loan": words("loan")}
    what = told.get(line.purpose, words("shares") if line.purpose == "shares" else words("other"))
    noun = words("share") if abs(line.shares) == 1 else words("shares")
    shares = f"{line.shares:+,} {noun}" if line.shares else what
    money = pounds_and_pence(line.pence) if line.pence >= 0 else f"−{pounds_and_pence(-line.pence)}"
    return (
        str(line.receipt),
        f"{brief_day(line.on, today)} {line.time}",
        line.name,
        shares,
        method_words(line.method),
        money,
    )


def past_words(view: CashUpView) -> str:
    """What a cash-up came to: "£30", "£30, £2 apart", "£30, card not counted"."""
    told = [pounds(view.counted_pence)]
    if view.differs:
        apart = sum(abs(each.difference) for each in view.counts)
        told.append(words("{} apart").format(pounds(apart)))
    if view.uncounted:
        names = ", ".join(method_name(each.method).lower() for each in view.uncounted)
        told.append(words("{} not counted").format(names))
    return ", ".join(told)


class CashUpPage(Page):
    """``sign_requested()``, ``meeting_chosen(bool)``, ``opened_again(number)`` for one signed off before."""

    sign_requested = Signal()
    meeting_chosen = Signal(bool)
    undo_requested = Signal()
    paper_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__(words("Cash-up"))
        self.back = Button(words("Shares"), icon="chevron-left", key="Alt S")
        self.everything = Button(words("Everything"), kind="chip", height=32)
        self.tonight = Button(words("At the meeting"), kind="chip", height=32)
        self.signed = Button(words("Signed off"), kind="chip", height=32)
        self.everything.setChecked(True)
        self.sign = Button(words("Sign off"), icon="check", key="F9", kind="primary")
        self.news = NewsLine()
        self.tin = Tin()
        self.count = CountCard()
        self._model = PagedTableModel(_columns())
        self.table = LongTable(self._model, words("Receipts"), 34)
        self.undo = Button(words("Undo"), icon="undo-2", key="Ctrl Z", kind="ghost")
        self._total = label("", "small")
        self._past = QVBoxLayout()
        self._past.setSpacing(0)
        self._shown: dict[ListRow, int] = {}
        self.stack = QStackedWidget()
        for part in (self._counting(), self._nothing_card(), self._past_card()):
            self.stack.addWidget(part)
        main = QWidget()
        top = row(self.back, self.everything, self.tonight, self.signed, Grow(), self.sign, gap=10)
        main.setLayout(column(top, self.news, Grow(self.stack), gap=12))
        self.setLayout(column(Grow(SideSplit(main, self.tin, 300, gap=14)), gap=0))
        self._connect()

    def _counting(self) -> QWidget:
        foot = row(self._total, Grow(), self.undo, gap=6, margins=(4, 0, 0, 0))
        receipts = frame("card", column(Grow(self.table), foot, gap=4, margins=(12, 8, 12, 8)))
        return Scrolled(column(self.count, Grow(receipts), gap=12), words("Count"))

    def _nothing_card(self) -> QFrame:
        said = label(
            words("All money has been cashed up. What is taken from now on is listed here."), "muted", wrap=True
        )
        return frame("card", column(said, Grow(), margins=(16, 14, 16, 14)))

    def _past_card(self) -> QFrame:
        self._none = label(words("No cash-up has been signed off yet."), "muted", wrap=True)
        inside = column(self._none, self._past, Grow(), gap=0)
        return frame("card", column(Grow(Scrolled(inside, words("Signed off"))), margins=(12, 8, 12, 8)))

    def _connect(self) -> None:
        self.back.clicked.connect(self._on_back)
        self.sign.clicked.connect(self.sign_requested)
        self.undo.clicked.connect(self.undo_requested)
        for chip in (self.everything, self.tonight, self.signed):
            chip.clicked.connect(self._on_chip)
        self.tin.counted.connect(self.count.show_cash)
        self.count.changed.connect(self._on_changed)

    def primary_focus(self) -> QWidget:
        first = self.count.first_field()
        return first if first is not None and self.stack.currentIndex() == 0 else self.back

    def show_to_sign(self, view: CashUpView, *, meeting: bool) -> None:
        """Show what there is to count; ``meeting``: whether a meeting is at hand."""
        self.tonight.setVisible(meeting)
        self.set_subtitle(f"{receipts_counted(len(view.lines))}, {pounds(view.expected_pence)}")
        title = view.title or words("Every receipt up to {}").format(day_words(view.on))
        self.count.show_counts(title, view.counts)
        self._model.show_source(_Slice(view.lines, view.on).fetch, len(view.lines))
        self._total.setText(receipts_counted(len(view.lines)) if view.lines else "")
        if view.lines and self.back.hasFocus() and self.isVisible():
            # The page came forward before there was anything to count.
            self.primary_focus().setFocus()
        if not self.signed.isChecked():
            self.stack.setCurrentIndex(0 if view.lines else 1)
        self._on_changed()

    def show_past(self, views: Sequence[CashUpView]) -> None:
        """List those that were signed off, the newest first."""
        empty(self._past)
        self._shown.clear()
        self._none.setVisible(not views)
        for view in views:
            said = f"{view.title or day_words(view.on)}, {words('counted by {}').format(view.counted_by)}"
            state = past_words(view)
            mark = IconMark("check", "success", 18) if view.balances else IconMark("triangle-alert", "warning", 18)
            line = ListRow(mark, Grow(Elided(said)), label(state, "medium"), name=f"{said}, {state}")
            line.chosen.connect(self._on_row)
            self._shown[line] = view.number or 0
            self._past.addWidget(line)

    def past(self) -> list[str]:
        """Those signed off, as they are read out."""
        return [line.accessibleName() for line in self._shown]

    def first_past(self) -> ListRow | None:
        """The newest of those signed off."""
        return next(iter(self._shown), None)

    def on_key(self, key: str) -> bool:
        if key == "Esc":
            self._on_back()
            return True
        return False

    def _on_changed(self) -> None:
        counting = self.stack.currentIndex() == 0
        self.sign.refuse("" if counting else words("There is nothing to count."))
        self.sign.setVisible(not self.signed.isChecked())
        self.set_status(self._instruction(), "banknote")

    def _instruction(self) -> str:
        if self.signed.isChecked():
            return words("Enter on a cash-up makes its paper.")
        if self.stack.currentIndex() != 0:
            return words("There is nothing to count.")
        if self.count.untouched():
            return words("Count each way of paying and write beside the journal what there is.")
        if self.count.differs():
            return words("Something differs: give the reason, then sign off (F9).")
        if self.count.left_out():
            return words("What is counted agrees: sign it off (F9), and what is left out waits for another cash-up.")
        return words("Everything agrees: sign off (F9).")

    def _on_chip(self) -> None:
        pressed = self.sender()
        for chip in (self.everything, self.tonight, self.signed):
            chip.setChecked(chip is pressed)
        if pressed is self.signed:
            self.stack.setCurrentIndex(2)
            self._on_changed()
        else:
            self.meeting_chosen.emit(pressed is self.tonight)

    def _on_row(self) -> None:
        line = self.sender()
        if isinstance(line, ListRow) and line in self._shown:
            self.paper_requested.emit(self._shown[line])

    def _on_back(self) -> None:
        self.page_requested.emit("shares")


class _Slice:
    """Receipts already read, a page at a time."""

    def __init__(self, lines: Sequence[CashUpLine], today: date) -> None:
        self._lines = lines
        self._today = today

    def fetch(self, offset: int, limit: int) -> Sequence[Cells]:
        return [receipt_cells(line, self._today) for line in self._lines[offset : offset + limit]]


def _columns() -> tuple[Column, ...]:
    return (
        Column(words("Receipt"), 70, ink="muted"),
        Column(words("When"), 124, ink="muted", spare=True),
        Column(words("From")),
        Column(words("For"), 110, ink="muted"),
        Column(words("By"), 80, ink="muted"),
        Column(words("Money"), 100, right=True),
    )


def build(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter (``features.py``)."""
    from coopdesk.ui.cash_up.desk import join

    return join(desk, jobs, hub)
