"""The cards of the share rules: every rule with its source, classes of shares, withdrawals, writing down."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QLayout

from coopdesk.domain.clock import day_words
from coopdesk.domain.money import pounds
from coopdesk.services.share_rules import SettingView, ShareClassView
from coopdesk.services.share_rules_view import SettingTold, ShareRulesView
from coopdesk.services.suspensions import KINDS
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.icons import IconMark
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, empty, row
from coopdesk.ui.kit.pills import Pill
from coopdesk.ui.kit.rows import TallRow
from coopdesk.ui.kit.scrolling import Scrolled
from coopdesk.ui.share_rules.wording import (
    class_words,
    groups,
    past_stop_words,
    setting_words,
    since_words,
    stop_words,
)
from coopdesk.ui.text import words


def grouped(settings: Sequence[SettingTold]) -> list[tuple[str, list[SettingTold]]]:
    """The settings under their headings, none left out."""
    by_name = {each.now.name: each for each in settings}
    found = [(heading, [by_name.pop(name) for name in names if name in by_name]) for heading, names in groups()]
    found[-1][1].extend(by_name.values())
    return found


class SettingRow(TallRow):
    """What is ruled, how, and since when by whose word; what is to come stands below."""

    def __init__(self, what: str, value: str, source: str, to_come: Sequence[SettingView] = ()) -> None:
        told = column(label(source, "small", wrap=True), gap=2)
        coming = [f"{setting_words(each)}, {since_words(each)}" for each in to_come]
        for each in coming:
            told.addWidget(label(each, "small", tone="warning", wrap=True))
        super().__init__(
            Grow(label(what, wrap=True), 6),
            Grow(label(value, "strong", wrap=True), 4),
            Grow(told, 7),
            IconMark("pencil", "muted", 16),
            name=". ".join((f"{what}: {value}", source, *coming, words("Change"))),
        )


class RulesCard(QFrame):
    """``setting_chosen(SettingTold)`` for a dated setting, ``sheet_chosen()`` for what stands on the rule sheet."""

    setting_chosen = Signal(object)
    sheet_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._rows = column(gap=0, margins=(0, 0, 6, 0))
        self._shown: list[SettingRow] = []
        inside = column(self._rows, Grow(), gap=0)
        self.setLayout(column(Grow(Scrolled(inside, words("Rules of shares"))), margins=(12, 10, 8, 10)))

    def show_rules(self, view: ShareRulesView) -> None:
        """Write every rule under its heading."""
        at = next((place for place, each in enumerate(self._shown) if each.hasFocus()), None)
        empty(self._rows)
        self._shown.clear()
        self._head(words("Every share"))
        for what, value in _sheet_lines(view):
            line = SettingRow(what, value, words("the rule sheet, in Set-up"))
            line.chosen.connect(self.sheet_chosen)
            self._add(line)
        for heading, settings in grouped(view.settings):
            self._head(heading)
            for each in settings:
                line = SettingRow(each.now.words, setting_words(each.now), since_words(each.now), each.to_come)
                line.chosen.connect(partial(self.setting_chosen.emit, each))
                self._add(line)
        self._shown[-1].set_last(True)
        if at is not None:
            self._shown[at].setFocus()

    def first_row(self) -> SettingRow | None:
        """Where the focus goes."""
        return self._shown[0] if self._shown else None

    def rows(self) -> list[str]:
        """The rules, as they are read out."""
        return [each.accessibleName() for each in self._shown]

    def row_of(self, what: str) -> SettingRow:
        """The row of one rule, by its words.

        Raises:
            StopIteration: there is none.
        """
        return next(each for each in self._shown if each.accessibleName().startswith(f"{what}:"))

    def _head(self, heading: str) -> None:
        above = 14 if self._shown else 2
        self._rows.addLayout(column(above, label(heading, "eyebrow"), gap=0, margins=(6, 0, 6, 2)))

    def _add(self, line: SettingRow) -> None:
        self._shown.append(line)
        self._rows.addWidget(line)


def _sheet_lines(view: ShareRulesView) -> list[tuple[str, str]]:
    sheet = view.sheet
    return [
        (words("Nominal value of a share"), pounds(view.nominal_pence)),
        (words("Fewest shares of a member"), f"{sheet.min_shares:,}"),
        (words("Most shares of a member"), words("no limit") if sheet.max_shares is None else f"{sheet.max_shares:,}"),
        (words("May they be withdrawn?"), words("yes") if sheet.share_withdrawable else words("no")),
        (words("May they be transferred?"), words("yes") if sheet.share_transferable else words("no")),
    ]


class StopCard(QFrame):
    """Whether money is paid out: ``suspend_requested()``, ``lift_requested()``, and what was before."""

    suspend_requested = Signal()
    lift_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.state = Pill("", "success", "check", small=True)
        self._lines = column(gap=6)
        self.suspend = Button(words("Suspend"), icon="lock", key="Alt U")
        self.lift = Button(words("Lift"), icon="lock-open", key="Alt L")
        self.suspend.clicked.connect(self.suspend_requested)
        self.lift.clicked.connect(self.lift_requested)
        head = row(label(words("Withdrawals"), "section"), Grow(), self.state, gap=6)
        acts = row(self.lift, self.suspend, Grow(), gap=8)
        self.setLayout(column(head, self._lines, acts, gap=8, margins=(16, 12, 16, 14)))

    def show_stops(self, view: ShareRulesView) -> None:
        """Say what holds today, what is to come, and what was."""
        empty(self._lines)
        now = view.in_force
        if now:
            self.state.show_state(words("Suspended"), "warning", "lock")
        elif view.sheet.share_withdrawable:
            self.state.show_state(words("Paid"), "success", "check")
        else:
            self.state.show_state(words("None"), "neutral", "minus")
        said = [stop_words(each) for each in now]
        if not now and view.sheet.share_withdrawable:
            said.append(words("Paid out as the rules say."))
        elif not now:
            said.append(words("These shares are not withdrawable under the rule sheet."))
        ahead = [stop_words(each) for each in view.suspensions if each.from_day > view.today]
        for each in (*said, *ahead):
            self._lines.addWidget(label(each, "body" if now or each in ahead else "muted", wrap=True))
        for stop in reversed(view.suspensions):
            if stop.until_day is not None and stop.until_day < view.today:
                self._lines.addWidget(label(past_stop_words(stop), "small", wrap=True))
        lasting = {each.kind for each in view.suspensions if each.until_day is None}
        self.lift.setVisible(bool(lasting))
        self.suspend.setVisible(lasting != set(KINDS))

    def told(self) -> str:
        """What the card says."""
        return " ".join(_texts(self._lines))


class ClassesCard(QFrame):
    """The classes of shares there are; ``open_requested()`` for a further one."""

    open_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._lines = column(gap=6)
        self.open = Button(words("Open a class"), icon="plus", key="Alt O")
        self.open.clicked.connect(self.open_requested)
        head = label(words("Classes of shares"), "section")
        self.setLayout(column(head, self._lines, row(self.open, Grow()), gap=8, margins=(16, 12, 16, 14)))

    def show_classes(self, classes: Sequence[ShareClassView]) -> None:
        """List them with what each may do."""
        empty(self._lines)
        for each in classes:
            name = each.name[:1].upper() + each.name[1:]
            about = class_words(each)
            if each.from_day is not None:
                about += ", " + words("since {}").format(day_words(each.from_day))
            self._lines.addLayout(column(label(name, "medium", wrap=True), label(about, "small", wrap=True), gap=0))

    def told(self) -> list[str]:
        """The classes as shown, each with what it may do."""
        found = [self._lines.itemAt(place) for place in range(self._lines.count())]
        parts = [item.layout() for item in found if item is not None]
        return [", ".join(_texts(part)) for part in parts if part is not None]


class LossesCard(QFrame):
    """Capital that losses have used up: ``write_down_requested()``."""

    write_down_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        about = words("Losses may be taken off every holding in the same part. A preview says what it does first.")
        self.write_down = Button(words("Write down"), icon="arrow-down", key="Alt W")
        self.write_down.clicked.connect(self.write_down_requested)
        self._why = label("", "small", wrap=True)
        head = label(words("Losses"), "section")
        acts = row(self.write_down, Grow())
        self.setLayout(column(head, label(about, "muted", wrap=True), self._why, acts, gap=8, margins=(16, 12, 16, 14)))

    def show_any(self, any_shares: bool) -> None:
        """Whether there is anything to write down."""
        why = "" if any_shares else words("No share has been issued yet.")
        self.write_down.refuse(why)
        self._why.setText(why)
        self._why.setVisible(bool(why))


def _texts(layout: QLayout) -> list[str]:
    found = [layout.itemAt(place) for place in range(layout.count())]
    shown = [item.widget() for item in found if item is not None]
    return [each.text() for each in shown if isinstance(each, QLabel)]
