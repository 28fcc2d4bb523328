"""coopdesk members details, note and note-end: what stands on an entry besides the member."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coopdesk.cli.at_the_desk import FILE, NUMBERS, session

if TYPE_CHECKING:
    from coopdesk.services.entry_details import Detail

KIND = click.Choice(["joint-holder", "representative", "purpose", "property"])


@click.command()
@FILE
@click.argument("member")
@click.pass_context
def details(context: click.Context, file: Path, member: str) -> None:
    """Joint holders, representatives, purposes of the e-mail address and other property, with their days."""
    from coopdesk.services.entry_details import details_of_entry
    from coopdesk.services.members import resolve

    with session(context, file) as desk:
        found = desk.desk.ask(details_of_entry, desk.desk.ask(resolve, member))
        lines = [_line(each) for each in found] or ["Nothing stands on this entry besides the member."]
        desk.answer([_value(each) for each in found], *lines)


@click.command()
@FILE
@click.argument("member")
@click.argument("kind", type=KIND)
@click.argument("words")
@click.option("--on", default="", help="The day it began, 2026-11-28; left out: today.")
@click.option("--address", default="", help="Of a joint holder.")
@click.option("--written", default="", help="The day of an organisation's letter of appointment.")
@click.option("--amount", default="", help="Of property, such as £500.")
@click.option("--as", "sort", type=click.Choice(["loan", "deposit", "other"]), default="loan", help="Kind of property.")
@click.pass_context
def note(
    context: click.Context,
    /,
    file: Path,
    member: str,
    kind: str,
    words: str,
    on: str,
    address: str,
    written: str,
    amount: str,
    sort: str,
) -> None:
    """Enter a joint holder, a representative, a purpose of the e-mail address, or property (--amount)."""
    from coopdesk.domain.money import read_pounds
    from coopdesk.domain.refusals import NotUnderstood
    from coopdesk.services.entry_details import NoteDetail
    from coopdesk.services.members import resolve

    pence = read_pounds(amount) if amount else 0
    if pence is None:
        raise NotUnderstood("The amount", amount, "write it as £500 or 500.00")
    with session(context, file) as desk:
        noted = desk.desk.perform(
            NoteDetail(desk.desk.ask(resolve, member), kind, words, on, address, pence, sort, written)
        )
        desk.answer(_value(noted), _line(noted))


@click.command(name="note-end")
@FILE
@click.argument("member")
@click.argument("kind", type=KIND)
@click.argument("number", type=NUMBERS)
@click.option("--on", default="", help="The day it ended, 2026-11-28; left out: today.")
@click.pass_context
def note_end(context: click.Context, file: Path, member: str, kind: str, number: int, on: str) -> None:
    """End one of them (its number is in the details); it stays on the record."""
    from coopdesk.services.entry_details import EndDetail
    from coopdesk.services.members import resolve

    with session(context, file) as desk:
        ended = desk.desk.perform(EndDetail(desk.desk.ask(resolve, member), kind, number, on))
        desk.answer(_value(ended), _line(ended))


def _line(detail: "Detail") -> str:
    from coopdesk.domain.money import pounds

    amount = f", {pounds(detail.pence)}" if detail.pence is not None else ""
    until = f" until {detail.until}" if detail.until is not None else ""
    return f"{detail.kind} {detail.id}: {detail.words}{amount}, since {detail.since}{until}"


def _value(detail: "Detail") -> dict[str, Any]:
    return {
        "kind": detail.kind,
        "number": detail.id,
        "words": detail.words,
        "pence": detail.pence,
        "since": detail.since.isoformat(),
        "until": detail.until.isoformat() if detail.until else None,
    }


@click.command()
@FILE
@click.option("--do", "act", is_flag=True, help="Let them lapse; without it the list is only shown.")
@click.pass_context
def lapse(context: click.Context, file: Path, act: bool) -> None:
    """Who missed annual meetings without apologies, where the rules end a membership for that (setting lapse_after)."""
    from coopdesk.cli.saying import whole
    from coopdesk.services.lapsing import LapseMemberships, lapse_lines, lapse_view

    with session(context, file) as desk:
        view = desk.desk.ask(lapse_view, desk.now)
        lines = lapse_lines(view)
        if act:
            ended = desk.desk.perform(LapseMemberships(len(view.members)))
            lines.append(f"{len(ended)} memberships have lapsed; “undo” takes it back.")
        value = {
            "after": view.after,
            "meetings": view.meetings,
            "members": [whole(each.number) for each in view.members],
            "lapsed": act,
        }
        desk.answer(value, *lines)
