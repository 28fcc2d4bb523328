"""Registers: choose the kind, the day and the format, say what for, and save; the log of exports stands beside it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from coopdesk.domain.clock import day_words, hour, local_day
from coopdesk.services.export_log import ExportLine
from coopdesk.services.perform import Desk
from coopdesk.ui.kit.forms import FormField, FormPlace, InlineForm
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, empty
from coopdesk.ui.kit.news import NewsLine
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.panel import SideSplit
from coopdesk.ui.kit.picker import Picker
from coopdesk.ui.kit.scrolling import Scrolled
from coopdesk.ui.registers.making import FORMATS
from coopdesk.ui.text import words


def contents(kind: str) -> str:
    """What a register contains, and who may see it."""
    told = {
        "public": words(
            "Names, addresses, dates of entering and leaving, and the officers: what members may inspect. It cannot "
            "contain a holding."
        ),
        "full": words(
            "Everything section 30 of the 2014 Act asks for: shares and the amount paid, other property, addresses, "
            "dates, and the officers. It is not for inspection."
        ),
        "certificates": words(
            "Every certificate number with what became of it, and spoilt paper: for whoever audits the accounts. As it "
            "stands today."
        ),
    }
    return told[kind]


def register_form() -> InlineForm:
    """Which register, as at which day, as which kind of file, what for."""
    kinds = (
        ("public", words("Register for inspection, without holdings")),
        ("full", words("Register of members, full")),
        ("certificates", words("Certificates account")),
    )
    names = {"pdf": words("PDF"), "xlsx": words("Excel"), "ods": words("OpenDocument"), "csv": words("CSV")}
    fields = (
        FormField("kind", words("Register"), choices=kinds, wide=True),
        FormField("on", words("As at"), words("today, or 31/12/2025")),
        FormField("format", words("Format"), choices=tuple((form, names[form]) for form in FORMATS)),
        FormField("purpose", words("What for"), words("inspection, annual return")),
        FormField("recipient", words("For whom"), words("the auditor")),
    )
    return InlineForm(words("Save a register"), words("Save"), fields, icon="save", back=words("Shares"))


class RegistersPage(Page):
    """The form is always open; ``form.submitted`` carries what is wanted."""

    def __init__(self) -> None:
        super().__init__(words("Registers"))
        self.form = register_form()
        self.news = NewsLine()
        self._about = label("", wrap=True)
        about = frame("quote", column(self._about, margins=(14, 8, 14, 8)))
        self.form.add_extra(about)
        place = FormPlace(words("Save a register"))
        place.show_form(self.form)
        main = QWidget()
        main.setLayout(column(self.news, Grow(place), gap=12))
        self.setLayout(column(Grow(SideSplit(main, self._log(), 330, gap=14)), gap=0))
        kind = self.form.field("kind")
        assert isinstance(kind, Picker)
        kind.currentIndexChanged.connect(self._on_kind)
        self.form.left.connect(self._on_back)
        self.begin()
        self.set_status(words("Enter asks where to save. Every export of personal data is kept in the log."), "save")

    def _log(self) -> QFrame:
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self._none = label(words("No personal data has left the file yet."), "muted", wrap=True)
        inside = column(self._none, self._lines, Grow(), gap=8)
        title = label(words("Log of exports"), "section")
        return frame("card", column(title, Grow(Scrolled(inside, words("Log of exports"))), margins=(16, 12, 10, 12)))

    def begin(self) -> None:
        """The form as it is first shown."""
        self.form.begin({"kind": "public", "format": "pdf"})
        self._on_kind()

    def primary_focus(self) -> QWidget:
        return self.form.field("kind")

    def show_log(self, lines: Sequence[ExportLine]) -> None:
        """List what left the file, the newest first."""
        empty(self._lines)
        self._none.setVisible(not lines)
        for line in lines:
            when = f"{day_words(local_day(line.at))} {hour(line.at)}"
            what = f"{line.what}, {line.format}, {words('{} entries').format(f'{line.entries:,}')}"
            whom = " · ".join(part for part in (line.purpose, line.recipient) if part)
            told = column(label(when, "small"), label(what, wrap=True), gap=0)
            if whom:
                told.addWidget(label(whom, "small", wrap=True))
            self._lines.addLayout(told)

    def logged(self) -> int:
        """How many exports are listed."""
        return self._lines.count()

    def _on_kind(self, _at: int = 0) -> None:
        kind = self.form.values()["kind"]
        self._about.setText(contents(kind))
        self.form.field("on").setEnabled(kind != "certificates")

    def _on_back(self) -> None:
        self.page_requested.emit("shares")


def build(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter (``features.py``)."""
    from coopdesk.ui.registers.desk import join

    return join(desk, jobs, hub)
