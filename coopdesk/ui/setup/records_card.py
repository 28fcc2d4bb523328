"""What is kept of members and how long: retention and who is due, lapsing, nominees' book, what left the file."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from coopdesk.domain.clock import day_words, hour, local_day
from coopdesk.domain.members import display_number
from coopdesk.services.lapsing import LapseView
from coopdesk.services.members import MemberView
from coopdesk.services.nominations import NominationView
from coopdesk.services.records_view import RecordsView
from coopdesk.services.share_rules import SettingView
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.icons import IconMark
from coopdesk.ui.kit.labels import Elided, label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.rows import ListRow
from coopdesk.ui.setup.cards import Card, fill_rows
from coopdesk.ui.text import words

NAMES_SHOWN = 12
"""Names of a list shown at once; the rest is counted."""


def names_words(members: Sequence[MemberView]) -> str:
    """ "0004 Zoë Parry, 0009 Tom Hale and 3 more"."""
    named = ", ".join(f"{display_number(each.number)} {each.name}" for each in members[:NAMES_SHOWN])
    more = len(members) - NAMES_SHOWN
    return words("{} and {} more").format(named, f"{more:,}") if more > 0 else named


def counted(count: int) -> str:
    """ "1 member", "12 members"."""
    return words("1 member") if count == 1 else words("{} members").format(f"{count:,}")


def lapse_words(view: LapseView) -> str:
    """What the rule on missed annual meetings comes to today."""
    if view.after == 0:
        return words("Memberships do not lapse in this society.")
    if not view.meetings:
        return words("There were not yet {} annual meetings, so nobody lapses.").format(view.after)
    missed = words("the last annual meeting")
    if view.after > 1:
        missed = words("the last {} annual meetings").format(view.after)
    if not view.members:
        return words("Nobody lapses: everybody came to one of {}, or wrote.").format(missed)
    return words("{} missed {} without apologies: {}.").format(
        counted(len(view.members)), missed, names_words(view.members)
    )


class _Setting(QWidget):
    """One dated setting: what it says, since when and by whose word, and the way to the page where it is set."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self._caption = caption
        self._said = label("", "medium", wrap=True)
        self._source = label("", "small", wrap=True)
        self.rules = Button(words("Share rules"), icon="scale", kind="ghost", height=32)
        self.rules.setAccessibleName(words("Set anew in the share rules: {}").format(caption))
        self.setLayout(row(Grow(column(self._said, self._source, gap=0)), self.rules, gap=8))

    def show_setting(self, setting: SettingView) -> None:
        self._said.setText(f"{self._caption}: {setting.shown}")
        since = ""
        if setting.from_day.year > 1900:
            since = words("since {}, ").format(day_words(setting.from_day))
        self._source.setText(since + setting.source)


class RecordsCard(QWidget):
    """``rules_requested()``, ``erase_requested()``, ``lapse_requested()``, ``log_requested()``,
    ``member_requested(id)``."""

    rules_requested = Signal()
    erase_requested = Signal()
    lapse_requested = Signal()
    log_requested = Signal()
    member_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.erase = Button(words("Erase what is due"), icon="eye-off")
        self.lapse = Button(words("Let them lapse"), icon="user-x")
        self.log = Button(words("Log of exports"), icon="history", kind="ghost")
        self._due, self._lapsing, self._left = (label("", wrap=True) for _ in range(3))
        self._retention = _Setting(words("Former members are erased after"))
        self._after = _Setting(words("Missed annual meetings that end a membership"))
        self._limit = _Setting(words("Most that passes by a nomination"))
        self._standing = label("", "muted", wrap=True)
        self._book = column(gap=0)
        self._nominees = Card(words("Nominees’ book"))
        cards = (
            _card(words("How long records are kept"), self._retention, self._due, row(self.erase, Grow())),
            _card(words("Membership that lapses"), self._after, self._lapsing, row(self.lapse, Grow())),
            self._nominees,
            _card(words("Personal data that left this file"), self._left, row(self.log, Grow())),
        )
        for part in (self._limit, self._standing):
            self._nominees.body.addWidget(part)
        self._nominees.body.addLayout(self._book)
        self.setLayout(column(*cards, gap=12))
        self.erase.clicked.connect(self.erase_requested)
        self.lapse.clicked.connect(self.lapse_requested)
        self.log.clicked.connect(self.log_requested)
        for setting in (self._retention, self._after, self._limit):
            setting.rules.clicked.connect(self.rules_requested)

    def show_records(self, view: RecordsView) -> None:
        """Fill every card."""
        self._retention.show_setting(view.retention)
        self._after.show_setting(view.lapse)
        self._limit.show_setting(view.nomination_limit)
        due = words("No former member is due for erasure.")
        if view.due:
            due = words("{} due: {}.").format(counted(len(view.due)), names_words(view.due))
        self._due.setText(due)
        self.erase.setVisible(bool(view.due))
        self._lapsing.setText(lapse_words(view.lapsing))
        self.lapse.setVisible(bool(view.lapsing.members))
        self._nominees.setVisible(view.takes_nominations)
        nothing = words("No nomination stands. Enter one on the member’s account.")
        self._standing.setText(nothing if not view.nominations else words("Enter opens the member’s account."))
        fill_rows(self._book, [self._nomination(each) for each in view.nominations])
        self._left.setText(_exports_words(view))

    def _nomination(self, each: NominationView) -> ListRow:
        names = ", ".join(nominee.name for nominee in each.nominees)
        about = f"{display_number(each.member_number)} {each.member_name}"
        day = day_words(each.delivered_on)
        number = label(str(each.number), "muted")
        number.setMinimumWidth(28)
        line = ListRow(
            number,
            Grow(Elided(about, "medium"), 3),
            Grow(Elided(names), 3),
            label(day, "muted"),
            IconMark("chevron-right", "muted", 16),
            height=38,
            name=words("Nomination {} of {}: {}, {}").format(each.number, about, names, day),
        )
        line.chosen.connect(partial(self.member_requested.emit, int(each.member)))
        return line

    def told(self) -> str:
        """What the cards say of erasure and lapsing."""
        return f"{self._due.text()} {self._lapsing.text()}"


def _exports_words(view: RecordsView) -> str:
    if not view.exports:
        return words("No personal data has left the file yet.")
    last = view.exports[0]
    times = words("Once") if len(view.exports) == 1 else words("{} times").format(f"{len(view.exports):,}")
    when = f"{day_words(local_day(last.at))} {hour(last.at)}"
    return words("{}; last on {}: {}, {}.").format(times, when, last.what, last.format)


def _card(title: str, *parts: QWidget | QLayout) -> Card:
    made = Card(title)
    for part in parts:
        if isinstance(part, QLayout):
            made.body.addLayout(part)
        else:
            made.body.addWidget(part)
    return made
