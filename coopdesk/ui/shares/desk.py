"""Joins the shares page to its presenter and its acts: every wish has its form, every answer its place."""

from collections.abc import Callable, Sequence
from datetime import date

from coopdesk.domain.members import display_number
from coopdesk.services.application_view import ApplicationView
from coopdesk.services.growth import GrowthPoint
from coopdesk.services.movement_list import MovementLine
from coopdesk.services.owed import Owed
from coopdesk.services.perform import Desk
from coopdesk.services.treasury import TreasuryView
from coopdesk.services.waiting import WaitingView
from coopdesk.services.withdrawals import WithdrawalView
from coopdesk.services.withdrawals_in_year import WithdrawalsInYear
from coopdesk.ui.form_desk import FormDesk
from coopdesk.ui.kit.forms import InlineForm
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.kit.page import Page
from coopdesk.ui.shares.acts import ShareActs
from coopdesk.ui.shares.forms import (
    MEMBER_QUESTIONS,
    application_form,
    apply_form,
    correct_form,
    instalment_form,
    issue_form,
    notice_form,
    together_form,
    transfer_form,
    withdraw_form,
    withdraw_note,
)
from coopdesk.ui.shares.movement_words import shares_words, what_words, who_words
from coopdesk.ui.shares.page import SharesPage
from coopdesk.ui.shares.papers_desk import SharePapersDesk
from coopdesk.ui.shares.presenter import SharesPresenter
from coopdesk.ui.shares.waiting_card import item_words, kinds_counted, summary
from coopdesk.ui.shares.who_line import WhoLine
from coopdesk.ui.text import words

Build = Callable[[], InlineForm]


class SharesDesk(FormDesk):
    """The forms and the messages of the shares page."""

    _page: SharesPage

    def __init__(self, page: SharesPage, presenter: SharesPresenter, acts: ShareActs) -> None:
        super().__init__(page)
        self._presenter = presenter
        self._acts = acts
        self._today = date.min
        self._warning = ""
        """What is to be said of this year's withdrawals, "" while they are within the part the rules name."""
        self._item: object = None
        """What the form open is about: a movement, an application, a notice, money owed, or several of them."""
        self._forms: dict[Build, InlineForm] = {}
        self._connect()
        presenter.follow(page)
        presenter.narrow(page.ledger.chosen_filter())
        presenter.read()

    def _connect(self) -> None:
        page, presenter, acts = self._page, self._presenter, self._acts
        presenter.shown.connect(self._on_shown)
        presenter.grown.connect(self._on_grown)
        presenter.listed.connect(self._on_listed)
        presenter.withdrawn.connect(self._on_withdrawn)
        presenter.waiting.connect(self._on_waiting)
        presenter.stopped.connect(page.show_stops)
        presenter.line_read.connect(page.show_movement)
        presenter.refused.connect(self._on_refused)
        presenter.done.connect(self._on_done)
        acts.done.connect(self._on_done)
        acts.refused.connect(self._on_refused)
        page.ledger.narrowed.connect(presenter.narrow)
        page.ledger.line_chosen.connect(presenter.open_line)
        page.undo_requested.connect(acts.undo)
        page.issue_requested.connect(self._on_issue)
        page.transfer_requested.connect(self._on_transfer)
        page.withdraw_requested.connect(self._on_withdraw)
        page.movement.correct_requested.connect(self._on_correct)
        page.waiting.apply_requested.connect(self._on_apply)
        page.waiting.item_chosen.connect(self._on_item)
        page.waiting.together_requested.connect(self._on_together)

    def _form(self, build: Build) -> InlineForm:
        """A form, made when it is first asked for: eight of them would be dressed anew with every change of look."""
        if build not in self._forms:
            form = self._forms[build] = build()
            for question in MEMBER_QUESTIONS:
                if form.has_field(question):
                    WhoLine(form, question, self._presenter)
            submitted: dict[Build, Callable[[dict[str, str]], None]] = {
                issue_form: self._acts.issue,
                transfer_form: self._acts.transfer,
                withdraw_form: self._acts.withdraw,
                apply_form: self._acts.apply,
                correct_form: self._on_correct_submitted,
                application_form: self._on_application_submitted,
                notice_form: self._on_notice_submitted,
                instalment_form: self._on_instalment_submitted,
                together_form: self._on_together_submitted,
            }
            form.submitted.connect(submitted[build])
            from_the_ledger = build in (issue_form, transfer_form, withdraw_form, correct_form)
            form.left.connect(self._page.leave_form if from_the_ledger else self._page.show_waiting_list)
        return self._forms[build]

    def _on_shown(self, view: TreasuryView) -> None:
        open_now = view.meeting is not None and view.meeting.state == "open"
        self._today = view.today
        self._acts.meeting = view.meeting.id if view.meeting is not None and open_now else None
        self._page.show_view(view)

    def _on_grown(self, points: Sequence[GrowthPoint]) -> None:
        self._page.overview.growth.show_growth(points)

    def _on_listed(self, keys: Sequence[int]) -> None:
        self._page.show_lines(keys, self._presenter.lines)

    def _on_withdrawn(self, so_far: WithdrawalsInYear) -> None:
        self._warning = so_far.warning
        self._page.waiting.show_warning(self._warning)

    def _on_waiting(self, view: WaitingView) -> None:
        self._page.overview.waiting.show_waiting(summary(view, warned=bool(self._warning)))
        self._page.waiting.show_waiting(view, self._today)

    def _on_issue(self) -> None:
        self.begin(self._form(issue_form), words("Enter issues shares and certificate, Esc leaves it."), shares="1")

    def _on_transfer(self) -> None:
        self.begin(self._form(transfer_form), words("Enter registers the transfer, Esc leaves it."), shares="1")

    def _on_withdraw(self) -> None:
        form = self._form(withdraw_form)
        form.set_title(words("Withdraw shares"), self._warning or withdraw_note())
        self.begin(form, words("Enter records it, Esc leaves it."), shares="1", paid="transfer")

    def _on_apply(self) -> None:
        self.begin(self._form(apply_form), words("Enter records the application, Esc leaves it."), shares="1")

    def _on_correct(self, line: MovementLine) -> None:
        self._item = line
        about = f"{what_words(line)}, {who_words(line)}, {shares_words(line)}"
        form = self._form(correct_form)
        form.set_title(words("Take back: {}").format(about))
        self.begin(form, words("Enter takes the movement back by a further one, Esc leaves it."))

    def _on_item(self, item: object) -> None:
        self._item = item
        if isinstance(item, ApplicationView):
            what = "allot" if item.state == "approved" else "approved"
            form, values = self._form(application_form), {"what": what, "paid": "transfer"}
        elif isinstance(item, WithdrawalView):
            form, values = self._form(notice_form), {"what": "pay", "paid": "transfer"}
        else:
            assert isinstance(item, Owed)
            form, values = self._form(instalment_form), {"paid": "transfer"}
        _, who, state = item_words(item)
        number = "" if item.member is None else words("Member {}.").format(display_number(item.member.number))
        form.set_title(who, f"{state[:1].upper()}{state[1:]}. {number}".strip())
        self.begin(form, words("Enter records it, Esc leaves it."), **values)

    def _on_together(self, items: Sequence[ApplicationView | WithdrawalView]) -> None:
        self._item = items
        noticed = sum(isinstance(each, WithdrawalView) for each in items)
        form = self._form(together_form)
        names = ", ".join(each.applicant if isinstance(each, ApplicationView) else each.member.name for each in items)
        form.set_title(words("The board decides {}").format(kinds_counted(len(items) - noticed, noticed)), names)
        form.field("paid").setEnabled(noticed > 0)
        status = words("Enter records the decision for all of them, Esc leaves it.")
        self.begin(form, status, decision="approve", paid="transfer")

    def _on_together_submitted(self, values: dict[str, str]) -> None:
        if isinstance(self._item, tuple):
            self._acts.decide_together(self._item, values)

    def _on_correct_submitted(self, values: dict[str, str]) -> None:
        if isinstance(self._item, MovementLine) and self._item.movement is not None:
            self._acts.correct(self._item.movement, values)

    def _on_application_submitted(self, values: dict[str, str]) -> None:
        if isinstance(self._item, ApplicationView):
            self._acts.settle_application(self._item, values)

    def _on_notice_submitted(self, values: dict[str, str]) -> None:
        if isinstance(self._item, WithdrawalView):
            self._acts.settle_notice(self._item, values)

    def _on_instalment_submitted(self, values: dict[str, str]) -> None:
        if isinstance(self._item, Owed):
            self._acts.instalment(self._item, values)

    def _on_done(self, sentence: str) -> None:
        super()._on_done(sentence)
        self._page.leave_movement()


def join(desk: Desk, jobs: Jobs, hub: Hub) -> Page:
    """The page with its presenter at work."""
    page = SharesPage(jobs)
    presenter = SharesPresenter(desk, jobs, hub, page)
    SharePapersDesk(page, presenter, desk)
    SharesDesk(page, presenter, ShareActs(desk, jobs, hub, page))
    return page
