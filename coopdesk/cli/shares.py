"""coopdesk shares: issue, holdings, certificates."""

from pathlib import Path

import click

from coopdesk.cli.at_the_desk import FILE, NUMBERS, not_yet, session
from coopdesk.cli.saying import tell, whole
from coopdesk.cli.sealing import SEAL, Sealer


@click.group(name="shares")
def command() -> None:
    """Issue shares, holdings, certificates."""


for _later in ("withdraw", "cancel", "transfer", "replace", "check", "statement"):
    command.add_command(not_yet(f"shares {_later}"), _later)


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


@command.command()
@FILE
@click.argument("number", metavar="CERTIFICATE", type=NUMBERS)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path))
@SEAL
@click.pass_context
def certificate(context: click.Context, file: Path, number: int, output: Path, sealing: bool) -> None:
    """One certificate as a PDF."""
    from coopdesk.documents.certificate import certificate_pdf
    from coopdesk.documents.write_file import write_file
    from coopdesk.services.certificate_views import certificate_view

    with session(context, file) as desk:
        seal = Sealer(desk, sealing)
        view = desk.desk.ask(certificate_view, number)
        sealed = seal(certificate_pdf([view]))
        write_file(output, sealed.data)
        value = {"certificate": number, "file": str(output), **sealed.facts}
        desk.answer(value, f"Certificate {number} is in {output}.{sealed.words}")


@command.command()
@FILE
@click.option("--all", "everything", is_flag=True, required=True, help="Every certificate that stands.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path))
@SEAL
@click.pass_context
def certificates(context: click.Context, file: Path, everything: bool, output: Path, sealing: bool) -> None:
    """Many certificates in one PDF, one a page."""
    from coopdesk.cli.progress import counting
    from coopdesk.documents.certificate import certificate_pdf
    from coopdesk.documents.drawable import drawable_certificates
    from coopdesk.documents.write_file import write_file
    from coopdesk.services.certificate_views import all_certificates

    with session(context, file) as desk:
        seal = Sealer(desk, sealing)
        views, left_out = drawable_certificates(desk.desk.ask(all_certificates))
        if not views and left_out:
            raise left_out[0]
        with counting("Certificates", len(views)) as progress:
            data = certificate_pdf(views, progress)
        sealed = seal(data)
        write_file(output, sealed.data)
        for no in left_out:
            tell(f"Left out: {no}")
        told = [str(no) for no in left_out]
        value = {"certificates": len(views), "file": str(output), "left_out": told, **sealed.facts}
        desk.answer(value, f"{len(views)} certificates are in {output}.{sealed.words}")
