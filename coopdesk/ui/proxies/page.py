"""Proxies: every form received with what has become of it; forms are entered by keyboard and cards."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QStackedWidget, QWidget

from coopdesk.domain.clock import hour, local_day, short_day
from coopdesk.domain.faults import Fault
from coopdesk.domain.refusals import Refusal
from coopdesk.services.perform import Desk
from coopdesk.services.proxies import ProxyLine
from coopdesk.services.proxy_desk import ProxiesView
from coopdesk.ui.kit.buttons import Button
from coopdesk.ui.kit.commands import Command
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.kit.frames import frame
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.labels import label
from coopdesk.ui.kit.layouts import Grow, column, row
from coopdesk.ui.kit.news import NewsLine
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.panel import SideSplit
from coopdesk.ui.kit.table import Cells, Column, LongTable, PagedTableModel
from coopdesk.ui.kit.theme import Token, Tone
from coopdesk.ui.proxies.form import proxy_form, revoke_form
from coopdesk.ui.proxies.panel import STATE_LOOKS, FormPanel, RulesPanel
from coopdesk.ui.proxies.presenter import ProxiesPresenter
from coopdesk.ui.text import no_text, words
from coopdesk.ui.votes.form_desk import FormDesk


def cells(line: ProxyLine) -> Cells:
    """One form as the list shows it."""
    return (
        str(line.form),
        f"{line.appointor_name} ({line.appointor})",
        line.holder_name,
        f"{short_day(local_day(line.received))}, {hour(line.received)}",
        words(STATE_LOOKS[line.state][0]),
    )


class ProxiesPage(Page):
    """The list of forms; a form being entered stands in its place."""

    written = Signal(object)
    revoke_requested = Signal(str)
    undo_requested = Signal()

    def __init__(self) -> None:
        super().__init__(words("Proxies"))
        self._view: ProxiesView | None = None
        self.begin = Button(words("Enter a form"), icon="plus", key="Ctrl N", kind="primary")
        self.back = Button(words("Votes"), icon="chevron-left", key="Alt V")
        self.ledger = Button(words("Ledger on paper"), icon="printer")
        self.undo = Button(words("Undo"), icon="undo-2", key="Ctrl Z", kind="ghost")
        self.news = NewsLine()
        self._model = PagedTableModel(_columns())
        self.table = LongTable(self._model, words("Proxy forms"), 40)
        self._empty = label("", "lead", wrap=True)
        self.forms = FormDesk(words("Proxy form"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self._list())
        self.stack.addWidget(self.forms)
        self.rules = RulesPanel()
        self.panel = FormPanel()
        top = row(self.back, Grow(), self.undo, self.ledger, self.begin, gap=10)
        main = frame("plain", column(top, self.news, Grow(self.stack), gap=12))
        side = frame("plain", column(self.rules, Grow(self.panel), Grow(share=0), gap=12))
        self.setLayout(column(Grow(SideSplit(main, side))))
        self._connect()

    def _list(self) -> QFrame:
        self._nothing = frame("plain", column(self._empty, Grow(), margins=(8, 10, 8, 10)))
        return frame("card", column(Grow(self.table), Grow(self._nothing), gap=4, margins=(12, 8, 12, 8)))

    def _connect(self) -> None:
        self.begin.clicked.connect(self._on_begin)
        self.back.clicked.connect(self._on_back)
        self.ledger.clicked.connect(self._on_ledger)
        self.undo.clicked.connect(self.undo_requested)
        self.table.row_chosen.connect(self._on_row)
        self.panel.revoke_requested.connect(self._on_revoke)
        self.forms.submitted.connect(self._on_submitted)
        self.forms.left.connect(self.leave_form)

    def primary_focus(self) -> QWidget:
        return self.begin

    def take_scan(self, code: str) -> bool:
        """While a form is open a card fills in its member, then its holder; else it is the door's."""
        form = self.forms.form
        if form is None or not form.has_field("appointor"):
            return False
        for name in ("appointor", "holder"):
            field = form.field(name)
            if isinstance(field, QLineEdit) and not field.text():
                field.setText(code)
                following = form.field("holder" if name == "appointor" else "received")
                following.setFocus()
                return True
        return True

    def on_key(self, key: str) -> bool:
        if self.forms.form is not None:
            return False
        if key == "R" and self.panel.revoke.isVisibleTo(self) and self.panel.revoke.isEnabled():
            self._on_revoke()
            return True
        if key == "Esc":
            self._on_back()
            return True
        return self.press_focused(key)

    def commands(self) -> Sequence[Command]:
        return (
            Command(words("Enter a proxy form"), "Ctrl N", self._on_begin, "plus"),
            Command(words("Ledger of proxies on paper"), "", self._on_ledger, "printer"),
            Command(words("Back to Votes"), "Alt V", self._on_back, "vote"),
        )

    def show_proxies(self, view: ProxiesView | None) -> None:
        """Show the forms of the meeting at hand."""
        chosen = self.table.currentIndex().row()
        self._view = view
        lines = () if view is None else view.forms
        rows = [cells(line) for line in lines]
        self._model.show_rows(rows)
        self.table.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._empty.setText(self._missing(view))
        self.begin.refuse(self._cannot(view))
        self.ledger.setEnabled(bool(rows))
        self.rules.setVisible(view is not None and view.allowed)
        self.panel.setVisible(bool(rows))
        if view is not None:
            self.set_subtitle(view.meeting.title)
            self.rules.show_rules(view)
        if 0 <= chosen < len(rows):
            self.table.selectRow(chosen)
        else:
            self.panel.show_form(None, revocable=False)
        self._say_status()

    def _missing(self, view: ProxiesView | None) -> str:
        if view is None:
            return words("No meeting has been called yet. Call one in Set-up; its proxies come here.")
        if not view.allowed:
            return words("The rules of this society do not allow proxies.")
        return words("No proxy form has come in yet. Enter each as it comes; the ledger is kept for you.")

    def _cannot(self, view: ProxiesView | None) -> str:
        if view is None or not view.allowed:
            return self._missing(view)
        return words("The meeting is closed.") if view.meeting.state == "closed" else ""

    def show_recorded(self, line: ProxyLine) -> None:
        """A form is on the record; the next one can be entered."""
        self.leave_form()
        holder = line.holder_name
        said = words("Form {form}: {holder} speaks for {name}.")
        self.news.tell("success", said.format(form=line.form, holder=holder, name=line.appointor_name))

    def show_revoked(self, count: int) -> None:
        """The forms of a member are revoked."""
        self.leave_form()
        said = words("Revoked.") if count == 1 else words("Revoked: {count} forms.").format(count=count)
        self.news.tell("success", said)

    def show_undone(self) -> None:
        """The last form is void, or its revocation is."""
        self.news.tell("info", words("Taken back. The form stays in the ledger."))

    def show_refusal(self, error: Refusal | Fault) -> None:
        """Say no where it was asked for."""
        if self.forms.form is not None:
            self.forms.form.refuse(no_text(error))
        else:
            self.news.tell("error", no_text(error))

    def leave_form(self) -> None:
        """The list again."""
        self.begin.setFocus()
        self.forms.put_away()
        self.stack.setCurrentIndex(0)
        self.begin.set_kind("primary")
        self._say_status()

    def _hold(self, form: InlineForm, wish: str, number: int, values: dict[str, str]) -> None:
        self.forms.hold(form, wish, number)
        self.stack.setCurrentWidget(self.forms)
        self.begin.set_kind("plain")
        self.forms.begin(values)
        self._say_status()

    def _say_status(self) -> None:
        form = self.forms.form
        if form is None:
            said = words("Enter each form as it comes in, with Ctrl+N. What stands now is counted for you.")
            self.set_status(said)
        elif form.has_field("appointor"):
            self.set_status(
                words("Scan the member’s card, then the holder’s; or type. Enter records it."), "scan-qr-code"
            )
        else:
            self.set_status(words("Enter revokes it, Esc leaves it."))

    def _on_begin(self) -> None:
        if self._view is not None and self.begin.isEnabled():
            self._hold(proxy_form(self._view), "record", 0, {"proof": "signed"})

    def _on_submitted(self, wish: str, number: int, values: dict[str, str]) -> None:
        if wish == "record":
            self.written.emit(values)
        elif (line := self._line(number)) is not None:
            self.revoke_requested.emit(line.appointor)

    def _line(self, number: int) -> ProxyLine | None:
        forms = () if self._view is None else self._view.forms
        return next((each for each in forms if each.form == number), None)

    def _on_revoke(self) -> None:
        line = self._at(self.table.currentIndex().row())
        if line is not None:
            self._hold(revoke_form(line.form, line.appointor_name), "revoke", line.form, {})

    def _at(self, row_at: int) -> ProxyLine | None:
        forms = () if self._view is None else self._view.forms
        return forms[row_at] if 0 <= row_at < len(forms) else None

    def _on_row(self, row_at: int) -> None:
        self.panel.show_form(self._at(row_at), revocable=self._view is not None and self._view.revocable)

    def _on_back(self) -> None:
        self.page_requested.emit("votes")

    def _on_ledger(self) -> None:
        self.hand_requested.emit("papers", "proxy-ledger")


def _columns() -> tuple[Column, ...]:
    return (
        Column(words("Form"), 56, ink="muted"),
        Column(words("Member")),
        Column(words("Speaks through"), 190),
        Column(words("Received"), 160, ink="muted", spare=True),
        Column(
            words("State"), 156,
            marks={
                words(text): (icon, _INKS.get(tone, "muted"))
                for text, tone, icon in STATE_LOOKS.values()
            },
        ),
    )  # fmt: skip


_INKS: dict[Tone, Token] = {"success": "success", "warning": "warning", "error": "error", "info": "primary"}


def build(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter (``features.py``)."""
    page = ProxiesPage()
    presenter = ProxiesPresenter(desk, jobs, hub, page)
    presenter.follow(page)
    page.written.connect(presenter.record)
    page.revoke_requested.connect(presenter.revoke)
    page.undo_requested.connect(presenter.undo)
    presenter.shown.connect(page.show_proxies)
    presenter.recorded.connect(page.show_recorded)
    presenter.revoked.connect(page.show_revoked)
    presenter.undone.connect(page.show_undone)
    presenter.refused.connect(page.show_refusal)
    presenter.read()
    return page
