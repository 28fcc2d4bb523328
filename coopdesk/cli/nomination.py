"""coopdesk nomination: the nominees' book."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coopdesk.cli.at_the_desk import FILE, NUMBERS, session
from coopdesk.cli.saying import table, whole

if TYPE_CHECKING:
    from coopdesk.domain.nominations import Nominee
    from coopdesk.services.nominations import NominationView


@click.group(name="nomination")
def command() -> None:
    """Nominations on death (2014 Act s.37): enter, revoke, list."""


@command.command()
@FILE
@click.argument("member")
@click.option(
    "--nominee",
    "nominees",
    multiple=True,
    required=True,
    metavar='"NAME; PART; RELATION; officer"',
    help="One for each person. PART: 1/2, 50% or all. RELATION: spouse, civil-partner, parent, child, "
    "brother-or-sister, nephew-or-niece. Only the name is needed.",
)
@click.option("--made", default="", help="The day it was signed; left out: the day it was delivered.")
@click.option("--delivered", default="", help="The day it reached the society, 2026-11-28; left out: today.")
@click.option("--how", type=click.Choice(["delivered", "book"]), default="delivered", show_default=True)
@click.option("--replaces", is_flag=True, help="It takes the place of the member's nominations that stand.")
@click.option("--note", default="")
@click.pass_context
def add(
    context: click.Context,
    /,
    file: Path,
    member: str,
    nominees: tuple[str, ...],
    made: str,
    delivered: str,
    how: str,
    replaces: bool,
    note: str,
) -> None:
    """Enter a nomination that a member made."""
    from coopdesk.services.members import resolve
    from coopdesk.services.nominations import AddNomination

    people = tuple(_nominee(each) for each in nominees)
    with session(context, file) as desk:
        entered = desk.desk.perform(
            AddNomination(desk.desk.ask(resolve, member), people, made, delivered, how, replaces, note)
        )
        desk.answer(_value(entered), f"Nomination {entered.number} of {entered.member_name} is in the book.")


def _nominee(text: str) -> "Nominee":
    """ "Ada Holt; 1/2; child; officer".

    Raises:
        NotUnderstood: a part or relation that is none.
    """
    from coopdesk.domain.nominations import Nominee, Relationship, read_part
    from coopdesk.domain.refusals import NotUnderstood

    name, *rest = [part.strip() for part in text.split(";")]
    given = [each for each in rest if each.casefold() not in ("officer", "employee")]
    part, relation = (*given, "", "")[:2]
    try:
        relationship = Relationship(relation.casefold().replace(" ", "-") or Relationship.OTHER)
    except ValueError as error:
        known = ", ".join(each.value for each in Relationship)
        raise NotUnderstood("The relation", relation, f"it is one of {known}") from error
    return Nominee(name, read_part(part), relationship, len(given) < len(rest))


@command.command()
@FILE
@click.argument("number", type=NUMBERS)
@click.option("--on", default="", help="The day, 2026-11-28; left out: today.")
@click.option("--note", default="", help="Such as: the member married.")
@click.pass_context
def revoke(context: click.Context, file: Path, number: int, on: str, note: str) -> None:
    """Record that a nomination stands no more; it stays in the book."""
    from coopdesk.services.nominations import RevokeNomination

    with session(context, file) as desk:
        revoked = desk.desk.perform(RevokeNomination(number, on, note))
        desk.answer(_value(revoked), f"Nomination {revoked.number} of {revoked.member_name} is revoked.")


@command.command(name="list")
@FILE
@click.option("--member", default="", help="Of one member, with what it comes to today.")
@click.pass_context
def list_nominations(context: click.Context, file: Path, member: str) -> None:
    """The nominees' book: every nomination, varied and revoked ones too."""
    from coopdesk.cli.saying import say, say_json
    from coopdesk.domain.clock import local_day
    from coopdesk.services import members
    from coopdesk.services.nominations import nominations_book, on_death

    with session(context, file) as desk:
        book = desk.desk.ask(nominations_book)
        lines: list[str] = []
        if member:
            person = desk.desk.ask(members.member, member)
            book = tuple(each for each in book if each.member == person.id)
            lines = death_lines(desk.desk.ask(on_death, person, local_day(desk.now)))
        if "--json" in desk.settings:
            say_json([_value(each) for each in book])
            return
        rows = [
            (
                each.number,
                f"{each.member_name} ({each.member_number})",
                "; ".join(_words(one) for one in each.nominees),
                each.delivered_on,
                each.revoked_on or "",
            )
            for each in book
        ]
        table(("No.", "Member", "Nominees", "Delivered", "Revoked"), rows)
        for line in lines:
            say(line)


def death_lines(found: Any) -> list[str]:
    """What becomes of a property on death, in plain sentences."""
    from coopdesk.domain.money import pounds

    lines = [f"Property in the society: {pounds(found.property_pence)}."]
    for nominee, pence in zip(found.nominees, found.shared.nominees, strict=True):
        lines.append(f"By nomination to {nominee.name}: {pounds(pence)}.")
    limit = found.shared.limit_pence
    if found.nominees and limit is not None:
        lines.append(f"At most {pounds(limit)} passes by nomination ({found.limit_source}).")
    lines.append(f"To the estate: {pounds(found.shared.estate_pence)}.")
    return lines


def death_value(found: Any) -> dict[str, Any]:
    """The same for JSON, in pence."""
    pairs = zip(found.nominees, found.shared.nominees, strict=True)
    return {
        "property_pence": found.property_pence,
        "nominees": [{"name": nominee.name, "pence": pence} for nominee, pence in pairs],
        "limit_pence": found.shared.limit_pence,
        "estate_pence": found.shared.estate_pence,
    }


def _words(nominee: "Nominee") -> str:
    notes = [str(nominee.part)] if nominee.part != 1 else []
    notes += [nominee.relationship.words] if nominee.relationship.close else []
    return f"{nominee.name} ({', '.join(notes)})" if notes else nominee.name


def _value(view: "NominationView") -> dict[str, Any]:
    return {
        "number": view.number,
        "member": whole(view.member_number),
        "made_on": view.made_on.isoformat(),
        "delivered_on": view.delivered_on.isoformat(),
        "how": view.how,
        "revoked_on": view.revoked_on.isoformat() if view.revoked_on else None,
        "varied_by": view.varied_by,
        "nominees": [
            {
                "name": each.name,
                "part": str(each.part),
                "relation": each.relationship.value,
                "officer": each.officer,
            }
            for each in view.nominees
        ],
    }
