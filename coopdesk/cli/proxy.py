"""coopdesk proxy: forms by which a member has somebody else vote."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coopdesk.cli.at_the_desk import FILE, session
from coopdesk.cli.saying import whole
from coopdesk.domain.clock import moment_text

if TYPE_CHECKING:
    from coopdesk.services.proxies import ProxyLine


@click.group(name="proxy")
def command() -> None:
    """Proxies: who speaks for whom."""


@command.command()
@FILE
@click.argument("member")
@click.argument("holder")
@click.option(
    "--instruct",
    multiple=True,
    metavar="MOTION=CHOICE",
    help="3=against; a motion not named is the holder's to decide.",
)
@click.option("--received", default="", metavar="WHEN", help="When the form came in; left out, now.")
@click.option("--by", "proof", default="signed", help="signed, email, online or witnessed.")
@click.pass_context
def add(
    context: click.Context, file: Path, member: str, holder: str, instruct: tuple[str, ...], received: str, proof: str
) -> None:
    """Record a form. HOLDER is a member's number or card, "chair", or the name of somebody who is no member."""
    from coopdesk.services.proxies import RecordProxy

    with session(context, file) as desk:
        recorded = desk.desk.perform(
            RecordProxy(
                meeting=desk.meeting().id,
                appointor=member,
                holder=holder,
                received=received,
                proof=proof,
                instructions=" ".join(instruct),
            )
        )
        said = f"Form {recorded.form}: {recorded.holder_name} speaks for member {recorded.appointor}"
        desk.answer(_line_json(recorded), f"{said}; {recorded.state.words}.")


@command.command()
@FILE
@click.argument("member")
@click.pass_context
def revoke(context: click.Context, file: Path, member: str) -> None:
    """The member takes the proxy back, before the meeting starts."""
    from coopdesk.services.proxies import RevokeProxy

    with session(context, file) as desk:
        ended = desk.desk.perform(RevokeProxy(desk.meeting().id, member))
        desk.answer({"member": member, "revoked": ended}, f"The proxy of member {member} is revoked.")


@command.command(name="list")
@FILE
@click.pass_context
def list_forms(context: click.Context, file: Path) -> None:
    """Every form, and what has become of it."""
    from coopdesk.services.proxies import proxy_deadline, proxy_lines

    with session(context, file) as desk:
        meeting = desk.meeting()
        lines = desk.desk.ask(proxy_lines, meeting.id)
        last = moment_text(desk.desk.ask(proxy_deadline, meeting))
        said = [
            f"{each.form:>4}  member {each.appointor} {each.appointor_name} -> {each.holder_name}: {each.state.words}"
            for each in lines
        ]
        value = {"deadline": last, "forms": [_line_json(each) for each in lines]}
        desk.answer(value, f"Forms had to be in by {last}.", *said)


def _line_json(line: "ProxyLine") -> dict[str, Any]:
    return {
        "form": line.form,
        "member": whole(line.appointor),
        "holder": whole(line.holder) if line.holder.isdecimal() else line.holder,
        "holder_name": line.holder_name,
        "received": moment_text(line.received),
        "by": line.proof,
        "instructions": {str(motion): choice.value for motion, choice in line.instructions},
        "state": line.state.value,
    }
