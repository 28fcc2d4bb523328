"""The register's presenter: what is typed and filtered becomes a list, wishes become commands."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coopdesk.domain.ids import MemberId
from coopdesk.domain.members import display_number
from coopdesk.domain.money import pounds
from coopdesk.services.at_hand import meeting_at_hand
from coopdesk.services.card_view import CardView
from coopdesk.services.events import Event
from coopdesk.services.export_log import LogExport
from coopdesk.services.member_account import MemberAccount, member_account
from coopdesk.services.member_cards import IssueCard, IssueCards, cards_of_all
from coopdesk.services.member_file import MemberFile, member_file
from coopdesk.services.members import MemberView, resolve
from coopdesk.services.perform import Command, Desk, Undone
from coopdesk.services.register_list import (
    RegisterFilter,
    RegisterLine,
    RegisterView,
    found_lines,
    register_lines,
    register_view,
)
from coopdesk.services.room import Meeting
from coopdesk.services.shares import IssuedView, IssueShares
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.table import Cells
from coopdesk.ui.papers import PaperWork
from coopdesk.ui.presenter import Presenter
from coopdesk.ui.text import words

UNDONE = {
    "AddMember": "The entry was taken back; its number stays used.",
    "EditMember": "The details are again as they were.",
    "EndMembership": "The membership goes on.",
    "IssueShares": "The issue was taken back: pay the money back. Its certificate number stays used.",
    "RecordDeath": "The death was taken back; the membership stands as before.",
    "Rejoin": "The rejoining was taken back.",
    "MergeMembers": "They are two records again, each with its own shares.",
    "AddNomination": "The nomination was taken back; its number in the book stays used.",
    "RevokeNomination": "The nomination stands again.",
}
"""What Ctrl+Z takes back on this page, and what is said then."""


def cells(line: RegisterLine) -> Cells:
    """One line as the table shows it; the id travels in a column that is not shown."""
    number = display_number(line.number)
    name = line.name if line.current else words("{}, left").format(line.name)
    return (number, name, line.class_name, f"{line.shares:,}", "", line.tonight, str(line.id))


class MembersPresenter(Presenter):
    """``counted(RegisterView)`` and ``listed(fetch, total)`` fill the list, ``file_read(MemberFile)`` the panel;
    ``done(sentence, can_undo)`` tells what was recorded."""

    counted = Signal(object)
    listed = Signal(object, int)
    nobody_found = Signal(str)
    file_read = Signal(object)
    account_read = Signal(object)
    done = Signal(str, bool)
    cards_begun = Signal(int)

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(desk, jobs, hub, parent)
        self._filter = RegisterFilter()
        self._typed = ""
        self._member: MemberId | None = None
        self._account_open = False
        self._card_path = Path()
        self._left_out: list[str] = []
        self.paper = PaperWork(jobs, self)
        self.paper.written.connect(self._on_written)
        self.paper.failed.connect(self._on_failed)
        hub.subscribe(Event, self.read_soon)

    def read(self) -> None:
        """Read counts, list and panel again."""
        self.ask(self._on_counted, register_view, self.desk.now(), self._filter)
        if self._typed:
            self._search()
        if self._member is not None:
            self.open_member(self._member)
        if self._account_open:
            self.open_account()

    def narrow(self, chosen: RegisterFilter) -> None:
        """List other members."""
        self._filter = chosen
        self.read()

    def search(self, typed: str) -> None:
        """List whom the words find; "" goes back to the filtered list."""
        self._typed = typed.strip()
        if self._typed:
            self._search()
        else:
            self.ask(self._on_counted, register_view, self.desk.now(), self._filter)

    def _search(self) -> None:
        typed = self._typed
        task = partial(self.desk.ask, found_lines, self.desk.now(), typed)
        self.jobs.store(task, partial(self._on_found, typed), self._on_failed)

    def _on_found(self, typed: str, lines: Sequence[RegisterLine]) -> None:
        # An answer to what was typed before is stale by now.
        if typed == self._typed:
            found = [cells(line) for line in lines]
            self.listed.emit(partial(_slice, found), len(found))
            if not found:
                self.nobody_found.emit(typed)

    def _on_counted(self, view: RegisterView) -> None:
        self.counted.emit(view)
        if not self._typed:
            self.listed.emit(partial(self._page, view.members), view.listed)

    def _page(self, members: Sequence[MemberId], offset: int, limit: int) -> Sequence[Cells]:
        wanted = members[offset : offset + limit]
        return [cells(line) for line in self.desk.ask(register_lines, self.desk.now(), wanted)]

    def open_member(self, member: MemberId) -> None:
        """Read one member's file."""
        self._member = member
        self.ask(self._on_file, member_file, member, self.desk.now())

    def open_account(self) -> None:
        """Read the account of the member shown last, and again after each change until it is put away."""
        self._account_open = self._member is not None
        if self._member is not None:
            self.ask(self._on_account, member_account, self._member, self.desk.now())

    def _on_account(self, account: MemberAccount) -> None:
        if self._account_open and account.member.id == self._member:
            self.account_read.emit(account)

    def close_account(self) -> None:
        """The account is put away."""
        self._account_open = False

    def save_account(self, account: MemberAccount, path: Path) -> None:
        """Write a member's own account; that it leaves the file is noted in the log once the disk has taken it."""
        self._left_out = []
        noted = partial(self.desk.perform, LogExport("account", "pdf", 1, account.member.id))
        self.paper.make(path, 1, partial(_account_pdf, account), noted)

    def open_card(self, code: str) -> None:
        """Open whoever a scanned card belongs to."""
        self.ask(self.open_member, resolve, code)

    def _on_file(self, file: MemberFile) -> None:
        if file.member.id == self._member:
            self.file_read.emit(file)

    def record(self, command: Command[MemberView], told: str) -> None:
        """Add, change or end; ``told`` is the sentence with {name} and {number}."""
        self.perform(command, partial(self._on_recorded, told))

    def _on_recorded(self, told: str, member: MemberView) -> None:
        self._member = member.id
        self.done.emit(told.format(name=member.name, number=display_number(member.number)), True)
        self.open_member(member.id)

    def turned(self, member: MemberId, sentence: str, can_undo: bool) -> None:
        """A turn of somebody's life is recorded: tell it, and show them."""
        self._member = member
        self.done.emit(sentence, can_undo)
        self.open_member(member)

    def issue(self, member: MemberId, shares: int, paid: str) -> None:
        """Allot shares to the member shown; money taken while a meeting is open is that meeting's."""
        self.ask(partial(self._issue, member, shares, paid), meeting_at_hand, self.desk.now())

    def _issue(self, member: MemberId, shares: int, paid: str, meeting: Meeting | None) -> None:
        at = meeting.id if meeting is not None and meeting.state == "open" else None
        self.perform(IssueShares(member, shares, paid, at), self._on_issued_shares)

    def _on_issued_shares(self, made: IssuedView) -> None:
        count = words("1 share") if made.shares == 1 else words("{} shares").format(f"{made.shares:,}")
        told = words("{} to {}, {}: certificate {}.")
        paid, number = pounds(made.payment_pence), f"{made.certificate:05d}"
        self.done.emit(told.format(count, made.member.name, paid, number), True)
        self.open_member(made.member.id)

    def undo(self) -> None:
        """Take back the last change to the register made by hand."""
        self.jobs.store(partial(self.desk.undo, UNDONE), self._on_undone, self._on_failed)

    def _on_undone(self, undone: Undone) -> None:
        self.done.emit(words(UNDONE[undone.act]), False)

    def print_card(self, member: MemberId, path: Path) -> None:
        """Make the member's card, if there is none, and write its sheet."""
        self._card_path = path
        self.perform(IssueCard(member), self._on_card)

    def _on_card(self, card: CardView) -> None:
        self._make_cards((card,))

    def print_all(self, path: Path) -> None:
        """Make the missing cards and write the sheets of all current members."""
        self._card_path = path
        self.perform(IssueCards(), self._on_issued)

    def _on_issued(self, _count: int) -> None:
        self.ask(self._make_cards, cards_of_all)

    def _make_cards(self, cards: Sequence[CardView]) -> None:
        if not cards:
            self.done.emit(words("Nobody is on the register yet, so there is no card to print."), False)
            return
        self.cards_begun.emit(len(cards))
        self._left_out = []
        self.paper.make(self._card_path, len(cards), partial(_cards_pdf, cards, self._left_out))

    def _on_written(self, path: Path) -> None:
        said = words("Saved as {}. Print it at “Actual size”.").format(path)
        left_out = [words("Left out: {}").format(each) for each in self._left_out]
        self.done.emit(" ".join((said, *left_out)), False)


def _slice(lines: Sequence[Cells], offset: int, limit: int) -> Sequence[Cells]:
    return lines[offset : offset + limit]


def _account_pdf(account: MemberAccount, _done: Callable[[int], None]) -> bytes:
    from coopdesk.documents.chapters import print_chapters
    from coopdesk.documents.member_account import member_account_paper

    return print_chapters([member_account_paper(account)], account.heading).data


def _cards_pdf(cards: Sequence[CardView], left_out: list[str], progress: Callable[[int], None]) -> bytes:
    from coopdesk.documents.cards import cards_pdf
    from coopdesk.documents.drawable import drawable_cards

    kept, refused = drawable_cards(cards)
    if not kept:
        raise refused[0]
    left_out += [str(no) for no in refused]
    return cards_pdf(kept, progress)
