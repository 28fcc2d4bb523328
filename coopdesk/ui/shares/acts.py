"""The treasurer's acts: a filled-in form becomes a command, its outcome a sentence."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from coopdesk.domain.clock import day_words
from coopdesk.domain.money import pounds, read_pounds
from coopdesk.domain.refusals import NotUnderstood, Refusal
from coopdesk.domain.shares import check_share_count
from coopdesk.services.application_view import ApplicationView
from coopdesk.services.applications import (
    AllotApplication,
    AllottedView,
    ApplyForShares,
    PayApplication,
    SetApplication,
)
from coopdesk.services.board_decisions import DecidedTogether, DecideTogether
from coopdesk.services.cancelling import CancelledView, CancelShares
from coopdesk.services.correcting import Reversed, ReverseMovement
from coopdesk.services.member_meant import member_meant
from coopdesk.services.members import MemberView
from coopdesk.services.owed import Owed
from coopdesk.services.payments import ReceiptView, TakePayment
from coopdesk.services.perform import Command, Desk, Undone
from coopdesk.services.shares import IssuedView, IssueShares
from coopdesk.services.transfers import TransferShares, TransferView
from coopdesk.services.withdrawals import (
    PayWithdrawal,
    RefuseWithdrawal,
    TakeBackNotice,
    WithdrawalView,
    WithdrawShares,
)
from coopdesk.ui.kit.hub import Hub
from coopdesk.ui.kit.jobs import Jobs
from coopdesk.ui.presenter import Presenter
from coopdesk.ui.shares.waiting_card import kinds_counted, shares_counted
from coopdesk.ui.text import words

T = TypeVar("T")
Values = Mapping[str, str]

UNDONE = {
    "IssueShares": "The issue was taken back: pay the money back. Its certificate number stays used.",
    "TransferShares": "The transfer was taken back, both entries of it; new certificates were numbered.",
    "WithdrawShares": "The withdrawal was taken back.",
    "PayWithdrawal": "The repayment was taken back: the notice waits again.",
    "RefuseWithdrawal": "The notice of withdrawal waits again.",
    "TakeBackNotice": "The notice of withdrawal waits again.",
    "CancelShares": "The cancellation was taken back.",
    "ApplyForShares": "The application was taken back.",
    "SetApplication": "The decision on the application was taken back.",
    "DecideTogether": "The decisions were taken back: all of them wait again.",
    "AllotApplication": "The allotment was taken back: the application waits again.",
}
"""What Ctrl+Z takes back on this page (a joining is taken back at the door), and what it says then."""


class ShareActs(Presenter):
    """``done(sentence)`` or ``refused(Refusal | Fault)`` answers every act."""

    done = Signal(str)

    def __init__(self, desk: Desk, jobs: Jobs, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(desk, jobs, hub, parent)
        self.meeting: int | None = None
        """Money taken while a meeting is open is that meeting's."""

    def _whose(self, reference: str, then: Callable[[MemberView], None]) -> None:
        self.ask(then, member_meant, reference)

    def _do(self, build: Callable[[], Command[T]], told: Callable[[T], str]) -> None:
        """Make the command and carry it out; a form that cannot be read is refused like any other."""
        try:
            command = build()
        except Refusal as no:
            self.refused.emit(no)
        else:
            self.perform(command, partial(self._on_done, told))

    def _on_done(self, told: Callable[[T], str], value: T) -> None:
        self.done.emit(told(value))

    def issue(self, values: Values) -> None:
        """Allot shares to the member meant."""
        self._whose(values["reference"], partial(self._issue, values))

    def _issue(self, values: Values, member: MemberView) -> None:
        self._do(partial(issue_command, values, member, self.meeting), issued_words)

    def transfer(self, values: Values) -> None:
        """Pass shares from one member to another."""
        self._whose(values["giver"], partial(self._transfer_from, values))

    def _transfer_from(self, values: Values, giver: MemberView) -> None:
        self._whose(values["taker"], partial(self._transfer, values, giver))

    def _transfer(self, values: Values, giver: MemberView, taker: MemberView) -> None:
        self._do(partial(transfer_command, values, giver, taker), transferred_words)

    def withdraw(self, values: Values) -> None:
        """Give notice, pay at once, or cancel on leaving."""
        self._whose(values["reference"], partial(self._withdraw, values))

    def _withdraw(self, values: Values, member: MemberView) -> None:
        if values["what"] in ("repay", "keep"):
            self._do(partial(cancel_command, values, member), cancelled_words)
        else:
            self._do(partial(withdraw_command, values, member), withdrawn_words)

    def correct(self, movement: int, values: Values) -> None:
        """Take a movement back with its reason."""
        self._do(partial(ReverseMovement, movement, values["reason"], values["on"]), corrected_words)

    def apply(self, values: Values) -> None:
        """File an application, of a member or of somebody new."""
        if values["reference"]:
            self._whose(values["reference"], partial(self._apply, values))
        else:
            self._apply(values, None)

    def _apply(self, values: Values, member: MemberView | None) -> None:
        self._do(partial(apply_command, values, member), applied_words)

    def settle_application(self, application: ApplicationView, values: Values) -> None:
        """Record what became of an application."""
        what, number = values["what"], application.number
        if what == "allot":
            self._do(partial(AllotApplication, number, 0, values["paid"], values["on"]), allotted_words)
        elif what == "pay":
            self._do(partial(pay_application_command, number, values), paid_words)
        else:
            self._do(partial(SetApplication, number, what, values["on"], values["remark"]), decided_words)

    def decide_together(self, items: Sequence[ApplicationView | WithdrawalView], values: Values) -> None:
        """Record what the board decided about several, as one act."""
        self._do(partial(together_command, items, values), together_words)

    def settle_notice(self, notice: WithdrawalView, values: Values) -> None:
        """Record what became of a notice of withdrawal."""
        what, number = values["what"], notice.number
        if what == "pay":
            self._do(partial(PayWithdrawal, number, values["paid"], values["on"]), withdrawn_words)
        elif what == "refuse":
            self._do(partial(RefuseWithdrawal, number, values["remark"], values["on"]), withdrawn_words)
        else:
            self._do(partial(TakeBackNotice, number, values["remark"], values["on"]), withdrawn_words)

    def instalment(self, owed: Owed, values: Values) -> None:
        """Take money on shares that are not fully paid."""
        self._do(partial(instalment_command, owed, values, self.meeting), instalment_words)

    def undo(self) -> None:
        """Take back the last of this page's acts."""
        self.jobs.store(partial(self.desk.undo, tuple(UNDONE)), self._on_undone, self._on_failed)

    def _on_undone(self, undone: Undone) -> None:
        self.done.emit(words(UNDONE[undone.act]))


def sum_typed(text: str) -> int | None:
    """A sum in pence; None where none was typed.

    Raises:
        NotUnderstood: it is no amount of money.
    """
    if not text:
        return None
    pence = read_pounds(text)
    if pence is None:
        raise NotUnderstood("The sum", text, "write it as £10 or 10.50")
    return pence


def issue_command(values: Values, member: MemberView, meeting: int | None) -> IssueShares:
    """The command of a filled-in issue."""
    count, pence = check_share_count(values["shares"] or "1"), sum_typed(values["pence"])
    return IssueShares(member.id, count, values["paid"], meeting, pence=pence, reference=values["bank"])


def transfer_command(values: Values, giver: MemberView, taker: MemberView) -> TransferShares:
    """The command of a filled-in transfer."""
    return TransferShares(
        giver.id,
        taker.id,
        check_share_count(values["shares"] or "1"),
        values["kind"],
        values["on"],
        values["consent_on"],
        words=values["remark"],
    )


def withdraw_command(values: Values, member: MemberView) -> WithdrawShares:
    """The command of a filled-in withdrawal."""
    count, waive = check_share_count(values["shares"] or "1"), values["what"] == "waive"
    return WithdrawShares(member.id, count, values["paid"], values["on"], words=values["remark"], waive=waive)


def cancel_command(values: Values, member: MemberView) -> CancelShares:
    """The command of a filled-in cancellation on leaving."""
    repay = "keep" if values["what"] == "keep" else values["paid"]
    return CancelShares(member.id, check_share_count(values["shares"] or "1"), repay, values["remark"], values["on"])


def apply_command(values: Values, member: MemberView | None) -> ApplyForShares:
    """The command of a filled-in application."""
    return ApplyForShares(
        shares=check_share_count(values["shares"] or "1"),
        member=0 if member is None else member.id,
        **{name: values[name] for name in ("name", "address", "postcode", "email", "on")},
    )


def pay_application_command(number: int, values: Values) -> PayApplication:
    """Money that came in for an application."""
    return PayApplication(number, values["paid"], sum_typed(values["pence"]) or 0, values["on"])


def together_command(items: Sequence[ApplicationView | WithdrawalView], values: Values) -> DecideTogether:
    """The board's decision on several."""
    asked = [str(each.number) for each in items if isinstance(each, ApplicationView)]
    noticed = [str(each.number) for each in items if isinstance(each, WithdrawalView)]
    return DecideTogether(
        ",".join(asked), ",".join(noticed), values["decision"], values["paid"], values["on"], values["remark"]
    )


def instalment_command(owed: Owed, values: Values, meeting: int | None) -> TakePayment:
    """Money on shares that are not fully paid; all that is owed where no sum was typed."""
    pence = sum_typed(values["pence"])
    return TakePayment(
        member=owed.member.id,
        pence=owed.owed_pence if pence is None else pence,
        paid=values["paid"],
        meeting=meeting,
        on=values["on"],
        movement=owed.movement,
        reference=values["bank"],
    )


def issued_words(made: IssuedView) -> str:
    """What was issued."""
    told = words("{} to {}, {}: certificate {}. Ctrl+Z takes it back.")
    count, paid = shares_counted(made.shares), pounds(made.payment_pence)
    return told.format(count, made.member.name, paid, f"{made.certificate:05d}")


def transferred_words(made: TransferView) -> str:
    """What was transferred."""
    certificates = ", ".join(f"{number:05d}" for number in made.certificates)
    told = words("{} from {} to {}: certificate {}. Ctrl+Z takes it back.")
    return told.format(shares_counted(made.shares), made.giver.name, made.taker.name, certificates)


def withdrawn_words(made: WithdrawalView) -> str:
    """How a withdrawal stands."""
    count, name = shares_counted(made.shares), made.member.name
    if made.state == "asked":
        told = words("{} gives notice for {}: it can be paid from {}. It is listed under Waiting.")
        return told.format(name, count, day_words(made.due_on))
    told_of = {
        "paid": words("{} of {} are paid back."),
        "refused": words("The notice of {1} for {0} is refused; the shares stay."),
        "taken-back": words("The notice of {1} for {0} is taken back; the shares stay."),
    }
    return told_of[made.state].format(count, name) + " " + words("Ctrl+Z takes it back.")


def cancelled_words(made: CancelledView) -> str:
    """What was cancelled."""
    money = words("{} paid back").format(pounds(made.repaid_pence)) if made.repaid_pence else words("the money is kept")
    ended = " " + words("The membership has ended.") if made.ended else ""
    return words("{} of {} cancelled, {}.").format(shares_counted(made.shares), made.member.name, money) + ended


def corrected_words(made: Reversed) -> str:
    """What a correction made."""
    said = [words("The entry was taken back by a further one; both stay in the ledger.")]
    if made.refunded_pence > 0:
        said.append(words("Pay back {}.").format(pounds(made.refunded_pence)))
    if made.certificates:
        numbers = ", ".join(f"{number:05d}" for number in made.certificates)
        said.append(words("New certificate: {}.").format(numbers))
    return " ".join(said)


def applied_words(made: ApplicationView) -> str:
    """What was applied for."""
    return words("{} asks for {}: it is listed under Waiting.").format(made.applicant, shares_counted(made.shares))


def decided_words(made: ApplicationView) -> str:
    """How an application was decided."""
    told = {
        "approved": words("The application of {} is approved: take the money and allot the shares."),
        "refused": words("The application of {} is refused: give back what was paid."),
        "withdrawn": words("The application of {} is withdrawn: give back what was paid."),
        "received": words("The application of {} waits again."),
    }
    return told[made.state].format(made.applicant)


def together_words(made: DecidedTogether) -> str:
    """What the board decided about several."""
    what = kinds_counted(made.applications, made.withdrawals)
    told = words("Approved: {}.") if made.approved else words("Refused: {}.")
    back = " " + words("Paid back: {}.").format(pounds(made.repaid_pence)) if made.repaid_pence else ""
    return f"{told.format(what)}{back} {words('Ctrl+Z takes it back.')}"


def paid_words(made: ApplicationView) -> str:
    """What has come in for an application."""
    return words("{} has paid {} so far; it is held until shares are allotted.").format(
        made.applicant, pounds(made.paid_pence)
    )


def allotted_words(made: AllottedView) -> str:
    """What was allotted."""
    back = " " + words("Pay back {}.").format(pounds(made.refunded_pence)) if made.refunded_pence else ""
    told = words("{} allotted to {}: certificate {}.")
    return told.format(shares_counted(made.shares), made.member.name, f"{made.certificate:05d}") + back


def instalment_words(made: ReceiptView) -> str:
    """What an instalment brought."""
    return words("{} from {}: receipt {}.").format(pounds(made.pence), made.name, made.number)
