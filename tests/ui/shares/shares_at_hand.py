"""Somebody at the shares page: opens a form, reads the list and what a form says."""

from PySide6.QtWidgets import QLabel

from coopdesk.services.members import member
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.shares.page import SharesPage
from tests.ui.at_page import AtPage


class AtShares(AtPage[SharesPage]):
    """The shares page over the sample."""

    def begin(self) -> InlineForm:
        return self.open("issue")

    def open(self, act: str) -> InlineForm:
        getattr(self.page, act).click()
        return self.form()

    def held(self, number: str) -> int:
        return self.desk.ask(member, number).shares

    def rows(self) -> list[list[str]]:
        model = self.page.ledger.table.model()
        for row in range(model.rowCount()):
            model.data(model.index(row, 0))
        self.settle()
        return [
            [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]


def told_in(form: InlineForm) -> list[str]:
    return [each.text() for each in form.findChildren(QLabel) if each.isVisibleTo(form)]
