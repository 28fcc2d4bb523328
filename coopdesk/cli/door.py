"""coopdesk door: who comes and goes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from coopdesk.cli.at_the_desk import FILE, Session, session
from coopdesk.cli.saying import say_json, whole
from coopdesk.domain.clock import moment_text
from coopdesk.domain.members import display_number
from coopdesk.domain.refusals import NotUnderstood, Refusal


@click.group(name="door")
def command() -> None:
    """Who comes and goes; joining with a £1 share."""


@contextmanager
def _stopping(context: click.Context) -> Iterator[None]:
    """At the door a refusal is the verdict "stop"; JSON says so beside the refusal."""
    try:
        yield
    except Refusal as no:
        if "--json" not in context.obj:
            raise
        stop = {"verdict": "stop", "voting_card": None, "reason": str(no)}
        say_json({**stop, "refused": {"code": no.code, "message": str(no), "fields": no.facts()}})
        raise click.exceptions.Exit(2 if isinstance(no, NotUnderstood) else 1) from no


def _say_verdict(desk: Session, verdict: object) -> None:
    from coopdesk.services.door import DoorVerdict

    assert isinstance(verdict, DoorVerdict)
    member = verdict.member
    value = {
        "verdict": verdict.verdict,
        "voting_card": verdict.voting_card,
        "reason": verdict.reason,
        "member": whole(member.number),
        "name": member.name,
        "arrived_at": moment_text(verdict.arrived_at),
        "returned": verdict.returned,
        "joined": verdict.joined,
    }
    if verdict.certificate is not None:
        value["certificate"] = verdict.certificate
    if verdict.verdict == "vote":
        instruction = f"Give voting card {verdict.voting_card}"
    else:
        instruction = f"May enter, no vote: {verdict.reason}"
    more = f" Certificate {verdict.certificate}." if verdict.certificate is not None else ""
    if verdict.nobody_named:
        more += f" Ask who speaks for it: coopdesk door represent FILE {display_number(member.number)} --name NAME"
    desk.answer(value, f"{instruction}. {member.name}, member {display_number(member.number)}.{more}")


@command.command(name="in")
@FILE
@click.argument("member")
@click.option("--nonce", help="The same nonce again changes nothing and gives the first answer.")
@click.pass_context
def come_in(context: click.Context, file: Path, member: str, nonce: str | None) -> None:
    """Somebody arrives."""
    from coopdesk.services.door import CheckIn

    with session(context, file) as desk, _stopping(context):
        _say_verdict(desk, desk.desk.perform(CheckIn(desk.meeting().id, member), nonce=nonce))


@command.command()
@FILE
@click.argument("member")
@click.option("--name", required=True, help="Whom the organisation has appointed in writing.")
@click.pass_context
def represent(context: click.Context, file: Path, member: str, name: str) -> None:
    """An organisation names its representative, and is in."""
    from coopdesk.services.representing import NameAtDoor

    with session(context, file) as desk, _stopping(context):
        _say_verdict(desk, desk.desk.perform(NameAtDoor(desk.meeting().id, member, name)))


@command.command(name="out")
@FILE
@click.argument("member")
@click.pass_context
def go_out(context: click.Context, file: Path, member: str) -> None:
    """Somebody leaves."""
    from coopdesk.services.door import LeaveRoom

    with session(context, file) as desk:
        person = desk.desk.perform(LeaveRoom(desk.meeting().id, member))
        desk.answer({"member": whole(person.number), "name": person.name}, f"{person.name} has left.")


@command.command()
@FILE
@click.option("--name", required=True)
@click.pass_context
def guest(context: click.Context, file: Path, name: str) -> None:
    """A visitor arrives: no vote, and no place in the quorum."""
    from coopdesk.services.visitors import ReceiveGuest

    with session(context, file) as desk:
        number = desk.desk.perform(ReceiveGuest(desk.meeting().id, name))
        desk.answer({"guest": number, "name": name}, f"{name} is here as a visitor.")


@command.command()
@FILE
@click.argument("member")
@click.pass_context
def apologies(context: click.Context, file: Path, member: str) -> None:
    """A member's apologies."""
    from coopdesk.services.visitors import RecordApology

    with session(context, file) as desk:
        person = desk.desk.perform(RecordApology(desk.meeting().id, member))
        desk.answer({"member": whole(person.number), "name": person.name}, f"Apologies from {person.name}.")


@command.command()
@FILE
@click.option("--name", required=True)
@click.option("--paid", required=True, help="cash or card.")
@click.option("--address", default="")
@click.option("--postcode", default="")
@click.option("--email", default="")
@click.option("--phone", default="")
@click.option("--class", "class_name", default="", help="Class of members.")
@click.option("--nonce", help="The same nonce again changes nothing and gives the first answer.")
@click.pass_context
def join(context: click.Context, /, file: Path, nonce: str | None, **details: str) -> None:
    """Somebody joins: member, £1 share, certificate, payment and arrival in one act."""
    from coopdesk.services.joining import JoinAtDoor

    with session(context, file) as desk:
        _say_verdict(desk, desk.desk.perform(JoinAtDoor(meeting=desk.meeting().id, **details), nonce=nonce))


@command.command()
@FILE
@click.pass_context
def undo(context: click.Context, file: Path) -> None:
    """Take back the last act at the door."""
    from coopdesk.cli.undo import take_back
    from coopdesk.services.door import DOOR_ACTS

    with session(context, file) as desk:
        take_back(desk, DOOR_ACTS)
