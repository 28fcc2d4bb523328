"""Joins officers and members' records to the presenter: their forms, and what is said after."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from coopdesk.services.erasure import Erased
from coopdesk.services.lapsing import LapseMemberships
from coopdesk.services.members import MemberView
from coopdesk.services.officers import AddOfficer, EndTerm, OfficerView
from coopdesk.services.records_view import RecordsView
from coopdesk.ui.kit.foretold import Foretold
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.setup.forms import due_form, lapse_form, officer_form, term_form
from coopdesk.ui.setup.page import RECORDS, SetupPage
from coopdesk.ui.setup.presenter import SetupPresenter
from coopdesk.ui.setup.records_card import lapse_words, names_words
from coopdesk.ui.text import words


def erase_word() -> str:
    """What is typed before anything is erased."""
    return words("ERASE")


class RecordsDesk(QObject):
    """The forms of two parts of Set-up: officers, and members' records."""

    def __init__(self, page: SetupPage, presenter: SetupPresenter) -> None:
        super().__init__(page)
        self._page = page
        self._presenter = presenter
        self._records: RecordsView | None = None
        self._term: OfficerView | None = None
        self._officer, self._end = officer_form(), term_form()
        self._lapse, self._due = lapse_form(), due_form(erase_word())
        self._lapsing, self._erasing = Foretold(words("Who lapses")), Foretold(words("What goes"))
        self._lapse.add_extra(self._lapsing)
        self._due.add_extra(self._erasing)
        self._connect()

    def _connect(self) -> None:
        page, presenter = self._page, self._presenter
        presenter.officers.connect(page.officers.show_officers)
        presenter.records.connect(self._on_records)
        page.part_shown.connect(self._on_part)
        page.officers.add_requested.connect(self._on_add)
        page.officers.end_requested.connect(self._on_end)
        page.records.rules_requested.connect(self._on_rules)
        page.records.lapse_requested.connect(self._on_lapse)
        page.records.erase_requested.connect(self._on_erase)
        page.records.log_requested.connect(self._on_log)
        page.records.member_requested.connect(self._on_member)
        submitted: tuple[tuple[InlineForm, Callable[[dict[str, str]], None]], ...] = (
            (self._officer, self._on_officer_submitted),
            (self._end, self._on_end_submitted),
            (self._lapse, self._on_lapse_submitted),
            (self._due, self._on_due_submitted),
        )
        page.forms.keep(*(form for form, _ in submitted))
        for form, slot in submitted:
            form.submitted.connect(slot)
            form.left.connect(page.leave_form)

    def _begin(self, form: InlineForm, values: dict[str, str] | None = None) -> None:
        self._page.show_form(form)
        form.begin(values)

    def _on_part(self, part: int) -> None:
        # A register of 100,000 takes a while to go through: only for whoever looks at it.
        self._presenter.read_records(wanted=part == RECORDS)

    def _on_records(self, view: RecordsView) -> None:
        self._records = view
        self._page.records.show_records(view)

    def _on_add(self) -> None:
        self._begin(self._officer)

    def _on_officer_submitted(self, values: dict[str, str]) -> None:
        self._presenter.enter_officer(values["reference"], self._officer_command(values))

    def _officer_command(self, values: dict[str, str]) -> AddOfficer:
        return AddOfficer(
            office=values["office"],
            name=values["name"],
            address=values["address"],
            on=values["on"],
            words=values["words"],
        )

    def _on_end(self, term: OfficerView) -> None:
        self._term = term
        self._end.set_title(words("End the term of {} as {}").format(term.name, term.office))
        self._begin(self._end)

    def _on_end_submitted(self, values: dict[str, str]) -> None:
        if self._term is not None:
            self._presenter.record(EndTerm(self._term.id, values["on"]), _term_ended)

    def _on_rules(self) -> None:
        self._page.page_requested.emit("sharerules")

    def _on_lapse(self) -> None:
        if self._records is not None:
            self._lapsing.show_lines((("user-x", "warning", lapse_words(self._records.lapsing)),))
            self._begin(self._lapse)
            self._lapse.verb().setFocus()

    def _on_lapse_submitted(self, _values: dict[str, str]) -> None:
        if self._records is not None:
            # The number that was looked through: if it is another by now the act is refused.
            self._presenter.record(LapseMemberships(len(self._records.lapsing.members)), _lapsed)

    def _on_erase(self) -> None:
        if self._records is not None:
            told = words("The whole entries of {}.").format(names_words(self._records.due))
            self._erasing.show_lines((("eye-off", "warning", told),))
            self._begin(self._due)

    def _on_due_submitted(self, values: dict[str, str]) -> None:
        if self._records is None:
            return
        if values["confirm"] != erase_word():
            no = words("Nothing was erased. There is no way back, so type {} in capitals first.")
            self._due.refuse(no.format(erase_word()))
        else:
            ground = values["ground"] or words("retention period over")
            self._presenter.erase(self._records.due, ground, _erased)

    def _on_log(self) -> None:
        self._page.page_requested.emit("registers")

    def _on_member(self, member: int) -> None:
        self._page.hand_requested.emit("members", member)


def _term_ended(term: OfficerView) -> str:
    return words("{} is no longer {}. Ctrl+Z undoes.").format(term.name, term.office)


def _lapsed(ended: tuple[MemberView, ...]) -> str:
    if len(ended) == 1:
        return words("The membership of {} has lapsed. Ctrl+Z undoes.").format(ended[0].name)
    return words("{} memberships have lapsed. Ctrl+Z undoes.").format(f"{len(ended):,}")


def _erased(erased: tuple[Erased, ...]) -> str:
    told = words("1 entry is erased.") if len(erased) == 1 else words("{} entries are erased.").format(len(erased))
    return told + " " + words("Backups, exports and papers made before are not reached: look through those yourself.")
