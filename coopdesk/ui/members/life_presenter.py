"""Turns of a member's life: what each would come to while its form is filled in, and the act itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import display_number
from coopdesk.domain.refusals import Refusal
from coopdesk.services.erasure import Erased, EraseMember
from coopdesk.services.members import MemberView, resolve
from coopdesk.services.merging import Merged
from coopdesk.services.nominations import AddNomination, NominationView, RevokeNomination
from coopdesk.services.perform import Command, Desk
from coopdesk.services.turns_ahead import (
    RecordSide,
    death_ahead,
    erasure_ahead,
    life_view,
    nominations_of,
    record_side,
)
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.members.life_forms import OTHER, death_command, merge_command
from coopdesk.ui.members.life_words import merged_words
from coopdesk.ui.presenter import Presenter
from coopdesk.ui.text import words


@dataclass(frozen=True, slots=True)
class MergerAhead:
    """Two records beside each other, and what making them one would do, or why it cannot be done."""

    gone: RecordSide
    stays: RecordSide
    merged: Merged | None
    no: Refusal | None


class LifePresenter(Presenter):
    """``life_read(LifeView)``, ``nominations_read(NominationsView)``; ``death_foretold``, ``merger_foretold`` and
    ``erasure_foretold`` carry what the form on the page would come to, or the ``Refusal``; ``recorded(MemberId,
    sentence, can_undo)`` answers an act."""

    life_read = Signal(object)
    nominations_read = Signal(object)
    death_foretold = Signal(object)
    merger_foretold = Signal(object)
    erasure_foretold = Signal(object)
    recorded = Signal(object, str, bool)

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(desk, jobs, hub, parent)
        self._asked = 0

    def open_life(self, member: MemberId) -> None:
        """Read what can happen to a membership."""
        self.ask(self.life_read.emit, life_view, member, self.desk.now())

    def read_nominations(self, member: MemberId) -> None:
        """Read a member's pages of the nominees' book."""
        self.ask(self.nominations_read.emit, nominations_of, member, self.desk.now())

    def foretell_death(self, member: MemberView, values: Mapping[str, str]) -> None:
        """What recording the death would do."""
        self._foretell(self.death_foretold, _death, member, dict(values))

    def foretell_merger(self, member: MemberId, values: Mapping[str, str]) -> None:
        """What making two records one would do; nothing while no other is named."""
        if values["other"]:
            self._foretell(self.merger_foretold, _merger, member, dict(values))
        else:
            self._asked += 1
            self.merger_foretold.emit(None)

    def foretell_erasure(self, member: MemberId) -> None:
        """What an erasure would take away."""
        self._foretell(self.erasure_foretold, _erasure, member)

    def _foretell(self, told: Any, task: Callable[..., object], *args: object) -> None:
        self._asked += 1
        whole = partial(_or_refusal, partial(task, self.desk, *args))
        self.jobs.store(whole, partial(self._on_foretold, self._asked, told), self._on_failed)

    def _on_foretold(self, asked: int, told: Any, answer: object) -> None:
        # An answer to what was typed before is stale by now.
        if asked == self._asked:
            told.emit(answer)

    def record(self, command: Command[MemberView], told: str, *, can_undo: bool = True) -> None:
        """A turn of one member; ``told`` is the sentence with {name} and {number}."""
        self.perform(command, partial(self._on_recorded, told, can_undo))

    def _on_recorded(self, told: str, can_undo: bool, member: MemberView) -> None:
        sentence = told.format(name=member.name, number=display_number(member.number))
        self.recorded.emit(member.id, sentence, can_undo)

    def merge(self, member: MemberId, values: Mapping[str, str]) -> None:
        """Make two records one; what the other is called is looked up first."""
        self.ask(partial(self._on_other, member, dict(values)), resolve, values["other"])

    def _on_other(self, member: MemberId, values: dict[str, str], other: MemberId) -> None:
        self.perform(merge_command(member, other, values), self._on_merged)

    def _on_merged(self, merged: Merged) -> None:
        self.recorded.emit(merged.stays.id, merged_words(merged), True)

    def erase(self, member: MemberView, *, whole: bool, ground: str) -> None:
        """Erase; there is no way back."""
        self.perform(EraseMember(member.id, whole, ground), partial(self._on_erased, member.id))

    def _on_erased(self, member: MemberId, erased: Erased) -> None:
        number = display_number(erased.number)
        told = words("The details of member {} are erased.") if erased.what == "details" else ""
        told = told or words("The entry of member {} is erased.")
        reach = words("Backups, exports and papers made before are not reached: look through those yourself.")
        self.recorded.emit(member, f"{told.format(number)} {reach}", False)

    def nominate(self, command: AddNomination) -> None:
        """Enter a nomination in the book."""
        self.perform(command, self._on_nominated)

    def _on_nominated(self, made: NominationView) -> None:
        told = words("Nomination {} of {} is in the book.").format(made.number, made.member_name)
        self.recorded.emit(made.member, told, True)

    def revoke(self, nomination: NominationView, values: Mapping[str, str]) -> None:
        """A nomination stands no more."""
        self.perform(RevokeNomination(nomination.number, values["on"], values["words"]), self._on_revoked)

    def _on_revoked(self, gone: NominationView) -> None:
        told = words("Nomination {} of {} stands no more; it stays in the book.").format(gone.number, gone.member_name)
        self.recorded.emit(gone.member, told, True)


def _or_refusal(task: Callable[[], object]) -> object:
    try:
        return task()
    except Refusal as no:
        return no


def _death(desk: Desk, member: MemberView, values: dict[str, str]) -> object:
    desk.rehearse(death_command(member, values))
    return desk.ask(death_ahead, member.id, values["on"], desk.now())


def _merger(desk: Desk, member: MemberId, values: dict[str, str]) -> MergerAhead:
    other = desk.ask(resolve, values["other"])
    gone, stays = (member, other) if values["keeps"] == OTHER else (other, member)
    sides = (desk.ask(record_side, gone), desk.ask(record_side, stays))
    try:
        return MergerAhead(*sides, desk.rehearse(merge_command(member, other, values)), None)
    except Refusal as no:
        return MergerAhead(*sides, None, no)


def _erasure(desk: Desk, member: MemberId) -> object:
    return desk.ask(erasure_ahead, member, desk.now())
