"""A certificate's code, checked: what it was issued as, the register of today, and what that proves."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout

from coopdesk.assets import IconName
from coopdesk.domain.clock import day_words
from coopdesk.services.certificate_check import CertificateCheck, Verdict
from coopdesk.ui.certificates.panel import shares_and_value, status_words
from coopdesk.ui.kit.announce import announce
from coopdesk.ui.kit.banner import NoticeBanner
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.frames import hairline
from coopdesk.ui.kit.labels import Role, label
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.scrolling import Scrolled
from coopdesk.ui.kit.theme import Tone
from coopdesk.ui.text import words


def verdict_words(check: CertificateCheck) -> tuple[Tone, IconName, str]:
    """How a check came out, by tone, icon and word together."""
    if check.verdict is Verdict.GENUINE and check.stands:
        return "success", "shield-check", words("Signed by this society, and it stands")
    if check.verdict is Verdict.GENUINE:
        return "error", "circle-x", words("Signed by this society, but it stands no more")
    if check.verdict is Verdict.UNSIGNED and check.stands:
        return "warning", "triangle-alert", words("On the register and standing, but unsigned")
    if check.verdict is Verdict.UNSIGNED:
        return "error", "circle-x", words("On the register, but it stands no more")
    told: dict[Verdict, str] = {
        Verdict.UNRECORDED: words("Signed, but not on this register"),
        Verdict.ALTERED: words("Altered or forged"),
        Verdict.UNKNOWN_KEY: words("Not signed by this society"),
        Verdict.UNKNOWN: words("Not a code of this society"),
    }
    return "error", "circle-x", told.get(check.verdict, words("Not checked"))


def after_verdict(sentence: str) -> str:
    """The sentence without the word it begins with at the shell ("UNKNOWN: ..."): the banner says that."""
    verdict, colon, rest = sentence.partition(": ")
    return f"{rest[:1].upper()}{rest[1:]}" if colon and verdict.isupper() else sentence


class CheckPanel(QFrame):
    """``certificate_requested(number)`` to see it in the register, ``left()`` to put the panel away."""

    certificate_requested = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._check: CertificateCheck | None = None
        self._verdict = NoticeBanner("neutral", "info", "")
        self._sentence = label("", wrap=True)
        self._facts = QGridLayout()
        self._facts.setVerticalSpacing(6)
        self._facts.setHorizontalSpacing(10)
        self._facts.setColumnStretch(1, 1)
        self._facts.setColumnStretch(2, 1)
        self._differences = label("", "medium", tone="warning", wrap=True)
        self._proves = label("", wrap=True)
        self._not = label("", wrap=True)
        self._not_title = label(words("What it does not show"), "small-strong")
        self.show_it = Button(words("Show in the register"), icon="award", key="Alt G")
        self.close_panel = Button(words("Close"), key="Esc", kind="ghost", height=28)
        self.show_it.clicked.connect(self._on_show)
        self.close_panel.clicked.connect(self.left)
        inside = column(
            self._verdict, self._facts, self._differences, self._sentence, hairline(),
            label(words("What this shows"), "small-strong"), self._proves, self._not_title, self._not, Grow(),
            gap=8, margins=(0, 0, 4, 0),
        )  # fmt: skip
        about = Scrolled(inside, words("The check"))
        head = row(label(words("Code checked"), "section"), Grow(), self.close_panel, gap=6)
        self.show_it.setSizePolicy(self.show_it.sizePolicy().Policy.Expanding, self.show_it.sizePolicy().Policy.Fixed)
        self.setLayout(column(head, Grow(about), self.show_it, gap=8, margins=(16, 10, 12, 14)))

    def check(self) -> CertificateCheck | None:
        """What it shows."""
        return self._check

    def verdict(self) -> str:
        """How the check came out, in its words."""
        return self._verdict.text()

    def show_check(self, check: CertificateCheck) -> None:
        """Show a check, and have the outcome spoken."""
        self._check = check
        tone, icon, said = verdict_words(check)
        self._verdict.show_notice(tone, icon, said)
        # Side by side they say it already; a code that failed has its sentence.
        self._sentence.setText(after_verdict(check.sentence))
        self._sentence.setVisible(check.issued_as is None or check.today is None or not check.good)
        self._show_facts(check)
        self._differences.setText("\n".join(check.differences))
        self._differences.setVisible(bool(check.differences))
        self._proves.setText(check.proves)
        self._not.setText(check.does_not_prove)
        for part in (self._not, self._not_title):
            part.setVisible(bool(check.does_not_prove))
        self.show_it.setVisible(check.today is not None)
        self.setAccessibleName(said)
        announce(self, said, urgent=tone == "error")

    def _show_facts(self, check: CertificateCheck) -> None:
        empty(self._facts)
        stated, today = check.issued_as, check.today
        # Without both there is nothing to lay side by side; the sentence says what there is.
        if stated is None:
            return
        now = (
            ("", "", "", "")
            if today is None
            else (
                status_words(today.status),
                today.holder,
                shares_and_value(today.shares, stated.nominal_pence),
                "" if today.replaced_by is None else words("replaced by {}").format(f"{today.replaced_by:05d}"),
            )
        )
        lines = (
            ("", words("Issued as"), words("Register today") if today is not None else ""),
            (words("Number"), f"{stated.number:05d}", now[0]),
            (words("Holder"), stated.holder, now[1]),
            (words("Shares"), shares_and_value(stated.shares, stated.nominal_pence), now[2]),
            (words("Day"), day_words(stated.issued_on), now[3]),
        )
        for at, line in enumerate(lines):
            for place, text in enumerate(line):
                role: Role = "small" if place == 0 else "small-strong" if at == 0 else "small-text"
                if text:
                    self._facts.addWidget(label(text, role, wrap=True), at, place, Qt.AlignmentFlag.AlignTop)

    def _on_show(self) -> None:
        if self._check is not None and self._check.issued_as is not None:
            self.certificate_requested.emit(self._check.issued_as.number)
