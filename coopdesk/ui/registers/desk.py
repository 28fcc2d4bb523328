"""Joins the registers page to its presenter."""

from pathlib import Path

from PySide6.QtCore import QObject

from coopdesk.domain.clock import local_day
from coopdesk.domain.days import read_day
from coopdesk.domain.faults import Fault
from coopdesk.domain.refusals import Refusal
from coopdesk.services.perform import Desk
from coopdesk.ui.kit.choosing import FileChooser, documents_folder
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.page import Page
from coopdesk.ui.registers.making import Wanted
from coopdesk.ui.registers.page import RegistersPage
from coopdesk.ui.registers.presenter import RegistersPresenter
from coopdesk.ui.text import no_text, words


class RegistersDesk(QObject):
    """What is wanted, where it is saved, and what is said about it."""

    def __init__(self, page: RegistersPage, presenter: RegistersPresenter, desk: Desk) -> None:
        super().__init__(page)
        self._page = page
        self._presenter = presenter
        self._desk = desk
        self._wanted: Wanted | None = None
        self._file = FileChooser(page)
        self._file.chosen.connect(self._on_place)
        presenter.logged.connect(page.show_log)
        presenter.done.connect(self._on_done)
        presenter.refused.connect(self._on_refused)
        page.form.submitted.connect(self._on_submitted)
        presenter.follow(page)
        presenter.read()

    def _on_submitted(self, values: dict[str, str]) -> None:
        today = local_day(self._desk.now())
        try:
            day = read_day("The day", values["on"], today) if values["on"] else None
        except Refusal as refusal:
            self._page.form.refuse(no_text(refusal))
            return
        self._wanted = Wanted(values["kind"], day, values["format"], values["purpose"], values["recipient"])
        names = {
            "public": words("Register for inspection"),
            "full": words("Register of members"),
            "certificates": words("Certificates account"),
        }
        form = values["format"]
        name = f"{names[values['kind']]} {(day or today).isoformat()}.{form}"
        self._page.form.set_busy(False)
        self._file.ask_save(words("Save the register"), documents_folder() / name, form.upper(), (f".{form}",))

    def _on_place(self, path: Path) -> None:
        if self._wanted is not None:
            self._page.form.set_busy(True)
            self._presenter.save(self._wanted, path)

    def _on_done(self, sentence: str) -> None:
        self._page.form.set_busy(False)
        self._page.news.tell("success", sentence)

    def _on_refused(self, refusal: Refusal | Fault) -> None:
        self._page.form.refuse(no_text(refusal))


def join(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter at work."""
    page = RegistersPage()
    RegistersDesk(page, RegistersPresenter(desk, jobs, hub, page), desk)
    return page
