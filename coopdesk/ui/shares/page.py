"""Shares: what the society holds, who got what, and the certificates that say so."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QStackedWidget, QWidget

from coopdesk.domain.clock import day_words
from coopdesk.domain.members import display_number
from coopdesk.domain.money import pounds
from coopdesk.services.certificate_view import CertificateView
from coopdesk.services.perform import Desk
from coopdesk.services.share_list import SharesView
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.forms import FormPlace, InlineForm
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.news import NewsLine
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.panel import SideSplit
from coopdesk.ui.kit.pills import Pill
from coopdesk.ui.kit.progress_line import ProgressLine
from coopdesk.ui.kit.table import Column, Fetch, LongTable, PagedTableModel
from coopdesk.ui.kit.tiles import Tile
from coopdesk.ui.text import words


class CertificatePanel(QFrame):
    """One certificate, as it stands in the register."""

    save_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._view: CertificateView | None = None
        self._title = label(words("Certificate"), "section")
        self._state = Pill("", "neutral", small=True)
        self._state.hide()
        self._lines = label(words("Choose a certificate from the list."), "muted", wrap=True)
        self._holder = label("", "instruction", wrap=True)
        self._shares = label("", wrap=True)
        self.save = Button(words("Save as PDF"), icon="printer")
        self.save.clicked.connect(self.save_requested)
        self.save.hide()
        head = row(self._title, Grow(), self._state, gap=8)
        self.setLayout(
            column(
                head, self._holder, self._shares, self._lines, Grow(), self.save,
                gap=8, margins=(16, 12, 16, 14),
            )
        )  # fmt: skip
        self._holder.hide()
        self._shares.hide()

    def view(self) -> CertificateView | None:
        """What it shows."""
        return self._view

    def show_certificate(self, view: CertificateView) -> None:
        """Show a certificate."""
        self._view = view
        void = view.status == "void"
        self._title.setText(words("Certificate {}").format(f"{view.number:05d}"))
        self._state.show_state(words("void") if void else words("stands"), "error" if void else "success")
        self._holder.setText(view.holder)
        value = pounds(view.shares * view.nominal_pence)
        count = words("1 share, {}") if view.shares == 1 else words("{} shares, {}")
        self._shares.setText(count.format(value) if view.shares == 1 else count.format(f"{view.shares:,}", value))
        lines = [
            words("Member {}").format(display_number(view.member_number)),
            view.address,
            words("Entered on {}").format(day_words(view.entered_on)),
            words("Issued on {}").format(day_words(view.issued_on)),
            view.condition,
        ]
        self._lines.setText("\n".join(line for line in lines if line))
        for part in (self._state, self._holder, self._shares, self.save):
            part.show()


class SharesPage(Page):
    """Tiles, acts, the list of certificates; the form stands in place of the list."""

    issue_requested = Signal()
    all_requested = Signal()
    undo_requested = Signal()
    certificate_chosen = Signal(int)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(words("Shares"))
        self.capital = Tile(words("share capital"))
        self.holders = Tile(words("members hold shares"))
        self.standing = Tile(words("certificates stand"))
        self.taken = Tile(words("taken at the meeting"))
        self.issue = Button(words("Issue shares"), icon="plus", key="F9", kind="primary", height=52)
        self.all = Button(words("Save all certificates"), icon="award", height=52)
        self.undo = Button(words("Undo"), icon="undo-2", key="Ctrl Z", height=52)
        self.news = NewsLine()
        self.progress = ProgressLine()
        self.panel = CertificatePanel()
        self.forms = FormPlace(words("Form"))
        self._model = PagedTableModel(
            (
                Column(words("No."), 76, ink="muted"),
                Column(words("Holder")),
                Column(words("Member"), 84, ink="muted"),
                Column(words("Shares"), 84, right=True),
                Column("", 8),
                Column(words("Issued on"), 158),
                Column(words("State"), 74),
            ),
            jobs,
        )
        self.table = LongTable(self._model, words("Certificates"), 38)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._list())
        self.stack.addWidget(self.forms)
        main = QWidget()
        acts = row(self.issue, self.all, self.undo, Grow(), gap=10)
        main.setLayout(column(self._tiles(), acts, self.news, self.progress, Grow(self.stack), gap=12))
        self.setLayout(column(Grow(SideSplit(main, self.panel, 300, gap=14)), gap=0))
        self.issue.clicked.connect(self.issue_requested)
        self.all.clicked.connect(self.all_requested)
        self.undo.clicked.connect(self.undo_requested)
        self.table.row_chosen.connect(self._on_row)
        self._model.dataChanged.connect(self._on_data)

    def _tiles(self) -> QGridLayout:
        tiles = QGridLayout()
        tiles.setSpacing(12)
        for place, tile in enumerate((self.capital, self.holders, self.standing, self.taken)):
            tiles.addWidget(tile, 0, place)
            tiles.setColumnStretch(place, 1)
        return tiles

    def _list(self) -> QFrame:
        sentence = words(
            "No certificate has been issued yet. Issue shares to a member; the certificate is numbered here."
        )
        self._empty = label(sentence, "muted", wrap=True)
        self._empty.hide()
        title = label(words("Certificates"), "section")
        return frame("card", column(title, Grow(self.table), self._empty, gap=4, margins=(12, 10, 12, 8)))

    def primary_focus(self) -> QWidget:
        return self.issue

    def show_view(self, view: SharesView) -> None:
        """Write the tiles."""
        capital = view.capital
        each = pounds(view.society.nominal_pence)
        self.capital.show_number(pounds(capital.pence), words("{} shares of {}").format(f"{capital.shares:,}", each))
        self.holders.show_number(f"{view.holders:,}", "")
        self.standing.show_number(f"{view.issued:,}", words("{} void").format(f"{view.void:,}"))
        self.taken.setVisible(view.meeting is not None)
        self.taken.show_number(pounds(view.taken_pence), words("{} joined").format(f"{view.joined:,}"))
        self.all.refuse("" if view.issued else words("No certificate stands yet."))
        self.set_subtitle(words("{} certificates").format(f"{view.issued + view.void:,}"))
        if self.open_form() is None:
            self.set_status(words("Issue shares (F9), or choose a certificate to print it."), "badge-pound-sterling")

    def show_list(self, fetch: Fetch, total: int) -> None:
        """Show the certificates."""
        at = self.table.currentIndex().row() if total == self._model.rowCount() else -1
        self.table.setVisible(total > 0)
        self._empty.setVisible(total == 0)
        self._model.show_source(fetch, total)
        if at >= 0:
            self.table.selectRow(at)

    def open_form(self) -> InlineForm | None:
        """The form that stands in place of the list, if one does."""
        return self.forms.form() if self.stack.currentIndex() == 1 else None

    def show_form(self, form: InlineForm) -> None:
        """Put a form in place of the list."""
        self.forms.show_form(form)
        self.stack.setCurrentIndex(1)
        self.issue.set_kind("plain")
        self.set_status(words("Enter takes the money and issues the certificate, Esc leaves it."))

    def leave_form(self) -> None:
        """Show the list again."""
        self.issue.setFocus()
        self.stack.setCurrentIndex(0)
        self.issue.set_kind("primary")

    def take_scan(self, code: str) -> bool:
        """A member card answers the form's question; otherwise it belongs to the door."""
        form = self.open_form()
        if form is None or not code.startswith("CDM1:"):
            return False
        form.show_values({"reference": code})
        return True

    def _on_row(self, at: int) -> None:
        found = self._model.row_cells(at)
        if found is not None:
            self.certificate_chosen.emit(int(found[-1]))

    def _on_data(self, *_where: object) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self._on_row(index.row())


def build(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter (``features.py``)."""
    from coopdesk.ui.shares.desk import join

    return join(desk, jobs, hub)
