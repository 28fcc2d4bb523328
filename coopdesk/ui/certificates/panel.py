"""One certificate beside the list: as it stands in the register, what became of it, and what may be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout

from coopdesk.domain.clock import day_words
from coopdesk.domain.members import display_number
from coopdesk.domain.money import pounds
from coopdesk.services.certificate_view import CertificateView
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.pills import Pill
from coopdesk.ui.kit.scrolling import Scrolled
from coopdesk.ui.kit.theme import Tone
from coopdesk.ui.text import words


def status_words(status: str) -> str:
    """What a certificate is today, in a word."""
    told = {
        "issued": words("stands"),
        "void": words("void"),
        "replaced": words("replaced"),
        "cancelled": words("cancelled"),
        "spoilt": words("spoilt"),
    }
    return told[status]


def shares_and_value(shares: int, nominal_pence: int) -> str:
    """ "1 share, £1", "25 shares, £25"."""
    value = pounds(shares * nominal_pence)
    return words("1 share, {}").format(value) if shares == 1 else words("{} shares, {}").format(f"{shares:,}", value)


class CertificatePanel(QFrame):
    """Wishes: ``save_requested``, ``copy_requested``, ``replace_requested``, ``cancel_requested``."""

    save_requested = Signal()
    copy_requested = Signal()
    replace_requested = Signal()
    cancel_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._view: CertificateView | None = None
        self._title = label(words("Certificate"), "section")
        self._state = Pill("", "neutral", small=True)
        self._nobody = label(words("Choose a certificate from the list, or scan its code."), "muted", wrap=True)
        self._holder = label("", "instruction", wrap=True)
        self._shares = label("", wrap=True)
        self._fate = label("", "medium", tone="error", wrap=True)
        self._facts = QGridLayout()
        self._facts.setVerticalSpacing(7)
        self._facts.setHorizontalSpacing(12)
        self._facts.setColumnStretch(1, 1)
        self._condition = label("", "small", wrap=True)
        self.save = Button(words("Save as PDF"), icon="printer", key="Alt P")
        self.copy = Button(words("Duplicate"), icon="copy", key="Alt D")
        self.replace = Button(words("Replace"), icon="refresh-cw", key="Alt E")
        self.cancel = Button(words("Cancel certificate"), icon="x", key="Alt N")
        self.save.clicked.connect(self.save_requested)
        self.copy.clicked.connect(self.copy_requested)
        self.replace.clicked.connect(self.replace_requested)
        self.cancel.clicked.connect(self.cancel_requested)
        inside = column(
            self._nobody, self._holder, self._shares, self._fate, self._facts, self._condition, Grow(),
            gap=8, margins=(0, 0, 4, 0),
        )  # fmt: skip
        acts = QGridLayout()
        acts.setSpacing(8)
        for place, button in enumerate(self._acts()):
            button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
            button.hide()
            acts.addWidget(button, place, 0)
        head = row(self._title, Grow(), self._state, gap=8)
        about = Scrolled(inside, words("About this certificate"))
        self.setLayout(column(head, Grow(about), acts, gap=8, margins=(16, 12, 16, 14)))
        for part in (self._state, self._holder, self._shares, self._fate, self._condition):
            part.hide()

    def _acts(self) -> tuple[Button, ...]:
        return (self.save, self.copy, self.replace, self.cancel)

    def view(self) -> CertificateView | None:
        """What it shows."""
        return self._view

    def show_certificate(self, view: CertificateView) -> None:
        """Show a certificate."""
        self._view = view
        self._title.setText(words("Certificate {}").format(f"{view.number:05d}"))
        tone: Tone = "success" if view.stands else "error"
        self._state.show_state(status_words(view.status), tone, "check" if view.stands else "x")
        self._holder.setText(view.holder)
        self._shares.setText(shares_and_value(view.shares, view.nominal_pence))
        self._fate.setText(view.fate)
        self._condition.setText(view.condition)
        self._show_facts(view)
        self._nobody.hide()
        for part in (self._state, self._holder, self._shares, self._condition, *self._acts()):
            part.show()
        self._fate.setVisible(bool(view.fate))
        gone = "" if view.stands else words("It stands no more.")
        for button in (self.copy, self.replace, self.cancel):
            button.refuse(gone)
        self.setAccessibleName(f"{self._title.text()}, {view.holder}")

    def _show_facts(self, view: CertificateView) -> None:
        empty(self._facts)
        numbers = view.distinctive
        facts = (
            (words("Member"), display_number(view.member_number)),
            (words("Address"), view.address),
            (words("Shares"), view.class_words),
            (words("Numbers"), "" if numbers is None else words("{} to {}").format(*(f"{each:,}" for each in numbers))),
            (words("Entered"), day_words(view.entered_on)),
            (words("Issued"), day_words(view.issued_on)),
            (words("In place of"), "" if view.replaces is None else f"{view.replaces:05d}"),
            (words("Owed"), pounds(view.unpaid_pence) if view.unpaid_pence else ""),
            (words("Code"), words("signed, key {}").format(view.key) if view.key else words("unsigned")),
        )
        for at, (what, told) in enumerate([fact for fact in facts if fact[1]]):
            self._facts.addWidget(label(what, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(label(told, wrap=True), at, 1)
