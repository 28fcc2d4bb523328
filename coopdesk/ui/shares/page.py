"""Shares: the ledger of every movement, what the year brought, and what is to be done about it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from coopdesk.domain.clock import weekday_words
from coopdesk.domain.money import pounds
from coopdesk.services.cash_up import CashUpToDo
from coopdesk.services.movement_list import MovementLine
from coopdesk.services.perform import Desk
from coopdesk.services.suspensions import SuspensionView
from coopdesk.services.treasury import TreasuryView
from coopdesk.ui.kit.banner import NoticeBanner
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.commands import Command
from coopdesk.ui.kit.form_page import FormPage
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.panel import SideSplit
from coopdesk.ui.kit.tiles import Tile
from coopdesk.ui.share_rules.wording import stop_words
from coopdesk.ui.shares.forms import member_asked
from coopdesk.ui.shares.ledger_card import LedgerCard
from coopdesk.ui.shares.movement_panel import MovementPanel
from coopdesk.ui.shares.movement_words import brief_day
from coopdesk.ui.shares.overview import Overview
from coopdesk.ui.shares.waiting_card import WaitingList
from coopdesk.ui.text import words


class SharesPage(FormPage):
    """Tiles, acts, the ledger; a form stands in place of the ledger, a movement in place of the overview."""

    issue_requested = Signal()
    transfer_requested = Signal()
    withdraw_requested = Signal()
    undo_requested = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(words("Shares"), words("Form"))
        self.capital = Tile(words("share capital"))
        self.holders = Tile(words("members"))
        self.issued = Tile(words("issued this year"))
        self.to_reconcile = Tile(words("to reconcile"))
        self.cash_up = Button(words("Cash up"), icon="banknote", key="F9", height=52)
        self.issue = Button(words("Issue"), icon="plus", key="Alt I", kind="primary", height=52)
        self.transfer = Button(words("Transfer"), icon="arrow-right-left", key="Alt T", height=52)
        self.withdraw = Button(words("Withdraw"), icon="minus", key="Alt W", height=52)
        self.certificates = Button(words("Certificates"), icon="award", key="Alt C", height=52)
        self.to_rules = Button(words("Share rules"), icon="scale", kind="ghost")
        self.stops = NoticeBanner("warning", "lock", "", self.to_rules)
        self.stops.hide()
        self.ledger = LedgerCard(jobs)
        self.waiting = WaitingList()
        self.overview = Overview()
        self.movement = MovementPanel()
        self._view: TreasuryView | None = None
        self.add_parts(self.ledger, self.waiting)
        self.side = QStackedWidget()
        self.side.addWidget(self.overview)
        self.side.addWidget(self.movement)
        main = QWidget()
        acts = row(*(Grow(button) for button in self._acts()), gap=10)
        main.setLayout(column(self._tiles(), acts, self.stops, self.news, self.progress, Grow(self.stack), gap=12))
        self.setLayout(column(Grow(SideSplit(main, self.side, 300, gap=14)), gap=0))
        self._connect()

    def _acts(self) -> tuple[Button, ...]:
        acts = (self.cash_up, self.issue, self.transfer, self.withdraw, self.certificates)
        for button in acts:
            button.setSizePolicy(button.sizePolicy().Policy.Minimum, button.sizePolicy().Policy.Fixed)
        return acts

    def _tiles(self) -> QGridLayout:
        tiles = QGridLayout()
        tiles.setSpacing(12)
        for place, tile in enumerate((self.capital, self.holders, self.issued, self.to_reconcile)):
            tiles.addWidget(tile, 0, place)
            tiles.setColumnStretch(place, 1)
        return tiles

    def _connect(self) -> None:
        self.issue.clicked.connect(self.issue_requested)
        self.transfer.clicked.connect(self.transfer_requested)
        self.withdraw.clicked.connect(self.withdraw_requested)
        self.cash_up.clicked.connect(self._on_cash_up)
        self.overview.waiting.open_requested.connect(self.show_waiting_list)
        self.waiting.left.connect(self.leave_form)
        self.ledger.registers_requested.connect(self._on_registers)
        self.ledger.rules_requested.connect(self._on_rules)
        self.to_rules.clicked.connect(self._on_rules)
        self.certificates.clicked.connect(self._on_certificates)
        self.ledger.first_requested.connect(self.issue_requested)
        self.ledger.undo_requested.connect(self.undo_requested)
        self.movement.left.connect(self.leave_movement)
        self.movement.account_requested.connect(self._on_account)
        self.movement.certificate_requested.connect(self._on_certificate)
        self.ledger.line_opened.connect(self._on_opened)

    def primary_focus(self) -> QWidget:
        return self.ledger.search

    def show_view(self, view: TreasuryView) -> None:
        """Write the tiles and the year."""
        self._view = view
        each = pounds(view.society.nominal_pence)
        self.capital.show_number(pounds(view.pence), words("{} shares of {}").format(f"{view.shares:,}", each))
        nominal = view.society.nominal_pence
        spread = words("{} to {} each").format(pounds(view.least * nominal), pounds(view.most * nominal))
        self.holders.show_number(f"{view.holders:,}", spread if view.holders else words("nobody yet"))
        out = view.year.withdrawn.pence + view.year.cancelled.pence
        self.issued.show_number(pounds(view.year.issued.pence), words("{} withdrawn").format(pounds(out)))
        self._show_cash(view.to_do)
        self.overview.year.show_statement(view.year, view.year_begins)
        self.ledger.show_days(view.today, view.year_begins)
        self.light()

    def _show_cash(self, to_do: CashUpToDo) -> None:
        since = "" if to_do.since is None or self._view is None else brief_day(to_do.since, self._view.today)
        # As short as it can be: the tile is narrow in the smallest window.
        note = words("{} since {}").format(f"{to_do.receipts:,}", since) if to_do.receipts else words("all cashed up")
        self.to_reconcile.show_number(pounds(to_do.pence), note)
        self.to_reconcile.set_tone("warning" if to_do.receipts else None)
        due = words("Cash up {}").format(pounds(to_do.pence)) if to_do.receipts else words("Cash up")
        self.cash_up.set_words(due)

    def light(self) -> None:
        """One filled button: money to cash up first, else an issue; none while a form or what waits has its own."""
        elsewhere = self.stack.currentWidget() is not self.ledger
        to_do = None if self._view is None else self._view.to_do
        due = to_do is not None and to_do.receipts > 0
        self.cash_up.set_kind("primary" if due and not elsewhere else "plain")
        self.issue.set_kind("primary" if not due and not elsewhere else "plain")
        if elsewhere:
            return
        if to_do is not None and to_do.since is not None:
            said = words("{} receipts have not been cashed up since {}.")
            if to_do.receipts == 1:
                said = words("{} receipt has not been cashed up since {}.")
            self.set_status(said.format(f"{to_do.receipts:,}", weekday_words(to_do.since)), "receipt-pound-sterling")
        else:
            self.set_status(words("Type a name, or issue shares (Alt+I)."), "badge-pound-sterling")

    def show_stops(self, stops: Sequence[SuspensionView]) -> None:
        """Say above the ledger that nothing is paid out, while it is so."""
        self.stops.setVisible(bool(stops))
        self.stops.show_notice("warning", "lock", " ".join(stop_words(each) for each in stops))

    def show_lines(self, keys: Sequence[int], read: Callable[[Sequence[int]], Sequence[MovementLine]]) -> None:
        """Show the movements."""
        self.ledger.show_lines(keys, read, any_at_all=self._view is None or self._view.movements > 0)

    def show_movement(self, line: MovementLine) -> None:
        """Put one movement beside the ledger."""
        self.movement.show_line(line)
        self.side.setCurrentWidget(self.movement)

    def leave_movement(self) -> None:
        """Put the overview back."""
        if self.side.currentWidget() is self.movement:
            self.ledger.leave_line()
            self.ledger.search.setFocus()
            self.side.setCurrentWidget(self.overview)

    def show_waiting_list(self) -> None:
        """Put what waits in place of the ledger."""
        self.stack.setCurrentWidget(self.waiting)
        self.light()
        first = self.waiting.first_row()
        (first or self.waiting.new).setFocus()
        self.set_status(
            words("Enter on a row says what became of it, Space marks it; Esc goes back to the ledger."), "clock"
        )

    def take_scan(self, code: str) -> bool:
        """A member card answers the form's question; otherwise it belongs to the door."""
        form = self.open_form()
        asked = "" if form is None else member_asked(form)
        if form is None or not asked or not code.startswith("CDM1:"):
            return False
        form.show_values({asked: code})
        return True

    def on_key(self, key: str) -> bool:
        if self.open_form() is not None:
            return False
        if key == "Esc" and self.side.currentWidget() is self.movement:
            self.leave_movement()
            return True
        if key == "Esc" and self.stack.currentWidget() is self.waiting:
            self.leave_form()
            return True
        acts = {"I": self.issue, "T": self.transfer, "W": self.withdraw, "C": self.certificates}
        if key in acts and acts[key].isEnabled():
            acts[key].click()
            return True
        return False

    def commands(self) -> Sequence[Command]:
        return (
            Command(words("Issue shares"), "Alt I", self.issue.click, "plus"),
            Command(words("Transfer shares"), "Alt T", self.transfer.click, "arrow-right-left"),
            Command(words("Withdraw shares"), "Alt W", self.withdraw.click, "minus"),
            Command(words("Record an application for shares"), "", self.waiting.apply_requested.emit, "file-plus"),
            Command(words("What waits"), "Alt O", self.show_waiting_list, "clock"),
            Command(words("Statement of share capital"), "Alt S", self.overview.year.statement.click, "file-text"),
            Command(words("Share rules, suspension, writing down"), "Alt U", self.ledger.rules.click, "scale"),
            Command(words("Cash up"), "F9", self.cash_up.click, "banknote"),
            Command(words("Certificates"), "Alt C", self.certificates.click, "award"),
        )

    def _on_account(self, line: MovementLine) -> None:
        if line.member is not None:
            self.hand_requested.emit("members", line.member)

    def _on_certificate(self, line: MovementLine) -> None:
        if line.certificate is not None:
            self.hand_requested.emit("certificates", line.certificate)

    def _on_cash_up(self) -> None:
        self.page_requested.emit("cashup")

    def _on_registers(self) -> None:
        self.page_requested.emit("registers")

    def _on_rules(self) -> None:
        self.page_requested.emit("sharerules")

    def _on_opened(self, _key: int) -> None:
        split = self.side_split()
        if split is not None and split.folded and not split.drawer_open():
            split.toggle_drawer()
        self.movement.account.setFocus()

    def _on_certificates(self) -> None:
        self.page_requested.emit("certificates")


def build(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter (``features.py``)."""
    from coopdesk.ui.shares.desk import join

    return join(desk, jobs, hub)
