"""Certificates: type a number or a name, scan a code; print, replace, cancel."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from coopdesk.domain.clock import day_words
from coopdesk.domain.members import display_number
from coopdesk.services.certificate_check import CertificateCheck
from coopdesk.services.certificate_list import CertificateFilter, CertificatesView, WhichCertificates
from coopdesk.services.certificate_view import CertificateView
from coopdesk.services.perform import Desk
from coopdesk.services.shares import CertificateLine
from coopdesk.ui.certificates.check_panel import CheckPanel
from coopdesk.ui.certificates.panel import CertificatePanel, status_words
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.commands import Command
from coopdesk.ui.kit.form_page import FormPage
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.panel import SideSplit
from coopdesk.ui.kit.search_field import SearchField
from coopdesk.ui.kit.table import Cells, Column, LongTable, PagedTableModel
from coopdesk.ui.text import words

CODE = "CDC1:"

ReadLines = Callable[[Sequence[int]], Sequence[CertificateLine]]


def cells(line: CertificateLine) -> Cells:
    """One line as the table shows it; the number travels in a column that is not shown."""
    return (
        f"{line.number:05d}",
        line.holder,
        display_number(line.member_number),
        f"{line.shares:,}",
        "",
        day_words(line.issued_on),
        status_words(line.status),
        str(line.number),
    )


class CertificatesPage(FormPage):
    """The list with its search and chips; forms stand in place of the list while they are open."""

    narrowed = Signal(object)
    certificate_chosen = Signal(int)
    code_scanned = Signal(str)
    all_requested = Signal()
    spoilt_requested = Signal()
    sign_requested = Signal()
    undo_requested = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(words("Certificates"), words("Form"))
        self.search = SearchField(words("Certificate number, name, or scan"))
        self.all = Button(words("Save all that stand"), icon="award", key="F9", kind="primary")
        self.back = Button(words("Shares"), icon="chevron-left", key="Alt S")
        self.panel = CertificatePanel()
        self.side = QStackedWidget()
        self.check = CheckPanel()
        self.side.addWidget(self.panel)
        self.side.addWidget(self.check)
        self._model = PagedTableModel(_columns(), jobs)
        self.table = LongTable(self._model, words("Certificates"), 38)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(80)
        self.add_parts(self._list_card())
        main = QWidget()
        top = row(self.back, Grow(self.search), self.all, gap=12)
        main.setLayout(column(top, self._chips_row(), self.news, self.progress, Grow(self.stack), gap=10))
        self.setLayout(column(Grow(SideSplit(main, self.side, 330, gap=14)), gap=0))
        self._connect()
        self.light()

    def _chips_row(self) -> QWidget:
        self.any = Button(words("All"), kind="chip", height=32)
        self.standing = Button(words("Standing"), kind="chip", height=32)
        self.gone = Button(words("Gone"), kind="chip", height=32)
        self.any.setChecked(True)
        holder = QWidget()
        holder.setLayout(row(*self._chips(), Grow(), gap=8))
        return holder

    def _chips(self) -> tuple[Button, Button, Button]:
        return (self.any, self.standing, self.gone)

    def _list_card(self) -> QFrame:
        self._empty = label("", "muted", wrap=True)
        self._empty.hide()
        self._range = label("", "small")
        self.undo = Button(words("Undo"), icon="undo-2", key="Ctrl Z", kind="ghost")
        self.spoilt = Button(words("Spoilt paper"), icon="trash-2", key="Alt L", kind="ghost")
        self.sign = Button(words("Sign"), icon="shield-check", key="Alt G", kind="ghost")
        foot = row(self._range, Grow(), self.undo, self.sign, self.spoilt, gap=6, margins=(4, 0, 0, 0))
        return frame("card", column(Grow(self.table), Grow(self._empty), foot, gap=4, margins=(12, 8, 12, 8)))

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_typed)
        self.search.moved.connect(self.table.choose_by)
        self.search.entered.connect(self.table.choose_some)
        self._typing.timeout.connect(self._on_narrowed)
        for chip in self._chips():
            chip.clicked.connect(self._on_chip)
        self.table.row_chosen.connect(self._on_row)
        self._model.dataChanged.connect(self._on_data)
        self.all.clicked.connect(self.all_requested)
        self.back.clicked.connect(self._on_back)
        self.check.left.connect(self.leave_check)
        self.check.certificate_requested.connect(self.certificate_chosen)
        self.undo.clicked.connect(self.undo_requested)
        self.spoilt.clicked.connect(self.spoilt_requested)
        self.sign.clicked.connect(self.sign_requested)

    def primary_focus(self) -> QWidget:
        return self.search

    def chosen_filter(self) -> CertificateFilter:
        """What is typed and pressed."""
        which: WhichCertificates = (
            "standing" if self.standing.isChecked() else "gone" if self.gone.isChecked() else "all"
        )
        return CertificateFilter(which, self.search.text().strip())

    def show_list(self, view: CertificatesView, read: ReadLines) -> None:
        """Show these certificates."""
        numbers = view.numbers

        def fetch(offset: int, limit: int) -> Sequence[Cells]:
            return [cells(line) for line in read(numbers[offset : offset + limit])]

        self.set_subtitle(words("{} stand, {} stand no more").format(f"{view.standing:,}", f"{view.gone:,}"))
        self.standing.set_words(words("Standing {}").format(f"{view.standing:,}"))
        self.gone.set_words(words("Gone {}").format(f"{view.gone:,}"))
        for button in (self.all, self.sign):
            button.refuse("" if view.standing else words("No certificate stands yet."))
        at = self.table.currentIndex().row() if len(numbers) == self._model.rowCount() else -1
        self.table.setVisible(bool(numbers))
        self._empty.setVisible(not numbers)
        none_yet = not view.standing and not view.gone
        self._empty.setText(
            words("No certificate has been issued yet. Issue shares; the certificate is numbered with them.")
            if none_yet
            else words("No certificate is in this list. Choose another filter, or type less.")
        )
        self._model.show_source(fetch, len(numbers))
        if at >= 0:
            self.table.selectRow(at)
        noun = words("{} certificate") if len(numbers) == 1 else words("{} certificates")
        self._range.setText(noun.format(f"{len(numbers):,}") if numbers else "")

    def show_certificate(self, view: CertificateView) -> None:
        """Put one certificate beside the list."""
        self.panel.show_certificate(view)
        self.side.setCurrentWidget(self.panel)

    def show_check(self, check: CertificateCheck) -> None:
        """Put a checked code beside the list; on a folded panel the drawer opens for it."""
        self.check.show_check(check)
        self.side.setCurrentWidget(self.check)
        split = self.side_split()
        if split is not None and split.folded and not split.drawer_open():
            split.toggle_drawer()

    def leave_check(self) -> None:
        """Put the certificate back."""
        if self.side.currentWidget() is self.check:
            self.search.setFocus()
            self.side.setCurrentWidget(self.panel)

    def light(self) -> None:
        """The filled button is the list's, or the form's while one stands there."""
        listed = self.open_form() is None
        self.all.set_kind("primary" if listed else "plain")
        if listed:
            told = words("Scan a certificate’s code to check it, or choose one from the list.")
            self.set_status(told, "scan-qr-code")

    def take_scan(self, code: str) -> bool:
        """A certificate's code is checked; anything else belongs to the door."""
        if not code.startswith(CODE):
            return False
        self.code_scanned.emit(code)
        return True

    def take(self, subject: object) -> bool:
        """Opened for a code to check, or for a certificate's number."""
        if isinstance(subject, str):
            return self.take_scan(subject)
        if not isinstance(subject, int):
            return False
        self.leave_form()
        self.certificate_chosen.emit(subject)
        return True

    def on_key(self, key: str) -> bool:
        if key != "Esc" or self.open_form() is not None:
            return False
        if self.side.currentWidget() is self.check:
            self.leave_check()
        else:
            self._on_back()
        return True

    def commands(self) -> Sequence[Command]:
        return (Command(words("Save all certificates that stand"), "F9", self.all.click, "award"),)

    def _on_back(self) -> None:
        self.page_requested.emit("shares")

    def _on_typed(self, _text: str) -> None:
        self._typing.start()

    def _on_narrowed(self) -> None:
        typed = self.search.text().strip()
        if typed.upper().startswith(CODE):
            # A code typed or pasted into the field is checked as if it had been scanned.
            self.search.clear()
            self.code_scanned.emit(typed)
        else:
            self.narrowed.emit(self.chosen_filter())

    def _on_chip(self) -> None:
        pressed = self.sender()
        for chip in self._chips():
            chip.setChecked(chip is pressed)
        self.narrowed.emit(self.chosen_filter())

    def _on_row(self, at: int) -> None:
        found = self._model.row_cells(at)
        if found is not None:
            self.certificate_chosen.emit(int(found[-1]))

    def _on_data(self, *_where: object) -> None:
        # A row chosen before its page was read is shown once it has come.
        index = self.table.currentIndex()
        if index.isValid():
            self._on_row(index.row())


def _columns() -> tuple[Column, ...]:
    return (
        Column(words("No."), 76, ink="muted"),
        Column(words("Holder")),
        Column(words("Member"), 84, ink="muted", spare=True),
        Column(words("Shares"), 84, right=True),
        Column("", 12),
        Column(words("Issued on"), 158),
        Column(
            words("State"), 110, ink="muted",
            marks={
                words("stands"): ("check", "success"),
                words("void"): ("x", "error"),
                words("replaced"): ("refresh-cw", "warning"),
                words("cancelled"): ("x", "error"),
                words("spoilt"): ("x", "error"),
            },
        ),
    )  # fmt: skip


def build(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter (``features.py``)."""
    from coopdesk.ui.certificates.desk import join

    return join(desk, jobs, hub)
