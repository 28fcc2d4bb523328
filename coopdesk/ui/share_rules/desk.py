"""Joins the page of the share rules to its presenter: every wish has its form, every answer its place."""

from functools import partial

from PySide6.QtWidgets import QWidget

from coopdesk.domain.clock import day_words
from coopdesk.domain.share_settings import LONG_AGO
from coopdesk.services.cancelling import WriteDownAhead
from coopdesk.services.perform import Desk
from coopdesk.services.share_rules import SettingView
from coopdesk.services.share_rules_view import SettingTold
from coopdesk.ui.form_desk import FormDesk
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import column
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.stepper import Timeline
from coopdesk.ui.kit.theme import Token
from coopdesk.ui.share_rules.forms import class_form, lift_form, setting_form, suspend_form
from coopdesk.ui.share_rules.page import ShareRulesPage
from coopdesk.ui.share_rules.presenter import ShareRulesPresenter
from coopdesk.ui.share_rules.wording import setting_words, typed_value
from coopdesk.ui.share_rules.write_down import WriteDownForm
from coopdesk.ui.text import words


class ShareRulesDesk(FormDesk):
    """The forms of the share rules and what is said about them."""

    _page: ShareRulesPage

    def __init__(self, page: ShareRulesPage, presenter: ShareRulesPresenter) -> None:
        super().__init__(page)
        self._presenter = presenter
        self._settings: dict[str, tuple[InlineForm, Timeline]] = {}
        self._class, self._suspend, self._lift = class_form(), suspend_form(), lift_form()
        self._write_down = WriteDownForm()
        presenter.shown.connect(page.show_view)
        presenter.done.connect(self._on_done)
        presenter.refused.connect(self._on_refused)
        presenter.ahead.connect(self._on_ahead)
        page.undo_requested.connect(presenter.undo)
        page.rules.setting_chosen.connect(self._on_setting)
        page.classes.open_requested.connect(self._on_class)
        page.stops.suspend_requested.connect(self._on_suspend)
        page.stops.lift_requested.connect(self._on_lift)
        page.losses.write_down_requested.connect(self._on_write_down)
        self._class.submitted.connect(presenter.open_class)
        self._suspend.submitted.connect(presenter.suspend)
        self._lift.submitted.connect(presenter.lift)
        self._write_down.preview_requested.connect(presenter.look_ahead)
        self._write_down.confirmed.connect(presenter.write_down)
        forms = (self._class, self._suspend, self._lift, self._write_down)
        page.forms.keep(*forms)
        for form in forms:
            form.left.connect(page.leave_form)
        presenter.follow(page)
        presenter.read()

    def _on_setting(self, told: SettingTold) -> None:
        name = told.now.name
        if name not in self._settings:
            form = setting_form(told.now)
            form.left.connect(self._page.leave_form)
            form.submitted.connect(partial(self._presenter.set_rule, name))
            history = Timeline()
            held = QWidget()
            held.setLayout(column(label(words("Over time"), "small-strong"), history, gap=6, margins=(0, 6, 0, 0)))
            form.add_extra(held)
            self._settings[name] = (form, history)
        form, history = self._settings[name]
        history.show_events(history_lines(told), 140)
        self.begin(form, words("Enter sets the rule, Esc leaves it as it is."), value=typed_value(told.now))

    def _on_class(self) -> None:
        self.begin(self._class, words("Enter opens the class, Esc leaves it."), withdrawable="yes")

    def _on_suspend(self) -> None:
        self.begin(self._suspend, words("Enter suspends withdrawals, Esc leaves it."), kind="board")

    def _on_lift(self) -> None:
        self.begin(self._lift, words("Enter lifts the suspension, Esc leaves it."))

    def _on_write_down(self) -> None:
        self.begin(self._write_down, words("The first Enter shows what it does, the second does it; Esc leaves it."))

    def _on_ahead(self, values: dict[str, str], ahead: WriteDownAhead) -> None:
        self._write_down.show_ahead(values, ahead)


def history_lines(told: SettingTold) -> list[tuple[str, str, str, Token]]:
    """What held, holds and will hold, the newest first."""
    inks: list[tuple[SettingView, Token]] = [
        *((each, "warning") for each in reversed(told.to_come)),
        (told.now, "primary"),
        *((each, "muted") for each in reversed(told.past)),
    ]
    return [(_from_words(each), setting_words(each), each.source, ink) for each, ink in inks]


def _from_words(view: SettingView) -> str:
    return words("from the beginning") if view.from_day <= LONG_AGO else day_words(view.from_day)


def join(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter at work."""
    page = ShareRulesPage()
    ShareRulesDesk(page, ShareRulesPresenter(desk, jobs, hub, page))
    return page
