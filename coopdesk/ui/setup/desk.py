"""Joins the Set-up page to its presenter: the forms, and what follows from each."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from coopdesk.domain.faults import Fault
from coopdesk.domain.notice import NoticeCheck
from coopdesk.domain.refusals import Refusal
from coopdesk.domain.rules import LegalForm
from coopdesk.services.agenda import AddItem, AgendaLine
from coopdesk.services.keys import KeyView
from coopdesk.services.meetings import CallMeeting, GiveNotice, SetChair
from coopdesk.services.perform import Desk
from coopdesk.services.room import Meeting
from coopdesk.services.setup_view import SetupView, file_of
from coopdesk.services.society import ChangeSociety
from coopdesk.services.verify import Verified
from coopdesk.ui.form_desk import say_no
from coopdesk.ui.kit.choosing import FileChooser, documents_folder
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.page import Page
from coopdesk.ui.kit.theme import Appearance, Wish, current
from coopdesk.ui.setup.forms import (
    call_form,
    chair_form,
    item_form,
    key_form,
    notice_form,
    society_form,
    when_text,
)
from coopdesk.ui.setup.page import SetupPage
from coopdesk.ui.setup.presenter import SetupPresenter
from coopdesk.ui.setup.records_desk import RecordsDesk
from coopdesk.ui.setup.rule_questions import question
from coopdesk.ui.text import words

FINDINGS_SHOWN = 12


class SetupDesk(QObject):
    """Forms and answers of the Set-up page."""

    def __init__(self, page: SetupPage, presenter: SetupPresenter, appearance: Appearance | None) -> None:
        super().__init__(page)
        self._page = page
        self._presenter = presenter
        self._appearance = appearance
        self._view: SetupView | None = None
        self._asked: dict[str, str] = {}
        self._call, self._chair, self._item, self._society = call_form(), chair_form(), item_form(), society_form()
        self._notice: InlineForm | None = None
        self._rule: InlineForm | None = None
        self._key: InlineForm | None = None
        self._has_key = False
        self._copies = FileChooser(page)
        self._connect()
        RecordsDesk(page, presenter)
        page.computer.show_look("system", current().scale)
        if appearance is not None:
            appearance.changed.connect(self._on_look_changed)
            self._on_look_changed()
        presenter.follow(page)
        presenter.read()

    def _connect(self) -> None:
        page, presenter = self._page, self._presenter
        presenter.shown.connect(self._on_shown)
        presenter.done.connect(self._on_done)
        presenter.refused.connect(self._on_refused)
        presenter.checked.connect(self._on_checked)
        presenter.keys.connect(self._on_keys)
        page.key.key_requested.connect(self._on_key)
        page.undo_requested.connect(presenter.undo)
        page.meeting.call_requested.connect(self._on_call)
        page.meeting.notice_requested.connect(self._on_notice)
        page.meeting.chair_requested.connect(self._on_chair)
        page.meeting.item_requested.connect(self._on_item)
        page.society.edit_requested.connect(self._on_society)
        page.rules.rule_requested.connect(self._on_rule)
        page.rules.preset_requested.connect(self._on_preset)
        page.file.copy_requested.connect(self._on_copy)
        page.file.check_requested.connect(self._on_check)
        page.computer.theme_requested.connect(self._on_theme)
        page.computer.size_requested.connect(self._on_size)
        self._copies.chosen.connect(presenter.copy_to)
        forms = (self._call, self._chair, self._item, self._society)
        page.forms.keep(*forms)
        for form in forms:
            form.left.connect(page.leave_form)
        self._call.submitted.connect(self._on_call_submitted)
        self._chair.submitted.connect(self._on_chair_submitted)
        self._item.submitted.connect(self._on_item_submitted)
        self._society.submitted.connect(self._on_society_submitted)

    def _on_shown(self, view: SetupView) -> None:
        self._view = view
        self._page.show_view(view)

    def _on_done(self, sentence: str) -> None:
        form = self._page.open_form()
        if form is self._key and form is not None:
            self._on_key_left()
        elif form is not None:
            self._page.leave_form()
        self._page.news.tell("success", sentence)

    def _on_refused(self, refusal: Refusal | Fault) -> None:
        self._page.file.check.setEnabled(True)
        say_no(self._page, refusal)

    def _begin(self, form: InlineForm, values: dict[str, str] | None = None) -> None:
        self._page.show_form(form)
        form.begin(values)

    def _on_call(self) -> None:
        self._begin(self._call, {"kind": "agm"})

    def _on_call_submitted(self, values: dict[str, str]) -> None:
        if not values["hour"]:
            self._call.refuse(words("Give the time too, as 19:00 or 7 pm: the notice has to say it."))
            return
        command = CallMeeting(
            values["kind"], when_text(values["day"], values["hour"]), values["place"], values["title"]
        )
        self._presenter.record(command, _called)

    def _meeting(self) -> Meeting | None:
        ready = self._view.meeting if self._view is not None else None
        return None if ready is None else ready.meeting

    def _on_notice(self) -> None:
        if self._view is None:
            return
        # The ways of sending are the rule sheet's own, so the form is made for today's sheet.
        self._notice = notice_form(self._view.society.rules)
        self._notice.left.connect(self._page.leave_form)
        self._notice.submitted.connect(self._on_notice_submitted)
        self._begin(self._notice)

    def _on_notice_submitted(self, values: dict[str, str]) -> None:
        meeting = self._meeting()
        if meeting is not None:
            self._presenter.record(GiveNotice(meeting.id, values["sent"], values["by"]), _noticed)

    def _on_chair(self) -> None:
        self._begin(self._chair)

    def _on_chair_submitted(self, values: dict[str, str]) -> None:
        meeting = self._meeting()
        if meeting is not None:
            self._presenter.record(SetChair(meeting.id, values["reference"]), _chaired)

    def _on_item(self) -> None:
        self._begin(self._item, {"minutes": "5"})

    def _on_item_submitted(self, values: dict[str, str]) -> None:
        meeting = self._meeting()
        minutes = values["minutes"] or "5"
        if not (minutes.isascii() and minutes.isdecimal() and len(minutes) < 4):
            self._item.refuse(words("Write the minutes as a whole number, such as 5. Nothing was changed."))
        elif meeting is not None:
            self._presenter.record(AddItem(meeting.id, values["title"], "other", int(minutes)), _added)

    def _on_society(self) -> None:
        if self._view is not None:
            head = self._view.society.letterhead
            self._begin(self._society, {"name": head.name, "number": head.number, "office": head.office})

    def _on_society_submitted(self, values: dict[str, str]) -> None:
        self._presenter.record(ChangeSociety(values["name"], values["number"], values["office"]), _society_told)

    def _on_rule(self, what: str) -> None:
        if self._view is None:
            return
        asked = question(self._view.society.rules, what)
        self._asked = dict(asked.values)
        note = words("Write it as your registered rules say. Declared meetings keep the rules they have.")
        form = InlineForm(what, words("Save this rule"), asked.fields, icon="scale", note=note)
        form.left.connect(self._page.leave_form)
        form.submitted.connect(self._on_rule_submitted)
        self._rule = form
        self._begin(form, self._asked)

    def _on_rule_submitted(self, values: dict[str, str]) -> None:
        changed = {name: text for name, text in values.items() if text != self._asked[name]}
        if changed:
            self._presenter.change_rules(changed)
        else:
            self._page.leave_form()

    def _on_keys(self, keys: tuple[KeyView, ...]) -> None:
        self._has_key = any(key.replaced is None for key in keys)
        self._page.key.show_keys(keys)

    def _on_key(self) -> None:
        form = key_form(self._has_key)
        form.left.connect(self._on_key_left)
        form.submitted.connect(self._on_key_submitted)
        self._key = form
        self._begin(form)

    def _on_key_submitted(self, values: dict[str, str]) -> None:
        if self._key is None:
            return
        if values["passphrase"] != values["again"]:
            self._key.refuse(words("The two passphrases differ, so no key was made. Type both again."))
        else:
            self._presenter.make_key(values["passphrase"])

    def _on_key_left(self) -> None:
        if self._key is not None:
            # What was typed is not to be found in a field that is only hidden.
            self._key.show_values({"passphrase": "", "again": ""})
        self._page.leave_form()

    def _on_preset(self, form: str) -> None:
        self._presenter.use_preset(LegalForm(form))

    def _on_copy(self) -> None:
        own = file_of(self._presenter.desk)
        suggested = documents_folder() / words("{} copy.coopdesk").format(own.stem)
        self._copies.ask_save(words("Save a copy"), suggested, words("coopdesk files"), (".coopdesk",))

    def _on_check(self) -> None:
        self._page.file.check.setEnabled(False)
        self._presenter.check()

    def _on_checked(self, outcome: Verified) -> None:
        self._page.file.check.setEnabled(True)
        if outcome.sound:
            sentence = words("All {} entries and every row agree.").format(f"{outcome.entries:,}")
        else:
            sentence = words("{} things are not as the journal says. Keep this file as it is, and open a backup.")
            sentence = sentence.format(len(outcome.findings))
        findings = [finding.message for finding in outcome.findings[:FINDINGS_SHOWN]]
        self._page.file.show_findings(outcome.sound, sentence, findings)

    def _on_theme(self, name: str) -> None:
        wishes: dict[str, Wish] = {"system": "system", "light": "light", "dark": "dark"}
        if self._appearance is not None:
            self._appearance.choose(wishes[name])

    def _on_size(self, _size: int) -> None:
        if self._appearance is not None:
            # The list that was clicked must be closed before everything is laid out afresh.
            QTimer.singleShot(0, self, self._resize)

    def _resize(self) -> None:
        if self._appearance is not None:
            self._appearance.resize_text(int(self._page.computer.text_size.value()))

    def _on_look_changed(self) -> None:
        if self._appearance is not None:
            self._page.computer.show_look(self._appearance.wish, self._appearance.scale)


def _called(meeting: Meeting) -> str:
    return words("{} is called, with its usual agenda.").format(meeting.title)


def _noticed(check: NoticeCheck) -> str:
    return check.sentence


def _chaired(name: str) -> str:
    return words("{} takes the chair.").format(name)


def _added(line: AgendaLine) -> str:
    return words("Item {} is on the agenda: {}.").format(line.number, line.title)


def _society_told(_value: object) -> str:
    return words("Every paper from now on carries these words. Ctrl+Z undoes.")


def join(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter at work."""
    page = SetupPage(file_of(desk))
    app = QApplication.instance()
    # The newest: a program that is opened again within one process (tests do) leaves the old one behind.
    looks = app.findChildren(Appearance) if app is not None else []
    SetupDesk(page, SetupPresenter(desk, jobs, hub, page), looks[-1] if looks else None)
    return page
