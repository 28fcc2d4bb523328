"""One movement beside the ledger: whose, when, the money and the certificate, and what may be done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout

from coopdesk.domain.clock import day_words, hour
from coopdesk.domain.members import display_number
from coopdesk.services.movement_list import MovementLine
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.pills import Pill
from coopdesk.ui.kit.theme import Tone
from coopdesk.ui.shares.movement_words import MONEY_MARKS, money_words, shares_words, state_words, what_words, who_words
from coopdesk.ui.text import words

_TONES: dict[str, Tone] = {"to do": "warning", "cashed up": "success", "no money": "neutral"}


class MovementPanel(QFrame):
    """Wishes: ``account_requested(line)``, ``certificate_requested(line)``, ``receipt_requested(line)``,
    ``correct_requested(line)``, ``left()``."""

    account_requested = Signal(object)
    certificate_requested = Signal(object)
    receipt_requested = Signal(object)
    correct_requested = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._line: MovementLine | None = None
        self._title = label("", "section", wrap=True)
        self._state = Pill("", "neutral", small=True)
        self._who = label("", "instruction", wrap=True)
        self._facts = QGridLayout()
        self._facts.setVerticalSpacing(7)
        self._facts.setHorizontalSpacing(12)
        self._facts.setColumnStretch(1, 1)
        self.account = Button(words("Member’s account"), icon="user", key="Alt A")
        self.certificate = Button(words("Certificate"), icon="award", key="Alt F")
        self.receipt = Button(words("Receipt"), icon="receipt-pound-sterling", key="Alt P")
        self.correct = Button(words("Correct"), icon="rotate-ccw", key="Alt X")
        self.close_panel = Button(words("Close"), key="Esc", kind="ghost", height=28)
        self.account.clicked.connect(self._on_account)
        self.certificate.clicked.connect(self._on_certificate)
        self.receipt.clicked.connect(self._on_receipt)
        self.correct.clicked.connect(self._on_correct)
        self.close_panel.clicked.connect(self.left)
        acts = QGridLayout()
        acts.setSpacing(8)
        for place, button in enumerate((self.account, self.certificate, self.receipt, self.correct)):
            button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
            acts.addWidget(button, place, 0)
        head = row(Grow(self._title), self.close_panel, gap=6)
        self.setLayout(
            column(
                head, row(self._state, Grow()), self._who, self._facts, Grow(), acts, gap=10, margins=(16, 10, 12, 14)
            )
        )

    def line(self) -> MovementLine | None:
        """What it shows."""
        return self._line

    def show_line(self, line: MovementLine) -> None:
        """Show a movement, or a payment that moved no shares."""
        self._line = line
        self._title.setText(what_words(line))
        icon = MONEY_MARKS.get(line.money)
        self._state.show_state(state_words(line.money), _TONES[line.money], icon[0] if icon else None)
        self._who.setText(who_words(line))
        empty(self._facts)
        facts = [
            (words("Member"), display_number(line.member_number) if line.member_number else ""),
            (words("Day"), day_words(line.day) + (f", {hour(line.moment)}" if line.moment is not None else "")),
            (words("Shares"), shares_words(line)),
            (words("Money"), money_words(line)),
            (words("Receipt"), "" if line.receipt is None else str(line.receipt)),
            (words("Certificate"), "" if line.certificate is None else f"{line.certificate:05d}"),
        ]
        for at, (what, told) in enumerate([fact for fact in facts if fact[1]]):
            self._facts.addWidget(label(what, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(label(told, wrap=True), at, 1)
        self.account.refuse("" if line.member is not None else words("Somebody who is not a member yet."))
        self.certificate.setVisible(line.certificate is not None)
        self.receipt.setVisible(line.receipt is not None)
        correction = words("A correction is corrected by a new entry of the right kind.")
        self.correct.refuse("" if line.movement is not None and line.what != "reversal" else correction)
        self.setAccessibleName(f"{what_words(line)}, {who_words(line)}")

    def _on_account(self) -> None:
        self.account_requested.emit(self._line)

    def _on_certificate(self) -> None:
        self.certificate_requested.emit(self._line)

    def _on_receipt(self) -> None:
        self.receipt_requested.emit(self._line)

    def _on_correct(self) -> None:
        self.correct_requested.emit(self._line)
