"""Joins the members page to its presenter: every wish has its command, every answer its place."""

from pathlib import Path

from PySide6.QtCore import QObject

from coopdesk.domain.faults import Fault
from coopdesk.domain.members import display_number
from coopdesk.domain.refusals import Refusal
from coopdesk.domain.shares import check_share_count
from coopdesk.services.member_account import MemberAccount
from coopdesk.services.member_file import MemberFile
from coopdesk.services.perform import Desk
from coopdesk.ui.form_desk import say_no
from coopdesk.ui.kit.choosing import FileChooser, documents_folder
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.page import Page
from coopdesk.ui.members.forms import (
    add_command,
    add_form,
    details,
    edit_command,
    edit_form,
    issue_form,
)
from coopdesk.ui.members.life_desk import LifeDesk
from coopdesk.ui.members.life_presenter import LifePresenter
from coopdesk.ui.members.page import MembersPage
from coopdesk.ui.members.presenter import MembersPresenter
from coopdesk.ui.text import no_text, words

PDF = (".pdf",)


class MembersDesk(QObject):
    """Forms, cards and messages of the members page."""

    def __init__(self, page: MembersPage, presenter: MembersPresenter, life: LifePresenter) -> None:
        super().__init__(page)
        self._page = page
        self._presenter = presenter
        self._life = LifeDesk(page, life)
        self._asked: MemberFile | None = None
        self._add, self._edit, self._issue = add_form(), edit_form(), issue_form()
        self._one = FileChooser(page)
        self._all = FileChooser(page)
        self._paper = FileChooser(page)
        self._connect_list()
        self._connect_forms()
        life.refused.connect(self._on_refused)
        presenter.follow(page)
        presenter.read()

    def _connect_list(self) -> None:
        page, presenter = self._page, self._presenter
        page.searched.connect(presenter.search)
        page.narrowed.connect(presenter.narrow)
        page.member_chosen.connect(presenter.open_member)
        page.card_scanned.connect(presenter.open_card)
        page.undo_requested.connect(presenter.undo)
        presenter.counted.connect(page.show_counts)
        presenter.listed.connect(page.show_list)
        presenter.nobody_found.connect(page.say_nobody)
        presenter.file_read.connect(self._on_file)
        presenter.account_read.connect(self._on_account)
        page.account_requested.connect(presenter.open_account)
        page.account_closed.connect(presenter.close_account)
        page.account.save_requested.connect(self._on_save_account)
        self._paper.chosen.connect(self._on_account_place)
        presenter.done.connect(self._on_done)
        presenter.refused.connect(self._on_refused)
        page.import_requested.connect(self._on_import)
        page.progress.cancelled.connect(presenter.paper.cancel)
        presenter.cards_begun.connect(self._on_cards_begun)
        presenter.paper.moved.connect(self._on_cards_moved)
        presenter.paper.cancelled.connect(self._on_cards_cancelled)

    def _connect_forms(self) -> None:
        page = self._page
        page.add_requested.connect(self._on_add)
        page.panel.edit_requested.connect(self._on_edit)
        self._life.edit_requested.connect(self._on_edit)
        self._life.recorded.connect(self._presenter.turned)
        page.panel.card_requested.connect(self._on_card)
        page.panel.shares_requested.connect(self._on_shares)
        page.cards_requested.connect(self._on_cards)
        self._one.chosen.connect(self._on_card_place)
        self._all.chosen.connect(self._presenter.print_all)
        forms = (self._add, self._edit, self._issue)
        page.forms.keep(*forms)
        for form in forms:
            form.left.connect(page.leave_form)
        self._add.submitted.connect(self._on_add_submitted)
        self._edit.submitted.connect(self._on_edit_submitted)
        self._issue.submitted.connect(self._on_issue_submitted)

    def _on_file(self, file: MemberFile) -> None:
        self._page.panel.show_file(file)
        self._page.account.show_file(file)

    def _on_account(self, account: MemberAccount) -> None:
        self._page.account.show_account(account)
        self._life.follow_account(account)
        if self._page.open_form() is None:
            self._page.show_account()

    def _on_save_account(self) -> None:
        account = self._page.account.account()
        if account is not None:
            name = words("Account of member {}.pdf").format(display_number(account.member.number))
            self._paper.ask_save(words("Save the account"), documents_folder() / name, words("PDF"), PDF)

    def _on_account_place(self, path: Path) -> None:
        account = self._page.account.account()
        if account is not None:
            self._presenter.save_account(account, path)

    def _on_add(self) -> None:
        self._page.show_form(self._add)
        self._add.begin()

    def _on_edit(self) -> None:
        self._asked = self._page.panel.file()
        if self._asked is not None:
            member = self._asked.member
            self._edit.set_title(words("Edit {}, member {}").format(member.name, display_number(member.number)))
            self._page.show_form(self._edit)
            self._edit.begin(details(self._asked))

    def _on_add_submitted(self, values: dict[str, str]) -> None:
        self._presenter.record(add_command(values), words("{name} is now member {number}."))

    def _on_edit_submitted(self, values: dict[str, str]) -> None:
        if self._asked is not None:
            self._presenter.record(edit_command(self._asked, values), words("{name}: details saved."))

    def _on_done(self, sentence: str, can_undo: bool) -> None:
        self._page.progress.end()
        if self._page.open_form() is not None:
            self._page.finish_form()
        self._page.tell(sentence, can_undo)

    def _on_refused(self, refusal: Refusal | Fault) -> None:
        self._page.progress.end()
        say_no(self._page, refusal)

    def _on_card(self) -> None:
        self._asked = self._page.panel.file()
        if self._asked is not None:
            name = words("Member card {}.pdf").format(display_number(self._asked.member.number))
            self._one.ask_save(words("Save the member card"), documents_folder() / name, words("PDF"), PDF)

    def _on_card_place(self, path: Path) -> None:
        if self._asked is not None:
            self._presenter.print_card(self._asked.member.id, path)

    def _on_cards(self) -> None:
        suggested = documents_folder() / words("Member cards.pdf")
        self._all.ask_save(words("Save all member cards"), suggested, words("PDF"), PDF)

    def _on_cards_begun(self, count: int) -> None:
        if count > 1:
            self._page.progress.begin(words("Making cards"))

    def _on_cards_moved(self, count: tuple[int, int]) -> None:
        self._page.progress.show_progress(*count)

    def _on_cards_cancelled(self) -> None:
        self._page.progress.end()
        self._page.news.tell("info", words("Printing was stopped; no file was written."))

    def _on_shares(self) -> None:
        self._asked = self._page.panel.file()
        if self._asked is not None:
            member = self._asked.member
            self._issue.set_title(words("Issue shares to {}").format(member.name))
            self._page.show_form(self._issue)
            self._issue.begin({"shares": "1", "paid": "cash"})

    def _on_issue_submitted(self, values: dict[str, str]) -> None:
        if self._asked is None:
            return
        try:
            count = check_share_count(values["shares"] or "1")
        except Refusal as refusal:
            self._issue.refuse(no_text(refusal))
            return
        self._presenter.issue(self._asked.member.id, count, values["paid"])

    def _on_import(self) -> None:
        self._page.page_requested.emit("imports")


def join(page: MembersPage, desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter at work."""
    MembersDesk(page, MembersPresenter(desk, jobs, hub, page), LifePresenter(desk, jobs, hub, page))
    return page
