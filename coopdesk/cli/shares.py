"""coopdesk shares: issue, holdings, certificates."""

from pathlib import Path

import click

from coopdesk.cli.at_the_desk import FILE, session
from coopdesk.cli.certificates import COMMANDS as CERTIFICATE_COMMANDS
from coopdesk.cli.saying import whole
from coopdesk.cli.share_money import COMMANDS as MONEY_COMMANDS
from coopdesk.cli.share_moves import COMMANDS as MOVE_COMMANDS
from coopdesk.cli.share_options import NONCE, ON, SHARE_CLASS, sum_given
from coopdesk.cli.share_wishes import COMMANDS as WISH_COMMANDS
from coopdesk.domain.share_rules import shares_words


@click.group(name="shares")
def command() -> None:
    """Issue shares, holdings, certificates."""


for _each in (*CERTIFICATE_COMMANDS, *MOVE_COMMANDS, *WISH_COMMANDS, *MONEY_COMMANDS):
    command.add_command(_each)


@command.command()
@FILE
@click.argument("member")
@click.argument("count")
@click.option("--paid", required=True, help="cash, card, transfer or cheque.")
@click.option("--sum", "amount", help="Paid now, where the rules let shares be part paid; all of it if left out.")
@ON
@SHARE_CLASS
@click.option("--reference", default="", help="The bank's reference.")
@click.option("--payer", default="", help="Who paid, if somebody else.")
@NONCE
@click.pass_context
def issue(
    context: click.Context,
    /,
    file: Path,
    member: str,
    count: str,
    paid: str,
    amount: str | None,
    nonce: str | None,
    **more: str,
) -> None:
    """Allot shares against money and number their certificate."""
    from coopdesk.domain.shares import check_share_count
    from coopdesk.services.members import resolve
    from coopdesk.services.shares import IssueShares

    with session(context, file) as desk:
        pence = None if amount is None else sum_given(amount)
        wish = IssueShares(
            desk.desk.ask(resolve, member),
            check_share_count(count),
            paid,
            on=more["on"],
            share_class=more["share_class"],
            pence=pence,
            reference=more["reference"],
            payer=more["payer"],
        )
        issued = desk.desk.perform(wish, nonce=nonce)
        value = {
            "certificate": issued.certificate,
            "shares": issued.shares,
            "member": whole(issued.member.number),
            "pence": issued.payment_pence,
        }
        desk.answer(value, f"Certificate {issued.certificate}: {shares_words(issued.shares)} to {issued.member.name}.")


@command.command()
@FILE
@click.argument("member")
@click.option("--on", help="At the end of a past day, as 2026-03-31.")
@click.pass_context
def holding(context: click.Context, file: Path, member: str, on: str | None) -> None:
    """What a member holds, as the sum of the movements."""
    from coopdesk.domain.clock import day_words
    from coopdesk.domain.money import pounds_and_pence
    from coopdesk.services.members import resolve
    from coopdesk.services.movements import day_given
    from coopdesk.services.shares import holding_view

    with session(context, file) as desk:
        day = None if on is None else day_given("The day", on, desk.now)
        view = desk.desk.ask(holding_view, desk.desk.ask(resolve, member), day)
        when = "" if day is None else f" at the end of {day_words(day)}"
        value = {
            "member": whole(view.member.number),
            "shares": view.shares,
            "pence": view.pence,
            "certificates": [
                {"number": each.number, "shares": each.shares, "status": each.status} for each in view.certificates
            ],
        }
        desk.answer(
            value, f"{view.member.name} holds {shares_words(view.shares)} ({pounds_and_pence(view.pence)}){when}."
        )
