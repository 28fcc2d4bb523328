"""A member's account in place of the list: what was held after each movement, certificates, and everything that was."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget

from coopdesk.domain.clock import day_words
from coopdesk.domain.members import display_number
from coopdesk.domain.money import pounds, pounds_and_pence
from coopdesk.services.member_account import AccountLine, MemberAccount
from coopdesk.services.member_file import MemberFile
from coopdesk.services.turns_ahead import NominationsView
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.scrolling import Scrolled
from coopdesk.ui.kit.stepper import Timeline
from coopdesk.ui.kit.table import Cells, Column, LongTable, PagedTableModel
from coopdesk.ui.kit.tiles import Figure
from coopdesk.ui.members.nominations_part import NominationsPart
from coopdesk.ui.text import words

MOST_EVENTS = 200
"""Entries of a timeline shown at once; the paper has all of them."""


def cells(line: AccountLine) -> Cells:
    """One movement as the table shows it."""
    certificate = "" if line.certificate is None else f"{line.certificate:05d}"
    money = "–"
    if line.pence:
        money = pounds_and_pence(line.pence) if line.pence > 0 else f"−{pounds_and_pence(-line.pence)}"
    return (day_words(line.day), line.what, certificate, f"{line.held:,}", money, "", line.method)


class AccountCard(QFrame):
    """``save_requested()`` for the paper, ``certificate_chosen(number)``, ``left()`` to go back to the list."""

    save_requested = Signal()
    certificate_chosen = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._account: MemberAccount | None = None
        self._name = label("", "section", wrap=True)
        self._about = label("", "muted", wrap=True)
        self.holds, self.paid, self.owes = Figure(), Figure(), Figure()
        self.movements = Button(words("Shares and money"), kind="chip", height=32)
        self.certificates = Button(words("Certificates"), kind="chip", height=32)
        self.everything = Button(words("Everything"), kind="chip", height=32)
        self.nominations = Button(words("Nominations"), kind="chip", height=32)
        self.movements.setChecked(True)
        self.save = Button(words("Save the account"), icon="printer", key="Alt P")
        self.undo = Button(words("Undo"), icon="undo-2", key="Ctrl Z", kind="ghost")
        self.undo.set_folded(True)
        self.back = Button(words("Members"), icon="chevron-left", key="Esc")
        self._lines = PagedTableModel(_movement_columns())
        self._papers = PagedTableModel(_certificate_columns())
        self.table = LongTable(self._lines, words("Shares and money"), 36)
        self.papers = LongTable(self._papers, words("Certificates"), 36)
        self.timeline = Timeline()
        self._none = label("", "muted", wrap=True)
        self.stack = QStackedWidget()
        everything = Scrolled(column(self.timeline, Grow(), margins=(4, 4, 6, 0)), words("Everything that happened"))
        self.nominations_part = NominationsPart()
        nominations = Scrolled(column(self.nominations_part, Grow(), margins=(0, 0, 6, 0)), words("Nominations"))
        for part in (self.table, self.papers, everything, nominations):
            self.stack.addWidget(part)
        head = row(self.back, Grow(column(self._name, self._about, gap=0)), self.undo, self.save, gap=12)
        figures = row(Grow(self.holds), Grow(self.paid), Grow(self.owes), gap=8)
        chips = row(*self._chips(), Grow(), gap=8)
        self.setLayout(column(head, figures, chips, self._none, Grow(self.stack), gap=10, margins=(14, 12, 14, 12)))
        self._connect()

    def _connect(self) -> None:
        for chip in self._chips():
            chip.clicked.connect(self._on_chip)
        self.save.clicked.connect(self.save_requested)
        self.back.clicked.connect(self.left)
        self.papers.row_activated.connect(self._on_certificate)

    def _chips(self) -> tuple[Button, Button, Button, Button]:
        return (self.movements, self.certificates, self.everything, self.nominations)

    def account(self) -> MemberAccount | None:
        """What it shows."""
        return self._account

    def show_account(self, account: MemberAccount) -> None:
        """Show movements, certificates and figures."""
        self._account = account
        joint = words(" with {}").format(", ".join(account.joint_holders)) if account.joint_holders else ""
        self._name.setText(account.member.name + joint)
        number = words("Member {}").format(display_number(account.member.number))
        speaker = account.member.representative
        by = words("represented by {}").format(speaker) if speaker else ""
        self._about.setText("  ·  ".join(part for part in (number, by, account.address) if part))
        holding = words("share held") if account.shares == 1 else words("shares held")
        self.holds.show_figure(f"{account.shares:,}", holding)
        self.paid.show_figure(pounds(account.pence - account.owed_pence), words("paid for them"))
        other = sum(each.pence for each in account.property)
        if account.owed_pence or not other:
            self.owes.show_figure(pounds(account.owed_pence), words("still owed"))
        else:
            self.owes.show_figure(pounds(other), words("in loans and deposits"))
        newest_first = [cells(line) for line in reversed(account.lines)]
        self._lines.show_rows(newest_first)
        papers = [
            (f"{each.number:05d}", f"{each.shares:,}", "", day_words(each.issued_on), str(each.number))
            for each in account.certificates
        ]
        self._papers.show_rows(papers)
        self.certificates.set_words(words("Certificates {}").format(len(papers)))
        self._say_none()

    def show_file(self, file: MemberFile) -> None:
        """Show everything that happened, the newest first."""
        events = [(day_words(each.day), each.what, each.note, each.mark) for each in file.history[:MOST_EVENTS]]
        self.timeline.show_events(events, 130)

    def show_nominations(self, view: NominationsView) -> None:
        """Show the member's pages of the nominees' book."""
        self.nominations_part.show_view(view)
        standing = sum(1 for each in view.book if each.revoked_on is None)
        self.nominations.set_words(words("Nominations {}").format(standing) if standing else words("Nominations"))

    def choose_nominations(self) -> None:
        """Bring the nominations to the front."""
        self._choose(self.nominations)

    def _on_chip(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, Button):
            self._choose(pressed)

    def _choose(self, pressed: Button) -> None:
        for at, chip in enumerate(self._chips()):
            chip.setChecked(chip is pressed)
            if chip is pressed:
                self.stack.setCurrentIndex(at)
        self._say_none()

    def _say_none(self) -> None:
        account = self._account
        at = self.stack.currentIndex()
        nothing = ""
        if account is not None and at == 0 and not account.lines:
            nothing = words("No share has been issued to this member yet.")
        elif account is not None and at == 1 and not account.certificates:
            nothing = words("No certificate of this member stands.")
        self._none.setText(nothing)
        self._none.setVisible(bool(nothing))

    def _on_certificate(self, at: int) -> None:
        found = self._papers.row_cells(at)
        if found is not None:
            self.certificate_chosen.emit(int(found[-1]))


def _movement_columns() -> tuple[Column, ...]:
    return (
        Column(words("Day"), 150, ink="muted"),
        Column(words("What")),
        Column(words("Certificate"), 92, ink="muted", spare=True),
        Column(words("Held"), 64, right=True),
        Column(words("Money"), 96, right=True),
        Column("", 12),
        Column(words("By"), 84, ink="muted", spare=True),
    )


def _certificate_columns() -> tuple[Column, ...]:
    return (
        Column(words("No."), 90, ink="muted"),
        Column(words("Shares"), 90, right=True),
        Column("", 12),
        Column(words("Issued on")),
    )
