"""coopdesk shares: issue, holdings, certificates."""

from pathlib import Path

import click

from coopdesk.cli.at_the_desk import FILE, not_yet, session
from coopdesk.cli.certificates import COMMANDS as CERTIFICATE_COMMANDS
from coopdesk.cli.saying import whole


@click.group(name="shares")
def command() -> None:
    """Issue shares, holdings, certificates."""


for _later in ("withdraw", "cancel", "transfer", "statement"):
    command.add_command(not_yet(f"shares {_later}"), _later)
for _each in CERTIFICATE_COMMANDS:
    command.add_command(_each)


@command.command()
@FILE
@click.argument("member")
@click.argument("count")
@click.option("--paid", required=True, help="cash, card, transfer or cheque.")
@click.option("--nonce", help="The same nonce again changes nothing and gives the first answer.")
@click.pass_context
def issue(context: click.Context, file: Path, member: str, count: str, paid: str, nonce: str | None) -> None:
    """Allot fully paid shares and number their certificate."""
    from coopdesk.domain.shares import check_share_count
    from coopdesk.services.members import resolve
    from coopdesk.services.shares import IssueShares

    with session(context, file) as desk:
        wish = IssueShares(desk.desk.ask(resolve, member), check_share_count(count), paid)
        issued = desk.desk.perform(wish, nonce=nonce)
        value = {
            "certificate": issued.certificate,
            "shares": issued.shares,
            "member": whole(issued.member.number),
            "pence": issued.payment_pence,
        }
        desk.answer(value, f"Certificate {issued.certificate}: {issued.shares} shares to {issued.member.name}.")


@command.command()
@FILE
@click.argument("member")
@click.option("--on", help="A past day (with the treasurer's issue).")
@click.pass_context
def holding(context: click.Context, file: Path, member: str, on: str | None) -> None:
    """What a member holds, as the sum of the movements."""
    from coopdesk.domain.money import pounds_and_pence
    from coopdesk.domain.refusals import NotYetBuilt
    from coopdesk.services.members import resolve
    from coopdesk.services.shares import holding_view

    if on is not None:
        raise NotYetBuilt("The holding on a past day")
    with session(context, file) as desk:
        view = desk.desk.ask(holding_view, desk.desk.ask(resolve, member))
        value = {
            "member": whole(view.member.number),
            "shares": view.shares,
            "pence": view.pence,
            "certificates": [
                {"number": each.number, "shares": each.shares, "status": each.status} for each in view.certificates
            ],
        }
        desk.answer(value, f"{view.member.name} holds {view.shares} shares ({pounds_and_pence(view.pence)}).")
