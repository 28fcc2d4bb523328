"""The Set-up page's presenter."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from coopdesk.domain.clock import day_words, local_day
from coopdesk.domain.ids import MemberId
from coopdesk.domain.officers import SignatoriesMissing
from coopdesk.domain.rules import LegalForm
from coopdesk.services.copies import save_copy
from coopdesk.services.empty_seats import empty_words, offices_with_empty_seats
from coopdesk.services.erasure import Erased, EraseMember
from coopdesk.services.events import Event
from coopdesk.services.keys import CERTIFICATES, SEALS, KeepKey, KeyView, keys_on_record, new_key
from coopdesk.services.letterhead import LetterheadView
from coopdesk.services.members import MemberView, resolve
from coopdesk.services.officers import AddOfficer, OfficerView, officers_list, signatures_of_accounts
from coopdesk.services.perform import Command, Desk, Undone
from coopdesk.services.records_view import records_view
from coopdesk.services.setup_view import SetupView, setup_view
from coopdesk.services.society import SetRules, changed_rules, letterhead, preset_rules
from coopdesk.services.verify import Verified, verify
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs, Progress
from coopdesk.ui.presenter import Presenter
from coopdesk.ui.setup.officers_card import OfficersShown
from coopdesk.ui.text import no_text, words

T = TypeVar("T")

SETUP_ACTS = ("ChangeSociety", "SetRules", "AddOfficer", "EndTerm", "LapseMemberships")
"""What Ctrl+Z takes back on this page."""


class SetupPresenter(Presenter):
    """``shown(SetupView)`` fills the page; ``done(sentence)`` tells what was recorded; ``checked(Verified)``."""

    shown = Signal(object)
    done = Signal(str)
    checked = Signal(object)
    keys = Signal(object)
    """Every key on record, oldest first."""
    officers = Signal(object)
    """``OfficersShown``."""
    records = Signal(object)
    """``RecordsView``, while that part is in front."""

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(desk, jobs, hub, parent)
        self._records_wanted = False
        hub.subscribe(Event, self.read_soon)

    def read(self) -> None:
        """Read the page again."""
        self.ask(self._on_read, setup_view, self.desk.now())
        self.ask(self._on_keys, keys_on_record)
        self.ask(self.officers.emit, officers_shown, local_day(self.desk.now()))
        self.read_records(wanted=self._records_wanted)

    def read_records(self, *, wanted: bool) -> None:
        """Read members' records now and after each change while they are ``wanted``."""
        self._records_wanted = wanted
        if wanted:
            self.ask(self.records.emit, records_view, self.desk.now())

    def enter_officer(self, reference: str, command: AddOfficer) -> None:
        """Enter an officer; a ``reference`` is the member who takes the office, by number or card."""
        if reference:
            self.ask(partial(self._on_officer, command), resolve, reference)
        else:
            self.record(command, _officer_told)

    def _on_officer(self, command: AddOfficer, member: MemberId) -> None:
        self.record(replace(command, member=member), _officer_told)

    def erase(self, members: Sequence[MemberView], ground: str, told: Callable[[tuple[Erased, ...]], str]) -> None:
        """Erase the whole entries of former members whose time is over, one act each."""
        task = partial(_erase_all, self.desk, tuple(members), ground)
        self.jobs.store(task, partial(self._on_recorded, told), self._on_failed)

    def _on_read(self, view: SetupView) -> None:
        self.shown.emit(view)

    def _on_keys(self, keys: tuple[KeyView, ...]) -> None:
        self.keys.emit(keys)

    def make_key(self, passphrase: str) -> None:
        """Make the keys for papers and for share certificates under one passphrase."""
        self.ask(partial(self._on_letterhead, passphrase), letterhead)

    def _on_letterhead(self, passphrase: str, society: LetterheadView) -> None:
        # Wrapping takes a second, on purpose: a guesser pays it for each guess. The door does not wait for it.
        task = partial(_new_keys, society, passphrase, self.desk.now())
        self.jobs.work(task, self._on_new_keys, self._on_failed)

    def _on_new_keys(self, made: tuple[KeepKey, ...]) -> None:
        for key in made[:-1]:
            self.perform(key)
        self.record(made[-1], _key_told)

    def record(self, command: Command[T], told: Callable[[T], str]) -> None:
        """Carry out a command; ``told`` makes the sentence from its value."""
        self.perform(command, partial(self._on_recorded, told))

    def _on_recorded(self, told: Callable[[T], str], value: T) -> None:
        self.done.emit(told(value))
        self.read()

    def change_rules(self, settings: Mapping[str, str]) -> None:
        """Set single parameters on today's rule sheet."""
        self.ask(self._set_rules, changed_rules, dict(settings))

    def _set_rules(self, command: SetRules) -> None:
        self.record(command, _rules_told)

    def use_preset(self, form: LegalForm) -> None:
        """Begin again from the usual rules of a legal form."""
        self.record(SetRules(preset_rules(form, {})), _preset_told)

    def undo(self) -> None:
        """Take back the last change of society or rules."""
        self.jobs.store(partial(self.desk.undo, SETUP_ACTS), self._on_undone, self._on_failed)

    def _on_undone(self, _undone: Undone) -> None:
        self.done.emit(words("Taken back; the page shows how it was before."))
        self.read()

    def copy_to(self, path: Path) -> None:
        """Write a verified copy of the file."""
        self.jobs.store(partial(save_copy, self.desk, path), self._on_copied, self._on_failed)

    def _on_copied(self, path: Path) -> None:
        self.done.emit(words("A whole copy, checked, is in {}.").format(path))

    def check(self) -> None:
        """Compare the file with its journal."""
        self.ask(self._on_checked, verify)

    def _on_checked(self, outcome: Verified) -> None:
        self.checked.emit(outcome)


def _new_keys(society: LetterheadView, passphrase: str, now: datetime, _progress: Progress) -> tuple[KeepKey, ...]:
    return tuple(new_key(society, passphrase, now, os.urandom, each) for each in (SEALS, CERTIFICATES))


def officers_shown(reader: Any, today: date) -> OfficersShown:
    """Every term of office, the places that stand empty, and who signs the accounts or what is missing for that."""
    terms = officers_list(reader)
    empty = tuple(empty_words(each) for each in offices_with_empty_seats(reader))
    try:
        return OfficersShown(terms, signatures_of_accounts(reader), "", empty, today)
    except SignatoriesMissing as missing:
        return OfficersShown(terms, (), no_text(missing), empty, today)


def _erase_all(desk: Desk, members: tuple[MemberView, ...], ground: str) -> tuple[Erased, ...]:
    return tuple(desk.perform(EraseMember(each.id, True, ground)) for each in members)


def _officer_told(term: OfficerView) -> str:
    return words("{} is {} since {}. Ctrl+Z undoes.").format(term.name, term.office, day_words(term.since))


def _key_told(_value: object) -> str:
    return words("The society has its key. Papers are sealed from the Papers page, once you give the passphrase there.")


def _rules_told(_value: object) -> str:
    return words(
        "The rule sheet was changed. A meeting whose quorum is declared keeps the rules it has. Ctrl+Z undoes."
    )


def _preset_told(_value: object) -> str:
    return words(
        "These are the usual rules of that legal form: check each against your registered rules. Ctrl+Z undoes."
    )
