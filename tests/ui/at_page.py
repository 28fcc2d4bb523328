"""Somebody at one page: waits until it is quiet, answers its form, chooses a file, and notes where the page leads."""

from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coopdesk.services.perform import Desk
from coopdesk.ui.kit.form_page import FormPage
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.kit.jobs import Jobs
from tests.ui.desks import settle

P = TypeVar("P", bound=FormPage)


class AtPage(Generic[P]):
    """A page over a real file; ``wishes`` are the pages asked for, with what for."""

    def __init__(self, page: P, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.page = page
        self.desk = desk
        self._jobs = jobs
        self._qtbot = qtbot
        self.wishes: list[tuple[str, object]] = []
        page.hand_requested.connect(self._on_wish)

    def _on_wish(self, page: str, subject: object) -> None:
        self.wishes.append((page, subject))

    def settle(self) -> None:
        """Wait until nothing is under way."""
        settle(self._qtbot, self._jobs)

    def form(self) -> InlineForm:
        """The form that stands open."""
        form = self.page.open_form()
        assert form is not None
        return form

    def send(self, **values: str) -> InlineForm:
        """Fill in the form that stands open and press its button."""
        form = self.form()
        form.show_values(values)
        form.submit()
        self.settle()
        return form

    def choose(self, path: Path) -> None:
        """Choose a place in the file dialog that is open."""
        dialog = self.page.findChild(QFileDialog)
        assert isinstance(dialog, QFileDialog)
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        self.settle()
