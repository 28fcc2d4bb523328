"""Beside the list: what the rules ask of a form, and the form chosen with what has become of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout

from coopdesk.assets import IconName
from coopdesk.domain.clock import day_words, hour, local_day
from coopdesk.domain.proxies import ProxyState
from coopdesk.services.proxies import ProxyLine
from coopdesk.services.proxy_desk import ProxiesView
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.choices import choice_disc
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.pills import Pill
from coopdesk.ui.kit.scrolling import Scrolled
from coopdesk.ui.kit.theme import Tone
from coopdesk.ui.text import words
from coopdesk.ui.votes.recorded import CHOICE_WORDS

STATE_LOOKS: dict[ProxyState, tuple[str, Tone, IconName]] = {
    ProxyState.IN_FORCE: ("In force", "success", "check"),
    ProxyState.SUPERSEDED: ("Replaced", "neutral", "refresh-cw"),
    ProxyState.REVOKED: ("Revoked", "error", "user-x"),
    ProxyState.SUSPENDED: ("Member is here", "info", "door-open"),
    ProxyState.HOLDER_ABSENT: ("Holder not here", "warning", "hourglass"),
    ProxyState.VOID: ("By mistake", "neutral", "undo-2"),
}
"""Word, tone and icon of each state."""

_WHY: dict[ProxyState, str] = {
    ProxyState.IN_FORCE: "It counts now: the member is away and the holder is in the room.",
    ProxyState.SUPERSEDED: "A later form of the same member came in. This one counts no more.",
    ProxyState.REVOKED: "The member took it back before the meeting.",
    ProxyState.SUSPENDED: "The member is in the room and votes in person. Should they leave, the form counts again.",
    ProxyState.HOLDER_ABSENT: "It counts as soon as its holder is checked in at the door.",
    ProxyState.VOID: "It was entered by mistake, and stays in the ledger as void.",
}


def when_words(line: ProxyLine) -> str:
    """ "Friday 27 November 2026, 09:30"."""
    return f"{day_words(local_day(line.received))}, {hour(line.received)}"


class RulesPanel(QFrame):
    """How many count, until when forms come in, and how many one holder may have."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.count = label("", "number")
        self._what = label("", "muted", wrap=True)
        self._rules = label("", wrap=True)
        self.setLayout(column(self.count, self._what, self._rules, gap=6, margins=(16, 10, 16, 12)))

    def show_rules(self, view: ProxiesView) -> None:
        """Show what the rules say for this meeting."""
        self.count.setText(str(view.in_force))
        one = words("proxy counts at this moment") if view.in_force == 1 else words("proxies count at this moment")
        self._what.setText(one)
        last = f"{hour(view.deadline)} on {day_words(local_day(view.deadline))}"
        until = words("Forms had to be in by {last}.") if view.passed else words("Forms come in until {last}.")
        cap = words("One holder may speak for any number of members.")
        if view.most is not None:
            cap = words("One holder may speak for {most} members at the most; the chair for any number.")
        quorum = words("They do not count to the quorum.")
        if view.counted_to_quorum:
            quorum = words("They count to the quorum.")
        self._rules.setText(" ".join((until.format(last=last), cap.format(most=view.most), quorum)))


class FormPanel(QFrame):
    """The form chosen."""

    revoke_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._title = label(words("Form"), "section")
        self._pill = Pill("", "neutral", small=True)
        self._nobody = label(words("Choose a form from the list."), "muted", wrap=True)
        self._who = label("", "instruction", wrap=True)
        self._through = label("", wrap=True)
        self.why = label("", "muted", wrap=True)
        self._facts = QGridLayout()
        self._facts.setVerticalSpacing(7)
        self._facts.setHorizontalSpacing(12)
        self._facts.setColumnStretch(1, 1)
        self.revoke = Button(words("Revoke"), icon="user-x", key="R")
        self.revoke.clicked.connect(self.revoke_requested)
        inside = column(
            self._nobody, self._who, self._through, self.why, self._facts, Grow(), gap=8, margins=(0, 0, 4, 0)
        )
        head = row(self._title, Grow(), self._pill, gap=8)
        self.setLayout(
            column(head, Grow(Scrolled(inside, words("About this form"))), row(self.revoke, Grow()), gap=8,
                   margins=(16, 12, 16, 14))
        )  # fmt: skip
        self.show_form(None, revocable=False)

    def show_form(self, line: ProxyLine | None, *, revocable: bool) -> None:
        """Show a form, or that none is chosen."""
        self._nobody.setVisible(line is None)
        for part in (self._pill, self._who, self._through, self.why, self.revoke):
            part.setVisible(line is not None)
        empty(self._facts)
        if line is None:
            self._title.setText(words("Form"))
            return
        text, tone, icon = STATE_LOOKS[line.state]
        self._title.setText(words("Form {number}").format(number=line.form))
        self._pill.show_state(words(text), tone, icon)
        self._who.setText(f"{line.appointor_name} ({line.appointor})")
        holder = f"{line.holder_name} ({line.holder})" if line.holder.isdecimal() else line.holder_name
        self._through.setText(words("speaks through {holder}").format(holder=holder))
        self.why.setText(words(_WHY[line.state]))
        self._show_facts(line)
        gone = line.state in (ProxyState.REVOKED, ProxyState.VOID, ProxyState.SUPERSEDED)
        self.revoke.setVisible(not gone)
        late = words("The meeting has started: a form sleeps when its member comes in.")
        self.revoke.refuse("" if revocable else late)

    def _show_facts(self, line: ProxyLine) -> None:
        facts = [(words("Received"), when_words(line)), (words("How"), line.proof)]
        for at, (what, told) in enumerate(facts):
            self._facts.addWidget(label(what, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(label(told, wrap=True), at, 1)
        for at, (motion, choice) in enumerate(line.instructions, start=len(facts)):
            self._facts.addWidget(label(words("Motion {number}").format(number=motion), "muted"), at, 0)
            told_words = label(words(CHOICE_WORDS[choice.value]))
            self._facts.addLayout(row(choice_disc(choice.value, 18), told_words, Grow(), gap=8), at, 1)
        if not line.instructions:
            at = len(facts)
            self._facts.addWidget(label(words("Motions"), "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(label(words("as the holder decides"), wrap=True), at, 1)
