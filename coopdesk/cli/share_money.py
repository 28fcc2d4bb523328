"""The verbs of ``coopdesk shares`` about money and accounts: payments, receipts, cash-up, statement, movements."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from coopdesk.cli.at_the_desk import FILE, NUMBERS, Session, session
from coopdesk.cli.saying import table, tell, whole
from coopdesk.cli.sealing import SEAL, Sealer
from coopdesk.cli.share_options import NONCE, ON, PAID, receipts_words, sum_given
from coopdesk.domain.cash_up import uncounted_words
from coopdesk.domain.clock import day_words
from coopdesk.domain.money import pounds, pounds_and_pence, signed

if TYPE_CHECKING:
    from collections.abc import Callable

    from coopdesk.documents.chapters import Chapter
    from coopdesk.domain.statement import Figure, Statement
    from coopdesk.services.cash_up import CashUpView
    from coopdesk.services.papers.heading import RecordHeading
    from coopdesk.services.payments import ReceiptView
    from coopdesk.services.statement import StatementView

NOTHING: Mapping[str, object] = MappingProxyType({})
RECEIPT = click.argument("receipt", type=NUMBERS)
OUTPUT = click.option("-o", "--output", type=click.Path(path_type=Path), help="Also as a paper, a PDF.")


def _print(
    desk: Session, seal: Sealer, output: Path, paper: "Callable[[RecordHeading], Chapter]"
) -> tuple[dict[str, object], str]:
    """Write one paper of the treasurer's as a PDF; what JSON and people are told of it."""
    from coopdesk.documents.chapters import print_chapters
    from coopdesk.documents.write_file import write_file
    from coopdesk.services.papers.heading import record_heading

    heading = desk.desk.ask(record_heading, desk.now)
    made = print_chapters([paper(heading)], heading)
    for warning in made.warnings:
        tell(warning)
    sealed = seal(made.data)
    write_file(output, sealed.data)
    return {"file": str(output), **sealed.facts}, f" It is in {output}.{sealed.words}"


@click.command()
@FILE
@click.argument("member")
@click.argument("amount", metavar="SUM")
@PAID
@click.option(
    "--for", "purpose", default="shares", show_default=True, help="shares, subscription, donation, loan, other."
)
@click.option("--movement", type=NUMBERS, default=0, help="The allotment an instalment is for; else the oldest owed.")
@click.option("--reference", default="", help="The bank's reference.")
@click.option("--payer", default="", help="Who paid, if somebody else.")
@ON
@NONCE
@click.pass_context
def pay(
    context: click.Context, /, file: Path, member: str, amount: str, movement: int, nonce: str | None, **more: str
) -> None:
    """Take money that buys no new shares: an instalment on shares allotted, a subscription, a gift."""
    from coopdesk.services.members import resolve
    from coopdesk.services.payments import TakePayment

    with session(context, file) as desk:
        wish = TakePayment(
            member=desk.desk.ask(resolve, member),
            pence=sum_given(amount),
            paid=more["paid"],
            purpose=more["purpose"],
            on=more["on"],
            movement=movement,
            reference=more["reference"],
            payer=more["payer"],
        )
        made = desk.desk.perform(wish, nonce=nonce)
        _tell_receipt(desk, made, f"Receipt {made.number}: {pounds(made.pence)} from {made.name}.")


@click.command()
@FILE
@RECEIPT
@click.option("--sum", "amount", help="Part of it; all that is left if left out.")
@click.option("--reason", "words", default="", help="Why.")
@ON
@click.pass_context
def refund(context: click.Context, file: Path, receipt: int, amount: str | None, words: str, on: str) -> None:
    """Give back money that stands for no shares, the way it came."""
    from coopdesk.services.payments import RefundPayment

    with session(context, file) as desk:
        pence = 0 if amount is None else sum_given(amount)
        made = desk.desk.perform(RefundPayment(receipt, pence, on, words))
        _tell_receipt(desk, made, f"Receipt {made.number}: {pounds(-made.pence)} given back to {made.name}.")


@click.command()
@FILE
@RECEIPT
@OUTPUT
@SEAL
@click.pass_context
def receipt(context: click.Context, file: Path, receipt: int, output: Path | None, sealing: bool) -> None:
    """One receipt, on screen or as a paper."""
    from coopdesk.services.payments import receipt_view

    with session(context, file) as desk:
        seal = Sealer(desk, sealing)
        view = desk.desk.ask(receipt_view, receipt)
        said = (
            f"Receipt {view.number}: {pounds_and_pence(view.pence)}, {view.method}, {view.name}, {day_words(view.on)}."
        )
        facts: Mapping[str, object] = NOTHING
        where = ""
        if output is not None:
            from coopdesk.documents.receipt import receipt_paper

            facts, where = _print(desk, seal, output, partial(receipt_paper, view))
        _tell_receipt(desk, view, said + where, facts)


def _tell_receipt(desk: Session, view: "ReceiptView", said: str, facts: Mapping[str, object] = NOTHING) -> None:
    value = {
        "receipt": view.number,
        "member": whole(view.member_number) if view.member_number else None,
        "name": view.name,
        "pence": view.pence,
        "method": view.method,
        "purpose": view.purpose,
        "on": view.on.isoformat(),
        "refunds": view.refunds,
        "returned_pence": view.returned_pence,
        "shares": view.shares,
        "certificate": view.certificate,
        "cash_up": view.cash_up,
        **facts,
    }
    desk.answer(value, said)


@click.command(name="cash-up")
@FILE
@click.option("--number", type=NUMBERS, help="Show a cash-up that was signed off.")
@click.option("--sign", is_flag=True, help="Sign it off; without it the figures to count against are shown.")
@click.option("--day", is_flag=True, help="Every receipt up to the day, not those of the meeting (--meeting N).")
@click.option("--cash", help="Cash counted, without the float; or give --coins.")
@click.option("--card", help="The card machine's total.")
@click.option("--transfer", help="Arrived at the bank.")
@click.option("--cheque", help="Cheques in hand.")
@click.option("--coins", help="Notes and coins in the tin: “£10=1 £1=5 50p=2”.")
@click.option("--float", "tin_float", default="0", help="In the tin before the first receipt.")
@click.option("--counted-by", default="", help="Who counted.")
@click.option("--checked-by", default="", help="Who counted again.")
@click.option("--explain", default="", help="What explains a difference.")
@ON
@OUTPUT
@SEAL
@click.pass_context
def cash_up(
    context: click.Context,
    /,
    file: Path,
    number: int | None,
    sign: bool,
    day: bool,
    coins: str | None,
    tin_float: str,
    counted_by: str,
    checked_by: str,
    explain: str,
    on: str,
    output: Path | None,
    sealing: bool,
    **counted: str | None,
) -> None:
    """Count the money against the journal, and sign it off."""
    from coopdesk.domain.cash_up import read_coins
    from coopdesk.services.cash_up import cash_up_to_sign, cash_up_view
    from coopdesk.services.cash_up_signing import SignCashUp
    from coopdesk.services.movements import day_given

    with session(context, file) as desk:
        seal = Sealer(desk, sealing)
        meeting = None if day or number is not None or "--meeting" not in desk.settings else desk.meeting().id
        if number is not None:
            view = desk.desk.ask(cash_up_view, number)
        elif sign:
            wish = SignCashUp(
                counted={method: sum_given(text) for method, text in counted.items() if text is not None},
                counted_by=counted_by,
                checked_by=checked_by,
                meeting=meeting,
                on=on,
                float_pence=sum_given(tin_float),
                coins=None if coins is None else read_coins(coins),
                explanation=explain,
            )
            view = desk.desk.perform(wish)
        else:
            view = desk.desk.ask(cash_up_to_sign, day_given("The day", on, desk.now), meeting)
        facts: Mapping[str, object] = NOTHING
        where = ""
        if output is not None:
            from coopdesk.documents.cash_up import cash_up_paper

            facts, where = _print(desk, seal, output, partial(cash_up_paper, view))
        _tell_cash_up(desk, view, where, facts)


def _tell_cash_up(desk: Session, view: "CashUpView", where: str, facts: Mapping[str, object]) -> None:
    receipts = [line.receipt for line in view.lines]
    value = {
        "cash_up": view.number,
        "receipts": len(receipts),
        "first_receipt": min(receipts, default=None),
        "last_receipt": max(receipts, default=None),
        "expected_pence": view.expected_pence,
        "counted_pence": view.counted_pence,
        "difference_pence": view.counted_pence - view.expected_pence,
        "methods": {
            each.method: {"expected_pence": each.expected_pence, "counted_pence": each.counted_pence}
            for each in view.counts
        },
        "not_counted": {
            each.method: {"expected_pence": each.expected_pence, "receipts": each.receipts} for each in view.uncounted
        },
        "balances": view.balances,
        "explanation": view.explanation,
        **facts,
    }
    if view.number is None:
        lines = [f"{each.method}: {pounds_and_pence(each.expected_pence)} to be counted" for each in view.counts]
        lines.append(
            f"{receipts_words(len(receipts))}, {pounds_and_pence(view.expected_pence)} to be cashed up.{where}"
        )
    else:
        lines = [
            f"{each.method}: {pounds_and_pence(each.expected_pence)} expected, "
            f"{pounds_and_pence(each.counted_pence)} counted"
            for each in view.counts
        ]
        verdict = view.verdict
        if view.differs:
            verdict += f" by {pounds_and_pence(view.counted_pence - view.expected_pence)}"
        lines += [uncounted_words(view.uncounted)] if view.uncounted else []
        lines.append(f"Cash-up {view.number}: {receipts_words(len(receipts))}. {verdict}.{where}")
    desk.answer(value, *lines)


@click.command()
@FILE
@click.option("--from", "first", default="", help="The first day; the society's year if left out.")
@click.option("--to", "last", default="", help="The last day; today if left out.")
@OUTPUT
@SEAL
@click.pass_context
def statement(context: click.Context, file: Path, first: str, last: str, output: Path | None, sealing: bool) -> None:
    """Share capital over a period, tied to the money: opening + issued - withdrawn - cancelled = closing."""
    from coopdesk.services.movements import day_given
    from coopdesk.services.statement import statement_view, year_at

    with session(context, file) as desk:
        seal = Sealer(desk, sealing)
        end = day_given("The last day", last, desk.now, ahead=True)
        begin = day_given("The first day", first, desk.now, ahead=True) if first else desk.desk.ask(year_at, end)[0]
        view = desk.desk.ask(statement_view, begin, end)
        facts: Mapping[str, object] = NOTHING
        where = ""
        if output is not None:
            from coopdesk.documents.share_statement import share_statement_paper

            facts, where = _print(desk, seal, output, partial(share_statement_paper, view))
        lines = _statement_lines(view)
        desk.answer({**_statement_value(view), **facts}, *lines, *([where.strip()] if where else []))


def _figures(made: "Statement") -> "dict[str, Figure]":
    return {
        "brought_forward": made.brought_forward,
        "opening": made.opening,
        "issued": made.issued,
        "withdrawn": made.withdrawn,
        "cancelled": made.cancelled,
        "written_down": made.written_down,
        "transferred_in": made.transferred_in,
        "transferred_out": made.transferred_out,
        "closing": made.closing,
    }


def _statement_value(view: "StatementView") -> dict[str, Any]:
    made, money = view.statement, view.statement.money
    return {
        "from": view.first.isoformat(),
        "to": view.last.isoformat(),
        **{name: {"shares": each.shares, "pence": each.pence} for name, each in _figures(made).items()},
        "money": {
            "received_pence": money.received_pence,
            "refunded_pence": money.refunded_pence,
            "repaid_pence": money.repaid_pence,
            "unpaid_pence": money.unpaid_pence,
            "held_pence": money.held_pence,
            "kept_pence": money.kept_pence,
            "difference_pence": made.difference_pence,
        },
        "corrections": view.corrections,
        "agrees": made.agrees,
        "warning": view.withdrawals.warning,
    }


_ALWAYS_SAID = ("opening", "issued", "withdrawn", "cancelled", "closing")


def _statement_lines(view: "StatementView") -> list[str]:
    made = view.statement
    lines = [f"From {day_words(view.first)} to {day_words(view.last)}:"]
    for name, figure in _figures(made).items():
        if figure.shares or name in _ALWAYS_SAID:
            sign = "−" if name in ("withdrawn", "cancelled", "written_down", "transferred_out") else ""
            words = "brought forward, in the opening" if name == "brought_forward" else name.replace("_", " ")
            count = f"{sign}{figure.shares:,}" if figure.shares else "0"
            lines.append(f"{count} {words} ({pounds_and_pence(figure.pence)})")
    lines.append("It agrees with the money." if made.agrees else f"It differs by {pounds(made.difference_pence)}.")
    if view.withdrawals.warning:
        lines.append(f"Warning: {view.withdrawals.warning}")
    return lines


@click.command()
@FILE
@click.option("--member", default="", help="Only of this member.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=100, show_default=True)
@click.pass_context
def movements(context: click.Context, file: Path, member: str, limit: int) -> None:
    """The ledger, the newest movement first, with the numbers that “shares reverse” takes."""
    from coopdesk.services.members import resolve
    from coopdesk.services.movement_lines import ledger_lines

    with session(context, file) as desk:
        whose = desk.desk.ask(resolve, member) if member else 0
        lines = desk.desk.ask(ledger_lines, whose, limit)
        value = [
            {
                "movement": each.number,
                "on": each.on.isoformat(),
                "member": whole(each.member_number),
                "name": each.name,
                "kind": each.kind,
                "shares": each.shares,
                "receipt": each.receipt,
                "pence": each.pence,
                "certificate": each.certificate,
                "reverses": each.reverses,
            }
            for each in lines
        ]
        if "--json" in desk.settings:
            desk.answer(value)
            return
        rows = [
            (each.number, each.on, each.member_number, each.name, each.kind, signed(each.shares), pounds(each.pence))
            for each in lines
        ]
        table(("No.", "Day", "Member", "Name", "Movement", "Shares", "Money"), rows)


COMMANDS = (pay, refund, receipt, cash_up, statement, movements)
