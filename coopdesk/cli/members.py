"""coopdesk members: the register."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coopdesk.cli.at_the_desk import FILE, session
from coopdesk.cli.member_details import details, lapse, note, note_end
from coopdesk.cli.member_turns import account, die, erase, history, merge, rejoin
from coopdesk.cli.rosters import column_maps, export_members, import_roster
from coopdesk.cli.saying import table, tell, whole
from coopdesk.cli.sealing import SEAL, Sealer

if TYPE_CHECKING:
    from coopdesk.services.members import MemberView

PAGE = 1000


@click.group(name="members")
def command() -> None:
    """The register: import, add, find, cards, export."""


command.add_command(import_roster)
command.add_command(export_members)
command.add_command(column_maps)
for turn in (die, rejoin, merge, account, history, erase, details, note, note_end, lapse):
    command.add_command(turn)


def _details(function: Any) -> Any:
    for option in (
        click.option("--phone"),
        click.option("--email"),
        click.option("--postcode"),
        click.option("--address"),
        click.option("--joint", multiple=True, metavar="NAME", help="A joint holder; the first named is the member."),
        click.option("--representative", help="Who votes for an organisation."),
        click.option("--class", "class_name", help="Class of members."),
        click.option("--kind", type=click.Choice(["person", "organisation"])),
    ):
        function = option(function)
    return function


@command.command()
@FILE
@click.option("--name", required=True)
@click.option("--number", default="", help="Left out: the next one.")
@click.option("--joined", default="", help="The day of joining, 2026-11-28; left out: today.")
@_details
@click.pass_context
def add(context: click.Context, /, file: Path, name: str, number: str, joined: str, **details: Any) -> None:
    """Enter a member, without shares."""
    from coopdesk.services.membership import AddMember

    given = {key: value for key, value in details.items() if value is not None}
    given["joint"] = "\n".join(given["joint"])
    if "representative" in given:
        given.setdefault("kind", "organisation")
    with session(context, file) as desk:
        member = desk.desk.perform(AddMember(name=name, number=number, joined_on=joined, **given))
        desk.answer(_line(member), f"Member {member.number}: {member.name}.")


@command.command()
@FILE
@click.argument("member")
@click.option("--name")
@_details
@click.option("--on", default="", help="The day from which it holds, 2026-11-28; left out: today.")
@click.option("--why", default="", help="A note kept with what is replaced, such as by marriage.")
@click.pass_context
def edit(context: click.Context, /, file: Path, member: str, on: str, why: str, **details: Any) -> None:
    """Change what the register says of a member; what it said before is kept with its day."""
    from coopdesk.services.members import resolve
    from coopdesk.services.membership import EditMember

    with session(context, file) as desk:
        details["joint"] = "\n".join(details["joint"])
        changed = desk.desk.perform(EditMember(member=desk.desk.ask(resolve, member), on=on, why=why, **details))
        desk.answer(_line(changed), f"Member {changed.number}: {changed.name}.")


@command.command()
@FILE
@click.argument("member")
@click.option("--reason", default="")
@click.option("--on", default="", help="The day it ended, 2026-11-28; left out: today.")
@click.option("--why", default="", help="resigned, expelled, lapsed, withdrew, transferred, wound-up, not-eligible ...")
@click.pass_context
def end(context: click.Context, file: Path, member: str, reason: str, on: str, why: str) -> None:
    """End a membership; the entry stays."""
    from coopdesk.services.members import resolve
    from coopdesk.services.membership_end import EndMembership

    with session(context, file) as desk:
        ended = desk.desk.perform(EndMembership(desk.desk.ask(resolve, member), reason, on, why))
        desk.answer(_line(ended), f"The membership of {ended.name} ({ended.number}) has ended.")


@command.command(name="list")
@FILE
@click.pass_context
def list_members(context: click.Context, file: Path) -> None:
    """Everybody in the register, by number."""
    with session(context, file) as desk:
        _show(context, _everybody(desk.desk))


@command.command()
@FILE
@click.argument("text")
@click.option("--limit", default=20, type=click.IntRange(1, 1000))
@click.pass_context
def find(context: click.Context, file: Path, text: str, limit: int) -> None:
    """Members by part of a name, number, postcode or card code; one typing slip is forgiven."""
    from coopdesk.services import members

    with session(context, file) as desk:
        _show(context, list(desk.desk.ask(members.find, text, limit)))


@command.command()
@FILE
@click.argument("member")
@click.option("--new", "fresh", is_flag=True, help="Withdraw the old card and make another.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path))
@SEAL
@click.pass_context
def card(context: click.Context, file: Path, member: str, fresh: bool, output: Path, sealing: bool) -> None:
    """One member's card as a PDF."""
    from coopdesk.documents.cards import cards_pdf
    from coopdesk.documents.write_file import write_file
    from coopdesk.services.member_cards import IssueCard
    from coopdesk.services.members import resolve

    with session(context, file) as desk:
        seal = Sealer(desk, sealing)
        view = desk.desk.perform(IssueCard(desk.desk.ask(resolve, member), fresh))
        sealed = seal(cards_pdf([view]))
        write_file(output, sealed.data)
        value = {
            "member": whole(view.member_number),
            "name": view.name,
            "code": view.code,
            "file": str(output),
            **sealed.facts,
        }
        desk.answer(value, f"The card of {view.name} is in {output}.{sealed.words}")


@command.command()
@FILE
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path))
@SEAL
@click.pass_context
def cards(context: click.Context, file: Path, output: Path, sealing: bool) -> None:
    """Every current member's card, ten a sheet."""
    from coopdesk.cli.progress import counting
    from coopdesk.documents.cards import cards_pdf
    from coopdesk.documents.drawable import drawable_cards
    from coopdesk.documents.write_file import write_file
    from coopdesk.services.member_cards import IssueCards, cards_of_all

    with session(context, file) as desk:
        seal = Sealer(desk, sealing)
        desk.desk.perform(IssueCards())
        views, left_out = drawable_cards(desk.desk.ask(cards_of_all))
        if not views and left_out:
            raise left_out[0]
        with counting("Cards", len(views)) as progress:
            data = cards_pdf(views, progress)
        sealed = seal(data)
        write_file(output, sealed.data)
        for no in left_out:
            tell(f"Left out: {no}")
        told = [str(no) for no in left_out]
        value = {"cards": len(views), "file": str(output), "left_out": told, **sealed.facts}
        desk.answer(value, f"{len(views)} cards are in {output}.{sealed.words}")


def _everybody(desk: Any) -> "list[MemberView]":
    from coopdesk.services.members import members_page

    found: list[MemberView] = []
    while page := desk.ask(members_page, len(found), PAGE):
        found += page
    return found


def _show(context: click.Context, members: "list[MemberView]") -> None:
    from coopdesk.cli.saying import say_json

    if "--json" in context.obj:
        say_json([_line(member) for member in members])
    else:
        rows = [(each.number, each.name, each.class_name, each.status.value, each.shares) for each in members]
        table(("No.", "Name", "Class", "Status", "Shares"), rows)


def _line(member: "MemberView") -> dict[str, Any]:
    return {
        "number": whole(member.number),
        "name": member.name,
        "kind": member.kind.value,
        "class": member.class_name,
        "status": member.status.value,
        "shares": member.shares,
        "joined_on": _day(member.joined_on),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
