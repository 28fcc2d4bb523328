"""The share rules' presenter: what holds, and setting it anew."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from coopdesk.domain.clock import day_words
from coopdesk.domain.money import pounds
from coopdesk.domain.refusals import NotUnderstood
from coopdesk.services.cancelling import WriteDown, WriteDownAhead, WrittenDownView, write_down_ahead
from coopdesk.services.events import Event
from coopdesk.services.perform import Command, Desk, Undone
from coopdesk.services.share_rules import OpenShareClass, SetShareRule, SettingView, ShareClassView
from coopdesk.services.share_rules_view import ShareRulesView, share_rules_view
from coopdesk.services.suspensions import EndSuspension, SuspendWithdrawals, SuspensionView
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.presenter import Presenter
from coopdesk.ui.share_rules.wording import setting_words, stop_words
from coopdesk.ui.shares.waiting_card import shares_counted
from coopdesk.ui.text import words

T = TypeVar("T")
Values = Mapping[str, str]

UNDONE = {
    "SetShareRule": "The rule is taken back: what held before holds again.",
    "SuspendWithdrawals": "The suspension is taken back.",
    "EndSuspension": "The suspension lasts on.",
}
"""What Ctrl+Z takes back on this page, and what it says then."""


class ShareRulesPresenter(Presenter):
    """``shown(ShareRulesView)`` fills the page, ``ahead(values, WriteDownAhead)`` answers a preview, ``done(sentence)``
    an act."""

    shown = Signal(object)
    ahead = Signal(object, object)
    done = Signal(str)

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(desk, jobs, hub, parent)
        hub.subscribe(Event, self.read_soon)

    def read(self) -> None:
        """Read every rule again."""
        self.ask(self._on_read, share_rules_view, self.desk.now())

    def _on_read(self, view: ShareRulesView) -> None:
        self.shown.emit(view)

    def set_rule(self, name: str, values: Values) -> None:
        """Set one rule from a day on."""
        command = SetShareRule(name, values["value"], values["from_day"], values["source"])
        self._do(command, set_words)

    def open_class(self, values: Values) -> None:
        """Open a further class of shares."""
        given = {name: bool(values[name]) for name in ("withdrawable", "transferable", "numbered")}
        self._do(OpenShareClass(values["name"], **given), opened_words)

    def suspend(self, values: Values) -> None:
        """Pay nothing out from a day on."""
        self._do(SuspendWithdrawals(values["kind"], values["on"], values["words"]), suspended_words)

    def lift(self, values: Values) -> None:
        """Pay again after a day."""
        self._do(EndSuspension(values["on"]), lifted_words)

    def look_ahead(self, values: Values) -> None:
        """Find out what writing down would do."""
        try:
            percent = percent_typed(values["percent"])
        except NotUnderstood as no:
            self.refused.emit(no)
        else:
            self.ask(partial(self._on_ahead, dict(values)), write_down_ahead, percent, values["on"], self.desk.now())

    def _on_ahead(self, values: Values, ahead: WriteDownAhead) -> None:
        self.ahead.emit(values, ahead)

    def write_down(self, values: Values) -> None:
        """Take the part off every holding."""
        self._do(WriteDown(percent_typed(values["percent"]), values["reason"], values["on"]), written_words)

    def undo(self) -> None:
        """Take back the last act of this page that can be."""
        self.jobs.store(partial(self.desk.undo, tuple(UNDONE)), self._on_undone, self._on_failed)

    def _on_undone(self, undone: Undone) -> None:
        self.done.emit(words(UNDONE[undone.act]))

    def _do(self, command: Command[T], told: Callable[[T], str]) -> None:
        self.perform(command, partial(self._on_done, told))

    def _on_done(self, told: Callable[[T], str], value: T) -> None:
        self.done.emit(told(value))


def percent_typed(text: str) -> int:
    """A part as typed, "50" or "50 %".

    Raises:
        NotUnderstood: it is no whole number.
    """
    plain = text.strip().removesuffix("%").strip()
    if not (plain.isascii() and plain.isdecimal() and len(plain) <= 3):
        raise NotUnderstood("The part to write down", text, "use a whole number from 1 to 99 per cent")
    return int(plain)


def set_words(made: SettingView) -> str:
    """What was set."""
    told = words("{}: {}, from {}. Ctrl+Z takes it back.")
    return told.format(made.words, setting_words(made), day_words(made.from_day))


def opened_words(made: ShareClassView) -> str:
    """Which class was opened."""
    return words("The class “{}” is open: its shares can be issued.").format(made.name)


def suspended_words(made: SuspensionView) -> str:
    """From when nothing is paid out."""
    return f"{stop_words(made)} {words('Ctrl+Z takes it back.')}"


def lifted_words(_ended: int) -> str:
    """That money is paid again."""
    return words("The suspension is lifted. Ctrl+Z takes it back.")


def ahead_words(ahead: WriteDownAhead) -> str:
    """What writing down would do: "12 of 14 members lose 340 of 680 shares; share capital £680 becomes £340."."""
    if not ahead.shares:
        return words("Nothing would go: no holding is large enough for a whole share of this part.")
    each = ahead.nominal_pence
    left = ahead.shares_now - ahead.shares
    told = words("{} of {} members lose {} together. Share capital of {} becomes {}.")
    if ahead.holders == 1:
        told = words("{} of {} members loses {}. Share capital of {} becomes {}.")
    return told.format(
        f"{ahead.holders:,}",
        f"{ahead.holders_now:,}",
        shares_counted(ahead.shares),
        pounds(ahead.shares_now * each),
        pounds(left * each),
    )


def written_words(made: WrittenDownView) -> str:
    """What was written down."""
    told = words("{} of {} members written down, {}. New certificates are numbered for what is left.")
    return told.format(shares_counted(made.shares), f"{made.holders:,}", pounds(made.pence))
