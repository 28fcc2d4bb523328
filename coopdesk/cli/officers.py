"""coopdesk officers: who holds and held which office."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coopdesk.cli.at_the_desk import FILE, NUMBERS, session
from coopdesk.cli.saying import table, whole

if TYPE_CHECKING:
    from coopdesk.services.officers import OfficerView


@click.group(name="officers")
def command() -> None:
    """Officers with their days in and out, as the register has them."""


@command.command()
@FILE
@click.argument("office")
@click.option("--member", default="", help="The member who takes it; name and address are the register's.")
@click.option("--name", default="", help="Of an officer who is not a member.")
@click.option("--address", default="")
@click.option("--on", default="", help="The day it began, 2026-11-28; left out: today.")
@click.option("--note", default="")
@click.pass_context
def add(
    context: click.Context, /, file: Path, office: str, member: str, name: str, address: str, on: str, note: str
) -> None:
    """Enter somebody in an office: secretary, treasurer, director ..."""
    from coopdesk.services.members import resolve
    from coopdesk.services.officers import AddOfficer

    with session(context, file) as desk:
        who = desk.desk.ask(resolve, member) if member else None
        term = desk.desk.perform(AddOfficer(office=office, member=who, name=name, address=address, on=on, words=note))
        desk.answer(_value(term), f"{term.name} is {term.office} since {term.since} (term {term.id}).")


@command.command()
@FILE
@click.argument("term", type=NUMBERS)
@click.option("--on", default="", help="The day it ended, 2026-11-28; left out: today.")
@click.pass_context
def end(context: click.Context, file: Path, term: int, on: str) -> None:
    """End a term of office (its number is in the list); the entry stays."""
    from coopdesk.services.officers import EndTerm

    with session(context, file) as desk:
        ended = desk.desk.perform(EndTerm(term, on))
        desk.answer(_value(ended), f"{ended.name} is no longer {ended.office} since {ended.until}.")


@command.command(name="list")
@FILE
@click.pass_context
def list_officers(context: click.Context, file: Path) -> None:
    """Every term of office, those that go on first."""
    from coopdesk.cli.saying import say, say_json
    from coopdesk.domain.clock import local_day
    from coopdesk.services.empty_seats import empty_words, offices_with_empty_seats
    from coopdesk.services.officers import officers_list

    with session(context, file) as desk:
        terms = desk.desk.ask(officers_list)
        if "--json" in desk.settings:
            say_json([_value(each) for each in terms])
            return
        today = local_day(desk.now)
        rows = [
            (each.id, each.name, each.office, each.since, each.until or _ends(each, today), each.member_number)
            for each in terms
        ]
        table(("Term", "Name", "Office", "From", "Until", "Member"), rows)
        for seats in desk.desk.ask(offices_with_empty_seats):
            say(empty_words(seats))


@command.command()
@FILE
@click.pass_context
def signatures(context: click.Context, file: Path) -> None:
    """Who signs the accounts for the Financial Conduct Authority: two directors and the secretary, three signatures."""
    from coopdesk.services.officers import signatures_of_accounts

    with session(context, file) as desk:
        signed = desk.desk.ask(signatures_of_accounts)
        value = [{"name": each.name, "capacity": each.capacity} for each in signed]
        lines = [f"{each.name}, as {each.capacity}" for each in signed]
        if len({each.name for each in signed}) < len(signed):
            lines.append("One person signs twice, once in each capacity.")
        desk.answer(value, *lines)


def _ends(term: "OfficerView", today: date) -> str:
    """The last day of a term that goes on, and whether it has passed."""
    if term.expires is None:
        return ""
    return f"expired {term.expires}" if term.expires < today else f"to end {term.expires}"


def _value(term: "OfficerView") -> dict[str, Any]:
    return {
        "term": term.id,
        "name": term.name,
        "office": term.office,
        "since": term.since.isoformat(),
        "until": term.until.isoformat() if term.until else None,
        "expires": term.expires.isoformat() if term.expires else None,
        "member": whole(term.member_number) if term.member_number else None,
    }
