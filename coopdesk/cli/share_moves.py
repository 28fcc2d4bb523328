"""The verbs of ``coopdesk shares`` that move shares: withdraw, cancel, transfer, write down, reverse."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopdesk.cli.at_the_desk import FILE, NUMBERS, Session, session
from coopdesk.cli.saying import whole
from coopdesk.cli.share_options import NONCE, ON, PAID, SHARE_CLASS
from coopdesk.domain.clock import day_words
from coopdesk.domain.money import pounds
from coopdesk.domain.share_rules import shares_words

if TYPE_CHECKING:
    from coopdesk.services.withdrawals import WithdrawalView

NUMBER = click.argument("number", type=NUMBERS)


def _holds(desk: Session, member: int) -> dict[str, object]:
    """The member's holding afterwards, for every answer about a movement."""
    from coopdesk.domain.ids import MemberId
    from coopdesk.services.shares import holding_view

    view = desk.desk.ask(holding_view, MemberId(member))
    return {"member": whole(view.member.number), "holding": view.shares, "status": view.member.status.value}


@click.command()
@FILE
@click.argument("member")
@click.argument("count")
@click.option("--paid", default="transfer", show_default=True, help="cash, card, transfer or cheque.")
@ON
@SHARE_CLASS
@click.option("--waive", is_flag=True, help="The board waives the notice.")
@click.option("--reason", "words", default="", help="A remark, or why notice is waived.")
@NONCE
@click.pass_context
def withdraw(
    context: click.Context, /, file: Path, member: str, count: str, waive: bool, nonce: str | None, **more: str
) -> None:
    """Give notice of withdrawal; paid at once where the rules ask for no notice."""
    from coopdesk.domain.shares import check_share_count
    from coopdesk.services.members import resolve
    from coopdesk.services.withdrawals import WithdrawShares

    with session(context, file) as desk:
        wish = WithdrawShares(desk.desk.ask(resolve, member), check_share_count(count), waive=waive, **more)
        _tell_withdrawal(desk, desk.desk.perform(wish, nonce=nonce), warn=True)


@click.command(name="pay-out")
@FILE
@NUMBER
@PAID
@ON
@NONCE
@click.pass_context
def pay_out(context: click.Context, file: Path, number: int, paid: str, on: str, nonce: str | None) -> None:
    """Repay a withdrawal whose notice has run; “shares waiting” gives its number."""
    from coopdesk.services.withdrawals import PayWithdrawal

    with session(context, file) as desk:
        _tell_withdrawal(desk, desk.desk.perform(PayWithdrawal(number, paid, on), nonce=nonce), warn=True)


@click.command(name="refuse-withdrawal")
@FILE
@NUMBER
@click.option("--reason", "words", required=True, help="Why the board refuses it.")
@ON
@click.pass_context
def refuse_withdrawal(context: click.Context, file: Path, number: int, words: str, on: str) -> None:
    """The board refuses a withdrawal; the shares stay."""
    from coopdesk.services.withdrawals import RefuseWithdrawal

    with session(context, file) as desk:
        _tell_withdrawal(desk, desk.desk.perform(RefuseWithdrawal(number, words, on)))


@click.command(name="take-back-notice")
@FILE
@NUMBER
@click.option("--reason", "words", default="", help="A remark.")
@ON
@click.pass_context
def take_back_notice(context: click.Context, file: Path, number: int, words: str, on: str) -> None:
    """The member takes notice of withdrawal back."""
    from coopdesk.services.withdrawals import TakeBackNotice

    with session(context, file) as desk:
        _tell_withdrawal(desk, desk.desk.perform(TakeBackNotice(number, words, on)))


def _tell_withdrawal(desk: Session, view: "WithdrawalView", *, warn: bool = False) -> None:
    """Answer with the notice; ``warn`` adds what has gone in the society's year, where it is more than a part of it."""
    from coopdesk.services.withdrawals_in_year import withdrawals_in_year

    society = _nominal(desk)
    said = {
        "asked": f"Notice {view.number} is given; it may be paid from {day_words(view.due_on)}.",
        "paid": f"{shares_words(view.shares)} withdrawn, {pounds(view.shares * society)} repaid to {view.member.name}.",
        "refused": f"Notice {view.number} is refused; the shares stay.",
        "taken-back": f"Notice {view.number} is taken back; the shares stay.",
    }
    value = {
        "withdrawal": view.number,
        "shares": view.shares,
        "pence": view.shares * society if view.state == "paid" else 0,
        "state": view.state,
        "asked_on": view.asked_on.isoformat(),
        "due_on": view.due_on.isoformat(),
        "movement": view.movement,
        **_holds(desk, view.member.id),
    }
    lines = [said[view.state]]
    if warn:
        day = view.settled_on or view.asked_on
        value["warning"] = desk.desk.ask(withdrawals_in_year, day).warning
        lines += [f"Warning: {value['warning']}"] if value["warning"] else []
    desk.answer(value, *lines)


def _nominal(desk: Session) -> int:
    from coopdesk.services.society import letterhead

    return desk.desk.ask(letterhead).nominal_pence


@click.command()
@FILE
@click.argument("member")
@click.argument("count")
@click.option("--repay", default="", help="cash, card, transfer or cheque; as the rules say (on_exit) if left out.")
@click.option("--keep", is_flag=True, help="The society keeps the money.")
@click.option("--reason", default="", help="Why, in the treasurer's words.")
@ON
@SHARE_CLASS
@NONCE
@click.pass_context
def cancel(
    context: click.Context,
    /,
    file: Path,
    member: str,
    count: str,
    repay: str,
    keep: bool,
    nonce: str | None,
    **more: str,
) -> None:
    """Cancel shares on exit, repaid or with the money kept; the last share ends the membership."""
    from coopdesk.domain.shares import check_share_count
    from coopdesk.services.cancelling import CancelShares
    from coopdesk.services.members import resolve

    with session(context, file) as desk:
        reference = desk.desk.ask(resolve, member)
        wish = CancelShares(reference, check_share_count(count), "keep" if keep else repay, **more)
        made = desk.desk.perform(wish, nonce=nonce)
        value = {
            "movement": made.movement,
            "shares": made.shares,
            "repaid_pence": made.repaid_pence,
            "cancelled_certificates": list(made.certificates),
            "certificate": made.balance,
            **_holds(desk, reference),
        }
        money = f"{pounds(made.repaid_pence)} repaid" if made.repaid_pence else "the money is kept"
        ended = " The membership has ended." if made.ended else ""
        desk.answer(value, f"Cancelled: {shares_words(made.shares)} of {made.member.name}; {money}.{ended}")


@click.command()
@FILE
@click.argument("giver", metavar="FROM")
@click.argument("taker", metavar="TO")
@click.argument("count")
@click.option("--kind", default="transfer", show_default=True, help="transfer, inheritance or nominee.")
@click.option("--consent", "consent_on", default="", help="The day of the board's consent.")
@click.option("--reason", "words", default="", help="A remark.")
@ON
@SHARE_CLASS
@NONCE
@click.pass_context
def transfer(
    context: click.Context, /, file: Path, giver: str, taker: str, count: str, nonce: str | None, **more: str
) -> None:
    """Pass shares from one member to another: one act, two entries, certificates surrendered and issued."""
    from coopdesk.domain.shares import check_share_count
    from coopdesk.services.members import resolve
    from coopdesk.services.transfers import TransferShares

    with session(context, file) as desk:
        first, second = desk.desk.ask(resolve, giver), desk.desk.ask(resolve, taker)
        made = desk.desk.perform(TransferShares(first, second, check_share_count(count), **more), nonce=nonce)
        value = {
            "transfer": made.number,
            "shares": made.shares,
            "certificates": list(made.certificates),
            "from": _holds(desk, first),
            "to": _holds(desk, second),
        }
        papers = ", ".join(f"{number:05d}" for number in made.certificates)
        said = f"{shares_words(made.shares)} passed from {made.giver.name} to {made.taker.name}; certificate {papers}."
        desk.answer(value, said)


@click.command(name="write-down")
@FILE
@click.argument("percent", type=NUMBERS)
@click.option("--reason", required=True, help="Why, as the board resolved.")
@ON
@click.pass_context
def write_down(context: click.Context, file: Path, percent: int, reason: str, on: str) -> None:
    """Write every holding down by PERCENT; whole shares, rounded in each member's favour."""
    from coopdesk.services.cancelling import WriteDown

    with session(context, file) as desk:
        made = desk.desk.perform(WriteDown(percent, reason, on))
        value = {"shares": made.shares, "pence": made.pence, "holders": made.holders}
        desk.answer(
            value, f"Written down: {shares_words(made.shares)} ({pounds(made.pence)}) of {made.holders} members."
        )


@click.command()
@FILE
@click.argument("movement", type=NUMBERS)
@click.option("--reason", required=True, help="What was wrong.")
@ON
@click.pass_context
def reverse(context: click.Context, file: Path, movement: int, reason: str, on: str) -> None:
    """Correct the ledger: take a movement back whole, with its money; “shares movements” gives the numbers."""
    from coopdesk.services.correcting import ReverseMovement

    with session(context, file) as desk:
        made = desk.desk.perform(ReverseMovement(movement, reason, on))
        value = {
            "movements": list(made.movements),
            "certificates": list(made.certificates),
            "refunded_pence": made.refunded_pence,
        }
        desk.answer(value, f"Movement {movement} is reversed; {pounds(made.refunded_pence)} went back.")


COMMANDS = (withdraw, pay_out, refuse_withdrawal, take_back_notice, cancel, transfer, write_down, reverse)
