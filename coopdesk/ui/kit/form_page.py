"""A page whose forms stand in place of its main part, one at a time: news above, the form or the part below."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from coopdesk.assets import IconName
from coopdesk.ui.kit.forms import FormPlace, InlineForm
from coopdesk.ui.kit.news import NewsLine
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.progress_line import ProgressLine


class FormPage(Page):
    """Keeps ``news``, ``progress`` and the ``stack`` of parts; the first part added is where a form is left for."""

    def __init__(self, title: str, form_name: str) -> None:
        """``form_name`` is read out by screen readers where a form begins."""
        super().__init__(title)
        self.news = NewsLine()
        self.progress = ProgressLine()
        # Not every page lays it out.
        self.progress.setParent(self)
        self.forms = FormPlace(form_name)
        self.stack = QStackedWidget()

    def add_parts(self, *parts: QWidget) -> None:
        """What stands in the main place by turns; forms come to stand beside them."""
        for part in (*parts, self.forms):
            self.stack.addWidget(part)

    def open_form(self) -> InlineForm | None:
        """The form that stands in place of the main part, if one does."""
        return self.forms.form() if self.stack.currentWidget() is self.forms else None

    def show_form(self, form: InlineForm, status: str, icon: IconName = "corner-down-right") -> None:
        """Put a form in place of the main part; ``status`` says what Enter and Esc do."""
        self.forms.show_form(form)
        self.stack.setCurrentWidget(self.forms)
        self.set_status(status, icon)
        self.light()

    def leave_form(self) -> None:
        """Show the first part again."""
        # First the focus: a hidden form would hand it to a table, which then chooses its first row.
        entry = self.primary_focus()
        if entry is not None:
            entry.setFocus()
        self.stack.setCurrentIndex(0)
        self.light()

    def light(self) -> None:
        """Light the one next act and say it, for pages to fill in: while a form stands there its button is the one."""
