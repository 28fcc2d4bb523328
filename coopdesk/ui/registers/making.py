"""Registers as files: read on the store thread, written in the work queue."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from coopdesk.services.certificates_account import CertificatesAccount, account_sheet, certificates_account
from coopdesk.services.perform import Desk
from coopdesk.services.register_sheets import full_sheet, public_sheet
from coopdesk.services.registers import FullRegister, PublicRegister, full_register, public_register
from coopdesk.services.spreadsheets import Spreadsheet, spreadsheet_bytes

FORMATS = ("pdf", "xlsx", "ods", "csv")
KINDS = ("public", "full", "certificates")

Bytes = Callable[[Callable[[int], None]], bytes]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be saved. ``day`` None is today; ``purpose`` and ``recipient`` go into the log of exports."""

    kind: str
    day: date | None
    form: str
    purpose: str
    recipient: str


@dataclass(frozen=True, slots=True)
class Made:
    """A register read and ready to be written: how many entries, how the log names it, and its maker."""

    entries: int
    logged: str
    make: Bytes


def read_register(desk: Desk, now: datetime, wanted: Wanted) -> Made:
    """Read what is wanted; called on the store thread.

    Raises:
        NotUnderstood: the day lies ahead.
    """
    if wanted.kind == "full":
        full = desk.ask(full_register, now, wanted.day)
        return Made(len(full.entries), "register, full", partial(_full, full, wanted.form))
    if wanted.kind == "public":
        public = desk.ask(public_register, now, wanted.day)
        return Made(len(public.entries), "register, public", partial(_public, public, wanted.form))
    account = desk.ask(certificates_account, now)
    return Made(len(account.lines), "certificates account", partial(_account, account, wanted.form))


def _full(register: FullRegister, form: str, _done: Callable[[int], None]) -> bytes:
    if form != "pdf":
        return full_sheet(register, _spreadsheet(form))
    from coopdesk.documents.chapters import print_chapters
    from coopdesk.documents.register import full_register_paper

    return print_chapters([full_register_paper(register)], register.public.heading).data


def _public(register: PublicRegister, form: str, _done: Callable[[int], None]) -> bytes:
    if form != "pdf":
        return public_sheet(register, _spreadsheet(form))
    from coopdesk.documents.chapters import print_chapters
    from coopdesk.documents.register import public_register_paper

    return print_chapters([public_register_paper(register)], register.heading).data


def _account(account: CertificatesAccount, form: str, _done: Callable[[int], None]) -> bytes:
    if form != "pdf":
        return spreadsheet_bytes(_spreadsheet(form), account_sheet(account))
    from coopdesk.documents.certificates_account import certificates_account_paper
    from coopdesk.documents.chapters import print_chapters

    return print_chapters([certificates_account_paper(account)], account.heading).data


def _spreadsheet(form: str) -> Spreadsheet:
    known: dict[str, Spreadsheet] = {"csv": "csv", "xlsx": "xlsx", "ods": "ods"}
    return known[form]
