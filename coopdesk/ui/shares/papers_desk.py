"""Receipts and statements asked for on the shares page: where they are to be saved."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject

from coopdesk.domain.clock import local_day
from coopdesk.domain.days import read_day
from coopdesk.domain.refusals import Refusal
from coopdesk.services.movement_list import MovementLine
from coopdesk.services.perform import Desk
from coopdesk.services.treasury import TreasuryView
from coopdesk.ui.kit.choosing import FileChooser, documents_folder
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.shares.forms import statement_form
from coopdesk.ui.shares.page import SharesPage
from coopdesk.ui.shares.presenter import SharesPresenter
from coopdesk.ui.text import no_text, words

PDF = (".pdf",)


class SharePapersDesk(QObject):
    """The receipt of a movement, and the statement of a year."""

    def __init__(self, page: SharesPage, presenter: SharesPresenter, desk: Desk) -> None:
        super().__init__(page)
        self._page = page
        self._presenter = presenter
        self._desk = desk
        self._begins: date | None = None
        self._receipt = 0
        self._period: tuple[date, date] | None = None
        self._asked: InlineForm | None = None
        self._one, self._statement = FileChooser(page), FileChooser(page)
        self._one.chosen.connect(self._on_receipt_place)
        self._statement.chosen.connect(self._on_statement_place)
        presenter.shown.connect(self._on_shown)
        page.movement.receipt_requested.connect(self._on_receipt)
        page.overview.year.statement_requested.connect(self._on_statement)

    @property
    def _form(self) -> InlineForm:
        """The form for the period, made when it is first asked for."""
        if self._asked is None:
            self._asked = statement_form()
            self._asked.left.connect(self._page.leave_form)
            self._asked.submitted.connect(self._on_submitted)
        return self._asked

    def _on_shown(self, view: TreasuryView) -> None:
        self._begins = view.year_begins

    def _on_receipt(self, line: MovementLine) -> None:
        if line.receipt is not None:
            self._receipt = line.receipt
            name = words("Receipt {}.pdf").format(line.receipt)
            self._one.ask_save(words("Save the receipt"), documents_folder() / name, words("PDF"), PDF)

    def _on_receipt_place(self, path: Path) -> None:
        self._presenter.save_receipt(self._receipt, path)

    def _on_statement(self) -> None:
        first = "" if self._begins is None else self._begins.isoformat()
        self._page.show_form(self._form, words("Enter asks where to save the statement, Esc leaves it."))
        self._form.begin({"first": first, "last": local_day(self._desk.now()).isoformat()})

    def _on_submitted(self, values: dict[str, str]) -> None:
        today = local_day(self._desk.now())
        try:
            first = read_day("The first day", values["first"], self._begins or today)
            last = read_day("The last day", values["last"], today)
        except Refusal as refusal:
            self._form.refuse(no_text(refusal))
            return
        self._form.set_busy(False)
        self._period = (first, last)
        name = words("Share capital {} to {}.pdf").format(first.isoformat(), last.isoformat())
        self._statement.ask_save(words("Save the statement"), documents_folder() / name, words("PDF"), PDF)

    def _on_statement_place(self, path: Path) -> None:
        if self._period is not None:
            self._presenter.save_statement(*self._period, path)
