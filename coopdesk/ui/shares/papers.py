"""The treasurer's papers: read on the store thread, drawn and written in the work queue."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from coopdesk.services.cash_up import CashUpView, cash_up_view
from coopdesk.services.papers.heading import RecordHeading, record_heading
from coopdesk.services.payments import ReceiptView, receipt_view
from coopdesk.services.perform import Desk
from coopdesk.services.statement import StatementView, statement_view

Maker = Callable[[Callable[[int], None]], bytes]


def read_receipt(desk: Desk, now: datetime, number: int) -> Maker:
    """A receipt, ready to be drawn.

    Raises:
        UnknownReceipt: there is none with this number.
    """
    return partial(_receipt, desk.ask(receipt_view, number), desk.ask(record_heading, now))


def read_cash_up(desk: Desk, now: datetime, number: int) -> Maker:
    """A cash-up that was signed off, ready to be drawn.

    Raises:
        UnknownCashUp: there is none with this number.
    """
    return partial(_cash_up, desk.ask(cash_up_view, number), desk.ask(record_heading, now))


def read_statement(desk: Desk, now: datetime, first: date, last: date) -> Maker:
    """The statement of share capital for a period, ready to be drawn.

    Raises:
        NotUnderstood: the period ends before it begins.
    """
    return partial(_statement, desk.ask(statement_view, first, last), desk.ask(record_heading, now))


def _receipt(view: ReceiptView, heading: RecordHeading, _done: Callable[[int], None]) -> bytes:
    from coopdesk.documents.chapters import print_chapters
    from coopdesk.documents.receipt import receipt_paper

    return print_chapters([receipt_paper(view, heading)], heading).data


def _cash_up(view: CashUpView, heading: RecordHeading, _done: Callable[[int], None]) -> bytes:
    from coopdesk.documents.cash_up import cash_up_paper
    from coopdesk.documents.chapters import print_chapters

    return print_chapters([cash_up_paper(view, heading)], heading).data


def _statement(view: StatementView, heading: RecordHeading, _done: Callable[[int], None]) -> bytes:
    from coopdesk.documents.chapters import print_chapters
    from coopdesk.documents.share_statement import share_statement_paper

    return print_chapters([share_statement_paper(view, heading)], heading).data
